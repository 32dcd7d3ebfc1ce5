"""Saying a derivation in words."""

from decimal import Decimal

from governance_core.assessment.model import Derivation, Rule
from governance_core.assessment.rules.readings import NOT_DUE
from governance_core.values import Missing, NotApplicable, Value, rounded

_ZH = {
    Rule.QUANTITY: "已核实 {reading},截至该日应达 {expected},得 {points}/{weight} 分",
    Rule.QUANTITY_LOWER: "已核实 {reading},截至该日以不超过 {expected}为满分,得 {points}/{weight} 分",
    Rule.MILESTONES: "应完成节点占 {expected}%,已完成 {reading}%,得 {points}/{weight} 分",
    Rule.POINTS: "积分 {reading}(满分 {expected}),得 {points}/{weight} 分",
    Rule.RATING: "评分均值 {reading}(满分 {expected}),得 {points}/{weight} 分",
}
_EN = {
    Rule.QUANTITY: "{reading} verified, {expected} expected by this day: {points} of {weight} points",
    Rule.QUANTITY_LOWER: "{reading} verified, full marks up to {expected} by this day: {points} of {weight} points",
    Rule.MILESTONES: "{reading}% reached of {expected}% due: {points} of {weight} points",
    Rule.POINTS: "{reading} points out of {expected}: {points} of {weight} points",
    Rule.RATING: "A mean rating of {reading} out of {expected}: {points} of {weight} points",
}


def explain(node: Derivation, language: str = "zh-CN") -> str:
    """One node of a derivation as a sentence: English for "en…", Chinese for anything else.

    Points have two decimals, half up; what is expected and what points are out of have two at most.
    """
    english = language.startswith("en")
    match node.reading:
        case None:
            return _group(node, english=english)
        case Missing():
            return _missing(node, english=english)
        case NotApplicable(reason=reason):
            return _not_applicable(reason, english=english)
        case Value(number=number):
            unit = "" if node.unit is None else f" {node.unit.in_language(language)}"
            return (_EN if english else _ZH)[node.rule].format(
                reading=_plain(number, 6) + unit,
                expected=_plain(node.expected or Decimal(0)) + unit,
                points=rounded(node.contribution),
                weight=_plain(node.effective_weight),
            )


def _group(node: Derivation, *, english: bool) -> str:
    points, weight = rounded(node.contribution), _plain(node.effective_weight)
    if node.effective_weight == 0:
        return "None of its parts applies: no score" if english else "各部分均不适用或未到期,不计分"
    if node.low == node.high:
        return f"The sum of its parts: {points} of {weight} points" if english else f"各部分合计 {points}/{weight} 分"
    low, high = rounded(node.low), rounded(node.high)
    if english:
        return f"The sum of its parts, some still missing: between {low} and {high} of {weight} points"
    return f"各部分合计,部分缺报:在 {low} 至 {high} 分之间(满分 {weight})"


def _missing(node: Derivation, *, english: bool) -> str:
    weight = _plain(node.effective_weight)
    raters = len(node.records)
    if node.rule is Rule.RATING and raters and english:
        return f"Too few raters yet ({raters}): {weight} points are open"
    if node.rule is Rule.RATING and raters:
        return f"评分人数不足(已有 {raters} 人),{weight} 分待定"
    return f"Nothing verified yet: {weight} points are open" if english else f"尚无已核实的记录,{weight} 分待定"


def _not_applicable(reason: str, *, english: bool) -> str:
    if reason == NOT_DUE:
        return "Nothing is due yet; its weight is shared" if english else "尚无到期节点,其权重由其他指标分担"
    return f"Not applicable: {reason}; its weight is shared" if english else f"不适用:{reason};其权重由其他指标分担"


def _plain(number: Decimal, places: int = 2) -> str:
    text = format(rounded(number, places), "f")
    return text.rstrip("0").rstrip(".")
