"""A cycle as a workbook that the organisation office can sign."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from governance_core.assessment import ResultSums, grades_of
from governance_core.values import Text
from graphql_api.assessment.exports import rows
from graphql_api.assessment.exports.words import GROUPS, KINDS, OFFICE, STAGES, Words
from graphql_api.assessment.queries import Names, ResultOut, left_out_of, results_out, schemes_of_cycle, sums_out
from graphql_api.assessment.service import Export, export_cycle
from graphql_api.organisation import names_of_people, unit_names
from graphql_api.platform.excel import Cell, new_book, require_excel
from graphql_api.platform.work import Begin

if TYPE_CHECKING:
    from graphql_api.platform.excel.sheets import Book, Table

COVER_WIDTHS = (22, 22, 22, 22, 22)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """The tables that grow as results are read."""

    results: "Table"
    indicators: "Table"
    adjustments: "Table"
    appeals: "Table"


async def write_cycle(begin: Begin, name: str, file: Path, *, both: bool = False) -> Export:
    """Write a cycle's results in view, with all that they rest on, into a workbook; that it was done is in the audit.

    The entry is written before anything is read for it. Results of which the caller may not know yet, which are their
    own before they are made public, are left out.

    Args:
        begin: opens a unit of work for the caller.
        name: the cycle's code or id.
        file: where to.
        both: whether headings are in English too.

    Raises:
        ExtraNotInstalled: the packages for workbooks are not installed.
        Forbidden, NoResults, NotFound: as for `export_cycle`.
    """
    require_excel()
    export = await export_cycle(begin, name)
    say = Words(both=both)
    with await asyncio.to_thread(new_book) as book:
        await _fill(book, export, say)
        await asyncio.to_thread(book.save, file)
    return export


async def _fill(book: "Book", export: Export, say: Words) -> None:
    cycle = export.cycle
    sums = await sums_out(export.tally)
    units = await unit_names([cycle.unit, *(unit for unit, _ in sums)])
    by = (await names_of_people([export.by])).get(export.by) if export.by else None
    schemes = sorted({(one.code, one.version, one.title.zh) for one in await schemes_of_cycle(cycle)})
    whole = dict(sums).get(cycle.unit, ResultSums())
    about = _about(export, say, units.get(cycle.unit, cycle.unit), by, schemes)
    footer = f"{cycle.title.zh} ({cycle.code})"
    await asyncio.to_thread(_write_cover, book, export, about, whole, say, footer)
    tables = await asyncio.to_thread(_tables, book, say, footer)
    number = 0
    async for results, names in results_out(cycle, export.tally):
        await asyncio.to_thread(_write_results, tables, results, names, export, number, say)
        number += len(results)
    table = book.table(say("单位汇总", "Unit sums"), rows.sum_columns(cycle.kind, say), footer=footer)
    for unit, found in sorted(sums, key=lambda one: (one[0] != cycle.unit, units.get(one[0], one[0]))):
        table.row(rows.sum_row(units.get(unit, unit), found, cycle.kind))
    await _write_left_out(book, export, say, footer)


async def _write_left_out(book: "Book", export: Export, say: Words, footer: str) -> None:
    """A sheet where somebody was enrolled and has no result."""
    left_out = await left_out_of(export.tally, unknown_to=export.by)
    if not left_out:
        return
    people = await names_of_people([who for who, _, _ in left_out])
    names = {**await unit_names([unit for _, unit, _ in left_out]), **people}
    table = book.table(say("未计结果人员", "Left out"), rows.left_out_columns(say), footer=footer)
    for who, unit, why in left_out:
        table.row((names.get(who, who), names.get(unit, unit), say.of(why.explanation)))


def _tables(book: "Book", say: Words, footer: str) -> _Tables:
    return _Tables(
        results=book.table(say("考核结果", "Results"), rows.result_columns(say), footer=footer),
        indicators=book.table(say("指标得分", "Indicators"), rows.indicator_columns(say), footer=footer),
        adjustments=book.table(say("分数调整", "Adjustments"), rows.adjustment_columns(say), footer=footer),
        appeals=book.table(say("申诉", "Appeals"), rows.appeal_columns(say), footer=footer),
    )


def _write_results(
    tables: _Tables, results: Sequence[ResultOut], names: Names, export: Export, before: int, say: Words
) -> None:
    for number, one in enumerate(results, before + 1):
        if one.reserved and export.by is not None and export.by == one.appraisal.person:
            tables.results.row(rows.reserved_row(number, one, say))
        else:
            tables.results.row(rows.result_row(number, one, names, say))
            for row in rows.indicator_rows(number, one, names, say):
                tables.indicators.row(row)
        for row in rows.adjustment_rows(number, one, names, say):
            tables.adjustments.row(row)
        for row in rows.appeal_rows(number, one, names, say):
            tables.appeals.row(row)


def _about(
    export: Export, say: Words, unit: str, by: str | None, schemes: Sequence[tuple[str, int, str]]
) -> list[tuple[str, Cell]]:
    """What the cover says of the cycle, line by line."""
    cycle, rule = export.cycle, export.cycle.grading
    thresholds = " / ".join(
        f"{grade.label.zh} ≥ {points:f}" for grade, points in zip(grades_of(cycle.kind), rule.thresholds, strict=False)
    )
    entered = cycle.entered[-1]
    return [
        (say("考核周期", "Cycle"), cycle.title.zh),
        (say("代码", "Code"), cycle.code),
        (say("类型", "Kind"), say.of(KINDS[cycle.kind])),
        (say("考核期间", "Days"), rows.days(cycle.period.start, cycle.period.end)),
        (say("组织单位", "Held by"), unit),
        *((say("指标方案", "Scheme"), f"{title} ({code}, v{version})") for code, version, title in schemes),
        (say("等次分数线", "Thresholds"), thresholds),
        (say("最高等次比例 %", "Top share %"), rule.top_share),
        (say("优秀单位比例 %", "Top share of excellent units %"), rule.top_share_excellent),
        (say("名额口径", "Places counted"), say.of(GROUPS[rule.quota_by])),
        (say("同分比较", "Ties decided by"), "、".join(rule.ties)),
        (say("调整上限", "Most adjustment"), rule.most_adjustment),
        (say("阶段", "Stage"), say.of(STAGES[cycle.stage])),
        (say("进入日期", "Entered on"), entered.on),
        (say("知悉时间", "Known at"), rows.local(export.known_at)),
        (say("导出时间", "Exported at"), rows.local(export.at)),
        (say("导出人", "Exported by"), by or say.of(OFFICE)),
    ]


def _write_cover(
    book: "Book", export: Export, about: Sequence[tuple[str, Cell]], whole: ResultSums, say: Words, footer: str
) -> None:
    sheet = book.cover(say("封面", "Cover"), COVER_WIDTHS, footer=footer)
    title = export.cycle.title
    sheet.line((say.of(Text(zh=f"{title.zh}结果册", en=f"{title.en or title.zh}: results")),), bold=True, font_size=16)
    sheet.line(())
    for heading, cell in about:
        sheet.line((heading, cell), number="General")
    sheet.line(())
    sheet.line((say("等次分布", "Grades"), say("人数", "How many"), say("占比 %", "Share %")), bold=True)
    for grade in grades_of(export.cycle.kind):
        sheet.line((say.of(grade.label), whole.grades.get(grade, 0), whole.share(grade)), number="General")
    sheet.line((say("计分人数", "Scored"), whole.scored))
    sheet.line((say("参加人数", "Taking part"), whole.subjects))
    for heading in (say("考核单位(盖章)", "Seal of the office"), say("负责人(签字)", "Signature"), say("日期", "Date")):
        sheet.line(())
        sheet.line((heading, None, None), underlined=True)
