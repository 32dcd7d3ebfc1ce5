"""What is wrong with a measure, if anything is."""

from collections.abc import Sequence
from decimal import Decimal

from governance_core.assessment.model import (
    Checkpoint,
    Derived,
    Direction,
    Measure,
    Milestones,
    Pace,
    Points,
    Quantity,
    RaterGroup,
    Rating,
    Veto,
)
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
MOST_RATER_GROUPS = 10
MOST_CHECKPOINTS = 24
MOST_TRIM = Decimal(40)
SECOND, WORST = 2, 4
_PACED = frozenset({Pace.STEPPED, Pace.SEASONAL})


def measure_faults(measure: Measure, cycle: Period, path: Path) -> list[InputFault]:
    """Everything that is wrong with a measure in a cycle, each fault with its place.

    An indicator has 50 milestones, 24 checkpoints, 10 groups of raters and asks for 1,000 raters at most, and at most
    40 percent of ratings are left out at either end (our own bounds). Whether a formula reads what is there is asked
    of the scheme as a whole.
    """
    match measure:
        case Quantity():
            return _quantity_faults(measure, cycle, path)
        case Milestones():
            return _milestones_faults(measure, cycle, path)
        case Points():
            return _points_faults(measure, path)
        case Rating():
            return _rating_faults(measure, path)
        case Derived():
            return _derived_faults(measure, path)
        case Veto():
            return _caps_faults(measure, (*path, "caps_at"))


def sum_faults(weights: tuple[Decimal, ...], expected: Decimal, path: Path) -> list[InputFault]:
    """Whether the weights of parts make up the whole; where one is not even a number, that is told elsewhere."""
    if not all(weight.is_finite() for weight in (*weights, expected)):
        return []
    found = total(weights)
    return [] if found == expected else [WeightsDoNotSum(total=found, expected=expected, path=path)]


def _quantity_faults(measure: Quantity, cycle: Period, path: Path) -> list[InputFault]:
    return [
        *label_faults(measure.unit, (*path, "unit")),
        *_way_faults(measure.target, measure.floor, measure.direction, path),
        *_cap_faults(measure, path),
        *_checkpoints_faults(measure, cycle, (*path, "checkpoints")),
    ]


def _way_faults(target: Decimal, floor: Decimal, direction: Direction, path: Path) -> list[InputFault]:
    """Whether the way from what is worth nothing to what is worth all goes in its direction."""
    faults = [
        *number_faults(target, Decimal(0), LARGEST, (*path, "target")),
        *number_faults(floor, Decimal(0), LARGEST, (*path, "floor")),
    ]
    if faults:
        return faults
    higher = direction is Direction.HIGHER
    low, high = (floor, target) if higher else (target, floor)
    return _span_faults(low, high, (*path, "target" if higher else "floor"))


def _cap_faults(measure: Quantity, path: Path) -> list[InputFault]:
    if measure.cap is None:
        return []
    here = (*path, "cap")
    if measure.direction is Direction.LOWER:
        return [Malformed(value=str(measure.cap)[:80], expected="none where less is better", path=here)]
    return number_faults(measure.cap, Decimal(0), LARGEST, here) or _span_faults(measure.target, measure.cap, here)


def _checkpoints_faults(measure: Quantity, cycle: Period, path: Path) -> list[InputFault]:
    """Checkpoints stand where the pace goes by them: in order, in the cycle, each asking for no less than before."""
    points = measure.checkpoints
    if measure.pace not in _PACED:
        return (
            [Malformed(value=str(len(points)), expected=f"none at a {measure.pace} pace", path=path)] if points else []
        )
    if faults := count_faults(len(points), MOST_CHECKPOINTS, path):
        return faults
    faults = []
    before: Checkpoint | None = None
    for place, one in enumerate(points):
        here = (*path, str(place))
        faults += number_faults(one.share, before.share if before else Decimal(0), WHOLE, (*here, "share"))
        if one.on not in cycle or (before is not None and one.on <= before.on):
            day = one.on.isoformat()
            faults.append(Malformed(value=day, expected="a day of the cycle after the one before", path=(*here, "on")))
        before = one
    return faults


