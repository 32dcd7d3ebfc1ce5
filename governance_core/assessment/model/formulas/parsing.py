"""A formula read from text: parsed as Python, never run, and copied into a tree that has a place for little."""

import ast
import re
from decimal import Decimal

from governance_core.assessment.model.formulas.lexicon import refuse_strange_words, shown
from governance_core.assessment.model.formulas.tree import (
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
    OperandKind,
    Operator,
    Rounding,
    Selection,
)
from governance_core.errors import FormulaForbidden, FormulaMalformed, FormulaTooLarge, InputFault, Malformed
from governance_core.plain_data import Path
from governance_core.wording import LARGEST, PLACES, code_faults

MOST_NODES = 100
DEEPEST = 20
FEWEST_ARGUMENTS, MOST_ARGUMENTS = 2, 10
_FIGURE = re.compile(r"[a-z0-9_-]{1,60}(\.[a-z0-9_-]{1,60}){0,3}")
_SPACES = str.maketrans("\t\r\n", "   ")
_OPERATORS: dict[type[ast.operator], Operator] = {
    ast.Add: Operator.ADD,
    ast.Sub: Operator.SUBTRACT,
    ast.Mult: Operator.MULTIPLY,
    ast.Div: Operator.DIVIDE,
}
_COMPARATORS: dict[type[ast.cmpop], Comparator] = {
    ast.Lt: Comparator.LESS,
    ast.LtE: Comparator.AT_MOST,
    ast.Gt: Comparator.GREATER,
    ast.GtE: Comparator.AT_LEAST,
    ast.Eq: Comparator.EQUAL,
    ast.NotEq: Comparator.UNEQUAL,
}


def figure_code_faults(code: str, path: Path) -> list[InputFault]:
    """What is wrong with the code of a figure: one to four parts as codes are, or with underscores, between dots."""
    if _FIGURE.fullmatch(code):
        return []
    expected = "the code of a figure: small letters, digits, dashes and dots"
    return [Malformed(value=shown(code), expected=expected, path=path)]


def formula_from_text(text: str, path: Path = ()) -> Formula:
    """The formula that a text says.

    It knows decimal numbers, `+ - * /`, parentheses, `min` and `max` of 2 to 10 numbers, `abs(x)`, `round(x, places)`,
    `a if x < y else b` with `and`, `or` and `not`, and the operands `reading["…"]`, `share["…"]` and `figure["…"]`.
    Whether what it reads exists, and whether it divides by nothing, is for `formula_faults` to say. (500 characters,
    100 nodes and a depth of 20 are our own bounds; a row of sums or products is as deep as one of them.)

    Raises:
        Blank: it says nothing.
        FormulaMalformed: it can't be parsed.
        FormulaForbidden: it says something for which a formula has no place.
        FormulaTooLarge: it has more characters, nodes, depth, digits or decimals than are kept.
        Malformed: an operand's name is not written like a code.
    """
    refuse_strange_words(text, path)
    before = len(text) - len(text.lstrip())
    source = text.translate(_SPACES).strip()
    try:
        body = ast.parse(source, mode="eval").body
    except SyntaxError as refusal:
        position = before + min(max(refusal.offset or 1, 1), len(source))
        raise FormulaMalformed(position=position, snippet=shown(text[position - 1 :]), path=path) from None
    except (ValueError, RecursionError, MemoryError):
        raise FormulaMalformed(position=1, snippet=shown(text), path=path) from None
    return _Reader(source, before, path).formula(body, 1)


def part_from_text(text: str) -> Formula | Condition:
    """The part of a formula that a step's text says: a number, or a condition of a choice."""
    try:
        return formula_from_text(text)
    except FormulaForbidden:
        choice = formula_from_text(f"1 if {text} else 0")
        if not isinstance(choice, Choice):
            raise
        return choice.condition


