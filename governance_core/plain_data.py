"""Plain data (what JSON and YAML hold) read with care: every fault is kept, with its place, and told at the end.

Decimals and days are written as text.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from governance_core.errors import Blank, InputFault, InvalidInput, Malformed, UnknownValue, refuse_faults
from governance_core.values import Text

T = TypeVar("T")
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)
Path = tuple[str, ...]
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


class Fields:
    """Reads the fields of a mapping, and keeps what is wrong with them for the end."""

    def __init__(self, data: object, path: Path = ()) -> None:
        self.path = path
        self.faults: list[InputFault] = []
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.faults.append(Malformed(value=str(data)[:80], expected="a mapping", path=path))

    def _read(self, name: str, read: Callable[[Any, Path], T], default: T, *, required: bool) -> T:
        value, path = self._data.get(name), (*self.path, name)
        if value is None:
            if required:
                self.faults.append(Blank(path=path))
            return default
        try:
            return read(value, path)
        except InvalidInput as refusal:
            self.faults += refusal.faults
        except InputFault as fault:
            self.faults.append(fault)
        return default

    def text(self, name: str, default: str | None = None) -> str:
        """A text."""
        return self._read(name, lambda value, _: str(value).strip(), default or "", required=default is None)

    def label(self, name: str) -> Text:
        """A label, as {zh, en} or as Chinese alone."""
        return self._read(name, _label, Text(zh=""), required=True)

    def optional_label(self, name: str) -> Text | None:
        """A label, or None where none is given."""
        return None if self._data.get(name) is None else self.label(name)

    def number(self, name: str, default: str | None = None) -> Decimal:
        """A decimal number of at most six decimals."""
        return self._read(name, number_from, Decimal(default or 0), required=default is None)

    def optional_number(self, name: str) -> Decimal | None:
        """A decimal number of at most six decimals, or None where none is given."""
        return None if self._data.get(name) is None else self.number(name)

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        return self._read(name, _whole, default or 0, required=default is None)

    def flag(self, name: str) -> bool:
        """Whether something is so: true or false."""
        return self._read(name, _flag, default=False, required=True)

    def day(self, name: str) -> date:
        """A civil day."""
        return self._read(name, day_from, date.min, required=True)

    def optional_day(self, name: str) -> date | None:
        """A civil day, or None where none is given."""
        return None if self._data.get(name) is None else self.day(name)

    def choice(self, name: str, choices: type[ChoiceT], default: ChoiceT | None = None) -> ChoiceT:
        """One of a closed set."""
        first = next(iter(choices))

        def read(value: Any, path: Path) -> ChoiceT:
            return choice_from(value, choices, path)

        return self._read(name, read, default or first, required=default is None)

    def kind(self, *known: str) -> str:
        """Which of the `known` kinds of things is described, by the field "kind"."""

        def read(value: Any, path: Path) -> str:
            if str(value) not in known:
                raise UnknownValue(value=str(value)[:80], known=known, path=path)
            return str(value)

        return self._read("kind", read, "", required=True)

    def texts(self, name: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts; an empty one where it is left out and need not be there."""
        return tuple(str(value) for value in self._items(name, required=required))

    def each(self, name: str, read: Callable[[object, Path], T], *, required: bool = True) -> tuple[T, ...]:
        """What `read` makes of each item of a list; of none where it is left out and need not be there."""
        found: list[T] = []
        for place, item in enumerate(self._items(name, required=required)):
            try:
                found.append(read(item, (*self.path, name, str(place))))
            except InvalidInput as refusal:
                self.faults += refusal.faults
            except InputFault as fault:
                self.faults.append(fault)
        return tuple(found)

    def nested(self, name: str, read: Callable[[object, Path], T], default: T, *, required: bool = True) -> T:
        """What `read` makes of a nested mapping."""
        return self._read(name, read, default, required=required)

    def done(self) -> None:
        """Refuse everything that was wrong.

        Raises:
            InputFault: one thing was wrong.
            InvalidInput: several were.
        """
        refuse_faults(self.faults)

    def _items(self, name: str, *, required: bool) -> list[Any]:
        value = self._data.get(name)
        if value is None and not required:
            return []
        if value is None:
            self.faults.append(Blank(path=(*self.path, name)))
            return []
        if not isinstance(value, list | tuple):
            self.faults.append(Malformed(value=str(value)[:80], expected="a list", path=(*self.path, name)))
            return []
        return list(value)


def number_from(value: object, path: Path) -> Decimal:
    """A decimal number of at most 15 digits and six decimals.

    Raises:
        Malformed: it is not written like one.
    """
    text = str(value)
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise Malformed(value=text[:80], expected="a number with at most 6 decimals", path=path)
    return Decimal(text)


def day_from(value: object, path: Path) -> date:
    """A civil day.

    Raises:
        Malformed: it is not written like one.
    """
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Malformed(value=str(value)[:80], expected="a day as 2020-07-01", path=path) from None


def _whole(value: object, path: Path) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,9}", str(value)):
        raise Malformed(value=str(value)[:80], expected="a whole number", path=path)
    return int(str(value))


def _flag(value: object, path: Path) -> bool:
    if not isinstance(value, bool):
        raise Malformed(value=str(value)[:80], expected="true or false", path=path)
    return value


def choice_from(value: object, choices: type[ChoiceT], path: Path) -> ChoiceT:
    """One of a closed set.

    Raises:
        UnknownValue: it is not in the set.
    """
    if str(value) not in tuple(choices):
        raise UnknownValue(value=str(value)[:80], known=tuple(choices), path=path)
    return choices(str(value))


def _label(value: object, path: Path) -> Text:
    if isinstance(value, Mapping):
        english = value.get("en")
        return Text(zh=str(value.get("zh") or "").strip(), en=None if english is None else str(english).strip())
    return Text(zh=str(value).strip())


def label_to_data(text: Text) -> dict[str, str | None]:
    """A label as plain data."""
    return {"zh": text.zh, "en": text.en}


def number_to_data(number: Decimal) -> str:
    """A number as plain data: without an exponent, as `number_from` takes it."""
    return format(number, "f")
