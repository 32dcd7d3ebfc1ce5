"""Units become others: several are merged into one, or one is split. What goes where is stated in the act.

Everything happens on one day. The days before it stay what they were: nothing of the past is counted again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from governance_core.errors import (
    Duplicate,
    InputFault,
    LeftBehind,
    NotInExistence,
    OutOfRange,
    UnknownValue,
    UnlikeUnits,
    refuse_faults,
)
from governance_core.events import DomainEvent, Outcome
from governance_core.organisation.events import AreaAssigned, UnitMoved, UnitsMerged, UnitSplit
from governance_core.organisation.model import Allocation, Belongings, Reorganisation, Unit, UnitState
from governance_core.organisation.rules.days import refuse_absence, restated
from governance_core.organisation.rules.designations import add_alias
from governance_core.organisation.rules.places import refuse_cycle
from governance_core.organisation.rules.transfers import (
    close_posts,
    hand_over_contacts,
    hand_over_posts,
    transfer_memberships,
)
from governance_core.organisation.rules.units import dissolve
from governance_core.values import Period, UnitId

MOST_TOLD = 20
"""How many of the things that might have been meant a refusal names."""


def merge(
    units: Sequence[Unit],
    *,
    into: Unit,
    on: date,
    recorded_at: datetime,
    belongings: Belongings,
    allocation: Allocation,
    lineage: Mapping[UnitId, Unit],
) -> Outcome[Reorganisation]:
    """Units are merged into another of their kind on a day and exist no more; what they have is that one's then.

    The other is found under their names too. Of what they have, only their posts have to be spoken of: the holders
    of each come to hold a post of the other, or their appointments end.

    Args:
        units: the units that exist no more.
        into: the unit that stays, or that has been established for this.
        on: the first day of it.
        recorded_at: the instant of the act.
        belongings: what the units have.
        allocation: what becomes of their posts.
        lineage: every unit above `into` at any time from `on`.

    Raises:
        OutOfRange: no unit is named.
        Duplicate: a unit is named twice, or merged into itself.
        UnknownValue: a post that is spoken of is none of theirs.
        UnlikeUnits: a unit is of another kind.
        NotInExistence: a unit does not exist on that day, or `into` on that day or a later one.
        LeftBehind: it is not said what becomes of a post that is held.
        VillageServed: a liaison team serves one of the units; it is disbanded, or serves another, first.
        HierarchyCycle: `into` stands below one of the units.
        CodeInUse, PostFull, AppointmentOverlap, AppointmentReliedOn …: as for the acts that this one consists of.
    """
    keys = [unit.id for unit in units]
    faults: list[InputFault] = [] if units else [OutOfRange(value=0, low=1, path=("units",))]
    faults += [
        Duplicate(value=key, path=("units", str(place)))
        for place, key in enumerate(keys)
        if key in keys[:place] or key == into.id
    ]
    refuse_faults([*faults, *_unknown_posts(belongings, allocation)])
    period = Period(start=on)
    for place, unit in enumerate(units):
        if unit.kind != into.kind:
            raise UnlikeUnits(kind=unit.kind, into_kind=into.kind, path=("units", str(place)))
        refuse_cycle(unit.id, into, lineage, period)
    whole = replace(allocation, rest=into.id, named={})
    done = _reorganised(units, (into,), on, recorded_at, belongings, whole, ending=True)
    grown = done.state.receiving[0]
    for unit in units:
        name = unit.name_at(on)
        if name is not None and name != grown.name_at(on):
            grown = add_alias(grown, alias=name.zh, on=on, recorded_at=recorded_at).state
    happened = UnitsMerged(effective_on=on, unit=into.id, merged=tuple(keys))
    return Outcome(state=replace(done.state, receiving=(grown,)), events=(*done.events, happened))


def split(
    unit: Unit,
    *,
    parts: Sequence[Unit],
    continues: bool,
    on: date,
    recorded_at: datetime,
    belongings: Belongings,
    allocation: Allocation,
) -> Outcome[Reorganisation]:
    """A unit is split on a day; what it has goes to its parts as the act states.

    A unit that continues keeps what is not named. One that does not exists no more, and everything that it has must
    be named, or there is a part that gets the rest.

    Args:
        unit: the unit.
        parts: units of its kind that have been established for this.
        continues: whether the unit goes on beside them.
        on: the first day of the parts.
        recorded_at: the instant of the act.
        belongings: what the unit has.
        allocation: where it goes.

    Raises:
        OutOfRange: there are too few parts: one beside a unit that continues, two otherwise.
        UnlikeUnits: a part is of another kind.
        UnknownValue: something named is not the unit's, or goes to no part of it.
        NotInExistence: the unit does not exist on that day, or a part on that day or a later one.
        LeftBehind: the unit would cease to exist, and it is not said where some of what it has goes.
        VillageServed, PostFull, AppointmentReliedOn …: as for the acts that this one consists of.
    """
    fewest = 1 if continues else 2
    if len(parts) < fewest:
        raise OutOfRange(value=len(parts), low=fewest, path=("parts",))
    for place, part in enumerate(parts):
        if part.kind != unit.kind:
            raise UnlikeUnits(kind=part.kind, into_kind=unit.kind, path=("parts", str(place)))
    _refuse_unknown_destinations(unit, parts, belongings, allocation, Period(start=on))
    done = _reorganised((unit,), parts, on, recorded_at, belongings, allocation, ending=not continues)
    keys = tuple(part.id for part in parts)
    happened = UnitSplit(effective_on=on, unit=unit.id, parts=keys, continues=continues)
    return Outcome(state=done.state, events=(*done.events, happened))


def _refuse_unknown_destinations(
    unit: Unit, parts: Sequence[Unit], belongings: Belongings, allocation: Allocation, period: Period
) -> None:
    """Refuse what is named and is not the unit's in the period, and destinations that are no part of it."""
    known = {key for keys in _possessions({unit.id}, belongings, period) for key in keys}
    places = (*(part.id for part in parts), unit.id)
    faults: list[InputFault] = [
        UnknownValue(value=key, known=tuple(sorted(known)[:MOST_TOLD]), path=("allocations", key))
        for key in allocation.named
        if key not in known
    ]
    faults += [
        UnknownValue(value=to, known=places, path=("allocations", key))
        for key, to in (*allocation.named.items(), ("rest", allocation.rest))
        if to is not None and to not in places
    ]
    refuse_faults([*faults, *_unknown_posts(belongings, allocation)])


