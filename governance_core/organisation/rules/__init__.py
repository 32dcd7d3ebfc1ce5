"""The acts of the organisation and its review: pure functions that return the new state, or refuse."""

from governance_core.organisation.rules.appointments import appoint, correct_appointment, end_appointment
from governance_core.organisation.rules.contacts import (
    assign_household_contact,
    end_household_contact,
)
from governance_core.organisation.rules.designations import (
    add_alias,
    assign_code,
    remove_alias,
    withdraw_code,
)
from governance_core.organisation.rules.dual_grid import (
    DualGrid,
    DualGridCandidate,
    appoint_contact_members,
    dual_grid,
)
from governance_core.organisation.rules.duties import (
    draft_duty_list,
    duty_list_in_force,
    posts_in_charge,
    publish_duty_list,
    revise_duty_list,
)
from governance_core.organisation.rules.groups import (
    add_group,
    define_group_set,
    relabel_group,
    relabel_group_set,
    retire_group,
)
from governance_core.organisation.rules.leadership import (
    TEAM_UNITS,
    Finding,
    FindingCode,
    LeadershipReview,
    Seat,
    review_leadership_team,
)
from governance_core.organisation.rules.liaison_issues import (
    decline_liaison_issue,
    hand_liaison_issue,
    overdue_on,
    raise_liaison_issue,
    reopen_liaison_issue,
    resolve_liaison_issue,
    standing_of,
    standings_of,
    withdraw_liaison_issue,
)
from governance_core.organisation.rules.liaison_tally import IssueCount, LiaisonTally, tally_of
from governance_core.organisation.rules.liaison_teams import (
    DisbandedTeam,
    disband_liaison_team,
    form_liaison_team,
    join_liaison_team,
    leave_liaison_team,
    rename_liaison_team,
)
from governance_core.organisation.rules.liaison_visits import record_liaison_visit, withdraw_liaison_visit
from governance_core.organisation.rules.people import (
    correct_person,
    join_unit,
    leave_unit,
    register_person,
)
from governance_core.organisation.rules.placements import leave_groups, place_units, take_units_out
from governance_core.organisation.rules.posts import close_post, open_post
from governance_core.organisation.rules.reorganisations import merge, split
from governance_core.organisation.rules.service_records import (
    ServiceCount,
    ServiceTally,
    reject_service_record,
    service_tally_of,
    submit_service_record,
    verify_service_record,
    withdraw_service_record,
)
from governance_core.organisation.rules.together import established_together
from governance_core.organisation.rules.units import (
    assign_area,
    correct,
    dissolve,
    establish,
    move,
    rename,
)
from governance_core.organisation.rules.vacancies import vacant_since

__all__ = [
    "TEAM_UNITS",
    "DisbandedTeam",
    "DualGrid",
    "DualGridCandidate",
    "Finding",
    "FindingCode",
    "IssueCount",
    "LeadershipReview",
    "LiaisonTally",
    "Seat",
    "ServiceCount",
    "ServiceTally",
    "add_alias",
    "add_group",
    "appoint",
    "appoint_contact_members",
    "assign_area",
    "assign_code",
    "assign_household_contact",
    "close_post",
    "correct",
    "correct_appointment",
    "correct_person",
    "decline_liaison_issue",
    "define_group_set",
    "disband_liaison_team",
    "dissolve",
    "draft_duty_list",
    "dual_grid",
    "duty_list_in_force",
    "end_appointment",
    "end_household_contact",
    "establish",
    "established_together",
    "form_liaison_team",
    "hand_liaison_issue",
    "join_liaison_team",
    "join_unit",
    "leave_groups",
    "leave_liaison_team",
    "leave_unit",
    "merge",
    "move",
    "open_post",
    "overdue_on",
    "place_units",
    "posts_in_charge",
    "publish_duty_list",
    "raise_liaison_issue",
    "record_liaison_visit",
    "register_person",
    "reject_service_record",
    "relabel_group",
    "relabel_group_set",
    "remove_alias",
    "rename",
    "rename_liaison_team",
    "reopen_liaison_issue",
    "resolve_liaison_issue",
    "retire_group",
    "review_leadership_team",
    "revise_duty_list",
    "service_tally_of",
    "split",
    "standing_of",
    "standings_of",
    "submit_service_record",
    "take_units_out",
    "tally_of",
    "vacant_since",
    "verify_service_record",
    "withdraw_code",
    "withdraw_liaison_issue",
    "withdraw_liaison_visit",
    "withdraw_service_record",
]
