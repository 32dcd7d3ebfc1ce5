"""What a formula comes to, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from governance_core.assessment.model.formulas import (
    Absolute,
    Arithmetic,
    Choice,
    Comparator,
    Comparison,
    Condition,
    Extreme,
    Formula,
    Inversion,
    Joint,
    Junction,
    Negation,
    Number,
    Operand,
    Operator,
    Rounding,
    Selection,
    Step,
    parts_of,
)
from governance_core.values import Missing, NotApplicable, Reading, Value
from governance_core.wording import LARGEST, PLACES

DIVISION_BY_ZERO = "division-by-zero"
# What is left of 1 / 3 * 3 - 1 in 50 digits is nothing to 30 decimals.
_SETTLED = 30


def evaluate(formula: Formula, operands: Mapping[Operand, Reading]) -> Step:
    """What a formula comes to, with a step for every part that was gone through.

    What uses something missing is missing, be it in one of several conditions that the others decide; else what uses
    something that does not apply does not apply, for the first such reason. Of a choice the condition counts and the
    branch that is taken. A division by zero does not apply: a rate of nothing due. All is reckoned in 50 digits,
    compared and rounded as it is to 30 decimals (so that 1 / 3 * 3 is 1), and the result has six decimals, half up. A
    number that is not finite, or a result beyond 10^12, is missing. (Digits and decimals are our own choice.)

    Args:
        formula: the formula.
        operands: what was read; an operand that is not among them is missing.
    """
    with localcontext(arithmetic()):
        step = _step(formula, operands)
        if not isinstance(step.reading, Value):
            return step
        number = to_places(_settled(step.reading.number), PLACES)
        if abs(number) > LARGEST:
            return replace(step, reading=Missing(), too_large=True)
        return replace(step, reading=Value(number=number.quantize(Decimal((0, (1,), -PLACES))) + 0))


def arithmetic() -> Context:
    """How formulas reckon, whatever the caller's context is: 50 digits, half up, without exceptions."""
    return Context(
        prec=50, rounding=ROUND_HALF_UP, Emin=-999_999, Emax=999_999, capitals=1, clamp=0, flags=[], traps=[]
    )


def to_places(number: Decimal, places: int) -> Decimal:
    """`number`, of 50 digits at most, to `places` decimals at most."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -places:
        return number
    return number.quantize(Decimal((0, (1,), -places)))


def _settled(number: Decimal) -> Decimal:
    return to_places(number, _SETTLED)


def _step(node: Formula | Condition, operands: Mapping[Operand, Reading]) -> Step:
    match node:
        case Number(number=number):
            return Step(node=node, reading=Value(number=number))
        case Operand():
            return _read(node, operands.get(node, Missing()))
        case Choice():
            return _chosen(node, operands)
    children = tuple(_step(part, operands) for part in parts_of(node))
    numbers = [child.reading.number for child in children if isinstance(child.reading, Value)]
    if len(numbers) < len(children):
        return Step(node=node, reading=_lacking(children), children=children)
    return _computed(node, numbers, children)


def _read(operand: Operand, reading: Reading) -> Step:
    """An operand's number in the digits that formulas reckon with."""
    if not isinstance(reading, Value):
        return Step(node=operand, reading=reading)
    if not reading.number.is_finite() or not (number := +reading.number).is_finite():
        return Step(node=operand, reading=Missing(), too_large=True)
    return Step(node=operand, reading=Value(number=number))


def _chosen(node: Choice, operands: Mapping[Operand, Reading]) -> Step:
    condition = _step(node.condition, operands)
    if not isinstance(condition.reading, Value):
        return Step(node=node, reading=condition.reading, children=(condition,))
    taken = _step(node.then if condition.reading.number else node.otherwise, operands)
    return Step(node=node, reading=taken.reading, children=(condition, taken))


def _lacking(children: Sequence[Step]) -> Reading:
    lacking = [child.reading for child in children if not isinstance(child.reading, Value)]
    return Missing() if any(isinstance(reading, Missing) for reading in lacking) else lacking[0]


def _computed(node: Formula | Condition, numbers: Sequence[Decimal], children: tuple[Step, ...]) -> Step:
    divides = isinstance(node, Arithmetic) and node.operator is Operator.DIVIDE
    if divides and _settled(numbers[-1]) == 0:
        return Step(node=node, reading=NotApplicable(reason=DIVISION_BY_ZERO), children=children)
    number = _number(node, numbers)
    if not number.is_finite():
        return Step(node=node, reading=Missing(), children=children, too_large=True)
    return Step(node=node, reading=Value(number=number), children=children)


def _number(node: Formula | Condition, numbers: Sequence[Decimal]) -> Decimal:
    match node:
        case Arithmetic():
            return _arithmetic(node.operator, *numbers)
        case Negation():
            return -numbers[0]
        case Extreme():
            return min(numbers) if node.selection is Selection.MIN else max(numbers)
        case Absolute():
            return abs(numbers[0])
        case Rounding():
            return to_places(_settled(numbers[0]), node.places)
        case Comparison():
            return Decimal(_compared(node.comparator, *map(_settled, numbers)))
        case Junction():
            return Decimal(all(numbers) if node.joint is Joint.ALL else any(numbers))
        case Inversion():
            return Decimal(not numbers[0])
        case Number() | Operand() | Choice():
            raise TypeError(node)


def _arithmetic(operator: Operator, left: Decimal, right: Decimal) -> Decimal:
    match operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return left * right
        case Operator.DIVIDE:
            return left / right


def _compared(comparator: Comparator, left: Decimal, right: Decimal) -> bool:
    match comparator:
        case Comparator.LESS:
            return left < right
        case Comparator.AT_MOST:
            return left <= right
        case Comparator.GREATER:
            return left > right
        case Comparator.AT_LEAST:
            return left >= right
        case Comparator.EQUAL:
            return left == right
        case Comparator.UNEQUAL:
            return left != right
