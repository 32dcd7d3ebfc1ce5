"""The tables of training, and how the core's values are loaded from them and stored in them."""

from graphql_api.training.tables.demands import (
    add_competence,
    add_competencies,
    add_frameworks,
    competence_of,
    framework_of,
    store_framework_publication,
)
from graphql_api.training.tables.plans import add_plan, plan_of, store_plan_publication
from graphql_api.training.tables.programmes import (
    add_programmes,
    add_session,
    programme_of,
    sessions_of,
    store_programme,
)
from graphql_api.training.tables.rows import (
    CompetenceRow,
    CompetencyRow,
    FrameworkRow,
    GapRow,
    ParticipationRow,
    PlanRow,
    ProgrammeRow,
    SessionRow,
    StandingRow,
)
from graphql_api.training.tables.standings import load_standings, places_of, store_standings, told_gaps

__all__ = [
    "CompetenceRow",
    "CompetencyRow",
    "FrameworkRow",
    "GapRow",
    "ParticipationRow",
    "PlanRow",
    "ProgrammeRow",
    "SessionRow",
    "StandingRow",
    "add_competence",
    "add_competencies",
    "add_frameworks",
    "add_plan",
    "add_programmes",
    "add_session",
    "competence_of",
    "framework_of",
    "load_standings",
    "places_of",
    "plan_of",
    "programme_of",
    "sessions_of",
    "store_framework_publication",
    "store_plan_publication",
    "store_programme",
    "store_standings",
    "told_gaps",
]
