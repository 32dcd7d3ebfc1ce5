"""The closed sets of training in GraphQL, declared before anything mentions them."""

import strawberry

from governance_core.training import Audience, Format, FrameworkStatus, OpenReason, PlanStatus

strawberry.enum(FrameworkStatus, description="Whether a framework may still be changed. 框架状态")
strawberry.enum(Format, name="TrainingFormat", description="How training is given. 培训形式")
strawberry.enum(Audience, name="TrainingAudience", description="Whom training is for. 培训对象")
strawberry.enum(PlanStatus, name="TrainingPlanStatus", description="Whether a plan is in force. 计划状态")
strawberry.enum(OpenReason, name="OpenGapReason", description="Why a gap stays open. 未覆盖原因")

__all__ = ["Audience", "Format", "FrameworkStatus", "OpenReason", "PlanStatus"]
