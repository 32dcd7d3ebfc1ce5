"""What a monitoring system fetches."""

import httpx
import pytest

from graphql_api.app import create_app


@pytest.fixture
def settings(settings):
    """Those of a town that is watched."""
    return settings.model_copy(update={"metrics": True})


async def test_it_is_told_how_queries_are_answered(admin, http, town):
    """By one statement, with what a resolver adds, or by the standard executor; an act is no query."""

    async def counted():
        told = (await http.get("/metrics")).text.splitlines()
        found = [line.rpartition(" ") for line in told if line.startswith("governance_queries_total")]
        return {name.partition('"')[2].partition('"')[0]: float(number) for name, _, number in found}

    assert await counted() == {"statement": 0, "remembered": 0, "holes": 0, "standard": 0}
    for _ in range(3):  # the first also finds the caller, whom the next only prove
        await admin.ask("query ($id: ID!) { unit(by: {id: $id}) { name ancestors { name } } }", id=town["hefeng"])
    await admin.ask("query ($id: ID!) { unit(by: {id: $id}) { name successors { on } } }", id=town["hefeng"])
    await admin.ask("{ viewer { role } }")
    await admin.act(
        "mutation ($input: AliasInput!) { addAlias(input: $input) { __typename ... on Unit { id } } }",
        input={"unit": town["hefeng"], "alias": "Counted", "on": "2020-07-01"},
    )
    assert await counted() == {"statement": 2, "remembered": 1, "holes": 1, "standard": 1}
    assert b'governance_cached_total{found="hit"}' in (await http.get("/metrics")).content


async def test_nothing_is_told_where_nobody_asked_for_it(service, schemas):
    """The path is not there."""
    service.settings = service.settings.model_copy(update={"metrics": False})
    transport = httpx.ASGITransport(create_app(service, schemas.found(service)))
    async with httpx.AsyncClient(transport=transport, base_url="http://town") as stranger:
        assert (await stranger.get("/metrics")).status_code == 404
