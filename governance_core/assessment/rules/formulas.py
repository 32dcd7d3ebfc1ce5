"""Reading formulas, from text that anybody may have written, and judging what they read."""

import ast
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal, InvalidOperation
from functools import lru_cache

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
    OperandKind,
    Operator,
)
from governance_core.assessment.rules.evaluation import worked_out
from governance_core.errors import (
    FormulaDividesByZero,
    FormulaForbidden,
    FormulaLoops,
    FormulaMalformed,
    FormulaTooLarge,
    InputFault,
    UnknownValue,
)
from governance_core.plain_data import Path
from governance_core.values import NotApplicable, Value
from governance_core.wording import number_faults

LONGEST_FORMULA = 500
MOST_NODES = 100
DEEPEST = 20
MOST_ARGUMENTS = 10
MOST_PLACES = 6
LARGEST_NUMBER = Decimal(10) ** 12

_OPERATORS: dict[type[ast.operator], Operator] = {
    ast.Add: Operator.PLUS,
    ast.Sub: Operator.MINUS,
    ast.Mult: Operator.TIMES,
    ast.Div: Operator.BY,
}
_COMPARATORS: dict[type[ast.cmpop], Comparator] = {
    ast.Lt: Comparator.LESS,
    ast.LtE: Comparator.AT_MOST,
    ast.Gt: Comparator.MORE,
    ast.GtE: Comparator.AT_LEAST,
    ast.Eq: Comparator.EQUAL,
    ast.NotEq: Comparator.UNEQUAL,
}


def parse_formula(text: str, path: Path = ()) -> Formula:
    """The formula that a text says.

    It is one expression in the syntax of Python, of which there are numbers, `+ - * /`, `min`, `max`, `abs`,
    `round(x, places)`, `a if x < y else b` with `and`, `or` and `not`, and the three kinds of operands. Nothing of it
    is ever run as Python: a text is read into a tree of ours or refused. (500 characters, 100 parts, 20 deep: our own
    bounds; no power, so that nothing explodes.)

    Args:
        text: the text.
        path: where it stands in the caller's input.

    Raises:
        FormulaTooLarge: it is too long, has too many parts or goes too deep.
        FormulaMalformed: it is no expression.
        FormulaForbidden: it uses something else.
        FormulaDividesByZero: it divides by what is always nothing.
    """
    if len(text) > LONGEST_FORMULA:
        raise FormulaTooLarge(limit=f"{LONGEST_FORMULA} characters", path=path)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as refusal:
        raise FormulaMalformed(formula=text[:80], column=refusal.offset or 1, path=path) from None
    except (ValueError, RecursionError, MemoryError):
        raise FormulaMalformed(formula=text[:80], column=1, path=path) from None
    _refuse_size(tree, path)
    return _Reader(text.strip(), path).number(tree)


@lru_cache(maxsize=1024)
def parsed(text: str) -> Formula:
    """The formula of a text that is known to be sound; read once."""
    return parse_formula(text)


def formula_shape_faults(text: str, path: Path) -> list[InputFault]:
    """Whether a text is a formula at all; what it reads is judged with its scheme."""
    try:
        parse_formula(text, path)
    except InputFault as fault:
        return [fault]
    return []


def formula_operands(formula: Formula) -> tuple[Operand, ...]:
    """What a formula reads, each once, in order."""
    return tuple(dict.fromkeys(_operands(formula)))


def formula_faults(
    formulas: Mapping[str, tuple[str, Path]], indicators: AbstractSet[str], figures: AbstractSet[str] | None
) -> list[InputFault]:
    """What formulas of a scheme read that is not there or not theirs to read, and which of them go round in a circle.

    Args:
        formulas: the text of each derived indicator's formula and its place; those that are malformed are left out.
        indicators: the codes of the indicators they may read.
        figures: the figures they may read; None where any name will do.
    """
    sound: dict[str, Formula] = {}
    for code, (text, path) in formulas.items():
        if not formula_shape_faults(text, path):
            sound[code] = parsed(text)
    faults: list[InputFault] = []
    for code, formula in sound.items():
        faults += _unknown(formula, indicators, figures, formulas[code][1])
    for code in sound:
        if chain := _circle(code, sound):
            faults.append(FormulaLoops(chain=chain, path=formulas[code][1]))
    return faults


def _unknown(
    formula: Formula, indicators: AbstractSet[str], figures: AbstractSet[str] | None, path: Path
) -> Iterator[InputFault]:
    for one in formula_operands(formula):
        known = figures if one.kind is OperandKind.FIGURE else indicators
        if known is not None and one.name not in known:
            yield UnknownValue(value=one.name[:80], known=tuple(sorted(known)), path=path)


def formula_order(formulas: Mapping[str, Formula]) -> tuple[str, ...]:
    """The derived indicators so that each comes after those it reads; they don't go round in a circle."""
    ordered: dict[str, None] = {}

    def take(code: str) -> None:
        for read in sorted(_read_indicators(formulas[code]) & formulas.keys()):
            if read not in ordered:
                take(read)
        ordered.setdefault(code)

    for code in formulas:
        take(code)
    return tuple(ordered)


