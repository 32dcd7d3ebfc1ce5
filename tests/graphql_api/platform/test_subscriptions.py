"""What has changed, told as it happens: over WebSocket and SSE, to whoever may see it, by one worker or several."""

import asyncio

import httpx
import orjson
import pytest
from websockets.exceptions import ConnectionClosed

from governance_core.events import DomainEvent
from graphql_api.app import create_app
from graphql_api.modules import built_in_modules
from graphql_api.platform.access import AccessTokenRow, Role
from graphql_api.platform.changes import Bell, Outbox
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from tests.graphql_api.subscribing import listening

CHANGES = """subscription ($types: [String!], $after: ID) { changes(types: $types, after: $after) {
    id event effectiveOn subjectId subject { id ... on Unit { name } ... on Person { name } } } }"""
RENAME = "mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { __typename ... on UserError { message } } }"


@pytest.fixture
async def listen(address):
    """Opens a subscription as a caller, and knows that it has begun."""
    listeners = []

    async def listen(client, at=None, **variables):
        listeners.append(await listening(at or address, client, CHANGES, **variables))
        return listeners[-1]

    yield listen
    for listener in listeners:
        await listener.socket.close()


async def _rename(client, unit, name, on="2020-07-01"):
    done = await client.act(RENAME, input={"unit": unit, "name": {"zh": name, "en": name}, "on": on})
    assert done["__typename"] == "Unit", done


async def test_a_subscriber_is_told_what_changes_and_reads_it_as_it_is_now(listen, admin, town):
    """One change after another, each with its subject read anew; nothing from before."""
    listener = await listen(admin)

    for name in ("First", "Second"):
        await _rename(admin, town["hefeng"], name)
        change = await listener.change()

        assert change["event"] == "organisation.unit-renamed"
        assert change["effectiveOn"] == "2020-07-01"
        assert change["subjectId"] == town["hefeng"]
        assert change["subject"] == {"id": town["hefeng"], "name": name}
    assert await listener.silent()


async def test_a_subscriber_hears_nothing_of_what_they_may_not_see(listen, sign_in, admin, town):
    """A village's secretary hears of the village, and not of its neighbour."""
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"])
    listener = await listen(secretary)

    await _rename(admin, town["honggang"], "Neighbour")
    await _rename(admin, town["hefeng"], "Own")

    assert (await listener.change())["subjectId"] == town["hefeng"]
    assert await listener.silent()


async def test_a_subscriber_may_name_the_types(listen, admin, town):
    """Only people; a type that does not exist is refused with the list of those that do."""
    listener = await listen(admin, types=["Person"])
    wrong = await listen(admin, types=["Persons"])

    await _rename(admin, town["hefeng"], "Unheard")
    await admin.act(
        "mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { __typename } }",
        input={"name": "新人", "unit": town["hefeng"], "kind": "RESIDENCE", "on": "2020-07-01"},
    )

    assert (await listener.change())["subject"]["name"] == "新人"
    refused = await wrong.next()
    error = refused["payload"][0] if refused["type"] == "error" else refused["payload"]["errors"][0]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "reason": "UNKNOWN_VALUE", "at": ["types", "0"]}


async def test_a_subscriber_is_told_when_the_day_of_an_act_comes(listen, service, admin, town, clock):
    """An act dated ahead is told twice: when it is recorded, and on its day, when its subject has changed."""
    listener = await listen(admin)
    await _rename(admin, town["hefeng"], "Autumn", on="2020-09-01")
    recorded = await listener.change()
    clock.set(2020, 9, 1)
    with service.database.active():
        await service.calendar.turn()

    change = await listener.change()

    assert (recorded["event"], recorded["subject"]["name"]) == ("organisation.unit-renamed", "鹤峰村")
    assert (change["event"], change["effectiveOn"]) == ("organisation.unit-renamed.due", "2020-09-01")
    assert change["subject"]["name"] == "Autumn"


async def test_what_has_ended_is_told_as_it_was_last(listen, admin, town):
    """A dissolved unit is no more; its last name is told."""
    made = await admin.act(
        "mutation ($input: EstablishUnitInput!) { establishUnit(input: $input) { ... on Unit { id } } }",
        input={"kind": "village", "name": {"zh": "旧村", "en": "Old"}, "parent": town["town"], "on": "2020-02-01"},
    )
    listener = await listen(admin)
    await admin.act(
        "mutation ($input: DissolveUnitInput!) { dissolveUnit(input: $input) { __typename } }",
        input={"unit": made["id"], "on": "2020-07-01"},
    )

    change = await listener.change()
    assert change["event"] == "organisation.unit-dissolved"
    assert change["subject"] == {"id": made["id"], "name": "旧村"}


async def test_whoever_was_away_goes_on_where_they_were(listen, admin, town):
    """With the id of the last change, what came meanwhile is told first."""
    before = await listen(admin, types=["Unit"])
    await _rename(admin, town["hefeng"], "Seen")
    seen = await before.change()
    await before.socket.close()
    await _rename(admin, town["hefeng"], "Missed")

    again = await listen(admin, types=["Unit"], after=seen["id"])
    told = [await again.change()]
    while told[-1]["id"] <= seen["id"]:  # the last seconds before are told again
        told.append(await again.change())

    assert len({change["id"] for change in told}) == len(told)
    assert told[-1]["subject"]["name"] == "Missed"
    assert await again.silent()


