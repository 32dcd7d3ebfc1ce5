"""Working days: the plain week, holidays, and days off that are worked instead."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import Blank, Duplicate, OutOfRange
from governance_core.values import Period
from governance_core.working_days import WorkingDays

FIRST = date(2020, 9, 1)
days = st.integers(0, 120).map(lambda offset: FIRST + timedelta(days=offset))
counts = st.integers(0, 60)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingDays:
    holidays = draw(st.frozensets(days, max_size=30))
    return WorkingDays(holidays=holidays, working=draw(st.frozensets(days, max_size=30)) - holidays)


# The national day of 2020: eight days off, for which the Sunday before and the Saturday after are worked.
NATIONAL_DAY = WorkingDays(
    holidays=frozenset(date(2020, 10, day) for day in range(1, 9)),
    working=frozenset({date(2020, 9, 27), date(2020, 10, 10)}),
)


def test_the_plain_week_is_monday_to_friday() -> None:
    """Without a calendar there are five working days a week."""
    plain = WorkingDays()

    assert [plain.is_working(date(2020, 9, 7) + timedelta(days=offset)) for offset in range(7)] == [True] * 5 + [
        False
    ] * 2


def test_make_up_days_are_worked_and_holidays_are_not() -> None:
    """From Wednesday, 30 September 2020, the next working days are the 9th, a Friday, and the 10th, a Saturday."""
    eve = date(2020, 9, 30)

    assert NATIONAL_DAY.is_working(date(2020, 9, 27))
    assert not NATIONAL_DAY.is_working(date(2020, 10, 1))
    assert [NATIONAL_DAY.after(eve, n) for n in range(4)] == [
        eve,
        date(2020, 10, 9),
        date(2020, 10, 10),
        date(2020, 10, 12),
    ]
    assert NATIONAL_DAY.count(Period(start=date(2020, 9, 27), end=date(2020, 10, 11))) == 6


def test_a_day_is_not_both_off_and_worked() -> None:
    """The refusal names the day."""
    day = date(2020, 10, 10)

    with pytest.raises(Duplicate) as refusal:
        WorkingDays(holidays=frozenset({day}), working=frozenset({day}))

    assert refusal.value.value == "2020-10-10"


@pytest.mark.parametrize("n", [-1, 1001])
def test_the_number_of_days_is_bounded(n: int) -> None:
    """Nobody waits for years, nor backwards."""
    with pytest.raises(OutOfRange):
        WorkingDays().after(FIRST, n)


def test_the_calendar_ends() -> None:
    """Beyond its last day there is no other, and what has no end can't be counted."""
    with pytest.raises(OutOfRange):
        WorkingDays().after(date.max - timedelta(days=3), 10)
    with pytest.raises(Blank):
        WorkingDays().count(Period(start=FIRST))


@given(calendars(), days, counts)
def test_the_nth_working_day_is_worked_and_n_days_on(calendar: WorkingDays, day: date, n: int) -> None:
    """Counting back what was counted on gives the same number."""
    found = calendar.after(day, n)

    assert n == 0 or calendar.is_working(found)
    after = Period(start=day + timedelta(days=1), end=found + timedelta(days=1)) if n else None
    assert (0 if after is None else calendar.count(after)) == n


@given(calendars(), days, counts, counts)
def test_waiting_adds_up(calendar: WorkingDays, day: date, n: int, more: int) -> None:
    """Some days and then some more are as many in one go, and more days end later."""
    assert calendar.after(calendar.after(day, n), more) == calendar.after(day, n + more)
    assert calendar.after(day, n) < calendar.after(day, n + 1)


@given(calendars(), days, days, counts)
def test_who_begins_later_is_not_done_earlier(calendar: WorkingDays, day: date, other: date, n: int) -> None:
    """The n-th working day never goes back as the first day goes on."""
    first, second = sorted((day, other))

    assert calendar.after(first, n) <= calendar.after(second, n)


@given(calendars(), days, st.integers(1, 60))
def test_counting_is_looking_at_each_day(calendar: WorkingDays, start: date, length: int) -> None:
    """However a period is counted, it is its days that are counted."""
    each = [start + timedelta(days=offset) for offset in range(length)]

    found = calendar.count(Period(start=start, end=start + timedelta(days=length)))

    assert found == sum(calendar.is_working(day) for day in each)
