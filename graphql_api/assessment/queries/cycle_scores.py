"""Scoring the appraisals of a cycle."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance_core.assessment import (
    Absence,
    Appraisal,
    Assessment,
    AssessmentCycle,
    Segment,
    absence,
    known_when,
    score_cycle,
)
from graphql_api.assessment.queries.grounds import Grounds, served_then
from graphql_api.assessment.queries.participants import routine_results
from graphql_api.assessment.tables import load_appraisals, verified_records
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
    reader: Reader, cycle: AssessmentCycle, grounds: Grounds, rows: Sequence[Any], known_at: datetime | None
) -> list[Scored | Absence]:
    """What each of some appraisals of a cycle comes to, or why somebody does not take part; in a few statements.

    Args:
        reader: reads the figures.
        cycle: the cycle.
        grounds: its grounds.
        rows: those of the appraisals.
        known_at: what was known then counts, or when an appeal was upheld; None for all that is known.
    """
    subjects = [row.person_id for row in rows]
    appraisals = await load_appraisals(rows)
    instants = {
        row.person_id: None if known_at is None else known_when(one, known_at)
        for row, one in zip(rows, appraisals, strict=True)
    }
    served = await served_then(reader, cycle, grounds, instants)
    records = await verified_records(subjects, [one.id for one in grounds.schemes])
    routine = await routine_results(cycle, subjects)
    found: list[Scored | Absence] = []
    for row, appraisal in zip(rows, appraisals, strict=True):
        segments = served[row.person_id]
        if (why := absence(segments, grounds.area)) is not None:
            found.append(why)
            continue
        assessment = score_cycle(
            cycle,
            segments,
            records.get(row.person_id, ()),
            known_at=instants[row.person_id],
            routine=routine.get(row.person_id, ()),
            adjustments=appraisal.adjustments,
        )
        found.append(Scored(appraisal=appraisal, segments=segments, assessment=assessment))
    return found
