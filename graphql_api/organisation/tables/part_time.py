"""Loading what part-time appointments are judged by: the cells, and the households for which people are named."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from governance_core.organisation import CELL, Cell, HouseholdContact, Households, PartTimeGround, Unit
from governance_core.values import PersonId, UnitId
from graphql_api.organisation.tables import people, units
from graphql_api.platform.sql import batches


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTimeGrounds:
    """What is known now of people's household contacts, and of the units whose posts they would hold.

    Attributes:
        holding: those units.
        contacts: the household contacts by the member that is named in them on some day.
        places: where the households stand.
    """

    holding: Mapping[UnitId, Unit]
    contacts: Mapping[PersonId, list[HouseholdContact]]
    places: Mapping[str, list[units.Place]]

    @classmethod
    async def of(cls, persons: Collection[str], holding: Collection[str]) -> "PartTimeGrounds":
        """Load them for people and for units with posts: a few statements, however many they are."""
        contacts: dict[PersonId, list[HouseholdContact]] = {}
        places: dict[str, list[units.Place]] = {}
        for some in batches(sorted(set(persons))):
            for contact in await people.load_contacts(member_id__in=some):
                places[contact.household] = []
                for member in {version.value.member for version in contact.states}:
                    if member is not None:
                        contacts.setdefault(member, []).append(contact)
        for households in batches(sorted(places)):
            places |= await units.places_of(households)
        return cls(holding=await units.load_units(holding), contacts=contacts, places=places)

    def on(self, person: PersonId, unit: UnitId, day: date) -> PartTimeGround:
        """What a person's appointment in a unit is judged by, from a day on."""
        holding = self.holding[unit]
        state = holding.state_at(day)
        cell = Cell(unit=unit, area=state.area) if state is not None and holding.kind == CELL else None
        return PartTimeGround(cell=cell, households=tuple(self._visited(person, day)))

    def _visited(self, person: PersonId, day: date) -> Iterator[Households]:
        for contact in self.contacts.get(person, ()):
            state = contact.states.at(day)
            if state is not None and state.member == person:
                for place in self.places[contact.household]:
                    if day in place.period:
                        above = tuple(UnitId(key) for key in place.path.split("/")[:-2])
                        yield Households(above=above, member=person)
