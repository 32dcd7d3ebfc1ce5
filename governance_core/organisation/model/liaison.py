"""Direct-liaison teams (直联团队): who is tied to which village, where they went, and what became of what they raised.

What is kept are matters, never people's opinions: a note and an issue say what is to be done and where. There is no
text about a resident and no list of what one household ever said; whoever asks for more keeps it elsewhere.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from governance_core.history import History
from governance_core.values import PersonId, Text, UnitId

LiaisonTeamId = NewType("LiaisonTeamId", str)
LiaisonMembershipId = NewType("LiaisonMembershipId", str)
LiaisonVisitId = NewType("LiaisonVisitId", str)
LiaisonIssueId = NewType("LiaisonIssueId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonTeam:
    """A team of town cadres tied to one village. It exists on the days on which it has a name."""

    id: LiaisonTeamId
    village: UnitId
    names: History[Text]


class LiaisonRole(StrEnum):
    """What somebody is in a liaison team."""

    LEADER = "leader"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonMembership:
    """That a person is in a liaison team, on the days on which they have a role."""

    id: LiaisonMembershipId
    team: LiaisonTeamId
    village: UnitId
    person: PersonId
    roles: History[LiaisonRole]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonPlace:
    """A unit on a day, as far as a team's work asks: its kind, and the units above it."""

    unit: UnitId
    kind: str
    above: tuple[UnitId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWithdrawal:
    """That a visit was recorded wrongly: why, said by whom (None for the system), and when."""

    reason: str
    by: PersonId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonVisit:
    """A visit of a team.

    Attributes:
        id: its own key.
        team: the team.
        village: its village.
        place: the unit that was visited: a home, a cooperative, a compound, or the village itself.
        on: the day.
        visitors: the members who went.
        note: the matters that came up, in at most 2,000 characters; nothing about anybody's attitude.
        recorded_by: who recorded it; None for the system.
        recorded_at: when.
        withdrawal: that it was recorded wrongly, where it was.
    """

    id: LiaisonVisitId
    team: LiaisonTeamId
    village: UnitId
    place: UnitId
    on: date
    visitors: tuple[PersonId, ...]
    note: str
    recorded_by: PersonId | None
    recorded_at: datetime
    withdrawal: VisitWithdrawal | None = None


class IssueStatus(StrEnum):
    """Where an issue stands, which is what its last step made of it."""

    RAISED = "raised"
    HANDED = "handed"
    REOPENED = "reopened"
    RESOLVED = "resolved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


IN_HAND = (IssueStatus.HANDED, IssueStatus.REOPENED)
"""Somebody has to answer."""
OPEN = (IssueStatus.RAISED, *IN_HAND)
"""Not answered yet, and not withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueStep:
    """A step of an issue. Steps are added and never changed.

    Attributes:
        status: where the issue stands from then on.
        on: the day.
        by: who took the step; None for the system.
        recorded_at: when it became known.
        handler: the unit that has to answer from then on, or that has answered; None where nobody was asked yet.
        due_on: the last day for the answer; None where none is awaited.
        text: the reason, or the outcome; empty where there is nothing to say.
    """

    status: IssueStatus
    on: date
    by: PersonId | None
    recorded_at: datetime
    handler: UnitId | None = None
    due_on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonIssue:
    """An issue that a team has raised, and its fate: a log of steps, of which the first is that it was raised.

    Attributes:
        id: its own key.
        team: the team.
        village: its village.
        about: the unit it is about: in the village, or the village itself.
        title: the issue in at most 200 characters.
        description: what is to be done, in at most 2,000 characters; may be empty.
        raised_by: the member who raised it.
        visit: the visit at which it came up; None where it came up elsewhere.
        steps: what has happened to it, in order.
    """

    id: LiaisonIssueId
    team: LiaisonTeamId
    village: UnitId
    about: UnitId
    title: str
    description: str
    raised_by: PersonId
    visit: LiaisonVisitId | None
    steps: tuple[IssueStep, ...]

    @property
    def raised_on(self) -> date:
        """The day on which it was raised."""
        return self.steps[0].on


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueStanding:
    """Where an issue stood: its status, who has to answer or has answered, and until when."""

    status: IssueStatus
    handler: UnitId | None = None
    due_on: date | None = None
