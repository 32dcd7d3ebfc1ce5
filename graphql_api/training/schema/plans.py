"""Training plans in GraphQL."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import strawberry

from governance_core import training as core
from governance_core.training import open_gap_from_data, session_from_data, unassessed_from_data
from graphql_api.organisation import Person, Unit, Validity
from graphql_api.platform.context import Info
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import many, one, wanted_names
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.node import Node
from graphql_api.training.schema.enums import OpenReason, PlanStatus
from graphql_api.training.schema.frameworks import CompetencyFramework


@strawberry.type(description="What a session does for somebody. 提升")
class ClosedGap:
    """A closed gap."""

    person: Person | None = strawberry.field(description="For whom, where the caller may see them. 人员")
    competency: str = strawberry.field(description="In what, by code. 能力")
    from_level: int = strawberry.field(description="From which level. 起点等级")
    to_level: int = strawberry.field(description="To which level. 达到等级")
    worth: Decimal = strawberry.field(description="Levels times weight. 价值")


@strawberry.type(description="A session of a plan. 计划培训")
class PlannedSession:
    """A planned session."""

    session: strawberry.Private[core.PlannedSession]
    moment: strawberry.Private[Moment]
    number: int = strawberry.field(description="Its place in the order of choice. 序号")
    programme: str = strawberry.field(description="The programme, by code. 培训项目")
    hours: Decimal = strawberry.field(description="How long it takes. 学时")
    participants: int = strawberry.field(description="For how many people it is. 人数")
    worth: Decimal = strawberry.field(description="The sum of what it does. 价值")
    explanation: str = strawberry.field(description="Why it was chosen. 选择理由")

    @strawberry.field(description="What it does, for whom. 提升")
    async def closes(self, info: Info) -> list[ClosedGap]:
        """What it closes."""
        people = await _people(info, self.moment, [one.person for one in self.session.closes])
        return [
            ClosedGap(
                person=person,
                competency=one.competency,
                from_level=one.from_level,
                to_level=one.to_level,
                worth=one.worth,
            )
            for one, person in zip(self.session.closes, people, strict=True)
        ]


@strawberry.type(description="A gap that a plan leaves open. 未覆盖差距")
class OpenGap:
    """An open gap."""

    person: Person | None = strawberry.field(description="Whose, where the caller may see them. 人员")
    competency: str = strawberry.field(description="In what, by code. 能力")
    reached: int = strawberry.field(description="The level that will be there. 将达到等级")
    required: int = strawberry.field(description="The level demanded. 要求等级")
    reason: OpenReason = strawberry.field(description="Why it stays open. 原因")


@strawberry.type(description="A competency of somebody that nobody has assessed. 待评定")
class UnassessedCompetence:
    """What is to be assessed."""

    person: Person | None = strawberry.field(description="Whose, where the caller may see them. 人员")
    competency: str = strawberry.field(description="In what, by code. 能力")


async def _people(info: Info, moment: Moment, keys: Sequence[str]) -> list[Any]:
    reader, wanted = info.context.reader, wanted_names(info, "person")
    return await asyncio.gather(*(reader.get("Person", key, moment, wanted=wanted) for key in keys))


@strawberry.input(description="Which plans. 计划筛选")
class PlanFilter:
    """Conditions on plans."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"unit": ("Unit",)}

    unit: strawberry.ID | None = strawberry.field(default=None, description="Of this unit.")
    status: PlanStatus | None = strawberry.field(default=None, description="With this status.")


@strawberry.type(description="Which sessions close which gaps of a unit's people in a period. 培训计划")
class TrainingPlan(Node):
    """A plan."""

    moment_: strawberry.Private[Any]
    period_from: strawberry.Private[date]
    period_to: strawberry.Private[date]
    session_data: strawberry.Private[Any]
    open_gap_data: strawberry.Private[Any]
    unassessed_data: strawberry.Private[Any]
    status: PlanStatus = strawberry.field(description="Draft or published. 状态")
    published_at: datetime | None = strawberry.field(description="When it was published. 发布时间")
    recorded_at: datetime = strawberry.field(description="When it was drafted. 拟定时间")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    unit: Unit | None = one("unit", description="Whose people it is for. 单位")
    framework: CompetencyFramework | None = one("framework", description="What gaps are measured by. 胜任力框架")

    @strawberry.field(description="When. 计划期间")
    def period(self) -> Validity:
        """The period."""
        return Validity(from_=self.period_from, to=self.period_to)

    @strawberry.field(description="What is to be held, the best first. 培训安排")
    def sessions(self, info: Info) -> list[PlannedSession]:
        """The sessions."""
        return [
            PlannedSession(
                session=one,
                moment=self.moment_,
                number=one.number,
                programme=one.programme,
                hours=one.hours,
                participants=len(one.participants),
                worth=one.worth,
                explanation=core.explain_session(one, info.context.language),
            )
            for one in map(session_from_data, self.session_data)
        ]

    @strawberry.field(description="What stays open, and why. 未覆盖差距")
    async def open_gaps(self, info: Info) -> list[OpenGap]:
        """The open gaps."""
        found = [open_gap_from_data(one) for one in self.open_gap_data]
        people = await _people(info, self.moment_, [one.person for one in found])
        return [
            OpenGap(
                person=person,
                competency=one.competency,
                reached=one.reached,
                required=one.required,
                reason=one.reason,
            )
            for one, person in zip(found, people, strict=True)
        ]

    @strawberry.field(description="Who is to be assessed first. 待评定")
    async def unassessed(self, info: Info) -> list[UnassessedCompetence]:
        """Who is unassessed."""
        found = [unassessed_from_data(one) for one in self.unassessed_data]
        people = await _people(info, self.moment_, [one.person for one in found])
        return [
            UnassessedCompetence(person=person, competency=one.competency)
            for one, person in zip(found, people, strict=True)
        ]


@strawberry.type
class TrainedUnit:
    """What training adds to a unit."""

    training_plans: Connection[TrainingPlan] = many(
        "training_plans", filter=PlanFilter, description="Its training plans, the latest first. 培训计划"
    )