def _milestones_faults(measure: Milestones, cycle: Period, path: Path) -> list[InputFault]:
    faults = [
        *number_faults(measure.late_decay, Decimal(0), WHOLE, (*path, "late_decay")),
        *number_faults(measure.late_floor, Decimal(0), WHOLE, (*path, "late_floor")),
    ]
    steps, inside = measure.milestones, (*path, "milestones")
    if too_many := count_faults(len(steps), MOST_MILESTONES, inside):
        return [*faults, *too_many]
    faults += twin_faults((one.code, (*inside, str(place), "code")) for place, one in enumerate(steps))
    for place, one in enumerate(steps):
        here = (*inside, str(place))
        faults += [*code_faults(one.code, (*here, "code")), *label_faults(one.title, (*here, "title"))]
        faults += number_faults(one.share, SMALLEST, WHOLE, (*here, "share"))
        if one.due_on not in cycle:
            due = one.due_on.isoformat()
            faults.append(Malformed(value=due, expected="a day of the cycle", path=(*here, "due_on")))
    return [*faults, *sum_faults(tuple(one.share for one in steps), WHOLE, inside)]


def _points_faults(measure: Points, path: Path) -> list[InputFault]:
    numbers = (("base", measure.base), ("ceiling", measure.ceiling), ("floor", measure.floor))
    faults = [fault for name, number in numbers for fault in number_faults(number, -LARGEST, LARGEST, (*path, name))]
    faults = faults or _span_faults(measure.floor, measure.ceiling, (*path, "ceiling"))
    faults = faults or number_faults(measure.base, measure.floor, measure.ceiling, (*path, "base"))
    for name, most in (("most_bonus", measure.most_bonus), ("most_deduction", measure.most_deduction)):
        faults += [] if most is None else number_faults(most, Decimal(0), LARGEST, (*path, name))
    return faults


def _rating_faults(measure: Rating, path: Path) -> list[InputFault]:
    faults = [
        *number_faults(measure.low, -LARGEST, LARGEST, (*path, "low")),
        *number_faults(measure.high, -LARGEST, LARGEST, (*path, "high")),
    ]
    faults = faults or _span_faults(measure.low, measure.high, (*path, "high"))
    faults += number_faults(measure.trim, Decimal(0), MOST_TRIM, (*path, "trim"))
    faults += _raters_faults(measure.minimum_raters, path)
    return [*faults, *_groups_faults(measure.groups, (*path, "groups"))]


def _groups_faults(groups: Sequence[RaterGroup], path: Path) -> list[InputFault]:
    if not groups:
        return []
    if too_many := count_faults(len(groups), MOST_RATER_GROUPS, path):
        return too_many
    faults = twin_faults((one.code, (*path, str(place), "code")) for place, one in enumerate(groups))
    for place, one in enumerate(groups):
        here = (*path, str(place))
        faults += [*code_faults(one.code, (*here, "code")), *label_faults(one.title, (*here, "title"))]
        faults += number_faults(one.weight, SMALLEST, WHOLE, (*here, "weight"))
        faults += _raters_faults(one.minimum_raters, here)
    return [*faults, *sum_faults(tuple(one.weight for one in groups), WHOLE, path)]


def _raters_faults(raters: int, path: Path) -> list[InputFault]:
    if 1 <= raters <= MOST_RATERS:
        return []
    return [OutOfRange(value=raters, low=1, high=MOST_RATERS, path=(*path, "minimum_raters"))]


def _derived_faults(measure: Derived, path: Path) -> list[InputFault]:
    return [
        *label_faults(measure.unit, (*path, "unit")),
        *_way_faults(measure.target, measure.floor, measure.direction, path),
    ]


def _caps_faults(measure: Veto, path: Path) -> list[InputFault]:
    if SECOND <= measure.caps_at <= WORST:
        return []
    return [OutOfRange(value=measure.caps_at, low=SECOND, high=WORST, path=path)]


def _span_faults(low: Decimal, high: Decimal, path: Path) -> list[InputFault]:
    return [] if low < high else [EmptyRange(low=low, high=high, path=path)]
