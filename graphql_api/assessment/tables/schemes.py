"""Loading schemes for a decision, and storing them, each indicator also by a key of its own."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from governance_core.assessment import (
    IndicatorScheme,
    MissingRule,
    SchemeStatus,
    Subject,
    Watch,
    dimension_from_data,
    dimension_to_data,
    watch_from_data,
    watch_to_data,
)
from governance_core.values import Period, SchemeId, Text
from graphql_api.assessment.tables.rows import IndicatorRow, SchemeRow
from graphql_api.platform.rows import query
from graphql_api.platform.sql import decode, decoders, is_sqlite


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
        subject=Subject(row.subject),
        unit_kinds=tuple(row.unit_kinds or ()),
        inherits=SchemeId(row.inherits_id) if row.inherits_id else None,
        missing=MissingRule(row.missing),
        watch=Watch() if row.watch_data is None else watch_from_data(row.watch_data),
        effective_on=row.effective_on,
    )


async def find_scheme(key: str) -> IndicatorScheme | None:
    """The scheme with a key. What its row says is decoded once, as long as it says the same."""
    connection = SchemeRow._meta.db  # noqa: SLF001 -- tortoise's own door
    rows = await query(connection, "SELECT * FROM assessment_scheme WHERE id = $1", key)
    return _decoded(tuple(zip(rows[0].keys(), rows[0], strict=True)), sqlite=is_sqlite(connection)) if rows else None


async def find_versions(key: str) -> list[IndicatorScheme]:
    """The scheme with a key, and every other with its code; nothing where there is none."""
    connection = SchemeRow._meta.db  # noqa: SLF001 -- tortoise's own door
    of_code = "SELECT * FROM assessment_scheme WHERE code = (SELECT code FROM assessment_scheme WHERE id = $1)"
    sqlite, rows = is_sqlite(connection), await query(connection, of_code, key)
    return [_decoded(tuple(zip(row.keys(), row, strict=True)), sqlite=sqlite) for row in rows]


async def schemes_about(day: date) -> list[IndicatorScheme]:
    """The published schemes in whose cycle a day is, each decoded once."""
    connection = SchemeRow._meta.db  # noqa: SLF001 -- as above
    found = "SELECT * FROM assessment_scheme WHERE status = $1 AND cycle_from <= $2 AND cycle_to > $2 ORDER BY id"
    rows = await query(connection, found, SchemeStatus.PUBLISHED.value, day)
    sqlite = is_sqlite(connection)
    return [_decoded(tuple(zip(row.keys(), row, strict=True)), sqlite=sqlite) for row in rows]


@lru_cache(maxsize=64)
def _decoded(values: tuple[tuple[str, Any], ...], *, sqlite: bool) -> IndicatorScheme:
    (row,) = decode([dict(values)], decoders(SchemeRow, sqlite=sqlite))
    return scheme_of(SimpleNamespace(**row))


async def add_schemes(
    schemes: Iterable[tuple[IndicatorScheme, str | None]],
    *,
    recorded_at: datetime,
    entry_id: str,
    new_id: Callable[[], str],
) -> None:
    """Store new schemes, each with the file it came from where there is one."""
    new = list(schemes)
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
            subject=scheme.subject.value,
            unit_kinds=list(scheme.unit_kinds) or None,
            inherits_id=scheme.inherits,
            missing=scheme.missing.value,
            watch_data=None if scheme.watch == Watch() else watch_to_data(scheme.watch),
            effective_on=scheme.effective_on,
            recorded_at=recorded_at,
            source=source,
            entry_id=entry_id,
        )
        for scheme, source in new
    ]
    await SchemeRow.bulk_create(rows)
    await IndicatorRow.bulk_create([row for scheme, _ in new for row in indicator_rows(scheme, new_id)])


def indicator_rows(scheme: IndicatorScheme, new_id: Callable[[], str]) -> list[IndicatorRow]:
    """The rows of a scheme's indicators; their ids have the order of their places."""
    indicators = [(dimension.code, one) for dimension in scheme.dimensions for one in dimension.indicators]
    return [
        IndicatorRow(
            id=new_id(),
            scheme_id=scheme.id,
            code=indicator.code,
            title_zh=indicator.title.zh,
            title_en=indicator.title.en,
            dimension=dimension,
            initiative=indicator.initiative,
            weight=indicator.weight,
            place=place,
        )
        for place, (dimension, indicator) in enumerate(indicators)
    ]


async def store_publication(scheme: IndicatorScheme) -> None:
    """Store that a scheme is in force."""
    await SchemeRow.filter(id=scheme.id).update(
        status=scheme.status.value, published_at=scheme.published_at, effective_on=scheme.effective_on
    )
