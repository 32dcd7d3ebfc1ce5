"""What one request may ask for, and that running it ends in time."""

import asyncio
import time

import pytest
import strawberry

from graphql_api.modules import built_in_modules
from graphql_api.platform.access import TOWN_ROLES
from graphql_api.platform.context import Info
from graphql_api.platform.limits import Limits
from graphql_api.platform.modules import Module, Modules
from graphql_api.platform.settings import Settings
from graphql_api.platform.sql import is_sqlite
from graphql_api.platform.tables import AuditEntryRow

SLOW = {
    True: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000000) SELECT max(i) FROM n",
    False: "SELECT pg_sleep(60)",
}


async def _slowly(connection):
    await connection.execute_query_dict(SLOW[is_sqlite(connection)])


async def _batch(reader, keys, moment):
    await _slowly(reader.connection)
    return keys


@strawberry.type
class SlowQuery:
    @strawberry.field
    async def slow(self, info: Info) -> bool:
        await _slowly(info.context.reader.connection)
        return True

    @strawberry.field
    async def slow_batch(self, info: Info) -> str:
        return await info.context.reader.batched(_batch, "key")


@strawberry.type
class SlowMutation:
    @strawberry.mutation
    async def act_slowly(self, info: Info) -> bool:
        async with info.context.begin("slow.act", subject="none") as work:
            await _slowly(work.connection)
        return True


@pytest.fixture(scope="session")
def modules():
    """The built-in modules, and one that is slow."""
    slow = Module(
        name="slow", queries=(SlowQuery,), mutations=(SlowMutation,), permissions={"slow.act": frozenset(TOWN_ROLES)}
    )
    return Modules(loaded=(*built_in_modules(), slow))


@pytest.fixture
def settings(database_url):
    """Small limits."""
    limits = Limits(
        body_bytes=20_000,
        tokens=300,
        depth=6,
        fields=40,
        aliases=5,
        directives=6,
        directives_in_one_place=2,
        validation_errors=3,
        items=10,
        rows=100,
        seconds=0.5,
    )
    return Settings(database_url=database_url, limits=limits)


def _nested(levels):
    return "{ units { nodes { " + "parent { " * levels + "id" + " }" * levels + " } } }"


@pytest.mark.parametrize(
    ("document", "what", "found", "limit"),
    [
        (_nested(4), "depth", 7, 6),
        ("{ units { nodes { ...A } } } fragment A on Unit { parent { parent { parent { id } } } }", "depth", 6, None),
        (
            "{ units { nodes { ...A } } } fragment A on Unit { parent { parent { parent { parent { id } } } } }",
            "depth",
            7,
            6,
        ),
        ("{ " + "__typename " * 41 + "}", "fields", 41, 40),
        (
            "{ a: units { ...B } b: units { ...B } }"
            " fragment B on UnitConnection { a: nodes { ...C } b: nodes { ...C } }"
            " fragment C on Unit { " + "id " * 10 + "}",
            "fields",
            46,
            40,
        ),
        ("{ " + " ".join(f"a{i}: __typename" for i in range(6)) + " }", "aliases", 6, 5),
        ("{ __typename @include(if: true) @skip(if: false) @deprecated }", "directives_in_one_place", 3, 2),
        ("{ " + "viewer @include(if: true) { role } " * 7 + "}", "directives", 7, 6),
    ],
)
async def test_a_document_that_asks_for_too_much_is_refused(admin, document, what, found, limit):
    """It is told which limit, how much was asked for and how much may be; at the limit it is answered."""
    errors = (await admin.post(document)).json().get("errors", [])

    if limit is None:
        assert errors == []
    else:
        message = f"The request exceeds the limit of {what}: {found}, and {limit} is the most"
        assert message in [error["message"] for error in errors]
        assert errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "reason": "LIMIT_EXCEEDED", "at": []}


