"""The acts on direct-liaison teams, and what their members do: visits, and issues with the steps that follow."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

from governance_core.errors import Blank, NotInTeam
from governance_core.events import Outcome
from governance_core.organisation import (
    LiaisonIssue,
    LiaisonIssueId,
    LiaisonMembership,
    LiaisonMembershipId,
    LiaisonRole,
    LiaisonTeam,
    LiaisonTeamId,
    LiaisonVisitId,
    decline_liaison_issue,
    disband_liaison_team,
    form_liaison_team,
    hand_liaison_issue,
    join_liaison_team,
    leave_liaison_team,
    raise_liaison_issue,
    record_liaison_visit,
    rename_liaison_team,
    reopen_liaison_issue,
    resolve_liaison_issue,
    withdraw_liaison_issue,
    withdraw_liaison_visit,
)
from governance_core.values import Period, PersonId, Text
from graphql_api.organisation.queries import TAG, visible_units
from graphql_api.organisation.queries.liaison import (
    handler_on,
    place_on,
    require_issue,
    require_membership,
    require_team,
    require_visit,
)
from graphql_api.organisation.service.visible import visible_person, visible_unit
from graphql_api.organisation.tables import LiaisonIssueRow, LiaisonTeamRow, liaison
from graphql_api.organisation.tables.tallied import Touched
from graphql_api.organisation.tables.tallies import tallied
from graphql_api.platform.access import LEADING_ROLES, TOWN_ROLES, WORKING_ROLES
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.work import Begin, Work, next_version

LIAISON_PERMISSIONS = {
    "organisation.form_liaison_team": TOWN_ROLES,
    "organisation.rename_liaison_team": TOWN_ROLES,
    "organisation.disband_liaison_team": TOWN_ROLES,
    "organisation.join_liaison_team": TOWN_ROLES,
    "organisation.leave_liaison_team": TOWN_ROLES,
    "organisation.record_liaison_visit": WORKING_ROLES,
    "organisation.withdraw_liaison_visit": WORKING_ROLES,
    "organisation.raise_liaison_issue": WORKING_ROLES,
    "organisation.reopen_liaison_issue": WORKING_ROLES,
    "organisation.withdraw_liaison_issue": WORKING_ROLES,
    "organisation.hand_liaison_issue": LEADING_ROLES,
    "organisation.resolve_liaison_issue": LEADING_ROLES,
    "organisation.decline_liaison_issue": LEADING_ROLES,
}


async def form_team(begin: Begin, *, village: str, name: Text, on: date) -> LiaisonTeamId:
    """A team comes to serve a village."""
    async with begin("organisation.form_liaison_team", subject=village, name=name, on=on) as work:
        await work.alone(TAG)  # as dissolving the village does
        outcome = form_liaison_team(
            id=LiaisonTeamId(work.new_id()),
            village=await visible_unit(work, village, on, ("village",)),
            name=name,
            on=on,
            recorded_at=work.now,
            others=await liaison.load_teams(village_id=village),
        )
        await LiaisonTeamRow.create(id=outcome.state.id, village_id=outcome.state.village)
        return await _store_team(work, None, outcome)


async def rename_team(begin: Begin, *, team: str, name: Text, on: date, expected: int | None = None) -> LiaisonTeamId:
    """A team gets another name."""
    async with begin("organisation.rename_liaison_team", subject=team, name=name, on=on) as work:
        before = await _taken_team(work, team, expected)
        return await _store_team(work, before, rename_liaison_team(before, name=name, on=on, recorded_at=work.now))


async def disband_team(begin: Begin, *, team: str, on: date, expected: int | None = None) -> LiaisonTeamId:
    """A team ceases to exist, and nobody is in it any more."""
    async with begin("organisation.disband_liaison_team", subject=team, on=on) as work:
        before = await _taken_team(work, team, expected)
        members = {one.id: one for one in await liaison.load_memberships(team_id=team)}
        outcome = disband_liaison_team(before, on=on, recorded_at=work.now, memberships=members.values())
        for ended in outcome.state.memberships:
            await liaison.store_membership(members[ended.id], ended, work.entry_id)
        return await _store_team(work, before, Outcome(state=outcome.state.team, events=outcome.events))


async def join_team(begin: Begin, *, team: str, person: str, role: LiaisonRole, period: Period) -> LiaisonMembershipId:
    """A person comes into a team."""
    async with begin(
        "organisation.join_liaison_team", subject=team, person=person, role=role.value, period=period
    ) as work:
        joined = await _team_alone(work, team)
        outcome = join_liaison_team(
            id=LiaisonMembershipId(work.new_id()),
            team=joined,
            person=await visible_person(work, person, period.start),
            role=role,
            period=period,
            recorded_at=work.now,
            others=await liaison.load_memberships(team_id=team),
        )
        return await _store_membership(work, None, outcome)


async def leave_team(begin: Begin, *, membership: str, on: date) -> LiaisonMembershipId:
    """A person is not in a team any more."""
    async with begin("organisation.leave_liaison_team", subject=membership, on=on) as work:
        await work.alone(f"liaison:{(await require_membership(work, membership)).team}")
        before = await require_membership(work, membership)
        return await _store_membership(work, before, leave_liaison_team(before, on=on, recorded_at=work.now))


async def record_visit(
    begin: Begin, *, team: str, place: str, on: date, visitors: Sequence[str], note: str = ""
) -> LiaisonVisitId:
    """Members of a team have visited a place of their village."""
    async with begin("organisation.record_liaison_visit", subject=team, place=place, on=on, visitors=visitors) as work:
        await work.beside(TAG)  # as whoever changes a tally
        visiting = await _team_alone(work, team)
        members = await _acting(work, visiting.id, "organisation.record_liaison_visit")
        outcome = record_liaison_visit(
            id=LiaisonVisitId(work.new_id()),
            team=visiting,
            place=await place_on(work, place, on, path=("place",)),
            on=on,
            today=work.today,
            visitors=[PersonId(who) for who in visitors],
            note=note,
            memberships=members,
            recorded_by=work.person,
            recorded_at=work.now,
        )
        async with tallied(work.connection, Touched(visits=(outcome.state.id,)), new=True):
            await liaison.add_visit(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def withdraw_visit(begin: Begin, *, visit: str, reason: str) -> LiaisonVisitId:
    """A visit was recorded wrongly."""
    async with begin("organisation.withdraw_liaison_visit", subject=visit, reason=reason) as work:
        await work.beside(TAG)
        await work.alone(f"liaison:{(await require_visit(work, visit)).team}")
        before = await require_visit(work, visit)
        await _acting(work, before.team, "organisation.withdraw_liaison_visit")
        outcome = withdraw_liaison_visit(before, reason=reason, by=work.person, recorded_at=work.now)
        if outcome.state.withdrawal is not None:
            async with tallied(work.connection, Touched(visits=(visit,))):
                await liaison.store_withdrawal(before, outcome.state.withdrawal)
        work.record(outcome.events)
        return before.id


async def raise_issue(
    begin: Begin,
    *,
    team: str,
    about: str,
    title: str,
    on: date,
    description: str = "",
    raised_by: str | None = None,
    visit: str | None = None,
) -> LiaisonIssueId:
    """A member of a team raises an issue; the caller, where no other member is named."""
    async with begin("organisation.raise_liaison_issue", subject=team, about=about, on=on, visit=visit) as work:
        await work.beside(TAG)
        raising = await _team_alone(work, team)
        members = await _acting(work, raising.id, "organisation.raise_liaison_issue")
        member = raised_by or work.person
        if member is None:
            raise Blank(path=("raised_by",))
        outcome = raise_liaison_issue(
            id=LiaisonIssueId(work.new_id()),
            team=raising,
            about=await place_on(work, about, on, path=("about",)),
            title=title,
            description=description,
            on=on,
            today=work.today,
            raised_by=PersonId(member),
            memberships=members,
            recorded_at=work.now,
            visit=await require_visit(work, visit) if visit else None,
        )
        return await _store_issue(work, None, outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What every step of an issue says of itself.

    Attributes:
        issue: the issue.
        on: the day.
        text: the reason, or the outcome.
        expected: the version of the issue that the caller read.
    """

    issue: str
    on: date
    text: str
    expected: int | None = None


