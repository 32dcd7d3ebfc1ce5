"""Saying a derivation in words, and as the arithmetic by which a number came about."""

from decimal import Decimal

from governance_core.assessment.model import Cause, Derivation, Improvement, Input, Means, Progress, Rule
from governance_core.assessment.rules.ratings import NOT_RATED
from governance_core.assessment.rules.readings import NOT_DUE
from governance_core.assessment.rules.spans import ONE_DAY
from governance_core.assessment.rules.step_sentences import explain_step
from governance_core.assessment.rules.steps import DIVISION_BY_ZERO
from governance_core.values import Missing, NotApplicable, Text, Value, rounded

_ZH = {
    Rule.QUANTITY: "已核实 {reading},截至该日应达 {expected},得 {points}/{weight} 分",
    Rule.QUANTITY_LOWER: "已核实 {reading},截至该日以不超过 {expected}为满分,得 {points}/{weight} 分",
    Rule.MILESTONES: "应完成节点占 {expected}%,已完成 {reading}%,得 {points}/{weight} 分",
    Rule.POINTS: "积分 {reading}(满分 {expected}),得 {points}/{weight} 分",
    Rule.RATING: "评分均值 {reading}(满分 {expected}),得 {points}/{weight} 分",
    Rule.DERIVED: "按公式得 {reading},达到 {expected}为满分,得 {points}/{weight} 分",
    Rule.DERIVED_LOWER: "按公式得 {reading},不超过 {expected}为满分,得 {points}/{weight} 分",
    Rule.ROUTINE: "平时考核 {reading} 分,计 {points}/{weight} 分",
}
_EN = {
    Rule.QUANTITY: "{reading} verified, {expected} expected by this day: {points} of {weight} points",
    Rule.QUANTITY_LOWER: "{reading} verified, full marks up to {expected} by this day: {points} of {weight} points",
    Rule.MILESTONES: "{reading}% reached of {expected}% due: {points} of {weight} points",
    Rule.POINTS: "{reading} points out of {expected}: {points} of {weight} points",
    Rule.RATING: "A mean rating of {reading} out of {expected}: {points} of {weight} points",
    Rule.DERIVED: "The formula gives {reading}, full marks from {expected}: {points} of {weight} points",
    Rule.DERIVED_LOWER: "The formula gives {reading}, full marks up to {expected}: {points} of {weight} points",
    Rule.ROUTINE: "A routine result of {reading}: {points} of {weight} points",
}
_NOT_APPLICABLE = {
    NOT_DUE: Text(zh="尚无到期节点,其权重由其他指标分担", en="Nothing is due yet; its weight is shared"),
    NOT_RATED: Text(
        zh="任职期间未组织评议,其权重由其他指标分担", en="Not rated while serving here; its weight is shared"
    ),
    DIVISION_BY_ZERO: Text(
        zh="公式的分母为零,不适用;其权重由其他指标分担",
        en="The formula would divide by zero, so it does not apply; its weight is shared",
    ),
}
_CAUSES = {
    Cause.ON_TRACK: Text(zh="符合进度", en="On track"),
    Cause.EARLY: Text(zh="任职之初,暂不预警", en="Service has only begun"),
    Cause.BEHIND: Text(zh="落后于进度:已达应完成的 {share}%", en="Behind: {share}% of what is expected by now"),
    Cause.UNREPORTED: Text(zh="尚无已核实的记录", en="Nothing verified yet"),
    Cause.UNREAD: Text(zh="所依据的数据尚无读数", en="What it is derived from has no reading yet"),
    Cause.DUE_SOON: Text(zh="节点“{milestone}”将于 {due} 到期", en="Milestone {milestone} is due on {due}"),
    Cause.OVERDUE: Text(
        zh="节点“{milestone}”已于 {due} 到期,尚未完成", en="Milestone {milestone} was due on {due} and is not reached"
    ),
    Cause.DEDUCTED: Text(zh="已被扣分,为基础分的水平以下", en="Points were taken off the base"),
    Cause.VETOED: Text(zh="发生一票否决情形", en="What must not happen has happened"),
}
_MEANS = {
    Means.MILESTONE: Text(
        zh="于 {by} 前完成节点“{milestone}”:+{gain} 分", en="Milestone {milestone} by {by}: +{gain} points"
    ),
    Means.AMOUNT: Text(zh="至 {by} 再完成 {amount}:+{gain} 分", en="{amount} more by {by}: +{gain} points"),
    Means.LEVEL: Text(zh="至 {by} 达到 {amount}:+{gain} 分", en="{amount} by {by}: +{gain} points"),
    Means.POINTS: Text(zh="再获加分 {amount}:+{gain} 分", en="{amount} more bonus points: +{gain} points"),
}
_UNMARKED = frozenset({Rule.LIMIT, Rule.ADJUSTMENT})


