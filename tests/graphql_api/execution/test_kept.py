"""What is kept of gaps is read by the plan's own statement while it holds, and told by the rule where it does not."""

import orjson
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graphql_api.execution import Execution, running
from graphql_api.platform.access import Role, principal_of
from graphql_api.platform.import_files import import_folder
from tests.graphql_api.training.frameworks import FRAMEWORK

ROLES = ((Role.TOWN_ADMIN, "town", None), (Role.VILLAGE_SECRETARY, "hefeng", "li"), (Role.ASSESSOR, "honggang", None),
         (Role.CADRE, "hefeng", "wang"), (Role.READER, "town", None))  # fmt: skip
GAPS = "competenceGaps { competency title required postKinds level size weight }"
FIELDS = ("competency", "title", "required", "postKinds", "level", "size", "weight", "__typename", "w: weight")
OFFICERS = FRAMEWORK.replace("code: village-posts", "code: all-posts") + (
    "  - {post_kind: department-officer, competency: law, level: 1}\n"
)
ROOTS = (
    "{{ people(first: {0}) {{ nodes {{ name {1} }} }} }}",
    '{{ person(by: {{id: "{2}"}}) {{ {1} appointments {{ nodes {{ person {{ {1} }} }} }} }} }}',
    '{{ unit(by: {{id: "{3}"}}) {{ peopleInArea(last: {0}) {{ edges {{ node {{ {1} name }} }} }} }} }}',
    '{{ people(first: {0}, asOf: "2020-07-01") {{ nodes {{ {1} }} }} }}',
    '{{ people(first: {0}, asOf: "2020-08-01") {{ nodes {{ {1} }} }} }}',
    '{{ people(first: {0}, knownAt: "2020-07-02T00:00:00Z") {{ nodes {{ {1} }} }} }}',
)


@pytest.fixture
async def callers(service, sign_in, demanded, town):
    """Principals of several roles and scopes."""
    clients = [await sign_in(role, town[scope], person and town[person]) for role, scope, person in ROLES]
    with service.database.active():
        return [await principal_of(client.token, service.clock()) for client in clients]


@pytest.fixture
def left(monkeypatch):
    """How many holes the statements have left, one number an answer."""
    found = []

    def is_open(text):
        found.append(text.count(b"\x02") // 2)
        return found[-1] > 0

    monkeypatch.setattr(running, "is_open", is_open)
    return found


@pytest.fixture
def answer(service, schema):
    """The answer of a plan, which must be the standard executor's to the letter."""

    async def answer(document, principal, language="zh"):
        execution = Execution(schema, service.settings.limits, service.metrics, introspection=True, remembered=0)
        with service.database.active():
            planned = await execution.planned(document, None, {}, service.context_for(principal, language))
            standard = await schema.execute(document, context_value=service.context_for(principal, language))
        assert standard.errors is None
        assert planned == orjson.dumps({"data": standard.data})
        return orjson.loads(planned)["data"]

    return answer


async def test_a_page_of_people_is_one_statement_while_their_gaps_hold(answer, callers, left):
    """For the town's administrator and a village's secretary, to whom the first secretary's other post is hidden."""
    admin, secretary, *_ = callers
    page = f"{{ people(first: 20) {{ nodes {{ name {GAPS} }} }} }}"

    found = await answer(page, secretary)
    assert left == [0]
    assert {one["name"]: len(one["competenceGaps"] or ()) for one in found["people"]["nodes"]} == {
        "李合成": 2,
        "王合成": 1,
        "周合成": 0,
        "何合成": 0,
    }
    assert [one["competenceGaps"] for one in found["people"]["nodes"] if one["name"] == "何合成"] == [None]

    await answer(page, admin)
    assert left == [0, 1]  # Chen's do not hold


async def test_the_rule_answers_where_a_hidden_post_has_a_part_in_it(answer, callers, left, service, town, tmp_path):
    """A village's secretary is told what the posts of the village demand, of somebody who holds more elsewhere."""
    (tmp_path / "frameworks.yaml").write_text(OFFICERS, encoding="utf-8")
    with service.database.active():
        await import_folder(service, tmp_path)
    person = f'{{ person(by: {{id: "{town["zhou"]}"}}) {{ {GAPS} }} }}'

    in_village, in_town = [await answer(person, caller) for caller in (callers[1], callers[0])]

    assert in_village["person"]["competenceGaps"] == []
    assert [gap["competency"] for gap in in_town["person"]["competenceGaps"]] == ["law"]
    assert left == [1, 0]


async def test_another_day_is_answered_by_the_rule(answer, callers, left):
    """Nothing is kept of the past, nor of what was known then; to ask for today is to ask about the present."""
    for moment, holes in (('asOf: "2020-06-30"', 5), ('knownAt: "2020-07-02T00:00:00Z"', 5), ('asOf: "2020-07-01"', 1)):
        await answer(f"{{ people({moment}) {{ nodes {{ {GAPS} }} }} }}", callers[0])
        assert left.pop() == holes
    itself = GAPS.replace(" {", '(asOf: "2020-07-01") {', 1)
    await answer(f"{{ people {{ nodes {{ {itself} }} }} }}", callers[0])
    assert left.pop() == 5


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_what_is_kept_is_what_the_rule_says(data, answer, callers, left, town):
    """Whatever is asked of gaps, of whomever, by whoever may or may not see them, in either language."""
    names = data.draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=5))
    gaps = f"competenceGaps {{ {' '.join(names)} }}"
    size, person = data.draw(st.integers(1, 20)), data.draw(st.sampled_from(["li", "wang", "chen", "zhou", "resident"]))
    unit = data.draw(st.sampled_from(["town", "hefeng", "hefeng-1", "office"]))
    document = data.draw(st.sampled_from(ROOTS)).format(size, gaps, town[person], town[unit])

    await answer(document, data.draw(st.sampled_from(callers)), data.draw(st.sampled_from(["zh", "en"])))

    event(f"{'some' if left.pop() else 'no'} holes")
