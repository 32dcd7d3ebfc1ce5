"""How an indicator is measured, in GraphQL."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from governance_core.assessment import (
    Derived,
    Measure,
    Milestones,
    Points,
    Quantity,
    Rating,
    Veto,
    formula_to_text,
)
from graphql_api.assessment.schema.enums import Direction, Pace, RaterRelation, Totalling


@strawberry.type(description="What share of the target is expected by a day. 进度节点")
class Checkpoint:
    """A checkpoint."""

    on: date = strawberry.field(description="The day, to its end. 日期")
    share: Decimal = strawberry.field(description="The share of the target, in percent. 应达比例")


@strawberry.type(description="An amount against a target. 数量型")
class QuantityMeasure:
    """A quantity."""

    unit: str = strawberry.field(description="What is counted. 计量单位")
    target: Decimal = strawberry.field(description="The amount worth the full weight at the cycle's end. 目标值")
    floor: Decimal = strawberry.field(description="The amount worth nothing at the cycle's end. 起评值")
    cap: Decimal | None = strawberry.field(
        description="The amount up to which more than the target makes up for other indicators. 封顶值"
    )
    direction: Direction = strawberry.field(description="Whether more is better, or less. 方向")
    total: Totalling = strawberry.field(description="How several records make one amount. 累计方式")
    pace: Pace = strawberry.field(description="What is expected before the cycle's end. 进度要求")
    checkpoints: list[Checkpoint] = strawberry.field(description="What a stepped or seasonal pace goes by. 进度节点")


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
    late_decay: Decimal = strawberry.field(
        description="What a step loses of its worth with each day it is late, in percent. 逾期递减"
    )
    late_floor: Decimal = strawberry.field(description="What it keeps however late it is, in percent. 逾期保底")


@strawberry.type(description="Points added to a base or deducted from it. 积分型")
class PointsMeasure:
    """Points."""

    base: Decimal = strawberry.field(description="What the cycle begins with. 基础分")
    ceiling: Decimal = strawberry.field(description="What is worth the full weight. 上限")
    floor: Decimal = strawberry.field(description="What is worth nothing. 下限")
    most_bonus: Decimal | None = strawberry.field(description="How much may be added in all. 加分上限")
    most_deduction: Decimal | None = strawberry.field(description="How much may be deducted in all. 扣分上限")


@strawberry.type(description="A group of raters whose mean counts with a weight. 评议组")
class RaterGroup:
    """A group of raters."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    relation: RaterRelation = strawberry.field(description="Who belongs to it. 评议关系")
    weight: Decimal = strawberry.field(description="What its mean is worth, in percent of the indicator. 权重")
    minimum_raters: int = strawberry.field(description="How many of it must have rated. 最少评议人数")


@strawberry.type(description="The mean of ratings. 评议型")
class RatingMeasure:
    """Ratings."""

    low: Decimal = strawberry.field(description="The least rating. 最低分")
    high: Decimal = strawberry.field(description="The best rating, worth the full weight. 最高分")
    minimum_raters: int = strawberry.field(description="How many must have rated. 最少评议人数")
    trim: Decimal = strawberry.field(description="The share of ratings left out at either end, in percent. 去极值比例")
    groups: list[RaterGroup] = strawberry.field(
        description="The groups whose means are weighed; none where all count alike. 评议组"
    )


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


def measure_shown(measure: Measure, language: str) -> MeasureShown:
    """A measure of the core as GraphQL shows it."""
    match measure:
        case Quantity():
            return QuantityMeasure(
                unit=measure.unit.in_language(language),
                target=measure.target,
                floor=measure.floor,
                cap=measure.cap,
                direction=measure.direction,
                total=measure.total,
                pace=measure.pace,
                checkpoints=[Checkpoint(on=one.on, share=one.share) for one in measure.checkpoints],
            )
        case Milestones():
            steps = [
                Milestone(code=one.code, title=one.title.in_language(language), due_on=one.due_on, share=one.share)
                for one in measure.milestones
            ]
            return MilestoneMeasure(milestones=steps, late_decay=measure.late_decay, late_floor=measure.late_floor)
        case Points():
            return PointsMeasure(
                base=measure.base,
                ceiling=measure.ceiling,
                floor=measure.floor,
                most_bonus=measure.most_bonus,
                most_deduction=measure.most_deduction,
            )
        case Rating():
            return _rating(measure, language)
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


def _rating(measure: Rating, language: str) -> RatingMeasure:
    groups = [
        RaterGroup(
            code=one.code,
            title=one.title.in_language(language),
            relation=one.relation,
            weight=one.weight,
            minimum_raters=one.minimum_raters,
        )
        for one in measure.groups
    ]
    return RatingMeasure(
        low=measure.low,
        high=measure.high,
        minimum_raters=measure.minimum_raters,
        trim=measure.trim,
        groups=groups,
    )
