"""A scheme is tried on a cycle's results before it is published: whose grade would move, and why."""

import asyncio

import pytest

from graphql_api.assessment.queries import trials
from graphql_api.assessment.tables import ResultRow
from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow
from tests.graphql_api.assessment.cycles import act

TRY = """query ($scheme: ID!, $cycle: ID!, $unit: ID, $grading: GradingRuleInput, $first: Int, $after: String) {
  schemeTrial(scheme: $scheme, cycle: $cycle, unit: $unit, grading: $grading) {
    ... on SchemeTrial { subjects tried gradesMoved raised lowered
      scheme { id } cycle { code } unit { name } before { grade count } after { grade count share }
      moves(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes {
        pointsBefore pointsAfter change gradeBefore gradeAfter explanation
        appraisal { id personName unitName person { name } unit { name } }
        because { code title before after change } } } }
    ... on UserError { code path } ... on InvalidInputError { faults { code path } } } }"""
REVISE = """mutation ($input: ReviseSchemeInput!) { reviseScheme(input: $input) {
  ... on IndicatorScheme { id version status } ... on UserError { code path }
  ... on InvalidInputError { faults { code path } } } }"""
DAYS = {"SELF_ASSESSMENT": (9, 30), "REVIEW": (10, 9), "CALIBRATION": (10, 12)}


@pytest.fixture
def sound_scheme(sound_scheme):
    """The scheme under which nothing recorded brings nothing, so that everybody has a score."""
    return sound_scheme | {"missing": "NOTHING"}


@pytest.fixture
async def graded(advance, cycle, clock, submit, decide, cadre, office, secretary, visits, town):
    """The quarter's cycle with results: Wang has made all visits, Li half of them, and others none."""
    clock.set(2020, 9, 1, 2)
    for client, who, verifier, amount in ((cadre, "wang", secretary, 92), (secretary, "li", office, 46)):
        record = await submit(client, visits(amount, on="2020-08-20", person=town[who]))
        assert (await decide(verifier, "verify", record["id"]))["status"] == "VERIFIED"
    for to, day in DAYS.items():
        clock.set(2020, *day, 2)
        assert (await advance(to))["stage"] == to
    return cycle


@pytest.fixture
def weighed(office, sound_scheme, scheme):
    """Drafts a next version in which visits weigh so much, and conduct the rest."""

    async def weighed(weight, **changed):
        dimensions = sound_scheme["dimensions"]
        for place, weighs in enumerate((str(weight), str(100 - weight))):
            dimensions[place]["weight"] = dimensions[place]["indicators"][0]["weight"] = weighs
        revised = await office.act(REVISE, input={"scheme": scheme, "dimensions": dimensions, **changed})
        assert "id" in revised, revised
        return revised["id"]

    return weighed


async def test_a_draft_shows_whose_grade_would_move_and_why(graded, weighed, office, service):
    """On the records that the results rest on, before anybody is under it; and nothing of it is stored."""
    draft = await weighed(30)
    with service.database.active():
        audited = await AuditEntryRow.all().count()

    tried = (await office.ask(TRY, scheme=draft, cycle=graded))["schemeTrial"]

    counts = [tried[name] for name in ("subjects", "tried", "gradesMoved", "raised", "lowered")]
    assert counts == [4, 4, 1, 0, 1]
    assert (tried["scheme"]["id"], tried["cycle"]["code"], tried["unit"]) == (draft, "2020-q3", None)
    assert [one["count"] for one in tried["before"]] == [1, 0, 1, 2]
    assert [(one["count"], one["share"]) for one in tried["after"]] == [
        (0, "0.00"),
        (1, "25.00"),
        (1, "25.00"),
        (2, "50.00"),
    ]
    wang, *others = tried["moves"]["nodes"]
    assert wang | {"appraisal": {**wang["appraisal"], "id": ""}} == {
        "pointsBefore": "92.00",
        "pointsAfter": "86.00",
        "change": "-6.00",
        "gradeBefore": "GOOD",
        "gradeAfter": "FAIRLY_GOOD",
        "explanation": "92.00 → 86.00 points (-6.00), grade “good” → “fairly good”: "
        "Household visits -30.00, Conduct +24.00",
        "appraisal": {
            "id": "",
            "personName": "王合成",
            "unitName": "鹤峰村党委",
            "person": {"name": "王合成"},
            "unit": {"name": "鹤峰村党委"},
        },
        "because": [
            {
                "code": "visits",
                "title": "Household visits",
                "before": "60.000000",
                "after": "30.000000",
                "change": "-30.000000",
            },
            {"code": "conduct", "title": "Conduct", "before": "32.000000", "after": "56.000000", "change": "24.000000"},
        ],
    }
    told = sorted((one["appraisal"]["personName"], one["change"]) for one in others)
    assert told == [("周合成", "24.00"), ("李合成", "9.00"), ("陈合成", "24.00")]
    with service.database.active():
        assert await AuditEntryRow.all().count() == audited
        assert await ResultRow.all().count() == 4


async def test_what_stood_is_what_was_stored_adjustments_and_all(graded, weighed, office, appraisal_of, advance, clock):
    """The score of before is the result's to the last digit, also where reviewers have adjusted it."""
    mine = await appraisal_of(office, "王合成")
    given = {"appraisal": mine["id"], "points": "-3", "reason": "核减"}
    await office.act(act("adjustScore"), input=given)
    clock.set(2020, 10, 13, 2)
    assert (await advance("PUBLICITY"))["stage"] == "PUBLICITY"
    stored = {
        name: (await appraisal_of(office, name))["grades"][0] for name in ("李合成", "王合成", "陈合成", "周合成")
    }

    tried = (await office.ask(TRY, scheme=await weighed(30), cycle=graded))["schemeTrial"]

    shown = {one["appraisal"]["personName"]: one for one in tried["moves"]["nodes"]}
    assert {name: f"{float(one['points']):.2f}" for name, one in stored.items()} == {
        name: one["pointsBefore"] for name, one in shown.items()
    }
    assert {name: one["grade"] for name, one in stored.items()} == {
        name: one["gradeBefore"] for name, one in shown.items()
    }


