"""How an indicator is measured: by quantity, by milestones, by points, or by ratings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

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
    """What is expected before the cycle's end: its share of the target by the days gone, or the whole target."""

    LINEAR = "linear"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount against a target.

    Before the cycle's end a linear pace asks for as much of the target, and of the floor, as days of the cycle are
    gone, the day itself among them: half-way 25 of 50 is all that is expected, and half the floor is worth nothing.

    Attributes:
        unit: what is counted.
        target: the amount that is worth the full weight at the cycle's end.
        floor: the amount that is worth nothing at the cycle's end.
        direction: whether more is better (target above floor) or less is (target below floor).
        total: how several records make one amount.
        pace: what is expected before the cycle's end.
    """

    kind: ClassVar[str] = "quantity"

    unit: Text
    target: Decimal
    floor: Decimal = Decimal(0)
    direction: Direction = Direction.HIGHER
    total: Totalling = Totalling.SUM
    pace: Pace = Pace.LINEAR


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
    """

    kind: ClassVar[str] = "milestones"

    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points that records add to a base or deduct from it, between a floor and a ceiling.

    The ceiling is worth the full weight and the floor nothing. There is a reading from the cycle's first day: the base.
    """

    kind: ClassVar[str] = "points"

    base: Decimal
    ceiling: Decimal
    floor: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The mean of ratings between `low` and `high`, once enough raters have spoken; `high` is worth the full weight."""

    kind: ClassVar[str] = "rating"

    low: Decimal
    high: Decimal
    minimum_raters: int = 1


Measure = Quantity | Milestones | Points | Rating
