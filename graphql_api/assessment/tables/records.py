"""Loading progress records for a decision, and storing them."""

from collections.abc import Collection
from datetime import UTC
from types import SimpleNamespace
from typing import Any

from governance_core.assessment import (
    ProgressRecord,
    RecordSource,
    RecordStatus,
    entry_from_data,
    entry_to_data,
    evidence_from_data,
    evidence_to_data,
)
from governance_core.values import PersonId, RecordId, SchemeId, UnitId
from graphql_api.assessment.tables.rows import RecordRow
from graphql_api.platform.rows import insert, select, update
from graphql_api.platform.sql import columns

_UNREAD: dict[str, Any] = {"evidence_data": (), "note": "", "reason": None}
_COUNTED = tuple(name for name in columns(RecordRow) if name not in {*_UNREAD, "version", "entry_id"})


def record_of(row: Any) -> ProgressRecord:
    """The progress record that a row stands for."""
    return ProgressRecord(
        id=RecordId(row.id),
        scheme=SchemeId(row.scheme_id),
        indicator=row.indicator,
        person=None if row.person_id == row.unit_id else PersonId(row.person_id),
        occurred_on=row.occurred_on,
        entry=entry_from_data(row.entry_data),
        evidence=tuple(evidence_from_data(one) for one in row.evidence_data),
        note=row.note,
        source=RecordSource(row.source),
        submitted_by=PersonId(row.submitted_by) if row.submitted_by else None,
        submitted_at=row.submitted_at.astimezone(UTC),
        supersedes=RecordId(row.supersedes_id) if row.supersedes_id else None,
        unit=UnitId(row.unit_id) if row.unit_id else None,
        status=RecordStatus(row.status),
        decided_by=PersonId(row.decided_by) if row.decided_by else None,
        decided_at=row.decided_at.astimezone(UTC) if row.decided_at else None,
        reason=row.reason,
    )


async def verified_records(
    subjects: Collection[str], schemes: Collection[str], **conditions: Any
) -> dict[str, list[ProgressRecord]]:
    """The verified records of people or units under schemes, by whom they are about, without notes and evidence."""
    found: dict[str, list[ProgressRecord]] = {}
    among: dict[str, Any] = {"person_id__in": subjects, "scheme_id__in": schemes}
    among |= {"status": RecordStatus.VERIFIED.value, **conditions}
    for row in await select(RecordRow, *_COUNTED, **among):
        found.setdefault(row.person_id, []).append(record_of(SimpleNamespace(**row._asdict(), **_UNREAD)))
    return found


async def add_record(record: ProgressRecord, entry_id: str) -> None:
    """Store a new record."""
    await insert(
        RecordRow,
        {
            "id": record.id,
            "scheme_id": record.scheme,
            "indicator": record.indicator,
            "person_id": record.subject,
            "occurred_on": record.occurred_on,
            "kind": record.entry.kind,
            "entry_data": entry_to_data(record.entry),
            "evidence_data": [evidence_to_data(one) for one in record.evidence],
            "note": record.note,
            "source": record.source.value,
            "submitted_by": record.submitted_by,
            "submitted_at": record.submitted_at,
            "supersedes_id": record.supersedes,
            "unit_id": record.unit,
            "status": record.status.value,
            "entry_id": entry_id,
        },
    )


async def store_decision(record: ProgressRecord, version: int) -> None:
    """Store what was decided about a record, which makes it another version; nobody else may be deciding about it."""
    decided = {
        "status": record.status.value,
        "decided_by": record.decided_by,
        "decided_at": record.decided_at,
        "reason": record.reason,
        "version": version,
    }
    await update(RecordRow, decided, id=record.id)
