"""What the liaison teams of an area did in a period, and what became of it: sums, for any number of areas at once."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from pypika_tortoise.functions import Count
from pypika_tortoise.queries import QueryBuilder
from pypika_tortoise.terms import LiteralValue, Term

from governance_core.organisation import IssueCount, IssueStatus, LiaisonTally, tally_of
from graphql_api.organisation.queries.areas import Days, by_unit, counted, widest
from graphql_api.organisation.queries.liaison import ISSUE, VISIT
from graphql_api.organisation.queries.sources import UNIT
from graphql_api.platform.reading.conditions import Question, at_moment
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import table_of

_VISITS = "visits"


async def tallies_of(reader: Reader, keys: Sequence[tuple[str, Days]], moment: Moment) -> list[LiaisonTally]:
    """The tally of each area, by its path, from a day up to, and not including, another.

    Everything in the area counts, whoever asks: it is for sums alone. Where a village stands is as at the moment;
    where an issue stands is as on the period's last day, or the moment's where that is earlier.
    """
    question = await reader.question(moment)
    periods = list(dict.fromkeys(days for _, days in keys))
    branches: list[QueryBuilder] = []
    for number, days in enumerate(periods):
        areas = widest(path for path, asked in keys if asked == days)
        branches += [_visits(question, days, areas, number), _issues(question, days, areas, number)]
    rows = await reader.rows(UNIT, *branches)
    return [_tally([row for row in rows if periods[int(row["period_"])] == days], path) for path, days in keys]


def _visits(question: Question, days: Days, areas: Sequence[str], number: int) -> QueryBuilder:
    visit, known_at = table_of(VISIT.table), question.moment.known_at
    nothing = [LiteralValue("0").as_(name) for name in ("late_", "raised_", "reached_")]
    query = by_unit(question, visit, visit.village_id, areas, number)
    query = query.select(Term.wrap_constant(_VISITS).as_("what_"), Count("*").as_("n_"), *nothing)
    query = query.where(visit.visited_on >= days[0]).where(visit.visited_on < days[1])
    if known_at is None:
        return query.where(visit.withdrawn_at.isnull())
    standing = visit.withdrawn_at.isnull() | (visit.withdrawn_at > known_at)
    return query.where(visit.recorded_at <= known_at).where(standing)


def _issues(question: Question, days: Days, areas: Sequence[str], number: int) -> QueryBuilder:
    issue = table_of(ISSUE.table)
    day = min(days[1] - timedelta(days=1), question.moment.as_of)
    query = by_unit(question, issue, issue.village_id, areas, number).groupby(issue.status)
    query = query.select(
        issue.status.as_("what_"),
        Count("*").as_("n_"),
        counted(issue.due_on < day).as_("late_"),
        counted(issue.raised_on >= days[0]).as_("raised_"),
        counted(issue.valid_from >= days[0]).as_("reached_"),
    )
    return query.where(at_moment(Moment(as_of=day, known_at=question.moment.known_at), issue))


def _tally(rows: Iterable[dict[str, Any]], path: str) -> LiaisonTally:
    inside = [row for row in rows if row["path_"].startswith(path)]
    return tally_of(
        sum(row["n_"] for row in inside if row["what_"] == _VISITS),
        (
            IssueCount(
                status=IssueStatus(row["what_"]),
                count=row["n_"],
                overdue=row["late_"],
                raised=row["raised_"],
                reached=row["reached_"],
            )
            for row in inside
            if row["what_"] != _VISITS
        ),
    )
