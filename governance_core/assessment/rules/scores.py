"""The score of a cadre, or a unit, on any day, as known at any instant, with its derivation."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model import (
    Assessment,
    Derivation,
    Dimension,
    Indicator,
    IndicatorScheme,
    MissingRule,
    ProgressRecord,
    Rule,
    Segment,
    leaves,
)
from governance_core.assessment.rules.attainments import all_attained
from governance_core.assessment.rules.counting import counting_records, of_one_subject
from governance_core.assessment.rules.readings import Attainment, nearest
from governance_core.assessment.rules.spans import ONE_DAY, Span
from governance_core.assessment.rules.weights import effective_weights, shared_out
from governance_core.errors import OutsideCycle
from governance_core.values import Missing, NotApplicable, Period, Reading, SchemeId, Score, Text, rounded, total

WHOLE = Decimal(100)
ZERO = Decimal(0)
LIMIT_TITLE = Text(zh="满分限制", en="Limit")
SERVED_TITLE = Text(zh="任职考核合计", en="All service together")


def score(
    scheme: IndicatorScheme,
    records: Iterable[ProgressRecord],
    *,
    as_of: date,
    known_at: datetime | None = None,
    figures: Mapping[str, Reading] | None = None,
    closing: bool = False,
) -> Assessment:
    """The score under one scheme, in force all cycle, of the cadre or unit whose `records` these are.

    A record counts from the instant it is verified until one that supersedes it is verified; were one superseded by
    several, the one verified last takes its place, so that nothing is counted twice. Only what does not apply
    gives its weight to the others: first inside its dimension, then, where a whole dimension does not apply, among
    the dimensions. What is missing brings nothing yet; the score is then a pair of bounds and no number.

    Numbers of the derivation have six decimals; a parent is exactly the sum of its children, and only the score is
    rounded, once, half up. (Six decimals, and largest remainders for sharing out the last one, are our own choice.)

    Args:
        scheme: the scheme.
        records: every record of one subject, in any order; those made under another scheme or version are left out.
        as_of: the day the score is about; after the cycle's end, its last day counts.
        known_at: what was verified by then counts; None for now.
        figures: what figures of other domains read on that day, by code; one that is not there is missing.
        closing: whether what is missing means what the scheme says it means at the cycle's close.

    Raises:
        OutsideCycle: the cycle has not begun on that day.
        ValueError: the records are those of several subjects.
    """
    if as_of < scheme.cycle.start:
        raise OutsideCycle(on=as_of, start=scheme.cycle.start, end=scheme.last_day, path=("as_of",))
    own = of_one_subject({scheme.id}, records)
    span = Span(cycle=scheme.cycle, served=scheme.cycle, day=min(as_of, scheme.last_day))
    found = _attained(scheme, own, span, {scheme.id}, known_at, figures or {})
    derivation = _under_scheme(scheme, found, WHOLE, closing=closing)
    return Assessment(
        scheme=scheme.id, as_of=as_of, known_at=known_at, score=score_of(derivation), derivation=derivation
    )


def score_segments(
    segments: Sequence[Segment],
    records: Iterable[ProgressRecord],
    *,
    as_of: date,
    known_at: datetime | None = None,
    closing: bool = False,
    whole: Decimal = WHOLE,
) -> Assessment:
    """The score of one subject over all it served in, each part weighed by its days.

    Each segment is scored under its own scheme from what happened in its days; where there is one alone, its weight is
    the whole and the derivation is the scheme's. What a day brings later changes nothing of an earlier one: a segment
    that begins after `as_of` does not count, and one that is under way counts its days so far.

    Args:
        segments: what was served in, in order, without a day in two; at least one begins on or before `as_of`.
        records: every record of one subject, in any order; each counts in the segment of its day and scheme.
        as_of: the day the score is about; after the last segment's end, its last day counts.
        known_at: what was verified by then counts; None for now.
        closing: whether what is missing means what each scheme says it means at the cycle's close.
        whole: what all is worth together; 100 but where it is a part of a larger score.

    Raises:
        OutsideCycle: no segment has begun on that day.
        ValueError: the records are those of several subjects.
    """
    begun = [one for one in segments if one.period.start <= as_of]
    if not begun:
        start = min((one.period.start for one in segments), default=as_of)
        raise OutsideCycle(on=as_of, start=start, end=start, path=("as_of",))
    own = of_one_subject({one.scheme.id for one in begun}, records)
    spans = [span_of(one, as_of) for one in begun]
    attained = [attained_in(one, own, span, begun, known_at) for one, span in zip(begun, spans, strict=True)]
    weights = _weights_by_days(spans, attained, whole)
    parts = [
        _under_scheme(one.scheme, found, weight, closing=closing)
        for one, found, weight in zip(begun, attained, weights, strict=True)
    ]
    if len(parts) == 1:
        derivation = parts[0]
    else:
        served = [_service(*each) for each in zip(parts, begun, spans, weights, strict=True)]
        derivation = group(code="service", title=SERVED_TITLE, rule=Rule.CYCLE, children=served)
    return Assessment(
        scheme=begun[-1].scheme.id, as_of=as_of, known_at=known_at, score=score_of(derivation), derivation=derivation
    )


def span_of(segment: Segment, day: date) -> Span:
    """The days served in a segment as they stand on a day, which is not before the first of them."""
    scheme = segment.scheme
    return Span(cycle=scheme.cycle, served=segment.period, day=max(min(day, scheme.last_day), segment.period.start))


def attained_in(
    segment: Segment,
    records: Sequence[ProgressRecord],
    span: Span,
    segments: Sequence[Segment],
    known_at: datetime | None,
) -> dict[str, Attainment]:
    """What each indicator reads in a segment; `segments` are all that was served in, be it under other versions."""
    versions = {one.scheme.id for one in segments if one.scheme.code == segment.scheme.code}
    return _attained(segment.scheme, records, span, versions, known_at, segment.figures)


def _weights_by_days(
    spans: Sequence[Span], attained: Sequence[Mapping[str, Attainment]], whole: Decimal
) -> list[Decimal]:
    """What each segment is worth: its part of the days served in those where anything applies; the whole in all."""
    days = {
        str(place): Fraction(span.days)
        for place, (span, found) in enumerate(zip(spans, attained, strict=True))
        if _applies(found)
    }
    if not days:
        return [ZERO] * len(spans)
    weights = shared_out({place: part / sum(days.values()) for place, part in days.items()}, whole)
    return [weights.get(str(place), ZERO) for place in range(len(spans))]


def _applies(found: Mapping[str, Attainment]) -> bool:
    return any(not isinstance(one.reading, NotApplicable) and one.rule is not Rule.VETO for one in found.values())


def _service(part: Derivation, segment: Segment, span: Span, weight: Decimal) -> Derivation:
    """A segment's part of the score, as the days served in one unit."""
    return Derivation(
        code=part.code,
        title=part.title,
        rule=Rule.SERVICE,
        weight=weight,
        effective_weight=part.effective_weight,
        contribution=part.contribution,
        low=part.low,
        high=part.high,
        scheme=part.scheme,
        version=part.version,
        served=Period(start=span.served.start, end=span.last + ONE_DAY),
        served_in=segment.unit,
        children=(part,),
    )


