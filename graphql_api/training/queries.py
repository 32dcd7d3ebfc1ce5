"""Where training's GraphQL types come from, and who may see them."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace

from governance_core.errors import NotFound
from governance_core.training import (
    AssessedCompetence,
    CompetencyFramework,
    FrameworkStatus,
    Gap,
    TrainingPlan,
    competence_gaps,
)
from governance_core.values import PersonId
from graphql_api.organisation import post_kinds_of
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.reading.declare import (
    Equals,
    Everyone,
    ForRoles,
    Label,
    Moment,
    One,
    Personal,
    Source,
    Through,
)
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.reading.statements import by_key
from graphql_api.training.tables import (
    CompetenceRow,
    FrameworkRow,
    PlanRow,
    ProgrammeRow,
    competence_of,
    framework_of,
    plan_of,
)

FRAMEWORK = Source(
    name="CompetencyFramework",
    table=FrameworkRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    order=("code", "-version"),
    filters={"code": Equals(column="code"), "status": Equals(column="status")},
)

PROGRAMME = Source(
    name="TrainingProgramme",
    table=ProgrammeRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    order=("code",),
    filters={"format": Equals(column="format")},
)

COMPETENCE = Source(
    name="AssessedCompetence",
    table=CompetenceRow,
    access=Personal(column="person_id", roles=REVIEWING_ROLES, others=Through(relations=("person",))),
    relations={
        "person": One(target="Person", local="person_id"),
        "framework": One(target="CompetencyFramework", local="framework_id"),
        "assessor": One(target="Person", local="assessed_by"),
    },
    order=("-assessed_on",),
    filters={"person": Equals(column="person_id"), "competency": Equals(column="competency")},
)

PLAN = Source(
    name="TrainingPlan",
    table=PlanRow,
    access=ForRoles(roles=REVIEWING_ROLES, others=Through(relations=("unit",))),
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "framework": One(target="CompetencyFramework", local="framework_id"),
    },
    order=("-period_from",),
    filters={"unit": Equals(column="unit_id"), "status": Equals(column="status")},
)

SOURCES = (FRAMEWORK, PROGRAMME, COMPETENCE, PLAN)


async def gaps_of(
    reader: Reader, people: Sequence[str], moment: Moment
) -> list[tuple[CompetencyFramework, tuple[Gap, ...]] | None]:
    """The gaps of each person by the framework in force then; None where there is none, or none for the caller.

    Who may not see somebody's assessed competences gets none of the gaps either: they would all read as missing.
    """
    framework = await framework_in_force(reader, moment)
    allowed = [one for one in people if _may_see(reader, one)]
    if framework is None or not allowed:
        return [None for _ in people]
    kinds = await post_kinds_of(reader, allowed, moment)
    found = await _assessed(reader, allowed, moment)
    posts = {PersonId(person): kinds.get(person, set()) for person in allowed}
    gaps = competence_gaps(framework, posts, found, as_of=moment.as_of, known_at=moment.known_at)
    by_person: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_person.setdefault(gap.person, []).append(gap)
    return [(framework, tuple(by_person.get(one, ()))) if one in allowed else None for one in people]


def _may_see(reader: Reader, person: str) -> bool:
    return reader.principal.role in REVIEWING_ROLES or reader.principal.person_id == person


async def framework_in_force(reader: Reader, moment: Moment) -> CompetencyFramework | None:
    """The framework that was published last, as known at the moment."""
    rows = await reader.rows(
        FRAMEWORK, by_key(await reader.question(moment), FRAMEWORK, "status", [FrameworkStatus.PUBLISHED.value], ())
    )
    frameworks = [framework_of(SimpleNamespace(**row)) for row in rows]
    known = [one for one in frameworks if _known(one.published_at, moment.known_at)]
    return max(known, key=lambda one: (one.published_at, one.version, one.code), default=None)


def _known(published_at: datetime | None, known_at: datetime | None) -> bool:
    return known_at is None or (published_at is not None and published_at <= known_at)


async def _assessed(reader: Reader, people: Sequence[str], moment: Moment) -> list[AssessedCompetence]:
    question = await reader.question(moment)
    rows = await reader.rows(COMPETENCE, by_key(question, COMPETENCE, "person_id", sorted(set(people)), ()))
    return [competence_of(SimpleNamespace(**row)) for row in rows]


async def require_framework(key: str, *, path: tuple[str, ...]) -> CompetencyFramework:
    """The framework of an act.

    Raises:
        NotFound: there is none.
    """
    row = await FrameworkRow.get_or_none(id=key)
    if row is None:
        raise NotFound(kind="competency framework", key=key, path=path)
    return framework_of(row)


async def require_plan(key: str, *, path: tuple[str, ...]) -> TrainingPlan:
    """The plan of an act.

    Raises:
        NotFound: there is none.
    """
    row = await PlanRow.get_or_none(id=key)
    if row is None:
        raise NotFound(kind="training plan", key=key, path=path)
    return plan_of(row)
