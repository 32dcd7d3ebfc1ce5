"""Loading cycles for a decision, and storing them with the stages they have entered."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from governance_core.assessment import (
    AssessmentCycle,
    CycleKind,
    Stage,
    StageEntered,
    grading_from_data,
    grading_to_data,
    timetable_from_data,
    timetable_to_data,
)
from governance_core.values import CycleId, Period, PersonId, Text, UnitId
from graphql_api.assessment.tables.cycle_rows import CycleRow, StageRow
from graphql_api.platform.rows import insert, select, update


async def load_cycle(key: str) -> tuple[AssessmentCycle, Any] | None:
    """A cycle with the stages it has entered, and its row."""
    found = await load_cycles([key])
    return found[0] if found else None


async def load_cycles(keys: Sequence[str]) -> list[tuple[AssessmentCycle, Any]]:
    """Cycles with their rows, in the order of their keys."""
    rows = await select(CycleRow, id__in=keys, order=("id",))
    entered: dict[str, list[Any]] = {}
    for stage in await select(StageRow, cycle_id__in=keys, order=("id",)):
        entered.setdefault(stage.cycle_id, []).append(stage)
    return [(cycle_of(row, entered.get(row.id, ())), row) for row in rows]


def cycle_of(row: Any, stages: Sequence[Any]) -> AssessmentCycle:
    """The cycle that a row and those of its stages stand for."""
    return AssessmentCycle(
        id=CycleId(row.id),
        code=row.code,
        kind=CycleKind(row.kind),
        title=Text(zh=row.title_zh, en=row.title_en),
        period=Period(start=row.period_from, end=row.period_to),
        unit=UnitId(row.unit_id),
        schemes=tuple(row.schemes),
        grading=grading_from_data(row.grading_data),
        timetable=timetable_from_data(row.timetable_data),
        routine=tuple(CycleId(one) for one in row.routine),
        routine_weight=row.routine_weight,
        stage=Stage(row.stage),
        entered=tuple(
            StageEntered(
                stage=Stage(one.stage),
                on=one.entered_on,
                due_on=one.due_on,
                by=PersonId(one.entered_by) if one.entered_by else None,
                at=one.entered_at.astimezone(UTC),
            )
            for one in stages
        ),
    )


async def add_cycle(cycle: AssessmentCycle, entry_id: str) -> None:
    """Store a cycle that was opened."""
    await insert(
        CycleRow,
        {
            "id": cycle.id,
            "code": cycle.code,
            "kind": cycle.kind.value,
            "title_zh": cycle.title.zh,
            "title_en": cycle.title.en,
            "period_from": cycle.period.start,
            "period_to": cycle.period.end,
            "unit_id": cycle.unit,
            "schemes": list(cycle.schemes),
            "grading_data": grading_to_data(cycle.grading),
            "timetable_data": timetable_to_data(cycle.timetable),
            "routine": list(cycle.routine),
            "routine_weight": cycle.routine_weight,
            "stage": cycle.stage.value,
            "due_on": cycle.due_on,
            "recorded_at": cycle.entered[-1].at,
            "entry_id": entry_id,
        },
    )
    await _add_stage(cycle, entry_id)


async def store_stage(cycle: AssessmentCycle, *, version: int, entry_id: str, tally: str | None = None) -> None:
    """Store that a cycle entered its stage; with a tally, that its results are in view from now on."""
    values: dict[str, Any] = {"stage": cycle.stage.value, "due_on": cycle.due_on, "version": version}
    await update(CycleRow, values | ({"tally_id": tally} if tally else {}), id=cycle.id)
    await _add_stage(cycle, entry_id)


async def _add_stage(cycle: AssessmentCycle, entry_id: str) -> None:
    latest = cycle.entered[-1]
    await insert(
        StageRow,
        {
            "cycle_id": cycle.id,
            "stage": latest.stage.value,
            "entered_on": latest.on,
            "due_on": latest.due_on,
            "entered_by": latest.by,
            "entered_at": latest.at,
            "entry_id": entry_id,
        },
    )
