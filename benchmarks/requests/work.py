"""What the people of the made-up town achieved and learned: schemes, records, frameworks, competences, sessions."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import orjson
from tortoise.transactions import in_transaction

from benchmarks.requests.people import People
from benchmarks.requests.scores import write_scores
from benchmarks.requests.shape import ASSESSED, COMPETENCIES, INDICATORS
from benchmarks.requests.units import Place
from benchmarks.requests.writing import write_rows
from governance_core.assessment import Dimension, Indicator, Quantity
from governance_core.organisation import STANDARD_POSTS
from governance_core.training import Audience, Competency, Format, LearningOutcome, Programme, Requirement
from governance_core.values import Period, Text
from graphql_api.assessment import service as assessment
from graphql_api.assessment.tables import IndicatorRow, RecordRow
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.bulk import count_anew
from graphql_api.platform.dated import FOREVER
from graphql_api.platform.identifiers import Identifiers
from graphql_api.platform.service import Service
from graphql_api.practices.tables import AdoptionRow, AdoptionStateRow
from graphql_api.training import service as training
from graphql_api.training.service.standings import rebuild
from graphql_api.training.tables import CompetenceRow, ParticipationRow, SessionRow

PRACTICE = "pomegranate_seeds"
PROGRAMME = "mass-work-in-the-village"
_DIMENSIONS = 3
_LEVELS = 5
_DEMANDED = 4
"""How many competencies a kind of post demands."""
_SESSIONS = 2
_TAKING_PART = 12
_SETTINGS = {
    "criteria": ["爱国守法好", "家庭和睦好"],
    "criteria_required": 2,
    "term_months": 24,
    "households_per_officer": 10,
    "answer_days": 15,
}


@dataclass(slots=True, kw_only=True)
class Worked:
    """What was achieved and learned.

    Attributes:
        scheme: the key of the scheme in force.
        indicators: the keys of its indicators by code.
        submitted: the records that wait for a decision, as (key, person).
        verified: the records that count.
        competences: some assessed competences.
        framework: the key of the framework in force.
        sessions: the sessions held, as (key, unit).
        adoptions: what practices were adopted, by unit.
    """

    scheme: str
    indicators: dict[str, str]
    framework: str
    submitted: list[tuple[str, str]] = field(default_factory=list)
    verified: list[tuple[str, str]] = field(default_factory=list)
    competences: list[tuple[str, str]] = field(default_factory=list)
    sessions: list[tuple[str, str]] = field(default_factory=list)
    adoptions: dict[str, str] = field(default_factory=dict)


async def begun_work(service: Service, today: date) -> Worked:
    """Draft and publish the scheme and the framework by the service's own use cases, while there is nobody yet."""
    begin = service.begin_for(SYSTEM)
    scheme = await assessment.draft(
        begin,
        code="bench",
        title=Text(zh="工作进程性考核", en="Progress of work"),
        cycle=Period(start=date(today.year, 1, 1), end=date(today.year + 1, 1, 1)),
        applies_to=STANDARD_POSTS.codes,
        dimensions=_dimensions(),
    )
    await assessment.publish(begin, scheme=scheme)
    framework = await training.draft(
        begin,
        code="bench",
        title=Text(zh="岗位胜任力框架", en="Competencies"),
        levels=[Text(zh=f"{number}级") for number in range(1, _LEVELS + 1)],
        competencies=[
            Competency(code=f"competency-{number:02}", title=Text(zh=f"能力{number:02}"))
            for number in range(COMPETENCIES)
        ],
        requirements=_requirements(),
    )
    await training.release(begin, framework=framework)
    await training.add_programme(begin, programme=_programme())
    rows = await IndicatorRow.filter(scheme_id=scheme).order_by("place")
    return Worked(scheme=scheme, framework=framework, indicators={row.code: row.id for row in rows})


async def write_work(
    service: Service,
    units: Sequence[Place],
    people: People,
    worked: Worked,
    new_id: Identifiers,
    draw: random.Random,
    today: date,
) -> None:
    """Write what people achieved and learned; their gaps are made by the service itself."""
    recorded = datetime(today.year, 1, 2, tzinfo=UTC)
    entry = new_id()
    async with in_transaction() as connection:
        await _write_records(connection, people, worked, new_id, draw, recorded, entry)
        await write_scores(connection, units, people, worked.scheme, worked.indicators, draw, recorded.date())
        await _write_competences(connection, people, worked, new_id, draw, recorded, entry)
        await _write_sessions(connection, units, people, worked, new_id, draw, recorded, entry)
        await _write_adoptions(connection, units, worked, new_id, recorded, entry)
        await count_anew(connection, CompetenceRow)
    await rebuild(service.begin_for(SYSTEM))


def _dimensions() -> list[Dimension]:
    each = INDICATORS // _DIMENSIONS
    weights = [Decimal(7)] * (INDICATORS - 1)
    weights.append(100 - sum(weights, Decimal(0)))
    made = [
        Indicator(
            code=f"indicator-{number:02}",
            title=Text(zh=f"指标{number:02}", en=f"Indicator {number:02}"),
            weight=weight,
            measure=Quantity(unit=Text(zh="件", en="items"), target=Decimal(100)),
        )
        for number, weight in enumerate(weights)
    ]
    groups = [made[start : start + each] for start in range(0, INDICATORS, each)]
    return [
        Dimension(
            code=f"dimension-{number}",
            title=Text(zh=f"维度{number}"),
            weight=sum((one.weight for one in group), Decimal(0)),
            indicators=tuple(group),
        )
        for number, group in enumerate(groups)
    ]


