"""Importing units: new ones are established, and a known one is renamed or moved where its row has changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from governance_core.errors import GovernanceError, HierarchyCycle, NotInExistence, ParentRequired
from governance_core.organisation import (
    STANDARD_KINDS,
    Line,
    OfficialCode,
    Unit,
    UnitState,
    establish,
)
from governance_core.values import Text, UnitId
from graphql_api.organisation.imports.columns import UNIT_COLUMNS
from graphql_api.organisation.imports.designations import (
    aliases_of,
    codes_of,
    designated,
    last_change,
    readable_codes,
    says_otherwise,
)
from graphql_api.organisation.imports.keys import (
    SourceKey,
    identities,
    key_of,
    named,
    new_key,
    unknown,
    without_twins,
)
from graphql_api.organisation.imports.storing import Wanted, acts, store_changed, store_new
from graphql_api.organisation.queries import TAG
from graphql_api.organisation.tables import UnitRow, units
from graphql_api.platform.cells import trimmed
from graphql_api.platform.errors import FixedOnceMade, NeedsLaterDay
from graphql_api.platform.importing import ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work

BATCH = 1000


@dataclass(kw_only=True)
class _Import:
    """What an import of units knows while it is under way: every unit it has met, by our key and by the source's."""

    work: Work
    ids: dict[SourceKey, str]
    units: dict[UnitId, Unit]
    holders: dict[tuple[str, str], list[Unit]]
    fresh: list[tuple[Unit, SourceKey]] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def unit(self, key: SourceKey | None) -> Unit | None:
        return None if key is None or key not in self.ids else self.units.get(UnitId(self.ids[key]))


async def take_units(work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress) -> Tally:
    """Store the records of units, parents before children."""
    await work.alone(TAG)
    kept = _parents_first(without_twins(records, faults), faults)
    state = await _known(work, kept)
    for place, record in enumerate(kept, start=1):
        try:
            await _take(state, record, faults)
        except GovernanceError as refusal:
            faults.append(record.fault(refusal))
        if place % BATCH == 0 or place == len(kept):
            progress(place)
    if not faults:
        await _store_fresh(state)
        work.touch(TAG)
    return Tally(kind="units", added=state.added, changed=state.changed, unchanged=state.unchanged)


async def _known(work: Work, records: Sequence[Record]) -> _Import:
    places = [key for record in records for key in (named(record, "parent"), named(record, "area"))]
    ids = await identities(UnitRow, [*(key_of(record) for record in records), *places])
    loaded = await units.load_units(ids.values())
    codes = [code for record in records for code in readable_codes(record)]
    holders: dict[tuple[str, str], list[Unit]] = {}
    for start in range(0, len(codes), BATCH):
        for unit in await units.holders_of(codes[start : start + BATCH]):
            for history in unit.codes:
                code = history.versions[0].value
                holders.setdefault((code.scheme, code.value), []).append(unit)
    return _Import(work=work, ids=ids, units=loaded, holders=holders)


def _parents_first(records: Sequence[Record], faults: list[ImportFault]) -> list[Record]:
    """The records in an order in which every parent and area comes before what names it."""
    by_key = {key_of(record): record for record in records}
    ordered: dict[SourceKey, Record] = {}
    for start in records:
        waiting = [(start, False)]
        under_way: set[SourceKey] = set()
        while waiting:
            record, ready = waiting.pop()
            key = key_of(record)
            if key in ordered:
                continue
            if ready:
                ordered[key] = record
                continue
            if key in under_way:
                faults.append(record.fault(HierarchyCycle(unit=key[1], parent=str(record.values["parent"])), "parent"))
                continue
            under_way.add(key)
            waiting.append((record, True))
            above = (named(record, "parent"), named(record, "area"))
            waiting += [(by_key[other], False) for other in above if other in by_key]
    return list(ordered.values())


async def _take(state: _Import, record: Record, faults: list[ImportFault]) -> None:
    parent, area = (state.unit(named(record, column)) for column in ("parent", "area"))
    missing = [
        column
        for column, found in (("parent", parent), ("area", area))
        if record.values[column] is not None and found is None
    ]
    if missing:
        faults += [unknown(record, column, "unit") for column in missing]
        return
    if area is None:
        area = _inherited(state, record, parent)
    known = state.unit(key_of(record))
    if known is None:
        _establish(state, record, parent, area)
    else:
        await _change(state, record, known, parent, area)


