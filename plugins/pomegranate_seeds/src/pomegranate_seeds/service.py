"""The use cases of the practice: load what the decision needs, let the rules decide, store what they return."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date

from governance_core.errors import NotFound
from governance_core.events import Outcome
from governance_core.history import History
from governance_core.values import PersonId, PostId, UnitId
from graphql_api.plugin import (
    LEADING_ROLES,
    WORKING_ROLES,
    Begin,
    PracticeInactive,
    Work,
    lineages_on,
    require_active,
    require_person,
    require_post,
    require_unit,
    residence_of,
    visible_units,
)
from pomegranate_seeds.manifest import MANIFEST
from pomegranate_seeds.model import (
    Charter,
    Household,
    HouseholdCoverage,
    LiaisonOfficer,
    Matter,
    MatterId,
    MatterKind,
    NominationId,
    OfficerId,
    Recognition,
    RecognitionId,
    VisitId,
)
from pomegranate_seeds.queries import (
    require_matter,
    require_nomination,
    require_officer,
    require_recognition,
    require_visit,
)
from pomegranate_seeds.rules import (
    answer_matter,
    appoint_liaison_officer,
    charter_on,
    cover_households,
    decline_nomination,
    end_coverage,
    end_service,
    nominate_household,
    raise_matter,
    recognise_household,
    record_visit,
    retract_visit,
    return_matter,
    route_matter,
    withdraw_recognition,
)
from pomegranate_seeds.tables import NominationRow
from pomegranate_seeds.tables.households import (
    add_nomination,
    load_recognitions,
    nomination_of,
    store_decision,
    store_recognition,
)
from pomegranate_seeds.tables.liaison import (
    add_visit,
    load_coverages,
    load_officers,
    store_coverages,
    store_liaison,
    store_mistake,
)
from pomegranate_seeds.tables.matters import add_matter, store_progress

SLUG = MANIFEST.id
PERMISSIONS = {
    f"{SLUG}.nominate_household": WORKING_ROLES,
    f"{SLUG}.decline_nomination": LEADING_ROLES,
    f"{SLUG}.recognise_household": LEADING_ROLES,
    f"{SLUG}.withdraw_recognition": LEADING_ROLES,
    f"{SLUG}.appoint_officer": LEADING_ROLES,
    f"{SLUG}.cover_households": LEADING_ROLES,
    f"{SLUG}.end_coverage": LEADING_ROLES,
    f"{SLUG}.end_service": LEADING_ROLES,
    f"{SLUG}.record_visit": WORKING_ROLES,
    f"{SLUG}.retract_visit": WORKING_ROLES,
    f"{SLUG}.raise_matter": WORKING_ROLES,
    f"{SLUG}.route_matter": LEADING_ROLES,
    f"{SLUG}.return_matter": WORKING_ROLES,
    f"{SLUG}.answer_matter": WORKING_ROLES,
}


@asynccontextmanager
async def _opened(begin: Begin, act: str, *, subject: str, **detail: object) -> AsyncIterator[Work]:
    """The unit of work of an act. Acts of the practice wait for each other, so that no two rest on the same state."""
    async with begin(f"{SLUG}.{act}", subject=subject, **detail) as work:
        await work.alone(SLUG)
        yield work


async def nominate(begin: Begin, *, household: str, criteria_met: Sequence[str], on: date) -> NominationId:
    """A household is put forward."""
    async with _opened(begin, "nominate_household", subject=household, on=on) as work:
        put_forward = await _household(work, household, on)
        outcome = nominate_household(
            id=NominationId(work.new_id()),
            household=put_forward,
            criteria_met=criteria_met,
            on=on,
            today=work.today,
            charter=await _charter_of_household(work, put_forward, on),
            nominated_by=work.person,
            recorded_at=work.now,
            others=[nomination_of(row) for row in await NominationRow.filter(household_id=household)],
        )
        await add_nomination(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def decline(begin: Begin, *, nomination: str, reason: str, on: date) -> NominationId:
    """A nomination is declined."""
    async with _opened(begin, "decline_nomination", subject=nomination, on=on) as work:
        before = await require_nomination(work, nomination)
        outcome = decline_nomination(before, reason=reason, on=on, decided_by=work.person, recorded_at=work.now)
        await store_decision(outcome.state)
        work.record(outcome.events)
        return outcome.state.id


async def recognise(begin: Begin, *, nomination: str, on: date) -> RecognitionId:
    """A nominated household is recognised for the village's term."""
    async with _opened(begin, "recognise_household", subject=nomination, on=on) as work:
        before = await require_nomination(work, nomination)
        outcome = recognise_household(
            before,
            id=RecognitionId(work.new_id()),
            on=on,
            charter=await _charter(work, before.village, on, ("nomination",)),
            decided_by=work.person,
            recorded_at=work.now,
            others=await load_recognitions(household_id=before.household),
        )
        decided, recognition = outcome.state
        await store_decision(decided)
        await store_recognition(None, recognition, work.entry_id)
        work.record(outcome.events)
        return recognition.id


