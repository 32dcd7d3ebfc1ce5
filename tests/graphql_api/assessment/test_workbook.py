"""A cycle as a workbook: what GraphQL says of it, in cells that are what they are and nothing that runs."""

import asyncio
import importlib.util
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from graphql_api.cli.commands import app
from graphql_api.organisation.tables import PersonStateRow
from graphql_api.platform.access import Role
from graphql_api.platform.excel.cells import Column
from graphql_api.platform.excel.sheets import Book, shortened
from graphql_api.platform.tables import AuditEntryRow
from tests.graphql_api.assessment.closing import to_calibration, to_close

SHEETS = ["封面", "考核结果", "指标得分", "分数调整", "申诉", "单位汇总"]
NAMES = ('=HYPERLINK("http://evil","x")', "+1", "@SUM(A1)", "http://evil.example/", "<r><t>x</t></r>", "_x0041_")
SEEN = """query ($cycle: ID!, $town: ID!) {
  appraisals(filter: {cycle: $cycle}) { nodes { personName unitName
    grades { points grade places deciderName explanation result { derivation { children { contribution } } } } } }
  unit(by: {id: $town}) { resultSums(filter: {cycle: $cycle}) { nodes { subjects scored points mean } } } }"""


@pytest.fixture
async def calibrated(advance, cadre, clock, cycle, decide, secretary, submit, visits):
    """A quarter whose results only reviewers know yet."""
    clock.set(2020, 9, 1, 2)
    for day, amount in (("2020-07-20", 30), ("2020-08-20", 40)):
        record = await submit(cadre, visits(amount, on=day))
        assert (await decide(secretary, "verify", record["id"]))["status"] == "VERIFIED"
    await to_calibration(advance, clock)
    return cycle


@pytest.fixture
async def closed(advance, appraisal_of, cadre, calibrated, clock, neighbour, office, town):
    """A closed quarter with an adjustment and an upheld appeal."""
    mine = {"appraisal": (await appraisal_of(office, "王合成"))["id"]}
    await to_close(advance, clock, mine, cadre=cadre, neighbour=neighbour, office=office, town=town)
    return calibrated


@pytest.fixture
def fetch(http):
    """Fetches the workbook of a cycle as a client."""

    async def fetch(client, cycle="2020-q3", **asked):
        headers = {"Authorization": f"Bearer {client.token}", "Accept-Language": client.language}
        return await http.get(f"/assessment-cycles/{cycle}/workbook", headers=headers, params=asked)

    return fetch


def _opened(answer):
    assert answer.status_code == 200, answer.text
    book = load_workbook(io.BytesIO(answer.content))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                assert cell.hyperlink is None
    return book


def _rows(book, sheet):
    return list(book[sheet].iter_rows(min_row=2, values_only=True))


async def test_a_closed_quarter_as_a_workbook_says_what_graphql_says(closed, fetch, office, town):
    """Points, grades, who decided and why; indicators sum to the points, and units to the whole."""
    answer = await fetch(office)

    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["content-disposition"] == 'attachment; filename="assessment-2020-q3.xlsx"'
    assert answer.headers["cache-control"] == "no-store"
    book = _opened(answer)
    assert book.sheetnames == SHEETS
    seen = await office.ask(SEEN, cycle=closed, town=town["town"])
    said = {(one["personName"], one["unitName"]): one["grades"][0] for one in seen["appraisals"]["nodes"]}
    results = _rows(book, "考核结果")
    assert len(results) == len(said) == 4
    assert [row[0] for row in results] == [1, 2, 3, 4]
    indicators = _rows(book, "指标得分")
    for row in results:
        ((_, grade),) = [each for each in said.items() if each[0][0] == row[1]]
        assert row[4] is None if grade["points"] is None else Decimal(str(row[4])) == Decimal(grade["points"])
        assert row[8] == grade["places"]
        assert (row[9] or None) == grade["deciderName"]
        parts = sum((Decimal(str(each[11])) for each in indicators if each[0] == row[0]), Decimal(0))
        told = sum((Decimal(each["contribution"]) for each in grade["result"]["derivation"]["children"]), Decimal(0))
        assert parts == told
    (wang,) = [row for row in results if row[1] == "王合成"]
    assert wang[3] == "党委委员"
    assert isinstance(wang[10], datetime)
    assert wang[11].startswith(f"等次“{wang[7]}”:得分 {wang[4]:g},按分数线为“")
    (sums,) = seen["unit"]["resultSums"]["nodes"]
    whole = _rows(book, "单位汇总")[0]
    assert (whole[1], whole[2]) == (sums["subjects"], sums["scored"])
    assert Decimal(str(whole[3])) == Decimal(sums["points"])
    assert Decimal(str(whole[3])) == sum((Decimal(str(row[4])) for row in results if row[4] is not None), Decimal(0))
    assert sum(whole[5:]) == sum(row[7] is not None for row in results)
    adjustments = _rows(book, "分数调整")
    assert [(row[1], row[3], row[4], row[5], row[7]) for row in adjustments] == [
        ("王合成", 2, "抗洪值守", "周合成", None),
        ("王合成", 1.5, "属实", "陈合成", "是"),
    ]
    (appeal,) = _rows(book, "申诉")
    assert (appeal[1], appeal[3], appeal[5], appeal[6], appeal[7]) == (
        "王合成",
        "漏计一次走访",
        "成立",
        "陈合成",
        "陈合成",
    )


