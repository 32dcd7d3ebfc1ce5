"""The closed sets of the practice in GraphQL. They are declared before any input mentions them."""

from graphql_api.plugin import declare
from pomegranate_seeds.model import MatterKind, MatterStatus, NominationStatus

declare(
    NominationStatus,
    "Where a nomination stands. 状态",
    {
        NominationStatus.WAITING: "It waits to be decided. 待评议",
        NominationStatus.RECOGNISED: "The household was recognised. 已认定",
        NominationStatus.DECLINED: "The household was not recognised. 未认定",
    },
    name="PomegranateSeedsNominationStatus",
)
declare(
    MatterKind,
    "What a matter is about. 事项类别",
    {
        MatterKind.FACILITIES: "Roads, lamps, water and the like. 公共设施",
        MatterKind.ENVIRONMENT: "Cleanliness and surroundings. 环境卫生",
        MatterKind.PUBLIC_SECURITY: "Safety and order. 治安",
        MatterKind.LIVELIHOOD: "Help that a household needs. 民生",
        MatterKind.PROCEDURE: "How something is done with an office. 办事",
        MatterKind.OTHER: "Anything else. 其他",
    },
    name="PomegranateSeedsMatterKind",
)
declare(
    MatterStatus,
    "Where a matter stands. 办理状态",
    {
        MatterStatus.RAISED: "It has been raised. 已反映",
        MatterStatus.ROUTED: "It lies with whoever is to answer it. 已转办",
        MatterStatus.RETURNED: "It came back unanswered. 已退回",
        MatterStatus.ANSWERED: "It has been answered. 已答复",
    },
    name="PomegranateSeedsMatterStatus",
)

__all__ = ["MatterKind", "MatterStatus", "NominationStatus"]
