"""The acts of the assessment, the score and its sentences: pure functions that return the new state, or refuse."""

from governance_core.assessment.rules.changes import (
    Add,
    LeaveOut,
    Remeasure,
    Reweigh,
    SchemeChange,
    changed_dimensions,
)
from governance_core.assessment.rules.development import (
    development_progress,
    explain_development,
    plan_development,
    reach_goal,
)
from governance_core.assessment.rules.formulas import (
    formula_faults,
    formula_order,
    parse_formula,
)
from governance_core.assessment.rules.improvements import (
    improvements,
)
from governance_core.assessment.rules.in_force import (
    days_in_force,
    scheme_in_force,
)
from governance_core.assessment.rules.measures import (
    measure_faults,
)
from governance_core.assessment.rules.progress import (
    progress,
    warnings,
)
from governance_core.assessment.rules.records import (
    submit_record,
)
from governance_core.assessment.rules.responsibility import (
    Acting,
)
from governance_core.assessment.rules.roll_ups import (
    change_of_roll_up,
    indicator_scores,
    rolled_up,
    unit_of_record,
)
from governance_core.assessment.rules.schemes import (
    draft_scheme,
    inherit_scheme,
    publish_scheme,
    revise_scheme,
)
from governance_core.assessment.rules.scores import (
    score,
    score_segments,
)
from governance_core.assessment.rules.seedlings import (
    change_mentor,
    end_seedling,
    nominate_seedling,
    observe_seedling,
)
from governance_core.assessment.rules.sentences import (
    arithmetic,
    explain,
    explain_improvement,
    explain_progress,
)
from governance_core.assessment.rules.service import (
    segments_of_unit,
    segments_served,
)
from governance_core.assessment.rules.step_sentences import (
    explain_step,
)
from governance_core.assessment.rules.steps import (
    evaluate,
)
from governance_core.assessment.rules.verification import (
    reject_record,
    return_record,
    verify_record,
    withdraw_record,
)

__all__ = [
    "Acting",
    "Add",
    "LeaveOut",
    "Remeasure",
    "Reweigh",
    "SchemeChange",
    "arithmetic",
    "change_mentor",
    "change_of_roll_up",
    "changed_dimensions",
    "days_in_force",
    "development_progress",
    "draft_scheme",
    "end_seedling",
    "evaluate",
    "explain",
    "explain_development",
    "explain_improvement",
    "explain_progress",
    "explain_step",
    "formula_faults",
    "formula_order",
    "improvements",
    "indicator_scores",
    "inherit_scheme",
    "measure_faults",
    "nominate_seedling",
    "observe_seedling",
    "parse_formula",
    "plan_development",
    "progress",
    "publish_scheme",
    "reach_goal",
    "reject_record",
    "return_record",
    "revise_scheme",
    "rolled_up",
    "scheme_in_force",
    "score",
    "score_segments",
    "segments_of_unit",
    "segments_served",
    "submit_record",
    "unit_of_record",
    "verify_record",
    "warnings",
    "withdraw_record",
]
