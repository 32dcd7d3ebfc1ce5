"""From a nomination to an answer, over HTTP, on both engines."""

import pytest

from graphql_api.platform.access import Role

HEADLINE = """query ($id: ID!, $asOf: Date, $knownAt: DateTime) {
  unit(by: {id: $id}, asOf: $asOf, knownAt: $knownAt) {
    specialProjects { headline { code reading { state number } } } } }"""
PROJECT = """query ($id: ID!, $asOf: Date) { unit(by: {id: $id}, asOf: $asOf) { specialProjects {
  __typename ... on PomegranateSeedsProject {
    recognitions { nodes { household { name } officers { person { name } } nomination { status } } }
    officers { nodes { coverages { totalCount } visits { totalCount } } }
    withdrawals { nodes { reason withdrawnOn household { name } } }
    matters { nodes { statement answer standing { status inTime overdue daysLeft } } } } } } }"""


async def figures(client, unit, **moment):
    """The numbers of the headline, in order; None where there is none."""
    [project] = (await client.ask(HEADLINE, id=unit, **moment))["unit"]["specialProjects"]
    return [one["reading"]["number"] for one in project["headline"]]


async def test_a_household_is_recognised_and_its_member_covers_others(admin, appointed, town):
    """The service lasts as long as the recognition, whose term the village has set."""
    officer = await appointed()

    assert officer["person"] == {"name": "何合成"}
    assert officer["validity"] == {"from": "2020-04-01", "to": "2022-03-10"}
    assert [one["household"]["name"] for one in officer["coverages"]["nodes"]] == ["鹤峰一社2户", "鹤峰二社3户"]
    assert await figures(admin, town["hefeng"]) == ["1", "1", "2", "66.67", None]
    assert await figures(admin, town["hefeng"], asOf="2020-03-31") == ["1", "0", "0", "0.00", None]


async def test_what_is_voiced_is_routed_and_answered_in_time(admin, does, raised, town):
    """The matter closes with its answer; how it stood on a day before can still be asked."""
    matter = await raised()
    assert matter["dueOn"] == "2020-05-16"
    assert matter["visit"] == {"visitedOn": "2020-05-01", "matters": {"nodes": [{"statement": "路灯不亮"}]}}
    assert matter["standing"] == {"status": "RAISED", "daysLeft": -46, "overdue": True}

    routed = await does("RouteMatter", "Route", matter=matter["id"], handler=town["hefeng"], on="2020-05-02")
    answered = await does("AnswerMatter", "Answer", matter=matter["id"], text="已修复", on="2020-05-10")

    assert routed == answered == {"__typename": "PomegranateSeedsMatter"}
    for day, expected in (
        ("2020-07-01", {"status": "ANSWERED", "inTime": True, "overdue": False, "daysLeft": None}),
        ("2020-05-09", {"status": "ROUTED", "inTime": None, "overdue": False, "daysLeft": 7}),
    ):
        [project] = (await admin.ask(PROJECT, id=town["hefeng"], asOf=day))["unit"]["specialProjects"]
        assert project["matters"]["nodes"] == [{"statement": "路灯不亮", "answer": "已修复", "standing": expected}]
    assert (await figures(admin, town["hefeng"]))[4] == "100.00"


async def test_a_matter_goes_back_once(does, raised, town):
    """Sent round a second time it is refused."""
    matter = (await raised())["id"]
    route = {"matter": matter, "handler": town["office"], "on": "2020-05-02"}

    await does("RouteMatter", "Route", **route)
    returned = await does("ReturnMatter", "Return", matter=matter, reason="不归我管", on="2020-05-03")
    await does("RouteMatter", "Route", **(route | {"handler": town["hefeng"], "on": "2020-05-04"}))
    again = await does("ReturnMatter", "Return", matter=matter, reason="也不归我管", on="2020-05-05")

    assert returned == {"__typename": "PomegranateSeedsMatter"}
    assert again["code"] == "POMEGRANATE_SEEDS_RETURNED_BEFORE"