def _requirements() -> list[Requirement]:
    return [
        Requirement(
            post_kind=kind,
            competency=f"competency-{(place * _DEMANDED + number) % COMPETENCIES:02}",
            level=1 + (place + number) % _LEVELS,
        )
        for place, kind in enumerate(STANDARD_POSTS.codes)
        for number in range(_DEMANDED)
    ]


def _programme() -> Programme:
    return Programme(
        code=PROGRAMME,
        title=Text(zh="送课下村"),
        format=Format.VILLAGE_COURSE,
        hours=Decimal(4),
        seats=30,
        outcomes=(LearningOutcome(competency="competency-00", to_level=2),),
        audiences=(Audience.VILLAGE_CADRES,),
    )


async def _write_records(
    connection: Any,
    people: People,
    worked: Worked,
    new_id: Identifiers,
    draw: random.Random,
    recorded: datetime,
    entry: str,
) -> None:
    """Of everybody with a post one record that counts, and one that waits for a decision."""
    columns = ("id", "scheme_id", "indicator", "person_id", "occurred_on", "entry_data", "evidence_data", "note",
               "submitted_by", "submitted_at", "status", "decided_at", "version", "entry_id", "unit_id", "kind",
               "source")  # fmt: skip
    evidence = orjson.dumps([{"kind": "document", "title": "走访记录", "reference": "bench", "sha256": None}]).decode()

    def rows() -> Iterator[tuple[Any, ...]]:
        codes = list(worked.indicators)
        for person, place in people.stands.items():
            for status, kept in (("verified", worked.verified), ("submitted", worked.submitted)):
                key = new_id()
                kept.append((key, person))
                said = orjson.dumps({"kind": "quantity", "amount": str(draw.randint(1, 120))}).decode()
                decided = recorded + timedelta(days=1) if status == "verified" else None
                yield (key, worked.scheme, draw.choice(codes), person, recorded.date(), said, evidence, "",
                       person, recorded, status, decided, 1, entry, place.id, "quantity", "self")  # fmt: skip

    await write_rows(connection, RecordRow, columns, rows())


async def _write_competences(
    connection: Any,
    people: People,
    worked: Worked,
    new_id: Identifiers,
    draw: random.Random,
    recorded: datetime,
    entry: str,
) -> None:
    columns = (
        "id",
        "framework_id",
        "person_id",
        "competency",
        "level",
        "assessed_on",
        "basis",
        "recorded_at",
        "entry_id",
    )

    def rows() -> Iterator[tuple[Any, ...]]:
        for person in people.names:
            first = draw.randrange(COMPETENCIES)
            for number in range(ASSESSED):
                key = new_id()
                competency = f"competency-{(first + 2 * number) % COMPETENCIES:02}"
                if not number:
                    worked.competences.append((key, person))
                yield (key, worked.framework, person, competency, draw.randint(0, _LEVELS), recorded.date(), "笔试",
                       recorded, entry)  # fmt: skip

    await write_rows(connection, CompetenceRow, columns, rows())


async def _write_sessions(
    connection: Any,
    units: Sequence[Place],
    people: People,
    worked: Worked,
    new_id: Identifiers,
    draw: random.Random,
    recorded: datetime,
    entry: str,
) -> None:
    """Two sessions a village, with some of the people who hold posts in it."""
    by_village: dict[str, list[str]] = {}
    villages = {one.id for one in units if one.kind == "village"}
    for person, place in people.stands.items():
        for key in place.area_path.split("/"):
            if key in villages:
                by_village.setdefault(key, []).append(person)
    took_part: list[tuple[str, str, date]] = []

    def rows() -> Iterator[tuple[Any, ...]]:
        for village, found in by_village.items():
            for number in range(_SESSIONS):
                key, on = new_id(), recorded.date() + timedelta(days=number)
                worked.sessions.append((key, village))
                took_part.extend((key, person, on) for person in draw.sample(found, min(_TAKING_PART, len(found))))
                yield (key, PROGRAMME, village, on, Decimal("4.00"), recorded + timedelta(days=3), entry)

    columns = ("id", "programme", "unit_id", "held_on", "hours", "recorded_at", "entry_id")
    await write_rows(connection, SessionRow, columns, rows())
    await write_rows(connection, ParticipationRow, ("session_id", "person_id", "held_on"), iter(took_part))


async def _write_adoptions(
    connection: Any, units: Sequence[Place], worked: Worked, new_id: Identifiers, recorded: datetime, entry: str
) -> None:
    """Every second village has adopted the practice."""
    villages = [one.id for one in units if one.kind == "village"][::2]
    worked.adoptions.update({village: new_id() for village in villages})
    await write_rows(connection, AdoptionRow, ("id", "version"), ((key, 1) for key in worked.adoptions.values()))
    columns = ("adoption_id", "unit_id", "practice_id", "practice_version", "setting_data", "stage",
               "valid_from", "valid_to", "recorded_at", "superseded_at", "entry_id")  # fmt: skip
    settings = orjson.dumps(_SETTINGS).decode()
    said = (PRACTICE, "0.1.0", settings, "pilot", date(2020, 1, 1), FOREVER, recorded, None, entry)
    await write_rows(
        connection, AdoptionStateRow, columns, ((key, unit, *said) for unit, key in worked.adoptions.items())
    )
