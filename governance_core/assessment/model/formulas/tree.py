"""What a formula is made of: a small tree of numbers, operands, arithmetic and choices."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class OperandKind(StrEnum):
    """What an operand asks for: what another indicator reads, how far it is (0 to 1), or a figure of another domain."""

    READING = "reading"
    SHARE = "share"
    FIGURE = "figure"


class Operator(StrEnum):
    """What is done with two numbers."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


class Selection(StrEnum):
    """Which of several numbers is taken."""

    MIN = "min"
    MAX = "max"


class Comparator(StrEnum):
    """How two numbers are compared."""

    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="
    EQUAL = "=="
    UNEQUAL = "!="


class Joint(StrEnum):
    """Whether all of several conditions are asked for, or one of them."""

    ALL = "and"
    ANY = "or"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as it is written; never negative, since a minus before it is a `Negation`."""

    number: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A number that is found elsewhere.

    Attributes:
        kind: what is asked for.
        name: the code of an indicator of the same scheme, or of a figure about the person or unit.
    """

    kind: OperandKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """A number with the other sign."""

    of: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic:
    """Two numbers that make one."""

    operator: Operator
    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """The least or the greatest of 2 to 10 numbers."""

    selection: Selection
    of: tuple["Formula", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absolute:
    """A number without its sign."""

    of: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """A number to 0 to 6 decimals, half up."""

    of: "Formula"
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One number where a condition holds, and another where it does not."""

    condition: "Condition"
    then: "Formula"
    otherwise: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Whether one number compares to another in a certain way."""

    comparator: Comparator
    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Junction:
    """Whether all of two or more conditions hold, or one of them."""

    joint: Joint
    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inversion:
    """Whether a condition does not hold."""

    of: "Condition"


Formula = Number | Operand | Negation | Arithmetic | Extreme | Absolute | Rounding | Choice
Condition = Comparison | Junction | Inversion


def parts_of(node: Formula | Condition) -> tuple[Formula | Condition, ...]:
    """What a node is directly made of, in the order in which it is written."""
    match node:
        case Number() | Operand():
            return ()
        case Negation(of=part) | Absolute(of=part) | Rounding(of=part):
            return (part,)
        case Inversion(of=condition):
            return (condition,)
        case Arithmetic(left=left, right=right) | Comparison(left=left, right=right):
            return (left, right)
        case Extreme(of=numbers):
            return numbers
        case Junction(of=conditions):
            return conditions
        case Choice():
            return (node.then, node.condition, node.otherwise)


def formula_operands(formula: Formula | Condition) -> tuple[Operand, ...]:
    """The operands of a formula, each once, in the order in which they are first written."""
    if isinstance(formula, Operand):
        return (formula,)
    return tuple(dict.fromkeys(operand for part in parts_of(formula) for operand in formula_operands(part)))
