"""The tables of training, and how the core's values are loaded from them and stored in them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tortoise import Model, fields

from governance_core.training import (
    AssessedCompetence,
    CompetencyFramework,
    FrameworkStatus,
    PlanLimits,
    PlanStatus,
    Programme,
    TrainingPlan,
    TrainingSession,
    framework_from_data,
    framework_to_data,
    open_gap_from_data,
    open_gap_to_data,
    programme_from_data,
    programme_to_data,
    session_from_data,
    session_to_data,
    unassessed_from_data,
    unassessed_to_data,
)
from governance_core.values import CompetenceId, FrameworkId, Period, PersonId, PlanId, SessionId, UnitId
from graphql_api.platform.fields import KeyField


class FrameworkRow(Model):
    """A competency framework, one row a version."""

    id = KeyField(primary_key=True)
    code = fields.CharField(max_length=60)
    version = fields.IntField()
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    content: fields.Field[dict[str, Any]] = fields.JSONField()
    status = fields.CharField(max_length=20)
    published_at = fields.DatetimeField(null=True)
    recorded_at = fields.DatetimeField()
    source = fields.CharField(max_length=100, null=True)
    entry_id = KeyField()

    class Meta:
        table = "training_framework"
        unique_together = (("code", "version"),)


class ProgrammeRow(Model):
    """A training programme."""

    id = KeyField(primary_key=True)
    code = fields.CharField(max_length=60, unique=True)
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    format = fields.CharField(max_length=20)
    content: fields.Field[dict[str, Any]] = fields.JSONField()
    contributed_by = fields.CharField(max_length=41, null=True)
    recorded_at = fields.DatetimeField()
    source = fields.CharField(max_length=100, null=True)
    entry_id = KeyField()

    class Meta:
        table = "training_programme"


class CompetenceRow(Model):
    """That somebody was found to be at a level of a competency."""

    id = KeyField(primary_key=True)
    framework_id = KeyField()
    person_id = KeyField()
    competency = fields.CharField(max_length=60)
    level = fields.IntField()
    assessed_on = fields.DateField()
    basis = fields.TextField()
    assessed_by = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "training_competence"
        indexes = (("person_id", "framework_id", "assessed_on"),)


class PlanRow(Model):
    """A training plan of a unit and period."""

    id = KeyField(primary_key=True)
    unit_id = KeyField()
    framework_id = KeyField()
    period_from = fields.DateField()
    period_to = fields.DateField()
    sessions_limit = fields.IntField()
    hours_limit = fields.DecimalField(max_digits=10, decimal_places=2)
    session_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    open_gap_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    unassessed_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    status = fields.CharField(max_length=20)
    published_at = fields.DatetimeField(null=True)
    recorded_at = fields.DatetimeField()
    version = fields.IntField(default=1)
    entry_id = KeyField()

    class Meta:
        table = "training_plan"
        indexes = (("unit_id", "period_from", "id"),)


class SessionRow(Model):
    """That a programme was held."""

    id = KeyField(primary_key=True)
    programme = fields.CharField(max_length=60)
    unit_id = KeyField()
    held_on = fields.DateField()
    hours = fields.DecimalField(max_digits=10, decimal_places=2)
    plan_id = KeyField(null=True, db_index=True)
    recorded_by = KeyField(null=True)
    recorded_at = fields.DatetimeField()
    entry_id = KeyField()

    class Meta:
        table = "training_session"
        indexes = (("unit_id", "held_on", "id"),)


class ParticipationRow(Model):
    """That somebody took part in a session."""

    id = fields.BigIntField(primary_key=True, generated=True)
    session_id = KeyField(db_index=True)
    person_id = KeyField()
    held_on = fields.DateField()

    class Meta:
        table = "training_participation"
        indexes = (("person_id", "held_on"),)


def framework_of(row: Any) -> CompetencyFramework:
    """The framework that a row stands for."""
    return framework_from_data(
        row.content,
        id=FrameworkId(row.id),
        status=FrameworkStatus(row.status),
        published_at=row.published_at.astimezone(UTC) if row.published_at else None,
    )


async def add_frameworks(
    frameworks: Iterable[tuple[CompetencyFramework, str | None]], *, recorded_at: datetime, entry_id: str
) -> None:
    """Store new frameworks, each with the file it came from, where it came from one."""
    rows = [
        FrameworkRow(
            id=framework.id,
            code=framework.code,
            version=framework.version,
            title_zh=framework.title.zh,
            title_en=framework.title.en,
            content=framework_to_data(framework),
            status=framework.status.value,
            published_at=framework.published_at,
            recorded_at=recorded_at,
            source=source,
            entry_id=entry_id,
        )
        for framework, source in frameworks
    ]
    await FrameworkRow.bulk_create(rows)


def programme_of(row: Any) -> Programme:
    """The programme that a row stands for."""
    return programme_from_data(row.content, contributed_by=row.contributed_by)


async def add_programmes(
    programmes: Iterable[tuple[str, Programme, str | None]], *, recorded_at: datetime, entry_id: str
) -> None:
    """Store new programmes, each with its id and the file it came from, where it came from one."""
    rows = [
        ProgrammeRow(id=id_, source=source, recorded_at=recorded_at, entry_id=entry_id, **_programme_columns(programme))
        for id_, programme, source in programmes
    ]
    await ProgrammeRow.bulk_create(rows)


async def store_programme(key: str, programme: Programme, *, recorded_at: datetime, entry_id: str) -> None:
    """Store a programme as it is from now on."""
    columns = _programme_columns(programme)
    await ProgrammeRow.filter(id=key).update(recorded_at=recorded_at, entry_id=entry_id, **columns)


def _programme_columns(programme: Programme) -> dict[str, Any]:
    return {
        "code": programme.code,
        "title_zh": programme.title.zh,
        "title_en": programme.title.en,
        "format": programme.format.value,
        "content": programme_to_data(programme),
        "contributed_by": programme.contributed_by,
    }


def competence_of(row: Any) -> AssessedCompetence:
    """The assessed competence that a row stands for."""
    return AssessedCompetence(
        id=CompetenceId(row.id),
        framework=FrameworkId(row.framework_id),
        person=PersonId(row.person_id),
        competency=row.competency,
        level=row.level,
        assessed_on=row.assessed_on,
        basis=row.basis,
        assessed_by=PersonId(row.assessed_by) if row.assessed_by else None,
        recorded_at=row.recorded_at.astimezone(UTC),
    )


async def add_competence(found: AssessedCompetence, entry_id: str) -> None:
    """Store an assessed competence."""
    await CompetenceRow.create(
        id=found.id,
        framework_id=found.framework,
        person_id=found.person,
        competency=found.competency,
        level=found.level,
        assessed_on=found.assessed_on,
        basis=found.basis,
        assessed_by=found.assessed_by,
        recorded_at=found.recorded_at,
        entry_id=entry_id,
    )


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


async def add_session(session: TrainingSession, entry_id: str) -> None:
    """Store a session and who took part."""
    await SessionRow.create(
        id=session.id,
        programme=session.programme,
        unit_id=session.unit,
        held_on=session.held_on,
        hours=session.hours,
        plan_id=session.plan,
        recorded_by=session.recorded_by,
        recorded_at=session.recorded_at,
        entry_id=entry_id,
    )
    took_part = [
        ParticipationRow(session_id=session.id, person_id=person, held_on=session.held_on)
        for person in session.participants
    ]
    await ParticipationRow.bulk_create(took_part)


def sessions_of(rows: Iterable[Any], participations: Iterable[Any]) -> list[TrainingSession]:
    """The sessions that rows stand for; of those who took part, as many as are given."""
    took_part: dict[str, list[PersonId]] = {}
    for one in participations:
        took_part.setdefault(one.session_id, []).append(PersonId(one.person_id))
    return [
        TrainingSession(
            id=SessionId(row.id),
            programme=row.programme,
            unit=UnitId(row.unit_id),
            held_on=row.held_on,
            hours=row.hours,
            participants=tuple(sorted(took_part.get(row.id, ()))),
            plan=PlanId(row.plan_id) if row.plan_id else None,
            recorded_by=PersonId(row.recorded_by) if row.recorded_by else None,
            recorded_at=row.recorded_at.astimezone(UTC),
        )
        for row in rows
    ]


async def store_framework_publication(framework: CompetencyFramework) -> None:
    """Store that a framework is in force."""
    await FrameworkRow.filter(id=framework.id).update(
        status=framework.status.value, published_at=framework.published_at
    )


async def store_plan_publication(plan: TrainingPlan) -> None:
    """Store that a plan is in force."""
    await PlanRow.filter(id=plan.id).update(status=plan.status.value, published_at=plan.published_at)
