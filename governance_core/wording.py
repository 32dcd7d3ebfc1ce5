"""How codes, texts and numbers may be written, in every domain that takes them from people."""

import re
from collections.abc import Iterable
from decimal import Decimal

from governance_core.errors import Blank, Duplicate, InputFault, Malformed, OutOfRange, TooLong
from governance_core.values import Text

Path = tuple[str, ...]

LONGEST_TITLE = 200
LONGEST_NOTE = 2000
LARGEST = Decimal(10) ** 12
SMALLEST = Decimal("0.000001")
PLACES = 6
_CODE = re.compile(r"[a-z0-9-]{1,60}")


def code_faults(code: str, path: Path) -> list[InputFault]:
    """What is wrong with a code, which is `[a-z0-9-]{1,60}`."""
    if _CODE.fullmatch(code):
        return []
    return [Malformed(value=code[:80], expected="1 to 60 small letters, digits or dashes", path=path)]


def twin_faults(codes: Iterable[tuple[str, Path]]) -> list[InputFault]:
    """The codes that another one of them has already taken, each with its place."""
    taken: set[str] = set()
    faults: list[InputFault] = []
    for code, path in codes:
        if code in taken:
            faults.append(Duplicate(value=code[:80], path=path))
        taken.add(code)
    return faults


def count_faults(count: int, most: int, path: Path) -> list[InputFault]:
    """Whether there are none, or more than `most`."""
    if count == 0:
        return [Blank(path=path)]
    return [OutOfRange(value=count, low=1, high=most, path=path)] if count > most else []


def text_faults(value: str, limit: int, path: Path) -> list[InputFault]:
    """What is wrong with a text that must say something in at most `limit` characters."""
    if not value.strip():
        return [Blank(path=path)]
    return length_faults(value, limit, path)


def length_faults(value: str, limit: int, path: Path) -> list[InputFault]:
    """Whether a text, which may be empty, is too long."""
    return [TooLong(length=len(value), limit=limit, path=path)] if len(value) > limit else []


def label_faults(label: Text, path: Path, limit: int = LONGEST_TITLE) -> list[InputFault]:
    """What is wrong with a label: Chinese is required, English is not."""
    faults = text_faults(label.zh, limit, (*path, "zh"))
    return faults if label.en is None else [*faults, *text_faults(label.en, limit, (*path, "en"))]


def number_faults(number: Decimal, low: Decimal, high: Decimal, path: Path) -> list[InputFault]:
    """What is wrong with a number from `low` to `high`: it is finite and has at most six decimals."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -PLACES:
        return [Malformed(value=str(number)[:80], expected="a number with at most 6 decimals", path=path)]
    return [] if low <= number <= high else [OutOfRange(value=number, low=low, high=high, path=path)]
