"""The acts on posts and on who holds them."""

from datetime import date

from governance_core.events import Outcome
from governance_core.organisation import (
    STANDARD_POSTS,
    Appointment,
    AppointmentBasis,
    PartTimeGround,
    Person,
    Post,
    appoint,
    close_post,
    correct_appointment,
    end_appointment,
    open_post,
)
from governance_core.values import AppointmentId, Period, PostId, Text
from graphql_api.organisation.queries import require_appointment, require_colleague, require_person
from graphql_api.organisation.service.visible import visible_person, visible_post, visible_unit
from graphql_api.organisation.tables import AppointmentRow, PersonRow, PostRow, people
from graphql_api.organisation.tables.part_time import PartTimeGrounds
from graphql_api.platform.work import Begin, Work, next_version


async def open_unit_post(
    begin: Begin, *, unit: str, kind: str, on: date, title: Text | None = None, seats: int = 1
) -> PostId:
    """A unit gets a post."""
    async with begin("organisation.open_post", subject=unit, kind=kind, on=on, seats=seats) as work:
        outcome = open_post(
            id=PostId(work.new_id()),
            unit=await visible_unit(work, unit, on, ("unit",)),
            kind=kind,
            on=on,
            recorded_at=work.now,
            post_kinds=STANDARD_POSTS,
            title=title,
            seats=seats,
        )
        await PostRow.create(id=outcome.state.id)
        await people.store_post(None, outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def close_unit_post(begin: Begin, *, post: str, on: date, expected: int | None = None) -> PostId:
    """A post ceases to exist."""
    async with begin("organisation.close_post", subject=post, on=on) as work:
        before = await visible_post(work, post, on)
        await next_version(PostRow, post, kind="post", expected=expected)
        held = await people.load_appointments(post_id=post)
        outcome = close_post(before, on=on, recorded_at=work.now, appointments=held)
        await people.store_post(before, outcome.state, work.entry_id)
        work.record(outcome.events)
        return before.id


async def appoint_person(
    begin: Begin, *, person: str, post: str, basis: AppointmentBasis, period: Period
) -> AppointmentId:
    """A person comes to hold a post."""
    async with begin("organisation.appoint", subject=person, post=post, basis=basis.value, period=period) as work:
        return await _appoint(work, person, post, basis, period)


async def appoint_contact_member(begin: Begin, *, person: str, post: str, period: Period) -> AppointmentId:
    """A Party member who visits households of a cell becomes a part-time grid officer in it."""
    async with begin("organisation.appoint_contact_member", subject=person, post=post, period=period) as work:
        # Whoever leads a village would else open a neighbour's work to themself, by naming them for a household.
        await require_colleague(work, person, period.start, path=("person",))
        return await _appoint(work, person, post, AppointmentBasis.PART_TIME, period)


async def _appoint(work: Work, person: str, post: str, basis: AppointmentBasis, period: Period) -> AppointmentId:
    await require_person(work, person, period.start, path=("person",))
    await visible_post(work, post, period.start)
    # Two appointments to one post, or of one person, must not be decided side by side: both rows are taken, then read.
    await next_version(PersonRow, person, kind="person")
    await next_version(PostRow, post, kind="post")
    holder, held = await visible_person(work, person, period.start), await visible_post(work, post, period.start)
    outcome = appoint(
        id=AppointmentId(work.new_id()),
        person=holder,
        post=held,
        basis=basis,
        period=period,
        recorded_at=work.now,
        of_person=await people.load_appointments(person_id=person),
        of_post=await people.load_appointments(post_id=post),
        ground=await _ground(holder, held, basis, period.start),
    )
    await AppointmentRow.create(id=outcome.state.id)
    await _store_appointment(work, None, outcome)
    return outcome.state.id


async def _ground(person: Person, post: Post, basis: AppointmentBasis, day: date) -> PartTimeGround | None:
    if basis is not AppointmentBasis.PART_TIME:
        return None
    return (await PartTimeGrounds.of([person.id], [post.unit])).on(person.id, post.unit, day)


async def end_held_appointment(
    begin: Begin, *, appointment: str, on: date, expected: int | None = None
) -> AppointmentId:
    """A person ceases to hold a post."""
    async with begin("organisation.end_appointment", subject=appointment, on=on) as work:
        before = await _appointment(work, appointment, expected)
        others = await people.load_appointments(person_id=before.person)
        outcome = end_appointment(before, on=on, recorded_at=work.now, of_person=others)
        await _store_appointment(work, before, outcome)
        return before.id


async def correct_held_appointment(
    begin: Begin, *, appointment: str, period: Period, reason: str, expected: int | None = None
) -> AppointmentId:
    """The days of an appointment were recorded wrongly."""
    async with begin("organisation.correct_appointment", subject=appointment, period=period, reason=reason) as work:
        before = await _appointment(work, appointment, expected)
        holder = await visible_person(work, before.person, period.start)
        held = await visible_post(work, before.post, period.start)
        outcome = correct_appointment(
            before,
            person=holder,
            post=held,
            period=period,
            reason=reason,
            recorded_at=work.now,
            of_person=await people.load_appointments(person_id=before.person),
            of_post=await people.load_appointments(post_id=before.post),
            ground=await _ground(holder, held, before.states.versions[0].value.basis, period.start),
        )
        await _store_appointment(work, before, outcome)
        return before.id


async def _store_appointment(work: Work, before: Appointment | None, outcome: Outcome[Appointment]) -> None:
    await people.store_appointment(before, outcome.state, work.entry_id)
    work.record(outcome.events)


async def _appointment(work: Work, key: str, expected: int | None) -> Appointment:
    await require_appointment(work, key, path=("appointment",))
    await next_version(AppointmentRow, key, kind="appointment", expected=expected)
    return (await people.load_appointments(appointment_id=key))[0]
