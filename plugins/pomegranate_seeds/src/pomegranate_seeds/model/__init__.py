"""What the practice keeps: nominations and recognitions, liaison officers, their visits, and the matters voiced.

Nothing here has room for a person's opinion or attitude: a matter is about the matter, and a visit about its day.
"""

from pomegranate_seeds.model.headline import Counts, Figure
from pomegranate_seeds.model.liaison import (
    HouseholdCoverage,
    Liaison,
    LiaisonOfficer,
    Mistake,
    OfficerId,
    Visit,
    VisitId,
    WithdrawnRecognition,
)
from pomegranate_seeds.model.matters import Answer, Matter, MatterId, MatterKind, MatterStatus, Return, Route, Standing
from pomegranate_seeds.model.recognitions import (
    Charter,
    Household,
    Nomination,
    NominationId,
    NominationStatus,
    Recognition,
    RecognitionId,
    RecognitionState,
    Withdrawal,
)

__all__ = [
    "Answer",
    "Charter",
    "Counts",
    "Figure",
    "Household",
    "HouseholdCoverage",
    "Liaison",
    "LiaisonOfficer",
    "Matter",
    "MatterId",
    "MatterKind",
    "MatterStatus",
    "Mistake",
    "Nomination",
    "NominationId",
    "NominationStatus",
    "OfficerId",
    "Recognition",
    "RecognitionId",
    "RecognitionState",
    "Return",
    "Route",
    "Standing",
    "Visit",
    "VisitId",
    "Withdrawal",
    "WithdrawnRecognition",
]
