"""Every field of every type, asked of one row, ten and twenty: a list costs its level one SQL statement.

The fields are found in the schema, so a new one is tested without being named here, on the demonstration town.
"""

import logging
from collections.abc import Iterator

import pytest
from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType, is_composite_type

from graphql_api.modules import installed_modules
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.schema.build import build_schema

MODULES = installed_modules(strict=True)
SCHEMA = build_schema(MODULES.loaded)
GRAPHQL = SCHEMA._schema
READ = {source.name for module in MODULES.loaded for source in module.sources}
GIVEN = {"from": '"2020-01-01"', "to": '"2021-01-01"'}


def _bare(kind):
    while isinstance(kind, GraphQLNonNull | GraphQLList):
        kind = kind.of_type
    return kind


def _is_connection(kind):
    return _bare(kind).name.endswith("Connection")


def _is_read(kind):
    """Whether it is a connection of rows; one that a rule works out costs what a rule does."""
    return _is_connection(kind) and _bare(_bare(kind).fields["nodes"].type).name in READ


def _asked(name, field):
    """The selection of a field, as shallow as it can be; None where it needs what can't be guessed."""
    needed = {arg: GIVEN.get(arg) for arg, one in field.args.items() if isinstance(one.type, GraphQLNonNull)}
    if None in needed.values():
        return None
    given = ", ".join(f"{arg}: {value}" for arg, value in needed.items())
    arguments = f"({given})" if given else ""
    if _is_connection(field.type):
        return f"{name}(first: 2) {{ totalCount nodes {{ __typename }} }}"
    return f"{name}{arguments}" + (" { __typename }" if is_composite_type(_bare(field.type)) else "")


def _roots() -> Iterator[tuple[str, str]]:
    """Every list at the root, as its type and a document with a place for its size and its selection."""
    for name, field in GRAPHQL.query_type.fields.items():
        if _is_connection(field.type):
            yield name, f"{{ {name}(first: %d) {{ nodes {{ __typename %s }} }} }}"
        elif isinstance(corner := _bare(field.type), GraphQLObjectType) and not field.args:
            for inner, below in corner.fields.items():
                if _is_connection(below.type):
                    yield f"{name}.{inner}", f"{{ {name} {{ {inner}(first: %d) {{ nodes {{ __typename %s }} }} }} }}"


def _node_type(path):
    kind = GRAPHQL.query_type
    for step in path.split("."):
        kind = _bare(kind.fields[step].type)
    return _bare(kind.fields["nodes"].type)


def _cases():
    for path, document in _roots():
        kind = _node_type(path)
        shown = [kind, *(one for one in GRAPHQL.type_map.values() if kind in getattr(one, "interfaces", ()))]
        for one in shown:
            for name, field in one.fields.items():
                asked = _asked(name, field)
                if asked is not None and (one is kind or name not in kind.fields):
                    selection = asked if one is kind else f"... on {one.name} {{ {asked} }}"
                    yield pytest.param(document, selection, _is_read(field.type), id=f"{path}.{name}")


@pytest.fixture
async def cost(demo):
    """Counts the statements of a document, with nothing in the cache."""
    run: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record):
            run.append(record.getMessage())

    log = logging.getLogger("tortoise.db_client")
    collector = Collector()
    log.addHandler(collector)
    log.setLevel(logging.DEBUG)
    service = demo.service(MODULES)
    async with service.database.opened():
        with service.database.active():

            async def cost(document):
                await service.cache.bump("organisation")
                run.clear()
                answer = await SCHEMA.execute(document, context_value=service.context_for(SYSTEM, "zh"))
                assert answer.errors is None, answer.errors
                return len(run)

            await cost("{ units(first: 1) { nodes { id } } }")  # opens the connection
            yield cost
    log.setLevel(logging.NOTSET)
    log.removeHandler(collector)


@pytest.mark.parametrize(("document", "selection", "connection"), list(_cases()))
async def test_a_field_costs_the_same_statements_for_one_row_and_for_many(cost, document, selection, connection):
    """A connection costs its level one statement; whatever needs a rule costs a fixed number of them."""
    alone = await cost(document % (20, ""))
    one, ten, twenty = [await cost(document % (rows, selection)) for rows in (1, 10, 20)]

    assert alone <= 1
    assert twenty - alone <= 1 or (one <= ten == twenty and not connection)
