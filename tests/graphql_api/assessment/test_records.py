"""Progress records through GraphQL: submitted, decided about, and seen by whom they concern."""

import pytest

from graphql_api.assessment.tables import RecordRow
from graphql_api.platform.access import Role
from graphql_api.platform.tables import AccessTokenRow
from tests.graphql_api.assessment.conftest import SUBMIT

REJECT = """mutation ($input: RejectRecordInput!) { rejectRecord(input: $input) {
  ... on ProgressRecord { status reason } ... on UserError { code }
  ... on InvalidInputError { faults { code path } } } }"""
QUEUE = (
    "{ viewer { awaitingMe { totalCount nodes { id person { name } entry { ... on QuantityEntry { amount } } } } } }"
)


async def test_a_record_waits_for_a_verifier_and_leaves_the_queue_when_verified(
    cadre, secretary, visits, submit, decide
):
    """What a cadre submits stands in the secretary's queue until the secretary has decided about it."""
    record = await submit(cadre, visits(3))

    waiting = (await secretary.ask(QUEUE))["viewer"]["awaitingMe"]
    verified = await decide(secretary, "verify", record["id"], expectedVersion=1)
    after = (await secretary.ask(QUEUE))["viewer"]["awaitingMe"]

    assert waiting == {
        "totalCount": 1,
        "nodes": [{"id": record["id"], "person": {"name": "王合成"}, "entry": {"amount": "3"}}],
    }
    assert verified == {"id": record["id"], "status": "VERIFIED", "version": 2, "decider": {"name": "李合成"}}
    assert after["totalCount"] == 0


async def test_nobody_decides_about_their_own_record_nor_finds_it_in_their_queue(
    secretary, town, visits, submit, decide
):
    """A secretary's own record, and one the secretary has submitted, wait for somebody else."""
    own = await submit(secretary, visits(3, person=town["li"]))
    submitted = await submit(secretary, visits(3))

    assert (await decide(secretary, "verify", own["id"]))["code"] == "OWN_RECORD"
    assert (await decide(secretary, "verify", submitted["id"]))["code"] == "OWN_SUBMISSION"
    assert (await secretary.ask(QUEUE))["viewer"]["awaitingMe"]["totalCount"] == 0


async def test_a_cadre_has_no_queue_and_submits_about_themself_alone(cadre, secretary, town, visits, submit):
    """The queue of a cadre is empty, and a record about a colleague is refused."""
    await submit(secretary, visits(1))

    assert (await cadre.ask(QUEUE))["viewer"]["awaitingMe"]["totalCount"] == 0
    refused = await submit(cadre, visits(1, person=town["li"]))
    assert (refused["code"], refused["path"]) == ("FORBIDDEN", ["person"])


async def test_a_rejection_needs_its_reason_and_is_final(cadre, secretary, visits, submit, decide):
    """Without a reason nothing happens; once rejected, a record can't be verified or withdrawn."""
    record = await submit(cadre, visits(3))

    silent = await secretary.act(REJECT, input={"record": record["id"], "reason": " "})
    rejected = await secretary.act(REJECT, input={"record": record["id"], "reason": "照片不清"})

    assert silent["faults"] == [{"code": "BLANK", "path": ["reason"]}]
    assert rejected == {"status": "REJECTED", "reason": "照片不清"}
    assert (await decide(secretary, "verify", record["id"]))["code"] == "ALREADY_DECIDED"
    assert (await decide(cadre, "withdraw", record["id"]))["code"] == "ALREADY_DECIDED"


async def test_a_record_is_withdrawn_by_its_submitter_alone(cadre, secretary, visits, submit, decide):
    """Who submitted a record takes it back; nobody else does."""
    record = await submit(cadre, visits(3))

    refused = await decide(secretary, "withdraw", record["id"])
    withdrawn = await decide(cadre, "withdraw", record["id"])

    assert refused["code"] == "NOT_THE_SUBMITTER"
    assert withdrawn["status"] == "WITHDRAWN"


