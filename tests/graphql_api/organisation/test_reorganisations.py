"""Mergers and splits through GraphQL: what goes where, and that the past stays what it was."""

import pytest

from graphql_api.organisation.tables import UnitStateRow, units
from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow

REFUSAL = """... on UserError { code message path }
  ... on InvalidInputError { faults { code path } }
  ... on RuleViolationError { facts { name value } }"""
MERGE = f"""mutation ($input: MergeUnitsInput!) {{ mergeUnits(input: $input) {{ __typename
  ... on Unit {{ id aliases }} {REFUSAL} }} }}"""
SPLIT = f"""mutation ($input: SplitUnitInput!) {{ splitUnit(input: $input) {{ __typename
  ... on Unit {{ id successors {{ kind on unit {{ id name }} }} }} {REFUSAL} }} }}"""
PLACE = """query ($id: ID!, $asOf: Date) { unit(by: {id: $id}, asOf: $asOf) {
  name parent { id } area { id } ancestors { id } members { nodes { person { id } } } } }"""
HISTORY = """query ($id: ID!, $asOf: Date) { unit(by: {id: $id}, asOf: $asOf) {
  successors { kind on unit { id name } } predecessors { kind on unit { id name } } } }"""
HELD = """query ($id: ID!, $asOf: Date) { person(by: {id: $id}, asOf: $asOf) {
  appointments { nodes { id basis post { id kind unit { id } } home { id } } } } }"""
DAY, BEFORE = "2020-07-01", "2020-06-30"


async def _place(client, id_, **moment):
    return (await client.ask(PLACE, id=id_, **moment))["unit"]


async def _merge(client, town, units_, into, **more):
    given = {"units": [town[unit] for unit in units_], "into": town[into], "on": DAY, **more}
    return await client.act(MERGE, input=given)


async def test_two_villages_become_one(admin, town):
    """Cooperatives, their households, and what serves either, are the other village's from that day on."""
    done = await _merge(admin, town, ["hefeng"], "honggang")

    assert (done["__typename"], done["aliases"]) == ("Unit", ["鹤峰村"])
    above = [town["hefeng-1"], town["honggang"], town["town"]]
    assert [one["id"] for one in (await _place(admin, town["household-1"]))["ancestors"]] == above
    assert (await _place(admin, town["hefeng-committee"]))["area"]["id"] == town["honggang"]
    assert await _place(admin, town["hefeng"]) is None


async def test_the_days_before_are_as_they_were(admin, town):
    """Nothing of the past is counted again: the old village has its own the day before."""
    before = {unit: await _place(admin, town[unit], asOf=BEFORE) for unit in ("hefeng", "hefeng-1", "household-1")}

    await _merge(admin, town, ["hefeng"], "honggang")

    assert {unit: await _place(admin, town[unit], asOf=BEFORE) for unit in before} == before


async def test_who_sees_them_changes_with_the_merger(admin, sign_in, town):
    """Whoever leads the village that remains sees what was the other's; a token of the village that ended, nothing."""
    remaining = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"])
    ended = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"])

    await _merge(admin, town, ["hefeng"], "honggang")

    for unit in ("household-1", "hefeng-branch", "hefeng-group", "hefeng-grid"):
        assert await _place(remaining, town[unit]) is not None
        assert await _place(remaining, town[unit], asOf=BEFORE) is None
        assert await _place(ended, town[unit]) is None


async def test_what_is_stored_is_what_the_core_decided(admin, service, town):
    """Paths say the same as parents, for every unit and every day; nobody stands below what has ended."""
    await _merge(admin, town, ["hefeng"], "honggang")

    await _stored_as_decided(service, town.key("hefeng"))


async def _stored_as_decided(service, ended):
    with service.database.active():
        rows = await UnitStateRow.filter(superseded_at=None).order_by("valid_from")
        loaded = await units.load_units(row.unit_id for row in rows)
    last = {row.unit_id: row for row in rows}
    for row in rows:
        state = loaded[row.unit_id].state_at(row.valid_from)
        assert (row.parent_id, row.area_id) == (state.parent, state.area)
        assert row.path.split("/")[-3:-2] == ([row.parent_id] if row.parent_id else [])
        if row is last[row.unit_id] and row.area_id and row.area_id != ended:
            assert row.area_path == last[row.area_id].path
    there = [row for row in rows if row.valid_from.isoformat() >= DAY]
    assert not [row for row in there if ended in (*row.path.split("/"), *row.area_path.split("/"))]


