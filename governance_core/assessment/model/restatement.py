"""What a result that stands would be by what has become known since."""

from dataclasses import dataclass
from decimal import Decimal

from governance_core.assessment.model.moves import IndicatorMove
from governance_core.values import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """A result as it would be by what is known now; the result itself stands.

    Attributes:
        before: the score that stands.
        after: what it would be; None where nothing that was served in would be assessed.
        best_place: the best grade that vetoes would leave, as its place of four.
        because: the indicators that would bring something else, the greatest change first.
    """

    before: Score
    after: Score | None
    best_place: int
    because: tuple[IndicatorMove, ...]

    @property
    def change(self) -> Decimal | None:
        """By how many points it would be more; None where one of the two is not complete."""
        if self.after is None or self.before.points is None or self.after.points is None:
            return None
        return self.after.points - self.before.points
