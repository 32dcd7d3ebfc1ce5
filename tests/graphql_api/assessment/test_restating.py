"""A closed result stands: it is worked out again to the last digit, and what is known since is told beside it."""

import asyncio
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from graphql_api.assessment.tables import GradeRow, RecordRow, ResultRow, SchemeRow, TallyRow
from graphql_api.cli.commands import app
from tests.graphql_api.assessment.closing import to_calibration, to_close
from tests.graphql_api.assessment.cycles import ADVANCE, CYCLE, OPEN, act, quarter

NOW = """query ($cycle: ID!, $person: ID) { appraisals(filter: {cycle: $cycle, person: $person}) { nodes { personName
  grades { points grade result { points ifKnownNow { takesPart points low high best change
    because { code title before after change } } } } } } }"""
REVISE = """mutation ($input: ReviseSchemeInput!) { reviseScheme(input: $input) {
  ... on IndicatorScheme { id } ... on UserError { code path } } }"""
CORRECT = """mutation ($input: CorrectAppointmentInput!) { correctAppointment(input: $input) {
  ... on Appointment { id } ... on UserError { code path message } } }"""


@pytest.fixture
def command(service, monkeypatch):
    """Runs `governance results check` against the town, beside the service: its exit code, and what it printed."""
    monkeypatch.setenv("GOVERNANCE_DATABASE_URL", service.settings.database_url)

    async def command(*words):
        def run():
            return CliRunner().invoke(app, ["results", "check", *words])

        answer = await asyncio.get_running_loop().run_in_executor(None, run)
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer.exit_code, answer.output

    return command


@pytest.fixture
async def closed(
    advance, appraisal_of, cadre, clock, cycle, decide, neighbour, office, secretary, submit, town, visits
):
    """A closed quarter: Wang's work verified but for one record, adjusted, and an appeal upheld."""
    clock.set(2020, 9, 1, 2)
    for day, amount in (("2020-07-20", 30), ("2020-08-20", 40)):
        record = await submit(cadre, visits(amount, on=day))
        assert (await decide(secretary, "verify", record["id"]))["status"] == "VERIFIED"
    late = await submit(cadre, visits(9, on="2020-08-28"))
    await to_calibration(advance, clock)
    mine = {"appraisal": (await appraisal_of(cadre, "王合成"))["id"]}
    await to_close(advance, clock, mine, cadre=cadre, neighbour=neighbour, office=office, town=town)
    return {"cycle": cycle, "late": late["id"]}


async def _wang(client, closed, town):
    found = (await client.ask(NOW, cycle=closed["cycle"], person=town["wang"]))["appraisals"]["nodes"]
    return found[0]["grades"][0]["result"]


async def test_every_stage_s_results_are_what_the_facts_of_then_come_to(advance, clock, closed, command):
    """Nothing differs, though adjustments and an upheld appeal came between the tallies."""
    assert await command() == (0, "2020-q3: all as worked out again.\n")
    assert await command("2020-q3") == (0, "2020-q3: all as worked out again.\n")
    code, told = await command("2019-q1")
    assert (code, told.split(":")[0]) == (1, "NOT_FOUND")


async def test_results_before_the_close_are_held_against_their_own_tally(advance, appraisal_of, clock, command, office):
    """An adjustment made since the tally in view is no difference: it counts in the next."""
    await to_calibration(advance, clock)
    clock.set(2020, 10, 12, 4)
    mine = (await appraisal_of(office, "王合成"))["id"]
    await office.act(act("adjustScore"), input={"appraisal": mine, "points": "2", "reason": "抗洪值守"})

    assert await command() == (0, "2020-q3: all as worked out again.\n")


async def test_a_result_that_was_changed_in_the_database_is_named(closed, command, service, town):
    """By whose it is and what of it is not the same: the last digit suffices."""
    with service.database.active():
        row = await ResultRow.filter(person_id=town.key("wang")).order_by("-id").first()
        await ResultRow.filter(id=row.id).update(points=row.points + Decimal("0.01"))

    code, told = await command()

    assert code == 1
    assert told == f"2020-q3: 1 differ\n  王合成 ({row.appraisal_id}), points\n"


async def test_a_record_that_was_changed_in_the_database_shows_in_the_results_that_rest_on_it(
    closed, command, service, town
):
    """The indicator is named, with what is kept of it and what the records say."""
    with service.database.active():
        row = await RecordRow.filter(person_id=town.key("wang"), occurred_on="2020-08-20").first()
        await RecordRow.filter(id=row.id).update(entry_data={**row.entry_data, "amount": "41"})

    code, told = await command()

    assert code == 1
    assert "王合成" in told
    assert "assessment_data; visits: " in told


