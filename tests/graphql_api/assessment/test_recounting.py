"""`governance roll-ups`, as an operator types it: what is kept is what a recount says, and what is not is put right."""

import asyncio
from importlib import import_module
from types import SimpleNamespace

import pytest

from graphql_api.assessment.roll_ups import ROLL_UPS
from graphql_api.assessment.tables import IndicatorRow
from graphql_api.platform.access import SYSTEM, Role
from graphql_api.platform.roll_ups import rebuild
from tests.graphql_api.assessment.conftest import ALL_IS_WELL

FIGURES = """query ($town: ID!, $hefeng: ID!) {
  town: unit(by: {id: $town}) { assessmentRollUps { nodes { cadres points records indicator { code } } } }
  hefeng: unit(by: {id: $hefeng}) { assessmentRollUps { nodes { cadres points records indicator { code } } } } }"""


@pytest.fixture
def figures(admin, town):
    """The roll-ups of the town and of Hefeng."""

    async def figures():
        return await admin.ask(FIGURES, town=town["town"], hefeng=town["hefeng"])

    return figures


@pytest.fixture
async def recorded(admin, clock, decide, sign_in, submit, town, visits):
    """A quarter of work in two villages, with a correction and a record that nobody has verified."""
    clock.forward(days=92)
    officer = await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])

    async def done(amount, on, who, *, verified=True, **changed):
        record = (await submit(officer, visits(amount, on, person=town[who], **changed)))["id"]
        if verified:
            await decide(admin, "verify", record)
        return record

    mistaken = await done(1, "2020-07-02", "wang")
    await done(7, "2020-07-09", "wang", supersedes=mistaken)
    await done(30, "2020-08-31", "wang")
    await done("12.345", "2020-09-01", "li")
    await done(50, "2020-09-01", "chen")
    await done(1, "2020-09-02", "chen", entry={"notApplicable": "无此项"})
    await done(3, "2020-09-03", "li", indicator="conduct", entry={"points": {"points": "3", "reason": "据实"}})
    return await done(9, "2020-09-04", "zhou", verified=False)


async def _run(service, *statements):
    with service.database.active():
        for statement in statements:
            await service.database.connection.execute_script(statement)


async def test_what_verifications_have_kept_is_what_a_recount_says(command, figures, recorded):
    """Record after record, the sums are never anything else; a rebuild has nothing to do."""
    before = await figures()

    assert await command("check") == (0, ALL_IS_WELL)
    assert await command("rebuild") == (0, "tallies: 0 put right.\nassessment: 0 put right.\ngaps: 0 put right.\n")
    assert await figures() == before
    assert {one["records"] for one in before["town"]["assessmentRollUps"]["nodes"]} == {1, 5}


async def test_a_sum_that_is_wrong_is_named_and_put_right(command, figures, recorded, service, town):
    """The unit and the indicator are said, and by how much; the exit code is for the machine that looks every night."""
    before = await figures()
    hefeng = town.key("hefeng")
    await _run(
        service,
        f"UPDATE assessment_roll_up SET cadres = cadres - 1, points = '7.5' WHERE unit_id = '{hefeng}' AND cadres > 1",
        f"DELETE FROM assessment_roll_up WHERE unit_id = '{town.key('town')}' AND cadres = 1",
    )

    code, told = await command("check", "--from-scores")

    assert (code, told.splitlines()[0]) == (1, "assessment: 2 differ")
    assert f"鹤峰村 ({hefeng}), village-2020-h2 1: visits: a recount of the sums gives cadres +1, points +" in told
    assert "village-2020-h2 1: conduct: a recount of the sums gives cadres +1, points +83.000000, records +1" in told
    assert await command("rebuild", "--from-scores") == (0, "assessment: 2 put right.\n")
    assert await figures() == before
    assert (await command("check"))[0] == 0


async def test_a_score_that_is_wrong_is_named_and_put_right(command, figures, recorded, service, town):
    """Scores are compared with their records: one that says something else, one too few and one too many."""
    before = await figures()
    wang, li, zhou = (town.key(name) for name in ("wang", "li", "zhou"))
    score = "assessment_score"
    await _run(
        service,
        f"UPDATE {score} SET points = '1.000000' WHERE person_id = '{wang}'",
        f"INSERT INTO {score} (person_id, scheme_id, indicator_id, unit_id, part, as_of, records, by_products)"
        f" SELECT '{zhou}', scheme_id, indicator_id, unit_id, '', as_of, 3, 0 FROM {score} WHERE person_id = '{wang}'",
        f"DELETE FROM {score} WHERE person_id = '{li}'",
    )

    code, told = await command("check")

    assert code == 1
    assert f"person {wang}: 1.000000 points on 2020-08-31 from 2 records in 4 units, and is " in told
    assert f"person {li}: no score, and is " in told
    assert f"person {zhou}: no points on 2020-08-31 from 3 records in 0 units, and is no score" in told
    await command("rebuild")
    assert await figures() == before
    assert (await command("check"))[0] == 0


