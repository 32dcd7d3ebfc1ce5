"""Training through GraphQL: frameworks come by import, people are assessed, gaps show, and a plan closes them."""

import pytest

from governance_core.errors import InvalidInput
from graphql_api.platform.access import Role
from graphql_api.platform.import_files import import_folder
from tests.graphql_api.training.frameworks import ASSESS, PROGRAMMES

DRAFT = """mutation ($input: DraftTrainingPlanInput!) { draftTrainingPlan(input: $input) {
  ... on TrainingPlan { id status version
    sessions { programme participants worth explanation closes { person { name } competency fromLevel toLevel } }
    openGaps { person { name } competency reached required reason } unassessed { person { name } competency } }
  ... on UserError { code } ... on InvalidInputError { faults { code path } } } }"""
PUBLISH = """mutation ($input: PublishTrainingPlanInput!) { publishTrainingPlan(input: $input) {
  ... on TrainingPlan { id status publishedAt } ... on UserError { code message } } }"""
PAGE = """query ($id: ID!) { unit(by: {id: $id}) {
  peopleInArea { nodes { name competenceGaps { competency title required level size } } }
  trainingPlans { totalCount nodes { id status period { from to } } } } }"""


@pytest.fixture
def plan_input(framework, town):
    """What a plan for Hefeng's second half of 2020 is made from."""
    period = {"from": "2020-07-01", "to": "2021-01-01"}
    return {
        "framework": framework,
        "unit": town["hefeng"],
        "period": period,
        "sessions": 5,
        "hoursPerPerson": "20",
    }


async def test_frameworks_and_programmes_are_imported_once(service, admin, framework, folder):
    """A second import finds nothing to do, and a changed programme is refused with its place."""
    with service.database.active():
        again = await import_folder(service, folder)
        (folder / "programmes.yaml").write_text(PROGRAMMES.replace("hours: 4", "hours: 5"), encoding="utf-8")
        with pytest.raises(InvalidInput) as refused:
            await import_folder(service, folder)

    assert [(tally.kind, tally.added, tally.unchanged) for tally in again] == [
        ("frameworks", 0, 1),
        ("programmes", 0, 2),
    ]
    assert [(fault.file, fault.column, fault.cause.code) for fault in refused.value.faults] == [
        ("programmes.yaml", "code", "DUPLICATE")
    ]
    found = await admin.ask(
        """{ trainingProgrammes(filter: {format: VILLAGE_COURSE}) { nodes { code hours seats audiences
             outcomes { competency fromLevel toLevel } } }
             competencyFrameworks { nodes { status levels requirements { postKind competency level weight } } } }"""
    )
    assert found["trainingProgrammes"]["nodes"] == [
        {
            "code": "mass-work-course",
            "hours": "4",
            "seats": 20,
            "audiences": ["VILLAGE_CADRES"],
            "outcomes": [{"competency": "mass-work", "fromLevel": 0, "toLevel": 2}],
        }
    ]
    (node,) = found["competencyFrameworks"]["nodes"]
    assert (node["status"], node["levels"]) == ("PUBLISHED", ["了解", "掌握", "精通"])
    assert node["requirements"][2]["weight"] == "2"


async def test_one_query_draws_a_villages_training_page(admin, assessed, plan_input, town):
    """People in the village's area with their gaps, who was not assessed without a level, and the village's plans."""
    await assessed("wang", 0)
    await admin.act(DRAFT, input=plan_input)

    page = (await admin.ask(PAGE, id=town["hefeng"]))["unit"]

    gaps = {person["name"]: person["competenceGaps"] for person in page["peopleInArea"]["nodes"]}
    assert set(gaps) == {"李合成", "王合成", "周合成"}
    assert gaps["王合成"] == [
        {"competency": "mass-work", "title": "Work with people", "required": 2, "level": 0, "size": 2}
    ]
    assert [(gap["level"], gap["size"]) for gap in gaps["李合成"]] == [(None, None), (None, None)]
    assert page["trainingPlans"]["totalCount"] == 1
    assert page["trainingPlans"]["nodes"][0]["period"] == {"from": "2020-07-01", "to": "2021-01-01"}


async def test_a_plan_closes_what_is_measured_and_says_why(admin, assessed, plan_input):
    """The short course for both comes first, the long one for whom more is demanded; the rest says why it stays."""
    await assessed("wang", 0)
    await assessed("li", 1)
    await assessed("li", 0, competency="law")

    plan = await admin.act(DRAFT, input=plan_input)

    assert [(one["programme"], one["participants"], one["worth"]) for one in plan["sessions"]] == [
        ("mass-work-course", 2, "5"),
        ("long-course", 1, "1"),
    ]
    assert plan["sessions"][0]["explanation"].startswith("Raises 2 competences of 2 people, worth 5 in 4 hours")
    assert plan["openGaps"] == [
        {
            "person": {"name": "李合成"},
            "competency": "law",
            "reached": 0,
            "required": 2,
            "reason": "NO_PROGRAMME",
        }
    ]
    assert plan["unassessed"] == []


async def test_a_plan_is_published_once_and_at_the_version_that_was_read(admin, plan_input):
    """Stale or repeated, a publication is refused."""
    plan = await admin.act(DRAFT, input=plan_input)

    stale = await admin.act(PUBLISH, input={"plan": plan["id"], "expectedVersion": 7})
    published = await admin.act(PUBLISH, input={"plan": plan["id"], "expectedVersion": 1})
    again = await admin.act(PUBLISH, input={"plan": plan["id"]})

    assert (stale["code"], published["status"], again["code"]) == ("STALE", "PUBLISHED", "PLAN_PUBLISHED")


