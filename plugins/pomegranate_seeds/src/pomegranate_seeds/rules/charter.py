"""What every act of the practice asks first: how the village has set it, whose household it is, and which day."""

import calendar
from datetime import date, datetime

from governance_core.errors import AdoptionNotRunning
from governance_core.practices import Adoption
from governance_core.values import UnitId
from pomegranate_seeds.errors import DayInFuture, DayTooEarly, NotAHousehold, OtherVillage
from pomegranate_seeds.model import Charter, Household

HOUSEHOLD = "household"
MONTHS = 12


def charter_on(adoption: Adoption, day: date, known_at: datetime | None = None) -> Charter:
    """How a village had set the practice for a day, as known at an instant (None: now).

    Raises:
        AdoptionNotRunning: it had not adopted the practice on that day.
    """
    state = adoption.states.at(day, known_at)
    if state is None:
        raise AdoptionNotRunning(adoption=adoption.id, on=day, path=("on",))
    return Charter(
        village=adoption.unit,
        criteria=state.settings.texts("criteria"),
        criteria_required=state.settings.whole("criteria_required"),
        term_months=state.settings.whole("term_months"),
        households_per_officer=state.settings.whole("households_per_officer"),
        answer_days=state.settings.whole("answer_days"),
    )


def refuse_stranger(household: Household, village: UnitId, path: tuple[str, ...] = ("household",)) -> None:
    """Refuse what is no household of the village.

    Raises:
        NotAHousehold: it is a unit of another kind.
        OtherVillage: it lies elsewhere.
    """
    if household.kind != HOUSEHOLD:
        raise NotAHousehold(unit=household.unit, kind=household.kind, path=path)
    if household.village != village:
        raise OtherVillage(household=household.unit, village=village, path=path)


def refuse_day(on: date, *, today: date, earliest: date | None = None, path: tuple[str, ...] = ("on",)) -> None:
    """Refuse a day that is still to come, or lies before the step that has to come first.

    Raises:
        DayInFuture: it is after today.
        DayTooEarly: it is before `earliest`.
    """
    if on > today:
        raise DayInFuture(on=on, today=today, path=path)
    if earliest is not None and on < earliest:
        raise DayTooEarly(on=on, earliest=earliest, path=path)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
