"""The one door to aiocache, with what aiocache leaves out.

Values are plain data (anything `orjson` can write). A value is kept under its key *and the generation of each of its
tags*; whoever changes what a tag stands for bumps the generation after its commit, and every older value is out of
reach. Generations are read before the loader reads the database, so a value can never be newer than its label.
Callers that want the same value at a time share one loader. A cache that does not answer makes the service slower,
never wrong: the loader is asked instead, and what could not be bumped expires by time.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from time import time_ns
from typing import Any
from urllib.parse import urlsplit

import orjson
from aiocache import SimpleMemoryCache
from aiocache.base import BaseCache

log = logging.getLogger(__name__)

Loader = Callable[[], Awaitable[Any]]
DEFAULT_SECONDS = 600


class BoundedMemoryCache(SimpleMemoryCache):  # type: ignore[misc] # aiocache has no types
    """aiocache's memory cache, holding at most so many entries: the least recently used goes first."""

    def __init__(self, *, entries: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._entries = entries
        self._cache: OrderedDict[str, Any] = OrderedDict()

    async def _get(self, key: str, encoding: str = "utf-8", _conn: Any = None) -> Any:
        if key in self._cache:
            self._cache.move_to_end(key)
        return await super()._get(key, encoding=encoding, _conn=_conn)

    async def _set(self, key: str, value: Any, ttl: float | None = None, **kwargs: Any) -> Any:
        done = await super()._set(key, value, ttl=ttl, **kwargs)
        self._cache.move_to_end(key)
        while len(self._cache) > self._entries:
            oldest, _ = self._cache.popitem(last=False)
            if (timer := self._handlers.pop(oldest, None)) is not None:
                timer.cancel()
        return done


def aiocache_for(url: str, *, entries: int) -> BaseCache:
    """The aiocache backend that `url` names: memory:// or redis://host:port/database."""
    parts = urlsplit(url)
    if parts.scheme == "memory":
        return BoundedMemoryCache(entries=entries)
    from aiocache import RedisCache  # noqa: PLC0415 -- redis is an extra; a memory deployment does not have it

    return RedisCache(
        endpoint=parts.hostname or "127.0.0.1",
        port=parts.port or 6379,
        db=int(parts.path.strip("/") or 0),
        password=parts.password,
        timeout=2,
    )


class Cache:
    """Values by key and tag generations, loaded once however many ask at a time."""

    def __init__(self, backend: BaseCache, *, namespace: str = "governance") -> None:
        self._backend = backend
        self._namespace = namespace
        self._flights: dict[str, asyncio.Future[Any]] = {}

    async def get_or_load(
        self, key: str, load: Loader, *, tags: Sequence[str], seconds: float = DEFAULT_SECONDS
    ) -> Any:
        """The value under `key`, loaded where there is none of the tags' present generations.

        Args:
            key: names the value, the caller's scope included where it depends on the caller.
            load: gives the value; None is a value like any other.
            tags: what the value rests on.
            seconds: how long the value may be kept at most.
        """
        generations = await self._generations(tags)
        full_key = f"{self._namespace}:value:{key}|{generations}"
        flight = self._flights.get(full_key)
        if flight is None:
            flight = asyncio.ensure_future(self._found_or_loaded(full_key, load, seconds, keep=generations is not None))
            self._flights[full_key] = flight
            flight.add_done_callback(lambda _: self._flights.pop(full_key, None))
        return await asyncio.shield(flight)

    async def bump(self, *tags: str) -> None:
        """Put every value that rests on one of `tags` out of reach. Call it after the commit."""
        for tag in tags:
            try:
                await self._backend.set(self._tag_key(tag), time_ns(), ttl=None)
            except Exception:
                log.warning("the cache did not take a new generation of %s", tag, exc_info=True)

    async def close(self) -> None:
        """Let go of the backend's connections."""
        await self._backend.close()

    def _tag_key(self, tag: str) -> str:
        return f"{self._namespace}:generation:{tag}"

    async def _generations(self, tags: Sequence[str]) -> str | None:
        if not tags:
            return ""
        try:
            found = await self._backend.multi_get([self._tag_key(tag) for tag in tags])
        except Exception:
            log.warning("the cache does not answer", exc_info=True)
            return None
        return ",".join(str(generation or 0) for generation in found)

    async def _found_or_loaded(self, full_key: str, load: Loader, seconds: float, *, keep: bool) -> Any:
        if not keep:
            return await load()
        try:
            stored = await self._backend.get(full_key)
        except Exception:
            log.warning("the cache does not answer", exc_info=True)
            return await load()
        if stored is not None:
            return _unpacked(stored)
        value = await load()
        try:
            await self._backend.set(full_key, _packed(value), ttl=seconds)
        except Exception:
            log.warning("the cache did not take a value", exc_info=True)
        return value


def _packed(value: Any) -> str:
    return orjson.dumps(value).decode()


def _unpacked(stored: Any) -> Any:
    return orjson.loads(stored)