async def test_another_villages_plan_looks_absent_to_who_would_publish_it(sign_in, admin, plan_input, town):
    """The refusal names nothing but what was asked for."""
    plan = await admin.act(DRAFT, input=plan_input)
    stranger = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])

    refused = await stranger.act(PUBLISH, input={"plan": plan["id"]})
    unknown = await stranger.act(PUBLISH, input={"plan": "TrainingPlan:0000000000000"})

    assert refused["code"] == unknown["code"] == "NOT_FOUND"
    assert refused["message"].replace(plan["id"].partition(":")[2], "0000000000000") == unknown["message"]


async def test_what_is_out_of_range_is_refused_with_its_place(admin, assessed, plan_input):
    """No such level or competency, no basis, no sessions and no end are told; nothing is stored."""
    person = await assessed("wang", 9, competency="flying", basis=" ")
    plan = await admin.act(DRAFT, input=plan_input | {"sessions": 0, "period": {"from": "2020-07-01"}})

    assert {tuple(fault["path"]) for fault in person["faults"]} == {("basis",), ("competency",), ("level",)}
    assert {tuple(fault["path"]) for fault in plan["faults"]} == {("limits", "sessions"), ("period", "to")}
    assert (await admin.ask("{ trainingPlans { totalCount } }"))["trainingPlans"]["totalCount"] == 0


async def test_gaps_and_plans_are_seen_by_whom_they_concern(sign_in, admin, assessed, plan_input, town):
    """A secretary sees the village's; a cadre their own gaps alone; a reader and another village neither."""
    await assessed("wang", 0)
    plan = await admin.act(DRAFT, input=plan_input)
    seen = """query ($plan: ID!, $person: ID!) {
      node(id: $plan) { id } person(by: {id: $person}) { competenceGaps { size } } }"""
    gaps = {"competenceGaps": [{"size": 2}]}

    for role, scope, person, node, expected in (
        (Role.VILLAGE_SECRETARY, "hefeng", "li", {"id": plan["id"]}, gaps),
        (Role.CADRE, "hefeng", "wang", None, gaps),
        (Role.CADRE, "hefeng", "li", None, {"competenceGaps": None}),
        (Role.READER, "town", None, None, {"competenceGaps": None}),
        (Role.VILLAGE_SECRETARY, "honggang", "chen", None, None),
    ):
        client = await sign_in(role, town[scope], town[person] if person else None)
        found = await client.ask(seen, plan=plan["id"], person=town["wang"])
        assert found == {"node": node, "person": expected}, role


async def test_nobody_assesses_themself(sign_in, framework, town):
    """A secretary's own competence is for somebody else to assess."""
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"])
    given = {"framework": framework, "competency": "law", "level": 2, "assessedOn": "2020-07-01", "basis": "测试"}

    own = await secretary.act(ASSESS, input=given | {"person": town["li"]})
    other = await secretary.act(ASSESS, input=given | {"person": town["wang"]})

    assert own["code"] == "OWN_COMPETENCE"
    assert other["person"] == {"name": "王合成"}


async def test_the_people_of_an_area_are_those_of_the_day_that_is_asked_about(admin, framework, town):
    """Who holds a post, serves the unit or works below it; before anybody was appointed, nobody."""
    query = """query ($id: ID!, $asOf: Date) { unit(by: {id: $id}, asOf: $asOf) { peopleInArea { nodes { id } } } }"""

    async def found(name, day=None):
        unit = (await admin.ask(query, id=town[name], asOf=day))["unit"]
        return {person["id"] for person in unit["peopleInArea"]["nodes"]}

    ended = await admin.act(
        """mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { __typename } }""",
        input={"appointment": town["wang-member"], "on": "2020-06-01"},
    )
    assert ended == {"__typename": "Appointment"}
    assert await found("hefeng") == {town["li"], town["zhou"]}
    assert await found("hefeng", "2020-05-31") == {town["li"], town["zhou"], town["wang"]}
    assert await found("honggang") == {town["chen"]}
    assert await found("hefeng-1") == set()


async def test_training_pages_of_many_villages_cost_what_one_costs(admin, assessed, plan_input, statements):
    """One village or many: people, gaps and plans are each read once."""
    await assessed("wang", 0)
    await admin.act(DRAFT, input=plan_input)
    query = """{ units(first: %d) { nodes { peopleInArea { nodes { competenceGaps { size } } }
      trainingPlans { nodes { sessions { closes { person { name } } } } } } } }"""
    await admin.ask(query % 3)
    statements.clear()
    await admin.ask(query % 3)
    few = len(statements)
    statements.clear()

    await admin.ask(query % 16)

    assert len(statements) == few <= 10


async def test_gaps_of_a_page_of_people_cost_no_statement_each(admin, assessed, statements):
    """One row or many: framework, competences, appointments and posts are each read once."""
    await assessed("wang", 0)
    query = "{ people(first: %d) { nodes { competenceGaps { size } } } }"
    await admin.ask(query % 2)
    statements.clear()
    await admin.ask(query % 2)
    few = len(statements)
    statements.clear()

    await admin.ask(query % 20)

    assert len(statements) <= few <= 8
