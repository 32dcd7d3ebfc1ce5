"""What direct-liaison teams did in a period, and what became of what they raised, in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from governance_core.organisation.model.liaison import OPEN, IssueStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCount:
    """How many issues stood at one status at the end of a period.

    Attributes:
        status: the status.
        count: how many.
        overdue: how many of them were overdue.
        raised: how many of them were raised in the period.
        reached: how many of them came to that status in the period.
    """

    status: IssueStatus
    count: int
    overdue: int
    raised: int
    reached: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonTally:
    """Sums of a period.

    Attributes:
        visits: the visits made in it.
        raised: the issues raised in it and not withdrawn.
        resolved: those resolved in it, and still so at its end.
        declined: those declined in it, and still so at its end.
        open: those without an answer at its end, whenever raised.
        waiting: those of the open ones that nobody was asked to answer.
        overdue: those of the open ones whose answer was overdue.
    """

    visits: int
    raised: int
    resolved: int
    declined: int
    open: int
    waiting: int
    overdue: int


def tally_of(visits: int, counts: Iterable[IssueCount]) -> LiaisonTally:
    """The sums of a period, over all the places that were counted."""
    counted = tuple(counts)
    still = [one for one in counted if one.status in OPEN]
    return LiaisonTally(
        visits=visits,
        raised=sum(one.raised for one in counted if one.status is not IssueStatus.WITHDRAWN),
        resolved=sum(one.reached for one in counted if one.status is IssueStatus.RESOLVED),
        declined=sum(one.reached for one in counted if one.status is IssueStatus.DECLINED),
        open=sum(one.count for one in still),
        waiting=sum(one.count for one in still if one.status is IssueStatus.RAISED),
        overdue=sum(one.overdue for one in still),
    )
