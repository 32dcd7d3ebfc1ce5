"""The acts on people: who they are, what they belong to, and which households Party groups are in contact with."""

from datetime import date

from governance_core.errors import NotFound
from governance_core.events import Outcome
from governance_core.organisation import (
    Membership,
    MembershipKind,
    Person,
    assign_household_contact,
    correct_person,
    end_household_contact,
    join_unit,
    leave_unit,
    register_person,
)
from governance_core.values import MembershipId, Period, PersonId, UnitId
from graphql_api.organisation.queries import TAG, require_person, require_unit
from graphql_api.organisation.service.visible import visible_person, visible_unit
from graphql_api.organisation.tables import PersonRow, people
from graphql_api.organisation.tables.tallied import Touched
from graphql_api.organisation.tables.tallies import tallied
from graphql_api.platform.work import Begin, Work, next_version


async def register(begin: Begin, *, name: str, unit: str, kind: MembershipKind, on: date) -> PersonId:
    """A person becomes known to the town, together with the unit they belong to."""
    async with begin("organisation.register_person", subject=unit, kind=kind.value, on=on) as work:
        outcome = register_person(id=PersonId(work.new_id()), name=name, on=on, recorded_at=work.now)
        person = outcome.state
        await PersonRow.create(id=person.id)
        await _store_person(work, None, outcome)
        await _join(work, person, unit, kind, Period(start=on))
        return person.id


async def correct_name(
    begin: Begin, *, person: str, name: str, period: Period, reason: str, expected: int | None = None
) -> PersonId:
    """A person's name was recorded wrongly, or has changed."""
    async with begin("organisation.correct_person", subject=person, period=period, reason=reason) as work:
        before = await visible_person(work, person, period.start)
        await next_version(PersonRow, person, kind="person", expected=expected)
        outcome = correct_person(before, name=name, period=period, reason=reason, recorded_at=work.now)
        await _store_person(work, before, outcome)
        return before.id


async def join(begin: Begin, *, person: str, unit: str, kind: MembershipKind, period: Period) -> MembershipId:
    """A person comes to belong to a unit."""
    async with begin("organisation.join_unit", subject=person, unit=unit, kind=kind.value, period=period) as work:
        await _tallying(work, kind)
        member = await visible_person(work, person, period.start)
        return await _join(work, member, unit, kind, period)


async def _join(work: Work, person: Person, unit: str, kind: MembershipKind, period: Period) -> MembershipId:
    await work.alone(f"memberships:{person.id}")
    outcome = join_unit(
        id=MembershipId(work.new_id()),
        person=person,
        unit=await visible_unit(work, unit, period.start, ("unit",)),
        kind=kind,
        period=period,
        recorded_at=work.now,
        others=await people.load_memberships(person_id=person.id),
    )
    await _store_membership(work, None, outcome.state)
    work.record(outcome.events)
    return outcome.state.id


async def leave(begin: Begin, *, membership: str, on: date) -> MembershipId:
    """A person ceases to belong to a unit."""
    async with begin("organisation.leave_unit", subject=membership, on=on) as work:
        found = await people.load_memberships(membership_id=membership)
        if not found:
            raise NotFound(kind="membership", key=membership, path=("membership",))
        await _tallying(work, found[0].kind)
        await work.alone(f"memberships:{found[0].person}")
        before = (await people.load_memberships(membership_id=membership))[0]
        for version in before.units.timeline():
            await require_unit(work, version.value, on, path=("membership",))
        outcome = leave_unit(before, on=on, recorded_at=work.now)
        await _store_membership(work, before, outcome.state)
        work.record(outcome.events)
        return before.id


async def assign_contact(
    begin: Begin, *, group: str, household: str, period: Period, member: str | None = None
) -> UnitId:
    """A Party group comes into contact with a household."""
    async with begin(
        "organisation.assign_household_contact", subject=household, group=group, member=member, period=period
    ) as work:
        await work.alone(f"contact:{household}")
        if member is not None:
            await require_person(work, member, period.start, path=("member",))
        contacts = await people.load_contacts(household_id=household)
        outcome = assign_household_contact(
            group=await visible_unit(work, group, period.start, ("group",)),
            household=await visible_unit(work, household, period.start, ("household",)),
            period=period,
            recorded_at=work.now,
            member=PersonId(member) if member else None,
            others=contacts,
        )
        before = next((contact for contact in contacts if contact.group == group), None)
        await people.store_contact(before, outcome.state, work.entry_id)
        work.record(outcome.events)
        return UnitId(household)


async def end_contact(begin: Begin, *, household: str, on: date) -> UnitId:
    """A household has no contact group any more."""
    async with begin("organisation.end_household_contact", subject=household, on=on) as work:
        await require_unit(work, household, on, path=("household",))
        running = [one for one in await people.load_contacts(household_id=household) if one.states.at(on) is not None]
        if not running:
            raise NotFound(kind="household contact", key=household, path=("household",))
        outcome = end_household_contact(running[0], on=on, recorded_at=work.now)
        await people.store_contact(running[0], outcome.state, work.entry_id)
        work.record(outcome.events)
        return UnitId(household)


async def _tallying(work: Work, kind: MembershipKind) -> None:
    """Wait for acts on units, and let them wait: what is registered is tallied where its unit stands."""
    if kind is MembershipKind.REGISTRATION:
        await work.beside(TAG)


async def _store_membership(work: Work, before: Membership | None, after: Membership) -> None:
    if after.kind is not MembershipKind.REGISTRATION:
        await people.store_membership(before, after, work.entry_id)
        return
    async with tallied(work.connection, Touched(members=(after.person,))):
        await people.store_membership(before, after, work.entry_id)


async def _store_person(work: Work, before: Person | None, outcome: Outcome[Person]) -> None:
    await people.store_person(work.connection, before, outcome.state, work.entry_id)
    work.record(outcome.events)