async def test_a_withdrawn_recognition_takes_the_service_with_it(admin, does, appointed, town, clock):
    """From the day on nobody serves or covers; the day before, and what was known before, stay as they were."""
    officer = await appointed()
    before = clock().isoformat()
    clock.forward(days=1)
    withdrawn = await does(
        "WithdrawRecognition",
        "Withdraw",
        "... on PomegranateSeedsWithdrawal { withdrawnOn reason household { name } }",
        recognition=officer["recognition"]["id"],
        reason="迁出",
        on="2020-06-01",
    )
    twice = await does(
        "WithdrawRecognition", "Withdraw", recognition=officer["recognition"]["id"], reason="再次", on="2020-06-01"
    )

    assert withdrawn == {"withdrawnOn": "2020-06-01", "reason": "迁出", "household": {"name": "鹤峰一社1户"}}
    assert twice["code"] == "POMEGRANATE_SEEDS_ALREADY_WITHDRAWN"
    assert (await figures(admin, town["hefeng"], asOf="2020-06-01"))[:3] == ["0", "0", "0"]
    assert (await figures(admin, town["hefeng"], asOf="2020-05-31"))[:3] == ["1", "1", "2"]
    assert (await figures(admin, town["hefeng"], asOf="2020-06-01", knownAt=before))[:3] == ["1", "1", "2"]


async def test_service_and_coverage_end_by_themselves_too(admin, does, appointed, town):
    """An officer gives up a household, takes another, and then the service."""
    officer = (await appointed(covers=("household-2",)))["id"]
    count = "... on PomegranateSeedsOfficer { coverages { totalCount } }"

    more = await does(
        "CoverHouseholds", "Cover", count, officer=officer, households=[town["household-3"]], on="2020-05-01"
    )
    fewer = await does(
        "EndCoverage", "Household", count, officer=officer, household=town["household-2"], on="2020-06-01"
    )
    ended = await does(
        "EndService",
        "EndService",
        "... on PomegranateSeedsEndedService { officer { validity { to } coverages { totalCount } } }",
        officer=officer,
        on="2020-06-15",
    )

    assert (more["coverages"]["totalCount"], fewer["coverages"]["totalCount"]) == (2, 1)
    assert ended["officer"] == {"validity": {"to": "2020-06-15"}, "coverages": {"totalCount": 1}}
    assert (await figures(admin, town["hefeng"]))[1:3] == ["0", "0"]


async def test_a_service_that_never_was_is_answered_with_none(does, appointed):
    """Ended from its first day on there is no officer to show, and that is no error."""
    officer = (await appointed())["id"]

    ended = await does(
        "EndService",
        "EndService",
        "... on PomegranateSeedsEndedService { officer { id } }",
        officer=officer,
        on="2020-04-01",
    )

    assert ended == {"officer": None}


async def test_a_visit_recorded_by_mistake_says_so(admin, does, appointed, town):
    """It stays, with the reason; a matter can't be voiced at it any more."""
    officer = (await appointed())["id"]
    visit = await does(
        "RecordVisit",
        "Household",
        "... on PomegranateSeedsVisit { id }",
        officer=officer,
        household=town["household-3"],
        on="2020-05-01",
    )
    retracted = await does(
        "RetractVisit", "Retract", "... on PomegranateSeedsVisit { mistake }", visit=visit["id"], reason="填错日期"
    )
    voiced = await does(
        "RaiseMatter",
        "Raise",
        household=town["household-3"],
        kind="OTHER",
        statement="补种树木",
        on="2020-05-01",
        visit=visit["id"],
    )

    assert retracted == {"mistake": "填错日期"}
    assert voiced["code"] == "POMEGRANATE_SEEDS_RETRACTED_VISIT"


async def test_a_declined_household_can_be_put_forward_again(does, nominated):
    """While it waits it can't; the reason is kept."""
    first = await nominated()
    twice = await nominated()
    declined = await does(
        "DeclineNomination",
        "Decline",
        "... on PomegranateSeedsNomination { status reason }",
        nomination=first["id"],
        reason="尚有纠纷",
        on="2020-03-05",
    )

    assert twice["code"] == "POMEGRANATE_SEEDS_ALREADY_NOMINATED"
    assert declined == {"status": "DECLINED", "reason": "尚有纠纷"}
    assert (await nominated(on="2020-03-06"))["status"] == "WAITING"


async def test_a_dissolved_household_is_neither_recognised_nor_covered(service, admin, does, appointed, town):
    """The organisation says it once, and the practice hears of it."""
    await appointed()
    for household in ("household-2", "household-1"):
        if household == "household-1":
            await admin.act(
                "mutation ($input: LeaveUnitInput!) { leaveUnit(input: $input) { __typename } }",
                input={"membership": await _membership(admin, town), "on": "2020-06-01"},
            )
        gone = await admin.act(
            "mutation ($input: DissolveUnitInput!) { dissolveUnit(input: $input) { __typename } }",
            input={"unit": town[household], "on": "2020-06-01"},
        )
        assert gone == {"__typename": "Unit"}
        await service.courier.settled()

    [project] = (await admin.ask(PROJECT, id=town["hefeng"], asOf="2020-06-01"))["unit"]["specialProjects"]
    assert await figures(admin, town["hefeng"], asOf="2020-06-01") == ["0", "0", "0", "0.00", None]
    assert await figures(admin, town["hefeng"], asOf="2020-05-31") == ["1", "1", "2", "66.67", None]
    assert project["officers"]["nodes"] == []


