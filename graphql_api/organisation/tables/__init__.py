"""The tables of the organisation, and how the core's values are loaded from them and stored in them.

Every fact is kept as versions (`DatedRow`). A unit's state rows also hold two derived paths: its own, and that of the
area it serves; access and subtree questions are ranges over them. `units` keeps the paths right when a unit moves.
"""

from graphql_api.organisation.tables.duty_rows import DutyListRow
from graphql_api.organisation.tables.group_rows import (
    GroupSetKindRow,
    GroupSetRow,
    GroupSetStateRow,
    PlacementRow,
    UnitGroupRow,
    UnitGroupStateRow,
)
from graphql_api.organisation.tables.liaison_rows import (
    LiaisonIssueRow,
    LiaisonIssueStandingRow,
    LiaisonMembershipRow,
    LiaisonStepRow,
    LiaisonTeamRow,
    LiaisonTeamStateRow,
    LiaisonVisitorRow,
    LiaisonVisitRow,
)
from graphql_api.organisation.tables.rows import (
    AppointmentRow,
    AppointmentStateRow,
    HouseholdContactRow,
    MembershipRow,
    PersonRow,
    PersonStateRow,
    PostRow,
    PostStateRow,
    SuccessionRow,
    UnitAliasRow,
    UnitCodeRow,
    UnitRow,
    UnitStateRow,
)
from graphql_api.organisation.tables.service_rows import ServiceRecordRow
from graphql_api.organisation.tables.tally_rows import TallyRow

SEARCH_UNITS = "organisation_unit_search"
SEARCH_PEOPLE = "organisation_person_search"

__all__ = [
    "SEARCH_PEOPLE",
    "SEARCH_UNITS",
    "AppointmentRow",
    "AppointmentStateRow",
    "DutyListRow",
    "GroupSetKindRow",
    "GroupSetRow",
    "GroupSetStateRow",
    "HouseholdContactRow",
    "LiaisonIssueRow",
    "LiaisonIssueStandingRow",
    "LiaisonMembershipRow",
    "LiaisonStepRow",
    "LiaisonTeamRow",
    "LiaisonTeamStateRow",
    "LiaisonVisitRow",
    "LiaisonVisitorRow",
    "MembershipRow",
    "PersonRow",
    "PersonStateRow",
    "PlacementRow",
    "PostRow",
    "PostStateRow",
    "ServiceRecordRow",
    "SuccessionRow",
    "TallyRow",
    "UnitAliasRow",
    "UnitCodeRow",
    "UnitGroupRow",
    "UnitGroupStateRow",
    "UnitRow",
    "UnitStateRow",
]
