"""Importing the national list of divisions as it is packaged."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from governance_core.errors import GovernanceError, InputFault, Malformed, NotFound, OutOfRange
from governance_core.history import Version
from governance_core.organisation import (
    STANDARD_KINDS,
    OfficialCode,
    Unit,
    UnitEstablished,
    UnitState,
    establish,
    established_together,
)
from governance_core.values import Text, UnitId
from graphql_api.organisation.imports.division_rows import LEVELS, MOST_FAULTS, Division, by_level
from graphql_api.organisation.imports.keys import SourceKey, identities
from graphql_api.organisation.imports.storing import (
    BATCH,
    NewRows,
    Wanted,
    acts,
    rows_of_new,
    store_changed,
    write_new,
)
from graphql_api.organisation.queries import TAG
from graphql_api.organisation.tables import UnitCodeRow, UnitRow, UnitStateRow, units
from graphql_api.platform.bulk import count_anew
from graphql_api.platform.importing import Column, ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work

SOURCE = "nbs"
SCHEME = "stats12"
COMMITTEES: Mapping[str, str] = MappingProxyType(
    {"0": "community", "1": "community", "2": "village", "3": "village", "4": "community", "5": "village"}
)
"""The kind of a unit of the village level by the tenth digit of its code: residents' committees are numbered from 001,
villagers' committees from 200, what is run like the one from 400, and like the other from 500."""


@dataclass(kw_only=True)
class _Import:
    """What an import knows while it is under way.

    Attributes:
        ids: our own ids by code, of everything met above the level that is under way.
        parents: the units among them that have been needed.
        places: where they stand.
        anew: whether nothing has ever come from the list, so that nothing needs to be looked up.
        codes_held: whether some unit has a code of the scheme already.
        made: the rows of new units that are not written yet.
    """

    work: Work
    faults: list[ImportFault]
    days: dict[str, date]
    anew: bool
    codes_held: bool
    ids: dict[str, UnitId] = field(default_factory=dict)
    parents: dict[UnitId, Unit] = field(default_factory=dict)
    places: dict[str, list[units.Place]] = field(default_factory=dict)
    established: list[UnitEstablished] = field(default_factory=list)
    changed: int = 0
    unchanged: int = 0
    made: NewRows | None = None

    async def write(self) -> None:
        """Write what has been made of the rows that were taken last."""
        if self.made is not None and not self.faults:
            await write_new(self.work.connection, self.made)
        self.made = None


async def take_divisions(work: Work, records: Iterator[Record], faults: list[ImportFault], progress: Progress) -> Tally:
    """Store the list level by level, each unit as the core decides."""
    await work.alone(TAG)
    days: dict[str, date] = {}
    levels = by_level(records, days, faults)
    state = _Import(
        work=work,
        faults=faults,
        days=days,
        anew=not await UnitRow.filter(source=SOURCE).exists(),
        codes_held=await UnitCodeRow.filter(scheme=SCHEME, superseded_at=None).exists(),
    )
    done = 0
    for level, rows in enumerate(levels):
        while rows:
            some = rows[:BATCH]
            del rows[:BATCH]  # for memory: what has been taken is of no more use
            if len(faults) < MOST_FAULTS:
                await _take(state, level, some)
            done += len(some)
            progress(done)
    await state.write()
    if not faults and len(state.established) > BATCH:
        await count_anew(work.connection, UnitRow, UnitStateRow, UnitCodeRow)
    work.record(established_together(state.established))
    work.touch(TAG)
    return Tally(kind="divisions", added=len(state.established), changed=state.changed, unchanged=state.unchanged)


async def _take(state: _Import, level: int, rows: Sequence[Division]) -> None:
    """Take some rows of one level: all that is read is read for all of them at once.

    New units are written while the next rows are taken, so that neither the database nor the importer waits.
    """
    known = await _known(state, rows)
    fresh = [row for row in rows if row.code not in known]
    await _load_parents(state, fresh)
    holders = await _holders(state, fresh)
    ids = [UnitId(state.work.new_id()) for _ in fresh]
    async with asyncio.TaskGroup() as together:
        together.create_task(state.write())
        making = together.create_task(
            asyncio.to_thread(_made, state, level, list(zip(fresh, ids, strict=True)), holders)
        )
    state.made = making.result()
    for row in rows:  # all that they may come to stand under is of a level above, and written by now
        if row.code in known:
            try:
                await _compare(state, row, known[row.code])
            except GovernanceError as refusal:
                state.faults += row.place.faults(refusal)


def _made(
    state: _Import, level: int, rows: Iterable[tuple[Division, UnitId]], holders: Mapping[str, Sequence[Unit]]
) -> NewRows:
    """Establish what is new, and make the rows of it."""
    fresh: list[tuple[Unit, SourceKey]] = []
    for row, key in rows:
        try:
            fresh.append((_establish(state, level, row, key, holders), (SOURCE, row.code)))
        except GovernanceError as refusal:
            state.faults += row.place.faults(refusal)
    lowest = level == len(LEVELS) - 1  # whose places nothing will ask for
    places = dict(state.places) if lowest else state.places
    return rows_of_new(fresh, places, state.work.entry_id)


