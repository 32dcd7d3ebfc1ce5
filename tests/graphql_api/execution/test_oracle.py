"""Whatever a document asks, a plan answers it with the bytes that the standard executor would."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import orjson
import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure

from governance_core.assessment import (
    DevelopmentGoal,
    Dimension,
    Evidence,
    EvidenceKind,
    Indicator,
    NotApplicableEntry,
    Pace,
    Points,
    PointsEntry,
    Quantity,
    QuantityEntry,
    Rating,
    RatingEntry,
    Subject,
)
from governance_core.values import Period, Text
from graphql_api.assessment import service as assessment
from graphql_api.assessment.tables import RecordRow
from graphql_api.execution import Execution, NotPlanned, connections, nodes, rows
from graphql_api.platform.access import Principal, Role
from graphql_api.platform.reading import conditions
from graphql_api.platform.reading.readings import READ
from graphql_api.platform.schema.build import build_schema
from graphql_api.testing import town_modules
from pomegranate_seeds.module import MODULE
from tests.graphql_api.execution.documents import Drawn, every_field

ROLES = ((Role.TOWN_ADMIN, "town", None), (Role.VILLAGE_SECRETARY, "hefeng", "li"), (Role.CADRE, "honggang", "chen"),
         (Role.READER, "town", None))  # fmt: skip


@pytest.fixture(scope="session")
def modules():
    """The built-in domains, and a practice with types of its own."""
    return town_modules(MODULE)


@pytest.fixture(scope="session")
def schema(modules):
    """Theirs: the folder's is built for other modules, once."""
    return build_schema(modules.loaded)


@pytest.fixture
async def project(admin, town, service):
    """Hefeng has adopted the practice, and what follows of that is done."""
    made = await admin.act(
        """mutation ($input: AdoptPracticeInput!) { adoptPractice(input: $input) {
          ... on ChangedProject { project { id } } } }""",
        input={"practice": "pomegranate_seeds", "unit": town["hefeng"], "period": {"from": "2020-02-01"}},
    )
    await service.courier.settled()
    return made["project"]["id"]


@pytest.fixture
async def callers(service, sign_in, demanded, town):
    """Callers of several roles and scopes: each as a plan finds them who has to prove them."""
    clients = [await sign_in(role, town[scope], person and town[person]) for role, scope, person in ROLES]
    with service.database.active():
        for client in clients:
            await service.principal_of(client.token)
    return [service.claimed(client.token) for client in clients]


@pytest.fixture
async def records(service, town):
    """Verified records, so that there are scores and roll-ups: one without points, and one in another village.

    One is a rating, which whom it is about does not see, and one is about a village itself.
    """

    def work(who):
        principal = Principal(token_id=None, role=Role.TOWN_ADMIN, scope_id=None, person_id=who and town.key(who))
        return service.begin_for(principal)

    visits = Indicator(
        code="visits",
        title=Text(zh="走访", en="Visits"),
        weight=Decimal(60),
        measure=Quantity(unit=Text(zh="户"), target=Decimal(7), pace=Pace.WHOLE),
    )
    conduct = Indicator(
        code="conduct",
        title=Text(zh="表现"),
        weight=Decimal(20),
        measure=Points(base=Decimal(80), ceiling=Decimal(100)),
        initiative="grid",
    )
    rated = Indicator(
        code="rated",
        title=Text(zh="评议", en="Rated"),
        weight=Decimal(20),
        measure=Rating(low=Decimal(1), high=Decimal(5)),
    )
    year = Period(start=date(2020, 1, 1), end=date(2021, 1, 1))

    def whole(*indicators):
        weight = sum(one.weight for one in indicators)
        return [Dimension(code="work", title=Text(zh="工作"), weight=weight, indicators=indicators)]

    with service.database.active():
        scheme = await assessment.draft(
            work(None),
            code="cadres",
            title=Text(zh="考核"),
            cycle=year,
            applies_to=["party-secretary", "party-committee-member"],
            dimensions=whole(visits, conduct, rated),
        )
        await assessment.publish(work(None), scheme=scheme)
        units = await assessment.draft(
            work(None),
            code="units",
            title=Text(zh="单位考核", en="Units"),
            cycle=year,
            applies_to=[],
            dimensions=whole(replace(visits, weight=Decimal(100))),
            subject=Subject.UNIT,
            unit_kinds=["village"],
        )
        await assessment.publish(work(None), scheme=units)
        paper = Evidence(kind=EvidenceKind.DOCUMENT, title="台账", reference="file:1")
        for who, indicator, entry in (
            ("li", "visits", QuantityEntry(amount=Decimal(5))),
            ("wang", "visits", QuantityEntry(amount=Decimal(3))),
            ("chen", "visits", NotApplicableEntry(reason="无此项")),
            ("li", "conduct", PointsEntry(points=Decimal(-80), reason="据实")),
            ("li", "rated", RatingEntry(rating=Decimal(4))),
            ("hefeng", "visits", QuantityEntry(amount=Decimal(2))),
        ):
            about = {"unit" if who == "hefeng" else "person": town.key(who)}
            record = await assessment.submit(
                work("zhou"),
                scheme=units if who == "hefeng" else scheme,
                indicator=indicator,
                **about,
                occurred_on=date(2020, 6, 30),
                entry=entry,
                evidence=[paper],
            )
            await assessment.verify(work(None), record=record)
        return {"scheme": [f"IndicatorScheme:{scheme}"], "indicator": ["visits", "conduct", "none"]}


