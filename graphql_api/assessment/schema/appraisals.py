"""Appraisals in GraphQL: what was said, adjusted, appealed and decided, and the grade it came to."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.cycles import VERSION, AssessmentCycle
from graphql_api.assessment.schema.enums import AppealStatus, Grade, Stage
from graphql_api.assessment.schema.results import CycleResult
from graphql_api.organisation import Person, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import few, listed, many, one
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.node import Node


@strawberry.input(description="Which appraisals. 考核对象筛选")
class AppraisalFilter:
    """Conditions on appraisals, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "cycle": ("AssessmentCycle",),
        "person": ("Person",),
        "unit": ("Unit",),
    }

    cycle: strawberry.ID | None = strawberry.field(default=None, description="Of this cycle.")
    person: strawberry.ID | None = strawberry.field(default=None, description="About this person.")
    unit: strawberry.ID | None = strawberry.field(default=None, description="Assessed in exactly this unit.")
    stages: list[Stage] | None = strawberry.field(default=None, description="Of cycles standing in one of these.")


@strawberry.type(description="What somebody said of their own work. 自评")
class SelfAssessment:
    """A self-assessment."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    statement: str = strawberry.field(description="What was said. 自评内容")
    said_at: datetime = strawberry.field(description="When. 时间")


@strawberry.type(description="A reviewer's opinion. 评议")
class AppraisalReview:
    """A review."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    grade: Grade = strawberry.field(description="The grade they would give. 建议等次")
    comment: str = strawberry.field(description="Why. 意见")
    reviewed_at: datetime = strawberry.field(description="When. 时间")
    reviewer_name: str | None = strawberry.field(description="The reviewer's name. 评议人")


@strawberry.type(description="Points added to a score or deducted, by whom and why. 分数调整")
class ScoreAdjustment(Node):
    """An adjustment."""

    moment_: strawberry.Private[Any]
    points: Decimal = strawberry.field(description="The points; negative where deducted. 分值")
    reason: str = strawberry.field(description="Why. 理由")
    adjusted_at: datetime = strawberry.field(description="When. 时间")
    withdrawn_at: datetime | None = strawberry.field(description="When it was taken back: it counts no more. 撤回时间")
    withdrawn_reason: str | None = strawberry.field(description="Why it was taken back. 撤回理由")
    author_name: str | None = strawberry.field(description="The name of who did it. 调整人")


@strawberry.type(description="An appeal against a result. 申诉")
class Appeal(Node):
    """An appeal."""

    moment_: strawberry.Private[Any]
    statement: str = strawberry.field(description="What the appellant says. 申诉内容")
    raised_at: datetime = strawberry.field(description="When it was raised. 提出时间")
    status: AppealStatus = strawberry.field(description="Where it stands. 状态")
    decided_at: datetime | None = strawberry.field(description="When it was decided. 决定时间")
    reason: str | None = strawberry.field(description="Why so. 理由")
    assignee_name: str | None = strawberry.field(description="The name of who is to decide it. 受理人")
    decider_name: str | None = strawberry.field(description="The name of who decided it. 决定人")
    appraisal: "Appraisal | None" = one("appraisal", description="The appraisal, where the caller may see it. 考核")


@strawberry.type(description="A named person's decision on a grade. 等次决定")
class GradeDecision:
    """A decision."""

    id: strawberry.Private[int]
    moment_: strawberry.Private[Any]
    grade: Grade = strawberry.field(description="The grade. 等次")
    proposed: Grade | None = strawberry.field(description="What the rule proposed. 建议等次")
    reason: str = strawberry.field(description="Why. 理由")
    decided_at: datetime = strawberry.field(description="When. 时间")
    decider_name: str | None = strawberry.field(description="Who decided. 决定人")


