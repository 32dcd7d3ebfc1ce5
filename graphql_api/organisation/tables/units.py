"""Loading units for a decision, and storing what was decided, with the paths that follow from it.

A unit's stored versions are finer than the core's: they also change where a unit above (or the area served) moved.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise, product
from typing import Any, TypeVar

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import Q

from governance_core.history import History, Version
from governance_core.organisation import Line, OfficialCode, Unit, UnitKinds, UnitState
from governance_core.values import Period, Text, UnitId
from graphql_api.organisation.tables import SEARCH_UNITS, UnitAliasRow, UnitCodeRow, UnitRow, UnitStateRow
from graphql_api.organisation.tables.rebasing import Rebase, rebase
from graphql_api.organisation.tables.tallied import Touched
from graphql_api.organisation.tables.tallies import tallied
from graphql_api.platform.dated import FOREVER, history_of, period_of, store_history, version_columns
from graphql_api.platform.search import index
from graphql_api.platform.sql import batches

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a unit stands for a period: its path, and the path of the area it serves."""

    period: Period
    path: str
    area_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The last name and place that are known of a unit."""

    id: UnitId
    name_zh: str
    parent: UnitId | None


async def summaries_of(keys: Iterable[str]) -> dict[str, Summary]:
    """The last name and place of the units with these keys; what is known never to have been is left out."""
    rows = (
        await UnitStateRow.filter(unit_id__in=sorted(set(keys)), superseded_at=None)
        .order_by("valid_from")
        .values_list("unit_id", "name_zh", "parent_id")
    )
    return {key: Summary(id=key, name_zh=name, parent=parent) for key, name, parent in rows}


def _state(row: UnitStateRow) -> UnitState:
    return UnitState(
        name=Text(zh=row.name_zh, en=row.name_en),
        parent=UnitId(row.parent_id) if row.parent_id else None,
        area=UnitId(row.area_id) if row.area_id else None,
    )


async def load_units(keys: Iterable[str]) -> dict[UnitId, Unit]:
    """The units with these keys as they are known now; what does not exist is left out."""
    wanted = sorted(set(keys))
    identities = await UnitRow.filter(id__in=wanted)
    states = _grouped(await UnitStateRow.filter(unit_id__in=wanted, superseded_at=None))
    codes = _grouped(await UnitCodeRow.filter(unit_id__in=wanted, superseded_at=None))
    aliases = _grouped(await UnitAliasRow.filter(unit_id__in=wanted, superseded_at=None))
    return {
        UnitId(row.id): Unit(
            id=UnitId(row.id),
            kind=row.kind,
            states=history_of(states.get(row.id, ()), _state),
            codes=_histories(codes.get(row.id, ()), _code),
            aliases=_histories(aliases.get(row.id, ()), _alias),
        )
        for row in identities
    }


def _histories(rows: Iterable[Any], value: Callable[[Any], T]) -> tuple[History[T], ...]:
    """One history a value, each with all of its periods."""
    by_value: dict[str, list[Any]] = {}
    for row in rows:
        by_value.setdefault(repr(value(row)), []).append(row)
    return tuple(history_of(same, value) for same in by_value.values())


def _code(row: UnitCodeRow) -> OfficialCode:
    return OfficialCode(scheme=row.scheme, value=row.value, source=row.source)


def _alias(row: UnitAliasRow) -> str:
    return row.alias


def _grouped(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.unit_id, []).append(row)
    return found


async def lineage_of(unit: str, since: date) -> dict[UnitId, Unit]:
    """The unit and everything above it at any time from `since`, by the paths that are known."""
    rows = await UnitStateRow.filter(unit_id=unit, superseded_at=None, valid_to__gt=since).values_list(
        "path", flat=True
    )
    return await load_units(key for path in rows for key in str(path).split("/") if key)


async def dependants_of(*units: str, since: date) -> tuple[Unit, ...]:
    """The units that stand directly below one of `units`, or serve it, at any time from `since`."""
    related = Q(parent_id__in=units) | Q(area_id__in=units)
    rows = UnitStateRow.filter(related, superseded_at=None, valid_to__gt=since)
    keys = sorted({str(key) for key in await rows.values_list("unit_id", flat=True)})
    found = [await load_units(some) for some in batches(keys)]
    return tuple(unit for loaded in found for unit in loaded.values())


async def holders_of(codes: Sequence[OfficialCode]) -> tuple[Unit, ...]:
    """The units that hold one of `codes` at any time."""
    if not codes:
        return ()
    by_scheme: dict[str, list[str]] = {}
    for code in codes:
        by_scheme.setdefault(code.scheme, []).append(code.value)
    same = Q(*(Q(scheme=scheme, value__in=values) for scheme, values in by_scheme.items()), join_type="OR")
    rows = UnitCodeRow.filter(same, superseded_at=None)
    return tuple((await load_units(str(key) for key in await rows.values_list("unit_id", flat=True))).values())


async def places_of(keys: Iterable[str | None]) -> dict[str, list[Place]]:
    """Where the units with these keys stand, as is known now, in order of time."""
    wanted = sorted({key for key in keys if key})
    rows = await UnitStateRow.filter(unit_id__in=wanted, superseded_at=None).order_by("valid_from")
    found: dict[str, list[Place]] = {key: [] for key in wanted}
    for row in rows:
        found[row.unit_id].append(place_of(row))
    return found


def place_of(row: UnitStateRow) -> Place:
    """The place that a stored row says."""
    return Place(period=period_of(row), path=row.path, area_path=row.area_path)


def placed(
    unit: Unit, version: Version[UnitState], places: Mapping[str, Sequence[Place]], kinds: UnitKinds
) -> list[tuple[Period, dict[str, Any]]]:
    """The stored pieces of one version: it is cut wherever the path above it, or its area's path, changes.

    Args:
        unit: whose version it is.
        version: a version of its state.
        places: where its parent and its area stand.
        kinds: the catalogue of unit kinds.
    """
    state = version.value
    line = kinds.get(unit.kind).line
    above = places.get(state.parent or "", ())
    areas = places.get(state.area or "", ())
    pieces = []
    for period in _cut(version.period, [place.period for place in (*above, *areas)]):
        parent_path = _path_on(above, period.start)
        path = f"{parent_path}{unit.id}/"
        area_path = path if line is Line.ADMINISTRATIVE else _path_on(areas, period.start)
        columns = {
            "kind": unit.kind,
            "line": line.value,
            "name_zh": state.name.zh,
            "name_en": state.name.en,
            "parent_id": state.parent,
            "path": path,
            "level": path.count("/") - 1,
            "area_id": state.area,
            "area_path": area_path,
        }
        pieces.append((period, columns))
    return pieces


def _path_on(places: Sequence[Place], day: date) -> str:
    return next((place.path for place in places if day in place.period), "")


def _cut(period: Period, others: Iterable[Period]) -> list[Period]:
    days = {day for other in others for day in (other.start, other.end) if day is not None and day in period}
    if days <= {period.start}:
        return [period]
    borders: list[date | None] = sorted(days | {period.start})  # type: ignore[assignment]
    return [Period(start=start, end=end) for start, end in pairwise([*borders, period.end]) if start is not None]


async def store_unit(
    connection: BaseDBAsyncClient, *, before: Unit | None, after: Unit, kinds: UnitKinds, entry_id: str, now: datetime
) -> None:
    """Store a unit after an act: its states with their paths, its codes and aliases, and what its move does below."""
    if before is None or _stands(before) == _stands(after):
        await _store_states(before, after, kinds, entry_id)
    else:
        async with tallied(connection, Touched(units=(after.id,))):
            old = (await places_of([after.id]))[after.id]
            await _store_states(before, after, kinds, entry_id)
            new = (await places_of([after.id]))[after.id]
            for earlier, later in product(old, new):
                shared = earlier.period.intersection(later.period)
                if shared is not None and earlier.path != later.path:
                    move = Rebase(unit=after.id, old=earlier.path, new=later.path, period=shared)
                    await rebase(connection, move, entry_id=entry_id, now=now)
    await _store_each(UnitCodeRow, before.codes if before else (), after.codes, after.id, entry_id, _code_columns)
    await _store_each(UnitAliasRow, before.aliases if before else (), after.aliases, after.id, entry_id, _alias_columns)
    await index(connection, SEARCH_UNITS, [(after.id, searchable_texts(after))])


def _stands(unit: Unit) -> list[tuple[date, date, UnitId | None]]:
    """Under which unit a unit stands on which days, as is known now; what has one parent is one."""
    found: list[tuple[date, date, UnitId | None]] = []
    for version in unit.states.timeline():
        period, parent = version.period, version.value.parent
        if found and found[-1][1:] == (period.start, parent):
            found[-1] = (found[-1][0], period.end or FOREVER, parent)
        else:
            found.append((period.start, period.end or FOREVER, parent))
    return found


async def store_new(connection: BaseDBAsyncClient, fresh: Sequence[Unit], *, kinds: UnitKinds, entry_id: str) -> None:
    """Store units that have no aliases yet, none of which stands under another: a few statements for them all."""
    above = await places_of(
        key for unit in fresh for item in unit.states for key in (item.value.parent, item.value.area)
    )
    await UnitRow.bulk_create([UnitRow(id=unit.id, kind=unit.kind) for unit in fresh])
    await UnitStateRow.bulk_create(
        [row for unit in fresh for row in rows_of(unit, unit.states.versions, above, kinds, entry_id)]
    )
    await UnitCodeRow.bulk_create(
        [
            UnitCodeRow(unit_id=unit.id, **_code_columns(item.value), **version_columns(item), entry_id=entry_id)
            for unit in fresh
            for code in unit.codes
            for item in code
        ]
    )
    await index(connection, SEARCH_UNITS, [(unit.id, searchable_texts(unit)) for unit in fresh])


def searchable_texts(unit: Unit) -> list[str]:
    """Every name a unit has or had, and every alias."""
    names = [text for version in unit.states for text in (version.value.name.zh, version.value.name.en) if text]
    return [*names, *(version.value for alias in unit.aliases for version in alias)]


def _code_columns(code: OfficialCode) -> dict[str, str]:
    return {"scheme": code.scheme, "value": code.value, "source": code.source}


def _alias_columns(alias: str) -> dict[str, str]:
    return {"alias": alias}


async def _store_each(
    table: Any, before: Sequence[History[Any]], after: Sequence[History[Any]], unit: str, entry_id: str, columns: Any
) -> None:
    """Store several histories that share a table: each of its values is a fact of its own."""
    one_before = History(versions=tuple(version for history in before for version in history))
    one_after = History(versions=tuple(version for history in after for version in history))
    for value in {repr(version.value): version.value for version in (*one_before, *one_after)}.values():
        await store_history(
            table,
            key={"unit_id": unit, **columns(value)},
            before=_only(one_before, value),
            after=_only(one_after, value),
            entry_id=entry_id,
            columns=lambda _: {},
        )


def _only(history: History[Any], value: Any) -> History[Any]:
    return History(versions=tuple(version for version in history if version.value == value))


async def _store_states(before: Unit | None, after: Unit, kinds: UnitKinds, entry_id: str) -> None:
    old = before.states.versions if before else ()
    kept = {(item.recorded_at, item.period, item.value): item for item in after.states}
    for item in old:
        known = kept.get((item.recorded_at, item.period, item.value))
        rows = UnitStateRow.filter(
            unit_id=after.id, valid_from=item.period.start, recorded_at=item.recorded_at, superseded_at=None
        )
        if known is None:
            await rows.delete()
        elif known.superseded_at is not None:
            await rows.update(superseded_at=known.superseded_at)
    had = {(item.recorded_at, item.period, item.value) for item in old}
    new = [item for item in after.states if (item.recorded_at, item.period, item.value) not in had]
    if new:
        await UnitStateRow.bulk_create(await state_rows(after, new, kinds, entry_id))


async def state_rows(
    unit: Unit, versions: Sequence[Version[UnitState]], kinds: UnitKinds, entry_id: str
) -> list[UnitStateRow]:
    """The rows that stand for new versions of a unit's state."""
    above = await places_of(key for item in versions for key in (item.value.parent, item.value.area))
    return rows_of(unit, versions, above, kinds, entry_id)


def rows_of(
    unit: Unit,
    versions: Sequence[Version[UnitState]],
    places: Mapping[str, Sequence[Place]],
    kinds: UnitKinds,
    entry_id: str,
) -> list[UnitStateRow]:
    """The same where it is known already where parents and areas stand."""
    return [
        UnitStateRow(
            unit_id=unit.id,
            valid_from=period.start,
            valid_to=period.end or FOREVER,
            recorded_at=item.recorded_at,
            superseded_at=item.superseded_at,
            entry_id=entry_id,
            **columns,
        )
        for item in versions
        for period, columns in placed(unit, item, places, kinds)
    ]
