"""Scores with their derivation, and what waits for the caller's decision."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from governance_core import assessment as core
from governance_core.values import Score
from graphql_api.assessment import queries
from graphql_api.assessment.schema.derivations import DerivationShown, derivation_shown
from graphql_api.assessment.schema.progress import (
    ImprovementShown,
    IndicatorProgress,
    improvements_shown,
    progress_shown,
)
from graphql_api.assessment.schema.records import ProgressRecord, RecordFilter
from graphql_api.assessment.schema.roll_ups import ScoredPerson, SummedUnit
from graphql_api.assessment.schema.schemes import IndicatorScheme, SchemeFilter
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, listed
from graphql_api.platform.reading.paging import Connection


@strawberry.type(name="Score", description="Points out of 100, with what they rest on. 得分")
class ScoreShown:
    """A score."""

    points: Decimal | None = strawberry.field(description="The score; null while something is missing. 得分")
    low: Decimal = strawberry.field(description="The least it can turn out to be. 下限")
    high: Decimal = strawberry.field(description="The most it can turn out to be. 上限")
    covered: Decimal = strawberry.field(description="How much of the weight has a reading, in percent. 覆盖率")


@strawberry.type(name="Assessment", description="A cadre's, or a unit's, score on a day. 考核结果")
class AssessmentShown:
    """An assessment."""

    scheme: IndicatorScheme = strawberry.field(description="The scheme; that of the last days served. 指标方案")
    as_of: date = strawberry.field(description="The day it is about. 截至日期")
    known_at: datetime | None = strawberry.field(description="What was verified by then counts; null for now. 知悉时间")
    score: ScoreShown = strawberry.field(description="The score. 得分")
    best_place: int = strawberry.field(
        description="The best grade that vetoes leave, as its place of four; 1 where there are none. 最高等次"
    )
    derivation: DerivationShown = strawberry.field(description="Why it is what it is. 计算依据")


def _score(score: Score) -> ScoreShown:
    return ScoreShown(points=score.points, low=score.low, high=score.high, covered=score.covered)


def _shown(made: core.Assessment, scheme: IndicatorScheme, moment: Moment, language: str) -> AssessmentShown:
    return AssessmentShown(
        scheme=scheme,
        as_of=made.as_of,
        known_at=made.known_at,
        score=_score(made.score),
        best_place=made.best_place,
        derivation=derivation_shown(made.derivation, moment, language),
    )


async def _answered(info: Info, made: core.Assessment | None, moment: Moment) -> AssessmentShown | None:
    if made is None:
        return None
    shown: Any = await info.context.reader.get("IndicatorScheme", made.scheme, moment)
    return _shown(made, shown, moment, info.context.language)


def _moment(info: Info, asked_of: Any, as_of: date | None, known_at: datetime | None) -> Moment:
    """The moment of a field's arguments, or where both are left out that of the thing that is asked."""
    if as_of is None and known_at is None:
        moment: Moment = asked_of.moment_
        return moment
    return asked_moment(info, as_of, known_at)


@strawberry.type
class AssessedPerson(ScoredPerson):
    """What the assessment adds to a person."""

    @strawberry.field(
        description="The person's score with its derivation, over all they served in within the cycle; null where no "
        "scheme is about their posts, or where the caller may not see it. 考核结果"
    )
    async def assessment(
        self,
        info: Info,
        scheme: Annotated[
            strawberry.ID | None,
            strawberry.argument(description="As if this one had been in force all cycle; by default the posts' own."),
        ] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> AssessmentShown | None:
        """The assessment."""
        person: Any = self
        reader, moment = info.context.reader, _moment(info, self, as_of, known_at)
        if scheme is None:
            made = await queries.assessment_served(reader, person.person_id, moment)
        else:
            wanted = key_of(scheme, "IndicatorScheme", path=("scheme",))
            made = await reader.batched(queries.assessments_of, (person.person_id, wanted), moment)
        return await _answered(info, made, moment)

    @strawberry.field(
        description="Where the person's indicators stand on the day against what is expected by then; null where "
        "`assessment` is. 进度"
    )
    async def progress(
        self, info: Info, as_of: AsOf = None, known_at: KnownAt = None
    ) -> list[IndicatorProgress] | None:
        """The progress."""
        person: Any = self
        moment = _moment(info, self, as_of, known_at)
        found = await queries.progress_of_person(info.context.reader, person.person_id, moment)
        return progress_shown(found, info.context.language)

    @strawberry.field(
        description="What would raise the person's score from the day on, the greatest gain first; null where "
        "`assessment` is. It is reckoned anew for each thing that might be done: one person costs as much as reading "
        f"{queries.SUPPOSING} rows. 提升建议"
    )
    async def improvements(
        self,
        info: Info,
        until: Annotated[
            date | None, strawberry.argument(description="By this day of the cycle; by default its last.")
        ] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> list[ImprovementShown] | None:
        """The improvements."""
        person: Any = self
        moment = _moment(info, self, as_of, known_at)
        found = await queries.improvements_for(info.context.reader, person.person_id, until, moment)
        return improvements_shown(found, info.context.language)


@strawberry.type
class AssessedUnit(SummedUnit):
    """What the assessment adds to a unit."""

    @strawberry.field(
        description="The score of the unit itself with its derivation; null where no scheme is about its kind, and for "
        "other than reviewing roles. 单位考核结果"
    )
    async def assessment(self, info: Info, as_of: AsOf = None, known_at: KnownAt = None) -> AssessmentShown | None:
        """The assessment."""
        unit: Any = self
        moment = _moment(info, self, as_of, known_at)
        made = await queries.assessment_of_unit(info.context.reader, unit.unit_id, moment)
        return await _answered(info, made, moment)

    @strawberry.field(
        description="Where the unit's own indicators stand on the day; null where `assessment` is. 单位进度"
    )
    async def progress(
        self, info: Info, as_of: AsOf = None, known_at: KnownAt = None
    ) -> list[IndicatorProgress] | None:
        """The progress."""
        unit: Any = self
        moment = _moment(info, self, as_of, known_at)
        found = await queries.progress_of_unit(info.context.reader, unit.unit_id, moment)
        return progress_shown(found, info.context.language)


@strawberry.type
class Verifier:
    """What the assessment adds to the viewer."""

    awaiting_me: Connection[ProgressRecord] = listed(
        "ProgressRecord",
        only=lambda context: queries.awaiting(context.principal),
        description="The progress records that wait for the caller to verify, reject or return. 待我审核",
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
