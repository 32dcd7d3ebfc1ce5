"""Making a reviewer's strictness visible."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model import Distribution, GivenGrade, Strictness
from governance_core.assessment.rules.readings import nearest
from governance_core.values import PersonId, UnitId

LEAST_REVIEWS = 5
Counts = Counter[int]


def strictness(reviews: Iterable[GivenGrade]) -> tuple[Strictness, ...]:
    """How each reviewer grades in each unit, beside how all do there and everywhere; by unit, then by reviewer.

    Below five grades there is no distribution, as it would say more of those graded than of who grades (our own
    choice). A reviewer of two units has two lines.
    """
    own: dict[tuple[UnitId, PersonId], Counts] = defaultdict(Counter)
    units: dict[UnitId, Counts] = defaultdict(Counter)
    whole: Counts = Counter()
    for one in reviews:
        for counts in (own[one.unit, one.reviewer], units[one.unit], whole):
            counts[one.grade.position] += one.times
    return tuple(_line(key, own[key], units[key[0]], whole) for key in sorted(own))


def _line(key: tuple[UnitId, PersonId], own: Counts, unit: Counts, whole: Counts) -> Strictness:
    return Strictness(
        reviewer=key[1],
        unit=key[0],
        reviews=own.total(),
        own=_distribution(own),
        of_unit=_distribution(unit),
        whole=_distribution(whole),
        from_unit=_difference(own, unit),
        from_whole=_difference(own, whole),
    )


def _distribution(counts: Counts) -> Distribution | None:
    if counts.total() < LEAST_REVIEWS:
        return None
    return Distribution(counts=(counts[1], counts[2], counts[3], counts[4]), mean=nearest(_mean(counts)))


def _difference(own: Counts, other: Counts) -> Decimal | None:
    return None if own.total() < LEAST_REVIEWS else nearest(_mean(own) - _mean(other))


def _mean(counts: Counts) -> Fraction:
    return Fraction(sum(position * count for position, count in counts.items()), counts.total())
