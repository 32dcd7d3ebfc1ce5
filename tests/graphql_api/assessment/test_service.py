"""Scores over all that was served, progress against what is expected, and what would raise a score, through GraphQL."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from graphql_api.platform.access import Role
from tests.graphql_api.assessment.conftest import PHOTO

SCORE = """query ($id: ID!, $asOf: Date, $knownAt: DateTime, $scheme: ID) { person(by: {id: $id}) {
  assessment(asOf: $asOf, knownAt: $knownAt, scheme: $scheme) { score { points } derivation { rule contribution
    children { rule contribution weight version scheme { code } served { from to } servedIn { name } } } } } }"""
LEAVES = """query ($id: ID!, $asOf: Date) { person(by: {id: $id}) { assessment(asOf: $asOf) { bestPlace
  derivation { children { children { code floor expected arithmetic capsAt
    inputs { code title number counted of record { id } }
    formula { text steps { text reading { state number } explanation } } } } } } } }"""
PROGRESS = """query ($id: ID!, $asOf: Date, $knownAt: DateTime) { person(by: {id: $id}) {
  progress(asOf: $asOf, knownAt: $knownAt) {
    indicator light cause explanation expected share milestone dueOn reading { state number } } } }"""
IMPROVE = """query ($id: ID!, $asOf: Date, $until: Date) { person(by: {id: $id}) {
  improvements(asOf: $asOf, until: $until) { indicator means milestone amount by gain explanation } } }"""


@pytest.fixture
async def verified(admin, clock, decide, sign_in, submit, town):
    """Submits a record as Zhou and verifies it as the administrator, by indicator, entry and day."""
    officer = await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])

    async def verified(scheme, indicator, entry, on="2020-07-01", **changed):
        given = {"scheme": scheme, "indicator": indicator, "person": town["wang"], "occurredOn": on}
        record = await submit(officer, given | {"entry": entry, "evidence": [PHOTO]} | changed)
        assert "id" in record, record
        return (await decide(admin, "verify", record["id"]))["id"]

    return verified


@pytest.fixture
def of_all_kinds(one_indicator):
    """A scheme with milestones that decay, a formula and a veto."""
    steps = [
        {"code": "plan", "title": {"zh": "方案", "en": "The plan"}, "dueOn": "2020-07-31", "share": "50"},
        {"code": "review", "title": {"zh": "复核", "en": "The review"}, "dueOn": "2020-12-31", "share": "50"},
    ]
    indicators = [
        {
            "code": code,
            "title": {"zh": code, "en": code},
            "weight": weight,
            "measure": measure,
        }
        for code, weight, measure in (
            ("grid", "50", {"milestones": {"milestones": steps, "lateDecay": "10", "lateFloor": "20"}}),
            ("visits", "30", {"quantity": {"unit": {"zh": "户", "en": "households"}, "target": "184"}}),
            (
                "rate",
                "20",
                {
                    "derived": {
                        "formula": 'min(reading["visits"], 10) / 2',
                        "unit": {"zh": "户", "en": "households"},
                        "target": "10",
                    }
                },
            ),
            ("accident", "0", {"veto": {"capsAt": 3}}),
        )
    ]
    dimension = {"code": "work", "title": {"zh": "工作"}, "weight": "100", "indicators": indicators}
    return one_indicator({}) | {"dimensions": [dimension]}


async def test_a_move_within_the_cycle_is_weighed_by_days(admin, clock, moves_to_honggang, scheme, town, verified):
    """31 days at Hefeng with what was expected there, then 31 at Honggang with nothing yet: half of the weight each."""
    await verified(scheme, "visits", {"amount": "31"}, "2020-07-01")
    clock.set(2020, 9, 1)
    await moves_to_honggang("2020-08-01")

    found = (await admin.ask(SCORE, id=town["wang"], asOf="2020-08-31"))["person"]["assessment"]

    assert found["derivation"]["rule"] == "CYCLE"
    parts = found["derivation"]["children"]
    assert [(one["rule"], one["weight"], one["servedIn"]["name"], one["served"]) for one in parts] == [
        ("SERVICE", "50.000000", "鹤峰村党委", {"from": "2020-07-01", "to": "2020-08-01"}),
        ("SERVICE", "50.000000", "宏岗村党委", {"from": "2020-08-01", "to": "2020-09-01"}),
    ]
    assert sum(Decimal(one["contribution"]) for one in parts) == Decimal(found["derivation"]["contribution"])
    assert (found["score"]["points"], parts[0]["contribution"]) == (None, "46.000000")
    assert (parts[0]["scheme"], parts[0]["version"]) == ({"code": "village-2020-h2"}, 1)
    before = (await admin.ask(SCORE, id=town["wang"], asOf="2020-07-31"))["person"]["assessment"]
    assert before["score"]["points"] == "92.00"


async def test_with_a_scheme_the_score_is_as_if_it_had_been_in_force_all_cycle(
    admin, clock, moves_to_honggang, scheme, town, verified
):
    """Then a move changes nothing."""
    await verified(scheme, "visits", {"amount": "31"}, "2020-07-01")
    clock.set(2020, 9, 1)
    await moves_to_honggang("2020-08-01")

    found = (await admin.ask(SCORE, id=town["wang"], asOf="2020-08-31", scheme=scheme))["person"]["assessment"]

    assert (found["derivation"]["rule"], found["score"]["points"]) == ("SCHEME", "62.00")


async def test_a_move_that_was_not_known_then_changes_nothing_of_what_was_known(
    admin, clock, moves_to_honggang, scheme, town, verified
):
    """`knownAt` before the act that dates the move back: one unit, as everybody thought."""
    await verified(scheme, "visits", {"amount": "31"}, "2020-07-01")
    clock.set(2020, 9, 1)
    before = clock().isoformat()
    clock.forward(hours=1)
    await moves_to_honggang("2020-08-01")

    then = (await admin.ask(SCORE, id=town["wang"], asOf="2020-08-31", knownAt=before))["person"]["assessment"]
    now = (await admin.ask(SCORE, id=town["wang"], asOf="2020-08-31"))["person"]["assessment"]

    assert (then["derivation"]["rule"], now["derivation"]["rule"]) == ("SCHEME", "CYCLE")


async def test_who_has_left_is_assessed_for_what_they_served(admin, clock, scheme, town, verified):
    """After the end of the post the score of the days served stands."""
    await verified(scheme, "visits", {"amount": "31"}, "2020-07-01")
    clock.set(2020, 10, 1)
    await admin.act(
        "mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { ... on Appointment { id } } }",
        input={"appointment": town["wang-member"], "on": "2020-08-01"},
    )

    found = (await admin.ask(SCORE, id=town["wang"], asOf="2020-09-30"))["person"]["assessment"]

    assert found["score"]["points"] == "92.00"
    assert (await admin.ask(PROGRESS, id=town["wang"], asOf="2020-09-30"))["person"]["progress"] == []


async def test_a_derivation_says_everything_a_number_rests_on(admin, clock, made, of_all_kinds, town, verified):
    """Inputs with their records, late steps, formulas step by step, vetoes, and the arithmetic."""
    scheme = await made(of_all_kinds)
    clock.set(2020, 8, 31)
    late = await verified(scheme, "grid", {"milestone": "plan"}, "2020-08-03")
    await verified(scheme, "visits", {"amount": "62"}, "2020-08-03")
    await verified(scheme, "accident", {"veto": "安全事故"}, "2020-08-04")

    found = (await admin.ask(LEAVES, id=town["wang"], asOf="2020-08-31"))["person"]["assessment"]

    assert found["bestPlace"] == 3
    leaves = {one["code"]: one for one in found["derivation"]["children"][0]["children"]}
    assert leaves["grid"]["inputs"] == [
        {
            "code": "plan",
            "title": "The plan",
            "number": "50",
            "counted": "35.000000",
            "of": 3,
            "record": {"id": late},
        }
    ]
    assert leaves["grid"]["arithmetic"] == "35 ÷ 50 × 50 → 35"
    assert (leaves["visits"]["floor"], leaves["visits"]["expected"]) == ("0.000000", "62.000000")
    assert leaves["accident"]["capsAt"] == 3
    steps = leaves["rate"]["formula"]["steps"]
    assert leaves["rate"]["formula"]["text"] == 'min(reading["visits"], 10) / 2'
    assert steps[-1]["explanation"] == 'min(reading["visits"], 10) / 2 = min(62, 10) / 2 = 5'
    assert [one["text"] for one in steps[:2]] == ['reading["visits"]', "10"]


async def test_progress_has_a_light_and_the_reason(admin, clock, made, of_all_kinds, town, verified):
    """Behind, overdue and on track on one day; as it was known before, as it was known then."""
    scheme = await made(of_all_kinds)
    clock.set(2020, 8, 31)
    before = clock().isoformat()
    clock.forward(hours=1)
    await verified(scheme, "visits", {"amount": "31"}, "2020-08-03")

    found = (await admin.ask(PROGRESS, id=town["wang"], asOf="2020-08-31"))["person"]["progress"]
    then = (await admin.ask(PROGRESS, id=town["wang"], asOf="2020-08-31", knownAt=before))["person"]["progress"]

    lights = {one["indicator"]: (one["light"], one["cause"]) for one in found}
    assert lights == {
        "grid": ("RED", "OVERDUE"),
        "visits": ("RED", "BEHIND"),
        "rate": ("RED", "BEHIND"),
        "accident": ("GREEN", "ON_TRACK"),
    }
    assert [one["explanation"] for one in found[:2]] == [
        "Milestone plan was due on 2020-07-31 and is not reached",
        "Behind: 50% of what is expected by now",
    ]
    assert {one["indicator"]: one["cause"] for one in then}["visits"] == "UNREPORTED"


async def test_what_would_raise_a_score_is_told_with_its_gain(admin, clock, made, of_all_kinds, town, verified):
    """A milestone by its day, and visits to the number that is expected."""
    scheme = await made(of_all_kinds)
    clock.set(2020, 8, 31)
    await verified(scheme, "visits", {"amount": "31"}, "2020-08-03")

    asked = await admin.ask(IMPROVE, id=town["wang"], asOf="2020-08-31", until="2020-09-30")
    found = asked["person"]["improvements"]

    assert [(one["indicator"], one["means"]) for one in found] == [("visits", "AMOUNT"), ("grid", "MILESTONE")]
    assert found[0]["explanation"].endswith(f"+{Decimal(found[0]['gain']).quantize(Decimal('0.01'))} points")
    assert all(Decimal(one["gain"]) > 0 for one in found)


async def test_supposing_costs_as_much_as_it_does(admin, scheme, town):
    """An operation that supposes for too many people is refused like one that reads too much."""
    days = [date(2020, 7, 1) + timedelta(days=number) for number in range(45)]
    fields = " ".join(f'a{number}: improvements(until: "{day}") {{ gain }}' for number, day in enumerate(days))

    answer = await admin.post(f"query ($id: ID!) {{ person(by: {{id: $id}}) {{ {fields} }} }}", id=town["wang"])

    assert answer.json()["errors"][0]["extensions"]["reason"] == "LIMIT_EXCEEDED"


async def test_progress_and_improvements_are_for_whom_the_score_is_for(cadre, scheme, secretary, sign_in, town):
    """The cadre and reviewers of the place; null for everybody else."""
    reader = await sign_in(Role.READER, town["town"])
    chen = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])
    peer = await sign_in(Role.CADRE, town["hefeng"], town["li"])

    for client, sees in ((cadre, True), (secretary, True), (reader, False), (peer, False), (chen, False)):
        for query, name in ((PROGRESS, "progress"), (IMPROVE, "improvements")):
            found = (await client.ask(query, id=town["wang"]))["person"]
            assert (found is not None and found[name] is not None) is sees


UNIT = """query ($id: ID!) { unit(by: {id: $id}) { assessment(asOf: "2020-07-31") { score { points } scheme { code }
  derivation { rule } } progress(asOf: "2020-07-31") { indicator light } } }"""


async def test_a_unit_is_assessed_itself_on_the_same_machinery(
    admin, cadre, clock, made, one_indicator, secretary, town, verified
):
    """By the scheme for its kind; for reviewing roles that see it; its cadres' scores are others."""
    scheme = await made(
        one_indicator(
            {"quantity": {"unit": {"zh": "件"}, "target": "184"}}, subject="UNIT", appliesTo=[], unitKinds=["village"]
        )
    )
    clock.set(2020, 8, 1)
    await verified(scheme, "visits", {"amount": "31"}, "2020-07-31", person=None, unit=town["hefeng"])

    for client in (admin, secretary):
        found = (await client.ask(UNIT, id=town["hefeng"]))["unit"]
        assert found == {
            "assessment": {"score": {"points": "100.00"}, "scheme": {"code": "one"}, "derivation": {"rule": "SCHEME"}},
            "progress": [{"indicator": "visits", "light": "GREEN"}],
        }
    none = {"assessment": None, "progress": None}
    assert (await cadre.ask(UNIT, id=town["hefeng"]))["unit"] == none
    assert (await admin.ask(UNIT, id=town["hefeng-committee"]))["unit"] == none
    assert (await admin.ask(SCORE, id=town["wang"]))["person"]["assessment"] is None


