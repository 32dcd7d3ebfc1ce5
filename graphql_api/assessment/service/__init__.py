"""The use cases of the assessment: load what the decision needs, let the core decide, store what it returns."""

from graphql_api.assessment.service.appraisals import (
    APPRAISAL_PERMISSIONS,
    adjust_,
    assign_appeal_,
    decide_appeal_,
    decide_grade_,
    raise_appeal_,
    review_,
    say_of_oneself,
    withdraw_adjustment_,
)
from graphql_api.assessment.service.cycles import advance, open_
from graphql_api.assessment.service.decisions import give_back, reject, verify, withdraw
from graphql_api.assessment.service.exporting import Export, export_cycle
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
from graphql_api.assessment.service.tallying import renew_tallies
from graphql_api.assessment.service.warnings import watch_cadres, watch_units
from graphql_api.platform.access import REVIEWING_ROLES, TOWN_ROLES, WORKING_ROLES

__all__ = [
    "PERMISSIONS",
    "Export",
    "adjust_",
    "advance",
    "assign_appeal_",
    "decide_appeal_",
    "decide_grade_",
    "draft",
    "end",
    "export_cycle",
    "give_back",
    "hand_over",
    "inherit",
    "nominate",
    "observe",
    "open_",
    "place_scores",
    "plan",
    "publish",
    "raise_appeal_",
    "reach",
    "reject",
    "renew_tallies",
    "review_",
    "revise",
    "say_of_oneself",
    "submit",
    "verify",
    "watch_cadres",
    "watch_units",
    "withdraw",
    "withdraw_adjustment_",
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
    "assessment.open_cycle": TOWN_ROLES,
    "assessment.advance_cycle": TOWN_ROLES,
    "assessment.run_tally": TOWN_ROLES,
    "assessment.export_cycle": TOWN_ROLES,
    "assessment.try_scheme": TOWN_ROLES,
    "assessment.watch_progress": TOWN_ROLES,
    **SEEDLING_PERMISSIONS,
    **APPRAISAL_PERMISSIONS,
}
