"""Workbooks in the making: texts, numbers and days, never a formula or a link. Rows go to disk as they come."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from xlsxwriter import Workbook as Package
from xlsxwriter.worksheet import Worksheet

from graphql_api.platform.excel.cells import Cell, Column

LAST_ROW = 1_048_576
LONGEST = 32_767
"""How many UTF-16 units a cell holds."""
TEXT, DAY, INSTANT = "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
A4 = 9
_SHORTENED = "…"
_HEADING: Mapping[str, Any] = {
    "bold": True,
    "border": 1,
    "text_wrap": True,
    "valign": "vcenter",
    "align": "center",
    "bg_color": "#E7E6E6",
}


class _Plain(Worksheet):  # type: ignore[misc] # it has no types
    """A sheet whose texts are texts, also where they look like the mark-up in which a package writes rich ones."""

    def _xml_rich_inline_string(self, string: str, attributes: Sequence[Any] = ()) -> None:
        self._xml_inline_string(string, True, list(attributes))


class Book:
    """A workbook in the making; what it has so far lies in a folder of its own, which goes when it is left."""

    def __init__(self) -> None:
        self._scratch = TemporaryDirectory(prefix="workbook-")
        options = {"constant_memory": True, "tmpdir": self._scratch.name, "default_date_format": DAY}
        self._package: Any = Package(None, options)
        self.format: Callable[..., Any] = cache(self._format)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sheet in self._package.worksheets():
            sheet.row_data_fh.close()
        self._package.fileclosed = True  # what was not saved is not wanted: its destructor would save it
        self._scratch.cleanup()

    def sheet(self, name: str) -> Any:
        """A new sheet, as the writer knows it."""
        return self._package.add_worksheet(name, worksheet_class=_Plain)

    def table(self, name: str, columns: Sequence[Column], *, footer: str = "", last_row: int = LAST_ROW) -> "Table":
        """A new sheet with a heading that stays in view and is printed on every page."""
        return Table(self, name, columns, footer=footer, last_row=last_row)

    def cover(self, name: str, widths: Sequence[float], *, footer: str = "") -> "Cover":
        """A new sheet of lines one below the other."""
        return Cover(self, name, widths, footer=footer)

    def save(self, file: Path) -> None:
        """Write the workbook to a file."""
        self._package.filename = file
        self._package.close()

    def _format(self, **properties: Any) -> Any:
        return self._package.add_format(properties)

    def write(self, sheet: Any, row: int, place: int, cell: Cell, *, number: str = "0", **looks: Any) -> None:
        """Write a cell by what it is: a text as a text whatever it looks like, a number as a number, a day as a day."""
        match cell:
            case None | "":
                sheet.write_blank(row, place, None, self.format(**looks))
            case str():
                sheet.write_string(row, place, shortened(cell), self.format(num_format=TEXT, **looks))
            case datetime():
                plain = cell.replace(tzinfo=None)
                sheet.write_datetime(row, place, plain, self.format(num_format=INSTANT, **looks))
            case date():
                sheet.write_datetime(row, place, cell, self.format(num_format=DAY, **looks))
            case _:
                sheet.write_number(row, place, cell, self.format(num_format=number, **looks))


class Table:
    """A table on one sheet, or where a sheet can hold no more rows, on several."""

    def __init__(self, book: Book, name: str, columns: Sequence[Column], *, footer: str, last_row: int) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._footer = footer
        self._last_row = last_row
        self._sheets = 0
        self._begin()

    def row(self, cells: Iterable[Cell]) -> None:
        """Add a row."""
        if self._row >= self._last_row:
            self._begin()
        for place, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            looks: dict[str, Any] = {"border": 1, "valign": "top", "text_wrap": isinstance(cell, str)}
            self._book.write(self._sheet, self._row, place, cell, number=column.number, **looks)
        self._row += 1

    def _begin(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        self._sheet = sheet = self._book.sheet(name)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width)
            looks: dict[str, Any] = {
                "bold": True,
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
            }
            self._book.write(sheet, 0, place, column.heading, bg_color="#E7E6E6", **looks)
        self._row = 1
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        laid_out(sheet, self._footer)


class Cover:
    """A sheet of lines, each as it is."""

    def __init__(self, book: Book, name: str, widths: Sequence[float], *, footer: str) -> None:
        self._book = book
        self._sheet = book.sheet(name)
        self._row = 0
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)
        laid_out(self._sheet, footer)

    def line(self, cells: Sequence[Cell], *, number: str = "0", underlined: bool = False, **looks: Any) -> None:
        """Add a line; an underlined one is there to be signed on."""
        for place, cell in enumerate(cells):
            more = {"bottom": 1} if underlined and place else {}
            self._book.write(self._sheet, self._row, place, cell, number=number, align="left", **looks, **more)
        self._row += 1


def laid_out(sheet: Any, footer: str) -> None:
    """Have a sheet printed on A4 across, as wide as the page, each page with its number."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5)
    sheet.set_footer(f"&L{footer.replace('&', '&&')}&R&P / &N")


def shortened(text: str) -> str:
    """A text as a cell can hold it."""
    if len(text.encode("utf-16-le")) <= 2 * LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", errors="ignore") + _SHORTENED
