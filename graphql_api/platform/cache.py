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
from collections.abc import Awaitable, Callable, Mapping, Sequence
from time import time_ns
from typing import Any
from urllib.parse import urlsplit

import orjson
from aiocache import SimpleMemoryCache
from aiocache.base import BaseCache

from graphql_api.platform.metrics import Metrics

log = logging.getLogger(__name__)

Loader = Callable[[], Awaitable[Any]]
LoaderOfMany = Callable[[Sequence[str]], Awaitable[Mapping[str, Any]]]
DEFAULT_SECONDS = 600


class BoundedMemoryCache(SimpleMemoryCache):  # type: ignore[misc] # aiocache has no types
    """aiocache's memory cache, holding at most so many entries: the least recently used goes first."""

    def __init__(self, *, entries: int, **kwargs: Any) -> None:
        super().__init__(timeout=0, **kwargs)  # it answers at once: a timer for every call would be most of its work
        self._entries = entries
        self._cache: OrderedDict[str, Any] = OrderedDict()

    async def get(self, key: str, default: Any = None, **kwargs: Any) -> Any:
        """A value, without aiocache's timers and plugins around it: they take longer than looking it up."""
        if key in self._cache:
            self._cache.move_to_end(key)
        return self._cache.get(key, default)

    async def multi_get(self, keys: Sequence[str], **kwargs: Any) -> list[Any]:
        """Several values."""
        return [self._cache.get(key) for key in keys]

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
    from graphql_api.platform.redis_cache import (  # noqa: PLC0415 -- redis is an extra; a memory deployment does not have it
        CurrentRedisCache,
    )

    return CurrentRedisCache(
        endpoint=parts.hostname or "127.0.0.1",
        port=parts.port or 6379,
        db=int(parts.path.strip("/") or 0),
        password=parts.password,
        timeout=2,
    )


class Cache:
    """Values by key and tag generations, loaded once however many ask at a time."""

    def __init__(self, backend: BaseCache, metrics: Metrics, *, namespace: str = "governance") -> None:
        self._backend = backend
        self._hits, self._misses = metrics.cached.labels("hit"), metrics.cached.labels("miss")
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
        keep = generations is not None
        if keep:
            try:
                stored = await self._backend.get(full_key)
            except Exception:
                log.warning("the cache does not answer", exc_info=True)
                stored, keep = None, False
            if stored is not None:
                self._hits.inc()
                return _unpacked(stored)
        self._misses.inc()
        flight = self._flights.get(full_key)
        if flight is None:
            flight = asyncio.ensure_future(self._loaded(full_key, load, seconds, keep=keep))
            self._flights[full_key] = flight
            flight.add_done_callback(lambda _: self._flights.pop(full_key, None))
        return await asyncio.shield(flight)

    async def get_or_load_many(
        self, keys: Sequence[str], load: LoaderOfMany, *, tags: Sequence[str], seconds: float = DEFAULT_SECONDS
    ) -> dict[str, Any]:
        """The values under `keys`; those that are not there are loaded in one batch.

        Args:
            keys: name the values, as for `get_or_load`.
            load: gives the values of some of the keys; a key that it leaves out has the value None.
            tags: what the values rest on.
            seconds: how long they may be kept at most.
        """
        generations = await self._generations(tags)
        full_keys = {key: f"{self._namespace}:value:{key}|{generations}" for key in keys}
        found: dict[str, Any] = {}
        if keys and generations is not None:
            try:
                stored = await self._backend.multi_get(list(full_keys.values()))
                found = {key: _unpacked(one) for key, one in zip(keys, stored, strict=True) if one is not None}
            except Exception:
                log.warning("the cache does not answer", exc_info=True)
        missing = [key for key in full_keys if key not in found]
        self._hits.inc(len(found))
        self._misses.inc(len(missing))
        if missing:
            loaded = await load(missing)
            fresh = {key: loaded.get(key) for key in missing}
            found |= fresh
            if generations is not None:
                await self._keep([(full_keys[key], _packed(value)) for key, value in fresh.items()], seconds)
        return found

    async def _keep(self, pairs: list[tuple[str, str]], seconds: float) -> None:
        try:
            await self._backend.multi_set(pairs, ttl=seconds)
        except Exception:
            log.warning("the cache did not take values", exc_info=True)

    async def bump(self, *tags: str) -> None:
        """Put every value that rests on one of `tags` out of reach. Call it after the commit."""
        for tag in tags:
            try:
                await self._backend.set(self._tag_key(tag), time_ns(), ttl=None)
            except Exception:
                log.warning("the cache did not take a new generation of %s", tag, exc_info=True)

    async def clear(self) -> None:
        """Remove every value and every generation: the database is another one now. It raises where that fails."""
        await self._backend.clear(namespace=self._namespace)

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
            return ",".join(
                [str(one or await self._first_generation(tag)) for tag, one in zip(tags, found, strict=True)]
            )
        except Exception:
            log.warning("the cache does not answer", exc_info=True)
            return None

    async def _first_generation(self, tag: str) -> Any:
        """A generation for a tag that has none, or that was let go: one under which no value was kept."""
        fresh = time_ns()
        try:
            await self._backend.add(self._tag_key(tag), fresh, ttl=None)
        except ValueError:  # somebody was faster
            return await self._backend.get(self._tag_key(tag)) or fresh
        return fresh

    async def _loaded(self, full_key: str, load: Loader, seconds: float, *, keep: bool) -> Any:
        value = await load()
        if keep:
            await self._keep([(full_key, _packed(value))], seconds)
        return value


def _packed(value: Any) -> str:
    return orjson.dumps(value).decode()


def _unpacked(stored: Any) -> Any:
    return orjson.loads(stored)
