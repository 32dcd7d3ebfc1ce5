"""Reserve cadres in GraphQL: who is responsible for them, what their plan says, and what they have reached of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

import strawberry

from governance_core import assessment as core
from graphql_api.assessment import queries
from graphql_api.assessment.schema.enums import SeedlingStatus
from graphql_api.assessment.schema.records import ProgressRecord
from graphql_api.organisation import Appointment, Dated, Person, Unit, Validity
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, few, listed, many, one, wanted_names
from graphql_api.platform.reading.paging import Connection, Page
from graphql_api.platform.reading.reader import at
from graphql_api.platform.reading.readings import READ, Told
from graphql_api.platform.schema.node import Node
from graphql_api.platform.schema.readings import ReadingShown, shown_reading


@strawberry.input(description="Which seedlings. 培养对象筛选")
class SeedlingFilter:
    """Conditions on seedlings, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "person": ("Person",),
        "unit": ("Unit",),
        "within": ("Unit",),
        "mentor": ("Person",),
    }

    person: strawberry.ID | None = strawberry.field(default=None, description="This person, at any time.")
    unit: strawberry.ID | None = strawberry.field(default=None, description="For whom exactly this unit answers.")
    within: strawberry.ID | None = strawberry.field(
        default=None, description="For whom this unit answers, one below it, or one that serves either."
    )
    mentor: strawberry.ID | None = strawberry.field(default=None, description="For whom this person is responsible.")
    mentor_in_office: bool | None = strawberry.field(
        default=None, description="Whose mentor holds a post; with false, those who have none who does."
    )
    statuses: list[SeedlingStatus] | None = strawberry.field(default=None, description="Standing at one of these.")
    aims_for: str | None = strawberry.field(default=None, description="Prepared for this kind of post, by code.")


@strawberry.type(description="Who is responsible for a reserve cadre, from a day on. 培养责任")
class Mentorship(Dated):
    """A mentorship at a moment."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    name: str | None = strawberry.field(description="The mentor's name, for whoever sees the seedling. 责任人姓名")
    in_office: bool = strawberry.field(description="Whether the mentor holds a post on the day. 是否在任")
    mentor: Person | None = one("mentor", description="The mentor, where the caller may see them. 培养责任人")


@strawberry.type(description="A goal of the plan in force. 培养目标")
class DevelopmentGoal:
    """A goal at a moment."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    code: str = strawberry.field(description="What names it in all versions of the plan. 代码")
    title: str = strawberry.field(description="What is to be reached. 目标")
    due_on: date = strawberry.field(description="The last day on which that is in time. 完成期限")
    competency: str | None = strawberry.field(description="The competency it builds, by code. 对应能力")
    reached_on: date | None = strawberry.field(description="The day of the record that shows it reached. 达成日期")
    superseded: bool = strawberry.field(
        description="Whether another record has taken that one's place: the goal is not reached then. 依据记录已被替代"
    )
    record: ProgressRecord | None = one(
        "record", description="The record that shows it reached, where the caller may see it. 依据记录"
    )


@strawberry.type(description="What a plan said of a goal for a time; nothing of it is ever deleted. 培养目标沿革")
class GoalRevision(Dated):
    """A version of a goal."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    code: str = strawberry.field(description="The goal's code. 代码")
    title: str = strawberry.field(description="What was to be reached. 目标")
    due_on: date = strawberry.field(description="The last day on which that was in time. 完成期限")
    competency: str | None = strawberry.field(description="The competency, by code. 对应能力")
    reached_on: date | None = strawberry.field(description="The day on which it was reached. 达成日期")
    superseded_at: datetime | None = strawberry.field(
        description="Since when something else has been known of these days; null while this is. 失效时间"
    )


@strawberry.type(description="What a mentor or a reviewer has seen of a reserve cadre's work. 培养观察")
class SeedlingObservation(Node):
    """An observation."""

    moment_: strawberry.Private[Any]
    observed_on: date = strawberry.field(description="The day. 观察日期")
    recorded_at: datetime = strawberry.field(description="When it was written down. 记录时间")
    text: str = strawberry.field(description="What was done: facts of work. 工作事实")
    observer_name: str | None = strawberry.field(description="The name of who saw it. 观察人姓名")
    observer: Person | None = one("observer", description="Who saw it, where the caller may see them. 观察人")
    record: ProgressRecord | None = one(
        "record", description="The record it is about, where the caller may see it. 相关记录"
    )


@strawberry.type(description="A goal whose day is over and that is not reached. 逾期目标")
class LateGoal:
    """A late goal."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What was to be reached. 目标")
    due_on: date = strawberry.field(description="The last day on which that was in time. 完成期限")


