"""Reading the files of an import: tables row by row and documents, every fault told by file, row and column."""

import codecs
import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import IO, Any

import yaml

from governance_core.errors import (
    Blank,
    GovernanceError,
    InputFault,
    Malformed,
    TooLong,
    UnknownValue,
)
from graphql_api.platform.cells import unguarded, value_of
from graphql_api.platform.excel import WORKBOOKS, workbook_tables
from graphql_api.platform.importing import Column, ImportFault, ImportKind, Record

LARGEST_FILE = 512 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that can be read.

    Attributes:
        path: where it is.
        name: its name inside the folder.
        encoding: how its text is written.
        lines: how many lines it has.
        digest: the SHA-256 of its bytes as they lie there.
    """

    path: Path
    name: str
    encoding: str
    lines: int
    digest: str

    def opened(self) -> IO[str]:
        """Its text, unpacked, with the ends of lines as they are written."""
        return io.TextIOWrapper(_unpacked(self.path), encoding=self.encoding, newline="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The files of one kind, and their records: read already, or row by row when they are asked for.

    Attributes:
        kind: what they hold.
        files: the files.
        size: how many records there are; of a kind that is taken row by row about so many.
    """

    kind: ImportKind
    files: tuple[File, ...]
    size: int
    _read: tuple[Record, ...] = ()

    def joined(self, more: Iterable[Record]) -> "Batch":
        """The same with records that have been read from elsewhere."""
        added = tuple(more)
        return replace(self, size=self.size + len(added), _read=(*self._read, *added))

    def records(self, faults: list[ImportFault]) -> Any:
        """The records; what can't be read of those that are read only now is added to the faults."""
        if not self.kind.streamed:
            return self._read
        return chain(self._read, *(_table(file, self.kind, faults) for file in self.files))


def read_batch(folder: Path, kind: ImportKind, faults: list[ImportFault]) -> Batch:
    """The files of a kind; what can't be read is added to the faults."""
    found = (_examined(folder, path, faults) for path in _paths(folder, kind))
    files = tuple(file for file in found if file is not None)
    if kind.streamed:
        return Batch(kind=kind, files=files, size=sum(max(file.lines - 1, 0) for file in files))
    records: list[Record] = []
    for file in files:
        records += _table(file, kind, faults) if kind.columns else _documents(file, faults)
    return Batch(kind=kind, files=files, size=len(records), _read=tuple(records))


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes as they lie there."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def workbooks(folder: Path) -> list[Path]:
    """The workbooks of a folder, or the one that is given in its place; not those that a program holds open."""
    found = [folder] if folder.is_file() else sorted(folder.glob(WORKBOOKS))
    return [file for file in found if not file.name.startswith(("~$", ".~"))]


def read_workbooks(
    files: Iterable[Path], kinds: Sequence[ImportKind], faults: list[ImportFault]
) -> dict[str, list[Record]]:
    """The records of every sheet of the workbooks, by the name of their kind; what is streamed comes in files alone."""
    in_sheets = [kind for kind in kinds if not kind.streamed]
    found: dict[str, list[Record]] = {}
    for file in files:
        try:
            for kind, name, lines in workbook_tables(file, in_sheets, faults):
                found.setdefault(kind.name, []).extend(records_of(name, lines, kind, faults))
        except GovernanceError as refusal:
            faults.append(_at(file.name, 0, "", refusal))
    return found


def _paths(folder: Path, kind: ImportKind) -> list[Path]:
    packed = folder.glob(f"{kind.pattern}.gz") if kind.packed else ()
    return sorted([*folder.glob(kind.pattern), *packed])


