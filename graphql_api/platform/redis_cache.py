"""Redis: aiocache's backend as redis-py wants to be spoken to today, and the wire between workers."""

from collections.abc import AsyncIterator
from typing import Any

from aiocache import RedisCache
from redis.asyncio import Redis

_CHANNEL = "governance:changes"


class CurrentRedisCache(RedisCache):  # type: ignore[misc] # aiocache has no types
    """aiocache's Redis cache without the calls that redis-py has deprecated, and with its connections closed."""

    async def _set(self, key: str, value: Any, ttl: float | None = None, **kwargs: Any) -> Any:
        return await self.client.set(key, value, px=None if ttl is None else int(ttl * 1000))

    async def _close(self, *args: Any, **kwargs: Any) -> None:
        await self.client.aclose(close_connection_pool=True)


class RedisWire:
    """Rings from worker to worker over one of Redis's channels."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_connect_timeout=2)

    async def ring(self) -> None:
        """Ring at every worker."""
        await self._redis.publish(_CHANNEL, b"")

    async def rung(self) -> AsyncIterator[None]:
        """Every ring."""
        async with self._redis.pubsub(ignore_subscribe_messages=True) as listening:
            await listening.subscribe(_CHANNEL)
            async for _ in listening.listen():
                yield

    async def close(self) -> None:
        """Let go of the connections."""
        await self._redis.aclose()