@strawberry.type(
    description="What a reserve cadre has reached by a day of what the plan of that day expected. 培养进度"
)
class SeedlingProgress:
    """The core's value."""

    as_of: date = strawberry.field(description="The day; the last one of a nomination that had ended by then. 截至日期")
    due: int = strawberry.field(description="How many goals were due. 应达成数")
    reached: int = strawberry.field(description="How many of those were reached. 已达成数")
    early: int = strawberry.field(description="How many goals due later were reached. 提前达成数")
    late: list[LateGoal] = strawberry.field(description="Those whose day was over and that were not reached. 逾期目标")
    share: ReadingShown = strawberry.field(
        description="The share of those due, in percent; not applicable where nothing was due, missing without a plan. "
        "达成率"
    )
    explanation: str = strawberry.field(description="The same as a sentence. 说明")


@strawberry.type(description="The reserve cadres for whom a unit and those below it answer, in numbers. 选种育苗统计")
class SeedlingFigures:
    """The core's sums."""

    active: int = strawberry.field(description="How many there are. 在培人数")
    mentored: int = strawberry.field(description="How many of them have a mentor who holds a post. 责任人在任人数")
    planned: int = strawberry.field(description="How many of them have a plan. 已制定计划人数")
    due: int = strawberry.field(description="How many of their goals were due. 应达成目标数")
    reached: int = strawberry.field(description="How many of those were reached. 已达成目标数")
    share: ReadingShown = strawberry.field(
        description="The share of the goals due that were reached, in percent; no mean of shares. 达成率"
    )


@strawberry.type(description="A person who was nominated as a reserve cadre. 培养对象(后备干部)")
class Seedling(Node):
    """A seedling."""

    moment_: strawberry.Private[Any]
    period_from: strawberry.Private[date]
    period_to: strawberry.Private[date | None]
    aims_for: str = strawberry.field(description="The kind of post they are prepared for, by code. 培养方向")
    status: SeedlingStatus = strawberry.field(description="Where the nomination stands now. 状态")
    nominated_at: datetime = strawberry.field(description="When that was recorded. 提名时间")
    plan_version: int = strawberry.field(description="How often the plan was made or changed. 计划版本")
    ended_on: date | None = strawberry.field(description="The first day on which they are none any more. 结束日期")
    ended_at: datetime | None = strawberry.field(description="When that was recorded. 结束时间")
    reason: str | None = strawberry.field(description="Why it ended. 结束原因")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    person_name: str | None = strawberry.field(description="Their name. 姓名")
    unit_name: str | None = strawberry.field(description="The name of the unit that answers for them. 责任单位名称")
    mentor_name: str | None = strawberry.field(description="The name of the mentor of the day. 责任人姓名")
    mentor_in_office: bool = strawberry.field(
        description="Whether they have a mentor who holds a post on the day. 责任人是否在任"
    )
    person: Person | None = one("person", description="Who, where the caller may see them. 人员")
    unit: Unit | None = one("unit", description="The unit that answers for them. 责任单位")
    nominator: Person | None = one("nominator", description="Who nominated them. 提名人")
    decider: Person | None = one("decider", description="Who decided that it ended. 决定人")
    appointment: Appointment | None = one("appointment", description="The appointment for which they left. 任职")
    mentors: list[Mentorship] = few(
        "mentors", description="Who is responsible on the day: one, or nobody before and after. 培养责任人"
    )
    goals: Connection[DevelopmentGoal] = many(
        "goals", description="The goals of the plan in force on the day, by when they are due. 培养计划"
    )
    goal_revisions: Connection[GoalRevision] = many(
        "goal_revisions", description="Everything that the plan has ever said, by goal. 计划沿革"
    )
    observations: Connection[SeedlingObservation] = many(
        "observations", description="What was seen of their work, latest first. 培养观察"
    )

    @strawberry.field(
        description="The days for which they were nominated. 培养期",
        metadata={READ: Told(fields={"from_": "period_from", "to": "period_to"})},
    )
    def period(self) -> Validity:
        """The period."""
        return Validity(from_=self.period_from, to=self.period_to)

    @strawberry.field(description="What they have reached by the day of what was expected. 培养进度")
    async def progress(self, info: Info, as_of: AsOf = None, known_at: KnownAt = None) -> SeedlingProgress | None:
        """The progress."""
        seedling: Any = self
        moment = self.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        found = await info.context.reader.batched(queries.progress_of, seedling.key, moment)
        return None if found is None else _progress(found, info.context.language)


