"""The closed sets of the assessment in GraphQL, declared before anything mentions them."""

from governance_core.assessment import (
    Absence,
    AppealStatus,
    Cause,
    CycleKind,
    Direction,
    EvidenceKind,
    Grade,
    Light,
    Means,
    MissingRule,
    Pace,
    QuotaGroup,
    RaterRelation,
    RecordSource,
    RecordStatus,
    Rule,
    SchemeStatus,
    SeedlingStatus,
    Stage,
    Subject,
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
    Absence,
    "Why somebody who was enrolled in a cycle has no result. 未计结果原因",
    {
        Absence.NO_POST: "No post in its days that its schemes are about is known any more. 考核期内无对应职务",
        Absence.ELSEWHERE: "They served last where the cycle does not reach. 最后任职单位不在范围内",
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
declare(
    Subject,
    "What a scheme assesses. 考核对象",
    {
        Subject.CADRE: "People in office. 干部",
        Subject.UNIT: "Units as a whole. 单位",
    },
    name="AssessmentSubject",
)
declare(
    MissingRule,
    "What an indicator that is still missing when the cycle closes means. 缺报处理",
    {
        MissingRule.NOTHING: "It is worth nothing. 计零分",
        MissingRule.UNGRADED: "There is no score and no grade until it has been made good. 不评等次",
    },
)
declare(
    RaterRelation,
    "Where raters stand to whom they rate. 评议关系",
    {
        RaterRelation.SUPERIOR: "In office in a unit above. 上级",
        RaterRelation.PEER: "In office in the same unit. 同级",
        RaterRelation.MASSES: "Of the unit's people, in no office there. 群众",
    },
)
declare(
    RecordSource,
    "Who entered a record. 记录来源",
    {
        RecordSource.SELF: "Whom it is about. 本人",
        RecordSource.COLLEAGUE: "Somebody they work with. 同事",
        RecordSource.LIAISON_TEAM: "The unit's liaison team. 直联团队",
        RecordSource.SYSTEM: "The system. 系统",
    },
)
declare(
    Light,
    "How progress stands to what is expected by a day. 进度灯",
    {
        Light.GREEN: "As expected. 绿灯",
        Light.AMBER: "Somewhat behind. 黄灯",
        Light.RED: "Far behind. 红灯",
    },
    name="ProgressLight",
)
declare(
    Cause,
    "Why a light is what it is. 亮灯原因",
    {
        Cause.ON_TRACK: "Enough of what is expected. 符合进度",
        Cause.EARLY: "Service has only begun. 任职之初",
        Cause.BEHIND: "Too little of what is expected. 落后于进度",
        Cause.UNREPORTED: "Nothing verified yet. 尚无记录",
        Cause.UNREAD: "What it is derived from has no reading yet: no light. 数据尚无读数",
        Cause.DUE_SOON: "A milestone is due in a few days. 节点将到期",
        Cause.OVERDUE: "A milestone's day has gone. 节点已逾期",
        Cause.DEDUCTED: "Points were taken off. 已被扣分",
        Cause.VETOED: "What must not happen has. 一票否决",
    },
    name="ProgressCause",
)
declare(
    Means,
    "What would raise a score. 提升途径",
    {
        Means.MILESTONE: "A milestone reached. 完成节点",
        Means.AMOUNT: "More of a quantity. 增加数量",
        Means.LEVEL: "Another level of it. 达到水平",
        Means.POINTS: "More points. 获得加分",
    },
    name="ImprovementMeans",
)

declare(
    CycleKind,
    "What a cycle is. 考核类型",
    {
        CycleKind.ROUTINE: "A routine assessment of part of a year. 平时考核",
        CycleKind.ANNUAL: "The year's. 年度考核",
    },
)
declare(
    Stage,
    "The stages of a cycle, in order. 考核阶段",
    {
        Stage.OPEN: "Work goes on, and is recorded. 进行中",
        Stage.SELF_ASSESSMENT: "Everybody says of their own work what there is to say. 自评",
        Stage.REVIEW: "Reviewers say which grades they would give. 评议",
        Stage.CALIBRATION: "Scores are adjusted and grades decided. 校准",
        Stage.PUBLICITY: "Results are made public. 公示",
        Stage.APPEALS: "Appeals are raised and decided. 申诉",
        Stage.CLOSED: "It stands as it is. 已结束",
    },
    name="CycleStageName",
)
declare(
    Grade,
    "A grade: of a routine cycle the first four, of an annual one the last four. 等次",
    {
        Grade.GOOD: "好",
        Grade.FAIRLY_GOOD: "较好",
        Grade.AVERAGE: "一般",
        Grade.POOR: "较差",
        Grade.EXCELLENT: "优秀",
        Grade.COMPETENT: "称职",
        Grade.BASICALLY_COMPETENT: "基本称职",
        Grade.INCOMPETENT: "不称职",
    },
)
declare(
    QuotaGroup,
    "Among whom the places of the top grade are counted. 名额口径",
    {
        QuotaGroup.UNIT: "Each unit on its own. 按单位",
        QuotaGroup.WHOLE: "The cycle as one. 统一",
    },
)
declare(
    AppealStatus,
    "Where an appeal stands. 申诉状态",
    {
        AppealStatus.RAISED: "It waits for somebody to decide it. 已提出",
        AppealStatus.ASSIGNED: "Somebody is to decide it. 已分派",
        AppealStatus.UPHELD: "It was upheld. 成立",
        AppealStatus.DISMISSED: "It was dismissed, with a reason. 不成立",
    },
)

__all__ = [
    "Absence",
    "AppealStatus",
    "Cause",
    "CycleKind",
    "Direction",
    "EvidenceKind",
    "FigureAbout",
    "Grade",
    "Light",
    "Means",
    "MissingRule",
    "Pace",
    "QuotaGroup",
    "RaterRelation",
    "RecordSource",
    "RecordStatus",
    "Rule",
    "SchemeStatus",
    "SeedlingStatus",
    "Stage",
    "Subject",
    "Totalling",
]
