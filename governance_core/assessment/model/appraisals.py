"""An appraisal: what was said, adjusted, decided and appealed about one person or unit in one cycle; all is kept."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.assessment.model.grades import Grade
from governance_core.values import AdjustmentId, AppealId, AppraisalId, CycleId, PersonId, ReviewId, UnitId, total


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessment:
    """What somebody says of their own work; a later one takes the place of an earlier one."""

    statement: str
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A reviewer's opinion, with the grade they would give; a later one by them takes the place of an earlier one."""

    id: ReviewId
    reviewer: PersonId
    grade: Grade
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An adjustment was taken back, for a stated reason."""

    by: PersonId
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Points added to a score, or deducted where negative.

    Attributes:
        id: its own key.
        points: the points.
        reason: why.
        by: who did it.
        at: the instant of the act.
        appeal: the upheld appeal whose remedy it is; None for one of calibration.
        withdrawn: how it was taken back, if it was: it no longer counts.
    """

    id: AdjustmentId
    points: Decimal
    reason: str
    by: PersonId
    at: datetime
    appeal: AppealId | None = None
    withdrawn: Withdrawal | None = None


class AppealStatus(StrEnum):
    """Where an appeal stands."""

    RAISED = "raised"
    ASSIGNED = "assigned"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An appeal was given to somebody to decide; a later one takes the place of an earlier one."""

    to: PersonId
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal against a result.

    Attributes:
        id: its own key.
        statement: what the appellant says.
        by: the appellant.
        at: when it was raised.
        assignments: to whom it was given to decide, in order.
        status: where it stands.
        decided_by: who decided it.
        decided_at: when.
        reason: why so.
        remedy: the adjustment that puts it right; None where it was dismissed, or upheld without one.
    """

    id: AppealId
    statement: str
    by: PersonId
    at: datetime
    assignments: tuple[Assignment, ...] = ()
    status: AppealStatus = AppealStatus.RAISED
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    reason: str | None = None
    remedy: AdjustmentId | None = None

    @property
    def open(self) -> bool:
        """Whether it still waits for its decision."""
        return self.status in {AppealStatus.RAISED, AppealStatus.ASSIGNED}

    @property
    def assignee(self) -> PersonId | None:
        """Who is to decide it; None where nobody has been named."""
        return self.assignments[-1].to if self.assignments else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeDecision:
    """A named person decided a grade.

    Attributes:
        grade: the grade.
        proposed: what the rule proposed; None where it proposed none.
        reason: why, which must be said where the two differ.
        by: who decided.
        at: when.
    """

    grade: Grade
    proposed: Grade | None
    reason: str
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """One person's appraisal in a cycle, or one unit's.

    Attributes:
        id: its own key.
        cycle: the cycle.
        person: whom it is about; None where it is about the unit itself.
        unit: where the person is assessed, which is where they serve; or the unit that is assessed.
        home_unit: the unit that a seconded person comes from, with which the result is shared.
        self_assessments: what they said of themself, in order.
        reviews: what reviewers said, in order.
        adjustments: the adjustments, in order, the withdrawn ones too.
        appeals: the appeals, in order.
        decisions: the decisions on the grade, in order; the last holds.
        serving: where it is about a unit, who serves in it, and so speaks for it: for them it is their own.
    """

    id: AppraisalId
    cycle: CycleId
    person: PersonId | None
    unit: UnitId
    home_unit: UnitId | None = None
    self_assessments: tuple[SelfAssessment, ...] = ()
    reviews: tuple[Review, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    decisions: tuple[GradeDecision, ...] = ()
    serving: frozenset[PersonId] = frozenset()

    @property
    def concerned(self) -> frozenset[PersonId]:
        """Whom it is about: the person, or who serves in the unit."""
        return self.serving if self.person is None else frozenset({self.person})

    @property
    def self_assessment(self) -> SelfAssessment | None:
        """What they say of themself; None where they have not spoken."""
        return self.self_assessments[-1] if self.self_assessments else None

    @property
    def standing_reviews(self) -> tuple[Review, ...]:
        """The latest review of each reviewer, in the order of these."""
        latest = {review.reviewer: review.id for review in self.reviews}
        return tuple(review for review in self.reviews if latest[review.reviewer] == review.id)

    @property
    def standing_adjustments(self) -> tuple[Adjustment, ...]:
        """The adjustments that count."""
        return tuple(one for one in self.adjustments if one.withdrawn is None)

    @property
    def adjustment(self) -> Decimal:
        """What the adjustments that count come to, in points."""
        return total(one.points for one in self.standing_adjustments)

    @property
    def open_appeal(self) -> Appeal | None:
        """The appeal that waits for its decision; None where none does."""
        return next((one for one in self.appeals if one.open), None)

    @property
    def decision(self) -> GradeDecision | None:
        """The decision on the grade that holds; None where nobody has decided."""
        return self.decisions[-1] if self.decisions else None
