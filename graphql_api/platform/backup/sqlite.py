"""SQLite: a copy by the online backup, checked before it is kept; a restored town takes its place by a new name."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from governance_core.errors import NotFound
from graphql_api.platform.backup.archive import PART, PIECE, Measured, put_in_place
from graphql_api.platform.backup.manifest import END_TOKENS, Contents, Table, shortened
from graphql_api.platform.errors import BackupNotMade, BackupNotRestored, DatabaseNotEmpty
from graphql_api.platform.sql import bound

_PATIENCE = 60.0  # seconds to wait for a writer that holds the file
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"


class SqliteTown:
    """A town in a file, or the place of one."""

    engine = "sqlite"

    def __init__(self, file: Path) -> None:
        self._file = file

    def dump(self, scratch: Path, into: Measured) -> Contents:
        """Write a copy of the town as of one instant; writers go on meanwhile.

        All pages are copied in one step, which is one read transaction: between several, a write would begin the copy
        anew.
        """
        if not self._file.is_file():
            raise NotFound(kind="database", key=str(self._file), path=("GOVERNANCE_DATABASE_URL",))
        copy = scratch / "copy.sqlite3"
        try:
            with closing(_opened(self._file)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # one file again, without the log that writers use
            contents = _contents(copy)
        except sqlite3.Error as fault:
            raise BackupNotMade(cause=str(fault)) from fault
        with copy.open("rb") as read:
            while piece := read.read(PIECE):
                into.write(piece)
        return contents

    def restore(self, database: IO[bytes], expected: Contents, tokens_end: datetime | None) -> None:
        """Put the town that is read from `database` in this place, once it is found to be the `expected` one.

        A restore that is killed leaves the place as it was, and a folder beside it that ends in `.part`.

        Args:
            database: a SQLite file.
            expected: what must be in it.
            tokens_end: when the tokens that are in it end; None where they stay as they are.

        Raises:
            DatabaseNotEmpty: there is something in this place.
            BackupNotRestored: what was restored is not what was backed up.
        """
        self._refuse_occupied()
        with TemporaryDirectory(prefix=f"{self._file.name}.", suffix=PART, dir=self._file.parent) as scratch:
            copy = Path(scratch) / "copy.sqlite3"
            with copy.open("xb") as written:
                shutil.copyfileobj(database, written, PIECE)
            try:
                differing = expected.told_differences(_contents(copy))
                if differing is None and tokens_end is not None:
                    with closing(_opened(copy)) as connection, connection:
                        connection.execute(END_TOKENS.format("?"), (bound(tokens_end, sqlite=True),))
            except sqlite3.Error as fault:
                raise BackupNotRestored(cause=str(fault)) from fault
            if differing is not None:
                raise BackupNotRestored(cause=differing)
            self._refuse_occupied()
            put_in_place(copy, self._file)

    def _refuse_occupied(self) -> None:
        """Refuse a file with tables, and the log of another database, which SQLite would take for this one's."""
        found: tuple[str, ...] = ()
        if self._file.exists():
            try:
                with closing(_opened(self._file)) as connection:
                    found = tuple(name for (name,) in connection.execute(_TABLES))
            except sqlite3.Error as fault:
                found = (f"{self._file.name} ({fault})",)
        beside = [Path(f"{self._file}{ending}") for ending in ("-wal", "-shm", "-journal")]
        if found := (*found, *(file.name for file in beside if file.exists())):
            raise DatabaseNotEmpty(found=shortened(found), path=("GOVERNANCE_DATABASE_URL",))

    @contextmanager
    def rehearsal(self) -> Iterator["SqliteTown"]:
        """The place of a town that is thrown away afterwards."""
        with TemporaryDirectory() as scratch:
            yield SqliteTown(Path(scratch) / "rehearsal.sqlite3")


def _opened(file: Path) -> sqlite3.Connection:
    """A connection to a file that is there."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)


def _contents(file: Path) -> Contents:
    """What a copy holds, once SQLite has found nothing wrong with it.

    Raises:
        sqlite3.DatabaseError: SQLite has found something.
    """
    with closing(_opened(file)) as connection:
        for (finding,) in connection.execute("PRAGMA integrity_check(1)"):
            if finding != "ok":
                raise sqlite3.DatabaseError(finding)
        names = [name for (name,) in connection.execute(_TABLES)]
        counted = {
            name: Table(rows=connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names
        }
        applied = "SELECT app || '.' || name FROM tortoise_migrations ORDER BY id"
        return Contents(
            engine="sqlite",
            engine_version=sqlite3.sqlite_version,
            migrations=tuple(name for (name,) in connection.execute(applied)) if "tortoise_migrations" in names else (),
            tables=counted,
        )
