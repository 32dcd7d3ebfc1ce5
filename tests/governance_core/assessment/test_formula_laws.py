"""What holds for any formula and any readings: laws, tried on random ones."""

from fractions import Fraction
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Formula,
    Operand,
    OperandKind,
    Step,
    evaluate,
    explain_step,
    formula_faults,
    formula_from_text,
    formula_operands,
    formula_order,
    formula_to_text,
    parse_formula,
)
from governance_core.assessment.model.formulas import (
    Absolute,
    Arithmetic,
    Choice,
    Comparator,
    Comparison,
    Condition,
    Extreme,
    Inversion,
    Joint,
    Junction,
    Negation,
    Number,
    Operator,
    Rounding,
    Selection,
    parts_of,
)
from governance_core.errors import FormulaLoops, GovernanceError
from governance_core.values import Missing, NotApplicable, Reading, Value
from governance_core.wording import LARGEST

T = TypeVar("T")

literals = st.decimals(0, 1000, places=2).map(lambda number: Number(number=number))
operands = st.builds(Operand, kind=st.sampled_from(OperandKind), name=st.sampled_from("abc"))
numbers = st.decimals(allow_nan=True, allow_infinity=True) | st.decimals(-1000, 1000, places=2)
readings: st.SearchStrategy[Reading] = (
    st.builds(Value, number=numbers) | st.builds(NotApplicable, reason=st.text()) | st.builds(Missing)
)
ALL_OPERANDS = [Operand(kind=kind, name=name) for kind in OperandKind for name in "abc"]


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> Formula:
    """A formula of a depth of about 4 at most: a strategy that calls itself would be too large to be shown."""
    kind = draw(st.sampled_from(["leaf", "-", "+", "min", "abs", "round", "if"])) if depth else "leaf"
    below = trees(depth - 1)
    match kind:
        case "-":
            return Negation(of=draw(below))
        case "+":
            return Arithmetic(operator=draw(st.sampled_from(Operator)), left=draw(below), right=draw(below))
        case "min":
            return Extreme(selection=draw(st.sampled_from(Selection)), of=_several(draw, below))
        case "abs":
            return Absolute(of=draw(below))
        case "round":
            return Rounding(of=draw(below), places=draw(st.integers(0, 6)))
        case "if":
            return Choice(condition=draw(conditions(depth - 1)), then=draw(below), otherwise=draw(below))
        case _:
            return draw(literals | operands)


@st.composite
def conditions(draw: st.DrawFn, depth: int) -> Condition:
    """A condition about such formulas."""
    kind = draw(st.sampled_from(["<", "not", "and"])) if depth else "<"
    match kind:
        case "not":
            return Inversion(of=draw(conditions(depth - 1)))
        case "and":
            return Junction(joint=draw(st.sampled_from(Joint)), of=_several(draw, conditions(depth - 1)))
        case _:
            left, right = draw(trees(depth)), draw(trees(depth))
            return Comparison(comparator=draw(st.sampled_from(Comparator)), left=left, right=right)


def _several(draw: st.DrawFn, one: st.SearchStrategy[T]) -> tuple[T, ...]:
    return tuple(draw(one) for _ in range(draw(st.integers(2, 3))))


formulas = trees()
sums = st.recursive(
    literals | operands,
    lambda inner: st.builds(
        Arithmetic,
        operator=st.sampled_from([Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY]),
        left=inner,
        right=inner,
    ),
    max_leaves=10,
)
small_operands = st.fixed_dictionaries(
    {operand: st.builds(Value, number=st.decimals(-100, 100, places=1)) for operand in ALL_OPERANDS}
)


@given(formulas)
def test_what_is_written_is_read_as_the_same(formula: Formula) -> None:
    """Printing loses nothing, as long as the text stays within the bounds."""
    text = formula_to_text(formula)

    if len(text) <= 500:
        assert formula_from_text(text) == formula
        assert formula_to_text(formula_from_text(text)) == text


@given(formulas, st.dictionaries(operands, readings), st.sampled_from(["zh-CN", "en"]))
def test_no_reading_makes_a_formula_fail(formula: Formula, read: dict[Operand, Reading], language: str) -> None:
    """Whatever was read, there is a reading within bounds, with six decimals, that can be said."""
    step = evaluate(formula, read)

    if isinstance(step.reading, Value):
        assert abs(step.reading.number) <= LARGEST
        assert step.reading.number.as_tuple().exponent == -6
    assert formula_to_text(formula) in explain_step(step, language)


@given(formulas, st.dictionaries(operands, readings))
def test_a_result_in_numbers_rests_on_numbers_alone(formula: Formula, read: dict[Operand, Reading]) -> None:
    """No step of a number is missing or does not apply: nothing is dropped in silence."""
    step = evaluate(formula, read)

    if isinstance(step.reading, Value):
        assert all(isinstance(one.reading, Value) for one in _all(step))
    if any(isinstance(one.reading, Missing) for one in _all(step)):
        assert step.reading == Missing()


