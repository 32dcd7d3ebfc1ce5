"""A unit: its own id for ever, and everything else dated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from governance_core.errors import InputFault, Malformed, TooLong, refuse_faults
from governance_core.history import History
from governance_core.values import Text, UnitId

CODE_SCHEMES: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "gbt2260": (re.compile(r"[0-9]{6}"), "6 digits"),
        "mca9": (re.compile(r"[0-9]{9}"), "9 digits"),
        "stats12": (re.compile(r"[0-9]{12}"), "12 digits"),
        "grid-local": (re.compile(r"[0-9A-Za-z-]{1,40}"), "1 to 40 letters, digits or dashes"),
    }
)
"""How the codes of a scheme are written: GB/T 2260 counties, the ministry's 9 digits, the statistics bureau's 12. The
shape of local grid codes is our own choice."""

_SCHEME = re.compile(r"[a-z0-9-]{2,20}")
_LONGEST_SOURCE = 200
_ANY_CODE = (re.compile(r"\S{1,40}"), "1 to 40 characters without spaces")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialCode:
    """A code that somebody else has given a unit. Codes change in reorganisations; units do not.

    Attributes:
        scheme: whose code it is; those of `CODE_SCHEMES` have a checked shape, others are free.
        value: the code.
        source: where it was taken from, in at most 200 characters.

    Raises:
        Malformed: the scheme or the code is not written as it should be.
        TooLong: the source says too much.
        InvalidInput: several of these.
    """

    scheme: str
    value: str
    source: str

    def __post_init__(self) -> None:
        faults: list[InputFault] = []
        if not _SCHEME.fullmatch(self.scheme):
            expected = "2 to 20 small letters, digits or dashes"
            faults.append(Malformed(value=self.scheme, expected=expected, path=("scheme",)))
        shape, told = CODE_SCHEMES.get(self.scheme, _ANY_CODE)
        if not shape.fullmatch(self.value):
            expected = f"{told} in scheme {self.scheme}"
            faults.append(Malformed(value=self.value, expected=expected, path=("value",)))
        if len(self.source) > _LONGEST_SOURCE:
            faults.append(TooLong(length=len(self.source), limit=_LONGEST_SOURCE, path=("source",)))
        refuse_faults(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitState:
    """What is dated of a unit.

    Attributes:
        name: what it is called.
        parent: the unit it stands under in its line; None at the top.
        area: the administrative unit that a Party or grid unit serves; None for administrative units.
    """

    name: Text
    parent: UnitId | None = None
    area: UnitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit with its history. It exists on the days on which it has a state.

    Attributes:
        id: its own key, never an official code.
        kind: the code of its kind.
        states: its name and places, dated.
        codes: one history for each official code it has or had.
        aliases: one history for each other name under which it is found.
    """

    id: UnitId
    kind: str
    states: History[UnitState]
    codes: tuple[History[OfficialCode], ...] = ()
    aliases: tuple[History[str], ...] = ()

    def state_at(self, as_of: date, known_at: datetime | None = None) -> UnitState | None:
        """Its state on a day, as known at an instant; None where it did not exist."""
        return self.states.at(as_of, known_at)

    def codes_at(self, as_of: date, known_at: datetime | None = None) -> tuple[OfficialCode, ...]:
        """Its official codes on a day."""
        found = (history.at(as_of, known_at) for history in self.codes)
        return tuple(code for code in found if code is not None)

    def aliases_at(self, as_of: date, known_at: datetime | None = None) -> tuple[str, ...]:
        """Its aliases on a day."""
        found = (history.at(as_of, known_at) for history in self.aliases)
        return tuple(alias for alias in found if alias is not None)

    def name_at(self, as_of: date, known_at: datetime | None = None) -> Text | None:
        """What it was called on a day; None where it did not exist."""
        state = self.states.at(as_of, known_at)
        return None if state is None else state.name

    def exists_on(self, as_of: date, known_at: datetime | None = None) -> bool:
        """Whether it existed on a day."""
        return self.states.at(as_of, known_at) is not None
