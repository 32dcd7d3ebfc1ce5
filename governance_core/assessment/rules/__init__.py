"""The acts of the assessment, the score and its sentences: pure functions that return the new state, or refuse."""

from governance_core.assessment.rules.formulas import formula_faults, formula_order, parse_formula
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
from governance_core.assessment.rules.step_sentences import explain_step
from governance_core.assessment.rules.steps import evaluate

__all__ = [
    "change_of_roll_up",
    "draft_scheme",
    "evaluate",
    "explain",
    "explain_step",
    "formula_faults",
    "formula_order",
    "indicator_scores",
    "measure_faults",
    "parse_formula",
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
