"""Loading people, posts, appointments and contacts for a decision, and storing what was decided."""

from collections.abc import Iterable, Sequence
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

from governance_core.history import History
from governance_core.organisation import (
    Appointment,
    AppointmentBasis,
    AppointmentState,
    ContactState,
    HouseholdContact,
    Membership,
    MembershipKind,
    Person,
    Post,
    PostState,
)
from governance_core.values import AppointmentId, MembershipId, PersonId, PostId, Text, UnitId
from graphql_api.organisation.tables import (
    SEARCH_PEOPLE,
    AppointmentRow,
    AppointmentStateRow,
    HouseholdContactRow,
    MembershipRow,
    PersonRow,
    PersonStateRow,
    PostRow,
    PostStateRow,
)
from graphql_api.organisation.tables.rows import IdentityRow
from graphql_api.platform.bulk import create_rows
from graphql_api.platform.dated import history_of, store_history, version_columns
from graphql_api.platform.search import index

SourceKey = tuple[str | None, str | None]
"""The source a thing was imported from, and its key there; None where it was made here."""


def _grouped(rows: Iterable[Any], column: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found


async def load_people(keys: Iterable[str]) -> dict[PersonId, Person]:
    """The people with these keys as known now; who does not exist is left out."""
    rows = await PersonStateRow.filter(person_id__in=sorted(set(keys)), superseded_at=None)
    return {
        PersonId(key): Person(id=PersonId(key), names=history_of(found, lambda row: str(row.name)))
        for key, found in _grouped(rows, "person_id").items()
    }


async def store_person(connection: BaseDBAsyncClient, before: Person | None, after: Person, entry_id: str) -> None:
    """Store a person after an act, and make them findable by every name they have or had."""
    await store_history(
        PersonStateRow,
        key={"person_id": after.id},
        before=before.names if before else History(),
        after=after.names,
        entry_id=entry_id,
        columns=lambda name: {"name": name},
    )
    await index(connection, SEARCH_PEOPLE, [(after.id, [version.value for version in after.names])])


def _membership(rows: list[Any]) -> Membership:
    first = rows[0]
    return Membership(
        id=MembershipId(first.membership_id),
        person=PersonId(first.person_id),
        kind=MembershipKind(first.kind),
        units=history_of(rows, lambda row: UnitId(row.unit_id)),
    )


async def load_memberships(**where: Any) -> tuple[Membership, ...]:
    """The memberships that fulfil conditions on their rows, as known now."""
    rows = await MembershipRow.filter(**where, superseded_at=None)
    return tuple(_membership(found) for found in _grouped(rows, "membership_id").values())


async def store_membership(before: Membership | None, after: Membership, entry_id: str) -> None:
    """Store a membership after an act."""
    await store_history(
        MembershipRow,
        key={"membership_id": after.id, "person_id": after.person, "kind": after.kind.value},
        before=before.units if before else History(),
        after=after.units,
        entry_id=entry_id,
        columns=lambda unit: {"unit_id": unit},
    )


def _post_state(row: PostStateRow) -> PostState:
    return PostState(title=Text(zh=row.title_zh, en=row.title_en), seats=row.seats)


async def load_posts(**where: Any) -> tuple[Post, ...]:
    """The posts that fulfil conditions on their rows, as known now."""
    return posts_of(await PostStateRow.filter(**where, superseded_at=None))


def posts_of(rows: Iterable[Any]) -> tuple[Post, ...]:
    """The posts that rows stand for."""
    return tuple(
        Post(id=PostId(key), unit=UnitId(found[0].unit_id), kind=found[0].kind, states=history_of(found, _post_state))
        for key, found in _grouped(rows, "post_id").items()
    )


async def store_post(before: Post | None, after: Post, entry_id: str) -> None:
    """Store a post after an act."""
    await store_history(
        PostStateRow,
        key={"post_id": after.id, "unit_id": after.unit, "kind": after.kind},
        before=before.states if before else History(),
        after=after.states,
        entry_id=entry_id,
        columns=post_columns,
    )


def _appointment_state(row: AppointmentStateRow) -> AppointmentState:
    home = AppointmentId(row.home_id) if row.home_id else None
    return AppointmentState(basis=AppointmentBasis(row.basis), home=home)


async def load_appointments(**where: Any) -> tuple[Appointment, ...]:
    """The appointments that fulfil conditions on their rows, as known now."""
    return appointments_of(await AppointmentStateRow.filter(**where, superseded_at=None))


def appointments_of(rows: Iterable[Any]) -> tuple[Appointment, ...]:
    """The appointments that rows stand for."""
    return tuple(
        Appointment(
            id=AppointmentId(key),
            person=PersonId(found[0].person_id),
            post=PostId(found[0].post_id),
            unit=UnitId(found[0].unit_id),
            states=history_of(found, _appointment_state),
        )
        for key, found in _grouped(rows, "appointment_id").items()
    )


async def store_appointment(before: Appointment | None, after: Appointment, entry_id: str) -> None:
    """Store an appointment after an act."""
    await store_history(
        AppointmentStateRow,
        key={
            "appointment_id": after.id,
            "person_id": after.person,
            "post_id": after.post,
            "unit_id": after.unit,
        },
        before=before.states if before else History(),
        after=after.states,
        entry_id=entry_id,
        columns=appointment_columns,
    )


def _contact_state(row: HouseholdContactRow) -> ContactState:
    return ContactState(member=PersonId(row.member_id) if row.member_id else None)


async def load_contacts(**where: Any) -> tuple[HouseholdContact, ...]:
    """The household contacts that fulfil conditions on their rows, as known now."""
    rows = await HouseholdContactRow.filter(**where, superseded_at=None)
    return tuple(
        HouseholdContact(group=UnitId(group), household=UnitId(household), states=history_of(found, _contact_state))
        for household, of_household in _grouped(rows, "household_id").items()
        for group, found in _grouped(of_household, "group_id").items()
    )


async def store_contact(before: HouseholdContact | None, after: HouseholdContact, entry_id: str) -> None:
    """Store a household contact after an act."""
    await store_history(
        HouseholdContactRow,
        key={"group_id": after.group, "household_id": after.household},
        before=before.states if before else History(),
        after=after.states,
        entry_id=entry_id,
        columns=lambda state: {"member_id": state.member},
    )


async def add_people(
    connection: BaseDBAsyncClient, fresh: Sequence[tuple[Person, Membership, tuple[str, str]]], entry_id: str
) -> None:
    """Store new people with their first membership and the keys they have in their source, a few statements in all."""
    await _add(PersonRow, [(person.id, key) for person, _, key in fresh])
    names = [
        PersonStateRow(person_id=person.id, name=item.value, entry_id=entry_id, **version_columns(item))
        for person, _, _ in fresh
        for item in person.names
    ]
    joined = [
        MembershipRow(
            membership_id=one.id,
            person_id=one.person,
            kind=one.kind.value,
            unit_id=item.value,
            entry_id=entry_id,
            **version_columns(item),
        )
        for _, one, _ in fresh
        for item in one.units
    ]
    await create_rows(names)
    await create_rows(joined)
    await index(
        connection, SEARCH_PEOPLE, [(person.id, [item.value for item in person.names]) for person, _, _ in fresh]
    )


async def add_posts(fresh: Sequence[tuple[Post, SourceKey]], entry_id: str) -> None:
    """Store new posts with the keys they have in their source."""
    await _add(PostRow, [(post.id, key) for post, key in fresh])
    rows = [
        PostStateRow(
            post_id=post.id,
            unit_id=post.unit,
            kind=post.kind,
            entry_id=entry_id,
            **post_columns(item.value),
            **version_columns(item),
        )
        for post, _ in fresh
        for item in post.states
    ]
    await create_rows(rows)


async def add_appointments(fresh: Sequence[tuple[Appointment, SourceKey]], entry_id: str) -> None:
    """Store new appointments with the keys they have in their source."""
    await _add(AppointmentRow, [(one.id, key) for one, key in fresh])
    rows = [
        AppointmentStateRow(
            appointment_id=one.id,
            person_id=one.person,
            post_id=one.post,
            unit_id=one.unit,
            entry_id=entry_id,
            **appointment_columns(item.value),
            **version_columns(item),
        )
        for one, _ in fresh
        for item in one.states
    ]
    await create_rows(rows)


async def _add(table: type[IdentityRow], keys: Sequence[tuple[str, SourceKey]]) -> None:
    rows = [table(id=id_, source=source, source_key=key) for id_, (source, key) in keys]
    await create_rows(rows)


def post_columns(state: PostState) -> dict[str, Any]:
    """The columns of a post's state."""
    return {"title_zh": state.title.zh, "title_en": state.title.en, "seats": state.seats}


def appointment_columns(state: AppointmentState) -> dict[str, Any]:
    """The columns of an appointment's state."""
    return {"basis": state.basis.value, "home_id": state.home}
