"""A cadre's page, a reviewer's queue and a unit's dashboard: each is one query, whatever there is to show."""

from datetime import date
from pathlib import Path

import pytest

from governance_core.organisation import AppointmentBasis, MembershipKind
from governance_core.values import Period
from graphql_api.organisation import service as organisation
from graphql_api.platform.access import SYSTEM, Role
from tests.graphql_api.assessment.cycles import ADVANCE, CYCLE, OPEN, act, quarter
from tests.graphql_api.assessment.seedlings import NOMINATE, PLAN, goal, nomination

CADRE = """{ viewer { person { name
  assessment { asOf score { points low high } derivation { children { children { title explanation } } } }
  progress { title light explanation }
  improvements { title by gain explanation }
  warnings { light cause sinceOn indicator { title } }
  progressRecords(first: 10) { totalCount nodes { indicatorTitle occurredOn status reason isByProduct
    entry { ... on QuantityEntry { amount } } decider { name } } }
  appraisals(first: 4) { nodes { can cycle { title stage dueOn }
    selfAssessments(first: 1) { nodes { statement } } adjustments(first: 5) { nodes { points reason authorName } }
    appeals(first: 1) { nodes { status reason } } grades { grade points explanation deciderName } } }
  seedling { mentorName planVersion progress { due reached late { title dueOn } explanation }
    goals { nodes { title dueOn reachedOn } } } } } }"""
RECORDS = """awaitingMe(first: 20) { totalCount nodes { id version indicatorTitle occurredOn enteredDaysLate note
    person { name } unit { name } entry { ... on QuantityEntry { amount } } evidence { title } } }"""
REVIEWS = """appraisalsToReview(first: 20) { totalCount nodes { id version can personName unitName cycle { title dueOn }
    selfAssessments(first: 1) { nodes { statement } } person { assessment { score { points low high } } } } }"""
APPEALS = """appealsToDecide(first: 20) { totalCount nodes { id statement appraisal { can personName
    grades { points grade explanation } adjustments { nodes { points reason } } } } }"""
QUEUE = f"{{ viewer {{ scope {{ name }}\n  {RECORDS}\n  {REVIEWS}\n  {APPEALS} }} }}"
UNIT = """query ($unit: ID!, $earlier: ID!, $later: ID!) {
  assessmentCycles(first: 3) { nodes { code stage dueOn tallies { stage state done total } } }
  unit(by: {id: $unit}) { name
    resultSums(first: 2) { nodes { cycle { code stage } subjects scored mean distribution { grade count share }
      dimensions { code mean } initiatives { code mean } } }
    movers(earlier: $earlier, later: $later, kinds: ["village"], count: 3) { asOf compared
      best { unit { name } before after } worst { unit { name } before after } }
    assessmentRollUps(first: 20) { nodes { cadres mean byProductShare indicator { code title } } }
    byProducts { records byProducts share }
    red: warnings(filter: {light: RED}, first: 5) { totalCount nodes { cause sinceOn person { name }
      indicator { title } } }
    amber: warnings(filter: {light: AMBER}) { totalCount }
    seedlingFigures { active due reached share { number } } } }"""
BATCHES = 4
"""So many more statements a document may cost where what it reads comes together in other batches."""
DAYS = {"SELF_ASSESSMENT": (9, 30), "REVIEW": (10, 9), "CALIBRATION": (10, 12), "PUBLICITY": (10, 13),
        "APPEALS": (10, 21)}  # fmt: skip


def test_the_frontends_page_shows_these_documents():
    """What is written there for frontends is what is run here."""
    page = (Path(__file__).parents[3] / "docs" / "frontend.md").read_text(encoding="utf-8")

    for document in (CADRE, QUEUE, UNIT):
        assert f"```text\n{document}\n```" in page


@pytest.fixture
def sound_scheme(sound_scheme):
    """The scheme under which nothing recorded brings nothing, so that everybody has a score."""
    sound_scheme["dimensions"][0]["indicators"][0]["initiative"] = "spark"
    return sound_scheme | {"missing": "NOTHING"}


@pytest.fixture
def brought_to(advance, clock):
    """Lets the cycle go on to a stage."""
    reached = []

    async def brought_to(stage):
        while reached[-1:] != [stage]:
            to, day = list(DAYS.items())[len(reached)]
            clock.set(2020, *day, 2)
            entered = await advance(to)
            assert entered["stage"] == to, entered
            reached.append(to)

    return brought_to


@pytest.fixture
def visited(cadre, clock, decide, secretary, submit, visits):
    """Wang makes so many visits on a day of August, each time so many, of which the first so many are verified."""

    async def visited(*amounts, verified=1):
        clock.set(2020, 9, 1, 2)
        for number, amount in enumerate(amounts):
            record = await submit(cadre, visits(amount, on=f"2020-08-{20 - number}"))
            if number < verified:
                assert (await decide(secretary, "verify", record["id"]))["status"] == "VERIFIED"

    return visited


