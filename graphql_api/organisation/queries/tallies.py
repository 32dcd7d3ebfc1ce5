"""Tallies as they are kept: sums of what has changed on which day, for any number of units and periods at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from pypika_tortoise.functions import Sum
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Term

from graphql_api.organisation.queries.areas import Days, last_day
from graphql_api.organisation.queries.sources import UNIT
from graphql_api.organisation.tables import TallyRow
from graphql_api.organisation.tables.tallied import ALWAYS
from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import table_of

Figures = Mapping[str, tuple[int, int]]
"""A number and a total by figure; what there is none of is left out."""


async def kept_of(
    reader: Reader,
    keys: Sequence[tuple[str, Days]],
    moment: Moment,
    *,
    happening: Sequence[str],
    begun: Sequence[str],
    standing: Sequence[str],
) -> list[Figures]:
    """The figures of units, each from a day up to, and not including, another, as known now.

    Args:
        reader: who reads.
        keys: the units with their periods.
        moment: the last day of which is told what was so.
        happening: figures of what happened in the period.
        begun: those of what began in it, and was still so at its end.
        standing: those of what was so at its end.
    """
    question = await reader.question(moment)
    periods = list(dict.fromkeys(days for _, days in keys))
    branches: list[QueryBuilder] = []
    tally = table_of(TallyRow)
    for number, days in enumerate(periods):
        units = sorted({unit for unit, asked in keys if asked == days})
        end, since = last_day(days, moment), tally.since
        for figures, inside in (
            (happening, (since >= days[0]) & (since < days[1])),
            (begun, (since >= days[0]) & (tally.day <= end)),
            (standing, (since == ALWAYS) & (tally.day <= end)),
        ):
            branches.append(_summed(question, tally, number).where(_among(tally, units, figures)).where(inside))
    found: dict[tuple[str, Days], dict[str, tuple[int, int]]] = {}
    for row in await reader.rows(UNIT, *branches) if branches else ():
        of_unit = found.setdefault((row["unit_id"], periods[int(row["period_"])]), {})
        if row["number_"]:
            of_unit[row["figure"]] = int(row["number_"]), int(row["total_"])
    return [found.get(key, {}) for key in keys]


def _summed(question: Question, tally: Table, number: int) -> QueryBuilder:
    query: QueryBuilder = question.query.from_(tally).groupby(tally.unit_id, tally.figure)
    return query.select(
        Term.wrap_constant(str(number)).as_("period_"),
        tally.unit_id,
        tally.figure,
        Sum(tally.number).as_("number_"),
        Sum(tally.total).as_("total_"),
    )


def _among(tally: Table, units: Sequence[str], figures: Sequence[str]) -> Any:
    return tally.unit_id.isin(list(units)) & tally.figure.isin(list(figures))
