"""Schemes, measures and entries as plain data: what is stored as JSON, and what importers write as YAML.

Decimals and days are written as text. Reading collects every fault with its place.
"""

from collections.abc import Mapping
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
from governance_core.assessment.model.records import (
    Entry,
    Evidence,
    EvidenceKind,
    MilestoneReached,
    NotApplicableEntry,
    PointsEntry,
    QuantityEntry,
    RatingEntry,
)
from governance_core.assessment.model.scheme import Dimension, Indicator
from governance_core.errors import UnknownValue
from governance_core.plain_data import Fields, label_to_data

Path = tuple[str, ...]


def measure_to_data(measure: Measure) -> dict[str, Any]:
    """A measure as plain data."""
    match measure:
        case Quantity():
            return {
                "kind": "quantity",
                "unit": label_to_data(measure.unit),
                "target": str(measure.target),
                "floor": str(measure.floor),
                "direction": measure.direction.value,
                "total": measure.total.value,
                "pace": measure.pace.value,
            }
        case Milestones():
            return {"kind": "milestones", "milestones": [_milestone_to_data(one) for one in measure.milestones]}
        case Points():
            return {
                "kind": "points",
                "base": str(measure.base),
                "ceiling": str(measure.ceiling),
                "floor": str(measure.floor),
            }
        case Rating():
            return {
                "kind": "rating",
                "low": str(measure.low),
                "high": str(measure.high),
                "minimum_raters": measure.minimum_raters,
            }


def _milestone_to_data(one: Milestone) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": label_to_data(one.title),
        "due_on": one.due_on.isoformat(),
        "share": str(one.share),
    }


def measure_from_data(data: object, path: Path = ()) -> Measure:
    """The measure that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields = Fields(data, path)
    kind = fields.text("kind")
    measure: Measure
    match kind:
        case "quantity":
            measure = Quantity(
                unit=fields.label("unit"),
                target=fields.number("target"),
                floor=fields.number("floor", "0"),
                direction=fields.choice("direction", Direction, Direction.HIGHER),
                total=fields.choice("total", Totalling, Totalling.SUM),
                pace=fields.choice("pace", Pace, Pace.LINEAR),
            )
        case "milestones":
            measure = Milestones(milestones=fields.each("milestones", _milestone_from_data))
        case "points":
            measure = Points(
                base=fields.number("base"), ceiling=fields.number("ceiling"), floor=fields.number("floor", "0")
            )
        case "rating":
            measure = Rating(
                low=fields.number("low"),
                high=fields.number("high"),
                minimum_raters=fields.whole("minimum_raters", 1),
            )
        case _:
            known = ("quantity", "milestones", "points", "rating")
            raise UnknownValue(value=kind, known=known, path=(*path, "kind"))
    fields.done()
    return measure


def _milestone_from_data(data: object, path: Path) -> Milestone:
    fields = Fields(data, path)
    one = Milestone(
        code=fields.text("code"), title=fields.label("title"), due_on=fields.day("due_on"), share=fields.number("share")
    )
    fields.done()
    return one


def dimension_to_data(dimension: Dimension) -> dict[str, Any]:
    """A dimension with its indicators as plain data."""
    return {
        "code": dimension.code,
        "title": label_to_data(dimension.title),
        "weight": str(dimension.weight),
        "indicators": [
            {
                "code": one.code,
                "title": label_to_data(one.title),
                "weight": str(one.weight),
                "measure": measure_to_data(one.measure),
            }
            for one in dimension.indicators
        ],
    }


def dimension_from_data(data: object, path: Path = ()) -> Dimension:
    """The dimension that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with them, with its place.
    """
    fields = Fields(data, path)
    dimension = Dimension(
        code=fields.text("code"),
        title=fields.label("title"),
        weight=fields.number("weight"),
        indicators=fields.each("indicators", _indicator_from_data),
    )
    fields.done()
    return dimension


_UNREAD: Measure = Points(base=Decimal(0), ceiling=Decimal(1))


def _indicator_from_data(data: object, path: Path) -> Indicator:
    fields = Fields(data, path)
    indicator = Indicator(
        code=fields.text("code"),
        title=fields.label("title"),
        weight=fields.number("weight"),
        measure=fields.nested("measure", measure_from_data, _UNREAD),
    )
    fields.done()
    return indicator


def entry_to_data(entry: Entry) -> dict[str, str]:
    """An entry as plain data."""
    match entry:
        case QuantityEntry():
            return {"kind": "quantity", "amount": str(entry.amount)}
        case MilestoneReached():
            return {"kind": "milestone", "milestone": entry.milestone}
        case PointsEntry():
            return {"kind": "points", "points": str(entry.points), "reason": entry.reason}
        case RatingEntry():
            return {"kind": "rating", "rating": str(entry.rating)}
        case NotApplicableEntry():
            return {"kind": "not-applicable", "reason": entry.reason}


def entry_from_data(data: Mapping[str, str]) -> Entry:
    """The entry that was written down by `entry_to_data`."""
    match data["kind"]:
        case "quantity":
            return QuantityEntry(amount=Decimal(data["amount"]))
        case "milestone":
            return MilestoneReached(milestone=data["milestone"])
        case "points":
            return PointsEntry(points=Decimal(data["points"]), reason=data["reason"])
        case "rating":
            return RatingEntry(rating=Decimal(data["rating"]))
        case _:
            return NotApplicableEntry(reason=data["reason"])


def evidence_to_data(evidence: Evidence) -> dict[str, str | None]:
    """A piece of evidence as plain data."""
    return {
        "kind": evidence.kind.value,
        "title": evidence.title,
        "reference": evidence.reference,
        "sha256": evidence.sha256,
    }


def evidence_from_data(data: Mapping[str, Any]) -> Evidence:
    """The evidence that was written down by `evidence_to_data`."""
    return Evidence(
        kind=EvidenceKind(data["kind"]), title=data["title"], reference=data["reference"], sha256=data["sha256"]
    )
