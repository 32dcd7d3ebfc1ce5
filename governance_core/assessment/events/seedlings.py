"""What happens to reserve cadres."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.assessment.model import ObservationId, SeedlingId
from governance_core.events import DomainEvent
from governance_core.values import AppointmentId, PersonId, RecordId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingEvent(DomainEvent):
    """Something happened to a reserve cadre's nomination."""

    seedling: SeedlingId
    person: PersonId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingNominated(SeedlingEvent):
    """A person was nominated as a reserve cadre; `until` is the day after the period, if it has an end."""

    name: ClassVar[str] = "assessment.seedling-nominated"
    aims_for: str
    mentor: PersonId
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorChanged(SeedlingEvent):
    """Somebody else is responsible for a reserve cadre from that day on."""

    name: ClassVar[str] = "assessment.mentor-changed"
    mentor: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentPlanned(SeedlingEvent):
    """A reserve cadre's plan was made, or changed."""

    name: ClassVar[str] = "assessment.development-planned"
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingObserved(SeedlingEvent):
    """A mentor or a reviewer has written down what a reserve cadre did on that day."""

    name: ClassVar[str] = "assessment.seedling-observed"
    observation: ObservationId
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReached(SeedlingEvent):
    """A reserve cadre has reached a goal of their plan."""

    name: ClassVar[str] = "assessment.goal-reached"
    goal: str
    record: RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingEnded(SeedlingEvent):
    """Somebody is no reserve cadre any more: they were appointed, or released."""

    name: ClassVar[str] = "assessment.seedling-ended"
    status: str
    appointment: AppointmentId | None = None
