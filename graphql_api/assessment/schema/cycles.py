"""Cycles, appraisals and results in GraphQL."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.derivations import DerivationShown, derivation_shown
from graphql_api.assessment.schema.enums import AppealStatus, CycleKind, Grade, QuotaGroup, Stage
from graphql_api.organisation import Person, Unit, Validity
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import few, listed, many, one
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.node import Node

VERSION = "Give it back as expectedVersion to be refused where it has changed."


@strawberry.input(description="Which cycles. 考核周期筛选")
class CycleFilter:
    """Conditions on cycles, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    code: str | None = strawberry.field(default=None, description="With this code.")
    kind: CycleKind | None = strawberry.field(default=None, description="Of this kind.")
    stages: list[Stage] | None = strawberry.field(default=None, description="Standing in one of these.")


@strawberry.input(description="Which appraisals. 考核对象筛选")
class AppraisalFilter:
    """Conditions on appraisals, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "cycle": ("AssessmentCycle",),
        "person": ("Person",),
        "unit": ("Unit",),
    }

    cycle: strawberry.ID | None = strawberry.field(default=None, description="Of this cycle.")
    person: strawberry.ID | None = strawberry.field(default=None, description="About this person.")
    unit: strawberry.ID | None = strawberry.field(default=None, description="Assessed in exactly this unit.")
    stages: list[Stage] | None = strawberry.field(default=None, description="Of cycles standing in one of these.")


@strawberry.type(description="That a cycle entered a stage. 阶段记录")
class CycleStage:
    """A stage entered."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    stage: Stage = strawberry.field(description="The stage. 阶段")
    entered_on: date = strawberry.field(description="The day. 进入日期")
    due_on: date | None = strawberry.field(description="Its last day, by working days. 截止日期")
    entered_at: datetime = strawberry.field(description="The instant of the act. 时间")
    name: str | None = strawberry.field(description="The name of who let the cycle go on. 操作人")


@strawberry.type(description="A run that scores and grades everybody, so that a cycle can enter a stage. 汇总任务")
class CycleTally:
    """A tally."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    stage: Stage = strawberry.field(description="The stage to be entered. 目标阶段")
    state: str = strawberry.field(description="running, done, or failed. 状态")
    done: int = strawberry.field(description="How many have been scored. 已完成")
    total: int = strawberry.field(description="How many there are. 总数")
    known_at: datetime = strawberry.field(description="What was known then counts. 知悉时间")
    fault: str | None = strawberry.field(description="Why it failed. 失败原因")


@strawberry.type(description="How points become grades. 等次规则")
class GradingRule:
    """A rule."""

    thresholds: list[Decimal] = strawberry.field(description="From which points on the first three are given. 分数线")
    top_share: Decimal = strawberry.field(description="How many may have the top grade, in percent. 最高等次比例")
    top_share_excellent: Decimal = strawberry.field(description="The same in an excellent unit. 优秀单位比例")
    quota_by: QuotaGroup = strawberry.field(description="Among whom places are counted. 名额口径")
    ties: list[str] = strawberry.field(description="The dimensions that decide between equals, in order. 同分比较")
    most_adjustment: Decimal = strawberry.field(description="By how much adjustments may change a score. 调整上限")


@strawberry.type(description="What somebody said of their own work. 自评")
class SelfAssessment:
    """A self-assessment."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    statement: str = strawberry.field(description="What was said. 自评内容")
    said_at: datetime = strawberry.field(description="When. 时间")