def _progress(found: core.SeedlingProgress, language: str) -> SeedlingProgress:
    return SeedlingProgress(
        as_of=found.as_of,
        due=found.due,
        reached=found.reached,
        early=found.early,
        late=[LateGoal(code=one.code, title=one.title.in_language(language), due_on=one.due_on) for one in found.late],
        share=shown_reading(found.share),
        explanation=core.explain_development(found, language),
    )


@strawberry.type
class SeedlingOfPerson:
    """What talent seedlings add to a person."""

    @strawberry.field(
        description="The person's nomination as a reserve cadre, while it goes on; for themself, their mentor, and "
        "reviewing roles. 培养对象"
    )
    async def seedling(self, info: Info, as_of: AsOf = None, known_at: KnownAt = None) -> Seedling | None:
        """The nomination, of which there is one at a time."""
        person: Any = self
        moment = person.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        found = await info.context.reader.connected(
            at(person, moment), "seedling", Page(size=1), wanted=wanted_names(info)
        )
        return next(iter(found.nodes), None)


@strawberry.type
class SeedlingsOfUnit:
    """What talent seedlings add to a unit."""

    seedlings: Connection[Seedling] = many(
        "seedlings",
        filter=SeedlingFilter,
        description="The reserve cadres for whom the unit answers, one below it, or one that serves either. 培养对象",
    )

    @strawberry.field(
        description="The same in numbers, as of the day asked about, whoever else may see them; for reviewing roles. "
        "选种育苗统计"
    )
    async def seedling_figures(
        self, info: Info, as_of: AsOf = None, known_at: KnownAt = None
    ) -> SeedlingFigures | None:
        """The figures."""
        unit: Any = self
        moment = unit.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        found = await info.context.reader.batched(queries.seedling_figures_of, unit.area_path, moment)
        if found is None:
            return None
        return SeedlingFigures(
            active=found.active,
            mentored=found.mentored,
            planned=found.planned,
            due=found.due,
            reached=found.reached,
            share=shown_reading(found.share),
        )


@strawberry.type
class SeedlingQuery:
    """Root fields of talent seedlings."""

    seedlings: Connection[Seedling] = listed(
        "Seedling",
        filter=SeedlingFilter,
        timed=True,
        description="Reserve cadres whom the caller may see, the latest nominations first; the moment is that of "
        "mentors, plans and progress. 培养对象列表",
    )


SEEDLING_TYPES = (Seedling, Mentorship, DevelopmentGoal, GoalRevision, SeedlingObservation)
