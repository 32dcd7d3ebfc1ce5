"""Loading nominations and recognitions for a decision, and storing what was decided."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from governance_core.history import History
from governance_core.values import PersonId, UnitId
from graphql_api.plugin import history_of, store_history
from pomegranate_seeds.model import (
    Nomination,
    NominationId,
    NominationStatus,
    Recognition,
    RecognitionId,
    RecognitionState,
    Withdrawal,
)
from pomegranate_seeds.tables.rows import NominationRow, RecognitionRow, WithdrawalRow


def person(key: str | None) -> PersonId | None:
    """A person's id, where one is kept."""
    return None if key is None else PersonId(key)


def instant(kept: datetime | None) -> datetime | None:
    """An instant in UTC, where one is kept."""
    return None if kept is None else kept.astimezone(UTC)


def grouped(rows: Iterable[Any], column: str) -> dict[str, list[Any]]:
    """Rows by the value of a column."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found


def nomination_of(row: Any) -> Nomination:
    """The nomination that a row stands for."""
    return Nomination(
        id=NominationId(row.id),
        village=UnitId(row.village_id),
        household=UnitId(row.household_id),
        criteria_met=tuple(row.criteria_met),
        nominated_on=row.nominated_on,
        nominated_by=person(row.nominated_by),
        nominated_at=row.nominated_at.astimezone(UTC),
        status=NominationStatus(row.status),
        decided_by=person(row.decided_by),
        decided_at=instant(row.decided_at),
        reason=row.reason,
    )


async def add_nomination(nomination: Nomination, entry_id: str) -> None:
    """Store a new nomination."""
    await NominationRow.create(
        id=nomination.id,
        village_id=nomination.village,
        household_id=nomination.household,
        criteria_met=list(nomination.criteria_met),
        nominated_on=nomination.nominated_on,
        nominated_by=nomination.nominated_by,
        nominated_at=nomination.nominated_at,
        status=nomination.status.value,
        entry_id=entry_id,
    )


async def store_decision(nomination: Nomination) -> None:
    """Store what was decided about a nomination."""
    await NominationRow.filter(id=nomination.id).update(
        status=nomination.status.value,
        decided_by=nomination.decided_by,
        decided_at=nomination.decided_at,
        reason=nomination.reason,
    )


def recognition_of(rows: list[Any], withdrawn: Any | None = None) -> Recognition:
    """The recognition that the rows of its term stand for, and that of its withdrawal where there was one."""
    first = rows[0]
    withdrawal = None
    if withdrawn is not None:
        withdrawal = Withdrawal(
            on=withdrawn.withdrawn_on,
            reason=withdrawn.reason,
            decided_by=person(withdrawn.decided_by),
            decided_at=withdrawn.decided_at.astimezone(UTC),
        )
    return Recognition(
        id=RecognitionId(first.recognition_id),
        nomination=NominationId(first.nomination_id),
        village=UnitId(first.village_id),
        household=UnitId(first.household_id),
        states=history_of(rows, lambda row: RecognitionState(criteria_met=tuple(row.criteria_met))),
        withdrawal=withdrawal,
    )


async def load_recognitions(**where: Any) -> tuple[Recognition, ...]:
    """The recognitions of which a row fulfils the conditions, with all that was ever known of their terms."""
    keys = sorted({str(key) for key in await RecognitionRow.filter(**where).values_list("recognition_id", flat=True)})
    rows = grouped(await RecognitionRow.filter(recognition_id__in=keys), "recognition_id")
    withdrawn = {row.id: row for row in await WithdrawalRow.filter(id__in=keys)}
    return tuple(recognition_of(found, withdrawn.get(key)) for key, found in rows.items())


async def store_recognition(before: Recognition | None, after: Recognition, entry_id: str) -> None:
    """Store a recognition after an act."""
    if after.withdrawal is not None:
        await WithdrawalRow.create(
            id=after.id,
            village_id=after.village,
            household_id=after.household,
            withdrawn_on=after.withdrawal.on,
            reason=after.withdrawal.reason,
            decided_by=after.withdrawal.decided_by,
            decided_at=after.withdrawal.decided_at,
            entry_id=entry_id,
        )
    await store_history(
        RecognitionRow,
        key={
            "recognition_id": after.id,
            "nomination_id": after.nomination,
            "village_id": after.village,
            "household_id": after.household,
        },
        before=before.states if before else History(),
        after=after.states,
        entry_id=entry_id,
        columns=lambda state: {"criteria_met": list(state.criteria_met)},
    )
