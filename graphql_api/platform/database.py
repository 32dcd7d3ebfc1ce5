"""The database: where it is, how it is opened, and how its tables are brought up to date."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.context import TortoiseContext, _current_context
from tortoise.migrations.executor import MigrationExecutor, MigrationTarget

from governance_core.errors import NotFound
from graphql_api.platform.errors import RestoreCutOff
from graphql_api.platform.modules import Module
from graphql_api.platform.sql import is_sqlite

log = logging.getLogger(__name__)

MIGRATION_LOCK = 440605126  # any number will do, as long as every worker takes the same one
RESTORING = "public.restore_under_way"  # the table that is there in PostgreSQL until a restored town has been compared
_SQLITE_OPTIONS = "journal_mode=WAL&busy_timeout=5000&foreign_keys=ON&synchronous=NORMAL&cache_size=-16384"


def tortoise_config(url: str, modules: Sequence[Module]) -> dict[str, Any]:
    """Tortoise's configuration for the platform's tables and those of `modules`, each under its own label."""
    kept = [("platform", "graphql_api.platform.tables", "graphql_api.platform.migrations")]
    kept += [(module.name, module.tables, module.migrations or "") for module in modules if module.tables]
    name = connection_name(url)
    apps = {
        label: {"models": [tables], "migrations": migrations, "default_connection": name}
        for label, tables, migrations in kept
    }
    return {"connections": {name: _connection(url)}, "apps": apps}


def connection_name(url: str) -> str:
    """The name of the connection: the engine's, because tortoise keeps its statements under it for the process."""
    return "sqlite" if url.startswith("sqlite") else "postgres"


def _connection(url: str) -> dict[str, Any]:
    """Tortoise's own reading of the URL, with this package's engine in the place of tortoise's."""
    sqlite = url.startswith("sqlite")
    known = (
        f"sqlite://{sqlite_file(url)}?{_SQLITE_OPTIONS}" if sqlite else url.replace("postgresql://", "postgres://", 1)
    )
    return {**expand_db_url(known), "engine": f"graphql_api.platform.engines.{connection_name(url)}"}


def postgres_credentials(url: str) -> Mapping[str, Any]:
    """Host, port, user, password and database of `postgres://…`, and what its query says, under asyncpg's names."""
    found: Mapping[str, Any] = _connection(url)["credentials"]
    return found


def known_migrations(modules: Sequence[Module]) -> frozenset[str]:
    """The migrations of the platform's tables and those of `modules`, "module.name" each."""
    packages = {"platform": "graphql_api.platform.migrations"}
    packages |= {module.name: module.migrations for module in modules if module.tables and module.migrations}
    return frozenset(
        f"{label}.{found.name}"
        for label, package in packages.items()
        for found in iter_modules(import_module(package).__path__)
    )


def sqlite_file(url: str) -> Path:
    """The file of `sqlite:///relative` or `sqlite:////absolute`; tortoise itself takes three slashes for the root."""
    return Path(url.removeprefix("sqlite:///")).absolute()


def _openable(file: Path) -> None:
    """Refuse a file that SQLite can't open: the asynchronous driver would wait for it for ever.

    Raises:
        NotFound: its folder is not there, or it is not a database that this process may use.
    """
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error:
        raise NotFound(kind="database", key=str(file), path=("GOVERNANCE_DATABASE_URL",)) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """What became of bringing the tables up to date.

    Attributes:
        applied: the migrations that were applied, "module.name" each.
        failed: the plugins whose migrations failed, and why.
    """

    applied: tuple[str, ...]
    failed: Mapping[str, str]


class Database:
    """One database with the tables of the loaded modules.

    Several can be open in one process (tests, the demo), so nothing global is set: code that touches the ORM runs
    inside `active()`.
    """

    def __init__(self, url: str, modules: Sequence[Module]) -> None:
        self._url = url
        self._name = connection_name(url)
        self._config = tortoise_config(url, modules)
        self._optional = tuple(module.name for module in modules if module.practice is not None and module.tables)
        self._context: TortoiseContext | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["Database"]:
        """The database with its connections open, and active in this task.

        Raises:
            NotFound: it is a file that can't be opened.
        """
        if self._name == "sqlite":
            await asyncio.to_thread(_openable, sqlite_file(self._url))
        async with TortoiseContext() as context:
            await context.init(config=self._config)
            self._context = context
            try:
                yield self
            finally:
                self._context = None
                await context.connections.close_all()

    @contextmanager
    def active(self) -> Iterator[None]:
        """Make this the database of the models used inside the block, in this task."""
        # Tortoise's own way in (`with context:`) keeps its token on the context, which concurrent tasks would share.
        token = _current_context.set(self._context)
        try:
            yield
        finally:
            _current_context.reset(token)

    @property
    def connection(self) -> BaseDBAsyncClient:
        """The connection, or the pool of connections."""
        if self._context is None:
            raise RuntimeError("the database is not open")
        return self._context.connections.get(self._name)

    async def migrate(self) -> Migrated:
        """Bring every table up to date, one worker at a time.

        The town's own migrations stop at a failure; a plugin's failure is told, and the rest goes on. Each migration is
        one transaction.

        Raises:
            RestoreCutOff: a restore has begun here, and nobody has compared what there is.
        """
        applied: list[str] = []
        failed: dict[str, str] = {}

        def told(event: str, label: str, name: str) -> None:
            if event == "apply_done":
                applied.append(f"{label}.{name}")

        async def bring_up(label: str) -> None:
            """Each alone: after a migration the executor makes every model that it knows anew."""
            known = {label: self._config["apps"][label]}
            target = MigrationTarget(app_label=label, name="__latest__")
            await MigrationExecutor(self.connection, known).migrate([target], progress=told)

        with self.active():
            async with self._alone():
                for label in self._config["apps"]:
                    if label not in self._optional:
                        await bring_up(label)
                for label in self._optional:
                    try:
                        await bring_up(label)
                    except Exception as fault:
                        log.exception("the migrations of plugin %s failed", label)
                        failed[label] = f"{type(fault).__name__}: {fault}"
        return Migrated(applied=tuple(applied), failed=failed)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Wait until no other worker migrates. Each migration is a transaction of its own."""
        if is_sqlite(self.connection):
            yield
            return
        async with self.connection.acquire_connection() as connection:
            await connection.execute(f"SELECT pg_advisory_lock({MIGRATION_LOCK})")
            try:
                if await connection.fetchval(f"SELECT to_regclass('{RESTORING}')") is not None:
                    raise RestoreCutOff(path=("GOVERNANCE_DATABASE_URL",))
                yield
            finally:
                await connection.execute(f"SELECT pg_advisory_unlock({MIGRATION_LOCK})")
