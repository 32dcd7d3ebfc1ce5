"""The acts of the assessment, the score and its sentences: pure functions that return the new state, or refuse."""

from governance_core.assessment.rules.development import (
    development_progress,
    explain_progress,
    plan_development,
    reach_goal,
)
from governance_core.assessment.rules.measures import measure_faults
from governance_core.assessment.rules.records import reject_record, submit_record, verify_record, withdraw_record
from governance_core.assessment.rules.responsibility import Acting
from governance_core.assessment.rules.roll_ups import (
    change_of_roll_up,
    indicator_scores,
    rolled_up,
    unit_of_record,
)
from governance_core.assessment.rules.schemes import draft_scheme, publish_scheme, revise_scheme, scheme_in_force
from governance_core.assessment.rules.scores import score
from governance_core.assessment.rules.seedlings import (
    change_mentor,
    end_seedling,
    nominate_seedling,
    observe_seedling,
)
from governance_core.assessment.rules.sentences import explain

__all__ = [
    "Acting",
    "change_mentor",
    "change_of_roll_up",
    "development_progress",
    "draft_scheme",
    "end_seedling",
    "explain",
    "explain_progress",
    "indicator_scores",
    "measure_faults",
    "nominate_seedling",
    "observe_seedling",
    "plan_development",
    "publish_scheme",
    "reach_goal",
    "reject_record",
    "revise_scheme",
    "rolled_up",
    "scheme_in_force",
    "score",
    "submit_record",
    "unit_of_record",
    "verify_record",
    "withdraw_record",
]
