"""Group sets in GraphQL: the dimensions by which units are sorted, and the acts on them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

import strawberry

from graphql_api.organisation import queries, service
from graphql_api.organisation.schema.filters import UnitFilter
from graphql_api.organisation.schema.inputs import ON, NameInput, PeriodInput
from graphql_api.organisation.schema.types import Dated, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, listed, many, one, shown, wanted_names
from graphql_api.platform.reading.paging import Connection, Page
from graphql_api.platform.reading.reader import at
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act
from graphql_api.platform.schema.node import Node


@strawberry.type(description="A dimension by which units are sorted: pilot batch, urban or rural … 单位分组集")
class GroupSet(Node, Dated):
    """A group set at a moment."""

    group_set_id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    code: str = strawberry.field(description="Its code, which never changes. 代码")
    label: str = strawberry.field(description="What it is called. 名称")
    exclusive: bool = strawberry.field(description="Whether a unit is in one of its groups at most at a time. 是否互斥")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    groups: Connection["UnitGroup"] = many("groups", description="Its groups, in order. 分组")
    ungrouped: Connection[Unit] = many(
        "ungrouped",
        filter=UnitFilter,
        description="The units of the kinds it sorts that are in none of its groups. 未分组单位",
    )

    @strawberry.field(description="The kinds of units it sorts, by code. 适用单位类别")
    async def unit_kinds(self, info: Info) -> list[str]:
        """The kinds."""
        return list(await info.context.reader.batched(queries.kinds_sorted, self.group_set_id, self.moment_))


@strawberry.type(description="A group of a group set. 单位分组")
class UnitGroup(Node, Dated):
    """A group at a moment."""

    moment_: strawberry.Private[Any]
    code: str = strawberry.field(description="Its code in the set. 代码")
    full_code: str = strawberry.field(description="The set's code, a slash and its own: pilot-batch/first. 完整代码")
    label: str = strawberry.field(description="What it is called. 名称")
    position: int = strawberry.field(description="Its place in the order of the set. 次序")
    group_set: GroupSet | None = one("group_set", description="The set it belongs to. 所属分组集")
    units: Connection[Unit] = many("units", filter=UnitFilter, description="The units in it. 组内单位")
    placements: Connection["UnitPlacement"] = many(
        "placements", description="The units in it, with since when. 归组记录"
    )


@strawberry.type(description="That a unit is in a group. 单位归组")
class UnitPlacement(Dated):
    """A placement at a moment."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    unit: Unit | None = one("unit", description="The unit. 单位")
    group: UnitGroup | None = one("group", description="The group. 分组")


@strawberry.type
class UnitInGroups:
    """What group sets add to a unit."""

    placements: Connection[UnitPlacement] = many("placements", description="Its groups, with since when. 归组记录")

    @strawberry.field(description="The groups it is in, at most as many as a page holds. 所属分组")
    async def groups(self, info: Info, as_of: AsOf = None, known_at: KnownAt = None) -> list[UnitGroup]:
        """Its groups."""
        reader, asked = info.context.reader, as_of is not None or known_at is not None
        unit = at(self, asked_moment(info, as_of, known_at)) if asked else self
        found = await reader.connected(unit, "groups", Page(size=reader.ceiling), wanted=wanted_names(info))
        return found.nodes


