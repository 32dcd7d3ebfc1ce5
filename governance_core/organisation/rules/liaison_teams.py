"""What may be done about direct-liaison teams: form, rename and disband them, and say who is in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from governance_core.errors import (
    AlreadyInTeam,
    LiaisonKindNotAllowed,
    NothingToCorrect,
    NotInExistence,
    TeamHasLeader,
    VillageServed,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.organisation.events.liaison import (
    LiaisonTeamDisbanded,
    LiaisonTeamFormed,
    LiaisonTeamJoined,
    LiaisonTeamLeft,
    LiaisonTeamRenamed,
)
from governance_core.organisation.model import Person, Unit
from governance_core.organisation.model.liaison import (
    LiaisonMembership,
    LiaisonMembershipId,
    LiaisonRole,
    LiaisonTeam,
    LiaisonTeamId,
)
from governance_core.organisation.rules.days import lasting, refuse_absence, restated, without_days
from governance_core.values import Period, Text, UnitId
from governance_core.wording import label_faults

SERVED_KINDS = ("village", "community")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisbandedTeam:
    """A team after its end, and the memberships that ended with it."""

    team: LiaisonTeam
    memberships: tuple[LiaisonMembership, ...]


def form_liaison_team(
    *,
    id: LiaisonTeamId,  # noqa: A002 -- the field's name
    village: Unit,
    name: Text,
    on: date,
    recorded_at: datetime,
    others: Iterable[LiaisonTeam] = (),
) -> Outcome[LiaisonTeam]:
    """A team comes to serve a village, which has one at a time.

    Args:
        id: the team's key.
        village: the village or community.
        name: what the team is called.
        on: the first day.
        recorded_at: the instant of the act.
        others: every team of the village.

    Raises:
        Blank, TooLong: the name says nothing, or too much.
        LiaisonKindNotAllowed: it is no village and no community.
        NotInExistence: the village does not exist on some of the days.
        VillageServed: another team serves it on some of the days.
    """
    refuse_faults(label_faults(name, ("name",)))
    if village.kind not in SERVED_KINDS:
        raise LiaisonKindNotAllowed(unit_kind=village.kind, allowed=SERVED_KINDS, path=("village",))
    period = Period(start=on)
    refuse_absence(village.id, village.states, period, ("village",))
    refuse_served(village.id, period, others, ("village",))
    team = LiaisonTeam(id=id, village=village.id, names=lasting(name, period, recorded_at))
    happened = LiaisonTeamFormed(effective_on=on, team=id, village=village.id, label=name)
    return Outcome(state=team, events=(happened,))


def refuse_served(village: UnitId, period: Period, teams: Iterable[LiaisonTeam], path: tuple[str, ...]) -> None:
    """Refuse where a team serves the village on some of the days.

    Raises:
        VillageServed: one does.
    """
    for team in teams:
        if team.village == village and team.names.within(period):
            raise VillageServed(village=village, team=team.id, path=path)


def rename_liaison_team(team: LiaisonTeam, *, name: Text, on: date, recorded_at: datetime) -> Outcome[LiaisonTeam]:
    """A team gets another name from a day on.

    Raises:
        Blank, TooLong: the name says nothing, or too much.
        NotInExistence: the team does not exist on that day.
        NothingToCorrect: it is called so already.
    """
    refuse_faults(label_faults(name, ("name",)))
    refuse_no_team(team, on)
    names, changed = restated(team.names, Period(start=on), recorded_at, lambda _: name)
    if not changed:
        raise NothingToCorrect(path=("name",))
    happened = LiaisonTeamRenamed(effective_on=on, team=team.id, village=team.village, label=name)
    return Outcome(state=replace(team, names=names), events=(happened,))


def disband_liaison_team(
    team: LiaisonTeam, *, on: date, recorded_at: datetime, memberships: Iterable[LiaisonMembership] = ()
) -> Outcome[DisbandedTeam]:
    """A team does not exist from a day on, and nobody is in it from then on; from its first day on: it never was.

    Its visits and issues stay, and issues in hand are still to be answered.

    Args:
        team: the team.
        on: the first day without it.
        recorded_at: the instant of the act.
        memberships: every membership of the team.

    Raises:
        NotInExistence: it does not exist on that day anyway.
    """
    refuse_no_team(team, on)
    period = Period(start=on)
    ended = tuple(
        replace(one, roles=without_days(one.roles, period, recorded_at))
        for one in memberships
        if one.roles.within(period)
    )
    state = DisbandedTeam(team=replace(team, names=without_days(team.names, period, recorded_at)), memberships=ended)
    happened = LiaisonTeamDisbanded(effective_on=on, team=team.id, village=team.village)
    return Outcome(state=state, events=(happened, *(_left(one, on) for one in ended)))


def join_liaison_team(
    *,
    id: LiaisonMembershipId,  # noqa: A002 -- the field's name
    team: LiaisonTeam,
    person: Person,
    role: LiaisonRole,
    period: Period,
    recorded_at: datetime,
    others: Sequence[LiaisonMembership] = (),
) -> Outcome[LiaisonMembership]:
    """A person comes into a team for a period, once at a time; the team has at most one leader at a time.

    Args:
        id: the membership's key.
        team: the team.
        person: who.
        role: leader or member.
        period: when.
        recorded_at: the instant of the act.
        others: every membership of the team.

    Raises:
        NotInExistence: the team does not exist on some of the days, or the person is not known on the first.
        AlreadyInTeam: the person is in the team on some of the days.
        TeamHasLeader: it has a leader on some of the days.
    """
    refuse_absence(team.id, team.names, period, ("team",))
    if person.names.at(period.start) is None:
        raise NotInExistence(subject=person.id, on=period.start, path=("person",))
    held = [(other, version.value) for other in others for version in other.roles.within(period)]
    for other, had in held:
        if other.person == person.id:
            raise AlreadyInTeam(person=person.id, team=team.id, path=("period",))
        if role is LiaisonRole.LEADER and had is LiaisonRole.LEADER:
            raise TeamHasLeader(team=team.id, leader=other.person, path=("role",))
    membership = LiaisonMembership(
        id=id, team=team.id, village=team.village, person=person.id, roles=lasting(role, period, recorded_at)
    )
    happened = LiaisonTeamJoined(
        effective_on=period.start,
        membership=id,
        team=team.id,
        village=team.village,
        person=person.id,
        role=role.value,
        until=period.end,
    )
    return Outcome(state=membership, events=(happened,))


def leave_liaison_team(membership: LiaisonMembership, *, on: date, recorded_at: datetime) -> Outcome[LiaisonMembership]:
    """A person is not in a team any more from a day on; from the first day on: never was, as is known now.

    Raises:
        NotInExistence: they are not in it on that day.
    """
    if membership.roles.at(on) is None:
        raise NotInExistence(subject=membership.id, on=on, path=("on",))
    roles = without_days(membership.roles, Period(start=on), recorded_at)
    return Outcome(state=replace(membership, roles=roles), events=(_left(membership, on),))


def refuse_no_team(team: LiaisonTeam, on: date) -> None:
    """Refuse a day on which the team does not exist.

    Raises:
        NotInExistence: it does not.
    """
    if team.names.at(on) is None:
        raise NotInExistence(subject=team.id, on=on, path=("on",))


def _left(membership: LiaisonMembership, on: date) -> LiaisonTeamLeft:
    return LiaisonTeamLeft(
        effective_on=on,
        membership=membership.id,
        team=membership.team,
        village=membership.village,
        person=membership.person,
    )
