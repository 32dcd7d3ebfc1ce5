"""What training publishes for the formulas of assessment schemes: what people took part in."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from governance_core.values import Reading, Text, total
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.figures import Asked, Figure, FigureAbout, counted_reading
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import query
from graphql_api.platform.sql import decode, decoders, is_sqlite
from graphql_api.training.tables import SessionRow

_HELD = """
SELECT p.person_id, p.held_on, s.hours FROM training_participation AS p
JOIN training_session AS s ON s.id = p.session_id
WHERE p.person_id = ANY($1) AND p.held_on >= $2 AND p.held_on < $3"""
_KNOWN = " AND s.recorded_at <= $4"
_FIRST = "SELECT held_on, recorded_at FROM training_session ORDER BY id LIMIT 1"
Attended = tuple[tuple[Decimal, ...], date | None]


async def attended(reader: Reader, asked: Sequence[Asked], moment: Moment) -> list[Attended]:
    """The hours of each session that the people took part in in their periods, and the first day of any session."""
    sqlite, known_at = is_sqlite(reader.connection), moment.known_at
    said = [sorted({one.key for one in asked}), min(one.period.start for one in asked)]
    said.append(max(one.period.end or date.max for one in asked))
    known = [] if known_at is None else [known_at.astimezone(UTC)]
    rows = await query(reader.connection, _HELD + (_KNOWN if known else ""), *said, *known)
    found: dict[str, list[tuple[date, Decimal]]] = {}
    for row in decode([dict(row) for row in rows], decoders(SessionRow, sqlite=sqlite)):
        found.setdefault(row["person_id"], []).append((row["held_on"], row["hours"]))
    first = await query(reader.connection, _FIRST)
    begun = decode([dict(row) for row in first], decoders(SessionRow, sqlite=sqlite))
    since = next((row["held_on"] for row in begun if known_at is None or row["recorded_at"] <= known_at), None)
    return [(tuple(hours for on, hours in found.get(one.key, ()) if on in one.period), since) for one in asked]


async def _attended(reader: Reader, asked: Sequence[Asked], known_at: datetime | None) -> list[Attended]:
    moment = Moment(as_of=reader.present.as_of, known_at=known_at)
    return await asyncio.gather(*(reader.batched(attended, one, moment) for one in asked))


async def _hours(reader: Reader, asked: Sequence[Asked], known_at: datetime | None) -> list[Reading]:
    found = zip(asked, await _attended(reader, asked, known_at), strict=True)
    return [counted_reading(total(hours), one.period, since) for one, (hours, since) in found]


async def _sessions(reader: Reader, asked: Sequence[Asked], known_at: datetime | None) -> list[Reading]:
    found = zip(asked, await _attended(reader, asked, known_at), strict=True)
    return [counted_reading(len(hours), one.period, since) for one, (hours, since) in found]


FIGURES = (
    Figure(
        code="training.hours",
        title=Text(zh="培训学时", en="Hours of training"),
        unit=Text(zh="学时", en="hours"),
        about=FigureAbout.PERSON,
        read=_hours,
    ),
    Figure(
        code="training.sessions",
        title=Text(zh="参加培训场次", en="Training sessions attended"),
        unit=Text(zh="场", en="sessions"),
        about=FigureAbout.PERSON,
        read=_sessions,
    ),
)