def explain(node: Derivation, language: str = "zh-CN") -> str:
    """One node of a derivation as a sentence: English for "en…", Chinese for anything else.

    Points have two decimals, half up; what is expected and what points are out of have two at most.
    """
    english = language.startswith("en")
    if node.rule in _UNMARKED:
        return _unmarked(node, english=english)
    match node.reading:
        case None:
            return _group(node, english=english)
        case Missing():
            return _missing(node, english=english)
        case NotApplicable(reason=reason):
            return _not_applicable(reason, language)
        case Value(number=number) if node.rule is Rule.VETO:
            return _veto(node, number, english=english)
        case Value(number=number):
            unit = "" if node.unit is None else f" {node.unit.in_language(language)}"
            said = (_EN if english else _ZH)[node.rule].format(
                reading=plain(number, 6) + unit,
                expected=plain(node.expected or Decimal(0)) + unit,
                points=rounded(node.contribution),
                weight=plain(node.effective_weight),
            )
            return said + _details(node, language)


def arithmetic(node: Derivation) -> str:
    """How a number came about, in figures: what a reader with a calculator repeats.

    Exact but for the last decimal: a share that is no decimal number is worked out in full and rounded once.
    """
    points = plain(node.contribution, 6)
    if node.children:
        return f"{' + '.join(plain(one.contribution, 6) for one in node.children)} = {points}"
    if not isinstance(node.reading, Value) or node.rule in {Rule.VETO, *_UNMARKED}:
        return points
    weight, reading = plain(node.effective_weight, 6), plain(node.reading.number, 6)
    if node.expected is None or node.floor is None:
        return f"{reading} ÷ 100 × {weight} = {points}"
    floor, expected = plain(node.floor, 6), plain(node.expected, 6)
    if floor == "0":
        return f"{reading} ÷ {expected} × {weight} → {points}"
    return f"({reading} - {floor}) ÷ ({expected} - {floor}) × {weight} → {points}"


def explain_progress(progress: Progress, language: str = "zh-CN") -> str:
    """Why a light is what it is, as a sentence."""
    return (
        _CAUSES[progress.cause]
        .in_language(language)
        .format(share=plain(progress.share), milestone=progress.milestone, due=progress.due_on)
    )


def explain_improvement(improvement: Improvement, language: str = "zh-CN") -> str:
    """What would raise a score and by how much, as a sentence."""
    unit = "" if improvement.unit is None else f" {improvement.unit.in_language(language)}"
    return (
        _MEANS[improvement.means]
        .in_language(language)
        .format(
            by=improvement.by,
            milestone=improvement.milestone,
            amount=plain(improvement.amount or Decimal(0), 6) + unit,
            gain=rounded(improvement.gain),
        )
    )


def _details(node: Derivation, language: str) -> str:
    """What there is to say of the numbers that a reading was made from, in brackets."""
    english = language.startswith("en")
    match node.rule:
        case Rule.MILESTONES:
            said = [_late(one, language) for one in node.inputs if one.record and one.of]
        case Rule.RATING:
            said = [_of_group(one, language) for one in node.inputs]
        case Rule.POINTS:
            said = [_limited(one, english=english) for one in node.inputs if one.number != one.counted]
        case Rule.DERIVED | Rule.DERIVED_LOWER:
            said = [explain_step(node.formula, language)] if node.formula else []
        case _:
            said = []
    if not said:
        return ""
    return f" ({'; '.join(said)})" if english else f"({';'.join(said)})"


