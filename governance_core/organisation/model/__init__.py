"""The values of the organisation: kinds, units, the hierarchy at a time, people and posts."""

from governance_core.organisation.model.hierarchy import Hierarchy, Node
from governance_core.organisation.model.kinds import STANDARD_KINDS, Line, UnitKind, UnitKinds
from governance_core.organisation.model.people import (
    Appointment,
    AppointmentBasis,
    AppointmentState,
    ContactState,
    HouseholdContact,
    Membership,
    MembershipKind,
    Person,
    Post,
    PostState,
)
from governance_core.organisation.model.posts import STANDARD_POSTS, PostKind, PostKinds
from governance_core.organisation.model.reorganisations import Allocation, Belongings, Reorganisation
from governance_core.organisation.model.units import CODE_SCHEMES, OfficialCode, Unit, UnitState

__all__ = [
    "CODE_SCHEMES",
    "STANDARD_KINDS",
    "STANDARD_POSTS",
    "Allocation",
    "Appointment",
    "AppointmentBasis",
    "AppointmentState",
    "Belongings",
    "ContactState",
    "Hierarchy",
    "HouseholdContact",
    "Line",
    "Membership",
    "MembershipKind",
    "Node",
    "OfficialCode",
    "Person",
    "Post",
    "PostKind",
    "PostKinds",
    "PostState",
    "Reorganisation",
    "Unit",
    "UnitKind",
    "UnitKinds",
    "UnitState",
]
