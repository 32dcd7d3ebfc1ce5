"""Who may speak to the endpoint, and how errors are told."""

import httpx
import pytest

from graphql_api.app import create_app
from graphql_api.platform.access import AccessTokenRow, Role

QUERY = "{ viewer { role } }"


async def _post(http, body, **headers):
    return await http.post("/graphql", json=body, headers=headers)


@pytest.mark.parametrize("token", [None, "Bearer nonsense", "Basic abc", "Bearer"])
async def test_without_a_valid_token_there_is_no_answer(http, token):
    """No token, junk, or another scheme: 401 with its code, for introspection too."""
    headers = {} if token is None else {"Authorization": token}

    for query in (QUERY, "{ __schema { types { name } } }"):
        answer = await _post(http, {"query": query}, **headers)

        assert answer.status_code == 401
        assert answer.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_probes_need_no_token(http):
    """`{__typename}` and /healthz answer whoever asks."""
    assert (await _post(http, {"query": "{__typename}"})).json() == {"data": {"__typename": "Query"}}
    assert (await http.get("/healthz")).json() == {"status": "ok", "pluginsLeftOut": []}


async def test_a_token_ends_when_it_expires_or_is_revoked(service, sign_in, town, clock):
    """From then on it is no token any more."""
    client = await sign_in(Role.READER, town["town"])
    assert (await client.post(QUERY)).status_code == 200

    with service.database.active():
        await AccessTokenRow.all().update(expires_at=clock())
    assert (await client.post(QUERY)).status_code == 401


async def test_only_the_digest_of_a_token_is_kept(service, admin):
    """The secret stands nowhere in the table."""
    with service.database.active():
        rows = await AccessTokenRow.all().values()

    assert all(admin.token not in str(row) for row in rows)


@pytest.mark.parametrize(
    ("query", "code", "reason", "at"),
    [
        ('{ node(id: "x") { id } }', "BAD_USER_INPUT", "MALFORMED", ["id"]),
        ('{ units(after: "x") { nodes { id } } }', "BAD_USER_INPUT", "MALFORMED", ["after"]),
        ("{ units(first: 101) { nodes { id } } }", "BAD_USER_INPUT", "OUT_OF_RANGE", ["first"]),
        ("{ units(first: 1, last: 1) { nodes { id } } }", "BAD_USER_INPUT", "MALFORMED", ["first"]),
    ],
)
async def test_bad_input_of_a_query_says_what_and_where(admin, query, code, reason, at):
    """Ids, cursors and page sizes that make no sense are told by code, reason and argument."""
    error = (await admin.post(query)).json()["errors"][0]

    assert error["extensions"] == {"code": code, "reason": reason, "at": at}


async def test_a_cursor_of_another_list_is_refused(admin):
    """A place in the list of appointments is no place in the list of units."""
    cursor = (await admin.ask("{ appointments(first: 1) { pageInfo { endCursor } } }"))["appointments"]["pageInfo"]

    error = (
        await admin.post("query ($c: String) { units(after: $c) { nodes { id } } }", c=cursor["endCursor"])
    ).json()["errors"][0]

    assert error["extensions"]["reason"] == "MALFORMED"


@pytest.mark.parametrize(("query", "code"), [("{", "GRAPHQL_PARSE_FAILED"), ("{ nope }", "GRAPHQL_VALIDATION_FAILED")])
async def test_a_document_that_makes_no_sense_is_told_by_its_code(admin, query, code):
    """Syntax and validation errors have codes of their own."""
    assert (await admin.post(query)).json()["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(("origin", "allowed"), [("https://pages.town.example", True), ("https://else.example", False)])
async def test_browsers_may_call_from_the_pages_that_the_operator_names(service, origin, allowed):
    """Others are not told that they may, neither before a call nor with its answer."""
    service.settings = service.settings.model_copy(update={"allowed_origins": ("https://pages.town.example",)})
    transport = httpx.ASGITransport(create_app(service))
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    async with httpx.AsyncClient(transport=transport, base_url="http://town") as client:
        before = await client.options("/graphql", headers={"Origin": origin} | asks)
        answer = await client.post("/graphql", json={"query": "{__typename}"}, headers={"Origin": origin})

    assert before.is_success is allowed
    for told in (before, answer):
        assert told.headers.get("access-control-allow-origin") == (origin if allowed else None)
    assert answer.json() == {"data": {"__typename": "Query"}}


async def test_without_setting_no_page_of_another_origin_may_call(http):
    """CORS is the operator's to open."""
    answer = await http.post("/graphql", json={"query": "{__typename}"}, headers={"Origin": "https://else.example"})

    assert "access-control-allow-origin" not in answer.headers
