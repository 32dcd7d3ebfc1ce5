"""How officers visit the households they cover."""

from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import refuse_faults
from governance_core.events import Outcome
from governance_core.values import PersonId
from governance_core.wording import text_faults
from pomegranate_seeds.errors import NotCovered, RetractedVisit
from pomegranate_seeds.events import VisitRecorded, VisitRetracted
from pomegranate_seeds.model import HouseholdCoverage, LiaisonOfficer, Mistake, Visit, VisitId
from pomegranate_seeds.rules.charter import refuse_day

LONGEST_REASON = 2000


def record_visit(
    *,
    id: VisitId,  # noqa: A002 -- the field's name
    officer: LiaisonOfficer,
    coverage: HouseholdCoverage,
    on: date,
    today: date,
    recorded_by: PersonId | None,
    recorded_at: datetime,
) -> Outcome[Visit]:
    """An officer has visited a household they cover.

    Args:
        id: the visit's key.
        officer: who visited.
        coverage: who covers the household that was visited.
        on: the day of the visit, not after today.
        today: the town's day at the instant of the act.
        recorded_by: who records it; None for the system.
        recorded_at: the instant of the act.

    Raises:
        DayInFuture: the day is still to come.
        NotCovered: the officer did not cover the household on that day.
    """
    refuse_day(on, today=today)
    if coverage.officers.at(on) != officer.id:
        raise NotCovered(officer=officer.id, household=coverage.household, on=on, path=("household",))
    visit = Visit(
        id=id,
        village=officer.village,
        officer=officer.id,
        household=coverage.household,
        visited_on=on,
        recorded_by=recorded_by,
        recorded_at=recorded_at,
    )
    happened = VisitRecorded(
        effective_on=on, village=visit.village, household=visit.household, visit=id, officer=officer.id
    )
    return Outcome(state=visit, events=(happened,))


def retract_visit(visit: Visit, *, reason: str, said_by: PersonId | None, recorded_at: datetime) -> Outcome[Visit]:
    """A visit had been recorded by mistake, for a reason of at most 2,000 characters. Matters voiced at it stay.

    Raises:
        Blank, TooLong: the reason says nothing or too much.
        RetractedVisit: it has been said before.
    """
    refuse_faults(text_faults(reason, LONGEST_REASON, ("reason",)))
    if visit.mistake is not None:
        raise RetractedVisit(visit=visit.id, path=("visit",))
    happened = VisitRetracted(
        effective_on=visit.visited_on,
        village=visit.village,
        household=visit.household,
        visit=visit.id,
        officer=visit.officer,
    )
    mistake = Mistake(reason=reason, said_by=said_by, said_at=recorded_at)
    return Outcome(state=replace(visit, mistake=mistake), events=(happened,))
