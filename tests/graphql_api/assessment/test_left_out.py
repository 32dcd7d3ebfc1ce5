"""Whoever was enrolled and has no result is named with the reason, and what becomes known later changes no result."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from governance_core.errors import TallyRunning
from graphql_api.assessment.service import renew_tallies, tallying
from graphql_api.assessment.tables import AppraisalRow, CycleRow, GradeRow, LeftOutRow, ResultRow
from graphql_api.platform.access import SYSTEM, Role
from graphql_api.training.tables import ParticipationRow, SessionRow
from tests.graphql_api.assessment.cycles import ADVANCE, CYCLE, OPEN, act, quarter

LEFT_OUT = """query ($cycle: ID!) { assessmentCycles { nodes { tallies { stage done total
  leftOut { totalCount nodes { absence personName unitName explanation appraisal { id } } } } } }
  appraisals(filter: {cycle: $cycle}) { nodes { id personName leftOut { absence } grades { points }
    reviews { nodes { comment } } } } }"""
END = """mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { __typename } }"""
DAYS = {
    "SELF_ASSESSMENT": (9, 30),
    "REVIEW": (10, 9),
    "CALIBRATION": (10, 12),
    "PUBLICITY": (10, 13),
    "APPEALS": (10, 21),
    "CLOSED": (10, 29),
}


@pytest.fixture
async def office(sign_in, town):
    """Zhou of the town's organisation office."""
    return await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])


@pytest.fixture
async def cycle(office, scheme, town):
    """The id of the quarter's cycle."""
    return (await office.act(OPEN.replace("CYCLE", CYCLE), input=quarter(town)))["id"]


@pytest.fixture
def advance(clock, cycle, office):
    """Lets the cycle go on to a stage, through those before it."""

    async def advance(*stages, of=cycle):
        for to in stages:
            clock.set(2020, *DAYS[to], 2)
            entered = await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": of, "to": to})
            assert entered["stage"] == to, entered

    return advance


@pytest.fixture
def never_held(admin, town):
    """What is known of Wang's post is put right: it ended before the quarter began."""

    async def never_held():
        ended = await admin.act(END, input={"appointment": town["wang-member"], "on": "2020-06-30"})
        assert ended["__typename"] == "Appointment"

    return never_held


@pytest.fixture
def left_out(cycle):
    """Who is left out of the latest tally as a client sees it, and what they see of Wang's appraisal."""

    async def left_out(client):
        found = await client.ask(LEFT_OUT, cycle=cycle)
        tallies = found["assessmentCycles"]["nodes"][0]["tallies"]
        named = [(one["personName"], one["absence"]) for one in tallies[0]["leftOut"]["nodes"]] if tallies else None
        (wang,) = (one for one in found["appraisals"]["nodes"] if one["personName"] == "王合成")
        return named, [one["absence"] for one in wang["leftOut"]]

    return left_out


async def test_whose_post_is_corrected_after_enrolment_is_named_with_the_reason(
    advance, cadre, cycle, left_out, never_held, office, secretary
):
    """The office finds them with the tally, reviewers with the appraisal, and themself once results are public."""
    await advance("SELF_ASSESSMENT", "REVIEW")
    await never_held()

    await advance("CALIBRATION")

    assert await left_out(office) == ([("王合成", "NO_POST")], ["NO_POST"])
    assert await left_out(secretary) == (None, ["NO_POST"])
    assert await left_out(cadre) == (None, [])
    (tally,) = (await office.ask(LEFT_OUT, cycle=cycle))["assessmentCycles"]["nodes"][0]["tallies"]
    assert (tally["done"], tally["total"], tally["leftOut"]["totalCount"]) == (4, 4, 1)
    (named,) = tally["leftOut"]["nodes"]
    assert "check the posts" in named["explanation"]
    assert named["unitName"] == "鹤峰村党委"
    assert named["appraisal"]["id"].startswith("Appraisal:")

    await advance("PUBLICITY")

    assert await left_out(cadre) == (None, ["NO_POST"])
    assert await left_out(office) == ([("王合成", "NO_POST")], ["NO_POST"])


