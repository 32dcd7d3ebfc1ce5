"""The tables of the assessment, and how the core's values are loaded from them and stored in them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tortoise import Model, fields

from governance_core.assessment import (
    IndicatorScheme,
    ProgressRecord,
    RecordStatus,
    SchemeStatus,
    dimension_from_data,
    dimension_to_data,
    entry_from_data,
    entry_to_data,
    evidence_from_data,
    evidence_to_data,
)
from governance_core.values import Period, PersonId, RecordId, SchemeId, Text
from graphql_api.platform.fields import KeyField


class SchemeRow(Model):
    """An indicator scheme, one row a version, which never changes once published."""

    id = KeyField(primary_key=True)
    code = fields.CharField(max_length=60)
    version = fields.IntField()
    title_zh = fields.CharField(max_length=200)
    title_en = fields.CharField(max_length=200, null=True)
    cycle_from = fields.DateField()
    cycle_to = fields.DateField()
    applies_to: fields.Field[list[str]] = fields.JSONField()
    dimension_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    status = fields.CharField(max_length=20)
    published_at = fields.DatetimeField(null=True)
    recorded_at = fields.DatetimeField()
    source = fields.CharField(max_length=100, null=True)
    entry_id = KeyField()

    class Meta:
        table = "assessment_scheme"
        unique_together = (("code", "version"),)


class RecordRow(Model):
    """A progress record, to which only what was decided about it is ever added."""

    id = KeyField(primary_key=True)
    scheme_id = KeyField()
    indicator = fields.CharField(max_length=60)
    person_id = KeyField()
    occurred_on = fields.DateField()
    entry_data: fields.Field[dict[str, Any]] = fields.JSONField()
    evidence_data: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    note = fields.TextField()
    submitted_by = KeyField(null=True)
    submitted_at = fields.DatetimeField()
    supersedes_id = KeyField(null=True)
    status = fields.CharField(max_length=20)
    decided_by = KeyField(null=True)
    decided_at = fields.DatetimeField(null=True)
    reason = fields.TextField(null=True)
    version = fields.IntField(default=1)
    entry_id = KeyField()

    class Meta:
        table = "assessment_record"
        indexes = (("person_id", "scheme_id", "occurred_on"), ("status", "occurred_on", "id"))


def scheme_of(row: Any) -> IndicatorScheme:
    """The scheme that a row stands for."""
    return IndicatorScheme(
        id=SchemeId(row.id),
        code=row.code,
        version=row.version,
        title=Text(zh=row.title_zh, en=row.title_en),
        cycle=Period(start=row.cycle_from, end=row.cycle_to),
        applies_to=tuple(row.applies_to),
        dimensions=tuple(dimension_from_data(one) for one in row.dimension_data),
        status=SchemeStatus(row.status),
        published_at=row.published_at.astimezone(UTC) if row.published_at else None,
    )


async def add_schemes(
    schemes: Iterable[tuple[IndicatorScheme, str | None]], *, recorded_at: datetime, entry_id: str
) -> None:
    """Store new schemes, each with the file it came from where there is one."""
    rows = [
        SchemeRow(
            id=scheme.id,
            code=scheme.code,
            version=scheme.version,
            title_zh=scheme.title.zh,
            title_en=scheme.title.en,
            cycle_from=scheme.cycle.start,
            cycle_to=scheme.cycle.end,
            applies_to=list(scheme.applies_to),
            dimension_data=[dimension_to_data(one) for one in scheme.dimensions],
            status=scheme.status.value,
            published_at=scheme.published_at,
            recorded_at=recorded_at,
            source=source,
            entry_id=entry_id,
        )
        for scheme, source in schemes
    ]
    await SchemeRow.bulk_create(rows)


def record_of(row: Any) -> ProgressRecord:
    """The progress record that a row stands for."""
    return ProgressRecord(
        id=RecordId(row.id),
        scheme=SchemeId(row.scheme_id),
        indicator=row.indicator,
        person=PersonId(row.person_id),
        occurred_on=row.occurred_on,
        entry=entry_from_data(row.entry_data),
        evidence=tuple(evidence_from_data(one) for one in row.evidence_data),
        note=row.note,
        submitted_by=PersonId(row.submitted_by) if row.submitted_by else None,
        submitted_at=row.submitted_at.astimezone(UTC),
        supersedes=RecordId(row.supersedes_id) if row.supersedes_id else None,
        status=RecordStatus(row.status),
        decided_by=PersonId(row.decided_by) if row.decided_by else None,
        decided_at=row.decided_at.astimezone(UTC) if row.decided_at else None,
        reason=row.reason,
    )


async def add_record(record: ProgressRecord, entry_id: str) -> None:
    """Store a new record."""
    await RecordRow.create(
        id=record.id,
        scheme_id=record.scheme,
        indicator=record.indicator,
        person_id=record.person,
        occurred_on=record.occurred_on,
        entry_data=entry_to_data(record.entry),
        evidence_data=[evidence_to_data(one) for one in record.evidence],
        note=record.note,
        submitted_by=record.submitted_by,
        submitted_at=record.submitted_at,
        supersedes_id=record.supersedes,
        status=record.status.value,
        entry_id=entry_id,
    )


async def store_decision(record: ProgressRecord) -> None:
    """Store what was decided about a record."""
    await RecordRow.filter(id=record.id).update(
        status=record.status.value,
        decided_by=record.decided_by,
        decided_at=record.decided_at,
        reason=record.reason,
    )


async def store_publication(scheme: IndicatorScheme) -> None:
    """Store that a scheme is in force."""
    await SchemeRow.filter(id=scheme.id).update(status=scheme.status.value, published_at=scheme.published_at)
