"""What a plugin adds to the GraphQL schema, written down for whoever reads its source."""

from collections.abc import Sequence

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, print_type

from graphql_api.platform.modules import Module
from graphql_api.platform.schema.build import build_schema


def added_sdl(built_in: Sequence[Module], module: Module) -> str:
    """The types that a module brings, and the fields that it adds to types of others, in SDL."""
    before, after = (build_schema(modules)._schema for modules in (built_in, (*built_in, module)))  # noqa: SLF001 -- strawberry has no public name for it
    new = [print_type(kind) for name, kind in sorted(after.type_map.items()) if name not in before.type_map]
    return "\n\n".join([*_extended(before, after), *new]) + "\n"


def _extended(before: GraphQLSchema, after: GraphQLSchema) -> list[str]:
    found = []
    for name, kind in sorted(after.type_map.items()):
        known = before.type_map.get(name)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and isinstance(known, type(kind)):
            more = {field: kind.fields[field] for field in kind.fields if field not in known.fields}
            if more:
                word = "interface" if isinstance(kind, GraphQLInterfaceType) else "type"
                body = print_type(type(kind)(name, more)).partition("{")[2]
                found.append(f"extend {word} {name} {{{body}")
    return found
