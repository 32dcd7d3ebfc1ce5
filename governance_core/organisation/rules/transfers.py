"""What goes to others when a unit is merged or split: who belongs to it, whom it contacts, who holds its posts."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from governance_core.errors import AppointmentReliedOn
from governance_core.events import DomainEvent, Outcome
from governance_core.history import History, recorded
from governance_core.organisation.events import (
    AppointmentEnded,
    HouseholdContactAssigned,
    HouseholdContactEnded,
    MemberJoined,
    MemberLeft,
    PostClosed,
)
from governance_core.organisation.model import (
    Allocation,
    Appointment,
    AppointmentBasis,
    Belongings,
    HouseholdContact,
    Membership,
    Post,
)
from governance_core.organisation.rules.appointments import take_post
from governance_core.organisation.rules.days import restated, untold_days, without_days
from governance_core.values import AppointmentId, Period, UnitId


def transfer_memberships(
    sources: Collection[UnitId],
    memberships: Sequence[Membership],
    allocation: Allocation,
    period: Period,
    recorded_at: datetime,
) -> Outcome[tuple[Membership, ...]]:
    """Who belongs to a source belongs to where the allocation says for the days of the period; the others stay."""
    found: list[Membership] = []
    events: list[DomainEvent] = []
    for one in memberships:
        to = allocation.named.get(one.id, allocation.rest)
        left = [version for version in one.units.within(period) if version.value in sources and version.value != to]
        if to is None or not left:
            found.append(one)
            continue
        units, _ = restated(
            one.units,
            period,
            recorded_at,
            lambda unit, to=to: to if unit in sources else unit,  # type: ignore[misc]
        )
        found.append(replace(one, units=units))
        begins = max(period.start, left[0].period.start)
        kind = one.kind.value
        events += [
            MemberLeft(effective_on=begins, membership=one.id, person=one.person, unit=left[0].value, kind=kind),
            MemberJoined(
                effective_on=begins,
                membership=one.id,
                person=one.person,
                unit=to,
                kind=kind,
                until=left[-1].period.end,
            ),
        ]
    return Outcome(state=tuple(found), events=tuple(events))


def hand_over_contacts(
    sources: Collection[UnitId],
    contacts: Sequence[HouseholdContact],
    allocation: Allocation,
    period: Period,
    recorded_at: datetime,
) -> Outcome[tuple[HouseholdContact, ...]]:
    """The households of a Party group are in contact with another one from then on, the same members visiting."""
    found: list[HouseholdContact] = []
    events: list[DomainEvent] = []
    for contact in contacts:
        to = allocation.named.get(contact.household, allocation.rest)
        held = contact.states.within(period)
        if to is None or to == contact.group or contact.group not in sources or not held:
            continue
        begun = next(
            (one for one in contacts if (one.group, one.household) == (to, contact.household)),
            HouseholdContact(group=to, household=contact.household, states=History()),
        )
        states = begun.states
        for version in held:
            days = version.period.intersection(period) or period
            states = recorded(states, value=version.value, period=days, recorded_at=recorded_at)
            events.append(
                HouseholdContactAssigned(
                    effective_on=days.start,
                    group=to,
                    household=contact.household,
                    member=version.value.member,
                    until=days.end,
                )
            )
        found += [
            replace(contact, states=without_days(contact.states, period, recorded_at)),
            replace(begun, states=states),
        ]
        ended_on = max(period.start, held[0].period.start)
        events.append(HouseholdContactEnded(effective_on=ended_on, group=contact.group, household=contact.household))
    return Outcome(state=tuple(found), events=tuple(events))


def close_posts(posts: Sequence[Post], period: Period, recorded_at: datetime) -> Outcome[tuple[Post, ...]]:
    """Posts do not exist in the period; whoever held them has been seen to before."""
    open_then = [post for post in posts if post.states.within(period)]
    closed = tuple(replace(post, states=without_days(post.states, period, recorded_at)) for post in open_then)
    events = tuple(
        PostClosed(effective_on=period.start, post=post.id, unit=post.unit, kind=post.kind) for post in open_then
    )
    return Outcome(state=closed, events=events)


def hand_over_posts(
    posts: Sequence[Post], belongings: Belongings, allocation: Allocation, period: Period, recorded_at: datetime
) -> Outcome[tuple[Appointment, ...]]:
    """Whoever holds one of the posts holds the one that the allocation names instead, or none, in the period.

    They hold it on the same basis and as long as they would have held the other. What rested on a substantive
    appointment rests on the one that follows it. A part-time grid officer goes on as one, whomever they visit: where
    that is nobody of the other cell, `dual_grid` finds it. Who is one there already gets no second appointment.

    Raises:
        AppointmentReliedOn: an appointment that ends is what another one rests on, and none follows it.
        PostFull, AppointmentOverlap, NoSubstantivePost, SecondedToOwnUnit, PartTimeNotAllowed: as for `appoint`.
    """
    leaving = {post.id for post in posts}
    held = [one for one in belongings.appointments if one.post in leaving and one.states.within(period)]
    now = {one.id: one for one in belongings.appointments}
    events: list[DomainEvent] = []
    for one in held:
        now[one.id] = replace(one, states=without_days(one.states, period, recorded_at))
        events.append(_ended(one, period))
    for one in sorted(held, key=lambda one: one.states.within(period)[0].value.basis != AppointmentBasis.SUBSTANTIVE):
        to = allocation.posts[one.post]
        if to is not None and not _holds_already(one, to, tuple(now.values()), period):
            outcome = _follow(one, to, belongings, tuple(now.values()), allocation, period, recorded_at)
            now[outcome.state.id] = outcome.state
            events += outcome.events
    _rest_anew(held, now, allocation, period, recorded_at)
    before = {one.id: one for one in belongings.appointments}
    changed = tuple(one for key, one in now.items() if before.get(key) != one)
    return Outcome(state=changed, events=tuple(events))


def _ended(one: Appointment, period: Period) -> AppointmentEnded:
    first = one.states.within(period)[0].period.start
    return AppointmentEnded(
        effective_on=max(period.start, first), appointment=one.id, person=one.person, post=one.post, unit=one.unit
    )


def _holds_already(one: Appointment, to: Post, known: Sequence[Appointment], period: Period) -> bool:
    """Whether a part-time officer is the other cell's too for as long: who visits homes of both holds both posts."""
    version = one.states.within(period)[0]
    if version.value.basis is not AppointmentBasis.PART_TIME:
        return False
    days = version.period.intersection(period) or period
    return any(
        other.person == one.person and other.post == to.id and not untold_days(other.states, days) for other in known
    )


