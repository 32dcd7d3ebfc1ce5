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
    Finding,
    FindingCode,
    LeadershipReview,
    Seat,
    review_leadership_team,
)
from governance_core.organisation.rules.people import (
    correct_person,
    join_unit,
    leave_unit,
    register_person,
)
from governance_core.organisation.rules.placements import leave_groups, place_units, take_units_out
from governance_core.organisation.rules.posts import close_post, open_post
from governance_core.organisation.rules.units import (
    assign_area,
    correct,
    dissolve,
    establish,
    move,
    rename,
)

__all__ = [
    "Finding",
    "FindingCode",
    "LeadershipReview",
    "Seat",
    "add_alias",
    "add_group",
    "appoint",
    "assign_area",
    "assign_code",
    "assign_household_contact",
    "close_post",
    "correct",
    "correct_appointment",
    "correct_person",
    "define_group_set",
    "dissolve",
    "draft_duty_list",
    "duty_list_in_force",
    "end_appointment",
    "end_household_contact",
    "establish",
    "join_unit",
    "leave_groups",
    "leave_unit",
    "move",
    "open_post",
    "place_units",
    "posts_in_charge",
    "publish_duty_list",
    "register_person",
    "relabel_group",
    "relabel_group_set",
    "remove_alias",
    "rename",
    "retire_group",
    "review_leadership_team",
    "revise_duty_list",
    "take_units_out",
    "withdraw_code",
]