@strawberry.type(description="A reviewer's opinion. 评议")
class AppraisalReview:
    """A review."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    grade: Grade = strawberry.field(description="The grade they would give. 建议等次")
    comment: str = strawberry.field(description="Why. 意见")
    reviewed_at: datetime = strawberry.field(description="When. 时间")
    reviewer_name: str | None = strawberry.field(description="The reviewer's name. 评议人")


@strawberry.type(description="Points added to a score or deducted, by whom and why. 分数调整")
class ScoreAdjustment(Node):
    """An adjustment."""

    moment_: strawberry.Private[Any]
    points: Decimal = strawberry.field(description="The points; negative where deducted. 分值")
    reason: str = strawberry.field(description="Why. 理由")
    adjusted_at: datetime = strawberry.field(description="When. 时间")
    withdrawn_at: datetime | None = strawberry.field(description="When it was taken back: it counts no more. 撤回时间")
    withdrawn_reason: str | None = strawberry.field(description="Why it was taken back. 撤回理由")
    author_name: str | None = strawberry.field(description="The name of who did it. 调整人")


@strawberry.type(description="An appeal against a result. 申诉")
class Appeal(Node):
    """An appeal."""

    moment_: strawberry.Private[Any]
    statement: str = strawberry.field(description="What the appellant says. 申诉内容")
    raised_at: datetime = strawberry.field(description="When it was raised. 提出时间")
    status: AppealStatus = strawberry.field(description="Where it stands. 状态")
    decided_at: datetime | None = strawberry.field(description="When it was decided. 决定时间")
    reason: str | None = strawberry.field(description="Why so. 理由")
    assignee_name: str | None = strawberry.field(description="The name of who is to decide it. 受理人")
    decider_name: str | None = strawberry.field(description="The name of who decided it. 决定人")
    appraisal: "Appraisal | None" = one("appraisal", description="The appraisal, where the caller may see it. 考核")


@strawberry.type(description="A named person's decision on a grade. 等次决定")
class GradeDecision:
    """A decision."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    grade: Grade = strawberry.field(description="The grade. 等次")
    proposed: Grade | None = strawberry.field(description="What the rule proposed. 建议等次")
    reason: str = strawberry.field(description="Why. 理由")
    decided_at: datetime = strawberry.field(description="When. 时间")
    decider_name: str | None = strawberry.field(description="Who decided. 决定人")


@strawberry.type(description="What somebody came to in a cycle, with all it rests on. 考核结果明细")
class CycleResult:
    """A result."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    assessment_data: strawberry.Private[Any]
    points: Decimal | None = strawberry.field(description="The score; null where it is not complete. 得分")
    low: Decimal = strawberry.field(description="The least it could be. 下限")
    high: Decimal = strawberry.field(description="The most it could be. 上限")
    best: int = strawberry.field(description="The best grade that vetoes leave, as its place of four. 最高等次")
    known_at: datetime = strawberry.field(description="What was known then counted. 知悉时间")

    @strawberry.field(description="Why it is what it is; kept as it was. 计算依据")
    def derivation(self, info: Info) -> DerivationShown:
        """The derivation."""
        kept = core.assessment_from_data(self.assessment_data)
        return derivation_shown(kept.derivation, self.moment_, info.context.language)


@strawberry.type(description="The grade of somebody in a cycle, why, and who decided it. 等次")
class AppraisalGrade:
    """A grade."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    person_id: strawberry.Private[str]
    places: int = strawberry.field(description="How many places in the top grade there are. 名额")
    points: Decimal | None = strawberry.field(description="The score. 得分")
    grade: Grade | None = strawberry.field(description="The grade; null where the score is not complete. 等次")
    proposed: Grade | None = strawberry.field(description="What the rule proposed. 建议等次")
    reached: Grade | None = strawberry.field(description="What the points alone would give. 按分数等次")
    because: list[str] = strawberry.field(description="The reasons, in the order in which they applied. 依据")
    decided_at: datetime | None = strawberry.field(description="When it was decided. 决定时间")
    decider_name: str | None = strawberry.field(description="Who decided it. 决定人")
    decider: Person | None = one("decider", description="Who decided it, where the caller may see them. 决定人")
    result: CycleResult | None = one("result", description="The score with all it rests on. 考核结果")

    @strawberry.field(description="The same as a sentence. 说明")
    def explanation(self, info: Info) -> str:
        """The explanation."""
        proposal = core.Proposal(
            subject=self.person_id,
            grade=_grade(self.grade),
            because=tuple(core.GradeReason(one) for one in self.because),
            points=self.points,
            reached=_grade(self.reached),
            places=self.places,
        )
        return core.explain_proposal(proposal, info.context.language)


