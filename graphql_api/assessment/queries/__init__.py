"""What is read of the assessment: its declarations, and what they do not cover."""

from graphql_api.assessment.queries.assessments import assessments_of, awaiting, require_record, require_scheme
from graphql_api.assessment.queries.development import progress_of, seedling_figures_of
from graphql_api.assessment.queries.figures import cycle_figures, figures_read, known_figures, with_figures
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
from graphql_api.assessment.queries.sources import STANDING
from graphql_api.assessment.queries.standing import (
    codes_by_indicator,
    indicators_by_code,
    placed,
    placed_anew,
    unit_among,
    unit_on,
)
from graphql_api.assessment.queries.watching import serving, watched_after, with_present_figures

SOURCES = (*RECORD_SOURCES, *SEEDLING_SOURCES)
RELATES = {name: {**RECORD_RELATES.get(name, {}), **SEEDLING_RELATES.get(name, {})} for name in ("Person", "Unit")}

__all__ = [
    "RELATES",
    "SOURCES",
    "STANDING",
    "assessments_of",
    "awaiting",
    "codes_by_indicator",
    "cycle_figures",
    "figures_read",
    "indicators_by_code",
    "known_figures",
    "mentor_posts",
    "placed",
    "placed_anew",
    "posts_on",
    "progress_of",
    "record_about",
    "require_record",
    "require_scheme",
    "require_seedling",
    "reviews",
    "seedling_figures_of",
    "serving",
    "unit_among",
    "unit_on",
    "watched_after",
    "with_figures",
    "with_present_figures",
]
