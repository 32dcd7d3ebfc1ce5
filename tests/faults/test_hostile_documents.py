"""Documents made to harm: each gets a clear refusal, and the service answers the next request as before."""

import gzip
import time

import pytest

DEEP_LIST = "[" * 900 + "]" * 900
CHAIN = "".join(f"fragment F{i} on Unit {{ ...F{i + 1} }} " for i in range(220)) + "fragment F220 on Unit { id }"
CYCLE = "{ units { nodes { ...A } } } fragment A on Unit { parent { ...B } } fragment B on Unit { parent { ...A } }"
BOMB = "{ units { nodes { ...F0 } } } " + "".join(
    f"fragment F{i} on Unit {{ a: parent {{ ...F{i + 1} }} b: parent {{ ...F{i + 1} }} }} " for i in range(10)
)
DOCUMENTS = {
    "deep selection": "{ units { nodes " + "{ parent " * 400 + "{ id }" + " }" * 400 + " } }",
    "deep value": "{ unit(by: {id: " + DEEP_LIST + "}) { id } }",
    "deep type": "query ($x: " + "[" * 900 + "ID" + "]" * 900 + ") { __typename }",
    "wide": "{ " + "__typename " * 100_000 + "}",
    "cyclic fragments": CYCLE,
    "fragment in itself": "{ viewer { ...V } } fragment V on Viewer { ...V }",
    "long chain of fragments": "{ units { nodes { ...F0 } } } " + CHAIN,
    "fragments that double": BOMB + "fragment F10 on Unit { id }",
    "overlapping fields": "{ " + "units { nodes { id name { zh } } } " * 150 + "}",
    "many directives": "{ __typename " + "@include(if: true) " * 800 + "}",
    "many variables": "query (" + " ".join(f"$v{i}: ID" for i in range(300)) + ") { __typename }",
    "many operations": " ".join(f"query Q{i} {{ __typename }}" for i in range(300)),
    "nothing": "",
    "comments": "#" * 500_000 + "\n{ __typename",
    "a lone surrogate": "{ __typename \\ud800 }",
    "a number beyond any": "{ units(first: 99999999999999999999999999) { nodes { id } } }",
    "introspection in a circle": "{ __schema { types " + "{ fields { type " * 8 + "{ name }" + " } }" * 8 + " } }",
}


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_hostile_document_is_refused_quickly_and_clearly(admin, name):
    """A GraphQL answer with a client's fault for its code, soon, and no word of what is inside."""
    began = time.monotonic()
    answer = await admin.post(DOCUMENTS[name])

    assert answer.status_code in {200, 400, 413}
    error = answer.json()["errors"][0]
    known = {"PAYLOAD_TOO_LARGE", "BAD_USER_INPUT", "BAD_REQUEST", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}
    assert error["extensions"]["code"] in known
    assert "Traceback" not in answer.text
    assert "recursion" not in error["message"]
    assert time.monotonic() - began < 5
    assert await admin.ask("{ units(first: 1) { nodes { id } } }")


BODIES = {
    "nothing": b"",
    "bad UTF-8": b'{"query": "{ \xff\xfe }"}',
    "half of a character": b'{"query": "{ __typename }", "variables": {"a": "\xe9\xb9"}}',
    "not JSON": b"{ __typename }",
    "deep JSON": b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"}",
    "a number": b"7",
    "a list": b"[]",
    "many at once": b'[{"query": "{ __typename }"}, {"query": "{ __typename }"}]',
    "null": b"null",
    "a document that is a number": b'{"query": 7}',
    "no document": b'{"variables": {}}',
    "variables that are a list": b'{"query": "{ __typename }", "variables": []}',
    "an operation name that is an object": b'{"query": "{ __typename }", "operationName": {}}',
    "an operation that is not there": b'{"query": "query A { __typename }", "operationName": "B"}',
    "extensions that are text": b'{"query": "{ __typename }", "extensions": "x"}',
    "compressed": gzip.compress(b'{"query": "{ __typename }"}'),
    "not a number": b'{"query": "{ __typename }", "variables": {"a": NaN}}',
}


@pytest.mark.parametrize("name", BODIES)
async def test_a_hostile_body_is_a_bad_request_told_as_json(admin, http, name):
    """400 in GraphQL's own shape, whatever the bytes are."""
    headers = {"Authorization": f"Bearer {admin.token}", "Content-Type": "application/json"}
    answer = await http.post("/graphql", content=BODIES[name], headers=headers)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"] == {"code": "BAD_REQUEST"}
    assert await admin.ask("{ units(first: 1) { nodes { id } } }")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
async def test_a_form_of_another_page_can_say_nothing(admin, http, content_type):
    """Only JSON is taken: what a page of another origin can send without asking is not."""
    headers = {"Authorization": f"Bearer {admin.token}", "Content-Type": content_type}
    answer = await http.post("/graphql", content=b'{"query": "{ __typename }"}', headers=headers)

    assert answer.status_code == 400


async def test_a_mutation_by_get_is_not_run(admin, http):
    """405, with the method that may."""
    answer = await http.get(
        "/graphql", params={"query": "mutation { __typename }"}, headers={"Authorization": f"Bearer {admin.token}"}
    )

    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
