"""Storing what an import of units decided: new units many at a time, and a changed one by the acts that change it."""

import asyncio
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

from governance_core.events import Outcome
from governance_core.history import Version
from governance_core.organisation import STANDARD_KINDS, Unit, UnitState, assign_area, move, rename
from governance_core.values import UnitId
from graphql_api.organisation.imports.keys import SourceKey
from graphql_api.organisation.tables import SEARCH_UNITS, UnitAliasRow, UnitCodeRow, UnitRow, UnitStateRow, units
from graphql_api.platform.bulk import Rows, insert_rows
from graphql_api.platform.dated import FOREVER
from graphql_api.platform.search import index_new, worded
from graphql_api.platform.sql import batches
from graphql_api.platform.work import Work, next_version

BATCH = 5000
Places = MutableMapping[str, list[units.Place]]

_DATED = ("valid_from", "valid_to", "recorded_at", "superseded_at", "entry_id")
_IDENTITY = ("id", "version", "kind", "source", "source_key")
_STATE = ("kind", "line", "name_zh", "name_en", "parent_id", "path", "level", "area_id", "area_path")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRows:
    """What is written of some new units: the rows of each table in the order of its columns, and the words of each."""

    identities: Rows
    states: Rows
    codes: Rows
    aliases: Rows
    words: Sequence[tuple[str, str]]


_own = itemgetter(*_STATE)


async def store_new(work: Work, fresh: Sequence[tuple[Unit, SourceKey]], places: Places) -> None:
    """Store new units with the keys they have in their source, and make them findable.

    Args:
        work: the use case under way.
        fresh: the units, each after those that it stands under or serves.
        places: where the units that stand above them, or are served, are; the places of the new ones are added.
    """
    for some in batches(fresh, BATCH):
        await write_new(work.connection, await asyncio.to_thread(rows_of_new, some, places, work.entry_id))


def rows_of_new(fresh: Sequence[tuple[Unit, SourceKey]], places: Places, entry_id: str) -> NewRows:
    """The rows of new units; the arguments are those of `store_new`. It may be done in a thread."""
    return NewRows(
        identities=[(unit.id, 1, unit.kind, source, key) for unit, (source, key) in fresh],
        states=[row for unit, _ in fresh for row in _state_rows(unit, places, entry_id)],
        codes=[
            (unit.id, code.value.scheme, code.value.value, code.value.source, *_dated(code, entry_id))
            for unit, _ in fresh
            for history in unit.codes
            for code in history
        ],
        aliases=[
            (unit.id, alias.value, *_dated(alias, entry_id))
            for unit, _ in fresh
            for history in unit.aliases
            for alias in history
        ],
        words=worded((unit.id, units.searchable_texts(unit)) for unit, _ in fresh),
    )


async def write_new(connection: BaseDBAsyncClient, rows: NewRows) -> None:
    """Write the rows of new units."""
    await insert_rows(connection, UnitRow, _IDENTITY, rows.identities)
    await insert_rows(connection, UnitStateRow, ("unit_id", *_STATE, *_DATED), rows.states)
    await insert_rows(connection, UnitCodeRow, ("unit_id", "scheme", "value", "source", *_DATED), rows.codes)
    await insert_rows(connection, UnitAliasRow, ("unit_id", "alias", *_DATED), rows.aliases)
    await index_new(connection, SEARCH_UNITS, rows.words)


def _state_rows(unit: Unit, places: Places, entry_id: str) -> list[tuple[Any, ...]]:
    rows = []
    stands: list[units.Place] = []
    for version in unit.states:
        for period, columns in units.placed(unit, version, places, STANDARD_KINDS):
            known = (version.recorded_at, version.superseded_at, entry_id)
            rows.append((unit.id, *_own(columns), period.start, period.end or FOREVER, *known))
            stands.append(units.Place(period=period, path=columns["path"], area_path=columns["area_path"]))
    places[unit.id] = stands
    return rows


def _dated(version: Version[Any], entry_id: str) -> tuple[Any, ...]:
    period = version.period
    return (period.start, period.end or FOREVER, version.recorded_at, version.superseded_at, entry_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a row says of a unit that is known: its state from a day on, and the units that this state names.

    Attributes:
        state: the state.
        on: the first day.
        parent: the unit it stands under.
        area: the unit it serves.
        lineage: every unit above the parent, for a move.
    """

    state: UnitState
    on: date
    parent: Unit | None
    area: Unit | None
    lineage: Mapping[UnitId, Unit]


def acts(work: Work, unit: Unit, now: UnitState, wanted: Wanted) -> list[Outcome[Unit]]:
    """The acts that lead from one state of a unit to the wanted one, each on the result of the one before.

    Raises:
        GovernanceError: the core refuses.
    """
    outcomes: list[Outcome[Unit]] = []
    state, on, at = wanted.state, wanted.on, work.now
    if state.name != now.name:
        outcomes.append(rename(unit, name=state.name, on=on, recorded_at=at))
    if state.parent != now.parent and wanted.parent is not None:
        last = outcomes[-1].state if outcomes else unit
        outcomes.append(
            move(last, parent=wanted.parent, lineage=wanted.lineage, on=on, recorded_at=at, kinds=STANDARD_KINDS)
        )
    if state.area != now.area and wanted.area is not None:
        last = outcomes[-1].state if outcomes else unit
        outcomes.append(assign_area(last, area=wanted.area, on=on, recorded_at=at, kinds=STANDARD_KINDS))
    return outcomes


async def store_changed(work: Work, unit: Unit, outcomes: Sequence[Outcome[Unit]]) -> Unit:
    """Store what acts have made of a unit, and return it. Everything above it must be stored already."""
    changed = unit
    for outcome in outcomes:
        changed = outcome.state
        work.record(outcome.events)
    await next_version(UnitRow, unit.id, kind="unit")
    await units.store_unit(
        work.connection, before=unit, after=changed, kinds=STANDARD_KINDS, entry_id=work.entry_id, now=work.now
    )
    return changed
