"""Dual-grid fusion through GraphQL: part-time grid officers, and how the two nets lie over households."""

import pytest

from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow

REFUSAL = "... on UserError { code message path } ... on RuleViolationError { facts { name value } }"
APPOINT = f"""mutation ($input: AppointContactMemberInput!) {{ appointContactMember(input: $input) {{
  ... on Appointment {{ id basis home {{ id }} person {{ id }} }} {REFUSAL} }} }}"""
APPOINT_ALL = f"""mutation ($input: AppointContactMembersInput!) {{ appointContactMembers(input: $input) {{
  ... on AppointedContactMembers {{ appointments {{ basis person {{ id }} }}
    planned {{ person {{ id }} cell {{ id }} households }} }} {REFUSAL} }} }}"""
PICTURE = """query ($id: ID!, $asOf: Date, $knownAt: DateTime) { unit(by: {id: $id}) {
  dualGrid(asOf: $asOf, knownAt: $knownAt) {
    asOf householdCount inCells contacted withOfficer oneVisit twoVisits uncovered partTime
    withoutContact { totalCount nodes { id person { id } } }
    candidates { totalCount nodes { person { id } cell { id } households } } } } }"""
NEW_YEAR, JULY = "2020-01-01", {"from": "2020-07-01"}


async def act(client, mutation, answer, **given):
    kind = f"{mutation[0].upper()}{mutation[1:]}Input"
    document = f"mutation ($input: {kind}!) {{ {mutation}(input: $input) {{ ... on {answer} {{ id }} {REFUSAL} }} }}"
    return await client.act(document, input=given)


async def establish(client, kind, parent=None, area=None):
    given = {"kind": kind, "name": {"zh": "单位"}, "on": NEW_YEAR, "parent": parent, "area": area}
    return (await act(client, "establishUnit", "Unit", **given))["id"]


async def open_post(client, unit):
    return (await act(client, "openPost", "Post", unit=unit, kind="grid-officer", seats=2, on=NEW_YEAR))["id"]


async def contact(client, town, household, member, since=NEW_YEAR):
    given = {"group": town["hefeng-group"], "household": town[household], "member": town[member]}
    return await act(client, "assignHouseholdContact", "Unit", period={"from": since}, **given)


@pytest.fixture
async def nets(admin, town):
    """A cell with two officers' seats over the first cooperative; its second household is visited by Li."""
    town.ids["cell"] = await establish(admin, "cell", town["hefeng-grid"], town["hefeng-1"])
    town.ids["grid-officer"] = await open_post(admin, town["cell"])
    await contact(admin, town, "household-2", "li")
    return town


async def picture(client, unit, **moment):
    return (await client.ask(PICTURE, id=unit, **moment))["unit"]["dualGrid"]


def figures(found, *names):
    return tuple(found[name] for name in names)


async def appoint(client, nets, person, post="grid-officer", period=JULY):
    return await client.act(APPOINT, input={"person": nets[person], "post": nets[post], "period": period})


async def appoint_all(client, nets, **more):
    return await client.act(APPOINT_ALL, input={"post": nets["grid-officer"], "period": JULY, **more})


async def test_a_contact_member_becomes_a_grid_officer_and_one_visit_serves_both_nets(admin, nets):
    """Wang visits the first household of the cell; Li the second one, which then has an officer who isn't its own."""
    before = await picture(admin, nets["hefeng"])
    done = await appoint(admin, nets, "wang")
    after = await picture(admin, nets["hefeng"])

    assert figures(before, "householdCount", "inCells", "contacted", "withOfficer", "uncovered") == (3, 2, 2, 0, 1)
    assert {node["person"]["id"] for node in before["candidates"]["nodes"]} == {nets["li"], nets["wang"]}
    assert (done["basis"], done["home"], done["person"]["id"]) == ("PART_TIME", None, nets["wang"])
    assert figures(after, "withOfficer", "oneVisit", "twoVisits", "partTime") == (2, 1, 1, 1)
    assert after["candidates"] == {
        "totalCount": 1,
        "nodes": [{"person": {"id": nets["li"]}, "cell": {"id": nets["cell"]}, "households": 1}],
    }
    assert (await picture(admin, nets["hefeng"], asOf="2020-06-30")) == {**before, "asOf": "2020-06-30"}


