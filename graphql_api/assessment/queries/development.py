"""What reserve cadres have reached of what was expected: of one by the core's rule, of units in sums."""

from collections.abc import Sequence
from types import SimpleNamespace

from pypika_tortoise.functions import Count, Sum
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Criterion

from governance_core.assessment import SeedlingFigures, SeedlingProgress, development_progress
from graphql_api.assessment.queries.seedlings import REVISION, SEEDLING, mentors_in_office, superseded
from graphql_api.assessment.tables import DevelopmentGoalRow, SeedlingRow, seedling_of
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.reading.conditions import Question, at_moment, in_subtree
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import Row, table_of

_FIGURES = ("active", "mentored", "planned", "due", "reached")


async def progress_of(reader: Reader, seedlings: Sequence[str], moment: Moment) -> list[SeedlingProgress | None]:
    """The progress of each seedling by the moment's day; None for one whom the caller may not see then."""
    rows = await reader.by_key(SEEDLING, "id", seedlings, moment)
    goals: dict[str, list[Row]] = {}
    for goal in await reader.by_key(REVISION, "seedling_id", seedlings, moment, computed=("superseded",)):
        goals.setdefault(goal["seedling_id"], []).append(goal)
    found = {row["id"]: _progress(row, goals.get(row["id"], []), moment) for row in rows}
    return [found.get(key) for key in seedlings]


def _progress(row: Row, goals: Sequence[Row], moment: Moment) -> SeedlingProgress:
    seedling = seedling_of(SimpleNamespace(**row), (), [SimpleNamespace(**goal) for goal in goals])
    replaced = {goal["reached_by"] for goal in goals if goal["superseded"]}
    return development_progress(seedling, as_of=moment.as_of, known_at=moment.known_at, superseded=replaced)


async def seedling_figures_of(reader: Reader, paths: Sequence[str], moment: Moment) -> list[SeedlingFigures | None]:
    """The figures of each unit, by the path of its area, in one statement; None for who may not review.

    Every seedling in the area counts, whoever reviews there: they are sums alone.
    """
    if reader.principal.role not in REVIEWING_ROLES:
        return [None] * len(paths)
    rows = await reader.rows(SEEDLING, _summed(await reader.question(moment), paths))
    parts = [(row["path_"], SeedlingFigures(**{name: int(row[name]) for name in _FIGURES})) for row in rows]
    return [
        sum((figures for place, figures in parts if path and place.startswith(path)), start=SeedlingFigures())
        for path in paths
    ]


def _summed(question: Question, paths: Sequence[str]) -> QueryBuilder:
    each = _each(question, paths).as_("each_")
    summed: QueryBuilder = question.query.from_(each).select(each.path_, Count("*").as_("active"))
    return summed.select(*(Sum(each[name]).as_(name) for name in _FIGURES[1:])).groupby(each.path_)


def _each(question: Question, paths: Sequence[str]) -> QueryBuilder:
    """Everybody who is a seedling in the areas at the moment, by where their unit is, with what is counted of them."""
    seedling = table_of(SeedlingRow).as_("seedling_")
    place = table_of(question.sources["Unit"].table).as_("place_")
    query: QueryBuilder = question.query.from_(place).join(seedling).on(seedling.unit_id == place.unit_id)
    query = query.where(Criterion.any([in_subtree(place.area_path, path) for path in paths]))
    query = query.where(at_moment(question.moment, place)).where(_active(question.moment, seedling))
    return query.select(
        place.area_path.as_("path_"),
        mentors_in_office(question, seedling).as_("mentored"),
        _goals(question, seedling, planned=True).as_("planned"),
        _goals(question, seedling).as_("due"),
        _goals(question, seedling, reached=True).as_("reached"),
    )


def _active(moment: Moment, seedling: Table) -> Criterion:
    running = seedling.ended_on.isnull() | (seedling.ended_on > moment.as_of)
    if moment.known_at is not None:
        running = (seedling.nominated_at <= moment.known_at) & (running | (seedling.ended_at > moment.known_at))
    return (seedling.period_from <= moment.as_of) & running


def _goals(question: Question, seedling: Table, *, planned: bool = False, reached: bool = False) -> QueryBuilder:
    """How many goals of a seedling were due by the day, or of those reached; or whether there were any at all."""
    goal, as_of = table_of(DevelopmentGoalRow).as_("goal_"), question.moment.as_of
    counted: QueryBuilder = question.query.from_(goal).where(goal.seedling_id == seedling.id)
    counted = counted.where(at_moment(question.moment, goal))
    if planned:
        return counted.select(Count(goal.seedling_id).distinct())
    counted = counted.select(Count("*")).where(goal.due_on <= as_of)
    if reached:
        counted = counted.where(goal.reached_on <= as_of).where(superseded(question, goal).negate())
    return counted
