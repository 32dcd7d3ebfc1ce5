"""Talent seedlings (选种育苗): reserve cadres, each with one responsible mentor, a plan of goals, and observations.

What is kept are facts of work and what they rest on; there is no file about a person that they can't read themself.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from governance_core.history import History
from governance_core.values import (
    AppointmentId,
    NotApplicable,
    Period,
    PersonId,
    Reading,
    RecordId,
    Text,
    UnitId,
    Value,
    rounded,
)

SeedlingId = NewType("SeedlingId", str)
ObservationId = NewType("ObservationId", str)

NOTHING_DUE = "nothing-due"
"""Why there is no share: no goal is due yet."""
NOT_BEGUN = "not-begun"
"""Why there is no share: the day comes before the nomination."""


class SeedlingStatus(StrEnum):
    """Where a nomination stands."""

    ACTIVE = "active"
    APPOINTED = "appointed"
    RELEASED = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentGoal:
    """What a reserve cadre is to reach, as a plan says it.

    Attributes:
        code: what names it in all versions of the plan.
        title: what is to be reached.
        due_on: the last day on which that is in time.
        competency: the code of the competency it builds, where it builds one.
        reached_by: the verified record by which it was reached.
        reached_on: the day on which that happened.
    """

    code: str
    title: Text
    due_on: date
    competency: str | None = None
    reached_by: RecordId | None = None
    reached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What a mentor or a reviewer has seen of a reserve cadre's work.

    Attributes:
        id: its own key.
        seedling: the nomination.
        by: who saw it.
        observed_on: the day.
        recorded_at: when it became known.
        text: what was done, in at most 2,000 characters: facts of work, nothing about anybody's attitude.
        record: the progress record that it is about, where there is one.
    """

    id: ObservationId
    seedling: SeedlingId
    by: PersonId
    observed_on: date
    recorded_at: datetime
    text: str
    record: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seedling:
    """A person's nomination as a reserve cadre.

    Attributes:
        id: its own key.
        person: the reserve cadre.
        unit: the unit that is responsible for them.
        aims_for: the kind of post they are prepared for, by code.
        period: the days for which they were nominated.
        nominated_by: who nominated them.
        nominated_at: the instant of that.
        mentors: who is responsible for them: one person on each day, from the first on.
        plan: the goals by their histories, one a goal; a goal is in the plan on the days on which it says something.
        plan_version: how often the plan was made or changed.
        status: where it stands.
        ended_on: the first day on which they are none any more; the period's end alone ends nothing.
        ended_by: who decided that.
        ended_at: the instant of that.
        reason: why; it may be left out where they were appointed.
        appointment: the appointment for which they left.
    """

    id: SeedlingId
    person: PersonId
    unit: UnitId
    aims_for: str
    period: Period
    nominated_by: PersonId
    nominated_at: datetime
    mentors: History[PersonId]
    plan: tuple[History[DevelopmentGoal], ...] = ()
    plan_version: int = 0
    status: SeedlingStatus = SeedlingStatus.ACTIVE
    ended_on: date | None = None
    ended_by: PersonId | None = None
    ended_at: datetime | None = None
    reason: str | None = None
    appointment: AppointmentId | None = None

    def mentor_on(self, day: date, known_at: datetime | None = None) -> PersonId | None:
        """Who was responsible for them on a day, as known at an instant (None: now)."""
        return self.mentors.at(day, known_at)

    def goals_on(self, day: date, known_at: datetime | None = None) -> tuple[DevelopmentGoal, ...]:
        """The goals of the plan in force on a day, by the days they are due."""
        found = (goal for history in self.plan if (goal := history.at(day, known_at)) is not None)
        return tuple(sorted(found, key=lambda goal: (goal.due_on, goal.code)))

    def last_day(self, known_at: datetime | None = None) -> date | None:
        """Their last day as a reserve cadre, as known at an instant; None while nobody has ended it."""
        if self.ended_on is None or self.ended_at is None or (known_at is not None and known_at < self.ended_at):
            return None
        return self.ended_on - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingProgress:
    """What a reserve cadre has reached of what was expected by a day.

    Attributes:
        seedling: the nomination.
        as_of: the day it is about; the last one where the nomination had ended before the day that was asked about.
        due: how many goals of the plan of that day were due by then.
        reached: how many of those were reached by then.
        early: how many goals that are due later were reached by then.
        late: the goals whose day was over and that were not reached.
        share: the share of those due that were reached, in percent, two decimals. It does not apply where nothing was
            due, and is missing where there is no plan.
    """

    seedling: SeedlingId
    as_of: date
    due: int
    reached: int
    early: int
    late: tuple[DevelopmentGoal, ...]
    share: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingFigures:
    """The reserve cadres of a unit in numbers, on a day.

    Attributes:
        active: how many there are.
        mentored: how many of them have a mentor who holds a post.
        planned: how many of them have a plan.
        due: how many of their goals were due by then.
        reached: how many of those were reached by then.
    """

    active: int = 0
    mentored: int = 0
    planned: int = 0
    due: int = 0
    reached: int = 0

    def __add__(self, other: "SeedlingFigures") -> "SeedlingFigures":
        return SeedlingFigures(
            active=self.active + other.active,
            mentored=self.mentored + other.mentored,
            planned=self.planned + other.planned,
            due=self.due + other.due,
            reached=self.reached + other.reached,
        )

    @property
    def share(self) -> Reading:
        """The share of the goals due that were reached, in percent; it does not apply where nothing was due."""
        return share_of(self.reached, self.due)


def share_of(reached: int, due: int) -> Reading:
    """So many of so many, in percent with two decimals; not applicable where there was nothing to reach."""
    if not due:
        return NotApplicable(reason=NOTHING_DUE)
    return Value(number=rounded(Decimal(100 * reached) / due))
