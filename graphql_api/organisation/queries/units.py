"""Finding a unit, and what is read of units beyond their rows."""

from collections.abc import Sequence
from typing import Any

from pypika_tortoise.functions import Count
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Term

from governance_core.errors import Ambiguous, NotFound
from graphql_api.organisation.queries.sources import (
    TAG,
    UNIT,
    UNIT_ALIAS,
    UNIT_CODE,
    official_code,
)
from graphql_api.organisation.tables import (
    UnitStateRow,
)
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.cache import Cache
from graphql_api.platform.dated import so_on
from graphql_api.platform.identifiers import global_id
from graphql_api.platform.reading.conditions import Question, at_moment, coalesced, in_subtree, visible
from graphql_api.platform.reading.declare import (
    Moment,
    Source,
)
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.service import Service
from graphql_api.platform.sql import table_of


async def path_at(cache: Cache, unit_id: str, moment: Moment) -> str | None:
    """The path of a unit at a moment, on which every access rule rests; None where it did not exist then."""

    async def load() -> str | None:
        rows = UnitStateRow.filter(so_on(moment.as_of, moment.known_at), unit_id=unit_id)
        paths = await rows.values_list("path", flat=True)
        return str(paths[0]) if paths else None

    found: str | None = await cache.get_or_load(f"path:{unit_id}:{moment.as_of}:{moment.known_at}", load, tags=(TAG,))
    return found


def path_on(query: Any, unit: Any, day: Any, known_at: Any = None) -> QueryBuilder:
    """The query of the path of a unit on a day, as it was known at an instant, or is known now."""
    table = table_of(UNIT.table).as_("scope_")
    found: QueryBuilder = query.from_(table).select(table.path).where(table.unit_id == unit)
    return found.where(at_moment(Moment(as_of=day, known_at=known_at), table))


async def unit_key(reader: Reader, moment: Moment, *, code: str | None, name: str | None) -> str | None:
    """The key of the one visible unit with a code, or with a name or alias; None where there is none.

    Raises:
        Ambiguous: several visible units have it.
    """
    question = await reader.question(moment)
    table = table_of(UNIT.table)
    if code is not None:
        named = _through(question, table, UNIT_CODE, "value", code)
    else:
        named = (table.name_zh == name) | (table.name_en == name) | _through(question, table, UNIT_ALIAS, "alias", name)
    query = question.query.from_(table).select(table.unit_id, table.name_zh).where(named)
    allowed = visible(question, UNIT, table)
    query = query if allowed is None else query.where(allowed)
    rows = await reader.rows(UNIT, query.orderby(table.unit_id).limit(10))
    if len(rows) > 1:
        names = tuple(f"{row['name_zh']} ({global_id('Unit', row['unit_id'])})" for row in rows)
        raise Ambiguous(value=code or name or "", candidates=names, path=("by", "code" if code else "name"))
    return rows[0]["unit_id"] if rows else None


def _through(question: Question, table: Table, source: Source, column: str, value: str | None) -> Any:
    other = table_of(source.table).as_(f"{column}_")
    chosen = question.query.from_(other).select(other.unit_id).where(other[column] == value)
    return table.unit_id.isin(chosen.where(at_moment(question.moment, other)))


async def labels_of(reader: Reader, units: Sequence[str], moment: Moment) -> dict[str, dict[str, Any]]:
    """The labels of units by key, whoever asks: it is for units that are named beside something the caller sees."""
    prefix = f"label:{reader.language}:{moment.as_of}:{moment.known_at}:"

    async def load(keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        question = await reader.question(moment)
        table = table_of(UNIT.table)
        name = coalesced(question, table, UNIT.labels["name"]).as_("name")
        code = official_code(question, table).as_("code")
        query = question.query.from_(table).select(table.unit_id, table.kind, name, code)
        wanted = [key.removeprefix(prefix) for key in keys]
        rows = await reader.rows(UNIT, query.where(table.unit_id.isin(wanted)).where(at_moment(moment, table)))
        return {
            prefix + row["unit_id"]: {
                "id": global_id("Unit", row["unit_id"]),
                "kind": row["kind"],
                "name": row["name"],
                "code": row["code"],
            }
            for row in rows
        }

    if not units:
        return {}
    found = await reader.cache.get_or_load_many([prefix + key for key in units], load, tags=(TAG,))
    return {key: found[prefix + key] for key in units if found[prefix + key] is not None}


async def counts_below(reader: Reader, keys: Sequence[str], kind: str, moment: Moment) -> dict[str, int]:
    """How many units of a kind lie below each unit at a moment; a unit that is not there then is left out."""
    question = await reader.question(moment)
    table = table_of(UNIT.table)
    paths = question.query.from_(table).select(table.unit_id, table.path).where(table.unit_id.isin(list(keys)))
    branches = []
    for row in await reader.rows(UNIT, paths.where(at_moment(moment, table))):
        counted = question.query.from_(table).select(
            Term.wrap_constant(row["unit_id"]).as_("unit_id"), Count("*").as_("n")
        )
        counted = counted.where(in_subtree(table.path, row["path"])).where(table.kind == kind)
        branches.append(counted.where(at_moment(moment, table)))
    rows = await reader.rows(UNIT, *branches) if branches else []
    return {row["unit_id"]: int(row["n"]) for row in rows}


async def unit_named(service: Service, named: str) -> str:
    """The key of the unit that an operator names by id, code, name or alias.

    Raises:
        NotFound: there is none.
        Ambiguous: there are several.
    """
    reader = service.reader_for(SYSTEM, "zh")
    found = await unit_key(reader, reader.present, code=named, name=None)
    found = found or await unit_key(reader, reader.present, code=None, name=named)
    if found is None and named.startswith("Unit:"):
        unit = await reader.get("Unit", named.removeprefix("Unit:"))
        found = unit.key if unit else None
    if found is None:
        raise NotFound(kind="unit", key=named, path=("unit",))
    return found
