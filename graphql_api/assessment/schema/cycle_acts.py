"""The acts of cycles as mutations, and what they take."""

from decimal import Decimal

import strawberry

from governance_core import assessment as core
from graphql_api.assessment import service
from graphql_api.assessment.schema.appraisals import Appraisal
from graphql_api.assessment.schema.cycles import AssessmentCycle
from graphql_api.assessment.schema.enums import CycleKind, Grade, QuotaGroup, Stage
from graphql_api.organisation import NameInput, PeriodInput
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act

APPRAISAL = "The appraisal. 考核"
APPEAL = "The appeal. 申诉"


@strawberry.input(description="How long a stage lasts. 阶段时限")
class StageTimeInput:
    """A stage's time."""

    stage: Stage = strawberry.field(description="The stage. 阶段")
    working_days: int = strawberry.field(description="How many working days. 工作日")


@strawberry.input(
    description="How points become grades; what is left out is as the national rules have it, or the cycle where there "
    "is one. 等次规则"
)
class GradingRuleInput:
    """A rule."""

    thresholds: list[Decimal] | None = strawberry.field(default=None, description="Three, descending. 分数线")
    top_share: Decimal | None = strawberry.field(default=None, description="In percent. 最高等次比例")
    top_share_excellent: Decimal | None = strawberry.field(default=None, description="In percent. 优秀单位比例")
    quota_by: QuotaGroup | None = strawberry.field(default=None, description="Among whom. 名额口径")
    ties: list[str] | None = strawberry.field(default=None, description="Dimensions, by code, in order. 同分比较")
    most_adjustment: Decimal | None = strawberry.field(default=None, description="In points. 调整上限")

    def rule(self, ordinary: core.GradingRule) -> core.GradingRule:
        """The core's value; what is left out is as in another."""
        return core.GradingRule(
            thresholds=ordinary.thresholds if self.thresholds is None else tuple(self.thresholds),
            top_share=ordinary.top_share if self.top_share is None else self.top_share,
            top_share_excellent=(
                ordinary.top_share_excellent if self.top_share_excellent is None else self.top_share_excellent
            ),
            quota_by=self.quota_by or ordinary.quota_by,
            ties=ordinary.ties if self.ties is None else tuple(self.ties),
            most_adjustment=ordinary.most_adjustment if self.most_adjustment is None else self.most_adjustment,
        )


@strawberry.input(description="A cycle is opened. 启动考核周期")
class OpenCycleInput:
    """Input of `openCycle`."""

    code: str = strawberry.field(description="What it is called in files. 代码")
    kind: CycleKind = strawberry.field(description="Routine or annual. 类型")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    period: PeriodInput = strawberry.field(description="The days it is about; it has an end. 考核期间")
    unit: strawberry.ID = strawberry.field(description="Who holds it; all below take part. 组织单位")
    schemes: list[str] = strawberry.field(description="The schemes by which it scores, by code. 指标方案")
    timetable: list[StageTimeInput] = strawberry.field(description="How long each stage lasts. 时间安排")
    grading: GradingRuleInput = strawberry.field(
        default_factory=GradingRuleInput, description="How points become grades. 等次规则"
    )
    routine: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The routine cycles that an annual one builds on. 平时考核周期"
    )
    routine_weight: Decimal = strawberry.field(default=Decimal(0), description="Their worth, in percent. 平时占比")


@strawberry.input(description="A cycle goes on. 推进考核阶段")
class AdvanceCycleInput:
    """Input of `advanceCycle`."""

    cycle: strawberry.ID = strawberry.field(description="The cycle. 考核周期")
    to: Stage = strawberry.field(description="The next stage. 下一阶段")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="What the caller says of their own work. 提交自评")
class SelfAssessInput:
    """Input of `selfAssess`."""

    appraisal: strawberry.ID = strawberry.field(description=APPRAISAL)
    statement: str = strawberry.field(description="At most 5,000 characters. 自评内容")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="The grade that the caller would give, and why. 评议")