async def test_what_was_said_of_who_is_left_out_is_shown_to_them_with_the_results(
    advance, appoint, cadre, cycle, never_held, office, secretary
):
    """Being left out hides nothing from them that everybody else is shown."""
    await advance("SELF_ASSESSMENT", "REVIEW")
    (mine,) = (await cadre.ask(LEFT_OUT, cycle=cycle))["appraisals"]["nodes"]
    review = {"appraisal": mine["id"], "grade": "FAIRLY_GOOD", "comment": "工作扎实"}
    assert "id" in await secretary.act(act("reviewAppraisal"), input=review)
    await never_held()

    await advance("CALIBRATION", "PUBLICITY")

    (mine,) = (await cadre.ask(LEFT_OUT, cycle=cycle))["appraisals"]["nodes"]
    assert mine["reviews"]["nodes"] == [{"comment": "工作扎实"}]


async def test_who_turns_out_to_have_served_last_elsewhere_is_named_too(
    advance, clock, moves_to_honggang, office, scheme, town
):
    """A village's own cycle does not reach the neighbour; whoever moved there is assessed by a cycle that does."""
    given = quarter(town, unit=town["hefeng"])
    cycle = (await office.act(OPEN.replace("CYCLE", CYCLE), input=given | {"code": "hefeng-q3"}))["id"]
    await advance("SELF_ASSESSMENT", "REVIEW", of=cycle)
    await moves_to_honggang("2020-09-01")

    await advance("CALIBRATION", of=cycle)

    found = (await office.ask(LEFT_OUT, cycle=cycle))["assessmentCycles"]["nodes"]
    named = [one for each in found for tally in each["tallies"] for one in tally["leftOut"]["nodes"]]
    assert [(one["personName"], one["absence"]) for one in named] == [("王合成", "ELSEWHERE")]


async def test_who_is_put_right_in_time_is_left_out_no_more(advance, appoint, cadre, left_out, never_held, office):
    """The next tally finds the post again; the one in view is the one that counts."""
    await advance("SELF_ASSESSMENT", "REVIEW")
    await never_held()
    await advance("CALIBRATION")
    await appoint("wang", "hefeng-committee", "party-committee-member", "2020-07-01")

    await advance("PUBLICITY")

    assert await left_out(office) == ([], [])
    assert await left_out(cadre) == (None, [])


async def test_everybody_enrolled_has_a_result_or_is_left_out(advance, cycle, never_held, service):
    """Of every tally and in view: none is forgotten, and none is both."""
    await advance("SELF_ASSESSMENT", "REVIEW")
    await never_held()
    await advance("CALIBRATION", "PUBLICITY", "APPEALS", "CLOSED")

    with service.database.active():
        enrolled = sorted(await AppraisalRow.all().values_list("id", flat=True))
        for tally in {row.tally_id for row in await ResultRow.all()}:
            scored = await ResultRow.filter(tally_id=tally).values_list("appraisal_id", flat=True)
            out = await LeftOutRow.filter(tally_id=tally).values_list("appraisal_id", flat=True)
            assert sorted([*scored, *out]) == enrolled
        shown = await GradeRow.filter(in_view=True).values_list("appraisal_id", flat=True)
        out = await LeftOutRow.filter(in_view=True).values_list("appraisal_id", flat=True)
        assert sorted([*shown, *out]) == enrolled
        assert len(out) == 1


async def test_what_becomes_known_while_a_tally_waits_changes_nothing_of_it(
    advance, clock, cycle, left_out, monkeypatch, never_held, office, service
):
    """Posts count as they were known when it was asked for: however long it was interrupted, it comes to the same."""
    await advance("SELF_ASSESSMENT", "REVIEW")
    monkeypatch.setattr(tallying, "BATCH", 1)
    monkeypatch.setattr(tallying, "PATIENCE", -1.0)
    clock.set(2020, *DAYS["CALIBRATION"], 2)
    left = await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": cycle, "to": "CALIBRATION"})
    assert (left["stage"], left["tallies"][0]["done"]) == ("REVIEW", 1)
    await never_held()

    with service.database.active():
        while await renew_tallies(service.begin_for(SYSTEM), service.clock()):
            pass

    assert await left_out(office) == ([], [])


