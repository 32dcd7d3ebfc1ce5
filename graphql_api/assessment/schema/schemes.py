"""Indicator schemes in GraphQL."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, cast

import strawberry

from governance_core.assessment import (
    Derived,
    Measure,
    Milestones,
    Points,
    Quantity,
    Rating,
    Veto,
    dimension_from_data,
    formula_to_text,
    measure_from_data,
)
from graphql_api.assessment.schema.enums import Direction, Pace, SchemeStatus, Totalling
from graphql_api.organisation import Validity
from graphql_api.platform.context import Info
from graphql_api.platform.schema.node import Node
from graphql_api.practices import Practice


@strawberry.type(description="An amount against a target. 数量型")
class QuantityMeasure:
    """A quantity."""

    unit: str = strawberry.field(description="What is counted. 计量单位")
    target: Decimal = strawberry.field(description="The amount worth the full weight at the cycle's end. 目标值")
    floor: Decimal = strawberry.field(description="The amount worth nothing at the cycle's end. 起评值")
    direction: Direction = strawberry.field(description="Whether more is better, or less. 方向")
    total: Totalling = strawberry.field(description="How several records make one amount. 累计方式")
    pace: Pace = strawberry.field(description="What is expected before the cycle's end. 进度要求")


@strawberry.type(description="A step of a piece of work. 节点")
class Milestone:
    """A milestone."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    due_on: date = strawberry.field(description="The day it is due. 完成期限")
    share: Decimal = strawberry.field(description="What it is worth of the indicator, in percent. 占比")


@strawberry.type(description="Steps whose shares sum to 100. 节点型")
class MilestoneMeasure:
    """Milestones."""

    milestones: list[Milestone] = strawberry.field(description="The steps. 节点")


@strawberry.type(description="Points added to a base or deducted from it. 积分型")
class PointsMeasure:
    """Points."""

    base: Decimal = strawberry.field(description="What the cycle begins with. 基础分")
    ceiling: Decimal = strawberry.field(description="What is worth the full weight. 上限")
    floor: Decimal = strawberry.field(description="What is worth nothing. 下限")


@strawberry.type(description="The mean of ratings. 评议型")
class RatingMeasure:
    """Ratings."""

    low: Decimal = strawberry.field(description="The least rating. 最低分")
    high: Decimal = strawberry.field(description="The best rating, worth the full weight. 最高分")
    minimum_raters: int = strawberry.field(description="How many must have rated. 最少评议人数")


@strawberry.type(description="What a formula makes of other indicators and figures. 派生型")
class DerivedMeasure:
    """A derived indicator."""

    formula: str = strawberry.field(description="The formula. 公式")
    unit: str = strawberry.field(description="The unit of what it gives. 计量单位")
    target: Decimal = strawberry.field(description="The value worth the full weight. 目标值")
    floor: Decimal = strawberry.field(description="The value worth nothing. 起评值")
    direction: Direction = strawberry.field(description="Whether more is better, or less. 方向")


@strawberry.type(description="What must not happen: it caps the grade and is worth no points. 一票否决")
class VetoMeasure:
    """A veto."""

    caps_at: int = strawberry.field(description="The best grade it leaves, as its place of four. 最高等次")


MeasureShown = Annotated[
    QuantityMeasure | MilestoneMeasure | PointsMeasure | RatingMeasure | DerivedMeasure | VetoMeasure,
    strawberry.union("Measure", description="How an indicator is measured. 计量方式"),
]


@strawberry.type(description="One thing that is measured. 指标")
class Indicator:
    """An indicator."""

    code: str = strawberry.field(description="Its code, used once in the scheme. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    description: str | None = strawberry.field(description="What counts and what does not. 说明")
    weight: Decimal = strawberry.field(description="What it is worth, in points out of 100. 权重")
    measure: MeasureShown = strawberry.field(description="How it is measured. 计量方式")


@strawberry.type(description="A group of indicators. 维度")
class Dimension:
    """A dimension."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    weight: Decimal = strawberry.field(description="The sum of its indicators' weights. 权重")
    indicators: list[Indicator] = strawberry.field(description="Its indicators. 指标")


@strawberry.input(description="Which schemes. 方案筛选")
class SchemeFilter:
    """Conditions on schemes, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    code: str | None = strawberry.field(default=None, description="With this code.")
    status: SchemeStatus | None = strawberry.field(default=None, description="With this status.")


@strawberry.type(description="What cadres of certain posts are assessed by in a cycle. 考核指标方案")
class IndicatorScheme(Node):
    """An indicator scheme, in one version."""

    moment_: strawberry.Private[Any]
    dimension_data: strawberry.Private[Any]
    cycle_from: strawberry.Private[date]
    cycle_to: strawberry.Private[date]
    code: str = strawberry.field(description="What all its versions share. 代码")
    version: int = strawberry.field(description="1, 2, 3 … 版本")
    title: str = strawberry.field(description="What it is called. 名称")
    status: SchemeStatus = strawberry.field(description="Draft or published; a published one never changes. 状态")
    published_at: datetime | None = strawberry.field(description="When it was published. 发布时间")
    applies_to: list[str] = strawberry.field(description="The kinds of posts it is about, by code. 适用职位")

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
                    )
                    for one in dimension.indicators
                ],
            )
            for dimension in map(dimension_from_data, self.dimension_data)
        ]


def measure_shown(measure: Measure, language: str) -> MeasureShown:
    """A measure of the core as GraphQL shows it."""
    match measure:
        case Quantity():
            return QuantityMeasure(
                unit=measure.unit.in_language(language),
                target=measure.target,
                floor=measure.floor,
                direction=measure.direction,
                total=measure.total,
                pace=measure.pace,
            )
        case Milestones():
            steps = [
                Milestone(code=one.code, title=one.title.in_language(language), due_on=one.due_on, share=one.share)
                for one in measure.milestones
            ]
            return MilestoneMeasure(milestones=steps)
        case Points():
            return PointsMeasure(base=measure.base, ceiling=measure.ceiling, floor=measure.floor)
        case Rating():
            return RatingMeasure(low=measure.low, high=measure.high, minimum_raters=measure.minimum_raters)
        case Derived():
            return DerivedMeasure(
                formula=formula_to_text(measure.formula),
                unit=measure.unit.in_language(language),
                target=measure.target,
                floor=measure.floor,
                direction=measure.direction,
            )
        case Veto():
            return VetoMeasure(caps_at=measure.caps_at)


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