@strawberry.type(description="The grade of somebody in a cycle, why, and who decided it. 等次")
class AppraisalGrade:
    """A grade."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    person_id: strawberry.Private[str]
    places: int = strawberry.field(description="How many places in the top grade there are. 名额")
    points: Decimal | None = strawberry.field(description="The score. 得分")
    grade: Grade | None = strawberry.field(description="The grade; null where the score is not complete. 等次")
    proposed: Grade | None = strawberry.field(description="What the rule proposed. 建议等次")
    reached: Grade | None = strawberry.field(description="What the points alone would give. 按分数等次")
    because: list[str] = strawberry.field(description="The reasons, in the order in which they applied. 依据")
    decided_at: datetime | None = strawberry.field(description="When it was decided. 决定时间")
    decider_name: str | None = strawberry.field(description="Who decided it. 决定人")
    decider: Person | None = one("decider", description="Who decided it, where the caller may see them. 决定人")
    result: CycleResult | None = one("result", description="The score with all it rests on. 考核结果")

    @strawberry.field(description="The same as a sentence. 说明")
    def explanation(self, info: Info) -> str:
        """The explanation."""
        proposal = core.Proposal(
            subject=self.person_id,
            grade=_grade(self.grade),
            because=tuple(core.GradeReason(one) for one in self.because),
            points=self.points,
            reached=_grade(self.reached),
            places=self.places,
        )
        return core.explain_proposal(proposal, info.context.language)


@strawberry.type(description="Somebody's part in a cycle: what was said, adjusted, appealed and decided. 考核对象")
class Appraisal(Node):
    """An appraisal."""

    moment_: strawberry.Private[Any]
    version: int = strawberry.field(description=VERSION)
    person_name: str | None = strawberry.field(description="Whose it is; null where the unit itself is assessed. 姓名")
    unit_name: str | None = strawberry.field(description="Where they are assessed. 单位名称")
    cycle: AssessmentCycle | None = one("cycle", description="The cycle. 考核周期")
    person: Person | None = one("person", description="Whom it is about, where the caller may see them. 被考核人")
    unit: Unit | None = one("unit", description="Where they are assessed, or what is. 单位")
    home: Unit | None = one("home", description="The unit a seconded person is from, which shares the result. 派出单位")
    self_assessments: Connection[SelfAssessment] = many(
        "self_assessments", description="What they said of their own work, the latest first. 自评"
    )
    reviews: Connection[AppraisalReview] = many("reviews", description="What reviewers said, the latest first. 评议")
    adjustments: Connection[ScoreAdjustment] = many(
        "adjustments", description="The adjustments, the withdrawn ones too. 分数调整"
    )
    appeals: Connection[Appeal] = many("appeals", description="The appeals, the latest first. 申诉")
    decisions: Connection[GradeDecision] = many("decisions", description="The decisions on the grade. 等次决定")
    grades: list[AppraisalGrade] = few(
        "grades",
        description="The grade as it is in view: none before the first tally, and for whom it concerns before "
        "results are made public. 等次",
    )


@strawberry.type
class AppraisingCycle:
    """What appraisals add to a cycle."""

    appraisals: Connection[Appraisal] = many(
        "appraisals", filter=AppraisalFilter, description="Who takes part, as far as the caller may see. 考核对象"
    )


@strawberry.type
class AppraisedPerson:
    """What cycles add to a person."""

    appraisals: Connection[Appraisal] = many(
        "appraisals",
        filter=AppraisalFilter,
        description="The person's appraisals; for themself, and reviewing roles. 历次考核",
    )


@strawberry.input(description="Which appeals. 申诉筛选")
class AppealFilter:
    """Conditions on appeals, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"cycle": ("AssessmentCycle",), "assignee": ("Person",)}

    cycle: strawberry.ID | None = strawberry.field(default=None, description="In this cycle.")
    assignee: strawberry.ID | None = strawberry.field(default=None, description="To be decided by this person.")
    statuses: list[AppealStatus] | None = strawberry.field(default=None, description="Standing at one of these.")


@strawberry.type
class AppraisalQuery:
    """Root fields of appraisals."""

    appraisals: Connection[Appraisal] = listed(
        "Appraisal", filter=AppraisalFilter, description="Appraisals that the caller may see. 考核对象列表"
    )
    appeals: Connection[Appeal] = listed(
        "Appeal", filter=AppealFilter, description="Appeals that the caller may see, the latest first. 申诉列表"
    )


def _grade(value: str | None) -> core.Grade | None:
    return None if value is None else core.Grade(value)


APPRAISAL_TYPES = (
    Appraisal,
    SelfAssessment,
    AppraisalReview,
    ScoreAdjustment,
    Appeal,
    GradeDecision,
    AppraisalGrade,
)
