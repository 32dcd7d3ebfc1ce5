"""What counted in a result when it was worked out, of what has been said and decided since and before."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from governance_core.assessment.model import Adjustment, AppealStatus, Appraisal


def known_when(appraisal: Appraisal, known_at: datetime, *, until: datetime | None = None) -> datetime:
    """The instant whose knowledge counts in somebody's result: their tally's, or when an upheld appeal was decided.

    Args:
        appraisal: theirs.
        known_at: what was known then counts in the tally.
        until: what was decided later does not count; None for all that is decided.
    """
    upheld = [
        one.decided_at
        for one in appraisal.appeals
        if one.status is AppealStatus.UPHELD and one.decided_at and (until is None or one.decided_at <= until)
    ]
    return max([known_at, *upheld])


def adjustments_then(adjustments: Iterable[Adjustment], at: datetime) -> tuple[Adjustment, ...]:
    """The adjustments that counted at an instant, as they stood then: made by then, and not yet withdrawn."""
    return tuple(
        replace(one, withdrawn=None)
        for one in adjustments
        if one.at <= at and (one.withdrawn is None or one.withdrawn.at > at)
    )
