"""Frameworks, gaps, programmes and plans in GraphQL."""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import strawberry

from governance_core import training as core
from governance_core.training import (
    Audience,
    Format,
    FrameworkStatus,
    OpenReason,
    PlanStatus,
    framework_from_data,
    open_gap_from_data,
    programme_from_data,
    session_from_data,
    unassessed_from_data,
)
from governance_core.values import FrameworkId, Value
from graphql_api.organisation import Person, Unit, Validity
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import (
    AS_OF,
    KNOWN_AT,
    asked_moment,
    asked_page,
    listed,
    one,
    wanted_names,
    wanted_of_nodes,
)
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.node import Node
from graphql_api.training import queries

strawberry.enum(FrameworkStatus, description="Whether a framework may still be changed. 框架状态")
strawberry.enum(Format, name="TrainingFormat", description="How training is given. 培训形式")
strawberry.enum(Audience, name="TrainingAudience", description="Whom training is for. 培训对象")
strawberry.enum(PlanStatus, name="TrainingPlanStatus", description="Whether a plan is in force. 计划状态")
strawberry.enum(OpenReason, name="OpenGapReason", description="Why a gap stays open. 未覆盖原因")

AsOf = Annotated[date | None, strawberry.argument(description=AS_OF)]
KnownAt = Annotated[datetime | None, strawberry.argument(description=KNOWN_AT)]


@strawberry.type(description="Something that one can be able to do. 能力")
class Competency:
    """A competency."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")


@strawberry.type(description="What a kind of post demands of its holder. 岗位能力要求")
class CompetencyRequirement:
    """A requirement."""

    post_kind: str = strawberry.field(description="The kind of post, by code. 职位类别")
    competency: str = strawberry.field(description="The competency, by code. 能力")
    level: int = strawberry.field(description="The least level that will do. 要求等级")
    weight: Decimal = strawberry.field(description="How much one missing level matters. 权重")


@strawberry.type(description="What can be demanded, in which degrees, and what each post demands. 胜任力框架")
class CompetencyFramework(Node):
    """A framework, in one version."""

    moment_: strawberry.Private[Any]
    content: strawberry.Private[Any]
    code: str = strawberry.field(description="What all its versions share. 代码")
    version: int = strawberry.field(description="1, 2, 3 … 版本")
    title: str = strawberry.field(description="What it is called. 名称")
    status: FrameworkStatus = strawberry.field(description="Draft or published. 状态")
    published_at: datetime | None = strawberry.field(description="When it was published. 发布时间")

    def read(self) -> core.CompetencyFramework:
        """The core's value."""
        return framework_from_data(self.content, id=FrameworkId(self.key))

    @strawberry.field(description="What its levels 1, 2, 3 … are called. 等级")
    def levels(self, info: Info) -> list[str]:
        """The levels."""
        return [level.title.in_language(info.context.language) for level in self.read().levels]

    @strawberry.field(description="What can be demanded. 能力")
    def competencies(self, info: Info) -> list[Competency]:
        """The competencies."""
        language = info.context.language
        return [Competency(code=one.code, title=one.title.in_language(language)) for one in self.read().competencies]

    @strawberry.field(description="What each kind of post demands. 岗位能力要求")
    def requirements(self) -> list[CompetencyRequirement]:
        """The requirements."""
        return [
            CompetencyRequirement(
                post_kind=one.post_kind, competency=one.competency, level=one.level, weight=one.weight
            )
            for one in self.read().requirements
        ]


@strawberry.type(description="What somebody learns by taking part. 培训成效")
class LearningOutcome:
    """A learning outcome."""

    competency: str = strawberry.field(description="The competency, by code. 能力")
    from_level: int = strawberry.field(description="The level that one must have. 起点等级")
    to_level: int = strawberry.field(description="The level that one reaches. 达到等级")


@strawberry.input(description="Which programmes. 项目筛选")
class ProgrammeFilter:
    """Conditions on programmes."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    format: Format | None = strawberry.field(default=None, description="Given in this way.")


@strawberry.type(description="A training programme. 培训项目")
class TrainingProgramme(Node):
    """A programme."""

    moment_: strawberry.Private[Any]
    content: strawberry.Private[Any]
    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    format: Format = strawberry.field(description="How it is given. 培训形式")

    def read(self) -> core.Programme:
        """The core's value."""
        return programme_from_data(self.content)

    @strawberry.field(description="How long one session takes. 学时")
    def hours(self) -> Decimal:
        """The hours."""
        return self.read().hours

    @strawberry.field(description="How many can take part in one session. 名额")
    def seats(self) -> int:
        """The seats."""
        return self.read().seats

    @strawberry.field(description="Whom it is for. 培训对象")
    def audiences(self) -> list[Audience]:
        """The audiences."""
        return list(self.read().audiences)

    @strawberry.field(description="What one learns. 培训成效")
    def outcomes(self) -> list[LearningOutcome]:
        """The outcomes."""
        return [
            LearningOutcome(competency=one.competency, from_level=one.from_level, to_level=one.to_level)
            for one in self.read().outcomes
        ]


