"""Delivering domain events to the modules that listen: at least once, each listener on its own."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graphql_api.platform.access import Principal
from graphql_api.platform.identifiers import Clock
from graphql_api.platform.tables import DeliveryRow, EventRow
from graphql_api.platform.work import Begin

log = logging.getLogger(__name__)

BATCH = 50
LEASE = timedelta(seconds=60)
PATIENCE = 30.0
ATTEMPTS_BEFORE_SLOWING = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A domain event as it reaches a listener: its name, its day and its plain facts."""

    name: str
    effective_on: date
    facts: Mapping[str, Any]


Handler = Callable[[Happened, Begin], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A module's wish to be told of an event.

    Attributes:
        name: "module.what_it_does", unique and stable: deliveries are kept under it.
        event: the name of the event.
        handle: takes the event and may open units of work as the system. It may be called more than once for one
            event, so it must be able to find that its work is already done.
    """

    name: str
    event: str
    handle: Handler


class Courier:
    """Delivers what is pending whenever it is woken, and once at the start for what an earlier run left."""

    def __init__(
        self,
        listeners: tuple[Listener, ...],
        begin: Callable[[Principal], Begin],
        system: Principal,
        clock: Clock,
        database: Callable[[], AbstractContextManager[Any]],
    ) -> None:
        self._listeners = {listener.name: listener for listener in listeners}
        self._begin = begin(system)
        self._clock = clock
        self._database = database
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Say that something may be pending."""
        self._idle.clear()
        self._woken.set()

    async def settled(self) -> None:
        """Wait until nothing is pending that could be delivered now."""
        await self._idle.wait()

    def stop(self) -> None:
        """End the run after what is under way; what is still pending is delivered by the next run."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Deliver until stopped."""
        self.wake()
        with self._database():
            while not self._stopping:
                with suppress(TimeoutError):  # what failed before is due again some time, event or no event
                    await asyncio.wait_for(self._woken.wait(), PATIENCE)
                self._woken.clear()
                try:
                    while not self._stopping and await self._deliver_batch():
                        pass
                except Exception:
                    log.exception("delivering events failed; it is tried again at the next event")
                if not self._woken.is_set():
                    self._idle.set()

    async def _deliver_batch(self) -> bool:
        now = self._clock()
        pending = await DeliveryRow.filter(delivered_at=None, due_at__lte=now).order_by("id").limit(BATCH)
        for row in pending:
            claimed = await DeliveryRow.filter(id=row.id, delivered_at=None, due_at=row.due_at).update(
                due_at=now + LEASE
            )
            if claimed:
                await self._deliver(row)
        return bool(pending)

    async def _deliver(self, row: DeliveryRow) -> None:
        event = await EventRow.get(id=row.event_id)
        listener = self._listeners.get(row.listener)
        happened = Happened(name=event.name, effective_on=event.effective_on, facts=event.payload)
        try:
            if listener is not None:
                await asyncio.wait_for(listener.handle(happened, self._begin), PATIENCE)
        except Exception as fault:
            log.exception("listener %s failed on %s", row.listener, event.name)
            attempts = row.attempts + 1
            wait = LEASE * min(attempts, ATTEMPTS_BEFORE_SLOWING)
            await DeliveryRow.filter(id=row.id).update(
                attempts=attempts, due_at=self._clock() + wait, fault=f"{type(fault).__name__}: {fault}"
            )
        else:
            await DeliveryRow.filter(id=row.id).update(delivered_at=self._clock(), attempts=row.attempts + 1)
