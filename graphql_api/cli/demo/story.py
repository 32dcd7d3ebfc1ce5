"""What happens in the demonstration town, told through the public GraphQL schema alone."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from graphql_api.cli.demo.dual_grid import dual_grid
from graphql_api.cli.demo.half_year import HalfYear, heads, opened, opened_annual
from graphql_api.cli.demo.liaison import direct_liaison
from graphql_api.cli.demo.pilots import villages_work
from graphql_api.cli.demo.registration import registration
from graphql_api.cli.demo.seedlings import developed, nominations
from graphql_api.platform.access import Principal, Role
from graphql_api.platform.identifiers import parsed_global_id
from graphql_api.platform.schema.build import build_schema
from graphql_api.platform.service import Service

HEFENG = "440605126222"
JINQIFENG = "440605126051"
XINXING = "440605126048"
TOWN = "440605126000"

QUERIES = (
    """query HefengItsPartyGridAndProject {
  unit(by: {name: "Heifeng"}) {
    name code
    ancestors { name code }
    leadershipTeam(asOf: "2020-09-01") {
      seats { title required filled holders { basis person { name } } }
      findings { code postKind }
    }
    specialProjects { practice { title } stage headline { title reading { state number } } }
    partyGrid(first: 50) {
      nodes { kind name level area { name } householdContacts { nodes { household { name } member { name } } } }
    }
  }
}""",
    """query ACadresScoreAndTheVillages {
  unit(by: {name: "Heifeng"}) { assessmentRollUps { nodes { indicator { title } cadres mean points records } } }
  people(filter: {search: "示例0602"}, first: 1) {
    nodes {
      name
      appointments { nodes { post { title } unit { name } } }
      indicatorScores { nodes { indicator { title } points asOf records } }
      assessment(asOf: "2020-12-31") {
        scheme { title cycle { from to } }
        score { points low high covered }
        derivation {
          contribution
          children {
            title weight contribution
            children { title effectiveWeight contribution explanation records { occurredOn status } }
          }
        }
      }
    }
  }
}""",
    """query AVillagesGapsAndPlan {
  unit(by: {name: "Heifeng"}) {
    peopleInArea(first: 20, filter: {postKinds: ["party-secretary", "party-committee-member"]}) {
      nodes { name competenceGaps { title required level size } }
    }
    trainingPlans(first: 1) {
      nodes {
        period { from to } status
        sessions { programme hours participants explanation }
        openGaps { person { name } competency reached required reason }
        unassessed { person { name } competency }
      }
    }
    trainingCoverage(from: "2021-01-01", to: "2021-07-01") { audience members reached share { number } }
  }
}""",
)


LONG_TERMS = {"pomegranate_seeds": {"term_months": 120}}
"""Settings with which what is told of 2020 still shows something years later."""


class Settable(Protocol):
    """A clock that can be moved on."""

    def go_to(self, instant: datetime) -> None:
        """Go on to a later instant."""


class Refused(Exception):
    """An act of the story was refused: the story and the rules do not fit each other."""


class Storyteller:
    """Speaks to the service as its users would: GraphQL documents, as a principal, on a day."""

    def __init__(self, service: Service, clock: Settable) -> None:
        self._service = service
        self._clock = clock
        self._schema = build_schema(service.modules.loaded)
        self.demonstrations = {
            module.practice.id: module.demonstrate
            for module in service.modules.loaded
            if module.practice is not None and module.demonstrate is not None
        }
        self.principal = Principal(token_id=None, role=Role.TOWN_ADMIN, scope_id=None)

    def on(self, year: int, month: int, day: int) -> None:
        """Go on to the morning of a day in the town."""
        self._clock.go_to(datetime(year, month, day, 1, tzinfo=UTC))

    async def ask(self, document: str, /, **variables: Any) -> Any:
        """The data that a document answers with."""
        context = self._service.context_for(self.principal, "zh")
        result = await self._schema.execute(document, variable_values=variables, context_value=context)
        if result.errors:
            raise Refused(str(result.errors[0]))
        return result.data

    async def act(self, mutation: str, input_type: str, shown: str, /, **given: Any) -> Any:
        """What a mutation answers with; a refusal ends the story."""
        refusal = "... on UserError { code message path }"
        document = f"mutation ($input: {input_type}!) {{ {mutation}(input: $input) {{ {shown} {refusal} }} }}"
        answer = (await self.ask(document, input=given))[mutation]
        if "code" in answer:
            raise Refused(f"{mutation}: {answer}")
        return answer

    def speaks(self, role: Role, person: str | None = None) -> None:
        """Go on as somebody else of the town: in a role, and under a person's name where one is given."""
        key = parsed_global_id(person)[1] if person else None
        self.principal = Principal(token_id=None, role=role, scope_id=None, person_id=key)

    async def unit(self, code: str) -> str:
        """The id of the unit with a code."""
        found = await self.ask("query ($code: String!) { unit(by: {code: $code}) { id } }", code=code)
        return str(found["unit"]["id"])


