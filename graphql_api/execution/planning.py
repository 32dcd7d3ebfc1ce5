"""From an operation to the parts of a plan, by what the schema's fields say of how they are read."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from graphql_api.execution.connections import Connection, Edges, PageInfo
from graphql_api.execution.derived import AskedDay, Column, Columns, Rows
from graphql_api.execution.holes import Hole
from graphql_api.execution.kept import Codes, Stored
from graphql_api.execution.leaves import NotPlanned
from graphql_api.execution.nodes import ByRow, Constant, Few, Found, GlobalId, Object, ToOne, Value
from graphql_api.execution.selections import Operation
from graphql_api.execution.sites import Site, field_of, reading_of
from graphql_api.execution.writing import Part
from graphql_api.platform.reading import readings
from graphql_api.platform.reading.declare import One, Source
from graphql_api.platform.reading.reader import Catalogue, source_name
from graphql_api.platform.reading.readings import Beside, Derived, Finds, FindsAny, Follows, Kept, Lists, Told
from graphql_api.platform.schema.build import name_of

Sets = Sequence[FieldNode]


class Planner:
    """Makes the parts of one operation's plan; it numbers the places with arguments as it comes upon them."""

    def __init__(
        self,
        operation: Operation,
        catalogue: Catalogue,
        given: Mapping[str, bool],
        kinds: Mapping[str, str],
        *,
        ceiling: int,
    ) -> None:
        self._operation = operation
        self._kinds = kinds
        self._catalogue = catalogue
        self._given = given
        self._ceiling = ceiling
        self._root = 0
        self.sites: list[Site] = []
        self.holes: list[Hole] = []

    def roots(self) -> tuple[tuple[str, "Root"], ...]:
        """The root fields by their keys in the answer.

        Raises:
            NotPlanned: nothing of it is declared.
        """
        kind = self._operation.schema.query_type
        assert kind is not None  # noqa: S101 -- every schema has one
        asked = self._operation.root_fields(self._given)
        roots = tuple((key, self._or_hole(kind, key, nodes, None)) for key, nodes in asked.items())
        if all(isinstance(root, Hole) for _, root in roots):
            raise NotPlanned("nothing that is declared")
        return roots

    def _or_hole(self, kind: GraphQLObjectType, key: str, nodes: Sets, source: Source | None) -> Any:
        """A field's part; a hole where a resolver alone reads it, or something about it for which nothing is left."""
        sites, holes = len(self.sites), len(self.holes)
        try:
            return self._root_field(kind, key, nodes) if source is None else self._field(kind, source, nodes)
        except NotPlanned:
            del self.sites[sites:], self.holes[holes:]
            return self._hole(kind, key, nodes, source)

    def _hole(self, kind: GraphQLObjectType, key: str, nodes: Sets, source: Source | None) -> Hole:
        hole = Hole(number=len(self.holes), key=key, kind=kind, nodes=nodes, source=source, root=self._root)
        self.holes.append(hole)
        return hole

    def _root_field(self, kind: GraphQLObjectType, key: str, nodes: Sets) -> "Root":
        name = nodes[0].name.value
        if name == "__typename":
            return Constant(text=f'"{kind.name}"')
        if name.startswith("__"):
            raise NotPlanned("introspection")
        definition = kind.fields[name]
        self._root = len(self.sites)
        reads = reading_of(definition)
        if isinstance(reads, Lists):
            return self._connection(definition, nodes, self._source(reads.type_name), None)
        if isinstance(reads, Finds):
            site = self._site(definition, nodes[0], self._source(reads.type_name))
            return Found(site=site, target=self._object(self._type(reads.type_name), nodes))
        if isinstance(reads, FindsAny):
            found = self._type(self._kinds[key])
            if not any(one.name == "Node" for one in found.interfaces) or found.name not in self._catalogue.sources:
                raise NotPlanned("no type that has ids")
            source = self._source(found.name)
            return Found(site=self._site(definition, nodes[0], source), target=self._made_of(source, found, nodes))
        raise NotPlanned(f"the root field {name}")

    def _site(self, definition: GraphQLField, node: FieldNode, source: Source | None, *, counted: bool = False) -> Site:
        site = Site(
            number=len(self.sites),
            root=self._root,
            node=node,
            definition=definition,
            source=source,
            counted=counted,
        )
        self.sites.append(site)
        return site

    def _object(self, kind: GraphQLObjectType, nodes: Sets) -> Object:
        return self._object_of(self._source(source_name(_class_of(kind))), kind, nodes)

    def _made_of(self, source: Source, kind: GraphQLNamedType | None, nodes: Sets) -> "Object | ByRow":
        """What is made of a row of `source`, where a field of type `kind` leads to it."""
        if source.practice is None:
            if not isinstance(kind, GraphQLObjectType):
                raise NotPlanned("a type that depends on the row")
            return self._object(kind, nodes)
        usual = self._object_of(source, self._type(source.name), nodes)
        cases = {
            practice: self._object_of(source, self._type(name_of(made)), nodes)
            for practice, made in self._catalogue.projects.items()
        }
        return ByRow(source=source, cases=tuple(cases.items()), usual=usual)

    def _object_of(self, source: Source, kind: GraphQLObjectType, nodes: Sets) -> Object:
        asked = self._operation.asked(kind, _selections(nodes), self._given)
        return Object(
            source=source,
            entries=tuple((key, self._or_hole(kind, key, found, source)) for key, found in asked.items()),
        )

    def _field(self, kind: GraphQLObjectType, source: Source, nodes: Sets) -> Part:
        name = nodes[0].name.value
        if name == "__typename":
            return Constant(text=f'"{kind.name}"')
        definition = kind.fields[name]
        field = field_of(definition)
        reads = reading_of(definition)
        if isinstance(reads, Follows):
            return self._followed(definition, nodes, source, reads)
        if isinstance(reads, Told) and not nodes[0].arguments:
            return self._told(definition, nodes, source, reads)
        if isinstance(reads, Derived):
            number = self._site(definition, nodes[0], None).number if definition.args else None
            return self._derived(definition, nodes, reads, number)
        if isinstance(reads, Kept) and not nodes[0].arguments:
            key = (nodes[0].alias or nodes[0].name).value
            return self._stored(definition, nodes, reads, self._hole(kind, key, nodes, source))
        if field.base_resolver is not None:
            raise NotPlanned(f"the field {kind.name}.{name}")
        if field.python_name == "id":
            return GlobalId(type_name=source.identity or source.name)
        return self._value(definition, source, field.python_name)

    def _value(self, definition: GraphQLField, source: Source, name: str) -> Value:
        type_ = definition.type
        required = is_non_null_type(type_)
        leaf = get_named_type(type_)
        if is_list_type(type_.of_type if required else type_) or not is_leaf_type(leaf):  # type: ignore[union-attr]
            raise NotPlanned(f"the value {source.name}.{name}")
        nullable = not required
        if name in source.computed or name in source.labels:
            pass
        elif name in source.table._meta.fields_map:  # noqa: SLF001 -- tortoise's own door
            if required and source.table._meta.fields_map[name].null:  # noqa: SLF001
                raise NotPlanned(f"the value {source.name}.{name} may be missing")
        else:
            raise NotPlanned(f"the value {source.name}.{name}")
        return Value(name=name, kind=leaf, nullable=nullable)

    def _told(self, definition: GraphQLField, nodes: Sets, source: Source, reads: Told) -> Object:
        kind = get_named_type(definition.type)
        if not isinstance(kind, GraphQLObjectType):
            raise NotPlanned("what is told is no object")
        entries: list[tuple[str, Part]] = []
        for key, found in self._operation.asked(kind, _selections(nodes), self._given).items():
            name = found[0].name.value
            if name == "__typename":
                entries.append((key, Constant(text=f'"{kind.name}"')))
                continue
            inner = kind.fields[name]
            told = reads.fields[field_of(inner).python_name]
            if isinstance(told, readings.AskedDay):
                entries.append((key, AskedDay()))
            elif isinstance(told, Derived):
                entries.append((key, self._derived(inner, found, told, None)))
            else:
                leaf = get_named_type(inner.type)
                entries.append((key, Value(name=told, kind=leaf, nullable=not is_non_null_type(inner.type))))
        return Object(source=source, entries=tuple(entries))

    def _derived(self, definition: GraphQLField, nodes: Sets, reads: Derived, number: int | None) -> Rows:
        if reads.of is not None:
            made = self._made_of(self._source(reads.of), get_named_type(definition.type), nodes)
            return Rows(reads=reads, item=made, number=number, ceiling=self._ceiling)
        kind = _object_type(definition)
        entries: list[tuple[str, Constant | Column | Rows]] = []
        for key, found in self._operation.asked(kind, _selections(nodes), self._given).items():
            name = found[0].name.value
            if name == "__typename":
                entries.append((key, Constant(text=f'"{kind.name}"')))
                continue
            inner = kind.fields[name]
            told = field_of(inner).python_name
            if told in reads.fields:
                entries.append((key, self._derived(inner, found, reads.fields[told], None)))
            elif told in reads.columns:
                nullable = not is_non_null_type(inner.type)
                entries.append((key, Column(name=told, kind=get_named_type(inner.type), nullable=nullable)))
            else:
                raise NotPlanned(f"the field {kind.name}.{name}")
        return Rows(reads=reads, item=Columns(entries=tuple(entries)), number=number, ceiling=self._ceiling)

    def _stored(self, definition: GraphQLField, nodes: Sets, reads: Kept, hole: Hole) -> Stored:
        kind = _object_type(definition)
        told = self._source(self._source(reads.standing).relations[reads.relation].target)
        entries: list[tuple[str, Constant | Value | Codes, str | None]] = []
        for key, found in self._operation.asked(kind, _selections(nodes), self._given).items():
            name = found[0].name.value
            if name == "__typename":
                entries.append((key, Constant(text=f'"{kind.name}"'), None))
                continue
            inner = kind.fields[name]
            said = reads.fields[field_of(inner).python_name]
            if is_list_type(inner.type.of_type if is_non_null_type(inner.type) else inner.type):
                entries.append((key, Codes(column=str(said)), None))
            elif isinstance(said, Beside):
                target = self._source(told.relations[said.relation].target)
                entries.append((key, self._value(inner, target, said.name), said.relation))
            else:
                entries.append((key, self._value(inner, told, said), None))
        return Stored(reads=reads, entries=tuple(entries), hole=hole)

    def _followed(self, definition: GraphQLField, nodes: Sets, source: Source, reads: Follows) -> Part:
        relation = source.relations[reads.relation]
        target = self._source(relation.target)
        if isinstance(relation, One):
            return ToOne(relation=relation, target=self._made_of(target, get_named_type(definition.type), nodes))
        if reads.paged:
            return self._connection(definition, nodes, target, relation)
        if reads.told is not None:
            item: Object | ByRow | Value = Value(name=reads.told, kind=get_named_type(definition.type), nullable=False)
        else:
            item = self._made_of(target, get_named_type(definition.type), nodes)
        return Few(relation=relation, source=target, item=item, ceiling=self._ceiling)

    def _connection(self, definition: GraphQLField, nodes: Sets, target: Source, relation: Any) -> Connection:
        kind = _object_type(definition)
        asked = self._operation.asked(kind, _selections(nodes), self._given)
        counted = any(found[0].name.value == "totalCount" for found in asked.values())
        site = self._site(definition, nodes[0], target, counted=counted)
        return Connection(
            site=site,
            source=target,
            relation=relation,
            entries=tuple((key, self._of_connection(kind, target, found)) for key, found in asked.items()),
        )

    def _of_connection(
        self, kind: GraphQLObjectType, source: Source, nodes: Sets
    ) -> Object | ByRow | Edges | PageInfo | Constant | None:
        name = nodes[0].name.value
        if name == "__typename":
            return Constant(text=f'"{kind.name}"')
        if name == "totalCount":
            return None
        if name == "nodes":
            return self._made_of(source, get_named_type(kind.fields[name].type), nodes)
        inner = _object_type(kind.fields[name])
        asked = self._operation.asked(inner, _selections(nodes), self._given)
        if name == "pageInfo":
            return PageInfo(
                entries=tuple(
                    (key, f'"{inner.name}"' if found[0].name.value == "__typename" else found[0].name.value)
                    for key, found in asked.items()
                )
            )
        entries: list[tuple[str, Constant | Object | ByRow | None]] = []
        for key, found in asked.items():
            wanted = found[0].name.value
            if wanted == "node":
                entries.append((key, self._made_of(source, get_named_type(inner.fields["node"].type), found)))
            else:
                entries.append((key, None if wanted == "cursor" else Constant(text=f'"{inner.name}"')))
        return Edges(entries=tuple(entries))

    def _source(self, name: str) -> Source:
        return self._catalogue.sources[name]

    def _type(self, name: str) -> GraphQLObjectType:
        found = self._operation.schema.type_map.get(name)
        if not isinstance(found, GraphQLObjectType):
            raise NotPlanned(f"{name} is no object")
        return found


Root = Connection | Found | Constant | Hole


def _selections(nodes: Sets) -> list[Any]:
    return [node.selection_set for node in nodes if node.selection_set is not None]


def _class_of(kind: GraphQLObjectType) -> type:
    found: type = kind.extensions["strawberry-definition"].origin
    return found


def _object_type(definition: GraphQLField) -> GraphQLObjectType:
    kind = get_named_type(definition.type)
    if not isinstance(kind, GraphQLObjectType):
        raise NotPlanned("a type that depends on the row")
    return kind
