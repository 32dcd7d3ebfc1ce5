"""Results worked out again: by what was known when they came about, and by what is known now."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import orjson

from governance_core.assessment import (
    Absence,
    AssessmentCycle,
    IndicatorMove,
    IndicatorScheme,
    Restatement,
    adjustments_then,
    assessment_from_data,
    indicator_moves,
    known_when,
    restate,
    score_cycle,
)
from graphql_api.assessment.queries.cycle_scores import score_appraisals
from graphql_api.assessment.queries.grounds import grounds_of, initiatives_of
from graphql_api.assessment.queries.participants import routine_results, schemes_of_cycle
from graphql_api.assessment.tables import (
    AppraisalRow,
    CycleRow,
    ResultRow,
    TallyRow,
    load_appraisals,
    load_cycles,
    segment_from_data,
    values_of_score,
    verified_records,
)
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import select

BATCH = 250
"""Results that are worked out again together."""
RESTATING = 20
"""How many rows read it costs as much as to work one result out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReproduced:
    """A result that is not what the facts of then come to.

    Attributes:
        appraisal: the key of the appraisal.
        person: the key of whose it is.
        what: the columns of the result that are something else.
        because: the indicators that would bring something else.
    """

    appraisal: str
    person: str
    what: tuple[str, ...]
    because: tuple[IndicatorMove, ...]


async def results_not_reproduced(cycle: AssessmentCycle, tally: str) -> AsyncIterator[NotReproduced]:
    """The results of a tally that are not, to the last digit, what the facts of then come to.

    Facts are what was served in and what figures read, as the result keeps them, the schemes in those versions, the
    records verified by the instant that counted, and the routine results and adjustments of the instant at which the
    tally was done.
    """
    (run,) = await select(TallyRow, id=tally)
    schemes = {str(one.id): one for one in await schemes_of_cycle(cycle)}
    reached = ""
    while rows := await ResultRow.filter(tally_id=tally, id__gt=reached).order_by("id").limit(BATCH):
        reached = rows[-1].id
        for one in await _differing(cycle, run, schemes, rows):
            yield one


async def _differing(
    cycle: AssessmentCycle, tally: Any, schemes: Mapping[str, IndicatorScheme], rows: Sequence[ResultRow]
) -> list[NotReproduced]:
    subjects, done_at = [row.person_id for row in rows], tally.finished_at.astimezone(UTC)
    records = await verified_records(subjects, list(schemes))
    routine = await routine_results(cycle, subjects, by=done_at)
    enrolled = await select(AppraisalRow, id__in=[row.appraisal_id for row in rows])
    appraisals = {str(one.id): one for one in await load_appraisals(enrolled)}
    initiatives = initiatives_of(schemes.values())
    found: list[NotReproduced] = []
    for row in rows:
        appraisal = appraisals[row.appraisal_id]
        again = score_cycle(
            cycle,
            [segment_from_data(one, schemes) for one in row.service_data],
            records.get(row.person_id, ()),
            known_at=known_when(appraisal, tally.known_at.astimezone(UTC), until=done_at),
            routine=routine.get(row.person_id, ()),
            adjustments=adjustments_then(appraisal.adjustments, done_at),
        )
        values = values_of_score(cycle, again, initiatives, appraisal=row.appraisal_id, unit=row.unit_id)
        what = tuple(name for name, value in values.items() if _plain(getattr(row, name)) != _plain(value))
        if what:
            because = indicator_moves(assessment_from_data(row.assessment_data), again)
            found.append(NotReproduced(appraisal=row.appraisal_id, person=row.person_id, what=what, because=because))
    return found


def _plain(value: Any) -> Any:
    """A column's value as it is whatever engine has kept it."""
    return orjson.loads(orjson.dumps(value)) if isinstance(value, dict | list) else value


async def restated(reader: Reader, keys: Sequence[str], moment: Moment) -> list[Restatement | None]:
    """What each of some results would be by what is known now, for callers who see them; by cycle, not by result."""
    reader.charge(RESTATING * len(keys))
    rows = await select(ResultRow, "id", "cycle_id", "appraisal_id", "assessment_data", id__in=sorted(set(keys)))
    enrolled = {row.id: row for row in await select(AppraisalRow, id__in=sorted({row.appraisal_id for row in rows}))}
    found: dict[str, Restatement] = {}
    for cycle, _ in await load_cycles(sorted({row.cycle_id for row in rows})):
        own = [row for row in rows if row.cycle_id == cycle.id]
        rows_of_own = [enrolled[row.appraisal_id] for row in own]
        scored = await score_appraisals(reader, cycle, await grounds_of(cycle), rows_of_own, None)
        for row, one in zip(own, scored, strict=True):
            kept = assessment_from_data(row.assessment_data)
            found[row.id] = restate(kept, None if isinstance(one, Absence) else one.assessment)
    return [found.get(key) for key in keys]


async def tallied_cycles(code: str | None) -> list[tuple[AssessmentCycle, str]]:
    """The cycles whose results are in view, each with its tally; only the one with a code where that is given."""
    keys = await CycleRow.filter(tally_id__isnull=False, **({} if code is None else {"code": code})).values_list("id")
    return [(cycle, row.tally_id) for cycle, row in await load_cycles(sorted(str(key) for (key,) in keys))]
