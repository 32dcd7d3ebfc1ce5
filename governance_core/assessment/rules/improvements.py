"""What would raise a score, and by how much: the same score with a record more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from governance_core.assessment.model import (
    Assessment,
    Direction,
    Entry,
    Improvement,
    Indicator,
    Means,
    MilestoneReached,
    Milestones,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    RecordSource,
    RecordStatus,
    Segment,
    Totalling,
)
from governance_core.assessment.rules.counting import of_one_subject
from governance_core.assessment.rules.readings import Attainment
from governance_core.assessment.rules.scores import attained_in, score_segments, span_of
from governance_core.values import NotApplicable, PersonId, RecordId, Text, Value

_SUPPOSED = RecordId("supposed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Supposed:
    """Something that might be done by a day."""

    means: Means
    entry: Entry
    by: date
    amount: Decimal | None = None
    unit: Text | None = None
    milestone: str | None = None


def improvements(
    segments: Sequence[Segment],
    records: Iterable[ProgressRecord],
    *,
    person: PersonId | None,
    as_of: date,
    until: date,
    known_at: datetime | None = None,
) -> tuple[Improvement, ...]:
    """What would raise a score from `as_of` on, the greatest gain first.

    Each is one record more, supposed to be verified by its day, and its gain is what the score is then higher than
    without it: with that record it comes about, to the last digit. A milestone is reached by its day, or today where
    that is past; an amount is brought to what is expected by `until`; points are added as far as they count.

    Args:
        segments: what was served in, in order; the last is supposed to go on until `until`.
        records: every record of one subject, in any order.
        person: whom it is about; None for the unit itself.
        as_of: the day from which it could be done.
        until: the day by which it could be done, of the same cycle.
        known_at: what was verified by then counts; None for now.
    """
    begun = [one for one in segments if one.period.start <= as_of]
    if not begun or as_of not in begun[-1].period:
        return ()
    going_on = replace(begun[-1], period=replace(begun[-1].period, end=date.fromordinal(until.toordinal() + 1)))
    served = (*begun[:-1], going_on)
    own = tuple(of_one_subject({one.scheme.id for one in begun}, records))
    without: dict[date, Assessment] = {}
    found: list[Improvement] = []
    for indicator, supposed in _supposed(served, own, as_of, until, known_at):
        by = supposed.by
        if by not in without:
            without[by] = score_segments(served, own, as_of=by, known_at=known_at)
        record = _record(going_on, indicator, supposed, person, known_at)
        with_it = score_segments(served, (*own, record), as_of=by, known_at=known_at)
        gain = with_it.derivation.contribution - without[by].derivation.contribution
        if gain > 0:
            found.append(
                Improvement(
                    indicator=indicator.code,
                    title=indicator.title,
                    means=supposed.means,
                    milestone=supposed.milestone,
                    amount=supposed.amount,
                    unit=supposed.unit,
                    by=by,
                    gain=gain,
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.gain, one.by, one.indicator, one.milestone or "")))


def _supposed(
    served: Sequence[Segment],
    records: Sequence[ProgressRecord],
    as_of: date,
    until: date,
    known_at: datetime | None,
) -> Iterator[tuple[Indicator, _Supposed]]:
    """What might be done about each indicator of the scheme that is served under."""
    segment = served[-1]
    today = attained_in(segment, records, span_of(segment, as_of), served, known_at)
    then = attained_in(segment, records, span_of(segment, until), served, known_at)
    for indicator in segment.scheme.indicators:
        now, later = today[indicator.code], then[indicator.code]
        if isinstance(now.reading, NotApplicable) and now.records:
            continue
        match indicator.measure:
            case Milestones():
                reached = {one.code for one in now.inputs if one.record is not None}
                for step in indicator.measure.milestones:
                    by = max(step.due_on, as_of)
                    if step.code not in reached and by <= until and step.due_on in segment.period:
                        yield indicator, _step(step.code, by)
            case Quantity():
                if (more := _more(indicator.measure, later, until)) is not None:
                    yield indicator, more
            case Points():
                if (bonus := _bonus(indicator.measure, now, as_of)) is not None:
                    yield indicator, bonus


def _step(code: str, by: date) -> _Supposed:
    return _Supposed(means=Means.MILESTONE, entry=MilestoneReached(milestone=code), by=by, milestone=code)


def _more(measure: Quantity, later: Attainment, until: date) -> _Supposed | None:
    """What brings an amount to what is expected; less of what is added up can't be done any more."""
    best = later.expected or Decimal(0)
    amount = later.reading.number if isinstance(later.reading, Value) else Decimal(0)
    if measure.total is Totalling.LAST:
        entry = QuantityEntry(amount=best)
        return _Supposed(means=Means.LEVEL, entry=entry, by=until, amount=best, unit=measure.unit)
    if measure.direction is Direction.LOWER or best <= amount:
        return None
    entry = QuantityEntry(amount=best - amount)
    return _Supposed(means=Means.AMOUNT, entry=entry, by=until, amount=best - amount, unit=measure.unit)


def _bonus(measure: Points, now: Attainment, by: date) -> _Supposed | None:
    """As many points as still count."""
    reading = now.reading.number if isinstance(now.reading, Value) else measure.base
    added = next((one.number for one in now.inputs if one.code == "bonus"), Decimal(0))
    left = measure.ceiling - reading
    if measure.most_bonus is not None:
        left = min(left, measure.most_bonus - added)
    if left <= 0:
        return None
    return _Supposed(means=Means.POINTS, entry=PointsEntry(points=left, reason="supposed"), by=by, amount=left)


def _record(
    segment: Segment, indicator: Indicator, supposed: _Supposed, person: PersonId | None, known_at: datetime | None
) -> ProgressRecord:
    """The record of it, verified as late as can be."""
    at = known_at or datetime.combine(date.max, time.min, tzinfo=UTC)
    return ProgressRecord(
        id=_SUPPOSED,
        scheme=segment.scheme.id,
        indicator=indicator.code,
        person=person,
        unit=segment.unit,
        occurred_on=supposed.by,
        entry=supposed.entry,
        source=RecordSource.SYSTEM,
        submitted_by=None,
        submitted_at=at,
        status=RecordStatus.VERIFIED,
        decided_at=at,
    )
