"""Writing the tables of an import: a sheet that explains every column, one of what may be chosen, and one a table.

Every cell is text in the format "Text": codes keep their digits, and nothing is run as a formula.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from xlsxwriter.utility import xl_col_to_name

from graphql_api.platform.excel.sheets import LAST_ROW, TEXT, Book
from graphql_api.platform.exporting import EXPLANATIONS
from graphql_api.platform.importing import ImportKind

GUIDE = "说明 Guide"
CHOICES = "取值 Choices"
_WIDTHS = {"about": 60, "choices": 28, "column": 20}
_HEADINGS = ("表 Table", "列 Column", "必填 Required", "内容 Holds", "说明", "Explanation", "可选 Allowed")


class Workbook:
    """A workbook in the making."""

    def __init__(self, kinds: Sequence[ImportKind]) -> None:
        self._book = Book()
        self._sheet: Any = None
        self._row = 0
        self._write_guide(kinds)
        self._places = self._write_choices(kinds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.__exit__(kind, fault, trace)

    def begin(self, kind: ImportKind) -> None:
        """Begin the table of a kind with its header."""
        self._begin(kind.stem, [_WIDTHS["column"]] * len(kind.columns))
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(kind.columns):
            if column.choices:
                letter = self._places[kind.stem, column.name]
                offered = f"='{CHOICES}'!${letter}$2:${letter}${len(column.choices) + 1}"
                self._sheet.data_validation(
                    1,
                    place,
                    LAST_ROW - 1,
                    place,
                    {
                        "validate": "list",
                        "source": offered,
                        "ignore_blank": not column.required,
                        "error_title": "不在可选范围 Not allowed",
                        "error_message": "请从列表中选择 / choose from the list",
                    },
                )
        self._add([column.name for column in kind.columns], bold=True)

    def add(self, cells: Iterable[str]) -> None:
        """Add a row to the table that was begun last."""
        self._add(cells)

    def save(self, file: Path) -> None:
        """Write the workbook to a file."""
        self._book.save(file)

    def _begin(self, name: str, widths: Sequence[float]) -> None:
        self._sheet, self._row = self._book.sheet(name), 0
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width, self._book.format(num_format=TEXT))

    def _add(self, cells: Iterable[str], **looks: Any) -> None:
        for place, cell in enumerate(cells):
            if cell:
                self._book.write(self._sheet, self._row, place, cell, **looks)
        self._row += 1

    def _write_guide(self, kinds: Sequence[ImportKind]) -> None:
        self._begin(GUIDE, (14, 16, 12, 12, _WIDTHS["about"], _WIDTHS["about"], 40))
        for explanation in EXPLANATIONS:
            self._add([explanation.zh])
            self._add([explanation.en or ""])
        self._add([])
        self._add(_HEADINGS, bold=True)
        for kind in kinds:
            for column in kind.columns:
                required = "是 yes" if column.required else ""
                told = (kind.stem, column.name, required, column.kind.value, column.about.zh, column.about.en or "")
                self._add((*told, ", ".join(column.choices)), text_wrap=True, valign="top")

    def _write_choices(self, kinds: Sequence[ImportKind]) -> dict[tuple[str, str], str]:
        """Write the sheet of what may be chosen, and return the letter of each column's list."""
        closed = [(kind, column) for kind in kinds for column in kind.columns if column.choices]
        self._begin(CHOICES, [_WIDTHS["choices"]] * len(closed))
        self._add([f"{kind.stem}.{column.name}" for kind, column in closed], bold=True)
        for row in range(max((len(column.choices) for _, column in closed), default=0)):
            self._add([column.choices[row] if row < len(column.choices) else "" for _, column in closed])
        return {(kind.stem, column.name): xl_col_to_name(place) for place, (kind, column) in enumerate(closed)}