class _Reader:
    """Copies Python's tree into ours, node by node, and counts them."""

    def __init__(self, source: str, before: int, path: Path) -> None:
        self._source = source
        self._before = before
        self._path = path
        self._nodes = 0

    def formula(self, node: ast.expr, depth: int) -> Formula:
        """What makes a number."""
        self._count(node, depth)
        match node:
            case ast.Constant():
                return self._number(node)
            case ast.Subscript():
                return self._operand(node)
            case ast.UnaryOp(op=ast.USub()):
                return Negation(of=self.formula(node.operand, depth + 1))
            case ast.BinOp():
                return self._arithmetic(node, depth)
            case ast.Call():
                return self._call(node, depth + 1)
            case ast.IfExp():
                then, condition = self.formula(node.body, depth + 1), self.condition(node.test, depth + 1)
                return Choice(condition=condition, then=then, otherwise=self.formula(node.orelse, depth + 1))
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                raise self._forbidden("condition", node)
            case _:
                raise self._forbidden("expression", node)

    def condition(self, node: ast.expr, depth: int) -> Condition:
        """What holds or does not."""
        self._count(node, depth)
        match node:
            case ast.Compare():
                return self._comparison(node, depth + 1)
            case ast.BoolOp():
                joint = Joint.ALL if isinstance(node.op, ast.And) else Joint.ANY
                return Junction(joint=joint, of=tuple(self.condition(part, depth + 1) for part in node.values))
            case ast.UnaryOp(op=ast.Not()):
                return Inversion(of=self.condition(node.operand, depth + 1))
            case _:
                raise self._forbidden("no-condition", node)

    def _count(self, node: ast.expr, depth: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._too_large("nodes", MOST_NODES, node)
        if depth > DEEPEST:
            raise self._too_large("depth", DEEPEST, node)

    def _number(self, node: ast.Constant) -> Number:
        if type(node.value) not in {int, float}:
            raise self._forbidden("text", node)
        number = Decimal(self._piece(node))
        if number > LARGEST:
            raise self._too_large("number", LARGEST, node)
        if -int(number.as_tuple().exponent) > PLACES:
            raise self._too_large("decimals", PLACES, node)
        return Number(number=number)

    def _operand(self, node: ast.Subscript) -> Operand:
        source, name = node.value, node.slice
        if not isinstance(source, ast.Name) or source.id not in tuple(OperandKind):
            raise self._forbidden("operand", node)
        if not isinstance(name, ast.Constant) or self._piece(name)[1:-1] != name.value:
            raise self._forbidden("operand", node)
        kind, code = OperandKind(source.id), str(name.value)
        judged = figure_code_faults if kind is OperandKind.FIGURE else code_faults
        if faults := judged(code, self._path):
            raise faults[0]
        return Operand(kind=kind, name=code)

    def _arithmetic(self, node: ast.BinOp, depth: int) -> Arithmetic:
        operator = _OPERATORS.get(type(node.op))
        if operator is None:
            raise self._forbidden("operator", node)
        left = self.formula(node.left, depth if isinstance(node.left, ast.BinOp) else depth + 1)
        return Arithmetic(operator=operator, left=left, right=self.formula(node.right, depth + 1))

    def _comparison(self, node: ast.Compare, depth: int) -> Comparison:
        if len(node.ops) > 1:
            raise self._forbidden("chain", node)
        comparator = _COMPARATORS.get(type(node.ops[0]))
        if comparator is None:
            raise self._forbidden("operator", node)
        left, right = self.formula(node.left, depth), self.formula(node.comparators[0], depth)
        return Comparison(comparator=comparator, left=left, right=right)

    def _call(self, node: ast.Call, depth: int) -> Formula:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if node.keywords:
            raise self._forbidden("arguments", node)
        match name, node.args:
            case "abs", [number]:
                return Absolute(of=self.formula(number, depth))
            case "round", [number, ast.Constant() as places] if self._piece(places) in set("0123456"):
                return Rounding(of=self.formula(number, depth), places=int(self._piece(places)))
            case (("min" | "max"), numbers) if FEWEST_ARGUMENTS <= len(numbers) <= MOST_ARGUMENTS:
                return Extreme(selection=Selection(name), of=tuple(self.formula(one, depth) for one in numbers))
            case (("abs" | "round" | "min" | "max"), _):
                raise self._forbidden("arguments", node)
            case _:
                raise self._forbidden("call", node)

    def _piece(self, node: ast.expr) -> str:
        return self._source[node.col_offset : node.end_col_offset]

    def _forbidden(self, what: str, node: ast.expr) -> FormulaForbidden:
        position = self._before + node.col_offset + 1
        return FormulaForbidden(what=what, position=position, snippet=shown(self._piece(node)), path=self._path)

    def _too_large(self, what: str, limit: Decimal | int, node: ast.expr) -> FormulaTooLarge:
        position, snippet = self._before + node.col_offset + 1, shown(self._piece(node))
        return FormulaTooLarge(what=what, limit=limit, position=position, snippet=snippet, path=self._path)
