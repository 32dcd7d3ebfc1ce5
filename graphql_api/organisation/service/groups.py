"""The acts on group sets, and on units in their groups."""

from collections.abc import Callable, Sequence
from datetime import date

from governance_core.errors import Duplicate, GovernanceError, NotFound, PlacementsRefused
from governance_core.events import Outcome
from governance_core.organisation import (
    STANDARD_KINDS,
    GroupEntry,
    GroupSet,
    Placement,
    Unit,
    add_group,
    define_group_set,
    leave_groups,
    place_units,
    relabel_group,
    relabel_group_set,
    retire_group,
    take_units_out,
)
from governance_core.values import GroupId, GroupSetId, Period, Text, UnitId
from graphql_api.organisation.queries import require_group_set, require_set_of, visible_units
from graphql_api.organisation.tables import GroupSetRow, groups
from graphql_api.organisation.tables.units import load_units
from graphql_api.platform.work import Begin, Work, next_version

Placing = Callable[[GroupSet, Sequence[Unit], Sequence[Placement]], Outcome[tuple[Placement, ...]]]


async def define_set(
    begin: Begin,
    *,
    code: str,
    label: Text,
    unit_kinds: Sequence[str],
    exclusive: bool,
    on: date,
    entries: Sequence[tuple[str, Text]],
) -> GroupSetId:
    """Units are sorted by one more dimension; its groups are given by code and label, in order."""
    async with begin("organisation.define_group_set", subject=code, label=label, on=on) as work:
        await alone_on_groups(work)
        if await GroupSetRow.filter(code=code).exists():
            raise Duplicate(value=code[:80], path=("code",))
        outcome = define_group_set(
            id=GroupSetId(work.new_id()),
            code=code,
            label=label,
            unit_kinds=unit_kinds,
            exclusive=exclusive,
            on=on,
            recorded_at=work.now,
            kinds=STANDARD_KINDS,
            groups=[GroupEntry(id=GroupId(work.new_id()), code=one, label=called) for one, called in entries],
        )
        return await _store(work, None, outcome)


async def add_to_set(
    begin: Begin, *, group_set: str, code: str, label: Text, on: date, expected: int | None = None
) -> GroupId:
    """A set has one more group."""
    async with begin("organisation.add_group", subject=group_set, code=code, label=label, on=on) as work:
        before = await _set(work, group_set)
        await next_version(GroupSetRow, before.id, kind="group set", expected=expected)
        entry = GroupEntry(id=GroupId(work.new_id()), code=code, label=label)
        await _store(work, before, add_group(before, entry=entry, on=on, recorded_at=work.now))
        return entry.id


async def relabel_set(
    begin: Begin, *, group_set: str, label: Text, on: date, expected: int | None = None
) -> GroupSetId:
    """A set is called something else."""
    async with begin("organisation.relabel_group_set", subject=group_set, label=label, on=on) as work:
        before = await _set(work, group_set)
        await next_version(GroupSetRow, before.id, kind="group set", expected=expected)
        return await _store(work, before, relabel_group_set(before, label=label, on=on, recorded_at=work.now))


async def relabel_unit_group(
    begin: Begin, *, group: str, label: Text, on: date, expected: int | None = None
) -> GroupId:
    """A group is called something else."""
    async with begin("organisation.relabel_group", subject=group, label=label, on=on) as work:
        before = await _set_of(work, group)
        await next_version(GroupSetRow, before.id, kind="group set", expected=expected)
        outcome = relabel_group(before, group=GroupId(group), label=label, on=on, recorded_at=work.now)
        await _store(work, before, outcome)
        return GroupId(group)


async def retire_unit_group(begin: Begin, *, group: str, on: date, expected: int | None = None) -> GroupId:
    """A group takes no unit any more."""
    async with begin("organisation.retire_group", subject=group, on=on) as work:
        before = await _set_of(work, group)
        await next_version(GroupSetRow, before.id, kind="group set", expected=expected)
        outcome = retire_group(
            before,
            group=GroupId(group),
            on=on,
            recorded_at=work.now,
            placements=await groups.load_placements(group_id=group),
        )
        await _store(work, before, outcome)
        return GroupId(group)


async def place(begin: Begin, *, group: str, units: Sequence[str], period: Period, moving: bool = False) -> GroupId:
    """Units come to be in a group, all of them or none."""
    async with begin("organisation.place_units", subject=group, units=units, period=period, moving=moving) as work:

        def act(group_set: GroupSet, of: Sequence[Unit], known: Sequence[Placement]) -> Outcome[tuple[Placement, ...]]:
            return place_units(
                group_set,
                group=GroupId(group),
                units=of,
                period=period,
                recorded_at=work.now,
                placements=known,
                moving=moving,
            )

        return await _changed(work, group, units, period.start, act)


async def take_out(begin: Begin, *, group: str, units: Sequence[str], on: date) -> GroupId:
    """Units are not in a group any more, all of them or none."""
    async with begin("organisation.take_units_out", subject=group, units=units, on=on) as work:

        def act(group_set: GroupSet, of: Sequence[Unit], known: Sequence[Placement]) -> Outcome[tuple[Placement, ...]]:
            return take_units_out(
                group_set, group=GroupId(group), units=of, on=on, recorded_at=work.now, placements=known
            )

        return await _changed(work, group, units, on, act)


async def leave_all_groups(work: Work, unit: str, on: date) -> None:
    """A unit that ceases to exist is in no group any more."""
    known = await groups.load_placements(unit_id=unit)
    await store_changes(work, known, leave_groups(known, on=on, recorded_at=work.now))


async def alone_on_groups(work: Work) -> None:
    """Wait until no other act on groups is under way: a set is small, and acts on it are rare."""
    await work.alone("organisation groups")


async def store_changes(work: Work, known: Sequence[Placement], outcome: Outcome[tuple[Placement, ...]]) -> None:
    """Store the placements that an act has changed."""
    await groups.store_placements(known, outcome.state, work.entry_id)
    work.record(outcome.events)


async def _changed(work: Work, group: str, units: Sequence[str], on: date, act: Placing) -> GroupId:
    group_set = await _set_of(work, group)
    found = await _units(work, units, on)
    known = await groups.load_placements(unit_id__in=units, group_set_id=group_set.id)
    await store_changes(work, known, act(group_set, found, known))
    return GroupId(group)


async def _units(work: Work, keys: Sequence[str], on: date) -> list[Unit]:
    """The units in order; those that the caller does not see look absent."""
    seen = await visible_units(work, keys, on)
    missing: list[GovernanceError] = [
        NotFound(kind="unit", key=key, path=("units", str(place))) for place, key in enumerate(keys) if key not in seen
    ]
    if len(missing) == 1:
        raise missing[0]
    if missing:
        raise PlacementsRefused(refusals=tuple(missing), path=("units",))
    found = await load_units(keys)
    return [found[UnitId(key)] for key in keys]


async def _set(work: Work, key: str) -> GroupSet:
    await alone_on_groups(work)
    return await require_group_set(key, path=("group_set",))


async def _set_of(work: Work, group: str) -> GroupSet:
    await alone_on_groups(work)
    return await require_set_of(group, path=("group",))


async def _store(work: Work, before: GroupSet | None, outcome: Outcome[GroupSet]) -> GroupSetId:
    await groups.store_group_set(before, outcome.state, work.entry_id)
    work.record(outcome.events)
    return outcome.state.id
