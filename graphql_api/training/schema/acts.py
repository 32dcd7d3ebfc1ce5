"""The acts of training as mutations: each takes one input and answers with what it changed."""

from datetime import date
from decimal import Decimal

import strawberry

from governance_core import training as core
from graphql_api.organisation import NameInput, PeriodInput
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act
from graphql_api.training import service
from graphql_api.training.schema.competences import AssessedCompetence
from graphql_api.training.schema.enums import Audience, Format
from graphql_api.training.schema.frameworks import CompetencyFramework, TrainingProgramme
from graphql_api.training.schema.plans import TrainingPlan
from graphql_api.training.schema.sessions import TrainingSession


@strawberry.input(description="Something that one can be able to do. 能力")
class CompetencyInput:
    """A competency."""

    code: str = strawberry.field(description="Its code, used once in the framework. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    description: NameInput | None = strawberry.field(default=None, description="What belongs to it. 说明")

    def competency(self) -> core.Competency:
        """The core's value."""
        description = self.description.text() if self.description else None
        return core.Competency(code=self.code, title=self.title.text(), description=description)


@strawberry.input(description="What a kind of post demands of its holder. 岗位能力要求")
class RequirementInput:
    """A requirement."""

    post_kind: str = strawberry.field(description="The kind of post, by code. 职位类别")
    competency: str = strawberry.field(description="The competency, by code. 能力")
    level: int = strawberry.field(description="The least level that will do. 要求等级")
    weight: Decimal = strawberry.field(default=Decimal(1), description="How much one missing level matters. 权重")

    def requirement(self) -> core.Requirement:
        """The core's value."""
        return core.Requirement(
            post_kind=self.post_kind, competency=self.competency, level=self.level, weight=self.weight
        )


@strawberry.input(description="A framework, or the next version of the one with its code. 拟定胜任力框架")
class DraftFrameworkInput:
    """Input of `draftFramework`."""

    code: str = strawberry.field(description="What all its versions share. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    levels: list[NameInput] = strawberry.field(description="What the levels 1, 2, 3 … are called. 等级")
    competencies: list[CompetencyInput] = strawberry.field(description="What can be demanded. 能力")
    requirements: list[RequirementInput] = strawberry.field(description="What each kind of post demands. 岗位要求")


@strawberry.input(description="A framework that is put in force. 发布胜任力框架")
class PublishFrameworkInput:
    """Input of `publishFramework`."""

    framework: strawberry.ID = strawberry.field(description="The framework. 胜任力框架")


@strawberry.input(description="What somebody learns by taking part. 培训成效")
class LearningOutcomeInput:
    """A learning outcome."""

    competency: str = strawberry.field(description="The competency, by code. 能力")
    from_level: int = strawberry.field(default=0, description="The level that one must have. 起点等级")
    to_level: int = strawberry.field(description="The level that one reaches. 达到等级")


@strawberry.input(description="A programme of the town's own. 新增培训项目")
class AddTrainingProgrammeInput:
    """Input of `addTrainingProgramme`."""

    code: str = strawberry.field(description="Its code. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    format: Format = strawberry.field(description="How it is given. 培训形式")
    hours: Decimal = strawberry.field(description="How long one session takes. 学时")
    seats: int = strawberry.field(description="How many can take part in one session. 名额")
    outcomes: list[LearningOutcomeInput] = strawberry.field(description="What one learns. 培训成效")
    audiences: list[Audience] = strawberry.field(description="Whom it is for. 培训对象")

    def programme(self) -> core.Programme:
        """The core's value."""
        return core.Programme(
            code=self.code,
            title=self.title.text(),
            format=self.format,
            hours=self.hours,
            seats=self.seats,
            outcomes=tuple(
                core.LearningOutcome(competency=one.competency, from_level=one.from_level, to_level=one.to_level)
                for one in self.outcomes
            ),
            audiences=tuple(self.audiences),
        )


@strawberry.input(description="A session that was held. 登记培训")
class HoldTrainingSessionInput:
    """Input of `holdTrainingSession`."""

    programme: strawberry.ID = strawberry.field(description="What was held. 培训项目")
    unit: strawberry.ID = strawberry.field(description="Where, or for whose people. 单位")
    held_on: date = strawberry.field(description="The day. 培训日期")
    participants: list[strawberry.ID] = strawberry.field(description="Who took part. 参训人员")
    plan: strawberry.ID | None = strawberry.field(default=None, description="The plan it fulfils. 培训计划")


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

    @act(description="A framework is drafted: sound, and not yet in force. 拟定胜任力框架")
    async def draft_framework(self, info: Info, input: DraftFrameworkInput) -> CompetencyFramework:  # noqa: A002 -- as in GraphQL
        """A framework is drafted."""
        key = await service.draft(
            info.context.begin,
            code=input.code,
            title=input.title.text(),
            levels=[one.text() for one in input.levels],
            competencies=[one.competency() for one in input.competencies],
            requirements=[one.requirement() for one in input.requirements],
        )
        return await shown(info, CompetencyFramework, key)

    @act(description="A framework is put in force; from now on it never changes. 发布胜任力框架")
    async def publish_framework(self, info: Info, input: PublishFrameworkInput) -> CompetencyFramework:  # noqa: A002 -- as in GraphQL
        """A framework is put in force."""
        key = await service.release(
            info.context.begin,
            framework=key_of(input.framework, "CompetencyFramework", path=("input", "framework")),
        )
        return await shown(info, CompetencyFramework, key)

    @act(description="A programme of the town's own is added. 新增培训项目")
    async def add_training_programme(self, info: Info, input: AddTrainingProgrammeInput) -> TrainingProgramme:  # noqa: A002 -- as in GraphQL
        """A programme is added."""
        key = await service.add_programme(info.context.begin, programme=input.programme())
        return await shown(info, TrainingProgramme, key)

    @act(description="A programme was held, and these people took part. 登记培训")
    async def hold_training_session(self, info: Info, input: HoldTrainingSessionInput) -> TrainingSession:  # noqa: A002 -- as in GraphQL
        """A session was held."""
        key = await service.hold(
            info.context.begin,
            programme=key_of(input.programme, "TrainingProgramme", path=("input", "programme")),
            unit=key_of(input.unit, "Unit", path=("input", "unit")),
            held_on=input.held_on,
            participants=[
                key_of(one, "Person", path=("input", "participants", str(place)))
                for place, one in enumerate(input.participants)
            ],
            plan=key_of(input.plan, "TrainingPlan", path=("input", "plan")) if input.plan else None,
        )
        return await shown(info, TrainingSession, key)

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
