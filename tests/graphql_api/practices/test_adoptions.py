"""Units adopt practices, set them, advance them, give them up, and copy each other."""

from datetime import date

import pytest

from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow
from graphql_api.practices.tables import AdoptionStateRow

PROJECTS = """query ($id: ID!, $asOf: Date, $knownAt: DateTime) {
  unit(by: {id: $id}, asOf: $asOf, knownAt: $knownAt) { specialProjects { id practiceId stage settings version
    practice { title } headline { code title reading { state number reason } } } } }"""
CHANGE = """mutation ($input: ChangePracticeSettingsInput!) { changePracticeSettings(input: $input) {
  ... on ChangedProject { project { settings version } } ... on UserError { code path }
  ... on StaleVersionError { currentVersion } } }"""
ADVANCE = """mutation ($input: AdvancePracticeStageInput!) { advancePracticeStage(input: $input) {
  ... on ChangedProject { project { stage } } ... on UserError { code path } } }"""
END = """mutation ($input: EndAdoptionInput!) { endAdoption(input: $input) {
  ... on ChangedProject { project { stage validity { to } } } ... on UserError { code path } } }"""
REPLICATE = """mutation ($input: ReplicatePracticeInput!) { replicatePractice(input: $input) {
  ... on ReplicatedProject { copies { stage settings unit { name } copiedFrom { id } } planned { unitId settings } }
  ... on UserError { code path } ... on RuleViolationError { causes { code path } facts { name } } } }"""


async def projects(client, unit, **moment):
    """The special projects of a unit."""
    found = (await client.ask(PROJECTS, id=unit, **moment))["unit"]
    return found["specialProjects"] if found else None


async def test_a_village_adopts_a_practice_and_shows_how_it_is_doing(admin, adopt, town):
    """Its settings take their defaults, its figures come in the manifest's order, and what is not there is missing."""
    made = (await adopt())["project"]
    [found] = await projects(admin, town["hefeng"], asOf="2020-06-15")

    assert made["settings"] == {"cups": 8, "host": "村委会"}
    assert (made["stage"], made["practiceVersion"], made["unit"]) == ("PILOT", "1.0.0", {"name": "Hefeng"})
    assert found["practice"] == {"title": "Tea talks"}
    assert found["headline"] == [
        {"code": "talks", "title": "Talks", "reading": {"state": "VALUE", "number": "15", "reason": None}},
        {"code": "share", "title": "Share", "reading": {"state": "NOT_APPLICABLE", "number": None, "reason": "nobody"}},
        {"code": "late", "title": "Late", "reading": {"state": "MISSING", "number": None, "reason": None}},
    ]
    assert await projects(admin, town["hefeng"], asOf="2020-02-29") == []
    assert await projects(admin, town["honggang"]) == []


async def test_an_adoption_is_a_node_with_one_id_whatever_its_type(admin, adopt):
    """What `unit { specialProjects }` gives can be fetched again."""
    made = (await adopt(practice="chess"))["project"]

    found = await admin.ask(
        "query ($id: ID!) { node(id: $id) { __typename ... on SpecialProject { practiceId headline { code } } } }",
        id=made["id"],
    )

    assert made["id"].startswith("Adoption:")
    assert found["node"] == {"__typename": "Adoption", "practiceId": "chess", "headline": None}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"practice": "tea"}, [("UNKNOWN_VALUE", ["practice"])]),
        ({"cups": 0}, [("OUT_OF_RANGE", ["settings", "cups"])]),
        ({"host": "", "teapots": 3}, [("BLANK", ["settings", "host"]), ("UNKNOWN_VALUE", ["settings", "teapots"])]),
        ({"unit": "hefeng-1"}, [("PRACTICE_NOT_FOR_KIND", ["unit"])]),
        ({"start": "2020-05-01", "to": "2020-04-01"}, [("PERIOD_REVERSED", [])]),
    ],
)
async def test_what_can_not_be_adopted_is_refused_with_its_place(admin, adopt, town, given, expected):
    """Every fault is told, and nothing is stored."""
    refused = await adopt(**given)

    told = [(fault["code"], fault["path"]) for fault in refused.get("faults", [refused])]
    assert sorted(told) == expected
    assert await projects(admin, town["hefeng"]) == []


async def test_a_practice_is_adopted_once_at_a_time(adopt):
    """A second adoption of the same days is refused, one after the first is not."""
    await adopt(to="2020-06-01")

    again = await adopt(start="2020-05-31")
    after = await adopt(start="2020-06-01")

    assert again["code"] == "ADOPTION_OVERLAP"
    assert after["project"]["stage"] == "PILOT"


