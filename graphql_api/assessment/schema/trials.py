"""Trying a scheme on what a cycle's results rest on, in GraphQL: for the organisation office, and never stored."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

import strawberry

from governance_core import assessment as core
from graphql_api.assessment import queries
from graphql_api.assessment.schema.appraisals import Appraisal
from graphql_api.assessment.schema.cycle_acts import GradingRuleInput
from graphql_api.assessment.schema.cycles import AssessmentCycle
from graphql_api.assessment.schema.enums import Grade
from graphql_api.assessment.schema.moves import IndicatorMoveShown, moves_shown
from graphql_api.assessment.schema.results import GradeCount
from graphql_api.assessment.schema.schemes import IndicatorScheme
from graphql_api.organisation import Unit
from graphql_api.platform.context import Info
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import AFTER, BEFORE, FIRST, LAST, wanted_names
from graphql_api.platform.reading.paging import Connection, page_through
from graphql_api.platform.schema.errors import question

ACT = "assessment.try_scheme"


@strawberry.type(description="What would become of somebody's score and grade. 试算变化")
class SchemeMove:
    """A move."""

    given: strawberry.Private[core.Move]
    points_before: Decimal | None = strawberry.field(description="The score; null where it is not complete. 原得分")
    points_after: Decimal | None = strawberry.field(description="The score that it would be. 试算得分")
    change: Decimal | None = strawberry.field(description="By how much that is more. 变化")
    grade_before: Grade | None = strawberry.field(
        description="The grade by the rule, whatever a named person has decided. 原等次"
    )
    grade_after: Grade | None = strawberry.field(description="The grade that the rule would give. 试算等次")

    @strawberry.field(description="Whose it is, and where they are assessed. 考核对象")
    async def appraisal(self, info: Info) -> Appraisal | None:
        """The appraisal."""
        found: Appraisal | None = await info.context.reader.get(
            "Appraisal", self.given.subject, wanted=wanted_names(info)
        )
        return found

    @strawberry.field(description="The indicators that would bring something else, the greatest change first. 原因")
    def because(self, info: Info) -> list[IndicatorMoveShown]:
        """The reasons."""
        return moves_shown(self.given.because, info.context.language)

    @strawberry.field(description="All that as a sentence. 说明")
    def explanation(self, info: Info) -> str:
        """The explanation."""
        return core.explain_move(self.given, info.context.language)


@strawberry.type(
    description="What a scheme would make of a cycle's results, on the records that they rest on. Figures, routine "
    "results and adjustments are as they were, and grades those of the rule before anybody decides. 方案试算"
)
class SchemeTrial:
    """A trial."""

    given: strawberry.Private[core.Comparison]
    scheme_key: strawberry.Private[str]
    cycle_key: strawberry.Private[str]
    unit_key: strawberry.Private[str | None]
    subjects: int = strawberry.field(description="How many are graded among each other. 人数")
    tried: int = strawberry.field(description="How many of them would have been under the scheme. 适用人数")
    grades_moved: int = strawberry.field(description="How many would have another grade. 等次变化人数")
    raised: int = strawberry.field(description="How many a better one. 等次上升人数")
    lowered: int = strawberry.field(description="How many a worse one. 等次下降人数")

    @strawberry.field(description="The scheme that is tried. 指标方案")
    async def scheme(self, info: Info) -> IndicatorScheme | None:
        """The scheme."""
        found: IndicatorScheme | None = await info.context.reader.get("IndicatorScheme", self.scheme_key)
        return found

    @strawberry.field(description="The cycle on whose results it is tried, as they are in view. 考核周期")
    async def cycle(self, info: Info) -> AssessmentCycle | None:
        """The cycle."""
        found: AssessmentCycle | None = await info.context.reader.get("AssessmentCycle", self.cycle_key)
        return found

    @strawberry.field(description="The unit to which it is restricted; null where it is not. 单位")
    async def unit(self, info: Info) -> Unit | None:
        """The unit."""
        if self.unit_key is None:
            return None
        found: Unit | None = await info.context.reader.get("Unit", self.unit_key, wanted=wanted_names(info))
        return found

    @strawberry.field(description="How many have each grade. 原等次分布")
    def before(self) -> list[GradeCount]:
        """The distribution."""
        return _distribution(self.given.before)

    @strawberry.field(description="How many would have each. 试算等次分布")
    def after(self) -> list[GradeCount]:
        """The distribution under the scheme."""
        return _distribution(self.given.after)

    @strawberry.field(
        description="Whose score or grade would be another one: where the grade would first, then by the change. "
        "变化列表"
    )
    def moves(
        self,
        info: Info,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
        last: Annotated[int | None, strawberry.argument(description=LAST)] = None,
        before: Annotated[str | None, strawberry.argument(description=BEFORE)] = None,
    ) -> Connection[SchemeMove]:
        """The moves."""
        shown = [
            SchemeMove(
                given=one,
                points_before=one.points_before,
                points_after=one.points_after,
                change=one.change,
                grade_before=one.grade_before,
                grade_after=one.grade_after,
            )
            for one in self.given.moves
        ]
        ceiling = info.context.reader.ceiling
        return page_through(shown, _place, first=first, after=after, last=last, before=before, ceiling=ceiling)


def _place(move: SchemeMove) -> str:
    """A text by which moves stand in their order."""
    change = abs(move.change or Decimal(0))
    return f"{int(not move.given.grade_moves)}:{Decimal(1000) - change:07.2f}:{move.given.subject}"


def _distribution(counts: Mapping[core.Grade, int]) -> list[GradeCount]:
    sums = core.ResultSums(grades=counts)
    return [GradeCount(grade=grade, count=count, share=sums.share(grade)) for grade, count in counts.items()]


@strawberry.type
class TrialQuery:
    """The root field of trials."""

    @question(
        description="What a scheme would make of a cycle's results: a draft before it is published, or one that came "
        "later. It is tried in the stead of the scheme of which it is a version; else of whichever was about the same "
        "posts. For the organisation office, and nothing of it is stored. 方案试算"
    )
    async def scheme_trial(
        self,
        info: Info,
        scheme: Annotated[strawberry.ID, strawberry.argument(description="The scheme, be it a draft. 指标方案")],
        cycle: Annotated[strawberry.ID, strawberry.argument(description="A cycle that has results. 考核周期")],
        unit: Annotated[
            strawberry.ID | None,
            strawberry.argument(
                description="Only who is assessed in this unit or below it: they are graded among each other. 单位"
            ),
        ] = None,
        grading: Annotated[
            GradingRuleInput | None,
            strawberry.argument(description="How points would become grades; what is left out is as it was. 等次规则"),
        ] = None,
    ) -> SchemeTrial:
        """A trial."""
        principal = info.context.principal
        if not info.context.workshop.allows(principal, ACT):
            raise Forbidden(role=principal.role.value, act=ACT)
        within = None if unit is None else key_of(unit, "Unit", path=("unit",))
        found = await queries.try_on_cycle(
            info.context.reader,
            key_of(scheme, "IndicatorScheme", path=("scheme",)),
            key_of(cycle, "AssessmentCycle", path=("cycle",)),
            unit=within,
            changed=None if grading is None else grading.rule,
        )
        made = found.comparison
        return SchemeTrial(
            given=made,
            scheme_key=found.scheme.id,
            cycle_key=found.cycle.id,
            unit_key=within,
            subjects=made.subjects,
            tried=found.tried,
            grades_moved=made.grades_moved,
            raised=made.raised,
            lowered=made.lowered,
        )
