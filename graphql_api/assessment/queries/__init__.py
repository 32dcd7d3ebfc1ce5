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
from graphql_api.assessment.queries.by_products import by_products_of
from graphql_api.assessment.queries.cycle_scores import (
    Scored,
    score_appraisals,
)
from graphql_api.assessment.queries.cycle_sources import (
    CYCLE_RELATES,
    CYCLE_SOURCES,
)
from graphql_api.assessment.queries.cycles import (
    appraisal_of_appeal,
    grade_in_view,
    graded_in_view,
    refuse_elsewhere,
    require_appraisal,
    require_cycle,
)
from graphql_api.assessment.queries.development import (
    progress_of,
    seedling_figures_of,
)
from graphql_api.assessment.queries.exporting import (
    NamedCycle,
    Names,
    ResultOut,
    cycle_named,
    left_out_of,
    results_out,
    sums_out,
)
from graphql_api.assessment.queries.figures import (
    cycle_figures,
    figures_read,
    known_figures,
    with_figures,
)
from graphql_api.assessment.queries.grounds import Grounds, grounds_of, served_then
from graphql_api.assessment.queries.movers import Compared, movers_below
from graphql_api.assessment.queries.open_acts import acts_open_on, to_decide, to_review
from graphql_api.assessment.queries.participants import (
    Participant,
    area_of_cycle,
    decisions_of_cycle,
    grades_of_units,
    last_day,
    open_appeals,
    participants,
    routine_results,
    schemes_of_cycle,
    subjects_of_cycle,
)
from graphql_api.assessment.queries.recounted import (
    KnownSchemes,
    known_schemes,
    scores_of,
)
from graphql_api.assessment.queries.requiring import (
    awaiting,
    require_record,
    require_scheme,
    require_versions,
)
from graphql_api.assessment.queries.restating import (
    NotReproduced,
    restated,
    results_not_reproduced,
    tallied_cycles,
)
from graphql_api.assessment.queries.seedlings import (
    SEEDLING_RELATES,
    SEEDLING_SOURCES,
    mentor_posts,
    posts_on,
    record_about,
    require_seedling,
    reviews,
)
from graphql_api.assessment.queries.sources import (
    RELATES as RECORD_RELATES,
)
from graphql_api.assessment.queries.sources import (
    SOURCES as RECORD_SOURCES,
)
from graphql_api.assessment.queries.sources import (
    STANDING,
)
from graphql_api.assessment.queries.standing import (
    ancestries_of,
    indicators_by_code,
    serving_in,
    unit_among,
    unit_on,
)
from graphql_api.assessment.queries.strictness import strictness_of
from graphql_api.assessment.queries.submitters import (
    Standing,
    days_of,
    offices_over,
    standing_of,
)
from graphql_api.assessment.queries.trials import SchemeTried, try_on_cycle
from graphql_api.assessment.queries.watching import (
    serving,
    watched_after,
    with_present_figures,
)

SOURCES = (*RECORD_SOURCES, *SEEDLING_SOURCES, *CYCLE_SOURCES)
RELATES = {
    name: {**RECORD_RELATES.get(name, {}), **SEEDLING_RELATES.get(name, {}), **CYCLE_RELATES.get(name, {})}
    for name in ("Person", "Unit")
}

__all__ = [
    "RELATES",
    "SOURCES",
    "STANDING",
    "SUPPOSING",
    "Compared",
    "Grounds",
    "KnownSchemes",
    "NamedCycle",
    "Names",
    "NotReproduced",
    "Participant",
    "ResultOut",
    "SchemeTried",
    "Scored",
    "Standing",
    "acts_open_on",
    "ancestries_of",
    "appraisal_of_appeal",
    "area_of_cycle",
    "assessment_of_unit",
    "assessment_served",
    "assessments_of",
    "awaiting",
    "by_products_of",
    "cycle_figures",
    "cycle_named",
    "days_of",
    "decisions_of_cycle",
    "figures_read",
    "grade_in_view",
    "graded_in_view",
    "grades_of_units",
    "grounds_of",
    "improvements_for",
    "indicators_by_code",
    "known_figures",
    "known_schemes",
    "last_day",
    "left_out_of",
    "mentor_posts",
    "movers_below",
    "offices_over",
    "open_appeals",
    "participants",
    "posts_on",
    "progress_of",
    "progress_of_person",
    "progress_of_unit",
    "record_about",
    "refuse_elsewhere",
    "require_appraisal",
    "require_cycle",
    "require_record",
    "require_scheme",
    "require_seedling",
    "require_versions",
    "restated",
    "results_not_reproduced",
    "results_out",
    "reviews",
    "routine_results",
    "schemes_of_cycle",
    "score_appraisals",
    "scores_of",
    "seedling_figures_of",
    "served_then",
    "serving",
    "serving_in",
    "standing_of",
    "strictness_of",
    "subjects_of_cycle",
    "sums_out",
    "tallied_cycles",
    "to_decide",
    "to_review",
    "try_on_cycle",
    "unit_among",
    "unit_on",
    "watched_after",
    "with_figures",
    "with_present_figures",
]
