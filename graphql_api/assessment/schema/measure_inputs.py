"""How an indicator is measured, as acts take it."""

from datetime import date
from decimal import Decimal

import strawberry

from governance_core import assessment as core
from governance_core.errors import InputFault, InvalidInput, refuse_faults
from graphql_api.assessment.schema.enums import Direction, Pace, RaterRelation, Totalling
from graphql_api.organisation import NameInput

Path = tuple[str, ...]


class Formulas:
    """Reads the formulas of one input, and tells what is wrong with any of them together."""

    def __init__(self) -> None:
        self._faults: list[InputFault] = []

    def read(self, text: str, path: Path) -> core.Formula:
        """The formula that a text says; any other where it says none, until `done` refuses the whole."""
        try:
            return core.parse_formula(text, path)
        except InputFault as fault:
            self._faults.append(fault)
        except InvalidInput as several:
            self._faults.extend(several.faults)
        return core.parse_formula("0")

    def done(self) -> None:
        """Refuse what was wrong.

        Raises:
            InputFault, InvalidInput: what it was, with its place.
        """
        refuse_faults(self._faults)


@strawberry.input(description="What share of the target is expected by a day. 进度节点")
class CheckpointInput:
    """A checkpoint."""

    on: date = strawberry.field(description="The day, to its end. 日期")
    share: Decimal = strawberry.field(description="The share of the target, in percent. 应达比例")


@strawberry.input(description="An amount against a target. 数量型")
class QuantityInput:
    """A quantity."""

    unit: NameInput = strawberry.field(description="What is counted. 计量单位")
    target: Decimal = strawberry.field(description="The amount worth the full weight at the cycle's end. 目标值")
    floor: Decimal = strawberry.field(default=Decimal(0), description="The amount worth nothing then. 起评值")
    cap: Decimal | None = strawberry.field(
        default=None,
        description="The amount up to which more than the target makes up for other indicators. 封顶值",
    )
    direction: Direction = strawberry.field(default=Direction.HIGHER, description="Whether more is better. 方向")
    total: Totalling = strawberry.field(default=Totalling.SUM, description="How several records make one. 累计方式")
    pace: Pace = strawberry.field(default=Pace.LINEAR, description="What is expected before the end. 进度要求")
    checkpoints: list[CheckpointInput] = strawberry.field(
        default_factory=list, description="What a stepped or seasonal pace goes by, in order of days. 进度节点"
    )

    def measure(self) -> core.Quantity:
        """The core's value."""
        return core.Quantity(
            unit=self.unit.text(),
            target=self.target,
            floor=self.floor,
            cap=self.cap,
            direction=self.direction,
            total=self.total,
            pace=self.pace,
            checkpoints=tuple(core.Checkpoint(on=one.on, share=one.share) for one in self.checkpoints),
        )


