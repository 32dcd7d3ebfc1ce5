"""Talent seedlings through GraphQL: nominate, plan, observe, reach by verified records, hand over, and end."""

import asyncio

import pytest

from graphql_api.assessment.tables import (
    DevelopmentGoalRow,
    MentorshipRow,
    ObservationRow,
    SeedlingRow,
)
from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow
from tests.graphql_api.assessment.seedlings import CHANGE, END, NOMINATE, OBSERVE, PLAN, REACH, goal, nomination

PROGRESS = """query ($id: ID!, $asOf: Date) { node(id: $id) { ... on Seedling { progress(asOf: $asOf) {
  asOf due reached early late { code title dueOn } share { state number reason } explanation } } } }"""


@pytest.fixture
async def office(sign_in, town):
    """Zhou of the town's organisation office."""
    return await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])


@pytest.fixture
async def mentor(sign_in, town):
    """Li, Wang's mentor, as a cadre: without any office of review."""
    return await sign_in(Role.CADRE, town["hefeng"], town["li"])


@pytest.fixture
async def seedling(office, town):
    """The id of Wang's nomination."""
    return (await office.act(NOMINATE, input=nomination(town)))["id"]


@pytest.fixture
async def planned(mentor, seedling):
    """Wang's nomination with a plan of two goals."""
    goals = [goal(), goal("visits", "2020-07-10", competency="mass-work")]
    return (await mentor.act(PLAN, input={"seedling": seedling, "goals": goals}))["id"]


@pytest.fixture
def verified(cadre, secretary, visits, submit, decide):
    """Submits and verifies a record about Wang, and gives its id."""

    async def verified(amount=10, **changed):
        record = (await submit(cadre, visits(amount, **changed)))["id"]
        assert (await decide(secretary, "verify", record))["status"] == "VERIFIED"
        return record

    return verified


async def test_a_nomination_is_told_with_its_mentor_from_the_first_day(service, office, town):
    """The act leaves its audit entry and its event, which says until when."""
    nominated = await office.act(NOMINATE, input=nomination(town))

    assert {name: nominated[name] for name in ("status", "personName", "unitName", "mentorName", "mentorInOffice")} == {
        "status": "ACTIVE",
        "personName": "王合成",
        "unitName": "Hefeng",
        "mentorName": "李合成",
        "mentorInOffice": True,
    }
    assert nominated["mentors"] == [{"name": "李合成", "inOffice": True, "validity": {"from": "2020-03-01"}}]
    assert (nominated["period"], nominated["planVersion"]) == ({"from": "2020-03-01", "to": "2022-03-01"}, 0)
    with service.database.active():
        entry = await AuditEntryRow.filter(act="assessment.nominate_seedling").get()
        [event] = await EventRow.filter(entry_id=entry.id)
    assert (event.name, event.payload["until"]) == ("assessment.seedling-nominated", "2022-03-01")
    assert service.modules.changes[event.name].type == "Seedling"


async def test_refuses_a_nomination_and_stores_nothing(service, admin, office, secretary, cadre, sign_in, town):
    """By nobody in particular, of oneself or a resident, without a mentor in office, for no post, or by a cadre."""
    elsewhere = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])
    answers = [
        await client.act(NOMINATE, input=nomination(town, **changed))
        for client, changed in (
            (admin, {}),
            (secretary, {"person": town["li"], "mentor": town["zhou"]}),
            (office, {"person": town["resident"]}),
            (office, {"mentor": town["resident"]}),
            (office, {"mentor": town["wang"]}),
            (office, {"mentor": "Person:0000000000000"}),
            (office, {"aimsFor": "emperor"}),
            (office, {"period": {"from": "2020-03-01", "to": "2020-03-01"}}),
            (elsewhere, {}),
            (secretary, {"unit": town["honggang"]}),
            (cadre, {"person": town["li"]}),
        )
    ]

    assert [(one["code"], one["path"]) for one in answers] == [
        ("NAMED_PERSON_REQUIRED", []),
        ("OWN_SEEDLING", ["person"]),
        ("NOT_FOUND", ["person"]),
        ("MENTOR_WITHOUT_POST", ["mentor"]),
        ("MENTOR_IS_SEEDLING", ["mentor"]),
        ("NOT_FOUND", ["mentor"]),
        ("UNKNOWN_VALUE", ["aimsFor"]),
        ("PERIOD_REVERSED", []),
        ("NOT_FOUND", ["person"]),
        ("NOT_FOUND", ["unit"]),
        ("FORBIDDEN", []),
    ]
    with service.database.active():
        assert await SeedlingRow.all().count() == await MentorshipRow.all().count() == 0


