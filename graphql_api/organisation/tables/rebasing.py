"""Giving everything below a unit that has moved its new path, in a few statements whatever there is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

from governance_core.values import Period
from graphql_api.organisation.tables import UnitStateRow
from graphql_api.organisation.tables.tallies import move_tallies
from graphql_api.platform.dated import FOREVER
from graphql_api.platform.identifiers import LENGTH
from graphql_api.platform.sql import bound, is_sqlite


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebase:
    """That every path below `unit` begins with `new` instead of `old` for the days of `period`.

    Where another unit takes its place (`heir`), what stood directly below it, or served it, does so of that one then:
    all of it, or these `only`, with what is below them.
    """

    unit: str
    heir: str | None = None
    only: Sequence[str] | None = None
    old: str
    new: str
    period: Period


async def rebase(connection: BaseDBAsyncClient, move: Rebase, *, entry_id: str, now: datetime) -> None:
    """Record the new paths of everything below a moved unit, and of everything that serves what is below it.

    Six statements whatever the size of the subtree: the days of the period are recorded with their new paths, the
    days before and after it again unchanged, and what was known of them is superseded. The new rows come in under a
    mark, so that at no time two rows speak of one day. Another statement moves what is tallied below.
    """
    await move_tallies(connection, unit=move.unit, only=move.only, old=move.old, new=move.new, period=move.period)
    state, sqlite = "organisation_unit_state", is_sqlite(connection)
    below, serving = "path >= {old} AND path < {beyond}", "area_path >= {old} AND area_path < {beyond}"
    if move.only is not None:
        those = "IN (SELECT value FROM json_each({only}))" if sqlite else "= ANY({only})"
        below += f" AND substr(path, {{after}}, {LENGTH}) {those}"
        serving += f" AND (substr(area_path, {{after}}, {LENGTH}) {those} OR (area_id = {{unit}} AND unit_id {those}))"
    touched = (
        f"FROM {state} WHERE superseded_at IS NULL AND unit_id <> {{unit}} AND id <= {{last}}"
        f" AND valid_from < {{end}} AND valid_to > {{start}} AND (({below}) OR ({serving}))"
    )
    same = "unit_id, kind, line, name_zh, name_en"
    into = (
        f"INSERT INTO {state} ({same}, parent_id, area_id, path, level, area_path,"
        " valid_from, valid_to, recorded_at, superseded_at, entry_id)"
    )
    unmoved = "parent_id, area_id, path, level, area_path"
    moved = (
        "CASE WHEN parent_id = {unit} THEN {heir} ELSE parent_id END,"
        " CASE WHEN area_id = {unit} THEN {heir} ELSE area_id END,"
        f" CASE WHEN {below} THEN {{new}} || substr(path, {{after}}) ELSE path END,"
        f" CASE WHEN {below} THEN level + {{deeper}} ELSE level END,"
        f" CASE WHEN {serving} THEN {{new}} || substr(area_path, {{after}}) ELSE area_path END"
    )
    greatest, least = ("MAX", "MIN") if sqlite else ("GREATEST", "LEAST")
    within = f"{greatest}(valid_from, {{start}}), {least}(valid_to, {{end}})"
    noted = "{now}, {mark}, {entry}"
    statements = (
        f"{into} SELECT {same}, {moved}, {within}, {noted} {touched}",
        f"{into} SELECT {same}, {unmoved}, valid_from, {{start}}, {noted} {touched} AND valid_from < {{start}}",
        f"{into} SELECT {same}, {unmoved}, {{end}}, valid_to, {noted} {touched} AND valid_to > {{end}}",
        f"DELETE FROM {state} WHERE id IN (SELECT id {touched} AND recorded_at = {{now}})",
        f"UPDATE {state} SET superseded_at = {{now}} WHERE id IN (SELECT id {touched})",
        f"UPDATE {state} SET superseded_at = NULL WHERE superseded_at = {{mark}} AND entry_id = {{entry}}",
    )
    newest = await UnitStateRow.all().order_by("-id").limit(1).values_list("id", flat=True)
    values = {
        "unit": move.unit,
        "heir": move.heir or move.unit,
        "now": now,
        "mark": _MARK,
        "entry": entry_id,
        "start": move.period.start,
        "end": move.period.end or FOREVER,
        "old": move.old,
        "beyond": f"{move.old[:-1]}0",
        "new": move.new,
        "after": len(move.old) + 1,
        "deeper": move.new.count("/") - move.old.count("/"),
        "last": newest[0],
        "only": json.dumps(move.only) if sqlite else move.only,
    }
    for statement in statements:
        sql, parameters = _numbered(statement, values, sqlite=sqlite)
        await connection.execute_query(sql, parameters)


_MARK = datetime(9999, 1, 1, tzinfo=UTC)
_COLUMN_TYPES = {
    "mark": "timestamptz",
    "now": "timestamptz",
    "start": "date",
    "end": "date",
    "after": "integer",
    "deeper": "integer",
    "last": "bigint",
    "only": "varchar[]",
}


def _numbered(statement: str, values: Mapping[str, Any], *, sqlite: bool) -> tuple[str, list[Any]]:
    """The statement with the engine's parameters in the place of names, and their values in order."""
    used = [name for name in values if f"{{{name}}}" in statement]
    marks = {
        name: f"?{place}" if sqlite else f"${place}::{_COLUMN_TYPES.get(name, 'varchar')}"
        for place, name in enumerate(used, start=1)
    }
    return statement.format(**marks), [bound(values[name], sqlite=sqlite) for name in used]