async def test_refuses_who_visits_nobody_of_the_cell_and_posts_that_are_none_of_a_cells(admin, nets):
    """By this act and by the general one; nothing of it is stored."""
    stranger = await appoint(admin, nets, "chen")
    other = await appoint(admin, nets, "wang", post="secretary")
    all_of_it = await admin.act(APPOINT_ALL, input={"post": nets["secretary"], "period": JULY})
    given = {"person": nets["chen"], "post": nets["grid-officer"], "basis": "PART_TIME", "period": JULY}
    general = await act(admin, "appointPerson", "Appointment", **given)

    facts = {fact["name"]: fact["value"] for fact in stranger["facts"]}
    assert (stranger["code"], stranger["path"]) == ("NO_HOUSEHOLD_CONTACT", ["person"])
    assert facts == {"person": nets.key("chen"), "cell": nets.key("cell"), "on": "2020-07-01"}
    assert (other["code"], all_of_it["code"]) == ("PART_TIME_NOT_ALLOWED", "PART_TIME_NOT_ALLOWED")
    assert general["code"] == "NO_HOUSEHOLD_CONTACT"
    assert (await picture(admin, nets["hefeng"]))["partTime"] == 0


@pytest.mark.parametrize(("person", "post", "path"), [("?", "grid-officer", "person"), ("wang", "?", "post")])
async def test_who_and_what_is_not_there_is_not_found(admin, nets, person, post, path):
    """Also by the general act."""
    nets.ids["?"] = f"{path.title()}:0000000000000"
    given = {"person": nets[person], "post": nets[post], "period": JULY}

    refused = await appoint(admin, nets, person, post)
    general = await act(admin, "appointPerson", "Appointment", basis="SUBSTANTIVE", **given)

    for refusal in (refused, general):
        assert (refusal["code"], refusal["path"]) == ("NOT_FOUND", [path])


async def test_all_candidates_of_a_cell_are_previewed_and_then_appointed(admin, service, nets):
    """A preview says who it would be and leaves no trace; the act is one entry with an event each."""
    planned = await appoint_all(admin, nets, preview=True)
    untouched = (await picture(admin, nets["hefeng"]))["partTime"]
    done = await appoint_all(admin, nets)
    again = await appoint_all(admin, nets)

    assert (planned["appointments"], untouched) == ([], 0)
    assert sorted((one["person"]["id"], one["cell"]["id"], one["households"]) for one in planned["planned"]) == sorted(
        (nets[who], nets["cell"], 1) for who in ("li", "wang")
    )
    assert done["planned"] == planned["planned"]
    assert [one["person"] for one in done["appointments"]] == [one["person"] for one in planned["planned"]]
    assert again == {"appointments": [], "planned": []}
    assert figures(await picture(admin, nets["hefeng"]), "oneVisit", "partTime") == (2, 2)
    with service.database.active():
        entries = await AuditEntryRow.filter(act="organisation.appoint_contact_members").order_by("id")
        events = await EventRow.filter(entry_id=entries[0].id).values_list("name", "payload")
    assert len(entries) == 2
    assert [(name, payload["basis"]) for name, payload in events] == [
        ("organisation.person-appointed", "part-time")
    ] * 2


async def test_too_few_seats_for_all_appoint_none(admin, nets):
    """The refusal names the post and its seats; the preview refuses likewise."""
    await appoint(admin, nets, "wang")
    await contact(admin, nets, "household-3", "zhou")
    await act(admin, "assignArea", "Unit", unit=nets["cell"], area=nets["hefeng"], on=NEW_YEAR)

    for preview in (True, False):
        refused = await appoint_all(admin, nets, preview=preview)
        assert (refused["code"], refused["path"]) == ("POST_FULL", ["post"])
        assert {"name": "seats", "value": "2"} in refused["facts"]
    assert (await picture(admin, nets["hefeng"]))["partTime"] == 1


