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
from governance_core.organisation.rules.posts import close_post, open_post
from governance_core.organisation.rules.together import established_together
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
    "appoint",
    "assign_area",
    "assign_code",
    "assign_household_contact",
    "close_post",
    "correct",
    "correct_appointment",
    "correct_person",
    "dissolve",
    "end_appointment",
    "end_household_contact",
    "establish",
    "established_together",
    "join_unit",
    "leave_unit",
    "move",
    "open_post",
    "register_person",
    "remove_alias",
    "rename",
    "review_leadership_team",
    "withdraw_code",
]
