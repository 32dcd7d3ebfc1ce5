"""How strict the reviewers of a cycle are, in GraphQL: for the organisation office."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from governance_core import assessment as core
from graphql_api.assessment import queries
from graphql_api.assessment.schema.results import GradeCount
from graphql_api.organisation import Person, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import AFTER, BEFORE, FIRST, LAST, wanted_names
from graphql_api.platform.reading.paging import Connection, page_through


@strawberry.type(description="How many grades there are of each kind. 等次分布")
class GradeSpread:
    """A distribution."""

    grades: list[GradeCount] = strawberry.field(description="How many of each, the best first. 各等次")
    mean: Decimal = strawberry.field(description="The mean place of four: 1 is the best. 平均位次")


@strawberry.type(
    description="How a reviewer grades in a unit, beside all reviewers there and in the whole cycle; of what each said "
    "last. Below five grades there is no distribution: it would say more of those graded. 评议宽严"
)
class ReviewerStrictness:
    """A reviewer's strictness."""

    given: strawberry.Private[core.Strictness]
    kind: strawberry.Private[core.CycleKind]
    moment: strawberry.Private[Moment]
    reviews: int = strawberry.field(description="How many they have reviewed there. 评议人数")
    from_unit: Decimal | None = strawberry.field(
        description="By how much their mean place is behind the unit's: above nought is stricter. 与单位差"
    )
    from_whole: Decimal | None = strawberry.field(
        description="By how much it is behind that of the whole cycle. 与总体差"
    )

    @strawberry.field(description="The reviewer. 评议人")
    async def reviewer(self, info: Info) -> Person | None:
        """The reviewer."""
        wanted = wanted_names(info)
        found: Person | None = await info.context.reader.get("Person", self.given.reviewer, self.moment, wanted=wanted)
        return found

    @strawberry.field(description="Where those reviewed are assessed. 单位")
    async def unit(self, info: Info) -> Unit | None:
        """The unit."""
        wanted = wanted_names(info)
        found: Unit | None = await info.context.reader.get("Unit", self.given.unit, self.moment, wanted=wanted)
        return found

    @strawberry.field(description="Their grades. 本人")
    def own(self) -> GradeSpread | None:
        """Their distribution."""
        return _spread(self.given.own, self.kind)

    @strawberry.field(description="All grades given in the unit, theirs among them. 本单位")
    def of_unit(self) -> GradeSpread | None:
        """The unit's distribution."""
        return _spread(self.given.of_unit, self.kind)

    @strawberry.field(description="All grades given in the cycle. 总体")
    def whole(self) -> GradeSpread | None:
        """The cycle's distribution."""
        return _spread(self.given.whole, self.kind)


def _spread(found: core.Distribution | None, kind: core.CycleKind) -> GradeSpread | None:
    if found is None:
        return None
    counts = dict(zip(core.grades_of(kind), found.counts, strict=True))
    sums = core.ResultSums(grades=counts)
    shown = [GradeCount(grade=grade, count=count, share=sums.share(grade)) for grade, count in counts.items()]
    return GradeSpread(grades=shown, mean=found.mean)


@strawberry.type
class CalibratedCycle:
    """What calibration adds to a cycle."""

    @strawberry.field(
        description="How strict its reviewers are, by unit and reviewer; null for other than the organisation office. "
        "评议宽严"
    )
    async def strictness(
        self,
        info: Info,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
        last: Annotated[int | None, strawberry.argument(description=LAST)] = None,
        before: Annotated[str | None, strawberry.argument(description=BEFORE)] = None,
    ) -> Connection[ReviewerStrictness] | None:
        """The reviewers' strictness."""
        cycle: Any = self
        reader = info.context.reader
        found: Sequence[core.Strictness] | None = await reader.batched(queries.strictness_of, cycle.key, cycle.moment_)
        if found is None:
            return None
        kind = core.CycleKind(cycle.kind)
        shown = [
            ReviewerStrictness(
                given=one,
                kind=kind,
                moment=cycle.moment_,
                reviews=one.reviews,
                from_unit=one.from_unit,
                from_whole=one.from_whole,
            )
            for one in found
        ]
        ceiling = reader.ceiling
        return page_through(shown, _place, first=first, after=after, last=last, before=before, ceiling=ceiling)


def _place(line: ReviewerStrictness) -> str:
    return f"{line.given.unit}:{line.given.reviewer}"