async def test_settings_change_from_a_day_on_and_the_past_stays(admin, adopt, town, clock):
    """What is not given stays; yesterday's settings can still be asked for, by day and by knowledge."""
    made = (await adopt())["project"]
    before = clock().isoformat()
    clock.forward(days=1)
    changed = await admin.act(
        CHANGE,
        input={"project": made["id"], "settings": {"cups": 20}, "on": "2020-07-01", "expectedVersion": made["version"]},
    )
    stale = await admin.act(
        CHANGE, input={"project": made["id"], "settings": {"cups": 9}, "on": "2020-07-01", "expectedVersion": 1}
    )

    assert changed["project"] == {"settings": {"cups": 20, "host": "村委会"}, "version": 2}
    assert stale == {"code": "STALE", "path": [], "currentVersion": 2}
    cups = [
        (await projects(admin, town["hefeng"], **moment))[0]["settings"]["cups"]
        for moment in ({"asOf": "2020-07-01"}, {"asOf": "2020-06-30"}, {"asOf": "2020-07-01", "knownAt": before})
    ]
    assert cups == [20, 8, 8]


async def test_a_project_advances_and_never_goes_back(admin, adopt):
    """From pilot to routine; back to extension it is refused."""
    made = (await adopt())["project"]

    on = await admin.act(ADVANCE, input={"project": made["id"], "to": "ROUTINE", "on": "2020-06-01"})
    back = await admin.act(ADVANCE, input={"project": made["id"], "to": "EXTENSION", "on": "2020-06-02"})

    assert on == {"project": {"stage": "ROUTINE"}}
    assert back["code"] == "STAGE_NOT_FORWARD"


async def test_an_adoption_ends_and_what_was_stays_known(admin, adopt, town):
    """From the day on it is gone; the day before it is still there."""
    made = (await adopt())["project"]

    ended = await admin.act(END, input={"project": made["id"], "on": "2020-06-01"})
    twice = await admin.act(END, input={"project": made["id"], "on": "2020-06-02"})

    assert ended["project"]["validity"] == {"to": "2020-06-01"}
    assert twice["code"] == "ADOPTION_NOT_RUNNING"
    assert await projects(admin, town["hefeng"], asOf="2020-06-01") == []
    assert len(await projects(admin, town["hefeng"], asOf="2020-05-31")) == 1


async def test_an_adoption_that_never_was_is_answered_with_none(admin, adopt):
    """Ended from its first day on there is nothing to show, and that is no error."""
    made = (await adopt())["project"]

    assert await admin.act(END, input={"project": made["id"], "on": "2020-03-01"}) == {"project": None}


async def test_what_works_is_copied_with_the_pilots_settings(admin, adopt, town):
    """Each copy is an extension with the pilot's settings but for its own, and says where it comes from."""
    made = (await adopt(cups=12))["project"]

    copied = await admin.act(
        REPLICATE,
        input={
            "project": made["id"],
            "units": [{"unit": town["honggang"]}, {"unit": town["jinqifeng"], "settings": {"host": "居委会"}}],
            "on": "2020-07-01",
        },
    )

    assert copied["copies"] == [
        {
            "stage": "EXTENSION",
            "settings": {"cups": 12, "host": host},
            "unit": {"name": name},
            "copiedFrom": {"id": made["id"]},
        }
        for name, host in (("Honggang", "村委会"), ("Jinqifeng", "居委会"))
    ]
    copies = "query ($id: ID!) { node(id: $id) { ... on SpecialProject { copies { totalCount } } } }"
    assert (await admin.ask(copies, id=made["id"]))["node"]["copies"]["totalCount"] == 2


async def test_a_preview_says_what_would_be_and_keeps_nothing(admin, adopt, town, service):
    """Every unit's settings, every refusal as in earnest; neither a project nor an event nor an entry is left."""
    made = (await adopt(cups=12))["project"]
    units = [{"unit": town["honggang"]}, {"unit": town["jinqifeng"], "settings": {"host": "居委会"}}]
    given = {"project": made["id"], "units": units, "on": "2020-07-01", "preview": True}

    ahead = await admin.act(REPLICATE, input=given)
    refused = await admin.act(REPLICATE, input={**given, "units": [{"unit": town["hefeng"]}]})

    assert ahead["copies"] == []
    assert ahead["planned"] == [
        {"unitId": town["honggang"], "settings": {"cups": 12, "host": "村委会"}},
        {"unitId": town["jinqifeng"], "settings": {"cups": 12, "host": "居委会"}},
    ]
    assert refused["causes"] == [{"code": "ADOPTION_OVERLAP", "path": ["units", "0", "unit"]}]
    assert await projects(admin, town["honggang"]) == []
    with service.database.active():
        assert not await AuditEntryRow.filter(act="practices.replicate").exists()
        assert not await EventRow.filter(name="practices.practice-replicated").exists()
    assert len((await admin.act(REPLICATE, input={**given, "preview": False}))["copies"]) == len(units)