@pytest.fixture
def colleagues(service, town):
    """Appoints so many more to Hefeng's committee."""
    start = date(2020, 1, 1)

    async def colleagues(count):
        begin = service.begin_for(SYSTEM)
        with service.database.active():
            for number in range(count):
                person = await organisation.register(
                    begin,
                    name=f"合成{number:02}",
                    unit=town.key("hefeng-branch"),
                    kind=MembershipKind.PARTY,
                    on=start,
                )
                await organisation.appoint_person(
                    begin,
                    person=person,
                    post=town.key("member"),
                    basis=AppointmentBasis.SUBSTANTIVE,
                    period=Period(start=start),
                )

    return colleagues


@pytest.fixture
def cost(statements):
    """How many statements a document costs a client, asked a second time."""

    async def cost(client, document, **given):
        await client.ask(document, **given)
        statements.clear()
        await client.ask(document, **given)
        return len(statements)

    return cost


async def test_a_cadres_page_says_where_they_stand_why_and_what_to_do_next(
    brought_to, cadre, cost, office, town, visited
):
    """Score and sentence, lights, what would raise it, records with their state, the appraisal's next act, the plan."""
    await visited(40, 7)
    seedling = (await office.act(NOMINATE, input=nomination(town)))["id"]
    await office.act(PLAN, input={"seedling": seedling, "goals": [goal("law", "2020-09-29")]})
    await brought_to("SELF_ASSESSMENT")

    me = (await cadre.ask(CADRE))["viewer"]["person"]

    assert me["assessment"]["score"]["points"] == "58.09"
    visits = me["assessment"]["derivation"]["children"][0]["children"][0]
    assert visits["explanation"] == "40 households verified, 92 households expected by this day: 26.09 of 60 points"
    assert [(one["title"], one["light"]) for one in me["progress"]] == [
        ("Household visits", "RED"),
        ("Conduct", "GREEN"),
    ]
    assert me["improvements"][0]["explanation"] == "144 households more by 2020-12-31: +46.96 points"
    assert [one["indicator"]["title"] for one in me["warnings"]] == ["Household visits"]
    assert me["progressRecords"]["totalCount"] == 2
    assert [
        (one["indicatorTitle"], one["status"], one["entry"]["amount"], one["decider"])
        for one in me["progressRecords"]["nodes"]
    ] == [
        ("Household visits", "VERIFIED", "40", {"name": "李合成"}),
        ("Household visits", "SUBMITTED", "7", None),
    ]
    assert [(one["can"], one["cycle"]["stage"], one["cycle"]["dueOn"]) for one in me["appraisals"]["nodes"]] == [
        (["assessment.self_assess"], "SELF_ASSESSMENT", "2020-10-14")
    ]
    assert (me["seedling"]["mentorName"], me["seedling"]["progress"]["late"][0]["title"]) == ("李合成", "Goal law")


async def test_a_cadres_page_follows_the_appraisal_to_its_end(advance, appraisal_of, brought_to, cadre, clock, visited):
    """What is open to them changes with the stage: to speak, to wait, to see the result, to appeal."""
    await visited(40)
    await brought_to("PUBLICITY")
    mine = (await appraisal_of(cadre, "王合成"))["id"]

    async def shown():
        return (await cadre.ask(CADRE))["viewer"]["person"]["appraisals"]["nodes"][0]

    public = await shown()
    assert (public["can"], public["cycle"]["stage"]) == ([], "PUBLICITY")
    assert (public["grades"][0]["points"], public["grades"][0]["grade"]) == ("58.090000", "POOR")
    assert public["grades"][0]["deciderName"] == "周合成"
    clock.set(2020, 10, 21, 2)
    assert (await advance("APPEALS"))["stage"] == "APPEALS"
    assert (await shown())["can"] == ["assessment.raise_appeal"]
    await cadre.act(act("raiseAppeal"), input={"appraisal": mine, "statement": "漏计一次走访"})
    after = await shown()
    assert (after["can"], after["appeals"]["nodes"]) == ([], [{"status": "RAISED", "reason": None}])
    clock.set(2020, 11, 20, 2)
    assert (await shown())["can"] == []


async def test_a_cadres_page_costs_the_same_with_more_to_show(brought_to, cadre, cost, office, town, visited):
    """The records and the cycles that are added cost no statement."""
    await visited(40)
    await brought_to("SELF_ASSESSMENT")
    few = await cost(cadre, CADRE)
    await visited(1, 2, 3, 4, 5, verified=3)

    assert await cost(cadre, CADRE) <= few + BATCHES
    assert few <= 40


