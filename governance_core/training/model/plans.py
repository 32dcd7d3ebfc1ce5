"""A training plan: which sessions close which gaps, and what stays open for which reason."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.values import FrameworkId, Period, PersonId, PlanId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLimits:
    """What a unit can bear in the period: so many sessions, and so many hours a person."""

    sessions: int
    hours_per_person: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedGap:
    """That a session takes somebody from a level of a competency to a higher one; `worth` is levels times weight."""

    person: PersonId
    competency: str
    from_level: int
    to_level: int
    worth: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NextBest:
    """The programme that came second when a session was chosen, and its worth an hour with four decimals."""

    programme: str
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """A session of a plan.

    Attributes:
        number: its place in the order in which sessions were chosen, from 1.
        programme: the programme, by code.
        hours: how long it takes.
        participants: for whom it is.
        closes: what it does for them.
        worth: the sum of that.
        rate: worth an hour, four decimals: why it was chosen before others.
        next_best: what came second; None where nothing else would have closed anything.
    """

    number: int
    programme: str
    hours: Decimal
    participants: tuple[PersonId, ...]
    closes: tuple[ClosedGap, ...]
    worth: Decimal
    rate: Decimal
    next_best: NextBest | None


class OpenReason(StrEnum):
    """Why a gap stays open."""

    NO_PROGRAMME = "no-programme"
    LIMITS = "limits"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGap:
    """A gap that the plan leaves: `reached` is the level that will be there, `required` the one demanded."""

    person: PersonId
    competency: str
    reached: int
    required: int
    reason: OpenReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassessed:
    """A competency of somebody that nobody has assessed: an assessment is due, not a guess."""

    person: PersonId
    competency: str


class PlanStatus(StrEnum):
    """Whether a plan is in force."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPlan:
    """A plan for the people of a unit in a period.

    Attributes:
        id: its own key.
        unit: the unit.
        period: when.
        framework: the framework that the gaps are measured by.
        limits: what could be borne.
        sessions: what is to be held, in the order in which it was chosen.
        open_gaps: what stays open.
        unassessed: who is to be assessed first.
        status: draft or published.
        published_at: when it was published.
    """

    id: PlanId
    unit: UnitId
    period: Period
    framework: FrameworkId
    limits: PlanLimits
    sessions: tuple[PlannedSession, ...]
    open_gaps: tuple[OpenGap, ...]
    unassessed: tuple[Unassessed, ...]
    status: PlanStatus = PlanStatus.DRAFT
    published_at: datetime | None = None
