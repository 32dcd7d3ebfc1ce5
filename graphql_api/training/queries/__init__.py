"""Where training's GraphQL types come from, and who may see them."""

from collections.abc import Sequence
from types import SimpleNamespace

from governance_core.errors import NotFound
from governance_core.training import (
    AssessedCompetence,
    CompetencyFramework,
    FrameworkStatus,
    Gap,
    Programme,
    TrainingPlan,
    competence_gaps,
    framework_in_force,
)
from governance_core.values import PersonId
from graphql_api.organisation import (
    ABOUT_WORK,
    COLLEAGUE_OF_ROW,
    judged_by,
    post_kinds_of,
    require_unit,
)
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.reading.declare import (
    Before,
    Equals,
    Everyone,
    ForRoles,
    From,
    Label,
    Many,
    Moment,
    One,
    Personal,
    Source,
    Through,
)
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.work import Work
from graphql_api.training.queries.coverage import COVERAGE, coverage_of
from graphql_api.training.queries.figures import FIGURES
from graphql_api.training.queries.standings import (
    BATCH,
    COMPETENCY,
    GAP,
    KEPT_GAPS,
    STANDING,
    differences,
    framework_now,
    standings_on,
)
from graphql_api.training.tables import (
    CompetenceRow,
    FrameworkRow,
    ParticipationRow,
    PlanRow,
    ProgrammeRow,
    SessionRow,
    competence_of,
    framework_of,
    plan_of,
    programme_of,
)

__all__ = [
    "BATCH",
    "COVERAGE",
    "FIGURES",
    "KEPT_GAPS",
    "RELATES",
    "SOURCES",
    "coverage_of",
    "differences",
    "framework_now",
    "framework_of_day",
    "gaps_of",
    "require_framework",
    "require_plan",
    "require_programme",
    "standings_on",
]

FRAMEWORK = Source(
    name="CompetencyFramework",
    table=FrameworkRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    order=("code", "-version"),
)

PROGRAMME = Source(
    name="TrainingProgramme",
    table=ProgrammeRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    order=("code",),
    filters={"format": Equals(column="format", few=False), "contributed_by": Equals(column="contributed_by")},
)

COMPETENCE = Source(
    name="AssessedCompetence",
    table=CompetenceRow,
    access=ABOUT_WORK,
    relations={
        "person": One(target="Person", local="person_id"),
        "colleague": COLLEAGUE_OF_ROW,
        "framework": One(target="CompetencyFramework", local="framework_id"),
        "assessor": One(target="Person", local="assessed_by"),
    },
    order=("-assessed_on",),
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
    filters={"unit": Equals(column="unit_id"), "status": Equals(column="status", few=False)},
)

SESSION = Source(
    name="TrainingSession",
    table=SessionRow,
    access=Through(relations=("unit",)),
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "plan": One(target="TrainingPlan", local="plan_id"),
        "participations": Many(target="TrainingParticipation", remote="session_id"),
    },
    order=("-held_on",),
    filters={
        "unit": Equals(column="unit_id"),
        "programme": Equals(column="programme"),
        "plan": Equals(column="plan_id"),
        "since": From(column="held_on"),
        "until": Before(column="held_on"),
    },
)

PARTICIPATION = Source(
    name="TrainingParticipation",
    table=ParticipationRow,
    access=Personal(column="person_id", roles=REVIEWING_ROLES, others=Through(relations=("colleague", "session"))),
    relations={
        "session": One(target="TrainingSession", local="session_id"),
        "person": One(target="Person", local="person_id"),
        "colleague": COLLEAGUE_OF_ROW,
    },
    order=("-held_on",),
)

SOURCES = (FRAMEWORK, PROGRAMME, COMPETENCE, PLAN, SESSION, PARTICIPATION, STANDING, GAP, COMPETENCY)
RELATES = {
    "Unit": {
        "training_plans": Many(target="TrainingPlan", remote="unit_id"),
        "training_sessions": Many(target="TrainingSession", remote="unit_id"),
    },
    "Person": {"training_participations": Many(target="TrainingParticipation", remote="person_id")},
}


async def gaps_of(
    reader: Reader, people: Sequence[str], moment: Moment
) -> list[tuple[CompetencyFramework, tuple[Gap, ...]] | None]:
    """The gaps of each person by the framework in force then; None where there is none, or none for the caller.

    Who may not see somebody's assessed competences gets none of the gaps either: they would all read as missing.
    """
    framework = await framework_of_day(reader, moment)
    allowed = await judged_by(reader, people, moment)
    if framework is None or not allowed:
        return [None for _ in people]
    kinds = await post_kinds_of(reader, sorted(allowed), moment)
    found = await _assessed(reader, sorted(allowed), moment)
    posts = {PersonId(person): kinds.get(person, set()) for person in allowed}
    gaps = competence_gaps(framework, posts, found, as_of=moment.as_of, known_at=moment.known_at)
    by_person: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_person.setdefault(gap.person, []).append(gap)
    return [(framework, tuple(by_person.get(one, ()))) if one in allowed else None for one in people]


async def framework_of_day(reader: Reader, moment: Moment) -> CompetencyFramework | None:
    """The framework in force, as known at the moment."""
    rows = await reader.by_key(FRAMEWORK, "status", [FrameworkStatus.PUBLISHED.value], moment)
    return framework_in_force([framework_of(SimpleNamespace(**row)) for row in rows], moment.known_at)


async def _assessed(reader: Reader, people: Sequence[str], moment: Moment) -> list[AssessedCompetence]:
    rows = await reader.by_key(COMPETENCE, "person_id", sorted(set(people)), moment)
    return [competence_of(SimpleNamespace(**row)) for row in rows]


async def require_programme(key: str, *, path: tuple[str, ...]) -> Programme:
    """The programme of an act.

    Raises:
        NotFound: there is none.
    """
    row = await ProgrammeRow.get_or_none(id=key)
    if row is None:
        raise NotFound(kind="training programme", key=key, path=path)
    return programme_of(row)


async def require_framework(key: str, *, path: tuple[str, ...]) -> CompetencyFramework:
    """The framework of an act.

    Raises:
        NotFound: there is none.
    """
    row = await FrameworkRow.get_or_none(id=key)
    if row is None:
        raise NotFound(kind="competency framework", key=key, path=path)
    return framework_of(row)


async def require_plan(work: Work, key: str, *, path: tuple[str, ...]) -> TrainingPlan:
    """The plan of an act, whose unit its caller must be able to see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    row = await PlanRow.get_or_none(id=key)
    try:
        if row is not None:
            await require_unit(work, row.unit_id, work.today, path=path)
            return plan_of(row)
    except NotFound:
        pass
    raise NotFound(kind="training plan", key=key, path=path)
