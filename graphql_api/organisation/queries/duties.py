"""Where duty lists are read from, and who answers for the duties in a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from governance_core.errors import NotFound
from governance_core.organisation import Duty, DutyList, DutyListStatus, duty_list_in_force
from graphql_api.organisation.queries.leadership import held_in
from graphql_api.organisation.queries.units import labels_of
from graphql_api.organisation.tables import DutyListRow
from graphql_api.organisation.tables.duties import duty_list_of
from graphql_api.platform.reading.declare import Equals, Everyone, Label, Moment, Source
from graphql_api.platform.reading.reader import Reader

DUTY_LIST = Source(
    name="DutyList",
    table=DutyListRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    order=("unit_kind", "-version"),
    filters={"unit_kind": Equals(column="unit_kind"), "status": Equals(column="status", few=False)},
)

Labels = Mapping[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesHeld:
    """The duties of a unit on a day.

    Attributes:
        duty_list: the list in force for its kind.
        holders: who holds which kind of post in it, or in the Party committee that serves it, by code.
        departments: the names of the departments that the duties name.
    """

    duty_list: DutyList
    holders: Mapping[str, Sequence[Any]]
    departments: Labels


async def duties_of(reader: Reader, keys: Sequence[tuple[str, str]], moment: Moment) -> list[DutiesHeld | None]:
    """The duties of each unit, which come as (id, kind); None where no list is in force for the kind."""
    lists = await _published(reader, sorted({kind for _, kind in keys}), moment)
    units = [unit for unit, kind in keys if lists[kind]]
    rows = await held_in(reader, units, moment) if units else []
    departments = await named_in(reader, [one for found in lists.values() if found for one in found.duties], moment)
    held: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        made = reader.made("Appointment", row, moment)
        for unit in {row["unit_id"], row["led_"]}:
            held.setdefault(unit, {}).setdefault(row["post_kind_"], []).append(made)
    return [
        None
        if (found := lists[kind]) is None
        else DutiesHeld(duty_list=found, holders=held.get(unit, {}), departments=departments)
        for unit, kind in keys
    ]


async def departments_of(reader: Reader, keys: Sequence[tuple[Duty, ...]], moment: Moment) -> list[Labels]:
    """The names of the departments that the duties of each list name."""
    found = await named_in(reader, [duty for duties in keys for duty in duties], moment)
    return [found for _ in keys]


async def named_in(reader: Reader, duties: Sequence[Duty], moment: Moment) -> Labels:
    """The names of the departments that duties name, also for who does not see the departments themselves."""
    return await labels_of(reader, sorted({key for duty in duties for key in duty.named_departments}), moment)


async def _published(reader: Reader, kinds: Sequence[str], moment: Moment) -> dict[str, DutyList | None]:
    """The list in force for each kind."""
    rows = await reader.by_key(DUTY_LIST, "unit_kind", kinds, moment)
    lists = [duty_list_of(SimpleNamespace(**row)) for row in rows if row["status"] == DutyListStatus.PUBLISHED]
    return {kind: duty_list_in_force(lists, kind, as_of=moment.as_of, known_at=moment.known_at) for kind in kinds}


async def require_duty_list(key: str, *, path: tuple[str, ...]) -> DutyList:
    """The duty list of an act.

    Raises:
        NotFound: there is none.
    """
    row = await DutyListRow.get_or_none(id=key)
    if row is None:
        raise NotFound(kind="duty list", key=key, path=path)
    return duty_list_of(row)
