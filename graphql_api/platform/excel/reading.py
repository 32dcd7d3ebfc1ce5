"""Reading workbooks, which may come from anywhere: measured before they are unpacked, and without entities."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import DEFUSEDXML, load_workbook

from governance_core.errors import GovernanceError, TooLong, UnknownValue
from graphql_api.platform.errors import NotAWorkbook
from graphql_api.platform.importing import ImportFault, ImportKind

if not DEFUSEDXML:
    raise ImportError("openpyxl is told not to use defusedxml: entities would be expanded")

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_UNPACKED = 512 * 1024 * 1024
MOST_PARTS = 2000
MOST_SHEETS = 20
EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number; a longer code has lost the others."""
MOST_COLUMNS = 64
"""Enough for every table, and few enough that a sheet which claims to be wide is read in time."""
OUR_SHEETS = ("说明", "取值")

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Lines = Iterator[tuple[int, list[str]]]
Table = tuple[ImportKind, str, Lines]


def tables_of(file: Path, kinds: Sequence[ImportKind], faults: list[ImportFault]) -> Iterator[Table]:
    """The tables of a workbook, one sheet at a time; a sheet of no kind that says something is a fault.

    Raises:
        NotAWorkbook: the file is something else, or made to do harm.
        TooLong: it is too large.
    """
    refuse_harm(file)
    tables = [kind for kind in kinds if kind.columns]
    try:
        with file.open("rb") as opened:
            workbook = load_workbook(opened, read_only=True, data_only=True, keep_links=False)
            for sheet in _few(workbook.worksheets):
                sheet.reset_dimensions()  # what a file says of its own size is not to be believed
                name = f"{file.name} [{sheet.title}]"
                kind = _kind_of(sheet, tables)
                if kind is not None:
                    yield kind, name, _lines(sheet)
                elif not _is_ours(sheet) and any(True for _ in _lines(sheet)):
                    cause = UnknownValue(value=sheet.title, known=tuple(one.stem for one in tables))
                    faults.append(ImportFault(file=name, row=0, column="", cause=cause, path=(name, "0", "")))
    except GovernanceError:
        raise
    except Exception as fault:
        # openpyxl meets a malformed part with whatever its code stumbles upon: there is no error to name.
        raise NotAWorkbook(reason=f"{type(fault).__name__}: {fault}"[:200]) from fault


def _few(sheets: Sequence[Any]) -> Sequence[Any]:
    if len(sheets) > MOST_SHEETS:
        raise NotAWorkbook(reason=f"{len(sheets)} sheets")
    return sheets


def _kind_of(sheet: Any, tables: Sequence[ImportKind]) -> ImportKind | None:
    title = sheet.title.strip().casefold()
    return next((one for one in tables if title.startswith(one.stem)), None)


def _is_ours(sheet: Any) -> bool:
    return sheet.title.startswith(OUR_SHEETS)


def refuse_harm(file: Path) -> None:
    """Refuse a file that is not a package of a workbook's size.

    A part never unpacks to more than the package says of it: Python's reader stops there.

    Raises:
        NotAWorkbook: it is no package, or one of too many parts.
        TooLong: it is too large, packed or unpacked.
    """
    size = file.stat().st_size
    if size > LARGEST_FILE:
        raise TooLong(length=size, limit=LARGEST_FILE)
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        raise NotAWorkbook(reason=str(fault)[:200]) from fault
    if len(parts) > MOST_PARTS:
        raise NotAWorkbook(reason=f"{len(parts)} parts")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        raise TooLong(length=unpacked, limit=LARGEST_UNPACKED)


def _lines(sheet: Any) -> Lines:
    """The lines of a sheet that say something, all as wide as the first of them."""
    width = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        texts = [written(cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            width = width or len(texts)
            yield number, [*texts, *([""] * (width - len(texts)))]


def written(cell: object) -> str:
    """A cell as a person would have written it into a table."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return str(cell.date()) if cell == datetime.combine(cell.date(), datetime.min.time()) else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        if abs(cell) >= EXACT:
            return f"{cell:E}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), str(cell))
