"""Which events subscribers are told, and what each is about."""

from governance_core.organisation import (
    AliasAdded,
    AliasRemoved,
    AppointmentCorrected,
    AppointmentEnded,
    AreaAssigned,
    CodeAssigned,
    CodeWithdrawn,
    HouseholdContactAssigned,
    HouseholdContactEnded,
    MemberJoined,
    MemberLeft,
    PersonAppointed,
    PersonCorrected,
    PersonRegistered,
    PostClosed,
    PostOpened,
    UnitCorrected,
    UnitDissolved,
    UnitEstablished,
    UnitMoved,
    UnitRenamed,
)
from graphql_api.platform.changes import about

CHANGES = {
    **about(
        "Unit",
        "unit",
        UnitEstablished,
        UnitRenamed,
        UnitMoved,
        AreaAssigned,
        UnitDissolved,
        UnitCorrected,
        CodeAssigned,
        CodeWithdrawn,
        AliasAdded,
        AliasRemoved,
    ),
    **about("Unit", "household", HouseholdContactAssigned, HouseholdContactEnded),
    **about("Person", "person", PersonRegistered, PersonCorrected),
    **about("Membership", "membership", MemberJoined, MemberLeft),
    **about("Post", "post", PostOpened, PostClosed),
    **about("Appointment", "appointment", PersonAppointed, AppointmentEnded, AppointmentCorrected),
}
