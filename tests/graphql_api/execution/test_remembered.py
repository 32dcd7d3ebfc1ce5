"""Answers that are told again while nothing has changed, and callers who are proved by the statement that answers."""

import asyncio

import pytest
from tortoise.transactions import in_transaction

from graphql_api.organisation.tables.rows import UnitStateRow
from graphql_api.platform.access import Role
from graphql_api.platform.engines import sqlite
from graphql_api.platform.sql import is_sqlite
from graphql_api.platform.tables import AccessTokenRow
from tests.graphql_api.organisation.test_acts import act

NAMES = "query ($id: ID!) { unit(by: {id: $id}) { name children { nodes { name } } } }"
UNITS = "{ units(first: 50) { totalCount nodes { name } } }"


@pytest.fixture
async def admin(sign_in, town):
    """The town's administrator, who reads Chinese."""
    return await sign_in(Role.TOWN_ADMIN, town["town"], language="zh")


@pytest.fixture
def answered(service):
    """How many queries have been answered in each way, as far as it is not none."""

    def counted():
        (counter,) = service.metrics.queries.collect()
        return {one.labels["how"]: one.value for one in counter.samples if one.name.endswith("_total") and one.value}

    return counted


async def warmed(client, query, /, **variables):
    """The answer, which is remembered from then on."""
    await client.ask(query, **variables)
    return await client.ask(query, **variables)


async def test_an_act_is_seen_by_the_next_question(admin, town, answered):
    """What was remembered before it is not told any more."""
    first = await warmed(admin, NAMES, id=town["hefeng"])
    assert await admin.ask(NAMES, id=town["hefeng"]) == first
    assert answered() == {"statement": 2, "remembered": 1}

    await admin.act(act("renameUnit"), input={"unit": town["hefeng"], "name": {"zh": "鹤峰新村"}, "on": "2020-07-01"})

    assert (await admin.ask(NAMES, id=town["hefeng"]))["unit"]["name"] == "鹤峰新村"
    assert answered() == {"statement": 3, "remembered": 1}


async def test_what_anybody_changes_in_the_database_is_seen_at_once(admin, town, service):
    """No act of this worker is needed: another worker, or an operator by hand, changes the database too."""
    await warmed(admin, NAMES, id=town["hefeng"])

    with service.database.active():
        await UnitStateRow.filter(unit_id=town.key("hefeng")).update(name_zh="手改村")

    assert (await admin.ask(NAMES, id=town["hefeng"]))["unit"]["name"] == "手改村"


async def test_callers_of_one_scope_share_what_is_remembered_and_others_do_not(sign_in, town, answered):
    """A second administrator is told what the first was; a village's reader is told what is theirs."""
    asking = [(Role.TOWN_ADMIN, "town"), (Role.TOWN_ADMIN, "town"), (Role.READER, "hefeng")]
    first, second, other = [await sign_in(role, town[scope]) for role, scope in asking]

    assert (await warmed(first, UNITS))["units"]["totalCount"] == 16
    assert answered() == {"statement": 2}
    assert (await warmed(second, UNITS))["units"]["totalCount"] == 16
    assert answered() == {"statement": 2, "remembered": 2}
    assert (await warmed(other, UNITS))["units"]["totalCount"] == 10
    assert answered() == {"statement": 4, "remembered": 2}


@pytest.mark.parametrize("change", [{"revoked_at": "now"}, {"expires_at": "now"}], ids=["revoked", "expired"])
async def test_a_token_that_has_ended_is_told_nothing_more(admin, town, service, clock, change):
    """Though its last answer is remembered, and though it was found a moment ago."""
    await warmed(admin, NAMES, id=town["hefeng"])
    assert (await admin.post(NAMES, id=town["hefeng"])).status_code == 200

    with service.database.active():
        await AccessTokenRow.all().update(**dict.fromkeys(change, clock()))

    assert (await admin.post(NAMES, id=town["hefeng"])).status_code == 401


