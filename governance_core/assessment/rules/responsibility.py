"""Who may do something about a reserve cadre, and on which days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from governance_core.assessment.model import Seedling, SeedlingStatus
from governance_core.errors import (
    NamedPersonRequired,
    NotMentor,
    OutsideSeedlingPeriod,
    OwnSeedling,
    SeedlingNotActive,
)
from governance_core.values import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who does something about a reserve cadre, and when.

    Attributes:
        by: the person; None for a caller without a name.
        reviewing: whether they review the cadre's work by their office.
        today: the town's day.
        at: the instant of the act.
    """

    by: PersonId | None
    reviewing: bool
    today: date
    at: datetime


def refuse_ended(seedling: Seedling) -> None:
    """Refuse to add anything to a nomination that has ended.

    Raises:
        SeedlingNotActive: it has.
    """
    if seedling.status is not SeedlingStatus.ACTIVE:
        raise SeedlingNotActive(seedling=seedling.id, status=seedling.status.value, path=("seedling",))


def refuse_own(person: PersonId, by: PersonId | None, path: tuple[str, ...]) -> PersonId:
    """Who acts, who has a name and is not the cadre.

    Raises:
        NamedPersonRequired, OwnSeedling: they have none, or are.
    """
    if by is None:
        raise NamedPersonRequired
    if by == person:
        raise OwnSeedling(person=person, path=path)
    return by


def refuse_outsider(seedling: Seedling, acting: Acting) -> PersonId:
    """Who acts, who reviews the cadre's work or is responsible for them today.

    Raises:
        NamedPersonRequired, OwnSeedling: as for `refuse_own`.
        NotMentor: they are neither.
    """
    by = refuse_own(seedling.person, acting.by, ("seedling",))
    if not acting.reviewing and seedling.mentor_on(acting.today) != by:
        raise NotMentor(person=by, on=acting.today, path=("seedling",))
    return by


def refuse_before(seedling: Seedling, on: date, path: tuple[str, ...]) -> None:
    """Refuse a day before the nomination's first.

    Raises:
        OutsideSeedlingPeriod: it is one.
    """
    if on < seedling.period.start:
        raise outside(seedling, on, path)


def outside(seedling: Seedling, on: date, path: tuple[str, ...]) -> OutsideSeedlingPeriod:
    """That a day is none of the nomination's."""
    end = seedling.period.end
    last = None if end is None else end - timedelta(days=1)
    return OutsideSeedlingPeriod(on=on, start=seedling.period.start, end=last, path=path)
