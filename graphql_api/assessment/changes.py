"""Which events subscribers are told, and what each is about."""

from governance_core.assessment import (
    RecordRejected,
    RecordSubmitted,
    RecordVerified,
    RecordWithdrawn,
    SchemeDrafted,
    SchemeReleased,
)
from graphql_api.platform.changes import about

CHANGES = {
    **about("IndicatorScheme", "scheme", SchemeDrafted, SchemeReleased),
    **about("ProgressRecord", "record", RecordSubmitted, RecordVerified, RecordRejected, RecordWithdrawn),
}
