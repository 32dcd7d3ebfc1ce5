"""The acts of the assessment, the score and its sentences: pure functions that return the new state, or refuse."""

from governance_core.assessment.rules.measures import measure_faults
from governance_core.assessment.rules.records import reject_record, submit_record, verify_record, withdraw_record
from governance_core.assessment.rules.roll_ups import (
    change_of_roll_up,
    indicator_scores,
    rolled_up,
    unit_of_record,
)
from governance_core.assessment.rules.schemes import draft_scheme, publish_scheme, revise_scheme, scheme_in_force
from governance_core.assessment.rules.scores import score
from governance_core.assessment.rules.sentences import explain

__all__ = [
    "change_of_roll_up",
    "draft_scheme",
    "explain",
    "indicator_scores",
    "measure_faults",
    "publish_scheme",
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
