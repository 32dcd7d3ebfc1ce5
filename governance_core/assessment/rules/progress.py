"""Where each indicator stands on a day against what is expected by then, and what of that is worth a warning."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.events import ProgressRecovered, ProgressWarned
from governance_core.assessment.model import (
    Cause,
    Derived,
    Indicator,
    Light,
    Milestone,
    Milestones,
    Points,
    Progress,
    ProgressRecord,
    Quantity,
    Rating,
    Segment,
    Veto,
    Watch,
)
from governance_core.assessment.rules.counting import of_one_subject
from governance_core.assessment.rules.readings import Attainment
from governance_core.assessment.rules.scores import attained_in, span_of
from governance_core.assessment.rules.spans import Span
from governance_core.events import DomainEvent
from governance_core.values import Missing, NotApplicable, PersonId, Value, rounded

HUNDRED = Decimal(100)
_WORSE = {None: 0, Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2}


def progress(
    segments: Sequence[Segment],
    records: Iterable[ProgressRecord],
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> tuple[Progress, ...]:
    """Where each indicator stands in what is served in on a day; nothing where nothing is.

    An indicator is red below the scheme's lower mark of what is expected by then, amber below the upper one. Points are
    measured against their base, since nobody is expected to earn a bonus; ratings and what is derived against the full
    mark, ratings only once there are enough of them, and what is derived only where it can be read: nobody is late in
    what another domain does not tell. Nothing is late in the first days of service.

    Args:
        segments: what was served in, in order; the last that has begun is asked about.
        records: every record of one subject, in any order.
        as_of: the day.
        known_at: what was verified by then counts; None for now.
    """
    begun = [one for one in segments if one.period.start <= as_of]
    if not begun or as_of not in begun[-1].period:
        return ()
    segment, span = begun[-1], span_of(begun[-1], as_of)
    own = of_one_subject({one.scheme.id for one in begun}, records)
    found = attained_in(segment, own, span, begun, known_at)
    return tuple(_progress(one, found[one.code], span, segment.scheme.watch) for one in segment.scheme.indicators)


def warnings(
    before: Mapping[str, Light],
    now: Iterable[Progress],
    *,
    segment: Segment,
    person: PersonId | None,
    on: date,
) -> tuple[DomainEvent, ...]:
    """What is to be told of progress: each indicator that has become worse, and each that is green again.

    Args:
        before: the lights that were told last, by indicator; one that is not there was green.
        now: where the indicators stand now.
        segment: what is served in.
        person: whom it is about; None for the unit itself.
        on: the day.
    """
    told: list[DomainEvent] = []
    for one in now:
        old, scheme = before.get(one.indicator, Light.GREEN), segment.scheme.id
        if one.light is not None and _WORSE[one.light] > _WORSE[old]:
            told.append(
                ProgressWarned(
                    effective_on=on,
                    scheme=scheme,
                    indicator=one.indicator,
                    person=person,
                    unit=segment.unit,
                    light=one.light.value,
                    cause=one.cause.value,
                )
            )
        elif _WORSE[one.light] == 0 and _WORSE[old] > 0:
            told.append(
                ProgressRecovered(
                    effective_on=on, scheme=scheme, indicator=one.indicator, person=person, unit=segment.unit
                )
            )
    return tuple(told)


def _progress(indicator: Indicator, attainment: Attainment, span: Span, watch: Watch) -> Progress:
    light, cause, milestone = _light(indicator, attainment, span, watch)
    return Progress(
        indicator=indicator.code,
        title=indicator.title,
        light=light,
        cause=cause,
        reading=attainment.reading,
        expected=attainment.expected,
        unit=attainment.unit,
        share=_percent(attainment.share),
        milestone=milestone.code if milestone else None,
        due_on=milestone.due_on if milestone else None,
    )


def _light(
    indicator: Indicator, attainment: Attainment, span: Span, watch: Watch
) -> tuple[Light | None, Cause, Milestone | None]:
    measure, reading = indicator.measure, attainment.reading
    if isinstance(measure, Veto):
        return (Light.RED, Cause.VETOED, None) if attainment.caps_at else (Light.GREEN, Cause.ON_TRACK, None)
    if isinstance(measure, Milestones) and not _said_not_to_apply(attainment):
        return _milestone_light(measure, attainment, span, watch)
    if isinstance(reading, NotApplicable):
        return None, Cause.ON_TRACK, None
    if isinstance(reading, Missing):
        if isinstance(measure, Rating):
            return None, Cause.UNREPORTED, None
        if isinstance(measure, Derived):
            return None, Cause.UNREAD, None
        return (Light.GREEN, Cause.EARLY, None) if _is_early(span, watch) else (Light.RED, Cause.UNREPORTED, None)
    share = attainment.share
    if isinstance(measure, Points):
        base = Fraction(measure.base - measure.floor) / Fraction(measure.ceiling - measure.floor)
        share = share / base if base else Fraction(1)
        return _by_share(share, Cause.DEDUCTED, watch)
    if isinstance(measure, Quantity) and _is_early(span, watch):
        return Light.GREEN, Cause.EARLY, None
    return _by_share(share, Cause.BEHIND, watch)


def _said_not_to_apply(attainment: Attainment) -> bool:
    """Whether a record says so, and not merely that nothing is due."""
    return isinstance(attainment.reading, NotApplicable) and bool(attainment.records)


def _milestone_light(
    measure: Milestones, attainment: Attainment, span: Span, watch: Watch
) -> tuple[Light | None, Cause, Milestone | None]:
    reached = {one.code for one in attainment.inputs if one.record is not None}
    waiting = sorted(
        (one for one in measure.milestones if one.code not in reached and one.due_on in span.served),
        key=lambda one: (one.due_on, one.code),
    )
    overdue = next((one for one in waiting if one.due_on < span.day), None)
    if overdue is not None:
        light, _, _ = _by_share(attainment.share, Cause.OVERDUE, watch)
        return (Light.AMBER if light is Light.GREEN else light), Cause.OVERDUE, overdue
    soon = next((one for one in waiting if one.due_on <= span.day + timedelta(days=watch.ahead_days)), None)
    if soon is not None:
        return Light.AMBER, Cause.DUE_SOON, soon
    if not isinstance(attainment.reading, Value):
        return Light.GREEN, Cause.ON_TRACK, None
    return _by_share(attainment.share, Cause.BEHIND, watch)


def _by_share(share: Fraction, cause: Cause, watch: Watch) -> tuple[Light, Cause, Milestone | None]:
    percent = share * 100
    if percent < Fraction(watch.red_below):
        return Light.RED, cause, None
    if percent < Fraction(watch.amber_below):
        return Light.AMBER, cause, None
    return Light.GREEN, Cause.ON_TRACK, None


def _is_early(span: Span, watch: Watch) -> bool:
    return span.days <= watch.grace_days


def _percent(share: Fraction) -> Decimal:
    return rounded(Decimal(share.numerator) * HUNDRED / Decimal(share.denominator))
