"""Mergers and splits in GraphQL: what they take, and how they are told."""

from datetime import date, timedelta

import strawberry

from graphql_api.organisation import service
from graphql_api.organisation.schema.inputs import ON, CodeInput, NameInput
from graphql_api.organisation.schema.types import Unit
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act


@strawberry.input(description="What becomes of the holders of a post whose unit ends. 职位去向")
class HeldPostInput:
    """One post of a unit that is merged."""

    post: strawberry.ID = strawberry.field(description="A post of a unit that ends. 原职位")
    to: strawberry.ID | None = strawberry.field(
        default=None, description="The post that its holders come to hold; none where their appointments end. 接任职位"
    )


@strawberry.input(description="Units are merged into another of their kind. 单位合并")
class MergeUnitsInput:
    """Input of `mergeUnits`."""

    units: list[strawberry.ID] = strawberry.field(description="The units that exist no more. 被合并单位")
    into: strawberry.ID = strawberry.field(description="The unit that what they have goes to. 并入单位")
    on: date = strawberry.field(description=ON)
    posts: list[HeldPostInput] = strawberry.field(
        default_factory=list, description="What becomes of their posts that are held: all of them are named. 职位去向"
    )
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A part that a unit is split into, and what it gets. 拆分后的单位")
class UnitPartInput:
    """One part."""

    name: NameInput = strawberry.field(description="What it is called. 名称")
    codes: list[CodeInput] = strawberry.field(default_factory=list, description="Its official codes. 官方代码")
    gets: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description="What it gets: units below the unit or serving it, memberships of it, households in contact."
        " 划入事项",
    )
    posts: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description="Posts of the unit that are opened anew in the part; their holders come with them. 划入职位",
    )
    rest: bool = strawberry.field(default=False, description="Whether it gets what no part names. 其余归此")


@strawberry.input(description="A unit is split into parts. 单位拆分")
class SplitUnitInput:
    """Input of `splitUnit`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    parts: list[UnitPartInput] = strawberry.field(description="Its parts: new units of its kind. 拆分后的单位")
    continues: bool = strawberry.field(
        default=False, description="Whether the unit goes on beside them and keeps what is not named. 原单位是否保留"
    )
    ended_posts: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Posts of the unit whose holders hold none any more. 终止任职的职位"
    )
    on: date = strawberry.field(description=ON)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.type
class ReorganisationMutation:
    """Mutations by which units become others."""

    @act(description="Units are merged into another; the days before stay what they were. 单位合并")
    async def merge_units(self, info: Info, input: MergeUnitsInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """Units are merged into another."""
        key = await service.merge_units(
            info.context.begin,
            merged=[
                key_of(unit, "Unit", path=("input", "units", str(place))) for place, unit in enumerate(input.units)
            ],
            into=key_of(input.into, "Unit", path=("input", "into")),
            on=input.on,
            posts=_held_posts(input.posts),
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.on)

    @act(
        description="A unit is split; answered as it is then, or was on its last day; its successors are the parts."
        " 单位拆分"
    )
    async def split_unit(self, info: Info, input: SplitUnitInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit is split."""
        key = await service.split_unit(
            info.context.begin,
            unit=key_of(input.unit, "Unit", path=("input", "unit")),
            parts=[_part(part, place) for place, part in enumerate(input.parts)],
            continues=input.continues,
            ended_posts=[
                key_of(post, "Post", path=("input", "endedPosts", str(place)))
                for place, post in enumerate(input.ended_posts)
            ],
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.on if input.continues else input.on - timedelta(days=1))


def _held_posts(given: list[HeldPostInput]) -> list[tuple[str, str | None]]:
    found = []
    for place, held in enumerate(given):
        path = ("input", "posts", str(place))
        to = key_of(held.to, "Post", path=(*path, "to")) if held.to else None
        found.append((key_of(held.post, "Post", path=(*path, "post")), to))
    return found


def _part(part: UnitPartInput, place: int) -> service.PartOfUnit:
    path = ("input", "parts", str(place))
    return service.PartOfUnit(
        name=part.name.text(),
        codes=[code.code() for code in part.codes],
        gets=[
            key_of(one, "Unit", "Membership", path=(*path, "gets", str(index))) for index, one in enumerate(part.gets)
        ],
        posts=[key_of(post, "Post", path=(*path, "posts", str(index))) for index, post in enumerate(part.posts)],
        rest=part.rest,
    )
