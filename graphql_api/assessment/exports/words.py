"""What a cycle's workbook calls things: in Chinese, or in Chinese and English."""

from governance_core.assessment import AppealStatus, CycleKind, QuotaGroup, Rule, Stage
from governance_core.values import Text

STAGES = {
    Stage.OPEN: Text(zh="启动", en="open"),
    Stage.SELF_ASSESSMENT: Text(zh="自评", en="self-assessment"),
    Stage.REVIEW: Text(zh="评议", en="review"),
    Stage.CALIBRATION: Text(zh="校准", en="calibration"),
    Stage.PUBLICITY: Text(zh="公示", en="publicity"),
    Stage.APPEALS: Text(zh="申诉", en="appeals"),
    Stage.CLOSED: Text(zh="办结", en="closed"),
}
KINDS = {
    CycleKind.ROUTINE: Text(zh="平时考核", en="routine"),
    CycleKind.ANNUAL: Text(zh="年度考核", en="annual"),
}
GROUPS = {
    QuotaGroup.UNIT: Text(zh="按单位", en="in each unit"),
    QuotaGroup.WHOLE: Text(zh="全周期合并", en="in the whole cycle"),
}
APPEALS = {
    AppealStatus.RAISED: Text(zh="已提出", en="raised"),
    AppealStatus.ASSIGNED: Text(zh="已受理", en="assigned"),
    AppealStatus.UPHELD: Text(zh="成立", en="upheld"),
    AppealStatus.DISMISSED: Text(zh="不成立", en="dismissed"),
}
PARTS = {
    Rule.ROUTINE: Text(zh="平时考核", en="Routine result"),
    Rule.ADJUSTMENT: Text(zh="分数调整", en="Adjustment"),
    Rule.LIMIT: Text(zh="满分限制", en="Limit"),
}
MISSING = Text(zh="缺报", en="missing")
NOT_APPLICABLE = Text(zh="不适用", en="not applicable")
RESERVED = Text(zh="本人结果,公示前不予显示", en="one's own result is not shown before it is made public")
OFFICE = Text(zh="组织部门(未署名)", en="the office, under no person's name")


class Words:
    """Says texts in Chinese, or where both languages are asked for, in Chinese with the English behind."""

    def __init__(self, *, both: bool) -> None:
        self._both = both

    def of(self, text: Text) -> str:
        """A text."""
        return f"{text.zh} {text.en}" if self._both and text.en and text.en != text.zh else text.zh

    def __call__(self, zh: str, en: str) -> str:
        """A heading."""
        return self.of(Text(zh=zh, en=en))