def _inherited(state: _Import, record: Record, parent: Unit | None) -> Unit | None:
    """A Party or grid unit serves its parent's area where its row names none."""
    if parent is None or STANDARD_KINDS.get(record.values["kind"]).line is Line.ADMINISTRATIVE:
        return None
    above = parent.state_at(record.values["effective_on"])
    return None if above is None or above.area is None else state.units.get(above.area)


def _establish(state: _Import, record: Record, parent: Unit | None, area: Unit | None) -> None:
    key, codes = new_key(record, "unit"), codes_of(record)
    outcome = establish(
        id=UnitId(state.work.new_id()),
        kind=record.values["kind"],
        name=_name(record),
        on=record.values["effective_on"],
        recorded_at=state.work.now,
        kinds=STANDARD_KINDS,
        parent=parent,
        area=area,
        codes=codes,
        aliases=aliases_of(record),
        holders=_holders(state, codes),
    )
    unit = outcome.state
    state.work.record(outcome.events)
    state.units[unit.id] = unit
    state.ids[key] = unit.id
    for code in codes:
        state.holders.setdefault((code.scheme, code.value), []).append(unit)
    state.fresh.append((unit, key))


def _holders(state: _Import, codes: Sequence[OfficialCode]) -> list[Unit]:
    """Every unit that holds one of the codes, as it is by now."""
    found = [unit for code in codes for unit in state.holders.get((code.scheme, code.value), ())]
    return [state.units.get(unit.id, unit) for unit in found]


async def _change(state: _Import, record: Record, unit: Unit, parent: Unit | None, area: Unit | None) -> None:
    on: date = record.values["effective_on"]
    held = unit.states.version_at(on)
    if held is None:
        raise NotInExistence(subject=record.values["key"], on=on, path=("effective_on",))
    if record.values["kind"] != unit.kind:
        raise FixedOnceMade(value=record.values["kind"], known=unit.kind, path=("kind",))
    now = held.value
    if parent is None and now.parent is not None:
        raise ParentRequired(kind=unit.kind, allowed=STANDARD_KINDS.get(unit.kind).parents, path=("parent",))
    wanted = Wanted(
        state=UnitState(
            name=_name(record, now.name), parent=parent.id if parent else None, area=area.id if area else now.area
        ),
        on=on,
        parent=parent,
        area=area,
        lineage=state.units,
    )
    if wanted.state == now and not says_otherwise(record, unit, on):
        state.unchanged += 1
        return
    if on <= (since := last_change(unit, on)):
        raise NeedsLaterDay(given=on, since=since, path=("effective_on",))
    outcomes = acts(state.work, unit, now, wanted)
    last = outcomes[-1].state if outcomes else unit
    outcomes += designated(record, last, on, state.work.now, _holders(state, readable_codes(record)))
    await _store_fresh(state)  # it may come to stand under one of them
    state.units[unit.id] = await store_changed(state.work, unit, outcomes)
    state.changed += 1


async def _store_fresh(state: _Import) -> None:
    """Store the new units that are not stored yet."""
    new = {unit.id for unit, _ in state.fresh}
    named_ = (
        key for unit, _ in state.fresh for version in unit.states for key in (version.value.parent, version.value.area)
    )
    await store_new(state.work, state.fresh, await units.places_of(key for key in named_ if key not in new))
    state.added += len(state.fresh)
    state.fresh.clear()


def _name(record: Record, known: Text | None = None) -> Text:
    """The name that a row gives.

    Where the table has no English column, the English name stays; and the whole name where only the spaces around it
    are others, which is nobody's business.
    """
    english = known.en if known and "name_en" in record.unsaid else record.values["name_en"]
    name = Text(zh=record.values["name_zh"], en=english)
    if known and name == Text(zh=trimmed(known.zh), en=trimmed(known.en) if known.en else None):
        return known
    return name


UNITS = ImportKind(
    name="units",
    pattern="units*.csv",
    columns=UNIT_COLUMNS,
    take=take_units,
)
