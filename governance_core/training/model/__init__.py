"""What training keeps: frameworks, assessed competences and gaps, programmes and sessions, plans."""

from governance_core.training.model.codec import (
    framework_from_data,
    framework_to_data,
    open_gap_from_data,
    open_gap_to_data,
    programme_from_data,
    programme_to_data,
    session_from_data,
    session_to_data,
    unassessed_from_data,
    unassessed_to_data,
)
from governance_core.training.model.competence import (
    AssessedCompetence,
    Gap,
)
from governance_core.training.model.frameworks import (
    Competency,
    CompetencyFramework,
    FrameworkStatus,
    Level,
    Requirement,
)
from governance_core.training.model.plans import (
    ClosedGap,
    NextBest,
    OpenGap,
    OpenReason,
    PlanLimits,
    PlannedSession,
    PlanStatus,
    TrainingPlan,
    Unassessed,
)
from governance_core.training.model.programmes import (
    Audience,
    Coverage,
    Format,
    LearningOutcome,
    Programme,
    TrainingSession,
)

__all__ = [
    "AssessedCompetence",
    "Audience",
    "ClosedGap",
    "Competency",
    "CompetencyFramework",
    "Coverage",
    "Format",
    "FrameworkStatus",
    "Gap",
    "LearningOutcome",
    "Level",
    "NextBest",
    "OpenGap",
    "OpenReason",
    "PlanLimits",
    "PlanStatus",
    "PlannedSession",
    "Programme",
    "Requirement",
    "TrainingPlan",
    "TrainingSession",
    "Unassessed",
    "framework_from_data",
    "framework_to_data",
    "open_gap_from_data",
    "open_gap_to_data",
    "programme_from_data",
    "programme_to_data",
    "session_from_data",
    "session_to_data",
    "unassessed_from_data",
    "unassessed_to_data",
]
