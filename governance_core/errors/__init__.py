"""Everything a rule can refuse, as one tree.

GovernanceError
├── InputFault                    a value that can't be what was meant, at a place in the input
│   ├── Blank · TooLong · Malformed · UnknownValue · OutOfRange · Duplicate · PeriodReversed · …
├── InvalidInput                  several input faults, found together
├── NotFound                      no such thing, or none that the caller may see
└── RuleViolation                 well-formed, but a rule of the town forbids it
    └── one branch a domain: OrganisationError, AssessmentError, TrainingError, PracticeError

Each class has a stable `code`, carries its facts as attributes, and says them in Chinese and in English through
`describe`. The core knows neither HTTP nor GraphQL; a service adds its own refusals to the same tree.
"""

from governance_core.errors.assessment import (
    AlreadyDecided,
    AssessmentError,
    EntryDoesNotFit,
    EvidenceRequired,
    NotTheSubmitter,
    OutsideCycle,
    OwnRecord,
    SchemeNotPublished,
    SchemePublished,
    SupersedesAnother,
    WeightsDoNotSum,
)
from governance_core.errors.organisation import (
    AppointmentOverlap,
    AppointmentReliedOn,
    CodeInUse,
    ContactNotAllowed,
    ContactOverlap,
    HasDependants,
    HierarchyCycle,
    IllegalArea,
    IllegalParent,
    MembershipNotAllowed,
    MembershipOverlap,
    NoSubstantivePost,
    NothingToCorrect,
    NotInExistence,
    OrganisationError,
    ParentRequired,
    PostFull,
    PostNotAllowed,
    PostOccupied,
    SecondedToOwnUnit,
)
from governance_core.errors.root import (
    Ambiguous,
    Blank,
    Duplicate,
    GovernanceError,
    InputFault,
    InvalidInput,
    Malformed,
    NotFound,
    OutOfRange,
    PeriodReversed,
    RecordedOutOfOrder,
    RuleViolation,
    TooLong,
    UnknownValue,
    refuse_faults,
)

__all__ = [
    "AlreadyDecided",
    "Ambiguous",
    "AppointmentOverlap",
    "AppointmentReliedOn",
    "AssessmentError",
    "Blank",
    "CodeInUse",
    "ContactNotAllowed",
    "ContactOverlap",
    "Duplicate",
    "EntryDoesNotFit",
    "EvidenceRequired",
    "GovernanceError",
    "HasDependants",
    "HierarchyCycle",
    "IllegalArea",
    "IllegalParent",
    "InputFault",
    "InvalidInput",
    "Malformed",
    "MembershipNotAllowed",
    "MembershipOverlap",
    "NoSubstantivePost",
    "NotFound",
    "NotInExistence",
    "NotTheSubmitter",
    "NothingToCorrect",
    "OrganisationError",
    "OutOfRange",
    "OutsideCycle",
    "OwnRecord",
    "ParentRequired",
    "PeriodReversed",
    "PostFull",
    "PostNotAllowed",
    "PostOccupied",
    "RecordedOutOfOrder",
    "RuleViolation",
    "SchemeNotPublished",
    "SchemePublished",
    "SecondedToOwnUnit",
    "SupersedesAnother",
    "TooLong",
    "UnknownValue",
    "WeightsDoNotSum",
    "refuse_faults",
]
