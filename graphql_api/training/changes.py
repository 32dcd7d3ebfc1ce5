"""Which events subscribers are told, and what each is about."""

from governance_core.training import CompetenceAssessed, FrameworkReleased, PlanDrafted, PlanReleased, SessionHeld
from graphql_api.platform.changes import about

CHANGES = {
    **about("CompetencyFramework", "framework", FrameworkReleased),
    **about("AssessedCompetence", "competence", CompetenceAssessed),
    **about("TrainingPlan", "plan", PlanDrafted, PlanReleased),
    **about("TrainingSession", "session", SessionHeld),
}
