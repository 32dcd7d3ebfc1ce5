"""Assessing oneself, reviewing others, and deciding a grade."""

from dataclasses import replace
from datetime import date, datetime

from governance_core.assessment.events import AppraisalReviewed, GradeDecided, SelfAssessed
from governance_core.assessment.model import (
    Act,
    AppealStatus,
    Appraisal,
    AssessmentCycle,
    Grade,
    GradeDecision,
    Review,
    SelfAssessment,
    Stage,
    grades_of,
)
from governance_core.assessment.rules.acting import LONGEST_STATEMENT, about, refuse_acting, refuse_others
from governance_core.assessment.rules.grades import grade_faults
from governance_core.errors import GradeCapped, WrongStage, refuse_faults
from governance_core.events import Outcome
from governance_core.values import PersonId, ReviewId
from governance_core.wording import LONGEST_NOTE, length_faults, text_faults


def self_assess(
    appraisal: Appraisal,
    *,
    cycle: AssessmentCycle,
    statement: str,
    by: PersonId | None,
    on: date,
    at: datetime,
) -> Outcome[Appraisal]:
    """Somebody says what they have done; until the stage's last day they may say it anew, and all of it is kept.

    Args:
        appraisal: the appraisal.
        cycle: its cycle.
        statement: 1 to 5,000 characters.
        by: the person concerned, alone; for a unit, who serves in it.
        on: the day of the act.
        at: the instant of the act.

    Raises:
        WrongStage, StageOver: the cycle is not in self-assessment, or its last day has passed.
        NotTheAppraised, NameRequired: it is somebody else, or nobody named.
        RecordedOutOfOrder: something is known of the appraisal from after the instant of the act.
        Blank, TooLong: the statement.
    """
    author = refuse_others(appraisal, by, cycle, Act.SELF_ASSESS, on, at)
    refuse_faults(text_faults(statement, LONGEST_STATEMENT, ("statement",)))
    said = SelfAssessment(statement=statement, by=author, at=at)
    happened = SelfAssessed(**about(appraisal, on))
    state = replace(appraisal, self_assessments=(*appraisal.self_assessments, said))
    return Outcome(state=state, events=(happened,))


def review(
    appraisal: Appraisal,
    *,
    id: ReviewId,  # noqa: A002 -- the field's name
    cycle: AssessmentCycle,
    grade: Grade,
    comment: str,
    by: PersonId | None,
    on: date,
    at: datetime,
) -> Outcome[Appraisal]:
    """A reviewer gives an opinion; a later one by them takes its place, and both are kept.

    Args:
        appraisal: the appraisal.
        id: the review's own key.
        cycle: its cycle.
        grade: the grade they would give, of the cycle's kind.
        comment: 1 to 2,000 characters.
        by: the reviewer.
        on: the day of the act.
        at: the instant of the act.

    Raises:
        WrongStage: the cycle is not in review.
        NameRequired, OwnAppraisal: nobody is named, or the appraisal is about the reviewer.
        RecordedOutOfOrder: something is known of the appraisal from after the instant of the act.
        InputFault, InvalidInput: a grade of the other kind of cycle, a comment left out or too long.
    """
    reviewer = refuse_acting(appraisal, by, cycle, Act.REVIEW, on, at)
    refuse_faults([*grade_faults(cycle.kind, grade, ("grade",)), *text_faults(comment, LONGEST_NOTE, ("comment",))])
    given = Review(id=id, reviewer=reviewer, grade=grade, comment=comment, at=at)
    happened = AppraisalReviewed(**about(appraisal, on), review=id, reviewer=reviewer)
    return Outcome(state=replace(appraisal, reviews=(*appraisal.reviews, given)), events=(happened,))


def decide_grade(
    appraisal: Appraisal,
    *,
    cycle: AssessmentCycle,
    grade: Grade,
    proposed: Grade | None,
    by: PersonId | None,
    on: date,
    at: datetime,
    reason: str = "",
    best: int = 1,
) -> Outcome[Appraisal]:
    """A named person decides the grade; a later decision takes the place of an earlier one, and both are kept.

    Whether the decided grades keep the quota is for `propose_grades` to say, which sees all of a group.

    Args:
        appraisal: the appraisal.
        cycle: its cycle, in calibration; or among appeals, where one of this appraisal was upheld.
        grade: the grade, of the cycle's kind.
        proposed: what `propose_grades` says; None where it proposes none.
        by: who decides.
        on: the day of the act.
        at: the instant of the act.
        reason: at most 2,000 characters; must be said where the grade differs from what is proposed.
        best: the best position that vetoes allow, 1 to 4.

    Raises:
        WrongStage: the cycle is at another stage.
        NameRequired, OwnAppraisal: nobody is named, or the appraisal is about who would decide.
        RecordedOutOfOrder: something is known of the appraisal from after the instant of the act.
        GradeCapped: a veto allows no such grade.
        InputFault, InvalidInput: a grade of the other kind of cycle, a reason left out or too long.
    """
    decider = refuse_acting(appraisal, by, cycle, Act.DECIDE_GRADE, on, at)
    upheld = any(one.status is AppealStatus.UPHELD for one in appraisal.appeals)
    if cycle.stage is Stage.APPEALS and not upheld:
        raise WrongStage(cycle=cycle.code, stage=cycle.stage.value, allowed=(Stage.CALIBRATION.value,))
    said = length_faults if grade is proposed else text_faults
    refuse_faults([*grade_faults(cycle.kind, grade, ("grade",)), *said(reason, LONGEST_NOTE, ("reason",))])
    if grade.position < best:
        allowed = grades_of(cycle.kind)[best - 1]
        raise GradeCapped(grade=grade.value, best=allowed.value, path=("grade",))
    decision = GradeDecision(grade=grade, proposed=proposed, reason=reason, by=decider, at=at)
    happened = GradeDecided(**about(appraisal, on), decided_by=decider)
    return Outcome(state=replace(appraisal, decisions=(*appraisal.decisions, decision)), events=(happened,))
