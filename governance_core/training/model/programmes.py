"""Training programmes and the sessions in which they are held."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.values import PersonId, PlanId, Reading, SessionId, Text, UnitId


class Format(StrEnum):
    """How training is given: 集中培训, 送课下村, 专题宣讲, 进程式战训法."""

    CONCENTRATED = "concentrated"
    VILLAGE_COURSE = "village-course"
    TOPICAL_TALK = "topical-talk"
    IN_PROCESS = "in-process"


class Audience(StrEnum):
    """Whom training is for: cadres of villages and of cooperatives, Party members, and two kinds of representatives."""

    VILLAGE_CADRES = "village-cadres"
    COOPERATIVE_CADRES = "cooperative-cadres"
    PARTY_MEMBERS = "party-members"
    REPRESENTATIVES = "representatives"
    SHAREHOLDER_REPRESENTATIVES = "shareholder-representatives"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningOutcome:
    """Whoever is at least at `from_level` of a competency, and takes part, reaches `to_level`."""

    competency: str
    to_level: int
    from_level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A training programme.

    Attributes:
        code: its code.
        title: what it is called.
        format: how it is given.
        hours: how long one session takes.
        seats: how many can take part in one.
        outcomes: what they learn.
        audiences: whom it is for.
        contributed_by: the id of the practice that offers it; None for the town's own.
    """

    code: str
    title: Text
    format: Format
    hours: Decimal
    seats: int
    outcomes: tuple[LearningOutcome, ...]
    audiences: tuple[Audience, ...]
    contributed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSession:
    """That a programme was held.

    Attributes:
        id: its own key.
        programme: the programme, by code.
        unit: where, or for whose people.
        held_on: the day.
        hours: how long it took.
        participants: who took part, in order of their keys.
        plan: the plan it fulfils, where there is one.
        recorded_by: who recorded it; None for the system.
        recorded_at: when it became known.
    """

    id: SessionId
    programme: str
    unit: UnitId
    held_on: date
    hours: Decimal
    participants: tuple[PersonId, ...]
    plan: PlanId | None
    recorded_by: PersonId | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far training has reached an audience.

    Attributes:
        audience: the audience.
        members: how many people belong to it.
        reached: how many of them took part in at least one session.
        hours: the sum of the hours they took part for.
        share: `reached` of `members` in percent, two decimals; not applicable to an audience of nobody.
        mean_hours: the mean of hours over all members, two decimals; not applicable to an audience of nobody.
    """

    audience: Audience
    members: int
    reached: int
    hours: Decimal
    share: Reading
    mean_hours: Reading
