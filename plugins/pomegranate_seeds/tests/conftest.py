"""A synthetic village that has adopted the practice, and what has happened in it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from governance_core.practices import Adoption, adopt_practice
from governance_core.values import AdoptionId, Period, PersonId, UnitId
from pomegranate_seeds import (
    FIVE_GOODS,
    MANIFEST,
    Charter,
    Household,
    HouseholdCoverage,
    Liaison,
    Nomination,
    NominationId,
    OfficerId,
    Recognition,
    RecognitionId,
    appoint_liaison_officer,
    charter_on,
    nominate_household,
    recognise_household,
)

JULY = date(2020, 7, 1)
VILLAGE = UnitId("village")


class Village:
    """The village's acts with everything said that a test does not care about; each act is a minute after the last."""

    def __init__(self) -> None:
        self.minutes = 0

    def now(self) -> datetime:
        """The instant of the next act."""
        self.minutes += 1
        return datetime(2020, 7, 1, tzinfo=UTC) + timedelta(minutes=self.minutes)

    def adopted(self, **settings: Any) -> Adoption:
        """An adoption of the practice by the village, from January on."""
        return adopt_practice(
            id=AdoptionId("adoption"),
            manifest=MANIFEST,
            unit=VILLAGE,
            unit_kind="village",
            period=Period(start=date(2020, 1, 1)),
            settings=settings,
            recorded_at=self.now(),
        ).state

    def charter(self, day: date = JULY, **settings: Any) -> Charter:
        """How the village has set the practice."""
        return charter_on(self.adopted(**settings), day)

    def household(self, key: str = "house") -> Household:
        """A household of the village."""
        return Household(unit=UnitId(key), kind="household", village=VILLAGE)

    def nominated(self, key: str = "house", on: date = JULY, **more: Any) -> Nomination:
        """A household nominated with all five goods."""
        facts: dict[str, Any] = {"criteria_met": FIVE_GOODS, "today": on, "charter": self.charter()}
        return nominate_household(
            id=NominationId(f"nomination-{key}-{on}"),
            household=self.household(key),
            on=on,
            nominated_by=None,
            recorded_at=self.now(),
            **(facts | more),
        ).state

    def recognised(self, key: str = "house", on: date = JULY, **more: Any) -> Recognition:
        """A household recognised on the day of its nomination."""
        facts: dict[str, Any] = {"charter": self.charter()}
        return recognise_household(
            self.nominated(key, on),
            id=RecognitionId(f"recognition-{key}-{on}"),
            on=on,
            decided_by=None,
            recorded_at=self.now(),
            **(facts | more),
        ).state[1]

    def appointed(self, recognition: Recognition, *covers: str, on: date = JULY, **more: Any) -> Liaison:
        """A member of a recognised household as an officer."""
        facts: dict[str, Any] = {"person": PersonId("member"), "charter": self.charter()}
        facts["residence"] = recognition.household
        return appoint_liaison_officer(
            id=OfficerId(f"officer-{recognition.household}-{on}"),
            recognition=recognition,
            on=on,
            households=[self.household(key) for key in covers],
            recorded_at=self.now(),
            **(facts | more),
        ).state


@pytest.fixture(scope="session")
def village() -> Village:
    """The village. It keeps nothing but the time, which only goes on."""
    return Village()


@pytest.fixture
def recognition(village: Village) -> Recognition:
    """A household of the village, recognised from July on."""
    return village.recognised()


@pytest.fixture
def liaison(village: Village, recognition: Recognition) -> Liaison:
    """An officer from the recognised household who covers two others."""
    return village.appointed(recognition, "near", "far")


@pytest.fixture
def near(liaison: Liaison) -> HouseholdCoverage:
    """The coverage of one of the two."""
    return liaison.coverages[0]
