"""What somebody was found able to do, and what is missing beside what their posts demand."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from governance_core.values import CompetenceId, FrameworkId, Period, PersonId, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedCompetence:
    """That somebody was found to be at a level of a competency on a day. Never edited: a later one counts instead.

    Attributes:
        id: its own key.
        framework: the framework whose scale was used, in one version.
        person: who was assessed.
        competency: in what, by code.
        level: the level found; 0 where it was not demonstrated.
        assessed_on: the day.
        basis: what the finding rests on.
        assessed_by: who assessed; None for the system.
        recorded_at: when it became known.
    """

    id: CompetenceId
    framework: FrameworkId
    person: PersonId
    competency: str
    level: int
    assessed_on: date
    basis: str
    assessed_by: PersonId | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A competency that somebody's posts demand, beside what they were found able to do.

    Attributes:
        person: who.
        competency: in what, by code.
        required: the highest level that one of the posts demands.
        post_kinds: the kinds of posts that demand the competency at all, by code, in order.
        weight: the highest weight that one of them gives it.
        reading: the level found; Missing where nobody has assessed it, which is no level of 0.
        size: how many levels are missing, 0 where none is; None where nobody has assessed it.
    """

    person: PersonId
    competency: str
    required: int
    post_kinds: tuple[str, ...]
    weight: Decimal
    reading: Reading
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldKind:
    """That somebody holds a post of a kind, by code, for a period."""

    kind: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Somebody's gaps on a day, and on the days after it on which they stay so unless something is recorded.

    Attributes:
        person: who.
        framework: the framework in force; None where there was none, and nothing can be said.
        as_of: the first day.
        holds_until: the first day of which nothing is said; None where nothing that is known will change anything.
        gaps: the gaps, in the order of the framework.
    """

    person: PersonId
    framework: FrameworkId | None
    as_of: date
    holds_until: date | None
    gaps: tuple[Gap, ...]
