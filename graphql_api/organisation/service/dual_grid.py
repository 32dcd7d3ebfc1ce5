"""Dual-grid fusion: all the contact members of a cell become part-time grid officers in it."""

from collections.abc import Sequence
from contextlib import suppress

from governance_core.errors import PartTimeNotAllowed
from governance_core.organisation import (
    Appointment,
    DualGridCandidate,
    MembershipKind,
    Post,
    appoint_contact_members,
)
from governance_core.values import AppointmentId, Period
from graphql_api.organisation.queries import area_of_cell, dual_grid_on, visible_people
from graphql_api.organisation.service.visible import visible_post
from graphql_api.organisation.tables import PersonRow, PostRow, people, reorganising
from graphql_api.platform.work import Begin, Previewed, Work, next_version


async def appoint_candidates(
    begin: Begin, *, post: str, period: Period, preview: bool = False
) -> tuple[Sequence[DualGridCandidate], Sequence[Appointment]]:
    """All contact members of a cell who are no grid officers of their households become part-time ones, or none does.

    They are those who hold a post or belong to the Party where the caller sees it.

    Returns:
        Who they are, and their appointments; in a preview, as they would be.
    """
    found: tuple[Sequence[DualGridCandidate], Sequence[Appointment]] = ((), ())
    with suppress(Previewed):
        async with begin("organisation.appoint_contact_members", subject=post, period=period) as work:
            found = await _appointed(work, post, period)
            if preview:
                raise Previewed
    return found


async def _appointed(work: Work, key: str, period: Period) -> tuple[Sequence[DualGridCandidate], Sequence[Appointment]]:
    candidates = await _candidates(work, await visible_post(work, key, period.start), period)
    persons = [candidate.person for candidate in candidates]
    # In the order in which one appointment takes them, so that none waits for another in a circle.
    await reorganising.take_all(PersonRow, persons)
    await next_version(PostRow, key, kind="post")
    outcome = appoint_contact_members(
        candidates,
        ids={person: AppointmentId(work.new_id()) for person in persons},
        people=await people.load_people(persons),
        post=await visible_post(work, key, period.start),
        period=period,
        recorded_at=work.now,
        of_people=await people.load_appointments(person_id__in=persons),
        of_post=await people.load_appointments(post_id=key),
    )
    await people.add_appointments([(one, (None, None)) for one in outcome.state], work.entry_id)
    work.record(outcome.events)
    return candidates, outcome.state


async def _candidates(work: Work, post: Post, period: Period) -> list[DualGridCandidate]:
    """The candidates of the post's cell who hold a post or belong to the Party where the caller sees it."""
    area = await area_of_cell(post.unit, period.start)
    if area is None:
        raise PartTimeNotAllowed(post=post.id, post_kind=post.kind, path=("post",))
    picture = await dual_grid_on(work, area, period.start)
    found = [candidate for candidate in picture.candidates if candidate.cell == post.unit]
    persons = [candidate.person for candidate in found]
    seen = await visible_people(work, persons, period.start, capacities=(MembershipKind.PARTY,))
    return [candidate for candidate in found if candidate.person in seen]
