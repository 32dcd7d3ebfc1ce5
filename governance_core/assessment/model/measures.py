"""How an indicator is measured: by quantity, by milestones, by points, or by ratings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

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

    Attributes:
        unit: what is counted.
        target: the amount that is worth the full weight at the cycle's end.
        floor: the amount that is worth nothing.
        direction: whether more is better (target above floor) or less is (target below floor).
        total: how several records make one amount.
        pace: what is expected before the cycle's end.
    """

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
    """Steps whose shares sum to 100."""

    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points that records add or deduct, between a floor and a ceiling; the ceiling is worth the full weight."""

    base: Decimal
    ceiling: Decimal
    floor: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The mean of ratings between `low` and `high`, once enough raters have spoken; `high` is worth the full weight."""

    low: Decimal
    high: Decimal
    minimum_raters: int = 1


Measure = Quantity | Milestones | Points | Rating
