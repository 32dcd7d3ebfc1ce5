"""What ties a person to a unit on a day: an office in it or above it, its liaison team, or belonging to its people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance_core.values import UnitId
from graphql_api.organisation.queries.standing import HELD_COLUMNS, PostHeld, post_of
from graphql_api.organisation.tables import AppointmentStateRow
from graphql_api.platform.rows import query
from graphql_api.platform.sql import decode, decoders, is_sqlite

_NOWHERE = "!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What a person has to do with a unit on a day, as is known now.

    Attributes:
        unit: the unit.
        area: the area that it serves; itself where it is one.
        posts: the posts that they hold in it, above it, in the area that it serves, or above that.
        in_liaison_team: whether they are in the liaison team of the unit, or of a village that it serves.
        belongs: whether they live, are registered or belong to the Party in it, below it or in the area it serves.
    """

    unit: UnitId
    area: UnitId
    posts: tuple[PostHeld, ...]
    in_liaison_team: bool
    belongs: bool

    @property
    def posts_here(self) -> tuple[PostHeld, ...]:
        """The posts in the unit itself."""
        return tuple(post for post in self.posts if post.unit == self.unit)

    @property
    def posts_above(self) -> tuple[PostHeld, ...]:
        """The posts in units above it, or above its area."""
        return tuple(post for post in self.posts if post.unit not in {self.unit, self.area})


async def ties_of(person: str, unit: str, on: date) -> Ties:
    """What a person has to do with a unit on a day, in one statement."""
    connection = AppointmentStateRow._meta.db  # noqa: SLF001 -- tortoise's own door
    rows = [dict(row) for row in await query(connection, _TIES, person, on, unit)]
    decode(rows, decoders(AppointmentStateRow, sqlite=is_sqlite(connection)))
    path, area_path = next(iter(_places(rows, "unit")), (_NOWHERE, _NOWHERE))
    above = {*path.split("/"), *area_path.split("/")}
    held = [row for row in rows if row["tie"] == "post" and row["kind"] is not None and row["unit_id"] in above]
    members = _places(rows, "member")
    return Ties(
        unit=UnitId(unit),
        area=UnitId(area_path.rstrip("/").rsplit("/", 1)[-1]),
        posts=tuple(map(post_of, held)),
        in_liaison_team=any(row["tie"] == "liaison" and row["unit_id"] in above for row in rows),
        belongs=any(there.startswith(path) or area.startswith(area_path) for there, area in members),
    )


def _places(rows: Iterable[Any], tie: str) -> list[tuple[str, str]]:
    return [(row["path"], row["area_path"]) for row in rows if row["tie"] == tie]


_NOW = "{0}.superseded_at IS NULL AND {0}.valid_from <= $2 AND {0}.valid_to > $2"
_NO_POST = "NULL, {unit}, NULL, NULL, NULL, NULL, NULL, {path}, {area}"
_TIES = f"""
SELECT 'post' AS tie, {HELD_COLUMNS}, NULL AS path, NULL AS area_path
FROM organisation_appointment_state AS a WHERE a.person_id = $1 AND {_NOW.format("a")}
UNION ALL SELECT 'unit', {_NO_POST.format(unit="u.unit_id", path="u.path", area="u.area_path")}
FROM organisation_unit_state AS u WHERE u.unit_id = $3 AND {_NOW.format("u")}
UNION ALL SELECT 'liaison', {_NO_POST.format(unit="l.village_id", path="NULL", area="NULL")}
FROM organisation_liaison_membership AS l WHERE l.person_id = $1 AND {_NOW.format("l")}
UNION ALL SELECT 'member', {_NO_POST.format(unit="m.unit_id", path="w.path", area="w.area_path")}
FROM organisation_membership AS m CROSS JOIN organisation_unit_state AS w
WHERE m.person_id = $1 AND {_NOW.format("m")} AND w.unit_id = m.unit_id AND {_NOW.format("w")}"""