async def test_a_token_of_another_scope_or_role_counts_at_once(admin, town, service):
    """A caller whose token was narrowed sees no more than it says now."""
    assert (await warmed(admin, UNITS))["units"]["totalCount"] == 16

    with service.database.active():
        await AccessTokenRow.all().update(scope_id=town.key("hefeng"), role="reader")

    assert (await admin.ask(UNITS))["units"]["totalCount"] == 10


async def test_a_unit_that_moves_takes_what_its_callers_see_along(admin, sign_in, town):
    """Whoever sees a village sees what comes to stand below it."""
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"])
    before = (await warmed(secretary, UNITS))["units"]["totalCount"]

    moved = {"unit": town["hefeng-1"], "parent": town["honggang"], "on": "2020-07-01"}
    await admin.act(act("moveUnit"), input=moved)

    assert (await secretary.ask(UNITS))["units"]["totalCount"] > before


async def test_the_next_day_is_another_question(admin, town, clock):
    """What was so yesterday is not told today."""
    renamed = {"unit": town["hefeng"], "name": {"zh": "鹤峰新村"}, "on": "2020-07-02"}
    clock.set(2020, 7, 1, 4)
    await admin.act(act("renameUnit"), input=renamed)
    for _ in range(3):
        assert (await admin.ask(NAMES, id=town["hefeng"]))["unit"]["name"] == "鹤峰村"

    clock.forward(days=1)

    assert (await admin.ask(NAMES, id=town["hefeng"]))["unit"]["name"] == "鹤峰新村"


async def test_a_question_does_not_wait_for_whoever_writes(admin, town, service):
    """It is answered as before the act, until that is done."""
    await warmed(admin, NAMES, id=town["hefeng"])
    written, asked = asyncio.Event(), asyncio.Event()

    async def write():
        with service.database.active():
            async with in_transaction():
                await UnitStateRow.filter(unit_id=town.key("hefeng")).update(name_zh="新名村")
                written.set()
                await asked.wait()

    writing = asyncio.create_task(write())
    await written.wait()
    try:
        meanwhile = await asyncio.wait_for(admin.ask(NAMES, id=town["hefeng"]), 5)
    finally:
        asked.set()
        await writing

    assert meanwhile["unit"]["name"] == "鹤峰村"
    assert (await admin.ask(NAMES, id=town["hefeng"]))["unit"]["name"] == "新名村"


async def test_a_statement_that_takes_long_is_left_to_a_thread(admin, town, service, monkeypatch, answered):
    """SQLite's holds nobody else up: it is broken off, gives the same answer later, and nothing of it is remembered."""
    monkeypatch.setattr(sqlite, "_MOMENT", -1.0)
    monkeypatch.setattr(sqlite, "_STEPS", 1)
    connection = service.database.connection
    if is_sqlite(connection) and connection._reading is not None:  # the calendar has opened it, with other steps
        connection._reading.close()
        connection._reading = None

    for _ in range(4):
        assert (await admin.ask(NAMES, id=town["hefeng"]))["unit"]["name"] == "鹤峰村"

    assert answered() == {"statement": 4} if is_sqlite(service.database.connection) else {"remembered": 2}


async def test_what_is_asked_with_many_values_is_not_remembered(admin, answered):
    """Else the values would fill the memory, and not the answers."""
    document = "query ($kinds: [String!]) { units(filter: {kinds: $kinds}) { totalCount } }"
    kinds = ["village", *(f"kind-{number}" for number in range(300))]

    for _ in range(3):
        assert await admin.ask(document, kinds=kinds) == {"units": {"totalCount": 2}}

    assert answered() == {"statement": 3}


async def test_what_is_nested_deeper_than_sqlite_reads_is_answered_all_the_same(admin, service, answered):
    """Six lists in one another are one statement on PostgreSQL, and left to the standard executor on SQLite."""
    document = "{ units(first: 1) { nodes { " + "children(first: 1) { nodes { " * 5 + "name" + " } }" * 6 + " }"

    found = (await admin.ask(document))["units"]["nodes"]

    assert [one["name"] for one in found[0]["children"]["nodes"][0]["children"]["nodes"]] == []
    assert answered() == {"standard" if is_sqlite(service.database.connection) else "statement": 1}