@strawberry.type(description="That somebody was found to be at a level of a competency. 能力评定")
class AssessedCompetence(Node):
    """An assessed competence."""

    moment_: strawberry.Private[Any]
    competency: str = strawberry.field(description="In what, by code. 能力")
    level: int = strawberry.field(description="The level found; 0 where it was not demonstrated. 等级")
    assessed_on: date = strawberry.field(description="The day. 评定日期")
    basis: str = strawberry.field(description="What the finding rests on. 评定依据")
    recorded_at: datetime = strawberry.field(description="Since when this has been known. 记录时间")
    person: Person | None = one("person", description="Who. 被评定人")
    assessor: Person | None = one("assessor", description="Who assessed. 评定人")
    framework: CompetencyFramework | None = one("framework", description="By which scale. 胜任力框架")


@strawberry.type(description="A competency that posts demand, beside what was found. 能力差距")
class CompetenceGap:
    """A gap."""

    competency: str = strawberry.field(description="In what, by code. 能力")
    title: str = strawberry.field(description="What the competency is called. 名称")
    required: int = strawberry.field(description="The level demanded. 要求等级")
    post_kinds: list[str] = strawberry.field(description="The kinds of posts that demand it. 职位类别")
    level: int | None = strawberry.field(description="The level found; null where nobody has assessed it. 现有等级")
    size: int | None = strawberry.field(description="How many levels are missing; null where not assessed. 差距")
    weight: Decimal = strawberry.field(description="How much one missing level matters. 权重")


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
    number: int = strawberry.field(description="Its place in the order of choice. 序号")
    programme: str = strawberry.field(description="The programme, by code. 培训项目")
    hours: Decimal = strawberry.field(description="How long it takes. 学时")
    participants: int = strawberry.field(description="For how many people it is. 人数")
    worth: Decimal = strawberry.field(description="The sum of what it does. 价值")
    explanation: str = strawberry.field(description="Why it was chosen. 选择理由")

    @strawberry.field(description="What it does, for whom. 提升")
    async def closes(self, info: Info) -> list[ClosedGap]:
        """What it closes."""
        people = await _people(info, [one.person for one in self.session.closes])
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


async def _people(info: Info, keys: list[Any]) -> list[Any]:
    reader = info.context.reader
    return await asyncio.gather(*(reader.get("Person", key, wanted=wanted_names(info, "person")) for key in keys))


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
        people = await _people(info, [one.person for one in found])
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
        people = await _people(info, [one.person for one in found])
        return [
            UnassessedCompetence(person=person, competency=one.competency)
            for one, person in zip(found, people, strict=True)
        ]


@strawberry.type
class TrainedPerson:
    """What training adds to a person."""

    @strawberry.field(
        description="What the person's posts demand beside what was found; null where there is no framework, or where "
        "the caller may not see it. 能力差距"
    )
    async def competence_gaps(
        self, info: Info, as_of: AsOf = None, known_at: KnownAt = None
    ) -> list[CompetenceGap] | None:
        """The gaps."""
        person: Any = self
        moment = person.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        found = await info.context.reader.batched(queries.gaps_of, person.person_id, moment)
        if found is None:
            return None
        framework, gaps = found
        titles = {one.code: one.title.in_language(info.context.language) for one in framework.competencies}
        return [
            CompetenceGap(
                competency=gap.competency,
                title=titles[gap.competency],
                required=gap.required,
                post_kinds=list(gap.post_kinds),
                level=int(gap.reading.number) if isinstance(gap.reading, Value) else None,
                size=gap.size,
                weight=gap.weight,
            )
            for gap in gaps
        ]


@strawberry.type(description="A unit's training. 培训")
class UnitTraining:
    """A unit's training."""

    unit_key: strawberry.Private[str]

    @strawberry.field(description="Everybody with a post in the unit's area, for their gaps. 人员")
    async def people(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[Person]:
        """The people."""
        reader = info.context.reader
        page = asked_page(info, reader.catalogue.sources["Person"], first=first, after=after)
        where = {"in_area": self.unit_key}
        found: Connection[Person] = await reader.listed("Person", page, where=where, wanted=wanted_of_nodes(info))
        return found

    @strawberry.field(description="Its plans, the latest first. 培训计划")
    async def plans(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[TrainingPlan]:
        """The plans."""
        reader = info.context.reader
        page = asked_page(info, reader.catalogue.sources["TrainingPlan"], first=first, after=after)
        where = {"unit": self.unit_key}
        found: Connection[TrainingPlan] = await reader.listed(
            "TrainingPlan", page, where=where, wanted=wanted_of_nodes(info)
        )
        return found


@strawberry.type
class TrainedUnit:
    """What training adds to a unit."""

    @strawberry.field(description="Its people's gaps, and its plans. 培训")
    def training(self) -> UnitTraining:
        """The unit's training."""
        unit: Any = self
        return UnitTraining(unit_key=unit.unit_id)


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


EXTENSIONS: Mapping[type, type] = {Person: TrainedPerson, Unit: TrainedUnit}
TYPES = (CompetencyFramework, TrainingProgramme, AssessedCompetence, TrainingPlan)
