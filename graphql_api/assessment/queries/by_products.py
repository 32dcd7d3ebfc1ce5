"""How much of the evidence in a unit fell out of work done, from the sums that are kept."""

from collections.abc import Sequence

from governance_core.assessment import RollUp
from graphql_api.assessment.tables import RollUpRow
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import query

_SUMS = """
SELECT r.unit_id, s.code, SUM(r.records) AS records, SUM(r.by_products) AS by_products
FROM assessment_roll_up AS r JOIN assessment_scheme AS s ON s.id = r.scheme_id
WHERE r.unit_id = ANY($1) GROUP BY r.unit_id, s.code"""


async def by_products_of(reader: Reader, asked: Sequence[tuple[str, str | None]], _: Moment) -> list[RollUp | None]:
    """The records of each (unit, code of a scheme) with how many are by-products; without a code those of all schemes.

    None for other than reviewing roles. They are as known now.
    """
    if reader.principal.role not in REVIEWING_ROLES:
        return [None] * len(asked)
    connection = RollUpRow._meta.db  # noqa: SLF001 -- tortoise's own door
    found: dict[tuple[str, str | None], RollUp] = {}
    for unit, code, records, by_products in await query(connection, _SUMS, sorted({unit for unit, _ in asked})):
        sums = RollUp(records=int(records), by_products=int(by_products))
        for key in ((unit, code), (unit, None)):
            found[key] = found.get(key, RollUp()) + sums
    return [found.get(key, RollUp()) for key in asked]
