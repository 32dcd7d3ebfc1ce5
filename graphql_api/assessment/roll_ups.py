"""The roll-ups of the assessment as the platform checks and rebuilds them: every score is compared with its records."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import replace

from tortoise.backends.base.client import BaseDBAsyncClient

from governance_core.assessment import IndicatorScheme, ProgressRecord
from graphql_api.assessment.queries import known_schemes, scores_of, unit_among
from graphql_api.assessment.tables import (
    SUMS,
    IndicatorRow,
    Kept,
    Key,
    RecordRow,
    SchemeRow,
    ScoreRow,
    kept_scores,
    record_of,
    store_scores,
)
from graphql_api.organisation import posts_held, unit_names
from graphql_api.platform.roll_ups import Difference, RollUps
from graphql_api.platform.sql import is_sqlite

PEOPLE = 200  # at once


async def recount(connection: BaseDBAsyncClient, *, keep: bool) -> AsyncIterator[Difference]:
    """Compare every score with the records it is made of, and the units it counts in with where its unit stood.

    Records from before there were roll-ups say no unit: they get the one they were made in, as far as is known now.
    """
    known = await known_schemes()
    last = ""
    while people := await _people_after(connection, last):
        last = people[-1]
        lacking = await _units_of_those_without(people, known.schemes)
        for record in lacking:
            key = known.indicators[record.scheme][record.indicator]
            yield Difference(unit=record.unit or "", key=key, what=f"record {record.id} has no unit")
        if keep:
            await _store_units(lacking)
        before = kept_scores(await ScoreRow.filter(person_id__in=people), known.codes)
        after = await scores_of(people, known, placed={record.id: record for record in lacking})
        for score in sorted(before.keys() | after.keys()):
            if before.get(score) != after.get(score):
                yield _difference(score, before.get(score), after.get(score))
        if keep:
            await store_scores(before, after)


async def named(keys: Collection[str]) -> Mapping[str, str]:
    """What units and indicators are called, by id."""
    wanted = IndicatorRow.filter(id__in=sorted(keys))
    found = await wanted.values_list("id", "scheme_id", "code")
    schemes = {row.id: f"{row.code} {row.version}" for row in await SchemeRow.filter(id__in=[row[1] for row in found])}
    return {**await unit_names(keys), **{str(key): f"{schemes[str(scheme)]}: {code}" for key, scheme, code in found}}


ROLL_UPS = RollUps(name="assessment", sums=SUMS, facts=(RecordRow,), recount=recount, named=named)


async def _people_after(connection: BaseDBAsyncClient, last: str) -> Sequence[str]:
    """The next people in order of their ids who have records or scores."""
    mark = "?1" if is_sqlite(connection) else "$1"
    some = f"WHERE person_id > {mark} ORDER BY person_id LIMIT {PEOPLE}"
    tables = ("assessment_record", "assessment_score")
    each = [f"SELECT person_id FROM (SELECT DISTINCT person_id FROM {table} {some}) AS p" for table in tables]
    sql = f"{' UNION '.join(each)} ORDER BY person_id LIMIT {PEOPLE}"
    return [row["person_id"] for row in await connection.execute_query_dict(sql, [last])]


async def _units_of_those_without(
    people: Sequence[str], schemes: Mapping[str, IndicatorScheme]
) -> list[ProgressRecord]:
    """The people's records that say no unit and were made in one, with it."""
    records = [record_of(row) for row in await RecordRow.filter(person_id__in=people, unit_id=None)]
    posts = await posts_held({record.subject for record in records})
    units = [unit_among(schemes[one.scheme], posts.get(one.subject, ()), one.occurred_on) for one in records]
    return [replace(record, unit=unit) for record, unit in zip(records, units, strict=True) if unit is not None]


async def _store_units(records: Sequence[ProgressRecord]) -> None:
    by_unit: dict[str | None, list[str]] = {}
    for record in records:
        by_unit.setdefault(record.unit, []).append(record.id)
    for unit, keys in by_unit.items():
        await RecordRow.filter(id__in=keys).update(unit_id=unit)


def _difference(key: Key, before: Kept | None, after: Kept | None) -> Difference:
    person, indicator, unit, part = key
    return Difference(
        unit=unit,
        key=indicator,
        what=f"person {person}{part and f' in {part}'}: {_told(before)}, and is {_told(after)}",
    )


def _told(kept: Kept | None) -> str:
    if kept is None:
        return "no score"
    points = "no points" if kept.score.points is None else f"{kept.score.points:f} points"
    return f"{points} on {kept.score.as_of} from {kept.score.records} records in {len(kept.score.counted_in)} units"
