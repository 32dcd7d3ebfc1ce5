"""What happens in training, as other domains hear of it."""

from dataclasses import dataclass
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.values import CompetenceId, FrameworkId, PersonId, PlanId, SessionId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkReleased(DomainEvent):
    """A framework was published: from now on it never changes."""

    name: ClassVar[str] = "training.framework-published"
    framework: FrameworkId
    code: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceAssessed(DomainEvent):
    """Somebody was found to be at a level of a competency."""

    name: ClassVar[str] = "training.competence-assessed"
    competence: CompetenceId
    person: PersonId
    competency: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDrafted(DomainEvent):
    """A plan was drafted for a unit."""

    name: ClassVar[str] = "training.plan-drafted"
    plan: PlanId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReleased(DomainEvent):
    """A plan was published."""

    name: ClassVar[str] = "training.plan-published"
    plan: PlanId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionHeld(DomainEvent):
    """A programme was held."""

    name: ClassVar[str] = "training.session-held"
    session: SessionId
    programme: str
    unit: UnitId
    participants: int
