"""Loading and storing plans."""

from datetime import UTC, datetime
from typing import Any

from governance_core.training import (
    PlanLimits,
    PlanStatus,
    TrainingPlan,
    open_gap_from_data,
    open_gap_to_data,
    session_from_data,
    session_to_data,
    unassessed_from_data,
    unassessed_to_data,
)
from governance_core.values import FrameworkId, Period, PlanId, UnitId
from graphql_api.training.tables.rows import PlanRow


def plan_of(row: Any) -> TrainingPlan:
    """The plan that a row stands for."""
    return TrainingPlan(
        id=PlanId(row.id),
        unit=UnitId(row.unit_id),
        period=Period(start=row.period_from, end=row.period_to),
        framework=FrameworkId(row.framework_id),
        limits=PlanLimits(sessions=row.sessions_limit, hours_per_person=row.hours_limit),
        sessions=tuple(session_from_data(one) for one in row.session_data),
        open_gaps=tuple(open_gap_from_data(one) for one in row.open_gap_data),
        unassessed=tuple(unassessed_from_data(one) for one in row.unassessed_data),
        status=PlanStatus(row.status),
        published_at=row.published_at.astimezone(UTC) if row.published_at else None,
    )


async def add_plan(plan: TrainingPlan, *, recorded_at: datetime, entry_id: str) -> None:
    """Store a new plan."""
    await PlanRow.create(
        id=plan.id,
        unit_id=plan.unit,
        framework_id=plan.framework,
        period_from=plan.period.start,
        period_to=plan.period.end,
        sessions_limit=plan.limits.sessions,
        hours_limit=plan.limits.hours_per_person,
        session_data=[session_to_data(one) for one in plan.sessions],
        open_gap_data=[open_gap_to_data(one) for one in plan.open_gaps],
        unassessed_data=[unassessed_to_data(one) for one in plan.unassessed],
        status=plan.status.value,
        recorded_at=recorded_at,
        entry_id=entry_id,
    )


async def store_plan_publication(plan: TrainingPlan) -> None:
    """Store that a plan is in force."""
    await PlanRow.filter(id=plan.id).update(status=plan.status.value, published_at=plan.published_at)
