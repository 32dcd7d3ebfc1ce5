"""Who sees what of the organisation."""

import pytest

from graphql_api.platform.access import Role

SEEN = "query ($id: ID!) { node(id: $id) { id } unit(by: {id: $id}) { id } }"


@pytest.fixture
async def secretary(sign_in, town):
    return await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"])


async def test_the_subtree_and_what_serves_it_are_seen(secretary, town):
    """A village's secretary sees the village, what is below, and the Party and grid units that serve it."""
    for name in ("hefeng", "hefeng-1", "household-1", "hefeng-committee", "hefeng-group", "hefeng-grid"):
        found = await secretary.ask(SEEN, id=town[name])
        assert found == {"node": {"id": town[name]}, "unit": {"id": town[name]}}


async def test_the_rest_looks_absent(secretary, town):
    """Other villages, their Party units, the town and its departments are null, by `node` too."""
    for name in ("honggang", "honggang-committee", "town", "town-committee", "office"):
        assert await secretary.ask(SEEN, id=town[name]) == {"node": None, "unit": None}
    for name in ("chen", "honggang-secretary", "chen-secretary"):
        assert (await secretary.ask("query ($id: ID!) { node(id: $id) { id } }", id=town[name]))["node"] is None


async def test_lists_hold_only_what_is_seen(secretary, town):
    """Lists and their counts leave out the rest."""
    found = await secretary.ask(
        """{ units(first: 100) { totalCount nodes { id } } people { totalCount nodes { id } }
             appointments { totalCount } }"""
    )

    assert town["honggang"] not in {node["id"] for node in found["units"]["nodes"]}
    assert found["units"]["totalCount"] == len(found["units"]["nodes"]) == 10
    assert {node["id"] for node in found["people"]["nodes"]} == {
        town["li"],
        town["wang"],
        town["zhou"],
        town["resident"],
    }
    assert found["appointments"]["totalCount"] == 3


async def test_ancestors_show_name_and_code(secretary, town):
    """Of the town above, name and code are shown, and nothing is reached through it."""
    found = await secretary.ask(
        "query ($id: ID!) { unit(by: {id: $id}) { parent { id } ancestors { name code } } }", id=town["hefeng"]
    )

    assert found["unit"] == {"parent": None, "ancestors": [{"name": "Lishui", "code": "440605126000"}]}


async def test_a_seconded_cadre_shows_the_post_seen_and_not_the_home(secretary, town):
    """Of a first secretary the village sees the post in its own committee, not the appointment in the department."""
    found = await secretary.ask(
        "query ($id: ID!) { person(by: {id: $id}) { appointments { nodes { post { kind } home { id } } } } }",
        id=town["zhou"],
    )

    assert found["person"]["appointments"]["nodes"] == [{"post": {"kind": "first-secretary"}, "home": None}]


async def test_a_search_finds_only_what_is_seen(secretary):
    """Names of other villages are not betrayed by the search."""
    assert (await secretary.ask('{ units(filter: {search: "宏岗"}) { totalCount } }'))["units"]["totalCount"] == 0
    assert (await secretary.ask('{ unit(by: {name: "宏岗村"}) { id } }'))["unit"] is None
    assert (await secretary.ask('{ unit(by: {code: "440605126210"}) { id } }'))["unit"] is None


async def test_acts_on_what_is_not_seen_find_nothing(sign_in, town):
    """Inside the role's acts, units outside the scope are not found."""
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"])

    refused = await secretary.act(
        """mutation ($input: AliasInput!) { addAlias(input: $input) { ... on UserError { code } } }""",
        input={"unit": town["honggang"], "alias": "别名", "on": "2020-07-01"},
    )

    assert refused == {"code": "NOT_FOUND"}


async def test_acts_beyond_the_role_are_forbidden(secretary, town):
    """A village's secretary can't move units; `viewer.can` says so beforehand."""
    refused = await secretary.act(
        """mutation ($input: MoveUnitInput!) { moveUnit(input: $input) { ... on UserError { code message } } }""",
        input={"unit": town["hefeng-1"], "parent": town["honggang"], "on": "2020-07-01"},
    )
    can = (await secretary.ask("{ viewer { role can scope { id } person { id } } }"))["viewer"]

    assert refused["code"] == "FORBIDDEN"
    assert "organisation.move_unit" not in can["can"]
    assert "organisation.add_alias" in can["can"]
    assert (can["scope"]["id"], can["person"]["id"]) == (town["hefeng"], town["li"])


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.TOWN_ADMIN, Role.ORGANISATION_OFFICE)])
async def test_only_the_town_establishes_units(sign_in, town, role):
    """Every role below the town's is refused."""
    client = await sign_in(role, town["town"])

    refused = await client.act(
        """mutation ($input: EstablishUnitInput!) { establishUnit(input: $input) { ... on UserError { code } } }""",
        input={"kind": "village", "name": {"zh": "村"}, "on": "2020-07-01", "parent": town["town"]},
    )

    assert refused == {"code": "FORBIDDEN"}
