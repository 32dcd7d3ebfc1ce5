"""The tables of the assessment, and how the core's values are loaded from them and stored in them."""

from graphql_api.assessment.tables.records import add_record, record_of, store_decision
from graphql_api.assessment.tables.rows import IndicatorRow, IndicatorScoreRow, RecordRow, RollUpRow, SchemeRow
from graphql_api.assessment.tables.schemes import add_schemes, find_scheme, indicator_rows, scheme_of, store_publication
from graphql_api.assessment.tables.scores import (
    SUMS,
    Kept,
    Key,
    changes_of_sums,
    kept_scores,
    scores_placed_in,
    store_scores,
)

__all__ = [
    "SUMS",
    "IndicatorRow",
    "IndicatorScoreRow",
    "Kept",
    "Key",
    "RecordRow",
    "RollUpRow",
    "SchemeRow",
    "add_record",
    "add_schemes",
    "changes_of_sums",
    "find_scheme",
    "indicator_rows",
    "kept_scores",
    "record_of",
    "scheme_of",
    "scores_placed_in",
    "store_decision",
    "store_publication",
    "store_scores",
]
