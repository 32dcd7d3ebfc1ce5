"""Frameworks and programmes made in the service, training that was held, and how far it has reached."""

import pytest

from graphql_api.platform.access import Role

DRAFT = """mutation ($input: DraftFrameworkInput!) { draftFramework(input: $input) {
  ... on CompetencyFramework { id version status levels competencies { code } requirements { postKind level weight } }
  ... on UserError { code path } ... on InvalidInputError { faults { code path } } } }"""
PUBLISH = """mutation ($input: PublishFrameworkInput!) { publishFramework(input: $input) {
  ... on CompetencyFramework { status } ... on UserError { code } } }"""
ADD = """mutation ($input: AddTrainingProgrammeInput!) { addTrainingProgramme(input: $input) {
  ... on TrainingProgramme { id code hours outcomes { competency toLevel } audiences }
  ... on UserError { code path } ... on InvalidInputError { faults { code path } } } }"""
HOLD = """mutation ($input: HoldTrainingSessionInput!) { holdTrainingSession(input: $input) {
  ... on TrainingSession { id programme hours unit { name } participations { nodes { person { name } } } }
  ... on UserError { code path } } }"""
COVERAGE = """query ($id: ID!, $knownAt: DateTime) { unit(by: {id: $id}, knownAt: $knownAt) {
  trainingCoverage(from: "2020-01-01", to: "2021-01-01") {
    audience members reached hours share { state number reason } meanHours { number } } } }"""
COUNTED = """query ($id: ID!, $knownAt: DateTime) { unit(by: {id: $id}, knownAt: $knownAt) {
  trainingCoverage(from: "2020-01-01", to: "2021-01-01") { audience members reached } } }"""
FRAMEWORK = {
    "code": "village-posts",
    "title": {"zh": "村居干部胜任力框架"},
    "levels": [{"zh": "了解"}, {"zh": "掌握"}],
    "competencies": [{"code": "law", "title": {"zh": "依法办事"}}],
    "requirements": [{"postKind": "party-secretary", "competency": "law", "level": 2}],
}
COURSE = {
    "code": "law-talk",
    "title": {"zh": "法治宣讲"},
    "format": "TOPICAL_TALK",
    "hours": "2.5",
    "seats": 2,
    "outcomes": [{"competency": "law", "toLevel": 2}],
    "audiences": ["VILLAGE_CADRES", "PARTY_MEMBERS"],
}


@pytest.fixture
async def framework(admin):
    """A framework in force, made in the service."""
    drafted = await admin.act(DRAFT, input=FRAMEWORK)
    await admin.act(PUBLISH, input={"framework": drafted["id"]})
    return drafted


@pytest.fixture
async def course(admin, framework):
    """A programme."""
    return (await admin.act(ADD, input=COURSE))["id"]


@pytest.fixture
def held(admin, course, town):
    """Holds the programme in Hefeng."""

    async def held(*people, client=admin, unit="hefeng", on="2020-05-01", **more):
        given = {"programme": course, "unit": town[unit], "heldOn": on, "participants": [town[one] for one in people]}
        return await client.act(HOLD, input=given | more)

    return held


async def test_a_framework_is_drafted_published_and_followed_by_its_next_version(admin, framework):
    """A published one never changes; the same code again is its next version."""
    again = await admin.act(PUBLISH, input={"framework": framework["id"]})
    following = await admin.act(DRAFT, input=FRAMEWORK)

    assert framework["requirements"] == [{"postKind": "party-secretary", "level": 2, "weight": "1"}]
    assert (framework["version"], framework["status"], framework["levels"]) == (1, "DRAFT", ["了解", "掌握"])
    assert again == {"code": "FRAMEWORK_PUBLISHED"}
    assert (following["version"], following["status"]) == (2, "DRAFT")


async def test_everything_wrong_with_a_framework_or_programme_is_told(admin, framework):
    """Each with its place; nothing is stored."""
    bad = FRAMEWORK | {"levels": [], "requirements": [{"postKind": "party-secretary", "competency": "art", "level": 9}]}
    drafted = await admin.act(DRAFT, input=bad)
    added = await admin.act(ADD, input=COURSE | {"seats": 0, "outcomes": [{"competency": "art", "toLevel": 1}]})

    assert ("BLANK", ["levels"]) in [(fault["code"], fault["path"]) for fault in drafted["faults"]]
    assert [fault["path"] for fault in added["faults"]] == [["seats"], ["outcomes", "0", "competency"]]
    assert (await admin.ask("{ trainingProgrammes { totalCount } }"))["trainingProgrammes"]["totalCount"] == 0


async def test_a_programme_is_added_once(admin, course):
    """A code stands for one programme."""
    twice = await admin.act(ADD, input=COURSE)

    assert (twice["code"], twice["path"]) == ("DUPLICATE", ["code"])


