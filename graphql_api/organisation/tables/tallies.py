"""Tallies that are kept: by how much each figure of a unit changes on which day, for it and every unit above it then.

What a tally says of a day is the sum of the changes until then. What is counted is counted where its unit stood on that
day; what is about a day on which its unit did not exist is counted nowhere. Every function here leaves the tallies as
`SUMS.parts` counts them, if they were so before. Who changes what is counted is `beside` the acts on units, which are
alone: nobody then counts by paths that are just being changed.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

from governance_core.values import Period
from graphql_api.organisation.tables.tallied import LASTING, Facts, Touched
from graphql_api.organisation.tables.tally_rows import TallyRow
from graphql_api.platform.dated import FOREVER
from graphql_api.platform.sql import bound, is_sqlite
from graphql_api.platform.sums import Change, Sums, add_to_sums, addition

Counted = Mapping[tuple[str, str, Any, Any], tuple[int, int]]
"""A number and a total by the path of the unit, the figure, `since` and the day."""


def _changes(facts: Facts) -> str:
    """The query of what facts change, with the path of the unit where it stood on that day as `counted_in`."""
    stood = "organisation_unit_state AS p ON p.unit_id = f.unit_id AND p.superseded_at IS NULL"
    happening, lasting = facts.happening(), facts.lasting()
    branches = []
    if happening:
        branches.append(
            "SELECT p.path AS counted_in, f.figure, f.day AS since, f.day, 1 AS number, f.total"
            f" FROM ({' UNION ALL '.join(happening)}) AS f"
            f" JOIN {stood} AND p.valid_from <= f.day AND p.valid_to > f.day"
        )
    if lasting:
        begun, ended = f"{facts.greatest}(f.begun, p.valid_from)", f"{facts.least}(f.ended, p.valid_to)"
        branches.append(
            "SELECT counted_in, figure, since, day, number, 0 AS total FROM ("
            f"SELECT p.path AS counted_in, f.figure, f.since, CASE s.sign WHEN 1 THEN {begun} ELSE {ended} END AS day,"
            f" s.sign AS number FROM ({' UNION ALL '.join(lasting)}) AS f"
            f" JOIN {stood} AND p.valid_from < f.ended AND p.valid_to > f.begun"
            " CROSS JOIN (SELECT 1 AS sign UNION ALL SELECT -1) AS s WHERE f.begun < f.ended"
            f") AS c WHERE day < {facts.forever}"
        )
    return " UNION ALL ".join(branches)


SUMS = Sums(
    parts=lambda sqlite: _changes(Facts(sqlite=sqlite, touched=None)),
    table=TallyRow,
    key="figure",
    apart=("since", "day"),
    added={"number": "number", "total": "total"},
)


@asynccontextmanager
async def tallied(connection: BaseDBAsyncClient, touched: Touched, *, new: bool = False) -> AsyncIterator[None]:
    """Keep tallies in step with what the block changes of what is touched: two questions, and one change of them all.

    Args:
        connection: the transaction.
        touched: what the block changes.
        new: whether none of it was there before.
    """
    before = {} if new else await _counted(connection, touched)
    yield
    after = await _counted(connection, touched)
    await add_to_sums(connection, SUMS, _differences(before, after))


async def _counted(connection: BaseDBAsyncClient, touched: Touched) -> Counted:
    """What is touched counts for, as known now."""
    facts = Facts(sqlite=is_sqlite(connection), touched=touched)
    changes = _changes(facts)
    if not changes:
        return {}
    rows = await connection.execute_query_dict(
        "SELECT counted_in, figure, since, day, sum(number) AS number, sum(total) AS total"
        f" FROM ({changes}) AS c GROUP BY counted_in, figure, since, day",
        facts.values,
    )
    return {
        (row["counted_in"], row["figure"], row["since"], row["day"]): (int(row["number"]), int(row["total"]))
        for row in rows
    }


def _differences(before: Counted, after: Counted) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        (number, total), (was, added) = after.get(key, (0, 0)), before.get(key, (0, 0))
        path, figure, since, day = key
        if (number, total) != (was, added):
            yield Change(
                units=_units(path),
                key=figure,
                apart=(since, day),
                amounts={"number": number - was, "total": total - added},
            )


async def move_tallies(
    connection: BaseDBAsyncClient, *, unit: str, only: Sequence[str] | None, old: str, new: str, period: Period
) -> None:
    """What is counted below a unit is counted above its new place for some days, before its paths are changed.

    Args:
        connection: the transaction.
        unit: what stands directly below it moves with all below.
        only: these alone move; None for all of them.
        old: the path under which they stood.
        new: the path under which they stand.
        period: the days.
    """
    sqlite = is_sqlite(connection)
    left, reached = _units(old), _units(new)
    given = {
        "old": old,
        "beyond": f"{old[:-1]}0",
        "start": period.start,
        "end": period.end or FOREVER,
        "unit": unit,
        "left": [key for key in left if key not in reached],
        "reached": [key for key in reached if key not in left],
        "only": None if only is None else list(only),
    }
    names = [name for name, value in given.items() if value is not None]
    types = {"start": "date", "end": "date", "left": "varchar[]", "reached": "varchar[]", "only": "varchar[]"}
    marks = {
        name: f"?{place}" if sqlite else f"${place}::{types.get(name, 'varchar')}"
        for place, name in enumerate(names, start=1)
    }
    rows = _moved(sqlite=sqlite, some=only is not None).format(**marks)
    values = [bound(given[name], sqlite=sqlite) for name in names]
    await connection.execute_query(addition(SUMS, rows, sqlite=sqlite), values)


def _moved(*, sqlite: bool, some: bool) -> str:
    """The query of what the tallies above change by: what changed below in the days, and what was so as they began.

    What is so as they end goes back to where it was.
    """

    def named(name: str) -> str:
        return f"SELECT value FROM json_each({{{name}}})" if sqlite else f"SELECT unnest({{{name}}}) AS value"

    greatest, least = ("max", "min") if sqlite else ("greatest", "least")
    moving = (
        f"SELECT unit_id, {greatest}(valid_from, {{start}}) AS begun, {least}(valid_to, {{end}}) AS ended"
        " FROM organisation_unit_state WHERE superseded_at IS NULL AND parent_id = {unit}"
        " AND path >= {old} AND path < {beyond} AND valid_from < {end} AND valid_to > {start}"
    )
    moving += f" AND unit_id IN ({named('only')})" if some else ""
    lasting = ", ".join(f"'{figure}'" for figure in LASTING)
    forever = Facts(sqlite=sqlite, touched=None).forever
    tally = f"({moving}) AS m JOIN organisation_tally AS t ON t.unit_id = m.unit_id"
    series = (
        f"SELECT t.figure, t.since, t.day, t.number, t.total FROM {tally} AND t.day >= m.begun AND t.day < m.ended",
        (
            f"SELECT t.figure, t.since, m.begun AS day, t.number, t.total FROM {tally} AND t.day < m.begun"
            f" WHERE t.figure IN ({lasting})"
        ),
        (
            f"SELECT t.figure, t.since, m.ended AS day, -t.number, -t.total FROM {tally} AND t.day < m.ended"
            f" WHERE t.figure IN ({lasting}) AND m.ended < {forever}"
        ),
    )
    return (
        "SELECT a.unit_id, s.figure, s.since, s.day, sum(a.sign * s.number) AS number, sum(a.sign * s.total) AS total"
        f" FROM ({' UNION ALL '.join(series)}) AS s CROSS JOIN (SELECT value AS unit_id, -1 AS sign"
        f" FROM ({named('left')}) AS l UNION ALL SELECT value, 1 FROM ({named('reached')}) AS r) AS a"
        " GROUP BY a.unit_id, s.figure, s.since, s.day HAVING sum(s.number) <> 0 OR sum(s.total) <> 0"
        " ORDER BY a.unit_id DESC, s.figure DESC, s.since DESC, s.day DESC"
    )


def _units(path: str) -> list[str]:
    return [key for key in path.split("/") if key]
