"""A tally whose process is killed comes, in another process, to what an uninterrupted one comes to."""

import asyncio
import json
import signal
import sys

import pytest

from graphql_api.assessment.tables import CycleRow, GradeRow, ResultRow, ResultSumRow, TallyRow
from graphql_api.platform.access import Role
from graphql_api.platform.tables import EventRow
from tests.graphql_api.assessment.conftest import PHOTO
from tests.graphql_api.assessment.cycles import ADVANCE, CYCLE, OPEN, quarter

PEOPLE, BATCH = 13, 3
DAYS = {"SELF_ASSESSMENT": (2020, 9, 30, 2), "REVIEW": (2020, 10, 9, 2), "CALIBRATION": (2020, 10, 12, 2)}

# Lets a cycle go on in batches of three, and stands still behind the nth call of one of the tally's steps.
TALLIER = """
import asyncio, random, sys, time
from dataclasses import replace
from datetime import datetime
from governance_core.assessment import Stage
from graphql_api.assessment.service import advance, tallying
from graphql_api.modules import built_in_modules
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.modules import Modules
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.testing import SetClock

database, cycle, to, who, now, step, times = sys.argv[1:]
tallying.BATCH = 3
real, calls = getattr(tallying, step), []

async def stand_still(*given):
    answer = await real(*given)
    calls.append(step)
    if len(calls) == int(times):
        print("half-way", flush=True)
        time.sleep(600)
    return answer

setattr(tallying, step, stand_still)

async def run():
    clock = SetClock(datetime.fromisoformat(now))
    service = Service(Settings(database_url=database), Modules(loaded=built_in_modules()), clock=clock)
    async with service.running():
        await asyncio.gather(service.courier.settled(), service.calendar.settled())
        with service.database.active():
            await advance(service.begin_for(replace(SYSTEM, person_id=who)), cycle=cycle, to=Stage(to))

asyncio.run(run())
"""


@pytest.fixture
async def office(sign_in, town):
    """Zhou of the town's organisation office."""
    return await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])


@pytest.fixture
async def crowd(admin, appoint, decide, office, scheme, service, submit, town):
    """Thirteen cadres in two villages, of whom all but one have some work verified, each other work."""
    service.calendar.stop()  # nobody goes on with a tally but who is told to
    for number in range(PEOPLE - 4):
        registered = await admin.act(
            "mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { ... on Person { id } } }",
            input={"name": f"干部{number}", "unit": town["hefeng"], "kind": "RESIDENCE", "on": "2020-01-01"},
        )
        town.ids[f"cadre-{number}"] = registered["id"]
        unit = ("hefeng-committee", "honggang-committee")[number % 2]
        await appoint(f"cadre-{number}", unit, "party-committee-member", "2020-02-01")
    people = ["li", "wang", "chen", *(f"cadre-{number}" for number in range(PEOPLE - 4))]
    for place, who in enumerate(people):
        about = {"scheme": scheme, "person": town[who], "occurredOn": "2020-07-01", "evidence": [PHOTO]}
        for indicator, entry in (
            ("visits", {"amount": f"{(place * 7) % 90}"}),
            ("conduct", {"points": {"points": f"{place % 5}", "reason": "据实"}}),
        ):
            record = await submit(office, {**about, "indicator": indicator, "entry": entry})
            assert (await decide(admin, "verify", record["id"]))["status"] == "VERIFIED"


@pytest.fixture
async def cycles(clock, crowd, office, town):
    """Two cycles of the same days and people, both in review: one to be left in peace, one to be killed."""
    made = {
        name: (await office.act(OPEN.replace("CYCLE", CYCLE), input=quarter(town, code=name)))["id"]
        for name in ("whole", "killed")
    }
    for to in ("SELF_ASSESSMENT", "REVIEW"):
        clock.set(*DAYS[to])
        for cycle in made.values():
            entered = await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": cycle, "to": to})
            assert entered["stage"] == to
    clock.set(*DAYS["CALIBRATION"])
    return made


@pytest.fixture
def killed(clock, cycles, service, town):
    """Begins, in a process of its own, what lets the second cycle go on, and kills it behind the nth call of a step."""

    async def killed(to, step, times):
        given = (cycles["killed"].partition(":")[2], to, town.key("zhou"), clock().isoformat(), step, str(times))
        tallier = await asyncio.create_subprocess_exec(
            sys.executable, "-c", TALLIER, service.settings.database_url, *given, stdout=asyncio.subprocess.PIPE
        )
        assert tallier.stdout is not None
        said = await asyncio.wait_for(tallier.stdout.readline(), 60)
        tallier.send_signal(signal.SIGKILL)
        await tallier.wait()
        clock.forward(minutes=1)  # the other process's clock has gone on too
        assert said == b"half-way\n"

    return killed


@pytest.fixture
def gone_on_with(clock, service):
    """Turns the page in this process until no tally is left, which is the lease of the killed one over."""

    async def gone_on_with():
        clock.forward(minutes=2)
        with service.database.active():
            await service.calendar.turn()

    return gone_on_with