async def test_a_post_put_right_after_publicity_changes_no_closed_result(advance, cadre, left_out, never_held, office):
    """The close counts what was known when results were made public; who sees it otherwise appeals."""
    await advance("SELF_ASSESSMENT", "REVIEW", "CALIBRATION", "PUBLICITY")
    await never_held()

    await advance("APPEALS", "CLOSED")

    assert await left_out(office) == ([], [])


async def test_a_figure_entered_after_publicity_changes_no_closed_result(
    clock, made, office, one_indicator, service, town
):
    """Four hours of training were known then; six more, written down later, count in no result of the quarter."""
    hours = {"derived": {"formula": 'figure["training.hours"]', "unit": {"zh": "小时"}, "target": "10"}}
    await made(one_indicator(hours))
    opened = await office.act(OPEN.replace("CYCLE", CYCLE), input=quarter(town, schemes=["one"]))

    async def trained(hours, on, written_on):
        session, at = service.new_id(), datetime.combine(written_on, time(4), UTC)
        told = {"programme": "law", "unit_id": town.key("hefeng"), "held_on": on, "entry_id": session}
        with service.database.active():
            await SessionRow.create(id=session, hours=Decimal(hours), recorded_at=at, **told)
            await ParticipationRow.create(session_id=session, person_id=town.key("wang"), held_on=on)

    async def points_at(*stages):
        for to in stages:
            clock.set(2020, *DAYS[to], 2)
            entered = await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": opened["id"], "to": to})
            assert entered["stage"] == to, entered
        with service.database.active():
            return (await GradeRow.get(in_view=True, person_id=town.key("wang"))).points

    await trained("4", date(2020, 8, 1), date(2020, 8, 1))
    public = await points_at("SELF_ASSESSMENT", "REVIEW", "CALIBRATION", "PUBLICITY")
    await trained("6", date(2020, 9, 1), date(2020, 10, 14))

    assert public == await points_at("APPEALS", "CLOSED") == 40


async def test_a_tally_that_breaks_is_tried_again_and_holds_up_no_other(
    clock, cycle, advance, monkeypatch, office, service, town
):
    """A mistake of ours in one cycle: the others' tallies go on, and so does this one when it is mended."""
    other = (await office.act(OPEN.replace("CYCLE", CYCLE), input=quarter(town, code="other")))["id"]
    for one in (cycle, other):
        await advance("SELF_ASSESSMENT", "REVIEW", of=one)
    clock.set(2020, *DAYS["CALIBRATION"], 2)
    monkeypatch.setattr(tallying, "PATIENCE", -1.0)
    monkeypatch.setattr(tallying, "BATCH", 1)
    for one in (cycle, other):
        await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": one, "to": "CALIBRATION"})
    whole = tallying.put_results_aside

    async def broken(work, of, *more):
        if of.code == "2020-q3":
            raise ZeroDivisionError
        await whole(work, of, *more)

    async def stages():
        with service.database.active():
            while await renew_tallies(service.begin_for(SYSTEM), service.clock()):
                pass
            return dict(await CycleRow.all().values_list("code", "stage"))

    monkeypatch.setattr(tallying, "put_results_aside", broken)
    assert await stages() == {"2020-q3": "review", "other": "calibration"}

    monkeypatch.setattr(tallying, "put_results_aside", whole)
    assert await stages() == {"2020-q3": "calibration", "other": "calibration"}


async def test_a_tally_that_cannot_score_somebody_fails_and_holds_up_nobody(advance, clock, cycle, monkeypatch, office):
    """It says why, nothing of it is in view, and the cycle can go on when it is put right."""
    await advance("SELF_ASSESSMENT", "REVIEW")
    clock.set(2020, *DAYS["CALIBRATION"], 2)
    whole = tallying.put_results_aside

    async def refused(work, cycle, *_):
        raise TallyRunning(cycle=cycle.code)

    monkeypatch.setattr(tallying, "put_results_aside", refused)
    stopped = await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": cycle, "to": "CALIBRATION"})
    assert stopped["stage"] == "REVIEW"
    assert (stopped["tallies"][0]["state"], stopped["tallies"][0]["done"]) == ("failed", 0)
    assert "2020-q3" in stopped["tallies"][0]["fault"]

    monkeypatch.setattr(tallying, "put_results_aside", whole)
    await advance("CALIBRATION")
