"""Drafting, revising and publishing schemes."""

from collections.abc import Sequence

from governance_core.assessment import Dimension, IndicatorScheme, Subject, draft_scheme, publish_scheme, revise_scheme
from governance_core.errors import Duplicate
from governance_core.events import Outcome
from governance_core.values import Period, SchemeId, Text
from graphql_api.assessment.queries import known_figures, require_scheme
from graphql_api.assessment.tables import SchemeRow, add_schemes, store_publication
from graphql_api.platform.work import Begin, Work


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
            figures=known_figures(work.reader(), Subject.CADRE),
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
            figures=known_figures(work.reader(), before.subject),
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


async def _add(work: Work, outcome: Outcome[IndicatorScheme]) -> SchemeId:
    scheme = outcome.state
    if await SchemeRow.filter(code=scheme.code, version=scheme.version).exists():
        raise Duplicate(value=f"{scheme.code} {scheme.version}", path=("code",))
    await add_schemes([(scheme, None)], recorded_at=work.now, entry_id=work.entry_id, new_id=work.new_id)
    work.record(outcome.events)
    return scheme.id


async def _alone_on_code(work: Work, code: str) -> None:
    await work.alone(f"scheme code:{code}")