async def test_a_reviewers_queue_is_what_waits_for_them_and_nothing_else(
    appraisal_of, brought_to, cadre, secretary, sign_in, town, visited
):
    """Records to verify, appraisals to review with what their subjects say; never one's own, none twice."""
    await visited(40, 7)
    await brought_to("SELF_ASSESSMENT")
    mine = await appraisal_of(cadre, "王合成")
    await cadre.act(act("selfAssess"), input={"appraisal": mine["id"], "statement": "走访四十户次"})
    empty = (await secretary.ask(QUEUE))["viewer"]["appraisalsToReview"]
    await brought_to("REVIEW")
    assessor = await sign_in(Role.ASSESSOR, town["town"])

    waits = (await secretary.ask(QUEUE))["viewer"]
    nobody = (await assessor.ask(QUEUE))["viewer"]["appraisalsToReview"]
    cadres = (await cadre.ask(QUEUE))["viewer"]

    assert (empty["totalCount"], nobody["totalCount"]) == (0, 0)
    assert [(one["person"]["name"], one["entry"]["amount"]) for one in waits["awaitingMe"]["nodes"]] == [
        ("王合成", "7")
    ]
    queue = {one["personName"]: one for one in waits["appraisalsToReview"]["nodes"]}
    assert sorted(queue) == ["周合成", "王合成"]
    wang = queue["王合成"]
    assert (wang["can"], wang["cycle"]["dueOn"]) == (["assessment.review_appraisal"], "2020-10-15")
    assert wang["selfAssessments"]["nodes"] == [{"statement": "走访四十户次"}]
    assert wang["person"]["assessment"]["score"]["points"] is not None
    assert [cadres[name]["totalCount"] for name in ("awaitingMe", "appraisalsToReview", "appealsToDecide")] == [0, 0, 0]

    review = {"appraisal": wang["id"], "grade": "FAIRLY_GOOD", "comment": "工作扎实"}
    await secretary.act(act("reviewAppraisal"), input=review | {"expectedVersion": wang["version"]})
    left = (await secretary.ask(QUEUE))["viewer"]["appraisalsToReview"]
    assert [one["personName"] for one in left["nodes"]] == ["周合成"]


async def test_a_reviewers_queue_costs_the_same_however_long_it_is(
    brought_to, colleagues, cost, decide, secretary, visited
):
    """Neither records nor appraisals that wait cost a statement each."""
    await visited(40, *range(1, 9))
    await colleagues(4)
    await brought_to("REVIEW")
    waits = (await secretary.ask(QUEUE))["viewer"]
    parts = [f"{{ viewer {{ {part} }} }}" for part in (RECORDS, REVIEWS)]
    long, whole = [await cost(secretary, part) for part in parts], await cost(secretary, QUEUE)
    for one in waits["appraisalsToReview"]["nodes"][2:]:
        review = {"appraisal": one["id"], "grade": "AVERAGE", "comment": "合成"}
        await secretary.act(act("reviewAppraisal"), input=review)
    for one in waits["awaitingMe"]["nodes"][1:]:
        await decide(secretary, "verify", one["id"])
    short = [await cost(secretary, part) for part in parts]

    assert (waits["awaitingMe"]["totalCount"], waits["appraisalsToReview"]["totalCount"]) == (8, 6)
    left = (await secretary.ask(QUEUE))["viewer"]
    assert (left["awaitingMe"]["totalCount"], left["appraisalsToReview"]["totalCount"]) == (1, 2)
    assert long == short
    assert whole <= sum(long) + BATCHES


