"""Drafting, revising, inheriting and publishing schemes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from governance_core.assessment import (
    Dimension,
    IndicatorScheme,
    MissingRule,
    SchemeChange,
    Subject,
    Watch,
    draft_scheme,
    inherit_scheme,
    publish_scheme,
    revise_scheme,
)
from governance_core.errors import Duplicate
from governance_core.events import Outcome
from governance_core.practices import PracticeManifest
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
    subject: Subject = Subject.CADRE,
    unit_kinds: Sequence[str] = (),
    missing: MissingRule = MissingRule.UNGRADED,
    watch: Watch | None = None,
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
            subject=subject,
            unit_kinds=unit_kinds,
            missing=missing,
            watch=watch,
            figures=known_figures(work.reader(), subject),
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
    unit_kinds: Sequence[str] | None = None,
    missing: MissingRule | None = None,
    watch: Watch | None = None,
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
            unit_kinds=unit_kinds,
            missing=missing,
            watch=watch,
            figures=known_figures(work.reader(), before.subject),
        )
        return await _add(work, outcome)


async def inherit(
    begin: Begin,
    *,
    parent: str,
    code: str,
    title: Text,
    changes: Callable[[Mapping[str, PracticeManifest]], Sequence[SchemeChange]],
    applies_to: Sequence[str] | None = None,
    unit_kinds: Sequence[str] | None = None,
) -> SchemeId:
    """A scheme is drafted from another's indicators.

    Args:
        begin: opens a unit of work.
        parent: the published scheme whose indicators it takes over.
        code: its own code.
        title: what it is called.
        changes: what is different, given the manifests of the installed practices by id.
        applies_to: the kinds of posts it is about; None for the parent's.
        unit_kinds: the kinds of units it is for; None for the parent's.
    """
    async with begin("assessment.inherit_scheme", subject=code, parent=parent) as work:
        before = await require_scheme(parent, path=("parent",))
        await _alone_on_code(work, code)
        outcome = inherit_scheme(
            before,
            id=SchemeId(work.new_id()),
            code=code,
            title=title,
            on=work.today,
            applies_to=applies_to,
            unit_kinds=unit_kinds,
            changes=changes(work.practices),
            figures=known_figures(work.reader(), before.subject),
        )
        return await _add(work, outcome)


async def publish(begin: Begin, *, scheme: str, effective_on: date | None = None) -> SchemeId:
    """A scheme is put in force."""
    async with begin("assessment.publish_scheme", subject=scheme, effective_on=effective_on) as work:
        await work.alone(f"scheme:{scheme}")
        before = await require_scheme(scheme, path=("scheme",))
        outcome = publish_scheme(before, on=work.today, published_at=work.now, effective_on=effective_on)
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