async def test_the_cover_says_what_it_is_and_can_be_signed(closed, fetch, office):
    """Cycle, days, schemes in their versions, rule, stage, what was known when, by whom it was exported when."""
    book = _opened(await fetch(office))

    cover = {row[0]: row[1] for row in book["封面"].iter_rows(values_only=True) if row[0]}
    assert (cover["代码"], cover["类型"], cover["阶段"]) == ("2020-q3", "平时考核", "办结")
    assert cover["考核期间"] == "2020-07-01 - 2020-09-30"
    assert cover["指标方案"] == "村干部进程性考核 (village-2020-h2, v1)"
    assert cover["导出人"] == "周合成"
    assert cover["导出时间"].isoformat(timespec="minutes") == "2020-11-02T10:00"
    assert cover["进入日期"].date() == date(2020, 10, 29)
    assert {"考核单位(盖章)", "负责人(签字)", "日期"} <= cover.keys()
    sheet = book["考核结果"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.column_dimensions["C"].width > 20


async def test_headings_may_be_in_both_languages(closed, fetch, office):
    """By a parameter, of which nothing else is taken."""
    book = _opened(await fetch(office, titles="both"))

    assert book.sheetnames[:2] == ["封面 Cover", "考核结果 Results"]
    refused = await fetch(office, titles="fr")
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (400, "UNKNOWN_VALUE")


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_is_a_text_whatever_it_looks_like(closed, fetch, name, office, service, town):
    """No formula, no link, no mark-up: it comes back as it was given."""
    with service.database.active():
        await PersonStateRow.filter(person_id=town.key("wang")).update(name=name)

    answer = await fetch(office)

    book = _opened(answer)
    written = {"_x0041_": "_x005F_x0041_"}.get(name, name)  # which spreadsheets show as it was
    assert written in {row[1] for row in _rows(book, "考核结果")}
    parts = zipfile.ZipFile(io.BytesIO(answer.content))
    assert not any(b"<f>" in parts.read(part) or b"<hyperlink" in parts.read(part) for part in parts.namelist())


async def test_who_exported_which_cycle_when_is_in_the_audit(closed, fetch, office, service, town):
    """By the person, with the cycle and the tally; what is refused leaves nothing."""
    await fetch(office)
    await fetch(office, "2019-q1")

    with service.database.active():
        (entry,) = await AuditEntryRow.filter(act="assessment.export_cycle")
    assert (entry.person_id, entry.subject) == (town.key("zhou"), closed.partition(":")[2])
    assert entry.detail["code"] == "2020-q3"
    assert entry.at.date() == date(2020, 11, 2)


async def test_only_the_office_over_the_whole_cycle_may(closed, fetch, http, secretary, sign_in, town):
    """A secretary may not, nor the office of a part, nor nobody; each refusal is told as GraphQL tells one."""
    part = await sign_in(Role.ORGANISATION_OFFICE, town["hefeng"], town["zhou"])
    office = await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"])
    answers = [
        await fetch(secretary),
        await fetch(part),
        await fetch(office, "2019-q1"),
        await fetch(office, "Person:nonsense"),
        await http.get("/assessment-cycles/2020-q3/workbook"),
        await http.post("/assessment-cycles/2020-q3/workbook"),
    ]

    assert [(one.status_code, one.json()["errors"][0]["extensions"]["code"]) for one in answers] == [
        (403, "FORBIDDEN"),
        (403, "FORBIDDEN"),
        (404, "NOT_FOUND"),
        (400, "MALFORMED"),
        (401, "UNAUTHENTICATED"),
        (405, "METHOD_NOT_ALLOWED"),
    ]
    assert (await fetch(office, closed)).status_code == 200


async def test_nobody_finds_their_own_result_there_before_it_is_made_public(calibrated, fetch, office):
    """As in GraphQL, reviewers see others' before; their own row says why it is empty."""
    book = _opened(await fetch(office))

    rows = {row[1]: row for row in _rows(book, "考核结果")}
    assert rows["周合成"][4:11] == (None,) * 7
    assert rows["周合成"][11] == "本人结果,公示前不予显示"
    assert rows["王合成"][4] is not None
    assert "周合成" not in {row[1] for row in _rows(book, "指标得分")}


async def test_a_cycle_without_results_is_refused(cycle, fetch, office):
    """There is nothing to sign yet."""
    answer = await fetch(office)

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (409, "NO_RESULTS")


async def test_without_the_extra_it_is_said_what_to_install(closed, fetch, monkeypatch, office, service):
    """And nothing is in the audit, for nothing was read."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    answer = await fetch(office)

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (501, "EXTRA_NOT_INSTALLED")
    assert "grassroots-governance[excel]" in error["message"]
    with service.database.active():
        assert not await AuditEntryRow.filter(act="assessment.export_cycle").exists()


async def test_the_command_line_writes_the_same(closed, monkeypatch, service, tmp_path):
    """Into a new file; it overwrites none."""
    monkeypatch.setenv("GOVERNANCE_DATABASE_URL", service.settings.database_url)
    file = tmp_path / "quarter.xlsx"

    async def run(*words):
        def typed():
            return CliRunner().invoke(app, ["results", "export", *words])

        return await asyncio.get_running_loop().run_in_executor(None, typed)

    written = await run("2020-q3", str(file))
    again = await run("2020-q3", str(file))

    assert (written.exit_code, written.output) == (0, f"Written to {file}.\n")
    assert (again.exit_code, "WOULD_OVERWRITE" in again.output) == (1, True)
    assert load_workbook(file).sheetnames == SHEETS


def test_a_table_that_is_longer_than_a_sheet_goes_on_on_another(tmp_path):
    """Each with its heading; the numbers of rows sum."""
    with Book() as book:
        table = book.table("长表", [Column(heading="数", number="0")], last_row=4)
        for number in range(7):
            table.row((number,))
        book.save(tmp_path / "long.xlsx")

    found = load_workbook(tmp_path / "long.xlsx")
    assert found.sheetnames == ["长表", "长表 2", "长表 3"]
    assert [[cell.value for (cell,) in sheet.iter_rows()] for sheet in found] == [
        ["数", 0, 1, 2],
        ["数", 3, 4, 5],
        ["数", 6],
    ]


def test_a_text_that_no_cell_holds_is_shortened_visibly():
    """By what spreadsheets count, in which some characters are two."""
    assert shortened("甲" * 32_767) == "甲" * 32_767
    assert shortened("𠮷" * 20_000) == "𠮷" * 16_383 + "…"


def test_what_is_not_saved_leaves_nothing(tmp_path, monkeypatch):
    """Neither a workbook where it is left, nor the folder with what it had so far."""
    monkeypatch.chdir(tmp_path)
    with Book() as book:
        book.table("表", [Column(heading="数")]).row((1,))
        scratch = Path(book._scratch.name)
        assert list(scratch.iterdir())

    assert list(tmp_path.iterdir()) == []
    assert not scratch.exists()
