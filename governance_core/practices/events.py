"""What happens to practices, as other domains hear of it.

An event is true from `effective_on`, and up to `until` where it has one; None is for as long as nothing else is known.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.values import AdoptionId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionEvent(DomainEvent):
    """Something happened to a unit's adoption of a practice."""

    adoption: AdoptionId
    unit: UnitId
    practice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAdopted(AdoptionEvent):
    """A unit adopted a practice, of its own accord or as a copy of another adoption."""

    name: ClassVar[str] = "practices.practice-adopted"
    version: str
    stage: str
    copied_from: AdoptionId | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(AdoptionEvent):
    """A unit set its practice otherwise, or went over to another version of it.

    Attributes:
        version: the practice's version from now on.
        changed: the names of the settings that are different, in order; empty where only the version is.
        until: the day from which other settings were already known.
    """

    name: ClassVar[str] = "practices.settings-changed"
    version: str
    changed: tuple[str, ...]
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAdvanced(AdoptionEvent):
    """An adoption went on to its next stage."""

    name: ClassVar[str] = "practices.stage-advanced"
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionEnded(AdoptionEvent):
    """A unit gave a practice up."""

    name: ClassVar[str] = "practices.adoption-ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeReplicated(AdoptionEvent):
    """An adoption was the template for others; `copies` are theirs, in the order of the request."""

    name: ClassVar[str] = "practices.practice-replicated"
    copies: tuple[AdoptionId, ...]
