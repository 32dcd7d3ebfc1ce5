"""A town that is written to is backed up, and what is restored is the town of one instant."""

import asyncio
import contextlib
import sys
from pathlib import Path

import asyncpg
import httpx
import pytest

from graphql_api.organisation.tables import UnitAliasRow, UnitRow, UnitStateRow
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.platform.tables import AuditEntryRow, DeliveryRow, EventRow
from graphql_api.testing.servers import postgres_binaries
from graphql_api.testing.serving import ServedTown

GOVERNANCE = Path(sys.executable).with_name("governance")
ADD = "mutation ($input: AliasInput!) { addAlias(input: $input) { __typename ... on Unit { name } } }"
TOWN = """query ($id: ID!, $village: ID!) {
  unit(by: {id: $id}) { name code leadershipTeam { seats { title filled } } }
  village: unit(by: {id: $village}) {
    name ancestors { name } leadershipTeam { seats { title holders { person { name } } } }
  }
  units(first: 50) { nodes { id kind name area { id } } }
  people(first: 50) { nodes { id name } }
}"""


@pytest.fixture
async def another(database_url, tmp_path):
    """An empty database of the same engine."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    server, _, name = database_url.rpartition("/")
    connection = await asyncpg.connect(f"{server}/postgres")
    await connection.execute(f"CREATE DATABASE {name}_restored")
    await connection.close()
    return f"{database_url}_restored"


async def _governance(*command, url):
    environment = {"GOVERNANCE_DATABASE_URL": url, "GOVERNANCE_POSTGRES_TOOLS": str(postgres_binaries())}
    process = await asyncio.create_subprocess_exec(GOVERNANCE, *map(str, command), env=environment)
    assert await process.wait() == 0


class Writers:
    """Six clients that add an alias after the other, and what they were told."""

    def __init__(self, served, token, unit):
        self.acknowledged = []
        self.asked = 0
        self._served, self._token, self._unit = served, token, unit

    async def _write(self, http, place):
        for number in range(10_000):
            self.asked += 1
            given = {"unit": self._unit, "alias": f"By-name {place} {number}", "on": "2020-07-01"}
            answer = await http.post(
                f"http://{self._served.address}/graphql",
                json={"query": ADD, "variables": {"input": given}},
                headers={"Authorization": f"Bearer {self._token}"},
            )
            assert answer.json()["data"]["addAlias"]["__typename"] == "Unit"
            self.acknowledged.append(given["alias"])

    async def until(self, count):
        """Wait until so many were acknowledged."""
        while len(self.acknowledged) < count:
            await asyncio.sleep(0.01)
            assert not any(task.done() for task in self._tasks)

    @contextlib.asynccontextmanager
    async def writing(self):
        """They write while the block runs."""
        async with httpx.AsyncClient(timeout=30) as http:
            self._tasks = [asyncio.create_task(self._write(http, place)) for place in range(6)]
            try:
                yield
            finally:
                assert not any(task.done() for task in self._tasks)
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)


async def test_a_town_that_is_written_to_is_restored_as_of_one_instant(
    database_url, another, admin, town, modules, tmp_path
):
    """What was acknowledged before is in it, every act is in it whole or not at all, and it answers as it did."""
    file, asked = tmp_path / "town.backup", {"id": town["town"], "village": town["hefeng"]}
    served = ServedTown({"GOVERNANCE_DATABASE_URL": database_url}, tmp_path / "log")
    writers = Writers(served, admin.token, town["hefeng"])
    try:
        assert await asyncio.to_thread(served.answers)
        answered = await asyncio.to_thread(served.ask, admin.token, TOWN, **asked)
        async with writers.writing():
            await writers.until(30)
            before = set(writers.acknowledged)
            await _governance("backup", file, url=database_url)
            during = len(writers.acknowledged) - len(before)
            await writers.until(len(writers.acknowledged) + 6)
    finally:
        served.stop()
    await _governance("restore", file, "--keep-tokens", url=another)
    restored = ServedTown({"GOVERNANCE_DATABASE_URL": another}, tmp_path / "log")
    try:
        assert await asyncio.to_thread(restored.answers)
        again = await asyncio.to_thread(restored.ask, admin.token, TOWN, **asked)
        given = {"unit": town["hefeng"], "alias": "Of afterwards", "on": "2020-07-01"}
        after = await asyncio.to_thread(restored.ask, admin.token, ADD, input=given)
    finally:
        restored.stop()

    assert during > 0
    assert again == answered
    assert after["addAlias"]["__typename"] == "Unit"
    kept = await _consistent(Service(Settings(database_url=another), modules))
    assert before | {"Of afterwards"} <= kept
    assert len(kept) <= writers.asked


async def _consistent(service):
    """The aliases that were added. Every act has its entry, its event and its rows, and nothing is left over."""
    async with service.database.opened():
        with service.database.active():
            rows = await UnitAliasRow.all().values_list("alias", flat=True)
            entries = await AuditEntryRow.filter(act="organisation.add_alias").values_list("id", flat=True)
            events = await EventRow.filter(name="organisation.alias-added").values_list("entry_id", flat=True)
            every_entry = set(await AuditEntryRow.all().values_list("id", flat=True))
            every_event = set(await EventRow.all().values_list("id", flat=True))
            added = {alias for alias in rows if alias.startswith("By-name") or alias == "Of afterwards"}
            assert sorted(entries) == sorted(events)
            assert len(entries) == len(added)
            assert set(await EventRow.all().values_list("entry_id", flat=True)) <= every_entry
            assert set(await DeliveryRow.all().values_list("event_id", flat=True)) <= every_event
            units = set(await UnitRow.all().values_list("id", flat=True))
            assert set(await UnitStateRow.all().values_list("unit_id", flat=True)) <= units
            return added
