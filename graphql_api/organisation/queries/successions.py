"""What units have become, and what they have come from."""

from collections.abc import Sequence
from typing import Any

from graphql_api.organisation.queries.sources import UNIT, official_code
from graphql_api.organisation.tables import SuccessionRow
from graphql_api.platform.identifiers import global_id
from graphql_api.platform.reading.conditions import coalesced
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import table_of

MOST = 500
"""How many successions of one level of an answer are told."""


async def successors_of(reader: Reader, keys: Sequence[str], moment: Moment) -> list[list[dict[str, Any]]]:
    """What each unit has become, as known at the moment, earliest first; on its first day."""
    return await _successions(reader, keys, moment, asked="predecessor_id", told="successor_id")


async def predecessors_of(reader: Reader, keys: Sequence[str], moment: Moment) -> list[list[dict[str, Any]]]:
    """What each unit has come from, as known at the moment, earliest first; on its last day."""
    return await _successions(reader, keys, moment, asked="successor_id", told="predecessor_id")


async def _successions(
    reader: Reader, keys: Sequence[str], moment: Moment, *, asked: str, told: str
) -> list[list[dict[str, Any]]]:
    question = await reader.question(moment)
    succession, other = table_of(SuccessionRow).as_("succession_"), table_of(UNIT.table)
    there = (other.valid_from <= succession.since) & (other.valid_to > succession.since)
    if told == "predecessor_id":
        there = (other.valid_from < succession.since) & (other.valid_to >= succession.since)
    query = question.query.from_(succession).join(other).on((other.unit_id == succession[told]) & there)
    query = query.select(
        succession[asked],
        succession.kind.as_("succession_kind_"),
        succession.since.as_("valid_from"),  # as a unit's column is called, so that it is read as a day
        other.kind,
        other.unit_id,
        coalesced(question, other, UNIT.labels["name"]).as_("name"),
        official_code(question, other).as_("code"),
    )
    query = query.where(other.superseded_at.isnull()).where(succession[asked].isin(list(keys)))
    if moment.known_at is not None:
        query = query.where(succession.recorded_at <= moment.known_at)
    rows = await reader.rows(UNIT, query.orderby(succession.since).orderby(succession.id).limit(MOST))
    return [[_told(row) for row in rows if row[asked] == key] for key in keys]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    label = {
        "id": global_id("Unit", row["unit_id"]),
        "kind": row["kind"],
        "name": row["name"],
        "code": row["code"],
    }
    return {"kind": row["succession_kind_"], "on": row["valid_from"], "unit": label}
