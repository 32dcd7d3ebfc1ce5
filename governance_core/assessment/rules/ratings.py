"""What ratings come to: trimmed means, of everybody or of groups that count with weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model import Input, ProgressRecord, RaterGroup, Rating, RatingEntry, Rule
from governance_core.assessment.rules.readings import Attainment, nearest
from governance_core.assessment.rules.spans import Span
from governance_core.values import Missing, NotApplicable, PersonId, RecordId, Value, total

NOT_RATED = "not-rated"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    record: RecordId
    rating: Decimal
    group: str | None


def ratings_read(measure: Rating, records: Sequence[ProgressRecord], span: Span) -> Attainment:
    """The weighed mean of the groups, or of everybody where there are none, once enough have rated.

    Each rater counts once, with the latest rating; each that came from the system stands for a rater of its own. Who
    served elsewhere later, and was rated by nobody while here, is not assessed by ratings here.
    """
    given = _latest(records)
    ids = tuple(one.record for one in given)
    if not given and span.is_over:
        return Attainment(rule=Rule.RATING, reading=NotApplicable(reason=NOT_RATED))
    means = [(group, _of_group(given, group)) for group in measure.groups]
    inputs = tuple(_told(group, ratings, measure.trim) for group, ratings in means if ratings)
    enough = len(given) >= measure.minimum_raters and all(
        len(ratings) >= group.minimum_raters for group, ratings in means
    )
    if not enough:
        # The means of few would tell what each has said.
        return Attainment(rule=Rule.RATING, reading=Missing(), expected=measure.high, records=ids)
    if means:
        mean = sum(
            (trimmed_mean(ratings, measure.trim) * Fraction(group.weight) / 100 for group, ratings in means),
            Fraction(0),
        )
    else:
        mean = trimmed_mean([one.rating for one in given], measure.trim)
    low, high = Fraction(measure.low), Fraction(measure.high)
    return Attainment(
        rule=Rule.RATING,
        reading=Value(number=nearest(mean)),
        share=min(max((mean - low) / (high - low), Fraction(0)), Fraction(1)),
        floor=measure.low,
        expected=measure.high,
        inputs=inputs,
        records=ids,
    )


def trimmed_mean(ratings: Sequence[Decimal], trim: Decimal) -> Fraction:
    """The mean of ratings, of which `trim` percent at either end are left out; at least one is given."""
    left_out = int(Fraction(trim) * len(ratings) / 100)
    kept = sorted(ratings)[left_out : len(ratings) - left_out]
    return Fraction(total(kept)) / len(kept)


def _latest(records: Sequence[ProgressRecord]) -> list[_Given]:
    latest: dict[tuple[PersonId | RecordId, str | None], _Given] = {}
    for record in records:
        if isinstance(record.entry, RatingEntry):
            group = record.entry.group
            latest[(record.submitted_by or record.id, group)] = _Given(
                record=record.id, rating=record.entry.rating, group=group
            )
    return list(latest.values())


def _of_group(given: Sequence[_Given], group: RaterGroup) -> list[Decimal]:
    return [one.rating for one in given if one.group == group.code]


def _told(group: RaterGroup, ratings: Sequence[Decimal], trim: Decimal) -> Input:
    mean = trimmed_mean(ratings, trim)
    weighed = nearest(mean * Fraction(group.weight) / 100)
    return Input(code=group.code, title=group.title, number=nearest(mean), counted=weighed, of=len(ratings))
