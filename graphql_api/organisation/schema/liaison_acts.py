"""The acts on direct-liaison teams, visits and issues as mutations."""

from datetime import timedelta

import strawberry

from graphql_api.organisation.schema.liaison_inputs import (
    DeclineLiaisonIssueInput,
    DisbandLiaisonTeamInput,
    FormLiaisonTeamInput,
    HandLiaisonIssueInput,
    JoinLiaisonTeamInput,
    LeaveLiaisonTeamInput,
    RaiseLiaisonIssueInput,
    RecordLiaisonVisitInput,
    RenameLiaisonTeamInput,
    ReopenLiaisonIssueInput,
    ResolveLiaisonIssueInput,
    WithdrawLiaisonIssueInput,
    WithdrawLiaisonVisitInput,
)
from graphql_api.organisation.schema.liaison_types import LiaisonIssue, LiaisonMembership, LiaisonTeam, LiaisonVisit
from graphql_api.organisation.service import liaison
from graphql_api.organisation.service.liaison import Step
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import act


def _unit(value: str, name: str) -> str:
    return key_of(value, "Unit", path=("input", name))


def _team(value: str) -> str:
    return key_of(value, "LiaisonTeam", path=("input", "team"))


def _visit(value: str) -> str:
    return key_of(value, "LiaisonVisit", path=("input", "visit"))


def _issue(value: str) -> str:
    return key_of(value, "LiaisonIssue", path=("input", "issue"))


def _person(value: str, *path: str) -> str:
    return key_of(value, "Person", path=("input", *path))


