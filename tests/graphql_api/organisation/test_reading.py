"""Reading the organisation through GraphQL."""

import pytest

from graphql_api.platform.access import Role

UNIT = """query ($by: UnitBy!, $asOf: Date, $knownAt: DateTime) {
  unit(by: $by, asOf: $asOf, knownAt: $knownAt) { id name }
}"""


@pytest.mark.parametrize(
    "by", [{"name": "Heifeng"}, {"name": "Hefeng"}, {"name": "鹤峰"}, {"name": "鹤峰村"}, {"code": "440605126222"}]
)
async def test_a_unit_is_found_by_any_of_its_names_and_by_its_code(admin, town, by):
    """Chinese and English name, alias and official code lead to the same unit."""
    found = (await admin.ask(UNIT, by=by))["unit"]

    assert found == {"id": town["hefeng"], "name": "Hefeng"}


async def test_what_nobody_has_is_null(admin):
    """An unknown name or code finds nothing, and says so without an error."""
    assert (await admin.ask(UNIT, by={"code": "999999999999"}))["unit"] is None
    assert (await admin.ask(UNIT, by={"name": "无此村"}))["unit"] is None


async def test_one_query_draws_a_village_with_its_party_grid(admin, town):
    """A village's tree, the Party units over it, and its team come in one answer."""
    drawn = await admin.ask(
        """query ($id: ID!) { unit(by: {id: $id}) {
          ancestors { name code }
          descendants { nodes { kind name parent { id } } }
          partyGrid { nodes {
            kind level area { id } householdContacts { nodes { household { id } member { name } } } } }
          governanceGrid { nodes { kind } }
          leadershipTeam(asOf: "2020-09-01") {
            seats { postKind filled holders { basis person { name } } } findings { code postKind }
          }
        } }""",
        id=town["hefeng"],
    )

    unit = drawn["unit"]
    assert unit["ancestors"] == [{"name": "Lishui", "code": "440605126000"}]
    assert [node["kind"] for node in unit["descendants"]["nodes"]] == ["cooperative"] * 2 + ["household"] * 3
    grid = unit["partyGrid"]["nodes"]
    assert [(node["kind"], node["level"]) for node in grid] == [
        ("party-committee", 1),
        ("party-branch", 2),
        ("party-group", 3),
    ]
    assert grid[2]["householdContacts"]["nodes"] == [
        {"household": {"id": town["household-1"]}, "member": {"name": "王合成"}}
    ]
    assert unit["governanceGrid"]["nodes"] == [{"kind": "grid"}]
    seats = {seat["postKind"]: seat for seat in unit["leadershipTeam"]["seats"]}
    assert seats["party-secretary"]["holders"] == [{"basis": "SUBSTANTIVE", "person": {"name": "李合成"}}]
    assert seats["first-secretary"]["holders"] == [{"basis": "SECONDMENT", "person": {"name": "周合成"}}]
    vacant = {finding["postKind"] for finding in unit["leadershipTeam"]["findings"]}
    assert {"deputy-party-secretary", "village-director"} <= vacant


@pytest.mark.parametrize("typed", ["鹤峰", "hefeng", "hef", "hfc", "峰", "Heifeng", "鹤峰村"])
async def test_units_are_searched_in_chinese_pinyin_and_initials(admin, town, typed):
    """What people type finds the village, whichever way they type it."""
    found = await admin.ask(
        "query ($typed: String!) { units(first: 50, filter: {search: $typed}) { nodes { id } } }", typed=typed
    )

    assert town["hefeng"] in {node["id"] for node in found["units"]["nodes"]}


@pytest.mark.parametrize("typed", ["李合", "lihecheng", "lhc"])
async def test_people_are_searched_in_chinese_pinyin_and_initials(admin, town, typed):
    """A person is found by characters, pinyin or initials of the name."""
    found = await admin.ask(
        "query ($typed: String!) { people(filter: {search: $typed}) { nodes { id } } }", typed=typed
    )

    assert [node["id"] for node in found["people"]["nodes"]] == [town["li"]]


async def test_a_search_for_nothing_finds_nothing(admin):
    """Signs alone are no words."""
    found = await admin.ask('{ units(filter: {search: "!!"}) { nodes { id } totalCount } }')

    assert found["units"] == {"nodes": [], "totalCount": 0}


