"""Whether an indicator is where it should be by a day, and what would bring it further."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from governance_core.values import Reading, Text


class Light(StrEnum):
    """How actual progress stands to what is expected by a day."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Cause(StrEnum):
    """Why a light is what it is.

    ON_TRACK: enough of what is expected. EARLY: service has only begun. BEHIND: too little of what is expected.
    UNREPORTED: nothing verified yet, though something is expected. UNREAD: what it is derived from has no reading yet.
    DUE_SOON: a milestone is due in a few days and is not reached. OVERDUE: a milestone's day has gone. DEDUCTED: points
    were taken off. VETOED: what must not happen has.
    """

    ON_TRACK = "on-track"
    EARLY = "early"
    BEHIND = "behind"
    UNREPORTED = "unreported"
    UNREAD = "unread"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    DEDUCTED = "deducted"
    VETOED = "vetoed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where an indicator stands on a day.

    Attributes:
        indicator: its code.
        title: what it is called.
        light: green, amber or red; None where it does not apply, or where nothing is expected by any day.
        cause: why.
        reading: what was read.
        expected: what should be read by now, where there is such a thing.
        unit: the unit of both.
        share: how far it is of what is expected by now, in percent; two decimals.
        milestone: the milestone that is due soon or overdue, by its code.
        due_on: the day on which that is due.
    """

    indicator: str
    title: Text
    light: Light | None
    cause: Cause
    reading: Reading
    expected: Decimal | None = None
    unit: Text | None = None
    share: Decimal
    milestone: str | None = None
    due_on: date | None = None


class Means(StrEnum):
    """What would raise a score: a milestone reached, more of a quantity, another level of it, or points."""

    MILESTONE = "milestone"
    AMOUNT = "amount"
    LEVEL = "level"
    POINTS = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """Something that would raise a score, all else staying as it is.

    Attributes:
        indicator: the code of the indicator it is about.
        title: what that is called.
        means: what it is.
        milestone: the milestone to be reached, by its code, where it is one.
        amount: how much more, to which level, or how many points more.
        unit: the unit of that.
        by: the day by which it is done, and on which the scores are compared.
        gain: by how much the score is higher on that day; six decimals.
    """

    indicator: str
    title: Text
    means: Means
    milestone: str | None = None
    amount: Decimal | None = None
    unit: Text | None = None
    by: date
    gain: Decimal
