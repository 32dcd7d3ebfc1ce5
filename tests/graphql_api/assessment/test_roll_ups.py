"""Scores that are kept when records are verified, and their sums for a unit and every unit above it."""

import asyncio

from graphql_api.platform.access import Role

SCORES = """query ($person: ID!, $first: Int) { person(by: {id: $person}) {
  indicatorScores(first: $first) { totalCount nodes {
    points asOf records unit { name } scheme { code } indicator { code title } person { name } } } } }"""


async def test_verifying_a_record_is_seen_in_every_unit_above(admin, figures, roll_up, scheme, town, verified):
    """A committee's member counts in the committee, in the village it leads, and above both; nobody else does."""
    await verified(1)

    assert await roll_up("hefeng-committee") == {
        "cadres": 1,
        "points": "100.000000",
        "mean": "100.00",
        "records": 1,
        "unit": {"name": "鹤峰村党委"},
        "scheme": {"code": "village-2020-h2"},
        "indicator": {"code": "visits", "title": "Household visits"},
    }
    for unit in ("hefeng", "town-committee", "town"):
        assert await figures(unit) == (1, "100.000000", 1), unit
    for unit in ("honggang", "honggang-committee", "hefeng-1", "office"):
        assert await figures(unit) is None, unit
    found = (await admin.ask(SCORES, person=town["wang"]))["person"]["indicatorScores"]
    assert found == {
        "totalCount": 1,
        "nodes": [
            {
                "points": "100.000000",
                "asOf": "2020-07-01",
                "records": 1,
                "unit": {"name": "鹤峰村党委"},
                "scheme": {"code": "village-2020-h2"},
                "indicator": {"code": "visits", "title": "Household visits"},
                "person": {"name": "王合成"},
            }
        ],
    }


async def test_what_nobody_has_verified_counts_nowhere(admin, decide, figures, officer, submit, town, visits):
    """Neither while it waits, nor once it is withdrawn."""
    record = await submit(officer, visits(1))

    assert await figures("town") is None
    await decide(officer, "withdraw", record["id"])
    assert await figures("town") is None
    assert (await admin.ask(SCORES, person=town["wang"]))["person"]["indicatorScores"]["nodes"] == []


async def test_a_correction_replaces_what_it_corrects(admin, clock, figures, scheme, town, verified):
    """The sums are those of the records that count: none is counted twice, and none stays behind."""
    mistaken = await verified(1)
    clock.forward(days=30)

    await verified("15.5", "2020-07-31", supersedes=mistaken)

    assert await figures("town") == (1, "50.000000", 1)
    (score,) = (await admin.ask(SCORES, person=town["wang"]))["person"]["indicatorScores"]["nodes"]
    assert (score["points"], score["asOf"], score["records"]) == ("50.000000", "2020-07-31", 1)


async def test_the_mean_is_over_scores_that_have_points(admin, clock, figures, roll_up, town, verified):
    """Who has said that the indicator makes no sense for them lowers no mean, and is not hidden: the records tell."""
    clock.forward(days=30)
    await verified("15.5", "2020-07-31")
    await verified(31, "2020-07-31", person=town["chen"])
    await verified(1, "2020-07-31", person=town["zhou"], entry={"notApplicable": "挂职期间不入户"})

    assert await figures("town") == (2, "150.000000", 3)
    assert (await roll_up("town"))["mean"] == "75.00"
    assert await figures("hefeng") == (1, "50.000000", 2)
    assert await figures("honggang") == (1, "100.000000", 1)


async def test_the_mean_is_rounded_as_the_core_rounds(figures, roll_up, town, verified, clock):
    """Two decimals, half up, from the exact sum."""
    clock.forward(days=30)
    await verified("15.5031", "2020-07-31")
    await verified("25.8292", "2020-07-31", person=town["chen"])

    assert await figures("town") == (2, "133.330000", 2)
    assert (await roll_up("town"))["mean"] == "66.67"