async def test_of_nominations_at_the_same_time_one_is_made(office, town):
    """Each is decided knowing of the other."""
    answers = await asyncio.gather(*(office.act(NOMINATE, input=nomination(town)) for _ in range(3)))

    assert sorted(answer.get("code", "") for answer in answers) == ["", "ALREADY_SEEDLING", "ALREADY_SEEDLING"]


async def test_a_plan_is_versioned_and_what_it_said_stays_readable(mentor, planned, clock, office):
    """A goal is moved and one dropped: the plan of the day before, and all that it ever said, can be asked for."""
    clock.forward(days=9)
    changed = await mentor.act(
        PLAN, input={"seedling": planned, "goals": [goal(due="2020-12-31")], "expectedVersion": 2}
    )
    stale = await mentor.act(PLAN, input={"seedling": planned, "goals": [goal()], "expectedVersion": 2})
    same = await mentor.act(PLAN, input={"seedling": planned, "goals": [goal(due="2020-12-31")]})
    told = await office.ask(
        """query { seedlings(asOf: "2020-07-09") { nodes { goals { nodes { code dueOn } } } }
          now: seedlings { nodes { planVersion goals { nodes { code dueOn } }
            goalRevisions { nodes { code dueOn validity { from to } supersededAt } } } } }"""
    )

    assert (changed["planVersion"], changed["version"], stale["code"], same["code"]) == (
        2,
        3,
        "STALE",
        "PLAN_UNCHANGED",
    )
    assert told["seedlings"]["nodes"][0]["goals"]["nodes"] == [
        {"code": "law", "dueOn": "2020-06-30"},
        {"code": "visits", "dueOn": "2020-07-10"},
    ]
    [now] = told["now"]["nodes"]
    assert now["goals"]["nodes"] == [{"code": "law", "dueOn": "2020-12-31"}]
    assert [
        (one["code"], one["dueOn"], one["validity"]["to"], one["supersededAt"] is None)
        for one in now["goalRevisions"]["nodes"]
    ] == [
        ("law", "2020-06-30", None, False),
        ("law", "2020-06-30", "2020-07-10", True),
        ("law", "2020-12-31", None, True),
        ("visits", "2020-07-10", None, False),
        ("visits", "2020-07-10", "2020-07-10", True),
    ]


async def test_refuses_a_plan_with_every_fault_at_its_place(service, mentor, seedling):
    """Nothing is stored of it."""
    answers = [
        await mentor.act(PLAN, input={"seedling": seedling, "goals": goals})
        for goals in (
            [],
            [goal("Law"), goal("visits", title={"zh": ""})],
            [goal(), goal()],
            [goal(due="2022-03-01")],
        )
    ]

    assert [(one["code"], one["path"]) for one in answers] == [
        ("BLANK", ["goals"]),
        ("INVALID_INPUT", []),
        ("DUPLICATE", ["goals", "1", "code"]),
        ("OUTSIDE_SEEDLING_PERIOD", ["goals", "0", "dueOn"]),
    ]
    assert [one["path"] for one in answers[1]["faults"]] == [["goals", "0", "code"], ["goals", "1", "title", "zh"]]
    with service.database.active():
        assert await DevelopmentGoalRow.all().count() == 0
        assert (await SeedlingRow.get()).version == 1


