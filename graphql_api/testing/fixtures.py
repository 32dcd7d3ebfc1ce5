"""Fixtures: a service over fresh tables on both engines, and a client that speaks to it.

Every test that takes `service` (or anything above it) runs twice: on SQLite and on PostgreSQL.
"""

import asyncio
import itertools
import logging
import random
import shutil
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import uvicorn

from graphql_api.modules import built_in_modules
from graphql_api.platform.access import Role, issue_token
from graphql_api.platform.app import create_app
from graphql_api.platform.modules import Modules
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.testing.clock import SetClock
from graphql_api.testing.servers import throw_away_postgres, throw_away_redis
from graphql_api.testing.town import Town, build_town

_numbers = itertools.count()


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


class Templates:
    """Databases with every table and no row, made once for each set of modules, to be copied by each test."""

    def __init__(self, folder: Path, server: Callable[[], str]) -> None:
        self._folder = folder
        self._server = server
        self._sqlite: dict[tuple[str, ...], Path] = {}
        self._postgres: dict[tuple[str, ...], str] = {}

    def sqlite(self, modules: Modules) -> Path:
        """A SQLite file."""
        names = tuple(module.name for module in modules.loaded)
        if names not in self._sqlite:
            self._sqlite[names] = self._folder / f"template_{next(_numbers)}.sqlite3"
            asyncio.run(_migrate(f"sqlite:///{self._sqlite[names]}", modules))
        return self._sqlite[names]

    def postgres(self, modules: Modules) -> tuple[str, str]:
        """A PostgreSQL server, and the name of a database there."""
        names, server = tuple(module.name for module in modules.loaded), self._server()
        if names not in self._postgres:
            self._postgres[names] = f"template_{next(_numbers)}_{random.getrandbits(32):x}"
            asyncio.run(_create_database(server, self._postgres[names]))
            asyncio.run(_migrate(f"{server}/{self._postgres[names]}", modules))
        return server, self._postgres[names]


@pytest.fixture(scope="session")
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """The databases that tests copy."""
    return Templates(tmp_path_factory.mktemp("templates"), lambda: request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, templates: Templates, modules: Modules) -> str:
    """An empty, migrated database, on each engine in turn."""
    if request.param == "sqlite":
        file = tmp_path / "town.sqlite3"
        shutil.copy(templates.sqlite(modules), file)
        return f"sqlite:///{file}"
    server, template = templates.postgres(modules)
    name = f"test_{next(_numbers)}_{random.getrandbits(32):x}"
    asyncio.run(_create_database(server, name, template))
    return f"{server}/{name}"


@pytest.fixture
def clock() -> SetClock:
    """The service's clock, at the beginning of 2020-07-01 in the town."""
    return SetClock(datetime(2020, 6, 30, 16, tzinfo=UTC))


@pytest.fixture
def settings(database_url: str) -> Settings:
    """The service's settings."""
    return Settings(database_url=database_url, explorable=True)


@pytest.fixture
async def service(settings: Settings, modules: Modules, clock: SetClock) -> AsyncIterator[Service]:
    """A running service over an empty database, its ids the same in every run."""
    service = Service(settings, modules, clock=clock, entropy=random.Random(0).getrandbits)
    async with service.running():
        yield service


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


@pytest.fixture
async def http(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client in front of the application."""
    app = create_app(service)
    async with AsyncExitStack() as stack:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://town")
        yield await stack.enter_async_context(client)


@pytest.fixture
async def address(service: Service) -> AsyncIterator[str]:
    """Where the service really listens: the host and port of a server on this machine, for the test alone."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(create_app(service), log_level="error", lifespan="off", ws="websockets-sansio")
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
async def town(service: Service) -> Town:
    """A small town, made through the service's use cases."""
    return await build_town(service)


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


async def _migrate(url: str, modules: Modules) -> None:
    service = Service(Settings(database_url=url), modules)
    async with service.database.opened():
        await service.database.migrate()


async def _create_database(server: str, name: str, template: str | None = None) -> None:
    connection = await asyncpg.connect(f"{server}/postgres")
    try:
        await connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    finally:
        await connection.close()