async def hand_issue(begin: Begin, step: Step, *, to: str, due_on: date) -> LiaisonIssueId:
    """An issue is handed to a unit, which has to answer; handed on by who has it."""
    async with _stepping(begin, "hand_liaison_issue", step, to=to, due_on=due_on) as (work, before):
        await _answerable(work, before, "organisation.hand_liaison_issue")
        outcome = hand_liaison_issue(
            before,
            to=await handler_on(work, to, step.on, village=before.village),
            due_on=due_on,
            on=step.on,
            today=work.today,
            by=work.person,
            recorded_at=work.now,
            reason=step.text,
        )
        return await _store_issue(work, before, outcome)


async def resolve_issue(begin: Begin, step: Step) -> LiaisonIssueId:
    """Who has an issue answers that it is resolved, and how."""
    async with _stepping(begin, "resolve_liaison_issue", step) as (work, before):
        await _answerable(work, before, "organisation.resolve_liaison_issue")
        outcome = resolve_liaison_issue(
            before, outcome=step.text, on=step.on, today=work.today, by=work.person, recorded_at=work.now
        )
        return await _store_issue(work, before, outcome)


async def decline_issue(begin: Begin, step: Step) -> LiaisonIssueId:
    """Who has an issue answers that nothing will be done about it, and why."""
    async with _stepping(begin, "decline_liaison_issue", step) as (work, before):
        await _answerable(work, before, "organisation.decline_liaison_issue")
        outcome = decline_liaison_issue(
            before, reason=step.text, on=step.on, today=work.today, by=work.person, recorded_at=work.now
        )
        return await _store_issue(work, before, outcome)


