"""The acts of the assessment, the score and its sentences: pure functions that return the new state, or refuse."""

from governance_core.assessment.rules.adjustments import adjust, withdraw_adjustment
from governance_core.assessment.rules.appeals import assign_appeal, decide_appeal, raise_appeal
from governance_core.assessment.rules.appraisals import decide_grade, review, self_assess
from governance_core.assessment.rules.cycles import ALLOWED, advance_cycle, open_cycle, refuse_act
from governance_core.assessment.rules.grade_sentences import explain_proposal
from governance_core.assessment.rules.grades import annual_points, propose_grades, top_places
from governance_core.assessment.rules.measures import measure_faults
from governance_core.assessment.rules.records import reject_record, submit_record, verify_record, withdraw_record
from governance_core.assessment.rules.roll_ups import change_of_roll_up, indicator_scores, rolled_up, unit_of_record
from governance_core.assessment.rules.schemes import draft_scheme, publish_scheme, revise_scheme, scheme_in_force
from governance_core.assessment.rules.scores import score
from governance_core.assessment.rules.sentences import explain
from governance_core.assessment.rules.strictness import strictness

__all__ = [
    "ALLOWED",
    "adjust",
    "advance_cycle",
    "annual_points",
    "assign_appeal",
    "change_of_roll_up",
    "decide_appeal",
    "decide_grade",
    "draft_scheme",
    "explain",
    "explain_proposal",
    "indicator_scores",
    "measure_faults",
    "open_cycle",
    "propose_grades",
    "publish_scheme",
    "raise_appeal",
    "refuse_act",
    "reject_record",
    "review",
    "revise_scheme",
    "rolled_up",
    "scheme_in_force",
    "score",
    "self_assess",
    "strictness",
    "submit_record",
    "top_places",
    "unit_of_record",
    "verify_record",
    "withdraw_adjustment",
    "withdraw_record",
]
