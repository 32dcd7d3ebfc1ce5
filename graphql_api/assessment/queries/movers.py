"""Which units below one got better from one cycle to another, and which worse: from the sums that are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pypika_tortoise.queries import QueryBuilder
from pypika_tortoise.terms import LiteralValue

from governance_core.assessment import Mover, ResultSums, movers
from governance_core.values import UnitId
from graphql_api.assessment.queries.cycle_sources import SUMS
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.reading.conditions import Question, chosen
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import NOWHERE, Reader
from graphql_api.platform.sql import table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is compared.

    Attributes:
        unit: the key of the unit below which units are compared.
        earlier: the key of the earlier cycle.
        later: that of the later one.
        kinds: the kinds of the units, at whatever level; None for those directly below.
    """

    unit: str
    earlier: str
    later: str
    kinds: tuple[str, ...] | None = None


async def movers_below(reader: Reader, asked: Sequence[Compared], moment: Moment) -> list[tuple[Mover, ...] | None]:
    """How the means of units below each unit changed, as they stand at the moment; None for other than reviewing roles.

    The greatest gain is first and the greatest loss last. Two rows a unit are read, whatever is below it.
    """
    if reader.principal.role not in REVIEWING_ROLES:
        return [None] * len(asked)
    question = replace(await reader.question(moment), narrowed=True)
    branches = [
        _sums(question, one, number, await reader.path_of(one.unit, moment) or NOWHERE)
        for number, one in enumerate(asked)
    ]
    found: list[dict[str, dict[UnitId, ResultSums]]] = [{} for _ in asked]
    for row in await reader.rows(SUMS, *branches):
        sums = ResultSums(scored=row["scored"], points=row["points"])
        found[row["asked_"]].setdefault(row["cycle_id"], {})[UnitId(row["unit_id"])] = sums
    return [movers(each.get(one.earlier, {}), each.get(one.later, {})) for one, each in zip(asked, found, strict=True)]


def _sums(question: Question, asked: Compared, number: int, path: str) -> QueryBuilder:
    table = table_of(SUMS.table)
    below = {"parent": asked.unit} if asked.kinds is None else {"within": path, "kinds": asked.kinds}
    wanted = {"in_view": True, "cycles": (asked.earlier, asked.later), **below}
    query = question.query.from_(table).select(
        LiteralValue(str(number)).as_("asked_"), table.unit_id, table.cycle_id, table.scored, table.points
    )
    for condition in (*chosen(question, SUMS, table, wanted), table.unit_id != asked.unit):
        query = query.where(condition)
    return query