async def test_what_is_verified_after_the_close_changes_nothing_and_is_told(closed, command, decide, secretary, town):
    """The closed score stands; beside it what it would be, by how much, and by which indicators."""
    before = await _wang(secretary, closed, town)
    assert (before["ifKnownNow"]["change"], before["ifKnownNow"]["because"]) == ("0.00", [])
    assert before["ifKnownNow"]["points"] == f"{Decimal(before['points']):.2f}"

    assert (await decide(secretary, "verify", closed["late"]))["status"] == "VERIFIED"
    after = await _wang(secretary, closed, town)

    assert after["points"] == before["points"]
    told = after["ifKnownNow"]
    (move,) = told["because"]
    assert (move["code"], move["title"]) == ("visits", "Household visits")
    assert Decimal(told["change"]) == Decimal(told["points"]) - Decimal(after["points"]) > 0
    assert abs(Decimal(move["change"]) - Decimal(told["change"])) <= Decimal("0.01")
    assert await command() == (0, "2020-q3: all as worked out again.\n")


async def test_a_version_in_force_since_changes_nothing_and_is_told(
    admin, closed, command, publish, secretary, service, sound_scheme, scheme, town
):
    """No act puts a version into days gone by, but what the database says may: then the difference is told."""
    kept = await _wang(secretary, closed, town)
    work, style = sound_scheme["dimensions"]
    work["indicators"][0]["measure"]["quantity"]["target"] = "368"
    revised = await admin.act(REVISE, input={"scheme": scheme, "dimensions": [work, style]})
    await publish(admin, revised["id"])
    with service.database.active():
        await SchemeRow.filter(id=revised["id"].partition(":")[2]).update(effective_on="2020-08-15")

    after = await _wang(secretary, closed, town)

    assert after["points"] == kept["points"]
    told = after["ifKnownNow"]
    assert (told["points"], told["change"]) == (None, None)  # nothing is recorded under the version: it is open
    assert Decimal(told["low"]) < Decimal(kept["points"]) < Decimal(told["high"])
    assert "visits" in {one["code"] for one in told["because"]}
    assert await command() == (0, "2020-q3: all as worked out again.\n")


async def test_a_post_that_is_corrected_changes_nothing_and_is_told(admin, closed, command, secretary, town):
    """Whoever turns out never to have held it would not have taken part."""
    kept = await _wang(secretary, closed, town)
    corrected = await admin.act(
        CORRECT,
        input={
            "appointment": town["wang-member"],
            "period": {"from": "2020-10-05", "to": None},
            "reason": "任职日期登记错误",
        },
    )
    assert "id" in corrected, corrected

    after = await _wang(secretary, closed, town)

    assert after["points"] == kept["points"]
    assert (after["ifKnownNow"]["takesPart"], after["ifKnownNow"]["points"]) == (False, None)
    assert await command() == (0, "2020-q3: all as worked out again.\n")


async def test_who_sees_no_result_is_told_no_other(advance, cadre, clock, cycle, town):
    """What a result would be is told with it, and so not before it is made public."""
    await to_calibration(advance, clock)

    (mine,) = (await cadre.ask(NOW, cycle=cycle, person=town["wang"]))["appraisals"]["nodes"]

    assert mine["grades"] == []


async def test_many_results_cost_no_statement_each(closed, office, statements, town):
    """Four or one, what they would be is worked out together."""
    for _ in range(2):
        statements.clear()
        await office.ask(NOW, cycle=closed["cycle"], person=town["wang"])
    few = len(statements)
    statements.clear()

    everybody = (await office.ask(NOW, cycle=closed["cycle"]))["appraisals"]["nodes"]

    assert len(everybody) == 4
    assert len(statements) == few


async def test_a_year_rests_on_the_routine_results_that_were_in_view(closed, clock, command, office, service, town):
    """They are held against it too: one that was changed is named in the year that was built on it."""
    quarterly = quarter(town)
    year = {
        "code": "2020",
        "kind": "ANNUAL",
        "title": {"zh": "2020年度考核"},
        "period": {"from": "2020-01-01", "to": "2021-01-01"},
        "routine": [closed["cycle"]],
        "routineWeight": "30",
        "grading": {"quotaBy": "WHOLE"},
    }
    annual = (await office.act(OPEN.replace("CYCLE", CYCLE), input={**quarterly, **year}))["id"]
    for to, day in (
        ("SELF_ASSESSMENT", (2020, 12, 31)),
        ("REVIEW", (2021, 1, 11)),
        ("CALIBRATION", (2021, 1, 20)),
    ):
        clock.set(*day, 2)
        entered = await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": annual, "to": to})
        assert entered["stage"] == to, entered
    assert await command("2020") == (0, "2020: all as worked out again.\n")

    with service.database.active():
        tally = (await TallyRow.filter(cycle_id=closed["cycle"].partition(":")[2]).order_by("-id").first()).id
        await GradeRow.filter(tally_id=tally, person_id=town.key("wang")).update(points=Decimal(50))
    code, told = await command("2020")

    assert code == 1
    assert "王合成" in told
    assert "assessment_data" in told
