"""Formulas of derived indicators: their tree, how they are read and written as text, and the steps to a result."""

from governance_core.assessment.model.formulas.parsing import (
    figure_code_faults,
    formula_from_text,
    part_from_text,
)
from governance_core.assessment.model.formulas.steps import Step
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
    formula_operands,
    parts_of,
)
from governance_core.assessment.model.formulas.writing import formula_to_text

__all__ = [
    "Absolute",
    "Arithmetic",
    "Choice",
    "Comparator",
    "Comparison",
    "Condition",
    "Extreme",
    "Formula",
    "Inversion",
    "Joint",
    "Junction",
    "Negation",
    "Number",
    "Operand",
    "OperandKind",
    "Operator",
    "Rounding",
    "Selection",
    "Step",
    "figure_code_faults",
    "formula_from_text",
    "formula_operands",
    "formula_to_text",
    "part_from_text",
    "parts_of",
]