async def test_pages_follow_each_other_without_gap_or_repeat(admin):
    """Forward by cursors, all units come once; backward from the end, the same in the same order."""
    query = """query ($first: Int, $after: String, $last: Int, $before: String) {
      units(first: $first, after: $after, last: $last, before: $before) {
        nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    forward: list[str] = []
    backward: list[str] = []
    page = (await admin.ask(query, first=5))["units"]
    total = page["totalCount"]
    forward += [node["id"] for node in page["nodes"]]
    while page["pageInfo"]["hasNextPage"]:
        page = (await admin.ask(query, first=5, after=page["pageInfo"]["endCursor"]))["units"]
        assert page["totalCount"] == total
        forward += [node["id"] for node in page["nodes"]]

    page = (await admin.ask(query, last=5))["units"]
    backward = [node["id"] for node in page["nodes"]] + backward
    while page["pageInfo"]["hasPreviousPage"]:
        page = (await admin.ask(query, last=5, before=page["pageInfo"]["startCursor"]))["units"]
        backward = [node["id"] for node in page["nodes"]] + backward

    assert len(forward) == len(set(forward)) == total == 16
    assert backward == forward


async def test_filters_narrow_a_list_together(admin, town):
    """Kind and subtree both hold."""
    found = await admin.ask(
        """query ($within: ID) { units(filter: {kinds: ["household"], within: $within}) { nodes { id } } }""",
        within=town["hefeng-1"],
    )

    assert [node["id"] for node in found["units"]["nodes"]] == [town["household-1"], town["household-2"]]


async def test_people_are_listed_by_where_they_are_appointed(admin, town):
    """People of a Party committee's posts, with what they hold."""
    found = await admin.ask(
        """query ($within: ID) {
          people(filter: {within: $within}) { nodes { id appointments { nodes { post { kind } } } } } }""",
        within=town["hefeng-committee"],
    )

    assert {node["id"] for node in found["people"]["nodes"]} == {town["li"], town["wang"], town["zhou"]}


async def test_anything_with_an_id_is_fetched_again_by_it(admin, town):
    """`node` and `nodes` give units, people, posts and appointments, in the order asked."""
    ids = [town["hefeng"], town["li"], town["secretary"], town["li-secretary"]]

    found = await admin.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids=ids)

    assert [node["__typename"] for node in found["nodes"]] == ["Unit", "Person", "Post", "Appointment"]
    assert [node["id"] for node in found["nodes"]] == ids


async def test_labels_are_chinese_unless_english_is_asked_for(sign_in, town):
    """Accept-Language decides about labels; what has no English name keeps its Chinese one."""
    chinese = await sign_in(Role.READER, town["town"], language="zh-CN")

    unit = (await chinese.ask("query ($id: ID!) { unit(by: {id: $id}) { name nameEn } }", id=town["hefeng"]))["unit"]

    assert unit == {"name": "鹤峰村", "nameEn": "Hefeng"}


LISTS = {
    "units": "{ units(first: %d) { totalCount nodes { id code version } } }",
    "units.relations": "{ units(first: %d) { nodes { parent { name } area { name } children { totalCount nodes { id } }"
    " codes { value } aliases ancestors { name } } } }",
    "units.grids": "{ units(first: %d) { nodes { partyGrid(first: 3) { nodes { id } }"
    " descendants { nodes { id } } } } }",
    "units.team": "{ units(first: %d) { nodes { leadershipTeam { seats { holders { id person { name } } } } } } }",
    "people": "{ people(first: %d) { nodes { name appointments { nodes { post { title } unit { name } } } } } }",
    "appointments": "{ appointments(first: %d) { nodes { basis person { name } home { id } } } }",
}


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_costs_the_same_statements_for_one_row_and_for_many(service, admin, statements, name):
    """The number of SQL statements depends on the depth of the query alone, with nothing in the cache."""

    async def cost(rows):
        await service.cache.bump("organisation")
        statements.clear()
        await admin.ask(LISTS[name] % rows)
        return len(statements)

    await admin.ask("{ viewer { role } }")  # from now on the statement that answers proves who asks
    for_one, at_ten, at_twenty = await cost(1), await cost(10), await cost(20)

    levels = LISTS[name].count("{") - LISTS[name].count("nodes {") + LISTS[name].count("aliases")
    assert for_one <= at_ten == at_twenty <= levels


async def test_an_id_of_something_that_is_no_node_is_refused(admin, town):
    """Rows without an id of their own are not found by one that somebody makes up, on either engine."""
    for name in ("HouseholdContact", "LiaisonStep", "LiaisonHandling"):
        answer = (await admin.post("query ($id: ID!) { node(id: $id) { id } }", id=f"{name}:0000000000000")).json()
        assert answer["errors"][0]["extensions"]["reason"] == "MALFORMED"
