"""Loading what units have that become others, and storing where it has gone: a few statements whatever they have."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any

from tortoise import Model
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import F

from governance_core.organisation import Belongings, Membership, MembershipKind, Reorganisation, Unit, UnitKinds
from governance_core.values import Period
from graphql_api.organisation.tables import (
    AppointmentRow,
    AppointmentStateRow,
    HouseholdContactRow,
    MembershipRow,
    PersonRow,
    PostRow,
    PostStateRow,
    SuccessionRow,
    UnitRow,
    liaison,
    people,
    units,
)
from graphql_api.organisation.tables.rebasing import Rebase, rebase
from graphql_api.organisation.tables.tallied import Touched
from graphql_api.organisation.tables.tallies import tallied
from graphql_api.platform.dated import store_facts
from graphql_api.platform.sql import batches


async def take_holders(posts: Collection[str], since: date) -> list[str]:
    """The people who hold one of the posts on a day or later; they and the posts are taken first."""
    await take_all(PostRow, posts)
    held = AppointmentStateRow.filter(superseded_at=None, valid_to__gt=since, post_id__in=sorted(posts))
    holders = sorted({str(key) for key in await held.values_list("person_id", flat=True)})
    await take_all(PersonRow, holders)
    return holders


async def load_belongings(sources: Sequence[str], holders: Sequence[str], since: date) -> Belongings:
    """What units have on a day or later, as known now; with the appointments of those who hold their posts."""
    posts = await people.load_posts(unit_id__in=sources, valid_to__gt=since)
    lasting = {"superseded_at": None, "valid_to__gt": since}
    contacts = HouseholdContactRow.filter(**lasting, group_id__in=sources)
    households = sorted({str(key) for key in await contacts.values_list("household_id", flat=True)})
    return Belongings(
        dependants=await units.dependants_of(*sources, since=since),
        memberships=await _memberships(sources, since),
        contacts=tuple(
            [one for some in batches(households) for one in await people.load_contacts(household_id__in=some)]
        ),
        posts=posts,
        liaison_teams=tuple(await liaison.load_teams(village_id__in=sources)),
        appointments=tuple(
            [one for some in batches(holders) for one in await people.load_appointments(person_id__in=some)]
        ),
        people=tuple([one for some in batches(holders) for one in (await people.load_people(some)).values()]),
    )


async def _memberships(sources: Sequence[str], since: date) -> tuple[Membership, ...]:
    rows = MembershipRow.filter(superseded_at=None, valid_to__gt=since, unit_id__in=sources)
    keys = sorted({str(key) for key in await rows.values_list("membership_id", flat=True)})
    return tuple([one for some in batches(keys) for one in await people.load_memberships(membership_id__in=some)])


async def take_all(table: type[Model], keys: Collection[str]) -> None:
    """Take the next version of many rows, so that no other act on them is decided side by side."""
    for some in batches(sorted(keys)):
        await table.filter(id__in=some).update(version=F("version") + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganised:
    """A reorganisation that is to be stored.

    Attributes:
        kind: "merger" or "split".
        before: the units that are merged or split, as they were.
        after: what is so after it.
        heir: the unit that gets all dependants which are not named; None where every one is named, or stays.
        named: the units that get what is named, by its key.
        since: its day.
    """

    kind: str
    before: Sequence[Unit]
    after: Reorganisation
    heir: str | None
    named: Mapping[str, str]
    since: date


async def store(
    connection: BaseDBAsyncClient, done: Reorganised, *, kinds: UnitKinds, entry_id: str, now: datetime
) -> None:
    """Store a reorganisation, whose receiving units are stored already."""
    named: dict[str, list[str]] = {}
    for unit in done.after.dependants:
        if unit.id in done.named:
            named.setdefault(done.named[unit.id], []).append(unit.id)
    heirs: list[tuple[str, list[str] | None]] = [*named.items()]
    for heir, only in [*heirs, (done.heir, None)] if done.heir else heirs:
        await _inherit(connection, done, heir, only, entry_id=entry_id, now=now)
    by_key = {unit.id: unit for unit in done.before}
    for unit in done.after.ended:
        await units.store_unit(connection, before=by_key[unit.id], after=unit, kinds=kinds, entry_id=entry_id, now=now)
    await _store_people(connection, done, entry_id, now)
    await take_all(UnitRow, [unit.id for unit in done.after.dependants])
    await SuccessionRow.bulk_create(
        [
            SuccessionRow(
                predecessor_id=unit.id,
                successor_id=other.id,
                kind=done.kind,
                since=done.since,
                recorded_at=now,
                entry_id=entry_id,
            )
            for unit, other in product(done.before, done.after.receiving)
        ]
    )


async def _inherit(
    connection: BaseDBAsyncClient,
    done: Reorganised,
    heir: str,
    only: Sequence[str] | None,
    *,
    entry_id: str,
    now: datetime,
) -> None:
    """Everything that still stands below the units, or serves what does, is the heir's; or these `only`, with theirs.

    A few statements a unit, whatever it has.
    """
    places = await units.places_of([heir, *(unit.id for unit in done.before)])
    from_then = Period(start=done.since)
    for unit in done.before:
        for old, new in product(places[unit.id], places[heir]):
            shared = old.period.intersection(new.period)
            days = shared.intersection(from_then) if shared else None
            if days is not None:
                move = Rebase(unit=unit.id, heir=heir, only=only, old=old.path, new=new.path, period=days)
                await rebase(connection, move, entry_id=entry_id, now=now)


async def _store_people(connection: BaseDBAsyncClient, done: Reorganised, entry_id: str, now: datetime) -> None:
    shared: dict[str, Any] = {"since": done.since, "now": now, "entry_id": entry_id}
    after = done.after
    registered = sorted({one.person for one in after.memberships if one.kind is MembershipKind.REGISTRATION})
    async with tallied(connection, Touched(members=registered)):
        await store_facts(
            MembershipRow,
            "membership_id",
            [
                ({"membership_id": one.id, "person_id": one.person, "kind": one.kind.value}, one.units)
                for one in after.memberships
            ],
            columns=lambda unit: {"unit_id": unit},
            **shared,
        )
    await store_facts(
        HouseholdContactRow,
        "household_id",
        [({"group_id": one.group, "household_id": one.household}, one.states) for one in after.contacts],
        columns=lambda state: {"member_id": state.member},
        among={"group_id__in": sorted({one.group for one in after.contacts})},
        **shared,
    )
    await store_facts(
        PostStateRow,
        "post_id",
        [({"post_id": one.id, "unit_id": one.unit, "kind": one.kind}, one.states) for one in after.posts],
        columns=people.post_columns,
        **shared,
    )
    begun = [one.id for one in after.appointments if all(item.recorded_at == now for item in one.states)]
    await AppointmentRow.bulk_create([AppointmentRow(id=key) for key in begun])
    await store_facts(
        AppointmentStateRow,
        "appointment_id",
        [
            (
                {
                    "appointment_id": one.id,
                    "person_id": one.person,
                    "post_id": one.post,
                    "unit_id": one.unit,
                },
                one.states,
            )
            for one in after.appointments
        ],
        columns=people.appointment_columns,
        **shared,
    )
    await take_all(AppointmentRow, {one.id for one in after.appointments} - set(begun))
