"""What a workbook's cells hold, and its columns, whether or not workbooks can be written here."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | Decimal | int | date | datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet: its heading, its width in characters, and how its numbers are written."""

    heading: str
    width: float = 12
    number: str = "0"
