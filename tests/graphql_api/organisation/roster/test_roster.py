"""The roster in a spreadsheet: out, edited, back in; what is not changed is not written."""

import csv
from datetime import date

import pytest

from governance_core.errors import InvalidInput
from governance_core.organisation import AppointmentBasis, MembershipKind
from governance_core.values import Period, Text
from graphql_api.organisation import service as organisation
from graphql_api.platform.access import SYSTEM
from tests.graphql_api.organisation.roster.workbooks import (
    DEMO,
    NEW_YEAR,
    SHEETS,
    append,
    changes_of,
    edit,
    everything,
    exported,
    imported,
    rows_of,
)


@pytest.mark.parametrize("to", ["roster", "roster.xlsx"])
async def test_what_was_made_in_the_service_comes_back_and_writes_nothing(service, made, tmp_path, to):
    """Not a row of any table is other than before: no audit entry, no event, no version."""
    counts = await exported(service, tmp_path / to)
    before = await everything(service)

    tallies = await imported(service, tmp_path / to)

    assert changes_of(tallies) == {}
    assert {one.kind: one.unchanged for one in tallies} == counts
    assert all(counts.values())
    assert await everything(service) == before


@pytest.mark.parametrize("to", ["roster", "roster.xlsx"])
async def test_an_imported_town_comes_back_and_writes_nothing(service, tmp_path, to):
    """The demonstration town keeps the keys it was imported with."""
    await imported(service, DEMO)
    counts = await exported(service, tmp_path / to)
    before = await everything(service)

    tallies = await imported(service, tmp_path / to)

    assert changes_of(tallies) == {}
    assert counts["units"] > 600
    assert await everything(service) == before


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
    await exported(service, tmp_path / "edited")
    before = {name: rows_of(tmp_path / "edited" / f"{name}.csv") for name in SHEETS}
    edit(tmp_path / "edited" / f"{table}.csv", where, **cells)

    tallies = await imported(service, tmp_path / "edited")

    assert changes_of(tallies) == {kind: (0, 1)}
    await exported(service, tmp_path / "new", as_of=date(2020, 7, 2))
    after = {name: rows_of(tmp_path / "new" / f"{name}.csv") for name in SHEETS}
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
    await exported(service, tmp_path / "old")
    units = {row["name_zh"]: row["key"] for row in rows_of(tmp_path / "old" / "units.csv")}
    target = units["宏岗村党委"]
    edit(tmp_path / "old" / "people.csv", {"name": "周合成"}, unit=target, effective_on="2020-07-01")

    tallies = await imported(service, tmp_path / "old")

    assert changes_of(tallies) == {"people": (0, 1)}
    await exported(service, tmp_path / "new")
    (row,) = [row for row in rows_of(tmp_path / "new" / "people.csv") if row["name"] == "周合成"]
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
    await exported(service, tmp_path / "roster")
    edit(tmp_path / "roster" / f"{table}.csv", where, **cells)
    before = await everything(service)

    with pytest.raises(InvalidInput) as refusal:
        await imported(service, tmp_path / "roster")

    found = refusal.value.faults[0]
    assert (found.file, found.column, found.cause.code) == (f"{table}.csv", column, code)
    assert await everything(service) == before


async def test_a_member_registers_by_a_row_in_any_order_and_nobody_else_does(service, made, tmp_path):
    """The row of the Party membership may stand below that of the registration, but it has to be there."""
    await exported(service, tmp_path / "roster")
    file = tmp_path / "roster" / "memberships.csv"
    (person,) = [row for row in rows_of(tmp_path / "roster" / "people.csv") if row["name"] == "何合成"]
    units = {row["name_zh"]: row["key"] for row in rows_of(tmp_path / "roster" / "units.csv")}
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
        await imported(service, tmp_path / "roster")
    written(rows)
    tallies = await imported(service, tmp_path / "roster")

    found = refusal.value.faults[0]
    assert (found.file, found.row, found.column) == ("memberships.csv", 2, "person")
    assert found.cause.code == "NOT_PARTY_MEMBER"
    assert changes_of(tallies) == {"memberships": (2, 0)}


async def test_a_part_time_officer_comes_in_with_the_household_that_makes_one(service, made, tmp_path):
    """The contact may come in the same import; without it the row is refused, and the cell that says who."""
    await exported(service, tmp_path)
    held, visited = tmp_path / "appointments.csv", tmp_path / "contacts.csv"
    (officer,) = [row for row in rows_of(held) if row["basis"] == "part-time"]
    row = {"source": "clerk", "effective_on": "2020-07-01"}
    own = {name: f"governance/{made.key(name)}" for name in ("li", "hefeng-group", "household-2")}
    post = "governance/" + officer["post"].removeprefix("'")
    append(held, **row, key="1", person=own["li"], post=post, basis="part-time")
    with pytest.raises(InvalidInput) as refusal:
        await imported(service, tmp_path)
    append(visited, **row, group=own["hefeng-group"], household=own["household-2"], member=own["li"])

    tallies = await imported(service, tmp_path)

    (fault,) = refusal.value.faults
    assert (fault.file, fault.column, fault.cause.code) == ("appointments.csv", "person", "NO_HOUSEHOLD_CONTACT")
    assert changes_of(tallies) == {"household contacts": (1, 0), "appointments": (1, 0)}


async def test_a_row_left_out_changes_nothing(service, made, tmp_path):
    """What a table does not mention stays as it is."""
    await exported(service, tmp_path / "roster")
    file = tmp_path / "roster" / "appointments.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    before = await everything(service)

    tallies = await imported(service, tmp_path / "roster")

    assert changes_of(tallies) == {}
    assert await everything(service) == before


async def test_a_subtree_is_exported_with_what_serves_it_and_comes_back(service, made, tmp_path):
    """The village, its Party and grid units, who belongs there or holds a post there; and nobody else."""
    counts = await exported(service, tmp_path / "hefeng", unit="440605126222")

    names = {row["name_zh"] for row in rows_of(tmp_path / "hefeng" / "units.csv")}
    assert " 鹤峰村" in names
    assert "鹤峰村党委" in names
    assert not names & {"里水镇", "宏岗村", "宏岗村党委"}
    people = {row["name"] for row in rows_of(tmp_path / "hefeng" / "people.csv")}
    assert "周合成" in people  # seconded there
    assert "陈合成" not in people
    tallies = await imported(service, tmp_path / "hefeng")
    assert {one.kind: one.unchanged for one in tallies} == counts


async def test_a_table_costs_the_same_statements_whatever_its_rows(service, town, tmp_path, statements):
    """A batch is a handful of statements, never one a row."""
    statements.clear()
    await exported(service, tmp_path / "small")
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

    counts = await exported(service, tmp_path / "large")

    assert counts["people"] > 20
    assert len(statements) == small
