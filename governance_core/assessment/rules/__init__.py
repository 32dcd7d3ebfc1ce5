"""The acts of the assessment, the score and its sentences: pure functions that return the new state, or refuse."""

from governance_core.assessment.rules.adjustments import (
    adjust,
    withdraw_adjustment,
)
from governance_core.assessment.rules.appeals import (
    assign_appeal,
    decide_appeal,
    raise_appeal,
)
from governance_core.assessment.rules.appraisals import (
    decide_grade,
    review,
    self_assess,
)
from governance_core.assessment.rules.changes import (
    Add,
    LeaveOut,
    Remeasure,
    Reweigh,
    SchemeChange,
    changed_dimensions,
)
from governance_core.assessment.rules.cycle_faults import (
    grading_faults,
)
from governance_core.assessment.rules.cycle_scores import (
    candidate,
    dimension_points,
    result_sums,
    score_cycle,
)
from governance_core.assessment.rules.cycles import (
    ALLOWED,
    advance_cycle,
    open_cycle,
    refuse_act,
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
from governance_core.assessment.rules.grade_sentences import (
    explain_proposal,
)
from governance_core.assessment.rules.grades import (
    in_excellent_unit,
    most_places,
    people_for_a_place,
    propose_grades,
    refuse_without_places,
    top_places,
)
from governance_core.assessment.rules.improvements import (
    improvements,
)
from governance_core.assessment.rules.in_force import (
    days_in_force,
    is_about,
    scheme_in_force,
)
from governance_core.assessment.rules.known_then import (
    adjustments_then,
    known_when,
)
from governance_core.assessment.rules.lines import (
    IndicatorLine,
    indicator_lines,
)
from governance_core.assessment.rules.measures import (
    measure_faults,
)
from governance_core.assessment.rules.move_sentences import (
    explain_move,
)
from governance_core.assessment.rules.movers import (
    movers,
)
from governance_core.assessment.rules.moves import (
    indicator_moves,
    restate,
)
from governance_core.assessment.rules.open_acts import (
    acts_open,
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
    units_above,
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
    absence,
    segments_of_unit,
    segments_served,
)
from governance_core.assessment.rules.step_sentences import (
    explain_step,
)
from governance_core.assessment.rules.steps import (
    evaluate,
)
from governance_core.assessment.rules.strictness import (
    strictness,
)
from governance_core.assessment.rules.verification import (
    reject_record,
    return_record,
    verify_record,
    withdraw_record,
)
from governance_core.assessment.rules.what_if import (
    CaseOfWork,
    compare_schemes,
    compared,
    places_tried,
    shifted_scheme,
    try_scheme,
)

__all__ = [
    "ALLOWED",
    "Acting",
    "Add",
    "CaseOfWork",
    "IndicatorLine",
    "LeaveOut",
    "Remeasure",
    "Reweigh",
    "SchemeChange",
    "absence",
    "acts_open",
    "adjust",
    "adjustments_then",
    "advance_cycle",
    "arithmetic",
    "assign_appeal",
    "candidate",
    "change_mentor",
    "change_of_roll_up",
    "changed_dimensions",
    "compare_schemes",
    "compared",
    "days_in_force",
    "decide_appeal",
    "decide_grade",
    "development_progress",
    "dimension_points",
    "draft_scheme",
    "end_seedling",
    "evaluate",
    "explain",
    "explain_development",
    "explain_improvement",
    "explain_move",
    "explain_progress",
    "explain_proposal",
    "explain_step",
    "formula_faults",
    "formula_order",
    "grading_faults",
    "improvements",
    "in_excellent_unit",
    "indicator_lines",
    "indicator_moves",
    "indicator_scores",
    "inherit_scheme",
    "is_about",
    "known_when",
    "measure_faults",
    "most_places",
    "movers",
    "nominate_seedling",
    "observe_seedling",
    "open_cycle",
    "parse_formula",
    "people_for_a_place",
    "places_tried",
    "plan_development",
    "progress",
    "propose_grades",
    "publish_scheme",
    "raise_appeal",
    "reach_goal",
    "refuse_act",
    "refuse_without_places",
    "reject_record",
    "restate",
    "result_sums",
    "return_record",
    "review",
    "revise_scheme",
    "rolled_up",
    "scheme_in_force",
    "score",
    "score_cycle",
    "score_segments",
    "segments_of_unit",
    "segments_served",
    "self_assess",
    "shifted_scheme",
    "strictness",
    "submit_record",
    "top_places",
    "try_scheme",
    "unit_of_record",
    "units_above",
    "verify_record",
    "warnings",
    "withdraw_adjustment",
    "withdraw_record",
]
