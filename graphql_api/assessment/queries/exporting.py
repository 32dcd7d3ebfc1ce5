"""What a cycle's workbook holds: its results in view with all that was said of them, some at a time."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from governance_core.assessment import (
    Absence,
    Appraisal,
    Assessment,
    AssessmentCycle,
    IndicatorScheme,
    ResultSums,
    assessment_from_data,
)
from governance_core.organisation import STANDARD_POSTS
from governance_core.values import Text
from graphql_api.assessment.queries.participants import last_day, schemes_of_cycle
from graphql_api.assessment.tables import (
    AppraisalRow,
    CycleRow,
    GradeRow,
    LeftOutRow,
    ResultRow,
    ResultSumRow,
    TallyRow,
    load_appraisals,
    load_cycle,
    segment_from_data,
    sums_of,
)
from graphql_api.organisation import PostHeld, names_of_people, posts_held, unit_names
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.rows import select
from graphql_api.platform.sql import batches

READ_AT_ONCE = 50
"""Results that are read and written together; others have their turn in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCycle:
    """A cycle that was asked for, with the tally in view and what was known in it; None before the first."""

    cycle: AssessmentCycle
    tally: str | None
    known_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOut:
    """A result with all that was said of it.

    Attributes:
        name: whose it is; the unit's where that is assessed itself.
        unit: the name of where they are assessed.
        posts: what they are there on the last day served.
        assessment: the score as it is kept.
        grade: the row of the grade.
        appraisal: what was said, adjusted, appealed and decided.
        reserved: whether only reviewers may know of it yet.
    """

    name: str
    unit: str
    posts: tuple[Text, ...]
    assessment: Assessment
    grade: Any
    appraisal: Appraisal
    reserved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The last names that are known of people and units, by key."""

    people: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


async def cycle_named(name: str) -> NamedCycle | None:
    """The cycle with an id or a code; None where there is none."""
    key = key_of(name, "AssessmentCycle", path=("cycle",)) if ":" in name else None
    if key is None:
        found = await select(CycleRow, "id", code=name)
        key = found[0].id if found else None
    loaded = await load_cycle(key) if key else None
    if loaded is None:
        return None
    cycle, row = loaded
    tally = (await select(TallyRow, "known_at", id=row.tally_id))[0] if row.tally_id else None
    return NamedCycle(
        cycle=cycle, tally=row.tally_id, known_at=None if tally is None else tally.known_at.astimezone(UTC)
    )


async def sums_out(tally: str) -> list[tuple[str, ResultSums]]:
    """The sums of a tally in every unit that has some, by the unit's key."""
    return [(row.unit_id, sums_of(row)) for row in await select(ResultSumRow, tally_id=tally, order=("unit_id",))]


async def left_out_of(tally: str, *, unknown_to: str | None) -> list[tuple[str, str, Absence]]:
    """Who has no result in a tally: the person's key, the key of the unit they were enrolled in, and why.

    Args:
        tally: the tally.
        unknown_to: who may not know it of themself before it is made public.
    """
    rows = await select(LeftOutRow, tally_id=tally, order=("unit_id", "person_id"))
    return [
        (row.person_id, row.unit_id, Absence(row.absence))
        for row in rows
        if row.audience != "reviewers" or row.person_id != unknown_to
    ]


async def results_out(cycle: AssessmentCycle, tally: str) -> AsyncIterator[tuple[list[ResultOut], Names]]:
    """The results of a tally, by the names of units and people, some at a time with the names they speak of."""
    schemes = {str(one.id): one for one in await schemes_of_cycle(cycle)}
    keys = await select(ResultRow, "id", "person_id", "unit_id", tally_id=tally)
    people = await names_of_people({row.person_id for row in keys if row.person_id != row.unit_id})
    units = await unit_names({row.unit_id for row in keys})
    ordered = sorted(keys, key=lambda one: (units.get(one.unit_id, ""), people.get(one.person_id, ""), one.id))
    for some in batches(ordered, READ_AT_ONCE):
        rows = {row.id: row for row in await select(ResultRow, id__in=[one.id for one in some])}
        yield await _out(cycle, [rows[one.id] for one in some], schemes, Names(people=people, units=units))


async def _out(
    cycle: AssessmentCycle, rows: Sequence[Any], schemes: Mapping[str, IndicatorScheme], names: Names
) -> tuple[list[ResultOut], Names]:
    grades = {row.result_id: row for row in await select(GradeRow, result_id__in=[row.id for row in rows])}
    enrolled = await select(AppraisalRow, id__in=[row.appraisal_id for row in rows])
    appraisals = {str(one.id): one for one in await load_appraisals(enrolled)}
    held = await posts_held([row.person_id for row in rows])
    found = [
        ResultOut(
            name=(names.units if row.person_id == row.unit_id else names.people).get(row.person_id, row.person_id),
            unit=names.units.get(row.unit_id, row.unit_id),
            posts=_posts(cycle, row, schemes, held.get(row.person_id, ())),
            assessment=assessment_from_data(row.assessment_data),
            grade=grades[row.id],
            appraisal=appraisals[row.appraisal_id],
            reserved=grades[row.id].audience == "reviewers",
        )
        for row in rows
    ]
    spoken = await names_of_people({key for one in found for key in _speaking(one)} - names.people.keys())
    served = {one["unit"] for row in rows for one in row.service_data} - names.units.keys()
    return found, Names(people={**names.people, **spoken}, units={**names.units, **await unit_names(served)})


def _posts(
    cycle: AssessmentCycle, row: Any, schemes: Mapping[str, IndicatorScheme], held: Collection[PostHeld]
) -> tuple[Text, ...]:
    last = segment_from_data(row.service_data[-1], schemes)
    day = last_day(cycle) if last.period.end is None else last.period.end - timedelta(days=1)
    kinds = dict.fromkeys(one.kind for one in held if one.unit == last.unit and day in one.period)
    return tuple(STANDARD_POSTS.get(kind).label for kind in kinds)


def _speaking(one: ResultOut) -> set[str]:
    """The keys of the people who decided, adjusted or appealed."""
    said = one.appraisal
    keys = {one.grade.decided_by, *(each.by for each in said.adjustments), *(each.by for each in said.appeals)}
    keys |= {each.decided_by for each in said.appeals} | {each.assignee for each in said.appeals}
    keys |= {each.withdrawn.by for each in said.adjustments if each.withdrawn}
    return {str(key) for key in keys if key is not None}