def _unknown_posts(belongings: Belongings, allocation: Allocation) -> list[InputFault]:
    """The faults of posts that are spoken of and belong to none of the units."""
    known = tuple(post.id for post in belongings.posts)
    return [
        UnknownValue(value=key, known=known[:MOST_TOLD], path=("posts", str(place)))
        for place, key in enumerate(allocation.posts)
        if key not in known
    ]


def _reorganised(
    sources: Sequence[Unit],
    receiving: Sequence[Unit],
    on: date,
    recorded_at: datetime,
    belongings: Belongings,
    allocation: Allocation,
    *,
    ending: bool,
) -> Outcome[Reorganisation]:
    """What the sources have goes where the allocation says; where they end, they are dissolved."""
    period, keys = Period(start=on), {unit.id for unit in sources}
    for unit in sources:
        if unit.state_at(on) is None:
            raise NotInExistence(subject=unit.id, on=on, path=("units",))
    for unit in receiving:
        refuse_absence(unit.id, unit.states, period, ("into",))
    if ending:
        _refuse_left_behind(sources, belongings, allocation, period)
    others = [unit for unit in belongings.dependants if unit.id not in keys]
    placed = [_elsewhere(unit, keys, allocation, period, recorded_at) for unit in others]
    dependants = tuple(outcome.state for outcome in placed)
    memberships = transfer_memberships(keys, belongings.memberships, allocation, period, recorded_at)
    contacts = hand_over_contacts(keys, belongings.contacts, allocation, period, recorded_at)
    leaving = tuple(post for post in belongings.posts if ending or post.id in allocation.posts)
    appointments = hand_over_posts(leaving, belongings, allocation, period, recorded_at)
    posts = close_posts(leaving if ending else (), period, recorded_at)
    dissolved = [
        dissolve(
            unit,
            on=on,
            recorded_at=recorded_at,
            dependants=dependants,
            posts=[post for post in posts.state if post.unit == unit.id],
            memberships=memberships.state,
            liaison_teams=belongings.liaison_teams,
        )
        for unit in (sources if ending else ())
    ]
    state = Reorganisation(
        ended=tuple(outcome.state for outcome in dissolved),
        receiving=tuple(receiving),
        dependants=tuple(unit for unit in dependants if unit not in belongings.dependants),
        memberships=tuple(one for one in memberships.state if one not in belongings.memberships),
        contacts=contacts.state,
        posts=posts.state,
        appointments=appointments.state,
    )
    done: list[Outcome[Any]] = [*placed, memberships, contacts, appointments, posts, *dissolved]
    return Outcome(state=state, events=tuple(event for outcome in done for event in outcome.events))


