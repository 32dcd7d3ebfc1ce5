"""What the direct-liaison team of a village of the demonstration town does, told through public mutations alone."""

from typing import Any

from graphql_api.platform.access import Role
from graphql_api.platform.modules import Storyteller

FOUND = """query ($id: ID!) {
  unit(by: {id: $id}) { descendants(first: 100, filter: {kinds: ["household"]}) { nodes { id } } }
  units(first: 20, filter: {kinds: ["department"]}) {
    nodes { id nameEn appointments(filter: {postKinds: ["department-head"]}) { nodes { person { id } } } }
  }
}"""


async def direct_liaison(story: Storyteller, village: str) -> None:
    """June 2020: two town cadres go to three homes, and raise two issues: one is resolved, and one is left overdue."""
    story.on(2020, 6, 1)
    story.speaks(Role.TOWN_ADMIN)
    found = await story.ask(FOUND, id=village)
    homes = [unit["id"] for unit in found["unit"]["descendants"]["nodes"]][:3]
    offices = {unit["nameEn"]: unit for unit in found["units"]["nodes"]}
    leader, member = [
        offices[name]["appointments"]["nodes"][0]["person"]["id"]
        for name in ("Grid Service Centre", "Social Affairs Office")
    ]

    async def act(name: str, answer: str, /, **given: Any) -> str:
        made = await story.act(name, f"{name[0].upper()}{name[1:]}Input", f"... on {answer} {{ id }}", **given)
        return str(made["id"])

    name = {"zh": "鹤峰村直联团队", "en": "Hefeng liaison team"}
    team = await act("formLiaisonTeam", "LiaisonTeam", village=village, name=name, on="2020-06-01")
    for person, role in ((leader, "LEADER"), (member, "MEMBER")):
        period = {"from": "2020-06-01"}
        await act("joinLiaisonTeam", "LiaisonMembership", team=team, person=person, role=role, period=period)
    matters = (
        ("门前排水沟堵塞", "Environment Office", "2020-06-12", "排水沟已清淤(示例)"),
        ("巷道路灯损坏", "Grid Service Centre", "2020-06-30", None),
        ("", "", "", None),
    )
    for place, (home, (title, office, due, outcome)) in enumerate(zip(homes, matters, strict=True)):
        day = 3 + 7 * place
        on = f"2020-06-{day:02}"
        story.on(2020, 6, day)
        story.speaks(Role.CADRE, leader)
        given = {"team": team, "place": home, "on": on, "members": [leader, member], "note": title}
        visit = await act("recordLiaisonVisit", "LiaisonVisit", **given)
        if not title:
            continue
        issue = await act("raiseLiaisonIssue", "LiaisonIssue", team=team, about=home, title=title, on=on, visit=visit)
        story.speaks(Role.ORGANISATION_OFFICE)
        to = offices[office]["id"]
        await act("handLiaisonIssue", "LiaisonIssue", issue=issue, to=to, dueOn=due, on=on)
        if outcome:
            story.on(2020, 6, day + 6)
            await act("resolveLiaisonIssue", "LiaisonIssue", issue=issue, outcome=outcome, on=f"2020-06-{day + 6:02}")
