"""Scores with their derivation, and what waits for the caller's decision."""

import asyncio
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from governance_core import assessment as core
from governance_core.values import Score
from graphql_api.assessment import queries
from graphql_api.assessment.schema.enums import Rule
from graphql_api.assessment.schema.records import ProgressRecord, RecordFilter
from graphql_api.assessment.schema.roll_ups import ScoredPerson
from graphql_api.assessment.schema.schemes import IndicatorScheme, SchemeFilter
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, listed, wanted_names
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.readings import ReadingShown, shown_reading


@strawberry.type(name="Score", description="Points out of 100, with what they rest on. 得分")
class ScoreShown:
    """A score."""

    points: Decimal | None = strawberry.field(description="The score; null while something is missing. 得分")
    low: Decimal = strawberry.field(description="The least it can turn out to be. 下限")
    high: Decimal = strawberry.field(description="The most it can turn out to be. 上限")
    covered: Decimal = strawberry.field(description="How much of the weight has a reading, in percent. 覆盖率")


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
    expected: Decimal | None = strawberry.field(description="The reading worth the full weight on this day. 应达值")
    contribution: Decimal = strawberry.field(description="The points it brings. 得分")
    low: Decimal = strawberry.field(description="The least it may bring. 下限")
    high: Decimal = strawberry.field(description="The most it may bring. 上限")
    explanation: str = strawberry.field(description="The same as a sentence. 说明")

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


@strawberry.type(name="Assessment", description="A cadre's score under a scheme on a day. 考核结果")
class AssessmentShown:
    """An assessment."""

    scheme: IndicatorScheme = strawberry.field(description="The scheme. 指标方案")
    as_of: date = strawberry.field(description="The day it is about. 截至日期")
    known_at: datetime | None = strawberry.field(description="What was verified by then counts; null for now. 知悉时间")
    score: ScoreShown = strawberry.field(description="The score. 得分")
    derivation: DerivationShown = strawberry.field(description="Why it is what it is. 计算依据")


def _score(score: Score) -> ScoreShown:
    return ScoreShown(points=score.points, low=score.low, high=score.high, covered=score.covered)


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
        expected=node.expected,
        contribution=node.contribution,
        low=node.low,
        high=node.high,
        explanation=core.explain(node, language),
    )


@strawberry.type
class AssessedPerson(ScoredPerson):
    """What the assessment adds to a person."""

    @strawberry.field(
        description="The person's score with its derivation; null where no scheme is about their posts on that day, "
        "or where the caller may not see it. 考核结果"
    )
    async def assessment(
        self,
        info: Info,
        scheme: Annotated[
            strawberry.ID | None, strawberry.argument(description="Under this scheme; by default the posts' own.")
        ] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> AssessmentShown | None:
        """The assessment."""
        person: Any = self
        moment = person.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        wanted = key_of(scheme, "IndicatorScheme", path=("scheme",)) if scheme else None
        reader = info.context.reader
        made = await reader.batched(queries.assessments_of, (person.person_id, wanted), moment)
        if made is None:
            return None
        shown: Any = await reader.get("IndicatorScheme", made.scheme, moment)
        return AssessmentShown(
            scheme=shown,
            as_of=made.as_of,
            known_at=made.known_at,
            score=_score(made.score),
            derivation=derivation_shown(made.derivation, moment, info.context.language),
        )


@strawberry.type
class Verifier:
    """What the assessment adds to the viewer."""

    awaiting_me: Connection[ProgressRecord] = listed(
        "ProgressRecord",
        only=lambda context: queries.awaiting(context.principal),
        description="The progress records that wait for the caller to verify or reject. 待我审核",
    )


@strawberry.type
class AssessmentQuery:
    """Root fields of the assessment."""

    indicator_schemes: Connection[IndicatorScheme] = listed(
        "IndicatorScheme", filter=SchemeFilter, description="Indicator schemes, the latest first. 指标方案列表"
    )
    progress_records: Connection[ProgressRecord] = listed(
        "ProgressRecord", filter=RecordFilter, description="Progress records, the latest first. 进程记录列表"
    )
