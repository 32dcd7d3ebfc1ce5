"""Liaison officers, the households they cover, and their visits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from governance_core.history import History
from governance_core.values import PersonId, UnitId
from pomegranate_seeds.model.recognitions import Recognition, RecognitionId

OfficerId = NewType("OfficerId", str)
VisitId = NewType("VisitId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonOfficer:
    """A liaison officer of feeling between Party and people (党群思想感情联络员).

    Attributes:
        id: the key of this appointment.
        village: the village.
        person: who serves.
        household: the recognised household they live in.
        service: the days of service, each with the recognition on which it rests.
    """

    id: OfficerId
    village: UnitId
    person: PersonId
    household: UnitId
    service: History[RecognitionId]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCoverage:
    """Which officer covers a household, on which days. There is one of these a household, so never two officers."""

    household: UnitId
    officers: History[OfficerId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Liaison:
    """An officer, and the coverage of the households an act has touched."""

    officer: LiaisonOfficer
    coverages: tuple[HouseholdCoverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnRecognition:
    """A recognition that was withdrawn, and the service of its household's officers that ended with it."""

    recognition: Recognition
    liaisons: tuple[Liaison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """That something had been recorded by mistake: why, and who said so when."""

    reason: str
    said_by: PersonId | None
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """That an officer visited a household they cover.

    Attributes:
        id: its own key.
        village: the village.
        officer: who visited.
        household: who was visited.
        visited_on: the day.
        recorded_by: who recorded it; None for the system.
        recorded_at: when it became known.
        mistake: that it had been recorded by mistake, where it had.
    """

    id: VisitId
    village: UnitId
    officer: OfficerId
    household: UnitId
    visited_on: date
    recorded_by: PersonId | None
    recorded_at: datetime
    mistake: Mistake | None = None
