"""What an act may be about: whatever its caller does not see looks absent."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from governance_core.errors import NotFound
from governance_core.organisation import MembershipKind
from graphql_api.organisation.tables import (
    AppointmentStateRow,
    MembershipRow,
    PersonRow,
    PostStateRow,
    UnitRow,
    UnitStateRow,
)
from graphql_api.platform.dated import so_on
from graphql_api.platform.rows import query, select
from graphql_api.platform.work import Work


async def require_unit(work: Work, key: str, on: date | None, *, path: tuple[str, ...]) -> None:
    """Refuse a unit that the caller does not see, as if it did not exist.

    Args:
        work: the use case under way.
        key: the unit.
        on: the day of the act; what the unit was before does not count. None counts all of its time.
        path: where in the input the unit is named.

    Raises:
        NotFound: the unit is not there, or not for this caller.
    """
    if not await visible_units(work, [key], on):
        raise NotFound(kind="unit", key=key, path=path)


async def require_person(work: Work, key: str, on: date, *, path: tuple[str, ...]) -> None:
    """Refuse a person of no unit that the caller sees, as if they did not exist.

    Whoever left a unit the day before counts as its own, so that somebody can say where they went.

    Raises:
        NotFound: the person is not there, or not for this caller.
    """
    if not await visible_people(work, [key], on):
        raise NotFound(kind="person", key=key, path=path)


async def require_colleague(work: Work, key: str, on: date, *, path: tuple[str, ...]) -> None:
    """Refuse a person about whose work the caller has nothing to say, as if they did not exist.

    A neighbour is no colleague: living in a unit that the caller sees does not count.

    Raises:
        NotFound: nobody of this key holds a post or belongs to the Party in a unit that the caller sees.
    """
    if not await visible_people(work, [key], on, capacities=(MembershipKind.PARTY,)):
        raise NotFound(kind="person", key=key, path=path)


async def visible_people(
    work: Work, keys: Sequence[str], on: date, *, capacities: Sequence[MembershipKind] = tuple(MembershipKind)
) -> set[str]:
    """Those of the people who belong to a unit that the caller sees, on a day, later, or until the day before.

    They hold a post there, or are its members in one of the `capacities`.
    """
    scope = work.principal.scope_id
    members = _MEMBERS if scope is None else f"{_MEMBERS} UNION ALL {_SCOPE}"
    found = await query(work.connection, members, list(keys), on, list(capacities), *((scope,) if scope else ()))
    roots = [""] if scope is None else [root for person, root in found if person is None]
    return {person for person, area in found if person and any(area.startswith(root) for root in roots)}


_MEMBERS = """
SELECT m.person_id, u.area_path FROM (
  SELECT person_id, unit_id FROM organisation_appointment_state
  WHERE person_id = ANY($1) AND superseded_at IS NULL AND valid_to >= $2
  UNION ALL SELECT person_id, unit_id FROM organisation_membership
  WHERE person_id = ANY($1) AND superseded_at IS NULL AND valid_to >= $2 AND kind = ANY($3)
) AS m CROSS JOIN organisation_unit_state AS u
WHERE u.unit_id = m.unit_id AND u.superseded_at IS NULL AND u.valid_to > $2"""
_SCOPE = """
SELECT NULL, path FROM organisation_unit_state WHERE unit_id = $4 AND superseded_at IS NULL AND valid_to > $2"""


async def require_post(work: Work, key: str, on: date, *, unit: str, path: tuple[str, ...]) -> None:
    """Refuse a post that is not one of the unit's on a day, or whose unit the caller does not see.

    Raises:
        NotFound: the post is not there, or not for this caller.
    """
    found = await PostStateRow.filter(so_on(on), post_id=key, unit_id=unit).exists()
    if not found or not await visible_units(work, [unit], on):
        raise NotFound(kind="post", key=key, path=path)


async def require_appointment(work: Work, key: str, *, path: tuple[str, ...]) -> None:
    """Refuse an appointment in a unit that the caller does not see, as if it did not exist.

    Raises:
        NotFound: the appointment is not there, or not for this caller.
    """
    held = await AppointmentStateRow.filter(appointment_id=key, superseded_at=None).values_list("unit_id", flat=True)
    if not await visible_units(work, [str(unit) for unit in held], None):
        raise NotFound(kind="appointment", key=key, path=path)


async def visible_units(work: Work, keys: Sequence[str], on: date | None) -> set[str]:
    """Those of the units that the caller sees on a day or later; at any time where `on` is None."""
    lasting: dict[str, Any] = {"superseded_at": None} | ({"valid_to__gt": on} if on else {})
    areas = await select(UnitStateRow, "unit_id", "area_path", unit_id__in=keys, **lasting)
    if work.principal.scope_id is None or not areas:
        return {key for key, _ in areas}
    roots = await select(UnitStateRow, "path", unit_id=work.principal.scope_id, **lasting)
    return {key for key, area in areas for (root,) in roots if area.startswith(root)}


async def kinds_of_units(keys: Sequence[str]) -> dict[str, str]:
    """The kind of each of the units that exist: it never changes."""
    return {str(key): str(kind) for key, kind in await UnitRow.filter(id__in=keys).values_list("id", "kind")}


async def lineages_on(keys: Sequence[str], on: date) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each unit with everything above it on a day, nearest first, as (key, kind); who is not there then is left out."""
    rows = await UnitStateRow.filter(so_on(on), unit_id__in=keys).values_list("unit_id", "path")
    chains = {str(key): [step for step in reversed(str(path).split("/")) if step] for key, path in rows}
    kinds = await kinds_of_units(sorted({step for chain in chains.values() for step in chain}))
    return {key: tuple((step, kinds[step]) for step in chain) for key, chain in chains.items()}


async def residence_of(person: str, on: date) -> str | None:
    """The household in which a person lives on a day, as far as is known."""
    rows = MembershipRow.filter(so_on(on), person_id=person, kind=MembershipKind.RESIDENCE.value)
    found = await rows.order_by("id").values_list("unit_id", flat=True)
    return str(found[0]) if found else None


async def everybody() -> list[str]:
    """The keys of all people of the town, in order."""
    return [str(key) for key in await PersonRow.all().order_by("id").values_list("id", flat=True)]
