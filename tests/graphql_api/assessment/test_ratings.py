"""Ratings through GraphQL: by members of their group, once each, and never shown to whom they are about."""

import asyncio

import pytest

from graphql_api.assessment.tables import RecordRow
from graphql_api.platform.access import Role
from tests.graphql_api.assessment.conftest import RETURN

GROUPS = [
    {"code": "superiors", "title": {"zh": "上级"}, "relation": "SUPERIOR", "weight": "50"},
    {"code": "peers", "title": {"zh": "同级"}, "relation": "PEER", "weight": "30"},
    {"code": "masses", "title": {"zh": "群众"}, "relation": "MASSES", "weight": "20"},
]
SEEN = """query ($record: ID!, $person: ID!) { node(id: $record) { id }
  progressRecords { totalCount nodes { id submitter { name } } }
  people(first: 10) { nodes { name } } viewer { awaitingMe { totalCount } }
  person(by: {id: $person}) { assessment { score { points } derivation { children { children {
    reading { state number } inputs { code number of record { id } } records { id } } } } } } }"""


@pytest.fixture
async def rating(made, one_indicator, town):
    """The input of a rating of Li by one of a group."""
    measure = {"rating": {"low": "1", "high": "5", "groups": GROUPS}}
    scheme = await made(one_indicator(measure, code="rated"))

    def rating(value, group, **changed):
        return {
            "scheme": scheme,
            "indicator": "rated",
            "person": town["li"],
            "occurredOn": "2020-07-01",
            "entry": {"rating": {"rating": str(value), "group": group}},
        } | changed

    return rating


@pytest.fixture
async def raters(admin, appoint, sign_in, town):
    """A superior, a peer and a resident, each with a cadre's token."""
    await appoint("zhou", "town-committee", "party-committee-member", "2020-06-01", "CONCURRENT")
    return {
        "superiors": await sign_in(Role.CADRE, town["town"], town["zhou"]),
        "peers": await sign_in(Role.CADRE, town["hefeng"], town["wang"]),
        "masses": await sign_in(Role.CADRE, town["hefeng"], town["resident"]),
    }


@pytest.fixture
async def rated(admin, decide, raters, rating, submit):
    """Three ratings of Li, verified, by group."""
    given = {"superiors": 4, "peers": 3, "masses": 5}
    records = {group: (await submit(raters[group], rating(value, group)))["id"] for group, value in given.items()}
    for record in records.values():
        await decide(admin, "verify", record)
    return records


async def test_raters_rate_as_members_of_their_group(admin, rated, town):
    """The weighed mean of the groups: 4, 3 and 5 make 3.9 of 5, of which the derivation tells the groups' means."""
    found = await admin.ask(SEEN, record=rated["peers"], person=town["li"])

    (leaf,) = found["person"]["assessment"]["derivation"]["children"][0]["children"]
    assert leaf["reading"] == {"state": "VALUE", "number": "3.900000"}
    assert [(one["code"], one["number"], one["of"], one["record"]) for one in leaf["inputs"]] == [
        ("superiors", "4.000000", 1, None),
        ("peers", "3.000000", 1, None),
        ("masses", "5.000000", 1, None),
    ]
    assert {one["id"] for one in leaf["records"]} == set(rated.values())


@pytest.mark.parametrize("group", ["superiors", "peers", "masses"])
async def test_nobody_rates_as_one_of_a_group_that_they_are_not_of(group, raters, rating, service, submit):
    """Whoever else tries is refused, and nothing is stored."""
    for other, client in raters.items():
        answer = await submit(client, rating(3, group))
        # Zhou, who is seconded to Hefeng as its first secretary, is a superior and a peer.
        if other == group or (other, group) == ("superiors", "peers"):
            assert "id" in answer
        else:
            assert (answer["code"], answer["path"]) == ("RATER_NOT_IN_GROUP", ["entry", "group"])
    with service.database.active():
        assert await RecordRow.all().count() == (2 if group == "peers" else 1)


