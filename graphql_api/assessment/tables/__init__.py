"""The tables of the assessment, and how the core's values are loaded from them and stored in them."""

from graphql_api.assessment.tables.records import add_record, record_of, store_decision, verified_records
from graphql_api.assessment.tables.rows import IndicatorRow, IndicatorScoreRow, RecordRow, RollUpRow, SchemeRow
from graphql_api.assessment.tables.schemes import (
    add_schemes,
    find_scheme,
    indicator_rows,
    scheme_of,
    schemes_about,
    store_publication,
)
from graphql_api.assessment.tables.scores import (
    SUMS,
    Kept,
    Key,
    changes_of_sums,
    kept_scores,
    scores_placed_in,
    store_scores,
)
from graphql_api.assessment.tables.seedling_rows import DevelopmentGoalRow, MentorshipRow, ObservationRow, SeedlingRow
from graphql_api.assessment.tables.seedlings import (
    add_observation,
    add_seedling,
    load_seedling,
    nominations_of,
    seedling_of,
    store_end,
    store_mentors,
    store_plan,
    superseded_records,
)
from graphql_api.assessment.tables.warning_rows import WarningRow, WatchRow

__all__ = [
    "SUMS",
    "DevelopmentGoalRow",
    "IndicatorRow",
    "IndicatorScoreRow",
    "Kept",
    "Key",
    "MentorshipRow",
    "ObservationRow",
    "RecordRow",
    "RollUpRow",
    "SchemeRow",
    "SeedlingRow",
    "WarningRow",
    "WatchRow",
    "add_observation",
    "add_record",
    "add_schemes",
    "add_seedling",
    "changes_of_sums",
    "find_scheme",
    "indicator_rows",
    "kept_scores",
    "load_seedling",
    "nominations_of",
    "record_of",
    "scheme_of",
    "schemes_about",
    "scores_placed_in",
    "seedling_of",
    "store_decision",
    "store_end",
    "store_mentors",
    "store_plan",
    "store_publication",
    "store_scores",
    "superseded_records",
    "verified_records",
]
