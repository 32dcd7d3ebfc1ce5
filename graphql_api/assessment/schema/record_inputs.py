"""What the acts on progress records take."""

from datetime import date
from decimal import Decimal

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.enums import EvidenceKind
from graphql_api.platform.schema.errors import EXPECTED_VERSION


@strawberry.input(description="Points added or deducted. 加减分")
class PointsEntryInput:
    """Points."""

    points: Decimal = strawberry.field(description="How many; negative where deducted. 分值")
    reason: str = strawberry.field(description="Why. 原因")


@strawberry.input(description="The caller's rating. 评分")
class RatingEntryInput:
    """A rating."""

    rating: Decimal = strawberry.field(description="The rating. 评分")
    group: str | None = strawberry.field(
        default=None, description="The group of raters it is given as one of, where the indicator has any. 评议组"
    )


@strawberry.input(one_of=True, description="What has happened: one of these, as the indicator is measured. 填报内容")
class EntryInput:
    """An entry."""

    amount: strawberry.Maybe[Decimal] = strawberry.field(description="So much was done. 数量")
    milestone: strawberry.Maybe[str] = strawberry.field(description="The milestone of this code was reached. 节点")
    points: strawberry.Maybe[PointsEntryInput] = strawberry.field(description="Points were given. 加减分")
    rating: strawberry.Maybe[RatingEntryInput] = strawberry.field(description="The caller has rated. 评分")
    veto: strawberry.Maybe[str] = strawberry.field(description="What must not happen has: this. 一票否决")
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
            rated = self.rating.value
            return core.RatingEntry(rating=rated.rating, group=rated.group)
        if self.veto is not None:
            return core.VetoEntry(reason=self.veto.value.strip())
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


@strawberry.input(description="What a cadre, or a unit, has done. 填报进程记录")
class SubmitRecordInput:
    """Input of `submitRecord`."""

    scheme: strawberry.ID = strawberry.field(description="The scheme. 指标方案")
    indicator: str = strawberry.field(description="The indicator's code. 指标")
    person: strawberry.ID | None = strawberry.field(
        default=None, description="The cadre it is about, where the scheme assesses cadres. 被考核人"
    )
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="The unit it is about, where the scheme assesses units. 被考核单位"
    )
    occurred_on: date = strawberry.field(description="The day on which it happened. 发生日期")
    entry: EntryInput = strawberry.field(description="What happened. 填报内容")
    evidence: list[EvidenceInput] = strawberry.field(
        default_factory=list, description="What shows it; a rating needs none. 佐证"
    )
    note: str = strawberry.field(default="", description="What there is to say. 说明")
    supersedes: strawberry.ID | None = strawberry.field(
        default=None, description="The verified record that was mistaken, or the returned one. 替代记录"
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


@strawberry.input(description="A record that is to be made good. 退回补正")
class ReturnRecordInput:
    """Input of `returnRecord`."""

    record: strawberry.ID = strawberry.field(description="The record. 记录")
    reason: str = strawberry.field(description="What is lacking. 理由")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
