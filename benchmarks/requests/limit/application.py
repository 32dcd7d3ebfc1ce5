"""The LIMIT's application: what a careful engineer writes by hand who wants nothing but these answers, fast.

A request is checked like the service's: the bearer token's SHA-256 is looked up together with the place of its unit,
and refused where it is unknown, revoked or expired. Every statement holds what the caller may see. The database does
the rest: its JSON is sent as it comes.
"""

import hashlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from benchmarks.requests.limit import nodes, reads
from benchmarks.requests.limit.databases import Database, opened
from benchmarks.requests.limit.scoring import Transaction
from benchmarks.requests.limit.writes import Acts, Refusal
from benchmarks.requests.limit.writing import Words, so

Handler = Callable[["Caller", Mapping[str, Any]], Awaitable[str]]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
_TOKEN = f"""SELECT t.expires_at,t.revoked_at,t.id,t.role,t.person_id,u.path FROM platform_access_token t
  LEFT JOIN organisation_unit_state u ON u.unit_id=t.scope_id AND {so("u")} WHERE t.digest=$2"""
_TOWN_TIME = ZoneInfo("Asia/Shanghai")
_HEADERS = [(b"content-type", b"application/json; charset=utf-8")]


class Refused(Exception):
    """The caller has no valid token."""


class Caller:
    """Who asks, on which day, and what they see."""

    __slots__ = ("now", "path", "person", "role", "today", "token")

    def __init__(self, now: datetime, today: date, row: Any) -> None:
        _, revoked, self.token, self.role, self.person, self.path = row
        self.now, self.today = now, today
        if revoked is not None or self.path is None:
            raise Refused

    @property
    def seen(self) -> tuple[date, str, str]:
        """The first parameters of every statement."""
        return self.today, self.path, f"{self.path[:-1]}0"


class Application:
    """The ASGI application."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._database: Database
        words = Words(sqlite=url.startswith("sqlite"))
        self._token = words.finished(_TOKEN)
        self._nodes = {kind: words.finished(sql) for kind, sql in nodes.nodes(words).items()}
        acts = Acts()
        self._handlers: dict[str, Handler] = {
            "/Q1": self._read(words.finished(reads.unit(words)), lambda given: (given["code"],)),
            "/Q2": self._read(words.finished(reads.people(words)), lambda given: (_key(given["town"]),)),
            "/Q3": self._read(
                words.finished(reads.sums(words)), lambda given: (_key(given["id"]), _key(given["scheme"]))
            ),
            "/Q4": self._read(words.finished(reads.gaps(words)), lambda given: (_key(given["id"]),)),
            "/Q5": self._read(words.finished(reads.dashboard(words)), _about_village),
            "/Q6": self._node,
            "/W1": self._act(acts.submit),
            "/W2": self._act(acts.verify),
        }

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        if scope["path"] == "/healthz":
            await self._send(send, 200, b"{}")
            return
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        try:
            caller = await self._caller(dict(scope["headers"])[b"authorization"])
            status, answer = (
                200,
                (await self._handlers[scope["path"]](caller, orjson.loads(body)["variables"])).encode(),
            )
        except Refusal:
            status, answer = 403, b"{}"
        except Refused:
            status, answer = 401, b"{}"
        await self._send(send, status, answer)

    async def _send(self, send: Send, status: int, answer: bytes) -> None:
        headers = [*_HEADERS, (b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        async with self._open():
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[None]:
        async with opened(self._url) as self._database:
            yield

    async def _caller(self, header: bytes) -> Caller:
        now = datetime.now(UTC)
        today = now.astimezone(_TOWN_TIME).date()
        digest = hashlib.sha256(header.removeprefix(b"Bearer ")).hexdigest()
        row = await self._database.row(self._token, (today, digest))
        if row is None or self._database.instant(row[0]) <= now:
            raise Refused
        return Caller(now, today, row)

    def _read(self, statement: str, values: Callable[[Mapping[str, Any]], tuple[Any, ...]]) -> Handler:
        async def answer(caller: Caller, given: Mapping[str, Any]) -> str:
            row = await self._database.row(statement, (*caller.seen, *values(given)))
            return str(row[0])

        return answer

    def _act(self, act: Callable[[Transaction, Caller, Mapping[str, Any]], Awaitable[str]]) -> Handler:
        async def answer(caller: Caller, given: Mapping[str, Any]) -> str:
            async with self._database.transaction() as transaction:
                return await act(transaction, caller, given)

        return answer

    async def _node(self, caller: Caller, given: Mapping[str, Any]) -> str:
        kind, _, key = given["id"].partition(":")
        row = await self._database.row(self._nodes[kind], (*caller.seen, key))
        return str(row[0])


def _key(value: str) -> str:
    return value.partition(":")[2]


def _about_village(given: Mapping[str, Any]) -> tuple[Any, ...]:
    return _key(given["id"]), date.fromisoformat(given["from"]), date.fromisoformat(given["to"]), _key(given["scheme"])


def application() -> Application:
    """The application of LIMIT_DATABASE_URL."""
    return Application(os.environ["LIMIT_DATABASE_URL"])
