"""PostgreSQL: a task cancelled as it begins a transaction gives its connection back, and no commit is half done.

A statement under way is cancelled by asyncpg itself, which asks the server to.
"""

from collections.abc import Sequence
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.backends.base_postgres.client import translate_exceptions
from tortoise.connection import get_connections

from graphql_api.platform.cancelling import uninterrupted

_POOL = {"maxsize": 10, "statement_cache_size": 300, "max_cacheable_statement_size": 0}  # 0: no limit; bytes else


class _Statements(AsyncpgDBClient):
    @translate_exceptions
    async def rows(self, query: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement, as the driver gives them."""
        async with self.acquire_connection() as connection:
            self.log.debug("%s: %s", query, values)
            found: Sequence[Any] = await connection.fetch(query, *values)
            return found


class Wrapper(_Statements, TransactionWrapper):
    """Tortoise's client inside a transaction."""

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


class Client(_Statements):
    """Tortoise's client with those transactions and connections, and statements kept however long they are.

    PostgreSQL is told not to compile statements, which end before it would have, and to plan each once: planning what
    answers a whole document takes longer than answering it.
    """

    connection_class = Connection

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **_POOL | kwargs)
        self.server_settings = {"jit": "off", "plan_cache_mode": "force_generic_plan"} | self.server_settings

    def _in_transaction(self) -> TransactionContext:
        return Transaction(Wrapper(self), self._pool_init_lock)


client_class = Client
