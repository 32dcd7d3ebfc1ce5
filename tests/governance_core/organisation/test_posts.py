"""Opening and closing posts, and filling their seats."""

from datetime import UTC, date, datetime, timedelta

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
    STANDARD_KINDS,
    STANDARD_POSTS,
    Appointment,
    AppointmentBasis,
    Person,
    Post,
    Unit,
    appoint,
    close_post,
    establish,
    open_post,
    register_person,
)
from governance_core.values import AppointmentId, Period, PersonId, PostId, Text, UnitId

NEW_YEAR = date(2020, 1, 1)

JULY = date(2020, 7, 1)

YEAR = Period(start=NEW_YEAR, end=date(2021, 1, 1))


def _at(hour: int) -> datetime:
    return datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hour)


def _unit(key: str, kind: str, parent: Unit | None = None, area: Unit | None = None) -> Unit:
    return establish(
        id=UnitId(key),
        kind=kind,
        name=Text(zh=key),
        on=NEW_YEAR,
        recorded_at=_at(0),
        kinds=STANDARD_KINDS,
        parent=parent,
        area=area,
    ).state


def _person(key: str) -> Person:
    return register_person(id=PersonId(key), name=f"合成{key}", on=NEW_YEAR, recorded_at=_at(0)).state


def _post(unit: Unit, kind: str, seats: int = 1) -> Post:
    return open_post(
        id=PostId(f"{unit.id}-{kind}"),
        unit=unit,
        kind=kind,
        on=NEW_YEAR,
        recorded_at=_at(0),
        post_kinds=STANDARD_POSTS,
        seats=seats,
    ).state


def _appointed(
    key: str,
    person: Person,
    post: Post,
    basis: AppointmentBasis = AppointmentBasis.SUBSTANTIVE,
    period: Period = YEAR,
    of_person: tuple[Appointment, ...] = (),
    of_post: tuple[Appointment, ...] = (),
) -> Appointment:
    return appoint(
        id=AppointmentId(key),
        person=person,
        post=post,
        basis=basis,
        period=period,
        recorded_at=_at(1),
        of_person=of_person,
        of_post=of_post,
    ).state


@pytest.fixture
def village() -> Unit:
    return _unit("village", "village", _unit("town", "town"))


@pytest.fixture
def committee(village: Unit) -> Unit:
    return _unit("committee", "party-committee", area=village)


@pytest.fixture
def secretary(committee: Unit) -> Post:
    return _post(committee, "party-secretary")


def test_a_post_belongs_where_its_kind_belongs(village: Unit) -> None:
    """A village has no Party secretary; its Party committee has."""
    with pytest.raises(PostNotAllowed):
        _post(village, "party-secretary")


def test_a_post_has_at_least_one_seat(committee: Unit) -> None:
    """Seats are counted from one."""
    with pytest.raises(OutOfRange):
        _post(committee, "party-secretary", seats=0)


def test_refuses_to_close_a_post_that_is_held(secretary: Post) -> None:
    """A post goes only when nobody is appointed to it any more."""
    held = _appointed("a", _person("1"), secretary)

    with pytest.raises(PostOccupied):
        close_post(secretary, on=JULY, recorded_at=_at(2), appointments=[held])


def test_tells_all_faults_of_a_new_post_together(committee: Unit) -> None:
    """Kind, title and seats are checked together, each fault with its place."""
    with pytest.raises(InvalidInput) as refusal:
        open_post(
            id=PostId("p"),
            unit=committee,
            kind="mayor",
            on=NEW_YEAR,
            recorded_at=_at(0),
            post_kinds=STANDARD_POSTS,
            title=Text(zh=" "),
            seats=501,
        )

    assert {fault.path for fault in refusal.value.faults} == {("kind",), ("title", "zh"), ("seats",)}


def test_a_post_that_is_gone_is_not_closed_again(secretary: Post) -> None:
    """What does not exist on a day can't be ended on it; closed from its first day on, a post never was."""
    closed = close_post(secretary, on=JULY, recorded_at=_at(1)).state

    with pytest.raises(NotInExistence):
        close_post(closed, on=JULY, recorded_at=_at(2))

    assert close_post(secretary, on=NEW_YEAR, recorded_at=_at(1)).state.states.at(NEW_YEAR) is None


def test_refuses_a_second_secretary(secretary: Post) -> None:
    """A post of one seat is held by one person at a time; the first day without a free seat is named."""
    first = _appointed("a", _person("1"), secretary, period=Period(start=JULY))

    with pytest.raises(PostFull) as refusal:
        _appointed("b", _person("2"), secretary, of_post=(first,))

    assert refusal.value.on == JULY


def test_a_successor_follows_on_the_day_the_predecessor_leaves(secretary: Post) -> None:
    """Periods are half open: the end of one is the start of the next."""
    first = _appointed("a", _person("1"), secretary, period=Period(start=NEW_YEAR, end=JULY))

    second = _appointed("b", _person("2"), secretary, period=Period(start=JULY), of_post=(first,))

    assert second.states.at(JULY) is not None


def test_a_seat_is_free_again_between_two_holders(secretary: Post) -> None:
    """Only days on which every seat is taken count, wherever in the period they lie."""
    spring = _appointed("a", _person("1"), secretary, period=Period(start=NEW_YEAR, end=date(2020, 3, 1)))
    autumn = _appointed("b", _person("2"), secretary, period=Period(start=date(2020, 9, 1)))

    summer = _appointed(
        "c",
        _person("3"),
        secretary,
        period=Period(start=date(2020, 3, 1), end=date(2020, 9, 1)),
        of_post=(spring, autumn),
    )

    assert summer.states.at(JULY) is not None


def test_refuses_an_appointment_beyond_the_life_of_the_post(secretary: Post) -> None:
    """A post exists on every day of an appointment to it."""
    closed = close_post(secretary, on=JULY, recorded_at=_at(1)).state

    with pytest.raises(NotInExistence) as refusal:
        _appointed("a", _person("1"), closed)

    assert refusal.value.on == JULY


appointments = st.lists(st.tuples(st.integers(0, 20), st.none() | st.integers(1, 12)), max_size=10)


@given(appointments, st.integers(1, 3))
def test_no_sequence_of_appointments_overfills_a_post(wanted, seats: int) -> None:
    """On no day does a post have more holders than seats, and only a full post is refused."""
    post = _post(_unit("committee", "party-committee"), "party-committee-member", seats)
    held: list[Appointment] = []

    for number, (first, length) in enumerate(wanted):
        start = NEW_YEAR + timedelta(days=first)
        period = Period(start=start, end=None if length is None else start + timedelta(days=length))
        days = [start + timedelta(days=day) for day in range(40 if length is None else length)]
        full = any(sum(one.states.at(day) is not None for one in held) >= seats for day in days)
        try:
            made = _appointed(str(number), _person(str(number)), post, period=period, of_post=tuple(held))
        except PostFull:
            assert full
        else:
            assert not full
            held.append(made)
