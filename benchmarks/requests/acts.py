"""The acts in rounds: what both write is compared first, and what is kept of it is recounted in the end."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import asyncpg

from benchmarks.requests.asked import Question
from benchmarks.requests.rounds import Row, asked, endless, once, run
from benchmarks.requests.servers import Server
from graphql_api.assessment.roll_ups import ROLL_UPS
from graphql_api.modules import installed_modules
from graphql_api.platform.roll_ups import check
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings

COMPARED = 10
_WRITTEN = (
    "platform_audit_entry", "platform_event", "platform_delivery", "platform_coming_day", "assessment_record",
    "assessment_score", "assessment_roll_up",
)  # fmt: skip
# What is told of lights is not compared: the two servers' records are of other people, and the day's run tells too.
_AMONG = {"platform_event": " WHERE name NOT LIKE 'assessment.progress-%'"}
_COUNTS = "SELECT " + ",".join(f"(SELECT count(*) FROM {table}{_AMONG.get(table, '')})" for table in _WRITTEN)


def writes(
    url: str, engine: str, question: Question, servers: tuple[Server, Server], *, rounds: int, seconds: float
) -> list[Row]:
    """Compare an act, measure it, and recount the sums that both servers have written.

    Raises:
        Failed: an answer was no success.
    """
    used = compare(url, question, servers)
    left = replace(question, requests=question.requests[used:])
    again = {server.name: endless(left, server) for server in servers}
    sent = once(left, servers) if question.name == "W2" else again
    rows = asyncio.run(run(engine, left, servers, sent, rounds=rounds, seconds=seconds))
    recount(url)
    return rows


def compare(url: str, question: Question, servers: tuple[Server, Server]) -> int:
    """See that the two servers answer the same but for ids, and write as many rows; say how many requests it took.

    Raises:
        SystemExit: they do not.
    """
    for number in range(COMPARED):
        found = []
        for place, server in enumerate(servers):
            before = _counts(url)
            answer = asked(server, question, question.requests[2 * number + place])
            grown = [after - earlier for after, earlier in zip(_counts(url), before, strict=True)]
            found.append((_without_ids(answer), grown))
        if found[0] != found[1]:
            raise SystemExit(f"{question.name}: the two servers do not write the same: {found}")
    return 2 * COMPARED


def recount(url: str) -> None:
    """See that the sums are those of the scores after all that both servers have written.

    Raises:
        SystemExit: they are not.
    """

    async def found() -> int:
        service = Service(Settings(database_url=url), installed_modules())
        async with service.database.opened():
            return (await check(ROLL_UPS, from_parts=True)).count

    if wrong := asyncio.run(found()):
        raise SystemExit(f"{wrong} sums are not those of their scores")


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(inner) for key, inner in value.items() if key not in {"id", "indicator"}}
    return value


def _counts(url: str) -> list[int]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return list(connection.execute(_COUNTS).fetchone())

    async def asked_of_postgres() -> list[int]:
        connection = await asyncpg.connect(url)
        try:
            return list(await connection.fetchrow(_COUNTS))
        finally:
            await connection.close()

    return asyncio.run(asked_of_postgres())
