"""Who may say what about whom and when, through GraphQL: posts held, versions, liaison teams, units, verifiers."""

import pytest

from graphql_api.assessment.tables import RecordRow
from graphql_api.platform.access import Role
from tests.graphql_api.assessment.conftest import PHOTO, RETURN

RECORD = """query ($id: ID!) { node(id: $id) { ... on ProgressRecord {
  source isByProduct enteredDaysLate status reason person { name } unit { name } } } }"""
VISITS = {"quantity": {"unit": {"zh": "户"}, "target": "184"}}
REVISE = """mutation ($input: ReviseSchemeInput!) { reviseScheme(input: $input) {
  ... on IndicatorScheme { id } ... on UserError { code } } }"""


@pytest.fixture
def unit_scheme(one_indicator):
    """A sound scheme by which villages themselves are assessed."""
    return one_indicator(VISITS, code="units", subject="UNIT", appliesTo=[], unitKinds=["village"]) | {"code": "units"}


@pytest.fixture
async def about_unit(made, unit_scheme, town):
    """The input of a record about Hefeng itself."""
    scheme = await made(unit_scheme)

    def about_unit(amount=3, **changed):
        return {
            "scheme": scheme,
            "indicator": "units",
            "unit": town["hefeng"],
            "occurredOn": "2020-07-01",
            "entry": {"amount": str(amount)},
            "evidence": [PHOTO],
        } | changed

    return about_unit


@pytest.fixture
async def liaison(admin, town):
    """Zhou leads Hefeng's liaison team until September."""
    team = await admin.act(
        "mutation ($input: FormLiaisonTeamInput!) { formLiaisonTeam(input: $input) { ... on Node { id } } }",
        input={"village": town["hefeng"], "name": {"zh": "直联"}, "on": "2020-03-01"},
    )
    joined = await admin.act(
        "mutation ($input: JoinLiaisonTeamInput!) { joinLiaisonTeam(input: $input) { ... on Node { id } } }",
        input={
            "team": team["id"],
            "person": town["zhou"],
            "role": "LEADER",
            "period": {"from": "2020-03-01", "to": "2020-09-01"},
        },
    )
    assert "id" in joined


async def _stored(service):
    with service.database.active():
        return await RecordRow.all().count()


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"person": "chen"}, None, None),
        ({"person": "zhou"}, "POST_NOT_HELD", ["occurredOn"]),
        ({"person": "resident"}, "NOT_FOUND", ["person"]),
        ({"occurredOn": "2021-01-01"}, "OUTSIDE_CYCLE", ["occurredOn"]),
        ({"person": None}, "BLANK", ["person"]),
        ({"unit": "hefeng"}, "MALFORMED", ["unit"]),
        ({"person": None, "unit": "hefeng"}, "SUBJECT_DIFFERS", ["person"]),
    ],
)
async def test_a_record_is_about_a_post_that_the_scheme_is_about(
    admin, changed, clock, code, made, one_indicator, path, service, submit, town
):
    """For a post that was not held then, or about nobody, or about both: refused, and nothing is stored."""
    scheme = await made(one_indicator(VISITS))
    clock.set(2021, 2, 1)
    about = {name: town[who] if who else None for name, who in changed.items() if name in {"person", "unit"}}
    given = {
        "scheme": scheme,
        "indicator": "visits",
        "person": town["wang"],
        "occurredOn": "2020-09-01",
        "entry": {"amount": "1"},
        "evidence": [PHOTO],
    }

    answer = await submit(admin, given | changed | about)

    faults = answer.get("faults") or [answer]
    assert (faults[0].get("code"), faults[0].get("path")) == (code, path)
    assert await _stored(service) == (code is None)


async def test_a_post_in_a_unit_that_the_scheme_is_not_for_does_not_count(admin, made, one_indicator, submit, town):
    """The kinds of units narrow the posts."""
    scheme = await made(one_indicator(VISITS, unitKinds=["party-branch"]))
    given = {
        "scheme": scheme,
        "indicator": "visits",
        "person": town["wang"],
        "occurredOn": "2020-07-01",
        "entry": {"amount": "1"},
        "evidence": [PHOTO],
    }

    assert (await submit(admin, given))["code"] == "POST_NOT_HELD"


