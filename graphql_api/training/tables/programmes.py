"""Loading and storing what is taught and was held: programmes and sessions."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from governance_core.training import Programme, TrainingSession, programme_from_data, programme_to_data
from governance_core.values import PersonId, PlanId, SessionId, UnitId
from graphql_api.training.tables.rows import ParticipationRow, ProgrammeRow, SessionRow


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
