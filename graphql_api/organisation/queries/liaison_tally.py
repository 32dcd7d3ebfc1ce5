"""What the liaison teams of an area did in a period, and what became of it: sums, for any number of areas at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from pypika_tortoise.functions import Count
from pypika_tortoise.queries import QueryBuilder
from pypika_tortoise.terms import LiteralValue, Term

from governance_core.organisation import IssueCount, IssueStatus, LiaisonTally, tally_of
from graphql_api.organisation.queries.areas import Days, by_unit, counted, last_day, paths_of, widest
from graphql_api.organisation.queries.liaison import ISSUE, VISIT
from graphql_api.organisation.queries.sources import UNIT
from graphql_api.organisation.queries.tallies import Figures, kept_of
from graphql_api.organisation.tables.tallied import DECLINED, OPENED, OVERDUE, RAISED, RESOLVED, VISITS, WAITING
from graphql_api.platform.reading.conditions import Question, at_moment
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import table_of


async def tallies_of(reader: Reader, keys: Sequence[tuple[str, Days]], moment: Moment) -> list[LiaisonTally]:
    """The tally of each unit, from a day up to, and not including, another.

    Everything in it counts, whoever asks: it is for sums alone. A visit counts where its village stood on its day, and
    an issue where it stood on the period's last day, or the moment's where that is earlier; so does its status.
    """
    if moment.known_at is not None:
        return await counted_tallies(reader, keys, moment)
    return [
        LiaisonTally(
            visits=_number(one, VISITS),
            raised=_number(one, RAISED),
            resolved=_number(one, RESOLVED),
            declined=_number(one, DECLINED),
            open=_number(one, OPENED),
            waiting=_number(one, WAITING),
            overdue=_number(one, OVERDUE),
        )
        for one in await kept_of(
            reader,
            keys,
            moment,
            happening=(VISITS,),
            begun=(RAISED, RESOLVED, DECLINED),
            standing=(OPENED, WAITING, OVERDUE),
        )
    ]


def _number(figures: Figures, name: str) -> int:
    return figures.get(name, (0, 0))[0]


async def counted_tallies(reader: Reader, keys: Sequence[tuple[str, Days]], moment: Moment) -> list[LiaisonTally]:
    """The same, counted: for what was known at another time, and to compare what is kept with."""
    question = await reader.question(moment)
    paths = await paths_of(reader, (unit for unit, _ in keys), moment)
    periods = list(dict.fromkeys(days for unit, days in keys if unit in paths))
    branches: list[QueryBuilder] = []
    for number, days in enumerate(periods):
        areas = widest(path for unit, asked in keys if asked == days for path in paths.get(unit, ()))
        branches += [_visits(question, days, areas, number), _issues(question, days, areas, number)]
    rows = await reader.rows(UNIT, *branches) if branches else []
    return [
        _tally([row for row in rows if periods[int(row["period_"])] == days], tuple(paths.get(unit, ())))
        for unit, days in keys
    ]


def _visits(question: Question, days: Days, areas: Sequence[str], number: int) -> QueryBuilder:
    visit, known_at = table_of(VISIT.table), question.moment.known_at
    nothing = [LiteralValue("0").as_(name) for name in ("late_", "raised_", "reached_")]
    query = by_unit(question, visit, visit.village_id, visit.visited_on, areas, number)
    query = query.select(Term.wrap_constant(VISITS).as_("what_"), Count("*").as_("n_"), *nothing)
    query = query.where(visit.visited_on >= days[0]).where(visit.visited_on < days[1])
    if known_at is None:
        return query.where(visit.withdrawn_at.isnull())
    standing = visit.withdrawn_at.isnull() | (visit.withdrawn_at > known_at)
    return query.where(visit.recorded_at <= known_at).where(standing)


def _issues(question: Question, days: Days, areas: Sequence[str], number: int) -> QueryBuilder:
    issue = table_of(ISSUE.table)
    day = last_day(days, question.moment)
    query = by_unit(question, issue, issue.village_id, day, areas, number).groupby(issue.status)
    query = query.select(
        issue.status.as_("what_"),
        Count("*").as_("n_"),
        counted(issue.due_on < day).as_("late_"),
        counted(issue.raised_on >= days[0]).as_("raised_"),
        counted(issue.valid_from >= days[0]).as_("reached_"),
    )
    return query.where(at_moment(Moment(as_of=day, known_at=question.moment.known_at), issue))


def _tally(rows: Iterable[dict[str, Any]], paths: tuple[str, ...]) -> LiaisonTally:
    inside = [row for row in rows if row["path_"].startswith(paths)]
    return tally_of(
        sum(row["n_"] for row in inside if row["what_"] == VISITS),
        (
            IssueCount(
                status=IssueStatus(row["what_"]),
                count=row["n_"],
                overdue=row["late_"],
                raised=row["raised_"],
                reached=row["reached_"],
            )
            for row in inside
            if row["what_"] != VISITS
        ),
    )
