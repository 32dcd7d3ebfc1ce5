"""The unit of work: one transaction a use case, with its audit entry and its events, or nothing at all."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from tortoise import Model
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from governance_core.events import DomainEvent
from governance_core.practices import PracticeManifest
from governance_core.values import PersonId
from graphql_api.platform.access import Principal, Role
from graphql_api.platform.cache import Cache
from graphql_api.platform.cancelling import uninterrupted
from graphql_api.platform.errors import Forbidden, StaleVersion
from graphql_api.platform.identifiers import Clock
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import insert, query, select
from graphql_api.platform.sql import is_sqlite, table_of
from graphql_api.platform.tables import AuditEntryRow, ComingDayRow, DeliveryRow, EventRow

TOWN_TIME = ZoneInfo("Asia/Shanghai")


def civil_day(instant: datetime) -> date:
    """The town's calendar day at `instant`."""
    return instant.astimezone(TOWN_TIME).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An event as the outbox keeps it.

    Attributes:
        name: its name.
        effective_on: the day from which it is so.
        facts: its facts as plain data.
    """

    name: str
    effective_on: date
    facts: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Work:
    """One use case under way, inside its transaction.

    Attributes:
        principal: who acts.
        now: the one instant of everything this use case records.
        today: the town's calendar day at that instant.
        entry_id: the audit entry that this use case writes.
        connection: the transaction.
        practices: the manifests of the installed practices by id.
        reading: gives a reader for a connection.
    """

    principal: Principal
    now: datetime
    today: date
    entry_id: str
    new_id: Callable[[], str]
    connection: BaseDBAsyncClient
    practices: Mapping[str, PracticeManifest]
    reading: Callable[[BaseDBAsyncClient], Reader]
    _events: list[Noted] = field(default_factory=list)
    _tags: set[str] = field(default_factory=set)

    @property
    def person(self) -> PersonId | None:
        """The person who acts; None for the system, and for a token that speaks for nobody."""
        return PersonId(self.principal.person_id) if self.principal.person_id else None

    def reader(self) -> Reader:
        """A reader that sees everything, as it is in this transaction now; what it has read once it remembers."""
        return self.reading(self.connection)

    async def alone(self, *what: str) -> None:
        """Wait until no other use case that says one of these is under way; SQLite's writers are alone anyway."""
        await self._wait("pg_advisory_xact_lock", what)

    async def beside(self, *what: str) -> None:
        """Wait until no use case that is `alone` with one of these is under way; others that are beside it go on."""
        await self._wait("pg_advisory_xact_lock_shared", what)

    async def _wait(self, lock: str, what: Sequence[str]) -> None:
        if what and not is_sqlite(self.connection):
            locks = f"SELECT {lock}(hashtext(what)) FROM (SELECT unnest($1::text[]) AS what ORDER BY 1) AS _"
            await self.connection.execute_query(locks, [list(what)])

    def record(self, events: Iterable[DomainEvent]) -> None:
        """Keep `events` in the outbox; they are delivered after the commit."""
        self.note(Noted(name=event.name, effective_on=event.effective_on, facts=plain_facts(event)) for event in events)

    def note(self, events: Iterable[Noted]) -> None:
        """Keep events that are told in plain data already."""
        self._events.extend(events)

    def touch(self, *tags: str) -> None:
        """Say that what the cache holds under `tags` will be out of date after the commit."""
        self._tags.update(tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """A built-in domain's wish to keep what it stores in step with what happens, in the transaction of the act itself.

    Whatever it raises refuses the act: so a village's practice has none, and listens after the commit.

    Attributes:
        events: the names of the events.
        keep: takes the events of them that an act has recorded, all at once, when it has stored everything else.
    """

    events: frozenset[str]
    keep: Callable[[Work, Sequence[Noted]], Awaitable[None]]


class Previewed(Exception):
    """Ends the unit of work of a preview, so that nothing of it is kept."""


class Begin(Protocol):
    """Opens a unit of work for the caller of the request."""

    def __call__(self, act: str, *, subject: str, **detail: object) -> Any:
        """A context manager that gives the `Work` of `act` on `subject`; `detail` goes into the audit entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Where units of work are opened: the clock, the ids, the cache and the permissions they need.

    Attributes:
        permissions: which roles may do which act.
        listeners: the names of the listeners of each event.
        keepers: what keeps stored figures in step.
        practices: the manifests of the installed practices by id.
        reading: gives a reader that sees everything, for a connection.
        after_commit: called after a commit that left events, with whether somebody is to be told of one.
    """

    clock: Clock
    new_id: Callable[[], str]
    cache: Cache
    permissions: Mapping[str, frozenset[Role]]
    listeners: Mapping[str, tuple[str, ...]]
    keepers: tuple[Keeper, ...]
    practices: Mapping[str, PracticeManifest]
    reading: Callable[[BaseDBAsyncClient], Reader]
    after_commit: Callable[[bool], None]

    def allows(self, principal: Principal, act: str) -> bool:
        """Whether the caller's role allows `act` at all."""
        return principal.role in self.permissions[act]

    def acts_of(self, principal: Principal) -> tuple[str, ...]:
        """Every act that the caller's role allows, in order."""
        return tuple(sorted(act for act in self.permissions if self.allows(principal, act)))

    @asynccontextmanager
    async def begin(self, principal: Principal, act: str, *, subject: str, **detail: object) -> AsyncIterator[Work]:
        """Open the unit of work of `act`; it commits where the block ends, and leaves nothing where the block raises.

        Raises:
            Forbidden: the caller's role does not allow the act.
        """
        if not self.allows(principal, act):
            raise Forbidden(role=principal.role.value, act=act)
        work: Work | None = None
        deliver = True
        try:
            async with in_transaction() as connection:
                work = self._work(principal, connection)
                await self._write_entry(work, act, subject, detail)
                yield work
                await self._keep(work)
                deliver = await self._store_events(work)
        finally:
            # Also after a failure: where a commit was cancelled, nobody here knows whether it was made.
            if work is not None:
                if work._tags:  # noqa: SLF001 -- the work is this class's own
                    await uninterrupted(self.cache.bump(*sorted(work._tags)))  # noqa: SLF001 -- as above
                if work._events:  # noqa: SLF001 -- as above
                    self.after_commit(deliver)

    def _work(self, principal: Principal, connection: BaseDBAsyncClient) -> Work:
        now = self.clock()
        return Work(
            principal=principal,
            now=now,
            today=civil_day(now),
            entry_id=self.new_id(),
            new_id=self.new_id,
            connection=connection,
            practices=self.practices,
            reading=self.reading,
        )

    async def _write_entry(self, work: Work, act: str, subject: str, detail: Mapping[str, object]) -> None:
        """Write the audit entry.

        It is the first statement: SQLite then takes its write lock at once, and nobody can change what the use case is
        about to read.
        """
        caller = work.principal
        await insert(
            AuditEntryRow,
            {
                "id": work.entry_id,
                "at": work.now,
                "token_id": caller.token_id,
                "role": caller.role.value,
                "person_id": caller.person_id,
                "act": act,
                "subject": subject,
                "detail": plain(detail),
            },
        )

    async def _keep(self, work: Work) -> None:
        for keeper in self.keepers:
            events = [event for event in work._events if event.name in keeper.events]  # noqa: SLF001 -- as above
            if events:
                await keeper.keep(work, events)

    async def _store_events(self, work: Work) -> bool:
        """Store the events with the days to come that they speak of; say whether somebody is to be told of one."""
        events = [
            {
                "id": self.new_id(),
                "entry_id": work.entry_id,
                "name": event.name,
                "effective_on": event.effective_on,
                "payload": dict(event.facts),
                "recorded_at": work.now,
            }
            for event in work._events  # noqa: SLF001 -- the work is this class's own
        ]
        coming = [
            {"id": self.new_id(), "event_id": stored["id"], "moment": moment, "on": on}
            for stored, event in zip(events, work._events, strict=True)  # noqa: SLF001 -- as above
            for moment, on in days_to_come(event.effective_on, event.facts, work.today)
        ]
        due_at = work.now - timedelta(seconds=1)
        deliveries = [
            {"id": self.new_id(), "event_id": stored["id"], "listener": listener, "due_at": due_at}
            for stored, event in zip(events, work._events, strict=True)  # noqa: SLF001 -- as above
            for listener in self.listeners.get(event.name, ())
        ]
        await insert(EventRow, *events)
        await insert(ComingDayRow, *coming)
        await insert(DeliveryRow, *deliveries)
        return bool(deliveries)


DAYS_COME = "platform.days_come"
FIRST_DAY, END = "due", "over"
"""What has come of an event when its day does: `due`, its first day; `over`, the day from which it is not so."""


def days_to_come(effective_on: date, facts: Mapping[str, Any], today: date) -> Iterator[tuple[str, date]]:
    """The days after `today` that an event speaks of, each with what comes then."""
    if effective_on > today:
        yield FIRST_DAY, effective_on
    until = facts.get("until")
    if isinstance(until, str) and date.fromisoformat(until) > today:
        yield END, date.fromisoformat(until)


def plain_facts(event: DomainEvent) -> dict[str, object]:
    """The facts of an event as plain data."""
    return {item.name: plain(getattr(event, item.name)) for item in fields(event)}


def plain(value: Any) -> Any:
    """`value` as data that JSON can hold: days and instants as text, decimals as text, dataclasses as objects."""
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    return str(value)


async def next_version(table: type[Model], key: str, *, kind: str, expected: int | None = None) -> int:
    """Take the next version of a row: compare and swap.

    Args:
        table: a table with `id` and `version`.
        key: the row's id.
        kind: what the row is, for the refusal.
        expected: the version the caller read; None takes whatever is current.

    Returns:
        The version taken.

    Raises:
        StaleVersion: the row is no longer at `expected`.
    """
    name = table_of(table).get_table_name()
    taken = f'UPDATE "{name}" SET version = version + 1 WHERE id = $1'
    connection = table._meta.db  # noqa: SLF001 -- tortoise's own door
    if expected is None:
        found = await query(connection, f"{taken} RETURNING version", key)
    else:
        found = await query(connection, f"{taken} AND version = $2 RETURNING version", key, expected)
    if not found:
        [(current,)] = await select(table, "version", id=key)
        raise StaleVersion(kind=kind, key=key, current=current)
    return int(found[0][0])
