"""The closed sets of training in GraphQL, declared before anything mentions them."""

from governance_core.training import Audience, Format, FrameworkStatus, OpenReason, PlanStatus
from graphql_api.platform.schema.enums import declare

declare(
    FrameworkStatus,
    "Whether a framework may still be changed. 框架状态",
    {
        FrameworkStatus.DRAFT: "It may still be changed. 草案",
        FrameworkStatus.PUBLISHED: "It stands as it is. 已发布",
    },
)
declare(
    Format,
    "How training is given. 培训形式",
    {
        Format.CONCENTRATED: "Everybody in one place for some days. 集中培训",
        Format.VILLAGE_COURSE: "A course brought to a village. 送课下村",
        Format.TOPICAL_TALK: "A talk on one subject. 专题宣讲",
        Format.IN_PROCESS: "Training inside a running project. 进程式战训法",
    },
    name="TrainingFormat",
)
declare(
    Audience,
    "Whom training is for. 培训对象",
    {
        Audience.VILLAGE_CADRES: "Cadres of villages and communities. 村居干部",
        Audience.COOPERATIVE_CADRES: "Cadres of economic cooperatives. 经济社干部",
        Audience.PARTY_MEMBERS: "All Party members. 党员",
        Audience.REPRESENTATIVES: "Representatives of villagers or residents. 村(居)民代表",
        Audience.SHAREHOLDER_REPRESENTATIVES: "Representatives of a cooperative’s shareholders. 股东代表",
    },
    name="TrainingAudience",
)
declare(
    PlanStatus,
    "Whether a plan is in force. 计划状态",
    {
        PlanStatus.DRAFT: "It is a proposal. 草案",
        PlanStatus.PUBLISHED: "It is in force. 已发布",
    },
    name="TrainingPlanStatus",
)
declare(
    OpenReason,
    "Why a gap stays open. 未覆盖原因",
    {
        OpenReason.NO_PROGRAMME: "No programme teaches it. 无对应课程",
        OpenReason.LIMITS: "The hours or places of the plan do not suffice. 名额或学时不足",
    },
    name="OpenGapReason",
)

__all__ = ["Audience", "Format", "FrameworkStatus", "OpenReason", "PlanStatus"]
