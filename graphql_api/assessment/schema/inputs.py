"""What the acts on schemes take."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.enums import MissingRule, Subject
from graphql_api.assessment.schema.measure_inputs import Formulas, MeasureInput, Path
from graphql_api.organisation import NameInput, PeriodInput


@strawberry.input(description="One thing that is measured. 指标")
class IndicatorInput:
    """An indicator."""

    code: str = strawberry.field(description="Its code, used once in the scheme. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    weight: Decimal = strawberry.field(description="What it is worth, in points out of 100; a veto nothing. 权重")
    measure: MeasureInput = strawberry.field(description="How it is measured. 计量方式")
    description: NameInput | None = strawberry.field(default=None, description="What counts and what not. 说明")
    initiative: str | None = strawberry.field(
        default=None, description="The code of the reform's initiative it serves. 所属改革任务"
    )
    origin: str | None = strawberry.field(
        default=None, description="The scheme it was inherited from, or the practice that offers it. 来源"
    )
    verified_by: list[str] = strawberry.field(
        default_factory=list, description="The kinds of posts whose holders verify its records; none for all. 核实职务"
    )

    def indicator(self, path: Path, formulas: Formulas) -> core.Indicator:
        """The core's value; `path` is where it stands in the input."""
        return core.Indicator(
            code=self.code,
            title=self.title.text(),
            weight=self.weight,
            measure=self.measure.measure((*path, "measure"), formulas),
            description=self.description.text() if self.description else None,
            initiative=self.initiative,
            origin=self.origin,
            verified_by=tuple(self.verified_by),
        )


@strawberry.input(description="A group of indicators. 维度")
class DimensionInput:
    """A dimension."""

    code: str = strawberry.field(description="Its code. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    weight: Decimal = strawberry.field(description="The sum of its indicators' weights. 权重")
    indicators: list[IndicatorInput] = strawberry.field(description="Its indicators. 指标")


def dimensions_of(given: Iterable[DimensionInput]) -> list[core.Dimension]:
    """The core's values of a scheme's dimensions.

    Raises:
        InputFault, InvalidInput: what is wrong with their formulas, with its place.
    """
    formulas = Formulas()
    found = [
        core.Dimension(
            code=one.code,
            title=one.title.text(),
            weight=one.weight,
            indicators=tuple(
                indicator.indicator(("dimensions", str(place), "indicators", str(number)), formulas)
                for number, indicator in enumerate(one.indicators)
            ),
        )
        for place, one in enumerate(given)
    ]
    formulas.done()
    return found


@strawberry.input(description="When progress is called late. 预警规则")
class WatchInput:
    """When progress is called late."""

    amber_below: Decimal = strawberry.field(
        default=core.Watch().amber_below, description="Amber below this part of what is expected, in percent. 黄灯线"
    )
    red_below: Decimal = strawberry.field(
        default=core.Watch().red_below, description="Red below this part, in percent. 红灯线"
    )
    grace_days: int = strawberry.field(
        default=core.Watch().grace_days, description="For how many days of service nothing is late. 宽限天数"
    )
    ahead_days: int = strawberry.field(
        default=core.Watch().ahead_days, description="How many days ahead a milestone turns amber. 提前提醒天数"
    )

    def watch(self) -> core.Watch:
        """The core's value."""
        return core.Watch(
            amber_below=self.amber_below,
            red_below=self.red_below,
            grace_days=self.grace_days,
            ahead_days=self.ahead_days,
        )


@strawberry.input(description="A new scheme. 拟定指标方案")
class DraftSchemeInput:
    """Input of `draftScheme`."""

    code: str = strawberry.field(description="What all its versions will share. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    cycle: PeriodInput = strawberry.field(description="The days it is about; it has an end. 考核周期")
    applies_to: list[str] = strawberry.field(
        default_factory=list, description="The kinds of posts it is about, by code; none where units are. 适用职位"
    )
    dimensions: list[DimensionInput] = strawberry.field(description="Dimensions whose weights sum to 100. 维度")
    subject: Subject = strawberry.field(default=Subject.CADRE, description="What it assesses. 考核对象")
    unit_kinds: list[str] = strawberry.field(
        default_factory=list, description="The kinds of units it is for, by code; none for all. 适用单位"
    )
    missing: MissingRule = strawberry.field(
        default=MissingRule.UNGRADED, description="What is missing when the cycle closes means. 缺报处理"
    )
    watch: WatchInput | None = strawberry.field(default=None, description="When progress is called late. 预警规则")


@strawberry.input(description="A next version of a scheme; what is left out stays as it is. 修订指标方案")
class ReviseSchemeInput:
    """Input of `reviseScheme`."""

    scheme: strawberry.ID = strawberry.field(description="The scheme in the version it is drafted from. 方案")
    title: NameInput | None = strawberry.field(default=None, description="What it is called. 名称")
    cycle: PeriodInput | None = strawberry.field(default=None, description="The days it is about. 考核周期")
    applies_to: list[str] | None = strawberry.field(default=None, description="The kinds of posts. 适用职位")
    dimensions: list[DimensionInput] | None = strawberry.field(default=None, description="All its dimensions. 维度")
    unit_kinds: list[str] | None = strawberry.field(default=None, description="The kinds of units. 适用单位")
    missing: MissingRule | None = strawberry.field(default=None, description="What is missing means. 缺报处理")
    watch: WatchInput | None = strawberry.field(default=None, description="When progress is called late. 预警规则")


@strawberry.input(description="A scheme that is put in force. 发布指标方案")
class PublishSchemeInput:
    """Input of `publishScheme`."""

    scheme: strawberry.ID = strawberry.field(description="The scheme. 方案")
    effective_on: date | None = strawberry.field(
        default=None,
        description="The day of the cycle from which it counts; by default its first, or today where a later version "
        "is published while the cycle runs. 生效日期",
    )
