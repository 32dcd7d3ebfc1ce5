"""What the acts of the assessment take."""

from datetime import date
from decimal import Decimal

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.enums import Direction, EvidenceKind, Pace, Totalling
from graphql_api.organisation import NameInput, PeriodInput
from graphql_api.platform.schema.errors import EXPECTED_VERSION


@strawberry.input(description="An amount against a target. 数量型")
class QuantityInput:
    """A quantity."""

    unit: NameInput = strawberry.field(description="What is counted. 计量单位")
    target: Decimal = strawberry.field(description="The amount worth the full weight at the cycle's end. 目标值")
    floor: Decimal = strawberry.field(default=Decimal(0), description="The amount worth nothing then. 起评值")
    direction: Direction = strawberry.field(default=Direction.HIGHER, description="Whether more is better. 方向")
    total: Totalling = strawberry.field(default=Totalling.SUM, description="How several records make one. 累计方式")
    pace: Pace = strawberry.field(default=Pace.LINEAR, description="What is expected before the end. 进度要求")


@strawberry.input(description="A step of a piece of work. 节点")
class MilestoneInput:
    """A milestone."""

    code: str = strawberry.field(description="Its code. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    due_on: date = strawberry.field(description="The day it is due. 完成期限")
    share: Decimal = strawberry.field(description="What it is worth of the indicator, in percent. 占比")


@strawberry.input(description="Points added to a base or deducted from it. 积分型")
class PointsInput:
    """Points."""

    base: Decimal = strawberry.field(description="What the cycle begins with. 基础分")
    ceiling: Decimal = strawberry.field(description="What is worth the full weight. 上限")
    floor: Decimal = strawberry.field(default=Decimal(0), description="What is worth nothing. 下限")


@strawberry.input(description="The mean of ratings. 评议型")
class RatingInput:
    """Ratings."""

    low: Decimal = strawberry.field(description="The least rating. 最低分")
    high: Decimal = strawberry.field(description="The best rating, worth the full weight. 最高分")
    minimum_raters: int = strawberry.field(default=1, description="How many must have rated. 最少评议人数")


@strawberry.input(one_of=True, description="How an indicator is measured: by one of these. 计量方式")
class MeasureInput:
    """A measure."""

    quantity: strawberry.Maybe[QuantityInput] = strawberry.field(description="By an amount. 数量型")
    milestones: strawberry.Maybe[list[MilestoneInput]] = strawberry.field(description="By steps. 节点型")
    points: strawberry.Maybe[PointsInput] = strawberry.field(description="By points. 积分型")
    rating: strawberry.Maybe[RatingInput] = strawberry.field(description="By ratings. 评议型")

    def measure(self) -> core.Measure:
        """The core's value."""
        if self.quantity is not None:
            one = self.quantity.value
            return core.Quantity(
                unit=one.unit.text(),
                target=one.target,
                floor=one.floor,
                direction=one.direction,
                total=one.total,
                pace=one.pace,
            )
        if self.points is not None:
            given = self.points.value
            return core.Points(base=given.base, ceiling=given.ceiling, floor=given.floor)
        if self.rating is not None:
            scale = self.rating.value
            return core.Rating(low=scale.low, high=scale.high, minimum_raters=scale.minimum_raters)
        steps = self.milestones.value if self.milestones else []
        return core.Milestones(
            milestones=tuple(
                core.Milestone(code=step.code, title=step.title.text(), due_on=step.due_on, share=step.share)
                for step in steps
            )
        )


@strawberry.input(description="One thing that is measured. 指标")
class IndicatorInput:
    """An indicator."""

    code: str = strawberry.field(description="Its code, used once in the scheme. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    weight: Decimal = strawberry.field(description="What it is worth, in points out of 100. 权重")
    measure: MeasureInput = strawberry.field(description="How it is measured. 计量方式")
    description: NameInput | None = strawberry.field(default=None, description="What counts and what not. 说明")

    def indicator(self) -> core.Indicator:
        """The core's value."""
        return core.Indicator(
            code=self.code,
            title=self.title.text(),
            weight=self.weight,
            measure=self.measure.measure(),
            description=self.description.text() if self.description else None,
        )


@strawberry.input(description="A group of indicators. 维度")
class DimensionInput:
    """A dimension."""

    code: str = strawberry.field(description="Its code. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    weight: Decimal = strawberry.field(description="The sum of its indicators' weights. 权重")
    indicators: list[IndicatorInput] = strawberry.field(description="Its indicators. 指标")

    def dimension(self) -> core.Dimension:
        """The core's value."""
        indicators = tuple(one.indicator() for one in self.indicators)
        return core.Dimension(code=self.code, title=self.title.text(), weight=self.weight, indicators=indicators)


@strawberry.input(description="A new scheme. 拟定指标方案")
class DraftSchemeInput:
    """Input of `draftScheme`."""

    code: str = strawberry.field(description="What all its versions will share. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    cycle: PeriodInput = strawberry.field(description="The days it is about; it has an end. 考核周期")
    applies_to: list[str] = strawberry.field(description="The kinds of posts it is about, by code. 适用职位")
    dimensions: list[DimensionInput] = strawberry.field(description="Dimensions whose weights sum to 100. 维度")


@strawberry.input(description="A next version of a scheme; what is left out stays as it is. 修订指标方案")
class ReviseSchemeInput:
    """Input of `reviseScheme`."""

    scheme: strawberry.ID = strawberry.field(description="The scheme in the version it is drafted from. 方案")
    title: NameInput | None = strawberry.field(default=None, description="What it is called. 名称")
    cycle: PeriodInput | None = strawberry.field(default=None, description="The days it is about. 考核周期")
    applies_to: list[str] | None = strawberry.field(default=None, description="The kinds of posts. 适用职位")
    dimensions: list[DimensionInput] | None = strawberry.field(default=None, description="All its dimensions. 维度")


@strawberry.input(description="A scheme that is put in force. 发布指标方案")
class PublishSchemeInput:
    """Input of `publishScheme`."""

    scheme: strawberry.ID = strawberry.field(description="The scheme. 方案")


@strawberry.input(description="Points added or deducted. 加减分")
class PointsEntryInput:
    """Points."""

    points: Decimal = strawberry.field(description="How many; negative where deducted. 分值")
    reason: str = strawberry.field(description="Why. 原因")


@strawberry.input(one_of=True, description="What has happened: one of these, as the indicator is measured. 填报内容")
class EntryInput:
    """An entry."""

    amount: strawberry.Maybe[Decimal] = strawberry.field(description="So much was done. 数量")
    milestone: strawberry.Maybe[str] = strawberry.field(description="The milestone of this code was reached. 节点")
    points: strawberry.Maybe[PointsEntryInput] = strawberry.field(description="Points were given. 加减分")
    rating: strawberry.Maybe[Decimal] = strawberry.field(description="The caller's rating of the cadre. 评分")
    not_applicable: strawberry.Maybe[str] = strawberry.field(description="It does not apply, for this reason. 不适用")

    def entry(self) -> core.Entry:
        """The core's value."""
        if self.amount is not None:
            return core.QuantityEntry(amount=self.amount.value)
        if self.milestone is not None:
            return core.MilestoneReached(milestone=self.milestone.value)
        if self.points is not None:
            given = self.points.value
            return core.PointsEntry(points=given.points, reason=given.reason.strip())
        if self.rating is not None:
            return core.RatingEntry(rating=self.rating.value)
        return core.NotApplicableEntry(reason=self.not_applicable.value.strip() if self.not_applicable else "")


@strawberry.input(description="What shows that a record holds. 佐证")
class EvidenceInput:
    """A piece of evidence."""

    kind: EvidenceKind = strawberry.field(description="What it is. 类型")
    title: str = strawberry.field(description="What it is called. 名称")
    reference: str = strawberry.field(description="Where it is: a file's key, a piece of work, a link. 位置")
    sha256: str | None = strawberry.field(default=None, description="The SHA-256 of a file's content. 校验值")

    def evidence(self) -> core.Evidence:
        """The core's value."""
        title, reference = self.title.strip(), self.reference.strip()
        return core.Evidence(kind=self.kind, title=title, reference=reference, sha256=self.sha256)


@strawberry.input(description="What a cadre has done. 填报进程记录")
class SubmitRecordInput:
    """Input of `submitRecord`."""

    scheme: strawberry.ID = strawberry.field(description="The scheme. 指标方案")
    indicator: str = strawberry.field(description="The indicator's code. 指标")
    person: strawberry.ID = strawberry.field(description="The cadre it is about. 被考核人")
    occurred_on: date = strawberry.field(description="The day on which it happened. 发生日期")
    entry: EntryInput = strawberry.field(description="What happened. 填报内容")
    evidence: list[EvidenceInput] = strawberry.field(default_factory=list, description="What shows it. 佐证")
    note: str = strawberry.field(default="", description="What there is to say. 说明")
    supersedes: strawberry.ID | None = strawberry.field(
        default=None, description="The verified record that was mistaken. 替代记录"
    )


@strawberry.input(description="A record that is verified, or withdrawn. 进程记录")
class RecordInput:
    """Input of `verifyRecord` and `withdrawRecord`."""

    record: strawberry.ID = strawberry.field(description="The record. 记录")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A record that does not hold. 不予认定")
class RejectRecordInput:
    """Input of `rejectRecord`."""

    record: strawberry.ID = strawberry.field(description="The record. 记录")
    reason: str = strawberry.field(description="Why. 理由")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
