"""What a practice says of itself, and what it means that a unit has adopted it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from governance_core.errors import Blank
from governance_core.history import History
from governance_core.values import AdoptionId, Text, UnitId

SettingValue = str | int | Decimal | bool | tuple[str, ...]
ValueT = TypeVar("ValueT", str, int, Decimal, bool, tuple[str, ...])


class SettingKind(StrEnum):
    """What the value of a setting is."""

    TEXT = "text"
    WHOLE_NUMBER = "whole-number"
    DECIMAL = "decimal"
    YES_NO = "yes-no"
    CHOICE = "choice"
    LIST_OF_TEXT = "list-of-text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values that a setting of kind CHOICE can have."""

    code: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Something that each village adopting a practice may set its own way.

    A name keeps its kind for ever: what is to be of another kind is a setting of another name.

    Attributes:
        name: its stable name, in snake case.
        title: what it is called.
        kind: what its value is.
        default: the value where a village gives none; without a default a village has to give one.
        minimum: the least number, or the fewest characters of a text or items of a list (1 where nothing is said).
        maximum: the largest number, or the most characters or items.
        choices: the values of a CHOICE.
        at_most: the name of another setting that a WHOLE_NUMBER must not exceed: its number, or how many items it has.
    """

    name: str
    title: Text
    kind: SettingKind
    default: SettingValue | None = None
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    choices: tuple[Choice, ...] = ()
    at_most: str | None = None

    @property
    def required(self) -> bool:
        """Whether a village has to give a value itself."""
        return self.default is None


@dataclass(frozen=True, slots=True, eq=False)
class Settings(Mapping[str, SettingValue]):
    """The settings of one adoption: an immutable mapping from names to values of the kinds the manifest states.

    Make one with `valid_settings`. The readers by kind save a practice from asking what it already knows; each raises
    `Blank` for a setting that the village has not given yet, and TypeError for one of another kind, which is a mistake
    of the practice.
    """

    pairs: tuple[tuple[str, SettingValue], ...] = ()

    def __getitem__(self, name: str) -> SettingValue:
        for key, value in self.pairs:
            if key == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __eq__(self, other: object) -> bool:
        return dict(self.pairs) == dict(other) if isinstance(other, Mapping) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self.pairs))

    def text(self, name: str) -> str:
        """The value of a TEXT, or the code of a CHOICE."""
        return self._of_kind(name, str)

    def whole(self, name: str) -> int:
        """The value of a WHOLE_NUMBER."""
        return self._of_kind(name, int)

    def decimal(self, name: str) -> Decimal:
        """The value of a DECIMAL."""
        return self._of_kind(name, Decimal)

    def yes(self, name: str) -> bool:
        """Whether a YES_NO is set to yes."""
        return self._of_kind(name, bool)

    def texts(self, name: str) -> tuple[str, ...]:
        """The items of a LIST_OF_TEXT."""
        return self._of_kind(name, tuple)

    def _of_kind(self, name: str, kind: type[ValueT]) -> ValueT:
        if name not in self:
            raise Blank(path=("settings", name))
        value = self[name]
        if type(value) is not kind:
            raise TypeError(f"the setting {name} is a {type(value).__name__}, not a {kind.__name__}")
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributedIndicator:
    """An indicator that a practice offers to the town's schemes; its weight is for the scheme to say.

    Attributes:
        code: its code, which begins with the practice's id in kebab case, so that no two practices clash.
        title: what it is called.
        measure: how it is measured, as plain data in the shape in which schemes are imported, for instance
            `{"kind": "quantity", "unit": {"zh": "户", "en": "households"}, "target": "20", "pace": "linear"}`.
    """

    code: str
    title: Text
    measure: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributedProgramme:
    """A training programme that a practice offers.

    Attributes:
        code: its code, which begins with the practice's id in kebab case.
        title: what it is called.
        format: the code of one of the town's training formats.
        hours: its length in hours.
        seats: how many people can take part at a time.
        outcomes: what its participants learn, as plain data in the shape in which programmes are imported, for
            instance `{"competency": "mass-work", "to_level": 2}`.
        audiences: the codes of the audiences it is for.
    """

    code: str
    title: Text
    format: str
    hours: Decimal
    seats: int
    outcomes: tuple[Mapping[str, object], ...]
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineFigure:
    """A figure by which a practice shows how it is doing; `code` is in kebab case and the practice's own."""

    code: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeManifest:
    """What a practice says of itself: enough to judge it whole before any of its code runs.

    Whether it is sound is asked of `check_manifest`, which finds every fault; making one checks nothing.

    Attributes:
        id: its slug, `[a-z][a-z0-9_]{1,40}`: also its app label, and the prefix of its tables and mutations.
        version: its own version, by semantic versioning 2.0.
        title: what it is called.
        summary: what it is for.
        core: the versions of the core it works with, like ">=0.1,<0.2".
        unit_kinds: the codes of the kinds of units that can adopt it.
        settings: what each of them may set its own way.
        indicators: what it offers to the assessment.
        programmes: what it offers to the training.
        headline: how it shows how it is doing.
    """

    id: str
    version: str
    title: Text
    summary: Text
    core: str
    unit_kinds: tuple[str, ...]
    settings: tuple[Setting, ...] = ()
    indicators: tuple[ContributedIndicator, ...] = ()
    programmes: tuple[ContributedProgramme, ...] = ()
    headline: tuple[HeadlineFigure, ...] = ()


class Stage(StrEnum):
    """How far a practice has come where it is adopted; an adoption goes from one to a later one only."""

    PILOT = "pilot"
    EXTENSION = "extension"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionState:
    """What is dated of an adoption.

    Attributes:
        version: the version of the practice whose manifest the settings satisfy.
        settings: how the unit has set the practice.
        stage: how far it has come.
    """

    version: str
    settings: Settings
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """That a unit has adopted a practice, on the days on which it has a state.

    Attributes:
        id: its own key.
        unit: who adopted it.
        practice: the practice's id.
        states: its version, settings and stage, as they were and are.
        copied_from: the adoption that was its template, where it is a copy.
    """

    id: AdoptionId
    unit: UnitId
    practice: str
    states: History[AdoptionState]
    copied_from: AdoptionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """One unit that is to copy an adoption.

    Attributes:
        id: the key of its adoption.
        unit: the unit.
        unit_kind: the code of its kind on the first day.
        settings: what it sets otherwise than the template.
    """

    id: AdoptionId
    unit: UnitId
    unit_kind: str
    settings: Mapping[str, object]
