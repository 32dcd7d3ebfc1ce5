"""Loading appraisals with all that was said, adjusted, appealed and decided, and storing what is new of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from governance_core.assessment import (
    Adjustment,
    Appeal,
    AppealStatus,
    Appraisal,
    Assignment,
    Grade,
    GradeDecision,
    Review,
    SelfAssessment,
    Withdrawal,
)
from governance_core.values import (
    AdjustmentId,
    AppealId,
    AppraisalId,
    CycleId,
    PersonId,
    ReviewId,
    UnitId,
)
from graphql_api.assessment.tables.cycle_rows import (
    AdjustmentRow,
    AppealRow,
    AppraisalRow,
    AssignmentRow,
    GradeDecisionRow,
    ReviewRow,
    SelfAssessmentRow,
)
from graphql_api.platform.rows import insert, select, update


async def load_appraisals(rows: Sequence[Any]) -> list[Appraisal]:
    """The appraisals that rows stand for, with everything about them, in a constant number of statements."""
    keys = [row.id for row in rows]
    said = await _by_appraisal(SelfAssessmentRow, keys, "said_at")
    reviews = await _by_appraisal(ReviewRow, keys, "reviewed_at")
    adjustments = await _by_appraisal(AdjustmentRow, keys, "adjusted_at")
    appeals = await _by_appraisal(AppealRow, keys, "raised_at")
    decisions = await _by_appraisal(GradeDecisionRow, keys, "decided_at")
    assignments: dict[str, list[Any]] = {}
    if appeals:
        raised = [appeal.id for each in appeals.values() for appeal in each]
        for row in await select(AssignmentRow, appeal_id__in=raised, order=("id",)):
            assignments.setdefault(row.appeal_id, []).append(row)
    return [
        Appraisal(
            id=AppraisalId(row.id),
            cycle=CycleId(row.cycle_id),
            person=None if row.person_id == row.unit_id else PersonId(row.person_id),
            unit=UnitId(row.unit_id),
            home_unit=UnitId(row.home_unit_id) if row.home_unit_id else None,
            self_assessments=tuple(map(_self_assessment, said.get(row.id, ()))),
            reviews=tuple(map(_review, reviews.get(row.id, ()))),
            adjustments=tuple(map(adjustment_of, adjustments.get(row.id, ()))),
            appeals=tuple(_appeal(one, assignments.get(one.id, ())) for one in appeals.get(row.id, ())),
            decisions=tuple(map(decision_of, decisions.get(row.id, ()))),
        )
        for row in rows
    ]


async def load_appraisal(key: str) -> tuple[Appraisal, int] | None:
    """An appraisal, and the version it is at."""
    rows = await select(AppraisalRow, id=key)
    return ((await load_appraisals(rows))[0], rows[0].version) if rows else None


async def store_appraisal(before: Appraisal, after: Appraisal, *, version: int, entry_id: str) -> None:
    """Store what an act has added to an appraisal, or changed of an adjustment or appeal in it."""
    await update(AppraisalRow, {"version": version}, id=after.id)
    own = {"appraisal_id": after.id, "entry_id": entry_id}
    about = {**own, "person_id": after.person or after.unit}
    for said in after.self_assessments[len(before.self_assessments) :]:
        values = {"id": f"{entry_id}", "statement": said.statement, "said_by": said.by, "said_at": said.at}
        await insert(SelfAssessmentRow, {**own, **values})
    for review in after.reviews[len(before.reviews) :]:
        await insert(ReviewRow, {**about, **_review_values(review)})
    for decision in after.decisions[len(before.decisions) :]:
        await insert(GradeDecisionRow, {**about, **_decision_values(decision)})
    await _store_adjustments(before.adjustments, after.adjustments, about)
    await _store_appeals(before.appeals, after.appeals, {**own, "cycle_id": after.cycle})


async def _store_adjustments(before: Sequence[Adjustment], after: Sequence[Adjustment], own: Mapping[str, str]) -> None:
    for place, one in enumerate(after):
        if place >= len(before):
            values = {
                "id": one.id,
                "points": one.points,
                "reason": one.reason,
                "adjusted_by": one.by,
                "adjusted_at": one.at,
                "appeal_id": one.appeal,
            }
            await insert(AdjustmentRow, {**own, **values})
        elif one != before[place] and one.withdrawn is not None:
            withdrawn = one.withdrawn
            values = {
                "withdrawn_by": withdrawn.by,
                "withdrawn_at": withdrawn.at,
                "withdrawn_reason": withdrawn.reason,
            }
            await update(AdjustmentRow, values, id=one.id)


async def _store_appeals(before: Sequence[Appeal], after: Sequence[Appeal], own: Mapping[str, str]) -> None:
    for place, one in enumerate(after):
        stands = {
            "status": one.status.value,
            "assigned_to": one.assignee,
            "decided_by": one.decided_by,
            "decided_at": one.decided_at,
            "reason": one.reason,
            "remedy_id": one.remedy,
        }
        if place >= len(before):
            raised = {"id": one.id, "statement": one.statement, "raised_by": one.by, "raised_at": one.at}
            await insert(AppealRow, {**own, **raised, **stands})
        elif one != before[place]:
            await update(AppealRow, stands, id=one.id)
            for assignment in one.assignments[len(before[place].assignments) :]:
                values = {
                    "appeal_id": one.id,
                    "assigned_to": assignment.to,
                    "assigned_by": assignment.by,
                    "assigned_at": assignment.at,
                    "entry_id": own["entry_id"],
                }
                await insert(AssignmentRow, values)


async def _by_appraisal(table: Any, keys: Sequence[str], order: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in await select(table, appraisal_id__in=keys, order=(order, "id")):
        found.setdefault(row.appraisal_id, []).append(row)
    return found


def _self_assessment(row: Any) -> SelfAssessment:
    return SelfAssessment(statement=row.statement, by=PersonId(row.said_by), at=row.said_at.astimezone(UTC))


def _review(row: Any) -> Review:
    return Review(
        id=ReviewId(row.id),
        reviewer=PersonId(row.reviewer_id),
        grade=Grade(row.grade),
        comment=row.comment,
        at=row.reviewed_at.astimezone(UTC),
    )


def _review_values(one: Review) -> dict[str, Any]:
    return {
        "id": one.id,
        "reviewer_id": one.reviewer,
        "grade": one.grade.value,
        "comment": one.comment,
        "reviewed_at": one.at,
    }


def adjustment_of(row: Any) -> Adjustment:
    """The adjustment that a row stands for."""
    withdrawn = None
    if row.withdrawn_by:
        withdrawn = Withdrawal(
            by=PersonId(row.withdrawn_by), at=row.withdrawn_at.astimezone(UTC), reason=row.withdrawn_reason
        )
    return Adjustment(
        id=AdjustmentId(row.id),
        points=row.points,
        reason=row.reason,
        by=PersonId(row.adjusted_by),
        at=row.adjusted_at.astimezone(UTC),
        appeal=AppealId(row.appeal_id) if row.appeal_id else None,
        withdrawn=withdrawn,
    )


def _appeal(row: Any, assignments: Iterable[Any]) -> Appeal:
    return Appeal(
        id=AppealId(row.id),
        statement=row.statement,
        by=PersonId(row.raised_by),
        at=row.raised_at.astimezone(UTC),
        assignments=tuple(
            Assignment(to=PersonId(one.assigned_to), by=PersonId(one.assigned_by), at=one.assigned_at.astimezone(UTC))
            for one in assignments
        ),
        status=AppealStatus(row.status),
        decided_by=PersonId(row.decided_by) if row.decided_by else None,
        decided_at=_instant(row.decided_at),
        reason=row.reason,
        remedy=AdjustmentId(row.remedy_id) if row.remedy_id else None,
    )


def decision_of(row: Any) -> GradeDecision:
    """The decision that a row stands for."""
    return GradeDecision(
        grade=Grade(row.grade),
        proposed=Grade(row.proposed) if row.proposed else None,
        reason=row.reason,
        by=PersonId(row.decided_by),
        at=row.decided_at.astimezone(UTC),
    )


def _decision_values(one: GradeDecision) -> dict[str, Any]:
    return {
        "grade": one.grade.value,
        "proposed": one.proposed.value if one.proposed else None,
        "reason": one.reason,
        "decided_by": one.by,
        "decided_at": one.at,
    }


def _instant(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)
