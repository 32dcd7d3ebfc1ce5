"""Keeping a `History` of the core as rows: one row a version, nothing ever changed but the day it was superseded."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from tortoise import Model, fields
from tortoise.expressions import Q

from governance_core.history import History, Version
from governance_core.values import Period
from graphql_api.platform.bulk import create_rows
from graphql_api.platform.sql import batches

T = TypeVar("T")
FOREVER = date.max


class DatedRow(Model):
    """The columns of every dated fact: when it was so, and when it was known."""

    id = fields.BigIntField(primary_key=True, generated=True)
    valid_from = fields.DateField()
    valid_to = fields.DateField(default=FOREVER)
    recorded_at = fields.DatetimeField()
    superseded_at = fields.DatetimeField(null=True)
    entry_id = fields.CharField(max_length=13)

    class Meta:
        abstract = True


def period_of(row: Any) -> Period:
    """The period of a dated row."""
    return Period(start=row.valid_from, end=None if row.valid_to == FOREVER else row.valid_to)


def history_of(rows: Iterable[Any], value: Callable[[Any], T]) -> History[T]:
    """The history that `rows` of one fact stand for, each row's value read by `value`."""
    return History(
        versions=tuple(
            Version(
                value=value(row),
                period=period_of(row),
                recorded_at=row.recorded_at.astimezone(UTC),
                superseded_at=row.superseded_at.astimezone(UTC) if row.superseded_at else None,
            )
            for row in rows
        )
    )


def version_columns(version: Version[Any]) -> dict[str, Any]:
    """The dated columns of one version."""
    return {
        "valid_from": version.period.start,
        "valid_to": version.period.end or FOREVER,
        "recorded_at": version.recorded_at,
        "superseded_at": version.superseded_at,
    }


async def store_history(
    table: type[DatedRow],
    *,
    key: Mapping[str, Any],
    before: History[T],
    after: History[T],
    entry_id: str,
    columns: Callable[[T], Mapping[str, Any]],
) -> None:
    """Store what `after` says beyond `before`: versions superseded, and versions new.

    Args:
        table: the table of the fact.
        key: the columns that say whose fact it is.
        before: the history as it was loaded (current knowledge suffices).
        after: the history an act returned.
        entry_id: the audit entry of the act.
        columns: a value's own columns.
    """
    for version, superseded_at in _gone(before, after):
        rows = table.filter(**key, valid_from=version.period.start, recorded_at=version.recorded_at, superseded_at=None)
        await (rows.update(superseded_at=superseded_at) if superseded_at else rows.delete())
    fresh = _fresh_rows(table, key, before, after, entry_id, columns)
    if fresh:
        await table.bulk_create(fresh)


async def store_histories(
    table: type[DatedRow],
    identified: str,
    facts: Iterable[tuple[Mapping[str, Any], History[T], History[T]]],
    *,
    entry_id: str,
    columns: Callable[[T], Mapping[str, Any]],
) -> None:
    """Store what each `after` says beyond its `before`, of many facts: a few statements for them all.

    Args:
        table: the table of the facts.
        identified: the key column by which their rows are found.
        facts: the key columns of each, the same for all, its history as it was loaded, and as an act returned it.
        entry_id: the audit entry of the act.
        columns: a value's own columns.
    """
    known = list(facts)
    gone = {
        (*key.values(), version.period.start, version.recorded_at): superseded_at
        for key, before, after in known
        for version, superseded_at in _gone(before, after)
    }
    rows_by_end: dict[datetime | None, list[int]] = {}
    names = list(known[0][0]) if known else []
    for some in batches(sorted({str(key[identified]) for key, _, _ in known}) if gone else ()):
        rows = table.filter(**{f"{identified}__in": some}, superseded_at=None)
        for row, *found in await rows.values_list("id", *names, "valid_from", "recorded_at"):
            if (*found,) in gone:
                rows_by_end.setdefault(gone[*found,], []).append(row)
    for superseded_at, keys in rows_by_end.items():
        for some_keys in batches(keys):
            rows = table.filter(id__in=some_keys)
            await (rows.update(superseded_at=superseded_at) if superseded_at else rows.delete())
    fresh = [row for key, before, after in known for row in _fresh_rows(table, key, before, after, entry_id, columns)]
    await create_rows(fresh)


def _gone(before: History[T], after: History[T]) -> Iterator[tuple[Version[T], datetime | None]]:
    """The versions that are no longer known, and since when; None where one was recorded and replaced in one instant.

    Nobody can ever have seen such a one: its row goes.
    """
    for version in before:
        kept = _same_fact(version, after)
        if kept is None or (kept.superseded_at is not None and version.superseded_at is None):
            yield version, kept.superseded_at if kept else None


def _fresh_rows(
    table: type[DatedRow],
    key: Mapping[str, Any],
    before: History[T],
    after: History[T],
    entry_id: str,
    columns: Callable[[T], Mapping[str, Any]],
) -> list[DatedRow]:
    return [
        table(**key, **columns(version.value), **version_columns(version), entry_id=entry_id)
        for version in after
        if _same_fact(version, before) is None
    ]


async def store_facts(
    table: type[DatedRow],
    identified: str,
    facts: Iterable[tuple[Mapping[str, Any], History[T]]],
    *,
    since: date,
    now: datetime,
    entry_id: str,
    columns: Callable[[T], Mapping[str, Any]],
    among: Mapping[str, Any] | None = None,
) -> None:
    """Store what one act says at one instant of the days from `since` on of many facts: a few statements for them all.

    Args:
        table: the table of the facts.
        identified: the key column by which their rows are found.
        facts: the key columns of each, and its whole history after the act.
        since: the first day of which the act speaks.
        now: the act's instant; nothing else was recorded of them at it.
        entry_id: the audit entry of the act.
        columns: a value's own columns.
        among: conditions on the rows of the facts, where the key column is not enough to tell them.
    """
    known = list(facts)
    for some in batches(sorted({str(key[identified]) for key, _ in known})):
        rows = table.filter(**{f"{identified}__in": some}, superseded_at=None, valid_to__gt=since)
        rows = rows.filter(**among) if among else rows
        await rows.update(superseded_at=now)
    fresh = [
        table(**key, **columns(version.value), **version_columns(version), entry_id=entry_id)
        for key, history in known
        for version in history
        if version.recorded_at == now
    ]
    await create_rows(fresh)


def _same_fact(version: Version[T], history: History[T]) -> Version[T] | None:
    for other in history:
        if (other.recorded_at, other.period, other.value) == (version.recorded_at, version.period, version.value):
            return other
    return None


def dated_indexes(table: str, key: str) -> list[str]:
    """The statements that a migration runs for a dated table, whose column `key` says whose fact a row is.

    The present has an index of its own, which also refuses two current versions from one day on; the past has another.
    """
    return [
        f"CREATE UNIQUE INDEX {table}_present ON {table} ({key}, valid_from) WHERE superseded_at IS NULL",
        f"CREATE INDEX {table}_history ON {table} ({key}, recorded_at)",
    ]


def so_on(day: date, known_at: datetime | None = None) -> Q:
    """The filter for rows that are so on `day`, as known at an instant (None: now)."""
    so = Q(valid_from__lte=day, valid_to__gt=day)
    if known_at is None:
        return so & Q(superseded_at=None)
    return so & Q(recorded_at__lte=known_at) & (Q(superseded_at=None) | Q(superseded_at__gt=known_at))
