"""Scores on single indicators, and their sums over subtrees, in GraphQL. Both are read as they are kept."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import strawberry

from graphql_api.assessment.schema.schemes import IndicatorScheme
from graphql_api.organisation import Person, Unit
from graphql_api.platform.reading.fields import many, one
from graphql_api.platform.reading.paging import Connection


@strawberry.type(description="An indicator by its name alone. 指标名称")
class IndicatorLabel:
    """An indicator's label."""

    code: str = strawberry.field(description="Its code. 代码")
    dimension: str = strawberry.field(description="The code of its dimension. 维度")
    initiative: str | None = strawberry.field(description="The code of the reform's initiative it serves. 所属改革任务")
    title: str = strawberry.field(description="What it is called. 名称")


@strawberry.input(description="Which scores or roll-ups. 指标得分筛选")
class IndicatorScoreFilter:
    """Conditions on scores or roll-ups, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"scheme": ("IndicatorScheme",)}

    scheme: strawberry.ID | None = strawberry.field(default=None, description="Under this scheme.")
    indicator: str | None = strawberry.field(default=None, description="On the indicator with this code.")
    dimension: str | None = strawberry.field(default=None, description="On indicators of the dimension with this code.")
    initiative: str | None = strawberry.field(
        default=None, description="On indicators that serve the initiative with this code."
    )


@strawberry.type(
    description="What a cadre's verified records on one indicator, made in one unit, come to on the day of the latest; "
    "that days go by changes nothing of it. 指标得分"
)
class IndicatorScore:
    """A score on an indicator."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    points: Decimal | None = strawberry.field(
        description="The share of the way, out of 100; null where it is missing or does not apply. 得分"
    )
    as_of: date = strawberry.field(description="The day it is about: that of the latest record. 截至日期")
    records: int = strawberry.field(description="How many records count. 记录数")
    by_products: int = strawberry.field(description="How many of them fell out of work done in the system. 工作留痕数")
    unit: Unit | None = one("unit", description="The unit in which the records were made. 单位")
    scheme: IndicatorScheme | None = one("scheme", description="The scheme. 指标方案")
    indicator: IndicatorLabel | None = one("indicator", description="The indicator. 指标")
    person: Person | None = one("person", description="The cadre. 被考核人")


@strawberry.type(
    description="The scores on one indicator in a unit and in everything that stood below it or served that on the "
    "day of each score: a unit that moves later takes none of them along. Everybody counts, whoever asks. 考核汇总"
)
class AssessmentRollUp:
    """A roll-up."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    cadres: int = strawberry.field(
        description="How many scores have points: one a cadre, or a unit assessed itself, and one more for each further"
        "unit that a cadre was assessed in. The others have records and no points. 计分人次"
    )
    points: Decimal = strawberry.field(description="The sum of their points. 得分合计")
    mean: Decimal | None = strawberry.field(
        description="The mean of their points, to two decimals, half up; null where there are none. 平均得分"
    )
    records: int = strawberry.field(description="How many records count, also where there are no points. 记录数")
    by_products: int = strawberry.field(description="How many of them fell out of work done in the system. 工作留痕数")
    by_product_share: Decimal | None = strawberry.field(
        description="How many of a hundred records that is, to two decimals, half up; null where there are none. "
        "工作留痕占比"
    )
    unit: Unit | None = one("unit", description="The unit. 单位")
    scheme: IndicatorScheme | None = one("scheme", description="The scheme. 指标方案")
    indicator: IndicatorLabel | None = one("indicator", description="The indicator. 指标")


@strawberry.type
class ScoredPerson:
    """What kept scores add to a person."""

    indicator_scores: Connection[IndicatorScore] = many(
        "indicator_scores",
        filter=IndicatorScoreFilter,
        description="The person's scores on single indicators, the latest first; for the person, and for reviewing "
        "roles as the records are. 指标得分",
    )


@strawberry.type
class SummedUnit:
    """What kept sums add to a unit."""

    assessment_roll_ups: Connection[AssessmentRollUp] = many(
        "assessment_roll_ups",
        filter=IndicatorScoreFilter,
        description="The assessment of the cadres in the unit and below it, and of units assessed themselves, by "
        "indicator, as known now; for reviewing roles. 考核汇总",
    )