async def test_what_is_asked_of_many_costs_no_statement_each(admin, scheme, statements, verified):
    """Scores, progress and improvements of one person or of many; and of one unit or of many."""
    await verified(scheme, "visits", {"amount": "1"})
    people = """{ people(first: %d) { nodes { assessment { score { points } } progress { light }
      improvements { gain } } } }"""
    units = "{ units(first: %d) { nodes { assessment { score { points } } progress { light } } } }"
    for query, most in ((people, 9), (units, 6)):
        costs = []
        for first in (1, 1, 20):
            statements.clear()
            await admin.ask(query % first)
            costs.append(len(statements))
        assert costs[2] <= most, costs
        assert costs[2] <= costs[1] + 1, costs


SUMS = """query ($id: ID!, $filter: IndicatorScoreFilter) { unit(by: {id: $id}) {
  assessmentRollUps(filter: $filter) { nodes { records byProducts byProductShare
    indicator { code dimension initiative } } } } }"""


async def test_roll_ups_tell_what_fell_out_of_work_and_are_found_by_dimension_and_initiative(
    admin, made, one_indicator, sound_scheme, town, verified
):
    """Of three records one is a by-product: 33.33 of a hundred."""
    sound_scheme["dimensions"][0]["indicators"][0]["initiative"] = "grid"
    scheme = await made(sound_scheme)
    work = {"kind": "WORK_EVENT", "title": "走访记录", "reference": "visit/1"}
    await verified(scheme, "visits", {"amount": "1"}, evidence=[work])
    await verified(scheme, "visits", {"amount": "1"})
    await verified(scheme, "visits", {"amount": "1"}, person=town["li"])
    await verified(scheme, "conduct", {"points": {"points": "1", "reason": "据实"}})
    visits = {
        "records": 3,
        "byProducts": 1,
        "byProductShare": "33.33",
        "indicator": {"code": "visits", "dimension": "work", "initiative": "grid"},
    }

    async def asked(**given):
        return (await admin.ask(SUMS, id=town["town"], filter=given))["unit"]["assessmentRollUps"]["nodes"]

    assert await asked(initiative="grid") == await asked(dimension="work") == [visits]
    (conduct,) = await asked(dimension="style")
    assert (conduct["byProducts"], conduct["byProductShare"], conduct["indicator"]["code"]) == (0, "0.00", "conduct")
    assert await asked(dimension="style", initiative="grid") == []
