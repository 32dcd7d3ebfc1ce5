"""PostgreSQL: pg_dump and pg_restore, and what was dumped is counted in the same snapshot."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import asyncpg

from graphql_api.platform.backup.archive import Measured
from graphql_api.platform.backup.manifest import END_TOKENS, Contents, Table, shortened
from graphql_api.platform.backup.programs import found_tool, read_from, write_to
from graphql_api.platform.database import MIGRATION_LOCK, RESTORING
from graphql_api.platform.errors import BackupNotMade, BackupNotRestored, DatabaseNotEmpty, RestoreCutOff

_FAULTS = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "database": "PGDATABASE",
    "ssl": "PGSSLMODE",
}
_OPTIONS = ("--format=custom", "--no-owner", "--no-privileges")
_UNIFORM = """SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';
SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0"""
_RELATIONS = """SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind::text AS kind
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg!_%' ESCAPE '!'
AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"""
# The rows' digests are added up, so that no order is needed: the server sorts nothing.
_COUNTED = """SELECT count(*) AS rows, coalesce(sum(('x' || encode(substring(
sha256(convert_to(kept::text, 'UTF8')) FOR 8), 'hex'))::bit(64)::bigint::numeric), 0)::text AS digest FROM {} kept"""


class PostgresTown:
    """A town in a database of a PostgreSQL server, or the place of one.

    Args:
        credentials: host, port, user, password, database and ssl, under asyncpg's names and with its defaults.
        tools: where pg_dump and pg_restore are.
    """

    engine = "postgres"

    def __init__(self, credentials: Mapping[str, Any], tools: str) -> None:
        self._credentials = {name: credentials[name] for name in _VARIABLES if credentials.get(name) is not None}
        self._tools = tools
        # Not in the command: every user of the machine can read commands, and so the password.
        self._environment = os.environ | {_VARIABLES[name]: str(value) for name, value in self._credentials.items()}

    def dump(self, scratch: Path, into: Measured) -> Contents:
        """Write the town as of one instant; writers go on meanwhile.

        Raises:
            BackupNotMade: the server or pg_dump says why not.
            RestoreCutOff: nobody has compared what is there.
        """
        tool = found_tool("pg_dump", self._tools)
        try:
            return asyncio.run(self._dump(tool, into))
        except _FAULTS as fault:
            raise BackupNotMade(cause=f"{type(fault).__name__}: {fault}") from fault

    async def _dump(self, tool: str, into: Measured) -> Contents:
        async with self._connected() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
            if RESTORING in await _relations(connection):
                raise RestoreCutOff(path=("GOVERNANCE_DATABASE_URL",))
            snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
            contents = await _contents(connection)
            command = [tool, *_OPTIONS, "--compress=0", f"--snapshot={snapshot}"]
            complaint = await asyncio.to_thread(read_from, command, self._environment, into)
        if complaint is not None:
            raise BackupNotMade(cause=complaint)
        return contents

    def restore(self, database: IO[bytes], expected: Contents, tokens_end: datetime | None) -> None:
        """Put the town that is read from `database` into this place: the `expected` one, or nothing.

        A restore that is killed leaves the table `RESTORING`, by which nobody takes the place for a town.

        Args:
            database: what pg_dump has written.
            expected: what there must be.
            tokens_end: when the tokens that are in it end; None where they stay as they are.

        Raises:
            DatabaseNotEmpty: there is something in this place.
            RestoreCutOff: there is what an earlier restore has left.
            BackupNotRestored: the server or pg_restore says why not, or what was restored is not what was backed up.
        """
        tool = found_tool("pg_restore", self._tools)
        try:
            asyncio.run(self._restore(tool, database, expected, tokens_end))
        except _FAULTS as fault:
            raise BackupNotRestored(cause=f"{type(fault).__name__}: {fault}") from fault

    async def _restore(self, tool: str, database: IO[bytes], expected: Contents, tokens_end: datetime | None) -> None:
        async with self._connected() as connection:
            # Whoever would bring the tables up to date meanwhile waits, and then finds them there.
            await connection.execute(f"SELECT pg_advisory_lock({MIGRATION_LOCK})")
            found = await _relations(connection)
            if found.pop(RESTORING, None) is not None and found:
                raise RestoreCutOff(path=("GOVERNANCE_DATABASE_URL",))
            if found:
                raise DatabaseNotEmpty(found=shortened(tuple(found)), path=("GOVERNANCE_DATABASE_URL",))
            await connection.execute(f"CREATE TABLE IF NOT EXISTS {RESTORING} (tokens_end TIMESTAMPTZ)")
            into = f"--dbname={self._credentials.get('database', 'postgres')}"
            command = [tool, *_OPTIONS, "--single-transaction", "--exit-on-error", into]
            complaint = await asyncio.to_thread(write_to, command, self._environment, database)
            if complaint is None:
                complaint = await _differing(connection, expected)
            if complaint is not None:
                tables = [name for name, kind in (await _relations(connection)).items() if kind in "rp"]
                await connection.execute(f"DROP TABLE {', '.join(tables)} CASCADE")
                raise BackupNotRestored(cause=complaint)
            async with connection.transaction():
                if tokens_end is not None:
                    await connection.execute(END_TOKENS.format("$1"), tokens_end)
                await connection.execute(f"DROP TABLE {RESTORING}")

    @contextmanager
    def rehearsal(self) -> Iterator["PostgresTown"]:
        """A database of the same server that is thrown away afterwards.

        Raises:
            BackupNotRestored: it could not be created, for which its user needs the right.
        """
        name = f"rehearsal_{secrets.token_hex(8)}"
        try:
            asyncio.run(self._run(f"CREATE DATABASE {name} TEMPLATE template0"))
        except _FAULTS as fault:
            raise BackupNotRestored(cause=f"{type(fault).__name__}: {fault}") from fault
        try:
            yield PostgresTown({**self._credentials, "database": name}, self._tools)
        finally:
            asyncio.run(self._run(f"DROP DATABASE {name}"))

    async def _run(self, statement: str) -> None:
        async with self._connected() as connection:
            await connection.execute(statement)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        connection = await asyncpg.connect(**self._credentials)
        try:
            yield connection
        finally:
            await connection.close()


async def _relations(connection: Any) -> dict[str, str]:
    """Everything that rows could be in, by its quoted name, with PostgreSQL's letter for its kind."""
    return {row["name"]: row["kind"] for row in await connection.fetch(_RELATIONS)}


async def _differing(connection: Any, expected: Contents) -> str | None:
    """In what the database is not the expected one."""
    async with connection.transaction():
        return expected.told_differences(await _contents(connection))


async def _contents(connection: Any) -> Contents:
    """What the database holds, in the transaction that is open."""
    await connection.execute(_UNIFORM)
    names = [name for name, kind in (await _relations(connection)).items() if kind == "r" and name != RESTORING]
    counted = {name: await connection.fetchrow(_COUNTED.format(name)) for name in names}
    applied = "SELECT app || '.' || name AS name FROM tortoise_migrations ORDER BY id"
    migrations = await connection.fetch(applied) if "public.tortoise_migrations" in names else []
    return Contents(
        engine="postgres",
        engine_version=await connection.fetchval("SHOW server_version"),
        migrations=tuple(row["name"] for row in migrations),
        tables={name: Table(rows=row["rows"], digest=row["digest"]) for name, row in counted.items()},
    )
