"""What makes one scheme of another: indicators weighed anew, measured anew, left out or added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from governance_core.assessment.model import Dimension, Indicator, Measure
from governance_core.errors import UnknownValue
from governance_core.plain_data import Path
from governance_core.values import Text, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Reweigh:
    """An indicator is worth something else."""

    indicator: str
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Remeasure:
    """An indicator is measured another way: another target, other milestones."""

    indicator: str
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOut:
    """An indicator is not in the scheme; a dimension without any goes too."""

    indicator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """An indicator of one's own, or one that a practice offers, is added to a dimension, be it a new one.

    Attributes:
        dimension: the dimension's code.
        indicator: the indicator.
        title: what the dimension is called, where it is new.
    """

    dimension: str
    indicator: Indicator
    title: Text | None = None


SchemeChange = Reweigh | Remeasure | LeaveOut | Add
ZERO = Decimal(0)


def changed_dimensions(dimensions: Iterable[Dimension], changes: Sequence[SchemeChange]) -> tuple[Dimension, ...]:
    """Dimensions with changes made to them in order; each is then worth what its indicators are.

    Raises:
        UnknownValue: a change is about an indicator, or a dimension without a title, that is not there.
    """
    found = {one.code: one for one in dimensions}
    for place, change in enumerate(changes):
        path: Path = ("changes", str(place))
        match change:
            case Add():
                found[change.dimension] = _with_added(found, change, path)
            case Reweigh(indicator=code, weight=weight):
                found = _with_indicator(found, code, {"weight": weight}, path)
            case Remeasure(indicator=code, measure=measure):
                found = _with_indicator(found, code, {"measure": measure}, path)
            case LeaveOut(indicator=code):
                found = _with_indicator(found, code, None, path)
    return tuple(
        replace(one, weight=total(indicator.weight for indicator in one.indicators))
        for one in found.values()
        if one.indicators
    )


def _with_added(found: Mapping[str, Dimension], change: Add, path: Path) -> Dimension:
    there = found.get(change.dimension)
    if there is not None:
        return replace(there, indicators=(*there.indicators, change.indicator))
    if change.title is None:
        raise UnknownValue(value=change.dimension[:80], known=tuple(found), path=(*path, "dimension"))
    return Dimension(code=change.dimension, title=change.title, weight=ZERO, indicators=(change.indicator,))


def _with_indicator(
    found: Mapping[str, Dimension], code: str, different: Mapping[str, Any] | None, path: Path
) -> dict[str, Dimension]:
    """The dimensions with an indicator that says something else, or, for None, without it."""
    known = tuple(one.code for dimension in found.values() for one in dimension.indicators)
    if code not in known:
        raise UnknownValue(value=code[:80], known=known, path=(*path, "indicator"))
    return {
        key: replace(
            dimension,
            indicators=tuple(
                one if one.code != code else replace(one, **different or {})
                for one in dimension.indicators
                if one.code != code or different is not None
            ),
        )
        for key, dimension in found.items()
    }
