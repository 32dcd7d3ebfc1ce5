"""The rules of two-sided history."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import PeriodReversed, RecordedOutOfOrder
from governance_core.history import History, recorded
from governance_core.values import Period

FIRST_DAY = date(2020, 1, 1)
FIRST_INSTANT = datetime(2020, 1, 1, tzinfo=UTC)

days = st.integers(0, 30).map(lambda number: FIRST_DAY + timedelta(days=number))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    length = draw(st.none() | st.integers(1, 20))
    return Period(start=start, end=None if length is None else start + timedelta(days=length))


facts = st.lists(st.tuples(periods(), st.none() | st.sampled_from("abc")), min_size=1, max_size=8)


def _instant(number: int) -> datetime:
    return FIRST_INSTANT + timedelta(hours=number)


def _known(history: History[str], number: int) -> list[tuple[Period, str]]:
    return [(version.period, version.value) for version in history.timeline(_instant(number))]


def _history(told: list[tuple[Period, str | None]]) -> History[str]:
    history: History[str] = History()
    for number, (period, value) in enumerate(told):
        history = recorded(history, value=value, period=period, recorded_at=_instant(number))
    return history


@given(facts)
def test_the_last_word_on_a_day_is_what_is_known(told: list[tuple[Period, str | None]]) -> None:
    """On every day the value is the one recorded last for that day, or none."""
    history = _history(told)

    for number in range(60):
        day = FIRST_DAY + timedelta(days=number)
        spoken = [value for period, value in told if day in period]
        assert history.at(day) == (spoken[-1] if spoken else None)


@given(facts, st.data())
def test_what_was_known_then_is_answered_for_ever(told: list[tuple[Period, str | None]], data: st.DataObject) -> None:
    """Asked what was known at an instant, a history answers as it did at that instant, whatever came later."""
    count = data.draw(st.integers(1, len(told)))

    then, now = _history(told[:count]), _history(told)

    for number in range(60):
        day = FIRST_DAY + timedelta(days=number)
        assert now.at(day, _instant(count - 1)) == then.at(day)


@given(facts)
def test_known_versions_never_overlap(told: list[tuple[Period, str | None]]) -> None:
    """At every instant the versions known then cover each day at most once."""
    history = _history(told)

    for number in range(len(told)):
        known = history.timeline(_instant(number))
        assert not any(one.period.overlaps(other.period) for one in known for other in known if one is not other)


def test_refuses_to_record_before_what_is_known() -> None:
    """Knowledge only grows: nothing is recorded at an instant before the latest one."""
    history = recorded(History(), value="a", period=Period(start=FIRST_DAY), recorded_at=_instant(1))

    with pytest.raises(RecordedOutOfOrder):
        recorded(history, value="b", period=Period(start=FIRST_DAY), recorded_at=_instant(0))


def test_refuses_to_record_before_a_fact_was_known_to_be_over() -> None:
    """An end is knowledge too, though nothing is known of the days after it."""
    told = recorded(History(), value="a", period=Period(start=FIRST_DAY), recorded_at=_instant(0))
    ended = recorded(told, value=None, period=Period(start=FIRST_DAY), recorded_at=_instant(2))

    with pytest.raises(RecordedOutOfOrder):
        recorded(ended, value="b", period=Period(start=FIRST_DAY), recorded_at=_instant(1))


def test_a_fact_replaced_in_its_own_instant_was_never_known() -> None:
    """Of two facts recorded at one instant for the same days only the second was ever known."""
    history = recorded(History(), value="a", period=Period(start=FIRST_DAY), recorded_at=_instant(0))

    history = recorded(history, value="b", period=Period(start=FIRST_DAY), recorded_at=_instant(0))

    assert [version.value for version in history] == ["b"]


@given(st.lists(st.tuples(st.integers(0, 5), periods(), st.none() | st.sampled_from("abc")), max_size=10))
def test_nothing_recorded_at_any_instant_rewrites_the_past(told: list[tuple[int, Period, str | None]]) -> None:
    """Instants may repeat or go back: what is accepted changes no answer of an earlier one, and overlaps nothing."""
    history: History[str] = History()

    for number, period, value in told:
        before = history
        try:
            history = recorded(history, value=value, period=period, recorded_at=_instant(number))
        except RecordedOutOfOrder:
            assert any(_instant(number) < (one.superseded_at or one.recorded_at) for one in before)
        for earlier in range(number):
            assert _known(history, earlier) == _known(before, earlier)

    for number in range(6):
        known = history.timeline(_instant(number))
        assert not any(one.period.overlaps(other.period) for one in known for other in known if one is not other)


@given(periods(), periods())
def test_periods_agree_with_their_days(one: Period, other: Period) -> None:
    """Overlap, difference, intersection and cover of periods are those of the sets of their days."""
    window = [FIRST_DAY + timedelta(days=number) for number in range(60)]
    ours, theirs = ({day for day in window if day in period} for period in (one, other))

    left = {day for day in window for part in one.minus(other) if day in part}
    shared = one.intersection(other)

    assert left == ours - theirs
    assert {day for day in window if shared is not None and day in shared} == ours & theirs
    assert one.overlaps(other) == bool(ours & theirs)
    assert one.covers(other) == (theirs <= ours)


def test_a_period_ends_after_it_begins() -> None:
    """A period of no day, or of fewer, is refused."""
    with pytest.raises(PeriodReversed):
        Period(start=FIRST_DAY, end=FIRST_DAY)