@pytest.fixture
async def seedlings(service, town, records):
    """Reserve cadres: one with a plan of which a goal is reached, and one whose mentor is of another village."""
    principal = Principal(token_id=None, role=Role.TOWN_ADMIN, scope_id=None, person_id=town.key("zhou"))
    begin = service.begin_for(principal)
    goals = [
        DevelopmentGoal(code=code, title=Text(zh=f"目标{code}", en=en), due_on=due)
        for code, en, due in (("visits", "Visits", date(2020, 6, 1)), ("law", None, date(2020, 12, 1)))
    ]
    with service.database.active():
        found = {
            who: await assessment.nominate(
                begin,
                person=town.key(who),
                unit=town.key("hefeng"),
                aims_for="party-secretary",
                period=Period(start=date(2020, 2, 1), end=end),
                mentor=town.key(mentor),
            )
            for who, mentor, end in (("wang", "li", date(2022, 1, 1)), ("li", "chen", None))
        }
        seedling = found["wang"]
        await assessment.plan(begin, seedling=seedling, goals=goals)
        record = await RecordRow.get(person_id=town.key("wang"))
        await assessment.reach(begin, seedling=seedling, goal="visits", record=record.id)
        await assessment.observe(begin, seedling=seedling, observed_on=date(2020, 6, 30), text='议事会\n "一致"')
        return [f"Seedling:{key}" for key in found.values()]


@pytest.fixture
def known(records, seedlings, town, project):
    """Values that documents ask about: what is there, what is not, and what is hard to write."""
    ids = [town[name] for name in ("town", "hefeng", "hefeng-1", "household-1", "li", "chen", "hefeng-group")] + [
        project,
        seedlings[0],
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
        "mentor": [town["li"], town["chen"]],
        "aimsFor": ["party-secretary", "none"],
        "kinds": ["village", "household", "party-group", 'it\'s "odd" \\ 村'],
        "postKinds": ["party-secretary", "grid-officer"],
        "after": [],
        "before": [],
        "earlier": ["AssessmentCycle:0000000000000"],
        "later": ["AssessmentCycle:0000000000000"],
        "ID": ids,
        **records,
        "Int": [0, 1, 5],
        "String": ["鹤峰", "x"],
        "Boolean": [True, False],
        "Date": ["2020-07-01", "2020-01-01", "2019-12-31"],
        "DateTime": ["2020-06-30T16:00:00Z", "2019-01-01T00:00:00Z", "2030-01-01T00:00:00+08:00"],
    }


def readable(kind, name):
    """Whether a field is one that plans are made for."""
    return kind.name != "Query" or READ in kind.fields[name].extensions["strawberry-definition"].metadata


async def same(data, service, callers, known, schema):
    """A document drawn at random has one answer, whoever asks in whichever language."""
    document, variables = Drawn(schema=schema._schema, draw=data.draw, known=known, planned=readable).document()
    principal, claim = data.draw(st.sampled_from(callers))
    language = data.draw(st.sampled_from(["zh", "en"]))
    try:
        await compared(document, variables, (principal, language, claim), service, schema)
    except NotPlanned as reason:
        event(f"not planned: {reason}")
    else:
        event(f"planned{', with gaps' if 'competenceGaps' in document else ''}")


async def compared(document, variables, caller, service, schema):
    """See that a plan gives the bytes of the standard executor, also when its answer is remembered."""
    principal, language, claim = caller
    execution = Execution(schema, service.settings.limits, service.metrics, introspection=True, remembered=2**20)

    async def planned(claim):
        return await execution.planned(document, None, variables, service.context_for(principal, language, claim))

    with service.database.active():
        answers = [await planned(claim), await planned(claim), await planned(None)]
        standard = await schema.execute(
            document, variable_values=variables, context_value=service.context_for(principal, language)
        )
    assert standard.errors is None
    assert answers == [orjson.dumps({"data": standard.data})] * 3


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_a_plan_answers_as_the_standard_executor_does(data, service, callers, known, schema):
    """Any document, for anybody, in either language."""
    await same(data, service, callers, known, schema)


