"""Writing many new rows at once in a transaction: by COPY on PostgreSQL, on SQLite by INSERTs of many rows."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from tortoise import Model
from tortoise.backends.base.client import BaseDBAsyncClient

from graphql_api.platform.rows import encoder
from graphql_api.platform.sql import batches, bound, columns, is_sqlite, table_of

Rows = Sequence[tuple[Any, ...]]
_PLAIN = {str, int, type(None)}
_MOST_VALUES = 10_000
_BATCH = 1_000
_MANY = 100


async def insert_rows(connection: BaseDBAsyncClient, table: type[Model], named: Sequence[str], rows: Rows) -> None:
    """Write new rows, their values in the order of the columns `named`; the others get what the database gives them.

    Args:
        connection: the transaction.
        table: the table.
        named: its columns.
        rows: plain values: text, numbers, days, instants.
    """
    if not rows:
        return
    name = table_of(table).get_table_name()
    if is_sqlite(connection):
        await insert_many(connection, name, named, _bound(rows))
        return
    async with connection.acquire_connection() as driver:
        await driver.copy_records_to_table(name, records=rows, columns=named)


async def create_rows(rows: Sequence[Model]) -> None:
    """Write new rows of one table, as tortoise's `bulk_create` does: by COPY on PostgreSQL, where there are many."""
    if not rows:
        return
    table = type(rows[0])
    connection: BaseDBAsyncClient = table._meta.db  # noqa: SLF001 -- tortoise's own door
    if is_sqlite(connection) or len(rows) < _MANY:
        await table.bulk_create(rows, batch_size=_BATCH)
        return
    own = table._meta.fields_map  # noqa: SLF001 -- as above
    names = [name for name in columns(table) if not own[name].generated]
    written = [_written(encoder(own[name], sqlite=False), [getattr(row, name) for row in rows]) for name in names]
    await insert_rows(connection, table, names, list(zip(*written, strict=True)))


def _written(encode: Callable[[Any], Any] | None, values: Sequence[Any]) -> Sequence[Any]:
    return values if encode is None else [None if value is None else encode(value) for value in values]


async def insert_many(connection: BaseDBAsyncClient, table: str, columns: Sequence[str], rows: Rows) -> None:
    """Write new rows on SQLite, their values as its driver takes them.

    A statement writes hundreds of rows, because other threads of this process can run during a statement, and wait for
    one another between two.
    """
    size = _MOST_VALUES // len(columns)
    whole = len(rows) - len(rows) % size
    row = f"({', '.join('?' * len(columns))})"
    for some in (rows[:whole], rows[whole:]):
        if some:
            marks = ", ".join([row] * min(size, len(some)))
            statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks}"
            await connection.execute_many(statement, [list(chain.from_iterable(part)) for part in batches(some, size)])


async def count_anew(connection: BaseDBAsyncClient, *tables: type[Model]) -> None:
    """Let PostgreSQL count what much has been added to: until then it plans as if the tables were small."""
    if is_sqlite(connection):
        return
    for table in tables:
        await connection.execute_query(f"ANALYZE {table_of(table).get_table_name()}")


async def copy_text(
    connection: BaseDBAsyncClient, table: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> None:
    """Write new rows on PostgreSQL, their values as text without tabs, line ends and backslashes.

    This is for columns of types that the driver can't write in the server's binary form.
    """
    lines = "".join("\t".join(row) + "\n" for row in rows).encode()

    async def source() -> Any:
        yield lines

    async with connection.acquire_connection() as driver:
        await driver.copy_to_table(table, source=source(), columns=columns, format="text")


def _bound(rows: Rows) -> list[Any]:
    """The rows as SQLite's driver takes them: only columns of days and instants change, and hold the same few."""
    columns = []
    for values in zip(*rows, strict=True):
        if set(map(type, values)) <= _PLAIN:
            columns.append(values)
        else:
            taken = {value: bound(value, sqlite=True) for value in set(values)}
            columns.append(tuple(taken[value] for value in values))
    return list(zip(*columns, strict=True))
