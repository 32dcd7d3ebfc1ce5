"""Measures as plain data; what says nothing more than its default is left out."""

from decimal import Decimal
from typing import Any

from governance_core.assessment.model.formulas import Formula, Number, formula_from_text, formula_to_text
from governance_core.assessment.model.measures import (
    Checkpoint,
    Derived,
    Direction,
    Measure,
    Milestone,
    Milestones,
    Pace,
    Points,
    Quantity,
    RaterGroup,
    RaterRelation,
    Rating,
    Totalling,
    Veto,
)
from governance_core.plain_data import Fields, Path, label_to_data, number_to_data

# Stands where no measure could be read, until `done` refuses the whole.
UNREAD: Measure = Points(base=Decimal(0), ceiling=Decimal(1))
_UNREAD_FORMULA: Formula = Number(number=Decimal(0))


def measure_to_data(measure: Measure) -> dict[str, Any]:
    """A measure as plain data."""
    match measure:
        case Quantity():
            said = _quantity_to_data(measure)
        case Milestones():
            said = {
                "milestones": [_milestone_to_data(one) for one in measure.milestones],
                **_where_said(late_decay=measure.late_decay or None, late_floor=measure.late_floor or None),
            }
        case Points():
            base, ceiling, floor = measure.base, measure.ceiling, measure.floor
            said = {
                "base": number_to_data(base),
                "ceiling": number_to_data(ceiling),
                "floor": number_to_data(floor),
                **_where_said(most_bonus=measure.most_bonus, most_deduction=measure.most_deduction),
            }
        case Rating():
            low, high = number_to_data(measure.low), number_to_data(measure.high)
            said = {
                "low": low,
                "high": high,
                "minimum_raters": measure.minimum_raters,
                **_where_said(trim=measure.trim or None),
            }
            if measure.groups:
                said["groups"] = [_group_to_data(one) for one in measure.groups]
        case Derived():
            said = {
                "formula": formula_to_text(measure.formula),
                "unit": label_to_data(measure.unit),
                "target": number_to_data(measure.target),
                "floor": number_to_data(measure.floor),
                "direction": measure.direction.value,
            }
        case Veto():
            said = {"caps_at": measure.caps_at}
    return {"kind": measure.kind, **said}


def _quantity_to_data(measure: Quantity) -> dict[str, Any]:
    said: dict[str, Any] = {
        "unit": label_to_data(measure.unit),
        "target": number_to_data(measure.target),
        "floor": number_to_data(measure.floor),
        "direction": measure.direction.value,
        "total": measure.total.value,
        "pace": measure.pace.value,
        **_where_said(cap=measure.cap),
    }
    if measure.checkpoints:
        said["checkpoints"] = [
            {"on": one.on.isoformat(), "share": number_to_data(one.share)} for one in measure.checkpoints
        ]
    return said


def _where_said(**numbers: Decimal | None) -> dict[str, str]:
    return {name: number_to_data(number) for name, number in numbers.items() if number is not None}


def measure_from_data(data: object, path: Path = ()) -> Measure:
    """The measure that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields = Fields(data, path)
    measure = UNREAD
    match fields.kind(Derived.kind, Milestones.kind, Points.kind, Quantity.kind, Rating.kind, Veto.kind):
        case Quantity.kind:
            measure = _quantity_from(fields)
        case Milestones.kind:
            measure = Milestones(
                milestones=fields.each("milestones", _milestone_from_data),
                late_decay=fields.number("late_decay", "0"),
                late_floor=fields.number("late_floor", "0"),
            )
        case Points.kind:
            measure = Points(
                base=fields.number("base"),
                ceiling=fields.number("ceiling"),
                floor=fields.number("floor", "0"),
                most_bonus=fields.optional_number("most_bonus"),
                most_deduction=fields.optional_number("most_deduction"),
            )
        case Rating.kind:
            measure = Rating(
                low=fields.number("low"),
                high=fields.number("high"),
                minimum_raters=fields.whole("minimum_raters", 1),
                trim=fields.number("trim", "0"),
                groups=fields.each("groups", _group_from_data, required=False),
            )
        case Derived.kind:
            measure = Derived(
                formula=fields.nested(
                    "formula", lambda text, path: formula_from_text(str(text), path), _UNREAD_FORMULA
                ),
                unit=fields.label("unit"),
                target=fields.number("target"),
                floor=fields.number("floor", "0"),
                direction=fields.choice("direction", Direction, Direction.HIGHER),
            )
        case Veto.kind:
            measure = Veto(caps_at=fields.whole("caps_at"))
    fields.done()
    return measure


def _formula_from_data(data: object, path: Path) -> Formula:
    return formula_from_text(str(data), path)


def _quantity_from(fields: Fields) -> Quantity:
    return Quantity(
        unit=fields.label("unit"),
        target=fields.number("target"),
        floor=fields.number("floor", "0"),
        cap=fields.optional_number("cap"),
        direction=fields.choice("direction", Direction, Direction.HIGHER),
        total=fields.choice("total", Totalling, Totalling.SUM),
        pace=fields.choice("pace", Pace, Pace.LINEAR),
        checkpoints=fields.each("checkpoints", _checkpoint_from_data, required=False),
    )


def _checkpoint_from_data(data: object, path: Path) -> Checkpoint:
    fields = Fields(data, path)
    one = Checkpoint(on=fields.day("on"), share=fields.number("share"))
    fields.done()
    return one


def _group_to_data(one: RaterGroup) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": label_to_data(one.title),
        "relation": one.relation.value,
        "weight": number_to_data(one.weight),
        "minimum_raters": one.minimum_raters,
    }


def _group_from_data(data: object, path: Path) -> RaterGroup:
    fields = Fields(data, path)
    one = RaterGroup(
        code=fields.text("code"),
        title=fields.label("title"),
        relation=fields.choice("relation", RaterRelation),
        weight=fields.number("weight"),
        minimum_raters=fields.whole("minimum_raters", 1),
    )
    fields.done()
    return one


def _milestone_to_data(one: Milestone) -> dict[str, Any]:
    title, due_on = label_to_data(one.title), one.due_on.isoformat()
    return {"code": one.code, "title": title, "due_on": due_on, "share": number_to_data(one.share)}


def _milestone_from_data(data: object, path: Path) -> Milestone:
    fields = Fields(data, path)
    code, title = fields.text("code"), fields.label("title")
    one = Milestone(code=code, title=title, due_on=fields.day("due_on"), share=fields.number("share"))
    fields.done()
    return one
