"""Where Party members of the demonstration town register, and what they do there, told by public mutations alone."""

from typing import Any

from graphql_api.platform.access import Role
from graphql_api.platform.modules import Storyteller

FOUND = """{
  units(first: 20, filter: {kinds: ["department"]}) {
    nodes { nameEn appointments(filter: {postKinds: ["department-head"]}) { nodes { person { id } } } }
  }
}"""


async def registration(story: Storyteller, village: str, community: str, secretary: str, villager: str) -> None:
    """July 2020: two town cadres register in the village, where one of four records is rejected and one is left.

    A member of the village's committee, who lives in the community, registers there.
    """
    story.on(2020, 7, 1)
    story.speaks(Role.TOWN_ADMIN)
    found = await story.ask(FOUND)
    heads = {unit["nameEn"]: unit["appointments"]["nodes"] for unit in found["units"]["nodes"]}
    environment, social = (heads[name][0]["person"]["id"] for name in ("Environment Office", "Social Affairs Office"))
    for person, unit in ((environment, village), (social, village), (villager, community)):
        await story.act(
            "joinUnit",
            "JoinUnitInput",
            "... on Membership { id }",
            person=person,
            unit=unit,
            kind="REGISTRATION",
            period={"from": "2020-07-01"},
        )

    async def done(day: int, person: str, kind: str, title: str, hours: str) -> Any:
        story.on(2020, 7, day)
        story.speaks(Role.CADRE, person)
        given = {"person": person, "servedOn": f"2020-07-{day:02}", "kind": kind, "title": title, "hours": hours}
        return await story.act(
            "submitServiceRecord", "SubmitServiceRecordInput", "... on ServiceRecord { record: id }", **given
        )

    async def decided(name: str, record: Any, **more: Any) -> None:
        input_type = "RejectServiceRecordInput" if more else "ServiceRecordInput"
        await story.act(name, input_type, "... on ServiceRecord { id }", record=record["record"], **more)

    cleaned = await done(4, environment, "VOLUNTEERING", "村道清洁(示例)", "3")
    advised = await done(11, social, "ADVICE", "社保政策咨询(示例)", "2.5")
    doubtful = await done(12, social, "VISITING", "走访(示例)", "8")
    helped = await done(18, villager, "MEETING", "小区议事会(示例)", "1.5")
    await done(19, environment, "PATROL", "河涌巡查(示例)", "2")
    story.speaks(Role.VILLAGE_SECRETARY, secretary)
    for record in (cleaned, advised):
        await decided("verifyServiceRecord", record)
    await decided("rejectServiceRecord", doubtful, reason="时长与活动安排不符(示例)")
    story.speaks(Role.ASSESSOR)
    await decided("verifyServiceRecord", helped)
