"""What an operator does: back up, restore, and rehearse a restore."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Protocol

from governance_core.errors import NotFound
from graphql_api.platform.backup.archive import Measured, opened_backup, write_backup
from graphql_api.platform.backup.manifest import Contents, Manifest
from graphql_api.platform.backup.sqlite import SqliteTown
from graphql_api.platform.cache import Cache, aiocache_for
from graphql_api.platform.database import known_migrations, postgres_credentials, sqlite_file
from graphql_api.platform.errors import BackupNotMade, BackupNotRestored, BackupOfAnother, BackupTooNew, CacheSilent
from graphql_api.platform.identifiers import Clock
from graphql_api.platform.metrics import Metrics
from graphql_api.platform.modules import Module
from graphql_api.platform.settings import Settings


class _Town(Protocol):
    """A town where an engine keeps it, or the place of one."""

    engine: str

    def dump(self, scratch: Path, into: Measured) -> Contents:
        """Write the town as of one instant."""

    def restore(self, database: IO[bytes], expected: Contents, tokens_end: datetime | None) -> None:
        """Put the expected town in this place, or nothing; all tokens that are in it end then, where that is said."""

    def rehearsal(self) -> AbstractContextManager["_Town"]:
        """A place of the same kind that is thrown away afterwards."""


def back_up(settings: Settings, modules: Sequence[Module], file: Path, clock: Clock) -> Manifest:
    """Write all that has been committed into a file, while the town is served.

    Args:
        settings: where the town is.
        modules: those of this installation, whose migrations it knows.
        file: the file to make.
        clock: tells when.

    Raises:
        WouldOverwrite: there is a file of that name.
        NotFound: there is no town.
        RestoreCutOff: what is there was never compared with the backup that it is of.
        ToolMissing: pg_dump is needed, and missing.
        BackupNotMade: anything else.
    """
    begun = clock()

    def described(contents: Contents, measured: Measured) -> Manifest:
        if not contents.migrations:
            raise NotFound(kind="town", key="in this database", path=("GOVERNANCE_DATABASE_URL",))
        known = known_migrations(modules)
        return Manifest(
            made_at=begun,
            made_by=version("grassroots-governance"),
            left_behind=tuple(name for name in contents.migrations if name not in known),
            contents=contents,
            size=measured.size,
            checksum=measured.checksum,
        )

    try:
        return write_backup(file, _town(settings).dump, described)
    except OSError as fault:
        raise BackupNotMade(cause=str(fault)) from fault


def restore(settings: Settings, modules: Sequence[Module], file: Path, *, tokens_end: datetime | None) -> Manifest:
    """Put the town of a backup into the empty database of the settings, and empty the cache.

    Args:
        settings: where the town shall be.
        modules: those of this installation, whose migrations it knows.
        file: the backup.
        tokens_end: when every token that is in it ends; None where those stay valid which were so at the backup.

    Raises:
        NotFound: there is no such file.
        BackupDamaged: it is not whole.
        BackupOfAnother: it is of the other engine.
        BackupTooNew: this installation does not know all of its migrations.
        DatabaseNotEmpty: there is something in the database.
        RestoreCutOff: there is what a restore that was cut off has left.
        ToolMissing: pg_restore is needed, and missing.
        CacheSilent: the cache does not answer.
        BackupNotRestored: anything else.
    """
    asyncio.run(_forget(settings))  # first of all, to see that it answers
    manifest = _restored(_town(settings), modules, file, tokens_end)
    asyncio.run(_forget(settings))
    return manifest


def rehearse(settings: Settings, modules: Sequence[Module], file: Path) -> Manifest:
    """Restore a backup into a place that is thrown away afterwards; it raises what `restore` would."""
    with _town(settings).rehearsal() as place:
        return _restored(place, modules, file, None)


def _restored(place: _Town, modules: Sequence[Module], file: Path, tokens_end: datetime | None) -> Manifest:
    try:
        with opened_backup(file) as backup:
            manifest = backup.manifest
            if manifest.contents.engine != place.engine:
                raise BackupOfAnother(engine=manifest.contents.engine, expected=place.engine, path=("file",))
            known = known_migrations(modules) | {*manifest.left_behind}
            if unknown := tuple(name for name in manifest.contents.migrations if name not in known):
                raise BackupTooNew(migrations=unknown, path=("file",))
            place.restore(backup.database, manifest.contents, tokens_end)
            return manifest
    except OSError as fault:
        raise BackupNotRestored(cause=str(fault)) from fault


def _town(settings: Settings) -> _Town:
    if settings.database_url.startswith("sqlite"):
        return SqliteTown(sqlite_file(settings.database_url))
    from graphql_api.platform.backup.postgres import PostgresTown  # noqa: PLC0415 -- asyncpg is an extra

    return PostgresTown(postgres_credentials(settings.database_url), settings.postgres_tools)


async def _forget(settings: Settings) -> None:
    cache = Cache(aiocache_for(settings.cache_url, entries=settings.cache_entries), Metrics())
    try:
        await cache.clear()
    except Exception as fault:
        raise CacheSilent(path=("GOVERNANCE_CACHE_URL",)) from fault
    finally:
        await cache.close()
