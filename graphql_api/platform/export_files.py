"""Exporting the tables that an import takes, as they stand on a day, into CSV files or a workbook; or without rows."""

import csv
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from tortoise.transactions import in_transaction

from graphql_api.platform.access import SYSTEM
from graphql_api.platform.cells import guarded
from graphql_api.platform.errors import WouldOverwrite
from graphql_api.platform.excel import WORKBOOKS, new_workbook
from graphql_api.platform.exporting import Extent
from graphql_api.platform.importing import ColumnKind, ImportKind
from graphql_api.platform.modules import Modules
from graphql_api.platform.service import Service
from graphql_api.platform.sql import is_sqlite

ACT = "platform.export"
TEXTS = (ColumnKind.TEXT, ColumnKind.CODE)


class Tables(Protocol):
    """Where tables are written to, one after another."""

    def begin(self, kind: ImportKind) -> None:
        """Begin the table of a kind with its header."""

    def add(self, cells: Sequence[str]) -> None:
        """Add a row to the table that was begun last."""


class CsvTables:
    """A CSV file a table, in UTF-8 with the mark by which spreadsheets know it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: TextIO | None = None
        self._texts: list[bool] = []
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open is not None:
            self._open.close()

    def begin(self, kind: ImportKind) -> None:
        """Begin the table of a kind with its header."""
        if self._open is not None:
            self._open.close()
        self._open = (self._folder / f"{kind.stem}.csv").open("w", encoding="utf-8-sig", newline="")
        self._texts = [column.kind in TEXTS for column in kind.columns]
        self._writer = csv.writer(self._open)
        self._writer.writerow([column.name for column in kind.columns])

    def add(self, cells: Sequence[str]) -> None:
        """Add a row to the table that was begun last."""
        told = zip(cells, self._texts, strict=True)
        self._writer.writerow([guarded(cell) if is_text else cell for cell, is_text in told])


async def export_folder(service: Service, folder: Path, extent: Extent) -> dict[str, int]:
    """Export the town's tables as CSV files into a folder, and say how many rows each has.

    Raises:
        WouldOverwrite: the folder holds something that an import would take.
    """
    kinds = exported_kinds(service.modules)
    _refuse_overwriting(folder, kinds)
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 -- a command's own files; nobody else waits
    with TemporaryDirectory(dir=folder, prefix=".export-") as made:
        with CsvTables(Path(made)) as tables:
            counts = await _write(service, kinds, tables, extent, folder.name)
        _keep(Path(made), folder)
    return counts


async def export_workbook(service: Service, file: Path, extent: Extent) -> dict[str, int]:
    """Export the town's tables as the sheets of a workbook, and say how many rows each has.

    Raises:
        WouldOverwrite: the file is there already.
        ExtraNotInstalled: the packages for workbooks are not installed.
    """
    kinds = exported_kinds(service.modules)
    _refuse_file(file)
    with new_workbook(kinds) as workbook:
        counts = await _write(service, kinds, workbook, extent, file.name)
        workbook.save(file)
    return counts


def write_empty_folder(modules: Modules, folder: Path) -> None:
    """Write the tables without rows into a folder.

    Raises:
        WouldOverwrite: the folder holds something that an import would take.
    """
    kinds = exported_kinds(modules)
    _refuse_overwriting(folder, kinds)
    folder.mkdir(parents=True, exist_ok=True)
    with CsvTables(folder) as tables:
        for kind in kinds:
            tables.begin(kind)


def write_empty_workbook(modules: Modules, file: Path) -> None:
    """Write a workbook with the tables without rows, and with what each column holds.

    Raises:
        WouldOverwrite: the file is there already.
        ExtraNotInstalled: the packages for workbooks are not installed.
    """
    kinds = exported_kinds(modules)
    _refuse_file(file)
    with new_workbook(kinds) as workbook:
        for kind in kinds:
            workbook.begin(kind)
        workbook.save(file)


def exported_kinds(modules: Modules) -> tuple[ImportKind, ...]:
    """The kinds of tables that are given back, in the order in which an import takes them."""
    return tuple(kind for module in modules.loaded for kind in module.imports if kind.name in module.exports)


async def _write(
    service: Service, kinds: Sequence[ImportKind], tables: Tables, extent: Extent, subject: str
) -> dict[str, int]:
    """Write every table as it is at one instant; that so many people were read is in the audit."""
    rows: dict[str, Callable[[Extent], AsyncIterator[Any]]] = {
        name: give for module in service.modules.loaded for name, give in module.exports.items()
    }
    async with service.begin_for(SYSTEM)(ACT, subject=subject, as_of=extent.as_of, path=extent.path):
        pass
    counts = {}
    async with one_instant():
        for kind in kinds:
            tables.begin(kind)
            counts[kind.name] = 0
            async for row in rows[kind.name](extent):
                tables.add([_text(row.get(column.name)) for column in kind.columns])
                counts[kind.name] += 1
    return counts


@asynccontextmanager
async def one_instant() -> AsyncIterator[None]:
    """Reads inside see what was committed when the first was made; nobody waits for them."""
    async with in_transaction() as connection:
        if not is_sqlite(connection):
            await connection.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _text(value: str | date | int | None) -> str:
    return "" if value is None else str(value)


def _refuse_file(file: Path) -> None:
    if file.exists():
        raise WouldOverwrite(file=str(file))


def _refuse_overwriting(folder: Path, kinds: Iterable[ImportKind]) -> None:
    if folder.exists() and not folder.is_dir():
        raise WouldOverwrite(file=str(folder))
    for pattern in (*(kind.pattern for kind in kinds), WORKBOOKS):
        for file in sorted(folder.glob(pattern)):
            raise WouldOverwrite(file=str(file))


def _keep(made: Path, folder: Path) -> None:
    for file in sorted(made.iterdir()):
        file.rename(folder / file.name)
