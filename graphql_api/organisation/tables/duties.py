"""Duty lists loaded for a decision or an answer, and stored."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from governance_core.organisation import DutyList, DutyListStatus, duty_from_data, duty_to_data
from governance_core.values import DutyListId, Period, Text
from graphql_api.organisation.tables import DutyListRow
from graphql_api.platform.dated import FOREVER, period_of


def duty_list_of(row: Any) -> DutyList:
    """The duty list that a row stands for."""
    return DutyList(
        id=DutyListId(row.id),
        unit_kind=row.unit_kind,
        version=row.version,
        title=Text(zh=row.title_zh, en=row.title_en),
        duties=tuple(duty_from_data(one) for one in row.duty_data),
        status=DutyListStatus(row.status),
        period=period_of(row) if row.valid_from else None,
        published_at=row.published_at.astimezone(UTC) if row.published_at else None,
    )


async def add_duty_lists(
    duty_lists: Iterable[tuple[DutyList, str | None]], *, recorded_at: datetime, entry_id: str
) -> None:
    """Store new duty lists, each with the file it came from where there is one."""
    rows = [
        DutyListRow(
            id=one.id,
            unit_kind=one.unit_kind,
            version=one.version,
            title_zh=one.title.zh,
            title_en=one.title.en,
            duty_data=[duty_to_data(duty) for duty in one.duties],
            recorded_at=recorded_at,
            source=source,
            entry_id=entry_id,
            **_publication(one),
        )
        for one, source in duty_lists
    ]
    await DutyListRow.bulk_create(rows)


async def store_publication(duty_list: DutyList) -> None:
    """Store that a duty list is published."""
    await DutyListRow.filter(id=duty_list.id).update(**_publication(duty_list))


def _publication(duty_list: DutyList) -> dict[str, Any]:
    period: Period | None = duty_list.period
    return {
        "status": duty_list.status.value,
        "valid_from": period.start if period else None,
        "valid_to": (period.end or FOREVER) if period else None,
        "published_at": duty_list.published_at,
    }
