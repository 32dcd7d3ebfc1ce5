"""The use cases of the assessment: load what the decision needs, let the core decide, store what it returns."""

from collections.abc import Callable, Sequence
from datetime import date

from tortoise.transactions import in_transaction

from governance_core.assessment import (
    Dimension,
    Entry,
    Evidence,
    IndicatorScheme,
    ProgressRecord,
    RecordStatus,
    draft_scheme,
    indicator_scores,
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
from graphql_api.assessment.queries import (
    codes_by_indicator,
    indicators_by_code,
    placed,
    placed_anew,
    require_record,
    require_scheme,
    unit_on,
)
from graphql_api.assessment.tables import (
    SUMS,
    IndicatorScoreRow,
    RecordRow,
    SchemeRow,
    add_record,
    add_schemes,
    changes_of_sums,
    kept_scores,
    record_of,
    scores_placed_in,
    store_decision,
    store_publication,
    store_scores,
)
from graphql_api.organisation import require_colleague
from graphql_api.platform.access import REVIEWING_ROLES, TOWN_ROLES, WORKING_ROLES
from graphql_api.platform.errors import Forbidden, StaleVersion
from graphql_api.platform.roll_ups import hold_still
from graphql_api.platform.rows import select
from graphql_api.platform.sums import add_to_sums
from graphql_api.platform.work import Begin, Work

BATCH = 1_000
"""Scores that are placed anew together."""
PERMISSIONS = {
    "assessment.draft_scheme": TOWN_ROLES,
    "assessment.revise_scheme": TOWN_ROLES,
    "assessment.publish_scheme": TOWN_ROLES,
    "assessment.submit_record": WORKING_ROLES,
    "assessment.verify_record": REVIEWING_ROLES,
    "assessment.reject_record": REVIEWING_ROLES,
    "assessment.withdraw_record": WORKING_ROLES,
    "assessment.place_scores": TOWN_ROLES,
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
        under = await require_scheme(scheme, path=("scheme",))
        mistaken = (await require_record(work, supersedes, path=("supersedes",)))[0] if supersedes else None
        outcome = submit_record(
            id=RecordId(work.new_id()),
            scheme=under,
            indicator=indicator,
            person=PersonId(person),
            occurred_on=occurred_on,
            entry=entry,
            submitted_by=work.person,
            submitted_at=work.now,
            today=work.today,
            evidence=evidence,
            note=note,
            supersedes=mistaken,
            unit=await unit_on(under, person, occurred_on),
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
        await _count_anew(work, verified)
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


async def place_scores(begin: Begin, *, units: Sequence[str], since: date) -> None:
    """Scores about a day from `since` on are counted anew in the units that theirs stood in then, as is known now.

    Args:
        begin: opens a unit of work.
        units: of whose scores, and of those of all that stood below them.
        since: the first day of what has become known.
    """
    written = (RecordRow, IndicatorScoreRow, SUMS.table)
    async with in_transaction() as connection:
        await hold_still(connection, *written)  # also what is being written was placed by what was known before
        if not await scores_placed_in(units, since).exists():
            return
    async with begin("assessment.place_scores", subject=units[0], units=units, since=since) as work:
        await hold_still(work.connection, *written)
        codes, last = await codes_by_indicator(), 0
        while before := kept_scores(await scores_placed_in(units, since).filter(id__gt=last).limit(BATCH), codes):
            last = max(kept.row or 0 for kept in before.values())
            after = await placed_anew(before)
            await store_scores(before, after)
            await add_to_sums(work.connection, SUMS, changes_of_sums(before, after))


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


async def _count_anew(work: Work, verified: ProgressRecord) -> None:
    """Keep what the cadre's records on the indicator come to now that another counts, in each unit they were made in.

    A correction may have taken one from another unit, so all of them are looked at.
    """
    indicators = await indicators_by_code(verified.scheme, verified.indicator)
    key = indicators[verified.indicator]
    await work.alone(f"score:{verified.person}:{key}")
    rows = await select(
        RecordRow,
        person_id=verified.person,
        scheme_id=verified.scheme,
        indicator=verified.indicator,
        status=RecordStatus.VERIFIED.value,
    )
    scheme = await require_scheme(verified.scheme, path=("record",))
    stored = await select(IndicatorScoreRow, person_id=verified.person, indicator_id=key)
    before = kept_scores(stored, {key: verified.indicator})
    after = await placed(indicator_scores(scheme, map(record_of, rows)), indicators)
    await store_scores(before, after)
    await add_to_sums(work.connection, SUMS, changes_of_sums(before, after))


async def _add(work: Work, outcome: Outcome[IndicatorScheme]) -> SchemeId:
    scheme = outcome.state
    if await SchemeRow.filter(code=scheme.code, version=scheme.version).exists():
        raise Duplicate(value=f"{scheme.code} {scheme.version}", path=("code",))
    await add_schemes([(scheme, None)], recorded_at=work.now, entry_id=work.entry_id, new_id=work.new_id)
    work.record(outcome.events)
    return scheme.id


async def _alone_on_code(work: Work, code: str) -> None:
    await work.alone(f"scheme code:{code}")
