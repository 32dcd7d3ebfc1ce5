"""What happens around direct-liaison teams, as other domains hear of it: facts by id, no name and no text."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.organisation.model.liaison import (
    LiaisonIssueId,
    LiaisonMembershipId,
    LiaisonTeamId,
    LiaisonVisitId,
)
from governance_core.values import PersonId, Text, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonTeamFormed(DomainEvent):
    """A liaison team came to serve a village."""

    name: ClassVar[str] = "organisation.liaison-team-formed"
    team: LiaisonTeamId
    village: UnitId
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonTeamRenamed(DomainEvent):
    """A liaison team got another name."""

    name: ClassVar[str] = "organisation.liaison-team-renamed"
    team: LiaisonTeamId
    village: UnitId
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonTeamDisbanded(DomainEvent):
    """A liaison team ceased to exist."""

    name: ClassVar[str] = "organisation.liaison-team-disbanded"
    team: LiaisonTeamId
    village: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonTeamJoined(DomainEvent):
    """A person came into a liaison team."""

    name: ClassVar[str] = "organisation.liaison-team-joined"
    membership: LiaisonMembershipId
    team: LiaisonTeamId
    village: UnitId
    person: PersonId
    role: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonTeamLeft(DomainEvent):
    """A person is not in a liaison team any more."""

    name: ClassVar[str] = "organisation.liaison-team-left"
    membership: LiaisonMembershipId
    team: LiaisonTeamId
    village: UnitId
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonVisitRecorded(DomainEvent):
    """A liaison team has visited a place of its village."""

    name: ClassVar[str] = "organisation.liaison-visit-recorded"
    visit: LiaisonVisitId
    team: LiaisonTeamId
    village: UnitId
    place: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonVisitWithdrawn(DomainEvent):
    """A visit was recorded wrongly."""

    name: ClassVar[str] = "organisation.liaison-visit-withdrawn"
    visit: LiaisonVisitId
    team: LiaisonTeamId
    village: UnitId
    place: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonIssueRaised(DomainEvent):
    """A liaison team has raised an issue."""

    name: ClassVar[str] = "organisation.liaison-issue-raised"
    issue: LiaisonIssueId
    team: LiaisonTeamId
    village: UnitId
    about: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonIssueHanded(DomainEvent):
    """An issue was handed to a unit, which has to answer."""

    name: ClassVar[str] = "organisation.liaison-issue-handed"
    issue: LiaisonIssueId
    village: UnitId
    handler: UnitId
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonIssueResolved(DomainEvent):
    """An issue was resolved."""

    name: ClassVar[str] = "organisation.liaison-issue-resolved"
    issue: LiaisonIssueId
    village: UnitId
    handler: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonIssueDeclined(DomainEvent):
    """It was answered that nothing will be done about an issue."""

    name: ClassVar[str] = "organisation.liaison-issue-declined"
    issue: LiaisonIssueId
    village: UnitId
    handler: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonIssueReopened(DomainEvent):
    """An issue went back to who had answered it."""

    name: ClassVar[str] = "organisation.liaison-issue-reopened"
    issue: LiaisonIssueId
    village: UnitId
    handler: UnitId
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonIssueWithdrawn(DomainEvent):
    """A team does not pursue an issue any more."""

    name: ClassVar[str] = "organisation.liaison-issue-withdrawn"
    issue: LiaisonIssueId
    village: UnitId
