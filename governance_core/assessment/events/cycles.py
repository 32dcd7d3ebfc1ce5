"""What happens in cycles and appraisals, as other domains hear of it. Events carry no grades and no points."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.values import AdjustmentId, AppealId, AppraisalId, CycleId, PersonId, ReviewId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleOpened(DomainEvent):
    """A cycle was opened: records of its days will count in it."""

    name: ClassVar[str] = "assessment.cycle-opened"
    cycle: CycleId
    code: str
    kind: str
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleStageChanged(DomainEvent):
    """A cycle went on to its next stage, which is due on a day; a closed one no longer is."""

    name: ClassVar[str] = "assessment.cycle-stage-changed"
    cycle: CycleId
    code: str
    unit: UnitId
    stage: str
    previous: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyFailed(DomainEvent):
    """A tally came to nothing: the cycle stays in the stage where it stood, and the results in view stay there."""

    name: ClassVar[str] = "assessment.tally-failed"
    cycle: CycleId
    code: str
    unit: UnitId
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalEvent(DomainEvent):
    """Something happened to the appraisal of a person, or of a unit where there is none."""

    cycle: CycleId
    appraisal: AppraisalId
    person: PersonId | None
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessed(AppraisalEvent):
    """Somebody assessed themself."""

    name: ClassVar[str] = "assessment.self-assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalReviewed(AppraisalEvent):
    """A reviewer gave an opinion."""

    name: ClassVar[str] = "assessment.appraisal-reviewed"
    review: ReviewId
    reviewer: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreAdjusted(AppraisalEvent):
    """A score was adjusted, in calibration or as the remedy of an appeal."""

    name: ClassVar[str] = "assessment.score-adjusted"
    adjustment: AdjustmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentWithdrawn(AppraisalEvent):
    """An adjustment was taken back."""

    name: ClassVar[str] = "assessment.adjustment-withdrawn"
    adjustment: AdjustmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeDecided(AppraisalEvent):
    """A named person decided the grade."""

    name: ClassVar[str] = "assessment.grade-decided"
    decided_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRaised(AppraisalEvent):
    """Somebody appealed against their result."""

    name: ClassVar[str] = "assessment.appeal-raised"
    appeal: AppealId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAssigned(AppraisalEvent):
    """An appeal was given to somebody to decide."""

    name: ClassVar[str] = "assessment.appeal-assigned"
    appeal: AppealId
    assignee: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided(AppraisalEvent):
    """An appeal was upheld or dismissed."""

    name: ClassVar[str] = "assessment.appeal-decided"
    appeal: AppealId
    upheld: bool
