"""What may be done to a unit: establish, rename, move, dissolve, correct; the area it serves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from operator import attrgetter

from governance_core.errors import (
    Duplicate,
    HasDependants,
    InputFault,
    NothingToCorrect,
    NotInExistence,
    StillOccupied,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.organisation.events import (
    AreaAssigned,
    UnitCorrected,
    UnitDissolved,
    UnitEstablished,
    UnitMoved,
    UnitRenamed,
)
from governance_core.organisation.model import (
    LiaisonTeam,
    Membership,
    OfficialCode,
    Post,
    Unit,
    UnitKinds,
    UnitState,
)
from governance_core.organisation.rules.days import lasting, restated, without_days, without_days_each
from governance_core.organisation.rules.designations import refuse_code_in_use
from governance_core.organisation.rules.liaison_teams import refuse_served
from governance_core.organisation.rules.places import refuse_cycle, refuse_illegal_area, refuse_illegal_place
from governance_core.values import Period, Text, UnitId
from governance_core.wording import LONGEST_NOTE, LONGEST_TITLE, label_faults, text_faults


def establish(
    *,
    id: UnitId,  # noqa: A002 -- the field's name
    kind: str,
    name: Text,
    on: date,
    recorded_at: datetime,
    kinds: UnitKinds,
    parent: Unit | None = None,
    area: Unit | None = None,
    codes: Sequence[OfficialCode] = (),
    aliases: Sequence[str] = (),
    holders: Iterable[Unit] = (),
) -> Outcome[Unit]:
    """A unit comes into being on a day, for as long as nothing else is known.

    Args:
        id: its own key.
        kind: the code of its kind.
        name: what it is called.
        on: its first day.
        recorded_at: the instant of the act.
        kinds: the catalogue.
        parent: the unit it will stand under.
        area: the unit that a Party or grid unit will serve.
        codes: its official codes, at most one a scheme.
        aliases: other names under which it is found.
        holders: every unit that holds one of `codes` at any time.

    Raises:
        InvalidInput: a kind that is not in the catalogue, names that say nothing or too much, aliases or schemes of
            codes given twice; a single fault is raised itself.
        ParentRequired: it can't stand at the top.
        IllegalParent: it can't stand there.
        IllegalArea: it can't serve that.
        NotInExistence: the parent or the area does not exist from that day on.
        CodeInUse: a code belongs to another unit in the same days.
    """
    refuse_faults(
        [*_kind_faults(kind, kinds), *label_faults(name, ("name",)), *_alias_faults(aliases), *_code_faults(codes)]
    )
    unit_kind, period = kinds.get(kind), Period(start=on)
    refuse_illegal_place(unit_kind, parent, period)
    refuse_illegal_area(unit_kind, area, period)
    refuse_code_in_use(codes, period, holders)
    state = UnitState(name=name, parent=parent.id if parent else None, area=area.id if area else None)
    unit = Unit(
        id=id,
        kind=kind,
        states=lasting(state, period, recorded_at),
        codes=tuple(lasting(code, period, recorded_at) for code in codes),
        aliases=tuple(lasting(alias, period, recorded_at) for alias in aliases),
    )
    happened = UnitEstablished(effective_on=on, unit=id, kind=kind, label=name, parent=state.parent, area=state.area)
    return Outcome(state=unit, events=(happened,))


def rename(unit: Unit, *, name: Text, on: date, recorded_at: datetime) -> Outcome[Unit]:
    """A unit gets another name from a day on, until the day for which another is already known.

    Like every act on a unit it happens only where it changes something: a unit that has this name already is returned
    as it is, without an event.

    Raises:
        InvalidInput: a name that says nothing or too much.
        NotInExistence: the unit does not exist on that day.
    """
    refuse_faults(label_faults(name, ("name",)))
    period = _days_unchanged(unit, on, attrgetter("name"))
    states, changed = restated(unit.states, period, recorded_at, lambda state: replace(state, name=name))
    happened = UnitRenamed(effective_on=on, unit=unit.id, label=name, until=period.end)
    return Outcome(state=replace(unit, states=states), events=(happened,) if changed else ())


def move(
    unit: Unit, *, parent: Unit, lineage: Mapping[UnitId, Unit], on: date, recorded_at: datetime, kinds: UnitKinds
) -> Outcome[Unit]:
    """A unit comes to stand under another from a day on, until the day for which another move is already known.

    Everything below it comes with it. Its names and areas stay as they are known for each day.

    Args:
        unit: the unit.
        parent: the unit it will stand under.
        lineage: every unit above the new parent at any time from `on`.
        on: the first day there.
        recorded_at: the instant of the act.
        kinds: the catalogue.

    Raises:
        IllegalParent: it can't stand there.
        NotInExistence: the unit does not exist on that day, or the parent on some day of the stay.
        HierarchyCycle: it would stand below itself on some day.
        NotFound: `lineage` lacks a unit above the parent.
    """
    period = _days_unchanged(unit, on, attrgetter("parent"))
    refuse_illegal_place(kinds.get(unit.kind), parent, period)
    refuse_cycle(unit.id, parent, lineage, period)
    states, changed = restated(unit.states, period, recorded_at, lambda state: replace(state, parent=parent.id))
    happened = UnitMoved(effective_on=on, unit=unit.id, parent=parent.id, until=period.end)
    return Outcome(state=replace(unit, states=states), events=(happened,) if changed else ())


def assign_area(unit: Unit, *, area: Unit, on: date, recorded_at: datetime, kinds: UnitKinds) -> Outcome[Unit]:
    """A Party or grid unit serves another area from a day on, until the day for which another is already known.

    Raises:
        IllegalArea: it can't serve that.
        NotInExistence: the unit does not exist on that day, or the area on some day of the service.
    """
    period = _days_unchanged(unit, on, attrgetter("area"))
    refuse_illegal_area(kinds.get(unit.kind), area, period)
    states, changed = restated(unit.states, period, recorded_at, lambda state: replace(state, area=area.id))
    happened = AreaAssigned(effective_on=on, unit=unit.id, area=area.id, until=period.end)
    return Outcome(state=replace(unit, states=states), events=(happened,) if changed else ())


def dissolve(
    unit: Unit,
    *,
    on: date,
    recorded_at: datetime,
    dependants: Iterable[Unit] = (),
    posts: Iterable[Post] = (),
    memberships: Iterable[Membership] = (),
    liaison_teams: Iterable[LiaisonTeam] = (),
) -> Outcome[Unit]:
    """A unit does not exist from a day on, and neither do its codes and aliases.

    Dissolved from its first day on, it is known from now on never to have been.

    Args:
        unit: the unit.
        on: the first day without it.
        recorded_at: the instant of the act.
        dependants: every unit that stands directly below it, or serves it, at any time from `on`.
        posts: every post of it.
        memberships: every membership in it at any time from `on`.
        liaison_teams: every liaison team that serves it.

    Raises:
        NotInExistence: it does not exist on that day anyway.
        HasDependants: units still stand below it or serve it on that day or later.
        StillOccupied: it has posts then, or people who belong to it.
        VillageServed: a liaison team serves it then.
    """
    if unit.state_at(on) is None:
        raise NotInExistence(subject=unit.id, on=on, path=("on",))
    period = Period(start=on)
    live = tuple(other.id for other in dependants if _depends_on(other, unit.id, period))
    if live:
        raise HasDependants(unit=unit.id, dependants=live)
    open_posts = sum(bool(post.states.within(period)) for post in posts)
    people = sum(any(one.value == unit.id for one in joined.units.within(period)) for joined in memberships)
    if open_posts or people:
        raise StillOccupied(unit=unit.id, posts=open_posts, people=people)
    refuse_served(unit.id, period, liaison_teams, ("unit",))
    ended = replace(
        unit,
        states=without_days(unit.states, period, recorded_at),
        codes=without_days_each(unit.codes, period, recorded_at),
        aliases=without_days_each(unit.aliases, period, recorded_at),
    )
    return Outcome(state=ended, events=(UnitDissolved(effective_on=on, unit=unit.id, kind=unit.kind),))


def correct(
    unit: Unit,
    *,
    period: Period,
    reason: str,
    recorded_at: datetime,
    kinds: UnitKinds,
    name: Text | None = None,
    parent: Unit | None = None,
    area: Unit | None = None,
    lineage: Mapping[UnitId, Unit] | None = None,
) -> Outcome[Unit]:
    """What was recorded about the days of `period` was a mistake: from now on something else is known of them.

    What was known before stays on record and is still answered to who asks what was known then. Days on which the
    unit did not exist stay so.

    Args:
        unit: the unit.
        period: the days the correction speaks of.
        reason: why, in the words of who corrects.
        recorded_at: the instant of the act.
        kinds: the catalogue.
        name: the right name; None leaves the names as they are.
        parent: the right parent; None leaves the parents as they are.
        area: the right area; None leaves the areas as they are.
        lineage: every unit above `parent` at any time in the period; may be left out where it stands at the top.

    Raises:
        InvalidInput: no reason, or a reason or name that says too much; a single fault is raised itself.
        NotInExistence: the unit exists on none of the days, or the parent or area not on all on which the unit does.
        IllegalParent: it can't stand there.
        IllegalArea: it can't serve that.
        HierarchyCycle: it would stand below itself on some day.
        NotFound: `lineage` lacks a unit above the parent.
        NothingToCorrect: the correction says what is already known.
    """
    refuse_faults([*text_faults(reason, LONGEST_NOTE, ("reason",)), *(label_faults(name, ("name",)) if name else ())])
    kind = kinds.get(unit.kind)
    for days in _days_of(unit, period):
        if parent is not None:
            refuse_illegal_place(kind, parent, days)
            refuse_cycle(unit.id, parent, lineage or {}, days)
        refuse_illegal_area(kind, area, days)
    states, changed = restated(unit.states, period, recorded_at, _rightly(name, parent, area))
    if not changed:
        raise NothingToCorrect
    happened = UnitCorrected(effective_on=period.start, unit=unit.id, until=period.end, reason=reason)
    return Outcome(state=replace(unit, states=states), events=(happened,))


def _rightly(name: Text | None, parent: Unit | None, area: Unit | None) -> Callable[[UnitState], UnitState]:
    """What makes a wrong state a right one."""
    return lambda state: UnitState(
        name=name or state.name,
        parent=parent.id if parent else state.parent,
        area=area.id if area else state.area,
    )


def _days_of(unit: Unit, period: Period) -> tuple[Period, ...]:
    """The days of the period on which a unit exists, one period a version.

    Raises:
        NotInExistence: it exists on none of them.
    """
    found = tuple(version.period.intersection(period) for version in unit.states.within(period))
    if not found:
        raise NotInExistence(subject=unit.id, on=period.start, path=("period",))
    return tuple(days for days in found if days is not None)


def _days_unchanged(unit: Unit, on: date, aspect: Callable[[UnitState], object]) -> Period:
    """The days from `on` on which an aspect of a unit is known to stay what it is on `on`.

    What is already known to change later is an act of its own, which an act that takes effect earlier does not undo.

    Raises:
        NotInExistence: the unit does not exist on that day.
    """
    state = unit.state_at(on)
    if state is None:
        raise NotInExistence(subject=unit.id, on=on, path=("on",))
    end: date | None = on
    for version in unit.states.since(on):
        if end is None or version.period.start > end or aspect(version.value) != aspect(state):
            break
        end = version.period.end
    return Period(start=on, end=end)


def _depends_on(other: Unit, unit: UnitId, period: Period) -> bool:
    versions = other.states.within(period)
    return any(unit in (version.value.parent, version.value.area) for version in versions)


def _kind_faults(kind: str, kinds: UnitKinds) -> list[InputFault]:
    return [] if kind in kinds else [UnknownValue(value=kind, known=kinds.codes, path=("kind",))]


def _alias_faults(aliases: Sequence[str]) -> list[InputFault]:
    faults: list[InputFault] = []
    for place, alias in enumerate(aliases):
        path = ("aliases", str(place))
        faults += text_faults(alias, LONGEST_TITLE, path)
        if alias in aliases[:place]:
            faults.append(Duplicate(value=alias, path=path))
    return faults


def _code_faults(codes: Sequence[OfficialCode]) -> list[InputFault]:
    schemes = [code.scheme for code in codes]
    return [
        Duplicate(value=scheme, path=("codes", str(place), "scheme"))
        for place, scheme in enumerate(schemes)
        if scheme in schemes[:place]
    ]
