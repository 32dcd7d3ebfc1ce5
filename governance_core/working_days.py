"""Working days: the plain week, without the holidays, and with the days off that are worked instead (调休)."""

from dataclasses import dataclass
from datetime import date, timedelta

from governance_core.errors import Blank, Duplicate, OutOfRange
from governance_core.values import Period

MOST_WORKING_DAYS = 1000
_WEEK = 7
_WEEKDAYS = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """Which days are worked: Monday to Friday but for `holidays`, and of Saturdays and Sundays those in `working`.

    Attributes:
        holidays: days that are not worked; a Saturday or Sunday among them changes nothing.
        working: days that are worked; a Monday to Friday among them changes nothing.

    Raises:
        Duplicate: a day is in both.
    """

    holidays: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if both := self.holidays & self.working:
            raise Duplicate(value=min(both).isoformat(), path=("working",))

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        return day not in self.holidays if day.weekday() < _WEEKDAYS else day in self.working

    def after(self, day: date, n: int) -> date:
        """The n-th working day after a day, which itself is not counted; for 0 the day itself, worked or not.

        Raises:
            OutOfRange: n is negative or above 1,000 (our own bound), or the calendar ends before.
        """
        if not 0 <= n <= MOST_WORKING_DAYS:
            raise OutOfRange(value=n, low=0, high=MOST_WORKING_DAYS, path=("n",))
        found = 0
        while found < n:
            if day == date.max:
                raise OutOfRange(value=n, low=0, high=found, path=("n",))
            day += _DAY
            found += self.is_working(day)
        return day

    def count(self, period: Period) -> int:
        """How many days of a period are worked.

        Raises:
            Blank: the period has no end.
        """
        if period.end is None:
            raise Blank(path=("period", "to"))
        weeks, rest = divmod((period.end - period.start).days, _WEEK)
        first = period.start.weekday()
        plain = weeks * _WEEKDAYS + sum((first + offset) % _WEEK < _WEEKDAYS for offset in range(rest))
        off = sum(day in period and day.weekday() < _WEEKDAYS for day in self.holidays)
        more = sum(day in period and day.weekday() >= _WEEKDAYS for day in self.working)
        return plain - off + more