@strawberry.input(description="Which group sets. 分组集筛选")
class GroupSetFilter:
    """Conditions on group sets, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    code: str | None = strawberry.field(default=None, description="With this code.")


@strawberry.type
class GroupQuery:
    """Root fields of group sets."""

    group_sets: Connection[GroupSet] = listed(
        "GroupSet",
        filter=GroupSetFilter,
        timed=True,
        description="The dimensions by which units are sorted. 单位分组集列表",
    )


@strawberry.input(description="A group of a new set. 分组")
class GroupInput:
    """A group in `defineGroupSet`."""

    code: str = strawberry.field(description="Its code, [a-z0-9-]{1,60}. 代码")
    label: NameInput = strawberry.field(description="What it is called. 名称")


@strawberry.input(description="A dimension by which units will be sorted. 设立分组集")
class DefineGroupSetInput:
    """Input of `defineGroupSet`."""

    code: str = strawberry.field(description="Its code, [a-z0-9-]{1,60}. 代码")
    label: NameInput = strawberry.field(description="What it is called. 名称")
    unit_kinds: list[str] = strawberry.field(description="The kinds of units it sorts, by code. 适用单位类别")
    exclusive: bool = strawberry.field(description="Whether a unit is in one group at most at a time. 是否互斥")
    on: date = strawberry.field(description=ON)
    groups: list[GroupInput] = strawberry.field(default_factory=list, description="Its groups in order. 分组")


@strawberry.input(description="A group that a set gets. 增设分组")
class AddUnitGroupInput:
    """Input of `addUnitGroup`."""

    group_set: strawberry.ID = strawberry.field(description="The set. 分组集")
    code: str = strawberry.field(description="The group's code, [a-z0-9-]{1,60}. 代码")
    label: NameInput = strawberry.field(description="What it is called. 名称")
    on: date = strawberry.field(description=ON)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A group set's new label. 分组集更名")
class RelabelGroupSetInput:
    """Input of `relabelGroupSet`."""

    group_set: strawberry.ID = strawberry.field(description="The set. 分组集")
    label: NameInput = strawberry.field(description="What it is called. 名称")
    on: date = strawberry.field(description=ON)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A group's new label. 分组更名")
class RelabelUnitGroupInput:
    """Input of `relabelUnitGroup`."""

    group: strawberry.ID = strawberry.field(description="The group. 分组")
    label: NameInput = strawberry.field(description="What it is called. 名称")
    on: date = strawberry.field(description=ON)
    expected_version: int | None = strawberry.field(default=None, description="The version of its set, as read.")


@strawberry.input(description="A group that takes no unit any more. 停用分组")
class RetireUnitGroupInput:
    """Input of `retireUnitGroup`."""

    group: strawberry.ID = strawberry.field(description="The group. 分组")
    on: date = strawberry.field(description="The first day without it. 停用日期")
    expected_version: int | None = strawberry.field(default=None, description="The version of its set, as read.")


@strawberry.input(description="Units that come to be in a group. 单位归组")
class PlaceUnitsInput:
    """Input of `placeUnits`."""

    group: strawberry.ID = strawberry.field(description="The group. 分组")
    units: list[strawberry.ID] = strawberry.field(description="The units, 500 at most. 单位")
    period: PeriodInput = strawberry.field(description="When. 有效期")
    move: bool = strawberry.field(
        default=False,
        description="Whether a unit in another group of an exclusive set leaves that; else it is refused. 是否调组",
    )


@strawberry.input(description="Units that are not in a group any more. 单位出组")
class TakeUnitsOutInput:
    """Input of `takeUnitsOut`."""

    group: strawberry.ID = strawberry.field(description="The group. 分组")
    units: list[strawberry.ID] = strawberry.field(description="The units, 500 at most. 单位")
    on: date = strawberry.field(description="The first day without it. 出组日期")


def _set(value: str) -> str:
    return key_of(value, "GroupSet", path=("input", "group_set"))


def _group(value: str) -> str:
    return key_of(value, "UnitGroup", path=("input", "group"))


def _units(values: list[strawberry.ID]) -> list[str]:
    return [key_of(value, "Unit", path=("input", "units", str(place))) for place, value in enumerate(values)]


@strawberry.type
class GroupMutation:
    """Mutations of group sets."""

    @act(description="Units are sorted by one more dimension. 设立分组集")
    async def define_group_set(self, info: Info, input: DefineGroupSetInput) -> GroupSet:  # noqa: A002 -- as in GraphQL
        """Units are sorted by one more dimension."""
        key = await service.define_set(
            info.context.begin,
            code=input.code,
            label=input.label.text(),
            unit_kinds=input.unit_kinds,
            exclusive=input.exclusive,
            on=input.on,
            entries=[(one.code, one.label.text()) for one in input.groups],
        )
        return await shown(info, GroupSet, key, input.on)

    @act(description="A set has one more group. 增设分组")
    async def add_unit_group(self, info: Info, input: AddUnitGroupInput) -> UnitGroup:  # noqa: A002 -- as in GraphQL
        """A set has one more group."""
        key = await service.add_to_set(
            info.context.begin,
            group_set=_set(input.group_set),
            code=input.code,
            label=input.label.text(),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, UnitGroup, key, input.on)

    @act(description="A set is called something else. 分组集更名")
    async def relabel_group_set(self, info: Info, input: RelabelGroupSetInput) -> GroupSet:  # noqa: A002 -- as in GraphQL
        """A set is called something else."""
        key = await service.relabel_set(
            info.context.begin,
            group_set=_set(input.group_set),
            label=input.label.text(),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, GroupSet, key, input.on)

    @act(description="A group is called something else. 分组更名")
    async def relabel_unit_group(self, info: Info, input: RelabelUnitGroupInput) -> UnitGroup:  # noqa: A002 -- as in GraphQL
        """A group is called something else."""
        key = await service.relabel_unit_group(
            info.context.begin,
            group=_group(input.group),
            label=input.label.text(),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, UnitGroup, key, input.on)

    @act(description="A group takes no unit any more; answered as it was on its last day. 停用分组")
    async def retire_unit_group(self, info: Info, input: RetireUnitGroupInput) -> UnitGroup:  # noqa: A002 -- as in GraphQL
        """A group takes no unit any more."""
        key = await service.retire_unit_group(
            info.context.begin, group=_group(input.group), on=input.on, expected=input.expected_version
        )
        return await shown(info, UnitGroup, key, input.on - timedelta(days=1))

    @act(description="Units come to be in a group, all of them or none. 单位归组")
    async def place_units(self, info: Info, input: PlaceUnitsInput) -> UnitGroup:  # noqa: A002 -- as in GraphQL
        """Units come to be in a group."""
        key = await service.place(
            info.context.begin,
            group=_group(input.group),
            units=_units(input.units),
            period=input.period.period(),
            moving=input.move,
        )
        return await shown(info, UnitGroup, key, input.period.from_)

    @act(description="Units are not in a group any more, all of them or none. 单位出组")
    async def take_units_out(self, info: Info, input: TakeUnitsOutInput) -> UnitGroup:  # noqa: A002 -- as in GraphQL
        """Units are not in a group any more."""
        key = await service.take_out(
            info.context.begin, group=_group(input.group), units=_units(input.units), on=input.on
        )
        return await shown(info, UnitGroup, key, input.on)


GROUP_TYPES = (GroupSet, UnitGroup, UnitPlacement)
