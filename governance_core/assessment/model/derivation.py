"""Why a score is what it is: a tree whose children sum to their parent, to the last digit."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.assessment.model.formulas import Step
from governance_core.values import Period, Reading, RecordId, SchemeId, Score, Text, UnitId


class Rule(StrEnum):
    """By which rule a number of the tree came about.

    QUANTITY_LOWER and DERIVED_LOWER are readings of which less is better. SERVICE stands for the days served in one
    post under one scheme, CYCLE for all of them together; ROUTINE for the result of a routine cycle that an annual one
    builds on. LIMIT takes off what lies above the most that counts, or makes good what lies below nothing; ADJUSTMENT
    is a reviewer's act.
    """

    CYCLE = "cycle"
    SERVICE = "service"
    SCHEME = "scheme"
    DIMENSION = "dimension"
    QUANTITY = "quantity"
    QUANTITY_LOWER = "quantity-lower"
    MILESTONES = "milestones"
    POINTS = "points"
    RATING = "rating"
    DERIVED = "derived"
    DERIVED_LOWER = "derived-lower"
    VETO = "veto"
    ROUTINE = "routine"
    LIMIT = "limit"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One of the numbers that a reading was made from.

    Attributes:
        code: which: a milestone's or a rater group's code, "record", "base", "bonus" or "deduction".
        title: what it is called, where it has a name.
        number: what came in: an amount, a share in percent, points, or a mean.
        counted: what of it counts: after decay, ceilings or weights.
        of: out of how many or how much: the raters of a mean, the days a milestone was late.
        record: the record it is from, where it is one record's.
    """

    code: str
    title: Text | None = None
    number: Decimal
    counted: Decimal
    of: int | None = None
    record: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """One number of the tree and what it rests on.

    An indicator's points are its effective weight times (reading - floor) / (expected - floor), between nothing and
    the most that counts.

    Attributes:
        code: the scheme's, dimension's or indicator's code.
        title: what it is called.
        rule: by which rule the number came about.
        weight: what it is worth by the scheme.
        effective_weight: what it is worth after the weight of what does not apply has been shared, and of the days
            served in this post; six decimals.
        reading: what was read of an indicator, in its own unit; None for groups.
        unit: the unit of a quantity.
        floor: the reading that would be worth nothing on this day, where there is one.
        expected: the reading that would be worth the full weight on this day; None for groups, and for milestones of
            which none is due.
        inputs: the numbers that the reading was made from, fifty at most; those of ratings name no rater.
        formula: how a derived reading came about.
        contribution: the points it brings; six decimals.
        low: the least it may bring once what is missing is known; six decimals.
        high: the most it may bring; six decimals.
        caps_at: the best grade that a veto leaves, as its place, where one was found.
        records: the records it rests on, which are those that a missing reading has too few of.
        scheme: the scheme in one version, where the rule is SCHEME or SERVICE.
        version: that version.
        served: the days served, where the rule is SERVICE; and the unit served in.
        served_in: see `served`.
        children: what it is the sum of.
    """

    code: str
    title: Text
    rule: Rule
    weight: Decimal
    effective_weight: Decimal
    reading: Reading | None = None
    unit: Text | None = None
    floor: Decimal | None = None
    expected: Decimal | None = None
    inputs: tuple[Input, ...] = ()
    formula: Step | None = None
    contribution: Decimal
    low: Decimal
    high: Decimal
    caps_at: int | None = None
    records: tuple[RecordId, ...] = ()
    scheme: SchemeId | None = None
    version: int | None = None
    served: Period | None = None
    served_in: UnitId | None = None
    children: tuple["Derivation", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The score of a cadre, or of a unit, on a day, as known at an instant, with its derivation.

    Attributes:
        scheme: the scheme, in one version: that of the last days served, where there were several.
        as_of: the day it is about.
        known_at: what was verified by then counts; None for all that is known.
        score: the score.
        derivation: why it is what it is.
    """

    scheme: SchemeId
    as_of: date
    known_at: datetime | None
    score: Score
    derivation: Derivation

    @property
    def best_place(self) -> int:
        """The best grade that the vetoes leave, as its place; 1 where there are none."""
        return max((leaf.caps_at or 1 for leaf in leaves(self.derivation)), default=1)


def leaves(node: Derivation) -> list[Derivation]:
    """The parts of a derivation that have no parts, in order."""
    if not node.children:
        return [node]
    return [leaf for child in node.children for leaf in leaves(child)]
