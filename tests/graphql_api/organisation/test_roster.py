"""The roster in a spreadsheet: out, edited, back in; what is not changed is not written."""

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tortoise.context import get_current_context

from governance_core.errors import InvalidInput
from governance_core.organisation import AppointmentBasis, MembershipKind, OfficialCode
from governance_core.values import Period, Text
from graphql_api.organisation import extent_of
from graphql_api.organisation import service as organisation
from graphql_api.organisation.tables import UnitStateRow
from graphql_api.platform.export_files import export_folder, export_workbook
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.service import SYSTEM

DEMO = Path(__file__).parents[3] / "graphql_api" / "cli" / "demo" / "town"
SHEETS = ("units", "people", "memberships", "posts", "contacts", "appointments")
NEW_YEAR = date(2020, 1, 1)


@pytest.fixture
async def made(service, town):
    """The small town, with everything in it that a roster could lose."""
    begin, key = service.begin_for(SYSTEM), town.key
    with service.database.active():
        await organisation.rename_unit(
            begin, unit=key("hefeng"), name=Text(zh=" 鹤峰村", en="=Hefeng, 'new'"), on=date(2020, 2, 1)
        )
        for code in (
            OfficialCode(scheme="mca9", value="440605126", source="a|b\\c"),
            OfficialCode(scheme="grid-local", value="1E5", source="+town"),
        ):
            await organisation.assign_unit_code(
                begin, unit=key("hefeng"), code=code, period=Period(start=date(2020, 3, 1))
            )
        await organisation.add_unit_alias(begin, unit=key("hefeng"), alias="@鹤|峰", on=date(2020, 3, 5))
        await organisation.add_unit_alias(begin, unit=key("honggang"), alias="旧名", on=NEW_YEAR)
        await organisation.remove_unit_alias(begin, unit=key("honggang"), alias="旧名", on=date(2020, 4, 1))
        await organisation.rename_unit(begin, unit=key("office"), name=Text(zh="党建办"), on=date(2020, 12, 1))
        twin = await organisation.register(
            begin, name="李合成", unit=key("household-1"), kind=MembershipKind.RESIDENCE, on=date(2020, 1, 15)
        )
        await organisation.register(
            begin,
            name="-1 _x0041_\r\n'=何",
            unit=key("hefeng-2"),
            kind=MembershipKind.RESIDENCE,
            on=date(2020, 1, 15),
        )
        await organisation.join(
            begin,
            person=key("li"),
            unit=key("household-2"),
            kind=MembershipKind.RESIDENCE,
            period=Period(start=date(2020, 2, 1), end=date(2021, 1, 1)),
        )
        await organisation.join(
            begin,
            person=key("wang"),
            unit=key("honggang"),
            kind=MembershipKind.REGISTRATION,
            period=Period(start=date(2020, 2, 1)),
        )
        await organisation.correct_name(
            begin, person=twin, name="李合成二", period=Period(start=date(2020, 5, 1)), reason="改名"
        )
        grid = await organisation.open_unit_post(
            begin,
            unit=key("hefeng-grid"),
            kind="grid-officer",
            on=NEW_YEAR,
            title=Text(zh="网格员", en="Officer"),
            seats=3,
        )
        await organisation.appoint_person(
            begin,
            person=key("wang"),
            post=grid,
            basis=AppointmentBasis.CONCURRENT,
            period=Period(start=date(2020, 2, 1), end=date(2020, 12, 31)),
        )
        cell = await organisation.establish_unit(
            begin,
            kind="cell",
            name=Text(zh="鹤峰一社网格单元"),
            on=NEW_YEAR,
            parent=key("hefeng-grid"),
            area=key("hefeng-1"),
        )
        officer = await organisation.open_unit_post(begin, unit=cell, kind="grid-officer", on=NEW_YEAR, seats=2)
        await organisation.appoint_contact_member(
            begin, person=key("wang"), post=officer, period=Period(start=date(2020, 2, 1))
        )
        await organisation.end_held_appointment(begin, appointment=key("chen-secretary"), on=date(2020, 10, 1))
    return town


