"""What stands in the cells of an exported roster, and what is read from those a person has edited."""

from datetime import date

import pytest
from openpyxl import load_workbook

from governance_core.errors import InvalidInput
from graphql_api.organisation.tables import UnitStateRow
from tests.graphql_api.organisation.roster.workbooks import SHEETS, changes_of, exported, imported, rows_of


async def test_an_export_does_not_say_what_was_so_on_another_day(service, made, tmp_path):
    """Each day has its own roster: the name before the renaming, and no appointment that has ended."""
    await exported(service, tmp_path / "january", as_of=date(2020, 1, 20))
    await exported(service, tmp_path / "december", as_of=date(2020, 12, 31))

    january = {row["name_zh"] for row in rows_of(tmp_path / "january" / "units.csv")}
    assert "鹤峰村" in january
    assert len(rows_of(tmp_path / "january" / "appointments.csv")) == 5
    assert len(rows_of(tmp_path / "december" / "appointments.csv")) == 5
    assert changes_of(await imported(service, tmp_path / "january")) == {}
    assert changes_of(await imported(service, tmp_path / "december")) == {}


async def test_no_cell_of_a_csv_begins_as_a_formula_or_a_number(service, made, tmp_path):
    """A spreadsheet neither runs what stands in a text, nor rounds a code."""
    await exported(service, tmp_path / "roster")

    cells = [
        cell
        for name in ("units", "people")
        for row in rows_of(tmp_path / "roster" / f"{name}.csv")
        for column, cell in row.items()
        if cell and column != "effective_on"
    ]
    assert not [cell for cell in cells if cell[0] in "=+-@0123456789"]
    assert "'=Hefeng, 'new'" in cells


async def test_every_cell_of_a_workbook_is_text(service, made, tmp_path):
    """Also in the format, so that what is written over it stays text."""
    await exported(service, tmp_path / "roster.xlsx")

    sheets = load_workbook(tmp_path / "roster.xlsx")
    for name in SHEETS:
        cells = [cell for row in sheets[name].iter_rows() for cell in row if cell.value is not None]
        assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


async def test_an_edited_workbook_is_taken_as_a_person_would_read_it(service, made, tmp_path):
    """Real dates, numbers in the place of codes, wide digits and stray spaces mean what they look like."""
    file = tmp_path / "roster.xlsx"
    await exported(service, file)
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

    tallies = await imported(service, file)

    assert changes_of(tallies) == {"units": (0, 1)}
    with service.database.active():
        assert await UnitStateRow.filter(name_zh="宏岗村").count() == 1


async def test_a_fault_in_a_workbook_is_told_by_file_sheet_row_and_column(service, made, tmp_path):
    """As a spreadsheet counts them; a sheet of no kind is a fault too."""
    file = tmp_path / "roster.xlsx"
    await exported(service, file)
    book = load_workbook(file)
    book["people"]["C3"].value = "sometime"
    book.create_sheet("peple")["A1"].value = "source"
    book.save(file)

    with pytest.raises(InvalidInput) as refusal:
        await imported(service, file)

    places = {(one.file, one.row, one.column, one.cause.code) for one in refusal.value.faults}
    assert places == {
        ("roster.xlsx [people]", 3, "effective_on", "MALFORMED"),
        ("roster.xlsx [peple]", 0, "", "UNKNOWN_VALUE"),
    }
