"""Relay's Node: anything with an id can be fetched again by it, if the caller may see it."""

import asyncio
from typing import Annotated

import strawberry

from governance_core.errors import Malformed, OutOfRange
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import parsed_global_id
from graphql_api.platform.reading.fields import wanted_names
from graphql_api.platform.reading.readings import READ, FindsAny


@strawberry.interface(description="Anything that can be fetched again by its id.")
class Node:
    """What every declared type has."""

    id: strawberry.ID = strawberry.field(description="Its id: opaque, unique over all types, stable for ever.")

    key: strawberry.Private[str]


async def fetched(info: Info, id: str, path: tuple[str, ...]) -> Node | None:  # noqa: A002 -- as in GraphQL
    """The thing with an id, where the caller may see it.

    Raises:
        Malformed: it is no id of ours; `path` says where it stands.
    """
    try:
        type_name, key = parsed_global_id(id)
    except Malformed as fault:
        fault.path = path
        raise
    kind = info.context.reader.catalogue.types.get(type_name)
    if kind is None or not issubclass(kind, Node):
        raise Malformed(value=id[:80], expected="an id given out by this service", path=path)
    found: Node | None = await info.context.reader.get(type_name, key, wanted=wanted_names(info))
    return found


@strawberry.type
class NodeQuery:
    """The root fields of Node."""

    @strawberry.field(
        description="The thing with this id, or null where there is none that the caller may see.",
        metadata={READ: FindsAny(argument="id")},
    )
    async def node(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The id. 编号")],  # noqa: A002 -- as in GraphQL
    ) -> Node | None:
        """One thing."""
        return await fetched(info, id, ("id",))

    @strawberry.field(description="The things with these ids, in order, null for each that the caller may not see.")
    async def nodes(
        self,
        info: Info,
        ids: Annotated[
            list[strawberry.ID], strawberry.argument(description="The ids, at most as many as a page holds. 编号")
        ],
    ) -> list[Node | None]:
        """Several things, one statement a type."""
        ceiling = info.context.reader.ceiling
        if len(ids) > ceiling:
            raise OutOfRange(value=len(ids), low=0, high=ceiling, path=("ids",))
        return await asyncio.gather(*(fetched(info, id_, ("ids", str(place))) for place, id_ in enumerate(ids)))
