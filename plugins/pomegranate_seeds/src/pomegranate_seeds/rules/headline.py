"""How the practice is doing in a village."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from governance_core.values import NotApplicable, Reading, Value, rounded
from pomegranate_seeds.model import Counts, Figure, HouseholdCoverage, LiaisonOfficer, Matter, Recognition
from pomegranate_seeds.rules.matters import standing_on

NO_HOUSEHOLDS = "no-households"
NONE_DUE = "none-due"


def headline(counts: Counts) -> Mapping[str, Reading]:
    """The headline figures of a village, in the order of the manifest; shares in percent with two decimals.

    A village without households has no share of them, and one where nothing was due has answered no share in time:
    neither is a zero.
    """
    return {
        Figure.HOUSEHOLDS_RECOGNISED: Value(number=Decimal(counts.recognised)),
        Figure.OFFICERS_SERVING: Value(number=Decimal(counts.officers)),
        Figure.HOUSEHOLDS_COVERED: Value(number=Decimal(counts.covered)),
        Figure.HOUSEHOLDS_COVERED_SHARE: _share(counts.covered, counts.households, NO_HOUSEHOLDS),
        Figure.MATTERS_ANSWERED_IN_TIME: _share(counts.in_time, counts.due, NONE_DUE),
    }


def headline_counts(
    *,
    as_of: date,
    households: int,
    recognitions: Iterable[Recognition],
    officers: Iterable[LiaisonOfficer],
    coverages: Iterable[HouseholdCoverage],
    matters: Iterable[Matter],
    known_at: datetime | None = None,
) -> Counts:
    """What the headline figures are made of, as of a day and as known at an instant (None: now).

    A matter counts as due once its last day for an answer is over, answered or not, so that early answers to easy
    matters do not hide late ones; this is our own choice.

    Args:
        as_of: the day.
        households: how many households the village has on that day.
        recognitions: the village's.
        officers: the village's.
        coverages: of the village's households.
        matters: the village's.
        known_at: the instant.
    """
    standings = [(matter, standing_on(matter, as_of, known_at)) for matter in matters]
    due = [standing for matter, standing in standings if standing is not None and matter.due_on < as_of]
    return Counts(
        recognised=len({one.household for one in recognitions if one.states.at(as_of, known_at) is not None}),
        officers=sum(one.service.at(as_of, known_at) is not None for one in officers),
        covered=sum(one.officers.at(as_of, known_at) is not None for one in coverages),
        households=households,
        due=len(due),
        in_time=sum(standing.in_time is True for standing in due),
    )


def _share(part: int, whole: int, reason: str) -> Reading:
    return Value(number=rounded(Decimal(100) * part / whole)) if whole else NotApplicable(reason=reason)
