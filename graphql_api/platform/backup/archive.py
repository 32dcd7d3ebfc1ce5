"""The file of a backup: a zip with the database and its manifest, whole or not there."""

import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from governance_core.errors import NotFound
from graphql_api.platform.backup.manifest import Contents, Manifest, manifest_read
from graphql_api.platform.errors import BackupDamaged, WouldOverwrite

MANIFEST, CONTENT = "manifest.json", "database"
PIECE = 1 << 20  # bytes that are read or written at a time
_FAULTS = (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
PART = ".part"  # what the names of unfinished things end with

Dump = Callable[[Path, "Measured"], Contents]
"""Writes a database, and says what it has written. The folder that it is given is its own, and removed afterwards."""


class Measured:
    """Somewhere to write, which knows how much was written and what stands for it."""

    def __init__(self, into: IO[bytes]) -> None:
        self._into = into
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes) -> int:
        """Write on."""
        self.size += len(piece)
        self._digest.update(piece)
        return self._into.write(piece)

    @property
    def checksum(self) -> str:
        """The SHA-256 of what was written."""
        return self._digest.hexdigest()


def write_backup(file: Path, dump: Dump, described: Callable[[Contents, Measured], Manifest]) -> Manifest:
    """Write a backup to a name of its own, and give it the name it is to have once it is whole and on the disk.

    Args:
        file: the name it is to have.
        dump: writes the database.
        described: makes the manifest of what was written.

    Raises:
        WouldOverwrite: there is a file of that name; a backup never replaces another.
    """
    if file.exists():
        raise WouldOverwrite(file=str(file), path=("file",))
    with TemporaryDirectory(prefix=f"{file.name}.", suffix=PART, dir=file.parent) as scratch:
        part = Path(scratch) / "backup"
        with ZipFile(part, "x", ZIP_DEFLATED) as archive:
            with archive.open(CONTENT, "w", force_zip64=True) as entry:
                measured = Measured(entry)
                contents = dump(Path(scratch), measured)
            manifest = described(contents, measured)
            archive.writestr(MANIFEST, manifest.written())
        part.chmod(0o600)  # it holds personal data
        put_in_place(part, file)
    return manifest


def put_in_place(part: Path, file: Path) -> None:
    """Give a finished file its name, so that a power cut leaves all of it or none."""
    _on_the_disk(part)
    part.rename(file)
    _on_the_disk(file.parent)


def _on_the_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was found whole.

    Attributes:
        manifest: what it says of itself.
        database: the database, to be read once.
    """

    manifest: Manifest
    database: IO[bytes]


@contextmanager
def opened_backup(file: Path) -> Iterator[Backup]:
    """A backup, read once from end to end to see that it is whole.

    Raises:
        NotFound: there is no such file.
        BackupDamaged: it is no backup, or no longer the one that was made.
    """
    if not file.is_file():
        raise NotFound(kind="backup", key=str(file), path=("file",))
    with _archive(file) as archive:
        manifest = _whole(archive, file)
        with archive.open(CONTENT) as database:
            yield Backup(manifest=manifest, database=database)


def _archive(file: Path) -> ZipFile:
    try:
        return ZipFile(file)
    except _FAULTS as fault:
        raise BackupDamaged(file=str(file), cause=str(fault), path=("file",)) from fault


def _whole(archive: ZipFile, file: Path) -> Manifest:
    digest, size = hashlib.sha256(), 0
    try:
        manifest = manifest_read(archive.read(MANIFEST))
        with archive.open(CONTENT) as database:
            while piece := database.read(PIECE):
                digest.update(piece)
                size += len(piece)
    except _FAULTS as fault:
        raise BackupDamaged(file=str(file), cause=str(fault), path=("file",)) from fault
    if (size, digest.hexdigest()) != (manifest.size, manifest.checksum):
        cause = "its checksum is not the one that was written down"
        raise BackupDamaged(file=str(file), cause=cause, path=("file",))
    return manifest