async def reopen_issue(begin: Begin, step: Step, *, due_on: date) -> LiaisonIssueId:
    """A team is not content with an answer."""
    async with _stepping(begin, "reopen_liaison_issue", step, due_on=due_on) as (work, before):
        await _acting(work, before.team, "organisation.reopen_liaison_issue")
        outcome = reopen_liaison_issue(
            before,
            reason=step.text,
            due_on=due_on,
            on=step.on,
            today=work.today,
            by=work.person,
            recorded_at=work.now,
        )
        return await _store_issue(work, before, outcome)


async def withdraw_issue(begin: Begin, step: Step) -> LiaisonIssueId:
    """A team does not pursue an issue any more."""
    async with _stepping(begin, "withdraw_liaison_issue", step) as (work, before):
        await _acting(work, before.team, "organisation.withdraw_liaison_issue")
        outcome = withdraw_liaison_issue(
            before, reason=step.text, on=step.on, today=work.today, by=work.person, recorded_at=work.now
        )
        return await _store_issue(work, before, outcome)


@asynccontextmanager
async def _stepping(begin: Begin, act: str, step: Step, **detail: object) -> AsyncIterator[tuple[Work, LiaisonIssue]]:
    """The unit of work of a step, and the issue as it is before it: visible, and at the version the caller read."""
    async with begin(f"organisation.{act}", subject=step.issue, on=step.on, **detail) as work:
        await work.beside(TAG)
        await require_issue(work, step.issue)
        await next_version(LiaisonIssueRow, step.issue, kind="liaison issue", expected=step.expected)
        yield work, await require_issue(work, step.issue)


async def _acting(work: Work, team: LiaisonTeamId, act: str) -> tuple[LiaisonMembership, ...]:
    """Every membership of a team for which the caller may act: its own members may today, and the town may always.

    Raises:
        NotInTeam: the caller is somebody else.
        Forbidden: the caller is nobody in particular.
    """
    members = await liaison.load_memberships(team_id=team)
    if work.principal.role in TOWN_ROLES:
        return members
    if work.person is None:
        raise Forbidden(role=work.principal.role.value, act=act, path=("team",))
    if not any(one.person == work.person and one.roles.at(work.today) for one in members):
        raise NotInTeam(person=work.person, team=team, on=work.today, path=("team",))
    return members


async def _answerable(work: Work, issue: LiaisonIssue, act: str) -> None:
    """Refuse who does not answer for the unit that has an issue; for the village, where nobody has it yet.

    Raises:
        Forbidden: the unit lies outside what the caller sees.
    """
    holder = issue.steps[-1].handler or issue.village
    if not await visible_units(work, [holder], None):
        raise Forbidden(role=work.principal.role.value, act=act, path=("issue",))


async def _taken_team(work: Work, team: str, expected: int | None) -> LiaisonTeam:
    await work.alone(TAG)
    before = await _team_alone(work, team)
    await next_version(LiaisonTeamRow, team, kind="liaison team", expected=expected)
    return before


async def _team_alone(work: Work, team: str) -> LiaisonTeam:
    """The team, which no other use case changes meanwhile, nor who is in it."""
    await work.alone(f"liaison:{team}")
    return await require_team(work, team)


async def _store_team(work: Work, before: LiaisonTeam | None, outcome: Outcome[LiaisonTeam]) -> LiaisonTeamId:
    await liaison.store_team(before, outcome.state, work.entry_id)
    work.record(outcome.events)
    return outcome.state.id


async def _store_membership(
    work: Work, before: LiaisonMembership | None, outcome: Outcome[LiaisonMembership]
) -> LiaisonMembershipId:
    await liaison.store_membership(before, outcome.state, work.entry_id)
    work.record(outcome.events)
    return outcome.state.id


async def _store_issue(work: Work, before: LiaisonIssue | None, outcome: Outcome[LiaisonIssue]) -> LiaisonIssueId:
    async with tallied(work.connection, Touched(issues=(outcome.state.id,)), new=before is None):
        await liaison.store_issue(before, outcome.state, work.entry_id)
    work.record(outcome.events)
    return outcome.state.id