async def withdraw(begin: Begin, *, recognition: str, reason: str, on: date) -> RecognitionId:
    """A recognition is withdrawn, and the service that rests on it ends."""
    async with _opened(begin, "withdraw_recognition", subject=recognition, on=on) as work:
        await _withdraw(work, await require_recognition(work, recognition), reason, on)
        return RecognitionId(recognition)


async def end_with_household(begin: Begin, *, household: str, on: date) -> None:
    """Nothing of the practice goes on in a household that is no more; what ended before stays as it is."""
    async with _opened(begin, "withdraw_recognition", subject=household, on=on) as work:
        for before in await load_recognitions(household_id=household):
            ahead = before.states.since(on)
            if ahead and before.withdrawal is None:
                await _withdraw(work, before, "住户已注销", max(on, ahead[0].period.start))
        for coverage in await load_coverages(household_id=household):
            for version in coverage.officers.since(on):
                [officer] = await load_officers(officer_id=version.value)
                await _uncover(work, officer, household, max(on, version.period.start))


async def appoint(begin: Begin, *, recognition: str, person: str, households: Sequence[str], on: date) -> OfficerId:
    """A member of a recognised household becomes a liaison officer."""
    async with _opened(begin, "appoint_officer", subject=recognition, person=person, on=on) as work:
        basis = await require_recognition(work, recognition)
        await require_person(work, person, on, path=("person",))
        known = await load_coverages(household_id__in=households)
        outcome = appoint_liaison_officer(
            id=OfficerId(work.new_id()),
            person=PersonId(person),
            residence=_unit(await residence_of(person, on)),
            recognition=basis,
            on=on,
            charter=await _charter(work, basis.village, on, ("recognition",)),
            recorded_at=work.now,
            households=await _households(work, households, on),
            services=await load_officers(person_id=person),
            coverages=known,
        )
        await store_liaison(None, known, outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.officer.id


async def cover(begin: Begin, *, officer: str, households: Sequence[str], on: date) -> OfficerId:
    """An officer covers more households."""
    async with _opened(begin, "cover_households", subject=officer, households=households, on=on) as work:
        before = await require_officer(work, officer)
        known = {one.household: one for one in await _coverages(before)}
        known |= {one.household: one for one in await load_coverages(household_id__in=households)}
        outcome = cover_households(
            before,
            households=await _households(work, households, on),
            on=on,
            charter=await _charter(work, before.village, on, ("officer",)),
            recorded_at=work.now,
            coverages=known.values(),
        )
        await store_coverages(known.values(), outcome.state, before.village, work.entry_id)
        work.record(outcome.events)
        return before.id


async def uncover(begin: Begin, *, officer: str, household: str, on: date) -> OfficerId:
    """An officer covers a household no more."""
    async with _opened(begin, "end_coverage", subject=officer, household=household, on=on) as work:
        before = await require_officer(work, officer)
        await _uncover(work, before, household, on)
        return before.id


async def end(begin: Begin, *, officer: str, on: date) -> OfficerId:
    """An officer serves no more."""
    async with _opened(begin, "end_service", subject=officer, on=on) as work:
        before = await require_officer(work, officer)
        known = await _coverages(before)
        outcome = end_service(before, on=on, recorded_at=work.now, coverages=known)
        await store_liaison(before, known, outcome.state, work.entry_id)
        work.record(outcome.events)
        return before.id


async def visited(begin: Begin, *, officer: str, household: str, on: date) -> VisitId:
    """An officer has visited a household they cover."""
    async with _opened(begin, "record_visit", subject=officer, household=household, on=on) as work:
        serving = await require_officer(work, officer)
        await _charter(work, serving.village, on, ("officer",))
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
    async with _opened(begin, "retract_visit", subject=visit) as work:
        before = await require_visit(work, visit)
        outcome = retract_visit(before, reason=reason, said_by=work.person, recorded_at=work.now)
        await store_mistake(outcome.state)
        work.record(outcome.events)
        return outcome.state.id


async def voice(
    begin: Begin, *, household: str, kind: MatterKind, statement: str, on: date, visit: str | None = None
) -> MatterId:
    """A household has voiced a matter or a request."""
    async with _opened(begin, "raise_matter", subject=household, kind=kind, on=on, visit=visit) as work:
        voicing = await _household(work, household, on)
        outcome = raise_matter(
            id=MatterId(work.new_id()),
            household=voicing,
            kind=kind,
            statement=statement,
            on=on,
            today=work.today,
            charter=await _charter_of_household(work, voicing, on),
            raised_by=work.person,
            recorded_at=work.now,
            visit=await require_visit(work, visit) if visit else None,
        )
        await add_matter(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def route(begin: Begin, *, matter: str, handler: str, on: date, post: str | None = None) -> MatterId:
    """A matter is given to a unit to handle."""
    async with _opened(begin, "route_matter", subject=matter, handler=handler, post=post, on=on) as work:
        before = await require_matter(work, matter)
        await require_unit(work, handler, on, path=("handler",))
        if post is not None:
            await require_post(work, post, on, unit=handler, path=("post",))
        return await _progress(
            work,
            route_matter(
                before,
                handler=UnitId(handler),
                post=PostId(post) if post else None,
                on=on,
                today=work.today,
                routed_by=work.person,
                recorded_at=work.now,
            ),
        )


async def send_back(begin: Begin, *, matter: str, reason: str, on: date) -> MatterId:
    """Whoever has a matter gives it back."""
    async with _opened(begin, "return_matter", subject=matter, on=on) as work:
        before = await require_matter(work, matter)
        return await _progress(
            work,
            return_matter(
                before, reason=reason, on=on, today=work.today, returned_by=work.person, recorded_at=work.now
            ),
        )


async def answer(begin: Begin, *, matter: str, text: str, on: date) -> MatterId:
    """The household is told what becomes of its matter."""
    async with _opened(begin, "answer_matter", subject=matter, on=on) as work:
        before = await require_matter(work, matter)
        return await _progress(
            work,
            answer_matter(before, text=text, on=on, today=work.today, answered_by=work.person, recorded_at=work.now),
        )


async def _progress(work: Work, outcome: Outcome[Matter]) -> MatterId:
    await store_progress(outcome.state)
    work.record(outcome.events)
    return outcome.state.id


async def _withdraw(work: Work, before: Recognition, reason: str, on: date) -> None:
    officers = await load_officers(recognition_id=before.id)
    known = await load_coverages(officer_id__in=[officer.id for officer in officers])
    outcome = withdraw_recognition(
        before,
        on=on,
        reason=reason,
        decided_by=work.person,
        recorded_at=work.now,
        officers=officers,
        coverages=known,
    )
    await store_recognition(before, outcome.state.recognition, work.entry_id)
    serving = {officer.id: officer for officer in officers}
    for liaison in outcome.state.liaisons:
        await store_liaison(serving[liaison.officer.id], known, liaison, work.entry_id)
    work.record(outcome.events)


async def _uncover(work: Work, officer: LiaisonOfficer, household: str, on: date) -> None:
    before = await _coverage(household)
    outcome = end_coverage(officer, before, on=on, recorded_at=work.now)
    await store_coverages([before], [outcome.state], officer.village, work.entry_id)
    work.record(outcome.events)


async def _coverage(household: str) -> HouseholdCoverage:
    found = await load_coverages(household_id=household)
    return found[0] if found else HouseholdCoverage(household=UnitId(household), officers=History())


async def _coverages(officer: LiaisonOfficer) -> tuple[HouseholdCoverage, ...]:
    return await load_coverages(officer_id=officer.id)


async def _household(work: Work, key: str, on: date) -> Household:
    [found] = await _looked_up(work, [(key, ("household",))], on)
    return found


async def _households(work: Work, keys: Sequence[str], on: date) -> list[Household]:
    return await _looked_up(work, [(key, ("households", str(place))) for place, key in enumerate(keys)], on)


async def _looked_up(work: Work, named: Sequence[tuple[str, tuple[str, ...]]], on: date) -> list[Household]:
    """What the organisation knows of units on a day, each named with its place in the input.

    Raises:
        NotFound: one of them is not there, or not for this caller.
    """
    keys = [key for key, _ in named]
    seen, lineages = await visible_units(work, keys, on), await lineages_on(keys, on)
    found = []
    for key, path in named:
        if key not in seen or key not in lineages:
            raise NotFound(kind="unit", key=key, path=path)
        (_, kind), *above = lineages[key]
        village = next((UnitId(unit) for unit, above_kind in above if above_kind in MANIFEST.unit_kinds), None)
        found.append(Household(unit=UnitId(key), kind=kind, village=village))
    return found


async def _charter(work: Work, village: str, on: date, path: tuple[str, ...]) -> Charter:
    """How a village has set the practice for a day.

    Raises:
        NotFound: the village is not there, or not for this caller.
        PracticeInactive: it had not adopted the practice on that day.
    """
    return charter_on(await require_active(work, SLUG, village, on, path=path), on)


async def _charter_of_household(work: Work, household: Household, on: date) -> Charter:
    if household.village is None:
        raise PracticeInactive(unit=household.unit, practice=SLUG, on=on, path=("household",))
    return await _charter(work, household.village, on, ("household",))


def _unit(key: str | None) -> UnitId | None:
    return None if key is None else UnitId(key)
