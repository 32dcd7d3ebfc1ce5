"""How the pilot of the demonstration town joins its two nets, told through public mutations alone."""

from typing import Any

from graphql_api.platform.access import Role
from graphql_api.platform.modules import Storyteller

FOUND = """query ($id: ID!) { unit(by: {id: $id}) {
  leadershipTeam(asOf: "2020-07-01") { seats { postKind holders { person { id } } } }
  governanceGrid(filter: {kinds: ["cell"]}) { nodes {
    posts { nodes { id kind } } dualGrid { candidates { nodes { person { id } } } } } }
  partyGrid(filter: {kinds: ["party-group"]}) { nodes { id
    householdContacts { nodes { household { id } member { id } } } } }
} }"""
PERIOD = {"from": "2020-07-06"}


async def dual_grid(story: Storyteller, community: str) -> None:
    """July 2020: of two cells one appoints all of its contact members, the other one of two; one stops visiting."""
    story.on(2020, 7, 6)
    story.speaks(Role.TOWN_ADMIN)
    found = (await story.ask(FOUND, id=community))["unit"]
    seats = {seat["postKind"]: seat["holders"] for seat in found["leadershipTeam"]["seats"]}
    story.speaks(Role.VILLAGE_SECRETARY, seats["party-secretary"][0]["person"]["id"])
    first, second = found["governanceGrid"]["nodes"]

    async def act(name: str, answer: str, /, **given: Any) -> None:
        await story.act(name, f"{name[0].upper()}{name[1:]}Input", f"... on {answer} {{ __typename }}", **given)

    for preview in (True, False):
        given = {"post": first["posts"]["nodes"][0]["id"], "period": PERIOD, "preview": preview}
        await act("appointContactMembers", "AppointedContactMembers", **given)
    member = second["dualGrid"]["candidates"]["nodes"][0]["person"]["id"]
    post = second["posts"]["nodes"][0]["id"]
    await act("appointContactMember", "Appointment", person=member, post=post, period=PERIOD)
    story.on(2020, 7, 20)
    group = found["partyGrid"]["nodes"][0]
    staying, leaving = [contact["member"]["id"] for contact in group["householdContacts"]["nodes"]][:2]
    for contact in group["householdContacts"]["nodes"]:
        if contact["member"]["id"] == leaving:
            home = {"group": group["id"], "household": contact["household"]["id"], "member": staying}
            await act("assignHouseholdContact", "Unit", period={"from": "2020-07-20"}, **home)
