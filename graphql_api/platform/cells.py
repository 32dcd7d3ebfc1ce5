"""What stands in a cell of a table: how people and spreadsheets write it, and how it survives them.

A spreadsheet runs what begins with =, +, - or @, and turns what begins with a digit into a number or a day where it
can. In a CSV file a text of either sort therefore begins with an apostrophe, which is taken off when it is read.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from governance_core.errors import Blank, Malformed, TooLong, UnknownValue
from graphql_api.platform.errors import CodeDamaged
from graphql_api.platform.importing import Column, ColumnKind

LONGEST_CELL = 20_000
YES_NO = {"yes": True, "no": False, "是": True, "否": False}
SEPARATOR = "|"

_RUN_OR_TURNED = re.compile("'*[=+@\\t\\r0-9\uff1d\uff0b\uff0d\uff20\uff10-\uff19-]")
_BLANKS = " \t\r\n\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200E)))
_WHOLE = re.compile(r"(-?[0-9]+)(\.0+)?")
_WIDE = re.compile("[\uff01-\uff5e]")
_LONG_WHOLE = re.compile(r"([0-9]{6,})\.0+")
_DAMAGED = re.compile(r"-?[0-9](\.[0-9]+)?[Ee]\+?[0-9]+")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?( 0{1,2}:00(:00)?)?")


def guarded(text: str) -> str:
    """A text as it is written into a CSV file, so that no spreadsheet runs it or makes something else of it."""
    return f"'{text}" if _RUN_OR_TURNED.match(text) else text


def unguarded(cell: str) -> str:
    """The text that a cell of a CSV file stands for."""
    return cell[1:] if cell.startswith("'") and _RUN_OR_TURNED.match(cell) else cell


def trimmed(text: str) -> str:
    """A text without the spaces of any width that surround it."""
    return text.strip(_BLANKS)


def plain_code(text: str) -> str:
    """A code as it was before an input method or a spreadsheet wrote it wide, or as a decimal number."""
    narrow = _WIDE.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
    narrow = trimmed(narrow)
    whole = _LONG_WHOLE.fullmatch(narrow)
    return whole[1] if whole else narrow


def joined(parts: Sequence[str]) -> str:
    """Several texts in one cell."""
    return SEPARATOR.join(part.replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}") for part in parts)


def parted(cell: str | None) -> tuple[str, ...]:
    """The texts that stand in one cell, those that say nothing left out."""
    parts = re.findall(r"(?:\\.|[^|\\]|\\$)+", cell or "", re.DOTALL)
    found = (trimmed(re.sub(r"\\([|\\])", r"\1", part)) for part in parts)
    return tuple(part for part in found if part)


def value_of(cell: str, column: Column) -> Any:
    """What a cell of a column says: str, date, int or bool; None where it is empty.

    Raises:
        Blank: the column must be filled.
        TooLong: nothing that is kept is as long.
        Malformed: it is not written like what the column holds.
        UnknownValue: it is neither yes nor no.
        CodeDamaged: a spreadsheet has rounded it.
    """
    text = trimmed(cell)
    if not text:
        if column.required:
            raise Blank
        return None
    if len(text) > LONGEST_CELL:
        raise TooLong(length=len(text), limit=LONGEST_CELL)
    match column.kind:
        case ColumnKind.TEXT:
            return text
        case ColumnKind.CODE:
            return _code(plain_code(text))
        case ColumnKind.DAY:
            return _day(plain_code(text))
        case ColumnKind.WHOLE:
            return _whole(plain_code(text))
        case ColumnKind.YES_NO:
            if text.casefold() not in YES_NO:
                raise UnknownValue(value=text[:80], known=tuple(YES_NO))
            return YES_NO[text.casefold()]


def _code(text: str) -> str:
    if _DAMAGED.fullmatch(text) and ("+" in text or "." in text):
        raise CodeDamaged(value=text)
    return text


def _day(text: str) -> date:
    """A civil day: 2020-07-01 and, as people and spreadsheets like to write it, 2020/7/1, 2020.7.1 or 2020年7月1日."""
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise Malformed(value=text[:80], expected="a day as 2020-07-01")


def _whole(text: str) -> int:
    found = _WHOLE.fullmatch(text)
    if found is None or len(found[1]) > 18:  # noqa: PLR2004 -- the digits of a 64-bit number
        raise Malformed(value=text[:80], expected="a whole number")
    return int(found[1])