async def test_a_correction_can_bring_a_record_into_another_unit(clock, figures, moves_to_honggang, verified):
    """What was said of a day before the move and happened after it is taken out of the one and counted in the other."""
    mistaken = await verified(1)
    clock.forward(days=61)
    await moves_to_honggang("2020-08-15")

    await verified(62, "2020-08-31", supersedes=mistaken)

    assert await figures("hefeng") == (0, "0.000000", 0)
    assert await figures("honggang") == (1, "100.000000", 1)
    assert await figures("town") == (1, "100.000000", 1)


async def test_of_two_posts_the_one_that_is_served_in_counts(admin, figures, town, verified):
    """Zhou, an officer of the town who is seconded to Hefeng as its first secretary, is assessed there."""
    record = await verified(1, person=town["zhou"])

    found = await admin.ask("query ($id: ID!) { node(id: $id) { ... on ProgressRecord { unit { name } } } }", id=record)
    assert found == {"node": {"unit": {"name": "鹤峰村党委"}}}

    assert await figures("hefeng-committee") == (1, "100.000000", 1)
    assert await figures("office") is None


async def test_roll_ups_are_for_reviewing_roles(figures, roll_up, sign_in, town, verified):
    """The mean of one cadre is that cadre's score: who may not see scores sees no roll-up either."""
    await verified(1)

    for role, scope, person in (
        (Role.READER, "town", None),
        (Role.CADRE, "hefeng", "wang"),
        (Role.CADRE, "town", "zhou"),
    ):
        client = await sign_in(role, town[scope], person and town[person])
        assert await roll_up("hefeng", client=client) is None
    for role in (Role.VILLAGE_SECRETARY, Role.ASSESSOR, Role.ORGANISATION_OFFICE):
        client = await sign_in(role, town["hefeng"])
        assert (await roll_up("hefeng", client=client))["cadres"] == 1
    other = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"])
    asked = "query ($unit: ID!) { unit(by: {id: $unit}) { assessmentRollUps { totalCount } } }"
    assert (await other.ask(asked, unit=town["hefeng"]))["unit"] is None


async def test_scores_are_for_the_person_and_reviewing_roles(admin, cadre, sign_in, town, verified):
    """As the records they are made of."""
    await verified(1)
    reader = await sign_in(Role.READER, town["town"])
    other = await sign_in(Role.CADRE, town["hefeng"], town["li"])

    assert (await cadre.ask(SCORES, person=town["wang"]))["person"]["indicatorScores"]["totalCount"] == 1
    for client in (reader, other):
        assert (await client.ask(SCORES, person=town["wang"]))["person"]["indicatorScores"]["nodes"] == []


async def test_sixteen_writers_at_once_lose_nothing(admin, figures, officer, submit, town, visits, decide):
    """Every verification is in the sums of its unit and of the town, whatever the order in which they come."""
    people = ("wang", "chen", "zhou", "li")
    records = [
        await submit(officer, visits(4, person=town[who], indicator=indicator, entry=entry))
        for who in people
        for indicator, entry in (
            ("visits", {"amount": "0.125"}),
            ("visits", {"amount": "0.375"}),
            ("conduct", {"points": {"points": "5", "reason": "据实"}}),
            ("conduct", {"points": {"points": "-1", "reason": "据实"}}),
        )
    ]

    decided = await asyncio.gather(*(decide(admin, "verify", record["id"]) for record in records))

    assert [one["status"] for one in decided] == ["VERIFIED"] * 16
    assert await figures("town") == (4, "200.000000", 8)
    assert await figures("town", "conduct") == (4, "336.000000", 8)
    assert await figures("hefeng") == (3, "150.000000", 6)
    assert await figures("honggang", "conduct") == (1, "84.000000", 2)


async def test_a_verification_costs_the_same_whatever_there_is(admin, decide, officer, statements, submit, visits):
    """The statements that keep score and sums do not grow with the records of the cadre."""
    records = [await submit(officer, visits(1)) for _ in range(3)]
    await decide(admin, "verify", records[0]["id"])
    costs = []
    for record in records[1:]:
        statements.clear()
        await decide(admin, "verify", record["id"])
        costs.append(len(statements))

    assert costs[0] == costs[1] <= 30
