"""Scores and their sums in the LIMIT's acts: rows as the core has them, and one statement for all sums that change."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

import orjson

from governance_core.assessment import (
    IndicatorScore,
    ProgressRecord,
    RecordSource,
    RecordStatus,
    RollUp,
    change_of_roll_up,
    entry_from_data,
    evidence_from_data,
)
from governance_core.values import PersonId, RecordId, SchemeId, UnitId


class Transaction(Protocol):
    """A transaction of either engine."""

    sqlite: bool

    async def rows(self, statement: str, *values: Any) -> Sequence[Any]:
        """The rows of a statement."""

    async def many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        """The statement for each of some rows."""

    def read(self, value: Any, kind: type) -> Any:
        """A stored value as Python has it."""


Scores = Mapping[str, tuple[IndicatorScore, str]]


async def add_to_sums(on: Transaction, scheme: str, indicator: str, before: Scores, after: Scores) -> None:
    """Add what the sums change by, in one statement, in the service's order of units."""
    amounts: dict[str, RollUp] = {}
    for unit in sorted({*before, *after}):
        for change, chain in _changes(before.get(unit), after.get(unit)):
            for step in chain.split("/")[:-1]:
                amounts[step] = amounts.get(step, RollUp()) + change
    rows = [
        (unit, indicator, scheme, one.cadres, one.points, one.records, one.by_products)
        for unit, one in sorted(amounts.items(), reverse=True)
        if one != RollUp()
    ]
    if not rows:
        return
    added = "printf('%.6f',s.points+excluded.points)" if on.sqlite else "s.points+excluded.points"
    marks = ",".join(
        f"({','.join(_typed(on, place, 7 * number + place) for place in range(1, 8))})" for number in range(len(rows))
    )
    await on.rows(
        "INSERT INTO assessment_roll_up AS s (unit_id,indicator_id,scheme_id,cadres,points,records,by_products)"
        f" VALUES {marks} ON CONFLICT (unit_id,indicator_id) DO UPDATE SET"
        f" cadres=s.cadres+excluded.cadres,points={added},records=s.records+excluded.records,"
        "by_products=s.by_products+excluded.by_products",
        *(value for row in rows for value in row),
    )


def _typed(on: Transaction, place: int, number: int) -> str:
    kinds = ("varchar", "varchar", "varchar", "bigint", "numeric", "bigint", "bigint")
    return f"${number}" if on.sqlite else f"${number}::{kinds[place - 1]}"


def _changes(
    old: tuple[IndicatorScore, str] | None, new: tuple[IndicatorScore, str] | None
) -> list[tuple[RollUp, str]]:
    if old and new and old[1] == new[1]:
        return [(change_of_roll_up(old[0], new[0]), new[1])]
    leaves = [(change_of_roll_up(old[0], None), old[1])] if old else []
    return [*leaves, *([(change_of_roll_up(None, new[0]), new[1])] if new else [])]


def score_of(on: Transaction, about: Any, row: Any) -> IndicatorScore:
    """A stored score."""
    points = row["points"]
    return IndicatorScore(
        person=about.person,
        scheme=about.scheme.id,
        indicator=about.indicator,
        unit=UnitId(row["unit_id"]),
        points=None if points is None else Decimal(points),
        as_of=on.read(row["as_of"], date),
        records=row["records"],
        by_products=row["by_products"],
    )


def record_of(on: Transaction, row: Any) -> ProgressRecord:
    """A stored record."""
    decided = row["decided_at"]
    return ProgressRecord(
        id=RecordId(row["id"]),
        scheme=SchemeId(row["scheme_id"]),
        indicator=row["indicator"],
        person=PersonId(row["person_id"]),
        occurred_on=on.read(row["occurred_on"], date),
        entry=entry_from_data(orjson.loads(row["entry_data"])),
        evidence=tuple(map(evidence_from_data, orjson.loads(row["evidence_data"]))),
        note=row["note"],
        source=RecordSource(row["source"]),
        submitted_by=row["submitted_by"],
        submitted_at=on.read(row["submitted_at"], datetime),
        supersedes=row["supersedes_id"],
        status=RecordStatus(row["status"]),
        decided_by=row["decided_by"],
        decided_at=None if decided is None else on.read(decided, datetime),
        reason=row["reason"],
        unit=row["unit_id"],
    )
