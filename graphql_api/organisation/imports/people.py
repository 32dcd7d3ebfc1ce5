"""Importing people with the unit they belong to, further memberships, and the contacts of households."""

from collections.abc import Sequence
from typing import Any

from governance_core.errors import GovernanceError, UnknownValue
from governance_core.organisation import (
    HouseholdContact,
    Membership,
    MembershipKind,
    Person,
    Unit,
    assign_household_contact,
    correct_person,
    end_household_contact,
    join_unit,
    leave_unit,
    register_person,
)
from governance_core.values import MembershipId, Period, PersonId, UnitId
from graphql_api.organisation.imports.keys import SourceKey, identities, key_of, named, unknown, without_twins
from graphql_api.organisation.tables import PersonRow, UnitRow, people, units
from graphql_api.platform.importing import Column, ColumnKind, ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work

IMPORTED = "导入"


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
    """Store the records of people: a new one is registered in their unit, a changed name is corrected from its day."""
    kept = without_twins(records, faults)
    known = await _Known.of(kept, ["unit"], [])
    known.person_ids = await identities(PersonRow, (key_of(record) for record in kept))
    known.people = await people.load_people(known.person_ids.values())
    fresh: list[tuple[Person, Membership, SourceKey]] = []
    changed: list[tuple[Person, Person]] = []
    for place, record in enumerate(kept, start=1):
        try:
            key = key_of(record)
            if key in known.person_ids:
                changed += _renamed(work, known.people[PersonId(known.person_ids[key])], record)
            elif (unit := known.unit(record, "unit", faults)) is not None:
                fresh.append((*_registered(work, record, unit), key))
        except GovernanceError as refusal:
            faults.append(record.fault(refusal))
        progress(place)
    if not faults:
        await people.add_people(work.connection, fresh, work.entry_id)
        for before, after in changed:
            await people.store_person(work.connection, before, after, work.entry_id)
    unchanged = len(kept) - len(fresh) - len(changed)
    return Tally(kind="people", added=len(fresh), changed=len(changed), unchanged=unchanged)


def _registered(work: Work, record: Record, unit: Unit) -> tuple[Person, Membership]:
    on = record.values["effective_on"]
    person = register_person(id=PersonId(work.new_id()), name=record.values["name"], on=on, recorded_at=work.now)
    membership = join_unit(
        id=MembershipId(work.new_id()),
        person=person.state,
        unit=unit,
        kind=_capacity(record),
        period=Period(start=on),
        recorded_at=work.now,
    )
    work.record([*person.events, *membership.events])
    return person.state, membership.state


def _renamed(work: Work, person: Person, record: Record) -> list[tuple[Person, Person]]:
    if person.names.timeline()[-1].value == record.values["name"]:
        return []
    outcome = correct_person(
        person,
        name=record.values["name"],
        period=Period(start=record.values["effective_on"]),
        reason=IMPORTED,
        recorded_at=work.now,
    )
    work.record(outcome.events)
    return [(person, outcome.state)]


def _capacity(record: Record) -> MembershipKind:
    given = record.values["capacity"]
    if given not in tuple(MembershipKind):
        raise UnknownValue(value=given, known=tuple(MembershipKind), path=("capacity",))
    return MembershipKind(given)


async def take_memberships(
    work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress
) -> Tally:
    """Store the records of memberships: one is known by its person, unit, capacity and first day."""
    known = await _Known.of(records, ["unit"], ["person"])
    held = list(await people.load_memberships(person_id__in=sorted(known.people)))
    stored: list[tuple[Membership | None, Membership]] = []
    for place, record in enumerate(records, start=1):
        person, unit = known.person(record, "person", faults), known.unit(record, "unit", faults)
        if person is not None and unit is not None:
            try:
                stored += _joined(work, record, person, unit, held)
            except GovernanceError as refusal:
                faults.append(record.fault(refusal))
        progress(place)
    if not faults:
        for before, after in stored:
            await people.store_membership(before, after, work.entry_id)
    return _tally("memberships", records, stored)


def _joined(
    work: Work, record: Record, person: Person, unit: Unit, held: list[Membership]
) -> list[tuple[Membership | None, Membership]]:
    kind, period = _capacity(record), Period(start=record.values["effective_on"], end=record.values["until"])
    for place, one in enumerate(held):
        runs = one.units.version_at(period.start)
        if one.person == person.id and one.kind is kind and runs is not None and runs.value == unit.id:
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
        others=[one for one in held if one.person == person.id],
    )
    work.record(joined.events)
    held.append(joined.state)
    return [(None, joined.state)]


async def take_contacts(work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress) -> Tally:
    """Store the records of household contacts: one is known by its group and household."""
    known = await _Known.of(records, ["group", "household"], ["member"])
    running = list(await people.load_contacts(household_id__in=sorted(known.units)))
    stored: list[tuple[HouseholdContact | None, HouseholdContact]] = []
    for place, record in enumerate(records, start=1):
        group, household = (known.unit(record, column, faults) for column in ("group", "household"))
        member = known.person(record, "member", faults) if record.values["member"] else None
        if group is not None and household is not None and (member is not None or not record.values["member"]):
            try:
                stored += _contacted(work, record, group, household, member, running)
            except GovernanceError as refusal:
                faults.append(record.fault(refusal))
        progress(place)
    if not faults:
        for before, after in stored:
            await people.store_contact(before, after, work.entry_id)
    return _tally("household contacts", records, stored)


def _contacted(
    work: Work, record: Record, group: Unit, household: Unit, member: Person | None, running: list[HouseholdContact]
) -> list[tuple[HouseholdContact | None, HouseholdContact]]:
    period = Period(start=record.values["effective_on"], end=record.values["until"])
    of_household = [one for one in running if one.household == household.id]
    before = next((one for one in of_household if one.group == group.id), None)
    runs = before.states.version_at(period.start) if before else None
    if before is not None and runs is not None and runs.value.member == (member.id if member else None):
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
            others=of_household,
        )
    work.record(outcome.events)
    running[:] = [one for one in running if one is not before] + [outcome.state]
    return [(before, outcome.state)]


def _tally(kind: str, records: Sequence[Record], stored: Sequence[tuple[Any, Any]]) -> Tally:
    added = sum(before is None for before, _ in stored)
    return Tally(kind=kind, added=added, changed=len(stored) - added, unchanged=len(records) - len(stored))


_EFFECTIVE = Column(name="effective_on", kind=ColumnKind.DAY, required=True)
_UNTIL = Column(name="until", kind=ColumnKind.DAY)
_SOURCE = Column(name="source", required=True)

PEOPLE = ImportKind(
    name="people",
    pattern="people*.csv",
    columns=(
        _SOURCE,
        Column(name="key", required=True),
        _EFFECTIVE,
        Column(name="name", required=True),
        Column(name="unit", required=True),
        Column(name="capacity", required=True),
    ),
    take=take_people,
)
MEMBERSHIPS = ImportKind(
    name="memberships",
    pattern="memberships*.csv",
    columns=(
        _SOURCE,
        _EFFECTIVE,
        Column(name="person", required=True),
        Column(name="unit", required=True),
        Column(name="capacity", required=True),
        _UNTIL,
    ),
    take=take_memberships,
)
CONTACTS = ImportKind(
    name="household contacts",
    pattern="contacts*.csv",
    columns=(
        _SOURCE,
        _EFFECTIVE,
        Column(name="group", required=True),
        Column(name="household", required=True),
        Column(name="member"),
        _UNTIL,
    ),
    take=take_contacts,
)
