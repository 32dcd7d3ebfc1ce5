"""What another scheme would make of the same work: whose score and grade would move, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from governance_core.assessment.model.grades import Candidate, Grade
from governance_core.values import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorMove:
    """What an indicator brings under one scheme and under another; nothing where it is not in it; six decimals."""

    code: str
    title: Text
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """By how much."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One subject's work under the scheme that was in force and under another, before either is graded.

    Attributes:
        before: how they are graded by what was in force.
        after: how they would be by the other scheme.
        because: the indicators that bring something else, the greatest change first.
    """

    before: Candidate
    after: Candidate
    because: tuple[IndicatorMove, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What becomes of one subject's score and grade.

    Attributes:
        subject: the key of whom it is about.
        points_before: the score; None where it is not complete.
        points_after: the score under the other scheme.
        grade_before: the grade that the rule proposes.
        grade_after: the one that it would propose.
        because: the indicators that bring something else, the greatest change first.
    """

    subject: str
    points_before: Decimal | None
    points_after: Decimal | None
    grade_before: Grade | None
    grade_after: Grade | None
    because: tuple[IndicatorMove, ...]

    @property
    def grade_moves(self) -> bool:
        """Whether the grade is another one."""
        return self.grade_before is not self.grade_after

    @property
    def change(self) -> Decimal | None:
        """By how many points; None where one of the scores is not complete."""
        if self.points_before is None or self.points_after is None:
            return None
        return self.points_after - self.points_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What another scheme would make of everybody's work.

    Attributes:
        subjects: how many were tried.
        before: how many have each grade; who has none is among the subjects only.
        after: how many would have each.
        moves: whose score or grade would be another one, grades that move first, then by the change.
    """

    subjects: int
    before: Mapping[Grade, int]
    after: Mapping[Grade, int]
    moves: tuple[Move, ...]

    @property
    def raised(self) -> int:
        """How many would have a better grade; one from or to no grade is neither better nor worse."""
        return sum(change < 0 for change in self._changes())

    @property
    def lowered(self) -> int:
        """How many would have a worse one."""
        return sum(change > 0 for change in self._changes())

    @property
    def grades_moved(self) -> int:
        """How many would have another grade, or none any more, or one at last."""
        return sum(one.grade_moves for one in self.moves)

    def _changes(self) -> list[int]:
        return [
            one.grade_after.position - one.grade_before.position
            for one in self.moves
            if one.grade_before is not None and one.grade_after is not None
        ]
