"""The mean that SQL computes of a kept sum."""

import random
from decimal import Decimal

from pypika_tortoise.queries import Table

from governance_core.assessment import RollUp
from graphql_api.platform.means import Mean
from graphql_api.platform.sql import fetch, is_sqlite, query_class


async def test_a_mean_is_what_the_core_makes_of_the_same_sum(service):
    """To the last digit, ties and thirds among them; of nothing there is none."""
    chosen = random.Random(4)  # noqa: S311 -- numbers to try, always the same
    sums = [(0, 0), (3, 15_000), (3, 14_999), (200, 1_000_000), (8, 8 * 12_345_000), (7, 700_000_000)]
    for _ in range(500):
        count = chosen.choice([1, 2, 3, 7, 9, 200, 4_321, 987_654])
        total = chosen.choice([chosen.randrange(count * 10**8), count * chosen.randrange(10**4) * 5_000])
        sums.append((count, total))
    connection = service.database.connection
    written = ", ".join(f"({cadres}, '{Decimal(micro).scaleb(-6):f}')" for cadres, micro in sums)
    kind = "VARCHAR(40)" if is_sqlite(connection) else "DECIMAL(20,6)"
    await connection.execute_script(f"CREATE TABLE kept (cadres INT, points {kind}); INSERT INTO kept VALUES {written}")
    table = Table("kept")
    mean = Mean(table.points, table.cadres).as_("mean")

    rows = await fetch(connection, query_class(connection).from_(table).select(table.cadres, table.points, mean))

    assert len(rows) == len(sums)
    for row in rows:
        found = None if row["mean"] is None else Decimal(row["mean"])
        assert found == RollUp(cadres=row["cadres"], points=Decimal(row["points"])).mean, row
