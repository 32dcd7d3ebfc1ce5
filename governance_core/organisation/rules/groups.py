"""What may be done about group sets: define them, add, relabel and retire their groups."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import (
    Duplicate,
    GroupOccupied,
    InputFault,
    NotInExistence,
    OutOfRange,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.history import History
from governance_core.organisation.events.groups import (
    GroupSetDefined,
    GroupSetRelabelled,
    UnitGroupAdded,
    UnitGroupRelabelled,
    UnitGroupRetired,
)
from governance_core.organisation.model import GroupEntry, GroupSet, Placement, UnitGroup, UnitKinds
from governance_core.organisation.rules.days import lasting, refuse_absence, restated, without_days
from governance_core.values import GroupId, GroupSetId, Period, Text
from governance_core.wording import code_faults, count_faults, label_faults, twin_faults

MOST_GROUPS = 100
"""How many groups a set has at most. Our own ceiling."""


def define_group_set(
    *,
    id: GroupSetId,  # noqa: A002 -- the field's name
    code: str,
    label: Text,
    unit_kinds: Sequence[str],
    exclusive: bool,
    on: date,
    recorded_at: datetime,
    kinds: UnitKinds,
    groups: Sequence[GroupEntry] = (),
) -> Outcome[GroupSet]:
    """Units are sorted by one more dimension from a day on.

    Args:
        id: its own key.
        code: its code, `[a-z0-9-]{1,60}`.
        label: what it is called.
        unit_kinds: the kinds of units it sorts, by code, at least one.
        exclusive: whether a unit is in one of its groups at most at a time.
        on: the first day of the set and its groups.
        recorded_at: the instant of the act.
        kinds: the catalogue.
        groups: its groups in order, at most 100.

    Raises:
        InputFault, InvalidInput: everything that is wrong with it, each with its place.
    """
    refuse_faults(
        [
            *code_faults(code, ("code",)),
            *label_faults(label, ("label",)),
            *_kind_faults(unit_kinds, kinds),
            *_group_faults(groups),
        ]
    )
    made = tuple(_group(entry, place, on, recorded_at) for place, entry in enumerate(groups, start=1))
    group_set = GroupSet(
        id=id,
        code=code,
        unit_kinds=tuple(unit_kinds),
        exclusive=exclusive,
        labels=lasting(label, Period(start=on), recorded_at),
        groups=made,
    )
    defined = GroupSetDefined(effective_on=on, group_set=id, code=code, label=label)
    return Outcome(state=group_set, events=(defined, *(_added(id, entry, on) for entry in groups)))


def add_group(group_set: GroupSet, *, entry: GroupEntry, on: date, recorded_at: datetime) -> Outcome[GroupSet]:
    """A set has one more group from a day on, the last in its order.

    Raises:
        InvalidInput: a code or label that is not written as it should be, or a code that a group of the set has, even
            a retired one; a single fault is raised itself.
        OutOfRange: the set has 100 groups already.
        NotInExistence: the set does not exist from that day on.
    """
    faults = [*code_faults(entry.code, ("code",)), *label_faults(entry.label, ("label",))]
    if entry.code in {group.code for group in group_set}:
        faults.append(Duplicate(value=entry.code, path=("code",)))
    if len(group_set.groups) >= MOST_GROUPS:
        faults.append(OutOfRange(value=len(group_set.groups) + 1, low=0, high=MOST_GROUPS, path=("group_set",)))
    refuse_faults(faults)
    refuse_absence(group_set.id, group_set.labels, Period(start=on), ("group_set",))
    group = _group(entry, len(group_set.groups) + 1, on, recorded_at)
    changed = replace(group_set, groups=(*group_set.groups, group))
    return Outcome(state=changed, events=(_added(group_set.id, entry, on),))


def relabel_group_set(group_set: GroupSet, *, label: Text, on: date, recorded_at: datetime) -> Outcome[GroupSet]:
    """A set is called something else from a day on, until the day for which another label is already known.

    A set that is called so already is returned as it is, without an event.

    Raises:
        InvalidInput: a label that says nothing or too much.
        NotInExistence: the set does not exist on that day.
    """
    labels, until = _relabelled(group_set.id, group_set.labels, label, on, recorded_at)
    if labels is group_set.labels:
        return Outcome(state=group_set)
    happened = GroupSetRelabelled(effective_on=on, group_set=group_set.id, label=label, until=until)
    return Outcome(state=replace(group_set, labels=labels), events=(happened,))


def relabel_group(
    group_set: GroupSet, *, group: GroupId, label: Text, on: date, recorded_at: datetime
) -> Outcome[GroupSet]:
    """A group of a set is called something else, as a set is.

    Raises:
        NotFound: the set has no such group.
        InvalidInput: a label that says nothing or too much.
        NotInExistence: the group does not exist on that day.
    """
    before = group_set.group(group)
    labels, until = _relabelled(group, before.labels, label, on, recorded_at)
    if labels is before.labels:
        return Outcome(state=group_set)
    happened = UnitGroupRelabelled(effective_on=on, group=group, group_set=group_set.id, label=label, until=until)
    return Outcome(state=_with(group_set, replace(before, labels=labels)), events=(happened,))


def retire_group(
    group_set: GroupSet, *, group: GroupId, on: date, recorded_at: datetime, placements: Iterable[Placement] = ()
) -> Outcome[GroupSet]:
    """A group takes no unit any more from a day on; retired from its first day on, it is known never to have been.

    Args:
        group_set: its set.
        group: the group.
        on: the first day without it.
        recorded_at: the instant of the act.
        placements: every placement in it.

    Raises:
        NotFound: the set has no such group.
        NotInExistence: the group does not exist on that day anyway.
        GroupOccupied: units are in it on that day or later.
    """
    before = group_set.group(group)
    if before.labels.at(on) is None:
        raise NotInExistence(subject=group, on=on, path=("on",))
    held = sum(1 for one in placements if one.group == group and one.groups.since(on))
    if held:
        raise GroupOccupied(group=before.code, units=held, path=("group",))
    retired = replace(before, labels=without_days(before.labels, Period(start=on), recorded_at))
    happened = UnitGroupRetired(effective_on=on, group=group, group_set=group_set.id, code=before.code)
    return Outcome(state=_with(group_set, retired), events=(happened,))


def _with(group_set: GroupSet, changed: UnitGroup) -> GroupSet:
    groups = tuple(changed if group.id == changed.id else group for group in group_set)
    return replace(group_set, groups=groups)


def _relabelled(
    subject: str, labels: History[Text], label: Text, on: date, recorded_at: datetime
) -> tuple[History[Text], date | None]:
    """The labels with another from a day on, and the day before which it ends."""
    refuse_faults(label_faults(label, ("label",)))
    known = labels.version_at(on)
    if known is None:
        raise NotInExistence(subject=subject, on=on, path=("on",))
    changed, _ = restated(labels, Period(start=on, end=known.period.end), recorded_at, lambda _: label)
    return changed, known.period.end


def _group(entry: GroupEntry, position: int, on: date, recorded_at: datetime) -> UnitGroup:
    labels = lasting(entry.label, Period(start=on), recorded_at)
    return UnitGroup(id=entry.id, code=entry.code, position=position, labels=labels)


def _added(group_set: GroupSetId, entry: GroupEntry, on: date) -> UnitGroupAdded:
    return UnitGroupAdded(effective_on=on, group=entry.id, group_set=group_set, code=entry.code, label=entry.label)


def _kind_faults(unit_kinds: Sequence[str], kinds: UnitKinds) -> list[InputFault]:
    if faults := count_faults(len(unit_kinds), len(kinds.codes), ("unit_kinds",)):
        return faults
    placed = [(code, ("unit_kinds", str(place))) for place, code in enumerate(unit_kinds)]
    unknown = [
        UnknownValue(value=code[:80], known=kinds.codes, path=path) for code, path in placed if code not in kinds.codes
    ]
    return [*twin_faults(placed), *unknown]


def _group_faults(groups: Sequence[GroupEntry]) -> list[InputFault]:
    if len(groups) > MOST_GROUPS:
        return [OutOfRange(value=len(groups), low=0, high=MOST_GROUPS, path=("groups",))]
    faults: list[InputFault] = []
    for place, entry in enumerate(groups):
        path = ("groups", str(place))
        faults += [*code_faults(entry.code, (*path, "code")), *label_faults(entry.label, (*path, "label"))]
    return [*faults, *twin_faults((one.code, ("groups", str(place), "code")) for place, one in enumerate(groups))]