@pytest.fixture
def in_view(cycles, service):
    """All that a cycle's results in view come to, whatever it is called and at which second they were asked for."""

    async def in_view(name):
        with service.database.active():
            cycle = await CycleRow.get(code=name)
            shown = {"cycle_id": cycle.id, "tally_id": cycle.tally_id}
            results = await ResultRow.filter(**shown).order_by("person_id")
            grades = await GradeRow.filter(**shown, in_view=True).order_by("person_id")
            sums = await ResultSumRow.filter(**shown, in_view=True).order_by("unit_id")
            assert await GradeRow.filter(cycle_id=cycle.id, in_view=True).count() == len(grades)
            assert await ResultSumRow.filter(cycle_id=cycle.id, in_view=True).count() == len(sums)
            tally = await TallyRow.get_or_none(id=cycle.tally_id)
        for row in results:
            assert row.known_at.isoformat() == row.assessment_data.pop("known_at") == tally.known_at.isoformat()
        names = ("points", "low", "high", "best", "ties", "sums_data", "assessment_data", "service_data", "counted_in")
        made = [
            [(row.person_id, *(getattr(row, one) for one in names)) for row in results],
            [(row.person_id, row.points, row.reached, row.because, row.grade, row.audience) for row in grades],
            [(row.unit_id, row.subjects, row.scored, row.points, row.sums_data) for row in sums],
        ]
        return json.loads(json.dumps(made, default=str).replace(f'"{name}"', '"the cycle"'))

    return in_view


async def _let_in(office, cycle, to):
    entered = await office.act(ADVANCE.replace("CYCLE", CYCLE), input={"cycle": cycle, "to": to})
    assert entered["stage"] == to, entered


@pytest.mark.parametrize(
    ("step", "times", "kept"),
    [
        ("put_results_aside", 1, 0),  # in the first batch, which is written and not committed
        ("put_results_aside", 3, 2 * BATCH),  # in the third
        ("go_on", 2, 2 * BATCH),  # between the second and the third
        ("bring_into_view", 1, PEOPLE),  # in the last transaction, when all is written and not committed
    ],
)
async def test_a_killed_tally_is_gone_on_with_to_the_same_result(
    cycles, gone_on_with, in_view, kept, killed, moves_to_honggang, office, service, step, times
):
    """After kill -9 nothing is in view; then everybody is scored once, and every number is that of a tally in peace."""
    await _let_in(office, cycles["whole"], "CALIBRATION")
    await killed("calibration", step, times)
    with service.database.active():
        left = await CycleRow.get(code="killed")
        tally = await TallyRow.get(cycle_id=left.id)
        results = await ResultRow.filter(cycle_id=left.id).count()
    assert (left.stage, left.tally_id, tally.state, tally.done, results) == ("review", None, "running", kept, kept)
    assert await in_view("killed") == [[], [], []]

    await moves_to_honggang("2020-08-01")  # what becomes known meanwhile is for the next tally
    await gone_on_with()

    whole = await in_view("whole")
    assert await in_view("killed") == whole
    assert [len(each) for each in whole[:2]] == [PEOPLE, PEOPLE]
    points = [row[1] for row in whole[0]]
    assert points.count(None) == 1  # who has nothing verified; the others differ
    assert len(set(points)) > BATCH
    with service.database.active():
        left = await CycleRow.get(code="killed")
        assert await ResultRow.filter(cycle_id=left.id).count() == PEOPLE
        assert await GradeRow.filter(cycle_id=left.id).count() == PEOPLE
        (tally,) = await TallyRow.filter(cycle_id=left.id)
        changed = EventRow.filter(name="assessment.cycle-stage-changed").order_by("id")
        told = await changed.values_list("payload", flat=True)
    assert (left.stage, tally.state, tally.done) == ("calibration", "done", PEOPLE)
    assert [one["stage"] for one in told if one["cycle"] == left.id] == ["self-assessment", "review", "calibration"]


async def test_whoever_is_killed_behind_the_last_step_has_left_nothing_to_do(
    cycles, gone_on_with, in_view, killed, office, service
):
    """All is in view though nobody was answered; whoever turns the page finds no tally that runs."""
    await _let_in(office, cycles["whole"], "CALIBRATION")
    await killed("calibration", "go_on", 6)

    whole = await in_view("whole")
    assert await in_view("killed") == whole
    await gone_on_with()

    assert await in_view("killed") == whole
    with service.database.active():
        assert await TallyRow.all().count() == 2


async def test_results_in_view_stay_there_until_others_come_into_view_whole(
    clock, cycles, gone_on_with, in_view, killed, office, service
):
    """Killed as results are made public: those of calibration are what everybody sees, and for reviewers alone."""
    for cycle in cycles.values():
        await _let_in(office, cycle, "CALIBRATION")
    before = await in_view("killed")
    clock.set(2020, 10, 13, 2)
    await _let_in(office, cycles["whole"], "PUBLICITY")

    await killed("publicity", "bring_into_view", 1)

    assert await in_view("killed") == before
    assert {row[-1] for row in before[1]} == {"reviewers"}
    await gone_on_with()
    after = await in_view("killed")
    assert after == await in_view("whole")
    assert {row[-1] for row in after[1]} == {"all"}
    with service.database.active():
        left = await CycleRow.get(code="killed")
        named = await GradeRow.filter(cycle_id=left.id, in_view=True).values_list("decided_by", flat=True)
    assert len(named) == PEOPLE
    assert len(set(named)) == 1
