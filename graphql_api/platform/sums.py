"""Sums that are kept, in SQL: added to where what is summed changes, and compared with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import orjson
from tortoise import Model, fields
from tortoise.backends.base.client import BaseDBAsyncClient

from graphql_api.platform.sql import is_sqlite, raw_rows, table_of

Number = int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """Which table sums up which; a declaration, which is the same as itself alone.

    Attributes:
        parts: what is summed: a table, or the query of what is nowhere stored, in the SQL of an engine (of SQLite, or
            not). Its column `counted_in` names units, each id followed by a slash, as a path does.
        table: the sums, unique by `unit_id`, `key` and `apart`.
        key: by which column of both tables sums are kept apart in a unit.
        apart: by which columns beside it.
        carried: columns of both that follow from the key.
        counted: by column of the sums, the column of the parts of which those that are filled are counted.
        added: by column of the sums, the column of the parts that is added up; an empty one adds nothing.
    """

    parts: type[Model] | Callable[[bool], str]
    table: type[Model]
    key: str
    apart: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    counted: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def amounts(self) -> tuple[str, ...]:
        """The columns that are sums."""
        return (*self.counted, *self.added)

    @property
    def stored(self) -> type[Model] | None:
        """The table of the parts; None where they are a query."""
        return self.parts if isinstance(self.parts, type) else None

    @property
    def unique(self) -> tuple[str, ...]:
        """The columns that say whose sums, and which, a row holds."""
        return ("unit_id", self.key, *self.apart)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is written: whose sums they are, and then the sums."""
        return (*self.unique, *self.carried, *self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What sums change by in each of several units.

    Attributes:
        units: the units.
        key: which sums of theirs.
        apart: the columns by which these are kept apart.
        carried: the columns that follow from the key.
        amounts: how much each sum changes.
    """

    units: Sequence[str]
    key: str
    apart: tuple[Any, ...] = ()
    carried: tuple[str, ...] = ()
    amounts: Mapping[str, Number]


async def add_to_sums(connection: BaseDBAsyncClient, sums: Sums, changes: Iterable[Change]) -> None:
    """Change sums: one statement for all of them.

    Whoever changes several rows does so in one order, so that two never wait for each other. It is that of falling ids:
    a unit is mostly younger than those above it, so the sums of the whole town, which everybody waits for, come last.
    """
    wanted: dict[tuple[Any, ...], tuple[tuple[str, ...], dict[str, Number]]] = {}
    for change in changes:
        for unit in change.units:
            whose = (unit, change.key, *change.apart)
            _, amounts = wanted.setdefault(whose, (change.carried, dict.fromkeys(sums.amounts, 0)))
            for name, amount in change.amounts.items():
                amounts[name] += amount
    rows = [
        (*whose, *carried, *amounts.values())
        for whose, (carried, amounts) in sorted(wanted.items(), reverse=True)
        if any(amounts.values())
    ]
    if rows:
        sqlite = is_sqlite(connection)
        given = (
            [orjson.dumps(rows, default=str).decode()]
            if sqlite
            else [list(values) for values in zip(*rows, strict=True)]
        )
        await raw_rows(connection, _given_addition(sums, sqlite=sqlite), given)


@cache
def _given_addition(sums: Sums, *, sqlite: bool) -> str:
    """The statement that adds rows given as parameters to the sums."""
    return addition(sums, _given(sums, sqlite=sqlite), sqlite=sqlite)


def addition(sums: Sums, rows: str, *, sqlite: bool) -> str:
    """The statement that adds `rows` to the sums; there are none yet where a row is the first of its unit and key."""

    def added(name: str) -> str:
        known, more = (_whole(sums.table, f"{row}.{name}", sqlite=sqlite) for row in ("s", "excluded"))
        return f"{name} = {_written(sums.table, name, f'{known} + {more}', sqlite=sqlite)}"

    changed = ", ".join(added(name) for name in sums.amounts)
    columns = ", ".join(sums.columns)
    return (
        f"INSERT INTO {name_of(sums.table)} AS s ({columns}) SELECT {columns} FROM ({rows}) AS r WHERE true"
        f" ON CONFLICT ({', '.join(sums.unique)}) DO UPDATE SET {changed}"
    )


def _given(sums: Sums, *, sqlite: bool) -> str:
    """The rows that are given as parameters: one of JSON on SQLite, one a column on PostgreSQL."""
    if sqlite:
        columns = ", ".join(f"json_extract(value, '$[{place}]') AS {name}" for place, name in enumerate(sums.columns))
        rows = f"(SELECT {columns} FROM json_each(?))"
        amounts = [
            f"{_written(sums.table, name, _whole(sums.table, name, sqlite=True), sqlite=True)} AS {name}"
            for name in sums.amounts
        ]
        return f"SELECT {', '.join([*sums.columns[: -len(amounts)], *amounts])} FROM {rows} AS g"
    types = [_type(sums.table, name) for name in sums.columns]
    arrays = ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(types, start=1))
    return f"SELECT * FROM unnest({arrays}) AS g ({', '.join(sums.columns)})"


def differences(sums: Sums, *, sqlite: bool) -> str:
    """By how much the stored sums fall short of those of the stored parts, where they are not the same.

    Parts that are counted in the same units are added up before they are spread over these.
    """

    def whole(name: str) -> str:
        return _whole(sums.table, name, sqlite=sqlite)

    same = ", ".join(f"max({name}) AS {name}" for name in sums.carried)
    carried = f"{same}, " if same else ""
    key = ", ".join((sums.key, *sums.apart))
    filled = [f"count({column}) AS {name}" for name, column in sums.counted.items()]
    summed = [f"coalesce(sum({_part(sums, name, sqlite=sqlite)}), 0) AS {name}" for name in sums.added]
    parts = f"({sums.parts(sqlite)}) AS f" if not isinstance(sums.parts, type) else name_of(sums.parts)
    together = (
        f"SELECT counted_in, {key}, {carried}{', '.join([*filled, *summed])}"
        f" FROM {parts} WHERE counted_in <> '' GROUP BY counted_in, {key}"
    )
    if sqlite:
        units = """json_each('["' || replace(rtrim(counted_in, '/'), '/', '","') || '"]') AS u"""
        unit = "u.value"
    else:
        units, unit = "unnest(string_to_array(rtrim(counted_in, '/'), '/')) AS u (unit_id)", "u.unit_id"
    own = ", ".join((key, *sums.carried, *sums.amounts))
    stored = ", ".join((key, *sums.carried, *(f"-{whole(name)}" for name in sums.amounts)))
    total = {name: f"sum({name})" for name in sums.amounts}
    written = ", ".join(f"{_written(sums.table, name, sql, sqlite=sqlite)} AS {name}" for name, sql in total.items())
    return (
        f"SELECT unit_id, {key}, {carried}{written} FROM ("
        f"SELECT {unit} AS unit_id, {own} FROM ({together}) AS p CROSS JOIN {units}"
        f" UNION ALL SELECT unit_id, {stored} FROM {name_of(sums.table)}) AS b"
        f" GROUP BY unit_id, {key} HAVING {' OR '.join(f'{sql} <> 0' for sql in total.values())}"
        f" ORDER BY {', '.join(f'{name} DESC' for name in sums.unique)}"
    )


def empty(sums: Sums, *, sqlite: bool) -> str:
    """The condition that sums are all zero."""
    return " AND ".join(f"{_whole(sums.table, name, sqlite=sqlite)} = 0" for name in sums.amounts)


def name_of(table: type[Model]) -> str:
    """A table's name in the database."""
    return str(table_of(table).get_table_name())


def _field(table: type[Model], column: str) -> Any:
    return table._meta.fields_map[column.rpartition(".")[2]]  # noqa: SLF001 -- tortoise's own door to a column


def _places(table: type[Model], column: str) -> int:
    found = _field(table, column)
    return found.decimal_places if isinstance(found, fields.DecimalField) else 0


def _type(table: type[Model], column: str) -> str:
    """A column's type as PostgreSQL's parameters have it; every number is a large one."""
    match _field(table, column):
        case fields.DecimalField():
            return "numeric"
        case fields.IntField() | fields.BigIntField():
            return "bigint"
        case fields.DateField():
            return "date"
    return "varchar"


def _part(sums: Sums, name: str, *, sqlite: bool) -> str:
    """What is added up of the parts: a query of theirs gives it as the sums have it."""
    column = sums.added[name]
    return _whole(sums.stored, column, sqlite=sqlite) if sums.stored else column


def _whole(table: type[Model], column: str, *, sqlite: bool) -> str:
    """A column as a number that adds up exactly: SQLite keeps decimals as text, and adds them as binary fractions."""
    places = _places(table, column)
    return f"CAST(round({column} * {10**places}) AS INTEGER)" if sqlite and places else column


def _written(table: type[Model], column: str, whole: str, *, sqlite: bool) -> str:
    """What `_whole` has made of a column's numbers, as the column keeps it."""
    places = _places(table, column)
    if not (sqlite and places):
        return whole
    unit = 10**places
    return (
        f"CASE WHEN ({whole}) < 0 THEN '-' ELSE '' END"
        f" || printf('%d.%0{places}d', abs({whole}) / {unit}, abs({whole}) % {unit})"
    )
