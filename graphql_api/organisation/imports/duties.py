"""Importing duty lists as YAML, published as they come."""

from collections.abc import Mapping, Sequence
from typing import Any

from governance_core.errors import Duplicate, DutyListFixed, GovernanceError, NotFound, PeriodReversed
from governance_core.organisation import (
    STANDARD_KINDS,
    STANDARD_POSTS,
    Duty,
    DutyList,
    Unit,
    draft_duty_list,
    duty_from_data,
    publish_duty_list,
)
from governance_core.plain_data import Fields, Path
from governance_core.values import DutyListId, Period, Text, UnitId
from graphql_api.organisation.imports.keys import SourceKey, identities
from graphql_api.organisation.service.duties import alone_on_duties
from graphql_api.organisation.tables import DutyListRow, UnitRow
from graphql_api.organisation.tables.duties import add_duty_lists, duty_list_of
from graphql_api.organisation.tables.units import load_units
from graphql_api.platform.importing import ImportFault, ImportKind, Progress, Record, Tally
from graphql_api.platform.work import Work

ListKey = tuple[str, int]


async def take_duty_lists(
    work: Work, records: Sequence[Record], faults: list[ImportFault], progress: Progress
) -> Tally:
    """Store and publish the lists that are new; a known kind and version must say what it said before."""
    await alone_on_duties(work)
    ids = await identities(UnitRow, (key for record in records for key in _named(record.values)))
    departments = await load_units(ids.values())
    known = {(row.unit_kind, row.version): duty_list_of(row) for row in await DutyListRow.all()}
    fresh: dict[ListKey, tuple[DutyList, str | None]] = {}
    for place, record in enumerate(records, start=1):
        try:
            made = _published(work, record.values, ids, departments)
            key = (made.unit_kind, made.version)
            if key in fresh:
                raise Duplicate(value=f"{made.unit_kind} {made.version}", path=("version",))
            if key not in known:
                fresh[key] = (made, record.file)
            elif _said(known[key]) != _said(made):
                raise DutyListFixed(duty_list=f"{made.unit_kind} {made.version}", path=("version",))
        except GovernanceError as refusal:
            faults += record.faults(refusal)
        progress(place)
    if fresh and not faults:
        await add_duty_lists(fresh.values(), recorded_at=work.now, entry_id=work.entry_id)
    return Tally(kind="duty lists", added=len(fresh), unchanged=len(records) - len(fresh))


def _published(work: Work, data: object, ids: Mapping[SourceKey, str], departments: Mapping[UnitId, Unit]) -> DutyList:
    fields = Fields(data)
    title, unit_kind, version = fields.label("title"), fields.text("unit_kind"), fields.whole("version", 1)
    period = fields.nested("period", _period, None)
    duties = fields.each("duties", lambda one, path: _duty(one, path, ids))
    fields.done()
    assert period is not None  # noqa: S101 -- refused above
    drafted = draft_duty_list(
        id=DutyListId(work.new_id()),
        unit_kind=unit_kind,
        title=title,
        duties=duties,
        on=work.today,
        kinds=STANDARD_KINDS,
        post_kinds=STANDARD_POSTS,
        departments=departments,
        version=version,
    )
    outcome = publish_duty_list(drafted.state, period=period, departments=departments, published_at=work.now)
    work.record((*drafted.events, *outcome.events))
    return outcome.state


def _period(data: object, path: Path) -> Period | None:
    fields = Fields(data, path)
    start = fields.day("from")
    ends = isinstance(data, Mapping) and data.get("to") is not None
    end = fields.day("to") if ends else None
    fields.done()
    try:
        return Period(start=start, end=end)
    except PeriodReversed as fault:
        fault.path = path
        raise


def _duty(data: object, path: Path, ids: Mapping[SourceKey, str]) -> Duty:
    """The duty, with the departments that it names by "source/key" under their own ids."""
    if not isinstance(data, Mapping):
        return duty_from_data(data, path)
    lead, departments = data.get("lead"), data.get("departments")
    translated: dict[str, Any] = {**data}
    if lead is not None:
        translated["lead"] = _own_id(lead, (*path, "lead"), ids)
    if isinstance(departments, list):
        translated["departments"] = [
            _own_id(one, (*path, "departments", str(place)), ids) for place, one in enumerate(departments)
        ]
    return duty_from_data(translated, path)


def _own_id(value: object, path: Path, ids: Mapping[SourceKey, str]) -> str:
    source, _, key = str(value).rpartition("/")
    if (source, key) not in ids:
        raise NotFound(kind="unit", key=str(value)[:80], path=path)
    return ids[source, key]


def _named(data: Mapping[str, Any]) -> list[SourceKey]:
    """The departments that a document names, as far as it can be read."""
    found: list[SourceKey] = []
    duties = data.get("duties")
    for duty in duties if isinstance(duties, list) else []:
        if isinstance(duty, Mapping):
            more = duty.get("departments")
            for one in (duty.get("lead"), *(more if isinstance(more, list) else [])):
                source, _, key = str(one or "").rpartition("/")
                found.append((source, key))
    return found


def _said(duty_list: DutyList) -> tuple[Text, tuple[Duty, ...], Period | None]:
    return duty_list.title, duty_list.duties, duty_list.period


DUTY_LISTS = ImportKind(name="duty lists", pattern="duties*.yaml", take=take_duty_lists)
