"""What is read of the assessment: its declarations, and what they do not cover."""

from graphql_api.assessment.queries.assessments import assessments_of, awaiting, require_record, require_scheme
from graphql_api.assessment.queries.sources import RELATES, SOURCES
from graphql_api.assessment.queries.standing import (
    codes_by_indicator,
    indicators_by_code,
    placed,
    placed_anew,
    unit_among,
    unit_on,
)

__all__ = [
    "RELATES",
    "SOURCES",
    "assessments_of",
    "awaiting",
    "codes_by_indicator",
    "indicators_by_code",
    "placed",
    "placed_anew",
    "require_record",
    "require_scheme",
    "unit_among",
    "unit_on",
]
