"""Rows of one table found, added and changed, by statements that are written once for each shape and engine.

An act sends a dozen of them. Tortoise's querysets build the SQL of each anew, which costs several times what running it
does; they are for what is asked seldom, or never in the same shape twice.

A condition is a column's name with a value: None for an empty column, else an equal one. After two underscores it is
said otherwise: `person_id__in`, `valid_to__gt`, `__gte`, `__lt`, `__lte`. All conditions must hold.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from functools import cache, partial
from typing import Any

import orjson
from tortoise import Model, fields
from tortoise.backends.base.client import BaseDBAsyncClient

from graphql_api.platform.sql import bound, columns, decoders, is_sqlite, raw_rows, table_of

Encoder = Callable[[Any], Any]
Shape = tuple[tuple[str, bool], ...]
"""The conditions of a statement by name, each with whether its column must be empty."""
_SIGNS = {"": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_AMONG = re.compile(r"= ANY\(\$(\d+)\)")
_NUMBER = re.compile(r"\$(\d+)")


async def select(
    table: type[Model], *names: str, order: tuple[str, ...] = (), **conditions: Any
) -> list[Any]:  # named tuples
    """The rows that fulfil the conditions, each a named tuple of the columns asked for, or of all.

    Args:
        table: the table.
        names: its columns.
        order: the columns by which they are ordered.
        conditions: what must hold of them.
    """
    connection = _connection(table)
    sqlite = is_sqlite(connection)
    sql, read = _selection(table, names, order, _shape(conditions), sqlite=sqlite)
    return read(await raw_rows(connection, sql, _given(conditions, sqlite=sqlite)))


async def insert(table: type[Model], *rows: Mapping[str, Any]) -> None:
    """Add rows, all with values for the same columns; the other columns get the defaults of the table's class."""
    await _insert(table, rows, (), ())


async def upsert(
    table: type[Model], rows: Sequence[Mapping[str, Any]], *, key: tuple[str, ...], said: tuple[str, ...]
) -> None:
    """Add rows; where there is one with the same `key` already, its columns `said` are changed instead."""
    await _insert(table, rows, key, said)


async def update(table: type[Model], values: Mapping[str, Any], **conditions: Any) -> int:
    """Change the rows that fulfil the conditions, and say how many there were."""
    connection = _connection(table)
    sqlite = is_sqlite(connection)
    sql, encoded = _change(table, tuple(values), _shape(conditions), sqlite=sqlite)
    new = [
        encode(value) if encode is not None and value is not None else value
        for encode, value in zip(encoded, values.values(), strict=True)
    ]
    return len(await raw_rows(connection, sql, [*new, *_given(conditions, sqlite=sqlite)]))


async def query(connection: BaseDBAsyncClient, sql: str, *values: Any) -> Sequence[Any]:
    """The raw rows of a statement in PostgreSQL's words; SQLite is told `$1` and `= ANY($1)` in its own."""
    if not is_sqlite(connection):
        return await raw_rows(connection, sql, values)
    return await raw_rows(connection, _for_sqlite(sql), [bound(value, sqlite=True) for value in values])


def _connection(table: type[Model]) -> BaseDBAsyncClient:
    """The transaction under way, or the pool."""
    return table._meta.db  # noqa: SLF001 -- tortoise's own door


def _shape(conditions: Mapping[str, Any]) -> Shape:
    return tuple([(name, value is None) for name, value in conditions.items()])


def _given(conditions: Mapping[str, Any], *, sqlite: bool) -> list[Any]:
    values = [
        list(value) if name.endswith("__in") else value for name, value in conditions.items() if value is not None
    ]
    return [bound(value, sqlite=True) for value in values] if sqlite else values


@cache
def _for_sqlite(sql: str) -> str:
    return _NUMBER.sub(r"?\1", _AMONG.sub(r"IN (SELECT value FROM json_each($\1))", sql))


def _finished(sql: str, *, sqlite: bool) -> str:
    return _for_sqlite(sql) if sqlite else sql


def _where(table: type[Model], shape: Shape, start: int) -> str:
    """The conditions in SQL, their parameters numbered from `start` on."""
    known, said, number = {*columns(table)}, [], start
    for name, empty in shape:
        column, _, how = name.partition("__")
        if column not in known:
            raise ValueError(f"{table.__name__} has no column {column}")
        if empty:
            said.append(f'"{column}" IS NULL')
            continue
        said.append(f'"{column}" = ANY(${number})' if how == "in" else f'"{column}" {_SIGNS[how]} ${number}')
        number += 1
    return f" WHERE {' AND '.join(said)}" if said else ""


