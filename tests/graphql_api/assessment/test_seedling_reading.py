"""Who sees talent seedlings, how they are found, and what reading them costs."""

from datetime import date

import orjson
import pytest

from governance_core.assessment import DevelopmentGoal
from governance_core.organisation import MembershipKind
from governance_core.values import Period, Text
from graphql_api.assessment import service as assessment
from graphql_api.execution import Execution
from graphql_api.organisation import service as organisation
from graphql_api.platform.access import Principal, Role
from tests.graphql_api.assessment.seedlings import NOMINATE, OBSERVE, PLAN, goal, nomination

SEEN = """query ($id: ID!, $observation: ID!, $wang: ID!, $hefeng: ID!) {
  node(id: $id) { id } observation: node(id: $observation) { id }
  seedlings { totalCount nodes { personName goals { totalCount } observations { totalCount } } }
  person(by: {id: $wang}) { seedling { id } }
  unit(by: {id: $hefeng}) { seedlings { totalCount } seedlingFigures { active } } }"""


@pytest.fixture
async def office(sign_in, town):
    """Zhou of the town's organisation office."""
    return await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])


@pytest.fixture
async def nominated(office, town):
    """Wang is a seedling of Hefeng under Li, with a goal and an observation: the ids of both."""
    seedling = (await office.act(NOMINATE, input=nomination(town)))["id"]
    await office.act(PLAN, input={"seedling": seedling, "goals": [goal()]})
    said = {"seedling": seedling, "observedOn": "2020-06-30", "text": "主持村民议事会"}
    return {"id": seedling, "observation": (await office.act(OBSERVE, input=said))["id"]}


async def test_a_seedling_is_for_themself_the_mentor_and_who_reviews(sign_in, office, nominated, town):
    """For everybody else there is none, nor a figure of them; whoever sees one sees plan and observations too."""
    callers = {
        "themself": (Role.CADRE, "hefeng", "wang"),
        "themself as reader": (Role.READER, "honggang", "wang"),
        "mentor": (Role.CADRE, "hefeng", "li"),
        "mentor elsewhere": (Role.READER, "honggang", "li"),
        "secretary": (Role.VILLAGE_SECRETARY, "hefeng", "li"),
        "assessor of the town": (Role.ASSESSOR, "town", None),
        "assessor of the village": (Role.ASSESSOR, "hefeng", None),
        "secretary elsewhere": (Role.VILLAGE_SECRETARY, "honggang", "chen"),
        "colleague": (Role.CADRE, "hefeng", "zhou"),
        "reader of the town": (Role.READER, "town", None),
    }
    given = nominated | {"wang": town["wang"], "hefeng": town["hefeng"]}

    told = {}
    for name, (role, scope, person) in callers.items():
        client = await sign_in(role, town[scope], person and town[person])
        seen = await client.ask(SEEN, **given)
        found = [one["goals"]["totalCount"] + one["observations"]["totalCount"] for one in seen["seedlings"]["nodes"]]
        unit, known = seen["unit"] or {}, seen["person"] or {}
        told[name] = (
            bool(seen["node"]),
            bool(seen["observation"]),
            seen["seedlings"]["totalCount"],
            found,
            bool(known.get("seedling")),
            unit.get("seedlings", {}).get("totalCount"),
            (unit.get("seedlingFigures") or {}).get("active"),
        )

    everything, unseen = (True, True, 1, [2], True, 1, 1), (False, False, 0, [], False, 0, None)
    assert told == {
        "themself": (True, True, 1, [2], True, 1, None),
        "themself as reader": (True, True, 1, [2], False, None, None),
        "mentor": (True, True, 1, [2], True, 1, None),
        "mentor elsewhere": (True, True, 1, [2], False, None, None),
        "secretary": everything,
        "assessor of the town": everything,
        "assessor of the village": everything,
        "secretary elsewhere": (False, False, 0, [], False, None, None),
        "colleague": unseen,
        "reader of the town": unseen,
    }


async def test_who_reviews_where_a_seedling_works_sees_them_and_decides_nothing(admin, sign_in, nominated, town):
    """The unit that answers for them decides: another where they hold a post looks on."""
    appoint = """mutation ($input: AppointPersonInput!) { appointPerson(input: $input) {
      ... on Appointment { id } ... on UserError { code } } }"""
    open_post = """mutation ($input: OpenPostInput!) { openPost(input: $input) {
      ... on Post { id } ... on UserError { code } } }"""
    post = await admin.act(
        open_post,
        input={"unit": town["honggang-committee"], "kind": "party-committee-member", "on": "2020-06-01", "seats": 2},
    )
    given = {"person": town["wang"], "post": post["id"], "basis": "SECONDMENT", "period": {"from": "2020-06-01"}}
    await admin.act(appoint, input=given)
    elsewhere = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])

    seen = await elsewhere.ask("{ seedlings { nodes { personName unitName unit { name } } } }")
    refused = [
        await elsewhere.act(document, input=given)
        for document, given in (
            (PLAN, {"seedling": nominated["id"], "goals": [goal("visits")]}),
            (OBSERVE, {"seedling": nominated["id"], "observedOn": "2020-06-30", "text": "走访"}),
        )
    ]

    assert seen["seedlings"]["nodes"] == [{"personName": "王合成", "unitName": "Hefeng", "unit": None}]
    assert [one["code"] for one in refused] == ["NOT_MENTOR", "NOT_MENTOR"]


