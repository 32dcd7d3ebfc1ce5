"""What is wrong with a measure, if anything is."""

from decimal import Decimal

from governance_core.assessment.model import Direction, Measure, Milestones, Points, Quantity, Rating
from governance_core.errors import EmptyRange, InputFault, Malformed, OutOfRange, WeightsDoNotSum
from governance_core.plain_data import Path
from governance_core.values import Period, total
from governance_core.wording import (
    LARGEST,
    SMALLEST,
    code_faults,
    count_faults,
    label_faults,
    number_faults,
    twin_faults,
)

WHOLE = Decimal(100)
MOST_MILESTONES = 50
MOST_RATERS = 1000


def measure_faults(measure: Measure, cycle: Period, path: Path) -> list[InputFault]:
    """Everything that is wrong with a measure in a cycle, each fault with its place.

    An indicator has 50 milestones and asks for 1,000 raters at most (our own bounds).
    """
    match measure:
        case Quantity():
            return _quantity_faults(measure, path)
        case Milestones():
            return _milestones_faults(measure, cycle, (*path, "milestones"))
        case Points():
            return _points_faults(measure, path)
        case Rating():
            return _rating_faults(measure, path)


def sum_faults(weights: tuple[Decimal, ...], expected: Decimal, path: Path) -> list[InputFault]:
    """Whether the weights of parts make up the whole; where one is not even a number, that is told elsewhere."""
    if not all(weight.is_finite() for weight in (*weights, expected)):
        return []
    found = total(weights)
    return [] if found == expected else [WeightsDoNotSum(total=found, expected=expected, path=path)]


def _quantity_faults(measure: Quantity, path: Path) -> list[InputFault]:
    faults = [
        *number_faults(measure.target, Decimal(0), LARGEST, (*path, "target")),
        *number_faults(measure.floor, Decimal(0), LARGEST, (*path, "floor")),
    ]
    if not faults:
        higher = measure.direction is Direction.HIGHER
        low, high = (measure.floor, measure.target) if higher else (measure.target, measure.floor)
        faults = _span_faults(low, high, (*path, "target" if higher else "floor"))
    return [*label_faults(measure.unit, (*path, "unit")), *faults]


def _milestones_faults(measure: Milestones, cycle: Period, path: Path) -> list[InputFault]:
    steps = measure.milestones
    if faults := count_faults(len(steps), MOST_MILESTONES, path):
        return faults
    faults = twin_faults((one.code, (*path, str(place), "code")) for place, one in enumerate(steps))
    for place, one in enumerate(steps):
        here = (*path, str(place))
        faults += [*code_faults(one.code, (*here, "code")), *label_faults(one.title, (*here, "title"))]
        faults += number_faults(one.share, SMALLEST, WHOLE, (*here, "share"))
        if one.due_on not in cycle:
            due = one.due_on.isoformat()
            faults.append(Malformed(value=due, expected="a day of the cycle", path=(*here, "due_on")))
    return [*faults, *sum_faults(tuple(one.share for one in steps), WHOLE, path)]


def _points_faults(measure: Points, path: Path) -> list[InputFault]:
    numbers = (("base", measure.base), ("ceiling", measure.ceiling), ("floor", measure.floor))
    faults = [fault for name, number in numbers for fault in number_faults(number, -LARGEST, LARGEST, (*path, name))]
    faults = faults or _span_faults(measure.floor, measure.ceiling, (*path, "ceiling"))
    return faults or number_faults(measure.base, measure.floor, measure.ceiling, (*path, "base"))


def _rating_faults(measure: Rating, path: Path) -> list[InputFault]:
    faults = [
        *number_faults(measure.low, -LARGEST, LARGEST, (*path, "low")),
        *number_faults(measure.high, -LARGEST, LARGEST, (*path, "high")),
    ]
    faults = faults or _span_faults(measure.low, measure.high, (*path, "high"))
    raters = measure.minimum_raters
    if not 1 <= raters <= MOST_RATERS:
        faults.append(OutOfRange(value=raters, low=1, high=MOST_RATERS, path=(*path, "minimum_raters")))
    return faults


def _span_faults(low: Decimal, high: Decimal, path: Path) -> list[InputFault]:
    return [] if low < high else [EmptyRange(low=low, high=high, path=path)]
