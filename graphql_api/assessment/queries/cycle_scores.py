"""Scoring the appraisals of a cycle, by what is known of posts, schemes, records and figures now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance_core.assessment import (
    Appraisal,
    Assessment,
    AssessmentCycle,
    IndicatorScheme,
    Segment,
    known_when,
    score_cycle,
)
from graphql_api.assessment.queries.figures import with_figures
from graphql_api.assessment.queries.participants import (
    area_of_cycle,
    last_day,
    participants,
    routine_results,
    schemes_of_cycle,
)
from graphql_api.assessment.tables import load_appraisals, verified_records
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What an appraisal comes to.

    Attributes:
        appraisal: the appraisal.
        segments: what was served in.
        assessment: the score.
    """

    appraisal: Appraisal
    segments: tuple[Segment, ...]
    assessment: Assessment


async def score_appraisals(
    reader: Reader, cycle: AssessmentCycle, rows: Sequence[Any], known_at: datetime | None
) -> list[Scored | None]:
    """What each of some appraisals of a cycle comes to, whoever asks, in a constant number of statements.

    It is None where, by what is known of the posts now, they do not take part.

    Args:
        reader: reads the figures.
        cycle: the cycle.
        rows: those of the appraisals.
        known_at: what was verified by then counts, or by when an appeal was upheld; None for all that is.
    """
    schemes, area = await schemes_of_cycle(cycle), await area_of_cycle(cycle)
    subjects = [row.person_id for row in rows]
    taking_part = await participants(cycle, schemes, area, subjects)
    moment = Moment(as_of=last_day(cycle), known_at=None)
    segments_of = await with_figures(reader, [(one.subject, one.segments) for one in taking_part], moment)
    served = {one.subject: segments for one, segments in zip(taking_part, segments_of, strict=True)}
    records = await verified_records(subjects, [one.id for one in schemes])
    routine = await routine_results(cycle, subjects)
    found: list[Scored | None] = []
    for row, appraisal in zip(rows, await load_appraisals(rows), strict=True):
        segments = served.get(row.person_id)
        if segments is None:
            found.append(None)
            continue
        assessment = score_cycle(
            cycle,
            segments,
            records.get(row.person_id, ()),
            known_at=None if known_at is None else known_when(appraisal, known_at),
            routine=routine.get(row.person_id, ()),
            adjustments=appraisal.adjustments,
        )
        found.append(Scored(appraisal=appraisal, segments=segments, assessment=assessment))
    return found


def initiatives_of(schemes: Iterable[IndicatorScheme]) -> dict[str, str]:
    """The initiative that each indicator of some schemes serves, by the indicator's code."""
    return {one.code: one.initiative for each in schemes for one in each.indicators if one.initiative}
