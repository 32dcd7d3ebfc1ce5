"""How a member of a recognised household becomes a liaison officer, and which households they cover."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import Blank, Duplicate, InputFault, refuse_faults
from governance_core.events import DomainEvent, Outcome
from governance_core.history import History, recorded
from governance_core.values import Period, PersonId, UnitId
from pomegranate_seeds.errors import (
    AlreadyCovered,
    AlreadyServing,
    NotAMember,
    NotCovered,
    NotRecognised,
    NotServing,
    OtherVillage,
    TooManyHouseholds,
)
from pomegranate_seeds.events import CoverageEnded, HouseholdCovered, LiaisonOfficerAppointed, LiaisonServiceEnded
from pomegranate_seeds.model import (
    Charter,
    Household,
    HouseholdCoverage,
    Liaison,
    LiaisonOfficer,
    OfficerId,
    Recognition,
)
from pomegranate_seeds.rules.charter import refuse_stranger


def appoint_liaison_officer(
    *,
    id: OfficerId,  # noqa: A002 -- the field's name
    person: PersonId,
    residence: UnitId | None,
    recognition: Recognition,
    on: date,
    charter: Charter,
    recorded_at: datetime,
    households: Sequence[Household] = (),
    services: Iterable[LiaisonOfficer] = (),
    coverages: Iterable[HouseholdCoverage] = (),
) -> Outcome[Liaison]:
    """A member of a recognised household becomes a liaison officer, for as long as the recognition lasts.

    Args:
        id: the key of the appointment.
        person: who is appointed.
        residence: the household in which the person lives on that day; None where that is not known.
        recognition: the recognition of that household.
        on: the first day of service.
        charter: how the village has set the practice for that day.
        recorded_at: the instant of the act.
        households: the households to be covered from that day on; more may follow.
        services: every other appointment of the person as an officer.
        coverages: what is known of who covers those households; none is needed where nothing is.

    Returns:
        The officer, and the coverage of each of the households, in their order.

    Raises:
        OtherVillage: the recognition is not the village's.
        NotRecognised: the household is not recognised on that day.
        NotAMember: the person lives elsewhere.
        AlreadyServing: the person serves as an officer on some of the days.
        InputFault, NotAHousehold, OtherVillage, AlreadyCovered, TooManyHouseholds: as for `cover_households`.
    """
    if recognition.village != charter.village:
        raise OtherVillage(household=recognition.household, village=charter.village, path=("recognition",))
    term = recognition.states.version_at(on)
    if term is None:
        raise NotRecognised(household=recognition.household, on=on, path=("on",))
    if residence != recognition.household:
        raise NotAMember(person=person, household=recognition.household, on=on, path=("person",))
    period = Period(start=on, end=term.period.end)
    for other in services:
        if other.person == person and other.service.within(period):
            raise AlreadyServing(person=person, officer=other.id, path=("person",))
    officer = LiaisonOfficer(
        id=id,
        village=charter.village,
        person=person,
        household=recognition.household,
        service=recorded(History(), value=recognition.id, period=period, recorded_at=recorded_at),
    )
    appointed = LiaisonOfficerAppointed(
        effective_on=on,
        village=charter.village,
        household=recognition.household,
        officer=id,
        person=person,
        recognition=recognition.id,
        until=period.end,
    )
    covered = _covered(officer, households, period, charter, recorded_at, coverages)
    return Outcome(state=Liaison(officer=officer, coverages=covered.state), events=(appointed, *covered.events))


def cover_households(
    officer: LiaisonOfficer,
    *,
    households: Sequence[Household],
    on: date,
    charter: Charter,
    recorded_at: datetime,
    coverages: Iterable[HouseholdCoverage],
) -> Outcome[tuple[HouseholdCoverage, ...]]:
    """An officer covers more households from a day on, for as long as their service lasts.

    Args:
        officer: the officer.
        households: the households, one or more.
        on: the first day.
        charter: how the village has set the practice for that day.
        recorded_at: the instant of the act.
        coverages: what is known of who covers those households, and every household that the officer covers.

    Returns:
        The coverage of each of the households, in their order.

    Raises:
        Blank, Duplicate, InvalidInput: no household is named, or one twice.
        NotServing: the officer does not serve on that day.
        NotAHousehold, OtherVillage: one is no household of the village.
        AlreadyCovered: one is covered on some of the days already.
        TooManyHouseholds: the officer would cover too many on some day.
    """
    if not households:
        raise Blank(path=("households",))
    term = officer.service.version_at(on)
    if term is None:
        raise NotServing(officer=officer.id, on=on, path=("on",))
    return _covered(officer, households, Period(start=on, end=term.period.end), charter, recorded_at, coverages)


def end_coverage(
    officer: LiaisonOfficer, coverage: HouseholdCoverage, *, on: date, recorded_at: datetime
) -> Outcome[HouseholdCoverage]:
    """An officer does not cover a household any more from a day on.

    Raises:
        NotCovered: they do not on that day.
    """
    if coverage.officers.at(on) != officer.id:
        raise NotCovered(officer=officer.id, household=coverage.household, on=on, path=("on",))
    happened = CoverageEnded(effective_on=on, village=officer.village, household=coverage.household, officer=officer.id)
    return Outcome(state=_without(coverage, officer.id, on, recorded_at), events=(happened,))


def end_service(
    officer: LiaisonOfficer, *, on: date, recorded_at: datetime, coverages: Iterable[HouseholdCoverage]
) -> Outcome[Liaison]:
    """An officer does not serve any more from a day on, and covers nobody.

    Args:
        officer: the officer.
        on: the first day without the service.
        recorded_at: the instant of the act.
        coverages: the coverage of every household that the officer covers on that day or later.

    Raises:
        NotServing: the officer does not serve on that day.
    """
    if officer.service.at(on) is None:
        raise NotServing(officer=officer.id, on=on, path=("on",))
    return service_ended(officer, coverages, on, recorded_at)


def service_ended(
    officer: LiaisonOfficer, coverages: Iterable[HouseholdCoverage], on: date, recorded_at: datetime
) -> Outcome[Liaison]:
    """An officer without service and coverage from a day on; only coverages that this changes are returned."""
    service = recorded(officer.service, value=None, period=Period(start=on), recorded_at=recorded_at)
    happened: list[DomainEvent] = [
        LiaisonServiceEnded(
            effective_on=on,
            village=officer.village,
            household=officer.household,
            officer=officer.id,
            person=officer.person,
        )
    ]
    ended: list[HouseholdCoverage] = []
    for coverage in coverages:
        without = _without(coverage, officer.id, on, recorded_at)
        if without is not coverage:
            ended.append(without)
            happened.append(
                CoverageEnded(
                    effective_on=on, village=officer.village, household=coverage.household, officer=officer.id
                )
            )
    state = Liaison(officer=replace(officer, service=service), coverages=tuple(ended))
    return Outcome(state=state, events=tuple(happened))


def _covered(
    officer: LiaisonOfficer,
    households: Sequence[Household],
    period: Period,
    charter: Charter,
    recorded_at: datetime,
    coverages: Iterable[HouseholdCoverage],
) -> Outcome[tuple[HouseholdCoverage, ...]]:
    refuse_faults(_twin_faults([household.unit for household in households]))
    known = {coverage.household: coverage for coverage in coverages}
    for place, household in enumerate(households):
        path = ("households", str(place))
        refuse_stranger(household, charter.village, path)
        before = known.get(household.unit, HouseholdCoverage(household=household.unit, officers=History()))
        for version in before.officers.within(period):
            first = max(version.period.start, period.start)
            raise AlreadyCovered(household=household.unit, officer=version.value, on=first, path=path)
        officers = recorded(before.officers, value=officer.id, period=period, recorded_at=recorded_at)
        known[household.unit] = replace(before, officers=officers)
    _refuse_too_many(officer.id, tuple(known.values()), period, charter.households_per_officer)
    happened = tuple(
        HouseholdCovered(
            effective_on=period.start,
            village=officer.village,
            household=household.unit,
            officer=officer.id,
            until=period.end,
        )
        for household in households
    )
    return Outcome(state=tuple(known[household.unit] for household in households), events=happened)


def _refuse_too_many(officer: OfficerId, coverages: Sequence[HouseholdCoverage], period: Period, most: int) -> None:
    """Refuse a load that is too heavy on some day; it can only grow on the first day of a coverage."""
    starts = {version.period.start for coverage in coverages for version in coverage.officers.within(period)}
    for day in sorted({period.start, *(start for start in starts if start in period)}):
        count = sum(coverage.officers.at(day) == officer for coverage in coverages)
        if count > most:
            raise TooManyHouseholds(officer=officer, count=count, most=most, on=day, path=("households",))


def _without(coverage: HouseholdCoverage, officer: OfficerId, on: date, recorded_at: datetime) -> HouseholdCoverage:
    """A coverage without one officer's days from a day on; days of another officer stay as they are known."""
    officers = coverage.officers
    for version in coverage.officers.since(on):
        days = version.period.intersection(Period(start=on))
        if version.value == officer and days is not None:
            officers = recorded(officers, value=None, period=days, recorded_at=recorded_at)
    return coverage if officers is coverage.officers else replace(coverage, officers=officers)


def _twin_faults(units: Sequence[UnitId]) -> list[InputFault]:
    twins = [unit for unit in dict.fromkeys(units) if units.count(unit) > 1]
    return [Duplicate(value=unit, path=("households",)) for unit in twins]
