"""What the pilot villages and communities themselves are assessed by, told through public mutations alone."""

from graphql_api.platform.access import Role
from graphql_api.platform.modules import Storyteller

PILOTS = """{
  indicatorSchemes(filter: {code: "villages-2020-h2"}) { nodes { id } }
  units(first: 20, filter: {inGroupCode: "pilot-batch/first"}) { nodes { id code } }
}"""
NOTICES = 6
REQUESTS = {"440605126222": 19, "440605126210": 18, "440605126211": 15}
OTHERS = 12


async def villages_work(story: Storyteller, office: str) -> None:
    """The year's end: each pilot's notices and the requests it met are recorded by an office, and verified."""
    story.on(2020, 12, 30)
    found = await story.ask(PILOTS)
    scheme = found["indicatorSchemes"]["nodes"][0]["id"]
    for village in found["units"]["nodes"]:
        for indicator, amount in (("notices", NOTICES), ("requests-met", REQUESTS.get(village["code"], OTHERS))):
            await _recorded(story, office, scheme, village["id"], indicator, amount)


async def _recorded(story: Storyteller, office: str, scheme: str, village: str, indicator: str, amount: int) -> None:
    story.speaks(Role.TOWN_ADMIN, office)
    record = await story.act(
        "submitRecord",
        "SubmitRecordInput",
        "... on ProgressRecord { id }",
        scheme=scheme,
        indicator=indicator,
        unit=village,
        occurredOn="2020-12-29",
        entry={"amount": str(amount)},
        evidence=[{"kind": "DOCUMENT", "title": "村务台账", "reference": f"demo/{indicator}/12-29"}],
    )
    story.speaks(Role.ASSESSOR)
    await story.act("verifyRecord", "RecordInput", "... on ProgressRecord { id }", record=record["id"])