async def test_a_contact_that_ends_leaves_the_officer_and_is_found(admin, clock, nets):
    """The appointment goes on; from the day on which somebody else is named, and from when that is known."""
    held = await appoint(admin, nets, "wang")
    known = clock.set(2020, 7, 9).isoformat()
    clock.set(2020, 7, 10)
    await contact(admin, nets, "household-1", "li", since="2020-07-05")

    found = await picture(admin, nets["cell"])

    assert found["withoutContact"] == {
        "totalCount": 1,
        "nodes": [{"id": held["id"], "person": {"id": nets["wang"]}}],
    }
    assert figures(found, "oneVisit", "twoVisits", "partTime") == (0, 2, 1)
    for moment in ({"asOf": "2020-07-04"}, {"knownAt": known}):
        assert (await picture(admin, nets["cell"], **moment))["withoutContact"]["totalCount"] == 0


async def test_the_households_of_each_figure_are_listed(admin, nets):
    """A list is as long as its figure says, and so it is for a cell that serves the whole village."""
    await appoint(admin, nets, "wang")
    document = """query ($id: ID!, $filter: HouseholdFilter) { unit(by: {id: $id}) { dualGrid {
      householdCount contacted inCells withOfficer oneVisit twoVisits uncovered
      households(filter: $filter, first: 3) { totalCount nodes { id } } } } }"""

    for conditions, figure, expected in (
        ({}, "householdCount", {"household-1", "household-2", "household-3"}),
        ({"contacted": True}, "contacted", {"household-1", "household-2"}),
        ({"inCell": True}, "inCells", {"household-1", "household-2"}),
        ({"withOfficer": True}, "withOfficer", {"household-1", "household-2"}),
        ({"oneVisit": True}, "oneVisit", {"household-1"}),
        ({"contacted": True, "withOfficer": True, "oneVisit": False}, "twoVisits", {"household-2"}),
        ({"contacted": False, "withOfficer": False}, "uncovered", {"household-3"}),
    ):
        found = (await admin.ask(document, id=nets["hefeng"], filter=conditions))["unit"]["dualGrid"]
        assert {node["id"] for node in found["households"]["nodes"]} == {nets[name] for name in expected}
        assert found["households"]["totalCount"] == found[figure] == len(expected)

    await act(admin, "assignArea", "Unit", unit=nets["cell"], area=nets["hefeng"], on=NEW_YEAR)
    for unit, inside in (("hefeng", 3), ("hefeng-2", 1)):
        for conditions, figure in (({"inCell": True}, "inCells"), ({"withOfficer": True}, "withOfficer")):
            found = (await admin.ask(document, id=nets[unit], filter=conditions))["unit"]["dualGrid"]
            assert found["households"]["totalCount"] == found[figure] == inside


async def test_findings_come_in_pages(admin, nets):
    """Each once, in a stable order, from either end; sizes and cursors that can't be are refused."""
    document = """query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { unit(by: {id: $id}) {
      dualGrid { candidates(first: $first, after: $after, last: $last, before: $before) {
        totalCount nodes { person { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }"""

    async def page(**given):
        return (await admin.ask(document, id=nets["hefeng"], **given))["unit"]["dualGrid"]["candidates"]

    first = await page(first=1)
    second = await page(first=1, after=first["pageInfo"]["endCursor"])

    assert {one["nodes"][0]["person"]["id"] for one in (first, second)} == {nets["li"], nets["wang"]}
    assert [one["pageInfo"]["hasNextPage"] for one in (first, second)] == [True, False]
    assert [one["pageInfo"]["hasPreviousPage"] for one in (first, second)] == [False, True]
    assert [one["totalCount"] for one in (first, second)] == [2, 2]
    assert await page(last=1) == second
    assert await page(last=1, before=second["pageInfo"]["startCursor"]) == first
    for given in ({"first": 101}, {"after": "???"}, {"last": 0}, {"before": "???"}, {"first": 1, "last": 1}):
        refused = (await admin.post(document, id=nets["hefeng"], **given)).json()["errors"][0]
        assert refused["extensions"]["code"] == "BAD_USER_INPUT"