async def test_each_tells_what_it_has_become_or_come_from(admin, town):
    """Both directions are told, with the name on the day; before it was known, nothing is told."""
    await _merge(admin, town, ["hefeng"], "honggang")

    old = (await admin.ask(HISTORY, id=town["hefeng"], asOf=BEFORE))["unit"]
    new = (await admin.ask(HISTORY, id=town["honggang"]))["unit"]

    assert old["successors"] == [{"kind": "MERGER", "on": DAY, "unit": {"id": town["honggang"], "name": "Honggang"}}]
    assert new["predecessors"] == [{"kind": "MERGER", "on": DAY, "unit": {"id": town["hefeng"], "name": "Hefeng"}}]


async def test_committees_merge_with_their_posts(admin, town):
    """Who holds a post of the committee that ends goes where the act says; a secondment into it ends where it says."""
    posts = [
        {"post": town["secretary"], "to": None},
        {"post": town["member"], "to": None},
        {"post": town["first-secretary"], "to": None},
    ]

    forgotten = await _merge(admin, town, ["hefeng-committee"], "honggang-committee", posts=posts[:1])
    done = await _merge(admin, town, ["hefeng-committee"], "honggang-committee", posts=posts)

    facts = {fact["name"]: fact["value"] for fact in forgotten["facts"]}
    assert forgotten["code"] == "LEFT_BEHIND"
    assert all(town.key(post) in facts["posts"] for post in ("member", "first-secretary"))
    assert done["__typename"] == "Unit"
    assert (await admin.ask(HELD, id=town["li"]))["person"]["appointments"]["nodes"] == []
    assert len((await admin.ask(HELD, id=town["li"], asOf=BEFORE))["person"]["appointments"]["nodes"]) == 1
    assert (await _place(admin, town["hefeng-branch"]))["parent"]["id"] == town["honggang-committee"]


async def test_a_merger_is_one_act_on_record(admin, service, town):
    """One audit entry has all of its events; whoever listens hears that the unit is dissolved."""
    await _merge(admin, town, ["hefeng"], "honggang")

    with service.database.active():
        entry = await AuditEntryRow.filter(act="organisation.merge_units").get()
        names = set(await EventRow.filter(entry_id=entry.id).values_list("name", flat=True))
    assert {"organisation.units-merged", "organisation.unit-dissolved", "organisation.unit-moved"} <= names


@pytest.mark.parametrize(
    ("units_", "into", "code"), [(["jinqifeng"], "honggang", "UNLIKE_UNITS"), ([], "honggang", None)]
)
async def test_a_merger_that_makes_no_sense_changes_nothing(admin, service, town, units_, into, code):
    """Units of different kinds, or none at all: a typed answer, and nothing is stored."""
    refused = await _merge(admin, town, units_, into)

    assert refused["code"] == (code or "OUT_OF_RANGE")
    with service.database.active():
        assert not await AuditEntryRow.filter(act="organisation.merge_units").exists()


async def test_a_post_of_another_unit_is_refused_where_it_stands(admin, town):
    """What is said of it would be passed over otherwise."""
    posts = [{"post": town["honggang-secretary"], "to": None}]

    refused = await _merge(admin, town, ["hefeng"], "honggang", posts=posts)

    assert (refused["code"], refused["path"]) == ("UNKNOWN_VALUE", ["posts", "0"])


async def test_a_village_secretary_does_not_merge_villages(sign_in, town):
    """It is the town's act."""
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"])

    assert (await _merge(secretary, town, ["hefeng"], "honggang"))["code"] == "FORBIDDEN"


async def test_the_statements_do_not_grow_with_what_a_village_has(admin, service, town, statements):
    """Ten more households cost a merger no statement more."""
    service.courier.stop()  # what listeners ask is not counted
    statements.clear()
    await _merge(admin, town, ["hefeng-2"], "hefeng-1")
    few = len(statements)
    establish = "mutation ($i: EstablishUnitInput!) { establishUnit(input: $i) { ... on Unit { id } } }"
    for number in range(10):
        given = {"kind": "household", "name": {"zh": f"新户{number}"}, "on": "2020-01-01", "parent": town["hefeng-1"]}
        await admin.ask(establish, i=given)
    third = await admin.act(
        establish, i={"kind": "cooperative", "name": {"zh": "三社"}, "on": "2020-01-01", "parent": town["hefeng"]}
    )
    statements.clear()
    town.ids["third"] = third["id"]
    await _merge(admin, town, ["hefeng-1"], "third")

    assert len(statements) <= few + 6  # the branch and the group, which serve it, are not there in the first