async def test_a_goal_is_reached_by_a_verified_record_alone(cadre, mentor, office, planned, submit, visits, verified):
    """The mentor, who may not review the record, names it; and is not shown it for that."""
    waiting = (await submit(cadre, visits(3)))["id"]
    refused = await mentor.act(REACH, input={"seedling": planned, "goal": "law", "record": waiting})
    record = await verified()

    reached = await mentor.act(REACH, input={"seedling": planned, "goal": "law", "record": record})
    again = await mentor.act(REACH, input={"seedling": planned, "goal": "law", "record": record})
    unknown = await office.act(REACH, input={"seedling": planned, "goal": "none", "record": record})
    seen = await office.ask("{ seedlings { nodes { goals { nodes { code record { id status } } } } } }")
    told = (await mentor.ask(PROGRESS, id=planned))["node"]["progress"]
    late = (await mentor.ask(PROGRESS, id=planned, asOf="2020-07-11"))["node"]["progress"]
    before = (await mentor.ask(PROGRESS, id=planned, asOf="2020-06-29"))["node"]["progress"]

    assert (refused["code"], again["code"], unknown["code"]) == (
        "RECORD_DOES_NOT_COUNT",
        "GOAL_ALREADY_REACHED",
        "UNKNOWN_VALUE",
    )
    assert reached["goals"]["nodes"][0] | {"title": ""} == {
        "code": "law",
        "title": "",
        "dueOn": "2020-06-30",
        "competency": None,
        "reachedOn": "2020-07-01",
        "superseded": False,
        "record": None,
    }
    assert seen["seedlings"]["nodes"][0]["goals"]["nodes"][0]["record"] == {"id": record, "status": "VERIFIED"}
    assert told == {
        "asOf": "2020-07-01",
        "due": 1,
        "reached": 1,
        "early": 0,
        "late": [],
        "share": {"state": "VALUE", "number": "100.00", "reason": None},
        "explanation": "1 due by 2020-07-01, 1 of them reached (100.00%)",
    }
    assert (late["due"], late["late"]) == (2, [{"code": "visits", "title": "Goal visits", "dueOn": "2020-07-10"}])
    assert before["share"] == {"state": "MISSING", "number": None, "reason": None}


async def test_a_record_of_somebody_else_or_of_another_time_reaches_nothing(
    service, office, mentor, planned, scheme, submit, decide, secretary, sign_in, town, visits
):
    """Nor does one that nobody has; and nothing is stored."""
    assessor = await sign_in(Role.ASSESSOR, town["town"], town["zhou"])
    other = (await submit(secretary, visits(3, person=town["li"])))["id"]
    await decide(assessor, "verify", other)

    answers = [
        await client.act(REACH, input={"seedling": planned, "goal": "law", "record": record})
        for client, record in (
            (office, other),
            (mentor, other),
            (mentor, "ProgressRecord:0000000000000"),
        )
    ]

    assert [(one["code"], one["path"]) for one in answers] == [
        ("RECORD_OF_ANOTHER", ["record"]),
        ("RECORD_OF_ANOTHER", ["record"]),
        ("NOT_FOUND", ["record"]),
    ]
    with service.database.active():
        assert await DevelopmentGoalRow.filter(reached_by__isnull=False).count() == 0


async def test_a_correction_takes_along_what_rested_on_the_mistake(
    mentor, office, planned, cadre, secretary, submit, decide, visits, verified, town
):
    """The goal is not reached any more, by the rule and in the unit's sums, until the record that counts shows it."""
    mistaken = await verified()
    await mentor.act(REACH, input={"seedling": planned, "goal": "law", "record": mistaken})
    figures = """query ($id: ID!) { unit(by: {id: $id}) { seedlingFigures {
      active mentored planned due reached share { state number reason } } } }"""
    before = await office.ask(figures, id=town["hefeng"])

    corrected = (await submit(cadre, visits(4, supersedes=mistaken)))["id"]
    await decide(secretary, "verify", corrected)
    shaken = await office.ask(figures, id=town["town"])
    told = (await office.ask(PROGRESS, id=planned))["node"]["progress"]
    refused = await mentor.act(REACH, input={"seedling": planned, "goal": "law", "record": mistaken})
    again = await mentor.act(REACH, input={"seedling": planned, "goal": "law", "record": corrected})

    sums = {"active": 1, "mentored": 1, "planned": 1, "due": 1}
    share = {"state": "VALUE", "reason": None}
    assert before["unit"]["seedlingFigures"] == {**sums, "reached": 1, "share": {**share, "number": "100.00"}}
    assert shaken["unit"]["seedlingFigures"] == {**sums, "reached": 0, "share": {**share, "number": "0.00"}}
    assert (told["reached"], [one["code"] for one in told["late"]]) == (0, ["law"])
    assert refused["code"] == "RECORD_DOES_NOT_COUNT"
    assert (again["goals"]["nodes"][0]["reachedOn"], again["goals"]["nodes"][0]["superseded"]) == ("2020-07-01", False)


