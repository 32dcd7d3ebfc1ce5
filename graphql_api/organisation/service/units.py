"""The acts on units."""

from collections.abc import Sequence
from datetime import date

from governance_core.errors import Blank
from governance_core.events import Outcome
from governance_core.organisation import (
    STANDARD_KINDS,
    Line,
    OfficialCode,
    Unit,
    add_alias,
    assign_area,
    assign_code,
    correct,
    dissolve,
    establish,
    move,
    remove_alias,
    rename,
    withdraw_code,
)
from governance_core.values import Period, Text, UnitId
from graphql_api.organisation.queries import TAG, require_unit
from graphql_api.organisation.service.groups import leave_all_groups
from graphql_api.organisation.service.visible import unit_or_none, visible_unit
from graphql_api.organisation.tables import UnitRow, liaison, people, units
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.work import Begin, Work, next_version


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
        above = await unit_or_none(work, parent, on, ("parent",))
        served = await unit_or_none(work, area, on, ("area",))
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
        served = await visible_unit(work, area, on, ("area",))
        outcome = assign_area(before, area=served, on=on, recorded_at=work.now, kinds=STANDARD_KINDS)
        return await _store(work, before, outcome)


async def dissolve_unit(begin: Begin, *, unit: str, on: date, expected: int | None = None) -> UnitId:
    """A unit ceases to exist."""
    async with begin("organisation.dissolve_unit", subject=unit, on=on) as work:
        before = await _taken(work, unit, None, expected)
        outcome = dissolve(
            before,
            on=on,
            recorded_at=work.now,
            dependants=await units.dependants_of(unit, since=on),
            posts=await people.load_posts(unit_id=unit),
            memberships=await people.load_memberships(unit_id=unit, valid_to__gt=on),
            liaison_teams=await liaison.load_teams(village_id=unit),
        )
        await leave_all_groups(work, unit, on)
        return await _store(work, before, outcome)


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
            parent=await unit_or_none(work, parent, period.start, ("parent",)),
            area=await unit_or_none(work, area, period.start, ("area",)),
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


async def _taken(work: Work, unit: str, on: date | None, expected: int | None) -> Unit:
    """The unit that an act is about to change: visible to the caller, and at the version the caller read."""
    await work.alone(TAG)
    await require_unit(work, unit, on, path=("unit",))
    await next_version(UnitRow, unit, kind="unit", expected=expected)
    return (await units.load_units([unit]))[UnitId(unit)]


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