class ReviewAppraisalInput:
    """Input of `reviewAppraisal`."""

    appraisal: strawberry.ID = strawberry.field(description=APPRAISAL)
    grade: Grade = strawberry.field(description="The grade. 建议等次")
    comment: str = strawberry.field(description="Why. 意见")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="Points added to a score or deducted. 调整分数")
class AdjustScoreInput:
    """Input of `adjustScore`."""

    appraisal: strawberry.ID = strawberry.field(description=APPRAISAL)
    points: Decimal = strawberry.field(description="Negative where deducted. 分值")
    reason: str = strawberry.field(description="Why. 理由")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="An adjustment is taken back. 撤回调整")
class WithdrawAdjustmentInput:
    """Input of `withdrawAdjustment`."""

    appraisal: strawberry.ID = strawberry.field(description=APPRAISAL)
    adjustment: strawberry.ID = strawberry.field(description="The adjustment. 调整")
    reason: str = strawberry.field(description="Why. 理由")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A grade is decided by the caller. 决定等次")
class DecideGradeInput:
    """Input of `decideGrade`."""

    appraisal: strawberry.ID = strawberry.field(description=APPRAISAL)
    grade: Grade = strawberry.field(description="The grade. 等次")
    reason: str = strawberry.field(default="", description="Why; needed where it is not the proposed one. 理由")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="The caller appeals against their result. 提出申诉")
class RaiseAppealInput:
    """Input of `raiseAppeal`."""

    appraisal: strawberry.ID = strawberry.field(description=APPRAISAL)
    statement: str = strawberry.field(description="At most 5,000 characters. 申诉内容")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="An appeal is given to somebody to decide. 分派申诉")
class AssignAppealInput:
    """Input of `assignAppeal`."""

    appeal: strawberry.ID = strawberry.field(description=APPEAL)
    to: strawberry.ID = strawberry.field(description="To whom, who had no part in the result. 受理人")


@strawberry.input(description="An appeal is decided. 决定申诉")
class DecideAppealInput:
    """Input of `decideAppeal`."""

    appeal: strawberry.ID = strawberry.field(description=APPEAL)
    upheld: bool = strawberry.field(description="Whether it is upheld. 是否成立")
    reason: str = strawberry.field(description="Why so. 理由")
    remedy: Decimal | None = strawberry.field(default=None, description="The points that put it right. 更正分值")


def _appraisal(value: str) -> str:
    return key_of(value, "Appraisal", path=("input", "appraisal"))


def _appeal(value: str) -> str:
    return key_of(value, "Appeal", path=("input", "appeal"))


