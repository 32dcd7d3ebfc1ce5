"""Households: nominated, recognised, withdrawn."""

from collections.abc import Sequence
from datetime import date

from graphql_api.plugin import Begin, Work
from pomegranate_seeds.model import NominationId, Recognition, RecognitionId
from pomegranate_seeds.queries import require_nomination, require_recognition
from pomegranate_seeds.rules import decline_nomination, nominate_household, recognise_household, withdraw_recognition
from pomegranate_seeds.service.acting import charter_of, charter_of_household, household_on, opened
from pomegranate_seeds.service.liaison import end_coverage_of
from pomegranate_seeds.tables import NominationRow
from pomegranate_seeds.tables.households import (
    add_nomination,
    load_recognitions,
    nomination_of,
    store_decision,
    store_recognition,
)
from pomegranate_seeds.tables.liaison import load_coverages, load_officers, store_liaison


async def nominate(begin: Begin, *, household: str, criteria_met: Sequence[str], on: date) -> NominationId:
    """A household is put forward."""
    async with opened(begin, "nominate_household", subject=household, on=on) as work:
        put_forward = await household_on(work, household, on)
        outcome = nominate_household(
            id=NominationId(work.new_id()),
            household=put_forward,
            criteria_met=criteria_met,
            on=on,
            today=work.today,
            charter=await charter_of_household(work, put_forward, on),
            nominated_by=work.person,
            recorded_at=work.now,
            others=[nomination_of(row) for row in await NominationRow.filter(household_id=household)],
        )
        await add_nomination(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def decline(begin: Begin, *, nomination: str, reason: str, on: date) -> NominationId:
    """A nomination is declined."""
    async with opened(begin, "decline_nomination", subject=nomination, on=on) as work:
        before = await require_nomination(work, nomination)
        outcome = decline_nomination(before, reason=reason, on=on, decided_by=work.person, recorded_at=work.now)
        await store_decision(outcome.state)
        work.record(outcome.events)
        return outcome.state.id


async def recognise(begin: Begin, *, nomination: str, on: date) -> RecognitionId:
    """A nominated household is recognised for the village's term."""
    async with opened(begin, "recognise_household", subject=nomination, on=on) as work:
        before = await require_nomination(work, nomination)
        outcome = recognise_household(
            before,
            id=RecognitionId(work.new_id()),
            on=on,
            charter=await charter_of(work, before.village, on, ("nomination",)),
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
    async with opened(begin, "withdraw_recognition", subject=recognition, on=on) as work:
        await _withdraw(work, await require_recognition(work, recognition), reason, on)
        return RecognitionId(recognition)


async def end_with_household(begin: Begin, *, household: str, on: date) -> None:
    """Nothing of the practice goes on in a household that is no more; what ended before stays as it is."""
    async with opened(begin, "withdraw_recognition", subject=household, on=on) as work:
        for before in await load_recognitions(household_id=household):
            ahead = before.states.since(on)
            if ahead and before.withdrawal is None:
                await _withdraw(work, before, "住户已注销", max(on, ahead[0].period.start))
        for coverage in await load_coverages(household_id=household):
            covered = coverage.officers.since(on)
            for officer in await load_officers(officer_id__in={version.value for version in covered}):
                first = next(version.period.start for version in covered if version.value == officer.id)
                await end_coverage_of(work, officer, household, max(on, first))


async def _withdraw(work: Work, before: Recognition, reason: str, on: date) -> None:
    officers = await load_officers(recognition_id=before.id)
    known = await load_coverages(officer_id__in=[officer.id for officer in officers])
    outcome = withdraw_recognition(
        before, on=on, reason=reason, decided_by=work.person, recorded_at=work.now, officers=officers, coverages=known
    )
    await store_recognition(before, outcome.state.recognition, work.entry_id)
    serving = {officer.id: officer for officer in officers}
    for liaison in outcome.state.liaisons:
        await store_liaison(serving[liaison.officer.id], known, liaison, work.entry_id)
    work.record(outcome.events)