@strawberry.type
class LiaisonMutation:
    """Mutations of direct liaison."""

    @act(description="A direct-liaison team comes to serve a village. 组建直联团队")
    async def form_liaison_team(self, info: Info, input: FormLiaisonTeamInput) -> LiaisonTeam:  # noqa: A002 -- as in GraphQL
        """A team comes to serve a village."""
        key = await liaison.form_team(
            info.context.begin, village=_unit(input.village, "village"), name=input.name.text(), on=input.on
        )
        return await shown(info, LiaisonTeam, key, input.on)

    @act(description="A liaison team gets another name. 直联团队更名")
    async def rename_liaison_team(self, info: Info, input: RenameLiaisonTeamInput) -> LiaisonTeam:  # noqa: A002 -- as in GraphQL
        """A team gets another name."""
        key = await liaison.rename_team(
            info.context.begin,
            team=_team(input.team),
            name=input.name.text(),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, LiaisonTeam, key, input.on)

    @act(description="A liaison team ceases to exist; answered as it was on its last day. 撤销直联团队")
    async def disband_liaison_team(self, info: Info, input: DisbandLiaisonTeamInput) -> LiaisonTeam:  # noqa: A002 -- as in GraphQL
        """A team ceases to exist, and nobody is in it any more."""
        key = await liaison.disband_team(
            info.context.begin, team=_team(input.team), on=input.on, expected=input.expected_version
        )
        return await shown(info, LiaisonTeam, key, input.on - timedelta(days=1))

    @act(description="A person comes into a liaison team. 加入直联团队")
    async def join_liaison_team(self, info: Info, input: JoinLiaisonTeamInput) -> LiaisonMembership:  # noqa: A002 -- as in GraphQL
        """A person comes into a team."""
        key = await liaison.join_team(
            info.context.begin,
            team=_team(input.team),
            person=_person(input.person, "person"),
            role=input.role,
            period=input.period.period(),
        )
        return await shown(info, LiaisonMembership, key, input.period.from_)

    @act(description="A person leaves a liaison team; answered as it was on the last day. 退出直联团队")
    async def leave_liaison_team(self, info: Info, input: LeaveLiaisonTeamInput) -> LiaisonMembership:  # noqa: A002 -- as in GraphQL
        """A person is not in a team any more."""
        membership = key_of(input.membership, "LiaisonMembership", path=("input", "membership"))
        key = await liaison.leave_team(info.context.begin, membership=membership, on=input.on)
        return await shown(info, LiaisonMembership, key, input.on - timedelta(days=1))

    @act(description="Members of a liaison team have visited a place of their village. 记录走访")
    async def record_liaison_visit(self, info: Info, input: RecordLiaisonVisitInput) -> LiaisonVisit:  # noqa: A002 -- as in GraphQL
        """Members of a team have visited a place of their village."""
        key = await liaison.record_visit(
            info.context.begin,
            team=_team(input.team),
            place=_unit(input.place, "place"),
            on=input.on,
            visitors=[_person(who, "members", str(place)) for place, who in enumerate(input.members)],
            note=input.note.strip(),
        )
        return await shown(info, LiaisonVisit, key)

    @act(description="A visit was recorded wrongly: it stays on record and counts nowhere. 撤回走访记录")
    async def withdraw_liaison_visit(self, info: Info, input: WithdrawLiaisonVisitInput) -> LiaisonVisit:  # noqa: A002 -- as in GraphQL
        """A visit was recorded wrongly."""
        key = await liaison.withdraw_visit(info.context.begin, visit=_visit(input.visit), reason=input.reason.strip())
        return await shown(info, LiaisonVisit, key)

    @act(description="A member of a liaison team raises an issue. 提出问题")
    async def raise_liaison_issue(self, info: Info, input: RaiseLiaisonIssueInput) -> LiaisonIssue:  # noqa: A002 -- as in GraphQL
        """A member of a team raises an issue."""
        key = await liaison.raise_issue(
            info.context.begin,
            team=_team(input.team),
            about=_unit(input.about, "about"),
            title=input.title.strip(),
            on=input.on,
            description=input.description.strip(),
            raised_by=_person(input.raised_by, "raised_by") if input.raised_by else None,
            visit=_visit(input.visit) if input.visit else None,
        )
        return await shown(info, LiaisonIssue, key, input.on)

    @act(description="An issue is handed to a unit, which has to answer by a day. 交办问题")
    async def hand_liaison_issue(self, info: Info, input: HandLiaisonIssueInput) -> LiaisonIssue:  # noqa: A002 -- as in GraphQL
        """An issue is handed to a unit."""
        step = _step(input, input.reason)
        key = await liaison.hand_issue(info.context.begin, step, to=_unit(input.to, "to"), due_on=input.due_on)
        return await shown(info, LiaisonIssue, key, input.on)

    @act(description="Who has an issue answers that it is resolved, and how. 办结问题")
    async def resolve_liaison_issue(self, info: Info, input: ResolveLiaisonIssueInput) -> LiaisonIssue:  # noqa: A002 -- as in GraphQL
        """An issue is resolved."""
        key = await liaison.resolve_issue(info.context.begin, _step(input, input.outcome))
        return await shown(info, LiaisonIssue, key, input.on)

    @act(description="Who has an issue answers that nothing will be done about it, and why. 不予办理")
    async def decline_liaison_issue(self, info: Info, input: DeclineLiaisonIssueInput) -> LiaisonIssue:  # noqa: A002 -- as in GraphQL
        """Nothing will be done about an issue."""
        key = await liaison.decline_issue(info.context.begin, _step(input, input.reason))
        return await shown(info, LiaisonIssue, key, input.on)

    @act(description="A team is not content with an answer: another is due by a day. 重启问题")
    async def reopen_liaison_issue(self, info: Info, input: ReopenLiaisonIssueInput) -> LiaisonIssue:  # noqa: A002 -- as in GraphQL
        """An issue goes back to who answered it."""
        key = await liaison.reopen_issue(info.context.begin, _step(input, input.reason), due_on=input.due_on)
        return await shown(info, LiaisonIssue, key, input.on)

    @act(description="A team does not pursue an issue any more. 撤回问题")
    async def withdraw_liaison_issue(self, info: Info, input: WithdrawLiaisonIssueInput) -> LiaisonIssue:  # noqa: A002 -- as in GraphQL
        """A team does not pursue an issue any more."""
        key = await liaison.withdraw_issue(info.context.begin, _step(input, input.reason))
        return await shown(info, LiaisonIssue, key, input.on)


def _step(
    given: HandLiaisonIssueInput
    | ResolveLiaisonIssueInput
    | DeclineLiaisonIssueInput
    | ReopenLiaisonIssueInput
    | WithdrawLiaisonIssueInput,
    text: str,
) -> Step:
    return Step(issue=_issue(given.issue), on=given.on, text=text.strip(), expected=given.expected_version)
