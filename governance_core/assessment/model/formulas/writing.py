"""A formula as text, with no more parentheses than it needs."""

from governance_core.assessment.model.formulas.tree import (
    Absolute,
    Arithmetic,
    Choice,
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
)

# How tightly a node holds together: what holds less tightly than its place asks for is put in parentheses.
_CHOICE, _ANY, _ALL, _NOT, _COMPARISON, _SUM, _PRODUCT, _NEGATION, _WHOLE = range(9)


def formula_to_text(node: Formula | Condition) -> str:
    """A formula, or a condition in one, as text; `formula_from_text` makes the same tree of it."""
    match node:
        case Number(number=number):
            return format(number, "f")
        case Operand():
            return f'{node.kind}["{node.name}"]'
        case Negation():
            return "-" + _placed(node.of, _NEGATION)
        case Arithmetic():
            level = _level(node)
            return f"{_placed(node.left, level)} {node.operator} {_placed(node.right, level + 1)}"
        case Extreme():
            return f"{node.selection}({', '.join(map(formula_to_text, node.of))})"
        case Absolute():
            return f"abs({formula_to_text(node.of)})"
        case Rounding():
            return f"round({formula_to_text(node.of)}, {node.places})"
        case Choice():
            then, condition = _placed(node.then, _ANY), formula_to_text(node.condition)
            return f"{then} if {condition} else {formula_to_text(node.otherwise)}"
        case _:
            return _condition_to_text(node)


def _condition_to_text(node: Condition) -> str:
    match node:
        case Comparison():
            return f"{_placed(node.left, _SUM)} {node.comparator} {_placed(node.right, _SUM)}"
        case Junction():
            level = _level(node) + 1
            return f" {node.joint} ".join(_placed(part, level) for part in node.of)
        case Inversion():
            return "not " + _placed(node.of, _NOT)


def _placed(node: Formula | Condition, least: int) -> str:
    text = formula_to_text(node)
    return text if _level(node) >= least else f"({text})"


def _level(node: Formula | Condition) -> int:
    match node:
        case Choice():
            return _CHOICE
        case Junction():
            return _ALL if node.joint is Joint.ALL else _ANY
        case Inversion():
            return _NOT
        case Comparison():
            return _COMPARISON
        case Arithmetic():
            return _SUM if node.operator in {Operator.ADD, Operator.SUBTRACT} else _PRODUCT
        case Negation():
            return _NEGATION
        case _:
            return _WHOLE
