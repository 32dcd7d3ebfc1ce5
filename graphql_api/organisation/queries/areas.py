"""Counting by area: what is done in units is summed for any number of areas and periods in one statement."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pypika_tortoise.functions import Sum
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Case, Criterion, LiteralValue, Term

from graphql_api.organisation.queries.sources import UNIT
from graphql_api.platform.reading.conditions import Question, at_moment, in_subtree
from graphql_api.platform.sql import table_of

Days = tuple[date, date]


def widest(paths: Iterable[str]) -> list[str]:
    """The paths that lie in none of the others: whoever asks for the town asks for its villages too."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def by_unit(question: Question, counted: Table, unit: Term, areas: Sequence[str], number: int) -> QueryBuilder:
    """A count of rows for each unit of the areas, by the unit's path at the moment.

    Args:
        question: what is asked.
        counted: the table whose rows are counted.
        unit: its column that names the unit.
        areas: the paths of the areas.
        number: which of the periods asked for it is.
    """
    place = table_of(UNIT.table).as_("place_")
    inside = Criterion.any([in_subtree(place.path, area) for area in areas])
    query: QueryBuilder = question.query.from_(counted).join(place).on(place.unit_id == unit)
    query = query.select(Term.wrap_constant(str(number)).as_("period_"), place.path.as_("path_")).groupby(place.path)
    return query.where(at_moment(question.moment, place)).where(inside)


def counted(condition: Criterion) -> Any:
    """How many of the rows fulfil a condition."""
    return Sum(Case().when(condition, LiteralValue("1")).else_(LiteralValue("0")))