@pytest.fixture
async def twenty(service, town):
    """Twenty seedlings of Hefeng's cooperative, each with a plan of two goals and an observation."""
    principal = Principal(token_id=None, role=Role.TOWN_ADMIN, scope_id=None, person_id=town.key("zhou"))
    begin = service.begin_for(principal)
    goals = [
        DevelopmentGoal(code=code, title=Text(zh=code), due_on=date(2020, month, 1))
        for code, month in (("law", 6), ("visits", 9))
    ]
    with service.database.active():
        for number in range(20):
            person = await organisation.register(
                begin,
                name=f"合成{number:02}",
                unit=town.key("hefeng-branch"),
                kind=MembershipKind.PARTY,
                on=date(2020, 1, 1),
            )
            key = await assessment.nominate(
                begin,
                person=person,
                unit=town.key("hefeng-1"),
                aims_for="party-secretary" if number % 2 else "party-committee-member",
                period=Period(start=date(2020, 2, 1 + number)),
                mentor=town.key("li" if number % 4 else "chen"),
            )
            await assessment.plan(begin, seedling=key, goals=goals)
            await assessment.observe(begin, seedling=key, observed_on=date(2020, 6, 30), text="走访")


async def test_seedlings_are_found_by_what_an_office_asks(office, twenty, nominated, town):
    """By mentor, unit, subtree, post, status and person, page by page in one order."""
    filters = {
        "all": {},
        "mentor": {"mentor": town["chen"]},
        "unit": {"unit": town["hefeng-1"]},
        "village": {"within": town["hefeng"]},
        "another village": {"within": town["honggang"]},
        "post": {"aimsFor": "party-secretary"},
        "released": {"statuses": ["RELEASED", "APPOINTED"]},
        "person": {"person": town["wang"]},
        "without mentor": {"mentorInOffice": False},
        "both": {"mentor": town["li"], "unit": town["hefeng"], "mentorInOffice": True},
    }
    query = "query ($filter: SeedlingFilter) { seedlings(first: 1, filter: $filter) { totalCount } }"
    page = """query ($after: String) { seedlings(first: 8, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } }"""

    counts = {name: (await office.ask(query, filter=one))["seedlings"]["totalCount"] for name, one in filters.items()}
    below = await office.ask("query ($id: ID!) { unit(by: {id: $id}) { seedlings { totalCount } } }", id=town["town"])
    found, after, more = [], None, True
    while more:
        answer = (await office.ask(page, after=after))["seedlings"]
        found += [one["id"] for one in answer["nodes"]]
        more, after = answer["pageInfo"]["hasNextPage"], answer["pageInfo"]["endCursor"]

    assert counts == {
        "all": 21,
        "mentor": 5,
        "unit": 20,
        "village": 21,
        "another village": 0,
        "post": 11,
        "released": 0,
        "person": 1,
        "without mentor": 0,
        "both": 1,
    }
    assert below["unit"]["seedlings"]["totalCount"] == 21
    assert len(found) == len({*found}) == 21


LISTED = """query ($first: Int) { seedlings(first: $first, filter: {mentorInOffice: true}) { totalCount nodes {
  personName mentorName mentorInOffice status period { from to } mentors { name inOffice mentor { name } }
  goals(first: 5) { nodes { title dueOn reachedOn superseded record { id } } }
  goalRevisions(first: 2) { nodes { title } } observations(first: 2) { nodes { text observerName record { id } } }
  %s } } }"""


async def test_a_list_of_seedlings_with_all_of_theirs_is_one_statement(service, schemas, twenty, statements):
    """Whatever their number; their progress, which is the core's rule, is three more for all of them."""
    schema, costs = schemas.found(service), {}
    for name, more in (("plain", ""), ("with progress", "progress { due late { title } explanation }")):
        for first in (1, 20):
            execution = Execution(schema, service.settings.limits, service.metrics, introspection=True, remembered=0)
            principal = Principal(token_id=None, role=Role.TOWN_ADMIN, scope_id=None)
            with service.database.active():
                statements.clear()
                given = {"first": first}
                planned = await execution.planned(LISTED % more, None, given, service.context_for(principal, "zh"))
                costs[name, first] = len([one for one in statements if "assessment_" in one])
                context = service.context_for(principal, "zh")
                standard = await schema.execute(LISTED % more, variable_values=given, context_value=context)
            assert standard.errors is None
            assert planned == orjson.dumps({"data": standard.data})

    assert costs == {("plain", 1): 1, ("plain", 20): 1, ("with progress", 1): 4, ("with progress", 20): 4}


async def test_figures_of_any_number_of_units_are_one_statement(office, twenty, statements, town):
    """Each unit's are the sums of what stands below it."""
    query = """query ($first: Int) { units(first: $first, filter: {kinds: ["town", "village", "cooperative"]}) {
      nodes { name seedlingFigures(asOf: "2020-06-30") { active mentored planned due reached } } } }"""

    told, costs = [], []
    for first in (1, 20):
        statements.clear()
        told.append((await office.ask(query, first=first))["units"]["nodes"])
        costs.append(len([one for one in statements if "assessment_seedling" in one]))

    assert costs == [1, 1]
    assert {one["name"]: tuple(one["seedlingFigures"].values()) for one in told[1]} == {
        "Lishui": (20, 20, 0, 0, 0),
        "Hefeng": (20, 20, 0, 0, 0),
        "Honggang": (0, 0, 0, 0, 0),
        "鹤峰一社": (20, 20, 0, 0, 0),
        "鹤峰二社": (0, 0, 0, 0, 0),
    }
    today = "query ($id: ID!) { unit(by: {id: $id}) { seedlingFigures { planned due } } }"
    now = await office.ask(today, id=town["town"])
    assert now["unit"]["seedlingFigures"] == {"planned": 20, "due": 20}