async def test_the_mentor_and_who_reviews_observe_and_nobody_else(
    service, mentor, office, cadre, secretary, admin, sign_in, seedling, verified, town
):
    """Never the seedling, nobody without a name, no colleague; about days of the nomination that have been."""
    record = await verified()
    colleague = await sign_in(Role.CADRE, town["hefeng"], town["chen"])

    def said(**changed):
        return {"seedling": seedling, "observedOn": "2020-06-30", "text": "主持村民议事会"} | changed

    made = [
        await mentor.act(OBSERVE, input=said(record=record)),
        await office.act(OBSERVE, input=said(observedOn="2020-07-01", text=" 起草村规民约修订稿 ")),
    ]
    refused = [
        await client.act(OBSERVE, input=said(**changed))
        for client, changed in (
            (cadre, {}),
            (admin, {}),
            (colleague, {}),
            (mentor, {"text": " "}),
            (mentor, {"text": "长" * 2001}),
            (mentor, {"observedOn": "2020-07-02"}),
            (mentor, {"observedOn": "2020-02-29"}),
            (mentor, {"record": "ProgressRecord:0000000000000"}),
        )
    ]
    seen = await cadre.ask("{ seedlings { nodes { observations { nodes { text observerName observer { name } } } } } }")

    assert [(one["observerName"], one["text"]) for one in made] == [
        ("李合成", "主持村民议事会"),
        ("周合成", "起草村规民约修订稿"),
    ]
    assert [(one["code"], one["path"]) for one in refused] == [
        ("OWN_SEEDLING", ["seedling"]),
        ("NAMED_PERSON_REQUIRED", []),
        ("NOT_FOUND", ["seedling"]),
        ("BLANK", ["text"]),
        ("TOO_LONG", ["text"]),
        ("NOT_YET_HAPPENED", ["observedOn"]),
        ("OUTSIDE_SEEDLING_PERIOD", ["observedOn"]),
        ("NOT_FOUND", ["record"]),
    ]
    assert [one["text"] for one in seen["seedlings"]["nodes"][0]["observations"]["nodes"]] == [
        "起草村规民约修订稿",
        "主持村民议事会",
    ]
    with service.database.active():
        assert await ObservationRow.all().count() == 2


async def test_a_mentor_hands_over_and_sees_nothing_any_more(mentor, office, secretary, seedling, town, clock):
    """From the day on another is responsible; until then it was the first, also when asked later."""
    ahead = await office.act(
        CHANGE, input={"seedling": seedling, "mentor": town["zhou"], "on": "2020-07-03", "expectedVersion": 1}
    )
    same = await office.act(CHANGE, input={"seedling": seedling, "mentor": town["zhou"], "on": "2020-07-04"})
    early = await office.act(CHANGE, input={"seedling": seedling, "mentor": town["chen"], "on": "2020-02-01"})
    stale = await office.act(
        CHANGE, input={"seedling": seedling, "mentor": town["chen"], "on": "2020-07-03", "expectedVersion": 1}
    )
    forbidden = await mentor.act(CHANGE, input={"seedling": seedling, "mentor": town["chen"], "on": "2020-07-03"})
    query = "{ seedlings { nodes { mentorName } } }"
    before = await mentor.ask(query)
    clock.forward(days=2)
    after, told = await mentor.ask(query), await secretary.ask(query)
    past = await office.ask('{ seedlings(asOf: "2020-07-02") { nodes { mentorName mentors { name } } } }')

    assert ahead["mentorName"] == "李合成"
    assert [one["code"] for one in (same, early, stale, forbidden)] == [
        "ALREADY_MENTOR",
        "OUTSIDE_SEEDLING_PERIOD",
        "STALE",
        "FORBIDDEN",
    ]
    assert before["seedlings"]["nodes"] == [{"mentorName": "李合成"}]
    assert (after["seedlings"]["nodes"], told["seedlings"]["nodes"]) == ([], [{"mentorName": "周合成"}])
    assert past["seedlings"]["nodes"] == [{"mentorName": "李合成", "mentors": [{"name": "李合成"}]}]


