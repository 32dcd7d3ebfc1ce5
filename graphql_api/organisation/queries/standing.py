"""Where people and units stood on days gone by, as is known now: for domains that keep what happened in a unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from governance_core.values import AppointmentId, Period, UnitId
from graphql_api.organisation.queries.areas import area_key
from graphql_api.organisation.tables import AppointmentStateRow, PersonStateRow, UnitStateRow
from graphql_api.organisation.tables.units import summaries_of
from graphql_api.platform.dated import FOREVER
from graphql_api.platform.rows import query, select
from graphql_api.platform.sql import decode, decoders, is_sqlite


@dataclass(frozen=True, slots=True, kw_only=True)
class PostHeld:
    """That a person holds a post for a period.

    Attributes:
        period: the days.
        appointment: the appointment.
        unit: whose post it is.
        unit_kind: the kind of that unit, by code.
        kind: the kind of post, by code.
        basis: on which basis, by code.
    """

    period: Period
    appointment: AppointmentId
    unit: UnitId
    unit_kind: str
    kind: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A unit and every unit above it for a period: in its own line, and in the area that it serves."""

    period: Period
    units: tuple[UnitId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The unit that a unit is, or whose area it serves, for a period."""

    period: Period
    area: UnitId


async def posts_held(people: Collection[str], known_at: datetime | None = None) -> dict[str, list[PostHeld]]:
    """The posts that each of the people holds at any time, as known at an instant; None for now."""
    connection = AppointmentStateRow._meta.db  # noqa: SLF001 -- tortoise's own door
    sql, known = (_HELD, ()) if known_at is None else (_HELD_THEN, (known_at,))
    held = [dict(row) for row in await query(connection, sql, sorted(people), *known)]
    found: dict[str, list[PostHeld]] = {}
    for row in decode(held, decoders(AppointmentStateRow, sqlite=is_sqlite(connection))):
        if row["kind"] is not None:
            found.setdefault(row["person_id"], []).append(post_of(row))
    return found


def post_of(row: Mapping[str, Any]) -> PostHeld:
    """The post that a row with the `HELD_COLUMNS` stands for."""
    return PostHeld(
        period=_period(row["valid_from"], row["valid_to"]),
        appointment=AppointmentId(row["appointment_id"]),
        unit=UnitId(row["unit_id"]),
        unit_kind=row["unit_kind"],
        kind=row["kind"],
        basis=row["basis"],
    )


HELD_COLUMNS = """a.appointment_id, a.unit_id, a.basis, a.valid_from, a.valid_to, (
  SELECT p.kind FROM organisation_post_state AS p WHERE p.post_id = a.post_id AND p.superseded_at IS NULL
  ORDER BY p.valid_from DESC LIMIT 1
) AS kind, (SELECT u.kind FROM organisation_unit AS u WHERE u.id = a.unit_id) AS unit_kind"""
"""What `post_of` reads of an appointment's row `a`: of a post the last kind that is known, for it does not change."""
_HELD = f"""
SELECT a.person_id, {HELD_COLUMNS}
FROM organisation_appointment_state AS a WHERE a.person_id = ANY($1) AND a.superseded_at IS NULL"""
_HELD_THEN = f"""
SELECT a.person_id, {HELD_COLUMNS} FROM organisation_appointment_state AS a
WHERE a.person_id = ANY($1) AND a.recorded_at <= $2 AND (a.superseded_at IS NULL OR a.superseded_at > $2)"""


async def in_office_after(after: str, on: date, limit: int) -> list[str]:
    """Some of the people who hold a post on a day, in order of their keys, from behind a key on."""
    connection = AppointmentStateRow._meta.db  # noqa: SLF001 -- as above
    return [str(row[0]) for row in await query(connection, _IN_OFFICE, after, on, limit)]


_IN_OFFICE = """
SELECT DISTINCT person_id FROM organisation_appointment_state
WHERE person_id > $1 AND superseded_at IS NULL AND valid_from <= $2 AND valid_to > $2 ORDER BY person_id LIMIT $3"""


async def units_after(after: str, on: date, kinds: Collection[str], limit: int) -> list[str]:
    """Some of the units of certain kinds that are there on a day, in order of their keys, from behind a key on."""
    connection = AppointmentStateRow._meta.db  # noqa: SLF001 -- as above
    return [str(row[0]) for row in await query(connection, _THERE, after, on, sorted(kinds), limit)]


_THERE = """
SELECT s.unit_id FROM organisation_unit_state AS s JOIN organisation_unit AS u ON u.id = s.unit_id
WHERE s.unit_id > $1 AND s.superseded_at IS NULL AND s.valid_from <= $2 AND s.valid_to > $2 AND u.kind = ANY($3)
ORDER BY s.unit_id LIMIT $4"""


async def chains_of(units: Collection[str]) -> dict[str, list[Chain]]:
    """The chains of each of the units, each for its days."""
    found: dict[str, list[Chain]] = {}
    wanted = ("unit_id", "path", "area_path", "valid_from", "valid_to")
    rows = await select(UnitStateRow, *wanted, unit_id__in=units, superseded_at=None, order=("valid_from",))
    for unit, path, area_path, start, end in rows:
        steps = dict.fromkeys(step for line in (path, area_path) for step in line.split("/") if step)
        chain = Chain(period=_period(start, end), units=tuple(UnitId(step) for step in steps))
        found.setdefault(unit, []).append(chain)
    return found


async def areas_served(units: Collection[str], known_at: datetime | None = None) -> dict[str, list[Served]]:
    """The unit that each of the units is, or whose area it serves, for its days; as known at an instant."""
    found: dict[str, list[Served]] = {}
    wanted = ("unit_id", "area_path", "valid_from", "valid_to", "recorded_at", "superseded_at")
    known: dict[str, Any] = {"superseded_at": None} if known_at is None else {"recorded_at__lte": known_at}
    for row in await select(UnitStateRow, *wanted, unit_id__in=units, **known, order=("valid_from",)):
        if known_at is None or row.superseded_at is None or row.superseded_at > known_at:
            area = UnitId(area_key(row.area_path) or row.unit_id)
            found.setdefault(row.unit_id, []).append(Served(period=_period(row.valid_from, row.valid_to), area=area))
    return found


def _period(start: date, end: date) -> Period:
    return Period(start=start, end=None if end == FOREVER else end)


async def names_of_people(people: Collection[str]) -> dict[str, str]:
    """The last name that is known of each of the people."""
    connection = PersonStateRow._meta.db  # noqa: SLF001 -- as above
    return {row["person_id"]: row["name"] for row in await query(connection, _NAMED, sorted(people))}


_NAMED = """
SELECT person_id, name FROM organisation_person_state
WHERE person_id = ANY($1) AND superseded_at IS NULL ORDER BY valid_from"""


async def unit_names(units: Collection[str]) -> dict[str, str]:
    """The last Chinese name that is known of each of the units."""
    return {key: summary.name_zh for key, summary in (await summaries_of(units)).items()}
