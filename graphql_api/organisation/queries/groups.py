"""Where group sets, their groups and the units in them are read from. Sets and groups are for all; units are not."""

from collections.abc import Sequence

from governance_core.errors import NotFound
from governance_core.organisation import GroupSet
from graphql_api.organisation.queries.sources import version_of
from graphql_api.organisation.tables import GroupSetKindRow, GroupSetStateRow, PlacementRow, UnitGroupStateRow
from graphql_api.organisation.tables.groups import load_group_sets, set_of_group
from graphql_api.platform.reading.declare import (
    Equals,
    Everyone,
    Label,
    Many,
    Moment,
    One,
    Passing,
    Source,
    Through,
    Where,
)
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import table_of

_LABEL = {"label": Label(zh="label_zh", en="label_en")}

GROUP_SET = Source(
    name="GroupSet",
    table=GroupSetStateRow,
    key="group_set_id",
    dated=True,
    access=Everyone(),
    labels=_LABEL,
    computed={"version": version_of("organisation_group_set", "group_set_id")},
    relations={
        "groups": Many(target="UnitGroup", remote="group_set_id"),
        "ungrouped": Passing(target="Unit", filter="ungrouped", local="group_set_id"),
    },
    order=("code",),
    filters={"code": Equals(column="code")},
)

GROUP_SET_KIND = Source(
    name="GroupSetKind",
    table=GroupSetKindRow,
    access=Everyone(),
    filters={"group_set": Equals(column="group_set_id")},
)

UNIT_GROUP = Source(
    name="UnitGroup",
    table=UnitGroupStateRow,
    key="group_id",
    dated=True,
    access=Everyone(),
    labels=_LABEL,
    relations={
        "group_set": One(target="GroupSet", local="group_set_id"),
        "units": Passing(target="Unit", filter="in_group", local="group_id"),
        "placements": Many(target="UnitPlacement", remote="group_id"),
    },
    order=("position",),
    filters={
        "unit": Where(relation="placements", filter="unit"),
        "full_code": Equals(column="full_code"),
    },
)

PLACEMENT = Source(
    name="UnitPlacement",
    table=PlacementRow,
    dated=True,
    access=Through(relations=("unit",)),
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "group": One(target="UnitGroup", local="group_id"),
    },
    filters={
        "unit": Equals(column="unit_id"),
        "group": Equals(column="group_id"),
        "group_set": Equals(column="group_set_id"),
        "full_code": Where(relation="group", filter="full_code"),
    },
)

GROUP_SOURCES = (GROUP_SET, GROUP_SET_KIND, UNIT_GROUP, PLACEMENT)


async def kinds_sorted(reader: Reader, keys: Sequence[str], moment: Moment) -> list[list[str]]:
    """The kinds of units that each group set sorts."""
    question = await reader.question(moment)
    table = table_of(GROUP_SET_KIND.table)
    query = question.query.from_(table).select(table.group_set_id, table.kind)
    rows = await reader.rows(GROUP_SET_KIND, query.where(table.group_set_id.isin(list(keys))).orderby(table.id))
    return [[row["kind"] for row in rows if row["group_set_id"] == key] for key in keys]


async def require_group_set(key: str, *, path: tuple[str, ...]) -> GroupSet:
    """The group set of an act.

    Raises:
        NotFound: there is none.
    """
    found = await load_group_sets(id=key)
    if not found:
        raise NotFound(kind="group set", key=key, path=path)
    return found[0]


async def require_set_of(group: str, *, path: tuple[str, ...]) -> GroupSet:
    """The set of the group of an act.

    Raises:
        NotFound: there is no such group.
    """
    key = await set_of_group(group)
    if key is None:
        raise NotFound(kind="unit group", key=group, path=path)
    return await require_group_set(key, path=path)
