"""What is made once in a session and used by many tests: databases to be copied, and schemas."""

import asyncio
import itertools
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from graphql_api.app import schema_for
from graphql_api.modules import built_in_modules
from graphql_api.platform.limits import Limits
from graphql_api.platform.modules import Module, Modules
from graphql_api.platform.schema.build import ExtendedSchema
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.testing.clock import SetClock
from graphql_api.testing.town import build_town

_BEGINNING = datetime(2020, 6, 30, 16, tzinfo=UTC)  # of 2020-07-01 in the town
_numbers = itertools.count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A database to be copied.

    Attributes:
        url: where it is.
        ids: those of the town that is in it, by their short names; none where every table is empty.
        made_at: when it was finished, by the clock that it was made with; a copy's time goes on from there.
    """

    url: str
    ids: Mapping[str, str]
    made_at: datetime


class Templates:
    """Databases with every table, made once for each engine and set of modules: empty ones, and some with the town."""

    def __init__(self, folder: Path, server: Callable[[], str]) -> None:
        self._folder = folder
        self._server = server
        self._made: dict[tuple[str, bool, tuple[str, ...]], Template] = {}

    def found(self, engine: str, modules: Modules, *, town: bool) -> Template:
        """The template of an engine, "sqlite" or "postgres", with the small town or without."""
        key = (engine, town, tuple(module.name for module in modules.loaded if town or module.tables))
        if key not in self._made:
            self._made[key] = self._with_town(engine, modules) if town else self._empty(engine, modules)
        return self._made[key]

    def copied(self, template: Template, folder: Path) -> str:
        """The URL of a copy; a SQLite file is put into `folder`."""
        if template.url.startswith("sqlite"):
            file = folder / "town.sqlite3"
            shutil.copy(template.url.removeprefix("sqlite:///"), file)
            return f"sqlite:///{file}"
        return asyncio.run(_created(self._server(), copied=template.url.rpartition("/")[2]))

    def dropped(self, url: str) -> None:
        """Drop a copy that nobody needs any more, where it is not a file in a folder of its own."""
        if not url.startswith("sqlite"):
            asyncio.run(_run(self._server(), f'DROP DATABASE "{url.rpartition("/")[2]}" WITH (FORCE)'))

    def _empty(self, engine: str, modules: Modules) -> Template:
        built_in = Modules(loaded=built_in_modules())
        if _names(built_in) < _names(modules):  # migrating takes seconds, most of them for the built-in modules
            url = self.copied(self.found(engine, built_in, town=False), self._new_folder())
        elif engine == "sqlite":
            url = f"sqlite:///{self._new_folder() / 'town.sqlite3'}"
        else:
            url = asyncio.run(_created(self._server()))
        asyncio.run(_migrated(Service(Settings(database_url=url), modules)))
        return Template(url=url, ids={}, made_at=_BEGINNING)

    def _with_town(self, engine: str, modules: Modules) -> Template:
        url, clock = self.copied(self.found(engine, modules, town=False), self._new_folder()), SetClock(_BEGINNING)
        service = Service(Settings(database_url=url), modules, clock=clock, entropy=random.Random(0).getrandbits)
        return Template(url=url, ids=asyncio.run(_peopled(service)), made_at=clock())

    def _new_folder(self) -> Path:
        folder = self._folder / str(next(_numbers))
        folder.mkdir()
        return folder


class Schemas:
    """The GraphQL schemas of the services under test; those of the same modules and limits are one."""

    def __init__(self) -> None:
        self._built: list[tuple[tuple[tuple[Module, ...], Limits, bool], ExtendedSchema]] = []

    def found(self, service: Service) -> ExtendedSchema:
        """The schema of a service."""
        wanted = (service.modules.loaded, service.settings.limits, service.settings.explorable)
        for made_of, schema in self._built:
            if made_of == wanted:
                return schema
        schema = schema_for(service)
        self._built.append((wanted, schema))
        return schema


def _names(modules: Modules) -> set[str]:
    return {module.name for module in modules.loaded}


async def _migrated(service: Service) -> None:
    async with service.database.opened():
        await service.database.migrate()


async def _peopled(service: Service) -> Mapping[str, str]:
    async with service.database.opened():
        return (await build_town(service)).ids


async def _created(server: str, copied: str | None = None) -> str:
    name = f"test_{next(_numbers)}_{random.getrandbits(32):x}"
    await _run(server, f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{copied}"' if copied else ""))
    return f"{server}/{name}"


async def _run(server: str, statement: str) -> None:
    connection = await asyncpg.connect(f"{server}/postgres")
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
