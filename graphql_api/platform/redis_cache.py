"""aiocache's Redis backend as redis-py wants to be spoken to today."""

from typing import Any

from aiocache import RedisCache


class CurrentRedisCache(RedisCache):  # type: ignore[misc] # aiocache has no types
    """aiocache's Redis cache without the calls that redis-py has deprecated, and with its connections closed."""

    async def _set(self, key: str, value: Any, ttl: float | None = None, **kwargs: Any) -> Any:
        return await self.client.set(key, value, px=None if ttl is None else int(ttl * 1000))

    async def _close(self, *args: Any, **kwargs: Any) -> None:
        await self.client.aclose(close_connection_pool=True)
