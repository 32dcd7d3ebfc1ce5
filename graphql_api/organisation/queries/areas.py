"""Counting by area: what is done in units is summed for any number of areas and periods in one statement."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pypika_tortoise.functions import Sum
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Case, Criterion, LiteralValue, Term

from graphql_api.organisation.queries.sources import UNIT
from graphql_api.platform.reading.conditions import Question, in_subtree, known_at
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import table_of

Days = tuple[date, date]


def widest(paths: Iterable[str]) -> list[str]:
    """The paths that lie in none of the others: whoever asks for the town asks for its villages too."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def area_key(path: str) -> str:
    """The unit that an area is, by its path; nothing for none."""
    return path.rstrip("/").rpartition("/")[2]


def last_day(days: Days, moment: Moment) -> date:
    """The day of which is told what was so at the end of a period: its last, or the moment's where that is earlier."""
    return min(days[1] - timedelta(days=1), moment.as_of)


async def paths_of(reader: Reader, units: Iterable[str], moment: Moment) -> Mapping[str, Sequence[str]]:
    """Every path that units have at any time, as known at a moment."""
    question, place = await reader.question(moment), table_of(UNIT.table)
    query = question.query.from_(place).select(place.unit_id, place.path).distinct()
    query = query.where(place.unit_id.isin(sorted(set(units)))).where(known_at(moment, place))
    found: dict[str, list[str]] = {}
    for row in await reader.rows(UNIT, query):
        found.setdefault(row["unit_id"], []).append(row["path"])
    return found


def by_unit(
    question: Question, counted: Table, unit: Term, on: Term | date, areas: Sequence[str], number: int
) -> QueryBuilder:
    """A count of rows for each unit of the areas, by the path that the unit had on a day.

    Args:
        question: what is asked.
        counted: the table whose rows are counted.
        unit: its column that names the unit.
        on: the day; each row's own, or one for all.
        areas: the paths of the areas, at any time.
        number: which of the periods asked for it is.
    """
    place = table_of(UNIT.table).as_("place_")
    inside = Criterion.any([in_subtree(place.path, area) for area in areas])
    query: QueryBuilder = question.query.from_(counted).join(place).on(place.unit_id == unit)
    query = query.select(Term.wrap_constant(str(number)).as_("period_"), place.path.as_("path_")).groupby(place.path)
    stood = (place.valid_from <= on) & (place.valid_to > on) & known_at(question.moment, place)
    return query.where(stood).where(inside)


def counted(condition: Criterion) -> Any:
    """How many of the rows fulfil a condition."""
    return Sum(Case().when(condition, LiteralValue("1")).else_(LiteralValue("0")))
