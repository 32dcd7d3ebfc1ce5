"""The root fields of the organisation, and what it adds to the viewer."""

from typing import Any

import strawberry

from governance_core.errors import Malformed
from graphql_api.organisation import queries
from graphql_api.organisation.schema.filters import AppointmentFilter, PersonFilter, UnitFilter, VacancyFilter
from graphql_api.organisation.schema.types import Appointment, Person, Post, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, listed, wanted_names
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.reading.readings import READ, Finds

LONGEST_NAME = 200


@strawberry.input(one_of=True, description="How to name a unit: by one of these. 单位定位")
class UnitBy:
    """A unit by id, code or name."""

    id: strawberry.Maybe[strawberry.ID] = strawberry.field(description="Its id.")
    code: strawberry.Maybe[str] = strawberry.field(description="An official code of any scheme.")
    name: strawberry.Maybe[str] = strawberry.field(
        description="Its Chinese or English name or an alias, exactly; the town's 鹤峰 is found as Hefeng and Heifeng."
    )


@strawberry.input(one_of=True, description="How to name a person: by one of these. 人员定位")
class PersonBy:
    """A person by id."""

    id: strawberry.Maybe[strawberry.ID] = strawberry.field(description="The person's id.")
    appointment: strawberry.Maybe[strawberry.ID] = strawberry.field(description="An appointment the person holds.")


@strawberry.type
class OrganisationQuery:
    """Root fields of the organisation."""

    units: Connection[Unit] = listed("Unit", filter=UnitFilter, timed=True, description="Units. 单位列表")
    people: Connection[Person] = listed("Person", filter=PersonFilter, timed=True, description="People. 人员列表")
    appointments: Connection[Appointment] = listed(
        "Appointment", filter=AppointmentFilter, timed=True, description="Appointments. 任职列表"
    )

    vacancies: Connection[Post] = listed(
        "Post",
        filter=VacancyFilter,
        timed=True,
        only=lambda _: {"vacant": True},
        description="The posts that fewer people hold than they have seats. 空缺职位",
    )

    @strawberry.field(
        description="One unit, or null where there is none that the caller may see. 单位",
        metadata={READ: Finds(type_name="Unit", chosen=lambda given: _unit_by(given["by"]))},
    )
    async def unit(self, info: Info, by: UnitBy, as_of: AsOf = None, known_at: KnownAt = None) -> Unit | None:
        """One unit."""
        moment = asked_moment(info, as_of, known_at)
        reader = info.context.reader
        if by.id is not None:
            key = key_of(by.id.value, "Unit", path=("by", "id"))
        else:
            found = await queries.unit_key(reader, moment, code=_given(by.code), name=_given(by.name))
            if found is None:
                return None
            key = found
        unit: Unit | None = await reader.get("Unit", key, moment, wanted=wanted_names(info))
        return unit

    @strawberry.field(
        description="One person, or null where there is none that the caller may see. 人员",
        metadata={READ: Finds(type_name="Person", chosen=lambda given: _person_by(given["by"]))},
    )
    async def person(self, info: Info, by: PersonBy, as_of: AsOf = None, known_at: KnownAt = None) -> Person | None:
        """One person."""
        moment = asked_moment(info, as_of, known_at)
        reader = info.context.reader
        if by.appointment is not None:
            held = await reader.get("Appointment", key_of(by.appointment.value, "Appointment", path=("by",)), moment)
            key = held.person_id if held else ""
        else:
            key = key_of(by.id.value if by.id else "", "Person", path=("by", "id"))
        person: Person | None = await reader.get("Person", key, moment, wanted=wanted_names(info))
        return person


def _unit_by(by: UnitBy) -> tuple[str | None, Any]:
    if by.id is not None:
        return None, key_of(by.id.value, "Unit", path=("by", "id"))
    return ("code", _given(by.code)) if by.code is not None else ("named", _given(by.name))


def _person_by(by: PersonBy) -> tuple[str | None, Any]:
    if by.appointment is not None:
        return "appointment", key_of(by.appointment.value, "Appointment", path=("by",))
    return None, key_of(by.id.value if by.id else "", "Person", path=("by", "id"))


def _given(value: Any) -> str | None:
    if value is None:
        return None
    text = str(value.value).strip()
    if not text or len(text) > LONGEST_NAME:
        raise Malformed(value=text[:80], expected="1 to 200 characters", path=("by",))
    return text


@strawberry.type
class ViewerInTown:
    """What the organisation adds to the viewer."""

    @strawberry.field(description="The unit whose subtree the caller sees. 管辖范围")
    async def scope(self, info: Info) -> Unit | None:
        """The scope's unit."""
        key = info.context.principal.scope_id
        unit: Unit | None = await info.context.reader.get("Unit", key or "", wanted=wanted_names(info))
        return unit

    @strawberry.field(description="The person behind the access token, where there is one. 本人")
    async def person(self, info: Info) -> Person | None:
        """The person."""
        key = info.context.principal.person_id
        if key is None:
            return None
        person: Person | None = await info.context.reader.get("Person", key, wanted=wanted_names(info))
        return person
