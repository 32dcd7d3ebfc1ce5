"""The acts on duty lists."""

from collections.abc import Iterable, Sequence

from governance_core.organisation import (
    STANDARD_KINDS,
    STANDARD_POSTS,
    Duty,
    Unit,
    draft_duty_list,
    publish_duty_list,
    revise_duty_list,
)
from governance_core.values import DutyListId, Period, Text, UnitId
from graphql_api.organisation.queries import require_duty_list, visible_units
from graphql_api.organisation.tables import DutyListRow
from graphql_api.organisation.tables.duties import add_duty_lists, store_publication
from graphql_api.organisation.tables.units import load_units
from graphql_api.platform.work import Begin, Work


async def draft_duties(begin: Begin, *, unit_kind: str, title: Text, duties: Sequence[Duty]) -> DutyListId:
    """A duty list is drafted as the next version of its kind's."""
    async with begin("organisation.draft_duty_list", subject=unit_kind, title=title) as work:
        await alone_on_duties(work)
        outcome = draft_duty_list(
            id=DutyListId(work.new_id()),
            unit_kind=unit_kind,
            title=title,
            duties=duties,
            on=work.today,
            kinds=STANDARD_KINDS,
            post_kinds=STANDARD_POSTS,
            departments=await _departments(work, duties),
            version=await _next_version(unit_kind),
        )
        await add_duty_lists([(outcome.state, None)], recorded_at=work.now, entry_id=work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def revise_duties(
    begin: Begin, *, duty_list: str, title: Text | None, duties: Sequence[Duty] | None
) -> DutyListId:
    """A next version of a duty list is drafted."""
    async with begin("organisation.revise_duty_list", subject=duty_list) as work:
        await alone_on_duties(work)
        before = await require_duty_list(duty_list, path=("duty_list",))
        outcome = revise_duty_list(
            before,
            id=DutyListId(work.new_id()),
            version=await _next_version(before.unit_kind),
            on=work.today,
            kinds=STANDARD_KINDS,
            post_kinds=STANDARD_POSTS,
            departments=await _departments(work, before.duties if duties is None else duties),
            title=title,
            duties=duties,
        )
        await add_duty_lists([(outcome.state, None)], recorded_at=work.now, entry_id=work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def publish_duties(begin: Begin, *, duty_list: str, period: Period) -> DutyListId:
    """A duty list is published for a period."""
    async with begin("organisation.publish_duty_list", subject=duty_list, period=period) as work:
        await alone_on_duties(work)
        before = await require_duty_list(duty_list, path=("duty_list",))
        named = await load_units(key for duty in before.duties for key in duty.named_departments)
        outcome = publish_duty_list(before, period=period, departments=named, published_at=work.now)
        await store_publication(outcome.state)
        work.record(outcome.events)
        return outcome.state.id


async def alone_on_duties(work: Work) -> None:
    """Wait until no other act on duty lists is under way: there are few of them."""
    await work.alone("organisation duties")


async def _next_version(unit_kind: str) -> int:
    known = (
        await DutyListRow.filter(unit_kind=unit_kind).order_by("-version").limit(1).values_list("version", flat=True)
    )
    return int(str(known[0])) + 1 if known else 1


async def _departments(work: Work, duties: Iterable[Duty]) -> dict[UnitId, Unit]:
    """The units that the duties name, as far as the caller sees them; the others look absent."""
    named = sorted({key for duty in duties for key in duty.named_departments})
    return await load_units(await visible_units(work, named, work.today))
