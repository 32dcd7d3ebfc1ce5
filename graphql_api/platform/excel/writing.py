"""Writing workbooks: a sheet that explains every column, one of what may be chosen, and one a table, row by row.

Every cell of a table is text in the format "Text": codes keep their digits, and nothing is run as a formula.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Package
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from graphql_api.platform.exporting import EXPLANATIONS
from graphql_api.platform.importing import Column, ImportKind

GUIDE = "说明 Guide"
CHOICES = "取值 Choices"
LAST_ROW = 1_048_576
_UNHELD = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML can't hold, or changes, and what would look like it once it is escaped as workbooks do."""
_TEXT = "@"
_WIDTHS = {"about": 60, "choices": 28, "column": 20}
_HEADINGS = ("表 Table", "列 Column", "必填 Required", "内容 Holds", "说明", "Explanation", "可选 Allowed")


class Workbook:
    """A workbook in the making. Its rows go to disk as they come."""

    def __init__(self, kinds: Sequence[ImportKind]) -> None:
        self._package = Package(write_only=True)
        self._sheet: Any = None
        self._write_guide(kinds)
        self._places = self._write_choices(kinds)

    def begin(self, kind: ImportKind) -> None:
        """Begin the table of a kind with its header."""
        self._sheet = self._package.create_sheet(kind.stem)
        self._sheet.freeze_panes = "A2"
        for place, column in enumerate(kind.columns, start=1):
            letter = get_column_letter(place)
            dimension = self._sheet.column_dimensions[letter]
            dimension.width, dimension.number_format = _WIDTHS["column"], _TEXT
            if column.choices:
                self._sheet.data_validations.append(self._choice(kind, column, letter))
        self._sheet.append([self._cell(column.name, bold=True) for column in kind.columns])

    def add(self, cells: Iterable[str]) -> None:
        """Add a row to the table that was begun last."""
        self._sheet.append([self._cell(cell) if cell else None for cell in cells])

    def save(self, file: Path) -> None:
        """Write the workbook to a file."""
        self._package.save(file)

    def _cell(self, text: str, *, bold: bool = False) -> Any:
        cell: Any = WriteOnlyCell(self._sheet)
        cell.value = _UNHELD.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
        cell.data_type = "s"  # also where it begins like a formula
        cell.number_format = _TEXT
        if bold:
            cell.font = Font(bold=True)
        return cell

    def _choice(self, kind: ImportKind, column: Column, letter: str) -> DataValidation:
        place = self._places[kind.stem, column.name]
        last = len(column.choices) + 1
        rule = DataValidation(
            type="list", formula1=f"'{CHOICES}'!${place}$2:${place}${last}", allow_blank=not column.required
        )
        rule.errorTitle, rule.error = "不在可选范围 Not allowed", "请从列表中选择 / choose from the list"
        rule.showErrorMessage = True
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        return rule

    def _write_guide(self, kinds: Sequence[ImportKind]) -> None:
        self._sheet = self._package.create_sheet(GUIDE)
        for place, width in enumerate((14, 16, 12, 12, _WIDTHS["about"], _WIDTHS["about"], 40), start=1):
            self._sheet.column_dimensions[get_column_letter(place)].width = width
        for explanation in EXPLANATIONS:
            self._sheet.append([self._cell(explanation.zh)])
            self._sheet.append([self._cell(explanation.en or "")])
        self._sheet.append([])
        self._sheet.append([self._cell(heading, bold=True) for heading in _HEADINGS])
        for kind in kinds:
            for column in kind.columns:
                required = "是 yes" if column.required else ""
                told = (kind.stem, column.name, required, column.kind.value, column.about.zh, column.about.en or "")
                cells = [self._cell(text) for text in (*told, ", ".join(column.choices))]
                for cell in cells:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
                self._sheet.append(cells)

    def _write_choices(self, kinds: Sequence[ImportKind]) -> dict[tuple[str, str], str]:
        """Write the sheet of what may be chosen, and return the letter of each column's list."""
        closed = [(kind, column) for kind in kinds for column in kind.columns if column.choices]
        self._sheet = self._package.create_sheet(CHOICES)
        for place in range(1, len(closed) + 1):
            self._sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS["choices"]
        self._sheet.append([self._cell(f"{kind.stem}.{column.name}", bold=True) for kind, column in closed])
        for row in range(max((len(column.choices) for _, column in closed), default=0)):
            texts = [column.choices[row] if row < len(column.choices) else "" for _, column in closed]
            self._sheet.append([self._cell(text) if text else None for text in texts])
        return {
            (kind.stem, column.name): get_column_letter(place) for place, (kind, column) in enumerate(closed, start=1)
        }
