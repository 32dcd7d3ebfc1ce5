"""Importing a folder: read every file that some module takes, then store everything in one unit of work, or nothing."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from governance_core.errors import InvalidInput, NotFound
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.excel import WORKBOOKS
from graphql_api.platform.import_reading import Batch, digest, read_batch, read_workbooks, workbooks
from graphql_api.platform.importing import ImportFault, ImportKind, Tally
from graphql_api.platform.service import Service

ACT = "platform.import"
MOST_FAULTS_TOLD = 200
SELDOM = 500_000

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
        folder: tables as CSV (UTF-8 or GB18030; packed with gzip where a kind says so) or as sheets of workbooks, and
            documents as YAML; or one workbook.
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
    with suppress(NothingKept), _seldom_collected():
        async with service.begin_for(SYSTEM)(ACT, subject=folder.name, files=digests) as work:
            for batch in batches:
                told = partial(_told, report, batch.kind.name, batch.size)
                tallies.append(await batch.kind.take(work, batch.records(faults), faults, told))
            _refuse(faults)
            if dry_run or not any(tally.added or tally.changed for tally in tallies):
                raise NothingKept
    return tuple(tallies)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for cycles of objects seldom: an import keeps very many objects, and hardly any of them is in a cycle.

    It takes a third of the time of a country's import otherwise.
    """
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _told(report: Report, kind: str, total: int, done: int) -> None:
    report(kind, done, total)


def read_folder(folder: Path, kinds: Sequence[ImportKind]) -> tuple[list[Batch], dict[str, str]]:
    """What there is of every kind that has any, in the order of the kinds, and the SHA-256 of every file read.

    Raises:
        NotFound: there is no such folder.
        InvalidInput: a file can't be read; every fault is told.
    """
    if not folder.is_dir() and not (folder.is_file() and folder.match(WORKBOOKS)):
        raise NotFound(kind="folder", key=str(folder))
    faults: list[ImportFault] = []
    books = workbooks(folder)
    sheets = read_workbooks(books, kinds, faults)
    batches = [read_batch(folder, kind, faults).joined(sheets.get(kind.name, ())) for kind in kinds]
    _refuse(faults)
    digests = {file.name: file.digest for batch in batches for file in batch.files}
    digests |= {book.name: digest(book) for book in books}
    return [batch for batch in batches if batch.size], digests


def _refuse(faults: Sequence[ImportFault]) -> None:
    if faults:
        raise InvalidInput(faults=tuple(faults[:MOST_FAULTS_TOLD]))
