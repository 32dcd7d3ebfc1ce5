"""What `inheritScheme` takes: a scheme with changes to the indicators it takes over."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import strawberry

from governance_core import assessment as core
from governance_core.errors import Blank, UnknownValue
from governance_core.practices import PracticeManifest
from graphql_api.assessment.schema.inputs import IndicatorInput
from graphql_api.assessment.schema.measure_inputs import Formulas, MeasureInput, Path
from graphql_api.organisation import NameInput

Practices = Mapping[str, PracticeManifest]


@strawberry.input(description="An indicator is worth something else. 调整权重")
class ReweighInput:
    """A new weight."""

    indicator: str = strawberry.field(description="Its code. 指标")
    weight: Decimal = strawberry.field(description="What it is worth. 权重")


@strawberry.input(description="An indicator is measured another way. 调整计量")
class RemeasureInput:
    """A new measure."""

    indicator: str = strawberry.field(description="Its code. 指标")
    measure: MeasureInput = strawberry.field(description="How it is measured. 计量方式")


@strawberry.input(description="An indicator that an installed practice offers. 特色做法指标")
class OfferedIndicatorInput:
    """An indicator of a practice."""

    practice: str = strawberry.field(description="The practice's id. 特色做法")
    code: str = strawberry.field(description="The indicator's code. 指标")
    weight: Decimal = strawberry.field(description="What it is worth. 权重")

    def indicator(self, path: Path, practices: Practices) -> core.Indicator:
        """The core's value.

        Raises:
            UnknownValue: no such practice is installed, or it offers no such indicator.
        """
        manifest = practices.get(self.practice)
        if manifest is None:
            raise UnknownValue(value=self.practice[:80], known=tuple(sorted(practices)), path=(*path, "practice"))
        offered = {one.code: one for one in manifest.indicators}
        if self.code not in offered:
            raise UnknownValue(value=self.code[:80], known=tuple(offered), path=(*path, "code"))
        found = offered[self.code]
        measure = core.measure_from_data(dict(found.measure))
        return core.Indicator(
            code=found.code, title=found.title, weight=self.weight, measure=measure, origin=manifest.id
        )


@strawberry.input(one_of=True, description="An indicator that is added: one's own, or a practice's. 增加的指标")
class AddedIndicatorInput:
    """An added indicator."""

    own: strawberry.Maybe[IndicatorInput] = strawberry.field(description="One's own. 自设指标")
    offered: strawberry.Maybe[OfferedIndicatorInput] = strawberry.field(description="A practice's. 特色做法指标")

    def indicator(self, path: Path, formulas: Formulas, practices: Practices) -> core.Indicator:
        """The core's value."""
        if self.offered is not None:
            return self.offered.value.indicator((*path, "offered"), practices)
        if self.own is not None:
            return self.own.value.indicator((*path, "own"), formulas)
        raise Blank(path=path)


@strawberry.input(description="An indicator is added to a dimension. 增加指标")
class AddInput:
    """An addition."""

    dimension: str = strawberry.field(description="The dimension's code. 维度")
    title: NameInput | None = strawberry.field(default=None, description="What it is called, where it is new. 名称")
    indicator: AddedIndicatorInput = strawberry.field(description="The indicator. 指标")

    def change(self, path: Path, formulas: Formulas, practices: Practices) -> core.Add:
        """The core's value."""
        indicator = self.indicator.indicator((*path, "indicator"), formulas, practices)
        title = self.title.text() if self.title else None
        return core.Add(dimension=self.dimension, indicator=indicator, title=title)


@strawberry.input(one_of=True, description="What is different: one of these. 调整内容")
class SchemeChangeInput:
    """A change."""

    reweigh: strawberry.Maybe[ReweighInput] = strawberry.field(description="Another weight. 调整权重")
    remeasure: strawberry.Maybe[RemeasureInput] = strawberry.field(description="Another measure. 调整计量")
    leave_out: strawberry.Maybe[str] = strawberry.field(description="The indicator of this code is left out. 去除指标")
    add: strawberry.Maybe[AddInput] = strawberry.field(description="An indicator more. 增加指标")

    def change(self, path: Path, formulas: Formulas, practices: Practices) -> core.SchemeChange:
        """The core's value; `path` is where it stands in the input."""
        if self.reweigh is not None:
            given = self.reweigh.value
            return core.Reweigh(indicator=given.indicator, weight=given.weight)
        if self.remeasure is not None:
            other = self.remeasure.value
            measure = other.measure.measure((*path, "remeasure", "measure"), formulas)
            return core.Remeasure(indicator=other.indicator, measure=measure)
        if self.add is not None:
            return self.add.value.change((*path, "add"), formulas, practices)
        return core.LeaveOut(indicator=self.leave_out.value if self.leave_out else "")


@strawberry.input(description="A scheme drafted from another's indicators. 沿用指标方案")
class InheritSchemeInput:
    """Input of `inheritScheme`."""

    parent: strawberry.ID = strawberry.field(description="The published scheme whose indicators it takes over. 原方案")
    code: str = strawberry.field(description="Its own code. 代码")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    applies_to: list[str] | None = strawberry.field(default=None, description="The kinds of posts. 适用职位")
    unit_kinds: list[str] | None = strawberry.field(default=None, description="The kinds of units. 适用单位")
    changes: list[SchemeChangeInput] = strawberry.field(
        default_factory=list, description="What is different, in order; weights must come to 100 again. 调整"
    )

    def changed(self, practices: Practices) -> Sequence[core.SchemeChange]:
        """The core's changes, given the installed practices.

        Raises:
            InputFault, InvalidInput: what is wrong with them, with its place.
        """
        formulas = Formulas()
        found = [one.change(("changes", str(place)), formulas, practices) for place, one in enumerate(self.changes)]
        formulas.done()
        return found
