"""Scores with their derivation through GraphQL."""

from decimal import Decimal

import pytest

from graphql_api.platform.access import Role

SCORE = """query ($id: ID!, $asOf: Date, $knownAt: DateTime) { person(by: {id: $id}) {
  assessment(asOf: $asOf, knownAt: $knownAt) { asOf scheme { code } score { points low high covered }
    derivation { contribution children { contribution children {
      code contribution expected explanation reading { state number } records { id } } } } } } }"""


@pytest.fixture
async def verified(cadre, secretary, clock, visits, submit, decide):
    """Verifies a record of so many visits, on a day."""

    async def verified(amount, **changed):
        record = await submit(cadre, visits(amount, **changed))
        decided = await decide(secretary, "verify", record["id"])
        assert decided["status"] == "VERIFIED"
        return record["id"]

    return verified


async def test_a_score_is_the_sum_of_its_derivation_down_to_the_records(cadre, clock, town, verified):
    """46 of 184 visits at half-time are half of what is expected: 30 of 60 points, and 32 for conduct."""
    clock.forward(days=91)
    record = await verified(46)

    found = (await cadre.ask(SCORE, id=town["wang"], asOf="2020-09-30"))["person"]["assessment"]

    tree = found["derivation"]
    assert found["score"] == {"points": "62.00", "low": "62.00", "high": "62.00", "covered": "100.00"}
    assert Decimal(tree["contribution"]) == sum(Decimal(child["contribution"]) for child in tree["children"])
    leaf = tree["children"][0]["children"][0]
    assert (leaf["code"], leaf["contribution"], Decimal(leaf["expected"])) == ("visits", "30.000000", Decimal(92))
    assert leaf["reading"] == {"state": "VALUE", "number": "46"}
    assert leaf["records"] == [{"id": record}]
    assert leaf["explanation"] == "46 households verified, 92 households expected by this day: 30.00 of 60 points"


async def test_what_nobody_has_verified_yet_leaves_bounds_and_no_score(cadre, town, visits, submit):
    """A record that only waits counts for nothing and costs nothing."""
    await submit(cadre, visits(3))

    found = (await cadre.ask(SCORE, id=town["wang"]))["person"]["assessment"]

    assert found["score"] == {"points": None, "low": "32.00", "high": "92.00", "covered": "40.00"}


async def test_yesterdays_knowledge_gives_yesterdays_score(cadre, clock, scheme, town, verified):
    """`knownAt` before a verification answers as it was then, whatever has been verified since."""
    clock.forward(days=1)
    before = clock().isoformat()
    clock.forward(hours=1)
    await verified(2)

    then = (await cadre.ask(SCORE, id=town["wang"], asOf="2020-07-02", knownAt=before))["person"]["assessment"]
    now = (await cadre.ask(SCORE, id=town["wang"], asOf="2020-07-02"))["person"]["assessment"]

    assert then["score"]["points"] is None
    assert now["score"]["points"] == "92.00"


async def test_there_is_no_score_before_the_cycle_nor_for_other_posts(admin, scheme, town):
    """Before the cycle begins, and for who holds no post, no scheme is about the person."""
    assert (await admin.ask(SCORE, id=town["wang"], asOf="2020-06-30"))["person"]["assessment"] is None
    assert (await admin.ask(SCORE, id=town["resident"]))["person"]["assessment"] is None


async def test_who_may_not_see_the_records_gets_no_score_made_of_the_rest(sign_in, town, verified):
    """A reader and a colleague get null instead of a score without its records."""
    await verified(2)

    for role, scope, person in ((Role.READER, "town", None), (Role.CADRE, "hefeng", "li")):
        client = await sign_in(role, town[scope], town[person] if person else None)
        assert (await client.ask(SCORE, id=town["wang"]))["person"]["assessment"] is None


async def test_where_a_cadre_lives_nobody_learns_their_score(admin, sign_in, submit, town, verified, visits):
    """Chen leads the village that Wang moves into: he sees the neighbour, no record, score or gap, and adds none."""
    record = await verified(2)
    joined = await admin.act(
        """mutation ($input: JoinUnitInput!) { joinUnit(input: $input) {
             ... on Membership { kind } ... on UserError { code path } } }""",
        input={
            "person": town["wang"],
            "unit": town["honggang"],
            "kind": "RESIDENCE",
            "period": {"from": "2020-07-01"},
        },
    )
    assert joined == {"kind": "RESIDENCE"}
    chen = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])

    found = await chen.ask(
        """query ($id: ID!, $record: ID!) { node(id: $record) { id } progressRecords { totalCount }
             person(by: {id: $id}) { name assessment { score { points } } competenceGaps { size } } }""",
        id=town["wang"],
        record=record,
    )
    decided = await chen.act(
        """mutation ($input: RecordInput!) { verifyRecord(input: $input) {
             ... on UserError { code path } } }""",
        input={"record": record},
    )

    assert found == {
        "node": None,
        "progressRecords": {"totalCount": 0},
        "person": {"name": "王合成", "assessment": None, "competenceGaps": None},
    }
    assert (decided["code"], decided["path"]) == ("NOT_FOUND", ["record"])
    assert (await submit(chen, visits(1)))["code"] == "NOT_FOUND"


async def test_scores_of_a_page_of_people_cost_no_statement_each(admin, scheme, statements, verified):
    """One row or many: schemes, records, appointments and posts are each read once."""
    await verified(2)
    query = "{ people(first: %d) { nodes { assessment { score { points } scheme { code } } } } }"
    await admin.ask(query % 1)
    statements.clear()
    await admin.ask(query % 2)
    few = len(statements)
    statements.clear()

    found = await admin.ask(query % 20)

    assert len(found["people"]["nodes"]) == 5
    assert len(statements) <= few <= 9