async def _everything(service) -> dict[str, list[object]]:
    """Every row of every table."""
    with service.database.active():
        found = {}
        for models in get_current_context().apps.values():
            for model in models.values():
                found[model._meta.db_table] = sorted(repr(row) for row in await model.all().values_list())
        return found


async def _export(service, to: Path, **extent) -> dict[str, int]:
    with service.database.active():
        chosen = await extent_of(service, **extent)
        return await (export_workbook if to.suffix else export_folder)(service, to, chosen)


async def _import(service, folder: Path, **more):
    with service.database.active():
        return await import_folder(service, folder, **more)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _edit(file: Path, where: dict[str, str], **cells: str) -> None:
    """Change cells of the one row of a CSV file in which others say something."""
    rows = _rows(file)
    (row,) = [row for row in rows if where.items() <= row.items()]
    row.update(cells)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, list(row))
        writer.writeheader()
        writer.writerows(rows)


def _append(file: Path, **cells: str) -> None:
    """Add a row to a CSV file."""
    with file.open("a", encoding="utf-8", newline="") as opened:
        csv.DictWriter(opened, list(_rows(file)[0])).writerow(cells)


def _changes(tallies) -> dict[str, tuple[int, int]]:
    return {one.kind: (one.added, one.changed) for one in tallies if one.added or one.changed}


@pytest.mark.parametrize("to", ["roster", "roster.xlsx"])
async def test_what_was_made_in_the_service_comes_back_and_writes_nothing(service, made, tmp_path, to):
    """Not a row of any table is other than before: no audit entry, no event, no version."""
    counts = await _export(service, tmp_path / to)
    before = await _everything(service)

    tallies = await _import(service, tmp_path / to)

    assert _changes(tallies) == {}
    assert {one.kind: one.unchanged for one in tallies} == counts
    assert all(counts.values())
    assert await _everything(service) == before


@pytest.mark.parametrize("to", ["roster", "roster.xlsx"])
async def test_an_imported_town_comes_back_and_writes_nothing(service, tmp_path, to):
    """The demonstration town keeps the keys it was imported with."""
    await _import(service, DEMO)
    counts = await _export(service, tmp_path / to)
    before = await _everything(service)

    tallies = await _import(service, tmp_path / to)

    assert _changes(tallies) == {}
    assert counts["units"] > 600
    assert await _everything(service) == before


@pytest.mark.parametrize(
    ("table", "where", "cells", "kind"),
    [
        ("units", {"name_zh": "鹤峰一社"}, {"name_zh": "鹤峰第一社", "effective_on": "2020/7/1"}, "units"),
        ("units", {"name_zh": "鹤峰一社"}, {"name_en": "First", "effective_on": "2020-07-01"}, "units"),
        ("units", {"name_zh": "宏岗村"}, {"code": "440605126211", "effective_on": "2020-07-01"}, "units"),
        ("units", {"name_zh": "宏岗村"}, {"code": "", "effective_on": "2020-07-01"}, "units"),
        ("units", {"name_zh": "宏岗村"}, {"aliases": "宏岗", "effective_on": "2020-07-01"}, "units"),
        ("people", {"name": "周合成"}, {"name": "周合成新"}, "people"),
        ("appointments", {"basis": "secondment"}, {"until": "2020年8月1日"}, "appointments"),
        ("memberships", {"capacity": "residence"}, {"until": "2020-09-01"}, "memberships"),
        ("contacts", {"until": ""}, {"member": "", "effective_on": "2020-07-01"}, "household contacts"),
    ],
)
async def test_one_cell_changed_is_one_thing_changed(service, made, tmp_path, table, where, cells, kind):
    """Exporting again shows the cell as it was written, and every other row as it was."""
    await _export(service, tmp_path / "edited")
    before = {name: _rows(tmp_path / "edited" / f"{name}.csv") for name in SHEETS}
    _edit(tmp_path / "edited" / f"{table}.csv", where, **cells)

    tallies = await _import(service, tmp_path / "edited")

    assert _changes(tallies) == {kind: (0, 1)}
    await _export(service, tmp_path / "new", as_of=date(2020, 7, 2))
    after = {name: _rows(tmp_path / "new" / f"{name}.csv") for name in SHEETS}
    assert {name: len(rows) for name, rows in before.items()} == {name: len(rows) for name, rows in after.items()}
    ((was, now),) = [
        (one, other) for name in SHEETS for one, other in zip(before[name], after[name], strict=True) if one != other
    ]
    with_a_code = {"code_scheme", "code_source"} if "code" in cells else set()
    assert {column for column in was if was[column] != now[column]} - with_a_code == set(cells)
    assert {column: now[column].removeprefix("'") for column in cells} == {
        column: {"2020/7/1": "2020-07-01", "2020年8月1日": "2020-08-01"}.get(cell, cell)
        for column, cell in cells.items()
    }