async def test_a_town_from_before_there_were_roll_ups_gets_them(admin, command, figures, recorded, service, decide):
    """Records get the unit that they were made in, also those that are still to be verified."""
    before = await figures()
    await _run(
        service,
        "DELETE FROM assessment_score",
        "DELETE FROM assessment_roll_up",
        "UPDATE assessment_record SET unit_id = NULL",
    )
    assert (await command("check"))[0] == 1
    assert all(one["assessmentRollUps"]["nodes"] == [] for one in (await figures()).values())

    await command("rebuild")

    assert await figures() == before
    await decide(admin, "verify", recorded)
    assert await figures() != before
    assert (await command("check"))[0] == 0


async def test_writers_beside_a_rebuild_and_a_move_lose_nothing(
    admin, clock, command, decide, service, sign_in, submit, town, visits
):
    """They wait for each other, in one order: nobody is refused, and in the end everything is as a recount says."""
    clock.forward(days=92)
    officer = await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])
    people = [town[who] for who in ("wang", "li", "chen")]
    records = [
        (await submit(officer, visits(1, f"2020-0{7 + number % 3}-11", person=people[number % 3])))["id"]
        for number in range(24)
    ]

    async def move():
        for parent in ("honggang-committee", "town-committee"):
            await admin.act(
                "mutation ($input: MoveUnitInput!) { moveUnit(input: $input) { ... on Unit { id } } }",
                input={"unit": town["hefeng-committee"], "parent": town[parent], "on": "2020-08-01"},
            )

    begin = service.begin_for(SYSTEM)
    with service.database.active():
        *decided, _, _, _ = await asyncio.gather(
            *(decide(admin, "verify", record) for record in records),
            rebuild(begin, ROLL_UPS),
            move(),
            rebuild(begin, ROLL_UPS),
        )
    await service.courier.settled()

    assert [one["status"] for one in decided] == ["VERIFIED"] * 24
    assert await command("check") == (0, ALL_IS_WELL)


async def test_the_migration_writes_down_the_indicators_of_schemes_that_are_there(scheme, service):
    """As drafting a scheme does, in the same order."""
    migration = import_module("graphql_api.assessment.migrations.0002_roll_ups")
    with service.database.active():
        connection = service.database.connection
        drafted = await IndicatorRow.all().order_by("id").values()
        await connection.execute_script("DELETE FROM assessment_indicator")
        await migration._indicators(None, SimpleNamespace(client=connection))
        written = await IndicatorRow.all().order_by("id").values()

    assert [row["code"] for row in written] == ["visits", "conduct"]
    assert [{**row, "id": None} for row in written] == [{**row, "id": None} for row in drafted]


async def test_an_act_that_is_dated_back_moves_what_was_scored_since(
    admin, clock, command, figures, recorded, service, town
):
    """Where a unit stood on a day is as is known now: what was done since goes with it, July's record does not."""
    before = await figures()
    moved = await admin.act(
        "mutation ($input: MoveUnitInput!) { moveUnit(input: $input) { ... on Unit { id } } }",
        input={"unit": town["hefeng-committee"], "parent": town["honggang-committee"], "on": "2020-08-31"},
    )
    await service.courier.settled()

    assert moved["id"] == town["hefeng-committee"]
    above = await admin.ask(FIGURES, town=town["honggang-committee"], hefeng=town["hefeng-committee"])
    assert await figures() == before, "it serves the same area as before"
    assert [one["records"] for one in above["town"]["assessmentRollUps"]["nodes"]] == [4, 1]
    assert (await command("check"))[0] == 0


async def test_a_merger_that_is_dated_back_loses_nothing(admin, command, figures, recorded, service, town):
    """What was done in a unit after the day on which it ended, as turns out, counts where it last stood."""
    before = await figures()
    merged = await admin.act(
        """mutation ($input: MergeUnitsInput!) { mergeUnits(input: $input) { __typename
             ... on UserError { code message } } }""",
        input={
            "units": [town["honggang-committee"]],
            "into": town["hefeng-committee"],
            "on": "2020-08-01",
            "posts": [{"post": town["honggang-secretary"], "to": town["member"]}],
        },
    )
    await service.courier.settled()

    assert merged["__typename"] == "Unit", merged
    assert await figures() == before
    assert (await command("check"))[0] == 0
