"""Measures as plain data."""

from decimal import Decimal
from typing import Any

from governance_core.assessment.model.measures import (
    Direction,
    Measure,
    Milestone,
    Milestones,
    Pace,
    Points,
    Quantity,
    Rating,
    Totalling,
)
from governance_core.plain_data import Fields, Path, label_to_data, number_to_data

# Stands where no measure could be read, until `done` refuses the whole.
UNREAD: Measure = Points(base=Decimal(0), ceiling=Decimal(1))


def measure_to_data(measure: Measure) -> dict[str, Any]:
    """A measure as plain data."""
    match measure:
        case Quantity():
            said: dict[str, Any] = {
                "unit": label_to_data(measure.unit),
                "target": number_to_data(measure.target),
                "floor": number_to_data(measure.floor),
                "direction": measure.direction.value,
                "total": measure.total.value,
                "pace": measure.pace.value,
            }
        case Milestones():
            said = {"milestones": [_milestone_to_data(one) for one in measure.milestones]}
        case Points():
            base, ceiling, floor = measure.base, measure.ceiling, measure.floor
            said = {"base": number_to_data(base), "ceiling": number_to_data(ceiling), "floor": number_to_data(floor)}
        case Rating():
            low, high = number_to_data(measure.low), number_to_data(measure.high)
            said = {"low": low, "high": high, "minimum_raters": measure.minimum_raters}
    return {"kind": measure.kind, **said}


def measure_from_data(data: object, path: Path = ()) -> Measure:
    """The measure that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields = Fields(data, path)
    measure = UNREAD
    match fields.kind(Milestones.kind, Points.kind, Quantity.kind, Rating.kind):
        case Quantity.kind:
            measure = _quantity_from(fields)
        case Milestones.kind:
            measure = Milestones(milestones=fields.each("milestones", _milestone_from_data))
        case Points.kind:
            base, ceiling = fields.number("base"), fields.number("ceiling")
            measure = Points(base=base, ceiling=ceiling, floor=fields.number("floor", "0"))
        case Rating.kind:
            low, high = fields.number("low"), fields.number("high")
            measure = Rating(low=low, high=high, minimum_raters=fields.whole("minimum_raters", 1))
    fields.done()
    return measure


def _quantity_from(fields: Fields) -> Quantity:
    return Quantity(
        unit=fields.label("unit"),
        target=fields.number("target"),
        floor=fields.number("floor", "0"),
        direction=fields.choice("direction", Direction, Direction.HIGHER),
        total=fields.choice("total", Totalling, Totalling.SUM),
        pace=fields.choice("pace", Pace, Pace.LINEAR),
    )


def _milestone_to_data(one: Milestone) -> dict[str, Any]:
    title, due_on = label_to_data(one.title), one.due_on.isoformat()
    return {"code": one.code, "title": title, "due_on": due_on, "share": number_to_data(one.share)}


def _milestone_from_data(data: object, path: Path) -> Milestone:
    fields = Fields(data, path)
    code, title = fields.text("code"), fields.label("title")
    one = Milestone(code=code, title=title, due_on=fields.day("due_on"), share=fields.number("share"))
    fields.done()
    return one
