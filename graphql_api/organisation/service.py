"""The use cases of the organisation: load what the decision needs, let the core decide, store what it returns."""

from collections.abc import Sequence
from datetime import date

from governance_core.errors import Blank, NotFound
from governance_core.events import Outcome
from governance_core.organisation import (
    STANDARD_KINDS,
    STANDARD_POSTS,
    Appointment,
    AppointmentBasis,
    Line,
    MembershipKind,
    OfficialCode,
    Person,
    Post,
    Unit,
    add_alias,
    appoint,
    assign_area,
    assign_code,
    assign_household_contact,
    close_post,
    correct,
    correct_appointment,
    correct_person,
    dissolve,
    end_appointment,
    end_household_contact,
    establish,
    join_unit,
    leave_unit,
    move,
    open_post,
    register_person,
    remove_alias,
    rename,
    withdraw_code,
)
from governance_core.values import AppointmentId, MembershipId, Period, PersonId, PostId, Text, UnitId
from graphql_api.organisation.queries import TAG, require_appointment, require_person, require_unit
from graphql_api.organisation.tables import AppointmentRow, PersonRow, PostRow, UnitRow, people, units
from graphql_api.platform.access import LEADING_ROLES, TOWN_ROLES
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.work import Begin, Work, next_version

PERMISSIONS = {
    "organisation.establish_unit": TOWN_ROLES,
    "organisation.rename_unit": TOWN_ROLES,
    "organisation.move_unit": TOWN_ROLES,
    "organisation.assign_area": TOWN_ROLES,
    "organisation.dissolve_unit": TOWN_ROLES,
    "organisation.correct_unit": TOWN_ROLES,
    "organisation.assign_code": TOWN_ROLES,
    "organisation.withdraw_code": TOWN_ROLES,
    "organisation.add_alias": LEADING_ROLES,
    "organisation.remove_alias": LEADING_ROLES,
    "organisation.register_person": LEADING_ROLES,
    "organisation.correct_person": LEADING_ROLES,
    "organisation.join_unit": LEADING_ROLES,
    "organisation.leave_unit": LEADING_ROLES,
    "organisation.open_post": TOWN_ROLES,
    "organisation.close_post": TOWN_ROLES,
    "organisation.appoint": TOWN_ROLES,
    "organisation.end_appointment": TOWN_ROLES,
    "organisation.correct_appointment": TOWN_ROLES,
    "organisation.assign_household_contact": LEADING_ROLES,
    "organisation.end_household_contact": LEADING_ROLES,
}


async def establish_unit(
    begin: Begin,
    *,
    kind: str,
    name: Text,
    on: date,
    parent: str | None = None,
    area: str | None = None,
    codes: Sequence[OfficialCode] = (),
    aliases: Sequence[str] = (),
) -> UnitId:
    """A unit comes into being.

    A Party or grid unit serves its parent's area where none is named. A new administrative root lies in nobody's
    subtree, so only the system can make one.
    """
    async with begin(
        "organisation.establish_unit", subject=parent or "", kind=kind, name=name, on=on, area=area, codes=codes
    ) as work:
        await work.alone(TAG)
        administrative = STANDARD_KINDS.get(kind).line is Line.ADMINISTRATIVE
        if administrative and parent is None and work.principal.scope_id is not None:
            raise Forbidden(role=work.principal.role.value, act="organisation.establish_root", path=("parent",))
        above = await _unit_or_none(work, parent, on, ("parent",))
        served = await _unit_or_none(work, area, on, ("area",))
        if not administrative and served is None:
            served = await _inherited_area(above, on)
        outcome = establish(
            id=UnitId(work.new_id()),
            kind=kind,
            name=name,
            on=on,
            recorded_at=work.now,
            kinds=STANDARD_KINDS,
            parent=above,
            area=served,
            codes=codes,
            aliases=aliases,
            holders=await units.holders_of(codes),
        )
        unit = outcome.state
        await UnitRow.create(id=unit.id, kind=unit.kind)
        await _store(work, None, outcome)
        return unit.id


async def _inherited_area(parent: Unit | None, on: date) -> Unit:
    state = parent.state_at(on) if parent else None
    if state is None or state.area is None:
        raise Blank(path=("area",))
    return (await units.load_units([state.area]))[state.area]


async def rename_unit(begin: Begin, *, unit: str, name: Text, on: date, expected: int | None = None) -> UnitId:
    """A unit gets another name."""
    async with begin("organisation.rename_unit", subject=unit, name=name, on=on) as work:
        before = await _taken(work, unit, on, expected)
        return await _store(work, before, rename(before, name=name, on=on, recorded_at=work.now))


