"""Direct-liaison teams in GraphQL: their members, their visits, and the issues they raise with their fate."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

import strawberry

from governance_core.values import Period
from graphql_api.organisation.queries.areas import area_key
from graphql_api.organisation.queries.liaison_tally import tallies_of
from graphql_api.organisation.schema.liaison_enums import IssueStatus, LiaisonRole
from graphql_api.organisation.schema.types import Dated, Person, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, few, listed, many, one, wanted_names
from graphql_api.platform.reading.paging import Connection, Page
from graphql_api.platform.reading.reader import at
from graphql_api.platform.schema.node import Node

VERSION = "Give it back as expectedVersion to be refused where it has changed."


@strawberry.input(description="Which liaison teams. 直联团队筛选")
class LiaisonTeamFilter:
    """Conditions on teams, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"village": ("Unit",), "within": ("Unit",)}

    village: strawberry.ID | None = strawberry.field(default=None, description="Of this village.")
    within: strawberry.ID | None = strawberry.field(default=None, description="Of a village in this unit.")


@strawberry.input(description="Which visits. 走访筛选")
class LiaisonVisitFilter:
    """Conditions on visits, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "village": ("Unit",),
        "team": ("LiaisonTeam",),
        "place": ("Unit",),
        "member": ("Person",),
    }

    village: strawberry.ID | None = strawberry.field(default=None, description="In this village.")
    team: strawberry.ID | None = strawberry.field(default=None, description="Of this team.")
    place: strawberry.ID | None = strawberry.field(default=None, description="To exactly this unit.")
    member: strawberry.ID | None = strawberry.field(default=None, description="On which this person went.")
    visited_from: date | None = strawberry.field(default=None, description="On this day or later.")
    visited_before: date | None = strawberry.field(default=None, description="Before this day.")
    withdrawn: bool | None = strawberry.field(default=None, description="Withdrawn, or not.")


@strawberry.input(description="Which issues. 问题筛选")
class LiaisonIssueFilter:
    """Conditions on issues, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "village": ("Unit",),
        "team": ("LiaisonTeam",),
        "about": ("Unit",),
        "handed_to": ("Unit",),
    }

    statuses: list[IssueStatus] | None = strawberry.field(default=None, description="Standing at one of these.")
    overdue: bool | None = strawberry.field(default=None, description="Whose answer is overdue, or is not.")
    village: strawberry.ID | None = strawberry.field(default=None, description="Of this village.")
    team: strawberry.ID | None = strawberry.field(default=None, description="Raised by this team.")
    about: strawberry.ID | None = strawberry.field(default=None, description="About exactly this unit.")
    handed_to: strawberry.ID | None = strawberry.field(
        default=None, description="Which this unit has to answer, or has answered."
    )


@strawberry.type(description="A direct-liaison team: town cadres tied to one village. 直联团队")
class LiaisonTeam(Node, Dated):
    """A team at a moment."""

    moment_: strawberry.Private[Any]
    name: str = strawberry.field(description="Its name in the caller's language. 名称")
    version: int = strawberry.field(description=VERSION)
    village: Unit | None = one("village", description="The village or community it serves. 联系村居")
    members: Connection["LiaisonMembership"] = many("members", description="Who is in it, leader first. 成员")
    visits: Connection["LiaisonVisit"] = many(
        "visits", filter=LiaisonVisitFilter, description="Its visits, latest first. 走访"
    )
    issues: Connection["LiaisonIssue"] = many(
        "issues", filter=LiaisonIssueFilter, description="The issues it has raised, latest first. 问题"
    )


@strawberry.type(description="That a person is in a liaison team. 直联团队成员")
class LiaisonMembership(Node, Dated):
    """A membership at a moment."""

    moment_: strawberry.Private[Any]
    role: LiaisonRole = strawberry.field(description="As what. 角色")
    name: str | None = strawberry.field(description="The person's name, for whoever sees the village. 姓名")
    person: Person | None = one("person", description="Who, where the caller may see them. 人员")
    team: LiaisonTeam | None = one("team", description="In which team. 直联团队")


