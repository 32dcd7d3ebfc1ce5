"""The reserve cadres of a village of the demonstration town, told through public mutations alone."""

from collections.abc import Sequence
from typing import Any

from graphql_api.platform.access import Role
from graphql_api.platform.modules import Storyteller

RECORDS = """query ($person: ID!) {
  progressRecords(first: 1, filter: {person: $person, indicator: "household-visits", statuses: [VERIFIED]}) {
    nodes { id }
  }
}"""
SHOWN = "... on Seedling { id }"


async def nominations(
    story: Storyteller, village: str, office: str, secretary: str, members: Sequence[str]
) -> Sequence[str]:
    """July 2020: three of the village's committee are nominated; two have a plan, and one has none yet."""
    story.on(2020, 7, 1)
    story.speaks(Role.ORGANISATION_OFFICE, office)
    visits, norms = (
        _goal("visits", "独立完成百户走访(示例)", "A hundred households visited", "2020-12-31"),
        _goal("norms", "牵头修订村规民约(示例)", "Village rules revised", "2021-03-31", competency="law"),
    )
    found = []
    for person, mentor, goals in zip(
        members, (secretary, office, office), ([visits, norms], [visits], []), strict=False
    ):
        made = await story.act(
            "nominateSeedling",
            "NominateSeedlingInput",
            SHOWN,
            person=person,
            unit=village,
            aimsFor="party-secretary",
            period={"from": "2020-07-01", "to": "2023-07-01"},
            mentor=mentor,
        )
        found.append(made["id"])
        if goals:
            await story.act("planDevelopment", "PlanDevelopmentInput", SHOWN, seedling=made["id"], goals=goals)
    return found


async def developed(story: Storyteller, seedlings: Sequence[str], secretary: str, members: Sequence[str]) -> None:
    """The year's end: the first has reached a goal by a verified record, and the mentor has seen how."""
    story.on(2020, 12, 31)
    records = await story.ask(RECORDS, person=members[0])
    record = records["progressRecords"]["nodes"][0]["id"]
    story.speaks(Role.CADRE, secretary)
    text = "全年走访台账完整,问题逐户回访(示例)"
    await story.act(
        "observeSeedling",
        "ObserveSeedlingInput",
        "... on SeedlingObservation { id }",
        seedling=seedlings[0],
        observedOn="2020-12-30",
        text=text,
        record=record,
    )
    await story.act("reachGoal", "ReachGoalInput", SHOWN, seedling=seedlings[0], goal="visits", record=record)


def _goal(code: str, zh: str, en: str, due: str, **more: str) -> dict[str, Any]:
    return {"code": code, "title": {"zh": zh, "en": en}, "dueOn": due, **more}
