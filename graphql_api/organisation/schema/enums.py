"""The closed sets of the organisation in GraphQL, declared before anything mentions them."""

import strawberry

from governance_core.organisation import AppointmentBasis, FindingCode, Line, MembershipKind

strawberry.enum(Line, description="One of the three hierarchies over the same town. 条线")
strawberry.enum(AppointmentBasis, description="On which basis a person holds a post. 任职方式")
strawberry.enum(MembershipKind, description="In which capacity a person belongs to a unit. 所属类别")
strawberry.enum(FindingCode, name="LeadershipFindingCode", description="What is amiss with a leadership team. 班子问题")

__all__ = ["AppointmentBasis", "FindingCode", "Line", "MembershipKind"]
