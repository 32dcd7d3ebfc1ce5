"""Importing a folder: all or nothing, by file, row and column, and once."""

import shutil
from pathlib import Path

import pytest

from governance_core.errors import GovernanceError, InvalidInput
from graphql_api.organisation.tables import UnitRow
from graphql_api.platform.access import Role
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.tables import AuditEntryRow

HEADER = "source,key,effective_on,kind,name_zh,name_en,parent,area,code_scheme,code,code_source,aliases\n"
TOWN = "nbs,t,2020-01-01,town,里水镇,Lishui,,,stats12,440605126000,NBS,\n"
VILLAGE = "nbs,v,2020-01-01,village,鹤峰村,Hefeng,t,,stats12,440605126222,NBS,鹤峰|Heifeng\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "import"
    folder.mkdir()
    return folder


def _write(folder: Path, rows: str, encoding: str = "utf-8") -> None:
    (folder / "units.csv").write_bytes((HEADER + rows).encode(encoding))


async def _import(service, folder: Path, **more):
    with service.database.active():
        return await import_folder(service, folder, **more)


async def _counts(service) -> tuple[int, int]:
    with service.database.active():
        return await UnitRow.all().count(), await AuditEntryRow.all().count()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
async def test_units_come_in_whatever_the_encoding_and_order(service, folder, encoding):
    """UTF-8 with and without mark and GB18030 are read; a child may stand before its parent."""
    _write(folder, VILLAGE + TOWN, encoding)

    (tally,) = await _import(service, folder)

    assert (tally.kind, tally.added) == ("units", 2)


async def test_the_same_folder_again_writes_nothing(service, folder):
    """A second import of unchanged files adds no row, not even an audit entry."""
    _write(folder, TOWN + VILLAGE)
    await _import(service, folder)
    before = await _counts(service)

    (tally,) = await _import(service, folder)

    assert (tally.added, tally.changed, tally.unchanged) == (0, 0, 2)
    assert await _counts(service) == before


async def test_a_dry_run_keeps_nothing_and_says_what_it_would_do(service, folder):
    """The tally is that of a real import; the database stays empty."""
    _write(folder, TOWN + VILLAGE)

    (tally,) = await _import(service, folder, dry_run=True)

    assert tally.added == 2
    assert await _counts(service) == (0, 0)


async def test_a_changed_row_is_a_change_from_its_day(service, folder, clock):
    """A new name with a later day renames the unit from that day on; the same day would be no change but a mistake."""
    _write(folder, TOWN + VILLAGE)
    await _import(service, folder)
    clock.set(2020, 8, 2)
    _write(folder, TOWN + VILLAGE.replace("鹤峰村", "鹤峰新村").replace("2020-01-01", "2020-08-01"))

    (tally,) = await _import(service, folder)

    assert (tally.changed, tally.unchanged) == (1, 1)
    _write(folder, TOWN + VILLAGE.replace("鹤峰村", "又改村"))
    with pytest.raises(InvalidInput):
        await _import(service, folder)


async def test_a_unit_stands_where_it_moves_though_that_is_new_in_the_same_file(service, folder, sign_in, clock):
    """What moves under a town of the same file is found below it from that day on, with what is below it itself."""
    county = "nbs,k,2020-01-01,county,南海区,,,,,,,\n"
    town = TOWN.replace("Lishui,,", "Lishui,k,")
    cooperative = "nbs,c,2020-01-01,cooperative,第一经济社,,v,,,,,\n"
    _write(folder, county + town + VILLAGE + cooperative)
    await _import(service, folder)
    clock.set(2021, 8, 2)
    other = "nbs,t2,2020-06-01,town,大沥镇,,k,,,,,\n"
    moved = VILLAGE.replace("2020-01-01", "2021-07-01").replace(",t,", ",t2,")
    _write(folder, county + town + moved + cooperative + other)

    (tally,) = await _import(service, folder)

    assert (tally.added, tally.changed, tally.unchanged) == (1, 1, 3)
    with service.database.active():
        top = await UnitRow.get(source_key="k")
    client = await sign_in(Role.TOWN_ADMIN, top.id)
    asked = """query($on: Date) { unit(by: {name: "第一经济社"}, asOf: $on) { ancestors { name } } }"""
    now, before = await client.ask(asked), await client.ask(asked, on="2021-06-30")
    assert [row["name"] for row in now["unit"]["ancestors"]] == ["Hefeng", "大沥镇", "南海区"]
    assert [row["name"] for row in before["unit"]["ancestors"]] == ["Hefeng", "Lishui", "南海区"]


@pytest.mark.parametrize(
    ("rows", "row", "column", "code"),
    [
        (TOWN + VILLAGE.replace("2020-01-01", "1 Jan"), 3, "effective_on", "MALFORMED"),
        (TOWN + VILLAGE.replace(",t,,", ",nowhere,,"), 3, "parent", "NOT_FOUND"),
        (TOWN + VILLAGE.replace("village", "hamlet"), 3, "kind", "UNKNOWN_VALUE"),
        (TOWN + VILLAGE.replace("440605126222", "44060512622"), 3, "value", "MALFORMED"),
        (TOWN + VILLAGE + VILLAGE, 4, "key", "DUPLICATE"),
        (TOWN + "nbs,v,2020-01-01,village\n", 3, "", "MALFORMED"),
        (TOWN + VILLAGE.replace("鹤峰村", ""), 3, "name_zh", "BLANK"),
    ],
)
async def test_a_broken_row_is_told_by_file_row_and_column_and_nothing_is_stored(
    service, folder, rows, row, column, code
):
    """The good rows beside it are not stored either."""
    _write(folder, rows)

    with pytest.raises(InvalidInput) as refusal:
        await _import(service, folder)

    (fault,) = refusal.value.faults
    assert (fault.file, fault.row, fault.column, fault.cause.code) == ("units.csv", row, column, code)
    assert await _counts(service) == (0, 0)


async def test_the_committed_town_comes_in_whole(service, tmp_path):
    """The 39 real units with their town, and the synthetic roster, twice without a change."""
    town = Path(__file__).parents[3] / "graphql_api" / "cli" / "demo" / "town"
    copy = tmp_path / "town"
    shutil.copytree(town, copy)

    first = {tally.kind: tally.added for tally in await _import(service, copy)}
    second = await _import(service, copy)

    assert set(first) == {
        "units",
        "people",
        "posts",
        "appointments",
        "household contacts",
        "group sets",
        "placements",
        "duty lists",
        "schemes",
        "frameworks",
        "programmes",
    }
    assert all(first.values())
    assert not any(tally.added or tally.changed for tally in second)


async def test_a_folder_that_is_not_there_is_refused(service, tmp_path):
    """A typing error in the path is no empty import."""
    with pytest.raises(GovernanceError):
        await _import(service, tmp_path / "nowhere")
