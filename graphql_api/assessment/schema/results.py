"""What cycles come to in GraphQL: results with their derivation, and sums of them over units."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

import strawberry

from governance_core import assessment as core
from graphql_api.assessment import queries
from graphql_api.assessment.schema.cycles import AssessmentCycle
from graphql_api.assessment.schema.derivations import DerivationShown, derivation_shown
from graphql_api.assessment.schema.enums import Grade
from graphql_api.assessment.schema.moves import IndicatorMoveShown, moves_shown
from graphql_api.organisation import Unit
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import many, one
from graphql_api.platform.reading.paging import Connection


@strawberry.type(
    description="What a result would be by what is known now: records verified since, posts corrected, versions of "
    "schemes published since. The result itself stands. 按现有信息重算"
)
class Restatement:
    """A restatement."""

    given: strawberry.Private[core.Restatement]
    takes_part: bool = strawberry.field(
        description="Whether anything they served in would be assessed, by what is known of their posts. 是否参加"
    )
    points: Decimal | None = strawberry.field(description="The score; null where it is not complete. 重算得分")
    low: Decimal | None = strawberry.field(description="The least it could be. 下限")
    high: Decimal | None = strawberry.field(description="The most it could be. 上限")
    best: int = strawberry.field(description="The best grade that vetoes would leave, as its place of four. 最高等次")
    change: Decimal | None = strawberry.field(
        description="By how many points it would be more; null where one of the two is not complete. 分差"
    )

    @strawberry.field(
        description="What makes the difference, the greatest change first: indicators, and routine results, "
        "adjustments and the limit by their codes. 变化原因"
    )
    def because(self, info: Info) -> list[IndicatorMoveShown]:
        """The reasons."""
        return moves_shown(self.given.because, info.context.language)


@strawberry.type(description="What somebody came to in a cycle, with all it rests on. 考核结果明细")
class CycleResult:
    """A result."""

    id: strawberry.Private[str]
    key: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    assessment_data: strawberry.Private[Any]
    points: Decimal | None = strawberry.field(description="The score; null where it is not complete. 得分")
    low: Decimal = strawberry.field(description="The least it could be. 下限")
    high: Decimal = strawberry.field(description="The most it could be. 上限")
    best: int = strawberry.field(description="The best grade that vetoes leave, as its place of four. 最高等次")
    known_at: datetime = strawberry.field(description="What was known then counted. 知悉时间")

    @strawberry.field(description="Why it is what it is; kept as it was. 计算依据")
    def derivation(self, info: Info) -> DerivationShown:
        """The derivation."""
        kept = core.assessment_from_data(self.assessment_data)
        return derivation_shown(kept.derivation, self.moment_, info.context.language)

    @strawberry.field(
        description="What it would be by what is known now, whatever moment is asked about; the result itself stands. "
        "按现有信息重算"
    )
    async def if_known_now(self, info: Info) -> Restatement | None:
        """The restatement."""
        found: core.Restatement | None = await info.context.reader.batched(queries.restated, self.key)
        if found is None:
            return None
        after = found.after
        return Restatement(
            given=found,
            takes_part=after is not None,
            points=after.points if after else None,
            low=after.low if after else None,
            high=after.high if after else None,
            best=found.best_place,
            change=found.change,
        )


@strawberry.type(description="How many have a grade. 等次分布")
class GradeCount:
    """A count."""

    grade: Grade = strawberry.field(description="The grade. 等次")
    count: int = strawberry.field(description="How many have it. 人数")
    share: Decimal | None = strawberry.field(description="Of a hundred who were graded. 占比")


@strawberry.type(description="How far a dimension, or an initiative, got. 分项得分")
class PartMean:
    """A mean of parts."""

    code: str = strawberry.field(description="The dimension's or initiative's code. 代码")
    subjects: int = strawberry.field(description="Of how many. 人数")
    mean: Decimal | None = strawberry.field(description="The mean out of 100. 平均")


@strawberry.type(description="The results of a cycle in a unit and below it, as they are kept. 单位考核汇总")
class ResultSums:
    """The sums."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    sums_data: strawberry.Private[Any]
    subjects: int = strawberry.field(description="How many took part. 参加人数")
    scored: int = strawberry.field(description="How many have points. 计分人数")
    points: Decimal = strawberry.field(description="The sum of these. 得分合计")
    mean: Decimal | None = strawberry.field(description="Their mean, two decimals. 平均得分")
    unit: Unit | None = one("unit", description="The unit. 单位")
    cycle: AssessmentCycle | None = one("cycle", description="The cycle. 考核周期")

    @strawberry.field(description="How many have each grade; who has none is left out. 等次分布")
    def distribution(self) -> list[GradeCount]:
        """The distribution."""
        counts = {core.Grade(grade): count for grade, count in self.sums_data["grades"].items()}
        counts = dict(sorted(counts.items(), key=lambda one: one[0].position))
        sums = core.ResultSums(grades=counts)
        return [GradeCount(grade=grade, count=count, share=sums.share(grade)) for grade, count in counts.items()]

    @strawberry.field(description="How far each dimension got. 分维度")
    def dimensions(self) -> list[PartMean]:
        """By dimension."""
        return _parts(self.sums_data["dimensions"])

    @strawberry.field(description="How far what serves each initiative got. 分工程")
    def initiatives(self) -> list[PartMean]:
        """By initiative."""
        return _parts(self.sums_data["initiatives"])


def _parts(data: Mapping[str, Any]) -> list[PartMean]:
    found = {code: core.PartSum(subjects=count, points=Decimal(points)) for code, (count, points) in data.items()}
    return [PartMean(code=code, subjects=part.subjects, mean=part.mean) for code, part in sorted(found.items())]


@strawberry.input(description="Which sums of results. 单位考核汇总筛选")
class ResultSumsFilter:
    """Conditions on sums, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"cycle": ("AssessmentCycle",)}

    cycle: strawberry.ID | None = strawberry.field(default=None, description="Of this cycle.")


@strawberry.type
class AppraisedUnit:
    """What cycles add to a unit."""

    result_sums: Connection[ResultSums] = many(
        "result_sums",
        filter=ResultSumsFilter,
        description="The results of cycles in the unit and below it, as each ended; for reviewing roles. 单位考核汇总",
    )


RESULT_TYPES = (CycleResult, ResultSums)
