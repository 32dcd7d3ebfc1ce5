"""What the acts on direct-liaison teams, visits and issues take."""

from datetime import date

import strawberry

from graphql_api.organisation.schema.inputs import NameInput, PeriodInput
from graphql_api.organisation.schema.liaison_enums import LiaisonRole
from graphql_api.platform.schema.errors import EXPECTED_VERSION

DAY = "The day on which it happened, today at the latest. 日期"
REASON = "Why, in at most 2,000 characters. 原因"
DUE = "The last day for the answer. 办理期限"
ISSUE = "The issue. 问题"


@strawberry.input(description="A team that comes to serve a village. 组建直联团队")
class FormLiaisonTeamInput:
    """Input of `formLiaisonTeam`."""

    village: strawberry.ID = strawberry.field(description="The village or community. 村居")
    name: NameInput = strawberry.field(description="What the team is called. 名称")
    on: date = strawberry.field(description="The first day. 生效日期")


@strawberry.input(description="A team's new name. 直联团队更名")
class RenameLiaisonTeamInput:
    """Input of `renameLiaisonTeam`."""

    team: strawberry.ID = strawberry.field(description="The team. 直联团队")
    name: NameInput = strawberry.field(description="Its new name. 新名称")
    on: date = strawberry.field(description="The first day on which it is so. 生效日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A team's end. 撤销直联团队")
class DisbandLiaisonTeamInput:
    """Input of `disbandLiaisonTeam`."""

    team: strawberry.ID = strawberry.field(description="The team. 直联团队")
    on: date = strawberry.field(description="The first day without it. 撤销日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A person who comes into a team. 加入直联团队")
class JoinLiaisonTeamInput:
    """Input of `joinLiaisonTeam`."""

    team: strawberry.ID = strawberry.field(description="The team. 直联团队")
    person: strawberry.ID = strawberry.field(description="Who. 人员")
    role: LiaisonRole = strawberry.field(default=LiaisonRole.MEMBER, description="As what. 角色")
    period: PeriodInput = strawberry.field(description="When. 有效期")


@strawberry.input(description="A person who leaves a team. 退出直联团队")
class LeaveLiaisonTeamInput:
    """Input of `leaveLiaisonTeam`."""

    membership: strawberry.ID = strawberry.field(description="The membership in the team. 成员关系")
    on: date = strawberry.field(description="The first day without it. 退出日期")


@strawberry.input(description="A visit that was made. 记录走访")
class RecordLiaisonVisitInput:
    """Input of `recordLiaisonVisit`."""

    team: strawberry.ID = strawberry.field(description="The team. 直联团队")
    place: strawberry.ID = strawberry.field(
        description="The home, cooperative, compound or village that was visited. 走访地点"
    )
    on: date = strawberry.field(description=DAY)
    members: list[strawberry.ID] = strawberry.field(description="The members who went, 1 to 20. 走访人员")
    note: str = strawberry.field(
        default="", description="The matters that came up; nothing about anybody's attitude. 事项记录"
    )


@strawberry.input(description="A visit that was recorded wrongly. 撤回走访记录")
class WithdrawLiaisonVisitInput:
    """Input of `withdrawLiaisonVisit`."""

    visit: strawberry.ID = strawberry.field(description="The visit. 走访")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="An issue that is raised. 提出问题")
class RaiseLiaisonIssueInput:
    """Input of `raiseLiaisonIssue`."""

    team: strawberry.ID = strawberry.field(description="The team. 直联团队")
    about: strawberry.ID = strawberry.field(description="The unit it is about: the village or a part. 涉及单位")
    title: str = strawberry.field(description="The issue, in at most 200 characters. 标题")
    on: date = strawberry.field(description=DAY)
    description: str = strawberry.field(
        default="", description="What is to be done; nothing about anybody's attitude. 内容"
    )
    visit: strawberry.ID | None = strawberry.field(default=None, description="The visit at which it came up. 走访")
    raised_by: strawberry.ID | None = strawberry.field(
        default=None, description="The member who raises it; the caller, where nobody is named. 提出人"
    )


@strawberry.input(description="An issue that is handed to a unit. 交办问题")
class HandLiaisonIssueInput:
    """Input of `handLiaisonIssue`."""

    issue: strawberry.ID = strawberry.field(description=ISSUE)
    to: strawberry.ID = strawberry.field(
        description="The department, village or community that has to answer, or the town above. 承办单位"
    )
    due_on: date = strawberry.field(description=DUE)
    on: date = strawberry.field(description=DAY)
    reason: str = strawberry.field(default="", description="Why; required where it is handed on. 原因")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="The answer that an issue is resolved. 办结问题")
class ResolveLiaisonIssueInput:
    """Input of `resolveLiaisonIssue`."""

    issue: strawberry.ID = strawberry.field(description=ISSUE)
    outcome: str = strawberry.field(description="What was done, in at most 2,000 characters. 办理结果")
    on: date = strawberry.field(description=DAY)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="The answer that nothing will be done about an issue. 不予办理")
class DeclineLiaisonIssueInput:
    """Input of `declineLiaisonIssue`."""

    issue: strawberry.ID = strawberry.field(description=ISSUE)
    reason: str = strawberry.field(description=REASON)
    on: date = strawberry.field(description=DAY)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="An answered issue that goes back to who answered it. 重启问题")
class ReopenLiaisonIssueInput:
    """Input of `reopenLiaisonIssue`."""

    issue: strawberry.ID = strawberry.field(description=ISSUE)
    reason: str = strawberry.field(description=REASON)
    due_on: date = strawberry.field(description=DUE)
    on: date = strawberry.field(description=DAY)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="An issue that the team does not pursue any more. 撤回问题")
class WithdrawLiaisonIssueInput:
    """Input of `withdrawLiaisonIssue`."""

    issue: strawberry.ID = strawberry.field(description=ISSUE)
    reason: str = strawberry.field(description=REASON)
    on: date = strawberry.field(description=DAY)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
