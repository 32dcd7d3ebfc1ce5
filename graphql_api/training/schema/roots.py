"""The root fields of training."""

import strawberry

from graphql_api.platform.reading.fields import listed
from graphql_api.platform.reading.paging import Connection
from graphql_api.training.schema.frameworks import CompetencyFramework, ProgrammeFilter, TrainingProgramme
from graphql_api.training.schema.plans import PlanFilter, TrainingPlan


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