@strawberry.type(description="Somebody's part in a cycle: what was said, adjusted, appealed and decided. 考核对象")
class Appraisal(Node):
    """An appraisal."""

    moment_: strawberry.Private[Any]
    version: int = strawberry.field(description=VERSION)
    person_name: str | None = strawberry.field(description="Whose it is; null where the unit itself is assessed. 姓名")
    unit_name: str | None = strawberry.field(description="Where they are assessed. 单位名称")
    cycle: "AssessmentCycle | None" = one("cycle", description="The cycle. 考核周期")
    person: Person | None = one("person", description="Whom it is about, where the caller may see them. 被考核人")
    unit: Unit | None = one("unit", description="Where they are assessed, or what is. 单位")
    home: Unit | None = one("home", description="The unit a seconded person is from, which shares the result. 派出单位")
    self_assessments: Connection[SelfAssessment] = many(
        "self_assessments", description="What they said of their own work, the latest first. 自评"
    )
    reviews: Connection[AppraisalReview] = many("reviews", description="What reviewers said, the latest first. 评议")
    adjustments: Connection[ScoreAdjustment] = many(
        "adjustments", description="The adjustments, the withdrawn ones too. 分数调整"
    )
    appeals: Connection[Appeal] = many("appeals", description="The appeals, the latest first. 申诉")
    decisions: Connection[GradeDecision] = many("decisions", description="The decisions on the grade. 等次决定")
    grades: list[AppraisalGrade] = few(
        "grades",
        description="The grade as it is in view: none before the first tally, and for whom it concerns before "
        "results are made public. 等次",
    )


@strawberry.type(description="How many have a grade. 等次分布")
class GradeCount:
    """A count."""

    grade: Grade = strawberry.field(description="The grade. 等次")
    count: int = strawberry.field(description="How many have it. 人数")
    share: Decimal | None = strawberry.field(description="Of a hundred who were graded. 占比")


@strawberry.type(description="How far a dimension, or an initiative, got. 分项得分")
class PartMean:
    """A mean of parts."""

    code: str = strawberry.field(description="The dimension's or initiative's code. 代码")
    subjects: int = strawberry.field(description="Of how many. 人数")
    mean: Decimal | None = strawberry.field(description="The mean out of 100. 平均")


