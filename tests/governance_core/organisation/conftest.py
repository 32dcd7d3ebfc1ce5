"""Units, people, posts and appointments, with everything said that a test does not care about."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from governance_core.organisation import (
    STANDARD_KINDS,
    STANDARD_POSTS,
    Appointment,
    AppointmentBasis,
    PartTimeGround,
    Person,
    Post,
    Unit,
    appoint,
    establish,
    open_post,
    register_person,
)
from governance_core.values import AppointmentId, Period, PersonId, PostId, Text, UnitId

NEW_YEAR = date(2020, 1, 1)
YEAR = Period(start=NEW_YEAR, end=date(2021, 1, 1))


class Make:
    """Makes things that are there from 2020 on, recorded at the beginning of its first day."""

    def at(self, hour: int) -> datetime:
        """An instant so many hours into 2020."""
        return datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hour)

    def unit(self, key: str, kind: str, parent: Unit | None = None, area: Unit | None = None, **more: Any) -> Unit:
        """A unit, called by its key."""
        facts = {"on": NEW_YEAR, "name": Text(zh=key)} | more
        return establish(
            id=UnitId(key), kind=kind, recorded_at=self.at(0), kinds=STANDARD_KINDS, parent=parent, area=area, **facts
        ).state

    def person(self, key: str) -> Person:
        """A synthetic person."""
        return register_person(id=PersonId(key), name=f"合成{key}", on=NEW_YEAR, recorded_at=self.at(0)).state

    def post(self, unit: Unit, kind: str, seats: int = 1) -> Post:
        """A post of a unit."""
        return open_post(
            id=PostId(f"{unit.id}-{kind}"),
            unit=unit,
            kind=kind,
            on=NEW_YEAR,
            recorded_at=self.at(0),
            post_kinds=STANDARD_POSTS,
            seats=seats,
        ).state

    def appointed(
        self,
        key: str,
        person: Person,
        post: Post,
        basis: AppointmentBasis = AppointmentBasis.SUBSTANTIVE,
        period: Period = YEAR,
        of_person: tuple[Appointment, ...] = (),
        of_post: tuple[Appointment, ...] = (),
        ground: PartTimeGround | None = None,
    ) -> Appointment:
        """An appointment for 2020, recorded an hour later."""
        return appoint(
            id=AppointmentId(key),
            person=person,
            post=post,
            basis=basis,
            period=period,
            recorded_at=self.at(1),
            of_person=of_person,
            of_post=of_post,
            ground=ground,
        ).state


@pytest.fixture(scope="session")
def make() -> Make:
    """The maker; it keeps nothing."""
    return Make()
