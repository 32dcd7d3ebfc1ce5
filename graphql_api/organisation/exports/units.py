"""Units in an export: each above what stands below it, with every code and alias of the day."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any

from graphql_api.organisation.exports.keys import in_batches, named, within
from graphql_api.organisation.tables import UnitAliasRow, UnitCodeRow, UnitRow, UnitStateRow
from graphql_api.platform.cells import joined
from graphql_api.platform.exporting import ExportedRow, Extent


async def unit_rows(extent: Extent) -> AsyncIterator[ExportedRow]:
    """The units of the day, four statements a batch."""
    async for batch in in_batches(UnitStateRow, "path", extent.as_of, within(extent)):
        ids = [row["unit_id"] for row in batch]
        names = await named(
            UnitRow, [key for row in batch for key in (row["unit_id"], row["parent_id"], row["area_id"])]
        )
        codes = await _of_units(UnitCodeRow, ids, extent, "scheme", "value")
        aliases = await _of_units(UnitAliasRow, ids, extent, "alias")
        for row in batch:
            unit = names[row["unit_id"]]
            all_codes, all_aliases = codes.get(unit.id, ()), aliases.get(unit.id, ())
            its_codes = [code for code in all_codes if code["valid_to"] > extent.as_of]
            its_aliases = [alias["alias"] for alias in all_aliases if alias["valid_to"] > extent.as_of]
            yield {
                "source": unit.source,
                "key": unit.key,
                "effective_on": _last_change([row, *all_codes, *all_aliases], extent.as_of),
                "kind": row["kind"],
                "name_zh": row["name_zh"],
                "name_en": row["name_en"],
                "parent": names[row["parent_id"]].seen_from(unit.source) if row["parent_id"] else None,
                "area": names[row["area_id"]].seen_from(unit.source) if row["area_id"] else None,
                "code_scheme": joined([code["scheme"] for code in its_codes]),
                "code": joined([code["value"] for code in its_codes]),
                "code_source": joined([code["source"] for code in its_codes]),
                "aliases": joined(its_aliases),
            }


async def _of_units(table: Any, ids: Sequence[str], extent: Extent, *order: str) -> dict[str, list[Any]]:
    """What the units have on the day or had before, by unit."""
    rows = table.filter(unit_id__in=ids, superseded_at=None, valid_from__lte=extent.as_of)
    found: dict[str, list[Any]] = {}
    for row in await rows.order_by("unit_id", *order, "valid_from").values():
        found.setdefault(row["unit_id"], []).append(row)
    return found


def _last_change(rows: Sequence[Any], as_of: date) -> date:
    """The day since which all of these rows together say what they say on a day."""
    return max(day for row in rows for day in (row["valid_from"], row["valid_to"]) if day <= as_of)
