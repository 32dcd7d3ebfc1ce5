"""The rows of a cycle's workbook, from what they are about."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from governance_core.assessment import (
    CycleKind,
    Derivation,
    Grade,
    GradeReason,
    Proposal,
    ResultSums,
    arithmetic,
    explain,
    explain_proposal,
    grades_of,
    indicator_lines,
)
from governance_core.values import Missing, NotApplicable, Value
from graphql_api.assessment.exports.words import APPEALS, MISSING, NOT_APPLICABLE, PARTS, RESERVED, Words
from graphql_api.assessment.queries import Names, ResultOut
from graphql_api.platform.excel import Cell, Column
from graphql_api.platform.work import TOWN_TIME

POINTS, EXACT = "0.00", "0.000000"
Row = tuple[Cell, ...]


def result_columns(say: Words) -> list[Column]:
    """The columns of the results."""
    return [
        Column(heading=say("序号", "No."), width=6),
        Column(heading=say("姓名", "Name"), width=12),
        Column(heading=say("单位", "Unit"), width=24),
        Column(heading=say("职务", "Posts"), width=16),
        Column(heading=say("得分", "Points"), width=9, number=POINTS),
        Column(heading=say("按分数等次", "Reached"), width=12),
        Column(heading=say("建议等次", "Proposed"), width=12),
        Column(heading=say("等次", "Grade"), width=12),
        Column(heading=say("最高等次名额", "Places"), width=9),
        Column(heading=say("决定人", "Decided by"), width=12),
        Column(heading=say("决定时间", "Decided at"), width=16),
        Column(heading=say("依据", "Why"), width=48),
    ]


def result_row(number: int, one: ResultOut, names: Names, say: Words) -> Row:
    """A result: where it is not complete its bounds are among the reasons."""
    grade = one.grade
    decision = one.appraisal.decision
    reasons = [explain_proposal(_proposal(one))]
    if one.assessment.score.points is None:
        reasons.append(f"{one.assessment.score.low}-{one.assessment.score.high}")
    if decision is not None and grade.decided_by == decision.by and decision.reason:
        reasons.append(decision.reason)
    return (
        number,
        one.name,
        one.unit,
        "、".join(say.of(post) for post in one.posts),
        one.assessment.score.points,
        _grade(grade.reached, say),
        _grade(grade.proposed, say),
        _grade(grade.grade, say),
        grade.places,
        names.people.get(grade.decided_by, "") if grade.decided_by else "",
        local(grade.decided_at),
        ";".join(reasons),
    )


def reserved_row(number: int, one: ResultOut, say: Words) -> Row:
    """A result of which the reader may not know yet."""
    told = (number, one.name, one.unit, "、".join(say.of(post) for post in one.posts))
    return (*told, None, None, None, None, None, None, None, say.of(RESERVED))


def indicator_columns(say: Words) -> list[Column]:
    """The columns of the indicators."""
    return [
        Column(heading=say("序号", "No."), width=6),
        Column(heading=say("姓名", "Name"), width=12),
        Column(heading=say("任职单位", "Served in"), width=20),
        Column(heading=say("自", "From"), width=11),
        Column(heading=say("至", "To"), width=11),
        Column(heading=say("维度", "Dimension"), width=12),
        Column(heading=say("指标代码", "Code"), width=14),
        Column(heading=say("指标", "Indicator"), width=20),
        Column(heading=say("权重", "Weight"), width=9, number=POINTS),
        Column(heading=say("折算权重", "Effective weight"), width=11, number=EXACT),
        Column(heading=say("读数", "Reading"), width=12, number="General"),
        Column(heading=say("得分", "Contribution"), width=11, number=EXACT),
        Column(heading=say("算式", "Arithmetic"), width=26),
        Column(heading=say("说明", "Explanation"), width=44),
    ]


def indicator_rows(number: int, one: ResultOut, names: Names, say: Words) -> Iterator[Row]:
    """Every indicator of a result; their contributions sum to it."""
    for line in indicator_lines(one.assessment.derivation):
        node, served = line.node, line.served
        part = line.dimension or PARTS.get(node.rule)
        last = served.end - timedelta(days=1) if served and served.end else None
        yield (
            number,
            one.name,
            names.units.get(line.served_in, one.unit) if line.served_in else one.unit,
            served.start if served else None,
            last,
            say.of(part) if part else "",
            node.code,
            say.of(node.title),
            node.weight,
            node.effective_weight,
            _reading(node, say),
            node.contribution,
            arithmetic(node),
            explain(node),
        )


def adjustment_columns(say: Words) -> list[Column]:
    """The columns of the adjustments."""
    return [
        Column(heading=say("序号", "No."), width=6),
        Column(heading=say("姓名", "Name"), width=12),
        Column(heading=say("单位", "Unit"), width=24),
        Column(heading=say("分值", "Points"), width=10, number=POINTS),
        Column(heading=say("理由", "Reason"), width=40),
        Column(heading=say("调整人", "By"), width=12),
        Column(heading=say("时间", "At"), width=16),
        Column(heading=say("申诉更正", "Remedy of an appeal"), width=10),
        Column(heading=say("撤回人", "Withdrawn by"), width=12),
        Column(heading=say("撤回时间", "Withdrawn at"), width=16),
        Column(heading=say("撤回理由", "Why withdrawn"), width=30),
    ]


def adjustment_rows(number: int, one: ResultOut, names: Names, say: Words) -> Iterator[Row]:
    """The adjustments of a result, the withdrawn ones too."""
    for each in one.appraisal.adjustments:
        gone = each.withdrawn
        yield (
            number,
            one.name,
            one.unit,
            each.points,
            each.reason,
            names.people.get(each.by, ""),
            local(each.at),
            say("是", "yes") if each.appeal else "",
            names.people.get(gone.by, "") if gone else "",
            local(gone.at) if gone else None,
            gone.reason if gone else "",
        )


def appeal_columns(say: Words) -> list[Column]:
    """The columns of the appeals."""
    return [
        Column(heading=say("序号", "No."), width=6),
        Column(heading=say("姓名", "Name"), width=12),
        Column(heading=say("单位", "Unit"), width=24),
        Column(heading=say("申诉内容", "Statement"), width=40),
        Column(heading=say("提出时间", "Raised at"), width=16),
        Column(heading=say("状态", "Status"), width=10),
        Column(heading=say("受理人", "Assigned to"), width=12),
        Column(heading=say("决定人", "Decided by"), width=12),
        Column(heading=say("决定时间", "Decided at"), width=16),
        Column(heading=say("理由", "Reason"), width=40),
    ]


def appeal_rows(number: int, one: ResultOut, names: Names, say: Words) -> Iterator[Row]:
    """The appeals against a result."""
    for each in one.appraisal.appeals:
        yield (
            number,
            one.name,
            one.unit,
            each.statement,
            local(each.at),
            say.of(APPEALS[each.status]),
            names.people.get(each.assignee, "") if each.assignee else "",
            names.people.get(each.decided_by, "") if each.decided_by else "",
            local(each.decided_at),
            each.reason or "",
        )


def sum_columns(kind: CycleKind, say: Words) -> list[Column]:
    """The columns of the sums over units."""
    return [
        Column(heading=say("单位", "Unit"), width=28),
        Column(heading=say("参加人数", "Taking part"), width=10),
        Column(heading=say("计分人数", "Scored"), width=10),
        Column(heading=say("得分合计", "Sum of points"), width=14, number=POINTS),
        Column(heading=say("平均得分", "Mean"), width=10, number=POINTS),
        *(Column(heading=say.of(grade.label), width=12) for grade in grades_of(kind)),
    ]


def sum_row(unit: str, sums: ResultSums, kind: CycleKind) -> Row:
    """The sums in a unit and below it."""
    counts = (sums.grades.get(grade, 0) for grade in grades_of(kind))
    return (unit, sums.subjects, sums.scored, sums.points, sums.mean, *counts)


def left_out_columns(say: Words) -> list[Column]:
    """The columns of who was enrolled and has no result."""
    return [
        Column(heading=say("姓名", "Name"), width=14),
        Column(heading=say("单位", "Unit"), width=28),
        Column(heading=say("原因", "Why"), width=80),
    ]


def local(instant: datetime | None) -> datetime | None:
    """An instant as the town's clocks show it."""
    return None if instant is None else instant.astimezone(TOWN_TIME)


def days(start: date, end: date | None) -> str:
    """A period by its first and last day."""
    return f"{start} - {end - timedelta(days=1)}" if end else f"{start} -"


def _grade(value: str | None, say: Words) -> str:
    return "" if value is None else say.of(Grade(value).label)


def _proposal(one: ResultOut) -> Proposal:
    grade = one.grade
    return Proposal(
        subject=one.name,
        grade=Grade(grade.grade) if grade.grade else None,
        because=tuple(GradeReason(each) for each in grade.because),
        points=grade.points,
        reached=Grade(grade.reached) if grade.reached else None,
        places=grade.places,
    )


def _reading(node: Derivation, say: Words) -> str | Decimal:
    match node.reading:
        case Value(number=number):
            return number
        case Missing():
            return say.of(MISSING)
        case NotApplicable():
            return say.of(NOT_APPLICABLE)
        case None:
            return ""
