"""Submitting progress records, and deciding about them."""

from collections.abc import Callable, Sequence
from datetime import date

from governance_core.assessment import (
    Entry,
    Evidence,
    ProgressRecord,
    reject_record,
    submit_record,
    verify_record,
    withdraw_record,
)
from governance_core.events import Outcome
from governance_core.values import PersonId, RecordId
from graphql_api.assessment.queries import require_record, require_scheme, unit_on
from graphql_api.assessment.service.scores import count_anew
from graphql_api.assessment.service.warnings import light_up
from graphql_api.assessment.tables import add_record, store_decision
from graphql_api.organisation import require_colleague
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.errors import Forbidden, StaleVersion
from graphql_api.platform.work import Begin, Work


async def submit(
    begin: Begin,
    *,
    scheme: str,
    indicator: str,
    person: str,
    occurred_on: date,
    entry: Entry,
    evidence: Sequence[Evidence] = (),
    note: str = "",
    supersedes: str | None = None,
) -> RecordId:
    """A record of a cadre's progress is submitted. A cadre submits about themself alone.

    The person must have belonged to a unit that the caller sees on the day it happened, or later: who has moved on
    since is still assessed for what they did here.
    """
    async with begin(
        "assessment.submit_record", subject=person, scheme=scheme, indicator=indicator, occurred_on=occurred_on
    ) as work:
        principal = work.principal
        if principal.role not in REVIEWING_ROLES and principal.person_id != person:
            raise Forbidden(role=principal.role.value, act="assessment.submit_record", path=("person",))
        await require_colleague(work, person, occurred_on, path=("person",))
        under = await require_scheme(scheme, path=("scheme",))
        mistaken = (await require_record(work, supersedes, path=("supersedes",)))[0] if supersedes else None
        outcome = submit_record(
            id=RecordId(work.new_id()),
            scheme=under,
            indicator=indicator,
            person=PersonId(person),
            unit=await unit_on(under, person, occurred_on),
            occurred_on=occurred_on,
            entry=entry,
            submitted_by=work.person,
            submitted_at=work.now,
            today=work.today,
            evidence=evidence,
            note=note,
            supersedes=mistaken,
        )
        await add_record(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def verify(begin: Begin, *, record: str, expected: int | None = None) -> RecordId:
    """A record is found to be true."""
    async with begin("assessment.verify_record", subject=record) as work:
        verified = await _decide(
            work,
            record,
            expected,
            lambda before: verify_record(before, decided_by=work.person, decided_at=work.now),
        )
        await count_anew(work, verified)
        await light_up(work, verified)
        return verified.id


async def reject(begin: Begin, *, record: str, reason: str, expected: int | None = None) -> RecordId:
    """A record is found not to hold."""
    async with begin("assessment.reject_record", subject=record, reason=reason) as work:
        rejected = await _decide(
            work,
            record,
            expected,
            lambda before: reject_record(before, decided_by=work.person, decided_at=work.now, reason=reason),
        )
        return rejected.id


async def withdraw(begin: Begin, *, record: str, expected: int | None = None) -> RecordId:
    """A record is taken back by who submitted it."""
    async with begin("assessment.withdraw_record", subject=record) as work:
        withdrawn = await _decide(
            work,
            record,
            expected,
            lambda before: withdraw_record(before, withdrawn_by=work.person, decided_at=work.now),
        )
        return withdrawn.id


async def _decide(
    work: Work, record: str, expected: int | None, rule: Callable[[ProgressRecord], Outcome[ProgressRecord]]
) -> ProgressRecord:
    await work.alone(f"record:{record}")
    before, version = await require_record(work, record, path=("record",))
    if expected not in {None, version}:
        raise StaleVersion(kind="progress record", key=record, current=version)
    outcome = rule(before)
    await store_decision(outcome.state, version + 1)
    work.record(outcome.events)
    return outcome.state
