"""GraphQL fields that need no resolver of their own: relations and lists, read as declared."""

from collections.abc import Callable, Mapping
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from enum import Enum
from inspect import Parameter, Signature
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

import strawberry
from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode
from graphql.pyutils import camel_to_snake

from governance_core.errors import NotFound
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.declare import Moment, Source
from graphql_api.platform.reading.paging import Page, page_of
from graphql_api.platform.reading.reader import moment_of, source_name
from graphql_api.platform.reading.readings import READ, Follows, Lists, Narrowing

AS_OF = "The day on which it was so (today where nothing is said)."
KNOWN_AT = "The instant at which it was known (what is known now where nothing is said)."
AsOf = Annotated[date | None, strawberry.argument(description=AS_OF)]
KnownAt = Annotated[datetime | None, strawberry.argument(description=KNOWN_AT)]
FIRST = "How many items, from the start of the list (20 where nothing is said)."
AFTER = "Go on after this cursor."
LAST = "How many items, from the end of the list."
BEFORE = "Go back from before this cursor."
First = Annotated[int | None, strawberry.argument(description=FIRST)]
After = Annotated[str | None, strawberry.argument(description=AFTER)]
Last = Annotated[int | None, strawberry.argument(description=LAST)]
Before = Annotated[str | None, strawberry.argument(description=BEFORE)]
T = TypeVar("T")
_KIND = Parameter.POSITIONAL_OR_KEYWORD
_PARENT: Any = strawberry.Parent[Any]  # type: ignore[misc] # an annotation, made at run time


class FilterInput(Protocol):
    """A filter as a client gives it: its fields are the filters of the declaration by name.

    Attributes:
        id_types: for each field that holds ids, the types they may be of.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]
    id_types: ClassVar[Mapping[str, tuple[str, ...]]]


def wanted_names(info: Info, *path: str) -> frozenset[str]:
    """The names of the fields selected below `path` from here, in Python's spelling; fragments are looked into."""
    found: set[str] = set()
    fragments = info._raw_info.fragments  # noqa: SLF001 -- strawberry's own look-ahead builds the whole tree

    def collect(selections: SelectionSetNode | None, rest: tuple[str, ...]) -> None:
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                if not rest:
                    found.add(camel_to_snake(node.name.value))
                elif node.name.value == rest[0]:
                    collect(node.selection_set, rest[1:])
            elif isinstance(node, InlineFragmentNode):
                collect(node.selection_set, rest)
            elif isinstance(node, FragmentSpreadNode):
                collect(fragments[node.name.value].selection_set, rest)

    for node in info._raw_info.field_nodes:  # noqa: SLF001 -- as above
        collect(node.selection_set, path)
    return frozenset(found)


def wanted_of_nodes(info: Info) -> frozenset[str]:
    """The names of the fields selected of the items of a connection."""
    return wanted_names(info, "nodes") | wanted_names(info, "edges", "node")


