"""How a formula came to its result: a number for every part of it that was gone through."""

from dataclasses import dataclass

from governance_core.assessment.model.formulas.tree import Condition, Formula
from governance_core.assessment.model.formulas.writing import formula_to_text
from governance_core.values import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one part of a formula came to.

    Attributes:
        node: the part.
        reading: what it came to: of a condition 1 where it holds and 0 where it does not. Six decimals for the whole
            formula, 50 digits inside.
        children: the steps it rests on, in the order in which they are written; of a choice the condition, and then
            the branch that was taken.
        too_large: whether the reading is missing because the number would be larger than any that is kept.
    """

    node: Formula | Condition
    reading: Reading
    children: tuple["Step", ...] = ()
    too_large: bool = False

    @property
    def text(self) -> str:
        """The part as text."""
        return formula_to_text(self.node)
