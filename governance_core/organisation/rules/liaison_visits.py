"""What may be done about the visits of direct-liaison teams: record them, and withdraw what was recorded wrongly."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import (
    LiaisonDayToCome,
    LiaisonKindNotAllowed,
    NotInTeam,
    OutsideVillage,
    VisitWithdrawn,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.organisation.events.liaison import LiaisonVisitRecorded, LiaisonVisitWithdrawn
from governance_core.organisation.model.liaison import (
    LiaisonMembership,
    LiaisonPlace,
    LiaisonTeam,
    LiaisonVisit,
    LiaisonVisitId,
    VisitWithdrawal,
)
from governance_core.organisation.rules.liaison_teams import refuse_no_team
from governance_core.values import PersonId
from governance_core.wording import LONGEST_NOTE, count_faults, length_faults, text_faults, twin_faults

PLACE_KINDS = ("household", "cooperative", "compound", "village", "community")
MOST_VISITORS = 20


def record_liaison_visit(
    *,
    id: LiaisonVisitId,  # noqa: A002 -- the field's name
    team: LiaisonTeam,
    place: LiaisonPlace,
    on: date,
    today: date,
    visitors: Sequence[PersonId],
    note: str,
    memberships: Iterable[LiaisonMembership],
    recorded_by: PersonId | None,
    recorded_at: datetime,
) -> Outcome[LiaisonVisit]:
    """Members of a team have visited a home, a cooperative, a compound or the village itself.

    Args:
        id: the visit's key.
        team: the team.
        place: the unit that was visited, as it was on that day.
        on: the day, not after today.
        today: the town's day at the instant of the act.
        visitors: the members who went, 1 to 20.
        note: the matters that came up, in at most 2,000 characters, and nothing about anybody's attitude.
        memberships: every membership of the team.
        recorded_by: who records it; None for the system.
        recorded_at: the instant of the act.

    Raises:
        InvalidInput: nobody, too many or somebody twice is said to have gone, or the note says too much; a single
            fault is raised itself.
        LiaisonDayToCome: the day is still to come.
        NotInExistence: the team does not exist on that day.
        LiaisonKindNotAllowed: such a unit is not visited.
        OutsideVillage: the place is not part of the team's village on that day.
        NotInTeam: somebody who went is not in the team on that day.
    """
    faults = count_faults(len(visitors), MOST_VISITORS, ("members",))
    faults += twin_faults((who, ("members", str(place))) for place, who in enumerate(visitors))
    refuse_faults([*faults, *length_faults(note, LONGEST_NOTE, ("note",))])
    refuse_day_to_come(on, today)
    refuse_no_team(team, on)
    refuse_outside(team, place, on, ("place",))
    members = tuple(memberships)
    for number, who in enumerate(visitors):
        refuse_stranger(team, who, on, members, ("members", str(number)))
    visit = LiaisonVisit(
        id=id,
        team=team.id,
        village=team.village,
        place=place.unit,
        on=on,
        visitors=tuple(visitors),
        note=note,
        recorded_by=recorded_by,
        recorded_at=recorded_at,
    )
    happened = LiaisonVisitRecorded(effective_on=on, visit=id, team=team.id, village=team.village, place=place.unit)
    return Outcome(state=visit, events=(happened,))


def withdraw_liaison_visit(
    visit: LiaisonVisit, *, reason: str, by: PersonId | None, recorded_at: datetime
) -> Outcome[LiaisonVisit]:
    """A visit was recorded wrongly: it stays on record, withdrawn, and counts nowhere. Issues raised at it stand.

    Raises:
        Blank, TooLong: the reason says nothing, or too much.
        VisitWithdrawn: it is withdrawn already.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    refuse_withdrawn(visit)
    withdrawal = VisitWithdrawal(reason=reason, by=by, at=recorded_at)
    happened = LiaisonVisitWithdrawn(
        effective_on=visit.on, visit=visit.id, team=visit.team, village=visit.village, place=visit.place
    )
    return Outcome(state=replace(visit, withdrawal=withdrawal), events=(happened,))


def refuse_withdrawn(visit: LiaisonVisit) -> None:
    """Refuse a visit that never was.

    Raises:
        VisitWithdrawn: it was withdrawn.
    """
    if visit.withdrawal is not None:
        raise VisitWithdrawn(visit=visit.id, path=("visit",))


def refuse_day_to_come(on: date, today: date) -> None:
    """Refuse a day after today.

    Raises:
        LiaisonDayToCome: it is.
    """
    if on > today:
        raise LiaisonDayToCome(on=on, today=today, path=("on",))


def refuse_outside(team: LiaisonTeam, place: LiaisonPlace, on: date, path: tuple[str, ...]) -> None:
    """Refuse a place that is not one of the team's village.

    Raises:
        LiaisonKindNotAllowed: such a unit is no place of a village.
        OutsideVillage: it is not part of the village on that day.
    """
    if place.kind not in PLACE_KINDS:
        raise LiaisonKindNotAllowed(unit_kind=place.kind, allowed=PLACE_KINDS, path=path)
    if team.village not in (place.unit, *place.above):
        raise OutsideVillage(unit=place.unit, village=team.village, on=on, path=path)


def refuse_stranger(
    team: LiaisonTeam, person: PersonId, on: date, memberships: Iterable[LiaisonMembership], path: tuple[str, ...]
) -> None:
    """Refuse somebody who is not in the team on a day.

    Raises:
        NotInTeam: they are not.
    """
    if not any(one.person == person and one.team == team.id and one.roles.at(on) for one in memberships):
        raise NotInTeam(person=person, team=team.id, on=on, path=path)