def _follow(
    one: Appointment,
    to: Post,
    belongings: Belongings,
    known: Sequence[Appointment],
    allocation: Allocation,
    period: Period,
    recorded_at: datetime,
) -> Outcome[Appointment]:
    """The appointment to another post that follows one, as long as that one would have lasted."""
    versions = one.states.within(period)
    days = Period(start=max(period.start, versions[0].period.start), end=versions[-1].period.end)
    return take_post(
        id=allocation.appointments[one.id],
        person=next(person for person in belongings.people if person.id == one.person),
        post=to,
        basis=versions[0].value.basis,
        period=days,
        recorded_at=recorded_at,
        of_person=[other for other in known if other.person == one.person],
        of_post=[other for other in known if other.post == to.id],
    )


def _rest_anew(
    held: Sequence[Appointment],
    now: dict[AppointmentId, Appointment],
    allocation: Allocation,
    period: Period,
    recorded_at: datetime,
) -> None:
    """Let what rested on an appointment that has ended rest on the one that follows it."""
    ended = {one.id: allocation.posts[one.post] for one in held}
    for one in list(now.values()):
        homes = {version.value.home for version in one.states.within(period)} & ended.keys()
        for home in homes:
            if home is None or ended[home] is None:
                raise AppointmentReliedOn(appointment=str(home), dependants=(one.id,), path=("posts",))
        if homes:
            states, _ = restated(
                one.states,
                period,
                recorded_at,
                lambda state: replace(
                    state, home=allocation.appointments[state.home] if state.home in ended else state.home
                ),
            )
            now[one.id] = replace(one, states=states)