async def test_moves_are_paged_through_in_their_order(graded, weighed, office):
    """Who moves grade first, then by the change; each once."""
    draft, found, after = await weighed(30), [], None
    for _ in range(4):
        moves = (await office.ask(TRY, scheme=draft, cycle=graded, first=1, after=after))["schemeTrial"]["moves"]
        found += [one["change"] for one in moves["nodes"]]
        after = moves["pageInfo"]["endCursor"]

    assert (moves["totalCount"], moves["pageInfo"]["hasNextPage"]) == (4, False)
    assert found == ["-6.00", "24.00", "24.00", "9.00"]


async def test_another_grading_rule_is_tried_with_the_scheme(graded, scheme, office):
    """Points stay where the scheme does; what is left out of the rule is as the cycle has it."""
    grading = {"thresholds": ["60", "40", "20"]}

    tried = (await office.ask(TRY, scheme=scheme, cycle=graded, grading=grading))["schemeTrial"]

    assert [one["count"] for one in tried["after"]] == [1, 1, 2, 0]
    assert [one["because"] for one in tried["moves"]["nodes"]] == [[], [], []]
    assert (tried["raised"], {one["change"] for one in tried["moves"]["nodes"]}) == (3, {"0.00"})


async def test_a_unit_is_tried_by_itself_and_nobody_beyond_what_the_caller_sees(graded, weighed, office, sign_in, town):
    """They are graded among each other; a town office sees its own part of a larger cycle."""
    draft = await weighed(30)
    elsewhere = await sign_in(Role.ORGANISATION_OFFICE, town["honggang"], town["chen"])

    unit = (await office.ask(TRY, scheme=draft, cycle=graded, unit=town["hefeng"]))["schemeTrial"]
    seen = (await elsewhere.ask(TRY, scheme=draft, cycle=graded))["schemeTrial"]
    hidden = (await elsewhere.ask(TRY, scheme=draft, cycle=graded, unit=town["hefeng"]))["schemeTrial"]

    assert (unit["subjects"], unit["unit"]["name"]) == (3, "Hefeng")
    assert [one["appraisal"]["personName"] for one in seen["moves"]["nodes"]] == ["陈合成"]
    assert (seen["subjects"], hidden["code"]) == (1, "SCHEME_OF_OTHERS")


async def test_what_can_not_be_tried_is_refused_with_its_reason(
    cycle, draft, graded, monkeypatch, office, one_indicator, scheme, secretary, sound_scheme, town
):
    """As data, like an act; the office alone may ask."""
    members = await draft(
        office, one_indicator({"points": {"base": "80", "ceiling": "100"}}, appliesTo=["grid-officer"])
    )
    absent = "AssessmentCycle:0000000000000"

    async def refused(client=office, **given):
        found = (await client.ask(TRY, **{"scheme": scheme, "cycle": graded} | given))["schemeTrial"]
        return found["code"], found["path"], [one["path"] for one in found.get("faults", ())]

    assert await refused(secretary) == ("FORBIDDEN", [], [])
    assert await refused(cycle=absent) == ("NOT_FOUND", ["cycle"], [])
    assert await refused(scheme="IndicatorScheme:0000000000000") == ("NOT_FOUND", ["scheme"], [])
    assert (await refused(scheme=town["hefeng"]))[2] == [["scheme"]]
    assert await refused(scheme=members["id"]) == ("SCHEME_OF_OTHERS", ["scheme"], [])
    assert (await refused(grading={"thresholds": ["1", "2"]}))[2] == [["grading", "thresholds"]]
    monkeypatch.setattr(trials, "MOST_SUBJECTS", 3)
    assert await refused() == ("TOO_MANY_SUBJECTS", ["cycle"], [])


async def test_a_cycle_without_results_has_nothing_to_try_a_scheme_on(cycle, office, scheme):
    """Nobody has been scored before calibration."""
    found = (await office.ask(TRY, scheme=scheme, cycle=cycle))["schemeTrial"]

    assert (found["code"], found["path"]) == ("NO_RESULTS", ["cycle"])


async def test_trying_costs_as_many_statements_for_one_as_for_all(graded, weighed, office, statements, town):
    """What results rest on is read in batches."""
    draft, costs = await weighed(30), []
    for within in (town["honggang"], None):
        await office.ask(TRY, scheme=draft, cycle=graded, unit=within)
        statements.clear()
        tried = (await office.ask(TRY, scheme=draft, cycle=graded, unit=within))["schemeTrial"]
        costs.append((tried["subjects"], len(statements)))

    assert [subjects for subjects, _ in costs] == [1, 4]
    assert costs[1][1] <= costs[0][1]


async def test_others_have_their_turn_between_any_two_subjects(graded, weighed, office, monkeypatch):
    """Nobody's request waits until a whole town has been scored."""
    draft, turns, seen = await weighed(30), 0, []
    scored = trials.try_scheme

    async def others():
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    def counted(*given, **named):
        seen.append(turns)
        return scored(*given, **named)

    monkeypatch.setattr(trials, "try_scheme", counted)
    task = asyncio.create_task(others())
    await office.ask(TRY, scheme=draft, cycle=graded)
    task.cancel()

    assert len(seen) == 4
    assert sorted(set(seen)) == seen
