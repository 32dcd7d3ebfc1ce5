"""What is wrong with a scheme, if anything is."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal

from governance_core.assessment.model import Derived, Dimension, Indicator, IndicatorScheme, Subject, Veto, Watch
from governance_core.assessment.rules.formulas import formula_faults
from governance_core.assessment.rules.measures import WHOLE, measure_faults, sum_faults
from governance_core.errors import Blank, InputFault, Malformed, OutOfRange
from governance_core.plain_data import Path
from governance_core.values import Period
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
MOST_KINDS = 60
MOST_WATCH_DAYS = 60
LAST_VERSION = 9999


def scheme_faults(scheme: IndicatorScheme, figures: AbstractSet[str] | None = None) -> list[InputFault]:
    """Everything that is wrong with a scheme, each fault with its place."""
    faults = [*code_faults(scheme.code, ("code",)), *label_faults(scheme.title, ("title",))]
    if not 1 <= scheme.version <= LAST_VERSION:
        faults.append(OutOfRange(value=scheme.version, low=1, high=LAST_VERSION, path=("version",)))
    if scheme.cycle.end is None:
        faults.append(Blank(path=("cycle", "to")))
    return [
        *faults,
        *_subject_faults(scheme),
        *_watch_faults(scheme.watch),
        *_dimensions_faults(scheme.dimensions, scheme.cycle),
        *_formulas_faults(scheme, figures),
    ]


def _subject_faults(scheme: IndicatorScheme) -> list[InputFault]:
    """A scheme for cadres says of which posts; one for units says of which kinds, and of no posts."""
    if scheme.subject is Subject.CADRE:
        return [
            *_kinds_faults(scheme.applies_to, ("applies_to",), fewest=1),
            *_kinds_faults(scheme.unit_kinds, ("unit_kinds",)),
        ]
    faults = _kinds_faults(scheme.unit_kinds, ("unit_kinds",), fewest=1)
    if scheme.applies_to:
        shown = scheme.applies_to[0][:80]
        faults.append(Malformed(value=shown, expected="none where units are assessed", path=("applies_to",)))
    return faults


def _kinds_faults(kinds: tuple[str, ...], path: Path, fewest: int = 0) -> list[InputFault]:
    if not kinds and not fewest:
        return []
    if faults := count_faults(len(kinds), MOST_KINDS, path):
        return faults
    placed = [(code, (*path, str(place))) for place, code in enumerate(kinds)]
    return [*twin_faults(placed), *(fault for code, here in placed for fault in code_faults(code, here))]


def _watch_faults(watch: Watch) -> list[InputFault]:
    path: Path = ("watch",)
    faults = number_faults(watch.amber_below, Decimal(0), WHOLE, (*path, "amber_below"))
    faults += number_faults(watch.red_below, Decimal(0), watch.amber_below, (*path, "red_below")) if not faults else []
    for name, days in (("grace_days", watch.grace_days), ("ahead_days", watch.ahead_days)):
        if not 0 <= days <= MOST_WATCH_DAYS:
            faults.append(OutOfRange(value=days, low=0, high=MOST_WATCH_DAYS, path=(*path, name)))
    return faults


def _formulas_faults(scheme: IndicatorScheme, figures: AbstractSet[str] | None) -> list[InputFault]:
    """What the formulas read that is not there, or not theirs to read, and whether they go round in a circle."""
    places = {
        one.code: ("dimensions", str(place), "indicators", str(number), "measure", "formula")
        for place, dimension in enumerate(scheme.dimensions)
        for number, one in enumerate(dimension.indicators)
    }
    formulas = {one.code: one.measure.formula for one in scheme.indicators if isinstance(one.measure, Derived)}
    readable = {one.code for one in scheme.indicators if not isinstance(one.measure, Veto)}
    return formula_faults(formulas, readable, figures, places.__getitem__)


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
    only_vetoes = dimension.indicators and all(isinstance(one.measure, Veto) for one in dimension.indicators)
    least = Decimal(0) if only_vetoes else SMALLEST
    faults = [
        *code_faults(dimension.code, (*path, "code")),
        *label_faults(dimension.title, (*path, "title")),
        *number_faults(dimension.weight, least, WHOLE, (*path, "weight")),
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
        *_weight_faults(indicator, (*path, "weight")),
        *_kinds_faults(indicator.verified_by, (*path, "verified_by")),
        *measure_faults(indicator.measure, cycle, (*path, "measure")),
    ]
    if indicator.initiative is not None:
        faults += code_faults(indicator.initiative, (*path, "initiative"))
    if indicator.description is not None:
        faults += label_faults(indicator.description, (*path, "description"), LONGEST_NOTE)
    return faults


def _weight_faults(indicator: Indicator, path: Path) -> list[InputFault]:
    veto = isinstance(indicator.measure, Veto)
    return number_faults(indicator.weight, Decimal(0) if veto else SMALLEST, Decimal(0) if veto else WHOLE, path)


def _codes(dimensions: tuple[Dimension, ...]) -> Iterator[tuple[str, Path]]:
    for place, dimension in enumerate(dimensions):
        path = ("dimensions", str(place))
        yield dimension.code, (*path, "code")
        for number, indicator in enumerate(dimension.indicators):
            yield indicator.code, (*path, "indicators", str(number), "code")
