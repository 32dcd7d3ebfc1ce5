"""The pilot village's half-year assessed from its opening to its close, told through public mutations alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql_api.platform.access import Role
from graphql_api.platform.modules import Storyteller

HEADS = """{
  units(first: 20, filter: {kinds: ["department"]}) {
    nodes { nameEn appointments(filter: {postKinds: ["department-head"]}) { nodes { person { id } } } }
  }
}"""
APPRAISALS = """query ($cycle: ID!) {
  appraisals(first: 100, filter: {cycle: $cycle}) { nodes { id person { id } } }
}"""
STAGES = ("SELF_ASSESSMENT", "REVIEW", "CALIBRATION", "PUBLICITY", "APPEALS")
TIMETABLE = [{"stage": stage, "workingDays": 5} for stage in STAGES]


async def heads(story: Storyteller) -> Mapping[str, str]:
    """Who leads each office of the town, by the office's English name."""
    found = await story.ask(HEADS)
    return {
        unit["nameEn"]: held[0]["person"]["id"]
        for unit in found["units"]["nodes"]
        if (held := unit["appointments"]["nodes"])
    }


async def opened(story: Storyteller, village: str, office: str) -> str:
    """July 2020: the office opens the village's half-year, and says by which rule it will grade."""
    story.on(2020, 7, 1)
    return await _opened(
        story,
        office,
        code="hefeng-2020-h2",
        kind="ROUTINE",
        title={"zh": "鹤峰村2020年下半年平时考核", "en": "Hefeng, second half of 2020"},
        period={"from": "2020-07-01", "to": "2021-01-01"},
        unit=village,
        grading={"quotaBy": "WHOLE", "topShare": "40", "ties": ["organisation", "efficiency"]},
    )


async def opened_annual(story: Storyteller, village: str, office: str, routine: str) -> str:
    """February 2021: the office opens the year's assessment, of which the half-year is two fifths."""
    story.on(2021, 2, 8)
    return await _opened(
        story,
        office,
        code="hefeng-2020",
        kind="ANNUAL",
        title={"zh": "鹤峰村2020年度考核", "en": "Hefeng, 2020"},
        period={"from": "2020-01-01", "to": "2021-01-01"},
        unit=village,
        grading={"quotaBy": "WHOLE", "ties": ["organisation", "efficiency"]},
        routine=[routine],
        routineWeight="40",
    )


async def _opened(story: Storyteller, office: str, **given: Any) -> str:
    story.speaks(Role.ORGANISATION_OFFICE, office)
    cycle = await story.act(
        "openCycle",
        "OpenCycleInput",
        "... on AssessmentCycle { id }",
        schemes=["village-cadres-2020-h2"],
        timetable=TIMETABLE,
        **given,
    )
    return str(cycle["id"])


class HalfYear:
    """The stages that follow the half-year's end, each act by whoever does it in a town.

    Attributes:
        cycle: the id of the half-year's cycle.
    """

    def __init__(self, story: Storyteller, cycle: str, office: str) -> None:
        self._story = story
        self.cycle = cycle
        self._office = office
        self._appraisals: dict[str, str] = {}

    async def self_assessed(self, secretary: str, members: Sequence[str]) -> None:
        """The year's last day: the cycle goes on, and whoever is assessed says what there is to say."""
        await self._enters("SELF_ASSESSMENT", 2020, 12, 31)
        found = await self._story.ask(APPRAISALS, cycle=self.cycle)
        self._appraisals = {one["person"]["id"]: one["id"] for one in found["appraisals"]["nodes"]}
        for person, statement in (
            (secretary, "牵头建成三级党建网格,台风期间转移群众(示例)"),
            (members[0], "走访联系户一百余户次(示例)"),
            (members[1], "承担二社网格日常工作(示例)"),
        ):
            self._story.speaks(Role.CADRE, person)
            await self._does("selfAssess", "SelfAssessInput", person, statement=statement)

    async def reviewed(self, secretary: str, members: Sequence[str]) -> None:
        """January 2021: the secretary says what they think of the members, and the office of the secretary."""
        await self._enters("REVIEW", 2021, 1, 8)
        self._story.speaks(Role.VILLAGE_SECRETARY, secretary)
        await self._review(members[0], "GOOD", "走访扎实,群众认可(示例)")
        await self._review(members[1], "FAIRLY_GOOD", "工作稳妥(示例)")
        self._story.speaks(Role.ORGANISATION_OFFICE, self._office)
        await self._review(secretary, "FAIRLY_GOOD", "网格建设有成效,年底复核未完成(示例)")

    async def calibrated(self, members: Sequence[str]) -> None:
        """The office adds points for what no indicator counts, and says why."""
        await self._enters("CALIBRATION", 2021, 1, 15)
        await self._does("adjustScore", "AdjustScoreInput", members[1], points="1", reason="疫情防控值守(示例)")

    async def made_public(self) -> None:
        """The results are public for five working days."""
        await self._enters("PUBLICITY", 2021, 1, 20)

    async def appealed(self, members: Sequence[str], judge: str) -> None:
        """A member appeals, and the head of another office finds that they are right."""
        await self._enters("APPEALS", 2021, 1, 28)
        self._story.speaks(Role.CADRE, members[1])
        appealed = await self._does(
            "raiseAppeal", "RaiseAppealInput", members[1], statement="十二月走访少计六户次(示例)"
        )
        appeal = appealed["appeals"]["nodes"][0]["id"]
        self._story.speaks(Role.ORGANISATION_OFFICE, self._office)
        await self._story.act("assignAppeal", "AssignAppealInput", "... on Appraisal { id }", appeal=appeal, to=judge)
        self._story.on(2021, 2, 1)
        self._story.speaks(Role.ORGANISATION_OFFICE, judge)
        await self._story.act(
            "decideAppeal",
            "DecideAppealInput",
            "... on Appraisal { id }",
            appeal=appeal,
            upheld=True,
            reason="核对台账,情况属实(示例)",
            remedy="1.25",
        )

    async def closed(self) -> None:
        """The window is over, every appeal is decided: what was found stands."""
        await self._enters("CLOSED", 2021, 2, 5)

    async def _enters(self, stage: str, *day: int) -> None:
        self._story.on(*day)
        self._story.speaks(Role.ORGANISATION_OFFICE, self._office)
        shown = "... on AssessmentCycle { stage }"
        await self._story.act("advanceCycle", "AdvanceCycleInput", shown, cycle=self.cycle, to=stage)

    async def _review(self, person: str, grade: str, comment: str) -> None:
        await self._does("reviewAppraisal", "ReviewAppraisalInput", person, grade=grade, comment=comment)

    async def _does(self, mutation: str, input_type: str, person: str, **given: str) -> Any:
        shown = "... on Appraisal { id appeals(first: 1) { nodes { id } } }"
        return await self._story.act(mutation, input_type, shown, appraisal=self._appraisals[person], **given)
