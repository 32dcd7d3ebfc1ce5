"""Clients, compilers and judges written by others, run against the service and its schema."""

import json
from pathlib import Path

HERE = Path(__file__).parent


def test_every_audit_of_graphql_over_http_holds(client, count):
    """All 61: what servers must, should and may do."""
    told = client("audits")

    assert len(told) == 61
    assert [audit for audit in told if audit["status"] != "ok"] == []
    count(f"graphql-http: {len(told)} of 61 audits")


def test_apollo_client_pages_caches_and_tells_errors(client, count):
    """Two pages grow into one list, objects are kept by their ids, refusals reach the caller with their codes."""
    told = client("apollo")

    assert len(set(told["names"])) == 4
    assert told["kept"] == 4
    assert told["changed"] == "InvalidInputError"
    assert told["refused"] == "GRAPHQL_VALIDATION_FAILED"
    assert told["wrong"] == {"code": "BAD_USER_INPUT", "reason": "OUT_OF_RANGE", "at": ["first"]}
    count(f"Apollo Client: {len(told)} of 5 answers")


def test_urql_asks_once_and_tells_errors(client, count):
    """The second time the answer comes from its cache."""
    told = client("urql")

    assert told == {"name": "Hefeng", "cached": "hit", "wrong": "OUT_OF_RANGE"}
    count(f"urql: {len(told)} of 3 answers")


def test_graphql_ws_asks_and_is_told_of_changes_over_one_connection(client, count):
    """With a token it is answered; without one the connection is closed with 4403."""
    told = client("ws")

    assert told["found"] == "鹤峰村"
    assert told["refused"] == "GRAPHQL_VALIDATION_FAILED"
    assert (told["stranger"], told["nobody"]) == (4403, 4403)
    assert told["change"]["event"] == "organisation.alias-added"
    assert "By WebSocket" in told["change"]["subject"]["aliases"]
    count(f"graphql-ws: {len(told)} of 5 answers")


def test_graphql_sse_asks_and_is_told_of_changes_over_a_stream(client, count):
    """With a token it is answered; without one it is 401."""
    told = client("sse")

    assert told["found"] == "鹤峰村"
    assert told["refused"] == "GRAPHQL_VALIDATION_FAILED"
    assert told["stranger"] == 401
    assert "By events" in told["change"]["subject"]["aliases"]
    count(f"graphql-sse: {len(told)} of 4 answers")


def test_relay_compiles_connections_and_refetchable_fragments(node, scratch, count):
    """The strictest reader of nodes and connections takes the schema."""
    place = scratch("relay")
    done = node("relay-compiler/cli.js", "relay.config.json", cwd=place)

    assert done.returncode == 0, done.stdout + done.stderr
    made = {file.name for file in place.rglob("__generated__/*.js")}
    assert {"UnitsQuery.graphql.js", "UnitsListQuery.graphql.js", "UnitsUnitQuery.graphql.js"} <= made
    count(f"relay-compiler: {len(made)} artefacts, no error")


def test_types_are_generated_with_every_scalar_known(node, count):
    """TypeScript types of the schema and of two documents; a scalar without a mapping would stop it."""
    done = node("@graphql-codegen/cli/cjs/bin.js", "--config", "codegen.json")

    assert done.returncode == 0, done.stdout + done.stderr
    made = (HERE / "generated" / "types.ts").read_text()
    assert "export type VillagesQuery" in made
    assert "export type RenameMutation" in made
    count(f"graphql-codegen: {made.count('export type ')} types, no scalar unknown")


def test_the_schema_keeps_relays_rules_and_describes_everything(node, scratch, count):
    """graphql-eslint finds nothing in the committed schema."""
    done = node("eslint/bin/eslint.js", "--format", "json", "schema.graphql", cwd=scratch("lint"))

    assert done.stderr == ""
    [judged] = json.loads(done.stdout)
    assert [(one["ruleId"], one["line"], one["message"]) for one in judged["messages"]] == []
    count("graphql-eslint: 0 findings in the schema")
