"""What subscribers are told of cycles, appraisals and warnings over a WebSocket, and who is told nothing of it."""

import pytest

from graphql_api.platform.access import Role
from tests.graphql_api.assessment.cycles import ADVANCE, CYCLE, OPEN, act, quarter
from tests.graphql_api.subscribing import listening

CHANGES = """subscription ($types: [String!]) { changes(types: $types) { event subject {
  ... on AssessmentCycle { stage dueOn tallies { state fault } } ... on Appraisal { personName }
  ... on ProgressWarning { light person { name } indicator { code } } } } }"""


@pytest.fixture
async def listen(address):
    """Opens a subscription as a caller."""
    listeners = []

    async def listen(client, *types):
        listeners.append(await listening(address, client, CHANGES, types=types))
        return listeners[-1]

    yield listen
    for listener in listeners:
        await listener.socket.close()


@pytest.fixture
async def office(sign_in, town):
    """Zhou of the town's organisation office."""
    return await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])


@pytest.fixture
async def stranger(sign_in, town):
    """Chen as a cadre of another village."""
    return await sign_in(Role.CADRE, town["honggang"], town["chen"])


@pytest.fixture
def advance(clock, office, scheme, town):
    """Opens the quarter's cycle, and lets it go on to a stage on a day."""
    cycles = []

    async def advance(to=None, *day):
        if to is None:
            cycles.append((await office.act(OPEN.replace("CYCLE", CYCLE), input=quarter(town)))["id"])
            return cycles[0]
        clock.set(2020, *day, 2)
        return await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": cycles[0], "to": to})

    return advance


APPRAISALS = "query ($cycle: ID!) { appraisals(filter: {cycle: $cycle}) { nodes { id personName } } }"


async def test_whoever_takes_part_is_told_of_every_stage(advance, cadre, listen, office, stranger):
    """A cycle's stages are for everybody to know, in whichever village; what its tallies come to is for the town."""
    listeners = [await listen(client, "AssessmentCycle") for client in (office, cadre, stranger)]
    await advance()
    for listener in listeners:
        opened = await listener.change()
        assert (opened["event"], opened["subject"]["stage"]) == ("assessment.cycle-opened", "OPEN")

    for to, day, due in (
        ("SELF_ASSESSMENT", (9, 30), "2020-10-14"),
        ("REVIEW", (10, 9), "2020-10-15"),  # the Saturday is worked
        ("CALIBRATION", (10, 12), "2020-10-19"),
    ):
        await advance(to, *day)
        for listener in listeners:
            change = await listener.change()
            assert change["event"] == "assessment.cycle-stage-changed"
            assert (change["subject"]["stage"], change["subject"]["dueOn"]) == (to, due)
            tallied = to == "CALIBRATION" and listener is listeners[0]
            assert change["subject"]["tallies"] == ([{"state": "done", "fault": None}] if tallied else [])
    assert [await listener.silent(0.2) for listener in listeners] == [True] * 3


async def test_who_waits_for_a_tally_is_told_that_it_came_to_nothing(advance, listen, office):
    """The act may have answered long before; the fault is read with the cycle."""
    cycle = await advance()
    for to, day in (("SELF_ASSESSMENT", (9, 30)), ("REVIEW", (10, 9)), ("CALIBRATION", (10, 12))):
        await advance(to, *day)
    for one in (await office.ask(APPRAISALS, cycle=cycle))["appraisals"]["nodes"]:
        if one["personName"] != "周合成":
            decision = {"appraisal": one["id"], "grade": "GOOD", "reason": "表现突出"}
            assert "id" in await office.act(act("decideGrade"), input=decision)
    listener = await listen(office, "AssessmentCycle")

    await advance("PUBLICITY", 10, 13)

    change = await listener.change()
    assert (change["event"], change["subject"]["stage"]) == ("assessment.tally-failed", "CALIBRATION")
    assert change["subject"]["tallies"][0]["state"] == "failed"
    assert "最高等次名额" in change["subject"]["tallies"][0]["fault"]
    assert await listener.silent(0.2)


async def test_what_is_said_of_somebody_is_told_to_whom_it_concerns(
    advance, cadre, listen, office, secretary, sign_in, stranger, town
):
    """Themself and their reviewers; nobody in another village, no colleague and no reader."""
    cycle = await advance()
    await advance("SELF_ASSESSMENT", 9, 30)
    (mine,) = (await cadre.ask(APPRAISALS, cycle=cycle))["appraisals"]["nodes"]
    colleague = await sign_in(Role.CADRE, town["hefeng"], town["li"])
    reader = await sign_in(Role.READER, town["town"])
    told = [await listen(client, "Appraisal") for client in (cadre, secretary, office)]
    untold = [await listen(client, "Appraisal") for client in (stranger, colleague, reader)]

    await cadre.act(act("selfAssess"), input={"appraisal": mine["id"], "statement": "走访七十户次"})

    for listener in told:
        change = await listener.change()
        assert (change["event"], change["subject"]) == ("assessment.self-assessed", {"personName": "王合成"})
    assert [await listener.silent(0.3) for listener in untold] == [True] * 3


async def test_warnings_are_told_to_themselves_and_who_reviews_them(
    cadre, clock, decide, listen, scheme, secretary, service, sign_in, stranger, submit, visits
):
    """Of Hefeng its secretary and each cadre hear; a cadre of another village hears of their own alone."""
    everybody = {"secretary": secretary, "cadre": cadre, "stranger": stranger}
    listeners = {name: await listen(client, "ProgressWarning") for name, client in everybody.items()}
    clock.set(2020, 7, 20)
    with service.database.active():
        await service.calendar.turn()

    async def heard(name, count):
        changes = [await listeners[name].change() for _ in range(count)]
        assert await listeners[name].silent(0.3)
        return sorted(
            (one["event"].rpartition("-")[2], one["subject"]["person"]["name"], one["subject"]["light"])
            for one in changes
        )

    hefeng = sorted(("warned", who, "RED") for who in ("李合成", "王合成", "周合成"))
    assert await heard("secretary", 3) == hefeng
    assert await heard("cadre", 1) == [("warned", "王合成", "RED")]
    assert await heard("stranger", 1) == [("warned", "陈合成", "RED")]

    record = await submit(cadre, visits(40, on="2020-07-19"))
    await decide(secretary, "verify", record["id"])

    assert await heard("secretary", 1) == await heard("cadre", 1) == [("recovered", "王合成", "GREEN")]
    assert await listeners["stranger"].silent(0.2)
