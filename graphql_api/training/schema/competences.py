"""What people were found able to do, and their gaps, in GraphQL."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import strawberry

from governance_core.values import Value
from graphql_api.organisation import Person
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, one
from graphql_api.platform.reading.readings import READ
from graphql_api.platform.schema.node import Node
from graphql_api.training import queries
from graphql_api.training.schema.frameworks import CompetencyFramework


@strawberry.type(description="That somebody was found to be at a level of a competency. 能力评定")
class AssessedCompetence(Node):
    """An assessed competence."""

    moment_: strawberry.Private[Any]
    competency: str = strawberry.field(description="In what, by code. 能力")
    level: int = strawberry.field(description="The level found; 0 where it was not demonstrated. 等级")
    assessed_on: date = strawberry.field(description="The day. 评定日期")
    basis: str = strawberry.field(description="What the finding rests on. 评定依据")
    recorded_at: datetime = strawberry.field(description="Since when this has been known. 记录时间")
    person: Person | None = one("person", description="Who. 被评定人")
    assessor: Person | None = one("assessor", description="Who assessed. 评定人")
    framework: CompetencyFramework | None = one("framework", description="By which scale. 胜任力框架")


@strawberry.type(description="A competency that posts demand, beside what was found. 能力差距")
class CompetenceGap:
    """A gap."""

    competency: str = strawberry.field(description="In what, by code. 能力")
    title: str = strawberry.field(description="What the competency is called. 名称")
    required: int = strawberry.field(description="The level demanded. 要求等级")
    post_kinds: list[str] = strawberry.field(description="The kinds of posts that demand it. 职位类别")
    level: int | None = strawberry.field(description="The level found; null where nobody has assessed it. 现有等级")
    size: int | None = strawberry.field(description="How many levels are missing; null where not assessed. 差距")
    weight: Decimal = strawberry.field(description="How much one missing level matters. 权重")


@strawberry.type
class TrainedPerson:
    """What training adds to a person."""

    @strawberry.field(
        description="What the person's posts demand beside what was found; null where there is no framework, or where "
        "the caller may not see it. 能力差距",
        metadata={READ: queries.KEPT_GAPS},
    )
    async def competence_gaps(
        self, info: Info, as_of: AsOf = None, known_at: KnownAt = None
    ) -> list[CompetenceGap] | None:
        """The gaps."""
        person: Any = self
        moment = person.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        found = await info.context.reader.batched(queries.gaps_of, person.person_id, moment)
        if found is None:
            return None
        framework, gaps = found
        titles = {one.code: one.title.in_language(info.context.language) for one in framework.competencies}
        return [
            CompetenceGap(
                competency=gap.competency,
                title=titles[gap.competency],
                required=gap.required,
                post_kinds=list(gap.post_kinds),
                level=int(gap.reading.number) if isinstance(gap.reading, Value) else None,
                size=gap.size,
                weight=gap.weight,
            )
            for gap in gaps
        ]