@strawberry.type(description="The results of a cycle in a unit and below it, as they are kept. 单位考核汇总")
class ResultSums:
    """The sums."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    sums_data: strawberry.Private[Any]
    subjects: int = strawberry.field(description="How many took part. 参加人数")
    scored: int = strawberry.field(description="How many have points. 计分人数")
    points: Decimal = strawberry.field(description="The sum of these. 得分合计")
    mean: Decimal | None = strawberry.field(description="Their mean, two decimals. 平均得分")
    unit: Unit | None = one("unit", description="The unit. 单位")
    cycle: "AssessmentCycle | None" = one("cycle", description="The cycle. 考核周期")

    @strawberry.field(description="How many have each grade; who has none is left out. 等次分布")
    def distribution(self) -> list[GradeCount]:
        """The distribution."""
        counts = {core.Grade(grade): count for grade, count in self.sums_data["grades"].items()}
        counts = dict(sorted(counts.items(), key=lambda one: one[0].position))
        sums = core.ResultSums(grades=counts)
        return [GradeCount(grade=grade, count=count, share=sums.share(grade)) for grade, count in counts.items()]

    @strawberry.field(description="How far each dimension got. 分维度")
    def dimensions(self) -> list[PartMean]:
        """By dimension."""
        return _parts(self.sums_data["dimensions"])

    @strawberry.field(description="How far what serves each initiative got. 分工程")
    def initiatives(self) -> list[PartMean]:
        """By initiative."""
        return _parts(self.sums_data["initiatives"])


def _grade(value: str | None) -> core.Grade | None:
    return None if value is None else core.Grade(value)


def _parts(data: Mapping[str, Any]) -> list[PartMean]:
    found = {code: core.PartSum(subjects=count, points=Decimal(points)) for code, (count, points) in data.items()}
    return [PartMean(code=code, subjects=part.subjects, mean=part.mean) for code, part in sorted(found.items())]


@strawberry.type(description="A routine or annual assessment, from its opening to its close. 考核周期")
class AssessmentCycle(Node):
    """A cycle."""

    moment_: strawberry.Private[Any]
    period_from: strawberry.Private[date]
    period_to: strawberry.Private[date]
    grading_data: strawberry.Private[Any]
    code: str = strawberry.field(description="What it is called in files. 代码")
    kind: CycleKind = strawberry.field(description="Routine or annual. 类型")
    title: str = strawberry.field(description="What it is called. 名称")
    stage: Stage = strawberry.field(description="Where it stands. 阶段")
    due_on: date | None = strawberry.field(description="The last day of that stage. 阶段截止")
    schemes: list[str] = strawberry.field(description="The schemes by which it scores, by code. 指标方案")
    routine_weight: Decimal = strawberry.field(description="What its routine cycles are worth, in percent. 平时占比")
    version: int = strawberry.field(description=VERSION)
    unit: Unit | None = one("unit", description="Who holds it; all below take part. 组织单位")
    stages: list[CycleStage] = few("stages", description="When it entered each stage. 阶段记录")
    tallies: list[CycleTally] = few("tallies", description="Its tallies, the latest first, for the town. 汇总任务")
    appraisals: Connection[Appraisal] = many(
        "appraisals", filter=AppraisalFilter, description="Who takes part, as far as the caller may see. 考核对象"
    )

    @strawberry.field(description="The days it is about. 考核期间")
    def period(self) -> Validity:
        """The period."""
        return Validity(from_=self.period_from, to=self.period_to)

    @strawberry.field(description="How points become grades. 等次规则")
    def grading(self) -> GradingRule:
        """The rule."""
        rule = core.grading_from_data(self.grading_data)
        return GradingRule(
            thresholds=list(rule.thresholds),
            top_share=rule.top_share,
            top_share_excellent=rule.top_share_excellent,
            quota_by=rule.quota_by,
            ties=list(rule.ties),
            most_adjustment=rule.most_adjustment,
        )


@strawberry.type
class AppraisedPerson:
    """What cycles add to a person."""

    appraisals: Connection[Appraisal] = many(
        "appraisals",
        filter=AppraisalFilter,
        description="The person's appraisals; for themself, and reviewing roles. 历次考核",
    )


@strawberry.input(description="Which sums of results. 单位考核汇总筛选")
class ResultSumsFilter:
    """Conditions on sums, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"cycle": ("AssessmentCycle",)}

    cycle: strawberry.ID | None = strawberry.field(default=None, description="Of this cycle.")


@strawberry.type
class AppraisedUnit:
    """What cycles add to a unit."""

    result_sums: Connection[ResultSums] = many(
        "result_sums",
        filter=ResultSumsFilter,
        description="The results of cycles in the unit and below it, as each ended; for reviewing roles. 单位考核汇总",
    )


@strawberry.input(description="Which appeals. 申诉筛选")
class AppealFilter:
    """Conditions on appeals, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"cycle": ("AssessmentCycle",), "assignee": ("Person",)}

    cycle: strawberry.ID | None = strawberry.field(default=None, description="In this cycle.")
    assignee: strawberry.ID | None = strawberry.field(default=None, description="To be decided by this person.")
    statuses: list[AppealStatus] | None = strawberry.field(default=None, description="Standing at one of these.")


@strawberry.type
class CycleQuery:
    """Root fields of cycles."""

    assessment_cycles: Connection[AssessmentCycle] = listed(
        "AssessmentCycle", filter=CycleFilter, description="Assessment cycles, the latest first. 考核周期列表"
    )
    appraisals: Connection[Appraisal] = listed(
        "Appraisal", filter=AppraisalFilter, description="Appraisals that the caller may see. 考核对象列表"
    )
    appeals: Connection[Appeal] = listed(
        "Appeal", filter=AppealFilter, description="Appeals that the caller may see, the latest first. 申诉列表"
    )


CYCLE_TYPES = (
    AssessmentCycle,
    CycleStage,
    CycleTally,
    Appraisal,
    SelfAssessment,
    AppraisalReview,
    ScoreAdjustment,
    Appeal,
    GradeDecision,
    AppraisalGrade,
    CycleResult,
    ResultSums,
)