async def move_unit(begin: Begin, *, unit: str, parent: str, on: date, expected: int | None = None) -> UnitId:
    """A unit comes to stand under another, with everything below it."""
    async with begin("organisation.move_unit", subject=unit, parent=parent, on=on) as work:
        before = await _taken(work, unit, on, expected)
        await require_unit(work, parent, on, path=("parent",))
        lineage = await units.lineage_of(parent, on)
        outcome = move(
            before,
            parent=lineage[UnitId(parent)],
            lineage=lineage,
            on=on,
            recorded_at=work.now,
            kinds=STANDARD_KINDS,
        )
        return await _store(work, before, outcome)


async def assign_unit_area(begin: Begin, *, unit: str, area: str, on: date, expected: int | None = None) -> UnitId:
    """A Party or grid unit serves another area."""
    async with begin("organisation.assign_area", subject=unit, area=area, on=on) as work:
        before = await _taken(work, unit, on, expected)
        served = await _unit(work, area, on, ("area",))
        outcome = assign_area(before, area=served, on=on, recorded_at=work.now, kinds=STANDARD_KINDS)
        return await _store(work, before, outcome)


async def dissolve_unit(begin: Begin, *, unit: str, on: date, expected: int | None = None) -> UnitId:
    """A unit ceases to exist."""
    async with begin("organisation.dissolve_unit", subject=unit, on=on) as work:
        before = await _taken(work, unit, None, expected)
        dependants = await units.dependants_of(unit, on)
        return await _store(work, before, dissolve(before, on=on, recorded_at=work.now, dependants=dependants))


async def correct_unit(
    begin: Begin,
    *,
    unit: str,
    period: Period,
    reason: str,
    name: Text | None = None,
    parent: str | None = None,
    area: str | None = None,
    expected: int | None = None,
) -> UnitId:
    """What was recorded about a unit for some days was a mistake, and is put right."""
    async with begin(
        "organisation.correct_unit", subject=unit, period=period, reason=reason, name=name, parent=parent, area=area
    ) as work:
        before = await _taken(work, unit, None, expected)
        outcome = correct(
            before,
            period=period,
            reason=reason,
            recorded_at=work.now,
            kinds=STANDARD_KINDS,
            name=name,
            parent=await _unit_or_none(work, parent, period.start, ("parent",)),
            area=await _unit_or_none(work, area, period.start, ("area",)),
            lineage=await units.lineage_of(parent, period.start) if parent else None,
        )
        return await _store(work, before, outcome)


async def assign_unit_code(
    begin: Begin, *, unit: str, code: OfficialCode, period: Period, expected: int | None = None
) -> UnitId:
    """A unit gets an official code."""
    async with begin("organisation.assign_code", subject=unit, code=code, period=period) as work:
        before = await _taken(work, unit, period.start, expected)
        holders = await units.holders_of([code])
        outcome = assign_code(before, code=code, period=period, recorded_at=work.now, holders=holders)
        return await _store(work, before, outcome)


async def withdraw_unit_code(begin: Begin, *, unit: str, scheme: str, on: date, expected: int | None = None) -> UnitId:
    """A unit loses its code of a scheme."""
    async with begin("organisation.withdraw_code", subject=unit, scheme=scheme, on=on) as work:
        before = await _taken(work, unit, on, expected)
        return await _store(work, before, withdraw_code(before, scheme=scheme, on=on, recorded_at=work.now))


async def add_unit_alias(begin: Begin, *, unit: str, alias: str, on: date, expected: int | None = None) -> UnitId:
    """A unit is found under one more name."""
    async with begin("organisation.add_alias", subject=unit, alias=alias, on=on) as work:
        before = await _taken(work, unit, on, expected)
        return await _store(work, before, add_alias(before, alias=alias, on=on, recorded_at=work.now))


async def remove_unit_alias(begin: Begin, *, unit: str, alias: str, on: date, expected: int | None = None) -> UnitId:
    """A unit is not found under a name any more."""
    async with begin("organisation.remove_alias", subject=unit, alias=alias, on=on) as work:
        before = await _taken(work, unit, on, expected)
        return await _store(work, before, remove_alias(before, alias=alias, on=on, recorded_at=work.now))


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
        before = await _person(work, person, period.start)
        await next_version(PersonRow, person, kind="person", expected=expected)
        outcome = correct_person(before, name=name, period=period, reason=reason, recorded_at=work.now)
        await _store_person(work, before, outcome)
        return before.id


async def join(begin: Begin, *, person: str, unit: str, kind: MembershipKind, period: Period) -> MembershipId:
    """A person comes to belong to a unit."""
    async with begin("organisation.join_unit", subject=person, unit=unit, kind=kind.value, period=period) as work:
        member = await _person(work, person, period.start)
        return await _join(work, member, unit, kind, period)