async def test_records_go_under_the_version_of_their_day(admin, clock, made, one_indicator, publish, submit, town):
    """From the second version's effect on the first takes no more; days before keep it, whenever they are entered."""
    first = await made(one_indicator(VISITS))
    clock.set(2020, 9, 1)
    second = (await admin.act(REVISE, input={"scheme": first}))["id"]
    await publish(admin, second, effectiveOn="2020-10-01")
    clock.set(2020, 11, 1)

    async def submitted(scheme, on):
        given = {"scheme": scheme, "indicator": "visits", "person": town["wang"], "occurredOn": on}
        return await submit(admin, given | {"entry": {"amount": "1"}, "evidence": [PHOTO]})

    assert (await submitted(first, "2020-10-01"))["code"] == "OUTSIDE_CYCLE"
    assert (await submitted(second, "2020-09-30"))["code"] == "OUTSIDE_CYCLE"
    assert "id" in await submitted(first, "2020-09-30")
    assert "id" in await submitted(second, "2020-10-01")


async def test_a_version_that_never_came_into_force_takes_nothing(admin, made, one_indicator, publish, submit, town):
    """Where the second takes effect with the cycle, the first is about no day."""
    first = await made(one_indicator(VISITS))
    second = (await admin.act(REVISE, input={"scheme": first}))["id"]
    await publish(admin, second, effectiveOn="2020-07-01")
    given = {"scheme": first, "indicator": "visits", "person": town["wang"], "occurredOn": "2020-07-01"}

    refused = await submit(admin, given | {"entry": {"amount": "1"}, "evidence": [PHOTO]})

    assert (refused["code"], refused["path"]) == ("OUTSIDE_CYCLE", ["occurredOn"])


async def test_a_record_says_who_entered_it_and_how_late(cadre, clock, secretary, submit, visits):
    """By themself or by a colleague; a by-product of work or put together for the file; both of its days."""
    work = {"kind": "WORK_EVENT", "title": "走访记录", "reference": "visit/1"}
    clock.forward(days=10)

    own = await submit(cadre, visits(1, evidence=[work]))
    late = await submit(secretary, visits(1, on="2020-07-09"))

    assert (await cadre.ask(RECORD, id=own["id"]))["node"] == {
        "source": "SELF",
        "isByProduct": True,
        "enteredDaysLate": 10,
        "status": "SUBMITTED",
        "reason": None,
        "person": {"name": "王合成"},
        "unit": {"name": "鹤峰村党委"},
    }
    found = (await cadre.ask(RECORD, id=late["id"]))["node"]
    assert (found["source"], found["isByProduct"], found["enteredDaysLate"]) == ("COLLEAGUE", False, 2)


async def test_a_liaison_team_records_for_its_village_while_it_is_its(clock, liaison, sign_in, submit, town, visits):
    """A cadre of the team submits about the village's cadres, in a day of the team; not about others, nor later."""
    zhou = await sign_in(Role.CADRE, town["town"], town["zhou"])
    clock.set(2020, 9, 2)

    record = await submit(zhou, visits(1, on="2020-08-31"))

    assert (await zhou.ask(RECORD, id=record["id"]))["node"]["source"] == "LIAISON_TEAM"
    assert (await submit(zhou, visits(1, on="2020-09-01")))["code"] == "FORBIDDEN"
    assert (await submit(zhou, visits(1, on="2020-08-31", person=town["chen"])))["code"] == "FORBIDDEN"


async def test_a_returned_record_is_made_good_by_another(cadre, secretary, submit, decide, visits):
    """Back to the submitter with a reason; it counts for nothing, and the one that supersedes it is decided about."""
    record = await submit(cadre, visits(1))

    silent = await secretary.act(RETURN, input={"record": record["id"], "reason": " "})
    returned = await secretary.act(RETURN, input={"record": record["id"], "reason": "请补照片", "expectedVersion": 1})
    again = await submit(cadre, visits(1, supersedes=record["id"]))

    assert silent["code"] == "BLANK" or silent["code"] == "INVALID_INPUT"
    assert returned == {"status": "RETURNED", "reason": "请补照片", "version": 2}
    assert (await decide(secretary, "verify", record["id"]))["code"] == "ALREADY_DECIDED"
    assert (await decide(secretary, "verify", again["id"]))["status"] == "VERIFIED"


