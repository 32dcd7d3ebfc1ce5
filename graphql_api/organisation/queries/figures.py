"""What the organisation publishes for the formulas of assessment schemes: liaison visits and hours of service."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from governance_core.values import Reading, Text
from graphql_api.organisation.queries.liaison_tally import tallies_of
from graphql_api.organisation.tables import LiaisonVisitRow, ServiceRecordRow
from graphql_api.organisation.tables.service_records import hours_of
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.figures import Asked, Figure, FigureAbout, counted_reading
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import query
from graphql_api.platform.sql import Row, decode, decoders, is_sqlite

_SERVED = """
SELECT person_id, served_on, tenths FROM organisation_service_record
WHERE person_id = ANY($1) AND status = 'verified' AND served_on >= $2 AND served_on < $3"""
_KNOWN = " AND decided_at <= $4"
_FIRST_SERVICE = """
SELECT served_on, decided_at FROM organisation_service_record WHERE status = 'verified' ORDER BY id LIMIT 1"""
_FIRST_VISIT = "SELECT visited_on, recorded_at FROM organisation_liaison_visit ORDER BY id LIMIT 1"


async def _service_hours(reader: Reader, asked: Sequence[Asked], known_at: datetime | None) -> list[Reading]:
    """The hours of the people's verified service in their periods."""
    start = min(one.period.start for one in asked)
    end = max(one.period.end or date.max for one in asked)
    known = [] if known_at is None else [known_at.astimezone(UTC)]
    sql = _SERVED + (_KNOWN if known else "")
    found: dict[str, list[tuple[date, int]]] = {}
    for row in await _rows(reader, ServiceRecordRow, sql, sorted({one.key for one in asked}), start, end, *known):
        found.setdefault(row["person_id"], []).append((row["served_on"], row["tenths"]))
    first = await _rows(reader, ServiceRecordRow, _FIRST_SERVICE)
    since = next((row["served_on"] for row in first if known_at is None or row["decided_at"] <= known_at), None)
    tenths = [sum(number for on, number in found.get(one.key, ()) if on in one.period) for one in asked]
    return [counted_reading(hours_of(some), one.period, since) for one, some in zip(asked, tenths, strict=True)]


async def _liaison_visits(reader: Reader, asked: Sequence[Asked], known_at: datetime | None) -> list[Reading]:
    """The visits of liaison teams in the units in their periods, with what lies below them."""
    last = max(one.last_day for one in asked)
    keys = [(one.key, (one.period.start, one.period.end or date.max)) for one in asked]
    tallies = await tallies_of(reader, keys, Moment(as_of=last, known_at=known_at))
    first = await _rows(reader, LiaisonVisitRow, _FIRST_VISIT)
    since = next((row["visited_on"] for row in first if known_at is None or row["recorded_at"] <= known_at), None)
    return [counted_reading(tally.visits, one.period, since) for one, tally in zip(asked, tallies, strict=True)]


async def _rows(
    reader: Reader, table: type[LiaisonVisitRow] | type[ServiceRecordRow], sql: str, *values: object
) -> Sequence[Row]:
    rows = await query(reader.connection, sql, *values)
    return decode([dict(row) for row in rows], decoders(table, sqlite=is_sqlite(reader.connection)))


FIGURES = (
    Figure(
        code="organisation.liaison-visits",
        title=Text(zh="驻村联络走访", en="Visits of liaison teams"),
        unit=Text(zh="次", en="visits"),
        about=FigureAbout.UNIT,
        read=_liaison_visits,
    ),
    Figure(
        code="organisation.service-hours",
        title=Text(zh="志愿服务时长", en="Hours of service"),
        unit=Text(zh="小时", en="hours"),
        about=FigureAbout.PERSON,
        read=_service_hours,
    ),
)
