"""The national list of divisions comes in as it is packaged, on both engines."""

import csv
import gzip
from pathlib import Path

import pytest

from benchmarks.divisions import HEADER, rows, write
from governance_core.errors import InvalidInput
from graphql_api.organisation.tables import UnitCodeRow, UnitRow, UnitStateRow
from graphql_api.platform.access import Role
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.tables import AuditEntryRow, DeliveryRow, EventRow

SMALL = {"provinces": 2, "counties": 1, "towns": 2, "villages": 4}
LIST = (
    ("440000000000", "广东省", "", "province"),
    ("441900000000", "东莞市", "440000000000", "prefecture"),
    ("440600000000", "佛山市", "440000000000", "prefecture"),
    ("441900000000", "东莞市", "441900000000", "county"),
    ("440605000000", "南海区", "440600000000", "county"),
    ("441900003000", "东城街道", "441900000000", "town"),
    ("440605126000", "里水镇", "440605000000", "town"),
    ("441900003001", "岗贝社区居委会", "441900003000", "village"),
    ("440605126222", "鹤峰村委会", "440605126000", "village"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "import"
    folder.mkdir()
    return folder


def _write(folder: Path, *divisions: tuple[str, ...], name: str = "divisions-2023.csv") -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([HEADER, *divisions])


async def _import(service, folder: Path, **more):
    with service.database.active():
        return await import_folder(service, folder, **more)


async def _counts(service) -> tuple[int, ...]:
    with service.database.active():
        kept = (UnitRow, UnitStateRow, UnitCodeRow, AuditEntryRow, EventRow, DeliveryRow)
        return tuple([await table.all().count() for table in kept])


async def _asker(service, sign_in, code: str = "440000000000"):
    with service.database.active():
        row = await UnitCodeRow.get(value=code, superseded_at=None)
    return await sign_in(Role.TOWN_ADMIN, row.unit_id)


async def test_a_country_comes_in_and_a_second_time_writes_nothing(service, folder):
    """Every row but the repeated ones is a unit with its code; the same file again adds no row of any table."""
    write(folder / "divisions-2023.csv.gz", **SMALL)
    codes = {row[0] for row in rows(**SMALL)}

    (first,) = await _import(service, folder)

    kept = await _counts(service)
    assert (first.added, first.changed, first.unchanged) == (len(codes), 0, 0)
    assert kept[:4] == (len(codes), len(codes), len(codes), 1)
    (second,) = await _import(service, folder)
    assert (second.added, second.changed, second.unchanged) == (0, 0, len(codes))
    assert await _counts(service) == kept


async def test_a_row_that_repeats_what_it_stands_under_is_no_unit(service, folder, sign_in, clock):
    """The towns of a prefecture without counties stand directly under it, and its code is held once."""
    _write(folder, *LIST)
    clock.set(2023, 7, 1)

    await _import(service, folder)

    client = await _asker(service, sign_in)
    found = await client.ask(
        """{ a: unit(by: {code: "441900003001"}) { name kind ancestors { code } }
             b: unit(by: {code: "440605126222"}) { name kind level ancestors { code } } }"""
    )
    assert found["a"]["kind"] == "community"
    assert {row["code"] for row in found["a"]["ancestors"]} == {"440000000000", "441900000000", "441900003000"}
    assert (found["b"]["kind"], found["b"]["level"], len(found["b"]["ancestors"])) == ("village", 4, 4)


async def test_a_county_of_which_nothing_is_known_is_repeated_to_the_bottom(service, folder):
    """A county's row that comes again as its own town and its own village is one unit."""
    county = ("440605000000", "南海区", "440605000000")
    _write(folder, *LIST[:3], *LIST[3:5], (*county, "town"), (*county, "village"))

    (tally,) = await _import(service, folder)

    assert tally.added == 4


@pytest.mark.parametrize(
    ("wrong", "column", "code"),
    [
        (("440605126222", "鹤峰村委会", "440605126000", "village"), "code", "DUPLICATE"),
        (("440605000000", "南海区", "440605000000", "county"), "code", "DUPLICATE"),
        (("440600000000", "另一市", "440600000000", "county"), "code", "DUPLICATE"),
        (("440600000000", "佛山市", "440600000000", "town"), "code", "DUPLICATE"),
        (("440605126001", "某社区", "440605999000", "village"), "parent_code", "NOT_FOUND"),
        (("440605126001", "某社区", "440605000000", "village"), "parent", "ILLEGAL_PARENT"),
        (("440605126901", "某社区", "440605126000", "village"), "code", "MALFORMED"),
        (("44060512600", "某镇", "440605000000", "town"), "value", "MALFORMED"),
        (("440605126001", "某社区", "440605126000", "hamlet"), "level", "UNKNOWN_VALUE"),
        (("440605126001", "", "440605126000", "village"), "name", "BLANK"),
    ],
)
async def test_what_the_list_has_wrong_is_told_by_row_and_column_and_nothing_is_stored(
    service, folder, wrong, column, code
):
    """A code repeated in any other way, an unknown parent, a place that the core refuses: each is one fault."""
    _write(folder, *LIST, wrong)

    with pytest.raises(InvalidInput) as refusal:
        await _import(service, folder)

    (fault,) = refusal.value.faults
    assert (fault.file, fault.row, fault.column, fault.cause.code) == (
        "divisions-2023.csv",
        len(LIST) + 2,
        column,
        code,
    )
    assert await _counts(service) == (0,) * 6


async def test_a_list_without_an_edition_is_refused(service, folder):
    """The year in the file's name says from when the units are known."""
    _write(folder, *LIST, name="divisions.csv")

    with pytest.raises(InvalidInput) as refusal:
        await _import(service, folder)

    (fault,) = refusal.value.faults
    assert (fault.row, fault.cause.code) == (0, "MALFORMED")


async def test_a_packed_file_that_is_cut_off_is_a_fault(service, folder):
    """Half a file is told as such, and nothing of it is stored."""
    whole = gzip.compress(",".join(HEADER).encode() * 100)
    (folder / "divisions-2023.csv.gz").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(InvalidInput) as refusal:
        await _import(service, folder)

    assert [fault.cause.code for fault in refusal.value.faults] == ["MALFORMED"]


async def test_a_later_edition_renames_and_moves_from_its_year(service, folder, sign_in, clock):
    """What the next list says otherwise is so from its year's first day, and last year's answers stay."""
    _write(folder, *LIST)
    await _import(service, folder)
    clock.set(2024, 2, 1)
    (folder / "divisions-2023.csv").unlink()
    later = [
        *LIST[:6],
        ("440605126000", "新里水镇", "441900000000", "town"),
        *LIST[7:],
        ("440605126223", "新村委会", "440605126000", "village"),
    ]
    _write(folder, *later, name="divisions-2024.csv")

    (tally,) = await _import(service, folder)

    assert (tally.added, tally.changed, tally.unchanged) == (1, 1, 7)
    client = await _asker(service, sign_in)
    asked = """query($on: Date) { unit(by: {code: "440605126222"}, asOf: $on) { ancestors { name } } }"""
    now = (await client.ask(asked))["unit"]["ancestors"]
    before = (await client.ask(asked, on="2023-12-31"))["unit"]["ancestors"]
    assert {row["name"] for row in now} == {"广东省", "东莞市", "新里水镇"}
    assert {row["name"] for row in before} == {"广东省", "佛山市", "南海区", "里水镇"}
    new = await client.ask("""{ unit(by: {code: "440605126223"}) { ancestors { name } } }""")
    assert {row["name"] for row in new["unit"]["ancestors"]} == {"广东省", "东莞市", "新里水镇"}


async def test_a_town_stands_where_it_moves_though_that_is_new_in_the_same_list(service, folder, sign_in, clock):
    """What moves under a county of the same list, and what is below it, is found there, and has a new version."""
    _write(folder, *LIST)
    await _import(service, folder)
    clock.set(2024, 2, 1)
    (folder / "divisions-2023.csv").unlink()
    county = ("440699000000", "新区", "440600000000", "county")
    moved = ("440605126000", "里水镇", "440699000000", "town")
    _write(folder, *LIST[:5], county, LIST[5], moved, *LIST[7:], name="divisions-2024.csv")

    (tally,) = await _import(service, folder)

    assert (tally.added, tally.changed, tally.unchanged) == (1, 1, 7)
    client = await _asker(service, sign_in)
    asked = """{ unit(by: {code: "440699000000"}) { descendants { nodes { name version } } }
      village: unit(by: {code: "440605126222"}) { ancestors { name } } }"""
    found = await client.ask(asked)
    below = {row["name"]: row["version"] for row in found["unit"]["descendants"]["nodes"]}
    assert below == {"里水镇": 2, "鹤峰村委会": 1}
    assert [row["name"] for row in found["village"]["ancestors"]] == ["里水镇", "新区", "佛山市", "广东省"]


async def test_a_tree_is_told_once_by_its_top_and_a_unit_that_comes_alone_by_itself(service, folder, clock):
    """The outbox says of the whole list what its top is and how many came, and of one more village that it came."""
    _write(folder, *LIST)
    await _import(service, folder)
    clock.set(2024, 2, 1)
    (folder / "divisions-2023.csv").unlink()
    _write(folder, *LIST, ("440605126223", "新村委会", "440605126000", "village"), name="divisions-2024.csv")

    await _import(service, folder)

    with service.database.active():
        first, second = await EventRow.all().order_by("id")
    assert (first.name, first.payload["count"]) == ("organisation.units-established", 8)
    assert (first.payload["label"]["zh"], first.payload["kind"]) == ("广东省", "province")
    assert (second.name, second.payload["label"]["zh"]) == ("organisation.unit-established", "新村委会")


async def test_units_of_a_town_stand_under_the_list_and_are_found_beside_it(service, folder, sign_in, clock):
    """A `units.csv` in the same folder names a division as "nbs/" and its code; both are found by what is typed."""
    _write(folder, *LIST)
    header = "source,key,effective_on,kind,name_zh,name_en,parent,area,code_scheme,code,code_source,aliases\n"
    (folder / "units.csv").write_text(header + "town,c1,2023-02-01,cooperative,第一经济社,,nbs/440605126222,,,,,\n")
    clock.set(2023, 7, 1)

    tallies = await _import(service, folder)

    assert [(tally.kind, tally.added) for tally in tallies] == [("divisions", 8), ("units", 1)]
    client = await _asker(service, sign_in)
    found = await client.ask("""{ units(first: 9, filter: {search: "hefeng"}) { nodes { name } } }""")
    assert [row["name"] for row in found["units"]["nodes"]] == ["鹤峰村委会"]
    below = await client.ask("""{ unit(by: {name: "第一经济社"}) { ancestors { code } } }""")
    assert "440605126222" in {row["code"] for row in below["unit"]["ancestors"]}


async def test_a_code_that_somebody_holds_already_is_not_given_again(service, folder):
    """A town that was there before the list keeps its code, and the list is refused at that row."""
    header = "source,key,effective_on,kind,name_zh,name_en,parent,area,code_scheme,code,code_source,aliases\n"
    (folder / "units.csv").write_text(header + "town,t,2020-01-01,town,里水镇,,,,stats12,440605126000,NBS,\n")
    await _import(service, folder)
    _write(folder, *LIST)

    with pytest.raises(InvalidInput) as refusal:
        await _import(service, folder)

    causes = [(fault.row, fault.cause.code) for fault in refusal.value.faults]
    assert (8, "CODE_IN_USE") in causes


async def test_rows_written_in_bulk_are_as_the_orm_writes_them(service, folder):
    """Days and instants have the same form in the database, whoever has written them."""
    as_text = "SELECT CAST(valid_from AS TEXT) AS a, CAST(recorded_at AS TEXT) AS b FROM organisation_unit_state"
    _write(folder, LIST[0])
    await _import(service, folder)

    with service.database.active():
        in_bulk = await service.database.connection.execute_query_dict(as_text)
        row = await UnitStateRow.get()
        await row.delete()
        await UnitStateRow.bulk_create([row])
        by_orm = await service.database.connection.execute_query_dict(as_text)

    assert in_bulk == by_orm
