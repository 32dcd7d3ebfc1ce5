"""A derivation, said in words."""

from decimal import Decimal

import pytest

from governance_core.assessment import Derivation, Rule, explain
from governance_core.values import Missing, NotApplicable, Reading, RecordId, Text, Value

SESSIONS = Text(zh="场", en="sessions")


def _node(rule: Rule, reading: Reading | None = None, **more) -> Derivation:
    told = {
        "code": "one",
        "title": Text(zh="指标"),
        "rule": rule,
        "weight": Decimal(10),
        "effective_weight": Decimal("10.000000"),
        "reading": reading,
        "contribution": Decimal("8.400000"),
        "low": Decimal("8.400000"),
        "high": Decimal("8.400000"),
    }
    return Derivation(**told | more)


def _value(number: str) -> Value:
    return Value(number=Decimal(number))


@pytest.mark.parametrize(
    ("node", "zh", "en"),
    [
        (
            _node(Rule.QUANTITY, _value("42"), unit=SESSIONS, expected=Decimal("50.000000")),
            "已核实 42 场,截至该日应达 50 场,得 8.40/10 分",
            "42 sessions verified, 50 sessions expected by this day: 8.40 of 10 points",
        ),
        (
            _node(Rule.QUANTITY_LOWER, _value("0.125"), unit=SESSIONS, expected=Decimal("2.506")),
            "已核实 0.125 场,截至该日以不超过 2.51 场为满分,得 8.40/10 分",
            "0.125 sessions verified, full marks up to 2.51 sessions by this day: 8.40 of 10 points",
        ),
        (
            _node(Rule.MILESTONES, _value("40"), expected=Decimal(100)),
            "应完成节点占 100%,已完成 40%,得 8.40/10 分",
            "40% reached of 100% due: 8.40 of 10 points",
        ),
        (
            _node(Rule.POINTS, _value("84"), expected=Decimal(100)),
            "积分 84(满分 100),得 8.40/10 分",
            "84 points out of 100: 8.40 of 10 points",
        ),
        (
            _node(Rule.RATING, _value("8.333333"), expected=Decimal(10), effective_weight=Decimal("33.333333")),
            "评分均值 8.333333(满分 10),得 8.40/33.33 分",
            "A mean rating of 8.333333 out of 10: 8.40 of 33.33 points",
        ),
        (
            _node(Rule.QUANTITY, Missing(), unit=SESSIONS, expected=Decimal(50), low=Decimal(0), high=Decimal(10)),
            "尚无已核实的记录,10 分待定",
            "Nothing verified yet: 10 points are open",
        ),
        (
            _node(Rule.RATING, Missing(), low=Decimal(0), high=Decimal(10), records=(RecordId("r1"), RecordId("r2"))),
            "评分人数不足(已有 2 人),10 分待定",
            "Too few raters yet (2): 10 points are open",
        ),
        (
            _node(Rule.MILESTONES, NotApplicable(reason="not-due")),
            "尚无到期节点,其权重由其他指标分担",
            "Nothing is due yet; its weight is shared",
        ),
        (
            _node(Rule.QUANTITY, NotApplicable(reason="借调")),
            "不适用:借调;其权重由其他指标分担",
            "Not applicable: 借调; its weight is shared",
        ),
        (
            _node(Rule.DIMENSION),
            "各部分合计 8.40/10 分",
            "The sum of its parts: 8.40 of 10 points",
        ),
        (
            _node(Rule.SCHEME, high=Decimal(10)),
            "各部分合计,部分缺报:在 8.40 至 10.00 分之间(满分 10)",
            "The sum of its parts, some still missing: between 8.40 and 10.00 of 10 points",
        ),
        (
            _node(Rule.DIMENSION, effective_weight=Decimal(0)),
            "各部分均不适用或未到期,不计分",
            "None of its parts applies: no score",
        ),
    ],
)
def test_every_node_has_a_sentence_in_both_languages(node: Derivation, zh: str, en: str) -> None:
    """What was read, in its unit, what was expected, and what it brings; Chinese where the language is not English."""
    chinese = {explain(node), explain(node, "zh-CN"), explain(node, "fr")}
    english = {explain(node, "en"), explain(node, "en-GB")}

    assert (chinese, english) == ({zh}, {en})
