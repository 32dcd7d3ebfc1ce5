"""Scores on single indicators, and the sums of them that the service keeps for every unit."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from benchmarks.requests.people import People
from benchmarks.requests.units import Place
from benchmarks.requests.writing import write_rows
from graphql_api.assessment.tables import RollUpRow, ScoreRow

_POINTS = [Decimal(step).scaleb(-2).quantize(Decimal("0.000001")) for step in range(0, 10_001, 25)]
_DAYS = 28
_SCORE = (
    "person_id",
    "scheme_id",
    "indicator_id",
    "unit_id",
    "part",
    "points",
    "as_of",
    "records",
    "counted_in",
    "by_products",
)
_SUM = ("unit_id", "scheme_id", "indicator_id", "cadres", "points", "records", "by_products")


async def write_scores(
    connection: Any,
    units: Sequence[Place],
    people: People,
    scheme: str,
    indicators: Mapping[str, str],
    draw: random.Random,
    first: date,
) -> None:
    """A score on every indicator of everybody with a post, in each unit they hold one in, and the sums above it.

    They do not follow from the records, of which there are fewer, so that three million need not be made of millions of
    records first; the sums do follow from the scores.
    """
    steps = {one.id: dict.fromkeys([*one.path.split("/")[:-1], *one.area_path.split("/")[:-1]]) for one in units}
    counted = {key: "".join(f"{step}/" for step in chain) for key, chain in steps.items()}
    also = ((one.person, one.unit) for one in people.held if one.basis == "concurrent")
    served = [*((person, place.id) for person, place in people.stands.items()), *also]
    days = [first + timedelta(days=number) for number in range(_DAYS)]
    sums: dict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, Decimal(0)])

    def scores() -> Iterator[tuple[Any, ...]]:
        for person, unit in served:
            for indicator in indicators.values():
                points = draw.choice(_POINTS)
                of_unit = sums[unit, indicator]
                of_unit[0] += 1
                of_unit[1] += points
                yield (person, scheme, indicator, unit, "", points, draw.choice(days), 1, counted[unit], 0)

    def above() -> Iterator[tuple[Any, ...]]:
        whole: dict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, Decimal(0)])
        for (unit, indicator), (number, points) in sums.items():
            for step in steps[unit]:
                of_step = whole[step, indicator]
                of_step[0] += number
                of_step[1] += points
        for (unit, indicator), (number, points) in whole.items():
            yield (unit, scheme, indicator, number, points, number, 0)

    await write_rows(connection, ScoreRow, _SCORE, scores())
    await write_rows(connection, RollUpRow, _SUM, above())
