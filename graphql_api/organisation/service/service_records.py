"""The acts on what Party members do where they are registered: it is submitted, and the place decides about it."""

from datetime import date
from decimal import Decimal

from governance_core.events import Outcome
from governance_core.organisation import (
    ServiceKind,
    ServiceRecord,
    ServiceRecordId,
    reject_service_record,
    submit_service_record,
    verify_service_record,
    withdraw_service_record,
)
from governance_core.values import PersonId
from graphql_api.organisation.queries import TAG, require_person, visible_units
from graphql_api.organisation.queries.service_records import require_service_record
from graphql_api.organisation.tables import ServiceRecordRow, people, service_records
from graphql_api.organisation.tables.tallied import Touched
from graphql_api.organisation.tables.tallies import tallied
from graphql_api.platform.access import REVIEWING_ROLES, WORKING_ROLES
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.work import Begin, Work, next_version

SERVICE_PERMISSIONS = {
    "organisation.submit_service_record": WORKING_ROLES,
    "organisation.verify_service_record": REVIEWING_ROLES,
    "organisation.reject_service_record": REVIEWING_ROLES,
    "organisation.withdraw_service_record": WORKING_ROLES,
}


async def submit(
    begin: Begin, *, person: str, served_on: date, kind: ServiceKind, title: str, hours: Decimal
) -> ServiceRecordId:
    """It is recorded what a member did where they are registered: by themselves, or by who works for that place.

    Members may live outside what their own token covers, so of themselves they submit wherever they are registered.
    """
    async with begin(
        "organisation.submit_service_record", subject=person, served_on=served_on, kind=kind.value, hours=hours
    ) as work:
        if person != work.person:
            await require_person(work, person, served_on, path=("person",))
        outcome = submit_service_record(
            id=ServiceRecordId(work.new_id()),
            person=PersonId(person),
            served_on=served_on,
            kind=kind,
            title=title,
            hours=hours,
            memberships=await people.load_memberships(person_id=person),
            submitted_by=work.person,
            submitted_at=work.now,
            today=work.today,
        )
        if person != work.person:
            await _refuse_stranger(work, outcome.state, "organisation.submit_service_record", "person")
        await service_records.add_record(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def verify(begin: Begin, *, record: str, expected: int | None = None) -> ServiceRecordId:
    """A service record is found to be true, by who reviews for the place."""
    async with begin("organisation.verify_service_record", subject=record) as work:
        await work.beside(TAG)  # as whoever changes a tally
        before = await _taken(work, record, expected)
        outcome = verify_service_record(before, decided_by=work.person, decided_at=work.now)
        await _refuse_stranger(work, before, "organisation.verify_service_record", "record")
        await work.alone(f"memberships:{before.person}")
        async with tallied(work.connection, Touched(records=(record,), members=(before.person,))):
            return await _store(work, outcome)


async def reject(begin: Begin, *, record: str, reason: str, expected: int | None = None) -> ServiceRecordId:
    """A service record is found not to hold, by who reviews for the place."""
    async with begin("organisation.reject_service_record", subject=record, reason=reason) as work:
        before = await _taken(work, record, expected)
        outcome = reject_service_record(before, decided_by=work.person, decided_at=work.now, reason=reason)
        await _refuse_stranger(work, before, "organisation.reject_service_record", "record")
        return await _store(work, outcome)


async def withdraw(begin: Begin, *, record: str, expected: int | None = None) -> ServiceRecordId:
    """A service record is taken back by who submitted it."""
    async with begin("organisation.withdraw_service_record", subject=record) as work:
        before = await _taken(work, record, expected)
        return await _store(work, withdraw_service_record(before, withdrawn_by=work.person, decided_at=work.now))


async def _taken(work: Work, record: str, expected: int | None) -> ServiceRecord:
    """The record that an act is about to change: visible to the caller, and at the version the caller read."""
    await require_service_record(work, record)
    await next_version(ServiceRecordRow, record, kind="service record", expected=expected)
    return await require_service_record(work, record)


async def _refuse_stranger(work: Work, record: ServiceRecord, act: str, place: str) -> None:
    """Refuse who does not see the place where something was done, though they may see the member.

    Raises:
        Forbidden: the place lies outside what the caller sees.
    """
    if not await visible_units(work, [record.unit], None):
        raise Forbidden(role=work.principal.role.value, act=act, path=(place,))


async def _store(work: Work, outcome: Outcome[ServiceRecord]) -> ServiceRecordId:
    await service_records.store_decision(outcome.state)
    work.record(outcome.events)
    return outcome.state.id
