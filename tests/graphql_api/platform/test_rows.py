"""Rows found, added and changed by statements that are written once."""

import asyncio
import logging
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tortoise.exceptions import BaseORMException, IntegrityError
from tortoise.transactions import in_transaction

from graphql_api.assessment.tables import RecordRow, ScoreRow
from graphql_api.platform.bulk import create_rows
from graphql_api.platform.errors import StaleVersion
from graphql_api.platform.rows import insert, query, select, update, upsert
from graphql_api.platform.tables import AuditEntryRow
from graphql_api.platform.work import next_version

ENTRY = {
    "id": "1",
    "at": datetime(2020, 7, 1, 8, 30, tzinfo=UTC),
    "token_id": None,
    "role": "reader",
    "act": "test.act",
    "subject": "subject",
    "detail": {"故事": [1, None]},
}
SCORE = {
    "person_id": "person",
    "scheme_id": "scheme",
    "indicator_id": "indicator",
    "unit_id": "unit",
    "points": Decimal("0.5"),
    "as_of": date(2020, 6, 1),
    "records": 2,
    "counted_in": "unit/",
}


@pytest.fixture
def database(service):
    """The service's database, whose tables are used here by themselves."""
    with service.database.active():
        yield service.database


async def test_a_row_is_found_as_it_was_added_and_as_tortoise_finds_it(database):
    """Both write and read a value the same way, on both engines."""
    await insert(AuditEntryRow, ENTRY)

    [found] = await select(AuditEntryRow, id="1")

    by_tortoise = await AuditEntryRow.get(id="1")
    assert found.detail == by_tortoise.detail == ENTRY["detail"]
    assert found.at == by_tortoise.at == ENTRY["at"]
    assert found.token_id is by_tortoise.person_id is None


@pytest.mark.parametrize("number", [3, 300], ids=["few", "many"])
async def test_many_rows_are_written_as_tortoise_writes_them(database, number):
    """Few or many at once, by COPY or not: each value is read as it was given."""
    scores = [{**SCORE, "person_id": f"person-{one}"} for one in range(number)]
    entries = [{**ENTRY, "id": str(one), "person_id": None} for one in range(number)]

    async with in_transaction():
        await create_rows([ScoreRow(**one) for one in scores])
        await create_rows([AuditEntryRow(**one) for one in entries])
        await create_rows([])

    found = [dict(one) for one in await ScoreRow.all().order_by("id").values(*SCORE)]
    assert found == scores
    found = [dict(one) for one in await AuditEntryRow.filter(act="test.act").values(*ENTRY, "person_id")]
    assert sorted(found, key=lambda one: int(one["id"])) == entries


async def test_conditions_hold_together(database):
    """Equal, empty, one of several, and between."""
    days = {str(number): datetime(2020, 7, number, tzinfo=UTC) for number in range(1, 6)}
    await insert(AuditEntryRow, *({**ENTRY, "id": key, "at": at} for key, at in days.items()))

    found = await select(
        AuditEntryRow, "id", "at", order=("id",), id__in={"1", "2", "3", "9"}, at__gt=days["1"], at__lte=days["3"],
        token_id=None, act="test.act",
    )  # fmt: skip

    assert [tuple(row) for row in found] == [("2", days["2"]), ("3", days["3"])]
    assert await select(AuditEntryRow, "id", id="1", person_id="nobody") == []


async def test_what_is_there_already_is_changed_instead(database):
    """Only the columns that are said, and a default is what the table's class has."""
    await upsert(ScoreRow, [SCORE], key=("person_id", "indicator_id", "unit_id", "part"), said=("points",))
    others = [{**SCORE, "points": None, "records": 9}, {**SCORE, "unit_id": "other", "points": Decimal("1.0000005")}]

    await upsert(ScoreRow, others, key=("person_id", "indicator_id", "unit_id", "part"), said=("points",))

    rows = await select(ScoreRow, "unit_id", "points", "records", order=("unit_id DESC",), person_id="person")
    assert [tuple(row) for row in rows] == [("unit", None, 2), ("other", Decimal("1.000000"), 2)]


