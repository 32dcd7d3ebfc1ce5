"""The closed sets of the organisation in GraphQL, declared before anything mentions them."""

from enum import StrEnum

from governance_core.organisation import (
    AppointmentBasis,
    DutyKind,
    DutyListStatus,
    FindingCode,
    Line,
    MembershipKind,
    ServiceKind,
    ServiceRecordStatus,
    Support,
)
from graphql_api.platform.schema.enums import declare

declare(
    Line,
    "One of the three hierarchies over the same town. 条线",
    {
        Line.ADMINISTRATIVE: "Town, villages and communities, cooperatives and compounds. 行政",
        Line.PARTY: "Party committees, branches and groups. 党组织",
        Line.GRID: "Grids and cells. 网格",
    },
)
declare(
    AppointmentBasis,
    "On which basis a person holds a post. 任职方式",
    {
        AppointmentBasis.SUBSTANTIVE: "The post is their own. 任职",
        AppointmentBasis.CONCURRENT: "They hold it beside another post. 兼任",
        AppointmentBasis.SECONDMENT: "They are lent to it by another unit. 挂职",
        AppointmentBasis.PART_TIME: "They visit homes of the cell as Party members, and are its grid officer too. 兼职",
    },
)
declare(
    MembershipKind,
    "In which capacity a person belongs to a unit. 所属类别",
    {
        MembershipKind.PARTY: "As a Party member of an organisation. 组织关系",
        MembershipKind.RESIDENCE: "As somebody who lives there. 居住",
        MembershipKind.REGISTRATION: "As a Party member who has registered where they live. 到居住地报到",
    },
)
declare(
    ServiceKind,
    "What kind of work a member did where they are registered. 服务类别",
    {
        ServiceKind.VOLUNTEERING: "Helped with what the place does, such as a clean-up. 志愿服务",
        ServiceKind.VISITING: "Went to see residents at home. 走访联系",
        ServiceKind.PATROL: "Walked a grid as a part-time grid officer. 网格巡查",
        ServiceKind.MEETING: "Took part in talking a matter over. 议事协商",
        ServiceKind.ADVICE: "Explained policies or the law, or gave expert advice. 政策和专业咨询",
        ServiceKind.EMERGENCY: "Helped in an emergency. 应急处置",
    },
)
declare(
    ServiceRecordStatus,
    "Where a service record stands. 服务记录状态",
    {
        ServiceRecordStatus.SUBMITTED: "It waits for a decision. 待审核",
        ServiceRecordStatus.VERIFIED: "It counts. 已核实",
        ServiceRecordStatus.REJECTED: "It does not hold. 已退回",
        ServiceRecordStatus.WITHDRAWN: "Its submitter took it back. 已撤回",
    },
)
declare(
    FindingCode,
    "What is amiss with a leadership team. 班子问题",
    {
        FindingCode.POST_VACANT: "Nobody holds the post. 空缺",
        FindingCode.OVER_ESTABLISHMENT: "More hold it than its establishment allows. 超编",
    },
    name="LeadershipFindingCode",
)


class SuccessionKind(StrEnum):
    """How a unit became another."""

    MERGER = "merger"
    SPLIT = "split"


declare(
    SuccessionKind,
    "How a unit became another. 沿革方式",
    {
        SuccessionKind.MERGER: "It was merged into it. 合并",
        SuccessionKind.SPLIT: "It was split, and that is a part of it. 拆分",
    },
)

declare(
    DutyKind,
    "Whose a duty is. 责任类别",
    {
        DutyKind.OWN: "The unit's own, done by law and of its own accord. 依法履行",
        DutyKind.ASSISTING: "A department's, in which the unit assists. 依法协助",
        DutyKind.BARRED: "Nothing that the unit may be given. 负面清单",
    },
)
declare(
    Support,
    "What a department gives a unit that assists it. 支持保障",
    {
        Support.MONEY: "Money. 经费",
        Support.PEOPLE: "People. 人员",
        Support.GUIDANCE: "Guidance. 指导",
    },
    name="DutySupport",
)
declare(
    DutyListStatus,
    "Whether a duty list may still be changed. 清单状态",
    {
        DutyListStatus.DRAFT: "It is not in force. 草案",
        DutyListStatus.PUBLISHED: "It never changes. 已发布",
    },
)

__all__ = [
    "AppointmentBasis",
    "DutyKind",
    "DutyListStatus",
    "FindingCode",
    "Line",
    "MembershipKind",
    "ServiceKind",
    "ServiceRecordStatus",
    "SuccessionKind",
    "Support",
]