@strawberry.type(description="A member who went on a visit. 走访人员")
class LiaisonVisitor:
    """A visitor."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    name: str | None = strawberry.field(description="The person's name, for whoever sees the visit. 姓名")
    person: Person | None = one("person", description="Who, where the caller may see them. 人员")


@strawberry.type(description="A visit of a liaison team. 走访")
class LiaisonVisit(Node):
    """A visit."""

    moment_: strawberry.Private[Any]
    visited_on: date = strawberry.field(description="The day. 走访日期")
    note: str = strawberry.field(description="The matters that came up; nothing about anybody's attitude. 事项记录")
    recorded_at: datetime = strawberry.field(description="When it was recorded. 记录时间")
    withdrawn: bool = strawberry.field(description="Whether it was recorded wrongly, and counts nowhere. 已撤回")
    withdrawal_reason: str | None = strawberry.field(description="Why it was withdrawn. 撤回原因")
    place_name: str | None = strawberry.field(description="The name of the place. 走访地点名称")
    place: Unit | None = one("place", description="The home, cooperative, compound or village visited. 走访地点")
    village: Unit | None = one("village", description="The village. 村居")
    team: LiaisonTeam | None = one("team", description="The team, while it exists. 直联团队")
    visitors: list[LiaisonVisitor] = few("visitors", description="The members who went. 走访人员")
    issues: Connection["LiaisonIssue"] = many(
        "issues", filter=LiaisonIssueFilter, description="The issues that came up. 问题"
    )


@strawberry.type(description="A step of an issue; steps are added and never changed. 办理环节")
class LiaisonStep(Dated):
    """A step."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    status: IssueStatus = strawberry.field(description="Where the issue stands from then on. 状态")
    text: str = strawberry.field(description="The reason, or the outcome; empty where nothing was said. 说明")
    due_on: date | None = strawberry.field(description="The last day for the answer, where one is awaited. 办理期限")
    handler_name: str | None = strawberry.field(description="The name of the unit that answers. 承办单位名称")
    handler: Unit | None = one("handler", description="The unit that answers, where the caller may see it. 承办单位")
    taker: Person | None = one("taker", description="Who took the step, where the caller may see them. 经办人")

    @strawberry.field(description="The day. 日期")
    def on(self) -> date:
        """The day."""
        return self.valid_from


@strawberry.type(description="An issue that a liaison team has raised, and its fate. 直联问题")
class LiaisonIssue(Node, Dated):
    """An issue as it stands at a moment."""

    moment_: strawberry.Private[Moment]
    title: str = strawberry.field(description="The issue. 标题")
    description: str = strawberry.field(description="What is to be done; may be empty. 内容")
    status: IssueStatus = strawberry.field(description="Where it stands. 状态")
    raised_on: date = strawberry.field(description="The day on which it was raised. 提出日期")
    due_on: date | None = strawberry.field(description="The last day for the answer, where one is awaited. 办理期限")
    version: int = strawberry.field(description=VERSION)
    about_name: str | None = strawberry.field(description="The name of the unit it is about. 涉及单位名称")
    handler_name: str | None = strawberry.field(description="The name of the unit that answers. 承办单位名称")
    raiser_name: str | None = strawberry.field(description="The name of the member who raised it. 提出人姓名")
    about: Unit | None = one("about", description="The unit it is about. 涉及单位")
    handler: Unit | None = one("handler", description="The unit that answers, where the caller may see it. 承办单位")
    raiser: Person | None = one("raiser", description="The member who raised it, where the caller may see them. 提出人")
    village: Unit | None = one("village", description="The village. 村居")
    team: LiaisonTeam | None = one("team", description="The team, while it exists. 直联团队")
    visit: LiaisonVisit | None = one("visit", description="The visit at which it came up. 走访")
    steps: list[LiaisonStep] = few("steps", description="What has happened to it, in order. 办理过程")

    @strawberry.field(description="Whether the last day for the answer is over without one. 是否超期")
    def overdue(self) -> bool:
        """Whether it is overdue."""
        return self.due_on is not None and self.due_on < self.moment_.as_of


