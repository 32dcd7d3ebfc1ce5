"""Saying in words how a formula came to its result."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from governance_core.assessment.model.formulas import Operand, Step
from governance_core.assessment.rules.steps import DIVISION_BY_ZERO, arithmetic, to_places
from governance_core.values import Missing, NotApplicable, Reading, Value
from governance_core.wording import LARGEST, PLACES

_LONGEST_NUMBER = 40


def explain_step(step: Step, language: str = "zh-CN") -> str:
    """A formula, the same with what was read, and its result: `reading["visits"] / 2 = 24 / 2 = 12`.

    English for "en…", Chinese for anything else. Numbers have six decimals at most; an operand of a branch that was not
    taken keeps its name.
    """
    english = language.startswith("en")
    result = _result(step, english=english)
    if isinstance(step.node, Operand):
        return f"{step.text} = {result}"
    read = step.text
    for operand in _operands(step):
        read = read.replace(operand.text, _said(operand.reading, english=english))
    return " = ".join(dict.fromkeys((step.text, read, result)))


def _operands(step: Step) -> Iterator[Step]:
    if isinstance(step.node, Operand):
        yield step
    for child in step.children:
        yield from _operands(child)


def _result(step: Step, *, english: bool) -> str:
    if _is_too_large(step):
        return f"missing (beyond ±{LARGEST})" if english else f"缺报(超出 ±{LARGEST})"
    match step.reading:
        case NotApplicable(reason=reason) if reason == DIVISION_BY_ZERO:
            return "not applicable (a division by zero)" if english else "不适用(除数为零)"
        case NotApplicable(reason=reason):
            return f"not applicable ({reason})" if english else f"不适用({reason})"
        case Value(number=number):
            return _plain(number)
        case Missing():
            return "missing" if english else "缺报"


def _said(reading: Reading, *, english: bool) -> str:
    match reading:
        case Value(number=number):
            return f"({_plain(number)})" if number < 0 else _plain(number)
        case NotApplicable():
            return "[not applicable]" if english else "[不适用]"
        case Missing():
            return "[missing]" if english else "[缺报]"


def _is_too_large(step: Step) -> bool:
    return step.too_large or any(_is_too_large(child) for child in step.children)


def _plain(number: Decimal) -> str:
    with localcontext(arithmetic()):
        number += 0
        if number.adjusted() > _LONGEST_NUMBER:
            return format(number, ".6E")
        text = format(to_places(number, PLACES) + 0, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
