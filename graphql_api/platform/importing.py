"""The contract of an import: which files a module takes, and how faults are told by file, row and column."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from governance_core.errors import GovernanceError, InputFault, InvalidInput
from governance_core.values import Text
from graphql_api.platform.work import Work

OWN_SOURCE = "governance"
"""The source of everything: the key of a thing in it is our own id. So what was made in the service has a key too."""


@dataclass(eq=False, kw_only=True)
class ImportFault(InputFault):
    """Something in a file can't be imported.

    Attributes:
        file: the file's name inside the import's folder; for a workbook followed by its sheet in brackets.
        row: the line of a table, counted as a spreadsheet does: the header is 1; 0 for a whole document.
        column: the column, or the place inside a document; empty where it concerns the row.
        cause: the refusal itself.
    """

    code: ClassVar[str] = "IMPORT_FAULT"
    zh: ClassVar[str] = "{file} 第 {row} 行 {column}:{cause}"
    en: ClassVar[str] = "{file} row {row} {column}: {cause}"

    file: str
    row: int
    column: str
    cause: GovernanceError

    def describe(self, language: str = "zh-CN") -> str:
        """The place and the cause in `language`."""
        template = self.en if language.startswith("en") else self.zh
        cause = self.cause.describe(language)
        return template.format(file=self.file, row=self.row, column=self.column or "-", cause=cause)


class ColumnKind(StrEnum):
    """What a column of a table holds."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    WHOLE = "whole number"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table that a module takes.

    Attributes:
        name: its heading.
        kind: what it holds. A code keeps every digit, and may have been written wide.
        required: whether every row fills it.
        about: what to write there, for who fills in a template.
        choices: everything that may be written there; empty where it is not a closed set.
    """

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = False
    about: Text = field(default_factory=lambda: Text(zh="", en=""))
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of a table, or a whole document.

    Attributes:
        file: where it stands.
        row: the line in the file; 0 for a document.
        values: by column: str, date, int or bool, None where the cell is empty; for a document its data.
        unsaid: the columns that the table does not have, which is not the same as an empty cell.
    """

    file: str
    row: int
    values: Mapping[str, Any]
    unsaid: frozenset[str] = frozenset()

    def fault(self, cause: GovernanceError, column: str | None = None) -> ImportFault:
        """A fault at this record, in `column` or where the cause says."""
        place = ".".join(cause.path) if column is None else column
        return ImportFault(file=self.file, row=self.row, column=place, cause=cause, path=(self.file, str(self.row)))

    def faults(self, refusal: GovernanceError) -> list[ImportFault]:
        """The faults that a refusal of the core stands for, one or several, each where it says."""
        causes = refusal.faults if isinstance(refusal, InvalidInput) else (refusal,)
        return [self.fault(cause) for cause in causes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What an import did, or would do, with one kind of record."""

    kind: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0


Progress = Callable[[int], None]
Take = Callable[[Work, Any, list[ImportFault], Progress], Awaitable[Tally]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportKind:
    """One kind of file that a module takes.

    Attributes:
        name: what it holds, in the plural.
        pattern: which files, as a glob inside the folder: "*.csv" tables or "*.yaml" documents.
        columns: the columns of a table; empty for documents.
        packed: whether its files may also come packed with gzip, as "*.csv.gz".
        streamed: whether its records are read only as `take` asks for them, because there may be very many; it is then
            given an iterator, and a sequence otherwise.
        take: stores the records inside the given work, adds what can't be stored to the list of faults, and says
            how many records it has dealt with as it goes.
    """

    name: str
    pattern: str
    columns: tuple[Column, ...] = ()
    packed: bool = False
    streamed: bool = False
    take: Take

    @property
    def stem(self) -> str:
        """How its files, and the sheets of a workbook, begin: "units" for "units*.csv"."""
        return self.pattern.partition("*")[0]
