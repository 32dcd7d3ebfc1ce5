"""What a cycle comes to: a subject's result, and the sums of results over units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model.grades import Grade
from governance_core.assessment.model.roll_ups import rounded_share
from governance_core.values import CycleId, Text, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineResult:
    """What somebody had in a routine cycle that an annual one builds on; points are None where they were open."""

    cycle: CycleId
    title: Text
    points: Decimal | None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSum:
    """How far a dimension, or an initiative, got: the sum of points out of 100 of those it applies to."""

    subjects: int = 0
    points: Decimal = Decimal(0)

    def __add__(self, other: "PartSum") -> "PartSum":
        return PartSum(subjects=self.subjects + other.subjects, points=self.points + other.points)

    @property
    def mean(self) -> Decimal | None:
        """The mean of the points, two decimals, half up; None where there are none."""
        return mean_of(self.points, self.subjects)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSums:
    """The results of a cycle in a unit and below it; those of a whole are the sums of those of its parts.

    Attributes:
        subjects: how many took part.
        scored: how many have points.
        points: the sum of these.
        grades: how many have each grade; who has none is among the subjects only.
        dimensions: how far each dimension got, by code.
        initiatives: how far what serves each initiative got, by code.
    """

    subjects: int = 0
    scored: int = 0
    points: Decimal = Decimal(0)
    grades: Mapping[Grade, int] = field(default_factory=dict)
    dimensions: Mapping[str, PartSum] = field(default_factory=dict)
    initiatives: Mapping[str, PartSum] = field(default_factory=dict)

    def __add__(self, other: "ResultSums") -> "ResultSums":
        return ResultSums(
            subjects=self.subjects + other.subjects,
            scored=self.scored + other.scored,
            points=self.points + other.points,
            grades={
                grade: self.grades.get(grade, 0) + other.grades.get(grade, 0)
                for grade in Grade
                if grade in self.grades or grade in other.grades
            },
            dimensions=_added(self.dimensions, other.dimensions),
            initiatives=_added(self.initiatives, other.initiatives),
        )

    @property
    def mean(self) -> Decimal | None:
        """The mean of the points, two decimals, half up; None where nobody has any."""
        return mean_of(self.points, self.scored)

    def share(self, grade: Grade) -> Decimal | None:
        """How many of a hundred who were graded have a grade, two decimals, half up; None where nobody was."""
        return rounded_share(self.grades.get(grade, 0), sum(self.grades.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """How a unit's mean changed from one cycle to another, in points."""

    unit: UnitId
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """By how much, in points."""
        return self.after - self.before


def mean_of(points: Decimal, subjects: int) -> Decimal | None:
    """The mean of a sum, two decimals, half up; None of none."""
    if not subjects:
        return None
    return Decimal(int(Fraction(points) / subjects * 100 + Fraction(1, 2))).scaleb(-2)


def _added(left: Mapping[str, PartSum], right: Mapping[str, PartSum]) -> dict[str, PartSum]:
    return {code: left.get(code, PartSum()) + right.get(code, PartSum()) for code in sorted({*left, *right})}