@strawberry.input(description="A step of a piece of work. 节点")
class MilestoneInput:
    """A milestone."""

    code: str = strawberry.field(description="Its code. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    due_on: date = strawberry.field(description="The day it is due. 完成期限")
    share: Decimal = strawberry.field(description="What it is worth of the indicator, in percent. 占比")


@strawberry.input(description="Steps whose shares sum to 100. 节点型")
class MilestonesInput:
    """Milestones."""

    milestones: list[MilestoneInput] = strawberry.field(description="The steps. 节点")
    late_decay: Decimal = strawberry.field(
        default=Decimal(0), description="What a step loses of its worth with each day it is late, in percent. 逾期递减"
    )
    late_floor: Decimal = strawberry.field(
        default=Decimal(0), description="What it keeps however late it is, in percent. 逾期保底"
    )

    def measure(self) -> core.Milestones:
        """The core's value."""
        return core.Milestones(
            milestones=tuple(
                core.Milestone(code=step.code, title=step.title.text(), due_on=step.due_on, share=step.share)
                for step in self.milestones
            ),
            late_decay=self.late_decay,
            late_floor=self.late_floor,
        )


@strawberry.input(description="Points added to a base or deducted from it. 积分型")
class PointsInput:
    """Points."""

    base: Decimal = strawberry.field(description="What the cycle begins with. 基础分")
    ceiling: Decimal = strawberry.field(description="What is worth the full weight. 上限")
    floor: Decimal = strawberry.field(default=Decimal(0), description="What is worth nothing. 下限")
    most_bonus: Decimal | None = strawberry.field(default=None, description="How much may be added in all. 加分上限")
    most_deduction: Decimal | None = strawberry.field(
        default=None, description="How much may be deducted in all, as a positive number. 扣分上限"
    )

    def measure(self) -> core.Points:
        """The core's value."""
        return core.Points(
            base=self.base,
            ceiling=self.ceiling,
            floor=self.floor,
            most_bonus=self.most_bonus,
            most_deduction=self.most_deduction,
        )


@strawberry.input(description="A group of raters whose mean counts with a weight. 评议组")
class RaterGroupInput:
    """A group of raters."""

    code: str = strawberry.field(description="Its code. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    relation: RaterRelation = strawberry.field(description="Who belongs to it. 评议关系")
    weight: Decimal = strawberry.field(description="What its mean is worth, in percent of the indicator. 权重")
    minimum_raters: int = strawberry.field(default=1, description="How many of it must have rated. 最少评议人数")


@strawberry.input(description="The mean of ratings. 评议型")
class RatingInput:
    """Ratings."""

    low: Decimal = strawberry.field(description="The least rating. 最低分")
    high: Decimal = strawberry.field(description="The best rating, worth the full weight. 最高分")
    minimum_raters: int = strawberry.field(default=1, description="How many must have rated. 最少评议人数")
    trim: Decimal = strawberry.field(
        default=Decimal(0), description="The share of ratings left out at either end, in percent. 去极值比例"
    )
    groups: list[RaterGroupInput] = strawberry.field(
        default_factory=list, description="The groups whose means are weighed; none where all count alike. 评议组"
    )

    def measure(self) -> core.Rating:
        """The core's value."""
        return core.Rating(
            low=self.low,
            high=self.high,
            minimum_raters=self.minimum_raters,
            trim=self.trim,
            groups=tuple(
                core.RaterGroup(
                    code=one.code,
                    title=one.title.text(),
                    relation=one.relation,
                    weight=one.weight,
                    minimum_raters=one.minimum_raters,
                )
                for one in self.groups
            ),
        )


@strawberry.input(description="What a formula makes of other indicators and figures. 派生型")
class DerivedInput:
    """A derived indicator."""

    formula: str = strawberry.field(
        description='The formula, such as `reading["visits"] / figure["training.hours"]`. 公式'
    )
    unit: NameInput = strawberry.field(description="The unit of what it gives. 计量单位")
    target: Decimal = strawberry.field(description="The value worth the full weight. 目标值")
    floor: Decimal = strawberry.field(default=Decimal(0), description="The value worth nothing. 起评值")
    direction: Direction = strawberry.field(default=Direction.HIGHER, description="Whether more is better. 方向")

    def measure(self, path: Path, formulas: Formulas) -> core.Derived:
        """The core's value."""
        return core.Derived(
            formula=formulas.read(self.formula, (*path, "formula")),
            unit=self.unit.text(),
            target=self.target,
            floor=self.floor,
            direction=self.direction,
        )


@strawberry.input(description="What must not happen: it caps the grade and is worth no points. 一票否决")
class VetoInput:
    """A veto."""

    caps_at: int = strawberry.field(description="The best grade it leaves, as its place of four. 最高等次")

    def measure(self) -> core.Veto:
        """The core's value."""
        return core.Veto(caps_at=self.caps_at)


@strawberry.input(one_of=True, description="How an indicator is measured: by one of these. 计量方式")
class MeasureInput:
    """A measure."""

    quantity: strawberry.Maybe[QuantityInput] = strawberry.field(description="By an amount. 数量型")
    milestones: strawberry.Maybe[MilestonesInput] = strawberry.field(description="By steps. 节点型")
    points: strawberry.Maybe[PointsInput] = strawberry.field(description="By points. 积分型")
    rating: strawberry.Maybe[RatingInput] = strawberry.field(description="By ratings. 评议型")
    derived: strawberry.Maybe[DerivedInput] = strawberry.field(description="By a formula; nobody enters it. 派生型")
    veto: strawberry.Maybe[VetoInput] = strawberry.field(description="By what must not happen. 一票否决")

    def measure(self, path: Path, formulas: Formulas) -> core.Measure:
        """The core's value; `path` is where it stands in the input."""
        if self.derived is not None:
            return self.derived.value.measure(path, formulas)
        given = next(one for one in (self.quantity, self.milestones, self.points, self.rating, self.veto) if one)
        return given.value.measure()
