"""The values of the organisation: kinds, units, the hierarchy at a time, people and posts."""

from governance_core.organisation.model.duties import (
    Duty,
    DutyKind,
    DutyList,
    DutyListStatus,
    Support,
    duty_from_data,
    duty_to_data,
)
from governance_core.organisation.model.groups import GroupEntry, GroupSet, Placement, UnitGroup
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
from governance_core.organisation.model.units import CODE_SCHEMES, OfficialCode, Unit, UnitState

__all__ = [
    "CODE_SCHEMES",
    "STANDARD_KINDS",
    "STANDARD_POSTS",
    "Appointment",
    "AppointmentBasis",
    "AppointmentState",
    "ContactState",
    "Duty",
    "DutyKind",
    "DutyList",
    "DutyListStatus",
    "GroupEntry",
    "GroupSet",
    "Hierarchy",
    "HouseholdContact",
    "Line",
    "Membership",
    "MembershipKind",
    "Node",
    "OfficialCode",
    "Person",
    "Placement",
    "Post",
    "PostKind",
    "PostKinds",
    "PostState",
    "Support",
    "Unit",
    "UnitGroup",
    "UnitKind",
    "UnitKinds",
    "UnitState",
    "duty_from_data",
    "duty_to_data",
]
