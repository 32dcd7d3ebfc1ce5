"""Importing group sets with their groups as YAML, and the units in them as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from governance_core.errors import Duplicate, GovernanceError, GroupSetFixed, NotFound, refuse_faults
from governance_core.events import Outcome
from governance_core.organisation import (
    STANDARD_KINDS,
    GroupEntry,
    GroupSet,
    Placement,
    Unit,
    add_group,
    define_group_set,
    place_units,
    relabel_group,
    relabel_group_set,
    take_units_out,
)
from governance_core.plain_data import Fields, Path
from governance_core.values import GroupId, GroupSetId, Period, Text, UnitId
from graphql_api.organisation.imports.keys import identities, named, unknown
from graphql_api.organisation.service.groups import alone_on_groups
from graphql_api.organisation.tables import UnitRow, groups, units
from graphql_api.platform.importing import Column, ColumnKind, ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """A group set as a document says it is."""

    code: str
    label: Text
    unit_kinds: tuple[str, ...]
    exclusive: bool
    on: date
    groups: tuple[tuple[str, Text], ...]


def _read(data: object) -> _Document:
    fields = Fields(data)
    document = _Document(
        code=fields.text("code"),
        label=fields.label("label"),
        unit_kinds=fields.texts("unit_kinds"),
        exclusive=fields.flag("exclusive"),
        on=fields.day("effective_on"),
        groups=fields.each("groups", _read_group),
    )
    fields.done()
    return document


def _read_group(data: object, path: Path) -> tuple[str, Text]:
    fields = Fields(data, path)
    entry = (fields.text("code"), fields.label("label"))
    fields.done()
    return entry


async def take_group_sets(
    work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress
) -> Tally:
    """Store the group sets: a new one is defined, a known one gets new groups and labels; none is ever taken away."""
    await alone_on_groups(work)
    known = {one.code: one for one in await groups.load_group_sets()}
    stored: dict[str, tuple[GroupSet | None, GroupSet]] = {}
    seen: set[str] = set()
    for place, record in enumerate(records, start=1):
        try:
            document = _read(record.values)
            refuse_faults([Duplicate(value=document.code, path=("code",))] if document.code in seen else [])
            seen.add(document.code)
            before = known.get(document.code)
            after = _defined(work, document) if before is None else _brought_up_to(work, before, document)
            if after is not before:
                stored[document.code] = (before, after)
        except GovernanceError as refusal:
            faults += record.faults(refusal)
        progress(place)
    if not faults:
        for before, after in stored.values():
            await groups.store_group_set(before, after, work.entry_id)
    added = sum(before is None for before, _ in stored.values())
    unchanged = len(records) - len(stored)
    return Tally(kind="group sets", added=added, changed=len(stored) - added, unchanged=unchanged)


def _defined(work: Work, document: _Document) -> GroupSet:
    outcome = define_group_set(
        id=GroupSetId(work.new_id()),
        code=document.code,
        label=document.label,
        unit_kinds=document.unit_kinds,
        exclusive=document.exclusive,
        on=document.on,
        recorded_at=work.now,
        kinds=STANDARD_KINDS,
        groups=[_entry(work, code, label) for code, label in document.groups],
    )
    return _told(work, outcome)


def _brought_up_to(work: Work, group_set: GroupSet, document: _Document) -> GroupSet:
    if (set(document.unit_kinds), document.exclusive) != (set(group_set.unit_kinds), group_set.exclusive):
        raise GroupSetFixed(group_set=group_set.code, path=("unit_kinds",))
    on, now = document.on, work.now
    group_set = _told(work, relabel_group_set(group_set, label=document.label, on=on, recorded_at=now))
    known = {group.code: group for group in group_set}
    for code, label in document.groups:
        if code not in known:
            group_set = _told(work, add_group(group_set, entry=_entry(work, code, label), on=on, recorded_at=now))
        else:
            outcome = relabel_group(group_set, group=known[code].id, label=label, on=on, recorded_at=now)
            group_set = _told(work, outcome)
    return group_set


def _entry(work: Work, code: str, label: Text) -> GroupEntry:
    return GroupEntry(id=GroupId(work.new_id()), code=code, label=label)


def _told(work: Work, outcome: Outcome[GroupSet]) -> GroupSet:
    work.record(outcome.events)
    return outcome.state


async def take_placements(
    work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress
) -> Tally:
    """Store the placements: one is known by its unit and group. In an exclusive set a unit moves to the new group."""
    await alone_on_groups(work)
    sets = {f"{one.code}/{group.code}": (one, group.id) for one in await groups.load_group_sets() for group in one}
    ids = await identities(UnitRow, (named(record, "unit") for record in records))
    loaded = await units.load_units(ids.values())
    known = await groups.load_placements(unit_id__in=sorted(loaded))
    placed: dict[UnitId, dict[GroupId, Placement]] = {key: {} for key in loaded}
    for one in known:
        placed[one.unit][one.group] = one
    changed: dict[tuple[UnitId, GroupId], Placement] = {}
    unchanged = 0
    for place, record in enumerate(records, start=1):
        unit = loaded.get(UnitId(ids.get(named(record, "unit") or ("", ""), "")))
        into = sets.get(record.values["group"] or "")
        if unit is None:
            faults.append(unknown(record, "unit", "unit"))
        elif into is None:
            faults.append(record.fault(NotFound(kind="unit group", key=str(record.values["group"])), "group"))
        else:
            try:
                found = _placed(work, record, unit, into, placed[unit.id])
            except GovernanceError as refusal:
                faults.append(record.fault(refusal, _COLUMNS.get(refusal.path, "unit")))
            else:
                unchanged += not found
                for one in found:
                    placed[unit.id][one.group] = changed[unit.id, one.group] = one
        progress(place)
    if not faults:
        await groups.store_placements(known, tuple(changed.values()), work.entry_id)
    return Tally(kind="placements", added=len(records) - unchanged, unchanged=unchanged)


def _placed(
    work: Work, record: Record, unit: Unit, into: tuple[GroupSet, GroupId], of_unit: Mapping[GroupId, Placement]
) -> tuple[Placement, ...]:
    """What a record changes: the unit comes into the group, or leaves it earlier than was known."""
    group_set, group = into
    period = Period(start=record.values["effective_on"], end=record.values["until"])
    own = of_unit.get(group)
    runs = own.groups.version_at(period.start) if own else None
    if runs is not None and period.end in (None, runs.period.end):
        return ()
    known = [one for one in of_unit.values() if one.group in {other.id for other in group_set}]
    if runs is not None and period.end is not None and runs.period.covers(period):
        outcome = take_units_out(
            group_set, group=group, units=[unit], on=period.end, recorded_at=work.now, placements=known
        )
    else:
        outcome = place_units(
            group_set,
            group=group,
            units=[unit],
            period=period,
            recorded_at=work.now,
            placements=known,
            moving=True,
        )
    work.record(outcome.events)
    return outcome.state


_COLUMNS: Mapping[tuple[str, ...], str] = {(): "until", ("group",): "group"}
"""Where a record says what a refusal is about; anything else is about its unit."""

GROUP_SETS = ImportKind(name="group sets", pattern="groups*.yaml", take=take_group_sets)
PLACEMENTS = ImportKind(
    name="placements",
    pattern="placements*.csv",
    columns=(
        Column(name="source", required=True),
        Column(name="effective_on", kind=ColumnKind.DAY, required=True),
        Column(name="unit", required=True),
        Column(name="group", required=True),
        Column(name="until", kind=ColumnKind.DAY),
    ),
    take=take_placements,
)
