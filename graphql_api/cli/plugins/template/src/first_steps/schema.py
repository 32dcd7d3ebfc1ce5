"""The practice in GraphQL: types that begin with its name, one root field, acts with its prefix."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import strawberry

from first_steps import service
from graphql_api.plugin import Connection, Info, Node, SpecialProject, Unit, act, key_of, listed, many, one, shown


@strawberry.input(description="Which activities.")
class FirstStepsActivityFilter:
    """Conditions on activities."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"village": ("Unit",)}

    village: strawberry.ID | None = strawberry.field(default=None, description="Of this village.")


@strawberry.type(description="An activity that was held.")
class FirstStepsActivity(Node):
    """An activity."""

    moment_: strawberry.Private[Any]
    title: str = strawberry.field(description="What it was called.")
    held_on: date = strawberry.field(description="The day.")
    participants: int = strawberry.field(description="How many took part.")
    village: Unit | None = one("village", description="Where.")


@strawberry.type(description="The practice in a village.")
class FirstStepsProject(SpecialProject):
    """The practice in a village at a moment."""

    activities: Connection[FirstStepsActivity] = many(
        "first_steps_activities", filter=FirstStepsActivityFilter, description="Its activities, the latest first."
    )


@strawberry.type(description="The practice over all villages that the caller sees.")
class FirstSteps:
    """The practice's own corner of the root."""

    activities: Connection[FirstStepsActivity] = listed(
        "FirstStepsActivity", filter=FirstStepsActivityFilter, description="Activities, the latest first."
    )


@strawberry.type
class FirstStepsQuery:
    """The practice's one root field."""

    @strawberry.field(description="The practice over all villages that the caller sees.")
    def first_steps(self) -> FirstSteps:
        """The practice's corner."""
        return FirstSteps()


@strawberry.input(description="An activity that was held.")
class FirstStepsRecordActivityInput:
    """Input of `firstStepsRecordActivity`."""

    village: strawberry.ID = strawberry.field(description="Where.")
    title: str = strawberry.field(description="What it was called.")
    held_on: date = strawberry.field(description="The day.")
    participants: int = strawberry.field(description="How many took part.")


@strawberry.type
class FirstStepsMutation:
    """The acts of the practice."""

    @act(description="An activity was held.")
    async def first_steps_record_activity(
        self,
        info: Info,
        input: FirstStepsRecordActivityInput,  # noqa: A002 -- as in GraphQL
    ) -> FirstStepsActivity:
        """An activity is recorded."""
        key = await service.record(
            info.context.begin,
            village=key_of(input.village, "Unit", path=("input", "village")),
            title=input.title.strip(),
            held_on=input.held_on,
            participants=input.participants,
        )
        return await shown(info, FirstStepsActivity, key)


TYPES = (FirstStepsActivity, FirstStepsProject)
