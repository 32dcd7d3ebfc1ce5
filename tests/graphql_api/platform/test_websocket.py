"""GraphQL over WebSocket, by a real client to a real server."""

import orjson
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from graphql_api.platform.access import AccessTokenRow, Role


@pytest.fixture
def talk(address):
    """Opens a connection and shows a token."""

    def talk(**options):
        return connect(f"ws://{address}/graphql", subprotocols=["graphql-transport-ws"], **options)

    return talk


async def _send(socket, **message):
    await socket.send(orjson.dumps(message).decode())


async def _receive(socket):
    text = await socket.recv()
    assert isinstance(text, str), "messages are text frames"
    return orjson.loads(text)


async def _ask(socket, query, id_="1"):
    await _send(socket, id=id_, type="subscribe", payload={"query": query})
    return await _receive(socket)


@pytest.mark.parametrize("payload", [{}, {"Authorization": "Bearer junk"}, {"Authorization": 1}])
async def test_a_connection_without_a_valid_token_is_closed(talk, payload):
    """Before anything can be asked, introspection too."""
    async with talk() as socket:
        await _send(socket, type="connection_init", payload=payload)
        with pytest.raises(ConnectionClosed) as closed:
            await _receive(socket)

    assert closed.value.rcvd.code == 4403


async def test_nothing_is_answered_before_the_token_was_shown(talk):
    """Whoever asks at once is cut off."""
    async with talk() as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await _ask(socket, "{ __schema { types { name } } }")

    assert closed.value.rcvd.code == 4401


async def test_queries_are_answered_for_the_caller(talk, sign_in, town):
    """The token comes with the first message, or with the handshake where the client can set headers."""
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"])
    header = f"Bearer {secretary.token}"
    query = '{ viewer { role scope { name } } units(filter: {kinds: ["village"]}) { totalCount } }'

    answers = []
    async with talk() as socket:
        await _send(socket, type="connection_init", payload={"Authorization": header})
        assert await _receive(socket) == {"type": "connection_ack"}
        answers.append(await _ask(socket, query))
    async with talk(additional_headers={"Authorization": header, "Accept-Language": "en"}) as socket:
        await _send(socket, type="connection_init")
        assert await _receive(socket) == {"type": "connection_ack"}
        answers.append(await _ask(socket, query))

    shown = [answer["payload"]["data"] for answer in answers]
    assert [one["viewer"]["scope"]["name"] for one in shown] == ["鹤峰村", "Hefeng"]
    assert [one["units"]["totalCount"] for one in shown] == [1, 1]


async def test_operations_of_a_connection_do_not_see_each_others_past(talk, admin, town):
    """What was changed in between is seen by the next operation of the same connection."""
    query = '{ unit(by: {code: "440605126222"}) { name } }'
    async with talk(additional_headers={"Authorization": f"Bearer {admin.token}", "Accept-Language": "zh"}) as socket:
        await _send(socket, type="connection_init")
        await _receive(socket)
        before = await _ask(socket, query)
        await _receive(socket)
        await admin.act(
            "mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { __typename } }",
            input={"unit": town["hefeng"], "name": {"zh": "新鹤峰村"}, "on": "2020-07-01"},
        )
        after = await _ask(socket, query, "2")

    assert [one["payload"]["data"]["unit"]["name"] for one in (before, after)] == ["鹤峰村", "新鹤峰村"]


async def test_a_token_that_has_ended_ends_the_connection(talk, service, admin, clock):
    """The next operation is refused, however long the connection has been open."""
    async with talk(additional_headers={"Authorization": f"Bearer {admin.token}"}) as socket:
        await _send(socket, type="connection_init")
        await _receive(socket)
        with service.database.active():
            await AccessTokenRow.all().update(revoked_at=clock())
        with pytest.raises(ConnectionClosed) as closed:
            await _ask(socket, "{ viewer { role } }")

    assert closed.value.rcvd.code == 4403


async def test_errors_are_told_as_over_http(talk, admin):
    """With a code, in the caller's language, and nothing that should not be told."""
    async with talk(additional_headers={"Authorization": f"Bearer {admin.token}"}) as socket:
        await _send(socket, type="connection_init")
        await _receive(socket)
        answer = await _ask(socket, '{ node(id: "junk") { id } }')

    [error] = answer["payload"]["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "reason": "MALFORMED", "at": ["id"]}
    assert "格式不正确" in error["message"]
