"""The acts of training as mutations: each takes one input and answers with what it changed."""

from datetime import date
from decimal import Decimal

import strawberry

from graphql_api.organisation import PeriodInput
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act
from graphql_api.training import service
from graphql_api.training.schema.competences import AssessedCompetence
from graphql_api.training.schema.plans import TrainingPlan


@strawberry.input(description="What somebody was found able to do. 评定能力")
class AssessCompetenceInput:
    """Input of `assessCompetence`."""

    framework: strawberry.ID = strawberry.field(description="By which scale. 胜任力框架")
    person: strawberry.ID = strawberry.field(description="Who. 被评定人")
    competency: str = strawberry.field(description="In what, by code. 能力")
    level: int = strawberry.field(description="The level found; 0 where it was not demonstrated. 等级")
    assessed_on: date = strawberry.field(description="The day. 评定日期")
    basis: str = strawberry.field(description="What the finding rests on. 评定依据")


@strawberry.input(description="A plan that is to be made. 拟定培训计划")
class DraftTrainingPlanInput:
    """Input of `draftTrainingPlan`."""

    framework: strawberry.ID = strawberry.field(description="What gaps are measured by. 胜任力框架")
    unit: strawberry.ID = strawberry.field(description="Whose people it is for. 单位")
    period: PeriodInput = strawberry.field(description="When; it has an end. 计划期间")
    sessions: int = strawberry.field(description="How many sessions the unit can bear. 最多场次")
    hours_per_person: Decimal = strawberry.field(description="How many hours a person can bear. 人均学时上限")


@strawberry.input(description="A plan that is put in force. 发布培训计划")
class PublishTrainingPlanInput:
    """Input of `publishTrainingPlan`."""

    plan: strawberry.ID = strawberry.field(description="The plan. 计划")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.type
class TrainingMutation:
    """The acts of training."""

    @act(description="Somebody is found to be at a level of a competency. 评定能力")
    async def assess_competence(self, info: Info, input: AssessCompetenceInput) -> AssessedCompetence:  # noqa: A002 -- as in GraphQL
        """Somebody is assessed."""
        key = await service.assess(
            info.context.begin,
            framework=key_of(input.framework, "CompetencyFramework", path=("input", "framework")),
            person=key_of(input.person, "Person", path=("input", "person")),
            competency=input.competency,
            level=input.level,
            assessed_on=input.assessed_on,
            basis=input.basis.strip(),
        )
        return await shown(info, AssessedCompetence, key)

    @act(description="A plan is drafted from the gaps of the day, and says why. 拟定培训计划")
    async def draft_training_plan(self, info: Info, input: DraftTrainingPlanInput) -> TrainingPlan:  # noqa: A002 -- as in GraphQL
        """A plan is drafted."""
        key = await service.draft_plan(
            info.context.begin,
            framework=key_of(input.framework, "CompetencyFramework", path=("input", "framework")),
            unit=key_of(input.unit, "Unit", path=("input", "unit")),
            period=input.period.period(),
            sessions=input.sessions,
            hours_per_person=input.hours_per_person,
        )
        return await shown(info, TrainingPlan, key)

    @act(description="A plan is put in force. 发布培训计划")
    async def publish_training_plan(self, info: Info, input: PublishTrainingPlanInput) -> TrainingPlan:  # noqa: A002 -- as in GraphQL
        """A plan is published."""
        key = await service.publish(
            info.context.begin,
            plan=key_of(input.plan, "TrainingPlan", path=("input", "plan")),
            expected=input.expected_version,
        )
        return await shown(info, TrainingPlan, key)