async def test_another_unit_in_a_persons_row_moves_the_person(service, made, tmp_path):
    """The person belongs there from the row's day on, and nowhere else in that capacity."""
    await _export(service, tmp_path / "old")
    units = {row["name_zh"]: row["key"] for row in _rows(tmp_path / "old" / "units.csv")}
    target = units["宏岗村党委"]
    _edit(tmp_path / "old" / "people.csv", {"name": "周合成"}, unit=target, effective_on="2020-07-01")

    tallies = await _import(service, tmp_path / "old")

    assert _changes(tallies) == {"people": (0, 1)}
    await _export(service, tmp_path / "new")
    (row,) = [row for row in _rows(tmp_path / "new" / "people.csv") if row["name"] == "周合成"]
    assert (row["unit"], row["effective_on"]) == (target, "2020-07-01")


@pytest.mark.parametrize(
    ("table", "where", "cells", "column", "code"),
    [
        ("units", {"name_zh": "鹤峰一社"}, {"name_zh": "新名"}, "effective_on", "NEEDS_LATER_DAY"),
        ("units", {"name_zh": "鹤峰一社"}, {"kind": "compound"}, "kind", "FIXED_ONCE_MADE"),
        ("units", {"name_zh": "鹤峰一社"}, {"parent": ""}, "parent", "PARENT_REQUIRED"),
        ("units", {"name_zh": "宏岗村"}, {"code": "4.40605E+11"}, "code", "CODE_DAMAGED"),
        ("units", {"name_zh": "宏岗村"}, {"source": "governance", "key": "0000000000000"}, "key", "NOT_FOUND"),
        ("posts", {"seats": "20"}, {"seats": "21"}, "seats", "FIXED_ONCE_MADE"),
        ("posts", {"seats": "20"}, {"title_zh": "主任"}, "title_zh", "FIXED_ONCE_MADE"),
        ("appointments", {"basis": "secondment"}, {"basis": "concurrent"}, "basis", "FIXED_ONCE_MADE"),
        ("appointments", {"basis": "secondment"}, {"effective_on": "2020-02-02"}, "effective_on", "FIXED_ONCE_MADE"),
        ("memberships", {"capacity": "residence"}, {"effective_on": "2020-02-02"}, "effective_on", "FIXED_ONCE_MADE"),
        ("contacts", {"until": ""}, {"effective_on": "2020-02-02"}, "effective_on", "FIXED_ONCE_MADE"),
        ("people", {"name": "周合成"}, {"capacity": ""}, "capacity", "UNKNOWN_VALUE"),
        ("people", {"name": "周合成"}, {"capacity": "registration"}, "capacity", "UNKNOWN_VALUE"),
        ("appointments", {"basis": "secondment"}, {"post": "governance/00000000000000"}, "post", "NOT_FOUND"),
    ],
)
async def test_a_change_that_cannot_be_made_is_told_and_not_passed_over(
    service, made, tmp_path, table, where, cells, column, code
):
    """Nothing that a clerk writes is silently dropped."""
    await _export(service, tmp_path / "roster")
    _edit(tmp_path / "roster" / f"{table}.csv", where, **cells)
    before = await _everything(service)

    with pytest.raises(InvalidInput) as refusal:
        await _import(service, tmp_path / "roster")

    found = refusal.value.faults[0]
    assert (found.file, found.column, found.cause.code) == (f"{table}.csv", column, code)
    assert await _everything(service) == before


