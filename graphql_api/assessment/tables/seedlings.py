"""Loading reserve cadres for a decision, and storing what was decided."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from typing import Any

from governance_core.assessment import (
    DevelopmentGoal,
    Observation,
    RecordStatus,
    Seedling,
    SeedlingId,
    SeedlingStatus,
)
from governance_core.history import History
from governance_core.values import AppointmentId, Period, PersonId, RecordId, Text, UnitId
from graphql_api.assessment.tables.rows import RecordRow
from graphql_api.assessment.tables.seedling_rows import (
    DevelopmentGoalRow,
    MentorshipRow,
    ObservationRow,
    SeedlingRow,
)
from graphql_api.platform.dated import history_of, store_histories, store_history
from graphql_api.platform.rows import insert, select, update


def seedling_of(row: Any, mentors: Sequence[Any], goals: Iterable[Any]) -> Seedling:
    """The nomination that a row stands for, with the rows of its mentors and goals."""
    by_goal: dict[str, list[Any]] = {}
    for goal in goals:
        by_goal.setdefault(goal.code, []).append(goal)
    return Seedling(
        id=SeedlingId(row.id),
        person=PersonId(row.person_id),
        unit=UnitId(row.unit_id),
        aims_for=row.aims_for,
        period=Period(start=row.period_from, end=row.period_to),
        nominated_by=PersonId(row.nominated_by),
        nominated_at=row.nominated_at.astimezone(UTC),
        mentors=history_of(mentors, lambda one: PersonId(one.mentor_id)),
        plan=tuple(history_of(rows, _goal_of) for rows in by_goal.values()),
        plan_version=row.plan_version,
        status=SeedlingStatus(row.status),
        ended_on=row.ended_on,
        ended_by=PersonId(row.ended_by) if row.ended_by else None,
        ended_at=row.ended_at.astimezone(UTC) if row.ended_at else None,
        reason=row.reason,
        appointment=AppointmentId(row.appointment_id) if row.appointment_id else None,
    )


async def load_seedling(key: str) -> tuple[Seedling, int] | None:
    """The nomination with this key, as known now, and its version."""
    rows = await select(SeedlingRow, id=key)
    if not rows:
        return None
    mentors = await select(MentorshipRow, seedling_id=key, superseded_at=None)
    goals = await select(DevelopmentGoalRow, seedling_id=key, superseded_at=None, order=("id",))
    return seedling_of(rows[0], mentors, goals), rows[0].version


async def nominations_of(person: str) -> list[Seedling]:
    """Every nomination of a person, without mentors and goals."""
    return [seedling_of(row, (), ()) for row in await select(SeedlingRow, person_id=person)]


async def superseded_records(person: str) -> frozenset[RecordId]:
    """The records about a person of which verified others have taken the place."""
    verified = RecordStatus.VERIFIED.value
    rows = await select(RecordRow, "supersedes_id", person_id=person, status=verified, supersedes_id__gt="")
    return frozenset(RecordId(row.supersedes_id) for row in rows)


async def add_seedling(seedling: Seedling, entry_id: str) -> None:
    """Store a new nomination."""
    await insert(
        SeedlingRow,
        {
            "id": seedling.id,
            "person_id": seedling.person,
            "unit_id": seedling.unit,
            "aims_for": seedling.aims_for,
            "period_from": seedling.period.start,
            "period_to": seedling.period.end,
            "nominated_by": seedling.nominated_by,
            "nominated_at": seedling.nominated_at,
            "status": seedling.status.value,
            "entry_id": entry_id,
        },
    )
    await _store_mentors(seedling, History(), entry_id)


async def store_mentors(before: Seedling, after: Seedling, entry_id: str) -> None:
    """Store who is responsible after an act."""
    await _store_mentors(after, before.mentors, entry_id)


async def store_plan(before: Seedling, after: Seedling, *, entry_id: str, new_id: Callable[[], str]) -> None:
    """Store a plan after an act, with what was reached of it."""
    known = {row.code: row.goal_id for row in await select(DevelopmentGoalRow, "code", "goal_id", seedling_id=after.id)}
    histories = {_code(history): history for history in before.plan}
    await store_histories(
        DevelopmentGoalRow,
        "seedling_id",
        [
            (
                {"goal_id": known.get(_code(history)) or new_id(), "seedling_id": after.id, "code": _code(history)},
                histories.get(_code(history), History()),
                history,
            )
            for history in after.plan
        ],
        entry_id=entry_id,
        columns=_goal_columns,
    )
    if after.plan_version != before.plan_version:
        await update(SeedlingRow, {"plan_version": after.plan_version}, id=after.id)


async def store_end(before: Seedling, after: Seedling, entry_id: str) -> None:
    """Store that a nomination has ended."""
    ended = {
        "status": after.status.value,
        "ended_on": after.ended_on,
        "ended_by": after.ended_by,
        "ended_at": after.ended_at,
        "reason": after.reason,
        "appointment_id": after.appointment,
    }
    await update(SeedlingRow, ended, id=after.id)
    await store_mentors(before, after, entry_id)


async def add_observation(observation: Observation, entry_id: str) -> None:
    """Store a new observation."""
    await insert(
        ObservationRow,
        {
            "id": observation.id,
            "seedling_id": observation.seedling,
            "observed_by": observation.by,
            "observed_on": observation.observed_on,
            "recorded_at": observation.recorded_at,
            "text": observation.text,
            "record_id": observation.record,
            "entry_id": entry_id,
        },
    )


async def _store_mentors(seedling: Seedling, before: History[PersonId], entry_id: str) -> None:
    await store_history(
        MentorshipRow,
        key={"seedling_id": seedling.id},
        before=before,
        after=seedling.mentors,
        entry_id=entry_id,
        columns=lambda mentor: {"mentor_id": mentor},
    )


def _code(history: History[DevelopmentGoal]) -> str:
    return history.versions[0].value.code


def _goal_of(row: Any) -> DevelopmentGoal:
    return DevelopmentGoal(
        code=row.code,
        title=Text(zh=row.title_zh, en=row.title_en),
        due_on=row.due_on,
        competency=row.competency,
        reached_by=RecordId(row.reached_by) if row.reached_by else None,
        reached_on=row.reached_on,
    )


def _goal_columns(goal: DevelopmentGoal) -> dict[str, Any]:
    return {
        "title_zh": goal.title.zh,
        "title_en": goal.title.en,
        "due_on": goal.due_on,
        "competency": goal.competency,
        "reached_by": goal.reached_by,
        "reached_on": goal.reached_on,
    }
