"""What a village of the demonstration town does with the practice, told through its public mutations alone."""

from typing import Any

from graphql_api.plugin import Role, Storyteller
from pomegranate_seeds.manifest import FIVE_GOODS

HOUSEHOLDS = """query ($id: ID!) { unit(by: {id: $id}) {
  descendants(first: 100, filter: {kinds: ["household"]}) {
    nodes { id members(first: 1) { nodes { kind person { id } } } } } } }"""
_CAMEL = "pomegranateSeeds"


async def demonstrate(story: Storyteller, village: str) -> None:
    """Spring 2020: two households are recognised, a member of each covers others, visits them, and is heard."""
    story.speaks(Role.TOWN_ADMIN)
    story.on(2020, 4, 1)
    found = await story.ask(HOUSEHOLDS, id=village)
    lived_in = [
        (unit["id"], unit["members"]["nodes"][0]["person"]["id"])
        for unit in found["unit"]["descendants"]["nodes"]
        if unit["members"]["nodes"]
    ]
    others = [unit["id"] for unit in found["unit"]["descendants"]["nodes"]]

    async def act(name: str, kind: str, answer: str, /, **given: Any) -> str:
        made = await story.act(
            f"{_CAMEL}{name}", f"PomegranateSeeds{kind}Input", f"... on PomegranateSeeds{answer} {{ id }}", **given
        )
        return str(made["id"])

    for place, (home, person) in enumerate(lived_in[:2]):
        story.on(2020, 4, 1 + place)
        nomination = await act(
            "NominateHousehold", "Nominate", "Nomination", household=home, criteriaMet=list(FIVE_GOODS), on="2020-04-01"
        )
        story.on(2020, 4, 10 + place)
        recognition = await act(
            "RecogniseHousehold", "Recognise", "Recognition", nomination=nomination, on="2020-04-10"
        )
        covered = [one for one in others if one != home][place * 5 : place * 5 + 5]
        officer = await act(
            "AppointOfficer",
            "Appoint",
            "Officer",
            recognition=recognition,
            person=person,
            households=covered,
            on="2020-04-15",
        )
        story.on(2020, 5, 12 + place)
        await _heard(story, act, village, officer, covered, place)


async def _heard(story: Storyteller, act: Any, village: str, officer: str, covered: list[str], place: int) -> None:
    day = f"2020-05-{12 + place}"
    visit = await act("RecordVisit", "Household", "Visit", officer=officer, household=covered[0], on=day)
    matter = await act(
        "RaiseMatter",
        "Raise",
        "Matter",
        household=covered[0],
        kind="FACILITIES",
        statement="村口路灯不亮,请尽快修复(示例)",
        on=day,
        visit=visit,
    )
    await act("RouteMatter", "Route", "Matter", matter=matter, handler=village, on=day)
    if place == 0:
        story.on(2020, 5, 20)
        await act("AnswerMatter", "Answer", "Matter", matter=matter, text="路灯已修复(示例)", on="2020-05-20")
