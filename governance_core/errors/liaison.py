"""What the rules about direct-liaison teams, their visits and the issues they raise refuse."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors.organisation import OrganisationError


@dataclass(eq=False, kw_only=True)
class LiaisonError(OrganisationError):
    """A rule about direct-liaison teams."""

    code: ClassVar[str] = "LIAISON_RULE"


@dataclass(eq=False, kw_only=True)
class LiaisonKindNotAllowed(LiaisonError):
    """A unit of that kind has no such part in the work of a liaison team."""

    code: ClassVar[str] = "LIAISON_KIND_NOT_ALLOWED"
    zh: ClassVar[str] = "“{unit_kind}”不适用,直联工作此处只能是:{allowed}"
    en: ClassVar[str] = "A {unit_kind} has no such part in the work of a liaison team; one of these has: {allowed}"

    unit_kind: str
    allowed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class VillageServed(LiaisonError):
    """A liaison team serves the village on some of the days."""

    code: ClassVar[str] = "VILLAGE_SERVED"
    zh: ClassVar[str] = "{village} 在同一时期有直联团队 {team}"
    en: ClassVar[str] = "Liaison team {team} serves {village} on some of these days"

    village: str
    team: str


@dataclass(eq=False, kw_only=True)
class AlreadyInTeam(LiaisonError):
    """A person is in a team once at a time."""

    code: ClassVar[str] = "ALREADY_IN_TEAM"
    zh: ClassVar[str] = "人员 {person} 在同一时期已是直联团队 {team} 的成员"
    en: ClassVar[str] = "Person {person} is in liaison team {team} already on some of these days"

    person: str
    team: str


@dataclass(eq=False, kw_only=True)
class TeamHasLeader(LiaisonError):
    """A team has one leader at a time."""

    code: ClassVar[str] = "TEAM_HAS_LEADER"
    zh: ClassVar[str] = "直联团队 {team} 在同一时期已有组长 {leader}"
    en: ClassVar[str] = "Liaison team {team} has a leader on some of these days: {leader}"

    team: str
    leader: str


@dataclass(eq=False, kw_only=True)
class NotInTeam(LiaisonError):
    """Only who is in the team on that day visits and raises issues for it."""

    code: ClassVar[str] = "NOT_IN_TEAM"
    zh: ClassVar[str] = "人员 {person} 在 {on} 不是直联团队 {team} 的成员"
    en: ClassVar[str] = "Person {person} is not in liaison team {team} on {on}"

    person: str
    team: str
    on: date


@dataclass(eq=False, kw_only=True)
class OutsideVillage(LiaisonError):
    """A team works in its village: the village itself and what stands below it."""

    code: ClassVar[str] = "OUTSIDE_VILLAGE"
    zh: ClassVar[str] = "{unit} 在 {on} 不属于 {village}"
    en: ClassVar[str] = "{unit} is not part of {village} on {on}"

    unit: str
    village: str
    on: date


@dataclass(eq=False, kw_only=True)
class LiaisonDayToCome(LiaisonError):
    """A visit, an issue or a step is recorded when it has happened."""

    code: ClassVar[str] = "LIAISON_DAY_TO_COME"
    zh: ClassVar[str] = "{on} 晚于今日 {today},尚未发生的直联工作不能记录"
    en: ClassVar[str] = "{on} is after {today}: liaison work is recorded when it has happened"

    on: date
    today: date


@dataclass(eq=False, kw_only=True)
class LiaisonDayTooEarly(LiaisonError):
    """Something is said to happen before what it follows from, or to be due before it is asked for."""

    code: ClassVar[str] = "LIAISON_DAY_TOO_EARLY"
    zh: ClassVar[str] = "{on} 早于 {earliest}"
    en: ClassVar[str] = "{on} is before {earliest}"

    on: date
    earliest: date


@dataclass(eq=False, kw_only=True)
class VisitWithdrawn(LiaisonError):
    """A visit that was recorded wrongly never was: it is withdrawn once, and no issue is raised at it."""

    code: ClassVar[str] = "VISIT_WITHDRAWN"
    zh: ClassVar[str] = "走访记录 {visit} 已撤回"
    en: ClassVar[str] = "Visit {visit} has been withdrawn"

    visit: str


@dataclass(eq=False, kw_only=True)
class VisitOfOtherTeam(LiaisonError):
    """An issue is raised at a visit of the same team."""

    code: ClassVar[str] = "VISIT_OF_OTHER_TEAM"
    zh: ClassVar[str] = "走访 {visit} 不是直联团队 {team} 的走访"
    en: ClassVar[str] = "Visit {visit} is not one of liaison team {team}"

    visit: str
    team: str


@dataclass(eq=False, kw_only=True)
class IssueNotReady(LiaisonError):
    """An issue can't take this step from where it stands."""

    code: ClassVar[str] = "ISSUE_NOT_READY"
    zh: ClassVar[str] = "问题 {issue} 当前状态为“{status}”,此操作须处于:{needed}"
    en: ClassVar[str] = "Issue {issue} is {status}; this needs it to be one of: {needed}"

    issue: str
    status: str
    needed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class AlreadyInHand(LiaisonError):
    """An issue is handed on to somebody else than who has it."""

    code: ClassVar[str] = "ALREADY_IN_HAND"
    zh: ClassVar[str] = "问题 {issue} 已由 {unit} 办理"
    en: ClassVar[str] = "Issue {issue} is with {unit} already"

    issue: str
    unit: str


@dataclass(eq=False, kw_only=True)
class TooManySteps(LiaisonError):
    """An issue that is sent round and round comes to an end: it is answered or withdrawn."""

    code: ClassVar[str] = "TOO_MANY_STEPS"
    zh: ClassVar[str] = "问题 {issue} 已流转 {limit} 步,只能答复或撤回"
    en: ClassVar[str] = "Issue {issue} has taken {limit} steps: it can only be answered or withdrawn"

    issue: str
    limit: int
