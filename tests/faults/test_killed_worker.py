"""A worker that is killed while it writes loses nothing that it has acknowledged, and leaves nothing half done."""

import asyncio
import contextlib

import httpx

from graphql_api.platform.tables import AuditEntryRow, EventRow
from graphql_api.testing.serving import ServedTown

ADD = "mutation ($input: AliasInput!) { addAlias(input: $input) { __typename ... on Unit { aliases } } }"
ALIASES = "query ($id: ID!) { unit(by: {id: $id}) { aliases } }"


async def test_nothing_acknowledged_is_lost_by_a_power_cut(database_url, service, admin, town, tmp_path):
    """Every alias that was answered for is there after the restart, each with its entry and its event."""
    served = ServedTown({"GOVERNANCE_DATABASE_URL": database_url}, tmp_path / "log")
    acknowledged, asked = [], 0
    try:
        assert await asyncio.to_thread(served.answers)

        async def write(http, place):
            nonlocal asked
            for number in range(1000):
                alias = f"By-name {place} {number}"
                given = {"unit": town["hefeng"], "alias": alias, "on": "2020-07-01"}
                asked += 1
                answer = await http.post(
                    f"http://{served.address}/graphql",
                    json={"query": ADD, "variables": {"input": given}},
                    headers={"Authorization": f"Bearer {admin.token}"},
                )
                assert alias in answer.json()["data"]["addAlias"]["aliases"]
                acknowledged.append(alias)

        async with httpx.AsyncClient(timeout=30) as http:
            writers = [asyncio.create_task(write(http, place)) for place in range(6)]
            while len(acknowledged) < 30:
                await asyncio.sleep(0.01)
                assert not any(writer.done() for writer in writers)
            await asyncio.to_thread(served.kill)
            for writer in writers:
                with contextlib.suppress(httpx.TransportError):
                    await writer

        again = ServedTown({"GOVERNANCE_DATABASE_URL": database_url}, tmp_path / "log")
        try:
            assert await asyncio.to_thread(again.answers)
            found = await asyncio.to_thread(again.ask, admin.token, ALIASES, id=town["hefeng"])
        finally:
            again.stop()
    finally:
        served.stop()

    kept = {alias for alias in found["unit"]["aliases"] if alias.startswith("By-name")}
    assert set(acknowledged) <= kept
    assert len(kept) <= asked
    with service.database.active():
        entries = await AuditEntryRow.filter(act="organisation.add_alias").values_list("id", flat=True)
        events = await EventRow.filter(name="organisation.alias-added").values_list("entry_id", flat=True)
    assert len(entries) == len(kept)
    assert set(entries) <= set(events)
