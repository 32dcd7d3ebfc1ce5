"""A plugin whose listener raises harms nobody: not the act, not the other listeners, not the next event."""

import pytest

from graphql_api.modules import built_in_modules
from graphql_api.platform.events import Listener
from graphql_api.platform.modules import Module, Modules
from graphql_api.platform.tables import DeliveryRow

RENAME = """mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { ... on Unit { name } } }"""
heard: list[str] = []
broken = [True]


async def _raises(happened, begin):
    if broken[0]:
        raise ZeroDivisionError("a village's mistake")
    heard.append("mended")


async def _hears(happened, begin):
    heard.append(str(happened.facts["unit"]))


@pytest.fixture(scope="session")
def modules():
    """The town, with two listeners to the same event, the first of which raises."""
    broken_one = Listener(name="a_broken.listener", event="organisation.unit-renamed", handle=_raises)
    sound_one = Listener(name="b_sound.listener", event="organisation.unit-renamed", handle=_hears)
    plugins = (Module(name="a_broken", listeners=(broken_one,)), Module(name="b_sound", listeners=(sound_one,)))
    return Modules(loaded=(*built_in_modules(), *plugins))


@pytest.fixture(autouse=True)
def silence():
    """Nothing is heard yet, and the listener is broken."""
    heard.clear()
    broken[0] = True


async def test_a_raising_listener_harms_nobody(service, admin, town, caplog):
    """The act stands, the other listener hears, the log says which one failed, and the event is kept for it."""
    answer = await admin.act(RENAME, input={"unit": town["hefeng"], "name": {"zh": "新鹤峰村"}, "on": "2020-07-01"})
    await service.courier.settled()

    assert answer == {"name": "新鹤峰村"}
    assert heard == [town.key("hefeng")]
    assert "listener a_broken.listener failed on organisation.unit-renamed" in caplog.text
    with service.database.active():
        [kept] = await DeliveryRow.filter(listener="a_broken.listener")
    assert (kept.delivered_at, kept.attempts, kept.fault) == (None, 1, "ZeroDivisionError: a village's mistake")


async def test_what_a_listener_missed_reaches_it_once_it_is_mended(service, admin, town, clock):
    """At least once: the delivery is tried again when its time has come."""
    await admin.act(RENAME, input={"unit": town["hefeng"], "name": {"zh": "新鹤峰村"}, "on": "2020-07-01"})
    await service.courier.settled()
    broken[0] = False
    clock.forward(minutes=5)

    service.courier.wake()
    await service.courier.settled()

    assert heard == [town.key("hefeng"), "mended"]
    with service.database.active():
        assert await DeliveryRow.filter(delivered_at=None).count() == 0
