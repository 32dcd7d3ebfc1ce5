"""Which days are worked: the national calendar, with what the town has set above it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from governance_core.errors import Blank, NotFound, OutOfRange, refuse_faults
from governance_core.values import Period, Text
from governance_core.wording import text_faults
from governance_core.working_days import WorkingDays
from graphql_api.platform.rows import select, upsert
from graphql_api.platform.tables import WorkingDayRow
from graphql_api.platform.work import Begin

SET, WITHDRAW = "platform.set_working_day", "platform.withdraw_working_day"
LONGEST_REASON = 200
LONGEST_PERIOD = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the calendar.

    Attributes:
        on: the day.
        working: whether it is worked.
        reason: why it is not as in the plain week; None where it is.
        set_by_town: whether the town has said so.
    """

    on: date
    working: bool
    reason: Text | None
    set_by_town: bool = False


async def working_days(around: date) -> WorkingDays:
    """The calendar of the year of a day, the year before and the year after it; beyond them every week is plain."""
    years = range(max(around.year - 1, MINYEAR), min(around.year + 1, MAXYEAR) + 1)
    days = await _differing(years, date(years[0], 1, 1), date(years[-1], 12, 31))
    return WorkingDays(
        holidays=frozenset(one.on for one in days if not one.working),
        working=frozenset(one.on for one in days if one.working),
    )


async def calendar_days(period: Period) -> list[CalendarDay]:
    """The days of a period that differ from the plain week, and those that the town has set, in order.

    Raises:
        Blank, OutOfRange: the period has no end, or more than 366 days.
    """
    if period.end is None:
        raise Blank(path=("to",))
    length, last = (period.end - period.start).days, period.end - timedelta(days=1)
    if length > LONGEST_PERIOD:
        raise OutOfRange(value=length, low=1, high=LONGEST_PERIOD, path=("to",))
    return await _differing(range(period.start.year, last.year + 1), period.start, last)


async def set_working_day(begin: Begin, *, on: date, working: bool, reason: str) -> CalendarDay:
    """The town says whether a day is worked; what it said of the day before no longer holds, and stays in the audit.

    Raises:
        Forbidden: the caller's role does not allow it.
        Blank, TooLong: the reason is left out, or has more than 200 characters.
    """
    reason = reason.strip()
    async with begin(SET, subject=on.isoformat(), working=working, reason=reason) as work:
        refuse_faults(text_faults(reason, LONGEST_REASON, ("reason",)))
        row = {
            "on": on,
            "working": working,
            "reason": reason,
            "set_by": work.person,
            "entry_id": work.entry_id,
            "recorded_at": work.now,
        }
        said = tuple(name for name in row if name != "on")
        await upsert(WorkingDayRow, [row], key=("on",), said=said)
    return CalendarDay(on=on, working=working, reason=Text(zh=reason), set_by_town=True)


async def withdraw_working_day(begin: Begin, *, on: date, reason: str) -> CalendarDay:
    """What the town has said of a day no longer holds: it is again as in the national calendar.

    Raises:
        Forbidden: the caller's role does not allow it.
        Blank, TooLong: the reason is left out, or has more than 200 characters.
        NotFound: the town has said nothing of the day.
    """
    reason = reason.strip()
    async with begin(WITHDRAW, subject=on.isoformat(), reason=reason):
        refuse_faults(text_faults(reason, LONGEST_REASON, ("reason",)))
        if not await WorkingDayRow.filter(on=on).delete():
            raise NotFound(kind="working day", key=on.isoformat())
    national = {one.on: one for one in await _public(range(on.year, on.year + 1))}
    return national.get(on) or CalendarDay(on=on, working=WorkingDays().is_working(on), reason=None)


async def _differing(years: Iterable[int], first: date, last: date) -> list[CalendarDay]:
    """What is said of the days from the first to the last: by the town, else by the national calendar."""
    said = {one.on: one for one in await _public(years)}
    for row in await select(WorkingDayRow, "on", "working", "reason", on__gte=first, on__lte=last):
        said[row.on] = CalendarDay(on=row.on, working=row.working, reason=Text(zh=row.reason), set_by_town=True)
    return [said[day] for day in sorted(said) if first <= day <= last]


async def _public(years: Iterable[int]) -> list[CalendarDay]:
    """The national calendar; reading it in for the first time takes as long as a dozen statements."""
    return await asyncio.to_thread(_read, tuple(years))


def _read(years: tuple[int, ...]) -> list[CalendarDay]:
    from graphql_api.platform.public_holidays import public_days  # noqa: PLC0415 -- the library is 15 MiB, of all countries

    found = [said for year in years for said in public_days(year)]
    return [CalendarDay(on=on, working=working, reason=reason) for on, working, reason in found]