@strawberry.type(description="What liaison teams did in a period, and what became of it. 直联工作统计")
class LiaisonTally:
    """The core's sums."""

    visits: int = strawberry.field(description="The visits made in the period. 走访次数")
    raised: int = strawberry.field(description="The issues raised in it and not withdrawn. 提出问题数")
    resolved: int = strawberry.field(description="Those resolved in it, and still so at its end. 已解决")
    declined: int = strawberry.field(description="Those declined in it, and still so at its end. 不予办理")
    open: int = strawberry.field(description="Those without an answer at its end, whenever raised. 未办结")
    waiting: int = strawberry.field(description="Those of the open ones that nobody was asked to answer. 待交办")
    overdue: int = strawberry.field(description="Those of the open ones whose answer was overdue. 超期")


@strawberry.type
class LiaisonOfUnit:
    """What direct liaison adds to units."""

    liaison_teams: Connection[LiaisonTeam] = many(
        "liaison_teams", description="The liaison teams of the villages in the unit. 直联团队"
    )
    liaison_visits: Connection[LiaisonVisit] = many(
        "liaison_visits",
        filter=LiaisonVisitFilter,
        description="The visits in the villages of the unit, latest first. 走访",
    )
    liaison_issues: Connection[LiaisonIssue] = many(
        "liaison_issues",
        filter=LiaisonIssueFilter,
        description="The issues of the villages of the unit, latest first. 直联问题",
    )

    @strawberry.field(description="The liaison team that serves this village. 直联团队")
    async def liaison_team(self, info: Info, as_of: AsOf = None, known_at: KnownAt = None) -> LiaisonTeam | None:
        """The team, of which there is one at a time."""
        unit: Any = self
        asked = unit.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        found = await info.context.reader.connected(
            at(unit, asked), "liaison_team", Page(size=1), wanted=wanted_names(info)
        )
        return next(iter(found.nodes), None)

    @strawberry.field(
        description="What was done in a period in the villages that stood in the unit then, in numbers. 直联工作统计"
    )
    async def liaison_tally(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
        to: Annotated[date, strawberry.argument(description="The day after the last.")],
    ) -> LiaisonTally:
        """The tally."""
        unit: Any = self
        Period(start=from_, end=to)  # refuses what is no period
        found = await info.context.reader.batched(tallies_of, (area_key(unit.area_path), (from_, to)), unit.moment_)
        return LiaisonTally(
            visits=found.visits,
            raised=found.raised,
            resolved=found.resolved,
            declined=found.declined,
            open=found.open,
            waiting=found.waiting,
            overdue=found.overdue,
        )


@strawberry.type
class LiaisonOfPerson:
    """What direct liaison adds to people."""

    liaison_memberships: Connection[LiaisonMembership] = many(
        "liaison_memberships", description="The liaison teams the person is in. 参加的直联团队"
    )


@strawberry.type
class LiaisonQuery:
    """Root fields of direct liaison."""

    liaison_teams: Connection[LiaisonTeam] = listed(
        "LiaisonTeam", filter=LiaisonTeamFilter, timed=True, description="Direct-liaison teams. 直联团队列表"
    )
    liaison_visits: Connection[LiaisonVisit] = listed(
        "LiaisonVisit", filter=LiaisonVisitFilter, description="Visits of liaison teams, latest first. 走访列表"
    )
    liaison_issues: Connection[LiaisonIssue] = listed(
        "LiaisonIssue",
        filter=LiaisonIssueFilter,
        timed=True,
        description="Issues that liaison teams have raised, latest first. 直联问题列表",
    )


LIAISON_TYPES = (LiaisonTeam, LiaisonMembership, LiaisonVisit, LiaisonVisitor, LiaisonIssue, LiaisonStep)
LIAISON_EXTENSIONS: Mapping[type, type] = {Unit: LiaisonOfUnit, Person: LiaisonOfPerson}
