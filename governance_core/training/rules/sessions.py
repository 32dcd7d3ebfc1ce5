"""Holding training, and how far it has reached those it is for."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal

from governance_core.errors import Blank, DayToCome, TooManyParticipants, refuse_faults
from governance_core.events import Outcome
from governance_core.training.events import SessionHeld
from governance_core.training.model import Audience, Coverage, Programme, TrainingSession
from governance_core.values import (
    NotApplicable,
    Period,
    PersonId,
    PlanId,
    Reading,
    SessionId,
    UnitId,
    Value,
    rounded,
    total,
)
from governance_core.wording import twin_faults

NOBODY = "no-members"
AUDIENCE_POSTS: Mapping[Audience, frozenset[str]] = {
    Audience.VILLAGE_CADRES: frozenset(
        {
            "party-secretary",
            "first-secretary",
            "deputy-party-secretary",
            "party-committee-member",
            "village-director",
            "village-deputy-director",
            "village-committee-member",
            "community-director",
            "community-deputy-director",
            "community-committee-member",
        }
    ),
    Audience.COOPERATIVE_CADRES: frozenset({"cooperative-head"}),
    Audience.REPRESENTATIVES: frozenset({"villager-representative", "resident-representative"}),
    Audience.SHAREHOLDER_REPRESENTATIVES: frozenset({"shareholder-representative"}),
}
"""The kinds of posts whose holders belong to an audience. The report names the audiences; the posts are our choice."""


def hold_session(
    *,
    id: SessionId,  # noqa: A002 -- the field's name
    programme: Programme,
    unit: UnitId,
    held_on: date,
    participants: Sequence[PersonId],
    today: date,
    recorded_by: PersonId | None,
    recorded_at: datetime,
    plan: PlanId | None = None,
) -> Outcome[TrainingSession]:
    """A programme was held, and these people took part. It does not say what they can do now: an assessment does.

    Args:
        id: the session's key.
        programme: what was held; its hours are the session's.
        unit: where, or for whose people.
        held_on: the day, not after today.
        participants: who took part: at least one, each once, and no more than there are seats.
        today: the town's day at the instant of the act.
        recorded_by: who records it; None for the system.
        recorded_at: the instant of the act.
        plan: the plan it fulfils, where there is one.

    Raises:
        DayToCome: the day is still to come.
        TooManyParticipants: there are not that many seats.
        Blank, Duplicate: nobody is named, or somebody twice.
    """
    if held_on > today:
        raise DayToCome(on=held_on, today=today, path=("held_on",))
    if not participants:
        raise Blank(path=("participants",))
    refuse_faults(twin_faults((one, ("participants", str(place))) for place, one in enumerate(participants)))
    if len(participants) > programme.seats:
        raise TooManyParticipants(
            programme=programme.code, seats=programme.seats, given=len(participants), path=("participants",)
        )
    session = TrainingSession(
        id=id,
        programme=programme.code,
        unit=unit,
        held_on=held_on,
        hours=programme.hours,
        participants=tuple(sorted(participants)),
        plan=plan,
        recorded_by=recorded_by,
        recorded_at=recorded_at,
    )
    happened = SessionHeld(
        effective_on=held_on, session=id, programme=programme.code, unit=unit, participants=len(participants)
    )
    return Outcome(state=session, events=(happened,))


def audience_members(
    post_kinds: Mapping[PersonId, AbstractSet[str]], party_members: AbstractSet[PersonId]
) -> dict[Audience, frozenset[PersonId]]:
    """Who belongs to each audience; somebody can belong to several.

    Args:
        post_kinds: the kinds of posts that people hold, by code.
        party_members: who belongs to the Party.
    """
    by_posts = {
        audience: frozenset(person for person, held in post_kinds.items() if held & kinds)
        for audience, kinds in AUDIENCE_POSTS.items()
    }
    return {one: by_posts.get(one, frozenset(party_members)) for one in Audience}


def audience_coverage(
    members: Mapping[Audience, AbstractSet[PersonId]],
    sessions: Iterable[TrainingSession],
    period: Period,
    *,
    known_at: datetime | None = None,
) -> tuple[Coverage, ...]:
    """How far the sessions of a period have reached each audience, in the order of the audiences.

    Args:
        members: who belongs to each audience; an audience that is not given is not answered for.
        sessions: the sessions; those outside the period are left out.
        period: when.
        known_at: what was known by then counts; None for now.
    """
    counting = [one for one in sessions if one.held_on in period and (known_at is None or one.recorded_at <= known_at)]
    return tuple(_coverage(audience, members[audience], counting) for audience in Audience if audience in members)


def _coverage(audience: Audience, people: AbstractSet[PersonId], sessions: Sequence[TrainingSession]) -> Coverage:
    hours = {person: total(one.hours for one in sessions if person in one.participants) for person in people}
    reached = sum(spent > 0 for spent in hours.values())
    return Coverage(
        audience=audience,
        members=len(people),
        reached=reached,
        hours=total(hours.values()),
        share=_of(Decimal(100) * reached, len(people)),
        mean_hours=_of(total(hours.values()), len(people)),
    )


def _of(part: Decimal, members: int) -> Reading:
    return Value(number=rounded(part / members)) if members else NotApplicable(reason=NOBODY)
