"""How the two nets lie over the households of areas: pictures of any number of areas at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pypika_tortoise.enums import JoinType
from pypika_tortoise.functions import Count, Length
from pypika_tortoise.queries import QueryBuilder
from pypika_tortoise.terms import Criterion, CustomFunction, LiteralValue

from governance_core.organisation import (
    CELL,
    GRID_OFFICER,
    HOUSEHOLD,
    AppointmentBasis,
    Cell,
    DualGrid,
    GridOfficer,
    Households,
    dual_grid,
)
from governance_core.values import AppointmentId, PersonId, UnitId
from graphql_api.organisation.queries.areas import widest
from graphql_api.organisation.queries.sources import UNIT
from graphql_api.organisation.tables import AppointmentStateRow, HouseholdContactRow, PostStateRow, UnitStateRow
from graphql_api.platform.dated import so_on
from graphql_api.platform.reading.conditions import at_moment, in_subtree, visible
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import Row, fetch, query_class, table_of
from graphql_api.platform.work import Work

_cut = CustomFunction("SUBSTR", ["text", "start", "length"])


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaGrid:
    """The picture of a unit's area, and the area's path."""

    path: str
    picture: DualGrid


async def dual_grids_of(reader: Reader, units: Sequence[str], moment: Moment) -> list[AreaGrid | None]:
    """The picture of the area of each unit, in which everything counts, whoever asks.

    None for a unit that the caller did not see at the moment, for a household, and for what serves no area.
    """
    question, unit = await reader.question(moment), table_of(UnitStateRow)
    seen = question.query.from_(unit).select(unit.unit_id, unit.area_path).where(unit.unit_id.isin(list(units)))
    seen = seen.where(unit.kind != HOUSEHOLD).where(unit.area_path != "").where(visible(question, UNIT, unit))
    paths = {row["unit_id"]: row["area_path"] for row in await reader.rows(UNIT, seen)}
    if not paths:
        return [None] * len(units)
    areas = list(paths.values())
    households = await reader.rows(UNIT, _households(question.query, areas, moment))
    cells = await reader.rows(UNIT, *_cells(question.query, areas, moment))
    found = {key: AreaGrid(path=path, picture=_picture(path, households, cells)) for key, path in paths.items()}
    return [found.get(key) for key in units]


async def area_of_cell(unit: str, on: date) -> str | None:
    """The path of the area that a grid cell serves on a day; None for what is no cell then."""
    rows = UnitStateRow.filter(so_on(on), unit_id=unit, kind=CELL)
    areas = await rows.values_list("area_path", flat=True)
    return str(areas[0]) if areas else None


async def dual_grid_on(work: Work, path: str, on: date) -> DualGrid:
    """The picture of an area on a day as is known now, for an act."""
    query, moment = query_class(work.connection), Moment(as_of=on)
    households = await fetch(work.connection, _households(query, [path], moment))
    return _picture(path, households, await fetch(work.connection, *_cells(query, [path], moment)))


def _households(query: Any, areas: Sequence[str], moment: Moment) -> QueryBuilder:
    """How many households of the areas stand under each unit and have the same named member, or none."""
    home, named = table_of(UnitStateRow).as_("home_"), table_of(HouseholdContactRow).as_("named_")
    above = _cut(home.path, LiteralValue("1"), Length(home.path) - Length(home.unit_id) - LiteralValue("1"))
    joined = query.from_(home).join(named, JoinType.left)
    found: QueryBuilder = joined.on((named.household_id == home.unit_id) & at_moment(moment, named))
    found = found.where(home.kind == HOUSEHOLD).where(at_moment(moment, home))
    found = found.where(Criterion.any([in_subtree(home.path, area) for area in widest(areas)]))
    return found.select(above.as_("above_"), named.member_id, Count("*").as_("n_")).groupby(above, named.member_id)


def _cells(query: Any, areas: Sequence[str], moment: Moment) -> list[QueryBuilder]:
    """The cells that serve an area or a part of it, and those that serve more; a row for each of their grid officers.

    They are two branches of one statement: over both together no index of SQLite's serves.
    """
    cell, post = table_of(UnitStateRow).as_("cell_"), table_of(PostStateRow).as_("post_")
    held = table_of(AppointmentStateRow).as_("held_")
    officers = (post.unit_id == cell.unit_id) & (post.kind == GRID_OFFICER) & at_moment(moment, post)
    found = query.from_(cell).join(post, JoinType.left).on(officers)
    found = found.join(held, JoinType.left).on((held.post_id == post.post_id) & at_moment(moment, held))
    found = found.where(cell.kind == CELL).where(at_moment(moment, cell))
    found = found.select(cell.unit_id, cell.area_path, held.appointment_id, held.person_id, held.basis)
    inside = widest(areas)
    above = {area[: end + 1] for area in inside for end, sign in enumerate(area[:-1]) if sign == "/"}
    branches = [found.where(Criterion.any([in_subtree(cell.area_path, area) for area in inside]))]
    return [*branches, found.where(cell.area_path.isin(sorted(above)))] if above else branches


def _picture(path: str, households: Sequence[Row], rows: Sequence[Row]) -> DualGrid:
    """The core's picture of one area, from what was read of all."""
    officers: dict[tuple[str, str], list[GridOfficer]] = {}
    for row in rows:
        held = officers.setdefault((row["area_path"], row["unit_id"]), [])
        if row["appointment_id"] is not None:
            held.append(_officer(row))
    cells = {
        place: Cell(unit=UnitId(place[1]), area=UnitId(place[0].split("/")[-2]), officers=tuple(held))
        for place, held in officers.items()
    }
    return dual_grid(
        [
            Households(above=_keys(row["above_"]), member=row["member_id"], count=row["n_"])
            for row in households
            if row["above_"].startswith(path)
        ],
        [cell for (area, _), cell in cells.items() if area.startswith(path)],
        [cell for (area, _), cell in cells.items() if path.startswith(area) and area != path],
    )


def _officer(row: Mapping[str, Any]) -> GridOfficer:
    return GridOfficer(
        appointment=AppointmentId(row["appointment_id"]),
        person=PersonId(row["person_id"]),
        basis=AppointmentBasis(row["basis"]),
    )


def _keys(path: str) -> tuple[UnitId, ...]:
    return tuple(UnitId(key) for key in path.split("/") if key)
