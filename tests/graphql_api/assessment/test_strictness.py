"""How strict reviewers are is shown to the office, counted from what they said last."""

from datetime import UTC, datetime, timedelta

import pytest

from governance_core.assessment import Grade
from graphql_api.assessment.tables import AppraisalRow, ReviewRow
from graphql_api.platform.access import Role

STRICTNESS = """query ($first: Int, $after: String) { assessmentCycles { nodes { code
  strictness(first: $first, after: $after) { totalCount pageInfo { endCursor } nodes {
    reviewer { name } unit { name } reviews fromUnit fromWhole
    own { mean grades { grade count share } } ofUnit { mean } whole { mean grades { count } } } } } } }"""
GOOD, FAIR, AVERAGE, POOR = list(Grade)[:4]


@pytest.fixture
def review(service, cycle, town):
    """Stores what a reviewer said of so many people of a unit, grade by grade, and what they had said before."""
    at = datetime(2020, 10, 9, 2, tzinfo=UTC)

    async def review(reviewer, unit, *grades, before=()):
        with service.database.active():
            for grade in grades:
                key, person, entry = service.new_id(), service.new_id(), service.new_id()
                await AppraisalRow.create(
                    id=key,
                    cycle_id=cycle.partition(":")[2],
                    person_id=person,
                    unit_id=town.key(unit),
                    recorded_at=at,
                    entry_id=entry,
                )
                for days, said in enumerate((*before, grade)):
                    await ReviewRow.create(
                        id=service.new_id(),
                        appraisal_id=key,
                        person_id=person,
                        reviewer_id=town.key(reviewer),
                        grade=said.value,
                        comment="合成",
                        reviewed_at=at + timedelta(days=days),
                        entry_id=entry,
                    )

    return review


async def test_the_office_sees_how_each_reviewer_grades_beside_the_others(office, review):
    """By unit and reviewer; of several reviews of one person by one reviewer the last stands."""
    await review("li", "hefeng-committee", GOOD, GOOD, GOOD, GOOD, FAIR, before=(POOR, POOR))
    await review("zhou", "hefeng-committee", FAIR, AVERAGE, AVERAGE, AVERAGE, POOR)
    await review("chen", "honggang-committee", POOR)

    (told,) = (await office.ask(STRICTNESS))["assessmentCycles"]["nodes"]

    lines = {one["reviewer"]["name"]: one for one in told["strictness"]["nodes"]}
    assert told["strictness"]["totalCount"] == 3
    assert lines["李合成"] == {
        "reviewer": {"name": "李合成"},
        "unit": {"name": "鹤峰村党委"},
        "reviews": 5,
        "fromUnit": "-0.900000",
        "fromWhole": "-1.072727",
        "own": {
            "mean": "1.200000",
            "grades": [
                {"grade": "GOOD", "count": 4, "share": "80.00"},
                {"grade": "FAIRLY_GOOD", "count": 1, "share": "20.00"},
                {"grade": "AVERAGE", "count": 0, "share": "0.00"},
                {"grade": "POOR", "count": 0, "share": "0.00"},
            ],
        },
        "ofUnit": {"mean": "2.100000"},
        "whole": {"mean": "2.272727", "grades": [{"count": 4}, {"count": 2}, {"count": 3}, {"count": 2}]},
    }
    assert lines["周合成"]["fromUnit"] == "0.900000"
    assert (lines["陈合成"]["reviews"], lines["陈合成"]["own"], lines["陈合成"]["fromWhole"]) == (1, None, None)


async def test_who_reviews_or_is_reviewed_is_not_shown_it(office, review, secretary, cadre, sign_in, town):
    """Nor is an office that covers a part shown the reviewers of another part, though all count in the whole."""
    await review("li", "hefeng-committee", GOOD, GOOD, GOOD, GOOD, FAIR)
    await review("chen", "honggang-committee", *[POOR] * 5)
    part = await sign_in(Role.ORGANISATION_OFFICE, town["honggang"], town["chen"])

    shown = [
        (await client.ask(STRICTNESS))["assessmentCycles"]["nodes"][0]["strictness"]
        for client in (secretary, cadre, part)
    ]

    assert shown[:2] == [None, None]
    assert [(one["reviewer"]["name"], one["whole"]["mean"]) for one in shown[2]["nodes"]] == [("陈合成", "2.600000")]


async def test_strictness_is_paged_and_counted_in_one_statement(office, review, statements, town):
    """However many reviews there are, the database counts them."""
    await review("li", "hefeng-committee", GOOD)
    costs = []
    for _ in range(2):
        await office.ask(STRICTNESS)
        statements.clear()
        await office.ask(STRICTNESS)
        costs.append(len(statements))
        for who in ("zhou", "wang", "chen"):
            await review(who, "honggang-committee", *[FAIR] * 6)
            await review(who, "hefeng-committee", *[FAIR] * 2)

    found, after = [], None
    for _ in range(3):
        page = (await office.ask(STRICTNESS, first=1, after=after))["assessmentCycles"]["nodes"][0]["strictness"]
        found += [(one["unit"]["name"], one["reviewer"]["name"]) for one in page["nodes"]]
        after = page["pageInfo"]["endCursor"]

    assert costs[0] == costs[1]
    assert len(set(found)) == 3
