"""People in an export, with the unit that each belongs to first; further memberships; the contacts of households.

Where a Party member is registered stands among the further memberships: nobody becomes known by registering.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from tortoise.expressions import Q

from governance_core.organisation import MembershipKind
from graphql_api.organisation.exports.keys import Named, in_batches, named, units_within, until
from graphql_api.organisation.tables import (
    AppointmentStateRow,
    HouseholdContactRow,
    MembershipRow,
    PersonRow,
    PersonStateRow,
    UnitRow,
)
from graphql_api.platform.dated import so_on
from graphql_api.platform.exporting import ExportedRow, Extent


async def person_rows(extent: Extent) -> AsyncIterator[ExportedRow]:
    """The people of the day, each with the membership that is named beside them."""
    async for batch in _people(extent):
        belong = await _memberships([row["person_id"] for row in batch], extent)
        people = await named(PersonRow, [row["person_id"] for row in batch])
        units = await named(UnitRow, [first["unit_id"] for one in belong.values() if (first := _first(one))])
        for row in batch:
            person = people[row["person_id"]]
            first = _first(belong.get(person.id, ()))
            yield {
                "source": person.source,
                "key": person.key,
                "effective_on": max(one["valid_from"] for one in (row, first) if one),
                "name": row["name"],
                "unit": units[first["unit_id"]].seen_from(person.source) if first else None,
                "capacity": first["kind"] if first else None,
            }


async def membership_rows(extent: Extent) -> AsyncIterator[ExportedRow]:
    """The memberships of the day, person by person; without an end only those that their person's row does not name."""
    async for batch in _people(extent):
        belong = await _memberships([row["person_id"] for row in batch], extent)
        people = await named(PersonRow, belong)
        units = await named(UnitRow, [row["unit_id"] for rows in belong.values() for row in rows])
        for row in batch:
            held = belong.get(row["person_id"], [])
            first = _first(held)
            told = held if first and until(first) else [one for one in held if one is not first]
            for one in told:
                yield _membership(one, people[row["person_id"]], units)


def _first(memberships: Sequence[Any]) -> Any:
    """The membership that a person's row names; None where there is none but a registration."""
    return next((one for one in memberships if one["kind"] != MembershipKind.REGISTRATION.value), None)


def _membership(row: Any, person: Named, units: dict[str, Named]) -> ExportedRow:
    return {
        "source": person.source,
        "effective_on": row["valid_from"],
        "person": person.seen_from(person.source),
        "unit": units[row["unit_id"]].seen_from(person.source),
        "capacity": row["kind"],
        "until": until(row),
    }


async def contact_rows(extent: Extent) -> AsyncIterator[ExportedRow]:
    """The household contacts of the day."""
    async for batch in in_batches(HouseholdContactRow, "household_id", extent.as_of):
        kept = await units_within(extent, [row["household_id"] for row in batch])
        units = await named(UnitRow, [key for row in batch for key in (row["group_id"], row["household_id"])])
        people = await named(PersonRow, [row["member_id"] for row in batch])
        for row in batch:
            household = units[row["household_id"]]
            if household.id in kept:
                yield {
                    "source": household.source,
                    "effective_on": row["valid_from"],
                    "group": units[row["group_id"]].seen_from(household.source),
                    "household": household.seen_from(household.source),
                    "member": people[row["member_id"]].seen_from(household.source) if row["member_id"] else None,
                    "until": until(row),
                }


async def _people(extent: Extent) -> AsyncIterator[list[Any]]:
    """The people who are exported: of a subtree those who belong to a unit of it, or hold a post there."""
    async for batch in in_batches(PersonStateRow, "person_id", extent.as_of):
        if extent.path is None:
            yield batch
            continue
        so = so_on(extent.as_of) & Q(person_id__in=[row["person_id"] for row in batch])
        places = [
            *(await MembershipRow.filter(so).values_list("person_id", "unit_id")),
            *(await AppointmentStateRow.filter(so).values_list("person_id", "unit_id")),
        ]
        kept = await units_within(extent, [str(unit) for _, unit in places])
        wanted = {person for person, unit in places if unit in kept}
        yield [row for row in batch if row["person_id"] in wanted]


async def _memberships(people: Sequence[str], extent: Extent) -> dict[str, list[Any]]:
    """The memberships of the day of each person, the one that was made first before the others."""
    rows = MembershipRow.filter(so_on(extent.as_of), person_id__in=people)
    found: dict[str, list[Any]] = {}
    for row in await rows.order_by("person_id", "membership_id").values():
        found.setdefault(row["person_id"], []).append(row)
    return found
