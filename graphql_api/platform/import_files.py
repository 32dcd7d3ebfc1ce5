"""Importing a folder: read every file that some module takes, then store everything in one unit of work, or nothing."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from governance_core.errors import (
    Blank,
    GovernanceError,
    InputFault,
    InvalidInput,
    Malformed,
    NotFound,
    TooLong,
    UnknownValue,
)
from graphql_api.platform.cells import unguarded, value_of
from graphql_api.platform.excel import WORKBOOKS, workbook_tables
from graphql_api.platform.importing import Column, ImportFault, ImportKind, Record, Tally
from graphql_api.platform.service import SYSTEM, Service

ACT = "platform.import"
LARGEST_FILE = 512 * 1024 * 1024
MOST_FAULTS_TOLD = 200

Report = Callable[[str, int, int], None]


class NothingKept(Exception):
    """Ends the unit of work of an import that is to leave nothing behind."""


def unreported(kind: str, done: int, total: int) -> None:
    """Tell nobody how far the import has come."""


async def import_folder(
    service: Service, folder: Path, *, dry_run: bool = False, report: Report = unreported
) -> tuple[Tally, ...]:
    """Import every file of `folder` that a module takes.

    What is there already and unchanged is left alone; an import that changes nothing writes nothing at all.

    Args:
        service: a running service.
        folder: tables as CSV (UTF-8 or GB18030) or as sheets of workbooks, and documents as YAML; or one workbook.
        dry_run: do everything and keep nothing.
        report: told, for each kind of record, how many of how many have been dealt with.

    Raises:
        NotFound: there is no such folder.
        InvalidInput: what can't be imported, by file, row and column; nothing has been stored.
    """
    kinds = [kind for module in service.modules.loaded for kind in module.imports]
    batches, digests = read_folder(folder, kinds)
    faults: list[ImportFault] = []
    tallies: list[Tally] = []
    with suppress(NothingKept):
        async with service.begin_for(SYSTEM)(ACT, subject=folder.name, files=digests) as work:
            for kind, records in batches:
                told = partial(_told, report, kind.name, len(records))
                tallies.append(await kind.take(work, records, faults, told))
            _refuse(faults)
            if dry_run or not any(tally.added or tally.changed for tally in tallies):
                raise NothingKept
    return tuple(tallies)


def _told(report: Report, kind: str, total: int, done: int) -> None:
    report(kind, done, total)


def read_folder(
    folder: Path, kinds: Sequence[ImportKind]
) -> tuple[list[tuple[ImportKind, list[Record]]], dict[str, str]]:
    """The records of every kind that has any, in the order of the kinds, and the SHA-256 of every file read.

    Raises:
        NotFound: there is no such folder.
        InvalidInput: a file can't be read; every fault is told.
    """
    if not folder.is_dir() and not (folder.is_file() and folder.match(WORKBOOKS)):
        raise NotFound(kind="folder", key=str(folder))
    faults: list[ImportFault] = []
    sheets = _workbook_records(folder, kinds, faults)
    batches = [(kind, [*read_records(folder, kind, faults), *sheets.get(kind.name, ())]) for kind in kinds]
    _refuse(faults)
    files = [file for kind in kinds for file in sorted(folder.glob(kind.pattern))]
    digests = {file.name: _digest(file) for file in (*files, *_workbooks(folder))}
    return [(kind, records) for kind, records in batches if records], digests


def _refuse(faults: Sequence[ImportFault]) -> None:
    if faults:
        raise InvalidInput(faults=tuple(faults[:MOST_FAULTS_TOLD]))


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def read_records(folder: Path, kind: ImportKind, faults: list[ImportFault]) -> list[Record]:
    """The records of every file of a kind; what can't be read is added to the faults."""
    records: list[Record] = []
    for file in sorted(folder.glob(kind.pattern)):
        text = _text(file, faults)
        if text is not None:
            name = file.relative_to(folder).as_posix()
            records += _table(name, text, kind, faults) if kind.columns else _documents(name, text, faults)
    return records


def _workbook_records(folder: Path, kinds: Sequence[ImportKind], faults: list[ImportFault]) -> dict[str, list[Record]]:
    """The records of every sheet of every workbook, by the name of their kind."""
    found: dict[str, list[Record]] = {}
    for file in _workbooks(folder):
        try:
            for kind, name, lines in workbook_tables(file, kinds, faults):
                found.setdefault(kind.name, []).extend(records_of(name, lines, kind, faults))
        except GovernanceError as refusal:
            faults.append(_at(file.name, 0, "", refusal))
    return found


def _workbooks(folder: Path) -> list[Path]:
    """The workbooks of a folder, or the one that is given in its place; not those that a program holds open."""
    found = [folder] if folder.is_file() else sorted(folder.glob(WORKBOOKS))
    return [file for file in found if not file.name.startswith(("~$", ".~"))]


def _text(file: Path, faults: list[ImportFault]) -> str | None:
    if file.stat().st_size > LARGEST_FILE:
        faults.append(_at(file.name, 0, "", TooLong(length=file.stat().st_size, limit=LARGEST_FILE)))
        return None
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    faults.append(_at(file.name, 0, "", Malformed(value=file.name, expected="text in UTF-8 or GB18030")))
    return None


def _documents(file: str, text: str, faults: list[ImportFault]) -> list[Record]:
    try:
        documents = list(yaml.safe_load_all(text))
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


def _table(file: str, text: str, kind: ImportKind, faults: list[ImportFault]) -> list[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = ((reader.line_num, [unguarded(cell) for cell in cells]) for cells in reader)
    try:
        return records_of(file, lines, kind, faults)
    except csv.Error as fault:
        faults.append(_at(file, reader.line_num, "", Malformed(value=str(fault), expected="CSV")))
        return []


def records_of(
    file: str, lines: Iterable[tuple[int, Sequence[str]]], kind: ImportKind, faults: list[ImportFault]
) -> list[Record]:
    """The records of a table, given as its numbered lines of cells; the first that says something is its header."""
    columns = {column.name: column for column in kind.columns}
    records: list[Record] = []
    header: list[str] | None = None
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            unsaid = frozenset(columns).difference(header)
            if found := _header_faults(file, header, columns):
                faults += found
                return []
        elif len(cells) != len(header):
            expected = f"{len(header)} cells, not {len(cells)}"
            faults.append(_at(file, number, "", Malformed(value=cells[0][:80], expected=expected)))
        else:
            values = _values(file, number, dict(zip(header, cells, strict=True)), columns, faults)
            records.append(Record(file=file, row=number, values=values, unsaid=unsaid))
    return records


def _header_faults(file: str, header: Sequence[str], columns: Mapping[str, Column]) -> list[ImportFault]:
    unknown = [
        _at(file, 1, name, UnknownValue(value=name, known=tuple(columns))) for name in header if name not in columns
    ]
    missing = [
        _at(file, 1, name, Blank()) for name, column in columns.items() if column.required and name not in header
    ]
    return [*unknown, *missing]


def _values(
    file: str, row: int, cells: Mapping[str, str], columns: Mapping[str, Column], faults: list[ImportFault]
) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(columns)
    for name, cell in cells.items():
        try:
            values[name] = value_of(cell, columns[name])
        except InputFault as fault:
            faults.append(_at(file, row, name, fault))
    return values


def _at(file: str, row: int, column: str, cause: GovernanceError) -> ImportFault:
    return ImportFault(file=file, row=row, column=column, cause=cause, path=(file, str(row), column))
