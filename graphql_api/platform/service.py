"""One running service: its database, cache, modules, courier and calendar, and how a caller's request gets to them."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import partial

from tortoise.backends.base.client import BaseDBAsyncClient

from graphql_api.platform.access import SYSTEM, Claim, Principal, digest, principal_of, principal_still
from graphql_api.platform.cache import Cache, aiocache_for
from graphql_api.platform.calendar import Calendar
from graphql_api.platform.changes import Bell, wire_for
from graphql_api.platform.context import RequestContext
from graphql_api.platform.database import Database
from graphql_api.platform.events import Courier
from graphql_api.platform.identifiers import Clock, Identifiers
from graphql_api.platform.metrics import Metrics
from graphql_api.platform.modules import Modules
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.recent import Recent
from graphql_api.platform.settings import Settings
from graphql_api.platform.work import Begin, Work, Workshop, civil_day

_MOST_CALLERS = 10_000


def system_clock() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


class Service:
    """The parts of the service, put together from settings and modules. It holds no request's state."""

    def __init__(
        self,
        settings: Settings,
        modules: Modules,
        *,
        clock: Clock = system_clock,
        entropy: Callable[[int], int] = secrets.randbits,
    ) -> None:
        self.settings = settings
        self.modules = modules
        self.clock = clock
        self.new_id = Identifiers(clock, entropy)
        self.database = Database(settings.database_url, modules.loaded)
        self.metrics = Metrics()
        self.cache = Cache(aiocache_for(settings.cache_url, entries=settings.cache_entries), self.metrics)
        self._catalogue = modules.catalogue
        self._callers: Recent[str, Principal] = Recent(_MOST_CALLERS)
        self.bell = Bell(wire_for(settings.cache_url))
        self.courier = Courier(modules.listeners, self.begin_for, SYSTEM, clock, self.database.active)
        self.calendar = Calendar(self.begin_for, SYSTEM, clock, self.new_id(), self.database.active, modules.renewals)
        self.workshop = Workshop(
            clock=clock,
            new_id=self.new_id,
            cache=self.cache,
            permissions=modules.permissions,
            listeners=_by_event(modules),
            keepers=modules.keepers,
            practices=modules.practices,
            reading=self._reader_in,
            after_commit=self._committed,
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Service"]:
        """The service with its database open, its courier and its calendar at work."""
        async with self.database.opened():
            delivering = asyncio.create_task(self.courier.run())
            turning = asyncio.create_task(self.calendar.run())
            try:
                async with self.bell.connected():
                    yield self
            finally:
                self.courier.stop()
                self.calendar.stop()
                await asyncio.gather(delivering, turning)
                await self.cache.close()

    def _committed(self, deliver: bool) -> None:  # noqa: FBT001 -- a callback's only argument
        if deliver:
            self.courier.wake()
        self.bell.ring()

    def begin_for(self, principal: Principal) -> Begin:
        """The door to units of work for one caller."""

        def begin(act: str, *, subject: str, **detail: object) -> AbstractAsyncContextManager[Work]:
            return self.workshop.begin(principal, act, subject=subject, **detail)

        return begin

    def reader_for(self, principal: Principal, language: str) -> Reader:
        """A reader for one caller."""
        return self._reader(self.database.connection, principal, language)

    def _reader_in(self, transaction: BaseDBAsyncClient) -> Reader:
        return self._reader(transaction, SYSTEM, "zh")

    def _reader(self, connection: BaseDBAsyncClient, principal: Principal, language: str) -> Reader:
        return Reader(
            connection=connection,
            catalogue=self._catalogue,
            principal=principal,
            language=language,
            present=Moment(as_of=civil_day(self.clock())),
            scope_path=partial(self.modules.locate.at, self.cache),
            ceiling=self.settings.page_ceiling,
            cache=self.cache,
            most_rows=self.settings.limits.rows,
        )

    def context_for(self, principal: Principal, language: str = "zh", claim: Claim | None = None) -> RequestContext:
        """What the resolvers of one operation find."""
        return RequestContext(
            principal=principal,
            language=language,
            reader=self.reader_for(principal, language),
            begin=self.begin_for(principal),
            workshop=self.workshop,
            cache=self.cache,
            modules=self.modules,
            bell=self.bell,
            renew=self._renewed,
            claim=claim,
        )

    async def principal_of(self, secret: str | None) -> Principal:
        """Who speaks with a bearer token now, and where their unit stands.

        Raises:
            Unauthenticated: nobody.
        """
        now = self.clock()
        found = await principal_of(secret, now, place=self.modules.locate.place, today=civil_day(now))
        return self._callers.keep(digest(secret or ""), found)

    def claimed(self, secret: str | None) -> tuple[Principal, Claim] | None:
        """Who spoke with a bearer token when it was last found, and what has to be proved; None where nobody knows."""
        if not secret:
            return None
        now, key = self.clock(), digest(secret)
        today, found = civil_day(now), self._callers.get(key)
        if found is None or found.placed is None or found.placed.on != today:
            return None
        return found, Claim(digest=key, now=now, on=today, place=self.modules.locate.place)

    async def _renewed(self, context: RequestContext) -> RequestContext:
        principal = await principal_still(context.principal, self.clock())
        return self.context_for(principal, context.language)


def _by_event(modules: Modules) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for listener in modules.listeners:
        names[listener.event] = (*names.get(listener.event, ()), listener.name)
    return names
