"""Workbooks: tables as sheets, read and written. What needs the extra is imported where it is used."""

import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphql_api.platform.errors import ExtraNotInstalled
from graphql_api.platform.excel.cells import Cell, Column
from graphql_api.platform.importing import ImportFault, ImportKind

if TYPE_CHECKING:
    from graphql_api.platform.excel.reading import Table
    from graphql_api.platform.excel.sheets import Book
    from graphql_api.platform.excel.writing import Workbook

WORKBOOKS = "*.xlsx"


def require_excel() -> None:
    """Refuse to go on where the packages that know workbooks are not installed.

    Raises:
        ExtraNotInstalled: says what to install.
    """
    if any(importlib.util.find_spec(name) is None for name in ("openpyxl", "defusedxml", "xlsxwriter")):
        raise ExtraNotInstalled(extra="excel")


def workbook_tables(file: Path, kinds: Sequence[ImportKind], faults: list[ImportFault]) -> "Iterator[Table]":
    """The tables of a workbook: for each sheet its kind, its name in a fault, and its numbered lines of cells.

    Raises:
        ExtraNotInstalled: the packages are not installed.
        NotAWorkbook: the file is something else, or made to do harm.
        TooLong: it is too large.
    """
    require_excel()
    from graphql_api.platform.excel.reading import tables_of  # noqa: PLC0415 -- openpyxl is an extra

    return tables_of(file, kinds, faults)


def new_workbook(kinds: Sequence[ImportKind]) -> "Workbook":
    """An empty workbook with its explanations, for tables of these kinds.

    Raises:
        ExtraNotInstalled: the packages are not installed.
    """
    require_excel()
    from graphql_api.platform.excel.writing import Workbook  # noqa: PLC0415 -- xlsxwriter is an extra

    return Workbook(kinds)


def new_book() -> "Book":
    """An empty workbook.

    Raises:
        ExtraNotInstalled: the packages are not installed.
    """
    require_excel()
    from graphql_api.platform.excel.sheets import Book  # noqa: PLC0415 -- xlsxwriter is an extra

    return Book()


__all__ = ["WORKBOOKS", "Cell", "Column", "new_book", "new_workbook", "require_excel", "workbook_tables"]
