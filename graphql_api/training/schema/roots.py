"""The root fields of training."""

import strawberry

from graphql_api.platform.reading.fields import listed
from graphql_api.platform.reading.paging import Connection
from graphql_api.training.schema.frameworks import CompetencyFramework, ProgrammeFilter, TrainingProgramme
from graphql_api.training.schema.plans import PlanFilter, TrainingPlan
from graphql_api.training.schema.sessions import SessionFilter, TrainingSession


@strawberry.type
class TrainingQuery:
    """Root fields of training."""

    competency_frameworks: Connection[CompetencyFramework] = listed(
        "CompetencyFramework", description="Competency frameworks. 胜任力框架列表"
    )
    training_programmes: Connection[TrainingProgramme] = listed(
        "TrainingProgramme", filter=ProgrammeFilter, description="Training programmes. 培训项目列表"
    )
    training_plans: Connection[TrainingPlan] = listed(
        "TrainingPlan", filter=PlanFilter, description="Training plans, the latest first. 培训计划列表"
    )
    training_sessions: Connection[TrainingSession] = listed(
        "TrainingSession", filter=SessionFilter, description="Training held, the latest first. 培训场次列表"
    )