async def test_a_member_registers_by_a_row_in_any_order_and_nobody_else_does(service, made, tmp_path):
    """The row of the Party membership may stand below that of the registration, but it has to be there."""
    await _export(service, tmp_path / "roster")
    file = tmp_path / "roster" / "memberships.csv"
    (person,) = [row for row in _rows(tmp_path / "roster" / "people.csv") if row["name"] == "何合成"]
    units = {row["name_zh"]: row["key"] for row in _rows(tmp_path / "roster" / "units.csv")}
    shared = {"source": person["source"], "effective_on": "2020-06-01", "person": person["key"]}
    rows = [
        shared | {"unit": units["宏岗村"], "capacity": "registration"},
        shared | {"unit": units["宏岗村党委"], "capacity": "party"},
    ]

    def written(added):
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.DictWriter(opened, [*rows[0], "until"])
            writer.writeheader()
            writer.writerows(added)

    written(rows[:1])
    with pytest.raises(InvalidInput) as refusal:
        await _import(service, tmp_path / "roster")
    written(rows)
    tallies = await _import(service, tmp_path / "roster")

    found = refusal.value.faults[0]
    assert (found.file, found.row, found.column) == ("memberships.csv", 2, "person")
    assert found.cause.code == "NOT_PARTY_MEMBER"
    assert _changes(tallies) == {"memberships": (2, 0)}


async def test_a_part_time_officer_comes_in_with_the_household_that_makes_one(service, made, tmp_path):
    """The contact may come in the same import; without it the row is refused, and the cell that says who."""
    await _export(service, tmp_path)
    held, visited = tmp_path / "appointments.csv", tmp_path / "contacts.csv"
    (officer,) = [row for row in _rows(held) if row["basis"] == "part-time"]
    row = {"source": "clerk", "effective_on": "2020-07-01"}
    own = {name: f"governance/{made.key(name)}" for name in ("li", "hefeng-group", "household-2")}
    post = "governance/" + officer["post"].removeprefix("'")
    _append(held, **row, key="1", person=own["li"], post=post, basis="part-time")
    with pytest.raises(InvalidInput) as refusal:
        await _import(service, tmp_path)
    _append(visited, **row, group=own["hefeng-group"], household=own["household-2"], member=own["li"])

    tallies = await _import(service, tmp_path)

    (fault,) = refusal.value.faults
    assert (fault.file, fault.column, fault.cause.code) == ("appointments.csv", "person", "NO_HOUSEHOLD_CONTACT")
    assert _changes(tallies) == {"household contacts": (1, 0), "appointments": (1, 0)}


async def test_a_row_left_out_changes_nothing(service, made, tmp_path):
    """What a table does not mention stays as it is."""
    await _export(service, tmp_path / "roster")
    file = tmp_path / "roster" / "appointments.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    before = await _everything(service)

    tallies = await _import(service, tmp_path / "roster")

    assert _changes(tallies) == {}
    assert await _everything(service) == before


async def test_a_subtree_is_exported_with_what_serves_it_and_comes_back(service, made, tmp_path):
    """The village, its Party and grid units, who belongs there or holds a post there; and nobody else."""
    counts = await _export(service, tmp_path / "hefeng", unit="440605126222")

    names = {row["name_zh"] for row in _rows(tmp_path / "hefeng" / "units.csv")}
    assert " 鹤峰村" in names
    assert "鹤峰村党委" in names
    assert not names & {"里水镇", "宏岗村", "宏岗村党委"}
    people = {row["name"] for row in _rows(tmp_path / "hefeng" / "people.csv")}
    assert "周合成" in people  # seconded there
    assert "陈合成" not in people
    tallies = await _import(service, tmp_path / "hefeng")
    assert {one.kind: one.unchanged for one in tallies} == counts


