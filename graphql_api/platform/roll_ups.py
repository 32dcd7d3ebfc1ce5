"""Sums over subtrees that are kept: one row for a unit and each unit above it, changed where what is summed changes.

A module declares them (`Module.roll_ups`); reading one costs one row, whatever lies below. What is summed are rows of a
table, its *parts*, each of which names the units it is counted in; where one changes, the sums of these do.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from tortoise import Model
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from graphql_api.platform.sql import is_sqlite
from graphql_api.platform.sums import Sums, addition, differences, empty, name_of
from graphql_api.platform.work import Begin

REBUILD = "platform.rebuild_roll_ups"
MOST_TOLD = 100


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


async def no_parts(connection: BaseDBAsyncClient, *, keep: bool) -> AsyncIterator[Difference]:
    """Nothing: the parts are nowhere stored, but read from the facts."""
    nothing: tuple[Difference, ...] = ()
    for difference in nothing:
        yield difference


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUps:
    """Roll-ups as a module declares them.

    Attributes:
        name: what they are called on the command line.
        sums: which table sums up which.
        named: what units and keys are called, by id; for people who read differences.
        facts: the tables that parts rest on, in the order in which acts write them.
        alone: what every act says that writes them, where it says something: a rebuild is alone with that, and holds no
            table.
        recount: compares the parts with the facts.
    """

    name: str
    sums: Sums
    named: Callable[[Collection[str]], Awaitable[Mapping[str, str]]]
    facts: tuple[type[Model], ...] = ()
    alone: str | None = None
    recount: Recount = no_parts


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
    differing = differences(sums, sqlite=is_sqlite(connection))
    sql = f"SELECT d.*, count(*) OVER () AS found_ FROM ({differing}) AS d LIMIT {MOST_TOLD}"
    found = []
    rows = await connection.execute_query_dict(sql)
    for row in rows:
        amounts = [(name, Decimal(str(row[name]))) for name in sums.amounts]
        told = ", ".join(f"{name} {amount:+f}" for name, amount in amounts if amount)
        where = "".join(f"{name} {row[name]}, " for name in sums.apart)
        what = f"{where}a recount of the sums gives {told}"
        found.append(Difference(unit=row["unit_id"], key=row[sums.key], what=what))
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
        if declared.alone is not None:
            await work.alone(declared.alone)
        else:
            stored = () if sums.stored is None else (sums.stored,)
            await hold_still(connection, *declared.facts, *stored, sums.table)
        wrong = 0
        if not from_parts:
            async for _ in declared.recount(connection, keep=True):
                wrong += 1
        wrong += (await _found(connection, sums)).count
        await connection.execute_query(addition(sums, differences(sums, sqlite=sqlite), sqlite=sqlite))
        await connection.execute_query(f"DELETE FROM {name_of(sums.table)} WHERE {empty(sums, sqlite=sqlite)}")
        return wrong


async def hold_still(connection: BaseDBAsyncClient, *tables: type[Model]) -> None:
    """Let nobody else write to tables until the transaction ends, and wait for who does; reading goes on.

    They are taken in the order given, which must be that in which acts write them; SQLite's writers are alone anyway.
    """
    if not is_sqlite(connection):
        locked = ", ".join(name_of(table) for table in tables)
        await connection.execute_query(f"LOCK TABLE {locked} IN SHARE ROW EXCLUSIVE MODE")
