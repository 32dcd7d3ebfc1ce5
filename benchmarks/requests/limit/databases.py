"""The two engines as the LIMIT uses them: a pool of asyncpg's connections; sqlite3 in the event loop's own thread.

SQLite's answers take less than the hop to a thread and back, which a careful engineer with one process spares.
"""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

import asyncpg

from benchmarks.requests.limit.writing import Words

_POOL = 10
_CACHED = 100


class Database(Protocol):
    """What the application asks of an engine."""

    def transaction(self) -> AbstractAsyncContextManager[Any]:
        """A transaction."""

    async def row(self, statement: str, values: Sequence[Any]) -> Any:
        """The first row of a statement; None where there is none."""

    def instant(self, value: Any) -> datetime:
        """A stored instant."""


class PostgresTransaction:
    """A transaction on a connection of the pool."""

    sqlite = False

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def rows(self, statement: str, *values: Any) -> Sequence[Any]:
        """The rows of a statement."""
        found: Sequence[Any] = await self._connection.fetch(statement, *values)
        return found

    async def many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        """The statement for each of some rows."""
        await self._connection.executemany(statement, values)

    def read(self, value: Any, kind: type) -> Any:
        """The driver gives values as they are."""
        return value


class SQLiteTransaction:
    """A transaction on the one connection. Nothing else of the process runs meanwhile."""

    sqlite = True

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def rows(self, statement: str, *values: Any) -> Sequence[Any]:
        """The rows of a statement."""
        return self._connection.execute(_numbered(statement), [_plain(value) for value in values]).fetchall()

    async def many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        """The statement for each of some rows."""
        self._connection.executemany(_numbered(statement), [[_plain(value) for value in row] for row in values])

    def read(self, value: Any, kind: type) -> Any:
        """Days and instants are texts."""
        return kind.fromisoformat(value)  # type: ignore[attr-defined]


@cache
def _numbered(statement: str) -> str:
    return Words(sqlite=True).finished(statement)


def _plain(value: Any) -> Any:
    """A value as SQLite's driver takes it."""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


class Bare(asyncpg.Connection):  # type: ignore[misc]
    """A connection that is given back as it is: nothing here changes its state."""

    def get_reset_query(self) -> str:
        """Nothing."""
        return ""


class Postgres:
    """A pool of connections, whose statements are prepared and planned once."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    async def row(self, statement: str, values: Sequence[Any]) -> Any:
        """The first row of a statement."""
        async with self._pool.acquire() as connection:
            return await connection.fetchrow(statement, *values)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresTransaction]:
        """A transaction on a connection of its own."""
        async with self._pool.acquire() as connection, connection.transaction():
            yield PostgresTransaction(connection)

    def instant(self, value: Any) -> datetime:
        """The driver gives instants."""
        found: datetime = value
        return found


class SQLite:
    """One connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def row(self, statement: str, values: Sequence[Any]) -> Any:
        """The first row of a statement."""
        return self._connection.execute(statement, [_plain(value) for value in values]).fetchone()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SQLiteTransaction]:
        """A transaction that takes the write lock at once."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield SQLiteTransaction(self._connection)
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def instant(self, value: Any) -> datetime:
        """Instants are texts."""
        return datetime.fromisoformat(value)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """The database of a URL."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, cached_statements=_CACHED)
        connection.row_factory = sqlite3.Row
        try:
            for setting in ("journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL", "cache_size=-65536"):
                connection.execute(f"PRAGMA {setting}")
            yield SQLite(connection)
        finally:
            connection.close()
        return
    settings = {"jit": "off", "plan_cache_mode": "force_generic_plan"}
    pool = await asyncpg.create_pool(
        url,
        min_size=_POOL,
        max_size=_POOL,
        connection_class=Bare,
        max_cacheable_statement_size=0,
        server_settings=settings,
    )
    try:
        yield Postgres(pool)
    finally:
        await pool.close()