async def test_pictures_of_many_units_cost_the_statements_of_one(admin, nets, statements):
    """With their findings and a list of households each."""
    document = """query ($kinds: [String!]) { units(first: 50, filter: {kinds: $kinds}) { nodes { dualGrid {
      householdCount candidates { nodes { person { id } cell { id } } } withoutContact { nodes { id } }
      households(filter: {contacted: false}) { nodes { id } } } } } }"""

    async def cost(*kinds):
        statements.clear()
        await admin.ask(document, kinds=kinds)
        return len([sql for sql in statements if "organisation_" in sql])

    await cost("cell")

    assert await cost("cell") == await cost("village", "cooperative", "cell", "town", "party-group", "household")


async def test_each_sees_and_appoints_in_their_own_area_alone(sign_in, nets):
    """The village's secretary fills the seats of its cells; others find nothing there, and readers appoint nobody."""
    own = await sign_in(Role.VILLAGE_SECRETARY, nets["hefeng"])
    part = await sign_in(Role.VILLAGE_SECRETARY, nets["hefeng-2"])
    other = await sign_in(Role.VILLAGE_SECRETARY, nets["honggang"])
    reader = await sign_in(Role.READER, nets["hefeng"])

    assert (await appoint(other, nets, "wang"))["code"] == "NOT_FOUND"
    assert (await appoint_all(other, nets))["code"] == "NOT_FOUND"
    assert (await appoint_all(reader, nets, preview=True))["code"] == "FORBIDDEN"
    assert (await appoint(own, nets, "wang"))["basis"] == "PART_TIME"
    assert (await other.ask(PICTURE, id=nets["hefeng"]))["unit"] is None
    assert await picture(own, nets["household-1"]) is None
    assert (await picture(reader, nets["hefeng"]))["oneVisit"] == 1
    assert figures(await picture(part, nets["hefeng-2"]), "householdCount", "inCells", "partTime") == (1, 0, 0)


async def test_who_only_lives_there_is_no_officer_of_a_secretarys_making(sign_in, admin, nets):
    """Naming a neighbour for a household does not open the neighbour's work; the town may still appoint them."""
    secretary = await sign_in(Role.VILLAGE_SECRETARY, nets["hefeng"])
    await contact(secretary, nets, "household-2", "resident")

    refused = await appoint(secretary, nets, "resident")
    planned = (await appoint_all(secretary, nets, preview=True))["planned"]
    given = {"person": nets["resident"], "post": nets["grid-officer"], "basis": "PART_TIME", "period": JULY}

    assert (refused["code"], refused["path"]) == ("NOT_FOUND", ["person"])
    assert [one["person"]["id"] for one in planned] == [nets["wang"]]
    assert (await act(admin, "appointPerson", "Appointment", **given))["id"]


async def test_mergers_keep_part_time_officers(admin, nets):
    """Another Party group takes over with the same members; whom a cell hands over is found to visit nobody there."""
    cell = await establish(admin, "cell", nets["hefeng-grid"], nets["hefeng-2"])
    posts = [{"post": nets["grid-officer"], "to": await open_post(admin, cell)}]
    group = await establish(admin, "party-group", nets["hefeng-branch"], nets["hefeng-1"])
    await appoint(admin, nets, "wang")

    await act(admin, "mergeUnits", "Unit", units=[nets["hefeng-group"]], into=group, on="2020-07-01", posts=[])
    moved = await picture(admin, nets["hefeng"])
    await act(admin, "mergeUnits", "Unit", units=[nets["cell"]], into=cell, on="2020-07-01", posts=posts)
    merged = await picture(admin, nets["hefeng"])

    assert figures(moved, "oneVisit", "partTime") == (1, 1)
    assert moved["withoutContact"]["totalCount"] == 0
    assert figures(merged, "inCells", "oneVisit", "partTime") == (1, 0, 1)
    assert merged["withoutContact"]["nodes"][0]["person"]["id"] == nets["wang"]
