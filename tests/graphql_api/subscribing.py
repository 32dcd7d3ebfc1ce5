"""A client of graphql-transport-ws with one subscription to changes."""

import asyncio

import orjson
from websockets.asyncio.client import connect


class Listener:
    """Hears what changes."""

    def __init__(self, socket):
        self.socket = socket

    async def next(self, seconds=10):
        """The next message."""
        return orjson.loads(await asyncio.wait_for(self.socket.recv(), seconds))

    async def change(self):
        """The next change."""
        message = await self.next()
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        return message["payload"]["data"]["changes"]

    async def silent(self, seconds=0.5):
        """Whether nothing comes."""
        try:
            await self.next(seconds)
        except TimeoutError:
            return True
        return False


async def listening(address, client, query, **variables):
    """A subscription as a caller, which has begun."""
    socket = await connect(f"ws://{address}/graphql", subprotocols=["graphql-transport-ws"])
    header = {"Authorization": f"Bearer {client.token}"}
    await socket.send(orjson.dumps({"type": "connection_init", "payload": header}).decode())
    assert orjson.loads(await socket.recv())["type"] == "connection_ack"
    payload = {"query": query, "variables": variables}
    await socket.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": payload}).decode())
    await asyncio.sleep(0.3)  # a subscription begins without a word
    return Listener(socket)