def _unpacked(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _examined(folder: Path, path: Path, faults: list[ImportFault]) -> File | None:
    """The file as it can be read, looked through once, a piece at a time."""
    name = path.relative_to(folder).as_posix()
    for encoding in ENCODINGS:
        try:
            lines = _lines(path, encoding)
        except UnicodeDecodeError:
            continue
        except (OSError, EOFError, zlib.error):
            faults.append(_at(name, 0, "", Malformed(value=name, expected="a file packed with gzip")))
            return None
        except TooLong as fault:
            faults.append(_at(name, 0, "", fault))
            return None
        return File(path=path, name=name, encoding=encoding, lines=lines, digest=digest(path))
    faults.append(_at(name, 0, "", Malformed(value=name, expected="text in UTF-8 or GB18030")))
    return None


def _lines(path: Path, encoding: str) -> int:
    """How many lines of text the file has.

    Raises:
        UnicodeDecodeError: it is not written in this encoding.
        TooLong: it is larger than a file may be, as it lies there or unpacked.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    size = lines = 0
    with _unpacked(path) as content:
        while piece := content.read(PIECE):
            size += len(piece)
            if size > LARGEST_FILE:
                raise TooLong(length=max(size, path.stat().st_size), limit=LARGEST_FILE)
            lines += piece.count(b"\n")
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    return lines


def _documents(source: File, faults: list[ImportFault]) -> list[Record]:
    file = source.name
    try:
        with source.opened() as text:
            documents = list(yaml.safe_load_all(text.read()))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        row = mark.line + 1 if mark else 0
        faults.append(_at(file, row, "", Malformed(value=str(getattr(fault, "problem", ""))[:80], expected="YAML")))
        return []
    records = []
    for document in documents:
        if isinstance(document, dict):
            records.append(Record(file=file, row=0, values=document))
        else:
            faults.append(_at(file, 0, "", Malformed(value=str(document)[:80], expected="a mapping")))
    return records


def _table(source: File, kind: ImportKind, faults: list[ImportFault]) -> Iterator[Record]:
    with source.opened() as text:
        reader = csv.reader(text, strict=True)
        lines = ((reader.line_num, [unguarded(cell) for cell in cells]) for cells in reader)
        try:
            yield from records_of(source.name, lines, kind, faults)
        except csv.Error as fault:
            faults.append(_at(source.name, reader.line_num, "", Malformed(value=str(fault), expected="CSV")))


def records_of(
    file: str, lines: Iterable[tuple[int, Sequence[str]]], kind: ImportKind, faults: list[ImportFault]
) -> Iterator[Record]:
    """The records of a table, given as its numbered lines of cells; the first that says something is its header."""
    columns = {column.name: column for column in kind.columns}
    header: list[str] | None = None
    unsaid: frozenset[str] = frozenset()
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            unsaid = frozenset(columns).difference(header)
            if found := _header_faults(file, header, columns):
                faults += found
                return
        elif len(cells) != len(header):
            expected = f"{len(header)} cells, not {len(cells)}"
            faults.append(_at(file, number, "", Malformed(value=cells[0][:80], expected=expected)))
        else:
            values = _values(file, number, zip(header, cells, strict=True), columns, faults)
            yield Record(file=file, row=number, values=values, unsaid=unsaid)


def _header_faults(file: str, header: Sequence[str], columns: Mapping[str, Column]) -> list[ImportFault]:
    unknown = [
        _at(file, 1, name, UnknownValue(value=name, known=tuple(columns))) for name in header if name not in columns
    ]
    missing = [
        _at(file, 1, name, Blank()) for name, column in columns.items() if column.required and name not in header
    ]
    return [*unknown, *missing]


def _values(
    file: str,
    row: int,
    cells: Iterable[tuple[str, str]],
    columns: Mapping[str, Column],
    faults: list[ImportFault],
) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(columns)
    for name, cell in cells:
        try:
            values[name] = value_of(cell, columns[name])
        except InputFault as fault:
            faults.append(_at(file, row, name, fault))
    return values


def _at(file: str, row: int, column: str, cause: GovernanceError) -> ImportFault:
    return ImportFault(file=file, row=row, column=column, cause=cause, path=(file, str(row), column))
