"""Ids: ours are short and sort by time; a client sees them with the name of their type."""

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from governance_core.errors import Malformed

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [high + low for high in _ALPHABET for low in _ALPHABET]
_DIGITS = str.maketrans(_ALPHABET, "0123456789abcdefghijklmnopqrstuv")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
LENGTH = 13  # of every id of ours
_COUNTER_BITS = 22
_GLOBAL = re.compile(rf"([A-Z][A-Za-z0-9]*):([{_ALPHABET}]{{{LENGTH}}})")

Clock = Callable[[], datetime]


class Identifiers:
    """Makes ids that are unique across workers and sort by when they were made.

    64 bits in 13 characters of Crockford's base 32: milliseconds since 2000, then a counter that starts at a random
    place in every millisecond.
    """

    def __init__(self, clock: Clock, entropy: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._entropy = entropy
        self._last = 0

    def __call__(self) -> str:
        """A new id, later than every id made here before."""
        milliseconds = int((self._clock() - _EPOCH).total_seconds() * 1000)
        if self._last >> _COUNTER_BITS >= milliseconds:
            self._last += 1
        else:
            self._last = (milliseconds << _COUNTER_BITS) | self._entropy(_COUNTER_BITS - 1)
        return _written(self._last)


def _written(number: int) -> str:
    pairs = _PAIRS
    return (
        _ALPHABET[number >> 60]
        + pairs[number >> 50 & 1023]
        + pairs[number >> 40 & 1023]
        + pairs[number >> 30 & 1023]
        + pairs[number >> 20 & 1023]
        + pairs[number >> 10 & 1023]
        + pairs[number & 1023]
    )


def id_from(instant: datetime) -> str:
    """The least id that can be made at `instant`: ids made earlier sort before it."""
    return _written(int((instant - _EPOCH).total_seconds() * 1000) << _COUNTER_BITS)


def instant_of(key: str) -> datetime:
    """When an id was made."""
    return _EPOCH + timedelta(milliseconds=number_of(key) >> _COUNTER_BITS)


def number_of(key: str) -> int:
    """The 64-bit number that one of our ids writes down."""
    return int(key.translate(_DIGITS), 32)


def global_id(type_name: str, key: str) -> str:
    """The id a client sees: unique over all types, opaque by contract."""
    return f"{type_name}:{key}"


def parsed_global_id(value: str) -> tuple[str, str]:
    """The type name and the key of a client's id.

    Raises:
        Malformed: it is not written like an id of this service.
    """
    match = _GLOBAL.fullmatch(value)
    if match is None:
        raise Malformed(value=value[:80], expected="an id given out by this service")
    return match[1], match[2]


def key_of(value: str, *type_names: str, path: tuple[str, ...] = ()) -> str:
    """The key of a client's id that must be of one of `type_names`.

    Raises:
        Malformed: it is no id, or one of another type.
    """
    found = _GLOBAL.fullmatch(value)
    if found is None or found[1] not in type_names:
        raise Malformed(value=value[:80], expected=f"an id of {' or '.join(type_names)}", path=path)
    return found[2]
