"""Hefeng's direct-liaison team, and what it does."""

import pytest

from graphql_api.platform.access import Role

REFUSAL = "... on UserError { code path } ... on InvalidInputError { faults { code path } }"


def _act(name, shown="... on Node { id }"):
    kind = name[0].upper() + name[1:]
    return f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ __typename {shown} {REFUSAL} }} }}"


@pytest.fixture
async def team(admin, town, clock):
    """Hefeng's team of two, from March 2020 on: Zhou of the town leads it, and Wang is in it; it is July."""
    clock.set(2020, 7, 1)
    name = {"zh": "鹤峰直联团队", "en": "Hefeng liaison team"}
    formed = await admin.act(
        _act("formLiaisonTeam"), input={"village": town["hefeng"], "name": name, "on": "2020-03-01"}
    )
    for person, role in (("zhou", "LEADER"), ("wang", "MEMBER")):
        given = {"team": formed["id"], "person": town[person], "role": role, "period": {"from": "2020-03-01"}}
        town.ids[f"{person}-in-team"] = (await admin.act(_act("joinLiaisonTeam"), input=given))["id"]
    return formed["id"]


@pytest.fixture
async def zhou(sign_in, town, team):
    """The team's leader: a cadre of the town whose token is for the village."""
    return await sign_in(Role.CADRE, town["hefeng"], person=town["zhou"])


@pytest.fixture
async def secretary(sign_in, town):
    """Hefeng's secretary."""
    return await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], person=town["li"])


@pytest.fixture(scope="session")
def issue_fields():
    """What is asked of an issue."""
    return """... on LiaisonIssue { id version title status overdue dueOn handlerName aboutName raiserName
      steps { status on text dueOn handlerName validity { from } taker { name } } }"""


@pytest.fixture
def a_visit(town, team):
    """Says a visit of the team's to a household."""

    def a_visit(**more):
        given = {"team": team, "place": town["household-1"], "on": "2020-06-10"}
        return {**given, "members": [town["zhou"], town["wang"]], "note": "自来水压力不足", **more}

    return a_visit


@pytest.fixture
def raise_issue(town, team, issue_fields):
    """Raises an issue about the household."""

    async def raise_issue(client, **more):
        given = {"team": team, "about": town["household-1"], "title": "水压不足", "on": "2020-06-10", **more}
        return await client.act(_act("raiseLiaisonIssue", issue_fields), input=given)

    return raise_issue


@pytest.fixture
def hand_issue(issue_fields):
    """Hands an issue to a unit."""

    async def hand_issue(client, issue, to, **more):
        given = {"issue": issue, "to": to, "dueOn": "2020-06-20", "on": "2020-06-11", **more}
        return await client.act(_act("handLiaisonIssue", issue_fields), input=given)

    return hand_issue
