"""What other systems got wrong, and what happens here instead; each test says what went wrong."""

import pytest

OPEN = """mutation ($input: OpenCycleInput!) { openCycle(input: $input) { ... on AssessmentCycle { id }
  ... on UserError { code path } ... on InvalidInputError { faults { code path } } } }"""
ADVANCE = """mutation ($input: AdvanceCycleInput!) { advanceCycle(input: $input) {
  ... on AssessmentCycle { stage } ... on UserError { code } } }"""
MOVE = (
    "mutation ($input: MoveUnitInput!) { moveUnit(input: $input) { ... on Unit { id } ... on UserError { message } } }"
)
SUMS = """query ($unit: ID!, $cycle: ID) { unit(by: {id: $unit}) { resultSums(filter: {cycle: $cycle}) { nodes {
  subjects scored points mean distribution { grade count } dimensions { code subjects mean } } } } }"""
SCORES = """query ($person: ID!) { person(by: {id: $person}) {
  indicatorScores { nodes { points asOf unit { name } } } } }"""
ASSESSMENT = """query ($person: ID!, $asOf: Date) { person(by: {id: $person}) { assessment(asOf: $asOf) {
  score { points low high } derivation { children { rule children { code reading { state number } } } } } } }"""
REVISE = """mutation ($input: ReviseSchemeInput!) { reviseScheme(input: $input) { ... on IndicatorScheme { id }
  ... on UserError { code path } ... on InvalidInputError { faults { code path } } } }"""
RESULT = """query ($cycle: ID!, $person: ID!) { appraisals(filter: {cycle: $cycle, person: $person}) { nodes { id
  grades { points grade explanation result { derivation { arithmetic children { title arithmetic } } } } } } }"""
TRIAL = """query ($scheme: ID!, $cycle: ID!) { schemeTrial(scheme: $scheme, cycle: $cycle) {
  ... on SchemeTrial { moves(first: 10) { nodes { appraisal { id } pointsBefore pointsAfter
    because { code change } } } } ... on UserError { code message } } }"""
STAGES = ("SELF_ASSESSMENT", "REVIEW", "CALIBRATION", "PUBLICITY", "APPEALS")
H2 = ((2020, 12, 31, 3), (2021, 1, 8, 2), (2021, 1, 15, 2), (2021, 1, 22, 2), (2021, 2, 1, 2), (2021, 2, 20, 2))


@pytest.fixture
def closed(clock, officer, town):
    """Takes a cycle of a half-year, scored by the scheme of the town, from its opening to its close."""

    async def closed(code="2020-h2", year=2020):
        given = {
            "code": code,
            "kind": "ROUTINE",
            "title": {"zh": "下半年平时考核"},
            "period": {"from": f"{year}-07-01", "to": f"{year + 1}-01-01"},
            "unit": town["town"],
            "schemes": ["village-2020-h2"],
            "timetable": [{"stage": stage, "workingDays": 5} for stage in STAGES],
            "grading": {"quotaBy": "WHOLE"},
        }
        cycle = await officer.act(OPEN, input=given)
        assert "id" in cycle, cycle
        for stage, day in zip((*STAGES, "CLOSED"), H2, strict=True):
            clock.set(*day)
            entered = await officer.act(ADVANCE, input={"cycle": cycle["id"], "to": stage})
            assert entered == {"stage": stage}
        return cycle["id"]

    return closed


@pytest.fixture
def sums(admin, town):
    """The results of a cycle in a unit."""

    async def sums(unit, cycle):
        return (await admin.ask(SUMS, unit=town[unit], cycle=cycle))["unit"]["resultSums"]["nodes"]

    return sums


async def test_a_unit_moves_mid_year_and_takes_no_past_along(
    admin, appoint, clock, closed, figures, made, scheme, sound_scheme, sums, town, verified
):
    """Registers that sum up today's tree let a village that moved take last year's results from where it was.

    Here last year's figures are as they were, and this year's are split by the day of the move: what was done until
    then stays with the unit it stood in, and what is done since counts where it stands.
    """
    await appoint("resident", "hefeng-1", "cooperative-head", "2020-07-01")
    clock.set(2020, 12, 1, 2)
    await verified(154, "2020-12-01", person=town["resident"])
    cycle = await closed()
    results = {unit: await sums(unit, cycle) for unit in ("hefeng-1", "hefeng", "honggang", "town")}
    assert results["hefeng-1"][0]["subjects"] == 1
    roll_ups = {unit: await figures(unit) for unit in results}
    assert roll_ups == {unit: (1, "100.000000", 1) if unit != "honggang" else None for unit in results}
    year = {"from": "2021-01-01", "to": "2021-07-01"}
    next_year = await made({**sound_scheme, "code": "village-2021-h1", "cycle": year})

    clock.set(2021, 5, 1, 2)
    moved = {"unit": town["hefeng-1"], "parent": town["honggang"], "on": "2021-03-01"}
    assert await admin.act(MOVE, input=moved) == {"id": town["hefeng-1"]}
    for day, amount in (("2021-02-28", 59), ("2021-04-30", 60)):
        await verified(amount, day, person=town["resident"], scheme=next_year)

    assert {unit: await sums(unit, cycle) for unit in results} == results
    since = {unit: await figures(unit, scheme=next_year) for unit in results}
    assert since == {  # the year's 184 visits are due in 181 days
        "hefeng-1": (1, "97.549819", 2),  # 119 in 120 days
        "hefeng": (1, "98.369565", 1),  # 59 in 59
        "honggang": (1, "49.184783", 1),  # 60 in 120
        "town": (1, "97.549819", 2),
    }
    assert {unit: await figures(unit, scheme=scheme) for unit in results} == roll_ups