@strawberry.type
class CycleMutation:
    """The acts of cycles."""

    @act(description="A routine or annual cycle is opened. 启动考核周期")
    async def open_cycle(self, info: Info, input: OpenCycleInput) -> AssessmentCycle:  # noqa: A002 -- as in GraphQL
        """A cycle is opened."""
        key = await service.open_(
            info.context.begin,
            code=input.code,
            kind=input.kind,
            title=input.title.text(),
            period=input.period.period(),
            unit=key_of(input.unit, "Unit", path=("input", "unit")),
            schemes=input.schemes,
            grading=input.grading.rule(core.standard_grading(input.kind)),
            timetable=[core.StageTime(stage=one.stage, working_days=one.working_days) for one in input.timetable],
            routine=[
                key_of(one, "AssessmentCycle", path=("input", "routine", str(place)))
                for place, one in enumerate(input.routine)
            ],
            routine_weight=input.routine_weight,
        )
        return await shown(info, AssessmentCycle, key)

    @act(
        description="A cycle goes on to its next stage. Calibration, publicity and the close wait for everybody to be "
        "scored: where that takes long, the stage is entered after the answer. 推进考核阶段"
    )
    async def advance_cycle(self, info: Info, input: AdvanceCycleInput) -> AssessmentCycle:  # noqa: A002 -- as in GraphQL
        """A cycle goes on."""
        key = await service.advance(
            info.context.begin,
            cycle=key_of(input.cycle, "AssessmentCycle", path=("input", "cycle")),
            to=input.to,
            expected=input.expected_version,
        )
        return await shown(info, AssessmentCycle, key)

    @act(description="The caller says of their own work what there is to say. 提交自评")
    async def self_assess(self, info: Info, input: SelfAssessInput) -> Appraisal:  # noqa: A002 -- as in GraphQL
        """A self-assessment."""
        key = await service.say_of_oneself(
            info.context.begin,
            appraisal=_appraisal(input.appraisal),
            statement=input.statement.strip(),
            expected=input.expected_version,
        )
        return await shown(info, Appraisal, key)

    @act(description="A reviewer says which grade they would give. 评议")
    async def review_appraisal(self, info: Info, input: ReviewAppraisalInput) -> Appraisal:  # noqa: A002 -- as in GraphQL
        """A review."""
        key = await service.review_(
            info.context.begin,
            appraisal=_appraisal(input.appraisal),
            grade=input.grade,
            comment=input.comment.strip(),
            expected=input.expected_version,
        )
        return await shown(info, Appraisal, key)

    @act(description="Points are added to a score, or deducted, for a stated reason. 调整分数")
    async def adjust_score(self, info: Info, input: AdjustScoreInput) -> Appraisal:  # noqa: A002 -- as in GraphQL
        """An adjustment."""
        key = await service.adjust_(
            info.context.begin,
            appraisal=_appraisal(input.appraisal),
            points=input.points,
            reason=input.reason.strip(),
            expected=input.expected_version,
        )
        return await shown(info, Appraisal, key)

    @act(description="An adjustment is taken back; it stays on record. 撤回调整")
    async def withdraw_adjustment(self, info: Info, input: WithdrawAdjustmentInput) -> Appraisal:  # noqa: A002 -- as in GraphQL
        """A withdrawal."""
        key = await service.withdraw_adjustment_(
            info.context.begin,
            appraisal=_appraisal(input.appraisal),
            adjustment=key_of(input.adjustment, "ScoreAdjustment", path=("input", "adjustment")),
            reason=input.reason.strip(),
            expected=input.expected_version,
        )
        return await shown(info, Appraisal, key)

    @act(description="A named person decides a grade. 决定等次")
    async def decide_grade(self, info: Info, input: DecideGradeInput) -> Appraisal:  # noqa: A002 -- as in GraphQL
        """A decision."""
        key = await service.decide_grade_(
            info.context.begin,
            appraisal=_appraisal(input.appraisal),
            grade=input.grade,
            reason=input.reason.strip(),
            expected=input.expected_version,
        )
        return await shown(info, Appraisal, key)

    @act(description="The caller appeals against their result, within the window. 提出申诉")
    async def raise_appeal(self, info: Info, input: RaiseAppealInput) -> Appraisal:  # noqa: A002 -- as in GraphQL
        """An appeal."""
        key = await service.raise_appeal_(
            info.context.begin,
            appraisal=_appraisal(input.appraisal),
            statement=input.statement.strip(),
            expected=input.expected_version,
        )
        return await shown(info, Appraisal, key)

    @act(description="An appeal is given to somebody to decide. 分派申诉")
    async def assign_appeal(self, info: Info, input: AssignAppealInput) -> Appraisal:  # noqa: A002 -- as in GraphQL
        """An assignment."""
        key = await service.assign_appeal_(
            info.context.begin, appeal=_appeal(input.appeal), to=key_of(input.to, "Person", path=("input", "to"))
        )
        return await shown(info, Appraisal, key)

    @act(description="Whoever an appeal was given to decides it. 决定申诉")
    async def decide_appeal(self, info: Info, input: DecideAppealInput) -> Appraisal:  # noqa: A002 -- as in GraphQL
        """A decision on an appeal."""
        key = await service.decide_appeal_(
            info.context.begin,
            appeal=_appeal(input.appeal),
            upheld=input.upheld,
            reason=input.reason.strip(),
            remedy=input.remedy,
        )
        return await shown(info, Appraisal, key)
