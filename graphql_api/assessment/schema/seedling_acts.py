"""The acts on reserve cadres as mutations, and what they take."""

from datetime import date

import strawberry

from governance_core import assessment as core
from graphql_api.assessment import service
from graphql_api.assessment.schema.enums import SeedlingStatus
from graphql_api.assessment.schema.seedlings import Seedling, SeedlingObservation
from graphql_api.organisation import NameInput, PeriodInput
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act

SEEDLING = "The nomination. 培养对象"


@strawberry.input(description="A reserve cadre is nominated, by the caller. 提名培养对象")
class NominateSeedlingInput:
    """Input of `nominateSeedling`."""

    person: strawberry.ID = strawberry.field(description="Who, and not the caller. 人员")
    unit: strawberry.ID = strawberry.field(description="The unit that answers for them. 责任单位")
    aims_for: str = strawberry.field(description="The kind of post they are prepared for, by code. 培养方向")
    period: PeriodInput = strawberry.field(description="The days; an end is when somebody has to decide. 培养期")
    mentor: strawberry.ID = strawberry.field(
        description="Who is responsible from the first day on, and holds a post on it. 培养责任人"
    )


@strawberry.input(description="Somebody else is responsible for a reserve cadre. 更换培养责任人")
class ChangeMentorInput:
    """Input of `changeMentor`."""

    seedling: strawberry.ID = strawberry.field(description=SEEDLING)
    mentor: strawberry.ID = strawberry.field(description="Who, and holds a post on that day. 培养责任人")
    on: date = strawberry.field(description="From this day on. 生效日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A goal of a plan. 培养目标")
class DevelopmentGoalInput:
    """A goal."""

    code: str = strawberry.field(description="What names it in all versions of the plan. 代码")
    title: NameInput = strawberry.field(description="What is to be reached. 目标")
    due_on: date = strawberry.field(description="The last day on which that is in time. 完成期限")
    competency: str | None = strawberry.field(default=None, description="The competency it builds, by code. 对应能力")

    def goal(self) -> core.DevelopmentGoal:
        """The core's value."""
        return core.DevelopmentGoal(
            code=self.code, title=self.title.text(), due_on=self.due_on, competency=self.competency
        )


@strawberry.input(description="A plan is made, or changed from today on. 制定培养计划")
class PlanDevelopmentInput:
    """Input of `planDevelopment`."""

    seedling: strawberry.ID = strawberry.field(description=SEEDLING)
    goals: list[DevelopmentGoalInput] = strawberry.field(
        description="All its goals, 1 to 20; what is reached stays as it was. 培养目标"
    )
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="The caller has seen something of a reserve cadre's work. 记录培养观察")
class ObserveSeedlingInput:
    """Input of `observeSeedling`."""

    seedling: strawberry.ID = strawberry.field(description=SEEDLING)
    observed_on: date = strawberry.field(description="The day. 观察日期")
    text: str = strawberry.field(
        description="What was done, in at most 2,000 characters; nothing about anybody's attitude. 工作事实"
    )
    record: strawberry.ID | None = strawberry.field(
        default=None, description="The progress record about them that it is about. 相关记录"
    )


@strawberry.input(description="A verified record shows that a goal was reached. 认定目标达成")
class ReachGoalInput:
    """Input of `reachGoal`."""

    seedling: strawberry.ID = strawberry.field(description=SEEDLING)
    goal: str = strawberry.field(description="The goal's code. 目标代码")
    record: strawberry.ID = strawberry.field(
        description="A verified record about them, of a day since the nomination. 依据记录"
    )
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="Somebody is no reserve cadre any more. 结束培养")
class EndSeedlingInput:
    """Input of `endSeedling`."""

    seedling: strawberry.ID = strawberry.field(description=SEEDLING)
    status: SeedlingStatus = strawberry.field(description="APPOINTED or RELEASED. 结果")
    on: date = strawberry.field(description="The first day on which they are none. 结束日期")
    reason: str | None = strawberry.field(default=None, description="Why; needed where they are released. 原因")
    appointment: strawberry.ID | None = strawberry.field(
        default=None, description="The appointment for which they leave, begun since the nomination. 任职"
    )
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


def _seedling(value: str) -> str:
    return key_of(value, "Seedling", path=("input", "seedling"))


def _record(value: str) -> str:
    return key_of(value, "ProgressRecord", path=("input", "record"))


@strawberry.type
class SeedlingMutation:
    """The acts on talent seedlings."""

    @act(description="A person is nominated as a reserve cadre, with a mentor from the first day. 提名培养对象")
    async def nominate_seedling(self, info: Info, input: NominateSeedlingInput) -> Seedling:  # noqa: A002 -- as in GraphQL
        """A seedling is nominated."""
        key = await service.nominate(
            info.context.begin,
            person=key_of(input.person, "Person", path=("input", "person")),
            unit=key_of(input.unit, "Unit", path=("input", "unit")),
            aims_for=input.aims_for,
            period=input.period.period(),
            mentor=key_of(input.mentor, "Person", path=("input", "mentor")),
        )
        return await shown(info, Seedling, key)

    @act(description="Somebody else is responsible for a reserve cadre from a day on. 更换培养责任人")
    async def change_mentor(self, info: Info, input: ChangeMentorInput) -> Seedling:  # noqa: A002 -- as in GraphQL
        """A mentor hands over."""
        key = await service.hand_over(
            info.context.begin,
            seedling=_seedling(input.seedling),
            mentor=key_of(input.mentor, "Person", path=("input", "mentor")),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Seedling, key)

    @act(description="A reserve cadre's plan is made, or changed; what it said before stays known. 制定培养计划")
    async def plan_development(self, info: Info, input: PlanDevelopmentInput) -> Seedling:  # noqa: A002 -- as in GraphQL
        """A plan is made."""
        key = await service.plan(
            info.context.begin,
            seedling=_seedling(input.seedling),
            goals=[one.goal() for one in input.goals],
            expected=input.expected_version,
        )
        return await shown(info, Seedling, key)

    @act(description="The mentor or a reviewer writes down what a reserve cadre did. 记录培养观察")
    async def observe_seedling(self, info: Info, input: ObserveSeedlingInput) -> SeedlingObservation:  # noqa: A002 -- as in GraphQL
        """A seedling is observed."""
        key = await service.observe(
            info.context.begin,
            seedling=_seedling(input.seedling),
            observed_on=input.observed_on,
            text=input.text.strip(),
            record=_record(input.record) if input.record else None,
        )
        return await shown(info, SeedlingObservation, key)

    @act(description="A verified record shows that a goal of the plan was reached. 认定目标达成")
    async def reach_goal(self, info: Info, input: ReachGoalInput) -> Seedling:  # noqa: A002 -- as in GraphQL
        """A goal is reached."""
        key = await service.reach(
            info.context.begin,
            seedling=_seedling(input.seedling),
            goal=input.goal,
            record=_record(input.record),
            expected=input.expected_version,
        )
        return await shown(info, Seedling, key)

    @act(description="A reserve cadre was appointed to a post, or is released for a reason. 结束培养")
    async def end_seedling(self, info: Info, input: EndSeedlingInput) -> Seedling:  # noqa: A002 -- as in GraphQL
        """A nomination ends."""
        key = await service.end(
            info.context.begin,
            seedling=_seedling(input.seedling),
            status=input.status,
            on=input.on,
            reason=input.reason.strip() if input.reason else None,
            appointment=key_of(input.appointment, "Appointment", path=("input", "appointment"))
            if input.appointment
            else None,
            expected=input.expected_version,
        )
        return await shown(info, Seedling, key)