async def test_every_field_is_answered_as_the_standard_executor_does(service, callers, known, schema):
    """Each field of each type that a question leads to, for everybody."""
    documents = list(every_field(schema._schema, known | {"to": ["2021-01-01"]}, readable))
    left = set()
    for document in documents:
        for principal, claim in callers:
            try:
                await compared(document, {}, (principal, "zh", claim), service, schema)
            except NotPlanned as reason:
                if str(reason) != "perhaps too many rows":
                    left.add(f"{reason}: {document}")

    assert len(documents) > 100
    assert left == set()


def nothing_is_hidden(question, source, there, where):
    """Filters hold, and whether the caller may see a row is not asked."""
    moment = [conditions.at_moment(question.moment, there)] if source.dated else []
    return [*conditions.filtered(question, source, there, where), *moment]


def backwards(*given, backward, page=rows.page_of_rows, **more):
    """A page from the other end of its list."""
    return page(*given, backward=not backward, **more)


PLANTED = {
    "a list shows what the caller may not see": (connections, "chosen", nothing_is_hidden),
    "a relation to one shows what the caller may not see": (nodes, "visible", lambda *_: None),
    "labels are always Chinese": (nodes, "coalesced", lambda _, table, label: table[label.zh]),
    "a list ends where a page does": (connections.Connection, "_total", lambda *_, **__: "1"),
    "null is a text": (nodes, "or_null", lambda sql: f"coalesce({sql},'\"null\"')"),
    "pages run backwards": (connections, "page_of_rows", backwards),
}


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.xfail(strict=True, raises=(AssertionError, FlakyFailure), reason="a planted fault must be found")
@settings(
    max_examples=1_000,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
async def test_a_planted_fault_is_found(data, planted, service, callers, known, schema, monkeypatch):
    """What a plan does wrong, some document shows."""
    monkeypatch.setattr(*PLANTED[planted])
    await same(data, service, callers, known, schema)


SCORES = """query ($first: Int, $scheme: ID, $indicator: String) {
  unit(by: {code: "440605126000"}) {
    children(first: 10) { nodes { name assessmentRollUps(first: $first, filter: {scheme: $scheme}) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { ...Sums } } } } }
    assessmentRollUps(last: 1, filter: {indicator: $indicator}) { nodes { ...Sums unit { name } } } }
  people(first: 10) { nodes { name indicatorScores(first: $first, filter: {indicator: $indicator}) {
    totalCount nodes { __typename points asOf records unit { name } scheme { code title }
      indicator { code title } person { name } } } } }
}
fragment Sums on AssessmentRollUp { cadres points mean records scheme { code } indicator { code title } }"""


@pytest.mark.parametrize("given", [{}, {"indicator": "visits", "first": 1}, {"indicator": "conduct", "scheme": "its"}])
async def test_scores_and_roll_ups_are_read_by_one_statement(callers, given, known, schema, service, statements):
    """For everybody and in either language; what a role may not see is in neither answer."""
    asked = {**given, **({"scheme": known["scheme"][0]} if "scheme" in given else {})}
    shown = set()
    for principal, _ in callers:
        for language in ("zh", "en"):
            execution = Execution(schema, service.settings.limits, service.metrics, introspection=True, remembered=0)
            with service.database.active():
                statements.clear()
                context = service.context_for(principal, language)
                planned = await execution.planned(SCORES, None, asked, context)
                assert len([one for one in statements if "assessment_" in one]) == 1
                standard = await schema.execute(
                    SCORES,
                    variable_values=asked,
                    context_value=service.context_for(principal, language),
                )
            assert standard.errors is None
            assert planned == orjson.dumps({"data": standard.data})
            shown.add(b'"cadres":2,"points":"114.285714","mean":"57.14"' in planned)
    assert shown == {True, False}


RATINGS = """{ progressRecords { totalCount nodes { source unit { name } person { name } submitter { name } } }
  viewer { awaitingMe { totalCount } } }"""


async def test_a_rating_is_in_neither_answer_to_whom_it_is_about(callers, known, schema, service):
    """The rated does not see it in a reviewing role either, and everybody else who reviews there does."""
    counted = {}
    for principal, _ in callers:
        execution = Execution(schema, service.settings.limits, service.metrics, introspection=True, remembered=0)
        with service.database.active():
            planned = await execution.planned(RATINGS, None, {}, service.context_for(principal, "zh"))
            standard = await schema.execute(RATINGS, context_value=service.context_for(principal, "zh"))
        assert planned == orjson.dumps({"data": standard.data})
        counted[principal.role] = standard.data["progressRecords"]["totalCount"]
    assert counted == {Role.TOWN_ADMIN: 6, Role.VILLAGE_SECRETARY: 4, Role.CADRE: 1, Role.READER: 0}
