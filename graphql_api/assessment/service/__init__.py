"""The use cases of the assessment: load what the decision needs, let the core decide, store what it returns."""

from graphql_api.assessment.service.records import reject, submit, verify, withdraw
from graphql_api.assessment.service.schemes import draft, publish, revise
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
from graphql_api.assessment.service.warnings import watch_cadres, watch_units
from graphql_api.platform.access import REVIEWING_ROLES, TOWN_ROLES, WORKING_ROLES

__all__ = [
    "PERMISSIONS",
    "draft",
    "end",
    "hand_over",
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
    "watch_cadres",
    "watch_units",
    "withdraw",
]

PERMISSIONS = {
    "assessment.draft_scheme": TOWN_ROLES,
    "assessment.revise_scheme": TOWN_ROLES,
    "assessment.publish_scheme": TOWN_ROLES,
    "assessment.submit_record": WORKING_ROLES,
    "assessment.verify_record": REVIEWING_ROLES,
    "assessment.reject_record": REVIEWING_ROLES,
    "assessment.withdraw_record": WORKING_ROLES,
    "assessment.place_scores": TOWN_ROLES,
    "assessment.watch_progress": TOWN_ROLES,
    **SEEDLING_PERMISSIONS,
}
