"""A cadre's score under a scheme, on any day, as known at any instant, with its derivation."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model import (
    Assessment,
    Derivation,
    Dimension,
    Indicator,
    IndicatorScheme,
    ProgressRecord,
    Rule,
)
from governance_core.assessment.rules.readings import Attainment, attained, nearest
from governance_core.errors import OutsideCycle
from governance_core.values import Missing, NotApplicable, RecordId, Score, Text, Value, rounded, total

UNIT = Decimal("0.000001")
_WHOLE_UNITS = 100_000_000


def score(
    scheme: IndicatorScheme, records: Iterable[ProgressRecord], *, as_of: date, known_at: datetime | None = None
) -> Assessment:
    """The score of the cadre whose `records` these are.

    A record counts from the instant it is verified until one that supersedes it is verified; were one superseded by
    several, the one verified last takes its place, so that nothing is counted twice. Only what does not apply
    gives its weight to the others: first inside its dimension, then, where a whole dimension does not apply, among
    the dimensions. What is missing brings nothing yet; the score is then a pair of bounds and no number.

    Numbers of the derivation have six decimals; a parent is exactly the sum of its children, and only the score is
    rounded, once, half up. (Six decimals, and largest remainders for sharing out the last one, are our own choice.)

    Args:
        scheme: the scheme.
        records: every record of one cadre, in any order; those made under another scheme or version are left out.
        as_of: the day the score is about; after the cycle's end, its last day counts.
        known_at: what was verified by then counts; None for now.

    Raises:
        OutsideCycle: the cycle has not begun on that day.
        ValueError: the records are those of several cadres.
    """
    if as_of < scheme.cycle.start:
        last = (scheme.cycle.end or as_of) - timedelta(days=1)
        raise OutsideCycle(on=as_of, start=scheme.cycle.start, end=last, path=("as_of",))
    day = as_of if scheme.cycle.end is None else min(as_of, scheme.cycle.end - timedelta(days=1))
    counting: dict[str, list[ProgressRecord]] = {}
    for record in counting_records(of_one_cadre(scheme, records), day, known_at):
        counting.setdefault(record.indicator, []).append(record)
    found = {
        indicator.code: attained(indicator.measure, counting.get(indicator.code, ()), day, scheme.cycle)
        for dimension in scheme.dimensions
        for indicator in dimension.indicators
    }
    weights = effective_weights(scheme, found)
    derivation = _group(
        scheme.code, scheme.title, Rule.SCHEME, [_dimension(one, found, weights) for one in scheme.dimensions]
    )
    return Assessment(scheme=scheme.id, as_of=as_of, known_at=known_at, score=_score(derivation), derivation=derivation)


def counting_records(
    records: Iterable[ProgressRecord], day: date, known_at: datetime | None
) -> tuple[ProgressRecord, ...]:
    """The records that count on a day as known at an instant, in order of what happened.

    A record and those that supersede it, directly or through others, share one place, and one of them holds it: the
    one verified last, and among those verified at the same instant the one furthest from the mistake. Where the
    correction says that it happened after `day`, nothing is left in the place on that day.
    """
    verified = {record.id: record for record in records if record.verified_at(known_at)}
    holders: dict[RecordId, tuple[tuple[datetime, int, RecordId], ProgressRecord]] = {}
    for record in verified.values():
        place, steps = _place(record, verified)
        rank = (record.decided_at or record.submitted_at, steps, record.id)
        if place not in holders or holders[place][0] < rank:
            holders[place] = (rank, record)
    counting = [record for _, record in holders.values() if record.occurred_on <= day]
    return tuple(sorted(counting, key=lambda one: (one.occurred_on, one.submitted_at, one.id)))


def _place(record: ProgressRecord, verified: Mapping[RecordId, ProgressRecord]) -> tuple[RecordId, int]:
    """The record at the beginning of what `record` supersedes, and how many steps that is away."""
    place, steps = record.id, 0
    following: ProgressRecord | None = record
    while following is not None and following.supersedes is not None and steps < len(verified):
        place, steps = following.supersedes, steps + 1
        following = verified.get(place)
    return place, steps


def of_one_cadre(scheme: IndicatorScheme, records: Iterable[ProgressRecord]) -> list[ProgressRecord]:
    """Those of a cadre's records that were made under the scheme.

    Raises:
        ValueError: they are those of several cadres.
    """
    own = [record for record in records if record.scheme == scheme.id]
    if len({record.person for record in own}) > 1:
        raise ValueError("a score is about the records of one cadre")
    return own


def effective_weights(scheme: IndicatorScheme, found: dict[str, Attainment]) -> dict[str, Decimal]:
    """What each indicator is worth once the weight of what does not apply is shared; they sum to exactly 100."""
    applying = {
        dimension.code: [one for one in dimension.indicators if not isinstance(found[one.code].reading, NotApplicable)]
        for dimension in scheme.dimensions
    }
    whole = sum((Fraction(one.weight) for one in scheme.dimensions if applying[one.code]), Fraction(0))
    exact: dict[str, Fraction] = {}
    for dimension in scheme.dimensions:
        inside = sum((Fraction(one.weight) for one in applying[dimension.code]), Fraction(0))
        for indicator in applying[dimension.code]:
            exact[indicator.code] = Fraction(dimension.weight) / whole * Fraction(indicator.weight) / inside
    return _shared_out(exact)


def _shared_out(exact: dict[str, Fraction]) -> dict[str, Decimal]:
    """Shares of 1 as decimals that sum to exactly 100: rounded down, the rest to the largest remainders in order."""
    units = {code: share * _WHOLE_UNITS for code, share in exact.items()}
    floors = {code: int(number) for code, number in units.items()}
    left = _WHOLE_UNITS - sum(floors.values()) if exact else 0
    by_remainder = sorted(units, key=lambda code: floors[code] - units[code])
    for code in by_remainder[:left]:
        floors[code] += 1
    return {code: floors[code] * UNIT for code in exact}


def _dimension(dimension: Dimension, found: dict[str, Attainment], weights: dict[str, Decimal]) -> Derivation:
    leaves = [_leaf(one, found[one.code], weights.get(one.code, Decimal(0))) for one in dimension.indicators]
    return _group(dimension.code, dimension.title, Rule.DIMENSION, leaves)


def _leaf(indicator: Indicator, attainment: Attainment, weight: Decimal) -> Derivation:
    number = nearest(Fraction(weight) * attainment.share)
    return Derivation(
        code=indicator.code,
        title=indicator.title,
        rule=attainment.rule,
        weight=indicator.weight,
        effective_weight=weight,
        reading=attainment.reading,
        unit=attainment.unit,
        expected=attainment.expected,
        contribution=number,
        low=number,
        high=weight if isinstance(attainment.reading, Missing) else number,
        records=attainment.records,
    )


def _group(code: str, title: Text, rule: Rule, children: Sequence[Derivation]) -> Derivation:
    return Derivation(
        code=code,
        title=title,
        rule=rule,
        weight=total(one.weight for one in children),
        effective_weight=total(one.effective_weight for one in children),
        contribution=total(one.contribution for one in children),
        low=total(one.low for one in children),
        high=total(one.high for one in children),
        children=tuple(children),
    )


def _score(derivation: Derivation) -> Score:
    leaves = [leaf for dimension in derivation.children for leaf in dimension.children]
    covered = total(leaf.effective_weight for leaf in leaves if isinstance(leaf.reading, Value))
    complete = derivation.effective_weight > 0 and not any(isinstance(leaf.reading, Missing) for leaf in leaves)
    return Score(
        points=rounded(derivation.contribution) if complete else None,
        low=rounded(derivation.low),
        high=rounded(derivation.high),
        covered=rounded(covered),
    )
