"""Any document over the schema: fields, arguments, fragments, aliases, directives and variables, drawn at random."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
    is_enum_type,
    is_list_type,
    is_non_null_type,
)
from hypothesis import strategies as st

DEPTH = 5
Known = Mapping[str, Sequence[Any]]
"""Values worth asking about: by argument name, or by type where the argument's name is not there."""


@dataclass
class Drawn:
    """A document under way.

    Attributes:
        schema: what it is over.
        draw: hypothesis's.
        known: values worth asking about.
        planned: which fields may be drawn.
    """

    schema: GraphQLSchema
    draw: Callable[[st.SearchStrategy[Any]], Any]
    known: Known
    planned: Callable[[GraphQLObjectType, str], bool]
    fragments: list[str] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    aliases: int = 0

    def document(self) -> tuple[str, dict[str, Any]]:
        """A query with its variables."""
        query = self.schema.query_type
        assert query is not None
        body = self.selection(query, DEPTH)
        head = (
            f"query({', '.join(f'${name}: {kind}' for name, kind in self.declared.items())})" if self.declared else ""
        )
        return " ".join([head, body, *self.fragments]), self.variables

    def selection(self, kind: Any, depth: int) -> str:
        """A selection set on a type."""
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            chosen = self.draw(st.sampled_from(sorted(one.name for one in self.schema.get_possible_types(kind))))
            common = self.draw(st.lists(st.sampled_from(["__typename", *getattr(kind, "fields", ())]), unique=True))
            parts = [
                self.asked(kind, name, depth) for name in common if name == "__typename" or self.has(kind, name, depth)
            ]
            return f"{{ {' '.join(parts)} ... on {chosen} {self.selection(self.schema.type_map[chosen], depth)} }}"
        names = [name for name in kind.fields if self.has(kind, name, depth)]
        if not names:
            return "{ __typename }"
        chosen = self.draw(st.lists(st.sampled_from([*names, "__typename"]), min_size=1, max_size=5, unique=True))
        parts = [self.asked(kind, name, depth) for name in chosen]
        if self.draw(st.integers(0, 5)) == 0:
            return self.in_fragment(kind, parts)
        return "{ " + " ".join(parts) + " }"

    def has(self, kind: Any, name: str, depth: int) -> bool:
        """Whether a field may be drawn here."""
        return self.planned(kind, name) and (depth > 0 or self.is_leaf(kind, name))

    def in_fragment(self, kind: GraphQLObjectType, parts: list[str]) -> str:
        """The same selection, a part of it in a fragment, inline or named, and a part of that twice."""
        cut = self.draw(st.integers(0, len(parts) - 1))
        body = "{ " + " ".join(parts[cut:]) + " }"
        if self.draw(st.booleans()):
            return "{ " + " ".join([*parts[:cut], f"... on {kind.name} {body}", *parts[cut:]]) + " }"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {kind.name} {body}")
        return "{ " + " ".join([*parts[:cut], f"...{name}", *parts[: cut // 2]]) + " }"

    def is_leaf(self, kind: GraphQLObjectType, name: str) -> bool:
        """Whether a field needs no selection of its own."""
        return not is_composite_type(get_named_type(kind.fields[name].type))

    def asked(self, kind: GraphQLObjectType, name: str, depth: int) -> str:
        """A field with all that belongs to it."""
        if name == "__typename":
            return name
        definition = kind.fields[name]
        alias = ""
        if definition.args or self.draw(st.integers(0, 4)) == 0:  # two with other arguments may not share a key
            self.aliases += 1
            alias = f"a{self.aliases}: "
        body = "" if self.is_leaf(kind, name) else " " + self.selection(get_named_type(definition.type), depth - 1)
        return f"{alias}{name}{self.arguments(definition)}{self.directive()}{body}"

    def directive(self) -> str:
        """Now and then a condition on the field."""
        if self.draw(st.integers(0, 9)):
            return ""
        which = self.draw(st.sampled_from(["skip", "include"]))
        value = self.variable("Boolean!", self.draw(st.booleans())) if self.draw(st.booleans()) else "true"
        return f" @{which}(if: {value})"

    def arguments(self, definition: GraphQLField) -> str:
        """Some of a field's arguments, the required ones among them."""
        paging = self.draw(st.sampled_from([(), ("first",), ("last",), ("first",), ("first", "after"), ("before",)]))
        given = []
        for name, argument in definition.args.items():
            if name in {"first", "last", "after", "before"}:
                wanted = name in paging and (name in {"first", "last"} or bool(self.known.get(name)))
            else:
                wanted = is_non_null_type(argument.type) or self.draw(st.integers(0, 3)) == 0
            if wanted:
                given.append((name, argument.type, self.value(name, argument.type)))
        if not given:
            return ""
        return f"({', '.join(f'{name}: {self.written(kind, value)}' for name, kind, value in given)})"

    def written(self, kind: Any, value: Any) -> str:
        """A value as a literal, or as a variable."""
        if self.draw(st.booleans()):
            return self.variable(str(kind), value)
        return literal(kind, value)

    def variable(self, kind: str, value: Any) -> str:
        """A new variable with a value."""
        name = f"v{len(self.declared)}"
        self.declared[name] = kind
        self.variables[name] = value
        return f"${name}"

    def value(self, name: str, kind: Any) -> Any:
        """A value of an input type."""
        kind = kind.of_type if is_non_null_type(kind) else kind
        if is_list_type(kind):
            return [self.value(name, kind.of_type) for _ in range(self.draw(st.integers(0, 2)))]
        if isinstance(kind, GraphQLInputObjectType):
            if kind.is_one_of:
                inner = self.draw(st.sampled_from(sorted(kind.fields)))
                return {inner: self.value(f"{kind.name}.{inner}", kind.fields[inner].type)}
            chosen = self.draw(st.lists(st.sampled_from(sorted(kind.fields)), max_size=2, unique=True))
            return {inner: self.value(inner, kind.fields[inner].type) for inner in chosen}
        if is_enum_type(kind):
            return self.draw(st.sampled_from(sorted(kind.values)))
        return self.draw(st.sampled_from(self.known.get(name) or self.known[kind.name]))


def every_field(schema: GraphQLSchema, known: Known, planned: Callable[[Any, str], bool]) -> Iterator[str]:
    """Documents that ask for each field of each type somewhere, of as many things as one way there leads to."""
    assert schema.query_type is not None
    ways: dict[str, list[str]] = {schema.query_type.name: []}
    following = [schema.query_type.name]
    for name in following:
        kind = schema.type_map[name]
        if not isinstance(kind, GraphQLObjectType):
            for one in schema.get_possible_types(kind):  # type: ignore[arg-type]
                if one.name not in ways:
                    ways[one.name] = [*ways[name], f"... on {one.name}"]
                    following.append(one.name)
            continue
        fields = [one for one in kind.fields if planned(kind, one)]
        yield from (
            nested([*ways[name], " ".join(asked_plainly(kind, one, known) for one in some)])
            for some in (fields[at : at + 12] for at in range(0, len(fields), 12))
        )
        for one in sorted(fields, key=lambda one: "first" not in kind.fields[one].args):
            target = get_named_type(kind.fields[one].type)
            if is_composite_type(target) and target.name not in ways and len(ways[name]) < DEPTH * 2:
                ways[target.name] = [*ways[name], one + required(kind.fields[one], known, first=3)]
                following.append(target.name)


def nested(steps: Sequence[str]) -> str:
    """Steps in one another, as a document."""
    return "{ " + " { ".join(steps) + " }" * len(steps)


def asked_plainly(kind: GraphQLObjectType, name: str, known: Known) -> str:
    """A field with the leaves of what it gives."""
    definition = kind.fields[name]
    target = get_named_type(definition.type)
    if not is_composite_type(target):
        return name + required(definition, known)
    leaves = [
        one
        for one, inner in getattr(target, "fields", {}).items()
        if not is_composite_type(get_named_type(inner.type)) and not inner.args
    ]
    nodes = getattr(target, "fields", {}).get("nodes")
    below = ["nodes { __typename id }"] if nodes and "id" in getattr(get_named_type(nodes.type), "fields", {}) else []
    return f"{name}{required(definition, known)} {{ __typename {' '.join([*leaves, *below])} }}"


def required(definition: GraphQLField, known: Known, *, first: int | None = None) -> str:
    """The arguments that have to be given, with the first value that is known for each, and the size of a page."""

    def value(name: str, kind: Any) -> Any:
        kind = kind.of_type if is_non_null_type(kind) else kind
        if isinstance(kind, GraphQLInputObjectType):
            needed = [one for one, inner in kind.fields.items() if is_non_null_type(inner.type)]
            names = needed or [one for one in ("id",) if one in kind.fields]
            return {one: value(f"{kind.name}.{one}", kind.fields[one].type) for one in names}
        if is_list_type(kind):
            return [value(name, kind.of_type)]
        return min(kind.values) if is_enum_type(kind) else (known.get(name) or known[kind.name])[0]

    given = [
        f"{name}: {literal(one.type, value(name, one.type))}"
        for name, one in definition.args.items()
        if is_non_null_type(one.type)
    ]
    if first is not None and "first" in definition.args:
        given.append(f"first: {first}")
    return f"({', '.join(given)})" if given else ""


def literal(kind: Any, value: Any) -> str:
    """A value as it is written in a document."""
    kind = kind.of_type if is_non_null_type(kind) else kind
    if value is None:
        return "null"
    if is_list_type(kind):
        return f"[{', '.join(literal(kind.of_type, one) for one in value)}]"
    if isinstance(kind, GraphQLInputObjectType):
        return "{" + ", ".join(f"{name}: {literal(kind.fields[name].type, one)}" for name, one in value.items()) + "}"
    if is_enum_type(kind) or kind.name == "Boolean":
        return str(value).lower() if isinstance(value, bool) else value
    if kind.name == "Int":
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
