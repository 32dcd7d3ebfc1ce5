"""The formula of a derived indicator, as a small typed tree, and the steps by which its value came about."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from governance_core.values import Reading


class OperandKind(StrEnum):
    """What an operand stands for.

    READING: what another indicator reads, in its own unit. SHARE: how far that is of the way, from 0 to 1 or as far as
    more than the target counts. FIGURE: a figure of another domain about the person or the unit.
    """

    READING = "reading"
    SHARE = "share"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """Something that a formula reads: `reading["visits"]`, `share["visits"]` or `figure["training.hours"]`."""

    kind: OperandKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that stands in the formula."""

    value: Decimal


class Operator(StrEnum):
    """What is done with two numbers."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    BY = "/"


class Function(StrEnum):
    """What is done with several numbers."""

    ABS = "abs"
    MAX = "max"
    MIN = "min"
    ROUND = "round"


class Comparator(StrEnum):
    """How two numbers are compared."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "=="
    UNEQUAL = "!="


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """A number with its sign turned."""

    of: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """Two numbers put together."""

    left: "Formula"
    operator: Operator
    right: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A function of numbers; the second of `round` is its decimals."""

    function: Function
    arguments: tuple["Formula", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Whether two numbers stand so to each other."""

    left: "Formula"
    comparator: Comparator
    right: "Formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Whether all of several conditions hold, or at least one."""

    every: bool
    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Whether a condition does not hold."""

    of: "Condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of two numbers, by a condition."""

    condition: "Condition"
    then: "Formula"
    otherwise: "Formula"


Formula = Number | Operand | Negation | Calculation | Call | Choice
Condition = Comparison | Combination | Denial


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a part of a formula came to, and what of: a derivation of its own.

    Attributes:
        text: the part, as it is written.
        reading: what it came to; of a condition 1 where it holds and 0 where it does not.
        children: what it was made of; of a choice the condition and the branch that was taken.
    """

    text: str
    reading: Reading
    children: tuple["Step", ...] = ()
