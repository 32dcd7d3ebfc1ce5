"""Which units got better from one cycle to another, and which worse, in GraphQL."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from governance_core import assessment as core
from governance_core.errors import OutOfRange
from graphql_api.assessment import queries
from graphql_api.assessment.schema.cycles import AssessmentCycle
from graphql_api.organisation import Unit
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import wanted_names

USUAL = 5


@strawberry.type(description="How a unit's mean changed. 单位升降")
class UnitMover:
    """A mover."""

    given: strawberry.Private[core.Mover]
    moment: strawberry.Private[Moment]
    before: Decimal = strawberry.field(description="The mean in the earlier cycle. 原平均")
    after: Decimal = strawberry.field(description="The mean in the later one. 现平均")
    change: Decimal = strawberry.field(description="By how much that is more. 变化")

    @strawberry.field(description="The unit. 单位")
    async def unit(self, info: Info) -> Unit | None:
        """The unit."""
        wanted = wanted_names(info)
        found: Unit | None = await info.context.reader.get("Unit", self.given.unit, self.moment, wanted=wanted)
        return found


@strawberry.type(
    description="The units whose means rose and fell most between two cycles, of those of which three people or more "
    "were scored in both: a mean of fewer is that of people. 升降单位"
)
class UnitMovers:
    """Movers."""

    given: strawberry.Private[queries.Compared]
    moment: strawberry.Private[Moment]
    as_of: date = strawberry.field(description="The day on which the units stand there. 截至日期")
    compared: int = strawberry.field(description="How many units have a mean in both cycles. 可比单位数")
    best: list[UnitMover] = strawberry.field(description="Those that rose, the greatest gain first. 上升")
    worst: list[UnitMover] = strawberry.field(description="Those that fell, the greatest loss first. 下降")

    @strawberry.field(description="The earlier cycle, with the stage whose results are compared. 原考核周期")
    async def earlier(self, info: Info) -> AssessmentCycle | None:
        """The earlier cycle."""
        return await self._cycle(info, self.given.earlier)

    @strawberry.field(description="The later one. 现考核周期")
    async def later(self, info: Info) -> AssessmentCycle | None:
        """The later cycle."""
        return await self._cycle(info, self.given.later)

    async def _cycle(self, info: Info, key: str) -> AssessmentCycle | None:
        found: AssessmentCycle | None = await info.context.reader.get("AssessmentCycle", key, self.moment)
        return found


@strawberry.type
class ComparedUnit:
    """What movers add to a unit."""

    @strawberry.field(
        description="Which units below it rose and fell most between two cycles, by the sums of their results; null "
        "for other than reviewing roles. 升降单位"
    )
    async def movers(
        self,
        info: Info,
        earlier: Annotated[strawberry.ID, strawberry.argument(description="The earlier cycle.")],
        later: Annotated[strawberry.ID, strawberry.argument(description="The later one.")],
        kinds: Annotated[
            list[str] | None,
            strawberry.argument(description="Of these kinds, at whatever level; by default those directly below."),
        ] = None,
        count: Annotated[
            int | None,
            strawberry.argument(description="How many at most that rose, and that fell (5 where nothing is said)."),
        ] = None,
    ) -> UnitMovers | None:
        """The movers."""
        unit: Any = self
        reader = info.context.reader
        most = USUAL if count is None else count
        if not 1 <= most <= reader.ceiling:
            raise OutOfRange(value=most, low=1, high=reader.ceiling, path=("count",))
        asked = queries.Compared(
            unit=unit.key,
            earlier=key_of(earlier, "AssessmentCycle", path=("earlier",)),
            later=key_of(later, "AssessmentCycle", path=("later",)),
            kinds=None if kinds is None else tuple(kinds),
        )
        moment: Moment = unit.moment_
        found: Sequence[core.Mover] | None = await reader.batched(queries.movers_below, asked, moment)
        if found is None:
            return None
        shown = [
            UnitMover(given=one, moment=moment, before=one.before, after=one.after, change=one.change) for one in found
        ]
        return UnitMovers(
            given=asked,
            moment=moment,
            as_of=moment.as_of,
            compared=len(shown),
            best=[one for one in shown if one.change > 0][:most],
            worst=[one for one in reversed(shown) if one.change < 0][:most],
        )
