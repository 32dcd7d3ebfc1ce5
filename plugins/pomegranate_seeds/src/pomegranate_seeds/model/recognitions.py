"""The village and how it has set the practice; its households, nominated and recognised."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from governance_core.history import History
from governance_core.values import PersonId, UnitId

NominationId = NewType("NominationId", str)
RecognitionId = NewType("RecognitionId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """How a village that has adopted the practice has set it for a day.

    Attributes:
        village: the village or community.
        criteria: what makes a household a Five-Good Civilised Household.
        criteria_required: how many of them it has to meet.
        term_months: for how many months it is recognised.
        households_per_officer: how many households a liaison officer may cover at a time.
        answer_days: within how many calendar days a matter is to be answered.
    """

    village: UnitId
    criteria: tuple[str, ...]
    criteria_required: int
    term_months: int
    households_per_officer: int
    answer_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A unit that is taken for a household, as the organisation knows it on the day of an act.

    Attributes:
        unit: the unit.
        kind: the code of its kind.
        village: the village or community it lies in; None where it lies in none.
    """

    unit: UnitId
    kind: str
    village: UnitId | None


class NominationStatus(StrEnum):
    """Where a nomination stands."""

    WAITING = "waiting"
    RECOGNISED = "recognised"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """That a household has been put forward as a Five-Good Civilised Household (五好文明户).

    Attributes:
        id: its own key.
        village: the village that decides.
        household: the household.
        criteria_met: the criteria that the nominator found met, in the words of that day.
        nominated_on: the day of the nomination.
        nominated_by: who nominated it; None for the system.
        nominated_at: when that became known.
        status: where it stands.
        decided_by: who recognised or declined it.
        decided_at: when.
        reason: why it was declined.
    """

    id: NominationId
    village: UnitId
    household: UnitId
    criteria_met: tuple[str, ...]
    nominated_on: date
    nominated_by: PersonId | None
    nominated_at: datetime
    status: NominationStatus = NominationStatus.WAITING
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionState:
    """What is dated of a recognition: the criteria on which it rests."""

    criteria_met: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That a recognition was withdrawn before its term was over.

    Attributes:
        on: the first day without it.
        reason: why.
        decided_by: who withdrew it; None for the system.
        decided_at: when.
    """

    on: date
    reason: str
    decided_by: PersonId | None
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """That a household is a Five-Good Civilised Household, on the days on which it has a state: its term.

    Attributes:
        id: its own key.
        nomination: the nomination it answers.
        village: the village that recognised it.
        household: the household.
        states: its term, which lapses by itself or ends with a withdrawal.
        withdrawal: the withdrawal, where there was one.
    """

    id: RecognitionId
    nomination: NominationId
    village: UnitId
    household: UnitId
    states: History[RecognitionState]
    withdrawal: Withdrawal | None = None