async def _known(state: _Import, rows: Sequence[Division]) -> dict[str, units.Summary]:
    """What is known of those rows that have come from the list before, by code."""
    if state.anew:
        return {}
    found = await identities(UnitRow, ((SOURCE, row.code) for row in rows))
    state.ids.update({code: UnitId(id_) for (_, code), id_ in found.items()})
    summaries = await units.summaries_of(found.values())
    return {code: summaries[id_] for (_, code), id_ in found.items() if id_ in summaries}


async def _load_parents(state: _Import, rows: Sequence[Division]) -> None:
    """Load what new rows stand under and was there before."""
    named = {row.parent for row in rows if row.parent}
    if not state.anew:
        found = await identities(UnitRow, ((SOURCE, code) for code in named if code not in state.ids))
        state.ids.update({code: UnitId(id_) for (_, code), id_ in found.items()})
    missing = {state.ids[code] for code in named if code in state.ids} - state.parents.keys()
    if missing:
        state.parents.update(await units.load_units(missing))
        state.places.update(await units.places_of(missing))


async def _holders(state: _Import, rows: Sequence[Division]) -> dict[str, list[Unit]]:
    """Who has the codes of new rows already, by code."""
    found: dict[str, list[Unit]] = {}
    if state.codes_held and rows:
        codes = []
        for row in rows:
            with suppress(InputFault):  # told when the row is taken
                codes.append(_code(state, row))
        for unit in await units.holders_of(codes):
            for history in unit.codes:
                found.setdefault(history.versions[0].value.value, []).append(unit)
    return found


def _establish(state: _Import, level: int, row: Division, key: UnitId, holders: Mapping[str, Sequence[Unit]]) -> Unit:
    parent = _parent(state, row)
    code = _code(state, row)
    outcome = establish(
        id=key,
        kind=_kind(level, row),
        name=Text(zh=row.name),
        on=state.days[row.file],
        recorded_at=state.work.now,
        kinds=STANDARD_KINDS,
        parent=parent,
        codes=(code,),
        holders=holders.get(row.code, ()),
    )
    unit = outcome.state
    state.established += [event for event in outcome.events if isinstance(event, UnitEstablished)]
    if level < len(LEVELS) - 1:
        state.ids[row.code] = unit.id
        state.parents[unit.id] = unit
    return unit


def _parent(state: _Import, row: Division) -> Unit | None:
    if not row.parent:
        return None
    parent = state.parents.get(state.ids.get(row.parent, UnitId("")))
    if parent is None:
        raise NotFound(kind="unit", key=row.parent, path=("parent_code",))
    return parent


def _code(state: _Import, row: Division) -> OfficialCode:
    return OfficialCode(scheme=SCHEME, value=row.code, source=f"{SOURCE} {state.days[row.file].year}")


def _kind(level: int, row: Division) -> str:
    if LEVELS[level] != "village":
        return LEVELS[level]
    kind = COMMITTEES.get(row.code[9:10])
    if kind is None:
        raise Malformed(value=row.code, expected="a code whose tenth digit is 0 to 5", path=("code",))
    return kind


async def _compare(state: _Import, row: Division, known: units.Summary) -> None:
    """Rename or move a known unit where the list says something else than before."""
    above = state.ids.get(row.parent) if row.parent else None
    if (row.name, above) == (known.name_zh, known.parent):
        state.unchanged += 1
        return
    await _load_parents(state, [row])
    parent, on = _parent(state, row), state.days[row.file]
    unit = (await units.load_units([known.id]))[known.id]
    now = _latest(unit)
    if on <= (since := now.period.start):
        low = since.toordinal() + 1
        raise OutOfRange(value=on.toordinal(), low=low, high=date.max.toordinal(), path=("effective_on",))
    name = now.value.name if now.value.name.zh == row.name else Text(zh=row.name)
    wanted = Wanted(
        state=UnitState(name=name, parent=None if parent is None else parent.id, area=now.value.area),
        on=on,
        parent=parent,
        area=None,
        lineage={} if parent is None else await units.lineage_of(parent.id, on),
    )
    await store_changed(state.work, unit, acts(state.work, unit, now.value, wanted))
    for outdated in (state.parents, state.places):
        outdated.pop(unit.id, None)
    state.changed += 1


def _latest(unit: Unit) -> Version[UnitState]:
    """The last state that is known of a unit.

    Raises:
        NotFound: it is known never to have been.
    """
    timeline = unit.states.timeline()
    if not timeline:
        raise NotFound(kind="unit", key=unit.id, path=("key",))
    return timeline[-1]


DIVISIONS = ImportKind(
    name="divisions",
    pattern="*divisions*.csv",
    columns=(
        Column(name="code", required=True),
        Column(name="name", required=True),
        Column(name="parent_code"),
        Column(name="level", required=True),
    ),
    packed=True,
    streamed=True,
    take=take_divisions,
)
