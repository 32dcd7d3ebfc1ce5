"""The questions of the benchmark: GraphQL documents, and who asks them with which values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from typing import Any

from benchmarks.requests.filling import Filled, Scope
from benchmarks.requests.units import Place

MOST = 400
"""How many values of its parameters a question is asked with at most; where there are fewer than 200, all."""

UNIT = """query Unit($code: String!) {
  unit(by: {code: $code}) {
    id name kind code level
    ancestors { id name kind code }
    children(first: 20) { nodes { id name kind code } }
  }
}"""
PEOPLE = """query People($town: ID!) {
  people(first: 50, filter: {within: $town}) {
    nodes {
      id name
      appointments(first: 5) { nodes { basis post { title } unit { id name } } }
      indicatorScores(first: 1) { nodes { points asOf indicator { code title } } }
    }
  }
}"""
SUMS = """query Sums($id: ID!, $scheme: ID!) {
  unit(by: {id: $id}) {
    id name
    children(first: 50) {
      nodes {
        id name
        assessmentRollUps(first: 20, filter: {scheme: $scheme}) {
          nodes { cadres points mean records indicator { code title } }
        }
      }
    }
  }
}"""
GAPS = """query Gaps($id: ID!) {
  unit(by: {id: $id}) {
    id name
    peopleInArea(first: 50) {
      nodes { id name competenceGaps { competency title required level size weight postKinds } }
    }
  }
}"""
DASHBOARD = """query Dashboard($id: ID!, $from: Date!, $to: Date!, $scheme: ID!) {
  unit(by: {id: $id}) {
    id name kind code
    parent { id name }
    children(first: 10) { totalCount nodes { id name } }
    descendants(filter: {kinds: ["household"]}) { totalCount }
    peopleInArea { totalCount }
    vacancies { totalCount }
    leadershipTeam {
      seats { postKind title required filled holders { basis person { name } } }
      findings { code postKind expected found }
    }
    serving(first: 5) { nodes { id name kind } }
    specialProjects { practiceId stage unit { name } }
    trainingCoverage(from: $from, to: $to) { audience members reached }
    assessmentRollUps(first: 20, filter: {scheme: $scheme}) { nodes { cadres mean indicator { code } } }
  }
}"""
SUBMIT = """mutation Submit($input: SubmitRecordInput!) {
  submitRecord(input: $input) { __typename ... on ProgressRecord { id status indicator } }
}"""
VERIFY = """mutation Verify($input: RecordInput!) {
  verifyRecord(input: $input) { __typename ... on ProgressRecord { id status } }
}"""
_NODES = {
    "Unit": "name kind level parent { name }",
    "Person": "name appointments(first: 3) { nodes { basis } }",
    "Post": "title seats unit { name }",
    "Appointment": "basis person { name } post { title }",
    "IndicatorScheme": "code title status",
    "ProgressRecord": "indicator occurredOn status person { name }",
    "CompetencyFramework": "code title status",
    "AssessedCompetence": "competency level assessedOn person { name }",
    "TrainingSession": "programme heldOn hours unit { name }",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: who asks what with which values.

    Attributes:
        token: the secret of the caller's token.
        scope: the part of the town that the caller sees.
        document: the GraphQL document.
        variables: its variables.
    """

    token: str
    scope: Scope
    document: str
    variables: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the benchmark.

    Attributes:
        name: Q1 …
        about: what is asked, in a few words.
        requests: the requests, which are sent in turn.
    """

    name: str
    about: str
    requests: tuple[Request, ...]


def questions(town: Filled, today: date) -> tuple[Question, ...]:
    """Every question that is read, with the requests of all parts of the town in turn."""
    scheme = {"scheme": f"IndicatorScheme:{town.work.scheme}"}
    days = {"from": date(today.year, 1, 1).isoformat(), "to": date(today.year + 1, 1, 1).isoformat()}

    def each(document: str, *kinds: str, **values: Any) -> tuple[Request, ...]:
        def of(scope: Scope) -> Iterator[Request]:
            for kind in kinds:
                for place in town.within(scope, kind):
                    yield Request(
                        token=scope.office, scope=scope, document=document, variables=_about(document, place) | values
                    )

        return tuple(islice(_in_turn([of(scope) for scope in town.scopes]), MOST))

    return (
        Question(name="Q1", about="a unit by code", requests=each(UNIT, "county", "town")),
        Question(name="Q2", about="50 people of a town", requests=each(PEOPLE, "town")),
        Question(name="Q3", about="sums of each child of a county", requests=each(SUMS, "county", "town", **scheme)),
        Question(name="Q4", about="gaps of a village's people", requests=each(GAPS, "village")),
        Question(name="Q5", about="a village's dashboard", requests=each(DASHBOARD, "village", **days, **scheme)),
        Question(
            name="Q6",
            about="node of each type",
            requests=tuple(islice(_in_turn([_nodes(town, scope) for scope in town.scopes]), MOST)),
        ),
    )


def writes(town: Filled, today: date) -> tuple[Question, ...]:
    """The two acts: anything can be recorded again; a record is verified once, so that its requests are used up."""
    stands = town.people.stands
    evidence = [{"kind": "DOCUMENT", "title": "走访记录", "reference": "bench"}]
    indicators = cycle(town.work.indicators)

    def submitted(scope: Scope) -> Iterator[Request]:
        for person, place in stands.items():
            if place.area_path.startswith(scope.root.path):
                said = {
                    "scheme": f"IndicatorScheme:{town.work.scheme}",
                    "indicator": next(indicators),
                    "person": f"Person:{person}",
                    "occurredOn": today.isoformat(),
                    "entry": {"amount": "3"},
                    "evidence": evidence,
                }
                yield Request(token=scope.assessor, scope=scope, document=SUBMIT, variables={"input": said})

    def verified(scope: Scope) -> Iterator[Request]:
        for key, person in town.work.submitted:
            if stands[person].area_path.startswith(scope.root.path):
                about = {"input": {"record": f"ProgressRecord:{key}"}}
                yield Request(token=scope.office, scope=scope, document=VERIFY, variables=about)

    recorded = islice(_in_turn([submitted(scope) for scope in town.scopes]), MOST)
    return (
        Question(name="W1", about="progress is recorded", requests=tuple(recorded)),
        Question(name="W2", about="a record is verified", requests=tuple(_in_turn(list(map(verified, town.scopes))))),
    )


def _about(document: str, place: Place) -> dict[str, Any]:
    name = document.partition("$")[2].partition(":")[0]
    return {name: place.code if name == "code" else f"Unit:{place.id}"}


def _in_turn(each: Sequence[Iterator[Request]]) -> Iterator[Request]:
    """One of each in turn, until the first has no more."""
    for some in zip(*each, strict=False):
        yield from some


def _nodes(town: Filled, scope: Scope) -> Iterator[Request]:
    """One thing of each type in turn that a caller of this part of the town sees."""
    people, work = town.people, town.work
    areas = {one.id: one.area_path for one in town.places}
    stands = {key: place.area_path for key, place in people.stands.items()}

    def seen(where: Mapping[str, str], pairs: Iterable[tuple[str, str]]) -> list[str]:
        inside = (key for key, at in pairs if where[at].startswith(scope.root.path))
        return list(islice(inside, MOST))

    keys = {
        "Unit": seen(areas, ((key, key) for key in areas)),
        "Person": seen(stands, ((key, key) for key in stands)),
        "Post": seen(areas, ((one.id, one.unit) for one in people.posts)),
        "Appointment": seen(areas, ((one.id, one.unit) for one in people.held)),
        "IndicatorScheme": [work.scheme],
        "ProgressRecord": seen(stands, work.verified),
        "CompetencyFramework": [work.framework],
        "AssessedCompetence": seen(stands, (pair for pair in work.competences if pair[1] in stands)),
        "TrainingSession": seen(areas, work.sessions),
    }
    kinds = [
        (
            f"query {kind}($id: ID!) {{ node(id: $id) {{ __typename id ... on {kind} {{ {asked} }} }} }}",
            cycle([f"{kind}:{key}" for key in keys[kind]]),
        )
        for kind, asked in _NODES.items()
        if keys[kind]
    ]
    for document, ids in cycle(kinds):
        yield Request(token=scope.office, scope=scope, document=document, variables={"id": next(ids)})