def asked_page(
    info: Info,
    source: Source,
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Page:
    """The page that a list field's arguments ask for."""
    return page_of(
        first=first,
        after=after,
        last=last,
        before=before,
        order=source.total_order,
        table=source.table,
        ceiling=info.context.reader.ceiling,
        counted="total_count" in wanted_names(info),
    )


def conditions(given: FilterInput | None) -> Mapping[str, Any]:
    """A filter input as the declaration's filters by name, what was left out left out."""
    if given is None:
        return {}
    found: dict[str, Any] = {}
    for item in dataclass_fields(given):
        value = getattr(given, item.name)
        if value is None:
            continue
        kinds = given.id_types.get(item.name)
        found[item.name] = key_of(value, *kinds, path=("filter", item.name)) if kinds else _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    return value.value if isinstance(value, Enum) else value


def one(relation: str, *, description: str) -> Any:
    """A field that follows a to-one relation of the declaration."""

    async def resolve(root: strawberry.Parent[Any], info: Info):  # type: ignore[no-untyped-def] # noqa: ANN202 -- the class's annotation types the field
        return await info.context.reader.related(root, relation, wanted=wanted_names(info))

    return strawberry.field(resolver=resolve, description=description, metadata={READ: Follows(relation=relation)})


def many(relation: str, *, description: str, filter: type | None = None) -> Any:  # noqa: A002 -- as in GraphQL
    """A field that follows a to-many relation of the declaration, as a connection."""

    async def resolve(root: Any, info: Info, filter: Any = None, **paging: Any) -> Any:  # noqa: A002 -- as in GraphQL
        reader = info.context.reader
        target = reader.target(source_name(type(root)), relation)
        return await reader.connected(
            root,
            relation,
            asked_page(info, target, **paging),
            where=conditions(filter),
            wanted=wanted_of_nodes(info),
        )

    parameters = [Parameter("root", _KIND, annotation=_PARENT), *_paging(filter)]
    reading = {READ: Follows(relation=relation, paged=True)}
    return strawberry.field(resolver=_with_parameters(resolve, parameters), description=description, metadata=reading)


def few(relation: str, *, description: str, told: str | None = None) -> Any:
    """A field that follows a to-many relation that is small by nature, as a plain list of at most a page's ceiling.

    With `told` it is a list of that field of the other type, which is no object.
    """

    async def resolve(root: strawberry.Parent[Any], info: Info):  # type: ignore[no-untyped-def] # noqa: ANN202 -- the class's annotation types the field
        reader = info.context.reader
        page = Page(size=reader.ceiling)
        found = (await reader.connected(root, relation, page, wanted=wanted_names(info))).nodes
        return found if told is None else [getattr(one, told) for one in found]

    reading = {READ: Follows(relation=relation, told=told)}
    return strawberry.field(resolver=resolve, description=description, metadata=reading)


def listed(
    type_name: str,
    *,
    description: str,
    filter: type | None = None,  # noqa: A002 -- as in GraphQL
    timed: bool = False,
    only: Narrowing | None = None,
) -> Any:
    """A field that lists everything of a type that the caller may see, as a connection; with `only`, what passes it."""

    async def resolve(
        info: Info,
        filter: Any = None,  # noqa: A002 -- as in GraphQL
        as_of: date | None = None,
        known_at: datetime | None = None,
        **paging: Any,
    ) -> Any:
        reader = info.context.reader
        return await reader.listed(
            type_name,
            asked_page(info, reader.catalogue.sources[type_name], **paging),
            where={**conditions(filter), **(only(info.context) if only else {})},
            moment=moment_of(reader.present, as_of, known_at),
            wanted=wanted_of_nodes(info),
        )

    parameters = [*_paging(filter), *(_TIMES if timed else ())]
    reading = {READ: Lists(type_name=type_name, only=only)}
    return strawberry.field(resolver=_with_parameters(resolve, parameters), description=description, metadata=reading)


def _argument(name: str, annotation: Any, description: str) -> Parameter:
    told = Annotated[annotation | None, strawberry.argument(description=description)]
    return Parameter(name, _KIND, default=None, annotation=told)


_PAGING = (
    _argument("first", int, FIRST),
    _argument("after", str, AFTER),
    _argument("last", int, LAST),
    _argument("before", str, BEFORE),
)
_TIMES = (
    _argument("as_of", date, AS_OF),
    _argument("known_at", datetime, KNOWN_AT),
)


def _paging(filter: type | None) -> list[Parameter]:  # noqa: A002 -- as in GraphQL
    info = Parameter("info", _KIND, annotation=Info)
    chosen = [] if filter is None else [_argument("filter", filter, "Only items that fulfil all of this.")]
    return [info, *_PAGING, *chosen]


def _with_parameters(resolve: Callable[..., Any], parameters: list[Parameter]) -> Callable[..., Any]:
    """The resolver, with the signature that strawberry reads its arguments from."""
    resolve.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    resolve.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return resolve


def asked_moment(info: Info, as_of: date | None, known_at: datetime | None) -> Moment:
    """The moment that a field's arguments ask about."""
    return moment_of(info.context.reader.present, as_of, known_at)


async def shown(info: Info, kind: type[T], key: str, on: date | None = None, *, below: tuple[str, ...] = ()) -> T:
    """What an act has changed, as it is today, or as it is on the act's day where it is not there today.

    Args:
        info: the mutation's.
        kind: the GraphQL type.
        key: its key.
        on: the act's day.
        below: where the mutation's answer has it, where that is not the answer itself.

    Raises:
        NotFound: it is there on neither, or not for the caller.
    """
    reader, wanted = info.context.reader, wanted_names(info, *below)
    name = source_name(kind)
    found = await reader.anew(name, key, reader.present, wanted=wanted)
    if found is None and on is not None:
        found = await reader.anew(name, key, Moment(as_of=on), wanted=wanted)
    if not isinstance(found, kind):
        raise NotFound(kind=name, key=key)
    return found
