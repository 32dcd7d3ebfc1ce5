"""What an indicator reads on a day, from the records that count then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model import (
    Direction,
    Measure,
    MilestoneReached,
    Milestones,
    NotApplicableEntry,
    Pace,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    Rating,
    RatingEntry,
    Rule,
    Totalling,
)
from governance_core.values import Missing, NotApplicable, Period, PersonId, Reading, RecordId, Text, Value, total

NOT_DUE = "not-due"
_PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainment:
    """What was read, and how far that is of the way.

    Attributes:
        rule: by which rule.
        reading: in the indicator's own unit.
        share: between 0 and 1, exactly; 0 where nothing was read.
        unit: the unit of a quantity.
        expected: the reading that is all of the way on this day, where there is one.
        records: the records it rests on.
    """

    rule: Rule
    reading: Reading
    share: Fraction = Fraction(0)
    unit: Text | None = None
    expected: Decimal | None = None
    records: tuple[RecordId, ...] = ()


def attained(measure: Measure, records: Sequence[ProgressRecord], day: date, cycle: Period) -> Attainment:
    """What `measure` reads on `day`.

    Args:
        measure: the measure.
        records: the indicator's records that count on that day, in order of what happened.
        day: a day of the cycle.
        cycle: the cycle; it has an end.
    """
    latest = records[-1] if records else None
    if latest is not None and isinstance(latest.entry, NotApplicableEntry):
        reading = NotApplicable(reason=latest.entry.reason)
        return Attainment(rule=_rule(measure), reading=reading, records=(latest.id,))
    applying = [record for record in records if not isinstance(record.entry, NotApplicableEntry)]
    match measure:
        case Quantity():
            return _quantity(measure, applying, gone(day, cycle))
        case Milestones():
            return _milestones(measure, applying, day)
        case Points():
            return _points(measure, applying)
        case Rating():
            return _rating(measure, applying)


def gone(day: date, cycle: Period) -> Fraction:
    """The share of the cycle's days that are over at the end of `day`; 1 from the last day on."""
    if cycle.end is None or day >= cycle.end:
        return Fraction(1)
    return Fraction((day - cycle.start).days + 1, (cycle.end - cycle.start).days)


def nearest(number: Fraction) -> Decimal:
    """`number` to six decimals, half up, from its exact value: a quotient of Decimals would be rounded twice."""
    units = int(abs(number) * 10**_PLACES + Fraction(1, 2))
    return Decimal(units if number >= 0 else -units).scaleb(-_PLACES)


def _quantity(measure: Quantity, records: Sequence[ProgressRecord], share: Fraction) -> Attainment:
    reached = share if measure.pace is Pace.LINEAR else Fraction(1)
    best, worst = Fraction(measure.target) * reached, Fraction(measure.floor) * reached
    rule, expected = _rule(measure), nearest(best)
    amounts = [(record.id, record.entry.amount) for record in records if isinstance(record.entry, QuantityEntry)]
    if not amounts:
        return Attainment(rule=rule, reading=Missing(), unit=measure.unit, expected=expected)
    counted = amounts if measure.total is Totalling.SUM else amounts[-1:]
    amount = total(number for _, number in counted)
    return Attainment(
        rule=rule,
        reading=Value(number=amount),
        share=_clipped((Fraction(amount) - worst) / (best - worst)),
        unit=measure.unit,
        expected=expected,
        records=_ids(counted),
    )


def _milestones(measure: Milestones, records: Sequence[ProgressRecord], day: date) -> Attainment:
    reached: dict[str, RecordId] = {}
    for record in records:
        if isinstance(record.entry, MilestoneReached):
            reached.setdefault(record.entry.milestone, record.id)
    due = [one for one in measure.milestones if one.due_on <= day or one.code in reached]
    if not due:
        return Attainment(rule=Rule.MILESTONES, reading=NotApplicable(reason=NOT_DUE))
    expected = total(one.share for one in due)
    done = total(one.share for one in due if one.code in reached)
    return Attainment(
        rule=Rule.MILESTONES,
        reading=Value(number=done),
        share=Fraction(done) / Fraction(expected),
        expected=expected,
        records=tuple(reached.values()),
    )


def _points(measure: Points, records: Sequence[ProgressRecord]) -> Attainment:
    changes = [(record.id, record.entry.points) for record in records if isinstance(record.entry, PointsEntry)]
    sum_ = measure.base + total(points for _, points in changes)
    points = min(max(sum_, measure.floor), measure.ceiling)
    return Attainment(
        rule=Rule.POINTS,
        reading=Value(number=points),
        share=Fraction(points - measure.floor) / Fraction(measure.ceiling - measure.floor),
        expected=measure.ceiling,
        records=_ids(changes),
    )


def _rating(measure: Rating, records: Sequence[ProgressRecord]) -> Attainment:
    """The latest rating of each rater counts, once; each that came from the system stands for a rater of its own."""
    latest: dict[PersonId | RecordId, tuple[RecordId, Decimal]] = {}
    for record in records:
        if isinstance(record.entry, RatingEntry):
            latest[record.submitted_by or record.id] = (record.id, record.entry.rating)
    if len(latest) < measure.minimum_raters:
        return Attainment(rule=Rule.RATING, reading=Missing(), expected=measure.high, records=_ids(latest.values()))
    mean = Fraction(total(rating for _, rating in latest.values())) / len(latest)
    return Attainment(
        rule=Rule.RATING,
        reading=Value(number=nearest(mean)),
        share=_clipped((mean - Fraction(measure.low)) / Fraction(measure.high - measure.low)),
        expected=measure.high,
        records=_ids(latest.values()),
    )


def _clipped(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), Fraction(1))


def _ids(parts: Iterable[tuple[RecordId, Decimal]]) -> tuple[RecordId, ...]:
    return tuple(id_ for id_, _ in parts)


def _rule(measure: Measure) -> Rule:
    match measure:
        case Quantity():
            return Rule.QUANTITY if measure.direction is Direction.HIGHER else Rule.QUANTITY_LOWER
        case Milestones():
            return Rule.MILESTONES
        case Points():
            return Rule.POINTS
        case Rating():
            return Rule.RATING
