"""The organisation office's spring in the demonstration town, by GraphQL alone: two annual assessments to their close.

The villages themselves are assessed first, for whoever serves in an excellent one has more places in the top grade.
Then the year of Hefeng's cadres, which the demonstration leaves open, goes on stage by stage, built on their half-year.
"""

import asyncio
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from graphql_api.cli.demo import build_demo
from graphql_api.modules import installed_modules
from graphql_api.platform.access import Role
from graphql_api.platform.service import Service
from graphql_api.testing import SetClock
from graphql_api.testing.fixtures import Client

VIEWED = """{ units(first: 30, filter: {kinds: ["department", "town"]}) { nodes { id nameEn kind
    appointments(filter: {postKinds: ["department-head"]}) { nodes { person { id } } } } }
  hefeng: unit(by: {code: "440605126222"}) { id
    leadershipTeam(asOf: "2021-03-22") { seats { postKind holders { person { id name } } } } }
  assessmentCycles(filter: {code: "hefeng-2020"}) { nodes { id } } }"""
OPEN = """mutation ($input: OpenCycleInput!) { openCycle(input: $input) { ... on AssessmentCycle { id stage }
  ... on UserError { code message } ... on InvalidInputError { faults { code path } } } }"""
ADVANCE = """mutation ($input: AdvanceCycleInput!) { advanceCycle(input: $input) {
  ... on AssessmentCycle { stage dueOn } ... on UserError { code message } } }"""
APPRAISALS = """query ($cycle: ID!) { appraisals(first: 100, filter: {cycle: $cycle}) { nodes { id personName unitName
  grades { grade points places because deciderName result {
    derivation { contribution children { title rule effectiveWeight contribution } } } } } } }"""
ACT = """mutation ($input: TYPE!) { VERB(input: $input) { ... on Appraisal { id
    appeals { nodes { id status } } adjustments { nodes { points } } }
  ... on UserError { code message } ... on InvalidInputError { faults { code path } } } }"""
SUMS = """query ($cycle: ID!) { unit(by: {code: "440605126222"}) { resultSums(filter: {cycle: $cycle}) {
  nodes { subjects scored mean distribution { grade count share } } } } }"""
GRADES = {"EXCELLENT": "优秀", "COMPETENT": "称职", "BASICALLY_COMPETENT": "基本称职", None: None}
STAGES = ("SELF_ASSESSMENT", "REVIEW", "CALIBRATION", "PUBLICITY", "APPEALS")


class Colleague:
    """Somebody of the town at their screen."""

    def __init__(self, client, person=None):
        self.client = client
        self.person = person

    async def asks(self, document, **variables):
        return await self.client.ask(document, **variables)

    async def does(self, verb, **given):
        document = ACT.replace("TYPE", f"{verb[0].upper()}{verb[1:]}Input").replace("VERB", verb)
        return await self.client.act(document, input=given)

    async def lets_go_on(self, cycle, to):
        entered = await self.client.act(ADVANCE, input={"cycle": cycle, "to": to})
        return entered if "code" in entered else (entered["stage"], entered["dueOn"])


@pytest.fixture
def clock():
    """The morning of Monday 22 March 2021 in the town."""
    return SetClock(datetime(2021, 3, 22, 1, tzinfo=UTC))


@pytest.fixture
async def demo(tmp_path):
    """The demonstration town as its story leaves it."""
    return await asyncio.to_thread(build_demo, tmp_path / "town", installed_modules(strict=True))


@pytest.fixture
async def service(clock, demo):
    """It is served on the days of that spring."""
    modules = installed_modules(strict=True)
    service = Service(demo.service(modules).settings, modules, clock=clock)
    async with service.running():
        await asyncio.gather(service.courier.settled(), service.calendar.settled())
        yield service


@pytest.fixture
async def town(demo, http):
    """Who and what there is, by name."""
    found = await Client(http=http, token=demo.tokens["town-admin"]).ask(VIEWED)
    units = {one["nameEn"]: one for one in found["units"]["nodes"]}
    held = {one["postKind"]: one["holders"] for one in found["hefeng"]["leadershipTeam"]["seats"]}
    heads = {
        name: unit["appointments"]["nodes"][0]["person"]
        for name, unit in units.items()
        if unit["appointments"]["nodes"]
    }
    return {
        "town": units["Lishui"]["id"],
        "hefeng": found["hefeng"]["id"],
        "annual": found["assessmentCycles"]["nodes"][0]["id"],
        "office": heads["Party Building Office"]["id"],
        "another office": heads["Grid Service Centre"]["id"],
        "secretary": held["party-secretary"][0]["person"]["id"],
        **{one["person"]["name"]: one["person"]["id"] for one in held["party-committee-member"]},
    }


@pytest.fixture
def colleague(sign_in, town):
    """Somebody signs in, as what they are."""

    async def colleague(role, scope, who):
        return Colleague(await sign_in(role, town[scope], town[who], language="zh"))

    return colleague


@pytest.fixture
async def office(colleague):
    """The head of the Party building office, who runs the assessments."""
    return await colleague(Role.ORGANISATION_OFFICE, "town", "office")


