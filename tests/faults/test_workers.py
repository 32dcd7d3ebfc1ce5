"""Several workers over PostgreSQL and Redis: a subscription at one is told what was done at another."""

import asyncio
from pathlib import Path

import httpx
import orjson
import pytest
from websockets.asyncio.client import connect

from graphql_api.testing.serving import ServedTown

CHANGES = "subscription { changes { event subject { ... on Unit { name } } } }"
RENAME = "mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { __typename } }"


pytestmark = pytest.mark.parametrize("template", ["postgres"], indirect=True)  # SQLite has one worker


def _workers(process):
    """The processes of the workers below a process."""
    below = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [one for one in below if "spawn_main" in Path(f"/proc/{one}/cmdline").read_text()]


def _connections(worker):
    """How many sockets a process has open."""
    return sum(str(file.readlink()).startswith("socket:") for file in Path(f"/proc/{worker}/fd").iterdir())


async def _started(log, workers):
    async with asyncio.timeout(30):
        while log.read_text().count("Application startup complete.") < workers:  # noqa: ASYNC110 -- it tells in no other way
            await asyncio.sleep(0.1)


async def test_a_subscription_hears_of_acts_at_other_workers(database_url, redis, admin, town, tmp_path):
    """Subscriptions at both of two processes, and an act at one: all are told, at once."""
    environment = {"GOVERNANCE_DATABASE_URL": database_url, "GOVERNANCE_CACHE_URL": redis}
    served = ServedTown(environment, tmp_path / "log", workers=2)
    try:
        assert await asyncio.to_thread(served.answers)
        await _started(tmp_path / "log", 2)
        workers = _workers(served.process)
        before = [_connections(worker) for worker in workers]
        sockets = []
        while len(sockets) < 4 or not all(_connections(one) > was for one, was in zip(workers, before, strict=True)):
            sockets.append(await _listening(served.address, admin.token))
            assert len(sockets) < 100
        await asyncio.sleep(1)
        async with asyncio.timeout(10):
            for number in range(10):
                name = {"zh": f"村{number}", "en": f"Village {number}"}
                given = {"unit": town["hefeng"], "name": name, "on": "2020-07-01"}
                async with httpx.AsyncClient() as http:  # a connection of its own, so that either worker may take it
                    headers = {"Authorization": f"Bearer {admin.token}"}
                    body = {"query": RENAME, "variables": {"input": given}}
                    answer = await http.post(f"http://{served.address}/graphql", json=body, headers=headers)
                assert answer.json()["data"]["renameUnit"]["__typename"] == "Unit"
                for socket in sockets:
                    told = orjson.loads(await socket.recv())["payload"]["data"]["changes"]
                    assert told == {"event": "organisation.unit-renamed", "subject": {"name": f"村{number}"}}
        for socket in sockets:
            await socket.close()
    finally:
        served.stop()


async def _listening(address, token):
    socket = await connect(f"ws://{address}/graphql", subprotocols=["graphql-transport-ws"])
    header = {"Authorization": f"Bearer {token}"}
    await socket.send(orjson.dumps({"type": "connection_init", "payload": header}).decode())
    assert orjson.loads(await socket.recv())["type"] == "connection_ack"
    await socket.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": {"query": CHANGES}}).decode())
    return socket
