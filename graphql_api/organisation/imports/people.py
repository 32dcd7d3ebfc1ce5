"""Importing people with the unit they belong to, further memberships, and the contacts of households."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from governance_core.errors import Blank, GovernanceError, refuse_faults
from governance_core.organisation import (
    HouseholdContact,
    Membership,
    MembershipKind,
    Person,
    Unit,
    assign_household_contact,
    end_household_contact,
    join_unit,
    leave_unit,
    register_person,
)
from governance_core.values import MembershipId, Period, PersonId, UnitId
from graphql_api.organisation.imports.columns import CONTACT_COLUMNS, MEMBERSHIP_COLUMNS, PERSON_COLUMNS
from graphql_api.organisation.imports.keys import (
    SourceKey,
    grouped,
    identities,
    key_of,
    named,
    new_key,
    unknown,
    without_twins,
)
from graphql_api.organisation.imports.people_changes import FIRST_CAPACITIES, PersonChange, capacity_of, changed_person
from graphql_api.organisation.queries import TAG
from graphql_api.organisation.tables import PersonRow, UnitRow, people, units
from graphql_api.organisation.tables.tallied import Touched
from graphql_api.organisation.tables.tallies import tallied
from graphql_api.platform.errors import FixedOnceMade
from graphql_api.platform.importing import ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work


class _Known:
    """The units and people that the records of one import name, by the keys of their sources."""

    def __init__(self, unit_ids: dict[SourceKey, str], person_ids: dict[SourceKey, str]) -> None:
        self.unit_ids = unit_ids
        self.person_ids = person_ids
        self.units: dict[UnitId, Unit] = {}
        self.people: dict[PersonId, Person] = {}

    @classmethod
    async def of(
        cls, records: Sequence[Record], unit_columns: Sequence[str], person_columns: Sequence[str]
    ) -> "_Known":
        unit_keys = [named(record, column) for record in records for column in unit_columns]
        person_keys = [named(record, column) for record in records for column in person_columns]
        known = cls(await identities(UnitRow, unit_keys), await identities(PersonRow, person_keys))
        known.units = await units.load_units(known.unit_ids.values())
        known.people = await people.load_people(known.person_ids.values())
        return known

    def unit(self, record: Record, column: str, faults: list[ImportFault]) -> Unit | None:
        """The unit that a column names; where there is none, a fault."""
        key = named(record, column)
        if key is None or key not in self.unit_ids:
            faults.append(unknown(record, column, "unit"))
            return None
        return self.units[UnitId(self.unit_ids[key])]

    def person(self, record: Record, column: str, faults: list[ImportFault]) -> Person | None:
        """The person that a column names; where there is none, a fault."""
        key = named(record, column)
        if key is None or key not in self.person_ids:
            faults.append(unknown(record, column, "person"))
            return None
        return self.people[PersonId(self.person_ids[key])]


async def take_people(work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress) -> Tally:
    """Store the records of people.

    A new one is registered in their unit. A changed name is corrected from its day; with another unit a person belongs
    there from its day on.
    """
    kept = without_twins(records, faults)
    known = await _Known.of(kept, ["unit"], [])
    known.person_ids = await identities(PersonRow, (key_of(record) for record in kept))
    known.people = await people.load_people(known.person_ids.values())
    held = grouped(await people.load_memberships(person_id__in=sorted(known.people)), attrgetter("person"))
    fresh: list[tuple[Person, Membership, SourceKey]] = []
    changed: list[PersonChange] = []
    for place, record in enumerate(kept, start=1):
        try:
            key = key_of(record)
            if key not in known.person_ids:
                _refuse_blanks(record)
            unit = known.unit(record, "unit", faults) if record.values["unit"] else None
            if key in known.person_ids:
                person = known.people[PersonId(known.person_ids[key])]
                if record.values["unit"] is None or unit is not None:
                    change = changed_person(work, record, person, unit, held.get(person.id, ()))
                    changed += [] if change is None else [change]
            elif unit is not None:
                fresh.append((*_registered(work, record, unit), new_key(record, "person")))
        except GovernanceError as refusal:
            faults += record.faults(refusal)
        progress(place)
    if not faults:
        await people.add_people(work.connection, fresh, work.entry_id)
        for change in changed:
            await change.store(work)
    unchanged = len(kept) - len(fresh) - len(changed)
    return Tally(kind="people", added=len(fresh), changed=len(changed), unchanged=unchanged)


def _refuse_blanks(record: Record) -> None:
    """A new person needs a unit; one who is known may belong nowhere.

    Raises:
        NotFound: the key is one of our own, and there is no such person.
        Blank: the unit, or in which capacity, is not given.
    """
    new_key(record, "person")
    refuse_faults([Blank(path=(column,)) for column in ("unit", "capacity") if record.values[column] is None])


def _registered(work: Work, record: Record, unit: Unit) -> tuple[Person, Membership]:
    on = record.values["effective_on"]
    person = register_person(id=PersonId(work.new_id()), name=record.values["name"], on=on, recorded_at=work.now)
    membership = join_unit(
        id=MembershipId(work.new_id()),
        person=person.state,
        unit=unit,
        kind=capacity_of(record, FIRST_CAPACITIES),
        period=Period(start=on),
        recorded_at=work.now,
    )
    work.record([*person.events, *membership.events])
    return person.state, membership.state


async def take_memberships(
    work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress
) -> Tally:
    """Store the records of memberships: one is known by its person, unit, capacity and first day.

    Registrations come last, whatever the order of the rows: they need a Party membership.
    """
    if any(map(_registering, records)):
        await work.alone(TAG)  # whoever else changes a tally waits
    known = await _Known.of(records, ["unit"], ["person"])
    held = grouped(await people.load_memberships(person_id__in=sorted(known.people)), attrgetter("person"))
    stored: list[tuple[Membership | None, Membership]] = []
    for place, record in enumerate(sorted(records, key=_registering), start=1):
        person, unit = known.person(record, "person", faults), known.unit(record, "unit", faults)
        if person is not None and unit is not None:
            try:
                stored += _joined(work, record, person, unit, held.setdefault(person.id, []))
            except GovernanceError as refusal:
                faults.append(record.fault(refusal))
        progress(place)
    if not faults:
        registered = sorted({one.person for _, one in stored if one.kind is MembershipKind.REGISTRATION})
        async with tallied(work.connection, Touched(members=registered)):
            for before, after in stored:
                await people.store_membership(before, after, work.entry_id)
    return _tally("memberships", records, stored)


def _registering(record: Record) -> bool:
    return record.values["capacity"] == MembershipKind.REGISTRATION.value


def _joined(
    work: Work, record: Record, person: Person, unit: Unit, held: list[Membership]
) -> list[tuple[Membership | None, Membership]]:
    kind, period = capacity_of(record), Period(start=record.values["effective_on"], end=record.values["until"])
    for place, one in enumerate(held):
        runs = one.units.version_at(period.start)
        if one.kind is kind and runs is not None and runs.value == unit.id:
            if runs.period.start != period.start:
                raise FixedOnceMade(value=str(period.start), known=str(runs.period.start), path=("effective_on",))
            if period.end is None or runs.period.end == period.end:
                return []
            left = leave_unit(one, on=period.end, recorded_at=work.now)
            work.record(left.events)
            held[place] = left.state
            return [(one, left.state)]
    joined = join_unit(
        id=MembershipId(work.new_id()),
        person=person,
        unit=unit,
        kind=kind,
        period=period,
        recorded_at=work.now,
        others=tuple(held),
    )
    work.record(joined.events)
    held.append(joined.state)
    return [(None, joined.state)]


async def take_contacts(work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress) -> Tally:
    """Store the records of household contacts: one is known by its group and household."""
    known = await _Known.of(records, ["group", "household"], ["member"])
    running = grouped(await people.load_contacts(household_id__in=sorted(known.units)), attrgetter("household"))
    stored: list[tuple[HouseholdContact | None, HouseholdContact]] = []
    for place, record in enumerate(records, start=1):
        group, household = (known.unit(record, column, faults) for column in ("group", "household"))
        member = known.person(record, "member", faults) if record.values["member"] else None
        if group is not None and household is not None and (member is not None or not record.values["member"]):
            try:
                of_household = running.setdefault(household.id, [])
                stored += _contacted(work, record, group, household, member, of_household)
            except GovernanceError as refusal:
                faults.append(record.fault(refusal))
        progress(place)
    if not faults:
        for before, after in stored:
            await people.store_contact(before, after, work.entry_id)
    return _tally("household contacts", records, stored)


def _contacted(
    work: Work,
    record: Record,
    group: Unit,
    household: Unit,
    member: Person | None,
    of_household: list[HouseholdContact],
) -> list[tuple[HouseholdContact | None, HouseholdContact]]:
    period = Period(start=record.values["effective_on"], end=record.values["until"])
    before = next((one for one in of_household if one.group == group.id), None)
    runs = before.states.version_at(period.start) if before else None
    if before is not None and runs is not None and runs.value.member == (member.id if member else None):
        if runs.period.start != period.start:
            raise FixedOnceMade(value=str(period.start), known=str(runs.period.start), path=("effective_on",))
        if period.end is None or runs.period.end == period.end:
            return []
        outcome = end_household_contact(before, on=period.end, recorded_at=work.now)
    else:
        outcome = assign_household_contact(
            group=group,
            household=household,
            period=period,
            recorded_at=work.now,
            member=member.id if member else None,
            others=tuple(of_household),
        )
    work.record(outcome.events)
    of_household[:] = [one for one in of_household if one is not before] + [outcome.state]
    return [(before, outcome.state)]


def _tally(kind: str, records: Sequence[Record], stored: Sequence[tuple[Any, Any]]) -> Tally:
    added = sum(before is None for before, _ in stored)
    return Tally(kind=kind, added=added, changed=len(stored) - added, unchanged=len(records) - len(stored))


PEOPLE = ImportKind(name="people", pattern="people*.csv", columns=PERSON_COLUMNS, take=take_people)
MEMBERSHIPS = ImportKind(
    name="memberships", pattern="memberships*.csv", columns=MEMBERSHIP_COLUMNS, take=take_memberships
)
CONTACTS = ImportKind(name="household contacts", pattern="contacts*.csv", columns=CONTACT_COLUMNS, take=take_contacts)