async def test_a_household_covered_twice_by_one_officer_is_covered_no_more(service, admin, does, appointed, town):
    """Days apart end together where the household is dissolved before them."""
    officer = (await appointed(covers=("household-2",)))["id"]
    household = town["household-2"]
    await does("EndCoverage", "Household", officer=officer, household=household, on="2020-06-01")
    await does("CoverHouseholds", "Cover", officer=officer, households=[household], on="2020-06-15")
    await admin.act(
        "mutation ($input: DissolveUnitInput!) { dissolveUnit(input: $input) { __typename } }",
        input={"unit": household, "on": "2020-05-15"},
    )
    await service.courier.settled()

    assert (await figures(admin, town["hefeng"], asOf="2020-05-14"))[2] == "1"
    assert (await figures(admin, town["hefeng"], asOf="2020-05-15"))[2] == "0"
    assert (await figures(admin, town["hefeng"], asOf="2020-06-15"))[2] == "0"


async def _membership(client, town):
    found = await client.ask(
        "query ($id: ID!) { person(by: {id: $id}) { memberships { nodes { id kind } } } }", id=town["resident"]
    )
    return found["person"]["memberships"]["nodes"][0]["id"]


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"criteriaMet": ["会唱歌"]}, "UNKNOWN_VALUE", ["criteriaMet", "0"]),
        ({"criteriaMet": []}, "BLANK", ["criteriaMet"]),
        ({"on": "2020-07-02"}, "POMEGRANATE_SEEDS_DAY_IN_FUTURE", ["on"]),
        ({"on": "2020-01-31"}, "PRACTICE_INACTIVE", ["household"]),
        ({"household": "hefeng-1"}, "POMEGRANATE_SEEDS_NOT_A_HOUSEHOLD", ["household"]),
        ({"household": "town"}, "PRACTICE_INACTIVE", ["household"]),
        ({"household": "Unit:0000000000000"}, "NOT_FOUND", ["household"]),
        ({"household": "Person:0000000000000"}, "MALFORMED", ["input", "household"]),
    ],
)
async def test_what_can_not_be_put_forward_is_refused_with_its_place(admin, nominated, town, given, code, path):
    """And nothing is stored."""
    refused = await nominated(**given)

    assert (refused["code"], refused["path"]) == (code, path)
    found = await admin.ask("{ pomegranateSeeds { nominations { totalCount } } }")
    assert found["pomegranateSeeds"]["nominations"]["totalCount"] == 0


async def test_a_village_that_has_not_adopted_the_practice_can_not_use_it(admin, does, town):
    """Installed is not active."""
    made = await admin.act(
        """mutation ($input: EstablishUnitInput!) { establishUnit(input: $input) { ... on Unit { id } } }""",
        input={"kind": "household", "name": {"zh": "宏岗1户"}, "on": "2020-01-01", "parent": town["honggang"]},
    )

    refused = await does("NominateHousehold", "Nominate", household=made["id"], criteriaMet=["x"], on="2020-03-01")

    assert (refused["code"], refused["path"]) == ("PRACTICE_INACTIVE", ["household"])


async def test_who_sees_what(sign_in, admin, raised, does, town):
    """Everybody who sees the village sees who is honoured; visits and matters are for those who work with them."""
    matter = (await raised())["id"]
    await does("RouteMatter", "Route", matter=matter, handler=town["office"], on="2020-05-02")
    query = """query ($matter: ID!) { node(id: $matter) { id } pomegranateSeeds {
      recognitions { totalCount } officers { totalCount } visits { totalCount } matters { totalCount }
      nominations { totalCount } } }"""

    for role, scope, seen in (
        (Role.TOWN_ADMIN, "town", (1, 1, 1, 1, 1)),
        (Role.VILLAGE_SECRETARY, "hefeng", (1, 1, 1, 1, 1)),
        (Role.CADRE, "hefeng", (1, 1, 1, 1, 1)),
        (Role.READER, "town", (1, 1, 0, 0, 0)),
        (Role.CADRE, "office", (0, 0, 0, 1, 0)),
        (Role.VILLAGE_SECRETARY, "honggang", (0, 0, 0, 0, 0)),
    ):
        client = await sign_in(role, town[scope])
        found = await client.ask(query, matter=matter)
        corner = found["pomegranateSeeds"]
        names = ("recognitions", "officers", "visits", "matters", "nominations")
        assert tuple(corner[name]["totalCount"] for name in names) == seen, (role, scope)
        assert found["node"] == ({"id": matter} if seen[3] else None)
        headline = await client.ask(HEADLINE, id=town["hefeng"])
        if scope in ("town", "hefeng"):
            assert await figures(client, town["hefeng"]) == await figures(admin, town["hefeng"]), role
        else:
            assert headline["unit"] is None


