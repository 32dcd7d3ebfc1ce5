"""Cycles in GraphQL."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.enums import CycleKind, QuotaGroup, Stage
from graphql_api.organisation import Unit, Validity
from graphql_api.platform.reading.fields import few, listed, one
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
class CycleQuery:
    """Root fields of cycles."""

    assessment_cycles: Connection[AssessmentCycle] = listed(
        "AssessmentCycle", filter=CycleFilter, description="Assessment cycles, the latest first. 考核周期列表"
    )


CYCLE_TYPES = (AssessmentCycle, CycleStage, CycleTally)
