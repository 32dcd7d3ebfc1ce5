"""What the row of a person who is known changes: their name, or the unit they belong to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from governance_core.errors import UnknownValue
from governance_core.organisation import (
    Membership,
    MembershipKind,
    Person,
    Unit,
    correct_person,
    join_unit,
    leave_unit,
)
from governance_core.values import MembershipId, Period
from graphql_api.organisation.tables import PersonRow, people
from graphql_api.platform.cells import trimmed
from graphql_api.platform.errors import NeedsLaterDay
from graphql_api.platform.importing import Record
from graphql_api.platform.work import Work, next_version

IMPORTED = "导入"
FIRST_CAPACITIES = (MembershipKind.PARTY, MembershipKind.RESIDENCE)
"""In which capacities a person's own row says that they belong to a unit; a registration is a further membership."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """What is to be stored of one person.

    Attributes:
        before: the person as they were known.
        after: the person as they are known now.
        memberships: what they belonged to, and belong to now; None before where it is new.
    """

    before: Person
    after: Person
    memberships: tuple[tuple[Membership | None, Membership], ...]

    async def store(self, work: Work) -> None:
        """Store it."""
        await next_version(PersonRow, self.before.id, kind="person")
        if self.after is not self.before:
            await people.store_person(work.connection, self.before, self.after, work.entry_id)
        for before, after in self.memberships:
            await people.store_membership(before, after, work.entry_id)


def changed_person(
    work: Work, record: Record, person: Person, unit: Unit | None, held: Sequence[Membership]
) -> PersonChange | None:
    """What a row changes of a person; None where it says what is known.

    Raises:
        NeedsLaterDay: the unit changes, and not from a later day on.
    """
    after = _named(work, record, person)
    moved = () if unit is None else _moved(work, record, person, unit, held)
    return None if after is person and not moved else PersonChange(before=person, after=after, memberships=moved)


def _named(work: Work, record: Record, person: Person) -> Person:
    on, name = record.values["effective_on"], record.values["name"]
    known = person.names.at(on) or person.names.timeline()[-1].value
    if trimmed(known) == name:
        return person
    outcome = correct_person(person, name=name, period=Period(start=on), reason=IMPORTED, recorded_at=work.now)
    work.record(outcome.events)
    return outcome.state


def _moved(
    work: Work, record: Record, person: Person, unit: Unit, held: Sequence[Membership]
) -> tuple[tuple[Membership | None, Membership], ...]:
    on, kind = record.values["effective_on"], capacity_of(record, FIRST_CAPACITIES)
    running = next(((one, found) for one in held if one.kind is kind and (found := one.units.version_at(on))), None)
    if running is not None and running[1].value == unit.id:
        return ()
    begun = [version.period.start for one in (person.names, *(one.units for one in held)) for version in one.timeline()]
    since = max((day for day in begun if day <= on), default=on)
    if on <= since:
        raise NeedsLaterDay(given=on, since=since, path=("effective_on",))
    stored: list[tuple[Membership | None, Membership]] = []
    if running is not None:
        left = leave_unit(running[0], on=on, recorded_at=work.now)
        work.record(left.events)
        stored.append((running[0], left.state))
    others = [left.state if running and one is running[0] else one for one in held]
    joined = join_unit(
        id=MembershipId(work.new_id()),
        person=person,
        unit=unit,
        kind=kind,
        period=Period(start=on),
        recorded_at=work.now,
        others=others,
    )
    work.record(joined.events)
    return (*stored, (None, joined.state))


def capacity_of(record: Record, known: Collection[MembershipKind] = tuple(MembershipKind)) -> MembershipKind:
    """In which capacity a row says that a person belongs to a unit.

    Raises:
        UnknownValue: in none that there is.
    """
    given = record.values["capacity"]
    if given not in known:
        raise UnknownValue(value=str(given or ""), known=tuple(known), path=("capacity",))
    return MembershipKind(given)
