"""The town with the practice, adopted by Hefeng, and ways to say what its people do."""

import pytest

from graphql_api.testing import town_modules
from pomegranate_seeds import FIVE_GOODS
from pomegranate_seeds.module import MODULE

REFUSED = """... on UserError { code path } ... on InvalidInputError { faults { code path } }"""


@pytest.fixture(scope="session")
def modules():
    """The built-in domains and the practice."""
    return town_modules(MODULE)


@pytest.fixture
def does(admin):
    """Does an act of the practice, as the administrator where nobody else is named."""

    async def does(name, kind, answer="__typename", /, *, by=admin, **given):
        mutation = f"pomegranateSeeds{name}"
        return await by.act(
            f"mutation ($input: PomegranateSeeds{kind}Input!) {{ {mutation}(input: $input) {{ {answer} {REFUSED} }} }}",
            input=given,
        )

    return does


@pytest.fixture
async def project(admin, town):
    """Hefeng's adoption of the practice."""
    made = await admin.act(
        """mutation ($input: AdoptPracticeInput!) { adoptPractice(input: $input) {
          ... on ChangedProject { project { id } } } }""",
        input={"practice": "pomegranate_seeds", "unit": town["hefeng"], "period": {"from": "2020-02-01"}},
    )
    return made["project"]["id"]


@pytest.fixture
def nominated(does, project, town):
    """A household of Hefeng, nominated with all five goods."""

    async def nominated(household="household-1", on="2020-03-01", **more):
        return await does(
            "NominateHousehold",
            "Nominate",
            "... on PomegranateSeedsNomination { id status household { name } }",
            **({"household": town.ids.get(household, household), "criteriaMet": list(FIVE_GOODS), "on": on} | more),
        )

    return nominated


@pytest.fixture
def recognised(does, nominated):
    """A household of Hefeng, recognised."""

    async def recognised(household="household-1", on="2020-03-10"):
        nomination = await nominated(household)
        return await does(
            "RecogniseHousehold",
            "Recognise",
            "... on PomegranateSeedsRecognition { id validity { from to } criteriaMet }",
            nomination=nomination["id"],
            on=on,
        )

    return recognised


@pytest.fixture
def appointed(does, recognised, town):
    """The resident of the first household as a liaison officer who covers the other two."""

    async def appointed(covers=("household-2", "household-3"), on="2020-04-01"):
        recognition = await recognised()
        return await does(
            "AppointOfficer",
            "Appoint",
            """... on PomegranateSeedsOfficer { id person { name } validity { from to }
              coverages { nodes { household { name } } } recognition { id } }""",
            recognition=recognition["id"],
            person=town["resident"],
            households=[town[one] for one in covers],
            on=on,
        )

    return appointed


@pytest.fixture
def raised(does, appointed, town):
    """A matter that the second household voices at a visit."""

    async def raised(on="2020-05-01"):
        officer = await appointed()
        visit = await does(
            "RecordVisit",
            "Household",
            "... on PomegranateSeedsVisit { id }",
            officer=officer["id"],
            household=town["household-2"],
            on=on,
        )
        return await does(
            "RaiseMatter",
            "Raise",
            """... on PomegranateSeedsMatter { id dueOn standing { status daysLeft overdue }
              visit { visitedOn matters { nodes { statement } } } }""",
            household=town["household-2"],
            kind="FACILITIES",
            statement=" 路灯不亮 ",
            on=on,
            visit=visit["id"],
        )

    return raised