def _under_scheme(
    scheme: IndicatorScheme, found: Mapping[str, Attainment], whole: Decimal, *, closing: bool
) -> Derivation:
    nothing = closing and scheme.missing is MissingRule.NOTHING
    weights = effective_weights(scheme, found, whole)
    children = [_dimension(one, found, weights, nothing=nothing) for one in scheme.dimensions]
    return group(
        code=scheme.code,
        title=scheme.title,
        rule=Rule.SCHEME,
        children=limited(children, whole),
        scheme=scheme.id,
        version=scheme.version,
        weight=WHOLE,
    )


def _attained(
    scheme: IndicatorScheme,
    records: Sequence[ProgressRecord],
    span: Span,
    versions: AbstractSet[SchemeId],
    known_at: datetime | None,
    figures: Mapping[str, Reading],
) -> dict[str, Attainment]:
    """What each indicator reads in the days served; `versions` are those of the scheme that the cycle knows."""
    counting: dict[str, list[ProgressRecord]] = {}
    earlier: dict[str, list[ProgressRecord]] = {}
    for record in counting_records(records, span.last, known_at):
        if record.scheme == scheme.id and record.occurred_on >= span.served.start:
            counting.setdefault(record.indicator, []).append(record)
        elif record.scheme in versions and record.occurred_on < span.served.start:
            earlier.setdefault(record.indicator, []).append(record)
    return all_attained(scheme, counting, earlier, span, figures)


