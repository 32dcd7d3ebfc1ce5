"""Placing units in groups for a period, and taking them out: many in one act, all of them or none."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from governance_core.errors import (
    GovernanceError,
    GroupNotForKind,
    NotInExistence,
    PlacementOverlap,
    PlacementsRefused,
    refuse_faults,
)
from governance_core.events import DomainEvent, Outcome
from governance_core.history import History, recorded
from governance_core.organisation.events.groups import UnitPlaced, UnitTakenOut
from governance_core.organisation.model import GroupSet, Placement, Unit
from governance_core.organisation.rules.days import refuse_absence, untold_days, without_days
from governance_core.values import GroupId, Period, UnitId
from governance_core.wording import count_faults, twin_faults

MOST_UNITS = 500
"""How many units one act places. Our own ceiling, above the villages of a county."""

Changed = Outcome[tuple[Placement, ...]]


def place_units(
    group_set: GroupSet,
    *,
    group: GroupId,
    units: Sequence[Unit],
    period: Period,
    recorded_at: datetime,
    placements: Iterable[Placement] = (),
    moving: bool = False,
) -> Changed:
    """Units come to be in a group of a set for a period; one that is there already on all the days stays as it is.

    In an exclusive set a unit that is in another group on some of the days is refused. With `moving` it leaves that
    group instead, and its stay ends where a later placement in the set is already known.

    Args:
        group_set: the set.
        group: which of its groups.
        units: 1 to 500 units, none twice.
        period: when.
        recorded_at: the instant of the act.
        placements: every placement of these units in groups of the set.
        moving: whether units in another group of an exclusive set move.

    Returns:
        The placements that have changed, with their events.

    Raises:
        NotFound: the set has no such group.
        InvalidInput: no units, too many, or one of them twice; a single fault is raised itself.
        NotInExistence: the group does not exist on some of the days.
        PlacementsRefused: the refusals of the units that can't be placed, each with its place; a single one is raised
            itself. They are GroupNotForKind, NotInExistence and PlacementOverlap.
    """
    refuse_absence(group, group_set.group(group).labels, period, ("group",))
    known = tuple(placements)

    def place(unit: Unit, path: tuple[str, ...]) -> Changed:
        of_unit = tuple(one for one in known if one.unit == unit.id)
        return _placed(group_set, group, unit, period, recorded_at, of_unit, moving=moving, path=path)

    return _each(units, place)


def take_units_out(
    group_set: GroupSet,
    *,
    group: GroupId,
    units: Sequence[Unit],
    on: date,
    recorded_at: datetime,
    placements: Iterable[Placement] = (),
) -> Changed:
    """Units are not in a group any more from a day on; from their first day on: they never were in it.

    Raises:
        NotFound: the set has no such group.
        InvalidInput: no units, too many, or one of them twice; a single fault is raised itself.
        PlacementsRefused: some units are not in the group on that day, each with its place; a single NotInExistence is
            raised itself.
    """
    group_set.group(group)
    known = {one.unit: one for one in placements if one.group == group}

    def take_out(unit: Unit, path: tuple[str, ...]) -> Changed:
        placement = known.get(unit.id)
        if placement is None or placement.groups.at(on) is None:
            raise NotInExistence(subject=unit.id, on=on, path=path)
        return _without(placement, Period(start=on), recorded_at)

    return _each(units, take_out)


def leave_groups(placements: Iterable[Placement], *, on: date, recorded_at: datetime) -> Changed:
    """A unit that ceases to exist on a day is in no group from then on."""
    left = [_without(one, Period(start=on), recorded_at) for one in placements if one.groups.since(on)]
    return _together(left)


def _each(units: Sequence[Unit], act: Callable[[Unit, tuple[str, ...]], Changed]) -> Changed:
    """The outcomes of an act on each unit as one, or every refusal."""
    faults = count_faults(len(units), MOST_UNITS, ("units",))
    refuse_faults(faults or twin_faults((unit.id, ("units", str(place))) for place, unit in enumerate(units)))
    outcomes: list[Changed] = []
    refusals: list[GovernanceError] = []
    for place, unit in enumerate(units):
        try:
            outcomes.append(act(unit, ("units", str(place))))
        except GovernanceError as refusal:
            refusals.append(refusal)
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise PlacementsRefused(refusals=tuple(refusals), path=("units",))
    return _together(outcomes)


def _together(outcomes: Iterable[Changed]) -> Changed:
    changed: list[Placement] = []
    events: list[DomainEvent] = []
    for outcome in outcomes:
        changed += outcome.state
        events += outcome.events
    return Outcome(state=tuple(changed), events=tuple(events))


def _placed(
    group_set: GroupSet,
    group: GroupId,
    unit: Unit,
    period: Period,
    recorded_at: datetime,
    of_unit: tuple[Placement, ...],
    *,
    moving: bool,
    path: tuple[str, ...],
) -> Changed:
    if unit.kind not in group_set.unit_kinds:
        raise GroupNotForKind(group_set=group_set.code, unit_kind=unit.kind, allowed=group_set.unit_kinds, path=path)
    refuse_absence(unit.id, unit.states, period, path)
    others = tuple(one for one in of_unit if one.group != group) if group_set.exclusive else ()
    if moving:
        period = _until_the_next(period, others)
    left = []
    for other in others:
        if held := other.groups.within(period):
            if not moving:
                code = group_set.group(other.group).code
                on = max(held[0].period.start, period.start)
                raise PlacementOverlap(unit=unit.id, group=code, on=on, path=path)
            left.append(_without(other, period, recorded_at))
    own = next((one for one in of_unit if one.group == group), None)
    return _together([*left, _into(group, unit.id, own, period, recorded_at)])


def _into(group: GroupId, unit: UnitId, own: Placement | None, period: Period, recorded_at: datetime) -> Changed:
    known: History[GroupId] = own.groups if own else History()
    if not untold_days(known, period):
        return Outcome(state=())
    groups = recorded(known, value=group, period=period, recorded_at=recorded_at)
    happened = UnitPlaced(effective_on=period.start, unit=unit, group=group, until=period.end)
    return Outcome(state=(Placement(unit=unit, group=group, groups=groups),), events=(happened,))


def _until_the_next(period: Period, others: Iterable[Placement]) -> Period:
    """The period as far as no other placement begins in it."""
    later = [
        version.period.start
        for other in others
        for version in other.groups.within(period)
        if version.period.start > period.start
    ]
    return Period(start=period.start, end=min(later, default=period.end))


def _without(placement: Placement, period: Period, recorded_at: datetime) -> Changed:
    groups = without_days(placement.groups, period, recorded_at)
    happened = UnitTakenOut(effective_on=period.start, unit=placement.unit, group=placement.group, until=period.end)
    return Outcome(state=(Placement(unit=placement.unit, group=placement.group, groups=groups),), events=(happened,))