async def test_a_decision_on_an_outdated_reading_is_refused(cadre, secretary, visits, submit, decide):
    """Who read version 1 can't decide once it is at version 2; the refusal leaves everything as it was."""
    record = await submit(cadre, visits(3))
    await decide(cadre, "withdraw", record["id"])

    stale = await decide(secretary, "verify", record["id"], expectedVersion=1)

    assert stale["code"] == "STALE"
    kept = await cadre.ask("query ($id: ID!) { node(id: $id) { ... on ProgressRecord { version } } }", id=record["id"])
    assert kept["node"]["version"] == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"indicator": "no-such"}, "UNKNOWN_VALUE"),
        ({"entry": {"rating": {"rating": "3"}}}, "ENTRY_DOES_NOT_FIT"),
        ({"occurredOn": "2020-06-30"}, "OUTSIDE_CYCLE"),
        ({"occurredOn": "2020-07-02"}, "NOT_YET_HAPPENED"),
        ({"evidence": []}, "EVIDENCE_REQUIRED"),
        ({"scheme": "IndicatorScheme:0000000000000"}, "NOT_FOUND"),
        ({"person": "Unit:0000000000000"}, "MALFORMED"),
    ],
)
async def test_a_record_that_does_not_fit_is_refused_and_not_stored(cadre, visits, changed, code, submit):
    """Each mistake has its own code, and nothing is half-stored."""
    refused = await submit(cadre, visits(3, **changed))

    codes = {refused["code"], *(fault["code"] for fault in refused.get("faults", ()))}
    assert code in codes
    assert (await cadre.ask("{ progressRecords { totalCount } }"))["progressRecords"]["totalCount"] == 0


async def test_records_are_seen_by_whom_they_concern_and_by_their_verifiers(
    cadre, sign_in, town, visits, submit, decide
):
    """The cadre and the village's secretary see a record; another village and a reader don't, by `node` either."""
    record = await submit(cadre, visits(3))
    seen = "query ($id: ID!) { node(id: $id) { id } progressRecords { totalCount } }"
    found = {"node": {"id": record["id"]}, "progressRecords": {"totalCount": 1}}
    absent = {"node": None, "progressRecords": {"totalCount": 0}}

    for role, scope, person, expected in (
        (Role.VILLAGE_SECRETARY, "hefeng", "li", found),
        (Role.ASSESSOR, "town", None, found),
        (Role.VILLAGE_SECRETARY, "honggang", "chen", absent),
        (Role.READER, "town", None, absent),
        (Role.CADRE, "hefeng", "li", absent),
    ):
        client = await sign_in(role, town[scope], town[person] if person else None)
        assert await client.ask(seen, id=record["id"]) == expected
        if expected is absent:
            refused = await decide(client, "verify", record["id"])
            assert refused["code"] == ("NOT_FOUND" if role is Role.VILLAGE_SECRETARY else "FORBIDDEN")


async def test_records_are_filtered(cadre, secretary, clock, visits, town, submit, decide):
    """By day, standing, indicator and place."""
    clock.forward(days=3)
    early = await submit(cadre, visits(1))
    late = await submit(cadre, visits(1, on="2020-07-03"))
    await decide(secretary, "verify", late["id"])
    query = "query ($filter: RecordFilter) { progressRecords(filter: $filter) { nodes { id } } }"

    for chosen, expected in (
        ({"since": "2020-07-02"}, [late]),
        ({"until": "2020-07-02"}, [early]),
        ({"statuses": ["SUBMITTED"]}, [early]),
        ({"indicator": "visits", "within": town["hefeng-committee"]}, [late, early]),
        ({"indicator": "conduct"}, []),
        ({"person": town["li"]}, []),
    ):
        found = await secretary.ask(query, filter=chosen)
        assert [node["id"] for node in found["progressRecords"]["nodes"]] == [record["id"] for record in expected]


async def test_nobody_acts_with_a_token_that_has_ended(secretary, visits, submit, service):
    """Who was known a moment ago is asked again before an act; nothing of it is kept."""
    await submit(secretary, visits(3))
    with service.database.active():
        before = await RecordRow.all().count()
        await AccessTokenRow.all().update(revoked_at=service.clock())

    refused = await secretary.post(SUBMIT, input=visits(3))

    assert refused.status_code == 401
    with service.database.active():
        assert await RecordRow.all().count() == before
