"""What a cadre's page, a reviewer's queue and a unit's dashboard need beside what stands elsewhere, in GraphQL."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from governance_core.assessment import Act, RollUp
from graphql_api.assessment import queries
from graphql_api.assessment.schema.appraisals import Appeal, Appraisal
from graphql_api.assessment.schema.records import ProgressRecord, RecordFilter
from graphql_api.assessment.schema.scores import Verifier
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import listed, many
from graphql_api.platform.reading.paging import Connection

CODES: Mapping[Act, str] = {
    Act.SELF_ASSESS: "assessment.self_assess",
    Act.REVIEW: "assessment.review_appraisal",
    Act.ADJUST: "assessment.adjust_score",
    Act.DECIDE_GRADE: "assessment.decide_grade",
    Act.RAISE_APPEAL: "assessment.raise_appeal",
    Act.ASSIGN_APPEAL: "assessment.assign_appeal",
    Act.DECIDE_APPEAL: "assessment.decide_appeal",
}
"""What each act is called where a role allows it."""


@strawberry.type
class AppraisalToAct:
    """What the caller adds to an appraisal."""

    @strawberry.field(
        description="What the caller may do about it today, by the codes of `viewer.can`; until its cycle's `dueOn` "
        "where that is to assess oneself or to appeal. 可办事项"
    )
    async def can(self, info: Info) -> list[str]:
        """The acts."""
        appraisal: Any = self
        reader, context = info.context.reader, info.context
        found = await reader.batched(queries.acts_open_on, appraisal.key)
        return [CODES[act] for act in found if context.workshop.allows(context.principal, CODES[act])]


@strawberry.type
class ViewerAtWork(Verifier):
    """What waits for the viewer."""

    appraisals_to_review: Connection[Appraisal] = listed(
        "Appraisal",
        only=lambda context: queries.to_review(context.principal),
        description="The appraisals of others that the caller could review and has not. 待我评议",
    )
    appeals_to_decide: Connection[Appeal] = listed(
        "Appeal",
        only=lambda context: queries.to_decide(context.principal),
        description="The appeals that were given to the caller to decide. 待我处理的申诉",
    )


@strawberry.type
class RecordedPerson:
    """What progress records add to a person."""

    progress_records: Connection[ProgressRecord] = many(
        "progress_records",
        filter=RecordFilter,
        description="The person's records, the latest first, as far as the caller may see. 工作进程记录",
    )


@strawberry.type(description="How much of the evidence fell out of work done in the system. 工作留痕")
class ByProducts:
    """By-products."""

    records: int = strawberry.field(description="How many records count. 记录数")
    by_products: int = strawberry.field(description="How many of them fell out of work done. 工作留痕数")
    share: Decimal | None = strawberry.field(
        description="How many of a hundred that is, two decimals, half up; null where there are none. 工作留痕占比"
    )


@strawberry.type
class EvidencedUnit:
    """What evidence adds to a unit."""

    @strawberry.field(
        description="The records in the unit and below it, and how many are by-products of work, by the roll-ups as "
        "they are now; null for other than reviewing roles. 工作留痕占比"
    )
    async def by_products(
        self,
        info: Info,
        scheme: Annotated[
            str | None, strawberry.argument(description="Under the versions of the scheme with this code; else of all.")
        ] = None,
    ) -> ByProducts | None:
        """The by-products."""
        unit: Any = self
        found: RollUp | None = await info.context.reader.batched(queries.by_products_of, (unit.key, scheme))
        if found is None:
            return None
        return ByProducts(records=found.records, by_products=found.by_products, share=found.by_product_share)