async def test_a_table_costs_the_same_statements_whatever_its_rows(service, town, tmp_path, statements):
    """A batch is a handful of statements, never one a row."""
    statements.clear()
    await _export(service, tmp_path / "small")
    small = len(statements)
    begin = service.begin_for(SYSTEM)
    with service.database.active():
        for number in range(20):
            household = await organisation.establish_unit(
                begin, kind="household", name=Text(zh=f"第{number}户"), on=NEW_YEAR, parent=town.key("hefeng-1")
            )
            person = await organisation.register(
                begin, name="何合成", unit=household, kind=MembershipKind.RESIDENCE, on=NEW_YEAR
            )
            post = await organisation.open_unit_post(
                begin, unit=town.key("office"), kind="department-officer", on=NEW_YEAR
            )
            await organisation.appoint_person(
                begin, person=person, post=post, basis=AppointmentBasis.SUBSTANTIVE, period=Period(start=NEW_YEAR)
            )
            await organisation.assign_contact(
                begin, group=town.key("hefeng-group"), household=household, period=Period(start=NEW_YEAR)
            )
    await service.courier.settled()
    statements.clear()

    counts = await _export(service, tmp_path / "large")

    assert counts["people"] > 20
    assert len(statements) == small


async def test_an_export_does_not_say_what_was_so_on_another_day(service, made, tmp_path):
    """Each day has its own roster: the name before the renaming, and no appointment that has ended."""
    await _export(service, tmp_path / "january", as_of=date(2020, 1, 20))
    await _export(service, tmp_path / "december", as_of=date(2020, 12, 31))

    january = {row["name_zh"] for row in _rows(tmp_path / "january" / "units.csv")}
    assert "鹤峰村" in january
    assert len(_rows(tmp_path / "january" / "appointments.csv")) == 5
    assert len(_rows(tmp_path / "december" / "appointments.csv")) == 5
    assert _changes(await _import(service, tmp_path / "january")) == {}
    assert _changes(await _import(service, tmp_path / "december")) == {}


async def test_no_cell_of_a_csv_begins_as_a_formula_or_a_number(service, made, tmp_path):
    """A spreadsheet neither runs what stands in a text, nor rounds a code."""
    await _export(service, tmp_path / "roster")

    cells = [
        cell
        for name in ("units", "people")
        for row in _rows(tmp_path / "roster" / f"{name}.csv")
        for column, cell in row.items()
        if cell and column != "effective_on"
    ]
    assert not [cell for cell in cells if cell[0] in "=+-@0123456789"]
    assert "'=Hefeng, 'new'" in cells


async def test_every_cell_of_a_workbook_is_text(service, made, tmp_path):
    """Also in the format, so that what is written over it stays text."""
    await _export(service, tmp_path / "roster.xlsx")

    sheets = load_workbook(tmp_path / "roster.xlsx")
    for name in SHEETS:
        cells = [cell for row in sheets[name].iter_rows() for cell in row if cell.value is not None]
        assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


async def test_an_edited_workbook_is_taken_as_a_person_would_read_it(service, made, tmp_path):
    """Real dates, numbers in the place of codes, wide digits and stray spaces mean what they look like."""
    file = tmp_path / "roster.xlsx"
    await _export(service, file)
    book = load_workbook(file)
    sheet = book["units"]
    header = [cell.value for cell in sheet[1]]
    (honggang,) = [row for row in sheet.iter_rows(min_row=2) if row[header.index("name_zh")].value == "宏岗村"]
    at = dict(zip(header, honggang, strict=True))
    at["effective_on"].value = date(2020, 7, 1)
    at["code"].value = 440605126211.0
    at["name_zh"].value = "  宏岗村\u3000"
    at["kind"].value = "ｖillage"
    book.save(file)

    tallies = await _import(service, file)

    assert _changes(tallies) == {"units": (0, 1)}
    with service.database.active():
        assert await UnitStateRow.filter(name_zh="宏岗村").count() == 1


async def test_a_fault_in_a_workbook_is_told_by_file_sheet_row_and_column(service, made, tmp_path):
    """As a spreadsheet counts them; a sheet of no kind is a fault too."""
    file = tmp_path / "roster.xlsx"
    await _export(service, file)
    book = load_workbook(file)
    book["people"]["C3"].value = "sometime"
    book.create_sheet("peple")["A1"].value = "source"
    book.save(file)

    with pytest.raises(InvalidInput) as refusal:
        await _import(service, file)

    places = {(one.file, one.row, one.column, one.cause.code) for one in refusal.value.faults}
    assert places == {
        ("roster.xlsx [people]", 3, "effective_on", "MALFORMED"),
        ("roster.xlsx [peple]", 0, "", "UNKNOWN_VALUE"),
    }