async def test_a_person_moves_and_their_records_stay(admin, clock, figures, moves_to_honggang, town, verified):
    """Systems that hang work on the person let a village lose its year when its secretary goes.

    Here records stay with the unit and period they were made in, and so do the scores made of them.
    """
    await verified(1)
    clock.forward(days=61)
    await moves_to_honggang("2020-08-15")

    await verified(23, "2020-08-31")

    assert await figures("hefeng") == (1, "100.000000", 1)
    assert await figures("honggang") == (1, "37.096774", 1)
    assert await figures("town") == (2, "137.096774", 2)
    found = (await admin.ask(SCORES, person=town["wang"]))["person"]["indicatorScores"]["nodes"]
    assert [(one["unit"]["name"], one["asOf"]) for one in found] == [
        ("宏岗村党委", "2020-08-31"),
        ("鹤峰村党委", "2020-07-01"),
    ]


async def test_a_secondment_that_ends_changes_nothing_before_its_day(admin, clock, town, verified):
    """Where posts were read as they are today, ending a secondment moved the whole half-year to the home office.

    Here a day before the end is scored as it was, by the same parts, whatever is known of the end.
    """
    clock.forward(days=61)
    await verified(40, "2020-08-15", person=town["zhou"])
    before = await admin.ask(ASSESSMENT, person=town["zhou"], asOf="2020-08-31")
    assert before["person"]["assessment"]["score"]["points"] == "70.71"  # 40 of 62 due, of 60, and 80 % of 40

    await admin.act(
        "mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { ... on Appointment { id } } }",
        input={"appointment": town["zhou-first"], "on": "2020-09-15"},
    )
    clock.forward(days=60)

    assert await admin.ask(ASSESSMENT, person=town["zhou"], asOf="2020-08-31") == before


async def test_a_rule_that_changes_after_the_close_changes_no_closed_score(
    admin, clock, closed, officer, publish, scheme, sound_scheme, town, verified
):
    """A spreadsheet worked last year's scores out anew with this year's weights, and nobody could say what had been.

    Here a closed score stands, under the version it was made under; what the new one would make of it is shown beside.
    """
    clock.set(2020, 12, 31, 2)
    await verified(184, "2020-12-31")
    cycle = await closed()
    before = await admin.ask(RESULT, cycle=cycle, person=town["wang"])
    [appraisal] = before["appraisals"]["nodes"]
    assert float(appraisal["grades"][0]["points"]) == 92

    work, style = sound_scheme["dimensions"]
    stricter = {"quantity": {"unit": {"zh": "户"}, "target": "230", "pace": "LINEAR"}}
    work = {**work, "indicators": [{**work["indicators"][0], "measure": stricter}]}
    changed = {"scheme": scheme, "cycle": {"from": "2021-01-01", "to": "2021-07-01"}, "dimensions": [work, style]}
    later = (await admin.act(REVISE, input=changed))["id"]
    assert (await publish(admin, later, effectiveOn="2021-03-01"))["id"] == later

    assert await admin.ask(RESULT, cycle=cycle, person=town["wang"]) == before
    trial = (await officer.ask(TRIAL, scheme=later, cycle=cycle))["schemeTrial"]
    [move] = [one for one in trial["moves"]["nodes"] if one["appraisal"]["id"] == appraisal["id"]]
    assert (move["pointsBefore"], move["pointsAfter"]) == ("92.00", "80.00")  # 184 of 230, of 60
    assert [(one["code"], float(one["change"])) for one in move["because"]] == [("visits", -12)]


async def test_an_empty_reading_is_not_a_zero(admin, clock, closed, sums, town, verified):
    """A product counted what nobody had reported as nought, so whoever had not reported yet had failed.

    Here there is no score but what it could be, no grade, and nobody's mean is lowered.
    """
    clock.set(2020, 12, 31, 2)
    await verified(92, "2020-12-31")
    nothing = (await admin.ask(ASSESSMENT, person=town["li"], asOf="2020-12-31"))["person"]["assessment"]
    assert nothing["score"] == {"points": None, "low": "32.00", "high": "92.00"}
    cycle = await closed()

    [found] = await sums("hefeng", cycle)

    assert (found["subjects"], found["scored"], found["mean"]) == (3, 1, "62.00")
    assert found["distribution"] == [{"grade": "AVERAGE", "count": 1}]
    assert found["dimensions"] == [
        {"code": "style", "subjects": 3, "mean": "80.00"},
        {"code": "work", "subjects": 1, "mean": "50.00"},
    ]


async def test_a_mean_and_a_sum_are_named_as_such(closed, clock, roll_up, sums, town, verified):
    """A dashboard showed sums of scores as if they were means, so the largest village was always the best.

    Here `points` is a sum, `mean` a mean, and how many it is over stands beside them.
    """
    clock.set(2020, 12, 31, 2)
    await verified(92, "2020-12-31")
    await verified(184, "2020-12-31", person=town["li"])

    of_indicator = await roll_up("hefeng")
    [of_cycle] = await sums("hefeng", await closed())

    assert (of_indicator["cadres"], of_indicator["points"], of_indicator["mean"]) == (2, "150.000000", "75.00")
    assert (of_cycle["scored"], float(of_cycle["points"]), of_cycle["mean"]) == (2, 154, "77.00")