async def test_a_token_that_ends_ends_the_subscription(listen, sign_in, service, clock, admin, town):
    """With the next change, and before that change is told."""
    reader = await sign_in(Role.READER, town["town"])
    listener = await listen(reader)
    with service.database.active():
        await AccessTokenRow.filter(role="reader").update(revoked_at=clock())

    await _rename(admin, town["hefeng"], "Secret")
    message = await listener.next()

    assert "Secret" not in str(message)
    errors = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
    assert errors[0]["extensions"] == {"code": "UNAUTHENTICATED"}
    with pytest.raises((ConnectionClosed, AssertionError)):
        await listener.change()


async def test_changes_are_told_by_server_sent_events(address, admin, town):
    """The same over plain HTTP, for clients behind proxies that know no WebSocket."""
    headers = {"Authorization": f"Bearer {admin.token}", "Accept": "text/event-stream"}
    async with (
        httpx.AsyncClient() as http,
        http.stream("POST", f"http://{address}/graphql", json={"query": CHANGES}, headers=headers) as stream,
    ):
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.aiter_lines()
        await asyncio.sleep(0.3)
        await _rename(admin, town["hefeng"], "Streamed")
        async with asyncio.timeout(10):
            told = next(one for one in [line async for line in _until(lines, "Streamed")] if "Streamed" in one)

    assert orjson.loads(told.removeprefix("data: "))["data"]["changes"]["subjectId"] == town["hefeng"]


async def _until(lines, word):
    async for line in lines:
        yield line
        if word in line:
            return


async def test_a_subscription_by_plain_post_is_told_what_it_needs(admin, town):
    """A client's fault, not half an answer."""
    answer = await admin.post("subscription { changes { id } }")

    assert answer.status_code == 400
    assert "text/event-stream" in answer.json()["errors"][0]["message"]


class TestSeveralWorkers:
    """Workers that share a database and Redis."""

    @pytest.fixture
    def settings(self, database_url, redis):
        """A cache in Redis."""
        return Settings(database_url=database_url, cache_url=redis, explorable=True)

    async def test_a_change_made_at_one_worker_is_told_at_the_other(
        self, listen, settings, modules, clock, sign_in, admin, town
    ):
        """The subscription is at the first, the act at the second; it comes at once, not after the next look."""
        listener = await listen(admin)
        other = Service(settings, modules, clock=clock)
        async with (
            other.running(),
            httpx.AsyncClient(transport=httpx.ASGITransport(create_app(other)), base_url="http://other") as http,
        ):
            await asyncio.sleep(0.3)
            headers = {"Authorization": f"Bearer {admin.token}"}
            given = {"unit": town["hefeng"], "name": {"zh": "那边", "en": "There"}, "on": "2020-07-01"}
            answer = await http.post("/graphql", json={"query": RENAME, "variables": {"input": given}}, headers=headers)
            assert answer.json()["data"]["renameUnit"]["__typename"] == "Unit"

            assert (await asyncio.wait_for(listener.change(), 5))["subject"]["name"] == "那边"


class _CutWire:
    """A wire that breaks whenever it is used."""

    async def ring(self):
        raise ConnectionError

    async def rung(self):
        raise ConnectionError
        yield

    async def close(self):
        pass


async def test_a_cut_wire_is_no_more_than_a_delay():
    """This worker's own changes ring all the same."""
    bell = Bell(_CutWire())
    async with bell.connected():
        rings = bell.rings()
        await anext(rings)
        bell.ring()

        await asyncio.wait_for(anext(rings), 1)
        await rings.aclose()


async def test_an_event_that_commits_late_is_told_all_the_same(service, town, clock):
    """Its id is less than that of an event already told."""
    from graphql_api.platform.tables import EventRow  # noqa: PLC0415

    with service.database.active():
        outbox = Outbox(service.modules.changes, clock())
        await outbox.skip(clock())
        keys = [service.new_id() for _ in range(3)]
        facts = {"name": "organisation.unit-renamed", "payload": {"unit": town.key("hefeng")}, "entry_id": keys[0]}
        told = []
        for key in (keys[1], keys[2], keys[0]):
            await EventRow.create(id=key, effective_on="2020-07-01", recorded_at=clock(), **facts)
            told += [happening.id for happening in await outbox.fresh(clock())]

        assert told == [keys[1], keys[2], keys[0]]
        assert await outbox.fresh(clock()) == []


async def test_a_long_absence_is_caught_up_in_parts(service, town, clock):
    """However many events there are, each is told once, in order."""
    from graphql_api.platform.tables import EventRow  # noqa: PLC0415

    with service.database.active():
        since = clock()
        facts = {"name": "organisation.unit-renamed", "payload": {"unit": town.key("hefeng")}, "entry_id": "0" * 13}
        keys = []
        for _ in range(25):
            clock.forward(minutes=1)
            keys += [service.new_id() for _ in range(10)]
        await EventRow.bulk_create(
            [EventRow(id=key, effective_on="2020-07-01", recorded_at=clock(), **facts) for key in keys]
        )
        outbox = Outbox({"organisation.unit-renamed": service.modules.changes["organisation.unit-renamed"]}, since)
        told = []
        while found := await outbox.fresh(clock()):
            told += [happening.id for happening in found]

        assert told == keys


def test_every_event_of_every_domain_is_told_and_names_its_subject(modules):
    """None is forgotten; each subject is a declared type and a fact of the event."""
    declared = modules.changes
    known = {source.name for module in built_in_modules() for source in module.sources}

    for event in _events(DomainEvent):
        if event.__module__.startswith("governance_core."):
            subject = declared[event.name]
            assert subject.type in known
            assert subject.fact in event.__dataclass_fields__


def _events(kind):
    for below in kind.__subclasses__():
        if "name" in vars(below):
            yield below
        yield from _events(below)
