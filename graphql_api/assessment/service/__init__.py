"""The use cases of the assessment: load what the decision needs, let the core decide, store what it returns."""

from graphql_api.assessment.service.decisions import give_back, reject, verify, withdraw
from graphql_api.assessment.service.records import submit
from graphql_api.assessment.service.schemes import draft, inherit, publish, revise
from graphql_api.assessment.service.scores import place_scores
from graphql_api.assessment.service.seedlings import (
    SEEDLING_PERMISSIONS,
    end,
    hand_over,
    nominate,
    observe,
    plan,
    reach,
)
from graphql_api.platform.access import REVIEWING_ROLES, TOWN_ROLES, WORKING_ROLES

__all__ = [
    "PERMISSIONS",
    "draft",
    "end",
    "give_back",
    "hand_over",
    "inherit",
    "nominate",
    "observe",
    "place_scores",
    "plan",
    "publish",
    "reach",
    "reject",
    "revise",
    "submit",
    "verify",
    "withdraw",
]

PERMISSIONS = {
    "assessment.draft_scheme": TOWN_ROLES,
    "assessment.revise_scheme": TOWN_ROLES,
    "assessment.inherit_scheme": TOWN_ROLES,
    "assessment.publish_scheme": TOWN_ROLES,
    "assessment.submit_record": WORKING_ROLES,
    "assessment.verify_record": REVIEWING_ROLES,
    "assessment.reject_record": REVIEWING_ROLES,
    "assessment.return_record": REVIEWING_ROLES,
    "assessment.withdraw_record": WORKING_ROLES,
    "assessment.place_scores": TOWN_ROLES,
    **SEEDLING_PERMISSIONS,
}
