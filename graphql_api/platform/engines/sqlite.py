"""SQLite: a statement ends when the task that waits for it is cancelled, and a commit is never half done.

The driver runs statements in a thread, one after another. Without this the thread would go on with a statement
nobody waits for, and every later one would wait behind it.

What answers a whole document mostly takes less than the hop to that thread and back. It is run at once, on a
connection of its own that only reads; what takes longer than a moment is broken off and left to the thread. So are an
act's statements about a few rows, on the connection of its transaction, which nothing else has meanwhile. Where another
process is writing, the thread waits for it. A commit is the thread's too: now and then it waits for the disk.
"""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any

from aiosqlite import Connection, connect
from tortoise.backends.base.client import (
    ConnectionWrapper,
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContext,
)
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError

from graphql_api.platform.cancelling import uninterrupted
from graphql_api.platform.sql import TooDeep

_PAUSE = 0.02
_MOMENT = 0.02  # seconds
_STEPS = 10_000  # instructions of SQLite between two looks at the clock, well below a millisecond
_READING = {"query_only": "ON", "busy_timeout": 0, "cache_size": -24576}
_STATEMENTS = 300
_WAITS = "PRAGMA busy_timeout"
_FEW = 10_000  # characters of a value: a list of hundreds of keys is longer


class Statement(ConnectionWrapper[Any]):
    """The connection while one statement has it."""

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc_val: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        """Give the connection back, once nothing runs on it any more."""
        try:
            if exc_type is not None and issubclass(exc_type, asyncio.CancelledError):
                await uninterrupted(_quiet(self.connection))
        finally:
            await super().__aexit__(exc_type, exc_val, exc_tb)


async def _quiet(connection: Connection) -> None:
    """Interrupt until the thread has come to what was queued last: a statement still queued begins only later."""
    last = asyncio.ensure_future(connection._execute(lambda: None))  # type: ignore[no-untyped-call]  # noqa: SLF001 -- the driver's queue
    while not last.done():
        await connection.interrupt()
        await asyncio.wait({last}, timeout=_PAUSE)


class _Statements(SqliteClient):
    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return Statement(self._lock, self)

    @translate_exceptions
    async def rows(self, query: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement, as the driver gives them."""
        async with self.acquire_connection() as connection:
            self.log.debug("%s: %s", query, values)
            found: Sequence[Any] = await connection.execute_fetchall(query, values)
            return found


class Wrapper(_Statements, SqliteTransactionWrapper):
    """Tortoise's client inside a transaction."""

    _alone = False
    """Whether the transaction is known to have the right to write, for which nothing waits any more."""

    async def rows(self, query: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement, as the driver gives them: at once, unless its values are many."""
        found = None
        if all(len(value) <= _FEW for value in values if isinstance(value, str)):
            async with self._lock:
                self.log.debug("%s: %s", query, values)
                found = self._at_once(query, values)
        found = await super().rows(query, values) if found is None else found
        self._alone = self._alone or not query.startswith("SELECT")
        return found

    def _at_once(self, query: str, values: Sequence[Any]) -> Sequence[Any] | None:
        """The rows of a statement; None where it would have to wait for another process."""
        connection = self._connection._conn  # noqa: SLF001 -- the driver's thread does nothing while the lock is held
        waits = 0 if self._alone else connection.execute(_WAITS).fetchone()[0]
        if waits:
            connection.execute(f"{_WAITS}=0").fetchall()
        try:
            return connection.execute(query, values).fetchall()
        except sqlite3.IntegrityError as fault:
            raise IntegrityError(fault) from fault
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                return None
            raise OperationalError(fault) from fault
        finally:
            if waits:
                connection.execute(f"{_WAITS}={waits}").fetchall()

    async def begin(self) -> None:
        """Begin. Nothing is locked yet, so that there is nothing to wait for."""
        connection = self._connection._conn  # noqa: SLF001 -- as above
        connection.commit()
        connection.execute("BEGIN")

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Wrapper(self))

    async def commit(self) -> None:
        """Commit, cancelled or not."""
        await uninterrupted(super().commit())


class Transaction(SqliteTransactionContext):
    """Tortoise's context of a transaction, which kept its lock for ever where beginning it was cancelled."""

    async def __aenter__(self) -> TransactionalDBClient:
        """Begin."""
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self._begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    async def _begin(self) -> None:
        try:
            await uninterrupted(self.connection.begin())
        except asyncio.CancelledError:  # it has begun all the same
            await uninterrupted(self.connection._connection.rollback())  # noqa: SLF001 -- tortoise's own
            raise


class Client(_Statements):
    """Tortoise's client with those statements and transactions."""

    _reading: sqlite3.Connection | None = None
    _until = 0.0
    """When what the reading connection runs is broken off."""

    async def create_connection(self, with_db: bool) -> None:  # noqa: FBT001 -- tortoise's signature
        """Connect, so that this thread may use the connection too."""
        if self._connection:
            return
        self._connection = await connect(
            self.filename, isolation_level=None, cached_statements=_STATEMENTS, check_same_thread=False
        )
        self._connection.row_factory = sqlite3.Row
        for name, value in self.pragmas.items():
            await self._connection.execute_fetchall(f"PRAGMA {name}={value}")
        await self._post_connect()

    async def row(self, sql: str, values: Sequence[Any]) -> dict[str, Any] | None:
        """The first row of a statement; None where it has none.

        Its first parameter is a state of the database as the reading connection counts states, and "state" one of its
        columns: where the thread answers, there is none.
        """
        self.log.debug("%s: %s", sql, values)
        try:
            found = self._read_now(sql, values).fetchone()
        except sqlite3.OperationalError as fault:  # broken off, or somebody has locked the whole file
            if str(fault) == "parser stack overflow":
                raise TooDeep from fault
            rows = await self.execute_query_dict(sql, [None, *values[1:]])
            return {**rows[0], "state": None} if rows else None
        return None if found is None else dict(found)

    def _read_now(self, sql: str, values: Sequence[Any]) -> Any:
        if self._reading is None:
            self._reading = self._opened()
        self._until = time.monotonic() + _MOMENT
        return self._reading.execute(sql, values)

    async def rows(self, query: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement, as the driver gives them: at once, where it reads and takes a moment at most."""
        if query.startswith("SELECT"):
            self.log.debug("%s: %s", query, values)
            with suppress(sqlite3.OperationalError):
                found: Sequence[Any] = self._read_now(query, values).fetchall()
                return found
        return await super().rows(query, values)

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.filename, isolation_level=None, cached_statements=_STATEMENTS)
        connection.row_factory = sqlite3.Row
        for name, value in _READING.items():
            connection.execute(f"PRAGMA {name}={value}")
        connection.set_progress_handler(lambda: time.monotonic() > self._until, _STEPS)
        return connection

    async def close(self) -> None:
        """Close both connections."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None
        await super().close()

    def _in_transaction(self) -> TransactionContext:
        return Transaction(Wrapper(self), self._lock)


client_class = Client
