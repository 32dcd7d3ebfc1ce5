"""Progress records in GraphQL."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.enums import EvidenceKind, RecordSource, RecordStatus
from graphql_api.assessment.schema.schemes import IndicatorScheme
from graphql_api.organisation import Person, Unit
from graphql_api.platform.reading.fields import one
from graphql_api.platform.schema.node import Node
from graphql_api.platform.work import civil_day


@strawberry.type(description="So much was done. 完成数量")
class QuantityEntry:
    """A quantity."""

    amount: Decimal = strawberry.field(description="How much. 数量")


@strawberry.type(description="A milestone was reached. 完成节点")
class MilestoneReached:
    """A milestone."""

    milestone: str = strawberry.field(description="The milestone's code. 节点代码")


@strawberry.type(description="Points were added or deducted. 加减分")
class PointsEntry:
    """Points."""

    points: Decimal = strawberry.field(description="How many; negative where deducted. 分值")
    reason: str = strawberry.field(description="Why. 原因")


@strawberry.type(description="The submitter's rating of the cadre. 评分")
class RatingEntry:
    """A rating."""

    rating: Decimal = strawberry.field(description="The rating. 评分")
    group: str | None = strawberry.field(description="The group of raters it was given as one of. 评议组")


@strawberry.type(description="The indicator makes no sense for this cadre. 不适用")
class NotApplicableEntry:
    """Not applicable."""

    reason: str = strawberry.field(description="Why. 原因")


@strawberry.type(description="What must not happen has happened. 一票否决")
class VetoEntry:
    """A veto."""

    reason: str = strawberry.field(description="What has happened. 情形")


EntryShown = Annotated[
    QuantityEntry | MilestoneReached | PointsEntry | RatingEntry | VetoEntry | NotApplicableEntry,
    strawberry.union("Entry", description="What a record says has happened. 填报内容"),
]


@strawberry.type(description="What shows that a record holds. 佐证")
class Evidence:
    """A piece of evidence."""

    kind: EvidenceKind = strawberry.field(description="What it is; WORK_EVENT fell out of work done. 类型")
    title: str = strawberry.field(description="What it is called. 名称")
    reference: str = strawberry.field(description="Where it is. 位置")
    sha256: str | None = strawberry.field(description="The SHA-256 of a file's content. 校验值")


@strawberry.input(description="Which progress records. 记录筛选")
class RecordFilter:
    """Conditions on records, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "person": ("Person",),
        "about_unit": ("Unit",),
        "scheme": ("IndicatorScheme",),
        "within": ("Unit",),
    }

    person: strawberry.ID | None = strawberry.field(default=None, description="About this person.")
    about_unit: strawberry.ID | None = strawberry.field(default=None, description="About this unit itself.")
    scheme: strawberry.ID | None = strawberry.field(default=None, description="Under this scheme.")
    indicator: str | None = strawberry.field(default=None, description="On the indicator with this code.")
    statuses: list[RecordStatus] | None = strawberry.field(default=None, description="Standing at one of these.")
    since: date | None = strawberry.field(default=None, description="Of this day or later.")
    until: date | None = strawberry.field(default=None, description="Of a day before this one.")
    within: strawberry.ID | None = strawberry.field(
        default=None, description="About people appointed in this unit or below it."
    )


@strawberry.type(
    description="What a cadre, or a unit, has done on a day, with its evidence and what was decided. A rating is never "
    "shown to whom it is about. 工作进程记录"
)
class ProgressRecord(Node):
    """A progress record."""

    moment_: strawberry.Private[Any]
    entry_data: strawberry.Private[Any]
    evidence_data: strawberry.Private[Any]
    indicator: str = strawberry.field(description="The indicator's code. 指标")
    indicator_title: str | None = strawberry.field(description="What the indicator is called. 指标名称")
    occurred_on: date = strawberry.field(description="The day on which it happened. 发生日期")
    note: str = strawberry.field(description="What there is to say. 说明")
    source: RecordSource = strawberry.field(description="Who entered it. 来源")
    status: RecordStatus = strawberry.field(description="Where it stands. 状态")
    submitted_at: datetime = strawberry.field(description="When it became known. 提交时间")
    decided_at: datetime | None = strawberry.field(description="When it was decided about. 处理时间")
    reason: str | None = strawberry.field(description="Why it was rejected or returned. 理由")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    scheme: IndicatorScheme | None = one("scheme", description="The scheme it was made under. 指标方案")
    person: Person | None = one(
        "person", description="Who it is about; null where it is about the unit itself. 被考核人"
    )
    unit: Unit | None = one(
        "unit",
        description="The unit in which it counts: that of the post held on its day, or the one it is about. 所在单位",
    )
    submitter: Person | None = one("submitter", description="Who submitted it. 提交人")
    decider: Person | None = one("decider", description="Who decided about it. 处理人")
    supersedes: "ProgressRecord | None" = one("supersedes", description="The mistaken record it replaces. 替代记录")

    @strawberry.field(description="What happened. 填报内容")
    def entry(self) -> EntryShown:
        """The entry."""
        return _entry(core.entry_from_data(self.entry_data))

    @strawberry.field(description="What shows it. 佐证")
    def evidence(self) -> list[Evidence]:
        """The evidence."""
        read = [core.evidence_from_data(one) for one in self.evidence_data]
        return [Evidence(kind=one.kind, title=one.title, reference=one.reference, sha256=one.sha256) for one in read]

    @strawberry.field(description="Whether it fell out of work done in the system. 是否工作留痕")
    def is_by_product(self) -> bool:
        """Whether it fell out of work."""
        return any(one["kind"] == EvidenceKind.WORK_EVENT.value for one in self.evidence_data)

    @strawberry.field(description="How many days after it happened it was entered. 补录天数")
    def entered_days_late(self) -> int:
        """How late it was entered."""
        return (civil_day(self.submitted_at) - self.occurred_on).days


def _entry(entry: core.Entry) -> EntryShown:
    match entry:
        case core.QuantityEntry(amount=amount):
            return QuantityEntry(amount=amount)
        case core.MilestoneReached(milestone=milestone):
            return MilestoneReached(milestone=milestone)
        case core.PointsEntry(points=points, reason=reason):
            return PointsEntry(points=points, reason=reason)
        case core.RatingEntry(rating=rating, group=group):
            return RatingEntry(rating=rating, group=group)
        case core.NotApplicableEntry(reason=reason):
            return NotApplicableEntry(reason=reason)
        case core.VetoEntry(reason=reason):
            return VetoEntry(reason=reason)