async def test_where_one_unit_can_not_copy_none_does_and_all_are_told(admin, adopt, town):
    """Every refusal comes back with its place."""
    made = (await adopt())["project"]
    await adopt(unit="honggang")

    refused = await admin.act(
        REPLICATE,
        input={
            "project": made["id"],
            "units": [
                {"unit": town["jinqifeng"]},
                {"unit": town["honggang"]},
                {"unit": town["hefeng-1"]},
                {"unit": town["jinqifeng"], "settings": {"cups": 0}},
            ],
            "on": "2020-07-01",
        },
    )
    absent = await admin.act(
        REPLICATE, input={"project": made["id"], "units": [{"unit": "Unit:0000000000000"}], "on": "2020-07-01"}
    )

    assert (refused["code"], refused["facts"]) == ("REPLICATION_REFUSED", [])
    assert refused["causes"] == [
        {"code": "ADOPTION_OVERLAP", "path": ["units", "1", "unit"]},
        {"code": "PRACTICE_NOT_FOR_KIND", "path": ["units", "2", "unit"]},
        {"code": "OUT_OF_RANGE", "path": ["units", "3", "settings", "cups"]},
    ]
    assert absent["causes"] == [{"code": "NOT_FOUND", "path": ["units", "0", "unit"]}]
    assert await projects(admin, town["jinqifeng"]) == []


async def test_a_secretary_works_with_their_own_villages_projects_alone(sign_in, adopt, town):
    """Another village's project looks absent, in lists, by node and in acts; replicating is the town's."""
    made = (await adopt(unit="honggang"))["project"]
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"])
    change = {"project": made["id"], "settings": {"cups": 9}, "on": "2020-07-01"}
    copy = {"project": made["id"], "units": [{"unit": town["hefeng"]}], "on": "2020-07-01"}

    assert (await secretary.ask("{ specialProjects { totalCount } }"))["specialProjects"]["totalCount"] == 0
    assert (await secretary.ask("query ($id: ID!) { node(id: $id) { id } }", id=made["id"]))["node"] is None
    assert (await secretary.act(CHANGE, input=change))["code"] == "NOT_FOUND"
    assert (await secretary.act(REPLICATE, input=copy))["code"] == "FORBIDDEN"


async def test_the_projects_of_a_dissolved_unit_end_with_it(service, admin, adopt, town):
    """Nobody has to remember to end them; one that was to begin later never does."""
    await adopt(unit="jinqifeng", to="2020-12-01")
    await adopt(unit="jinqifeng", start="2021-01-01")
    await admin.act(
        "mutation ($input: DissolveUnitInput!) { dissolveUnit(input: $input) { __typename } }",
        input={"unit": town["jinqifeng"], "on": "2020-06-01"},
    )
    await service.courier.settled()

    query = "query ($day: Date) { specialProjects(asOf: $day) { nodes { unit { name } } } }"
    assert (await admin.ask(query, day="2020-05-31"))["specialProjects"]["nodes"] == [{"unit": {"name": "Jinqifeng"}}]
    assert (await admin.ask(query, day="2020-06-01"))["specialProjects"]["nodes"] == []
    with service.database.active():
        assert await AdoptionStateRow.filter(superseded_at=None, valid_to__gt=date(2020, 6, 1)).count() == 0


async def test_practices_say_what_can_be_set(admin):
    """A form can be drawn from what a practice says of itself, in the caller's language."""
    found = await admin.ask("{ practices { id version title unitKinds settingsSchema figures { code title } } }")

    chess, tea = found["practices"]
    assert (chess["id"], chess["figures"]) == ("chess", [])
    assert (tea["title"], tea["unitKinds"], tea["version"]) == ("Tea talks", ["village", "community"], "1.0.0")
    assert tea["settingsSchema"]["required"] == ["host"]
    assert [figure["title"] for figure in tea["figures"]] == ["Talks", "Share", "Late"]


async def test_special_projects_are_filtered(admin, adopt, town):
    """By practice, stage, unit and subtree."""
    tea = (await adopt())["project"]
    await adopt(practice="chess")
    await adopt(unit="honggang")
    await admin.act(ADVANCE, input={"project": tea["id"], "to": "EXTENSION", "on": "2020-06-01"})
    query = "query ($filter: ProjectFilter) { specialProjects(filter: $filter) { totalCount } }"

    counts = [
        (await admin.ask(query, filter=given))["specialProjects"]["totalCount"]
        for given in (
            {"practice": "tea_talks"},
            {"stage": "EXTENSION"},
            {"unit": town["honggang"]},
            {"within": town["hefeng"]},
            {"within": town["town"]},
        )
    ]

    assert counts == [2, 1, 1, 2, 3]


async def test_projects_of_many_units_cost_what_one_costs(service, admin, adopt, town, statements):
    """One unit or twenty: projects and figures are each read once."""
    for unit in ("hefeng", "honggang", "jinqifeng"):
        await adopt(unit=unit)
    await service.courier.settled()
    query = "{ units(first: %d) { nodes { specialProjects { stage version headline { code } unit { name } } } } }"
    await admin.ask(query % 3)
    statements.clear()
    await admin.ask(query % 3)
    few = len(statements)
    statements.clear()

    await admin.ask(query % 16)

    assert len(statements) == few <= 5


async def test_settings_must_be_an_object(admin, adopt):
    """A list or a number is refused before anything is asked of the core."""
    made = (await adopt())["project"]

    refused = await admin.act(CHANGE, input={"project": made["id"], "settings": [1], "on": "2020-07-01"})

    assert (refused["code"], refused["path"]) == ("MALFORMED", ["input", "settings"])