@pytest.fixture
async def secretary(colleague):
    """Hefeng's secretary."""
    return await colleague(Role.VILLAGE_SECRETARY, "hefeng", "secretary")


async def _appraisals(client, cycle):
    found = (await client.asks(APPRAISALS, cycle=cycle))["appraisals"]["nodes"]
    return {one["personName"] or one["unitName"]: one for one in found}


@pytest.fixture
def workbook(http):
    """The workbook of a cycle as a colleague gets it: its sheets, as lists of rows."""

    async def workbook(who, cycle):
        headers = {"Authorization": f"Bearer {who.client.token}"}
        answer = await http.get(f"/assessment-cycles/{cycle}/workbook", headers=headers)
        assert answer.status_code == 200, answer.text
        book = load_workbook(BytesIO(answer.content))
        assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
        return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}

    return workbook


async def test_a_spring_at_the_office(clock, colleague, office, secretary, town, workbook):  # noqa: PLR0915 -- it reads as the weeks go
    """Each step is an act of somebody by name; what they come to is on the screen of whoever may know it."""
    # Monday 22 March. The office assesses the villages and communities themselves, by what they did in the half-year.
    opened = await office.client.act(
        OPEN,
        input={
            "code": "villages-2020",
            "kind": "ANNUAL",
            "title": {"zh": "2020年度村(社区)考核", "en": "Villages and communities, 2020"},
            "period": {"from": "2020-01-01", "to": "2021-01-01"},
            "unit": town["town"],
            "schemes": ["villages-2020-h2"],
            "timetable": [{"stage": stage, "workingDays": 5} for stage in STAGES],
            "grading": {"quotaBy": "WHOLE"},
        },
    )
    villages, annual = opened["id"], town["annual"]
    assert (await office.lets_go_on(villages, "REVIEW"))["code"] == "WRONG_STAGE"

    # For Hefeng its secretary speaks, who may say what it has done, but not what that is worth.
    assert await office.lets_go_on(villages, "SELF_ASSESSMENT") == ("SELF_ASSESSMENT", "2021-03-29")
    hefeng = (await _appraisals(office, villages))["鹤峰村"]["id"]
    assert (await office.does("selfAssess", appraisal=hefeng, statement="代为填写"))["code"] == "NOT_THE_APPRAISED"
    assert "id" in await secretary.does("selfAssess", appraisal=hefeng, statement="诉求办结十九件,村务公开六期")
    assert await office.lets_go_on(villages, "REVIEW") == ("REVIEW", "2021-03-29")
    own = await secretary.does("reviewAppraisal", appraisal=hefeng, grade="EXCELLENT", comment="好")
    assert own["code"] == "OWN_APPRAISAL"
    assert "id" in await office.does("reviewAppraisal", appraisal=hefeng, grade="EXCELLENT", comment="办结率高")

    # Of eight pilots one in five may be excellent; the other villages have reported nothing, and get no grade for it.
    assert await office.lets_go_on(villages, "CALIBRATION") == ("CALIBRATION", "2021-03-29")
    assert await office.lets_go_on(villages, "PUBLICITY") == ("PUBLICITY", "2021-03-29")
    found = {name: one["grades"][0] for name, one in (await _appraisals(office, villages)).items()}
    graded = [one for one in found.values() if one["grade"]]
    assert (len(found), len(graded)) == (39, 8)
    assert [name for name, one in found.items() if one["grade"] == "EXCELLENT"] == ["鹤峰村"]
    assert {one["places"] for one in graded} == {1}

    # Results are public for five working days, and then there are five for appeals; Qingming lies between.
    assert (await office.lets_go_on(villages, "APPEALS"))["code"] == "STAGE_NOT_OVER"
    clock.set(2021, 3, 30, 1)
    assert await office.lets_go_on(villages, "APPEALS") == ("APPEALS", "2021-04-07")
    clock.set(2021, 4, 8, 1)
    assert await office.lets_go_on(villages, "CLOSED") == ("CLOSED", None)

    # Thursday 8 April. The year of Hefeng's cadres goes on, which was opened in February.
    assert await office.lets_go_on(annual, "SELF_ASSESSMENT") == ("SELF_ASSESSMENT", "2021-04-15")
    chen = await colleague(Role.CADRE, "hefeng", "陈示例0604")
    zhao = await colleague(Role.CADRE, "hefeng", "赵示例0606")
    people = {name: one["id"] for name, one in (await _appraisals(office, annual)).items()}
    assert len(people) == 5
    assert "id" in await chen.does("selfAssess", appraisal=people["陈示例0604"], statement="走访一百零四户次")
    not_theirs = await chen.does("selfAssess", appraisal=people["赵示例0606"], statement="好")
    assert not_theirs["code"] == "NOT_FOUND"

    clock.set(2021, 4, 15, 1)
    assert await office.lets_go_on(annual, "REVIEW") == ("REVIEW", "2021-04-22")
    for name, grade in (("陈示例0604", "EXCELLENT"), ("杨示例0605", "COMPETENT"), ("赵示例0606", "COMPETENT")):
        assert "id" in await secretary.does("reviewAppraisal", appraisal=people[name], grade=grade, comment="属实")
    assert "id" in await office.does(
        "reviewAppraisal", appraisal=people["张示例0602"], grade="COMPETENT", comment="年底复核未完成"
    )

    # Calibration: Zhao kept watch through the typhoon, which no indicator counts. Nobody concerned sees a grade yet.
    clock.set(2021, 4, 16, 1)
    assert await office.lets_go_on(annual, "CALIBRATION") == ("CALIBRATION", "2021-04-23")
    adjusted = await office.does("adjustScore", appraisal=people["赵示例0606"], points="2", reason="台风值守")
    assert adjusted["adjustments"]["nodes"] == [{"points": "2.000000"}]
    too_much = await office.does("adjustScore", appraisal=people["赵示例0606"], points="4", reason="再加")
    assert too_much["code"] == "ADJUSTMENTS_EXCEED"
    assert (await _appraisals(chen, annual))["陈示例0604"]["grades"] == []
    decided = await office.does("decideGrade", appraisal=people["杨示例0605"], grade="COMPETENT", reason="综合评定")
    assert "id" in decided

    # Monday 19 April. The results are public. Of four graded a fifth is nobody; but Hefeng is excellent: a quarter.
    clock.set(2021, 4, 19, 1)
    assert await office.lets_go_on(annual, "PUBLICITY") == ("PUBLICITY", "2021-04-25")
    grades = {name: one["grades"][0] for name, one in (await _appraisals(office, annual)).items()}
    assert {name: (one["grade"], one["because"]) for name, one in grades.items()} == {
        "陈示例0604": ("EXCELLENT", ["threshold"]),
        "张示例0602": ("COMPETENT", ["threshold"]),
        "杨示例0605": ("COMPETENT", ["decided"]),
        "赵示例0606": ("BASICALLY_COMPETENT", ["threshold"]),
        "刘示例0603": (None, ["ungraded"]),
    }
    assert {one["places"] for one in grades.values()} == {1}

    # Zhao finds that this is too little, and the head of another office, who had no part in it, that it is not.
    clock.set(2021, 4, 27, 1)
    assert await office.lets_go_on(annual, "APPEALS") == ("APPEALS", "2021-05-07")
    raised = await zhao.does("raiseAppeal", appraisal=people["赵示例0606"], statement="走访少计")
    appeal = raised["appeals"]["nodes"][0]["id"]
    assert (await office.lets_go_on(annual, "CLOSED"))["code"] == "STAGE_NOT_OVER"
    partial = await office.does("assignAppeal", appeal=appeal, to=town["secretary"])
    assert partial["code"] == "NOT_IMPARTIAL"
    assert "id" in await office.does("assignAppeal", appeal=appeal, to=town["another office"])
    judge = await colleague(Role.ORGANISATION_OFFICE, "town", "another office")
    dismissed = await judge.does("decideAppeal", appeal=appeal, upheld=False, reason="台账无记录")
    assert dismissed["appeals"]["nodes"] == [{"id": appeal, "status": "DISMISSED"}]

    # Monday 10 May. The year is closed: what is on the screen of each cadre is what stands, and why.
    clock.set(2021, 5, 10, 1)
    assert await office.lets_go_on(annual, "CLOSED") == ("CLOSED", None)
    mine = (await _appraisals(chen, annual))["陈示例0604"]["grades"][0]
    assert (mine["grade"], mine["deciderName"]) == ("EXCELLENT", "王示例0001")
    derivation = mine["result"]["derivation"]
    assert sum(Decimal(one["contribution"]) for one in derivation["children"]) == Decimal(derivation["contribution"])
    routine = [one for one in derivation["children"] if one["rule"] == "ROUTINE"]
    assert [(one["title"], one["effectiveWeight"]) for one in routine] == [("鹤峰村2020年下半年平时考核", "40.000000")]
    after = {name: one["grades"][0] for name, one in (await _appraisals(office, annual)).items()}
    assert {name: one["points"] for name, one in after.items()} == {name: one["points"] for name, one in grades.items()}
    [sums] = (await office.asks(SUMS, cycle=annual))["unit"]["resultSums"]["nodes"]
    assert (sums["subjects"], sums["scored"]) == (5, 4)
    assert sums["distribution"][0] == {"grade": "EXCELLENT", "count": 1, "share": "25.00"}

    # The workbook is printed and signed: it says what the screens say.
    sheets = await workbook(office, "hefeng-2020")
    heading, *lines = sheets["考核结果"]
    printed = {line[heading.index("姓名")]: dict(zip(heading, line, strict=True)) for line in lines}
    assert printed.keys() == after.keys()
    for name, one in after.items():
        points = printed[name]["得分"]
        assert (points is None) == (one["points"] is None)
        assert points is None or round(points, 2) == float(one["points"])
        assert (printed[name]["等次"] or None) == GRADES[one["grade"]]
        assert printed[name]["决定人"] == one["deciderName"]
    assert sheets["单位汇总"][1][0] == "鹤峰村"
    assert [line[:2] for line in sheets["封面"] if line[0] == "负责人(签字)"]