async def test_a_units_own_appraisal_waits_for_those_who_do_not_serve_in_it(
    clock, made, office, one_indicator, scheme, secretary, town
):
    """A village's secretary speaks for the village, from the committee that serves it, and so does not review it."""
    points = {"points": {"base": "80", "ceiling": "100"}}
    await made(one_indicator(points, code="units", subject="UNIT", unitKinds=["village"], appliesTo=[]) | {"code": "u"})
    opened = quarter(town, code="with-units", schemes=["village-2020-h2", "u"])
    cycle = (await office.act(OPEN.replace("CYCLE", CYCLE), input=opened))["id"]
    told = {}
    for to in ("SELF_ASSESSMENT", "REVIEW"):
        clock.set(2020, *DAYS[to], 2)
        assert (await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": cycle, "to": to}))["stage"] == to
        document = "{ appraisals { nodes { unitName person { name } can } } }"
        for name, client, unit in (("office", office, "Honggang"), ("secretary", secretary, "Hefeng")):
            nodes = (await client.ask(document))["appraisals"]["nodes"]
            told[to, name] = next(one["can"] for one in nodes if one["unitName"] == unit and not one["person"])

    queues = {
        name: [one["unitName"] for one in (await client.ask(QUEUE))["viewer"]["appraisalsToReview"]["nodes"]]
        for name, client in (("office", office), ("secretary", secretary))
    }

    assert told["SELF_ASSESSMENT", "secretary"] == ["assessment.self_assess"]
    assert told["REVIEW", "secretary"] == told["SELF_ASSESSMENT", "office"] == []
    assert told["REVIEW", "office"] == ["assessment.review_appraisal"]
    assert "Honggang" in queues["office"]
    assert all("Hefeng" not in units for units in queues.values())  # Zhou is seconded there


async def test_an_appeal_waits_for_whom_it_was_given_to(
    appraisal_of, brought_to, cadre, neighbour, office, town, visited
):
    """With the result it is about; once it is decided it waits for nobody."""
    await visited(40)
    await brought_to("APPEALS")
    mine = (await appraisal_of(cadre, "王合成"))["id"]
    raised = await cadre.act(act("raiseAppeal"), input={"appraisal": mine, "statement": "漏计一次走访"})
    appeal = raised["appeals"]["nodes"][0]["id"]
    before = (await neighbour.ask(QUEUE))["viewer"]["appealsToDecide"]
    await office.act(act("assignAppeal"), input={"appeal": appeal, "to": town["chen"]})

    (waits,) = (await neighbour.ask(QUEUE))["viewer"]["appealsToDecide"]["nodes"]
    decision = {"appeal": appeal, "upheld": False, "reason": "记录完整"}
    await neighbour.act(act("decideAppeal"), input=decision)
    after = (await neighbour.ask(QUEUE))["viewer"]["appealsToDecide"]

    assert (before["totalCount"], after["totalCount"]) == (0, 0)
    assert (waits["statement"], waits["appraisal"]["personName"]) == ("漏计一次走访", "王合成")
    assert waits["appraisal"]["can"] == ["assessment.decide_appeal"]
    assert waits["appraisal"]["grades"][0]["points"] == "58.090000"


async def test_a_units_dashboard_is_read_from_what_is_kept(brought_to, cycle, cost, office, secretary, town, visited):
    """Stages, sums by grade, dimension and initiative, movers, roll-ups with by-products, and lights; as dated."""
    await visited(40)
    await brought_to("CALIBRATION")
    asked = {"unit": town["hefeng"], "earlier": cycle, "later": cycle}

    seen = await secretary.ask(UNIT, **asked)
    few = await cost(secretary, UNIT, **asked)
    more = await cost(office, UNIT, **asked | {"unit": town["town"]})

    (quarter,) = seen["assessmentCycles"]["nodes"]
    assert (quarter["code"], quarter["stage"], quarter["tallies"]) == ("2020-q3", "CALIBRATION", [])
    unit = seen["unit"]
    (sums,) = unit["resultSums"]["nodes"]
    assert (sums["cycle"]["code"], sums["subjects"], sums["scored"], sums["mean"]) == ("2020-q3", 3, 3, "40.70")
    assert sums["distribution"] == [{"grade": "POOR", "count": 3, "share": "100.00"}]
    assert {one["code"]: one["mean"] for one in sums["dimensions"]} == {"style": "80.00", "work": "14.49"}
    assert sums["initiatives"] == [{"code": "spark", "mean": "14.49"}]
    assert (unit["movers"]["asOf"], unit["movers"]["compared"]) == ("2020-10-12", 0)
    (roll_up,) = unit["assessmentRollUps"]["nodes"]
    assert (roll_up["indicator"]["code"], roll_up["cadres"], roll_up["byProductShare"]) == ("visits", 1, "0.00")
    assert unit["byProducts"] == {"records": 1, "byProducts": 0, "share": "0.00"}
    assert unit["amber"]["totalCount"] + unit["red"]["totalCount"] >= 1
    assert more <= few + BATCHES


async def test_a_dashboard_tells_no_cadre_of_others(brought_to, cadre, cycle, town, visited):
    """Sums of a few are about people: they are for reviewing roles; the stages are for all."""
    await visited(40)
    await brought_to("CALIBRATION")

    seen = await cadre.ask(UNIT, unit=town["hefeng"], earlier=cycle, later=cycle)

    unit = seen["unit"]
    assert seen["assessmentCycles"]["nodes"][0]["stage"] == "CALIBRATION"
    assert [unit[name]["nodes"] for name in ("resultSums", "assessmentRollUps", "red")] == [[], [], []]
    assert [unit[name] for name in ("movers", "byProducts", "seedlingFigures")] == [None, None, None]
