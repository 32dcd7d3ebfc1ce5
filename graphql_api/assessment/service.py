"""The use cases of the assessment: load what the decision needs, let the core decide, store what it returns."""

from collections.abc import Callable, Sequence
from datetime import date

from governance_core.assessment import (
    Dimension,
    Entry,
    Evidence,
    IndicatorScheme,
    ProgressRecord,
    draft_scheme,
    publish_scheme,
    reject_record,
    revise_scheme,
    submit_record,
    verify_record,
    withdraw_record,
)
from governance_core.errors import Duplicate
from governance_core.events import Outcome
from governance_core.values import Period, PersonId, RecordId, SchemeId, Text
from graphql_api.assessment.queries import require_record, require_scheme
from graphql_api.assessment.tables import (
    RecordRow,
    SchemeRow,
    add_record,
    add_schemes,
    store_decision,
    store_publication,
)
from graphql_api.organisation import require_colleague
from graphql_api.platform.access import REVIEWING_ROLES, TOWN_ROLES, WORKING_ROLES
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.work import Begin, Work, next_version

PERMISSIONS = {
    "assessment.draft_scheme": TOWN_ROLES,
    "assessment.revise_scheme": TOWN_ROLES,
    "assessment.publish_scheme": TOWN_ROLES,
    "assessment.submit_record": WORKING_ROLES,
    "assessment.verify_record": REVIEWING_ROLES,
    "assessment.reject_record": REVIEWING_ROLES,
    "assessment.withdraw_record": WORKING_ROLES,
}


async def draft(
    begin: Begin,
    *,
    code: str,
    title: Text,
    cycle: Period,
    applies_to: Sequence[str],
    dimensions: Sequence[Dimension],
) -> SchemeId:
    """A scheme is drafted."""
    async with begin("assessment.draft_scheme", subject=code, cycle=cycle) as work:
        await _alone_on_code(work, code)
        outcome = draft_scheme(
            id=SchemeId(work.new_id()),
            code=code,
            title=title,
            cycle=cycle,
            applies_to=applies_to,
            dimensions=dimensions,
            on=work.today,
        )
        return await _add(work, outcome)


async def revise(
    begin: Begin,
    *,
    scheme: str,
    title: Text | None,
    cycle: Period | None,
    applies_to: Sequence[str] | None,
    dimensions: Sequence[Dimension] | None,
) -> SchemeId:
    """A next version of a scheme is drafted."""
    async with begin("assessment.revise_scheme", subject=scheme) as work:
        before = await require_scheme(scheme, path=("scheme",))
        await _alone_on_code(work, before.code)
        outcome = revise_scheme(
            before,
            id=SchemeId(work.new_id()),
            on=work.today,
            title=title,
            cycle=cycle,
            applies_to=applies_to,
            dimensions=dimensions,
        )
        return await _add(work, outcome)


async def publish(begin: Begin, *, scheme: str) -> SchemeId:
    """A scheme is put in force."""
    async with begin("assessment.publish_scheme", subject=scheme) as work:
        await work.alone(f"scheme:{scheme}")
        outcome = publish_scheme(await require_scheme(scheme, path=("scheme",)), on=work.today, published_at=work.now)
        await store_publication(outcome.state)
        work.record(outcome.events)
        return outcome.state.id


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
        outcome = submit_record(
            id=RecordId(work.new_id()),
            scheme=await require_scheme(scheme, path=("scheme",)),
            indicator=indicator,
            person=PersonId(person),
            occurred_on=occurred_on,
            entry=entry,
            submitted_by=work.person,
            submitted_at=work.now,
            today=work.today,
            evidence=evidence,
            note=note,
            supersedes=await require_record(work, supersedes, path=("supersedes",)) if supersedes else None,
        )
        await add_record(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def verify(begin: Begin, *, record: str, expected: int | None = None) -> RecordId:
    """A record is found to be true."""
    async with begin("assessment.verify_record", subject=record) as work:
        return await _decide(
            work,
            record,
            expected,
            lambda before: verify_record(before, decided_by=work.person, decided_at=work.now),
        )


async def reject(begin: Begin, *, record: str, reason: str, expected: int | None = None) -> RecordId:
    """A record is found not to hold."""
    async with begin("assessment.reject_record", subject=record, reason=reason) as work:
        return await _decide(
            work,
            record,
            expected,
            lambda before: reject_record(before, decided_by=work.person, decided_at=work.now, reason=reason),
        )


async def withdraw(begin: Begin, *, record: str, expected: int | None = None) -> RecordId:
    """A record is taken back by who submitted it."""
    async with begin("assessment.withdraw_record", subject=record) as work:
        return await _decide(
            work,
            record,
            expected,
            lambda before: withdraw_record(before, withdrawn_by=work.person, decided_at=work.now),
        )


async def _decide(
    work: Work, record: str, expected: int | None, rule: Callable[[ProgressRecord], Outcome[ProgressRecord]]
) -> RecordId:
    await work.alone(f"record:{record}")
    before = await require_record(work, record, path=("record",))
    await next_version(RecordRow, record, kind="progress record", expected=expected)
    outcome = rule(before)
    await store_decision(outcome.state)
    work.record(outcome.events)
    return outcome.state.id


async def _add(work: Work, outcome: Outcome[IndicatorScheme]) -> SchemeId:
    scheme = outcome.state
    if await SchemeRow.filter(code=scheme.code, version=scheme.version).exists():
        raise Duplicate(value=f"{scheme.code} {scheme.version}", path=("code",))
    await add_schemes([(scheme, None)], recorded_at=work.now, entry_id=work.entry_id, new_id=work.new_id)
    work.record(outcome.events)
    return scheme.id


async def _alone_on_code(work: Work, code: str) -> None:
    await work.alone(f"scheme code:{code}")
