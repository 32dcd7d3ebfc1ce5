"""A quarter at the organisation office, by GraphQL alone: from the opening of a cycle to its close."""

import pytest

from graphql_api.platform.access import Role

OPEN = """mutation ($input: OpenCycleInput!) { openCycle(input: $input) { CYCLE } }"""
ADVANCE = """mutation ($input: AdvanceCycleInput!) { advanceCycle(input: $input) { CYCLE } }"""
CYCLE = """... on AssessmentCycle { id code stage dueOn version
  stages { stage enteredOn dueOn name } tallies { stage state done total fault } }
  ... on UserError { code path message } ... on InvalidInputError { faults { code path } }"""
SEEN = """id version personName unitName
  selfAssessments { nodes { statement } } reviews { nodes { grade comment reviewerName } }
  adjustments { nodes { id points reason authorName withdrawnAt } }
  appeals { nodes { id status statement reason assigneeName deciderName } }
  decisions { nodes { grade proposed reason deciderName } }
  grades { grade proposed points because explanation deciderName result { points derivation { contribution children {
    code rule title contribution children { code contribution } } } } }"""
ACT = """mutation ($input: TYPE!) { VERB(input: $input) { ... on Appraisal { SEEN }
  ... on UserError { code path } ... on InvalidInputError { faults { code path } } } }"""
APPRAISALS = """query ($cycle: ID!) { appraisals(filter: {cycle: $cycle}) { nodes { SEEN } } }"""
STAGES = ("SELF_ASSESSMENT", "REVIEW", "CALIBRATION", "PUBLICITY", "APPEALS")


def _act(verb: str) -> str:
    document = ACT.replace("TYPE", f"{verb[0].upper()}{verb[1:]}Input").replace("VERB", verb)
    return document.replace("SEEN", SEEN)


def quarter(town, **changed):
    """The input that opens the third quarter of 2020."""
    return {
        "code": "2020-q3",
        "kind": "ROUTINE",
        "title": {"zh": "2020年第三季度平时考核"},
        "period": {"from": "2020-07-01", "to": "2020-10-01"},
        "unit": town["town"],
        "schemes": ["village-2020-h2"],
        "timetable": [{"stage": stage, "workingDays": 5} for stage in STAGES],
        "grading": {"quotaBy": "WHOLE", "topShare": "40", "ties": ["work"]},
    } | changed


@pytest.fixture
async def office(sign_in, town):
    """Zhou of the town's organisation office."""
    return await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])


@pytest.fixture
async def neighbour(sign_in, town):
    """Chen, the secretary of Honggang."""
    return await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])


@pytest.fixture
async def cycle(office, scheme, town):
    """The id of the quarter's cycle."""
    return (await office.act(OPEN.replace("CYCLE", CYCLE), input=quarter(town)))["id"]


@pytest.fixture
def advance(office, cycle):
    """Lets the cycle go on as the office."""

    async def advance(to):
        return await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": cycle, "to": to})

    return advance


@pytest.fixture
def appraisal_of(cycle):
    """What a client sees of somebody's appraisal."""

    async def appraisal_of(client, name):
        found = (await client.ask(APPRAISALS.replace("SEEN", SEEN), cycle=cycle))["appraisals"]["nodes"]
        return next((one for one in found if one["personName"] == name), None)

    return appraisal_of


async def test_a_quarter_from_its_opening_to_its_close(
    advance, appraisal_of, cadre, clock, cycle, decide, neighbour, office, secretary, submit, town, visits
):
    """Everybody's work is scored as it proceeds, made public, appealed against and closed; each step is on record."""
    clock.set(2020, 9, 1, 2)  # Wang's visits are recorded by Wang and verified by the secretary, as they happen
    for day, amount in (("2020-07-20", 30), ("2020-08-20", 40)):
        record = await submit(cadre, visits(amount, on=day))
        assert (await decide(secretary, "verify", record["id"]))["status"] == "VERIFIED"

    clock.set(2020, 9, 29, 2)  # not before the quarter's last working day
    assert (await advance("SELF_ASSESSMENT"))["code"] == "STAGE_NOT_OVER"
    clock.set(2020, 9, 30, 2)
    entered = await advance("SELF_ASSESSMENT")
    assert (entered["stage"], entered["dueOn"]) == ("SELF_ASSESSMENT", "2020-10-14")  # after the National Day holidays
    mine = await appraisal_of(cadre, "王合成")
    said = await cadre.act(_act("selfAssess"), input={"appraisal": mine["id"], "statement": "走访七十户次"})
    assert said["selfAssessments"]["nodes"] == [{"statement": "走访七十户次"}]

    clock.set(2020, 10, 9, 2)
    assert (await advance("REVIEW"))["stage"] == "REVIEW"
    review = {"appraisal": mine["id"], "grade": "FAIRLY_GOOD", "comment": "工作扎实"}
    reviewed = await secretary.act(_act("reviewAppraisal"), input=review)
    assert reviewed["reviews"]["nodes"] == [{"grade": "FAIRLY_GOOD", "comment": "工作扎实", "reviewerName": "李合成"}]

    clock.set(2020, 10, 12, 2)
    calibration = await advance("CALIBRATION")
    assert (calibration["stage"], calibration["tallies"][0]) == (
        "CALIBRATION",
        {"stage": "CALIBRATION", "state": "done", "done": 3, "total": 3, "fault": None},
    )
    seen = await appraisal_of(office, "王合成")
    assert seen["grades"][0]["points"] is not None
    adjusted = await office.act(
        _act("adjustScore"), input={"appraisal": mine["id"], "points": "2", "reason": "抗洪值守"}
    )
    assert [(one["points"], one["authorName"]) for one in adjusted["adjustments"]["nodes"]] == [("2.000000", "周合成")]

    clock.set(2020, 10, 13, 2)
    assert (await advance("PUBLICITY"))["stage"] == "PUBLICITY"
    public = (await appraisal_of(cadre, "王合成"))["grades"][0]
    assert public["deciderName"] == "周合成"

    clock.set(2020, 10, 21, 2)
    assert (await advance("APPEALS"))["stage"] == "APPEALS"
    raised = await cadre.act(_act("raiseAppeal"), input={"appraisal": mine["id"], "statement": "漏计一次走访"})
    assert "appeals" in raised, raised
    appeal = raised["appeals"]["nodes"][0]["id"]
    partial = await office.act(_act("assignAppeal"), input={"appeal": appeal, "to": town["li"]})
    assert partial["code"] == "NOT_IMPARTIAL"  # Li has reviewed it
    assigned = await office.act(_act("assignAppeal"), input={"appeal": appeal, "to": town["chen"]})
    assert assigned["appeals"]["nodes"][0]["assigneeName"] == "陈合成"
    assert (await advance("CLOSED"))["code"] == "STAGE_NOT_OVER"
    decision = {"appeal": appeal, "upheld": True, "reason": "属实", "remedy": "1.5"}
    decided = await neighbour.act(_act("decideAppeal"), input=decision)
    assert decided["appeals"]["nodes"][0]["status"] == "UPHELD"

    clock.set(2020, 10, 29, 2)
    closed = await advance("CLOSED")
    assert closed["stage"] == "CLOSED"
    after = (await appraisal_of(cadre, "王合成"))["grades"][0]
    assert float(after["points"]) == float(public["points"]) + 1.5
    assert after["result"]["derivation"]["contribution"] is not None
    assert [one["stage"] for one in closed["stages"]] == ["OPEN", *STAGES, "CLOSED"]
