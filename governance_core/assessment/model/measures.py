"""How an indicator is measured: by quantity, milestones, points, ratings or a formula, or by what must not happen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from governance_core.assessment.model.formulas import Formula
from governance_core.values import Text


class Direction(StrEnum):
    """Whether more or less of a quantity is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Totalling(StrEnum):
    """How the amounts of several records make one: added up, or the latest standing for all."""

    SUM = "sum"
    LAST = "last"


class Pace(StrEnum):
    """How much of the target is expected by a day.

    LINEAR: the share of the cycle's days that are gone. WHOLE: all of it, from the first day. STEPPED: what the last
    checkpoint that has come says, nothing before the first. SEASONAL: a straight line from each checkpoint to the next,
    from nothing at the cycle's beginning and to the whole at its end.
    """

    LINEAR = "linear"
    WHOLE = "whole"
    STEPPED = "stepped"
    SEASONAL = "seasonal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The share of the target, in percent, that is expected by the end of a day."""

    on: date
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount against a target.

    Before the cycle's end its pace asks for a part of the target, and of the floor: half-way along a straight line 25
    of 50 is all that is expected, and half the floor is worth nothing.

    Attributes:
        unit: what is counted.
        target: the amount that is worth the full weight at the cycle's end.
        floor: the amount that is worth nothing at the cycle's end.
        cap: the amount up to which more than the target brings more than the full weight, at the same rate, to make
            up for other indicators of the scheme; None where the target is the most that counts. Only where more is
            better.
        direction: whether more is better (target above floor) or less is (target below floor).
        total: how several records make one amount.
        pace: what is expected before the cycle's end.
        checkpoints: the days that a stepped or seasonal pace goes by, in order; none for the others.
    """

    kind: ClassVar[str] = "quantity"

    unit: Text
    target: Decimal
    floor: Decimal = Decimal(0)
    cap: Decimal | None = None
    direction: Direction = Direction.HIGHER
    total: Totalling = Totalling.SUM
    pace: Pace = Pace.LINEAR
    checkpoints: tuple[Checkpoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step of a piece of work: due on a day, and worth a share of the indicator, in percent."""

    code: str
    title: Text
    due_on: date
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """Steps whose shares sum to 100.

    On a day, what is due is each step whose day has come or that has been reached, be it early; what was reached is
    weighed against that alone.

    Attributes:
        milestones: the steps.
        late_decay: how much of its worth a step loses with each day it is reached late, in percent.
        late_floor: how much of its worth a step keeps however late it is reached, in percent.
    """

    kind: ClassVar[str] = "milestones"

    milestones: tuple[Milestone, ...]
    late_decay: Decimal = Decimal(0)
    late_floor: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points that records add to a base or deduct from it, between a floor and a ceiling.

    The ceiling is worth the full weight and the floor nothing. There is a reading from the cycle's first day: the base.

    Attributes:
        base: what the cycle begins with.
        ceiling: what is worth the full weight.
        floor: what is worth nothing.
        most_bonus: how much may be added in all; None where only the ceiling limits it.
        most_deduction: how much may be deducted in all, as a positive number; None where only the floor limits it.
    """

    kind: ClassVar[str] = "points"

    base: Decimal
    ceiling: Decimal
    floor: Decimal = Decimal(0)
    most_bonus: Decimal | None = None
    most_deduction: Decimal | None = None


class RaterRelation(StrEnum):
    """Where raters stand to whom they rate.

    SUPERIOR: in office in a unit above. PEER: in office in the same unit. MASSES: a member, representative or resident
    of the unit, in no office there.
    """

    SUPERIOR = "superior"
    PEER = "peer"
    MASSES = "masses"


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterGroup:
    """A group of raters whose mean counts with a weight.

    Attributes:
        code: its code, used once in the indicator.
        title: what it is called.
        relation: who belongs to it.
        weight: what its mean is worth, in percent of the indicator.
        minimum_raters: how many of it must have rated before anything is said.
    """

    code: str
    title: Text
    relation: RaterRelation
    weight: Decimal
    minimum_raters: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The mean of ratings between `low` and `high`, once enough raters have spoken; `high` is worth the full weight.

    Attributes:
        low: the least rating.
        high: the best rating.
        minimum_raters: how many must have rated in all.
        trim: the share of ratings left out at either end before the mean is taken, in percent; of a group's, where
            there are groups. Parts of a rating are not left out: 10 percent of 19 are one.
        groups: the groups whose means are weighed; none where everybody counts alike.
    """

    kind: ClassVar[str] = "rating"

    low: Decimal
    high: Decimal
    minimum_raters: int = 1
    trim: Decimal = Decimal(0)
    groups: tuple[RaterGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What a formula makes of other indicators and of figures of other domains; nobody enters it.

    Attributes:
        formula: the expression.
        unit: the unit of what it gives.
        target: the value that is worth the full weight.
        floor: the value that is worth nothing.
        direction: whether more is better (target above floor) or less is (target below floor).
    """

    kind: ClassVar[str] = "derived"

    formula: Formula
    unit: Text
    target: Decimal
    floor: Decimal = Decimal(0)
    direction: Direction = Direction.HIGHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """What must not happen (一票否决): once a record says it has, the grade is `caps_at` at best.

    That is so whatever the score; it is worth no points. A grade is named by its place, 1 for the best of the four: 4
    leaves only the worst.
    """

    kind: ClassVar[str] = "veto"

    caps_at: int


Measure = Quantity | Milestones | Points | Rating | Derived | Veto
