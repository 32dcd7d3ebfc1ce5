"""Where people and units stood on days gone by, as is known now: for domains that keep what happened in a unit."""

from collections.abc import Collection
from dataclasses import dataclass

from governance_core.values import AppointmentId, Period, UnitId
from graphql_api.organisation.tables import AppointmentStateRow, PostStateRow, UnitStateRow
from graphql_api.organisation.tables.units import summaries_of
from graphql_api.platform.dated import FOREVER, period_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PostHeld:
    """That a person holds a post for a period.

    Attributes:
        period: the days.
        appointment: the appointment.
        unit: whose post it is.
        kind: the kind of post, by code.
        basis: on which basis, by code.
    """

    period: Period
    appointment: AppointmentId
    unit: UnitId
    kind: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A unit and every unit above it for a period: in its own line, and in the area that it serves."""

    period: Period
    units: tuple[UnitId, ...]


async def posts_held(people: Collection[str]) -> dict[str, list[PostHeld]]:
    """The posts that each of the people holds at any time."""
    rows = await AppointmentStateRow.filter(person_id__in=list(people), superseded_at=None)
    posts = PostStateRow.filter(post_id__in=sorted({row.post_id for row in rows}), superseded_at=None)
    kinds = {str(post): str(kind) for post, kind in await posts.values_list("post_id", "kind")}
    found: dict[str, list[PostHeld]] = {}
    for row in rows:
        if row.post_id in kinds:
            held = PostHeld(
                period=period_of(row),
                appointment=AppointmentId(row.appointment_id),
                unit=UnitId(row.unit_id),
                kind=kinds[row.post_id],
                basis=row.basis,
            )
            found.setdefault(row.person_id, []).append(held)
    return found


async def chains_of(units: Collection[str]) -> dict[str, list[Chain]]:
    """The chains of each of the units, each for its days."""
    found: dict[str, list[Chain]] = {}
    rows = UnitStateRow.filter(unit_id__in=list(units), superseded_at=None).order_by("valid_from")
    for unit, path, area_path, start, end in await rows.values_list(
        "unit_id", "path", "area_path", "valid_from", "valid_to"
    ):
        steps = dict.fromkeys(step for line in (str(path), str(area_path)) for step in line.split("/") if step)
        period = Period(start=start, end=None if end == FOREVER else end)
        found.setdefault(str(unit), []).append(Chain(period=period, units=tuple(UnitId(step) for step in steps)))
    return found


async def unit_names(units: Collection[str]) -> dict[str, str]:
    """The last Chinese name that is known of each of the units."""
    return {key: summary.name_zh for key, summary in (await summaries_of(units)).items()}
