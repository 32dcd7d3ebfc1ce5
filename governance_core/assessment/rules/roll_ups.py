"""In which unit a record counts, what a cadre's records there come to, and what that changes of a sum."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from governance_core.assessment.model import (
    Ancestry,
    HeldPost,
    IndicatorScheme,
    IndicatorScore,
    ProgressRecord,
    RollUp,
)
from governance_core.assessment.rules.attainments import attained
from governance_core.assessment.rules.counting import counting_records, of_one_subject
from governance_core.assessment.rules.readings import nearest
from governance_core.assessment.rules.service import by_precedence
from governance_core.assessment.rules.spans import Span
from governance_core.values import RecordId, UnitId, Value, total


def unit_of_record(scheme: IndicatorScheme, held: Iterable[HeldPost]) -> UnitId | None:
    """The unit in which a record is made: that of the post the scheme is about.

    Where it is about several of the person's posts, or about none of them, the one counts that is served in, as
    `by_precedence` says.

    Args:
        scheme: the scheme of the record.
        held: the posts that the person holds on the day it happened.

    Returns:
        The unit; None where the person holds no post then.
    """
    ordered = sorted(held, key=lambda one: (one.kind not in scheme.applies_to, *by_precedence(one)))
    return ordered[0].unit if ordered else None


def indicator_scores(
    scheme: IndicatorScheme, records: Iterable[ProgressRecord], stood: Mapping[UnitId, Sequence[Ancestry]]
) -> tuple[IndicatorScore, ...]:
    """What one subject's records come to, on each indicator and in each unit where some count, by code and unit.

    Each is about the day of the latest record that counts there, so it changes with the records and with nothing
    else: no day that passes makes it another. Records of no unit are left out. A unit that moves takes nothing with
    it: what it stood below until then keeps what was done until then, and what it stands below from then on has what
    is done from then on, while the unit itself, and whatever stands above it all along, have all of it.

    Args:
        scheme: the scheme.
        records: records of one subject, in any order: all of each indicator that is asked about. Those made under
            another scheme or version are left out.
        stood: where the units stood, and when; a unit of which nothing is said stands alone.

    Raises:
        ValueError: the records are those of several subjects.
        UnknownValue: the scheme has no such indicator.
    """
    together: dict[tuple[str, UnitId], list[ProgressRecord]] = {}
    for record in counting_records(of_one_subject({scheme.id}, records), date.max, None):
        if record.unit is not None:
            together.setdefault((record.indicator, record.unit), []).append(record)
    return tuple(
        score for key in sorted(together) for score in _scores_in(scheme, together[key], key[1], stood.get(key[1], ()))
    )


def units_above(unit: UnitId, ancestries: Sequence[Ancestry], day: date) -> tuple[UnitId, ...]:
    """A unit with what stands above it on a day; where it is not there then, as it last was, or first is."""
    there = [one for one in ancestries if day in one.period]
    before = [one for one in ancestries if one.period.start <= day]
    found = there or before[-1:] or ancestries[:1]
    return found[0].units if found else (unit,)


def _scores_in(
    scheme: IndicatorScheme, counting: Sequence[ProgressRecord], unit: UnitId, ancestries: Sequence[Ancestry]
) -> Iterator[IndicatorScore]:
    """The score of all the records, and one of each part of them that counts in other units than the rest."""
    theirs: dict[UnitId, list[ProgressRecord]] = {}
    for record in counting:
        for above in units_above(unit, ancestries, record.occurred_on):
            theirs.setdefault(above, []).append(record)
    parts: dict[tuple[RecordId, ...], list[UnitId]] = {}
    for above, records in theirs.items():
        parts.setdefault(tuple(one.id for one in records), []).append(above)
    for units in sorted(parts.values(), key=lambda units: unit not in units):
        records = theirs[units[0]]
        part = None if len(records) == len(counting) else min(units)
        yield _indicator_score(scheme, records, counted_in=tuple(units), part=part)


def _indicator_score(
    scheme: IndicatorScheme, counting: Sequence[ProgressRecord], *, counted_in: tuple[UnitId, ...], part: UnitId | None
) -> IndicatorScore:
    latest = counting[-1]
    assert latest.unit is not None  # noqa: S101 -- records of no unit are left out above
    span = Span(cycle=scheme.cycle, served=scheme.cycle, day=latest.occurred_on)
    attainment = attained(scheme.indicator(latest.indicator), counting, (), span)
    return IndicatorScore(
        person=latest.person,
        scheme=scheme.id,
        indicator=latest.indicator,
        unit=latest.unit,
        points=nearest(attainment.share * 100) if isinstance(attainment.reading, Value) else None,
        as_of=latest.occurred_on,
        records=len(counting),
        by_products=sum(record.is_by_product for record in counting),
        counted_in=counted_in,
        part=part,
    )


def rolled_up(scores: Iterable[IndicatorScore]) -> RollUp:
    """The sums of scores on one indicator."""
    counted = list(scores)
    points = [score.points for score in counted if score.points is not None]
    return RollUp(
        cadres=len(points),
        points=total(points),
        records=sum(score.records for score in counted),
        by_products=sum(score.by_products for score in counted),
    )


def change_of_roll_up(before: IndicatorScore | None, after: IndicatorScore | None) -> RollUp:
    """What a sum changes by where one score takes the place of another; None where there was, or is, none.

    Added one after the other, in any order, the changes of a score come to what it is in the end.
    """
    return _alone(after) - _alone(before)


def _alone(score: IndicatorScore | None) -> RollUp:
    return rolled_up(() if score is None else (score,))
