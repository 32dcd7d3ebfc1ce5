"""What a list does not show, `node` does not show either: for every type that has both, and for every role.

The types are found in the declarations, so a new one is tested without being named here, on the demonstration town.
"""

import pytest

from graphql_api.modules import installed_modules
from graphql_api.platform.access import SYSTEM, Principal, Role
from graphql_api.platform.reading.declare import Everyone
from graphql_api.platform.reading.paging import Page
from graphql_api.platform.schema.build import build_schema
from graphql_api.platform.schema.node import Node

MODULES = installed_modules(strict=True)
SCHEMA = build_schema(MODULES.loaded)
CATALOGUE = MODULES.catalogue
TYPES = [name for name, kind in CATALOGUE.types.items() if issubclass(kind, Node)]


async def _ids(service, principal, name):
    reader = service.reader_for(principal, "zh")
    connection = await reader.listed(name, Page(size=100))
    return {edge.node.id for edge in connection.edges}


@pytest.fixture
async def town(demo):
    """The service, and callers of every role: some of Hefeng, some of another village, some of the whole town."""
    service = demo.service(MODULES)
    async with service.database.opened():
        with service.database.active():
            asked = await SCHEMA.execute(
                """{ hefeng: unit(by: {code: "440605126222"}) { id peopleInArea(first: 2) { nodes { id } } }
                  other: unit(by: {code: "440605126210"}) { id peopleInArea(first: 1) { nodes { id } } }
                  town: unit(by: {code: "440605126000"}) { id } }""",
                context_value=service.context_for(SYSTEM, "zh"),
            )
            units = {name: unit["id"].split(":")[1] for name, unit in asked.data.items()}
            callers = [
                Principal(token_id="t", role=role, scope_id=scope, person_id=None)
                for role in Role
                for scope in units.values()
            ]
            for name in ("hefeng", "other"):
                person = asked.data[name]["peopleInArea"]["nodes"][0]["id"].split(":")[1]
                callers.append(Principal(token_id="t", role=Role.CADRE, scope_id=units[name], person_id=person))
            yield service, callers


@pytest.mark.parametrize("name", TYPES)
async def test_what_is_not_listed_is_not_found_by_its_id(town, name):
    """Nor the other way round; and some caller does not see everything that is not for everybody."""
    service, callers = town
    everything = sorted(await _ids(service, SYSTEM, name))
    for_everybody = isinstance(CATALOGUE.sources[name].access, Everyone)
    hidden = 0

    for caller in callers:
        listed = await _ids(service, caller, name)
        found = await SCHEMA.execute(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
            variable_values={"ids": everything},
            context_value=service.context_for(caller, "zh"),
        )
        assert found.errors is None
        shown = {node["id"] for node in found.data["nodes"] if node}
        assert shown == listed & set(everything), caller
        hidden += len(everything) - len(shown)
    assert for_everybody == (hidden == 0) or not everything
