"""Opening and closing posts, and filling their seats."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    InvalidInput,
    NotInExistence,
    OutOfRange,
    PostFull,
    PostNotAllowed,
    PostOccupied,
)
from governance_core.organisation import (
    STANDARD_POSTS,
    Appointment,
    Post,
    Unit,
    close_post,
    open_post,
)
from governance_core.values import Period, PostId, Text

NEW_YEAR = date(2020, 1, 1)

JULY = date(2020, 7, 1)

YEAR = Period(start=NEW_YEAR, end=date(2021, 1, 1))


@pytest.fixture
def village(make: Any) -> Unit:
    return make.unit("village", "village", make.unit("town", "town"))


@pytest.fixture
def committee(make: Any, village: Unit) -> Unit:
    return make.unit("committee", "party-committee", area=village)


@pytest.fixture
def secretary(make: Any, committee: Unit) -> Post:
    return make.post(committee, "party-secretary")


def test_a_post_belongs_where_its_kind_belongs(make: Any, village: Unit) -> None:
    """A village has no Party secretary; its Party committee has."""
    with pytest.raises(PostNotAllowed):
        make.post(village, "party-secretary")


def test_a_post_has_at_least_one_seat(make: Any, committee: Unit) -> None:
    """Seats are counted from one."""
    with pytest.raises(OutOfRange):
        make.post(committee, "party-secretary", seats=0)


def test_refuses_to_close_a_post_that_is_held(make: Any, secretary: Post) -> None:
    """A post goes only when nobody is appointed to it any more."""
    held = make.appointed("a", make.person("1"), secretary)

    with pytest.raises(PostOccupied):
        close_post(secretary, on=JULY, recorded_at=make.at(2), appointments=[held])


def test_tells_all_faults_of_a_new_post_together(make: Any, committee: Unit) -> None:
    """Kind, title and seats are checked together, each fault with its place."""
    with pytest.raises(InvalidInput) as refusal:
        open_post(
            id=PostId("p"),
            unit=committee,
            kind="mayor",
            on=NEW_YEAR,
            recorded_at=make.at(0),
            post_kinds=STANDARD_POSTS,
            title=Text(zh=" "),
            seats=501,
        )

    assert {fault.path for fault in refusal.value.faults} == {("kind",), ("title", "zh"), ("seats",)}


def test_a_post_that_is_gone_is_not_closed_again(make: Any, secretary: Post) -> None:
    """What does not exist on a day can't be ended on it; closed from its first day on, a post never was."""
    closed = close_post(secretary, on=JULY, recorded_at=make.at(1)).state

    with pytest.raises(NotInExistence):
        close_post(closed, on=JULY, recorded_at=make.at(2))

    assert close_post(secretary, on=NEW_YEAR, recorded_at=make.at(1)).state.states.at(NEW_YEAR) is None


def test_refuses_a_second_secretary(make: Any, secretary: Post) -> None:
    """A post of one seat is held by one person at a time; the first day without a free seat is named."""
    first = make.appointed("a", make.person("1"), secretary, period=Period(start=JULY))

    with pytest.raises(PostFull) as refusal:
        make.appointed("b", make.person("2"), secretary, of_post=(first,))

    assert refusal.value.on == JULY


def test_a_successor_follows_on_the_day_the_predecessor_leaves(make: Any, secretary: Post) -> None:
    """Periods are half open: the end of one is the start of the next."""
    first = make.appointed("a", make.person("1"), secretary, period=Period(start=NEW_YEAR, end=JULY))

    second = make.appointed("b", make.person("2"), secretary, period=Period(start=JULY), of_post=(first,))

    assert second.states.at(JULY) is not None


def test_a_seat_is_free_again_between_two_holders(make: Any, secretary: Post) -> None:
    """Only days on which every seat is taken count, wherever in the period they lie."""
    spring = make.appointed("a", make.person("1"), secretary, period=Period(start=NEW_YEAR, end=date(2020, 3, 1)))
    autumn = make.appointed("b", make.person("2"), secretary, period=Period(start=date(2020, 9, 1)))

    summer = make.appointed(
        "c",
        make.person("3"),
        secretary,
        period=Period(start=date(2020, 3, 1), end=date(2020, 9, 1)),
        of_post=(spring, autumn),
    )

    assert summer.states.at(JULY) is not None


def test_refuses_an_appointment_beyond_the_life_of_the_post(make: Any, secretary: Post) -> None:
    """A post exists on every day of an appointment to it."""
    closed = close_post(secretary, on=JULY, recorded_at=make.at(1)).state

    with pytest.raises(NotInExistence) as refusal:
        make.appointed("a", make.person("1"), closed)

    assert refusal.value.on == JULY


appointments = st.lists(st.tuples(st.integers(0, 20), st.none() | st.integers(1, 12)), max_size=10)


@given(appointments, st.integers(1, 3))
def test_no_sequence_of_appointments_overfills_a_post(make: Any, wanted, seats: int) -> None:
    """On no day does a post have more holders than seats, and only a full post is refused."""
    post = make.post(make.unit("committee", "party-committee"), "party-committee-member", seats)
    held: list[Appointment] = []

    for number, (first, length) in enumerate(wanted):
        start = NEW_YEAR + timedelta(days=first)
        period = Period(start=start, end=None if length is None else start + timedelta(days=length))
        days = [start + timedelta(days=day) for day in range(40 if length is None else length)]
        full = any(sum(one.states.at(day) is not None for one in held) >= seats for day in days)
        try:
            made = make.appointed(str(number), make.person(str(number)), post, period=period, of_post=tuple(held))
        except PostFull:
            assert full
        else:
            assert not full
            held.append(made)
