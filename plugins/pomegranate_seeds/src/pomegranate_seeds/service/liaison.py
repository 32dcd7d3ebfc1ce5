"""Officers: appointing them, the households they cover, and their visits."""

from collections.abc import Sequence
from datetime import date

from governance_core.history import History
from governance_core.values import PersonId, UnitId
from graphql_api.plugin import Begin, Work, require_person, residence_of
from pomegranate_seeds.model import HouseholdCoverage, LiaisonOfficer, OfficerId, VisitId
from pomegranate_seeds.queries import require_officer, require_recognition, require_visit
from pomegranate_seeds.rules import (
    appoint_liaison_officer,
    cover_households,
    end_coverage,
    end_service,
    record_visit,
    retract_visit,
)
from pomegranate_seeds.service.acting import charter_of, households_on, opened
from pomegranate_seeds.tables.liaison import (
    add_visit,
    load_coverages,
    load_officers,
    store_coverages,
    store_liaison,
    store_mistake,
)


async def appoint(begin: Begin, *, recognition: str, person: str, households: Sequence[str], on: date) -> OfficerId:
    """A member of a recognised household becomes a liaison officer."""
    async with opened(begin, "appoint_officer", subject=recognition, person=person, on=on) as work:
        basis = await require_recognition(work, recognition)
        await require_person(work, person, on, path=("person",))
        known = await load_coverages(household_id__in=households)
        outcome = appoint_liaison_officer(
            id=OfficerId(work.new_id()),
            person=PersonId(person),
            residence=_unit(await residence_of(person, on)),
            recognition=basis,
            on=on,
            charter=await charter_of(work, basis.village, on, ("recognition",)),
            recorded_at=work.now,
            households=await households_on(work, households, on),
            services=await load_officers(person_id=person),
            coverages=known,
        )
        await store_liaison(None, known, outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.officer.id


async def cover(begin: Begin, *, officer: str, households: Sequence[str], on: date) -> OfficerId:
    """An officer covers more households."""
    async with opened(begin, "cover_households", subject=officer, households=households, on=on) as work:
        before = await require_officer(work, officer)
        known = {one.household: one for one in await _coverages(before)}
        known |= {one.household: one for one in await load_coverages(household_id__in=households)}
        outcome = cover_households(
            before,
            households=await households_on(work, households, on),
            on=on,
            charter=await charter_of(work, before.village, on, ("officer",)),
            recorded_at=work.now,
            coverages=known.values(),
        )
        await store_coverages(known.values(), outcome.state, before.village, work.entry_id)
        work.record(outcome.events)
        return before.id


async def uncover(begin: Begin, *, officer: str, household: str, on: date) -> OfficerId:
    """An officer covers a household no more."""
    async with opened(begin, "end_coverage", subject=officer, household=household, on=on) as work:
        before = await require_officer(work, officer)
        await end_coverage_of(work, before, household, on)
        return before.id


async def end(begin: Begin, *, officer: str, on: date) -> OfficerId:
    """An officer serves no more."""
    async with opened(begin, "end_service", subject=officer, on=on) as work:
        before = await require_officer(work, officer)
        known = await _coverages(before)
        outcome = end_service(before, on=on, recorded_at=work.now, coverages=known)
        await store_liaison(before, known, outcome.state, work.entry_id)
        work.record(outcome.events)
        return before.id


async def visited(begin: Begin, *, officer: str, household: str, on: date) -> VisitId:
    """An officer has visited a household they cover."""
    async with opened(begin, "record_visit", subject=officer, household=household, on=on) as work:
        serving = await require_officer(work, officer)
        await charter_of(work, serving.village, on, ("officer",))
        outcome = record_visit(
            id=VisitId(work.new_id()),
            officer=serving,
            coverage=await _coverage(household),
            on=on,
            today=work.today,
            recorded_by=work.person,
            recorded_at=work.now,
        )
        await add_visit(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def retract(begin: Begin, *, visit: str, reason: str) -> VisitId:
    """A visit had been recorded by mistake."""
    async with opened(begin, "retract_visit", subject=visit) as work:
        before = await require_visit(work, visit)
        outcome = retract_visit(before, reason=reason, said_by=work.person, recorded_at=work.now)
        await store_mistake(outcome.state)
        work.record(outcome.events)
        return outcome.state.id


async def end_coverage_of(work: Work, officer: LiaisonOfficer, household: str, on: date) -> None:
    """Inside an act: an officer covers a household no more."""
    before = await _coverage(household)
    outcome = end_coverage(officer, before, on=on, recorded_at=work.now)
    await store_coverages([before], [outcome.state], officer.village, work.entry_id)
    work.record(outcome.events)


async def _coverage(household: str) -> HouseholdCoverage:
    found = await load_coverages(household_id=household)
    return found[0] if found else HouseholdCoverage(household=UnitId(household), officers=History())


async def _coverages(officer: LiaisonOfficer) -> tuple[HouseholdCoverage, ...]:
    return await load_coverages(officer_id=officer.id)


def _unit(key: str | None) -> UnitId | None:
    return None if key is None else UnitId(key)
