"""Matters: raised, routed, returned, answered."""

from datetime import date

from governance_core.events import Outcome
from governance_core.values import PostId, UnitId
from graphql_api.plugin import Begin, Work, require_post, require_unit
from pomegranate_seeds.model import Matter, MatterId, MatterKind
from pomegranate_seeds.queries import require_matter, require_visit
from pomegranate_seeds.rules import answer_matter, raise_matter, return_matter, route_matter
from pomegranate_seeds.service.acting import charter_of_household, household_on, opened
from pomegranate_seeds.tables.matters import add_matter, store_progress


async def voice(
    begin: Begin, *, household: str, kind: MatterKind, statement: str, on: date, visit: str | None = None
) -> MatterId:
    """A household has voiced a matter or a request."""
    async with opened(begin, "raise_matter", subject=household, kind=kind, on=on, visit=visit) as work:
        voicing = await household_on(work, household, on)
        outcome = raise_matter(
            id=MatterId(work.new_id()),
            household=voicing,
            kind=kind,
            statement=statement,
            on=on,
            today=work.today,
            charter=await charter_of_household(work, voicing, on),
            raised_by=work.person,
            recorded_at=work.now,
            visit=await require_visit(work, visit) if visit else None,
        )
        await add_matter(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def route(begin: Begin, *, matter: str, handler: str, on: date, post: str | None = None) -> MatterId:
    """A matter is given to a unit to handle."""
    async with opened(begin, "route_matter", subject=matter, handler=handler, post=post, on=on) as work:
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
    async with opened(begin, "return_matter", subject=matter, on=on) as work:
        before = await require_matter(work, matter)
        return await _progress(
            work,
            return_matter(
                before, reason=reason, on=on, today=work.today, returned_by=work.person, recorded_at=work.now
            ),
        )


async def answer(begin: Begin, *, matter: str, text: str, on: date) -> MatterId:
    """The household is told what becomes of its matter."""
    async with opened(begin, "answer_matter", subject=matter, on=on) as work:
        before = await require_matter(work, matter)
        return await _progress(
            work,
            answer_matter(before, text=text, on=on, today=work.today, answered_by=work.person, recorded_at=work.now),
        )


async def _progress(work: Work, outcome: Outcome[Matter]) -> MatterId:
    await store_progress(outcome.state)
    work.record(outcome.events)
    return outcome.state.id
