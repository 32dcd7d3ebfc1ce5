"""Which units got better from one cycle to the next, and which worse."""

from collections.abc import Mapping

from governance_core.assessment.model import Mover, ResultSums
from governance_core.values import UnitId


def movers(
    before: Mapping[UnitId, ResultSums], after: Mapping[UnitId, ResultSums], *, fewest: int = 3
) -> tuple[Mover, ...]:
    """How the means of units changed, the greatest gain first and the greatest loss last.

    Args:
        before: the sums of each unit in the earlier cycle.
        after: those in the later one.
        fewest: a unit of which fewer were scored in either is left out: its mean is that of people, not of a unit.
            (Three are our own choice.)
    """
    found = [
        Mover(unit=unit, before=then, after=now)
        for unit, sums in after.items()
        if unit in before and min(sums.scored, before[unit].scored) >= fewest
        if (now := sums.mean) is not None and (then := before[unit].mean) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.change, one.unit)))
