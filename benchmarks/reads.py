"""How much more processor time a question takes through the service than hand-written: ratios in one run."""

import asyncio
import gc
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from graphql_api.app import create_app
from graphql_api.cli.demo import build_demo
from graphql_api.modules import installed_modules
from graphql_api.platform.access import principal_of
from graphql_api.platform.service import Service

ROUNDS = 15
Rows = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A question, as a GraphQL document and as hand-written code that gives the same data.

    Attributes:
        name: what is asked.
        document: the GraphQL document.
        by_hand: gives the data of the answer from a function that runs SQL.
    """

    name: str
    document: str
    by_hand: Callable[[Callable[..., Awaitable[Rows]]], Awaitable[Any]]


async def _villages(run: Callable[..., Awaitable[Rows]]) -> Any:
    rows = await run(
        """SELECT u.unit_id, u.name_zh, u.kind, u.level,
             (SELECT c.value FROM organisation_unit_code c WHERE c.unit_id = u.unit_id AND c.superseded_at IS NULL
                AND c.valid_from <= date('now') AND c.valid_to > date('now') ORDER BY c.scheme LIMIT 1) AS code
           FROM organisation_unit_state u WHERE u.superseded_at IS NULL AND u.valid_from <= date('now')
             AND u.valid_to > date('now') AND u.kind IN ('village', 'community') ORDER BY u.unit_id LIMIT 100"""
    )
    nodes = [
        {
            "id": f"Unit:{row['unit_id']}",
            "name": row["name_zh"],
            "kind": row["kind"],
            "level": row["level"],
            "code": row["code"],
        }
        for row in rows
    ]
    return {"units": {"nodes": nodes}}


async def _people(run: Callable[..., Awaitable[Rows]]) -> Any:
    people = await run(
        """SELECT person_id, name FROM organisation_person_state WHERE superseded_at IS NULL
             AND valid_from <= date('now') AND valid_to > date('now') ORDER BY person_id LIMIT 100"""
    )
    marks = ", ".join("?" for _ in people)
    held = await run(
        f"""SELECT a.person_id, a.basis, p.title_zh, u.name_zh FROM organisation_appointment_state a
             JOIN organisation_post_state p ON p.post_id = a.post_id AND p.superseded_at IS NULL
             JOIN organisation_unit_state u ON u.unit_id = a.unit_id AND u.superseded_at IS NULL
             WHERE a.person_id IN ({marks}) AND a.superseded_at IS NULL AND a.valid_from <= date('now')
               AND a.valid_to > date('now') ORDER BY a.appointment_id""",
        [row["person_id"] for row in people],
    )
    by_person: dict[str, Rows] = {}
    for row in held:
        shown = {"basis": row["basis"].upper(), "post": {"title": row["title_zh"]}, "unit": {"name": row["name_zh"]}}
        by_person.setdefault(row["person_id"], []).append(shown)
    nodes = [{"name": row["name"], "appointments": {"nodes": by_person.get(row["person_id"], [])}} for row in people]
    return {"people": {"nodes": nodes}}


CASES = (
    Case(
        name="39 villages and communities, 5 fields",
        document="""{ units(first: 100, filter: {kinds: ["village", "community"]}) {
          nodes { id name kind level code } } }""",
        by_hand=_villages,
    ),
    Case(
        name="100 people with their appointments",
        document="""{ people(first: 100) {
          nodes { name appointments { nodes { basis post { title } unit { name } } } } } }""",
        by_hand=_people,
    ),
)


async def measured(app: ASGIApp, path: str, body: bytes, token: str) -> tuple[Any, float]:
    """The answer to a request, and the median processor time of one, in milliseconds."""
    headers = [(b"content-type", b"application/json"), (b"authorization", f"Bearer {token}".encode())]
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
             "headers": headers, "scheme": "http", "server": ("127.0.0.1", 80), "http_version": "1.1"}  # fmt: skip

    async def once() -> bytes:
        parts: list[bytes] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            parts.append(message.get("body", b""))

        await app(dict(scope), receive, send)
        return b"".join(parts)

    answer = orjson.loads(await once())
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = process_time()
        await once()
        times.append((process_time() - begun) * 1000)
    return answer, statistics.median(times)


def by_hand(service: Service) -> Starlette:
    """The hand-written endpoints: they check the token as the service does, and answer one question each."""

    async def run(sql: str, values: list[Any] | None = None) -> Rows:
        rows: Rows = await service.database.connection.execute_query_dict(sql, values)
        return rows

    def endpoint(case: Case) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            with service.database.active():
                await principal_of(request.headers["authorization"].removeprefix("Bearer "), service.clock())
            return Response(orjson.dumps({"data": await case.by_hand(run)}), media_type="application/json")

        return answer

    return Starlette(routes=[Route(f"/{place}", endpoint(case), methods=["POST"]) for place, case in enumerate(CASES)])


async def compared(service: Service, token: str) -> list[tuple[str, float, float]]:
    """For each case its name, and the milliseconds by hand and through the service.

    Raises:
        AssertionError: the two answers of a case differ.
    """
    found = []
    async with service.running():
        graphql, hand = create_app(service), by_hand(service)
        for place, case in enumerate(CASES):
            body = orjson.dumps({"query": case.document})
            expected, fast = await measured(hand, f"/{place}", b"{}", token)
            answer, through = await measured(graphql, "/graphql", body, token)
            if answer != expected:
                raise AssertionError(f"{case.name}: the two answers differ")
            found.append((case.name, fast, through))
    return found


def main() -> None:
    """Build the demonstration town in a scratch folder, measure, and print."""
    modules = installed_modules()
    with tempfile.TemporaryDirectory() as folder:
        with redirect_stdout(StringIO()):
            demo = build_demo(Path(folder) / "town", modules)
        rows = asyncio.run(compared(demo.service(modules), demo.tokens["town-admin"]))
    print(f"{'question':<45}{'by hand':>10}{'service':>10}{'ratio':>8}")
    for name, fast, through in rows:
        print(f"{name:<45}{fast:>7.2f} ms{through:>7.2f} ms{through / fast:>8.1f}")


if __name__ == "__main__":
    main()
