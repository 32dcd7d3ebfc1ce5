"""What a result's row says of a score."""

from collections.abc import Mapping
from typing import Any

from governance_core.assessment import (
    Assessment,
    AssessmentCycle,
    assessment_to_data,
    candidate,
    result_sums,
)
from graphql_api.assessment.tables.results import sums_to_data


def values_of_score(
    cycle: AssessmentCycle, assessment: Assessment, initiatives: Mapping[str, str], *, appraisal: str, unit: str
) -> dict[str, Any]:
    """The columns that follow from a score, as it is in the cycle.

    Args:
        cycle: the cycle.
        assessment: the score.
        initiatives: the initiative that each indicator serves, by the indicator's code.
        appraisal: the key of whose it is.
        unit: the key of the unit where they are assessed.
    """
    asked = candidate(assessment, subject=appraisal, unit=unit, rule=cycle.grading)
    return {
        "points": assessment.score.points,
        "low": assessment.score.low,
        "high": assessment.score.high,
        "best": asked.best,
        "ties": [f"{one:f}" for one in asked.ties],
        "sums_data": sums_to_data(result_sums(assessment, None, initiatives)),
        "assessment_data": assessment_to_data(assessment),
        "known_at": assessment.known_at,
    }
