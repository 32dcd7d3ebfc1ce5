"""The values every domain shares: labels in two languages, periods of civil days, readings in three states."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

from governance_core.errors import PeriodReversed

UnitId = NewType("UnitId", str)
PersonId = NewType("PersonId", str)
PostId = NewType("PostId", str)
AppointmentId = NewType("AppointmentId", str)
MembershipId = NewType("MembershipId", str)
GroupSetId = NewType("GroupSetId", str)
GroupId = NewType("GroupId", str)
DutyListId = NewType("DutyListId", str)
SchemeId = NewType("SchemeId", str)
RecordId = NewType("RecordId", str)
FrameworkId = NewType("FrameworkId", str)
CompetenceId = NewType("CompetenceId", str)
SessionId = NewType("SessionId", str)
PlanId = NewType("PlanId", str)
AdoptionId = NewType("AdoptionId", str)
CycleId = NewType("CycleId", str)
AppraisalId = NewType("AppraisalId", str)
ReviewId = NewType("ReviewId", str)
AdjustmentId = NewType("AdjustmentId", str)
AppealId = NewType("AppealId", str)
WarningId = NewType("WarningId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A label in Chinese, and in English where somebody has translated it."""

    zh: str
    en: str | None = None

    def in_language(self, language: str) -> str:
        """The label in `language` ("zh-CN", "en" …); Chinese where there is no translation."""
        return self.en if language.startswith("en") and self.en else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Civil days from `start` up to, and not including, `end`; open for ever where `end` is None.

    Raises:
        PeriodReversed: `end` is not after `start`.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise PeriodReversed(start=self.start, end=self.end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether at least one day lies in both."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def covers(self, other: "Period") -> bool:
        """Whether every day of `other` lies in this period."""
        ends_later = self.end is None or (other.end is not None and other.end <= self.end)
        return self.start <= other.start and ends_later

    def minus(self, other: "Period") -> tuple["Period", ...]:
        """What is left of this period without the days of `other`: none, one or two periods."""
        if not self.overlaps(other):
            return (self,)
        left = Period(start=self.start, end=other.start) if self.start < other.start else None
        right = None
        if other.end is not None and (self.end is None or other.end < self.end):
            right = Period(start=other.end, end=self.end)
        return tuple(part for part in (left, right) if part is not None)

    def intersection(self, other: "Period") -> "Period | None":
        """The days that lie in both periods, or None where there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(start=max(self.start, other.start), end=min(ends, default=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A reading that was taken: its number, in the unit of what was measured."""

    number: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """A reading that makes no sense here, for a stated reason; its weight is shared among the others."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A reading that should be there and is not. Never a zero, and never a reason to weigh the others more."""


Reading = Value | NotApplicable | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points out of 100, with what they rest on.

    Attributes:
        points: the score, two decimals, half up; None where some weight is missing (a partial score has only bounds).
        low: what the score would be if everything missing turned out to be worth nothing; two decimals.
        high: what it would be if everything missing turned out to be worth its full weight; two decimals.
        covered: how much of the applicable weight has a reading, in percent; two decimals.
    """

    points: Decimal | None
    low: Decimal
    high: Decimal
    covered: Decimal


def rounded(number: Decimal, places: int = 2) -> Decimal:
    """`number` to `places` decimals, half up: the one rounding of a result, done at its end."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def total(numbers: Iterable[Decimal]) -> Decimal:
    """The sum of `numbers` as a Decimal, also of none."""
    return sum(numbers, start=Decimal(0))
