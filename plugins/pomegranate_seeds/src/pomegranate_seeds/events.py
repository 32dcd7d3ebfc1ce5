"""What happens in the practice, as others hear of it.

An event is true from `effective_on`, and up to `until` where it has one. Events name people and households by id, and
carry no statement, reason or answer: whoever may read those asks for them.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.values import PersonId, PostId, UnitId
from pomegranate_seeds.model import MatterId, NominationId, OfficerId, RecognitionId, VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdEvent(DomainEvent):
    """Something happened to a household of a village."""

    village: UnitId
    household: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdNominated(HouseholdEvent):
    """A household was nominated."""

    name: ClassVar[str] = "pomegranate_seeds.household-nominated"
    nomination: NominationId


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationDeclined(HouseholdEvent):
    """A nomination was declined."""

    name: ClassVar[str] = "pomegranate_seeds.nomination-declined"
    nomination: NominationId


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRecognised(HouseholdEvent):
    """A household was recognised for a term."""

    name: ClassVar[str] = "pomegranate_seeds.household-recognised"
    recognition: RecognitionId
    nomination: NominationId
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionWithdrawn(HouseholdEvent):
    """A recognition was withdrawn."""

    name: ClassVar[str] = "pomegranate_seeds.recognition-withdrawn"
    recognition: RecognitionId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonOfficerAppointed(HouseholdEvent):
    """A member of a recognised household became a liaison officer."""

    name: ClassVar[str] = "pomegranate_seeds.liaison-officer-appointed"
    officer: OfficerId
    person: PersonId
    recognition: RecognitionId
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonServiceEnded(HouseholdEvent):
    """A liaison officer's service ended before its recognition's term was over, or with the recognition."""

    name: ClassVar[str] = "pomegranate_seeds.liaison-service-ended"
    officer: OfficerId
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCovered(HouseholdEvent):
    """A household came to be covered by an officer."""

    name: ClassVar[str] = "pomegranate_seeds.household-covered"
    officer: OfficerId
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageEnded(HouseholdEvent):
    """A household is not covered by an officer any more."""

    name: ClassVar[str] = "pomegranate_seeds.coverage-ended"
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecorded(HouseholdEvent):
    """An officer visited a household."""

    name: ClassVar[str] = "pomegranate_seeds.visit-recorded"
    visit: VisitId
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRetracted(HouseholdEvent):
    """A visit had been recorded by mistake; `effective_on` is the day it was said to have been on."""

    name: ClassVar[str] = "pomegranate_seeds.visit-retracted"
    visit: VisitId
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRaised(HouseholdEvent):
    """A household voiced a matter."""

    name: ClassVar[str] = "pomegranate_seeds.matter-raised"
    matter: MatterId
    kind: str
    due_on: date
    visit: VisitId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRouted(HouseholdEvent):
    """A matter was given to somebody to handle."""

    name: ClassVar[str] = "pomegranate_seeds.matter-routed"
    matter: MatterId
    handler: UnitId
    post: PostId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterReturned(HouseholdEvent):
    """A matter came back from whoever was to handle it."""

    name: ClassVar[str] = "pomegranate_seeds.matter-returned"
    matter: MatterId
    handler: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterAnswered(HouseholdEvent):
    """A matter was answered, in time or not."""

    name: ClassVar[str] = "pomegranate_seeds.matter-answered"
    matter: MatterId
    handler: UnitId
    in_time: bool