def _circle(code: str, formulas: Mapping[str, Formula]) -> tuple[str, ...]:
    """The way from a derived indicator back to itself; empty where there is none."""
    seen = {code}
    ways: list[tuple[str, ...]] = [(code,)]
    while ways:
        way = ways.pop()
        for read in sorted(_read_indicators(formulas[way[-1]])):
            if read == code:
                return (*way, code)
            if read in formulas and read not in seen:
                seen.add(read)
                ways.append((*way, read))
    return ()


def _read_indicators(formula: Formula) -> set[str]:
    return {one.name for one in _operands(formula) if one.kind is not OperandKind.FIGURE}


def _operands(node: Formula | Condition) -> Iterator[Operand]:
    if isinstance(node, Operand):
        yield node
    for part in parts_of(node):
        yield from _operands(part)


def parts_of(node: Formula | Condition) -> tuple[Formula | Condition, ...]:
    """The parts that a part of a formula is made of, in the order in which they are written."""
    match node:
        case Number() | Operand():
            return ()
        case Negation(of=of) | Denial(of=of):
            return (of,)
        case Calculation(left=left, right=right) | Comparison(left=left, right=right):
            return (left, right)
        case Call(arguments=arguments):
            return arguments
        case Combination(conditions=conditions):
            return conditions
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return (then, condition, otherwise)


def _refuse_size(tree: ast.AST, path: Path) -> None:
    level, count, depth = [tree], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > DEEPEST * 2:
            raise FormulaTooLarge(limit=f"{DEEPEST} levels", path=path)
        if count > MOST_NODES * 4:
            raise FormulaTooLarge(limit=f"{MOST_NODES} parts", path=path)
        level = [child for node in level for child in ast.iter_child_nodes(node)]


class _Reader:
    """Makes our tree of Python's, and refuses what has no place in it."""

    def __init__(self, text: str, path: Path) -> None:
        self._text = text
        self._path = path
        self._parts = 0

    def number(self, node: ast.expr, depth: int = 1) -> Formula:
        """What stands for a number."""
        self._count(depth)
        match node:
            case ast.Constant():
                return self._literal(node)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negation(of=self.number(operand, depth + 1))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
                return self._calculation(left, _OPERATORS[type(op)], right, depth)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in tuple(Function):
                return self._call(node, Function(name), arguments, depth)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return Choice(
                    condition=self.condition(test, depth + 1),
                    then=self.number(body, depth + 1),
                    otherwise=self.number(orelse, depth + 1),
                )
            case ast.Subscript(value=ast.Name(id=kind), slice=ast.Constant(value=str() as name)) if kind in tuple(
                OperandKind
            ):
                return Operand(kind=OperandKind(kind), name=name)
        raise self._forbidden(node)

    def condition(self, node: ast.expr, depth: int) -> Condition:
        """What holds or does not."""
        self._count(depth)
        match node:
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARATORS:
                return Comparison(
                    left=self.number(left, depth + 1),
                    comparator=_COMPARATORS[type(op)],
                    right=self.number(right, depth + 1),
                )
            case ast.BoolOp(op=op, values=values):
                conditions = tuple(self.condition(one, depth + 1) for one in values)
                return Combination(every=isinstance(op, ast.And), conditions=conditions)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Denial(of=self.condition(operand, depth + 1))
        raise self._forbidden(node)

    def _calculation(self, left: ast.expr, operator: Operator, right: ast.expr, depth: int) -> Formula:
        found = Calculation(left=self.number(left, depth + 1), operator=operator, right=self.number(right, depth + 1))
        if operator is Operator.BY and not formula_operands(found.right):
            constant = worked_out(found.right, {}).reading
            if isinstance(constant, NotApplicable) or (isinstance(constant, Value) and constant.number == 0):
                raise FormulaDividesByZero(formula=self._said(right), path=self._path)
        return found

    def _call(self, node: ast.expr, function: Function, arguments: list[ast.expr], depth: int) -> Formula:
        fewest, most = {Function.ABS: (1, 1), Function.ROUND: (2, 2)}.get(function, (2, MOST_ARGUMENTS))
        if not fewest <= len(arguments) <= most:
            raise self._forbidden(node)
        read = tuple(self.number(one, depth + 1) for one in arguments)
        if function is Function.ROUND:
            places = read[1]
            if not isinstance(places, Number) or places.value not in range(MOST_PLACES + 1):
                raise self._forbidden(arguments[1])
        return Call(function=function, arguments=read)

    def _literal(self, node: ast.Constant) -> Number:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self._forbidden(node)
        try:
            value = Decimal(self._said(node))
        except InvalidOperation:
            raise self._forbidden(node) from None
        if number_faults(value, Decimal(0), LARGEST_NUMBER, self._path):
            raise self._forbidden(node)
        return Number(value=value)

    def _count(self, depth: int) -> None:
        self._parts += 1
        if depth > DEEPEST:
            raise FormulaTooLarge(limit=f"{DEEPEST} levels", path=self._path)
        if self._parts > MOST_NODES:
            raise FormulaTooLarge(limit=f"{MOST_NODES} parts", path=self._path)

    def _said(self, node: ast.expr) -> str:
        return (ast.get_source_segment(self._text, node) or "")[:80]

    def _forbidden(self, node: ast.expr) -> FormulaForbidden:
        return FormulaForbidden(formula=self._said(node), column=node.col_offset + 1, path=self._path)