async def test_a_document_of_too_many_words_is_not_even_read(admin):
    """Reading stops at the limit."""
    errors = (await admin.post("{ " + "__typename " * 400 + "}")).json()["errors"]

    assert errors[0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"
    assert "300 tokens" in errors[0]["message"]


async def test_only_some_faults_of_a_document_are_told(admin):
    """After three it is not looked at any further."""
    errors = (await admin.post("{ " + " ".join(f"nonsense{i}" for i in range(9)) + " }")).json()["errors"]

    assert len(errors) == 4
    assert errors[-1]["message"].startswith("Too many validation errors")


async def test_a_list_in_the_variables_has_its_length(admin):
    """However deep it lies."""
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    ten, eleven = [await admin.post(document, ids=["Unit:0000000000000"] * count) for count in (10, 11)]
    deep = await admin.post("{ __typename }", unasked={"a": [{"b": [1] * 11}]})

    assert "errors" not in ten.json()
    for answer in (eleven, deep):
        assert answer.json()["errors"][0]["message"].startswith("The request exceeds the limit of items: 11")


async def test_a_body_that_is_too_large_is_not_taken(admin, http):
    """413, also where its length is not told beforehand."""

    async def chunks():
        for _ in range(3):
            yield b" " * 10_000

    headers = {"Authorization": f"Bearer {admin.token}", "Content-Type": "application/json"}
    for content in (b" " * 30_000, chunks()):
        answer = await http.post("/graphql", content=content, headers=headers)

        assert answer.status_code == 413
        assert answer.json()["errors"][0]["extensions"] == {"code": "PAYLOAD_TOO_LARGE"}


async def test_an_operation_reads_only_so_many_rows(admin, town):
    """Pages within pages come to an end."""
    answer = await admin.post(
        "{ units(first: 100) { nodes { ancestors { id } children(first: 100) { nodes { parent { id }"
        " children(first: 100) { nodes { parent { id } } } } } } } }"
    )
    small = await admin.post("{ units(first: 2) { nodes { id } } }")

    assert answer.json()["errors"][0]["extensions"]["reason"] == "LIMIT_EXCEEDED"
    assert "errors" not in small.json()


@pytest.mark.parametrize("document", ["{ slow }", "{ slowBatch }", "mutation { actSlowly }"])
async def test_an_operation_that_takes_too_long_is_ended_with_its_statement(admin, service, document):
    """The caller is told; the database goes on with something else at once; an act leaves nothing."""
    began = time.monotonic()
    error = (await admin.post(document)).json()["errors"][0]

    assert error["extensions"] == {"code": "TIMEOUT"}
    assert "errors" not in (await admin.post("{ units(first: 1) { nodes { id } } }")).json()
    assert time.monotonic() - began < 10
    with service.database.active():
        assert not await AuditEntryRow.filter(act="slow.act").exists()
    if not is_sqlite(service.database.connection):
        while await _running(service):  # the server takes a moment; that it ends at all is the point
            assert time.monotonic() - began < 10
            await asyncio.sleep(0.05)


async def _running(service):
    return await service.database.connection.execute_query_dict(
        "SELECT query FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'"
    )


async def test_a_request_that_gave_up_while_it_waited_leaves_the_database_usable(admin, service):
    """On one connection, requests queue behind a slow one; those that give up in the queue do not keep it."""
    answers = await asyncio.gather(*(admin.post("mutation { actSlowly }") for _ in range(8)))

    assert {answer.json()["errors"][0]["extensions"]["code"] for answer in answers} == {"TIMEOUT"}
    assert "errors" not in (await admin.post("{ units(first: 1) { nodes { id } } }")).json()


async def test_a_timeout_over_the_newer_media_type_is_a_gateway_timeout(admin, http):
    """504, so that a proxy and a client know it from a request that is wrong."""
    headers = {"Authorization": f"Bearer {admin.token}", "Accept": "application/graphql-response+json"}

    assert (await http.post("/graphql", json={"query": "{ slow }"}, headers=headers)).status_code == 504
