"""What is read of the assessment: its declarations, and what they do not cover."""

from graphql_api.assessment.queries.assessments import (
    SUPPOSING,
    assessment_of_unit,
    assessment_served,
    assessments_of,
    improvements_for,
    progress_of_person,
    progress_of_unit,
)
from graphql_api.assessment.queries.development import progress_of, seedling_figures_of
from graphql_api.assessment.queries.requiring import awaiting, require_record, require_scheme, require_versions
from graphql_api.assessment.queries.seedlings import (
    SEEDLING_RELATES,
    SEEDLING_SOURCES,
    mentor_posts,
    posts_on,
    record_about,
    require_seedling,
    reviews,
)
from graphql_api.assessment.queries.sources import RELATES as RECORD_RELATES
from graphql_api.assessment.queries.sources import SOURCES as RECORD_SOURCES
from graphql_api.assessment.queries.standing import (
    codes_by_indicator,
    indicators_by_code,
    placed,
    placed_anew,
    unit_among,
    unit_on,
)
from graphql_api.assessment.queries.submitters import Standing, days_of, offices_over, standing_of

SOURCES = (*RECORD_SOURCES, *SEEDLING_SOURCES)
RELATES = {name: {**RECORD_RELATES.get(name, {}), **SEEDLING_RELATES.get(name, {})} for name in ("Person", "Unit")}

__all__ = [
    "RELATES",
    "SOURCES",
    "SUPPOSING",
    "Standing",
    "assessment_of_unit",
    "assessment_served",
    "assessments_of",
    "awaiting",
    "codes_by_indicator",
    "days_of",
    "improvements_for",
    "indicators_by_code",
    "mentor_posts",
    "offices_over",
    "placed",
    "placed_anew",
    "posts_on",
    "progress_of",
    "progress_of_person",
    "progress_of_unit",
    "record_about",
    "require_record",
    "require_scheme",
    "require_seedling",
    "require_versions",
    "reviews",
    "seedling_figures_of",
    "standing_of",
    "unit_among",
    "unit_on",
]
