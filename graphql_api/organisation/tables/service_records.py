"""Loading service records for a decision, and storing what was decided."""

from datetime import UTC
from decimal import Decimal

from governance_core.organisation import ServiceKind, ServiceRecord, ServiceRecordId, ServiceRecordStatus
from governance_core.values import PersonId, UnitId
from graphql_api.organisation.tables import ServiceRecordRow

TENTHS = 10
"""In how many parts of an hour hours are kept: whole numbers are summed alike on both engines."""


def hours_of(tenths: int) -> Decimal:
    """Hours as they were given."""
    return Decimal(tenths) / TENTHS


async def load_record(key: str) -> ServiceRecord | None:
    """The service record with this key."""
    row = await ServiceRecordRow.get_or_none(id=key)
    if row is None:
        return None
    return ServiceRecord(
        id=ServiceRecordId(row.id),
        person=PersonId(row.person_id),
        unit=UnitId(row.unit_id),
        served_on=row.served_on,
        kind=ServiceKind(row.kind),
        title=row.title,
        hours=hours_of(row.tenths),
        submitted_by=PersonId(row.submitted_by) if row.submitted_by else None,
        submitted_at=row.submitted_at.astimezone(UTC),
        status=ServiceRecordStatus(row.status),
        decided_by=PersonId(row.decided_by) if row.decided_by else None,
        decided_at=row.decided_at.astimezone(UTC) if row.decided_at else None,
        reason=row.reason,
    )


async def add_record(record: ServiceRecord, entry_id: str) -> None:
    """Store a new service record."""
    await ServiceRecordRow.create(
        id=record.id,
        person_id=record.person,
        unit_id=record.unit,
        served_on=record.served_on,
        kind=record.kind.value,
        title=record.title,
        tenths=int(record.hours * TENTHS),
        submitted_by=record.submitted_by,
        submitted_at=record.submitted_at,
        status=record.status.value,
        entry_id=entry_id,
    )


async def store_decision(record: ServiceRecord) -> None:
    """Store what was decided about a service record."""
    await ServiceRecordRow.filter(id=record.id).update(
        status=record.status.value,
        decided_by=record.decided_by,
        decided_at=record.decided_at,
        reason=record.reason,
    )
