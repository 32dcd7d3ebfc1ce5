"""The tables of the assessment, and how the core's values are loaded from them and stored in them."""

from graphql_api.assessment.tables.records import add_record, record_of, store_decision
from graphql_api.assessment.tables.rows import IndicatorRow, IndicatorScoreRow, RecordRow, RollUpRow, SchemeRow
from graphql_api.assessment.tables.schemes import add_schemes, indicator_rows, scheme_of, store_publication

__all__ = [
    "IndicatorRow",
    "IndicatorScoreRow",
    "RecordRow",
    "RollUpRow",
    "SchemeRow",
    "add_record",
    "add_schemes",
    "indicator_rows",
    "record_of",
    "scheme_of",
    "store_decision",
    "store_publication",
]