def _refuse_left_behind(ending: Sequence[Unit], belongings: Belongings, allocation: Allocation, period: Period) -> None:
    """Refuse where it is not said of something that a unit has where it goes.

    Raises:
        LeftBehind: names it all, for the first such unit.
    """
    held = {one.post for one in belongings.appointments if one.states.within(period)}
    for unit in ending:
        posts = tuple(
            post.id
            for post in belongings.posts
            if post.unit == unit.id and post.id in held and post.id not in allocation.posts
        )
        things: tuple[tuple[str, ...], ...] = ((), (), ())
        if allocation.rest is None:
            things = tuple(
                tuple(key for key in keys if key not in allocation.named)
                for keys in _possessions({unit.id}, belongings, period)
            )
        if posts or any(things):
            units, memberships, households = things
            raise LeftBehind(unit=unit.id, units=units, memberships=memberships, households=households, posts=posts)


def _possessions(sources: set[UnitId], belongings: Belongings, period: Period) -> tuple[tuple[str, ...], ...]:
    """The keys of the dependants, the memberships and the households in contact that the sources have in the period."""
    return (
        tuple(
            unit.id
            for unit in belongings.dependants
            if any(sources & {version.value.parent, version.value.area} for version in unit.states.within(period))
        ),
        tuple(
            one.id
            for one in belongings.memberships
            if any(version.value in sources for version in one.units.within(period))
        ),
        tuple(one.household for one in belongings.contacts if one.group in sources and one.states.within(period)),
    )


def _elsewhere(
    unit: Unit, sources: set[UnitId], allocation: Allocation, period: Period, recorded_at: datetime
) -> Outcome[Unit]:
    """A dependant where it stands, and with what it serves, from then on.

    What receives it is of the kind of what it leaves, so it may stand there and serve that.
    """
    to = allocation.named.get(unit.id, allocation.rest)
    if to is None or to in sources:
        return Outcome(state=unit)
    happened: list[DomainEvent] = []
    for version in unit.states.within(period):
        days = version.period.intersection(period) or period
        if version.value.parent in sources:
            happened.append(UnitMoved(effective_on=days.start, unit=unit.id, parent=to, until=days.end))
        if version.value.area in sources:
            happened.append(AreaAssigned(effective_on=days.start, unit=unit.id, area=to, until=days.end))

    def elsewhere(state: UnitState) -> UnitState:
        parent = to if state.parent in sources else state.parent
        return replace(state, parent=parent, area=to if state.area in sources else state.area)

    states, _ = restated(unit.states, period, recorded_at, elsewhere)
    return Outcome(state=replace(unit, states=states) if happened else unit, events=tuple(happened))
