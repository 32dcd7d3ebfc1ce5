"""What scanners of GraphQL endpoints look for, and do not find in a town's own settings.

The thirteen checks are those of graphql-cop 1.15; each asserts what that tool takes for a finding not to be there.
"""

import pytest

from graphql_api.platform.settings import Settings


@pytest.fixture
def settings(database_url):
    """What an operator has who sets nothing but the database."""
    return Settings(database_url=database_url)


async def _answer(admin, document):
    return (await admin.post(document)).json()


async def test_aliases_do_not_multiply_the_work(admin):
    """A hundred and one names for one field."""
    answer = await _answer(admin, "query cop { " + " ".join(f"alias{i}: __typename" for i in range(101)) + " }")

    assert "data" not in answer or answer["data"] is None


async def test_operations_do_not_come_in_batches(admin, http):
    """A list of ten documents."""
    answer = await http.post(
        "/graphql",
        json=[{"query": "query cop { __typename }"}] * 10,
        headers={"Authorization": f"Bearer {admin.token}"},
    )

    assert answer.status_code == 400
    assert isinstance(answer.json(), dict)


async def test_directives_do_not_multiply_the_work(admin):
    """Ten of them in one place bring one fault, not ten."""
    answer = await _answer(admin, "query cop { __typename " + "@aa" * 10 + " }")

    assert len(answer["errors"]) == 1


async def test_fields_do_not_multiply_the_work(admin):
    """One field, five hundred times."""
    answer = await _answer(admin, "query cop { " + "__typename \n" * 500 + "}")

    assert answer["data"] is None


@pytest.mark.parametrize(
    "document",
    [
        "query cop { __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }",
        "query cop { __schema { types { name fields { name } } } }",
        '{ __type(name: "Unit") { name } }',
    ],
)
async def test_the_schema_is_not_told(admin, document):
    """Neither in a circle nor plainly."""
    answer = await _answer(admin, document)

    assert answer["data"] is None
    assert answer["errors"][0]["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize(
    "document",
    [
        "query cop { __schema { directive } }",
        "{ unitz { nodes { id } } }",
        "{ units(firs: 1) { nodes { id } } }",
        "{ units { nodes { ... on Unitt { id } } } }",
        "mutation { renameUnit(input: {uniit: 1}) { __typename } }",
    ],
)
async def test_no_name_is_suggested(admin, document):
    """A wrong name is wrong, and that is all."""
    answer = await admin.post(document)

    assert answer.json()["errors"]
    assert "Did you mean" not in answer.text


async def test_no_name_is_suggested_for_a_variable_either(admin):
    """Variables are read after the document."""
    document = "query ($f: UnitFilter) { units(filter: $f) { nodes { id } } }"
    answer = await admin.post(document, f={"kindz": ["village"]})

    assert answer.json()["errors"]
    assert "Did you mean" not in answer.text


@pytest.mark.parametrize("path", ["/", "/graphql", "/graphiql", "/playground", "/console", "/altair"])
async def test_no_page_to_explore_is_shown(admin, http, path):
    """Not to a browser, at any address scanners try."""
    answer = await http.get(path, headers={"Accept": "text/html", "Authorization": f"Bearer {admin.token}"})

    assert answer.status_code in {400, 404, 405}
    assert "graphiql" not in answer.text.casefold()


@pytest.mark.parametrize("document", ["query cop { __typename }", "mutation cop { __typename }", "{__typename}"])
@pytest.mark.parametrize("known", [True, False])
async def test_nothing_is_asked_by_get(admin, http, document, known):
    """Neither a query nor a mutation, with a token or without: addresses end up in logs and in other pages' links."""
    headers = {"Authorization": f"Bearer {admin.token}"} if known else {}
    answer = await http.get("/graphql", params={"query": document}, headers=headers)

    assert answer.status_code == (405 if known else 401)
    assert "data" not in answer.json()


async def test_nothing_is_asked_by_a_form(admin, http):
    """What a page of another origin could send."""
    answer = await http.post(
        "/graphql", data={"query": "query cop { __typename }"}, headers={"Authorization": f"Bearer {admin.token}"}
    )

    assert answer.status_code == 400
    assert "data" not in answer.json()


async def test_no_trace_and_no_inside_is_told(admin):
    """No timings, no exception."""
    answer = await _answer(admin, "query cop { __typename }")
    fault = await _answer(admin, "query cop { abc }")

    assert answer == {"data": {"__typename": "Query"}}
    assert "exception" not in fault["errors"][0]["extensions"]
