"""Telling subscribers what has changed: the outbox is read whenever somebody rings, by whoever sees the subject."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from governance_core.events import DomainEvent
from graphql_api.platform.identifiers import id_from
from graphql_api.platform.tables import EventRow

log = logging.getLogger(__name__)

OVERLAP = timedelta(seconds=15)
PATIENCE = 15.0
BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an event is about.

    Attributes:
        type: the name of a GraphQL type that is declared.
        fact: the fact of the event that has the key of the thing.
    """

    type: str
    fact: str


def about(type_name: str, fact: str, *events: type[DomainEvent]) -> dict[str, Subject]:
    """Say that `events` are about a thing of a type, whose key is one of their facts."""
    return {event.name: Subject(type=type_name, fact=fact) for event in events}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event of the outbox with its subject.

    Attributes:
        id: the event's id; ids sort by when they were made.
        event: the event's name.
        type: the GraphQL type of the subject.
        key: its key.
        effective_on: the first day on which it is so.
        recorded_at: when it was written down.
    """

    id: str
    event: str
    type: str
    key: str
    effective_on: date
    recorded_at: datetime


class Wire(Protocol):
    """Carries a ring from one worker to the others."""

    async def ring(self) -> None:
        """Ring at every worker, this one too."""

    async def close(self) -> None:
        """Let go of the connections."""

    def rung(self) -> AsyncIterator[None]:
        """Every ring, from whichever worker; it raises where the wire is cut."""


def wire_for(url: str) -> Wire | None:
    """The wire that the cache's URL stands for: Redis; none where there is one worker with a memory of its own."""
    if url.startswith("memory:"):
        return None
    from graphql_api.platform.redis_cache import (  # noqa: PLC0415 -- redis is an extra; a memory deployment does not have it
        RedisWire,
    )

    return RedisWire(url)


class Bell:
    """Rings at every subscription of this worker, and over a wire at those of the others.

    A ring says only that there may be something new. Who misses one, because the wire was cut, looks again soon anyway.
    """

    def __init__(self, wire: Wire | None = None) -> None:
        self._wire = wire
        self._listeners: set[asyncio.Event] = set()
        self._sending: set[asyncio.Task[None]] = set()

    def ring(self) -> None:
        """Say that something has been committed."""
        self._ring_here()
        if self._wire is not None:
            sending = asyncio.ensure_future(self._send(self._wire))
            self._sending.add(sending)
            sending.add_done_callback(self._sending.discard)

    def _ring_here(self) -> None:
        for listener in self._listeners:
            listener.set()

    async def _send(self, wire: Wire) -> None:
        try:
            await wire.ring()
        except Exception:
            log.warning("the other workers could not be rung", exc_info=True)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Hear the other workers for as long as the block lasts."""
        hearing = None if self._wire is None else asyncio.create_task(self._hear(self._wire))
        try:
            yield
        finally:
            if hearing is not None:
                hearing.cancel()
                await asyncio.wait({hearing, *self._sending})
            if self._wire is not None:
                await self._wire.close()

    async def _hear(self, wire: Wire) -> None:
        while True:
            try:
                async for _ in wire.rung():
                    self._ring_here()
            except Exception:
                log.warning("the other workers can't be heard; trying again", exc_info=True)
            await asyncio.sleep(1)

    async def rings(self) -> AsyncIterator[None]:
        """Once at the start, then after every ring, and now and then without one."""
        rung = asyncio.Event()
        self._listeners.add(rung)
        try:
            while True:
                yield
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(rung.wait(), PATIENCE)
                rung.clear()
        finally:
            self._listeners.discard(rung)


class Outbox:
    """One subscription's place in the outbox.

    Transactions commit in another order than their events' ids were made. So the last seconds are always read again,
    and what was told from them already is left out.
    """

    def __init__(self, subjects: Mapping[str, Subject], since: datetime) -> None:
        self._subjects = subjects
        self._from = id_from(since - OVERLAP)
        self._told: set[str] = set()

    async def skip(self, now: datetime) -> None:
        """Take everything that is there for told."""
        while await self.fresh(now):
            pass

    async def fresh(self, now: datetime) -> Sequence[Happening]:
        """What was not told yet, in order; some of it where there is much, nothing where there is no more."""
        rows = (
            await EventRow.filter(id__gt=self._from, id__not_in=list(self._told), name__in=list(self._subjects))
            .order_by("id")
            .limit(BATCH)
            .values("id", "name", "payload", "effective_on", "recorded_at")
        )
        self._told.update(row["id"] for row in rows)
        settled = id_from(now - OVERLAP)
        self._from = max(self._from, min(settled, rows[-1]["id"]) if len(rows) == BATCH else settled)
        self._told = {key for key in self._told if key > self._from}
        return [self._happening(row) for row in rows]

    def _happening(self, row: dict[str, Any]) -> Happening:
        subject = self._subjects[row["name"]]
        return Happening(
            id=row["id"],
            event=row["name"],
            type=subject.type,
            key=row["payload"][subject.fact],
            effective_on=row["effective_on"],
            recorded_at=row["recorded_at"],
        )
