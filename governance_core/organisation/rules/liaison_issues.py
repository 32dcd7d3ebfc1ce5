"""How an issue that a direct-liaison team raises comes to its answer.

It is raised, handed to a unit that has to answer by a day, perhaps handed on, and answered: resolved or declined. A
team that is not content reopens it, and withdraws what it does not pursue. Where it stands is read off its last step.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import (
    AlreadyInHand,
    IssueNotReady,
    LiaisonDayTooEarly,
    LiaisonKindNotAllowed,
    TooManySteps,
    VisitOfOtherTeam,
    refuse_faults,
)
from governance_core.events import DomainEvent, Outcome
from governance_core.history import History, recorded
from governance_core.organisation.events.liaison import (
    LiaisonIssueDeclined,
    LiaisonIssueHanded,
    LiaisonIssueRaised,
    LiaisonIssueReopened,
    LiaisonIssueResolved,
    LiaisonIssueWithdrawn,
)
from governance_core.organisation.model.liaison import (
    IN_HAND,
    OPEN,
    IssueStanding,
    IssueStatus,
    IssueStep,
    LiaisonIssue,
    LiaisonIssueId,
    LiaisonMembership,
    LiaisonPlace,
    LiaisonTeam,
    LiaisonVisit,
)
from governance_core.organisation.rules.liaison_teams import refuse_no_team
from governance_core.organisation.rules.liaison_visits import (
    refuse_day_to_come,
    refuse_outside,
    refuse_stranger,
    refuse_withdrawn,
)
from governance_core.values import Period, PersonId, UnitId
from governance_core.wording import LONGEST_NOTE, LONGEST_TITLE, length_faults, text_faults

HANDLER_KINDS = ("department", "village", "community", "town")
ANSWERED = (IssueStatus.RESOLVED, IssueStatus.DECLINED)
MOST_STEPS = 40


def raise_liaison_issue(
    *,
    id: LiaisonIssueId,  # noqa: A002 -- the field's name
    team: LiaisonTeam,
    about: LiaisonPlace,
    title: str,
    description: str,
    on: date,
    today: date,
    raised_by: PersonId,
    memberships: Iterable[LiaisonMembership],
    recorded_at: datetime,
    visit: LiaisonVisit | None = None,
) -> Outcome[LiaisonIssue]:
    """A member of a team raises an issue about the village or a part of it, at a visit or otherwise.

    Args:
        id: the issue's key.
        team: the team.
        about: the unit it is about, as it was on that day.
        title: the issue in at most 200 characters.
        description: what is to be done, in at most 2,000 characters; nothing about anybody's attitude.
        on: the day, not after today.
        today: the town's day at the instant of the act.
        raised_by: the member who raises it.
        memberships: every membership of the team.
        recorded_at: the instant of the act.
        visit: the visit at which it came up; None where it came up elsewhere.

    Raises:
        InvalidInput: the title says nothing, or title or description too much; a single fault is raised itself.
        LiaisonDayToCome, LiaisonDayTooEarly: the day is still to come, or before the visit.
        NotInExistence: the team does not exist on that day.
        LiaisonKindNotAllowed, OutsideVillage: the unit is no part of the team's village on that day.
        NotInTeam: who raises it is not in the team on that day.
        VisitOfOtherTeam, VisitWithdrawn: the visit is not the team's, or never was.
    """
    faults = text_faults(title, LONGEST_TITLE, ("title",))
    refuse_faults([*faults, *length_faults(description, LONGEST_NOTE, ("description",))])
    refuse_day_to_come(on, today)
    refuse_no_team(team, on)
    refuse_outside(team, about, on, ("about",))
    refuse_stranger(team, raised_by, on, memberships, ("raised_by",))
    if visit is not None:
        if visit.team != team.id:
            raise VisitOfOtherTeam(visit=visit.id, team=team.id, path=("visit",))
        refuse_withdrawn(visit)
        _refuse_too_early(on, visit.on, ("on",))
    raised = IssueStep(status=IssueStatus.RAISED, on=on, by=raised_by, recorded_at=recorded_at)
    issue = LiaisonIssue(
        id=id,
        team=team.id,
        village=team.village,
        about=about.unit,
        title=title,
        description=description,
        raised_by=raised_by,
        visit=visit.id if visit else None,
        steps=(raised,),
    )
    happened = LiaisonIssueRaised(effective_on=on, issue=id, team=team.id, village=team.village, about=about.unit)
    return Outcome(state=issue, events=(happened,))


def hand_liaison_issue(
    issue: LiaisonIssue,
    *,
    to: LiaisonPlace,
    due_on: date,
    on: date,
    today: date,
    by: PersonId | None,
    recorded_at: datetime,
    reason: str = "",
) -> Outcome[LiaisonIssue]:
    """An issue is handed to a unit, which has to answer by a day; handed on from one to another only with a reason.

    Raises:
        Blank, TooLong: it is handed on without a reason, or the reason says too much.
        IssueNotReady: it is answered or withdrawn.
        LiaisonKindNotAllowed: such a unit does not answer for issues.
        AlreadyInHand: the unit has it already.
        LiaisonDayToCome, LiaisonDayTooEarly: the day is still to come or before the last step, or the answer is due
            before it is asked for.
        TooManySteps: it has been sent round too often.
    """
    _refuse_status(issue, OPEN)
    standing = standing_of(issue)
    faults = text_faults if standing.handler is not None else length_faults
    refuse_faults(faults(reason, LONGEST_NOTE, ("reason",)))
    if to.kind not in HANDLER_KINDS:
        raise LiaisonKindNotAllowed(unit_kind=to.kind, allowed=HANDLER_KINDS, path=("to",))
    if standing.handler == to.unit:
        raise AlreadyInHand(issue=issue.id, unit=to.unit, path=("to",))
    _refuse_too_early(due_on, on, ("due_on",))
    step = IssueStep(
        status=IssueStatus.HANDED,
        on=on,
        by=by,
        recorded_at=recorded_at,
        handler=to.unit,
        due_on=due_on,
        text=reason,
    )
    happened = LiaisonIssueHanded(
        effective_on=on, issue=issue.id, village=issue.village, handler=to.unit, due_on=due_on
    )
    return _stepped(issue, step, today, happened)


def resolve_liaison_issue(
    issue: LiaisonIssue, *, outcome: str, on: date, today: date, by: PersonId | None, recorded_at: datetime
) -> Outcome[LiaisonIssue]:
    """Who has an issue answers that it is resolved, and how, in at most 2,000 characters.

    Raises:
        Blank, TooLong: the outcome says nothing, or too much.
        IssueNotReady: nobody has it.
        LiaisonDayToCome, LiaisonDayTooEarly: the day is still to come, or before the last step.
    """
    handler = _answering(issue, outcome, "outcome")
    step = IssueStep(status=IssueStatus.RESOLVED, on=on, by=by, recorded_at=recorded_at, handler=handler, text=outcome)
    happened = LiaisonIssueResolved(effective_on=on, issue=issue.id, village=issue.village, handler=handler)
    return _stepped(issue, step, today, happened)


def decline_liaison_issue(
    issue: LiaisonIssue, *, reason: str, on: date, today: date, by: PersonId | None, recorded_at: datetime
) -> Outcome[LiaisonIssue]:
    """Who has an issue answers that nothing will be done about it, and why, in at most 2,000 characters.

    Raises:
        Blank, TooLong: the reason says nothing, or too much.
        IssueNotReady: nobody has it.
        LiaisonDayToCome, LiaisonDayTooEarly: the day is still to come, or before the last step.
    """
    handler = _answering(issue, reason, "reason")
    step = IssueStep(status=IssueStatus.DECLINED, on=on, by=by, recorded_at=recorded_at, handler=handler, text=reason)
    happened = LiaisonIssueDeclined(effective_on=on, issue=issue.id, village=issue.village, handler=handler)
    return _stepped(issue, step, today, happened)


def reopen_liaison_issue(
    issue: LiaisonIssue,
    *,
    reason: str,
    due_on: date,
    on: date,
    today: date,
    by: PersonId | None,
    recorded_at: datetime,
) -> Outcome[LiaisonIssue]:
    """A team is not content with an answer: the issue goes back to who gave it, and another is due by a day.

    Raises:
        Blank, TooLong: the reason says nothing, or too much.
        IssueNotReady: it is not answered.
        LiaisonDayToCome, LiaisonDayTooEarly: the day is still to come or before the last step, or the answer is due
            before it is asked for.
        TooManySteps: it has been sent round too often.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    _refuse_status(issue, ANSWERED)
    _refuse_too_early(due_on, on, ("due_on",))
    handler = _handler_of(issue)
    step = IssueStep(
        status=IssueStatus.REOPENED,
        on=on,
        by=by,
        recorded_at=recorded_at,
        handler=handler,
        due_on=due_on,
        text=reason,
    )
    happened = LiaisonIssueReopened(
        effective_on=on, issue=issue.id, village=issue.village, handler=handler, due_on=due_on
    )
    return _stepped(issue, step, today, happened)


