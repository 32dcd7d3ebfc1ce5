"""Since when a post has had a free seat."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from governance_core.history import History, Version
from governance_core.organisation import (
    Appointment,
    AppointmentBasis,
    AppointmentState,
    Post,
    PostState,
    vacant_since,
)
from governance_core.values import AppointmentId, Period, PersonId, PostId, Text, UnitId

FIRST = date(2020, 1, 1)
KNOWN = datetime(2020, 1, 1, tzinfo=UTC)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30) | st.none()), max_size=5)


def _period(start: int, days: int | None) -> Period:
    begin = FIRST + timedelta(days=start)
    return Period(start=begin, end=None if days is None else begin + timedelta(days=days))


def _post(seats: int, opened: int = 0) -> Post:
    state = PostState(title=Text(zh="委员"), seats=seats)
    version = Version(value=state, period=_period(opened, None), recorded_at=KNOWN)
    return Post(
        id=PostId("post"), unit=UnitId("unit"), kind="party-committee-member", states=History(versions=(version,))
    )


def _held(spans: list[tuple[int, int | None]]) -> list[Appointment]:
    state = AppointmentState(basis=AppointmentBasis.SUBSTANTIVE)
    return [
        Appointment(
            id=AppointmentId(str(place)),
            person=PersonId(str(place)),
            post=PostId("post"),
            unit=UnitId("unit"),
            states=History(versions=(Version(value=state, period=_period(*span), recorded_at=KNOWN),)),
        )
        for place, span in enumerate(spans)
    ]


@given(seats=st.integers(1, 3), opened=st.integers(0, 10), spans=SPANS, day=st.integers(0, 80))
def test_a_vacancy_is_dated_as_day_by_day_counting_dates_it(
    seats: int, opened: int, spans: list[tuple[int, int | None]], day: int
) -> None:
    """Walking back a day at a time from any day, as long as a seat is free, ends on the same day."""
    held, on = _held(spans), FIRST + timedelta(days=day)

    def free(on: date) -> bool:
        taken = sum(one.states.at(on) is not None for one in held)
        return on >= FIRST + timedelta(days=opened) and taken < seats

    walked = None
    while free(on if walked is None else walked - timedelta(days=1)):
        walked = on if walked is None else walked - timedelta(days=1)

    assert vacant_since(_post(seats, opened), held, on=on) == walked
