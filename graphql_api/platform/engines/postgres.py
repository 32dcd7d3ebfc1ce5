"""PostgreSQL: a task cancelled as it begins a transaction gives its connection back, and no commit is half done.

A statement under way is cancelled by asyncpg itself, which asks the server to. What answers a whole document is read on
connections kept at hand.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError

from graphql_api.platform.cancelling import uninterrupted

_POOL = {"maxsize": 15, "statement_cache_size": 300, "max_cacheable_statement_size": 0}  # 0: no limit; bytes else

_READING = 10  # of the pool's connections, at most; the others are for whoever writes


async def _rows(connection: Any, query: str, values: Sequence[Any]) -> Sequence[Any]:
    """The rows of a statement, with the driver's errors as tortoise's.

    Raises:
        IntegrityError: it breaks a constraint.
        OperationalError: the statement or a value is wrong.
    """
    try:
        found: Sequence[Any] = await connection.fetch(query, *values)
    except asyncpg.IntegrityConstraintViolationError as fault:
        raise IntegrityError(fault) from fault
    except (asyncpg.SyntaxOrAccessError, asyncpg.DataError) as fault:
        raise OperationalError(fault) from fault
    return found


class Wrapper(TransactionWrapper):
    """Tortoise's client inside a transaction."""

    async def rows(self, query: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement, as the driver gives them."""
        async with self._lock:
            self.log.debug("%s: %s", query, values)
            return await _rows(self._connection, query, values)

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Wrapper(self))

    async def commit(self) -> None:
        """Commit, cancelled or not."""
        await uninterrupted(super().commit())


class Transaction(TransactionContextPooled):
    """Tortoise's context of a transaction, which lost its connection where beginning it was cancelled."""

    async def __aenter__(self) -> TransactionalDBClient:
        """Begin."""
        try:
            return await super().__aenter__()
        except BaseException:
            if self.client._connection is not None:  # noqa: SLF001 -- tortoise's own
                await self.client._parent._pool.release(self.client._connection)  # noqa: SLF001
                get_connections().reset(self.token)
            raise


class Connection(asyncpg.Connection):  # type: ignore[misc] # asyncpg tells no types
    """A connection on which nothing is set or locked for longer than a transaction, so that nothing need be reset.

    Otherwise every statement outside a transaction would cost a second round trip.
    """

    def get_reset_query(self) -> str:
        """What is run before the pool gives the connection to somebody else: nothing."""
        return ""


class Reading:
    """Connections of the pool that go from read to read: the pool would make a task of every one.

    Who waits for one is served in turn.
    """

    def __init__(self) -> None:
        self._held = 0
        self._idle: list[Any] = []
        self._waiting: deque[asyncio.Future[Any]] = deque()

    async def taken(self, pool: Any) -> Any:
        """A connection, to be given back or dropped."""
        while True:
            if self._idle:
                connection = self._idle.pop()
            elif self._held < _READING:
                self._held += 1
                try:
                    connection = await pool.acquire()
                except BaseException:
                    self._let_another()
                    raise
            else:
                connection = await self._in_turn()
            if connection is not None:
                if not connection.is_closed():
                    return connection
                await self.dropped(connection, pool)

    async def _in_turn(self) -> Any:
        """A connection that somebody gives back; None where one was dropped."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        try:
            return await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled():
                self.given_back(waiting.result())
            raise

    def given_back(self, connection: Any) -> None:
        """Take back a connection, or what stands for one that was dropped."""
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(connection)
                return
        if connection is not None:
            self._idle.append(connection)

    async def dropped(self, connection: Any, pool: Any) -> None:
        """Leave it to the pool to look whether a connection is still good."""
        self._let_another()
        await pool.release(connection)

    def _let_another(self) -> None:
        self._held -= 1
        self.given_back(None)

    async def close(self, pool: Any) -> None:
        """Give all that nobody reads from back to the pool."""
        while self._idle:
            await self.dropped(self._idle.pop(), pool)


class Client(AsyncpgDBClient):
    """Tortoise's client with those transactions and connections, and statements kept however long they are.

    PostgreSQL is told not to compile statements, which end before it would have, and to plan each once: planning what
    answers a whole document takes longer than answering it.
    """

    connection_class = Connection

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **_POOL | kwargs)
        self._reading = Reading()
        self.server_settings = {"jit": "off", "plan_cache_mode": "force_generic_plan"} | self.server_settings

    async def rows(self, query: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement, as the driver gives them."""
        self.log.debug("%s: %s", query, values)
        if self._pool is None:
            async with self.acquire_connection():
                pass  # the pool is there from now on
        connection = await self._reading.taken(self._pool)
        try:
            found = await _rows(connection, query, values)
        except BaseException:
            await self._reading.dropped(connection, self._pool)
            raise
        self._reading.given_back(connection)
        return found

    async def row(self, sql: str, values: Sequence[Any]) -> dict[str, Any] | None:
        """The first row of a statement; None where it has none."""
        found = await self.rows(sql, values)
        return dict(found[0]) if found else None

    async def _close(self) -> None:
        await self._reading.close(self._pool)
        await super()._close()

    def _in_transaction(self) -> TransactionContext:
        return Transaction(Wrapper(self), self._pool_init_lock)


client_class = Client
