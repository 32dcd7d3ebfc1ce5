"""Trying a scheme on what a cycle's results rest on: nothing of it is stored."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from tortoise.expressions import Q

from governance_core.assessment import (
    AssessmentCycle,
    CaseOfWork,
    Comparison,
    GradingRule,
    IndicatorScheme,
    Subject,
    Trial,
    compared,
    grading_faults,
    in_excellent_unit,
    places_tried,
    try_scheme,
)
from governance_core.errors import NoResults, SchemeOfOthers, TooManySubjects, refuse_faults
from governance_core.values import UnitId
from graphql_api.assessment.queries.cycles import require_cycle
from graphql_api.assessment.queries.participants import grades_of_units, routine_results, schemes_of_cycle
from graphql_api.assessment.queries.requiring import require_scheme
from graphql_api.assessment.queries.standing import held_post
from graphql_api.assessment.tables import AdjustmentRow, ResultRow, adjustment_of, segment_from_data, verified_records
from graphql_api.organisation import kinds_of_units, posts_held
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import select
from graphql_api.platform.sql import batches

MOST_SUBJECTS = 600
"""How many are tried at once: each is scored twice while the caller waits."""
TRYING = 10
"""How many rows read it costs as much as to try a scheme on one subject."""
READ_AT_ONCE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeTried:
    """A scheme tried on a cycle.

    Attributes:
        scheme: the scheme.
        cycle: the cycle.
        tried: how many would have been under it.
        comparison: what it would make of everybody who is graded.
    """

    scheme: IndicatorScheme
    cycle: AssessmentCycle
    tried: int
    comparison: Comparison


async def try_on_cycle(
    reader: Reader,
    scheme: str,
    cycle: str,
    *,
    unit: str | None = None,
    changed: Callable[[GradingRule], GradingRule] | None = None,
) -> SchemeTried:
    """What a scheme would make of a cycle's results in view, of those whom the caller sees.

    Whatever a result rests on is as it was: what was served in, with what figures read then, what was verified by the
    instant, routine results and adjustments. Between two subjects others have their turn in the event loop.

    Args:
        reader: the caller's.
        scheme: the key of the scheme, be it a draft.
        cycle: the key of the cycle.
        unit: the key of a unit of it; those assessed there and below are tried and graded among each other.
        changed: how points would become grades, given the cycle's rule; None for the same.

    Raises:
        NotFound: there is no such scheme, or cycle.
        InputFault, InvalidInput: the rule.
        NoResults, SchemeOfOthers, TooManySubjects: it can't be tried.
    """
    draft = await require_scheme(scheme, path=("scheme",))
    found, stored = await require_cycle(cycle, path=("cycle",))
    rule = found.grading if changed is None else changed(found.grading)
    refuse_faults(grading_faults(found.kind, rule, ("grading",)))
    if stored.tally_id is None:
        raise NoResults(cycle=found.code, path=("cycle",))
    keys = await _results_in(stored.tally_id, [one for one in (reader.principal.scope_id, unit) if one is not None])
    if len(keys) > MOST_SUBJECTS:
        raise TooManySubjects(cycle=found.code, found=len(keys), limit=MOST_SUBJECTS, path=("cycle",))
    reader.charge(TRYING * len(keys))
    trials: list[Trial] = []
    tried = 0
    async for case in _cases(found, draft, keys):
        tried += bool(case.tried)
        trials.append(try_scheme(found, draft, case, draft_rule=rule))
        await asyncio.sleep(0)
    if not tried:
        raise SchemeOfOthers(scheme=draft.code, cycle=found.code, path=("scheme",))
    comparison = compared(found, trials, draft_rule=rule)
    return SchemeTried(scheme=draft, cycle=found, tried=tried, comparison=comparison)


async def _results_in(tally: str, units: Sequence[str]) -> list[str]:
    """The keys of a tally's results that count in each of some units."""
    within = Q(*(Q(counted_in__contains=f"{unit}/") for unit in units))
    return [str(key) for key in await ResultRow.filter(within, tally_id=tally).values_list("id", flat=True)]


async def _cases(cycle: AssessmentCycle, draft: IndicatorScheme, keys: Sequence[str]) -> AsyncIterator[CaseOfWork]:
    """What some results of a cycle rest on, read so many at a time."""
    schemes = {str(one.id): one for one in await schemes_of_cycle(cycle)}
    of_units = await grades_of_units(cycle)
    for some in batches(sorted(keys), READ_AT_ONCE):
        rows = await select(ResultRow, *_READ, id__in=some, order=("id",))
        subjects = [row.person_id for row in rows]
        records = await verified_records(subjects, list(schemes))
        routine = await routine_results(cycle, subjects)
        adjustments: dict[str, list[Any]] = {}
        of_these = {"appraisal_id__in": [row.appraisal_id for row in rows]}
        for one in await select(AdjustmentRow, **of_these, order=("adjusted_at", "id")):
            adjustments.setdefault(one.appraisal_id, []).append(adjustment_of(one))
        cadres = draft.subject is Subject.CADRE
        posts = await posts_held(subjects) if cadres else {}
        kinds = {} if cadres else await kinds_of_units(subjects)
        for row in rows:
            segments = [segment_from_data(one, schemes) for one in row.service_data]
            held = [held_post(one) for one in posts.get(row.person_id, ())]
            yield CaseOfWork(
                subject=row.appraisal_id,
                unit=row.unit_id,
                segments=segments,
                tried=places_tried(cycle, draft, segments, held, kinds.get(row.person_id)),
                records=records.get(row.person_id, ()),
                routine=routine.get(row.person_id, ()),
                adjustments=adjustments.get(row.appraisal_id, ()),
                known_at=row.known_at.astimezone(UTC),
                excellent_unit=in_excellent_unit([UnitId(one) for one in row.counted_in.split("/")[:-1]], of_units),
            )


_READ = ("id", "appraisal_id", "person_id", "unit_id", "service_data", "known_at", "counted_in")