def withdraw_liaison_issue(
    issue: LiaisonIssue, *, reason: str, on: date, today: date, by: PersonId | None, recorded_at: datetime
) -> Outcome[LiaisonIssue]:
    """A team does not pursue an issue any more.

    Raises:
        Blank, TooLong: the reason says nothing, or too much.
        IssueNotReady: it is answered or withdrawn.
        LiaisonDayToCome, LiaisonDayTooEarly: the day is still to come, or before the last step.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    _refuse_status(issue, OPEN)
    handler = standing_of(issue).handler
    step = IssueStep(status=IssueStatus.WITHDRAWN, on=on, by=by, recorded_at=recorded_at, handler=handler, text=reason)
    happened = LiaisonIssueWithdrawn(effective_on=on, issue=issue.id, village=issue.village)
    return _stepped(issue, step, today, happened)


def standings_of(issue: LiaisonIssue) -> History[IssueStanding]:
    """Where an issue stood on every day, as it became known step by step."""
    history: History[IssueStanding] = History()
    for step in issue.steps:
        standing = IssueStanding(status=step.status, handler=step.handler, due_on=step.due_on)
        history = recorded(history, value=standing, period=Period(start=step.on), recorded_at=step.recorded_at)
    return history


def standing_of(issue: LiaisonIssue) -> IssueStanding:
    """Where an issue stands after all its steps."""
    last = issue.steps[-1]
    return IssueStanding(status=last.status, handler=last.handler, due_on=last.due_on)


def overdue_on(standing: IssueStanding, day: date) -> bool:
    """Whether the last day for an answer is over on a day without one."""
    return standing.due_on is not None and standing.due_on < day


def _answering(issue: LiaisonIssue, text: str, said_in: str) -> UnitId:
    refuse_faults(text_faults(text, LONGEST_NOTE, (said_in,)))
    _refuse_status(issue, IN_HAND)
    return _handler_of(issue)


def _handler_of(issue: LiaisonIssue) -> UnitId:
    handler = issue.steps[-1].handler
    assert handler is not None, "who is handed, answers or is asked again is known"  # noqa: S101 -- the steps above
    return handler


def _stepped(issue: LiaisonIssue, step: IssueStep, today: date, happened: DomainEvent) -> Outcome[LiaisonIssue]:
    refuse_day_to_come(step.on, today)
    _refuse_too_early(step.on, issue.steps[-1].on, ("on",))
    if step.status in IN_HAND and len(issue.steps) >= MOST_STEPS:
        raise TooManySteps(issue=issue.id, limit=MOST_STEPS, path=("issue",))
    return Outcome(state=replace(issue, steps=(*issue.steps, step)), events=(happened,))


def _refuse_too_early(day: date, earliest: date, path: tuple[str, ...]) -> None:
    if day < earliest:
        raise LiaisonDayTooEarly(on=day, earliest=earliest, path=path)


def _refuse_status(issue: LiaisonIssue, needed: tuple[IssueStatus, ...]) -> None:
    status = issue.steps[-1].status
    if status not in needed:
        wanted = tuple(one.value for one in needed)
        raise IssueNotReady(issue=issue.id, status=status.value, needed=wanted, path=("issue",))