def _late(one: Input, language: str) -> str:
    title = _title(one, language)
    if language.startswith("en"):
        return f"{title} {one.of} days late, counts {plain(one.counted)}% of its {plain(one.number)}%"
    return f"“{title}”迟 {one.of} 天,{plain(one.number)}% 按 {plain(one.counted)}% 计"


def _of_group(one: Input, language: str) -> str:
    title, mean, counted = _title(one, language), plain(one.number), plain(one.counted)
    if language.startswith("en"):
        return f"{title}: mean {mean} of {one.of}, counts {counted}"
    return f"{title}:{one.of} 人均值 {mean},计 {counted}"


def _limited(one: Input, *, english: bool) -> str:
    if english:
        return f"{one.code} {plain(one.number)} counts as {plain(one.counted)}"
    name = "加分" if one.code == "bonus" else "扣分"
    return f"{name} {plain(one.number)} 以 {plain(one.counted)} 为限"


def _title(one: Input, language: str) -> str:
    return one.code if one.title is None else one.title.in_language(language)


def _unmarked(node: Derivation, *, english: bool) -> str:
    points = f"{rounded(node.contribution):+}"
    if node.rule is Rule.LIMIT:
        return f"The sum lies outside what can be earned: {points} points" if english else f"超出满分范围:{points} 分"
    return f"Adjusted by {points} points" if english else f"调整 {points} 分"


def _veto(node: Derivation, times: Decimal, *, english: bool) -> str:
    if node.caps_at is None:
        return "Nothing of the kind has happened" if english else "未发生一票否决情形"
    if english:
        return f"It has happened ({times:f}): the grade is number {node.caps_at} of four at best"
    return f"发生一票否决情形({times:f} 次),等次最高为四等中的第 {node.caps_at} 等"


def _group(node: Derivation, *, english: bool) -> str:
    points, weight = rounded(node.contribution), plain(node.effective_weight)
    if node.effective_weight == 0:
        return "None of its parts applies: no score" if english else "各部分均不适用或未到期,不计分"
    lead = _lead(node, english=english)
    if node.low == node.high:
        if english:
            return f"{lead or 'The sum of its parts'}: {points} of {weight} points"
        return f"{lead or '各部分合计'} {points}/{weight} 分"
    low, high = rounded(node.low), rounded(node.high)
    if english:
        return f"{lead or 'The sum of its parts'}, some still missing: between {low} and {high} of {weight} points"
    return f"{lead or '各部分合计'},部分缺报:在 {low} 至 {high} 分之间(满分 {weight})"


def _lead(node: Derivation, *, english: bool) -> str:
    if node.rule is not Rule.SERVICE or node.served is None or node.served.end is None:
        return ""
    first, last = node.served.start, node.served.end - ONE_DAY
    return f"Served from {first} to {last}" if english else f"{first} 至 {last} 任职"


def _missing(node: Derivation, *, english: bool) -> str:
    weight = plain(node.effective_weight)
    if node.low == node.high:
        if english:
            return f"Nothing verified when the cycle closed: nothing of {weight} points, by the scheme's rule"
        return f"截至考核结束无已核实的记录,按方案规定计 0/{weight} 分"
    raters = len(node.records)
    if node.rule is Rule.RATING and raters and english:
        return f"Too few raters yet ({raters}): {weight} points are open"
    if node.rule is Rule.RATING and raters:
        return f"评分人数不足(已有 {raters} 人),{weight} 分待定"
    return f"Nothing verified yet: {weight} points are open" if english else f"尚无已核实的记录,{weight} 分待定"


def _not_applicable(reason: str, language: str) -> str:
    known = _NOT_APPLICABLE.get(reason)
    if known is not None:
        return known.in_language(language)
    if language.startswith("en"):
        return f"Not applicable: {reason}; its weight is shared"
    return f"不适用:{reason};其权重由其他指标分担"


def plain(number: Decimal, places: int = 2) -> str:
    """A number as it stands in a sentence: rounded, and no longer than it needs to be."""
    text = format(rounded(number, places), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
