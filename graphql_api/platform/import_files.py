"""Importing a folder: read every file that some module takes, then store everything in one unit of work, or nothing."""

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
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
from graphql_api.platform.importing import Column, ColumnKind, ImportFault, ImportKind, Record, Tally
from graphql_api.platform.service import SYSTEM, Service

ACT = "platform.import"
LARGEST_FILE = 512 * 1024 * 1024
LONGEST_CELL = 2000
MOST_FAULTS_TOLD = 200
YES_NO = {"yes": True, "no": False, "是": True, "否": False}

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
        folder: tables as CSV (UTF-8 or GB18030) and documents as YAML.
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
    if not folder.is_dir():
        raise NotFound(kind="folder", key=str(folder))
    faults: list[ImportFault] = []
    batches = [(kind, read_records(folder, kind, faults)) for kind in kinds]
    _refuse(faults)
    digests = {file.name: _digest(file) for kind in kinds for file in sorted(folder.glob(kind.pattern))}
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
    columns = {column.name: column for column in kind.columns}
    records: list[Record] = []
    header: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                if found := _header_faults(file, header, columns):
                    faults += found
                    return []
            elif len(cells) != len(header):
                expected = f"{len(header)} cells, not {len(cells)}"
                faults.append(_at(file, reader.line_num, "", Malformed(value=cells[0][:80], expected=expected)))
            else:
                values = _values(file, reader.line_num, dict(zip(header, cells, strict=True)), columns, faults)
                records.append(Record(file=file, row=reader.line_num, values=values))
    except csv.Error as fault:
        faults.append(_at(file, reader.line_num, "", Malformed(value=str(fault), expected="CSV")))
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
            values[name] = _value(cell.strip(), columns[name])
        except InputFault as fault:
            faults.append(_at(file, row, name, fault))
    return values


def _value(cell: str, column: Column) -> Any:
    if not cell:
        if column.required:
            raise Blank
        return None
    if len(cell) > LONGEST_CELL:
        raise TooLong(length=len(cell), limit=LONGEST_CELL)
    match column.kind:
        case ColumnKind.DAY:
            return _day(cell)
        case ColumnKind.WHOLE:
            return _whole(cell)
        case ColumnKind.YES_NO:
            if cell.casefold() not in YES_NO:
                raise UnknownValue(value=cell[:80], known=tuple(YES_NO))
            return YES_NO[cell.casefold()]
        case ColumnKind.TEXT:
            return cell


def _day(cell: str) -> date:
    """A civil day, as 2020-07-01 or, as spreadsheets like to write it, 2020/7/1."""
    try:
        year, month, day = (int(part) for part in cell.replace("/", "-").split("-"))
        return date(year, month, day)
    except ValueError:
        raise Malformed(value=cell[:80], expected="a day as 2020-07-01") from None


def _whole(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise Malformed(value=cell[:80], expected="a whole number") from None


def _at(file: str, row: int, column: str, cause: GovernanceError) -> ImportFault:
    return ImportFault(file=file, row=row, column=column, cause=cause, path=(file, str(row), column))