async def tell(story: Storyteller) -> dict[Role, tuple[str, str | None]]:
    """Tell the town's second half of 2020, and say for each role which unit and person its token is for."""
    town, hefeng = await story.unit(TOWN), await story.unit(HEFENG)
    team = await story.ask(
        """query ($id: ID!) {
          unit(by: {id: $id}) { leadershipTeam(asOf: "2020-07-01") { seats { postKind holders { person { id } } } } }
        }""",
        id=hefeng,
    )
    seats = {seat["postKind"]: seat["holders"] for seat in team["unit"]["leadershipTeam"]["seats"]}
    secretary = seats["party-secretary"][0]["person"]["id"]
    members = [holder["person"]["id"] for holder in seats["party-committee-member"]]
    await special_projects(story, hefeng)
    await direct_liaison(story, hefeng)
    offices = await heads(story)
    office, judge = offices["Party Building Office"], offices["Grid Service Centre"]
    seedlings = await nominations(story, hefeng, office, secretary, members)
    half_year = HalfYear(story, await opened(story, hefeng, office), office)
    await registration(story, hefeng, await story.unit(JINQIFENG), secretary, members[0])
    await dual_grid(story, await story.unit(XINXING))
    await half_a_year(story, secretary, members)
    await villages_work(story, judge)
    await developed(story, seedlings, secretary, members)
    await half_year.self_assessed(secretary, members)
    plan = await next_years_training(story, hefeng, secretary, members)
    await half_year.reviewed(secretary, members)
    await half_year.calibrated(members)
    await half_year.made_public()
    await half_year.appealed(members, judge)
    await half_year.closed()
    await opened_annual(story, hefeng, office, half_year.cycle)
    await training_held(story, hefeng, plan, [secretary, *members[:2]])
    town_key, hefeng_key = (parsed_global_id(id_)[1] for id_ in (town, hefeng))
    return {
        Role.TOWN_ADMIN: (town_key, None),
        Role.ORGANISATION_OFFICE: (town_key, parsed_global_id(office)[1]),
        Role.VILLAGE_SECRETARY: (hefeng_key, parsed_global_id(secretary)[1]),
        Role.ASSESSOR: (town_key, None),
        Role.CADRE: (hefeng_key, parsed_global_id(members[0])[1]),
        Role.READER: (town_key, None),
    }


async def special_projects(story: Storyteller, village: str) -> None:
    """Hefeng adopts every practice that is installed and has something to show, and its people work with it."""
    for practice, demonstrate in story.demonstrations.items():
        story.on(2020, 3, 1)
        story.speaks(Role.TOWN_ADMIN)
        await story.act(
            "adoptPractice",
            "AdoptPracticeInput",
            "... on ChangedProject { project { id } }",
            practice=practice,
            unit=village,
            period={"from": "2020-03-01"},
            settings=LONG_TERMS.get(practice),
        )
        await demonstrate(story, village)


