"""The closed sets of the assessment in GraphQL, declared before anything mentions them."""

from governance_core.assessment import (
    Cause,
    Direction,
    EvidenceKind,
    Light,
    Pace,
    RecordStatus,
    Rule,
    SchemeStatus,
    SeedlingStatus,
    Totalling,
)
from graphql_api.platform.reading.figures import FigureAbout
from graphql_api.platform.schema.enums import declare

declare(
    FigureAbout,
    "What a figure is about. 数据对象",
    {
        FigureAbout.PERSON: "The cadre who is assessed. 干部本人",
        FigureAbout.UNIT: "The unit in which they serve, or that is assessed itself. 所在单位",
    },
)
declare(
    Light,
    "How progress stands to what is expected by now. 进度灯",
    {
        Light.GREEN: "It is where it should be. 绿灯",
        Light.AMBER: "It is behind, or a step is due in a few days. 黄灯",
        Light.RED: "It is far behind, or what must not happen has. 红灯",
    },
)
declare(
    Cause,
    "Why a light is what it is. 原因",
    {
        Cause.ON_TRACK: "Enough of what is expected. 进度正常",
        Cause.EARLY: "Service has only begun. 刚开始",
        Cause.BEHIND: "Too little of what is expected by now. 进度滞后",
        Cause.UNREPORTED: "Nothing is verified, though something is expected. 尚无记录",
        Cause.DUE_SOON: "A step is due in a few days and is not reached. 即将到期",
        Cause.OVERDUE: "The day of a step has gone and it is not reached. 逾期",
        Cause.DEDUCTED: "Points were taken off. 扣分",
        Cause.VETOED: "What must not happen has. 一票否决",
    },
)
declare(
    RecordStatus,
    "Where a record stands. 记录状态",
    {
        RecordStatus.SUBMITTED: "It waits for somebody to verify it. 待核",
        RecordStatus.VERIFIED: "It counts. 已核实",
        RecordStatus.REJECTED: "It was found not to hold, with a reason. 不予认定",
        RecordStatus.RETURNED: "It was given back to be made good, with a reason. 退回补正",
        RecordStatus.WITHDRAWN: "Whoever submitted it took it back. 已撤回",
    },
)
declare(
    EvidenceKind,
    "What a piece of evidence is. 佐证类型",
    {
        EvidenceKind.WORK_EVENT: "It fell out of work done in the system. 工作记录",
        EvidenceKind.DOCUMENT: "A document. 文件",
        EvidenceKind.PHOTO: "A picture. 照片",
        EvidenceKind.LINK: "An address. 链接",
    },
)
declare(
    SchemeStatus,
    "Whether a scheme may still be changed. 方案状态",
    {
        SchemeStatus.DRAFT: "It may still be changed. 草案",
        SchemeStatus.PUBLISHED: "It stands as it is. 已发布",
    },
)
declare(
    Direction,
    "Whether more or less of a quantity is better. 方向",
    {
        Direction.HIGHER: "More is better. 越高越好",
        Direction.LOWER: "Less is better. 越低越好",
    },
)
declare(
    Totalling,
    "How the amounts of several records make one. 累计方式",
    {
        Totalling.SUM: "They are added up. 累加",
        Totalling.LAST: "The latest stands for all. 取最近一次",
    },
)
declare(
    Pace,
    "What is expected before the cycle's end. 进度要求",
    {
        Pace.LINEAR: "The share of the target that the days gone by are of the cycle. 按进度",
        Pace.WHOLE: "The whole target at any time. 按全额",
        Pace.STEPPED: "What the last checkpoint that has come says. 按节点",
        Pace.SEASONAL: "A straight line from each checkpoint to the next. 按时段",
    },
)
declare(
    Rule,
    "By which rule a number came about. 计算规则",
    {
        Rule.CYCLE: "The sum of its parts: service, routine results, adjustments. 合计",
        Rule.SERVICE: "The days served in one unit under one scheme. 任职时段",
        Rule.SCHEME: "The sum of the dimensions. 总分",
        Rule.DIMENSION: "The sum of its indicators. 维度得分",
        Rule.QUANTITY: "An amount against its target. 数量",
        Rule.QUANTITY_LOWER: "An amount that should be small, against its target. 数量(越低越好)",
        Rule.MILESTONES: "The share of the milestones that are due and reached. 节点",
        Rule.POINTS: "Points added and taken away. 加减分",
        Rule.RATING: "The mean of ratings. 评价",
        Rule.DERIVED: "What a formula gives. 派生",
        Rule.DERIVED_LOWER: "What a formula gives that should be small. 派生(越低越好)",
        Rule.VETO: "What must not happen: it caps the grade. 一票否决",
        Rule.ROUTINE: "The result of a routine cycle. 平时考核",
        Rule.LIMIT: "What lies beyond what can be earned. 满分限制",
        Rule.ADJUSTMENT: "A reviewer's act, with its reason. 调整",
    },
    name="DerivationRule",
)
declare(
    SeedlingStatus,
    "Where a nomination as a reserve cadre stands. 培养状态",
    {
        SeedlingStatus.ACTIVE: "It goes on. 在培",
        SeedlingStatus.APPOINTED: "They were appointed to a post. 已任用",
        SeedlingStatus.RELEASED: "They were released, for a reason. 已退出",
    },
)

__all__ = [
    "Cause",
    "Direction",
    "EvidenceKind",
    "FigureAbout",
    "Light",
    "Pace",
    "RecordStatus",
    "Rule",
    "SchemeStatus",
    "SeedlingStatus",
    "Totalling",
]