@given(formulas, st.dictionaries(operands, readings), readings)
def test_what_a_formula_does_not_name_does_not_matter(
    formula: Formula, read: dict[Operand, Reading], other: Reading
) -> None:
    """Only the operands that it lists can change a result."""
    named = formula_operands(formula)
    changed = {operand: other for operand in ALL_OPERANDS if operand not in named}

    assert str(evaluate(formula, {**read, **changed})) == str(evaluate(formula, read))


@given(sums, small_operands)
def test_sums_and_products_are_exact(formula: Formula, read: dict[Operand, Value]) -> None:
    """Sums, differences and products agree with fractions to the last of the six decimals."""
    _agrees(formula, read)


@given(trees(depth=2), small_operands)
def test_any_formula_agrees_with_fractions(formula: Formula, read: dict[Operand, Value]) -> None:
    """Quotients, roundings and choices too are what exact arithmetic makes of them."""
    _agrees(formula, read)


@given(st.text(max_size=60) | st.text("()+-*/<=>.,\"' 019abdegilmnorsux[]", max_size=60))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    """No text raises anything but a refusal, and what is taken can be written and worked out."""
    try:
        formula = parse_formula(text)
    except GovernanceError as refusal:
        refusal.describe("zh-CN").encode()
        return
    assert parse_formula(formula_to_text(formula)) == formula
    evaluate(formula, {})


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=6))
def test_there_is_an_order_unless_there_is_a_circle(reads: dict[str, list[str]]) -> None:
    """Derived indicators can be worked out one after the other exactly where no circle is told."""
    said = {code: " + ".join(["1", *(f'reading["{name}"]' for name in names)]) for code, names in reads.items()}
    found = {code: parse_formula(text) for code, text in said.items()}

    loops = formula_faults(found, set("abcdef"), None, lambda code: (code,))

    assert all(isinstance(fault, FormulaLoops) for fault in loops)
    for fault in loops:
        assert isinstance(fault, FormulaLoops)
        assert fault.chain[0] == fault.chain[-1]
        assert all(read in reads[one] for one, read in zip(fault.chain, fault.chain[1:], strict=False))
    if not loops:
        order = formula_order(found)
        assert sorted(order) == sorted(found)
        assert all(
            order.index(read) < order.index(code) for code, names in reads.items() for read in names if read in found
        )


def _all(step: Step) -> list[Step]:
    return [step, *(found for child in step.children for found in _all(child))]


class _ByZeroError(Exception):
    """A division by zero, in fractions."""


def _agrees(formula: Formula, read: dict[Operand, Value]) -> None:
    found = evaluate(formula, read)
    try:
        exact = _half_up(_exact(formula, read), 6)
    except _ByZeroError:
        assert found.reading == NotApplicable(reason="division-by-zero")
        return
    if abs(exact) > Fraction(LARGEST):
        assert (found.reading, found.too_large) == (Missing(), True)
    else:
        assert isinstance(found.reading, Value)
        assert Fraction(found.reading.number) == exact


def _half_up(number: Fraction, places: int) -> Fraction:
    size = int(abs(number) * 10**places + Fraction(1, 2))
    return Fraction(size if number >= 0 else -size, 10**places)


def _exact(node: Formula | Condition, read: dict[Operand, Value]) -> Fraction:  # noqa: C901, PLR0912 -- one case a node
    match node:
        case Number():
            return Fraction(node.number)
        case Operand():
            return Fraction(read[node].number)
        case Choice():
            return _exact(node.then if _exact(node.condition, read) else node.otherwise, read)
    parts = [_exact(part, read) for part in parts_of(node)]
    match node:
        case Arithmetic(operator=Operator.DIVIDE):
            if parts[1] == 0:
                raise _ByZeroError
            return parts[0] / parts[1]
        case Arithmetic():
            left, right = parts
            return {"+": left + right, "-": left - right, "*": left * right}[node.operator]
        case Negation():
            return -parts[0]
        case Extreme():
            return min(parts) if node.selection is Selection.MIN else max(parts)
        case Absolute():
            return abs(parts[0])
        case Rounding():
            return _half_up(parts[0], node.places)
        case Comparison():
            left, right = parts
            return Fraction(
                {
                    "<": left < right,
                    "<=": left <= right,
                    ">": left > right,
                    ">=": left >= right,
                    "==": left == right,
                    "!=": left != right,
                }[node.comparator]
            )
        case Junction():
            return Fraction(all(parts) if node.joint is Joint.ALL else any(parts))
        case _:
            return Fraction(not parts[0])
