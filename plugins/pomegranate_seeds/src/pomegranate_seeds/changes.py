"""Which events subscribers are told, and what each is about."""

from graphql_api.plugin import about
from pomegranate_seeds.events import (
    CoverageEnded,
    HouseholdCovered,
    HouseholdNominated,
    HouseholdRecognised,
    LiaisonOfficerAppointed,
    LiaisonServiceEnded,
    MatterAnswered,
    MatterRaised,
    MatterReturned,
    MatterRouted,
    NominationDeclined,
    RecognitionWithdrawn,
    VisitRecorded,
    VisitRetracted,
)

CHANGES = {
    **about("PomegranateSeedsNomination", "nomination", HouseholdNominated, NominationDeclined),
    **about("PomegranateSeedsRecognition", "recognition", HouseholdRecognised, RecognitionWithdrawn),
    **about(
        "PomegranateSeedsOfficer",
        "officer",
        LiaisonOfficerAppointed,
        LiaisonServiceEnded,
        HouseholdCovered,
        CoverageEnded,
    ),
    **about("PomegranateSeedsVisit", "visit", VisitRecorded, VisitRetracted),
    **about("PomegranateSeedsMatter", "matter", MatterRaised, MatterRouted, MatterReturned, MatterAnswered),
}
