"""The cache keeps its promises on memory and on Redis, and a Redis that is gone makes nothing wrong."""

import asyncio
import itertools

import pytest

from graphql_api.platform.access import SYSTEM, Role
from graphql_api.platform.cache import Cache, aiocache_for
from graphql_api.platform.metrics import Metrics
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.testing.servers import free_port

_numbers = itertools.count()


@pytest.fixture(params=["memory", "redis"])
async def cache(request):
    """An empty cache, on each backend in turn."""
    url = "memory://" if request.param == "memory" else request.getfixturevalue("redis")
    cache = Cache(aiocache_for(url, entries=64), Metrics(), namespace=f"test-{next(_numbers)}")
    yield cache
    await cache.close()


class Source:
    """Something slow that counts how often it is asked."""

    def __init__(self, value="fresh"):
        self.value = value
        self.asked = 0

    async def __call__(self):
        """The value."""
        self.asked += 1
        await asyncio.sleep(0.01)
        return self.value


@pytest.mark.parametrize("value", ["鹤峰", {"path": ["a", 1, None]}, None, 0, ""])
async def test_a_value_is_loaded_once_and_found_again(cache, value):
    """None and other empty values are values too."""
    source = Source(value)

    found = [await cache.get_or_load("key", source, tags=("units",)) for _ in range(3)]

    assert found == [value] * 3
    assert source.asked == 1


async def test_many_who_ask_at_a_time_share_one_loading(cache):
    """A burst costs the database one question."""
    source = Source()

    found = await asyncio.gather(*(cache.get_or_load("key", source, tags=("units",)) for _ in range(50)))

    assert set(found) == {"fresh"}
    assert source.asked == 1


async def test_what_rests_on_a_bumped_tag_is_loaded_anew_and_the_rest_is_not(cache):
    """Every value under the tag is out of reach at once."""
    units, people = Source("old"), Source("people")
    for _ in range(2):
        await cache.get_or_load("unit", units, tags=("units",))
        await cache.get_or_load("both", units, tags=("units", "people"))
        await cache.get_or_load("person", people, tags=("people",))

    units.value = "new"
    await cache.bump("units")

    assert await cache.get_or_load("unit", units, tags=("units",)) == "new"
    assert await cache.get_or_load("both", units, tags=("units", "people")) == "new"
    await cache.get_or_load("person", people, tags=("people",))
    assert (units.asked, people.asked) == (4, 1)


async def test_a_value_loaded_while_its_tag_was_bumped_is_not_kept(cache):
    """The loader may have read what was there before the commit."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow():
        begun.set()
        await go_on.wait()
        return "before the commit"

    loading = asyncio.create_task(cache.get_or_load("key", slow, tags=("units",)))
    await begun.wait()
    await cache.bump("units")
    go_on.set()
    await loading

    assert await cache.get_or_load("key", Source("after"), tags=("units",)) == "after"


async def test_a_failed_loading_is_told_and_not_kept(cache):
    """The next caller asks again."""

    async def failing():
        raise LookupError("no such unit")

    with pytest.raises(LookupError):
        await cache.get_or_load("key", failing, tags=("units",))

    assert await cache.get_or_load("key", Source(), tags=("units",)) == "fresh"


async def test_memory_holds_so_much_and_forgets_what_was_not_asked_for():
    """And a generation that was forgotten does not bring back what was kept before it."""
    backend = aiocache_for("memory://", entries=16)
    cache = Cache(backend, Metrics())
    await cache.get_or_load("key", Source("old"), tags=("units",))
    await cache.bump("units")

    await backend.delete("governance:generation:units")
    after = await cache.get_or_load("key", Source("new"), tags=("units",))
    for number in range(100):
        await cache.get_or_load(f"key {number}", Source(), tags=())

    assert after == "new"
    assert len(backend._cache) == 16


async def test_a_redis_that_is_gone_makes_the_service_slower_and_never_wrong(caplog):
    """The loader is asked every time."""
    cache = Cache(aiocache_for(f"redis://127.0.0.1:{free_port()}/0", entries=16), Metrics())
    source = Source()

    found = [await cache.get_or_load("key", source, tags=("units",)) for _ in range(2)]
    await cache.bump("units")
    await cache.close()

    assert (found, source.asked) == (["fresh", "fresh"], 2)
    assert "the cache does not answer" in caplog.text


@pytest.fixture
def settings(request, database_url, redis):
    """The service with Redis."""
    return Settings(database_url=database_url, cache_url=redis, explorable=True)


async def test_workers_that_share_redis_see_each_others_changes(
    service, settings, modules, clock, sign_in, town, admin
):
    """What one worker has moved, another does not show under its old path."""
    other = Service(settings, modules, clock=clock)
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"])
    query = "{ units { nodes { id } } }"
    async with other.database.opened():
        assert town["household-3"] not in str(await secretary.ask(query))
        before = await other.modules.locate.at(other.cache, town.key("hefeng-2"), _today(other))
        moved = await admin.act(
            "mutation ($input: MoveUnitInput!) { moveUnit(input: $input) { __typename } }",
            input={"unit": town["hefeng-2"], "parent": town["honggang"], "on": "2020-07-01"},
        )
        after = await other.modules.locate.at(other.cache, town.key("hefeng-2"), _today(other))
        await other.cache.close()

    assert moved == {"__typename": "Unit"}
    assert before.split("/")[1] == town.key("hefeng")
    assert after.split("/")[1] == town.key("honggang")
    assert town["household-3"] in str(await secretary.ask(query))


def _today(service):
    return service.reader_for(SYSTEM, "zh").present


async def test_many_values_are_found_and_the_missing_ones_loaded_together(cache):
    """One batch for what is not there; what the loader does not know is None, and stays so."""
    asked = []

    async def load(keys):
        asked.append(list(keys))
        return {key: key.upper() for key in keys if key != "nobody"}

    first = await cache.get_or_load_many(["a", "b"], load, tags=("units",))
    second = await cache.get_or_load_many(["b", "c", "nobody"], load, tags=("units",))
    third = await cache.get_or_load_many(["a", "nobody"], load, tags=("units",))
    await cache.bump("units")
    await cache.get_or_load_many(["a"], load, tags=("units",))

    assert (first, second) == ({"a": "A", "b": "B"}, {"b": "B", "c": "C", "nobody": None})
    assert third == {"a": "A", "nobody": None}
    assert asked == [["a", "b"], ["c", "nobody"], ["a"]]
