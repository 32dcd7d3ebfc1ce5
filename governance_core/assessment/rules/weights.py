"""What parts are worth: exact shares of a whole, as decimals that sum to it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model import IndicatorScheme
from governance_core.assessment.rules.readings import Attainment
from governance_core.values import NotApplicable

UNIT = Decimal("0.000001")
_UNITS = 1_000_000


def effective_weights(scheme: IndicatorScheme, found: Mapping[str, Attainment], whole: Decimal) -> dict[str, Decimal]:
    """What each indicator is worth once the weight of what does not apply is shared; they sum to exactly `whole`."""
    applying = {
        dimension.code: [one for one in dimension.indicators if not isinstance(found[one.code].reading, NotApplicable)]
        for dimension in scheme.dimensions
    }
    worth = {code: sum((Fraction(one.weight) for one in inside), Fraction(0)) for code, inside in applying.items()}
    whole_worth = sum((Fraction(one.weight) for one in scheme.dimensions if worth[one.code]), Fraction(0))
    exact: dict[str, Fraction] = {}
    for dimension in scheme.dimensions:
        if worth[dimension.code]:
            each = Fraction(dimension.weight) / whole_worth / worth[dimension.code]
            exact |= {one.code: each * Fraction(one.weight) for one in applying[dimension.code]}
    return shared_out(exact, whole)


def shared_out(exact: Mapping[str, Fraction], whole: Decimal) -> dict[str, Decimal]:
    """Shares of 1 as decimals that sum to exactly `whole`: rounded down, the rest to the largest remainders in order.

    Args:
        exact: shares that sum to 1; or none.
        whole: what is shared out; six decimals.
    """
    if not exact:
        return {}
    micros = int(whole * _UNITS)
    units = {code: share * micros for code, share in exact.items()}
    floors = {code: int(number) for code, number in units.items()}
    left = micros - sum(floors.values())
    by_remainder = sorted(units, key=lambda code: floors[code] - units[code])
    for code in by_remainder[:left]:
        floors[code] += 1
    return {code: number * UNIT for code, number in floors.items()}
