"""The scores that are kept, and the sums of them: written where records that count change, and read for a recount."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from governance_core.assessment import IndicatorScore, RollUp, change_of_roll_up
from governance_core.values import PersonId, SchemeId, UnitId
from graphql_api.assessment.tables.rows import RollUpRow, ScoreRow
from graphql_api.platform.rows import upsert
from graphql_api.platform.sums import Change, Number, Sums

SUMS = Sums(
    parts=ScoreRow,
    table=RollUpRow,
    key="indicator_id",
    carried=("scheme_id",),
    counted={"cadres": "points"},
    added={"points": "points", "records": "records", "by_products": "by_products"},
)
_KEY = ("person_id", "indicator_id", "unit_id", "part")
_SAID = ("points", "as_of", "records", "by_products", "counted_in")

Key = tuple[str, str, str, str]
"""Whose score, on which indicator, in which unit, and of which part of its records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A score as it is stored.

    Attributes:
        score: the score.
        row: its row; None where it is new.
    """

    score: IndicatorScore
    row: int | None = field(default=None, compare=False)


def scores_placed_in(units: Iterable[str], since: date) -> QuerySet[ScoreRow]:
    """The scores about a day from `since` on that are in the sums of one of the units."""
    named = Q(*(Q(counted_in__contains=f"{unit}/") for unit in units), join_type="OR")
    return ScoreRow.filter(named, as_of__gte=since)


def new_scores(scores: Iterable[IndicatorScore], indicators: Mapping[str, str]) -> dict[Key, Kept]:
    """Scores under one scheme as they are to be stored; `indicators` has the keys of its indicators by code."""
    return {
        (one.person or one.unit, indicators[one.indicator], one.unit, one.part or ""): Kept(score=one) for one in scores
    }


def kept_scores(rows: Iterable[Any], codes: Mapping[str, str]) -> dict[Key, Kept]:
    """The scores that rows stand for; `codes` has those of the indicators by id."""
    return {
        (row.person_id, row.indicator_id, row.unit_id, row.part): Kept(
            score=IndicatorScore(
                person=None if row.person_id == row.unit_id else PersonId(row.person_id),
                scheme=SchemeId(row.scheme_id),
                indicator=codes.get(row.indicator_id, ""),
                unit=UnitId(row.unit_id),
                points=row.points,
                as_of=row.as_of,
                records=row.records,
                by_products=row.by_products,
                counted_in=tuple(UnitId(one) for one in (row.counted_in or "").split("/")[:-1]),
                part=UnitId(row.part) if row.part else None,
            ),
            row=row.id,
        )
        for row in rows
    }


async def store_scores(before: Mapping[Key, Kept], after: Mapping[Key, Kept]) -> None:
    """Store what has changed of scores: what is new, what says something else, and what is no more."""
    said = [(key, kept) for key, kept in after.items() if before.get(key) != kept]
    if said:
        await upsert(ScoreRow, [_values(key, kept) for key, kept in said], key=_KEY, said=_SAID)
    gone = [kept.row for key, kept in before.items() if key not in after]
    if gone:
        await ScoreRow.filter(id__in=gone).delete()


def changes_of_sums(before: Mapping[Key, Kept], after: Mapping[Key, Kept]) -> list[Change]:
    """What the sums change by: each score leaves those it was in, and comes into those it is in."""
    found: list[Change] = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if old is not None and new is not None and old.score.counted_in == new.score.counted_in:
            found += _changes(key, new, change_of_roll_up(old.score, new.score))
            continue
        if old is not None:
            found += _changes(key, old, change_of_roll_up(old.score, None))
        if new is not None:
            found += _changes(key, new, change_of_roll_up(None, new.score))
    return found


def _changes(key: Key, kept: Kept, change: RollUp) -> Iterable[Change]:
    amounts: dict[str, Number] = {
        "cadres": change.cadres,
        "points": change.points,
        "records": change.records,
        "by_products": change.by_products,
    }
    yield Change(units=kept.score.counted_in, key=key[1], carried=(kept.score.scheme,), amounts=amounts)


def _values(key: Key, kept: Kept) -> dict[str, Any]:
    score = kept.score
    return {
        **dict(zip(_KEY, key, strict=True)),
        "scheme_id": score.scheme,
        "points": score.points,
        "as_of": score.as_of,
        "records": score.records,
        "by_products": score.by_products,
        "counted_in": "".join(f"{unit}/" for unit in score.counted_in),
    }
