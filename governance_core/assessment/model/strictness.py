"""How strict a reviewer is: how they grade, beside how their unit and the whole do."""

from dataclasses import dataclass
from decimal import Decimal

from governance_core.assessment.model.grades import Grade
from governance_core.values import PersonId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenGrade:
    """A grade that a reviewer has proposed for people of a unit, and how often they have."""

    reviewer: PersonId
    unit: UnitId
    grade: Grade
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """How many grades there are of each position, and their mean position.

    Attributes:
        counts: how many of the best grade, the second, the third and the worst.
        mean: the mean position, 1 to 4; six decimals, half up.
    """

    counts: tuple[int, int, int, int]
    mean: Decimal

    @property
    def reviews(self) -> int:
        """How many grades there are."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strictness:
    """A reviewer's grades in a unit, beside those of all reviewers there and everywhere.

    Attributes:
        reviewer: the reviewer.
        unit: the unit of those reviewed.
        reviews: how many grades the reviewer has proposed there.
        own: their distribution; None where there are fewer than five grades, as for the others.
        of_unit: the unit's, theirs among it.
        whole: that of all.
        from_unit: their mean less the unit's: above nought is stricter; six decimals, half up.
        from_whole: their mean less that of all; six decimals, half up.
    """

    reviewer: PersonId
    unit: UnitId
    reviews: int
    own: Distribution | None
    of_unit: Distribution | None
    whole: Distribution | None
    from_unit: Decimal | None
    from_whole: Decimal | None
