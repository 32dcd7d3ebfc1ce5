"""Drafting, publishing and revising a scheme."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime

from governance_core.assessment.events import SchemeDrafted, SchemeReleased
from governance_core.assessment.model import Dimension, Indicator, IndicatorScheme, SchemeStatus
from governance_core.assessment.rules.measures import WHOLE, measure_faults, sum_faults
from governance_core.errors import Blank, InputFault, OutOfRange, SchemePublished, refuse_faults
from governance_core.events import Outcome
from governance_core.plain_data import Path
from governance_core.values import Period, SchemeId, Text
from governance_core.wording import (
    LONGEST_NOTE,
    SMALLEST,
    code_faults,
    count_faults,
    label_faults,
    number_faults,
    twin_faults,
)

MOST_DIMENSIONS = 20
MOST_INDICATORS = 60
MOST_POST_KINDS = 60
LAST_VERSION = 9999


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
        cycle: the days it is about; it has an end.
        applies_to: the kinds of posts whose holders it assesses, 1 to 60 codes.
        dimensions: 1 to 20 dimensions with 60 indicators at most in all; weights are points out of 100 with at most six
            decimals, and no code is used twice, be it for a dimension or an indicator.
        on: the day of the act.
        version: which version of the scheme it is.

    Raises:
        InputFault, InvalidInput: everything that is wrong with it, each with its place.
    """
    scheme = IndicatorScheme(
        id=id,
        code=code,
        version=version,
        title=title,
        cycle=cycle,
        applies_to=tuple(applies_to),
        dimensions=tuple(dimensions),
    )
    refuse_faults(_scheme_faults(scheme))
    return Outcome(state=scheme, events=(SchemeDrafted(effective_on=on, scheme=id, code=code, version=version),))


def publish_scheme(scheme: IndicatorScheme, *, on: date, published_at: datetime) -> Outcome[IndicatorScheme]:
    """A draft is put in force: from now on it never changes.

    Raises:
        SchemePublished: it is in force already.
        InputFault, InvalidInput: as for `draft_scheme`, where it did not come from there.
    """
    if scheme.status is SchemeStatus.PUBLISHED:
        raise SchemePublished(scheme=scheme.id)
    refuse_faults(_scheme_faults(scheme))
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
    """A next version is drafted from a scheme; what is not said stays as it is, and so does the scheme itself.

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


def scheme_in_force(
    schemes: Iterable[IndicatorScheme],
    post_kinds: AbstractSet[str] | None,
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> IndicatorScheme | None:
    """The scheme by which the holder of posts is assessed on a day: of those that have begun, the one that began last.

    A cycle that is over stays in force until another begins, so that its result can be read. Of several that began on
    one day the latest version counts, and then the last by code. (The order is our own choice.)

    Args:
        schemes: the schemes to choose from; drafts are left out.
        post_kinds: the kinds of posts held, by code; None where every scheme will do.
        as_of: the day.
        known_at: what was published by then counts; None for now.
    """
    found = [
        one
        for one in schemes
        if one.published_at is not None
        and (known_at is None or one.published_at <= known_at)
        and one.cycle.start <= as_of
        and (post_kinds is None or not post_kinds.isdisjoint(one.applies_to))
    ]
    return max(found, key=lambda one: (one.cycle.start, one.version, one.code), default=None)


def _scheme_faults(scheme: IndicatorScheme) -> list[InputFault]:
    faults = [*code_faults(scheme.code, ("code",)), *label_faults(scheme.title, ("title",))]
    if not 1 <= scheme.version <= LAST_VERSION:
        faults.append(OutOfRange(value=scheme.version, low=1, high=LAST_VERSION, path=("version",)))
    if scheme.cycle.end is None:
        faults.append(Blank(path=("cycle", "to")))
    return [*faults, *_post_kind_faults(scheme.applies_to), *_dimensions_faults(scheme.dimensions, scheme.cycle)]


def _post_kind_faults(kinds: tuple[str, ...]) -> list[InputFault]:
    if faults := count_faults(len(kinds), MOST_POST_KINDS, ("applies_to",)):
        return faults
    placed = [(code, ("applies_to", str(place))) for place, code in enumerate(kinds)]
    return [*twin_faults(placed), *(fault for code, path in placed for fault in code_faults(code, path))]


def _dimensions_faults(dimensions: tuple[Dimension, ...], cycle: Period) -> list[InputFault]:
    """All faults of the dimensions; of too many only that they are."""
    indicators = sum(len(dimension.indicators) for dimension in dimensions)
    faults = count_faults(len(dimensions), MOST_DIMENSIONS, ("dimensions",))
    if indicators > MOST_INDICATORS:
        faults.append(OutOfRange(value=indicators, low=1, high=MOST_INDICATORS, path=("dimensions",)))
    if faults:
        return faults
    faults = twin_faults(_codes(dimensions))
    for place, dimension in enumerate(dimensions):
        faults += _dimension_faults(dimension, cycle, ("dimensions", str(place)))
    return [*faults, *sum_faults(tuple(one.weight for one in dimensions), WHOLE, ("dimensions",))]


def _dimension_faults(dimension: Dimension, cycle: Period, path: Path) -> list[InputFault]:
    faults = [
        *code_faults(dimension.code, (*path, "code")),
        *label_faults(dimension.title, (*path, "title")),
        *number_faults(dimension.weight, SMALLEST, WHOLE, (*path, "weight")),
    ]
    inside = (*path, "indicators")
    if not dimension.indicators:
        return [*faults, Blank(path=inside)]
    for place, indicator in enumerate(dimension.indicators):
        faults += _indicator_faults(indicator, cycle, (*inside, str(place)))
    return [*faults, *sum_faults(tuple(one.weight for one in dimension.indicators), dimension.weight, inside)]


def _indicator_faults(indicator: Indicator, cycle: Period, path: Path) -> list[InputFault]:
    faults = [
        *code_faults(indicator.code, (*path, "code")),
        *label_faults(indicator.title, (*path, "title")),
        *number_faults(indicator.weight, SMALLEST, WHOLE, (*path, "weight")),
        *measure_faults(indicator.measure, cycle, (*path, "measure")),
    ]
    if indicator.description is not None:
        faults += label_faults(indicator.description, (*path, "description"), LONGEST_NOTE)
    return faults


def _codes(dimensions: tuple[Dimension, ...]) -> Iterator[tuple[str, Path]]:
    for place, dimension in enumerate(dimensions):
        path = ("dimensions", str(place))
        yield dimension.code, (*path, "code")
        for number, indicator in enumerate(dimension.indicators):
            yield indicator.code, (*path, "indicators", str(number), "code")