async def test_who_took_part_is_kept_and_counts_as_reached(admin, held, town, clock):
    """Somebody can belong to several audiences; an audience of nobody has no share; what came later was not known."""
    before = clock().isoformat()
    clock.forward(days=1)

    session = await held("li", "wang")

    assert (session["programme"], session["hours"], session["unit"]) == ("law-talk", "2.50", {"name": "Hefeng"})
    assert [one["person"]["name"] for one in session["participations"]["nodes"]] == ["李合成", "王合成"]
    found = (await admin.ask(COVERAGE, id=town["hefeng"]))["unit"]["trainingCoverage"]
    assert [(one["audience"], one["members"], one["reached"], one["hours"]) for one in found] == [
        ("VILLAGE_CADRES", 3, 2, "5.00"),
        ("COOPERATIVE_CADRES", 0, 0, "0"),
        ("PARTY_MEMBERS", 2, 2, "5.00"),
        ("REPRESENTATIVES", 0, 0, "0"),
        ("SHAREHOLDER_REPRESENTATIVES", 0, 0, "0"),
    ]
    assert found[0]["share"] == {"state": "VALUE", "number": "66.67", "reason": None}
    assert found[0]["meanHours"] == {"number": "1.67"}
    assert found[1]["share"] == {"state": "NOT_APPLICABLE", "number": None, "reason": "no-members"}
    then = (await admin.ask(COVERAGE, id=town["hefeng"], knownAt=before))["unit"]["trainingCoverage"]
    assert [one["reached"] for one in then] == [0, 0, 0, 0, 0]
    for moment, told in (({}, found), ({"knownAt": before}, then)):  # what SQL counts is what the rule says
        counted = (await admin.ask(COUNTED, id=town["hefeng"], **moment))["unit"]["trainingCoverage"]
        assert counted == [{name: one[name] for name in ("audience", "members", "reached")} for one in told]


@pytest.mark.parametrize(
    ("people", "more", "code", "path"),
    [
        (("li", "wang", "zhou"), {}, "TOO_MANY_PARTICIPANTS", ["participants"]),
        ((), {}, "BLANK", ["participants"]),
        (("li", "li"), {}, "DUPLICATE", ["participants", "1"]),
        (("li",), {"on": "2020-07-02"}, "DAY_TO_COME", ["heldOn"]),
        (("li",), {"participants": ["Person:0000000000000"]}, "NOT_FOUND", ["participants", "0"]),
        (("li",), {"plan": "TrainingPlan:0000000000000"}, "NOT_FOUND", ["plan"]),
    ],
)
async def test_what_was_not_held_like_that_is_refused(admin, held, people, more, code, path):
    """With its place; nothing is stored."""
    refused = await held(*people, **more)

    assert (refused["code"], refused["path"]) == (code, path)
    assert (await admin.ask("{ trainingSessions { totalCount } }"))["trainingSessions"]["totalCount"] == 0


async def test_sessions_are_recorded_and_seen_where_they_belong(sign_in, held, town):
    """A secretary records their own village's, for people they see; who took part is told to whom it concerns."""
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"])
    await held("li", "wang", client=secretary)
    foreign = await held("chen", client=secretary)
    elsewhere = await held("li", client=secretary, unit="honggang")
    query = "{ trainingSessions { nodes { participations { nodes { person { name } } } } } }"

    assert (foreign["code"], elsewhere["code"]) == ("NOT_FOUND", "NOT_FOUND")
    for role, scope, person, names in (
        (Role.VILLAGE_SECRETARY, "hefeng", "li", [["李合成", "王合成"]]),
        (Role.CADRE, "hefeng", "wang", [["王合成"]]),
        (Role.READER, "town", None, [[]]),
        (Role.VILLAGE_SECRETARY, "honggang", "chen", []),
    ):
        client = await sign_in(role, town[scope], town[person] if person else None)
        nodes = (await client.ask(query))["trainingSessions"]["nodes"]
        assert [[one["person"]["name"] for one in node["participations"]["nodes"]] for node in nodes] == names, role
    reader = await sign_in(Role.READER, town["town"])
    assert (await reader.ask(COVERAGE, id=town["hefeng"]))["unit"]["trainingCoverage"] is None


async def test_sessions_of_a_person_and_of_a_plan(admin, held, town):
    """A person's training is found from the person, newest first, and through filters."""
    await held("li", on="2020-04-01")
    await held("li", "wang", on="2020-05-01")
    person = """query ($id: ID!) { person(by: {id: $id}) {
      trainingParticipations { nodes { heldOn session { programme } } } } }"""
    count = "query ($filter: SessionFilter) { trainingSessions(filter: $filter) { totalCount } }"

    found = (await admin.ask(person, id=town["li"]))["person"]["trainingParticipations"]["nodes"]

    assert [one["heldOn"] for one in found] == ["2020-05-01", "2020-04-01"]
    assert found[0]["session"] == {"programme": "law-talk"}
    counts = [
        (await admin.ask(count, filter=given))["trainingSessions"]["totalCount"]
        for given in ({"since": "2020-04-02"}, {"until": "2020-05-01"}, {"programme": "x"}, {"unit": town["hefeng"]})
    ]
    assert counts == [1, 1, 0, 2]


async def test_coverage_of_many_units_costs_what_one_costs(admin, held, statements):
    """One unit or all of them: people, members, participations and sessions are each read once."""
    await held("li", "wang")
    query = """{ units(first: %d) { nodes {
      trainingCoverage(from: "2020-01-01", to: "2021-01-01") { reached } trainingSessions { nodes { id } } } } }"""
    await admin.ask(query % 3)
    statements.clear()
    await admin.ask(query % 3)
    few = len(statements)
    statements.clear()

    await admin.ask(query % 16)

    assert len(statements) == few <= 7
