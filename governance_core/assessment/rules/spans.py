"""The days that readings are about, and how much of a target is expected in them."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from governance_core.assessment.model import Pace, Quantity, Totalling
from governance_core.values import Period

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days that a reading is about.

    Attributes:
        cycle: the scheme's cycle; it has an end.
        served: the days served under the scheme, inside the cycle; it has an end.
        day: the day on which it is asked, of the cycle and not before the first day served.
    """

    cycle: Period
    served: Period
    day: date

    @property
    def last(self) -> date:
        """The last day served, or the day on which it is asked where that is earlier."""
        return min(self.day, last_day(self.served))

    @property
    def is_over(self) -> bool:
        """Whether the service was over before the day on which it is asked."""
        return self.served.end is not None and self.served.end <= self.day

    @property
    def days(self) -> int:
        """How many days of it were served up to the day."""
        return (self.last - self.served.start).days + 1


def last_day(period: Period) -> date:
    """The last day of a period that has an end."""
    return (period.end or date.max) - ONE_DAY


def expected_share(measure: Quantity, span: Span) -> Fraction:
    """How much of the target is expected in the days served so far, from 0 to 1.

    Of what is added up, it is what the pace asks for in these days and not before them: who came half-way has half of
    a straight line before them. Of what is expected whole, it is the part of the days of the cycle so far that were
    served. Where the latest amount stands for all, what went before the service is asked for too.
    """
    if measure.total is Totalling.LAST:
        return _share_by(measure, span.last, span.cycle)
    if measure.pace is Pace.WHOLE:
        return Fraction(span.days, (span.day - span.cycle.start).days + 1)
    return _share_by(measure, span.last, span.cycle) - _share_by(measure, span.served.start - ONE_DAY, span.cycle)


def _share_by(measure: Quantity, day: date, cycle: Period) -> Fraction:
    """How much of the target the pace asks for by the end of a day, from the cycle's beginning."""
    if day < cycle.start:
        return Fraction(0)
    match measure.pace:
        case Pace.WHOLE:
            return Fraction(1)
        case Pace.LINEAR:
            return Fraction((day - cycle.start).days + 1, (last_day(cycle) - cycle.start).days + 1)
        case Pace.STEPPED:
            come = [one.share for one in measure.checkpoints if one.on <= day]
            return Fraction(max(come, default=0)) / 100
        case Pace.SEASONAL:
            return _between(measure, day, cycle)


def _between(measure: Quantity, day: date, cycle: Period) -> Fraction:
    known = [(one.on, Fraction(one.share) / 100) for one in measure.checkpoints if one.on < last_day(cycle)]
    for (before, least), (after, most) in pairwise(
        [(cycle.start - ONE_DAY, Fraction(0)), *known, (last_day(cycle), Fraction(1))]
    ):
        if day <= after:
            return least + (most - least) * Fraction((day - before).days, (after - before).days)
    return Fraction(1)