async def test_a_change_says_how_many_rows_it_was(database):
    """None where no row fulfils the conditions; an empty value empties the column."""
    await insert(AuditEntryRow, ENTRY, {**ENTRY, "id": "2"})

    assert await update(AuditEntryRow, {"person_id": "somebody", "detail": []}, act="test.act") == 2
    assert await update(AuditEntryRow, {"person_id": None}, id="2") == 1
    assert await update(AuditEntryRow, {"person_id": None}, id="3") == 0

    assert [tuple(row) for row in await select(AuditEntryRow, "id", "detail", person_id="somebody")] == [("1", [])]


async def test_what_does_not_fit_is_refused_by_both_engines(database):
    """SQLite itself would take a text that is too long; a key that is there is tortoise's error."""
    await insert(AuditEntryRow, ENTRY)

    with pytest.raises(BaseORMException):
        await insert(AuditEntryRow, {**ENTRY, "id": "2", "subject": "x" * 101})
    with pytest.raises(IntegrityError):
        await insert(AuditEntryRow, ENTRY)
    async with in_transaction():
        with pytest.raises(IntegrityError):
            await insert(AuditEntryRow, ENTRY)
    with pytest.raises(ValueError, match="no column color"):
        await select(AuditEntryRow, color="red")


async def test_a_transaction_keeps_all_or_nothing(database):
    """Also what a transaction inside of it has written."""

    async def interrupted():
        async with in_transaction() as outer:
            await insert(AuditEntryRow, ENTRY)
            async with in_transaction():
                await insert(AuditEntryRow, {**ENTRY, "id": "2"})
            assert len(await query(outer, "SELECT id FROM platform_audit_entry WHERE id = ANY($1)", ["1", "2"])) == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await interrupted()

    assert await select(AuditEntryRow, "id", id__in=["1", "2"]) == []


async def test_a_next_version_is_taken_once(database, service):
    """The version is told in the same statement, and that of somebody else is what a refusal tells."""
    columns = {"scheme_id": "s", "indicator": "i", "person_id": "p", "occurred_on": date(2020, 6, 1), "entry_data": {}}
    more = {"evidence_data": [], "note": "", "submitted_at": service.clock(), "status": "submitted", "entry_id": "e"}
    await insert(RecordRow, {"id": "r", **columns, **more})

    assert await next_version(RecordRow, "r", kind="record") == 2
    assert await next_version(RecordRow, "r", kind="record", expected=2) == 3
    with pytest.raises(StaleVersion) as refused:
        await next_version(RecordRow, "r", kind="record", expected=2)

    assert refused.value.current == 3


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
async def test_nobody_else_waits_while_an_act_waits_for_another_process(database, database_url):
    """SQLite has one writer: what is written elsewhere is waited for in a thread, and this loop goes on."""
    elsewhere = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)

    async def written():
        async with in_transaction():
            await insert(AuditEntryRow, ENTRY)

    with closing(elsewhere):
        elsewhere.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(written())
        begun = asyncio.get_running_loop().time()
        await asyncio.sleep(0.2)
        assert asyncio.get_running_loop().time() - begun < 1
        assert not writing.done()
        elsewhere.execute("COMMIT")
        await writing

    assert len(await select(AuditEntryRow, "id", id="1")) == 1


async def test_statements_of_one_shape_are_one_text(database, caplog):
    """The engine plans it once, however many values there are."""
    with caplog.at_level(logging.DEBUG, logger="tortoise.db_client"):
        await select(AuditEntryRow, "act", id__in=["1"])
        await select(AuditEntryRow, "act", id__in=["1", "2", "3"])

    texts = {record.args[0] for record in caplog.records if record.name == "tortoise.db_client"}
    assert len(texts) == 1
