"""Working a formula out, step by step, and writing it down."""

from collections.abc import Callable, Mapping, Sequence
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

from governance_core.assessment.model import (
    Calculation,
    Call,
    Choice,
    Combination,
    Comparator,
    Comparison,
    Condition,
    Denial,
    Formula,
    Function,
    Negation,
    Number,
    Operand,
    Operator,
    Step,
)
from governance_core.values import Missing, NotApplicable, Reading, Value
from governance_core.wording import LARGEST

DIVISION_BY_ZERO = "division-by-zero"
PLACES = Decimal("0.000001")
_EXACT = Context(prec=50, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_YES = Value(number=Decimal(1))


def evaluate(formula: Formula, operands: Mapping[Operand, Reading]) -> Step:
    """What a formula comes to, with every step; never refused, whatever the operands are.

    It is worked out on decimals of fifty digits and rounded once, to six decimals, half up. What needs something that
    is missing is missing; else what needs something that does not apply does not apply, and so does a division by
    zero: a rate of nothing is no rate. Of a choice only the branch that is taken matters. What comes to a trillion or
    more is missing: it can't be what was meant.

    Args:
        formula: the formula.
        operands: what it reads; what is not there is missing.
    """
    step = worked_out(formula, operands)
    if not isinstance(step.reading, Value):
        return step
    number = step.reading.number
    if not number.is_finite() or abs(number) > LARGEST:
        return Step(text=step.text, reading=Missing(), children=step.children)
    rounded = number.quantize(PLACES, rounding=ROUND_HALF_UP, context=_EXACT)
    return Step(text=step.text, reading=Value(number=_short(rounded)), children=step.children)


def formula_text(node: Formula | Condition) -> str:
    """A formula, or a part of one, as it is written; what is read from that is the same formula."""
    match node:
        case Number(value=value):
            return format(value, "f")
        case Operand(kind=kind, name=name):
            return f"{kind.value}[{_quoted(name)}]"
        case Negation(of=of):
            return f"-{_inside(of)}"
        case Calculation(left=left, operator=operator, right=right):
            return f"{_inside(left)} {operator.value} {_inside(right)}"
        case Call(function=function, arguments=arguments):
            return f"{function.value}({', '.join(formula_text(one) for one in arguments)})"
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return f"{_inside(then)} if {formula_text(condition)} else {_inside(otherwise)}"
        case Comparison(left=left, comparator=comparator, right=right):
            return f"{_inside(left)} {comparator.value} {_inside(right)}"
        case Combination(every=every, conditions=conditions):
            return (" and " if every else " or ").join(_inside(one) for one in conditions)
        case Denial(of=of):
            return f"not {_inside(of)}"


def _inside(node: Formula | Condition) -> str:
    text = formula_text(node)
    return text if isinstance(node, Number | Operand | Call) else f"({text})"


def _quoted(name: str) -> str:
    return repr(name) if '"' in name or "\\" in name or not name.isprintable() else f'"{name}"'


def worked_out(node: Formula, operands: Mapping[Operand, Reading]) -> Step:
    """The same, of any part of a formula, before it is rounded."""
    text = formula_text(node)
    match node:
        case Number(value=value):
            return Step(text=text, reading=Value(number=value))
        case Operand():
            return Step(text=text, reading=operands.get(node, Missing()))
        case Choice(condition=condition, then=then, otherwise=otherwise):
            asked = _holds(condition, operands)
            if not isinstance(asked.reading, Value):
                return Step(text=text, reading=asked.reading, children=(asked,))
            taken = worked_out(then if asked.reading == _YES else otherwise, operands)
            return Step(text=text, reading=taken.reading, children=(asked, taken))
        case Negation(of=of):
            return _made(text, (worked_out(of, operands),), _negated)
        case Call(function=function, arguments=arguments):
            parts = tuple(worked_out(one, operands) for one in arguments)
            return _made(text, parts, _CALLED[function])
        case Calculation(left=left, operator=operator, right=right):
            return _calculated(text, operator, worked_out(left, operands), worked_out(right, operands))


def _holds(condition: Condition, operands: Mapping[Operand, Reading]) -> Step:
    text = formula_text(condition)
    match condition:
        case Comparison(left=left, comparator=comparator, right=right):
            parts = (worked_out(left, operands), worked_out(right, operands))
            return _made(text, parts, lambda numbers: Decimal(_COMPARED[comparator](numbers[0], numbers[1])))
        case Combination(every=every, conditions=conditions):
            found = tuple(_holds(one, operands) for one in conditions)
            return _made(text, found, min if every else max)
        case Denial(of=of):
            return _made(text, (_holds(of, operands),), lambda numbers: 1 - numbers[0])


def _made(text: str, parts: tuple[Step, ...], made: Callable[[Sequence[Decimal]], Decimal]) -> Step:
    """A step made of others: missing where one of them is, or not applicable where one of them is not."""
    readings = [one.reading for one in parts]
    gap = next((one for one in readings if isinstance(one, Missing)), None) or next(
        (one for one in readings if isinstance(one, NotApplicable)), None
    )
    if gap is not None:
        return Step(text=text, reading=gap, children=parts)
    number = made([one.number for one in readings if isinstance(one, Value)])
    reading = Value(number=number) if number.is_finite() else Missing()
    return Step(text=text, reading=reading, children=parts)


def _calculated(text: str, operator: Operator, left: Step, right: Step) -> Step:
    by_nothing = operator is Operator.BY and isinstance(right.reading, Value) and right.reading.number == 0
    if by_nothing and isinstance(left.reading, Value):
        return Step(text=text, reading=NotApplicable(reason=DIVISION_BY_ZERO), children=(left, right))
    if by_nothing:
        return Step(text=text, reading=left.reading, children=(left, right))
    return _made(text, (left, right), lambda numbers: _CALCULATED[operator](numbers[0], numbers[1]))


def _rounded(numbers: Sequence[Decimal]) -> Decimal:
    return numbers[0].quantize(Decimal(1).scaleb(-int(numbers[1])), context=_EXACT)


def _negated(numbers: Sequence[Decimal]) -> Decimal:
    return _EXACT.minus(numbers[0])


def _short(number: Decimal) -> Decimal:
    """The same number without zeros at its end: 12 rather than 12.000000."""
    text = format(number, "f").rstrip("0").rstrip(".")
    return Decimal(0) if text in {"", "-", "-0"} else Decimal(text)


_CALLED: Mapping[Function, Callable[[Sequence[Decimal]], Decimal]] = {
    Function.ABS: lambda numbers: _EXACT.abs(numbers[0]),
    Function.MAX: max,
    Function.MIN: min,
    Function.ROUND: _rounded,
}
_CALCULATED: Mapping[Operator, Callable[[Decimal, Decimal], Decimal]] = {
    Operator.PLUS: _EXACT.add,
    Operator.MINUS: _EXACT.subtract,
    Operator.TIMES: _EXACT.multiply,
    Operator.BY: _EXACT.divide,
}
_COMPARED: Mapping[Comparator, Callable[[Decimal, Decimal], bool]] = {
    Comparator.LESS: lambda left, right: left < right,
    Comparator.AT_MOST: lambda left, right: left <= right,
    Comparator.MORE: lambda left, right: left > right,
    Comparator.AT_LEAST: lambda left, right: left >= right,
    Comparator.EQUAL: lambda left, right: left == right,
    Comparator.UNEQUAL: lambda left, right: left != right,
}
