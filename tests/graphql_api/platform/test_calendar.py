"""Days that acts have named are told when they come: once, by one worker, and after a time without any."""

import asyncio
from dataclasses import replace

from graphql_api.platform.access import SYSTEM
from graphql_api.platform.calendar import LEASE, Calendar
from graphql_api.platform.events import Listener
from graphql_api.platform.tables import EventRow, LeaseRow

RENAME = "mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { __typename } }"
APPOINT = "mutation ($input: AppointPersonInput!) { appointPerson(input: $input) { __typename } }"
TOLD = ("organisation.unit-renamed.due", "organisation.person-appointed.due", "organisation.person-appointed.over")


async def _told(service):
    with service.database.active():
        rows = await EventRow.filter(name__in=TOLD).order_by("id")
        return [(row.name.removeprefix("organisation."), row.effective_on.isoformat()) for row in rows]


async def _turn(service, calendar=None):
    with service.database.active():
        return await (calendar or service.calendar).turn()


def _another_worker(service, name="anotherworker"):
    return Calendar(service.begin_for, SYSTEM, service.clock, name, service.database.active)


async def _rename(admin, town, on, unit="hefeng"):
    done = await admin.act(RENAME, input={"unit": town[unit], "name": {"zh": f"{on}之名"}, "on": on})
    assert done["__typename"] == "Unit"


async def test_an_act_dated_ahead_is_told_on_its_day_and_once(admin, service, town, clock):
    """Not the day before, on the day itself, and not again."""
    await _rename(admin, town, "2020-09-01")

    clock.set(2020, 8, 31, 15, 59)
    assert await _turn(service) == 0
    clock.set(2020, 8, 31, 16)  # midnight in the town
    assert await _turn(service) == 1
    assert await _turn(service) == 0

    assert await _told(service) == [("unit-renamed.due", "2020-09-01")]


async def test_what_is_so_today_is_not_told_a_second_time(admin, service, town, clock):
    """An act of today or of the past has been told when it was recorded."""
    await _rename(admin, town, "2020-07-01")
    clock.set(2020, 12, 1)

    assert await _turn(service) == 0


async def test_the_end_of_a_term_is_told(admin, service, town, clock):
    """An appointment dated ahead, with an end: its first day, and the day from which it is over."""
    await admin.act(
        APPOINT,
        input={
            "person": town["chen"],
            "post": town["member"],
            "basis": "CONCURRENT",
            "period": {"from": "2020-08-01", "to": "2020-10-01"},
        },
    )
    clock.set(2020, 8, 2)
    await _turn(service)
    first = await _told(service)
    clock.set(2020, 10, 1)
    await _turn(service)

    assert first == [("person-appointed.due", "2020-08-01")]
    assert (await _told(service))[1:] == [("person-appointed.over", "2020-10-01")]


async def test_what_came_during_a_time_without_workers_is_told_in_order(admin, service, town, clock):
    """After months without a worker every day is told, the earliest first."""
    for on, unit in (("2020-11-01", "hefeng"), ("2020-08-15", "honggang")):
        await _rename(admin, town, on, unit)
    clock.set(2020, 12, 24)

    assert await _turn(service) == 2

    assert await _told(service) == [("unit-renamed.due", "2020-08-15"), ("unit-renamed.due", "2020-11-01")]


async def test_one_worker_at_a_time_tells_and_another_takes_over(admin, service, town, clock):
    """While one holds the lease the other tells nothing; once the lease has run out, the other does."""
    await _rename(admin, town, "2020-09-01")
    await _turn(service)
    clock.set(2020, 9, 1)
    await _turn(service)
    await _rename(admin, town, "2020-09-02")
    clock.set(2020, 9, 1, 16)
    with service.database.active():
        await LeaseRow.all().update(until=clock() + LEASE)

    assert await _turn(service, _another_worker(service)) == 0
    clock.forward(seconds=LEASE.total_seconds() + 1)
    assert await _turn(service, _another_worker(service)) == 1


async def test_two_workers_that_both_believe_to_hold_the_lease_tell_once(admin, service, town, clock):
    """Even then, no day is told twice."""
    for number in range(1, 10):
        await _rename(admin, town, f"2020-09-0{number}")
    clock.set(2020, 10, 1)

    with service.database.active():
        calendars = [_another_worker(service, f"worker{number}") for number in range(3)]
        told = await asyncio.gather(*(calendar._tell_batch() for calendar in calendars))

    assert sum(told) == 9
    assert len(await _told(service)) == 9


async def test_listeners_hear_of_the_day(admin, service, town, clock):
    """A module that listens to the day of an event is told it by the courier, with the event's facts."""
    heard = []

    async def handle(happened, begin):
        heard.append((happened.name, happened.facts["label"]["zh"]))

    name = "organisation.unit-renamed.due"
    listener = Listener(name="test.hears", event=name, handle=handle)
    service.courier._listeners[listener.name] = listener
    service.workshop = replace(service.workshop, listeners={**service.workshop.listeners, name: (listener.name,)})
    await _rename(admin, town, "2020-09-01")
    clock.set(2020, 9, 1)
    await _turn(service)
    await service.courier.settled()

    assert heard == [(name, "2020-09-01之名")]
