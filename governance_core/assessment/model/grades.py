"""Grades, the rule by which a cycle grades, and what it proposes for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from governance_core.values import Text


class CycleKind(StrEnum):
    """What a cycle is: a routine assessment (平时考核) of part of a year, or the annual one (年度考核)."""

    ROUTINE = "routine"
    ANNUAL = "annual"


class Grade(StrEnum):
    """A grade: the first four of a routine cycle, the last four of an annual one, each from best to worst."""

    GOOD = "good"
    FAIRLY_GOOD = "fairly-good"
    AVERAGE = "average"
    POOR = "poor"
    EXCELLENT = "excellent"
    COMPETENT = "competent"
    BASICALLY_COMPETENT = "basically-competent"
    INCOMPETENT = "incompetent"

    @property
    def position(self) -> int:
        """1 for the best of its kind to 4 for the worst."""
        return list(Grade).index(self) % POSITIONS + 1

    @property
    def label(self) -> Text:
        """What it is called."""
        return _TITLES[self]


POSITIONS = 4
_TITLES: Mapping[Grade, Text] = {
    Grade.GOOD: Text(zh="好", en="good"),
    Grade.FAIRLY_GOOD: Text(zh="较好", en="fairly good"),
    Grade.AVERAGE: Text(zh="一般", en="average"),
    Grade.POOR: Text(zh="较差", en="poor"),
    Grade.EXCELLENT: Text(zh="优秀", en="excellent"),
    Grade.COMPETENT: Text(zh="称职", en="competent"),
    Grade.BASICALLY_COMPETENT: Text(zh="基本称职", en="basically competent"),
    Grade.INCOMPETENT: Text(zh="不称职", en="incompetent"),
}


def grades_of(kind: CycleKind) -> tuple[Grade, ...]:
    """The four grades of a kind of cycle, best first."""
    grades = tuple(Grade)
    return grades[:POSITIONS] if kind is CycleKind.ROUTINE else grades[POSITIONS:]


class QuotaGroup(StrEnum):
    """Among whom the places of the top grade are counted: each unit on its own, or the cycle as one."""

    UNIT = "unit"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingRule:
    """How points become grades.

    Attributes:
        thresholds: the points from which on the best, the second and the third grade are given; descending.
        top_share: how many of a group may have the top grade, in percent.
        top_share_excellent: the same where the unit itself is excellent; not less.
        quota_by: what a group is.
        ties: the dimensions, by code, whose points decide between equal scores, the first that differs counting.
        most_adjustment: by how many points adjustments may change one score in all, up or down.
    """

    thresholds: tuple[Decimal, ...] = (Decimal(90), Decimal(80), Decimal(60))
    top_share: Decimal
    top_share_excellent: Decimal
    quota_by: QuotaGroup = QuotaGroup.UNIT
    ties: tuple[str, ...] = ()
    most_adjustment: Decimal = Decimal(5)


def standard_grading(kind: CycleKind) -> GradingRule:
    """The rule that holds where a town sets no other.

    Routine: 40 % at most are good (公务员平时考核办法(试行), 2019). Annual: 20 % at most are excellent, and 25 %
    where the unit itself is excellent (公务员考核规定, 2020). The text of the two was not at hand: the shares are those
    of the plan, and 40, 20 and 25 are what others who apply them have published, the last with other conditions.
    Thresholds at 90, 80 and 60, and five points of adjustment, are our own choice.
    """
    if kind is CycleKind.ROUTINE:
        return GradingRule(top_share=Decimal(40), top_share_excellent=Decimal(40))
    return GradingRule(top_share=Decimal(20), top_share_excellent=Decimal(25))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who is to be graded, be it a person or a unit.

    Attributes:
        subject: the key of whoever is graded.
        group: among whom the places of the top grade are counted.
        points: the score, 0 to 100, two decimals, as it is shown; None where it is not complete.
        ties: the points in the dimensions that decide between equal scores, one for each, in the rule's order.
        best: the best position allowed, 1 to 4: a veto caps it.
        excellent_unit: whether the unit is itself excellent.
        routine: for an annual cycle, the grade in each routine cycle that the person was appraised in, None where it
            was left open; empty where there was no such cycle.
        decided: the grade that a named person has decided.
    """

    subject: str
    group: str
    points: Decimal | None
    ties: tuple[Decimal, ...] = ()
    best: int = 1
    excellent_unit: bool = False
    routine: tuple[Grade | None, ...] = ()
    decided: Grade | None = None


class GradeReason(StrEnum):
    """Why a grade is what it is.

    THRESHOLD: by the points. VETO: a veto allows no better. ROUTINE: the routine grades do not allow the top.
    QUOTA: others had more for the places there are. TIE: the places do not suffice for all who are equal to the last.
    TIE_BREAK: of those with these points the dimensions named by the rule decided. DECIDED: a named person decided.
    UNGRADED: the score is not complete.
    """

    THRESHOLD = "threshold"
    VETO = "veto"
    ROUTINE = "routine"
    QUOTA = "quota"
    TIE = "tie"
    TIE_BREAK = "tie-break"
    DECIDED = "decided"
    UNGRADED = "ungraded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The grade that the rule proposes, and why.

    Attributes:
        subject: the key of whoever is graded.
        grade: the grade; None where the score is not complete.
        because: the reasons, in the order in which they were applied.
        points: the score.
        reached: the grade that the points alone would give.
        places: how many places in the top grade the group has.
    """

    subject: str
    grade: Grade | None
    because: tuple[GradeReason, ...]
    points: Decimal | None
    reached: Grade | None
    places: int
