"""Workbooks from anywhere: what they hold is measured first, and a template says how to fill it in."""

import importlib.util
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from governance_core.errors import InvalidInput
from governance_core.organisation import STANDARD_POSTS
from graphql_api.modules import built_in_modules
from graphql_api.platform.errors import ExtraNotInstalled, NotAWorkbook, WouldOverwrite
from graphql_api.platform.excel import reading
from graphql_api.platform.export_files import exported_kinds, write_empty_folder, write_empty_workbook
from graphql_api.platform.import_files import read_folder
from graphql_api.platform.modules import Modules

MODULES = Modules(loaded=built_in_modules())
KINDS = exported_kinds(MODULES)
TABLES = ["units", "people", "memberships", "posts", "contacts", "appointments"]


def _workbook(file: Path, rows: list[list[object]], sheet: str = "units") -> Path:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file


def _replaced(file: Path, part: str, content: bytes) -> None:
    """Put something else in the place of a part of a workbook."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, was in parts.items():
            package.writestr(name, content if name == part else was)


def _refusal(file: Path) -> object:
    with pytest.raises(InvalidInput) as refusal:
        read_folder(file, KINDS)
    (fault,) = refusal.value.faults
    assert fault.file.startswith(file.name)
    return fault.cause


def test_what_is_no_workbook_is_refused(tmp_path):
    """Also where it is called one: an old .xls, a text, half a file."""
    file = tmp_path / "roster.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0 an old workbook")

    assert isinstance(_refusal(file), NotAWorkbook)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    """A few kilobytes can stand for gigabytes."""
    file = _workbook(tmp_path / "roster.xlsx", [["source"]])
    _replaced(file, "xl/worksheets/sheet1.xml", b" " * 3_000_000)
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 2_000_000)

    assert file.stat().st_size < 20_000
    assert _refusal(file).code == "TOO_LONG"


def test_a_package_of_countless_parts_is_refused(tmp_path):
    """Each part costs something, however small it is."""
    file = tmp_path / "roster.xlsx"
    with zipfile.ZipFile(file, "w") as package:
        for number in range(reading.MOST_PARTS + 1):
            package.writestr(f"{number}", b"")

    assert isinstance(_refusal(file), NotAWorkbook)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_are_not_expanded(tmp_path, part):
    """Neither those that multiply nor those that name a file of the machine."""
    file = _workbook(tmp_path / "roster.xlsx", [["source"]])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/hostname">]><x>&a;&b;</x>'
    _replaced(file, part, bomb)

    assert isinstance(_refusal(file), NotAWorkbook)


def test_a_sheet_that_claims_to_be_wide_and_long_is_read_in_time(tmp_path):
    """Its one far cell lies outside every table."""
    file = tmp_path / "roster.xlsx"
    book = Workbook()
    book.active.title = "units"
    book.active["XFD50000"] = "far"
    book.save(file)

    batches, _ = read_folder(file, KINDS)

    assert batches == []


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_refused(tmp_path):
    """Its last digits are zeros that nobody wrote."""
    columns = [column.name for column in KINDS[0].columns]
    row = ["nbs", 440605126222123456, "2020-01-01", "town", "里水镇", *([None] * (len(columns) - 5))]
    file = _workbook(tmp_path / "roster.xlsx", [columns, row])

    assert _refusal(file).code == "CODE_DAMAGED"


def test_a_value_that_a_formula_gave_is_no_formula(tmp_path):
    """An error of a formula is told like any other value that makes no sense."""
    columns = [column.name for column in KINDS[0].columns]
    row = ["nbs", "t", "#N/A", "town", "里水镇", *([None] * (len(columns) - 5))]
    file = _workbook(tmp_path / "roster.xlsx", [columns, row])

    assert _refusal(file).code == "MALFORMED"


def test_a_workbook_in_a_folder_is_read_with_the_tables_beside_it(tmp_path):
    """What a program holds open (~$…) is left alone; a sheet may be called like its kind and more."""
    columns = [column.name for column in KINDS[0].columns]
    row = ["nbs", "t", "2020-01-01", "town", "里水镇", *([None] * (len(columns) - 5))]
    _workbook(tmp_path / "a.xlsx", [columns, row], "Units 2020")
    (tmp_path / "~$a.xlsx").write_bytes(b"open")
    (tmp_path / "units.csv").write_text("source,key,effective_on,kind,name_zh\nnbs,u,2020-01-01,town,乙镇\n", "utf-8")

    (batch,), digests = read_folder(tmp_path, KINDS)

    assert batch.kind.name == "units"
    assert [(one.file, one.row, one.values["key"]) for one in batch.records([])] == [
        ("units.csv", 2, "u"),
        ("a.xlsx [Units 2020]", 2, "t"),
    ]
    assert sorted(digests) == ["a.xlsx", "units.csv"]


def test_a_column_that_a_table_does_not_have_is_not_an_empty_one(tmp_path):
    """A table without aliases says nothing of aliases."""
    (tmp_path / "units.csv").write_text("source,key,effective_on,kind,name_zh\nnbs,u,2020-01-01,town,乙镇\n", "utf-8")

    (batch,), _ = read_folder(tmp_path, KINDS)
    (record,) = batch.records([])

    assert "aliases" in record.unsaid
    assert "name_zh" not in record.unsaid


def test_the_template_of_a_workbook_explains_every_column_and_offers_what_is_allowed(tmp_path):
    """In Chinese and English; closed sets are lists to choose from, wherever a row may be added."""
    write_empty_workbook(MODULES, tmp_path / "template.xlsx")

    book = load_workbook(tmp_path / "template.xlsx")
    assert book.sheetnames == ["说明 Guide", "取值 Choices", *TABLES]
    guide = {(row[0], row[1]): row for row in book["说明 Guide"].iter_rows(values_only=True) if row[1]}
    for kind in KINDS:
        assert [cell.value for cell in book[kind.stem][1]] == [column.name for column in kind.columns]
        for column in kind.columns:
            told = guide[kind.stem, column.name]
            assert told[4]
            assert told[5]
            assert bool(told[2]) is column.required
    (rule,) = book["posts"].data_validations.dataValidation
    assert str(rule.sqref) == "E2:E1048576"
    sheet, _, place = rule.formula1.partition("!")
    offered = [cell.value for (cell,) in book[sheet.strip("'")][place.replace("$", "")]]
    assert tuple(offered) == STANDARD_POSTS.codes


@pytest.mark.parametrize("to", ["template", "template.xlsx"])
def test_an_empty_template_is_an_import_of_nothing(tmp_path, to):
    """Its guide and its choices are no tables."""
    (write_empty_workbook if "." in to else write_empty_folder)(MODULES, tmp_path / to)

    batches, _ = read_folder(tmp_path / to, KINDS)

    assert batches == []


@pytest.mark.parametrize("to", ["template", "template.xlsx"])
def test_nothing_is_overwritten(tmp_path, to):
    """A file that is there may hold somebody's work."""
    write = write_empty_workbook if "." in to else write_empty_folder
    write(MODULES, tmp_path / to)

    with pytest.raises(WouldOverwrite):
        write(MODULES, tmp_path / to)


def test_without_the_extra_it_is_said_what_to_install(tmp_path, monkeypatch):
    """Both ways: reading a workbook and writing one."""
    file = _workbook(tmp_path / "roster.xlsx", [["source"]])
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(ExtraNotInstalled) as refusal:
        write_empty_workbook(MODULES, tmp_path / "template.xlsx")

    assert "grassroots-governance[excel]" in refusal.value.describe("en")
    assert isinstance(_refusal(file), ExtraNotInstalled)
    assert not (tmp_path / "template.xlsx").exists()
