"""What another scheme would make of the same work: whose score and grade would move, and why."""

from dataclasses import dataclass
from decimal import Decimal

from governance_core.assessment.model.grades import Grade
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
