"""Why a score is what it is: a tree whose children sum to their parent, to the last digit."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.values import Reading, RecordId, SchemeId, Score, Text


class Rule(StrEnum):
    """By which rule a number of the tree came about; QUANTITY_LOWER is a quantity of which less is better."""

    SCHEME = "scheme"
    DIMENSION = "dimension"
    QUANTITY = "quantity"
    QUANTITY_LOWER = "quantity-lower"
    MILESTONES = "milestones"
    POINTS = "points"
    RATING = "rating"


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """One number of the tree and what it rests on.

    Attributes:
        code: the scheme's, dimension's or indicator's code.
        title: what it is called.
        rule: by which rule the number came about.
        weight: what it is worth by the scheme.
        effective_weight: what it is worth after the weight of what does not apply has been shared; six decimals.
        reading: what was read of an indicator, in its own unit; None for groups.
        unit: the unit of a quantity.
        expected: the reading that would be worth the full weight on this day; None for groups, and for milestones of
            which none is due.
        contribution: the points it brings; six decimals.
        low: the least it may bring once what is missing is known; six decimals.
        high: the most it may bring; six decimals.
        records: the records it rests on, which are those that a missing reading has too few of.
        children: what it is the sum of.
    """

    code: str
    title: Text
    rule: Rule
    weight: Decimal
    effective_weight: Decimal
    reading: Reading | None = None
    unit: Text | None = None
    expected: Decimal | None = None
    contribution: Decimal
    low: Decimal
    high: Decimal
    records: tuple[RecordId, ...] = ()
    children: tuple["Derivation", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A cadre's score under a scheme on a day, as known at an instant, with its derivation."""

    scheme: SchemeId
    as_of: date
    known_at: datetime | None
    score: Score
    derivation: Derivation
