"""Rosters written, changed and read back."""

import csv
from datetime import date
from pathlib import Path

from tortoise.context import get_current_context

from graphql_api.organisation import extent_of
from graphql_api.platform.export_files import export_folder, export_workbook
from graphql_api.platform.import_files import import_folder

DEMO = Path(__file__).parents[4] / "graphql_api" / "cli" / "demo" / "town"
SHEETS = ("units", "people", "memberships", "posts", "contacts", "appointments")
NEW_YEAR = date(2020, 1, 1)


async def everything(service) -> dict[str, list[object]]:
    """Every row of every table."""
    with service.database.active():
        found = {}
        for models in get_current_context().apps.values():
            for model in models.values():
                found[model._meta.db_table] = sorted(repr(row) for row in await model.all().values_list())
        return found


async def exported(service, to: Path, **extent) -> dict[str, int]:
    with service.database.active():
        chosen = await extent_of(service, **extent)
        return await (export_workbook if to.suffix else export_folder)(service, to, chosen)


async def imported(service, folder: Path, **more):
    with service.database.active():
        return await import_folder(service, folder, **more)


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def edit(file: Path, where: dict[str, str], **cells: str) -> None:
    """Change cells of the one row of a CSV file in which others say something."""
    rows = rows_of(file)
    (row,) = [row for row in rows if where.items() <= row.items()]
    row.update(cells)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, list(row))
        writer.writeheader()
        writer.writerows(rows)


def append(file: Path, **cells: str) -> None:
    """Add a row to a CSV file."""
    with file.open("a", encoding="utf-8", newline="") as opened:
        csv.DictWriter(opened, list(rows_of(file)[0])).writerow(cells)


def changes_of(tallies) -> dict[str, tuple[int, int]]:
    return {one.kind: (one.added, one.changed) for one in tallies if one.added or one.changed}
