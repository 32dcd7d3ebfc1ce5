"""Deciding about progress records: verifying, rejecting or returning them, or taking them back."""

from collections.abc import Callable
from typing import Any

from governance_core.assessment import (
    HeldPost,
    IndicatorScheme,
    ProgressRecord,
    reject_record,
    return_record,
    verify_record,
    withdraw_record,
)
from governance_core.events import Outcome
from governance_core.values import RecordId
from graphql_api.assessment.queries import offices_over, require_record, require_scheme
from graphql_api.assessment.service.scores import count_anew
from graphql_api.assessment.service.warnings import light_up
from graphql_api.assessment.tables import store_decision
from graphql_api.platform.errors import StaleVersion
from graphql_api.platform.work import Begin, Work

Rule = Callable[..., Outcome[ProgressRecord]]


async def verify(begin: Begin, *, record: str, expected: int | None = None) -> RecordId:
    """A record is found to be true."""
    async with begin("assessment.verify_record", subject=record) as work:
        verified, scheme = await _decide(work, record, expected, verify_record)
        await count_anew(work, verified, scheme)
        await light_up(work, verified, scheme)
        return verified.id


async def reject(begin: Begin, *, record: str, reason: str, expected: int | None = None) -> RecordId:
    """A record is found not to hold."""
    async with begin("assessment.reject_record", subject=record, reason=reason) as work:
        rejected, _ = await _decide(work, record, expected, reject_record, reason=reason)
        return rejected.id


async def give_back(begin: Begin, *, record: str, reason: str, expected: int | None = None) -> RecordId:
    """A record is given back to be made good."""
    async with begin("assessment.return_record", subject=record, reason=reason) as work:
        returned, _ = await _decide(work, record, expected, return_record, reason=reason)
        return returned.id


async def withdraw(begin: Begin, *, record: str, expected: int | None = None) -> RecordId:
    """A record is taken back by who submitted it."""
    async with begin("assessment.withdraw_record", subject=record) as work:
        before, version = await _alone_with(work, record, expected)
        outcome = withdraw_record(before, withdrawn_by=work.person, decided_at=work.now)
        return (await _stored(work, outcome, version)).id


async def _decide(
    work: Work, record: str, expected: int | None, rule: Rule, **given: Any
) -> tuple[ProgressRecord, IndicatorScheme]:
    """What a verifier's rule makes of a record, stored; and the record's scheme."""
    before, version = await _alone_with(work, record, expected)
    scheme = await require_scheme(before.scheme, path=("record",))
    named = scheme.indicator(before.indicator).verified_by
    held: tuple[HeldPost, ...] = await offices_over(work, before) if named or before.person is None else ()
    outcome = rule(before, decided_by=work.person, decided_at=work.now, verified_by=named, held=held, **given)
    return await _stored(work, outcome, version), scheme


async def _alone_with(work: Work, record: str, expected: int | None) -> tuple[ProgressRecord, int]:
    await work.alone(f"record:{record}")
    before, version = await require_record(work, record, path=("record",))
    if expected not in {None, version}:
        raise StaleVersion(kind="progress record", key=record, current=version)
    return before, version


async def _stored(work: Work, outcome: Outcome[ProgressRecord], version: int) -> ProgressRecord:
    await store_decision(outcome.state, version + 1)
    work.record(outcome.events)
    return outcome.state
