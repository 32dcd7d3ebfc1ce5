"""Drafting, publishing and revising a scheme."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from governance_core.assessment.events import SchemeDrafted, SchemeReleased
from governance_core.assessment.model import (
    Dimension,
    Direction,
    Indicator,
    IndicatorScheme,
    Measure,
    Milestones,
    Points,
    Quantity,
    Rating,
    SchemeStatus,
)
from governance_core.errors import (
    Blank,
    Duplicate,
    InputFault,
    Malformed,
    OutOfRange,
    SchemePublished,
    TooLong,
    WeightsDoNotSum,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.values import Period, SchemeId, Text, total

WHOLE = Decimal(100)
MOST_DIMENSIONS = 20
MOST_INDICATORS = 60
MOST_MILESTONES = 50
LONGEST_TITLE = 200
_CODE = re.compile(r"[a-z0-9-]{1,60}")

Path = tuple[str, ...]


def draft_scheme(
    *,
    id: SchemeId,  # noqa: A002 -- the field's name
    code: str,
    title: Text,
    cycle: Period,
    applies_to: Sequence[str],
    dimensions: Sequence[Dimension],
    on: date,
    version: int = 1,
) -> Outcome[IndicatorScheme]:
    """A scheme is drafted: complete and sound, but not yet in force.

    Args:
        id: its own key.
        code: what all its versions will share, `[a-z0-9-]{1,60}`.
        title: what it is called.
        cycle: the days it is about.
        applies_to: the kinds of posts whose holders it assesses.
        dimensions: 1 to 20 dimensions with 60 indicators at most in all; weights are points out of 100.
        on: the day of the act.
        version: which version of the scheme it is.

    Raises:
        InputFault, InvalidInput: everything that is wrong with it, each with its place.
    """
    faults = [*_code_faults(code, ("code",)), *_title_faults(title, ("title",))]
    if cycle.end is None:
        faults.append(Blank(path=("cycle", "to")))
    if not applies_to:
        faults.append(Blank(path=("applies_to",)))
    faults += _dimension_faults(dimensions, cycle)
    refuse_faults(faults)
    scheme = IndicatorScheme(
        id=id,
        code=code,
        version=version,
        title=title,
        cycle=cycle,
        applies_to=tuple(applies_to),
        dimensions=tuple(dimensions),
    )
    return Outcome(state=scheme, events=(SchemeDrafted(effective_on=on, scheme=id, code=code, version=version),))


def publish_scheme(scheme: IndicatorScheme, *, on: date, published_at: datetime) -> Outcome[IndicatorScheme]:
    """A draft is put in force: from now on it never changes.

    Raises:
        SchemePublished: it is in force already.
    """
    if scheme.status is SchemeStatus.PUBLISHED:
        raise SchemePublished(scheme=scheme.id)
    published = replace(scheme, status=SchemeStatus.PUBLISHED, published_at=published_at)
    happened = SchemeReleased(effective_on=on, scheme=scheme.id, code=scheme.code, version=scheme.version)
    return Outcome(state=published, events=(happened,))


def revise_scheme(
    scheme: IndicatorScheme,
    *,
    id: SchemeId,  # noqa: A002 -- the field's name
    on: date,
    title: Text | None = None,
    cycle: Period | None = None,
    applies_to: Sequence[str] | None = None,
    dimensions: Sequence[Dimension] | None = None,
) -> Outcome[IndicatorScheme]:
    """A next version is drafted from a scheme; what is not said stays as it is.

    Raises:
        InputFault, InvalidInput: as for `draft_scheme`.
    """
    return draft_scheme(
        id=id,
        code=scheme.code,
        title=title or scheme.title,
        cycle=cycle or scheme.cycle,
        applies_to=scheme.applies_to if applies_to is None else applies_to,
        dimensions=scheme.dimensions if dimensions is None else dimensions,
        on=on,
        version=scheme.version + 1,
    )


def _dimension_faults(dimensions: Sequence[Dimension], cycle: Period) -> list[InputFault]:
    faults = _count_faults(len(dimensions), MOST_DIMENSIONS, ("dimensions",))
    indicators = sum(len(dimension.indicators) for dimension in dimensions)
    faults += _count_faults(indicators, MOST_INDICATORS, ("dimensions",))
    faults += _twin_faults((dimension.code for dimension in dimensions), ("dimensions",))
    codes = (one.code for dimension in dimensions for one in dimension.indicators)
    faults += _twin_faults(codes, ("dimensions", "indicators"))
    for place, dimension in enumerate(dimensions):
        path = ("dimensions", str(place))
        faults += [*_code_faults(dimension.code, (*path, "code")), *_title_faults(dimension.title, (*path, "title"))]
        faults += _sum_faults((one.weight for one in dimension.indicators), dimension.weight, (*path, "indicators"))
        for number, indicator in enumerate(dimension.indicators):
            faults += _indicator_faults(indicator, cycle, (*path, "indicators", str(number)))
    faults += _sum_faults((dimension.weight for dimension in dimensions), WHOLE, ("dimensions",))
    return faults


def _indicator_faults(indicator: Indicator, cycle: Period, path: Path) -> list[InputFault]:
    faults = [*_code_faults(indicator.code, (*path, "code")), *_title_faults(indicator.title, (*path, "title"))]
    if not 0 < indicator.weight <= WHOLE:
        faults.append(OutOfRange(value=indicator.weight, low=0, high=WHOLE, path=(*path, "weight")))
    return [*faults, *_measure_faults(indicator.measure, cycle, (*path, "measure"))]


def _measure_faults(measure: Measure, cycle: Period, path: Path) -> list[InputFault]:
    match measure:
        case Quantity():
            higher = measure.direction is Direction.HIGHER
            ordered = measure.floor < measure.target if higher else measure.target < measure.floor
            bound = {"low": measure.floor} if higher else {"high": measure.floor}
            return [] if ordered else [OutOfRange(value=measure.target, path=(*path, "target"), **bound)]
        case Milestones():
            return _milestone_faults(measure, cycle, (*path, "milestones"))
        case Points():
            if measure.floor <= measure.base <= measure.ceiling and measure.floor < measure.ceiling:
                return []
            return [OutOfRange(value=measure.base, low=measure.floor, high=measure.ceiling, path=(*path, "base"))]
        case Rating():
            faults: list[InputFault] = []
            if measure.low >= measure.high:
                faults.append(OutOfRange(value=measure.high, low=measure.low, path=(*path, "high")))
            if measure.minimum_raters < 1:
                faults.append(OutOfRange(value=measure.minimum_raters, low=1, path=(*path, "minimum_raters")))
            return faults


def _milestone_faults(measure: Milestones, cycle: Period, path: Path) -> list[InputFault]:
    steps = measure.milestones
    faults = _count_faults(len(steps), MOST_MILESTONES, path)
    faults += _twin_faults((one.code for one in steps), path)
    for place, one in enumerate(steps):
        here = (*path, str(place))
        faults += [*_code_faults(one.code, (*here, "code")), *_title_faults(one.title, (*here, "title"))]
        if one.due_on not in cycle:
            due = one.due_on.isoformat()
            faults.append(Malformed(value=due, expected="a day of the cycle", path=(*here, "due_on")))
        if one.share <= 0:
            faults.append(OutOfRange(value=one.share, low=0, high=WHOLE, path=(*here, "share")))
    return [*faults, *_sum_faults((one.share for one in steps), WHOLE, path)]


def _code_faults(code: str, path: Path) -> list[InputFault]:
    if _CODE.fullmatch(code):
        return []
    return [Malformed(value=code[:80], expected="1 to 60 small letters, digits or dashes", path=path)]


def _title_faults(title: Text, path: Path) -> list[InputFault]:
    if not title.zh.strip():
        return [Blank(path=(*path, "zh"))]
    longest = max(len(title.zh), len(title.en or ""))
    return [TooLong(length=longest, limit=LONGEST_TITLE, path=path)] if longest > LONGEST_TITLE else []


def _sum_faults(weights: Iterable[Decimal], expected: Decimal, path: Path) -> list[InputFault]:
    found = total(weights)
    return [] if found == expected else [WeightsDoNotSum(total=found, expected=expected, path=path)]


def _count_faults(count: int, most: int, path: Path) -> list[InputFault]:
    return [] if 1 <= count <= most else [OutOfRange(value=count, low=1, high=most, path=path)]


def _twin_faults(codes: Iterable[str], path: Path) -> list[InputFault]:
    seen: set[str] = set()
    twins = [code for code in codes if code in seen or seen.add(code)]  # type: ignore[func-returns-value]
    return [Duplicate(value=code, path=path) for code in dict.fromkeys(twins)]
