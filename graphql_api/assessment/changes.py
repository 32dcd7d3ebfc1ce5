"""Which events subscribers are told, and what each is about."""

from governance_core.assessment import (
    DevelopmentPlanned,
    GoalReached,
    MentorChanged,
    ProgressRecovered,
    ProgressWarned,
    RecordRejected,
    RecordReturned,
    RecordSubmitted,
    RecordVerified,
    RecordWithdrawn,
    SchemeDrafted,
    SchemeReleased,
    SeedlingEnded,
    SeedlingNominated,
    SeedlingObserved,
)
from graphql_api.platform.changes import about

CHANGES = {
    **about("IndicatorScheme", "scheme", SchemeDrafted, SchemeReleased),
    **about(
        "ProgressRecord",
        "record",
        RecordSubmitted,
        RecordVerified,
        RecordRejected,
        RecordReturned,
        RecordWithdrawn,
    ),
    **about("ProgressWarning", "warning", ProgressWarned, ProgressRecovered),
    **about(
        "Seedling",
        "seedling",
        SeedlingNominated,
        MentorChanged,
        DevelopmentPlanned,
        SeedlingObserved,
        GoalReached,
        SeedlingEnded,
    ),
}
