"""Which units rose and fell between two cycles is told from the sums that are kept."""

from decimal import Decimal

import pytest

from graphql_api.assessment.tables import ResultSumRow
from tests.graphql_api.assessment.cycles import CYCLE, OPEN, quarter

MOVERS = """query ($unit: ID!, $earlier: ID!, $later: ID!, $kinds: [String!], $count: Int) {
  unit(by: {id: $unit}) { movers(earlier: $earlier, later: $later, kinds: $kinds, count: $count) {
    asOf compared earlier { code stage } later { code }
    best { unit { name } before after change } worst { unit { name } change } } } }"""


@pytest.fixture
async def quarters(office, scheme, town):
    """Two cycles, by id."""
    inputs = (
        quarter(town),
        quarter(town, code="2020-q4", period={"from": "2020-10-01", "to": "2021-01-01"}),
    )
    return [(await office.act(OPEN.replace("CYCLE", CYCLE), input=one))["id"] for one in inputs]


@pytest.fixture
def summed(service, town):
    """Keeps the sums of a cycle in units: how many have points, and their mean."""

    async def summed(cycle, **units):
        tally = service.new_id()
        with service.database.active():
            await ResultSumRow.bulk_create(
                [
                    ResultSumRow(
                        id=service.new_id(),
                        tally_id=tally,
                        cycle_id=cycle.partition(":")[2],
                        unit_id=town.key(unit.replace("_", "-")),
                        in_view=True,
                        subjects=scored,
                        scored=scored,
                        points=Decimal(mean) * scored,
                        sums_data={"grades": {}, "dimensions": {}, "initiatives": {}},
                    )
                    for unit, (scored, mean) in units.items()
                ]
            )

    return summed


@pytest.fixture
async def moved(quarters, summed):
    """Hefeng rose and Honggang fell; Jinqifeng has two people, and its mean would be theirs."""
    before, after = quarters
    await summed(before, town=(9, 80), hefeng=(4, 70), honggang=(3, 90), jinqifeng=(2, 50), hefeng_1=(3, 60))
    await summed(after, town=(9, 80), hefeng=(4, 76), honggang=(3, 81), jinqifeng=(2, 99), hefeng_1=(3, 66))
    return {"earlier": before, "later": after}


async def test_movers_are_the_units_directly_below_or_of_a_kind(moved, office, town):
    """The greatest gain first, the greatest loss first; with the cycles and the day that it is about."""
    direct = (await office.ask(MOVERS, unit=town["town"], **moved))["unit"]["movers"]
    lower = (await office.ask(MOVERS, unit=town["town"], kinds=["cooperative", "village"], **moved))["unit"]["movers"]
    first = (await office.ask(MOVERS, unit=town["town"], kinds=["cooperative", "village"], count=1, **moved))["unit"]

    assert direct == {
        "asOf": "2020-07-01",
        "compared": 2,
        "earlier": {"code": "2020-q3", "stage": "OPEN"},
        "later": {"code": "2020-q4"},
        "best": [{"unit": {"name": "Hefeng"}, "before": "70.00", "after": "76.00", "change": "6.00"}],
        "worst": [{"unit": {"name": "Honggang"}, "change": "-9.00"}],
    }
    assert (lower["compared"], [one["change"] for one in lower["best"]]) == (3, ["6.00", "6.00"])
    assert (first["movers"]["compared"], len(first["movers"]["best"])) == (3, 1)


async def test_movers_are_for_reviewers_of_what_they_see(moved, cadre, office, secretary, town):
    """A cadre is told of none, a village of its own; what is not in both cycles has not moved."""
    hidden = (await cadre.ask(MOVERS, unit=town["hefeng"], **moved))["unit"]["movers"]
    own = (await secretary.ask(MOVERS, unit=town["hefeng"], **moved))["unit"]["movers"]
    unseen = (await secretary.ask(MOVERS, unit=town["town"], **moved))["unit"]
    none = {"earlier": moved["earlier"], "later": "AssessmentCycle:0000000000000"}
    unknown = (await office.ask(MOVERS, unit=town["town"], **none))["unit"]["movers"]
    wrong = (await office.post(MOVERS, unit=town["town"], count=0, **moved)).json()

    assert (hidden, unseen) == (None, None)
    assert [one["unit"]["name"] for one in own["best"]] == ["鹤峰一社"]
    assert (unknown["compared"], unknown["later"], unknown["best"]) == (0, None, [])
    assert wrong["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_movers_of_many_units_cost_the_statements_of_one(moved, office, statements):
    """A page that shows several units asks for all of them at once."""
    document = """query ($first: Int!, $earlier: ID!, $later: ID!) { units(first: $first) { nodes {
      movers(earlier: $earlier, later: $later) { compared best { unit { name } } } } } }"""
    costs = []
    for first in (1, 10):
        await office.ask(document, first=first, **moved)
        statements.clear()
        await office.ask(document, first=first, **moved)
        costs.append(len(statements))

    assert costs[1] <= costs[0] + 1
