"""Sums over subtrees that are kept: one row for a unit and each unit above it, changed where what is summed changes.

A module declares them (`Module.roll_ups`); reading one costs one row, whatever lies below. What is summed are rows of a
table, its *parts*, each of which names the units it is counted in; where one changes, the sums of these do.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

import orjson
from tortoise import Model, fields
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from graphql_api.platform.sql import is_sqlite, table_of
from graphql_api.platform.work import Begin

Number = int | Decimal
REBUILD = "platform.rebuild_roll_ups"
MOST_TOLD = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Which table sums up which.

    Attributes:
        parts: what is summed. Its column `counted_in` names units, each id followed by a slash, as a path does.
        table: the sums, unique by `unit_id` and `key`.
        key: by which column of both tables sums are kept apart in a unit.
        carried: columns of both that follow from the key.
        counted: by column of the sums, the column of the parts of which those that are filled are counted.
        added: by column of the sums, the column of the parts that is added up; an empty one adds nothing.
    """

    parts: type[Model]
    table: type[Model]
    key: str
    carried: tuple[str, ...] = ()
    counted: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def amounts(self) -> tuple[str, ...]:
        """The columns that are sums."""
        return (*self.counted, *self.added)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is written: whose sums they are, and then the sums."""
        return ("unit_id", self.key, *self.carried, *self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What sums change by in each of several units.

    Attributes:
        units: the units.
        key: which sums of theirs.
        carried: the columns that follow from the key.
        amounts: how much each sum changes.
    """

    units: Sequence[str]
    key: str
    carried: tuple[str, ...] = ()
    amounts: Mapping[str, Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is kept and is not what a recount says.

    Attributes:
        unit: in which unit.
        key: about what.
        what: what differs, in English.
    """

    unit: str
    key: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What differs.

    Attributes:
        count: how many parts and sums.
        first: the first of them.
        names: what their units and keys are called, by id.
    """

    count: int
    first: tuple[Difference, ...]
    names: Mapping[str, str] = field(default_factory=dict)


class Recount(Protocol):
    """Compares every part with the facts it rests on, in batches."""

    def __call__(self, connection: BaseDBAsyncClient, *, keep: bool) -> AsyncIterator[Difference]:
        """The parts that differ; where `keep` is said, each is put right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUps:
    """Roll-ups as a module declares them.

    Attributes:
        name: what they are called on the command line.
        sums: which table sums up which.
        facts: the tables that parts rest on, in the order in which acts write them.
        recount: compares the parts with the facts.
        named: what units and keys are called, by id; for people who read differences.
    """

    name: str
    sums: Sums
    facts: tuple[type[Model], ...]
    recount: Recount
    named: Callable[[Collection[str]], Awaitable[Mapping[str, str]]]


async def add_to_sums(connection: BaseDBAsyncClient, sums: Sums, changes: Iterable[Change]) -> None:
    """Change sums: one statement for all of them.

    Whoever changes several rows does so in one order, so that two never wait for each other. It is that of falling ids:
    a unit is mostly younger than those above it, so the sums of the whole town, which everybody waits for, come last.
    """
    wanted: dict[tuple[str, str], tuple[tuple[str, ...], dict[str, Number]]] = {}
    for change in changes:
        for unit in change.units:
            _, amounts = wanted.setdefault((unit, change.key), (change.carried, dict.fromkeys(sums.amounts, 0)))
            for name, amount in change.amounts.items():
                amounts[name] += amount
    rows = [
        (unit, key, *carried, *amounts.values())
        for (unit, key), (carried, amounts) in sorted(wanted.items(), reverse=True)
        if any(amounts.values())
    ]
    if rows:
        sqlite = is_sqlite(connection)
        given = (
            [orjson.dumps(rows, default=str).decode()]
            if sqlite
            else [list(values) for values in zip(*rows, strict=True)]
        )
        await connection.execute_query(_addition(sums, _given(sums, sqlite=sqlite), sqlite=sqlite), given)


async def check(declared: RollUps, *, from_parts: bool = False) -> Found:
    """Everything that is kept and is not what a recount says, as of one instant.

    Args:
        declared: the roll-ups.
        from_parts: whether the parts are taken as they are, so that the sums alone are counted.
    """
    count, first = 0, list[Difference]()
    async with in_transaction() as connection:
        if not is_sqlite(connection):
            await connection.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        if not from_parts:
            async for difference in declared.recount(connection, keep=False):
                count += 1
                first += [difference] if count <= MOST_TOLD else []
        of_sums = await _found(connection, declared.sums)
        first += of_sums.first[: MOST_TOLD - len(first)]
        return Found(
            count=count + of_sums.count,
            first=tuple(first),
            names=await declared.named({key for one in first for key in (one.unit, one.key)}),
        )


async def _found(connection: BaseDBAsyncClient, sums: Sums) -> Found:
    """The sums that are not those of the stored parts."""
    differing = _differences(sums, sqlite=is_sqlite(connection))
    sql = f"SELECT d.*, count(*) OVER () AS found_ FROM ({differing}) AS d LIMIT {MOST_TOLD}"
    found = []
    rows = await connection.execute_query_dict(sql)
    for row in rows:
        amounts = [(name, Decimal(str(row[name]))) for name in sums.amounts]
        told = ", ".join(f"{name} {amount:+f}" for name, amount in amounts if amount)
        found.append(Difference(unit=row["unit_id"], key=row[sums.key], what=f"a recount of the sums gives {told}"))
    return Found(count=rows[0]["found_"] if rows else 0, first=tuple(found))


async def rebuild(begin: Begin, declared: RollUps, *, from_parts: bool = False) -> int:
    """Count everything anew and put right what differs; whoever wants to write what it rests on waits meanwhile.

    Args:
        begin: opens a unit of work.
        declared: the roll-ups.
        from_parts: whether the parts are taken as they are, so that the sums alone are counted.

    Returns:
        How many parts and sums were wrong.
    """
    sums = declared.sums
    async with begin(REBUILD, subject=declared.name) as work:
        connection = work.connection
        sqlite = is_sqlite(connection)
        await hold_still(connection, *declared.facts, sums.parts, sums.table)
        wrong = 0
        if not from_parts:
            async for _ in declared.recount(connection, keep=True):
                wrong += 1
        wrong += (await _found(connection, sums)).count
        await connection.execute_query(_addition(sums, _differences(sums, sqlite=sqlite), sqlite=sqlite))
        empty = " AND ".join(f"{_whole(sums.table, name, sqlite=sqlite)} = 0" for name in sums.amounts)
        await connection.execute_query(f"DELETE FROM {_name(sums.table)} WHERE {empty}")
        return wrong


async def hold_still(connection: BaseDBAsyncClient, *tables: type[Model]) -> None:
    """Let nobody else write to tables until the transaction ends, and wait for who does; reading goes on.

    They are taken in the order given, which must be that in which acts write them; SQLite's writers are alone anyway.
    """
    if not is_sqlite(connection):
        locked = ", ".join(_name(table) for table in tables)
        await connection.execute_query(f"LOCK TABLE {locked} IN SHARE ROW EXCLUSIVE MODE")


def _addition(sums: Sums, rows: str, *, sqlite: bool) -> str:
    """The statement that adds `rows` to the sums; there are none yet where a row is the first of its unit and key."""

    def added(name: str) -> str:
        known, more = (_whole(sums.table, f"{row}.{name}", sqlite=sqlite) for row in ("s", "excluded"))
        return f"{name} = {_written(sums.table, name, f'{known} + {more}', sqlite=sqlite)}"

    changed = ", ".join(added(name) for name in sums.amounts)
    columns = ", ".join(sums.columns)
    return (
        f"INSERT INTO {_name(sums.table)} AS s ({columns}) SELECT {columns} FROM ({rows}) AS r WHERE true"
        f" ON CONFLICT (unit_id, {sums.key}) DO UPDATE SET {changed}"
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
    types = ["varchar"] * (len(sums.columns) - len(sums.amounts)) + [
        "numeric" if _places(sums.table, name) else "bigint" for name in sums.amounts
    ]
    arrays = ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(types, start=1))
    return f"SELECT * FROM unnest({arrays}) AS g ({', '.join(sums.columns)})"


def _differences(sums: Sums, *, sqlite: bool) -> str:
    """By how much the stored sums fall short of those of the stored parts, where they are not the same.

    Parts that are counted in the same units are added up before they are spread over these.
    """

    def whole(name: str) -> str:
        return _whole(sums.table, name, sqlite=sqlite)

    same = ", ".join(f"max({name}) AS {name}" for name in sums.carried)
    carried = f"{same}, " if same else ""
    filled = [f"count({column}) AS {name}" for name, column in sums.counted.items()]
    summed = [
        f"coalesce(sum({_whole(sums.parts, column, sqlite=sqlite)}), 0) AS {name}"
        for name, column in sums.added.items()
    ]
    together = (
        f"SELECT counted_in, {sums.key}, {carried}{', '.join([*filled, *summed])}"
        f" FROM {_name(sums.parts)} WHERE counted_in <> '' GROUP BY counted_in, {sums.key}"
    )
    if sqlite:
        units = """json_each('["' || replace(rtrim(counted_in, '/'), '/', '","') || '"]') AS u"""
        unit = "u.value"
    else:
        units, unit = "unnest(string_to_array(rtrim(counted_in, '/'), '/')) AS u (unit_id)", "u.unit_id"
    own = ", ".join((sums.key, *sums.carried, *sums.amounts))
    stored = ", ".join((sums.key, *sums.carried, *(f"-{whole(name)}" for name in sums.amounts)))
    total = {name: f"sum({name})" for name in sums.amounts}
    written = ", ".join(f"{_written(sums.table, name, sql, sqlite=sqlite)} AS {name}" for name, sql in total.items())
    return (
        f"SELECT unit_id, {sums.key}, {carried}{written} FROM ("
        f"SELECT {unit} AS unit_id, {own} FROM ({together}) AS p CROSS JOIN {units}"
        f" UNION ALL SELECT unit_id, {stored} FROM {_name(sums.table)}) AS b"
        f" GROUP BY unit_id, {sums.key} HAVING {' OR '.join(f'{sql} <> 0' for sql in total.values())}"
        f" ORDER BY unit_id DESC, {sums.key} DESC"
    )


def _name(table: type[Model]) -> str:
    return str(table_of(table).get_table_name())


def _places(table: type[Model], column: str) -> int:
    found = table._meta.fields_map[column.rpartition(".")[2]]  # noqa: SLF001 -- tortoise's own door to a column
    return found.decimal_places if isinstance(found, fields.DecimalField) else 0


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
