"""What is wrong with the formulas of derived indicators, if anything is, and in which order they are worked out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from graphlib import TopologicalSorter

from governance_core.assessment.model.formulas import (
    Arithmetic,
    Choice,
    Comparator,
    Comparison,
    Condition,
    Formula,
    Number,
    OperandKind,
    Operator,
    formula_from_text,
    formula_operands,
    formula_to_text,
    parts_of,
)
from governance_core.assessment.rules.steps import evaluate
from governance_core.errors import FormulaDividesByZero, FormulaLoops, InputFault, UnknownValue, refuse_faults
from governance_core.plain_data import Path
from governance_core.values import Value

_ZERO, _ONE = Number(number=Decimal(0)), Number(number=Decimal(1))


def parse_formula(text: str, path: Path = ()) -> Formula:
    """The formula that a text says, sound in itself; whether what it reads exists is for `formula_faults` to say.

    Raises:
        InputFault: as for `formula_from_text`.
        FormulaDividesByZero: it divides by what is zero whatever is read.
        InvalidInput: it does so several times.
    """
    formula = formula_from_text(text, path)
    refuse_faults(division_faults(formula, path))
    return formula


def division_faults(formula: Formula, path: Path) -> list[InputFault]:
    """The divisions by what is zero whatever is read."""
    return [FormulaDividesByZero(snippet=formula_to_text(one)[:80], path=path) for one in _divisions_by_zero(formula)]


def formula_faults(
    formulas: Mapping[str, Formula],
    indicators: AbstractSet[str],
    figures: AbstractSet[str] | None,
    path_of: Callable[[str], Path],
) -> list[InputFault]:
    """Everything that is wrong with the formulas of a scheme, each fault with its place.

    Of indicators that read each other in a circle one shortest chain is told, with the place of the first.

    Args:
        formulas: the formulas, by the codes of the indicators that are derived by them.
        indicators: the codes of all indicators of the scheme.
        figures: the figures that may be read; None where that is not to be judged.
        path_of: where the formula of an indicator stands in the input.
    """
    faults: list[InputFault] = []
    for code, formula in formulas.items():
        path = path_of(code)
        faults += division_faults(formula, path)
        for operand in formula_operands(formula):
            known = figures if operand.kind is OperandKind.FIGURE else indicators
            if known is not None and operand.name not in known:
                faults.append(UnknownValue(value=operand.name[:80], known=tuple(sorted(known)), path=path))
    return [*faults, *(FormulaLoops(chain=chain, path=path_of(chain[0])) for chain in _loops(_read_by(formulas)))]


def formula_order(formulas: Mapping[str, Formula]) -> tuple[str, ...]:
    """The codes of derived indicators, each after those that its formula reads.

    Raises:
        FormulaLoops: they read each other in a circle.
    """
    graph = _read_by(formulas)
    if chain := next(_loops(graph), None):
        raise FormulaLoops(chain=chain)
    return tuple(TopologicalSorter(graph).static_order())


def _divisions_by_zero(node: Formula | Condition) -> Iterator[Arithmetic]:
    for part in parts_of(node):
        yield from _divisions_by_zero(part)
    if isinstance(node, Arithmetic) and node.operator is Operator.DIVIDE and not formula_operands(node.right):
        is_zero = Comparison(comparator=Comparator.EQUAL, left=node.right, right=_ZERO)
        if evaluate(Choice(condition=is_zero, then=_ONE, otherwise=_ZERO), {}).reading == Value(number=Decimal(1)):
            yield node


def _read_by(formulas: Mapping[str, Formula]) -> dict[str, tuple[str, ...]]:
    """Which derived indicators each of them reads."""
    graph: dict[str, tuple[str, ...]] = {}
    for code, formula in formulas.items():
        read = (one.name for one in formula_operands(formula) if one.kind is not OperandKind.FIGURE)
        graph[code] = tuple(dict.fromkeys(name for name in read if name in formulas))
    return graph


def _loops(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    told: set[str] = set()
    for code in graph:
        if code not in told and (chain := _way_back(code, graph)):
            told.update(chain)
            yield chain


def _way_back(code: str, graph: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A shortest chain of readings from an indicator to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    waiting = [code]
    for one in waiting:
        for read in graph[one]:
            if read == code:
                chain = [code, one]
                while chain[-1] != code:
                    chain.append(came_from[chain[-1]])
                return tuple(reversed(chain))
            if read not in came_from:
                came_from[read] = one
                waiting.append(read)
    return ()
