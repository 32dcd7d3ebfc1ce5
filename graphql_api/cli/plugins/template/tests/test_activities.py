"""Activities are recorded where the practice is adopted, and counted."""

RECORD = """mutation ($input: FirstStepsRecordActivityInput!) { firstStepsRecordActivity(input: $input) {
  ... on FirstStepsActivity { title participants village { name } } ... on UserError { code path } } }"""
ADOPT = """mutation ($input: AdoptPracticeInput!) { adoptPractice(input: $input) {
  ... on ChangedProject { project { id } } ... on UserError { code } } }"""
PROJECTS = """query ($id: ID!) { unit(by: {id: $id}) { specialProjects {
  headline { code reading { number } } ... on FirstStepsProject { activities { nodes { title } } } } } }"""


async def test_an_activity_is_recorded_and_counted(admin, town):
    """It shows on the village's project, with its figures."""
    period = {"from": "2020-01-01"}
    await admin.act(ADOPT, input={"practice": "first_steps", "unit": town["hefeng"], "period": period})

    given = {"village": town["hefeng"], "title": "茶话会", "heldOn": "2020-05-01", "participants": 12}
    recorded = await admin.act(RECORD, input=given)
    refused = await admin.act(RECORD, input=given | {"heldOn": "2020-07-02"})

    assert recorded == {"title": "茶话会", "participants": 12, "village": {"name": "Hefeng"}}
    assert refused == {"code": "FIRST_STEPS_ACTIVITY_TO_COME", "path": ["heldOn"]}
    [project] = (await admin.ask(PROJECTS, id=town["hefeng"]))["unit"]["specialProjects"]
    assert project["activities"]["nodes"] == [{"title": "茶话会"}]
    assert [figure["reading"]["number"] for figure in project["headline"]] == ["1", "12.00"]


async def test_a_village_that_has_not_adopted_it_records_nothing(admin, town):
    """Installed is not active."""
    given = {"village": town["honggang"], "title": "茶话会", "heldOn": "2020-05-01", "participants": 12}

    assert await admin.act(RECORD, input=given) == {"code": "PRACTICE_INACTIVE", "path": ["village"]}