@cache
def _selection(
    table: type[Model], names: tuple[str, ...], order: tuple[str, ...], shape: Shape, *, sqlite: bool
) -> tuple[str, Callable[[Sequence[Any]], list[Any]]]:
    """The statement, and what makes named tuples of its rows."""
    wanted = names or columns(table)
    made: Any = namedtuple(table.__name__, wanted)  # type: ignore[misc] # noqa: PYI024 -- known only now
    by_column = decoders(table, sqlite=sqlite)
    decoded = [(place, by_column[name]) for place, name in enumerate(wanted) if name in by_column]

    def read(rows: Sequence[Any]) -> list[Any]:
        if not decoded:
            return [made._make(row) for row in rows]
        found = []
        for row in rows:
            values = list(row)
            for place, decode in decoded:
                if values[place] is not None:
                    values[place] = decode(values[place])
            found.append(made._make(values))
        return found

    listed = ", ".join(f'"{name}"' for name in wanted)
    sql = f"SELECT {listed} FROM {_name(table)}{_where(table, shape, 1)}"
    sql += f" ORDER BY {', '.join(order)}" if order else ""
    return _finished(sql, sqlite=sqlite), read


@dataclass(frozen=True, slots=True)
class _Insertion:
    """A statement that adds a row, with each column's name, its default, and how its values are encoded."""

    sql: str
    columns: tuple[tuple[str, Any, Encoder | None], ...]

    def values(self, row: Mapping[str, Any]) -> list[Any]:
        found = []
        for name, default, encode in self.columns:
            value = row.get(name, default)
            found.append(encode(value) if encode is not None and value is not None else value)
        return found


async def _insert(
    table: type[Model], rows: Sequence[Mapping[str, Any]], key: tuple[str, ...], said: tuple[str, ...]
) -> None:
    if not rows:
        return
    connection = _connection(table)
    written = _insertion(table, tuple(rows[0]), key, said, sqlite=is_sqlite(connection))
    if len(rows) == 1:
        await raw_rows(connection, written.sql, written.values(rows[0]))
    else:
        await connection.execute_many(written.sql, [written.values(row) for row in rows])


@cache
def _insertion(
    table: type[Model], names: tuple[str, ...], key: tuple[str, ...], said: tuple[str, ...], *, sqlite: bool
) -> _Insertion:
    own = table._meta.fields_map  # noqa: SLF001 -- tortoise's own door to a model's columns
    if unknown := set(names) - own.keys():
        raise ValueError(f"{table.__name__} has no column {', '.join(sorted(unknown))}")
    wanted = [name for name in columns(table) if name in names or not own[name].generated]
    marks = ", ".join(f"${number}" for number in range(1, len(wanted) + 1))
    listed = ", ".join(f'"{name}"' for name in wanted)
    sql = f"INSERT INTO {_name(table)} ({listed}) VALUES ({marks})"
    if key:
        changed = ", ".join(f'"{name}" = excluded."{name}"' for name in said)
        known = ", ".join(f'"{name}"' for name in key)
        sql += f" ON CONFLICT ({known}) DO UPDATE SET {changed}"
    return _Insertion(
        _finished(sql, sqlite=sqlite),
        tuple((name, own[name].default, encoder(own[name], sqlite=sqlite)) for name in wanted),
    )


@cache
def _change(
    table: type[Model], names: tuple[str, ...], shape: Shape, *, sqlite: bool
) -> tuple[str, tuple[Encoder | None, ...]]:
    own = table._meta.fields_map  # noqa: SLF001 -- as above
    changed = ", ".join(f'"{name}" = ${number}' for number, name in enumerate(names, start=1))
    sql = f"UPDATE {_name(table)} SET {changed}{_where(table, shape, len(names) + 1)} RETURNING 1"
    return _finished(sql, sqlite=sqlite), tuple(encoder(own[name], sqlite=sqlite) for name in names)


def _name(table: type[Model]) -> str:
    return f'"{table_of(table).get_table_name()}"'


def encoder(field: Any, *, sqlite: bool) -> Encoder | None:
    """What makes of a value what the engine's driver takes for a column; None where that is the value itself.

    A text that is too long is refused here, because SQLite would take it.
    """
    if isinstance(field, fields.JSONField):
        return _dumped
    if isinstance(field, fields.DecimalField):
        return lambda value: bound(Decimal(value).quantize(field.quant), sqlite=sqlite)
    if not sqlite:
        return None
    if isinstance(field, fields.DatetimeField):
        return lambda value: bound(value.astimezone(UTC), sqlite=True)
    if isinstance(field, fields.DateField):
        return lambda value: bound(value, sqlite=True)
    return partial(_short, field) if isinstance(field, fields.CharField) else None


def _dumped(value: Any) -> str:
    return orjson.dumps(value).decode()


def _short(field: fields.CharField[str], value: str) -> str:
    field.validate(value)
    return value
