"""What may be done about people: register and correct them, and say what they belong to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import (
    MembershipNotAllowed,
    MembershipOverlap,
    NothingToCorrect,
    NotInExistence,
    NotPartyMember,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.organisation.events import MemberJoined, MemberLeft, PersonCorrected, PersonRegistered
from governance_core.organisation.model import Membership, MembershipKind, Person, Unit
from governance_core.organisation.rules.days import lasting, refuse_absence, restated, without_days
from governance_core.values import MembershipId, Period, PersonId
from governance_core.wording import LONGEST_NOTE, LONGEST_TITLE, text_faults

MEMBERSHIP_UNITS = {
    MembershipKind.PARTY: ("party-committee", "party-branch", "party-group"),
    MembershipKind.RESIDENCE: ("household", "compound", "cooperative", "village", "community"),
    MembershipKind.REGISTRATION: ("compound", "village", "community"),
}
"""Where a person can belong in which capacity: Party members in Party units, residents where people live; and Party
members register with the compound, village or community they live in. The report says that they do; the kinds are our
choice."""


def register_person(*, id: PersonId, name: str, on: date, recorded_at: datetime) -> Outcome[Person]:  # noqa: A002 -- the field's name
    """A person becomes known to the town from a day on.

    Raises:
        Blank: the name says nothing.
        TooLong: the name is longer than 200 characters.
    """
    refuse_faults(text_faults(name, LONGEST_TITLE, ("name",)))
    names = lasting(name, Period(start=on), recorded_at)
    return Outcome(state=Person(id=id, names=names), events=(PersonRegistered(effective_on=on, person=id),))


def correct_person(person: Person, *, name: str, period: Period, reason: str, recorded_at: datetime) -> Outcome[Person]:
    """A person's name was recorded wrongly for the days of `period`, or has changed.

    Days on which the person was not known stay so.

    Raises:
        InvalidInput: the name or the reason says nothing or too much; a single fault is raised itself.
        NotInExistence: the person was known on none of those days.
        NothingToCorrect: that is the name already known.
    """
    refuse_faults([*text_faults(name, LONGEST_TITLE, ("name",)), *text_faults(reason, LONGEST_NOTE, ("reason",))])
    if not person.names.within(period):
        raise NotInExistence(subject=person.id, on=period.start, path=("period",))
    names, changed = restated(person.names, period, recorded_at, lambda _: name)
    if not changed:
        raise NothingToCorrect
    happened = PersonCorrected(effective_on=period.start, person=person.id, until=period.end, reason=reason)
    return Outcome(state=replace(person, names=names), events=(happened,))


def join_unit(
    *,
    id: MembershipId,  # noqa: A002 -- the field's name
    person: Person,
    unit: Unit,
    kind: MembershipKind,
    period: Period,
    recorded_at: datetime,
    others: Iterable[Membership] = (),
) -> Outcome[Membership]:
    """A person belongs to a unit for a period, in one unit at a time in each capacity.

    Args:
        id: the membership's key.
        person: who.
        unit: where.
        kind: as a Party member, as a resident, or as a Party member who registers where they live.
        period: when.
        recorded_at: the instant of the act.
        others: the person's other memberships.

    Raises:
        MembershipNotAllowed: nobody belongs to such a unit in this capacity.
        NotInExistence: the unit does not exist on some of the days, or the person is not known on the first.
        NotPartyMember: the person is to register, and is no Party member on the first day.
        MembershipOverlap: the person already belongs to a unit in this capacity on some of the days.
    """
    allowed = MEMBERSHIP_UNITS[kind]
    if unit.kind not in allowed:
        raise MembershipNotAllowed(membership_kind=kind.value, unit_kind=unit.kind, allowed=allowed, path=("unit",))
    refuse_absence(unit.id, unit.states, period, ("unit",))
    if person.names.at(period.start) is None:
        raise NotInExistence(subject=person.id, on=period.start, path=("person",))
    known = tuple(others)
    if kind is MembershipKind.REGISTRATION and not _party_member(known, period.start):
        raise NotPartyMember(person=person.id, unit=unit.id, on=period.start, path=("person",))
    for other in known:
        held = other.units.within(period)
        if other.kind is kind and held:
            raise MembershipOverlap(person=person.id, unit=held[0].value, path=("period",))
    membership = Membership(id=id, person=person.id, kind=kind, units=lasting(unit.id, period, recorded_at))
    happened = MemberJoined(
        effective_on=period.start, membership=id, person=person.id, unit=unit.id, kind=kind.value, until=period.end
    )
    return Outcome(state=membership, events=(happened,))


def leave_unit(membership: Membership, *, on: date, recorded_at: datetime) -> Outcome[Membership]:
    """A person does not belong to a unit any more from a day on; from the first day on: never did, as is known now.

    Raises:
        NotInExistence: the membership is not running on that day.
    """
    unit = membership.units.at(on)
    if unit is None:
        raise NotInExistence(subject=membership.id, on=on, path=("on",))
    units = without_days(membership.units, Period(start=on), recorded_at)
    happened = MemberLeft(
        effective_on=on, membership=membership.id, person=membership.person, unit=unit, kind=membership.kind.value
    )
    return Outcome(state=replace(membership, units=units), events=(happened,))


def _party_member(memberships: Iterable[Membership], on: date) -> bool:
    return any(one.kind is MembershipKind.PARTY and one.units.at(on) is not None for one in memberships)
