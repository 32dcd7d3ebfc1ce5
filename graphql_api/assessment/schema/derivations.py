"""Why a score is what it is, in GraphQL."""

import asyncio
from collections.abc import Iterator
from decimal import Decimal

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.enums import Rule
from graphql_api.assessment.schema.records import ProgressRecord
from graphql_api.assessment.schema.schemes import IndicatorScheme
from graphql_api.organisation import Unit, Validity
from graphql_api.platform.context import Info
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import wanted_names
from graphql_api.platform.schema.readings import ReadingShown, shown_reading


@strawberry.type(name="DerivationInput", description="One of the numbers that a reading was made from. 计算要素")
class InputShown:
    """An input of a derivation."""

    given: strawberry.Private[core.Input]
    moment: strawberry.Private[Moment]
    code: str = strawberry.field(
        description="A milestone's or a rater group's code, or record, base, bonus or deduction. 代码"
    )
    title: str | None = strawberry.field(description="What it is called, where it has a name. 名称")
    number: Decimal = strawberry.field(description="What came in. 数值")
    counted: Decimal = strawberry.field(description="What of it counts: after decay, ceilings or weights. 计入值")
    of: int | None = strawberry.field(
        description="Out of how many or how much: the raters of a mean, the days a milestone was late. 基数"
    )

    @strawberry.field(description="The record it is from, as it stands now, where it is one's. 依据的记录")
    async def record(self, info: Info) -> ProgressRecord | None:
        """The record."""
        if self.given.record is None:
            return None
        found: ProgressRecord | None = await info.context.reader.get(
            "ProgressRecord", self.given.record, self.moment, wanted=wanted_names(info)
        )
        return found


@strawberry.type(description="What one part of a formula came to. 公式步骤")
class FormulaStep:
    """A step of a formula."""

    text: str = strawberry.field(description="The part, as it is written. 公式")
    reading: ReadingShown = strawberry.field(
        description="What it came to; of a condition 1 where it holds and 0 where it does not. 结果"
    )
    explanation: str = strawberry.field(description="The part, the same with what was read, and the result. 说明")


@strawberry.type(name="Formula", description="How a derived reading came about. 公式")
class FormulaShown:
    """A formula with its steps."""

    text: str = strawberry.field(description="The formula. 公式")
    steps: list[FormulaStep] = strawberry.field(
        description="Every part that was gone through, each after what it rests on; the last is the whole. 计算步骤"
    )


@strawberry.type(name="Derivation", description="Why a number is what it is; children sum to their parent. 计算依据")
class DerivationShown:
    """A node of a derivation."""

    node: strawberry.Private[core.Derivation]
    moment: strawberry.Private[Moment]
    code: str = strawberry.field(description="The scheme's, dimension's or indicator's code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    rule: Rule = strawberry.field(description="By which rule it came about. 计算规则")
    weight: Decimal = strawberry.field(description="What it is worth by the scheme. 权重")
    effective_weight: Decimal = strawberry.field(
        description="What it is worth after the weight of what does not apply has been shared. 折算权重"
    )
    reading: ReadingShown | None = strawberry.field(description="What was read; null for groups. 读数")
    unit: str | None = strawberry.field(description="The unit of a quantity. 计量单位")
    floor: Decimal | None = strawberry.field(description="The reading worth nothing on this day. 起评值")
    expected: Decimal | None = strawberry.field(description="The reading worth the full weight on this day. 应达值")
    contribution: Decimal = strawberry.field(description="The points it brings. 得分")
    low: Decimal = strawberry.field(description="The least it may bring. 下限")
    high: Decimal = strawberry.field(description="The most it may bring. 上限")
    caps_at: int | None = strawberry.field(
        description="The best grade that a veto leaves, as its place of four, where one was found. 最高等次"
    )
    version: int | None = strawberry.field(description="The version of the scheme, where it is about one. 方案版本")
    served: Validity | None = strawberry.field(description="The days served, where it is about those. 任职时段")
    arithmetic: str = strawberry.field(
        description="How the number came about, in figures: what a reader with a calculator repeats. 算式"
    )
    explanation: str = strawberry.field(description="The same as a sentence. 说明")

    @strawberry.field(description="The numbers the reading was made from; those of ratings name no rater. 计算要素")
    def inputs(self, info: Info) -> list[InputShown]:
        """The inputs."""
        language = info.context.language
        return [
            InputShown(
                given=one,
                moment=self.moment,
                code=one.code,
                title=one.title.in_language(language) if one.title else None,
                number=one.number,
                counted=one.counted,
                of=one.of,
            )
            for one in self.node.inputs
        ]

    @strawberry.field(description="How a derived reading came about. 公式")
    def formula(self, info: Info) -> FormulaShown | None:
        """The formula."""
        return _formula(self.node.formula, info.context.language) if self.node.formula else None

    @strawberry.field(description="The scheme in one version, where it is about one. 指标方案")
    async def scheme(self, info: Info) -> IndicatorScheme | None:
        """The scheme."""
        reader, key = info.context.reader, self.node.scheme
        return await reader.get("IndicatorScheme", key, self.moment, wanted=wanted_names(info)) if key else None

    @strawberry.field(description="The unit served in, as far as the caller sees it. 任职单位")
    async def served_in(self, info: Info) -> Unit | None:
        """The unit."""
        reader, key = info.context.reader, self.node.served_in
        return await reader.get("Unit", key, self.moment, wanted=wanted_names(info)) if key else None

    @strawberry.field(description="What it is the sum of. 组成")
    def children(self, info: Info) -> "list[DerivationShown]":
        """The children."""
        return [derivation_shown(child, self.moment, info.context.language) for child in self.node.children]

    @strawberry.field(description="The records it rests on, as they stand now. 依据的记录")
    async def records(self, info: Info) -> list[ProgressRecord]:
        """The records."""
        reader, wanted = info.context.reader, wanted_names(info)
        keys = self.node.records
        found = await asyncio.gather(*(reader.get("ProgressRecord", key, self.moment, wanted=wanted) for key in keys))
        return [record for record in found if record is not None]


def derivation_shown(node: core.Derivation, moment: Moment, language: str) -> DerivationShown:
    """A derivation of the core as GraphQL shows it."""
    return DerivationShown(
        node=node,
        moment=moment,
        code=node.code,
        title=node.title.in_language(language),
        rule=node.rule,
        weight=node.weight,
        effective_weight=node.effective_weight,
        reading=None if node.reading is None else shown_reading(node.reading),
        unit=node.unit.in_language(language) if node.unit else None,
        floor=node.floor,
        expected=node.expected,
        contribution=node.contribution,
        low=node.low,
        high=node.high,
        caps_at=node.caps_at,
        version=node.version,
        served=Validity(from_=node.served.start, to=node.served.end) if node.served else None,
        arithmetic=core.arithmetic(node),
        explanation=core.explain(node, language),
    )


def _formula(step: core.Step, language: str) -> FormulaShown:
    steps = [
        FormulaStep(text=one.text, reading=shown_reading(one.reading), explanation=core.explain_step(one, language))
        for one in _steps(step)
    ]
    return FormulaShown(text=step.text, steps=steps)


def _steps(step: core.Step) -> Iterator[core.Step]:
    for child in step.children:
        yield from _steps(child)
    yield step
