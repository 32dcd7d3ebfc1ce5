"""The places of a document where a list or a thing is asked for with arguments, and what the arguments come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import FieldNode, GraphQLField, VariableValues
from graphql.execution.values import get_argument_values
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from graphql_api.platform.context import RequestContext
from graphql_api.platform.reading.conditions import filter_behind
from graphql_api.platform.reading.declare import Matches, Moment, Source
from graphql_api.platform.reading.fields import conditions
from graphql_api.platform.reading.paging import Page, page_of
from graphql_api.platform.reading.reader import is_wide, moment_of
from graphql_api.platform.reading.readings import READ
from graphql_api.platform.reading.slots import Slot
from graphql_api.platform.search import searched
from graphql_api.platform.sql import is_sqlite

Values = dict[tuple[Any, ...], Any]
Shape = tuple[Any, ...]


def field_of(definition: GraphQLField) -> StrawberryField:
    """The field as strawberry knows it."""
    found: StrawberryField = definition.extensions["strawberry-definition"]
    return found


def reading_of(definition: GraphQLField) -> Any:
    """How the field is read; None where a resolver alone knows."""
    return field_of(definition).metadata.get(READ)


def arguments_of(definition: GraphQLField, node: FieldNode, variables: VariableValues, schema: Any) -> dict[str, Any]:
    """The arguments of a field as its resolver gets them; what is not valid is refused as it is there."""
    given = get_argument_values(definition, node, variables)
    registry = schema.schema_converter.scalar_registry
    return convert_arguments(given, field_of(definition).arguments, scalar_registry=registry, config=schema.config)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place with arguments.

    Attributes:
        number: which of the document's.
        root: the number of the root field's place, whose moment holds here.
        node: the field as it is asked.
        definition: the field of the schema.
        source: what is listed; None where the arguments decide.
        counted: whether the whole list is to be counted.
    """

    number: int
    root: int
    node: FieldNode
    definition: GraphQLField
    source: Source | None
    counted: bool = False


@dataclass(kw_only=True)
class Filling:
    """The values of one run, and what of them decides how the statement is written.

    Attributes:
        values: by the names of slots.
        shape: what two runs must share to share a statement.
        where: the conditions of each list by filter: a slot, or the value itself where it decides.
        backward: the places whose page lies before a cursor, or at the end of its list.
        placed: the places whose page goes on from a cursor.
        sizes: how large the pages are, in the order of their places.
        present: the places of root fields that are about today, as known now.
        looked_up: whether a value was found in the database.
    """

    values: Values = field(default_factory=dict)
    shape: list[Any] = field(default_factory=list)
    where: dict[int, dict[str, Any]] = field(default_factory=dict)
    backward: set[int] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)
    sizes: list[int] = field(default_factory=list)
    present: set[int] = field(default_factory=set)
    looked_up: bool = False

    async def moment(self, site: Site, arguments: Mapping[str, Any], context: RequestContext) -> Moment:
        """The moment of a root field, from which the caller's scope follows."""
        reader = context.reader
        moment = moment_of(reader.present, arguments.get("as_of"), arguments.get("known_at"))
        self.values["as_of", site.number] = moment.as_of
        self.values["known_at", site.number] = moment.known_at
        scope = context.principal.scope_id
        placed = context.principal.placed
        if placed and moment == reader.present and moment.as_of == placed.on:  # a query moves no unit meanwhile
            path = placed.path
        else:
            self.looked_up = True
            path = None if scope is None else await reader.path_of(scope, moment)
        self.values["scope", site.number] = path
        if moment == reader.present:
            self.present.add(site.number)
        self.shape.append(
            (moment == reader.present, moment.known_at is None, scope is not None and path is None, is_wide(path))
        )
        return moment

    def page(self, site: Site, arguments: Mapping[str, Any], only: Mapping[str, Any], context: RequestContext) -> None:
        """The page and the conditions of a list."""
        assert site.source is not None  # noqa: S101 -- lists have one
        page = page_of(
            first=arguments.get("first"),
            after=arguments.get("after"),
            last=arguments.get("last"),
            before=arguments.get("before"),
            order=site.source.total_order,
            table=site.source.table,
            ceiling=context.reader.ceiling,
            counted=site.counted,
        )
        self._paged(site, page)
        self._conditions(site, site.source, {**conditions(arguments.get("filter")), **only}, context)

    def chosen(self, site: Site, found: tuple[str | None, Any]) -> None:
        """The one thing that a root field finds: by its key, or by the filter it alone passes."""
        name, value = found
        slot = ("where", site.number, name or "")
        self.values[slot] = value
        self.where[site.number] = {name or "": Slot(slot)}
        self.shape.append(name)

    def given(self, site: Site, arguments: Mapping[str, Any]) -> None:
        """Arguments that mean what they say."""
        slots = {name: Slot(("where", site.number, name)) for name in arguments}
        found = {name: None if arguments[name] is None else slot for name, slot in slots.items()}
        self.values |= {("where", site.number, name): value for name, value in arguments.items()}
        self.where[site.number] = found
        self.shape.append(tuple(found.items()))

    def _paged(self, site: Site, page: Page) -> None:
        self.values["size", site.number] = page.size
        self.sizes.append(page.size)
        for place, value in enumerate(page.place or ()):
            self.values["place", site.number, place] = value
        if page.backward:
            self.backward.add(site.number)
        if page.place is not None:
            self.placed.add(site.number)
        self.shape.append((page.backward, page.place is not None))

    def _conditions(self, site: Site, source: Source, given: Mapping[str, Any], context: RequestContext) -> None:
        found: dict[str, Any] = {}
        for name, value in given.items():
            behind = filter_behind(context.reader.catalogue.sources, source, name)
            if isinstance(behind, Matches):
                value = searched(value, sqlite=is_sqlite(context.reader.connection))  # noqa: PLW2901 -- its words
            if value is None or value in ((), "") or isinstance(value, bool):
                found[name] = value
                continue
            slot = ("where", site.number, name)
            self.values[slot] = list(value) if isinstance(value, tuple) else value
            found[name] = Slot(slot)
        self.where[site.number] = found
        self.shape.append(tuple(found.items()))