def _dimension(
    dimension: Dimension, found: Mapping[str, Attainment], weights: Mapping[str, Decimal], *, nothing: bool
) -> Derivation:
    parts = [_leaf(one, found[one.code], weights.get(one.code, ZERO), nothing=nothing) for one in dimension.indicators]
    return group(code=dimension.code, title=dimension.title, rule=Rule.DIMENSION, children=parts)


def _leaf(indicator: Indicator, attainment: Attainment, weight: Decimal, *, nothing: bool) -> Derivation:
    number = nearest(Fraction(weight) * attainment.share)
    open_still = isinstance(attainment.reading, Missing) and not nothing
    return Derivation(
        code=indicator.code,
        title=indicator.title,
        rule=attainment.rule,
        weight=indicator.weight,
        effective_weight=weight,
        reading=attainment.reading,
        unit=attainment.unit,
        floor=attainment.floor,
        expected=attainment.expected,
        inputs=attainment.inputs,
        formula=attainment.formula,
        contribution=number,
        low=number,
        high=nearest(Fraction(weight) * attainment.most) if open_still else number,
        caps_at=attainment.caps_at,
        records=attainment.records,
    )


def limited(children: Sequence[Derivation], whole: Decimal) -> Sequence[Derivation]:
    """The same parts, with one that takes off what they make beyond the whole, or makes good what lies below nothing.

    Only where there is something to take off: their most may lie above the whole and their sum below it.
    """
    sums = [total(getattr(one, name) for one in children) for name in ("contribution", "low", "high")]
    contribution, low, high = [min(max(number, ZERO), whole) - number for number in sums]
    if contribution == low == high == 0:
        return children
    limit = Derivation(
        code="limit",
        title=LIMIT_TITLE,
        rule=Rule.LIMIT,
        weight=ZERO,
        effective_weight=ZERO,
        contribution=contribution,
        low=low,
        high=high,
    )
    return (*children, limit)


def group(
    *,
    code: str,
    title: Text,
    rule: Rule,
    children: Sequence[Derivation],
    scheme: SchemeId | None = None,
    version: int | None = None,
    weight: Decimal | None = None,
) -> Derivation:
    """A number that is the sum of its parts."""
    return Derivation(
        code=code,
        title=title,
        rule=rule,
        weight=total(one.weight for one in children) if weight is None else weight,
        effective_weight=total(one.effective_weight for one in children),
        contribution=total(one.contribution for one in children),
        low=total(one.low for one in children),
        high=total(one.high for one in children),
        scheme=scheme,
        version=version,
        children=tuple(children),
    )


def score_of(derivation: Derivation) -> Score:
    """The score that a derivation comes to: a number where nothing is open, else its bounds."""
    parts = leaves(derivation)
    weighed = [one for one in parts if one.effective_weight > 0]
    closed = [one for one in weighed if not isinstance(one.reading, Missing) or one.low == one.high]
    complete = derivation.effective_weight > 0 and len(closed) == len(weighed)
    covered = total(one.effective_weight for one in closed if not isinstance(one.reading, NotApplicable))
    return Score(
        points=rounded(derivation.contribution) if complete else None,
        low=rounded(derivation.low),
        high=rounded(derivation.high),
        covered=rounded(covered),
    )
