"""Indicator schemes in GraphQL."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, cast

import strawberry

from governance_core.assessment import Watch as WatchRule
from governance_core.assessment import dimension_from_data, measure_from_data, watch_from_data
from graphql_api.assessment.schema.enums import MissingRule, SchemeStatus, Subject
from graphql_api.assessment.schema.measures import MeasureShown, measure_shown
from graphql_api.organisation import Validity
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import one
from graphql_api.platform.schema.node import Node
from graphql_api.practices import Practice


@strawberry.type(description="One thing that is measured. 指标")
class Indicator:
    """An indicator."""

    code: str = strawberry.field(description="Its code, used once in the scheme. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    description: str | None = strawberry.field(description="What counts and what does not. 说明")
    weight: Decimal = strawberry.field(description="What it is worth, in points out of 100. 权重")
    measure: MeasureShown = strawberry.field(description="How it is measured. 计量方式")
    initiative: str | None = strawberry.field(description="The code of the reform's initiative it serves. 所属改革任务")
    origin: str | None = strawberry.field(
        description="The code of the scheme it was inherited from, or the id of the practice that offers it; null for "
        "the scheme's own. 来源"
    )
    verified_by: list[str] = strawberry.field(
        description="The kinds of posts whose holders verify its records; none where any reviewer may. 核实职务"
    )


@strawberry.type(description="A group of indicators. 维度")
class Dimension:
    """A dimension."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    weight: Decimal = strawberry.field(description="The sum of its indicators' weights. 权重")
    indicators: list[Indicator] = strawberry.field(description="Its indicators. 指标")


@strawberry.type(description="When progress is called late. 预警规则")
class Watch:
    """When progress is called late."""

    amber_below: Decimal = strawberry.field(
        description="The part of what is expected, in percent, below which an indicator is amber. 黄灯线"
    )
    red_below: Decimal = strawberry.field(description="The part below which it is red. 红灯线")
    grace_days: int = strawberry.field(description="For how many days of service nothing is late. 宽限天数")
    ahead_days: int = strawberry.field(description="How many days ahead a milestone turns amber. 提前提醒天数")


@strawberry.input(description="Which schemes. 方案筛选")
class SchemeFilter:
    """Conditions on schemes, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    code: str | None = strawberry.field(default=None, description="With this code.")
    status: SchemeStatus | None = strawberry.field(default=None, description="With this status.")
    subject: Subject | None = strawberry.field(default=None, description="Assessing these.")


@strawberry.type(
    description="What cadres of certain posts, or units of certain kinds, are assessed by in a cycle. 考核指标方案"
)
class IndicatorScheme(Node):
    """An indicator scheme, in one version."""

    moment_: strawberry.Private[Any]
    dimension_data: strawberry.Private[Any]
    cycle_from: strawberry.Private[date]
    cycle_to: strawberry.Private[date]
    unit_kinds: strawberry.Private[Any]
    watch_data: strawberry.Private[Any]
    code: str = strawberry.field(description="What all its versions share. 代码")
    version: int = strawberry.field(description="1, 2, 3 … 版本")
    title: str = strawberry.field(description="What it is called. 名称")
    status: SchemeStatus = strawberry.field(description="Draft or published; a published one never changes. 状态")
    published_at: datetime | None = strawberry.field(description="When it was published. 发布时间")
    subject: Subject = strawberry.field(description="What it assesses. 考核对象")
    applies_to: list[str] = strawberry.field(
        description="The kinds of posts it is about, by code; none where it assesses units. 适用职位"
    )
    missing: MissingRule = strawberry.field(description="What is missing when the cycle closes means. 缺报处理")
    effective_on: date | None = strawberry.field(
        description="The day from which it counts; null for the cycle's first. 生效日期"
    )
    inherits: "IndicatorScheme | None" = one(
        "inherits", description="The scheme whose indicators it took over. 沿用方案"
    )

    @strawberry.field(
        name="unitKinds", description="The kinds of units it is for, by code; none where it is for all. 适用单位"
    )
    def for_unit_kinds(self) -> list[str]:
        """The kinds of units."""
        return list(self.unit_kinds or ())

    @strawberry.field(description="When progress is called late. 预警规则")
    def watch(self) -> Watch:
        """When progress is called late."""
        rule = WatchRule() if self.watch_data is None else watch_from_data(self.watch_data)
        return Watch(
            amber_below=rule.amber_below,
            red_below=rule.red_below,
            grace_days=rule.grace_days,
            ahead_days=rule.ahead_days,
        )

    @strawberry.field(description="The days it is about. 考核周期")
    def cycle(self) -> Validity:
        """The cycle."""
        return Validity(from_=self.cycle_from, to=self.cycle_to)

    @strawberry.field(description="Its dimensions with their indicators; their weights sum to 100. 维度")
    def dimensions(self, info: Info) -> list[Dimension]:
        """The dimensions."""
        language = info.context.language
        return [
            Dimension(
                code=dimension.code,
                title=dimension.title.in_language(language),
                weight=dimension.weight,
                indicators=[
                    Indicator(
                        code=one.code,
                        title=one.title.in_language(language),
                        description=one.description.in_language(language) if one.description else None,
                        weight=one.weight,
                        measure=measure_shown(one.measure, language),
                        initiative=one.initiative,
                        origin=one.origin,
                        verified_by=list(one.verified_by),
                    )
                    for one in dimension.indicators
                ],
            )
            for dimension in map(dimension_from_data, self.dimension_data)
        ]


@strawberry.type(description="An indicator that a practice offers; its weight is for a scheme to say. 可选指标")
class OfferedIndicator:
    """A contributed indicator."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    measure: MeasureShown = strawberry.field(description="How it is measured. 计量方式")


@strawberry.type
class OfferingPractice:
    """What the assessment adds to a practice."""

    @strawberry.field(description="The indicators it offers to schemes. 可选指标")
    def indicators(self, info: Info) -> list[OfferedIndicator]:
        """The contributed indicators."""
        language = info.context.language
        manifest = cast("Practice", self).manifest
        return [
            OfferedIndicator(
                code=one.code,
                title=one.title.in_language(language),
                measure=measure_shown(measure_from_data(dict(one.measure)), language),
            )
            for one in manifest.indicators
        ]