async def test_acts_on_what_one_does_not_see_look_absent(sign_in, does, raised, town):
    """A neighbour's matter is not there; the office that handles it can answer it."""
    matter = (await raised())["id"]
    await does("RouteMatter", "Route", matter=matter, handler=town["office"], on="2020-05-02")
    neighbour = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])
    office = await sign_in(Role.CADRE, town["office"], town["zhou"])
    reader = await sign_in(Role.READER, town["town"])
    told = {"matter": matter, "text": "已修复", "on": "2020-05-03"}

    assert (await does("AnswerMatter", "Answer", by=reader, **told))["code"] == "FORBIDDEN"
    absent = await does("AnswerMatter", "Answer", by=neighbour, **told)
    assert (absent["code"], absent["path"]) == ("NOT_FOUND", ["matter"])
    assert await does("AnswerMatter", "Answer", by=office, **told) == {"__typename": "PomegranateSeedsMatter"}


async def test_the_pages_of_many_villages_cost_what_one_costs(service, admin, raised, statements, town):
    """One unit or all of them: each list, and the headline's facts, are read once."""
    await raised()
    await service.courier.settled()
    query = """{ units(first: %d) { nodes { specialProjects { headline { code } ... on PomegranateSeedsProject {
      recognitions { nodes { household { name } officers { person { name } coverages { totalCount } } } }
      matters { nodes { standing { status } handler { name } } } visits { nodes { officer { person { name } } } }
    } } } } }"""
    await admin.ask(query % 3)
    statements.clear()
    await admin.ask(query % 3)
    few = len(statements)
    statements.clear()

    await admin.ask(query % 16)

    assert len(statements) == few


async def test_what_the_practice_offers_reaches_assessment_and_training(service, admin, project):
    """Its programme is among the town's once it is adopted; a scheme takes its indicator as it is offered."""
    await service.courier.settled()
    found = await admin.ask(
        """{ trainingProgrammes(filter: {contributedBy: "pomegranate_seeds"}) { nodes { code title hours } }
          practices { indicators { code title measure { ... on QuantityMeasure { unit target pace total } } } } }"""
    )
    [offered] = found["practices"][0]["indicators"]
    measure = {"unit": {"zh": offered["measure"]["unit"]}} | {
        name: offered["measure"][name] for name in ("target", "pace", "total")
    }
    indicator = {"code": offered["code"], "title": {"zh": offered["title"]}, "weight": "100"}
    drafted = await admin.act(
        """mutation ($input: DraftSchemeInput!) { draftScheme(input: $input) {
          ... on IndicatorScheme { dimensions { indicators { code } } } ... on UserError { code message } } }""",
        input={
            "code": "seeds",
            "title": {"zh": "石榴子"},
            "cycle": {"from": "2020-07-01", "to": "2021-01-01"},
            "appliesTo": ["party-secretary"],
            "dimensions": [
                {
                    "code": "all",
                    "title": {"zh": "全部"},
                    "weight": "100",
                    "indicators": [indicator | {"measure": {"quantity": measure}}],
                }
            ],
        },
    )

    assert found["trainingProgrammes"]["nodes"] == [
        {"code": "pomegranate-seeds-liaison-officers", "title": "Training for liaison officers", "hours": "4"}
    ]
    assert offered["code"] == "pomegranate-seeds-matters-answered-in-time"
    assert drafted == {"dimensions": [{"indicators": [{"code": offered["code"]}]}]}


async def test_its_project_is_told_from_others_by_its_type(admin, appointed, town):
    """A client asks for the practice's own fields where the project is of its type."""
    await appointed()

    [project] = (await admin.ask(PROJECT, id=town["hefeng"]))["unit"]["specialProjects"]

    assert project == {
        "__typename": "PomegranateSeedsProject",
        "recognitions": {
            "nodes": [
                {
                    "household": {"name": "鹤峰一社1户"},
                    "officers": [{"person": {"name": "何合成"}}],
                    "nomination": {"status": "RECOGNISED"},
                }
            ]
        },
        "officers": {"nodes": [{"coverages": {"totalCount": 2}, "visits": {"totalCount": 0}}]},
        "withdrawals": {"nodes": []},
        "matters": {"nodes": []},
    }
