"""PostgreSQL: a task cancelled as it begins a transaction gives its connection back, and no commit is half done.

A statement under way is cancelled by asyncpg itself, which asks the server to.
"""

from typing import Any

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections

from graphql_api.platform.cancelling import uninterrupted


class Wrapper(TransactionWrapper):
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


class Client(AsyncpgDBClient):
    """Tortoise's client with those transactions, and no compiling of statements that end before it would."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.server_settings.setdefault("jit", "off")

    def _in_transaction(self) -> TransactionContext:
        return Transaction(Wrapper(self), self._pool_init_lock)


client_class = Client