async def _join(work: Work, person: Person, unit: str, kind: MembershipKind, period: Period) -> MembershipId:
    outcome = join_unit(
        id=MembershipId(work.new_id()),
        person=person,
        unit=await _unit(work, unit, period.start, ("unit",)),
        kind=kind,
        period=period,
        recorded_at=work.now,
        others=await people.load_memberships(person_id=person.id),
    )
    await people.store_membership(None, outcome.state, work.entry_id)
    work.record(outcome.events)
    return outcome.state.id


async def leave(begin: Begin, *, membership: str, on: date) -> MembershipId:
    """A person ceases to belong to a unit."""
    async with begin("organisation.leave_unit", subject=membership, on=on) as work:
        found = await people.load_memberships(membership_id=membership)
        if not found:
            raise NotFound(kind="membership", key=membership, path=("membership",))
        before = found[0]
        for version in before.units.timeline():
            await require_unit(work, version.value, on, path=("membership",))
        outcome = leave_unit(before, on=on, recorded_at=work.now)
        await people.store_membership(before, outcome.state, work.entry_id)
        work.record(outcome.events)
        return before.id


async def open_unit_post(
    begin: Begin, *, unit: str, kind: str, on: date, title: Text | None = None, seats: int = 1
) -> PostId:
    """A unit gets a post."""
    async with begin("organisation.open_post", subject=unit, kind=kind, on=on, seats=seats) as work:
        outcome = open_post(
            id=PostId(work.new_id()),
            unit=await _unit(work, unit, on, ("unit",)),
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
        before = await _post(work, post, on)
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
        # Two appointments to one post, or of one person, must not be decided side by side: both rows are taken first.
        await next_version(PersonRow, person, kind="person")
        await next_version(PostRow, post, kind="post")
        outcome = appoint(
            id=AppointmentId(work.new_id()),
            person=await _person(work, person, period.start),
            post=await _post(work, post, period.start),
            basis=basis,
            period=period,
            recorded_at=work.now,
            of_person=await people.load_appointments(person_id=person),
            of_post=await people.load_appointments(post_id=post),
        )
        await AppointmentRow.create(id=outcome.state.id)
        await _store_appointment(work, None, outcome)
        return outcome.state.id


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
        outcome = correct_appointment(
            before,
            person=await _person(work, before.person, period.start),
            post=await _post(work, before.post, period.start),
            period=period,
            reason=reason,
            recorded_at=work.now,
            of_person=await people.load_appointments(person_id=before.person),
            of_post=await people.load_appointments(post_id=before.post),
        )
        await _store_appointment(work, before, outcome)
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
            group=await _unit(work, group, period.start, ("group",)),
            household=await _unit(work, household, period.start, ("household",)),
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


async def _taken(work: Work, unit: str, on: date | None, expected: int | None) -> Unit:
    """The unit that an act is about to change: visible to the caller, and at the version the caller read."""
    await work.alone(TAG)
    await require_unit(work, unit, on, path=("unit",))
    await next_version(UnitRow, unit, kind="unit", expected=expected)
    return (await units.load_units([unit]))[UnitId(unit)]


async def _unit(work: Work, key: str, on: date, path: tuple[str, ...]) -> Unit:
    await require_unit(work, key, on, path=path)
    return (await units.load_units([key]))[UnitId(key)]


async def _unit_or_none(work: Work, key: str | None, on: date, path: tuple[str, ...]) -> Unit | None:
    return None if key is None else await _unit(work, key, on, path)


async def _store(work: Work, before: Unit | None, outcome: Outcome[Unit]) -> UnitId:
    await units.store_unit(
        work.connection,
        before=before,
        after=outcome.state,
        kinds=STANDARD_KINDS,
        entry_id=work.entry_id,
        now=work.now,
    )
    work.record(outcome.events)
    work.touch(TAG)
    return outcome.state.id


async def _store_person(work: Work, before: Person | None, outcome: Outcome[Person]) -> None:
    await people.store_person(work.connection, before, outcome.state, work.entry_id)
    work.record(outcome.events)


async def _store_appointment(work: Work, before: Appointment | None, outcome: Outcome[Appointment]) -> None:
    await people.store_appointment(before, outcome.state, work.entry_id)
    work.record(outcome.events)


async def _person(work: Work, key: str, on: date) -> Person:
    await require_person(work, key, on, path=("person",))
    return (await people.load_people([key]))[PersonId(key)]


async def _post(work: Work, key: str, on: date) -> Post:
    found = await people.load_posts(post_id=key)
    if not found:
        raise NotFound(kind="post", key=key, path=("post",))
    await require_unit(work, found[0].unit, on, path=("post",))
    return found[0]


async def _appointment(work: Work, key: str, expected: int | None) -> Appointment:
    await require_appointment(work, key, path=("appointment",))
    await next_version(AppointmentRow, key, kind="appointment", expected=expected)
    return (await people.load_appointments(appointment_id=key))[0]