async def half_a_year(story: Storyteller, secretary: str, members: Sequence[str]) -> None:
    """Hefeng's secretary and committee record what they do, and the town verifies; one record is left to verify."""
    schemes = await story.ask('{ indicatorSchemes(filter: {code: "village-cadres-2020-h2"}) { nodes { id } } }')
    scheme = schemes["indicatorSchemes"]["nodes"][0]["id"]

    async def done(day: tuple[int, int], who: str, about: str, indicator: str, entry: dict[str, Any]) -> str:
        story.on(2020, *day)
        story.speaks(Role.TOWN_ADMIN, who)
        evidence = [{"kind": "DOCUMENT", "title": "工作台账", "reference": f"demo/{indicator}/{day[0]:02}-{day[1]:02}"}]
        record = await story.act(
            "submitRecord",
            "SubmitRecordInput",
            "... on ProgressRecord { id }",
            scheme=scheme,
            indicator=indicator,
            person=about,
            occurredOn=f"2020-{day[0]:02}-{day[1]:02}",
            entry=entry,
            evidence=evidence,
        )
        return str(record["id"])

    async def verified(*given: Any) -> None:
        record = await done(*given)
        story.speaks(Role.ASSESSOR)
        await story.act("verifyRecord", "RecordInput", "... on ProgressRecord { id }", record=record)

    for month, visits in ((7, 18), (8, 22), (9, 19), (10, 17), (11, 23), (12, 9)):
        await verified((month, 28), secretary, secretary, "household-visits", {"amount": str(visits)})
        if month == 8:  # noqa: PLR2004 -- August
            await verified((8, 30), secretary, secretary, "party-grid", {"milestone": "branches"})
        if month == 9:  # noqa: PLR2004 -- September
            praise = {"points": {"points": "6", "reason": "台风期间转移群众"}}
            await verified((9, 29), secretary, secretary, "conduct", praise)
        if month == 11:  # noqa: PLR2004 -- November
            await verified((11, 29), secretary, secretary, "party-grid", {"milestone": "groups"})
    for member in members[:2]:
        await verified((12, 29), member, secretary, "peer-rating", {"rating": {"rating": "4"}})
    for entry in members_year(secretary, members):
        await verified((12, 30), *entry)
    await verified((12, 30), secretary, secretary, "tasks-overdue", {"amount": "1"})
    await done((12, 31), members[0], members[0], "household-visits", {"amount": "31"})


def members_year(secretary: str, members: Sequence[str]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """What is recorded of three of the members at the year's end: by whom, about whom, on which indicator."""
    raters = (
        ((secretary, "5"), (members[1], "5")),
        ((secretary, "4"), (members[0], "4")),
        ((members[0], "3"), (members[1], "4")),
    )
    for member, visits, ratings in zip(members[:3], ("104", "88", "60"), raters, strict=True):
        yield member, member, "household-visits", {"amount": visits}
        for milestone in ("branches", "groups", "review"):
            yield member, member, "party-grid", {"milestone": milestone}
        yield member, member, "tasks-overdue", {"amount": "0"}
        for rater, rating in ratings:
            yield rater, member, "peer-rating", {"rating": {"rating": rating}}


async def next_years_training(story: Storyteller, village: str, secretary: str, members: Sequence[str]) -> str:
    """The office assesses Hefeng's team at the year's end, one member left out, and plans the half-year to come."""
    frameworks = await story.ask("{ competencyFrameworks { nodes { id } } }")
    framework = frameworks["competencyFrameworks"]["nodes"][0]["id"]
    story.on(2021, 1, 4)
    story.speaks(Role.ORGANISATION_OFFICE)
    found = (
        (secretary, "mass-work", 2),
        (secretary, "law", 0),
        (members[0], "mass-work", 1),
        (members[0], "law", 1),
        (members[1], "mass-work", 0),
        (members[1], "law", 0),
    )
    for person, competency, level in found:
        await story.act(
            "assessCompetence",
            "AssessCompetenceInput",
            "... on AssessedCompetence { id }",
            framework=framework,
            person=person,
            competency=competency,
            level=level,
            assessedOn="2021-01-04",
            basis="岗位能力测评(示例)",
        )
    plan = await story.act(
        "draftTrainingPlan",
        "DraftTrainingPlanInput",
        "... on TrainingPlan { id }",
        framework=framework,
        unit=village,
        period={"from": "2021-01-01", "to": "2021-07-01"},
        sessions=4,
        hoursPerPerson="24",
    )
    await story.act("publishTrainingPlan", "PublishTrainingPlanInput", "... on TrainingPlan { id }", plan=plan["id"])
    return str(plan["id"])


async def training_held(story: Storyteller, village: str, plan: str, participants: Sequence[str]) -> None:
    """March 2021: the first session of the plan."""
    programmes = await story.ask("{ trainingProgrammes(first: 100) { nodes { id code } } }")
    story.on(2021, 3, 20)
    await story.act(
        "holdTrainingSession",
        "HoldTrainingSessionInput",
        "... on TrainingSession { id }",
        programme=next(one["id"] for one in programmes["trainingProgrammes"]["nodes"] if one["code"] == "law-talk"),
        unit=village,
        heldOn="2021-03-19",
        participants=participants,
        plan=plan,
    )
