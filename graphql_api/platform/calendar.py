"""Telling that a day has come which an earlier act has named: an act dated ahead is due, or a term is over.

What is so on a day follows from the dates alone, and needs nobody. But whoever listens or subscribes was told when the
act was recorded, perhaps months before. So each such day is told once, by one worker at a time; after a time without
any, what has come meanwhile is told first.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from typing import Any

from tortoise.exceptions import IntegrityError

from graphql_api.platform.access import Principal
from graphql_api.platform.identifiers import Clock
from graphql_api.platform.tables import ComingDayRow, EventRow, LeaseRow
from graphql_api.platform.work import DAYS_COME, Begin, Noted, civil_day

log = logging.getLogger(__name__)

TASK = "calendar"
LEASE = timedelta(seconds=90)
PATIENCE = 30.0
BATCH = 200

Renewal = Callable[[Begin, datetime], Awaitable[int]]
"""Makes some of what is stored, and out of date at an instant, anew, and says how much; 0 where there is no more."""


class Calendar:
    """Turns the page: tells of every day that has come, as long as no other worker does.

    What modules have stored for days that are over is made anew.
    """

    def __init__(
        self,
        begin: Callable[[Principal], Begin],
        system: Principal,
        clock: Clock,
        holder: str,
        database: Callable[[], AbstractContextManager[Any]],
        renewals: tuple[Renewal, ...] = (),
    ) -> None:
        self._begin = begin
        self._system = system
        self._clock = clock
        self._holder = holder
        self._database = database
        self._renewals = renewals
        self._stopping = asyncio.Event()
        self._turned = asyncio.Event()

    async def settled(self) -> None:
        """Wait until the run has told, or tried to tell, of what had come before it began."""
        await self._turned.wait()

    def stop(self) -> None:
        """End the run after what is under way."""
        self._stopping.set()

    async def run(self) -> None:
        """Tell of the days that have come until stopped."""
        with self._database():
            while not self._stopping.is_set():
                try:
                    await self.turn()
                except Exception:
                    log.exception("telling of the days that have come failed; it is tried again")
                self._turned.set()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), PATIENCE)
            await LeaseRow.filter(task=TASK, holder=self._holder).delete()

    async def turn(self) -> int:
        """Tell of every day that has come and was not told; say how many were, none where another worker does it."""
        told = 0
        while await self._held(self._clock()):
            now_told = await self._tell_batch()
            told += now_told
            if now_told < BATCH:
                break
        for renewal in self._renewals:
            while await self._held(self._clock()) and await renewal(self._begin(self._system), self._clock()):
                pass
        return told

    async def _held(self, now: datetime) -> bool:
        """Take the lease, or keep it; False where another worker has it."""
        mine = LeaseRow.filter(task=TASK, holder=self._holder)
        if await mine.update(until=now + LEASE):
            return True
        if await LeaseRow.filter(task=TASK, until__lt=now).update(holder=self._holder, until=now + LEASE):
            return True
        if await LeaseRow.filter(task=TASK).exists():
            return False
        try:
            await LeaseRow.create(task=TASK, holder=self._holder, until=now + LEASE)
        except IntegrityError:
            return False
        return True

    async def _tell_batch(self) -> int:
        today = civil_day(self._clock())
        if not await ComingDayRow.filter(told_at=None, on__lte=today).exists():
            return 0
        async with self._begin(self._system)(DAYS_COME, subject=str(today)) as work:
            # The lease is for peace alone: it is this lock, and what it then finds untold, that lets nobody tell twice.
            await work.alone(TASK)
            rows = await ComingDayRow.filter(told_at=None, on__lte=today).order_by("on", "id").limit(BATCH)
            events = {event.id: event for event in await EventRow.filter(id__in=[row.event_id for row in rows])}
            work.note(
                Noted(
                    name=f"{events[row.event_id].name}.{row.moment}",
                    effective_on=row.on,
                    facts={name: fact for name, fact in events[row.event_id].payload.items() if name != "until"},
                )
                for row in rows
            )
            await ComingDayRow.filter(id__in=[row.id for row in rows]).update(told_at=work.now)
        return len(rows)
