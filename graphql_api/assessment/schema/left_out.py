"""Who was enrolled in a cycle and has no result in it, in GraphQL: never silently."""

from typing import Any

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.cycles import Appraisal
from graphql_api.assessment.schema.enums import Absence
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import few, many, one
from graphql_api.platform.reading.paging import Connection


@strawberry.type(description="That somebody who was enrolled has no result, and why. 未计结果人员")
class LeftOut:
    """Somebody left out."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    absence: Absence = strawberry.field(description="Why. 原因")
    person_name: str | None = strawberry.field(description="Who; null where a unit itself is assessed. 姓名")
    unit_name: str | None = strawberry.field(description="Where they were enrolled. 单位名称")
    appraisal: Appraisal | None = one("appraisal", description="Their part in the cycle. 考核对象")

    @strawberry.field(description="The same as a sentence. 说明")
    def explanation(self, info: Info) -> str:
        """The explanation."""
        return core.Absence(self.absence).explanation.in_language(info.context.language)


@strawberry.type
class TallyLeavingOut:
    """What those left out add to a tally."""

    left_out: Connection[LeftOut] = many(
        "left_out",
        description="Who was enrolled and has no result in it, because of what has become known of their posts since. "
        "未计结果人员",
    )


@strawberry.type
class AppraisalLeftOut:
    """What being left out adds to an appraisal."""

    left_out: list[LeftOut] = few(
        "left_out",
        description="Why it has no result among those in view; empty where it has one. 未计结果原因",
    )
