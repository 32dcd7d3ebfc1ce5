"""Fixtures: a service over fresh tables on both engines, and a client that speaks to it.

Every test that takes `service` (or anything above it) runs twice: on SQLite and on PostgreSQL.
"""

import asyncio
import gc
import logging
import random
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from graphql_api.app import create_app
from graphql_api.modules import built_in_modules
from graphql_api.platform.access import Role, issue_token
from graphql_api.platform.modules import Modules
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.testing.clock import SetClock
from graphql_api.testing.servers import throw_away_postgres, throw_away_redis
from graphql_api.testing.templates import Schemas, Template, Templates
from graphql_api.testing.town import Town

PLANS = "graphql_api.execution.running"


def pytest_collection_finish() -> None:
    """Leave what was imported out of the search for garbage, which is a quarter of the tests' time otherwise."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def modules() -> Modules:
    """The modules that are served: the built-in ones. A plugin's tests override this."""
    return Modules(loaded=built_in_modules())


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server for the session."""
    with throw_away_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def redis() -> Iterator[str]:
    """A Redis server for the session."""
    with throw_away_redis() as url:
        yield url


@pytest.fixture(scope="session")
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """The databases that tests copy."""
    return Templates(tmp_path_factory.mktemp("templates"), lambda: request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgres"])
def template(request: pytest.FixtureRequest, templates: Templates, modules: Modules) -> Template:
    """What the test's database is a copy of, on each engine in turn: it has the town in it where the test takes it."""
    return templates.found(request.param, modules, town="town" in request.fixturenames)


@pytest.fixture
def database_url(template: Template, templates: Templates, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with every table."""
    url = templates.copied(template, tmp_path)
    yield url
    templates.dropped(url)


@pytest.fixture
def clock(template: Template) -> SetClock:
    """The service's clock, at the beginning of 2020-07-01 in the town."""
    return SetClock(template.made_at)


@pytest.fixture
def settings(database_url: str) -> Settings:
    """The service's settings."""
    return Settings(database_url=database_url, explorable=True)


@pytest.fixture
async def service(settings: Settings, modules: Modules, clock: SetClock) -> AsyncIterator[Service]:
    """A running service, its ids the same in every run; what it does of itself at the start is done."""
    service = Service(settings, modules, clock=clock, entropy=random.Random(0).getrandbits)
    async with service.running():
        await service.cache.clear()  # where tests share one, the things of another test have the same ids
        await asyncio.gather(service.courier.settled(), service.calendar.settled())
        yield service


@pytest.fixture(autouse=True)
def no_plan_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A plan that fails is answered by the standard executor, so that nobody would notice but the log."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    failed = [one for one in records if one.name == PLANS and one.levelno >= logging.ERROR]
    assert not failed, [str(one.exc_info and one.exc_info[1]) for one in failed]


@dataclass(frozen=True, kw_only=True)
class Client:
    """Speaks GraphQL to the service over HTTP, as one caller."""

    http: httpx.AsyncClient
    token: str | None = None
    language: str = "en"

    async def post(self, query: str, /, **variables: Any) -> httpx.Response:
        """The raw answer."""
        headers = {"Accept-Language": self.language}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        return await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    async def ask(self, query: str, /, **variables: Any) -> Any:
        """The data of an answer that must have no errors."""
        body = (await self.post(query, **variables)).json()
        assert "errors" not in body, body["errors"]
        return body["data"]

    async def act(self, mutation: str, /, **variables: Any) -> Any:
        """What a single mutation answered."""
        return next(iter((await self.ask(mutation, **variables)).values()))


SignIn = Callable[..., Any]


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    """The schemas that tests share."""
    return Schemas()


@pytest.fixture
async def http(service: Service, schemas: Schemas) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client in front of the application."""
    app = create_app(service, schemas.found(service))
    async with AsyncExitStack() as stack:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://town")
        yield await stack.enter_async_context(client)


@pytest.fixture
async def address(service: Service, schemas: Schemas) -> AsyncIterator[str]:
    """Where the service really listens: the host and port of a server on this machine, for the test alone."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(service, schemas.found(service)), log_level="error", lifespan="off", ws="websockets-sansio"
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 -- uvicorn tells it in no other way
        await asyncio.sleep(0.01)
    host, port = listening.getsockname()
    yield f"{host}:{port}"
    server.should_exit = True
    await serving


@pytest.fixture
def sign_in(service: Service, http: httpx.AsyncClient) -> SignIn:
    """Gives a client for a role and a scope."""

    async def sign_in(role: Role, scope: str, person: str | None = None, language: str = "en") -> Client:
        with service.database.active():
            secret = await issue_token(
                role=role,
                scope_id=scope.removeprefix("Unit:"),
                person_id=person and person.removeprefix("Person:"),
                label="a test",
                days=36500,
                new_id=service.new_id(),
                clock=service.clock,
            )
        return Client(http=http, token=secret, language=language)

    return sign_in


@pytest.fixture
def town(template: Template, service: Service) -> Town:
    """A small town, made through the service's use cases."""
    return Town(ids={**template.ids})


@pytest.fixture
async def admin(sign_in: SignIn, town: Town) -> Client:
    """The town's administrator."""
    client: Client = await sign_in(Role.TOWN_ADMIN, town["town"])
    return client


@pytest.fixture
def statements(service: Service) -> Iterator[list[str]]:
    """The SQL statements that have been run, as they are run."""
    run: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            run.append(record.getMessage())

    log = logging.getLogger("tortoise.db_client")
    collector, level = Collector(), log.level
    log.addHandler(collector)
    log.setLevel(logging.DEBUG)
    yield run
    log.setLevel(level)
    log.removeHandler(collector)
