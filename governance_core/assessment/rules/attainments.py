"""What every indicator of a scheme reads, those first that others are derived from."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from governance_core.assessment.model import (
    Derived,
    Indicator,
    IndicatorScheme,
    Milestones,
    Operand,
    OperandKind,
    Points,
    ProgressRecord,
    Quantity,
    Rating,
    Veto,
    formula_operands,
)
from governance_core.assessment.rules.formulas import formula_order
from governance_core.assessment.rules.ratings import ratings_read
from governance_core.assessment.rules.readings import (
    Attainment,
    amount_read,
    nearest,
    points_read,
    rule_of,
    set_aside,
    share_of_way,
    steps_read,
    veto_read,
)
from governance_core.assessment.rules.spans import Span
from governance_core.assessment.rules.steps import evaluate
from governance_core.values import Missing, Reading, Value

Records = Mapping[str, Sequence[ProgressRecord]]
"""The records that count, in order of what happened, by the indicator."""


def attained(
    indicator: Indicator, records: Sequence[ProgressRecord], earlier: Sequence[ProgressRecord], span: Span
) -> Attainment:
    """What an indicator reads that records are entered on.

    Args:
        indicator: the indicator; not a derived one.
        records: its records that count and happened in the days served, in order of what happened.
        earlier: those that count and happened before, in the same cycle.
        span: the days it is about.
    """
    measure = indicator.measure
    if (aside := set_aside(measure, records)) is not None:
        return aside
    match measure:
        case Quantity():
            return amount_read(measure, records, earlier, span)
        case Milestones():
            return steps_read(measure, records, earlier, span)
        case Points():
            return points_read(measure, records)
        case Rating():
            return ratings_read(measure, records, span)
        case Veto():
            return veto_read(measure, records)
        case Derived():
            raise ValueError("nobody records a derived indicator")


def all_attained(
    scheme: IndicatorScheme, records: Records, earlier: Records, span: Span, figures: Mapping[str, Reading]
) -> dict[str, Attainment]:
    """What each indicator of a scheme reads, by code."""
    derived = {one.code: one.measure for one in scheme.indicators if isinstance(one.measure, Derived)}
    found = {
        one.code: attained(one, records.get(one.code, ()), earlier.get(one.code, ()), span)
        for one in scheme.indicators
        if one.code not in derived
    }
    for code in formula_order({code: measure.formula for code, measure in derived.items()}) if derived else ():
        aside = set_aside(derived[code], records.get(code, ()))
        found[code] = aside or derivation_of(derived[code], found, figures)
    return found


def derivation_of(measure: Derived, found: Mapping[str, Attainment], figures: Mapping[str, Reading]) -> Attainment:
    """What a formula makes of what the others read; a figure that nobody has given is missing."""
    formula = measure.formula
    step = evaluate(formula, {one: _operand(one, found, figures) for one in formula_operands(formula)})
    worst, best = Fraction(measure.floor), Fraction(measure.target)
    share = Fraction(0)
    if isinstance(step.reading, Value):
        share = share_of_way(Fraction(step.reading.number), worst, best, Fraction(1), measure.direction)
    return Attainment(
        rule=rule_of(measure),
        reading=step.reading,
        share=share,
        unit=measure.unit,
        floor=measure.floor,
        expected=measure.target,
        formula=step,
    )


def _operand(operand: Operand, found: Mapping[str, Attainment], figures: Mapping[str, Reading]) -> Reading:
    match operand.kind:
        case OperandKind.FIGURE:
            return figures.get(operand.name, Missing())
        case OperandKind.READING:
            return found[operand.name].reading
        case OperandKind.SHARE:
            one = found[operand.name]
            return Value(number=nearest(one.share)) if isinstance(one.reading, Value) else one.reading
