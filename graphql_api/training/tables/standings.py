"""Keeping people's gaps, each with the days on which they are so."""

from collections.abc import Callable, Mapping, Sequence

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient

from governance_core.training import Gap, Standing
from governance_core.values import Value
from graphql_api.platform.bulk import insert_rows
from graphql_api.platform.dated import FOREVER
from graphql_api.training.tables.rows import CompetencyRow, GapRow, StandingRow

_GAP = (
    "id", "person_id", "framework_id", "competency_id", "required", "level", "size", "weight", "post_kinds", "place",
)  # fmt: skip
_STANDING = ("id", "person_id", "framework_id", "as_of", "holds_until")
Places = Mapping[str, tuple[str, int]]
"""The competencies of a framework by code: the key of each, and its place."""
Told = tuple[str, int, int | None, int | None, str, str, int]
"""A gap as it is stored, from its competency's key on, in the order of the columns."""


async def places_of(framework: str) -> Places:
    """The competencies of a framework."""
    rows = await CompetencyRow.filter(framework_id=framework)
    return {row.code: (row.id, row.place) for row in rows}


async def store_standings(
    connection: BaseDBAsyncClient, made: Sequence[Standing], places: Places, *, new_id: Callable[[], str]
) -> None:
    """Store people's standings in place of those they have: four statements for them all."""
    people = [one.person for one in made]
    await GapRow.filter(person_id__in=people).delete()
    await StandingRow.filter(person_id__in=people).delete()
    standings = [(new_id(), one.person, one.framework, one.as_of, one.holds_until or FOREVER) for one in made]
    gaps = [(new_id(), one.person, one.framework, *gap) for one in made for gap in told_gaps(one, places)]
    await insert_rows(connection, StandingRow, _STANDING, standings)
    await insert_rows(connection, GapRow, _GAP, gaps)


async def load_standings(people: Sequence[str]) -> dict[str, tuple[StandingRow, list[Told]]]:
    """What is stored of the people who have a standing: the standing, and its gaps in order."""
    gaps: dict[str, list[Told]] = {}
    for row in await GapRow.filter(person_id__in=people).order_by("place"):
        kinds = orjson.dumps(row.post_kinds).decode()
        told = (row.competency_id, row.required, row.level, row.size, row.weight, kinds, row.place)
        gaps.setdefault(row.person_id, []).append(told)
    rows = await StandingRow.filter(person_id__in=people)
    return {row.person_id: (row, gaps.get(row.person_id, [])) for row in rows}


def told_gaps(standing: Standing, places: Places) -> list[Told]:
    """The gaps of a standing as they are stored."""
    return [_told(gap, *places[gap.competency]) for gap in standing.gaps]


def _told(gap: Gap, competency: str, place: int) -> Told:
    level = int(gap.reading.number) if isinstance(gap.reading, Value) else None
    kinds = orjson.dumps(gap.post_kinds).decode()
    return (competency, gap.required, level, gap.size, format(gap.weight, "f"), kinds, place)