async def test_a_village_is_split_into_two(admin, service, town):
    """Each part gets what it names; one gets the rest; the old village is answered as it was on its last day."""
    parts = [
        {"name": {"zh": "鹤峰东村"}, "gets": [town["hefeng-1"], town["hefeng-committee"]]},
        {"name": {"zh": "鹤峰西村"}, "rest": True},
    ]

    done = await admin.act(SPLIT, input={"unit": town["hefeng"], "parts": parts, "on": DAY})

    east, west = (one["unit"]["id"] for one in done["successors"])
    assert [one["unit"]["name"] for one in done["successors"]] == ["鹤峰东村", "鹤峰西村"]
    assert (await _place(admin, town["hefeng-1"]))["parent"]["id"] == east
    assert (await _place(admin, town["hefeng-2"]))["parent"]["id"] == west
    assert [one["id"] for one in (await _place(admin, town["household-3"]))["ancestors"]][1] == west
    assert (await _place(admin, town["hefeng-committee"]))["area"]["id"] == east
    assert (await _place(admin, town["hefeng-grid"]))["area"]["id"] == west
    assert (await _place(admin, town["household-1"], asOf=BEFORE))["ancestors"][1]["id"] == town["hefeng"]
    await _stored_as_decided(service, town.key("hefeng"))


async def test_the_statements_do_not_grow_with_what_parts_get(admin, service, town, statements):
    """Ten cooperatives and ten posts cost a split no statement more than one of each."""

    async def made(mutation, **given):
        kind = mutation[0].upper() + mutation[1:]
        shown = f"mutation ($i: {kind}Input!) {{ {mutation}(input: $i) {{ ... on Node {{ id }} }} }}"
        return (await admin.act(shown, i=given))["id"]

    async def cost(count):
        on = "2020-01-01"
        village = await made("establishUnit", kind="village", name={"zh": f"新村{count}"}, on=on, parent=town["town"])
        gets, posts = [], []
        for number in range(count):
            name = {"zh": f"{number}社"}
            gets.append(await made("establishUnit", kind="cooperative", name=name, on=on, parent=village))
            posts.append(await made("openPost", unit=village, kind="village-director", title=name, on=on, seats=1))
        part = {"name": {"zh": "东村"}, "gets": gets, "posts": posts}
        statements.clear()
        done = await admin.act(SPLIT, input={"unit": village, "parts": [part], "continues": True, "on": DAY})
        assert done["__typename"] == "Unit"
        return len(statements)

    service.courier.stop()  # what listeners ask is not counted
    ten, one = await cost(10), await cost(1)
    assert ten <= one


async def test_a_split_that_leaves_orphans_changes_nothing(admin, service, town):
    """Whatever nobody gets is named in the refusal, and not even the parts are there."""
    parts = [{"name": {"zh": "鹤峰东村"}, "gets": [town["hefeng-1"]]}, {"name": {"zh": "鹤峰西村"}}]

    refused = await admin.act(SPLIT, input={"unit": town["hefeng"], "parts": parts, "on": DAY})

    facts = {fact["name"]: fact["value"] for fact in refused["facts"]}
    assert refused["code"] == "LEFT_BEHIND"
    assert all(town.key(unit) in facts["units"] for unit in ("hefeng-2", "hefeng-committee", "hefeng-grid"))
    with service.database.active():
        assert not await UnitStateRow.filter(name_zh="鹤峰东村").exists()


async def test_holders_come_with_a_post_that_a_part_gets(admin, town):
    """A post is opened anew in the part; who held it holds that, and secondments go on."""
    parts = [{"name": {"zh": "另一党委"}, "posts": [town["secretary"]], "gets": [town["hefeng-branch"]]}]

    done = await admin.act(
        SPLIT, input={"unit": town["hefeng-committee"], "parts": parts, "continues": True, "on": DAY}
    )

    part = done["successors"][0]["unit"]["id"]
    held = (await admin.ask(HELD, id=town["li"]))["person"]["appointments"]["nodes"]
    assert [(one["post"]["kind"], one["post"]["unit"]["id"]) for one in held] == [("party-secretary", part)]
    assert (await _place(admin, town["hefeng-branch"]))["parent"]["id"] == part


async def test_nothing_goes_to_two_parts(admin, town):
    """A thing that two parts name is refused where it stands."""
    parts = [{"name": {"zh": "东"}, "gets": [town["hefeng-1"]]}, {"name": {"zh": "西"}, "gets": [town["hefeng-1"]]}]

    refused = await admin.act(SPLIT, input={"unit": town["hefeng"], "parts": parts, "on": DAY})

    assert (refused["code"], refused["path"]) == ("DUPLICATE", ["parts", "gets"])