async def test_a_mentor_whose_post_has_ended_is_found(admin, office, seedling, town, clock):
    """Nobody forgets a seedling whose mentor has left: a filter finds them, and the unit's figures say how many."""
    end = """mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) {
      ... on Appointment { id } ... on UserError { code } } }"""
    query = """query ($off: Boolean!) { seedlings(filter: {mentorInOffice: $off, statuses: [ACTIVE]}) {
      nodes { personName mentorInOffice mentors { name inOffice } } }
      units(filter: {kinds: ["village", "town"]}) { nodes { name seedlingFigures { active mentored } } } }"""
    before = [await office.ask(query, off=value) for value in (True, False)]
    await admin.act(end, input={"appointment": town["li-secretary"], "on": "2020-07-02"})
    clock.forward(days=1)
    after = [await office.ask(query, off=value) for value in (True, False)]

    assert [len(one["seedlings"]["nodes"]) for one in (*before, *after)] == [1, 0, 0, 1]
    assert after[1]["seedlings"]["nodes"] == [
        {"personName": "王合成", "mentorInOffice": False, "mentors": [{"name": "李合成", "inOffice": False}]}
    ]
    assert {one["name"]: tuple(one["seedlingFigures"].values()) for one in after[1]["units"]["nodes"]} == {
        "Lishui": (1, 0),
        "Hefeng": (1, 0),
        "Honggang": (0, 0),
    }


async def test_who_leaves_for_a_post_came_to_it_as_a_seedling(admin, office, mentor, seedling, town):
    """A post held before is no success; a release has a reason; afterwards the nomination stays as it is."""
    appoint = """mutation ($input: AppointPersonInput!) { appointPerson(input: $input) {
      ... on Appointment { id } ... on UserError { code } } }"""
    post = await admin.act(
        appoint,
        input={
            "person": town["wang"],
            "post": town["officer"],
            "basis": "SECONDMENT",
            "period": {"from": "2020-06-01"},
        },
    )

    def ending(**changed):
        return {"seedling": seedling, "status": "APPOINTED", "on": "2020-07-01"} | changed

    refused = [
        await client.act(END, input=ending(**changed))
        for client, changed in (
            (office, {}),
            (office, {"appointment": town["wang-member"]}),
            (office, {"appointment": town["li-secretary"]}),
            (office, {"status": "RELEASED"}),
            (office, {"status": "ACTIVE"}),
            (office, {"status": "RELEASED", "reason": "调离", "on": "2020-07-02"}),
            (mentor, {"status": "RELEASED", "reason": "调离"}),
            (admin, {"status": "RELEASED", "reason": "调离"}),
        )
    ]
    ended = await office.act(END, input=ending(appointment=post["id"], expectedVersion=1))
    after = [
        await office.act(END, input=ending(status="RELEASED", reason="调离")),
        await office.act(PLAN, input={"seedling": seedling, "goals": [goal()]}),
    ]
    anew = await office.act(NOMINATE, input=nomination(town, period={"from": "2020-07-01"}))

    assert [one["code"] for one in refused] == [
        "BLANK",
        "NOT_APPOINTED",
        "NOT_APPOINTED",
        "BLANK",
        "UNKNOWN_VALUE",
        "NOT_YET_HAPPENED",
        "FORBIDDEN",
        "NAMED_PERSON_REQUIRED",
    ]
    assert (ended["status"], ended["endedOn"], ended["appointment"], ended["mentors"]) == (
        "APPOINTED",
        "2020-07-01",
        {"id": post["id"]},
        [],
    )
    assert ended["decider"] == {"name": "周合成"}
    assert [one["code"] for one in after] == ["SEEDLING_NOT_ACTIVE", "SEEDLING_NOT_ACTIVE"]
    assert (anew["status"], anew["period"]) == ("ACTIVE", {"from": "2020-07-01", "to": None})
