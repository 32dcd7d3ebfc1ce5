"""Training held, and how far it has reached, in GraphQL."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import strawberry

from governance_core.values import Period
from graphql_api.organisation import Person, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import many, one
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.reading.readings import READ
from graphql_api.platform.schema.node import Node
from graphql_api.platform.schema.readings import ReadingShown, shown_reading
from graphql_api.training import queries
from graphql_api.training.schema.competences import TrainedPerson
from graphql_api.training.schema.enums import Audience
from graphql_api.training.schema.plans import TrainedUnit, TrainingPlan


@strawberry.type(description="That somebody took part in a session. 参训")
class TrainingParticipation:
    """A participation."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    held_on: date = strawberry.field(description="The day. 培训日期")
    person: Person | None = one("person", description="Who took part. 参训人员")
    session: "TrainingSession | None" = one("session", description="In which session. 培训场次")


@strawberry.input(description="Which sessions. 培训场次筛选")
class SessionFilter:
    """Conditions on sessions, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"unit": ("Unit",), "plan": ("TrainingPlan",)}

    unit: strawberry.ID | None = strawberry.field(default=None, description="Of this unit.")
    programme: str | None = strawberry.field(default=None, description="Of this programme, by code.")
    plan: strawberry.ID | None = strawberry.field(default=None, description="That fulfil this plan.")
    since: date | None = strawberry.field(default=None, description="Held on this day or later.")
    until: date | None = strawberry.field(default=None, description="Held before this day.")


@strawberry.type(description="That a programme was held. 培训场次")
class TrainingSession(Node):
    """A session."""

    moment_: strawberry.Private[Any]
    programme: str = strawberry.field(description="The programme, by code. 培训项目")
    held_on: date = strawberry.field(description="The day. 培训日期")
    hours: Decimal = strawberry.field(description="How long it took. 学时")
    recorded_at: datetime = strawberry.field(description="When it was recorded. 记录时间")
    unit: Unit | None = one("unit", description="Where, or for whose people. 单位")
    plan: TrainingPlan | None = one("plan", description="The plan it fulfils. 培训计划")
    participations: Connection[TrainingParticipation] = many(
        "participations", description="Who took part, as far as the caller may know. 参训人员"
    )


@strawberry.type(description="How far training has reached an audience. 培训覆盖")
class AudienceCoverage:
    """The coverage of an audience."""

    audience: Audience = strawberry.field(description="The audience. 培训对象")
    members: int = strawberry.field(description="How many people belong to it. 人数")
    reached: int = strawberry.field(description="How many of them took part at least once. 参训人数")
    hours: Decimal = strawberry.field(description="The sum of their hours. 总学时")
    share: ReadingShown = strawberry.field(description="How many of them were reached, in percent. 覆盖率")
    mean_hours: ReadingShown = strawberry.field(description="The mean of hours over all members. 人均学时")


@strawberry.type
class TaughtUnit(TrainedUnit):
    """What plans and sessions add to a unit."""

    training_sessions: Connection[TrainingSession] = many(
        "training_sessions", filter=SessionFilter, description="Training held for its people. 培训场次"
    )

    @strawberry.field(
        description="How far training in a period has reached the people of the unit's area, by audience; null for "
        "whoever may not know. 培训覆盖",
        metadata={READ: queries.COVERAGE},
    )
    async def training_coverage(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
        to: Annotated[date, strawberry.argument(description="The day after the last.")],
    ) -> list[AudienceCoverage] | None:
        """The coverage."""
        unit: Any = self
        asked = (unit.area_path, Period(start=from_, end=to))
        found = await info.context.reader.batched(queries.coverage_of, asked, unit.moment_)
        if found is None:
            return None
        return [
            AudienceCoverage(
                audience=one.audience,
                members=one.members,
                reached=one.reached,
                hours=one.hours,
                share=shown_reading(one.share),
                mean_hours=shown_reading(one.mean_hours),
            )
            for one in found
        ]


@strawberry.type
class TaughtPerson(TrainedPerson):
    """What gaps and sessions add to a person."""

    training_participations: Connection[TrainingParticipation] = many(
        "training_participations", description="The training the person took part in, the latest first. 参训记录"
    )
