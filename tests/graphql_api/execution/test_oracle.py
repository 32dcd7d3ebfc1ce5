"""Whatever a document asks, a plan answers it with the bytes that the standard executor would."""

import orjson
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graphql_api.execution import Execution, NotPlanned
from graphql_api.platform.access import Role, principal_of
from graphql_api.platform.reading.fields import READ
from graphql_api.testing import town_modules
from pomegranate_seeds.module import MODULE
from tests.graphql_api.execution.documents import Drawn

ROLES = ((Role.TOWN_ADMIN, "town", None), (Role.VILLAGE_SECRETARY, "hefeng", "li"), (Role.CADRE, "honggang", "chen"),
         (Role.READER, "town", None))  # fmt: skip


@pytest.fixture(scope="session")
def modules():
    """The built-in domains, and a practice with types of its own."""
    return town_modules(MODULE)


@pytest.fixture
async def project(admin, town):
    """Hefeng has adopted the practice."""
    made = await admin.act(
        """mutation ($input: AdoptPracticeInput!) { adoptPractice(input: $input) {
          ... on ChangedProject { project { id } } } }""",
        input={"practice": "pomegranate_seeds", "unit": town["hefeng"], "period": {"from": "2020-02-01"}},
    )
    return made["project"]["id"]


@pytest.fixture
async def callers(service, sign_in, demanded, town):
    """Principals of several roles and scopes."""
    clients = [await sign_in(role, town[scope], person and town[person]) for role, scope, person in ROLES]
    with service.database.active():
        return [await principal_of(client.token, service.clock()) for client in clients]


@pytest.fixture
def known(town, project):
    """Values that documents ask about: what is there, what is not, and what is hard to write."""
    ids = [town[name] for name in ("town", "hefeng", "hefeng-1", "household-1", "li", "chen", "hefeng-group")] + [
        project
    ]
    return {
        "first": [1, 2, 3, 100, None],
        "last": [1, 2, 100],
        "UnitBy.id": [town["hefeng"], town["household-1"], town["office"]],
        "UnitBy.code": ["440605126000", "440605126222", "0"],
        "UnitBy.name": ["鹤峰", "Hefeng", "宏岗村", "none"],
        "PersonBy.id": [town["li"], town["chen"]],
        "PersonBy.appointment": [town["chen-secretary"]],
        "within": [town["town"], town["hefeng"], town["hefeng-1"]],
        "parent": [town["town"], town["hefeng"]],
        "kinds": ["village", "household", "party-group", 'it\'s "odd" \\ 村'],
        "postKinds": ["party-secretary", "grid-officer"],
        "after": [],
        "before": [],
        "ID": ids,
        "Int": [0, 1, 5],
        "String": ["鹤峰", "x"],
        "Boolean": [True, False],
        "Date": ["2020-07-01", "2020-01-01", "2019-12-31"],
        "DateTime": ["2020-06-30T16:00:00Z", "2019-01-01T00:00:00Z", "2030-01-01T00:00:00+08:00"],
    }


def readable(kind, name):
    """Whether a field is one that plans are made for."""
    return kind.name != "Query" or READ in kind.fields[name].extensions["strawberry-definition"].metadata


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_a_plan_answers_as_the_standard_executor_does(data, service, callers, known, schema):
    """Any document, for anybody, in either language."""
    document, variables = Drawn(schema=schema._schema, draw=data.draw, known=known, planned=readable).document()
    principal = data.draw(st.sampled_from(callers))
    language = data.draw(st.sampled_from(["zh", "en"]))
    execution = Execution(schema, service.settings.limits, introspection=True)
    with service.database.active():
        try:
            planned = await execution.planned(document, None, variables, service.context_for(principal, language))
        except NotPlanned as reason:
            event(f"not planned: {reason}")
            return
        event(f"planned{', with gaps' if 'competenceGaps' in document else ''}")
        standard = await schema.execute(
            document, variable_values=variables, context_value=service.context_for(principal, language)
        )
    assert standard.errors is None
    assert planned == orjson.dumps({"data": standard.data})