async def test_nobody_rates_twice_nor_themself_nor_elsewhere(raters, rating, secretary, sign_in, submit, town):
    """A second rating supersedes the first, once that counts, or is refused."""
    chen = await sign_in(Role.CADRE, town["town"], town["chen"])
    await submit(raters["peers"], rating(3, "peers"))

    assert (await submit(raters["peers"], rating(4, "peers")))["code"] == "ALREADY_RATED"
    assert (await submit(secretary, rating(5, "peers")))["code"] == "OWN_RATING"
    assert (await submit(chen, rating(1, "peers")))["code"] == "RATER_NOT_IN_GROUP"
    assert (await submit(raters["masses"], rating(9, "masses")))["code"] in {"OUT_OF_RANGE", "INVALID_INPUT"}
    assert (await submit(raters["masses"], rating(3, None)))["code"] == "FORBIDDEN"


async def test_one_rater_who_rates_many_times_at_once_has_rated_once(raters, rating, service, submit):
    """Whoever comes second is told of the first."""
    answers = await asyncio.gather(*(submit(raters["peers"], rating(3, "peers")) for _ in range(4)))

    assert sorted("id" in answer for answer in answers) == [False, False, False, True]
    with service.database.active():
        assert await RecordRow.all().count() == 1


async def test_a_rater_sees_their_own_rating_and_corrects_it(decide, admin, raters, rating, submit):
    """It is theirs to see; a correction takes its place."""
    record = (await submit(raters["peers"], rating(3, "peers")))["id"]
    await decide(admin, "verify", record)

    again = await submit(raters["peers"], rating(5, "peers", supersedes=record))

    assert "id" in again
    found = await raters["peers"].ask("{ progressRecords { nodes { entry { ... on RatingEntry { rating group } } } } }")
    entries = [one["entry"] for one in found["progressRecords"]["nodes"]]
    assert sorted(entries, key=lambda one: one["rating"]) == [
        {"rating": "3", "group": "peers"},
        {"rating": "5", "group": "peers"},
    ]


async def test_the_rated_see_the_groups_means_and_never_who_rated_how(decide, rated, secretary, town):
    """Nor in a reviewing role: no rating by node, list, queue, derivation or act. The score counts them."""
    found = await secretary.ask(SEEN, record=rated["peers"], person=town["li"])

    assert found["node"] is None
    assert found["progressRecords"] == {"totalCount": 0, "nodes": []}
    assert found["viewer"]["awaitingMe"]["totalCount"] == 0
    made = found["person"]["assessment"]
    (leaf,) = made["derivation"]["children"][0]["children"]
    assert made["score"]["points"] == "72.50"
    assert leaf["records"] == []
    assert [(one["code"], one["number"], one["of"]) for one in leaf["inputs"]] == [
        ("superiors", "4.000000", 1),
        ("peers", "3.000000", 1),
        ("masses", "5.000000", 1),
    ]
    assert (await decide(secretary, "verify", rated["peers"]))["code"] == "NOT_FOUND"
    returned = await secretary.act(RETURN, input={"record": rated["peers"], "reason": "x"})
    assert returned["code"] == "NOT_FOUND"


async def test_ratings_of_a_unit_are_hidden_from_who_speaks_for_it(
    admin, made, one_indicator, secretary, sign_in, submit, town
):
    """A village's own office sees no single rating of the village; the town's does."""
    groups = [{"code": "masses", "title": {"zh": "群众"}, "relation": "MASSES", "weight": "100"}]
    scheme = await made(
        one_indicator({"rating": {"low": "1", "high": "5", "groups": groups}}, subject="UNIT", appliesTo=[],
                      unitKinds=["village"])
    )  # fmt: skip
    resident = await sign_in(Role.CADRE, town["hefeng"], town["resident"])
    entry = {"rating": {"rating": "2", "group": "masses"}}
    given = {"scheme": scheme, "indicator": "visits", "unit": town["hefeng"], "occurredOn": "2020-07-01"}

    record = await submit(resident, given | {"entry": entry})

    assert "id" in record
    counts = [
        (await client.ask("{ progressRecords { totalCount } }"))["progressRecords"]["totalCount"]
        for client in (admin, secretary, resident)
    ]
    assert counts == [1, 0, 1]
