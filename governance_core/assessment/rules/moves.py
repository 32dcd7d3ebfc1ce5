"""Which indicators make the difference between two scores of one subject."""

from decimal import Decimal

from governance_core.assessment.model import Assessment, IndicatorMove, Restatement, leaves
from governance_core.values import Text

ZERO = Decimal(0)


def indicator_moves(before: Assessment, after: Assessment) -> tuple[IndicatorMove, ...]:
    """The indicators that bring something else in one score than in another, the greatest change first.

    Routine results, adjustments and what is taken off at the limit are among them, each by its code, so that the
    changes sum to the difference between the two.
    """
    old, new = _brought(before), _brought(after)
    moves = [
        IndicatorMove(
            code=code,
            title=(new.get(code) or old[code])[0],
            before=old[code][1] if code in old else ZERO,
            after=new[code][1] if code in new else ZERO,
        )
        for code in {**old, **new}
    ]
    return tuple(sorted((one for one in moves if one.change), key=lambda one: (-abs(one.change), one.code)))


def restate(kept: Assessment, found: Assessment | None) -> Restatement:
    """What a result that is kept would be, as it is found now; None where the subject would not take part."""
    return Restatement(
        before=kept.score,
        after=None if found is None else found.score,
        best_place=1 if found is None else found.best_place,
        because=() if found is None else indicator_moves(kept, found),
    )


def _brought(assessment: Assessment) -> dict[str, tuple[Text, Decimal]]:
    """What each indicator brings over all that was served in, and each routine result and adjustment."""
    found: dict[str, tuple[Text, Decimal]] = {}
    for leaf in leaves(assessment.derivation):
        found[leaf.code] = (leaf.title, found.get(leaf.code, (leaf.title, ZERO))[1] + leaf.contribution)
    return found