async def test_nobody_returns_their_own_record_and_no_cadre_returns_any(cadre, secretary, submit, town, visits):
    """As for verifying."""
    own = await submit(secretary, visits(1, person=town["li"]))

    assert (await secretary.act(RETURN, input={"record": own["id"], "reason": "x"}))["code"] == "OWN_RECORD"
    assert (await cadre.act(RETURN, input={"record": own["id"], "reason": "x"}))["code"] == "FORBIDDEN"


async def test_whom_the_scheme_names_decides(
    admin, cadre, decide, made, one_indicator, secretary, sign_in, submit, town
):
    """Holders of the named posts in the record's unit or above it, and nobody else, whatever their role."""
    scheme = await made(one_indicator(VISITS, verifiedBy=["party-secretary"]))
    given = {
        "scheme": scheme,
        "indicator": "visits",
        "person": town["wang"],
        "occurredOn": "2020-07-01",
        "entry": {"amount": "1"},
        "evidence": [PHOTO],
    }
    record = (await submit(cadre, given))["id"]
    chen = await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["chen"])  # a secretary elsewhere

    for client in (admin, chen):
        refused = await decide(client, "verify", record)
        assert (refused["code"]) == "NOT_NAMED_TO_VERIFY"
        assert (await client.act(RETURN, input={"record": record, "reason": "x"}))["code"] == "NOT_NAMED_TO_VERIFY"
    assert (await decide(secretary, "verify", record))["status"] == "VERIFIED"


async def test_a_record_about_a_unit_is_made_by_reviewers_and_counts_in_its_sums(
    about_unit, admin, cadre, decide, secretary, sign_in, submit, town
):
    """It has no person; who reviews where the unit is sees it, its cadres do not; its sums are those of its scheme."""
    assert (await submit(cadre, about_unit()))["code"] == "FORBIDDEN"
    record = (await submit(secretary, about_unit(92)))["id"]
    chen = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])

    node = (await admin.ask(RECORD, id=record))["node"]
    assert (node["person"], node["unit"]["name"]) == (None, "Hefeng")
    for client, sees in ((admin, 1), (secretary, 1), (chen, 0), (cadre, 0)):
        found = await client.ask(
            "query ($unit: ID!) { progressRecords(filter: {aboutUnit: $unit}) { totalCount } }", unit=town["hefeng"]
        )
        assert found["progressRecords"]["totalCount"] == sees
    assert (await decide(chen, "verify", record))["code"] == "NOT_FOUND"
    assert (await decide(admin, "verify", record))["status"] == "VERIFIED"
    sums = await admin.ask(
        """query ($id: ID!) { unit(by: {id: $id}) { assessmentRollUps { nodes {
             cadres records scheme { code } indicator { code } } } } }""",
        id=town["town"],
    )
    assert sums["unit"]["assessmentRollUps"]["nodes"] == [
        {"cadres": 1, "records": 1, "scheme": {"code": "units"}, "indicator": {"code": "units"}}
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"unit": "hefeng-committee"}, "POST_NOT_HELD"),
        ({"unit": None, "person": "wang"}, "SUBJECT_DIFFERS"),
        ({"unit": "town"}, "NOT_FOUND"),
    ],
)
async def test_a_record_about_another_kind_of_unit_is_refused(
    about_unit, changed, code, secretary, service, submit, town
):
    """The scheme says which kinds it is for; who is not seen is not there."""
    refused = await submit(secretary, about_unit(**{name: who and town[who] for name, who in changed.items()}))

    assert refused["code"] == code
    assert await _stored(service) == 0


async def test_who_is_in_office_in_a_unit_does_not_decide_about_it_nor_finds_it_waiting(
    about_unit, admin, appoint, decide, sign_in, submit, town
):
    """A village's director verifies nothing about the village."""
    await appoint("chen", "hefeng", "village-director", "2020-06-01", "CONCURRENT")
    director = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["chen"])
    record = (await submit(admin, about_unit()))["id"]
    zhou = await sign_in(Role.ASSESSOR, town["town"], town["zhou"])
    queue = "{ viewer { awaitingMe { nodes { id } } } }"

    assert (await decide(director, "verify", record))["code"] == "OWN_RECORD"
    assert (await director.ask(queue))["viewer"]["awaitingMe"]["nodes"] == []
    assert (await zhou.ask(queue))["viewer"]["awaitingMe"]["nodes"] == [{"id": record}]
