"""The acts on reserve cadres: nominate, say who is responsible, plan, observe, find a goal reached, and end."""

from collections.abc import Sequence
from datetime import date

from governance_core.assessment import (
    Acting,
    DevelopmentGoal,
    ObservationId,
    Seedling,
    SeedlingId,
    SeedlingStatus,
    change_mentor,
    end_seedling,
    nominate_seedling,
    observe_seedling,
    plan_development,
    reach_goal,
)
from governance_core.organisation import STANDARD_POSTS
from governance_core.values import AppointmentId, Period, PersonId, UnitId
from graphql_api.assessment.queries import mentor_posts, posts_on, record_about, require_seedling, reviews
from graphql_api.assessment.tables import (
    SeedlingRow,
    add_observation,
    add_seedling,
    nominations_of,
    store_end,
    store_mentors,
    store_plan,
    superseded_records,
)
from graphql_api.organisation import require_colleague, require_unit
from graphql_api.platform.access import LEADING_ROLES, WORKING_ROLES
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.work import Begin, Work, next_version

SEEDLING_PERMISSIONS = {
    "assessment.nominate_seedling": LEADING_ROLES,
    "assessment.change_mentor": LEADING_ROLES,
    "assessment.plan_development": WORKING_ROLES,
    "assessment.observe_seedling": WORKING_ROLES,
    "assessment.reach_goal": WORKING_ROLES,
    "assessment.end_seedling": LEADING_ROLES,
}


async def nominate(begin: Begin, *, person: str, unit: str, aims_for: str, period: Period, mentor: str) -> SeedlingId:
    """A person is nominated as a reserve cadre: one who works or belongs to the Party where the caller leads.

    Who merely lives there is not found: about residents nobody keeps observations.
    """
    async with begin(
        "assessment.nominate_seedling",
        subject=person,
        unit=unit,
        aims_for=aims_for,
        period=period,
        mentor=mentor,
    ) as work:
        await work.alone(f"seedling of:{person}")
        await require_colleague(work, person, period.start, path=("person",))
        await require_unit(work, unit, period.start, path=("unit",))
        outcome = nominate_seedling(
            id=SeedlingId(work.new_id()),
            person=PersonId(person),
            unit=UnitId(unit),
            aims_for=aims_for,
            period=period,
            mentor=PersonId(mentor),
            mentor_posts=await mentor_posts(work, mentor, period.start),
            post_kinds=STANDARD_POSTS.codes,
            nominated_by=work.person,
            nominated_at=work.now,
            others=await nominations_of(person),
        )
        await add_seedling(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def hand_over(begin: Begin, *, seedling: str, mentor: str, on: date, expected: int | None = None) -> SeedlingId:
    """Somebody else is responsible for a reserve cadre from a day on."""
    async with begin("assessment.change_mentor", subject=seedling, mentor=mentor, on=on) as work:
        before = await _taken(work, seedling, expected)
        await _refuse_stranger(work, before, "assessment.change_mentor")
        outcome = change_mentor(
            before,
            mentor=PersonId(mentor),
            mentor_posts=await mentor_posts(work, mentor, on),
            on=on,
            changed_by=work.person,
            recorded_at=work.now,
        )
        await store_mentors(before, outcome.state, work.entry_id)
        work.record(outcome.events)
        return before.id


async def plan(
    begin: Begin, *, seedling: str, goals: Sequence[DevelopmentGoal], expected: int | None = None
) -> SeedlingId:
    """A reserve cadre's plan is made, or changed, by the mentor or who reviews for the unit."""
    async with begin("assessment.plan_development", subject=seedling, goals=goals) as work:
        before = await _taken(work, seedling, expected)
        outcome = plan_development(
            before,
            goals=goals,
            acting=await _acting(work, before),
            superseded=await superseded_records(before.person),
        )
        await store_plan(before, outcome.state, entry_id=work.entry_id, new_id=work.new_id)
        work.record(outcome.events)
        return before.id


async def observe(
    begin: Begin, *, seedling: str, observed_on: date, text: str, record: str | None = None
) -> ObservationId:
    """The mentor or who reviews for the unit writes down what a reserve cadre did."""
    async with begin("assessment.observe_seedling", subject=seedling, observed_on=observed_on, record=record) as work:
        await work.alone(f"seedling:{seedling}")
        before = (await require_seedling(work, seedling))[0]
        outcome = observe_seedling(
            before,
            id=ObservationId(work.new_id()),
            acting=await _acting(work, before),
            observed_on=observed_on,
            text=text,
            record=await record_about(work, record, before) if record else None,
        )
        await add_observation(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def reach(begin: Begin, *, seedling: str, goal: str, record: str, expected: int | None = None) -> SeedlingId:
    """The mentor or who reviews for the unit finds that a verified record shows a goal to be reached."""
    async with begin("assessment.reach_goal", subject=seedling, goal=goal, record=record) as work:
        before = await _taken(work, seedling, expected)
        outcome = reach_goal(
            before,
            goal=goal,
            record=await record_about(work, record, before),
            acting=await _acting(work, before),
            superseded=await superseded_records(before.person),
        )
        await store_plan(before, outcome.state, entry_id=work.entry_id, new_id=work.new_id)
        work.record(outcome.events)
        return before.id


async def end(
    begin: Begin,
    *,
    seedling: str,
    status: SeedlingStatus,
    on: date,
    reason: str | None,
    appointment: str | None = None,
    expected: int | None = None,
) -> SeedlingId:
    """Somebody is no reserve cadre any more: they were appointed, or are released for a reason."""
    async with begin(
        "assessment.end_seedling", subject=seedling, status=status.value, on=on, reason=reason, appointment=appointment
    ) as work:
        before = await _taken(work, seedling, expected)
        await _refuse_stranger(work, before, "assessment.end_seedling")
        outcome = end_seedling(
            before,
            status=status,
            on=on,
            reason=reason,
            ended_by=work.person,
            ended_at=work.now,
            today=work.today,
            appointment=AppointmentId(appointment) if appointment else None,
            posts=await posts_on(before.person, on),
        )
        await store_end(before, outcome.state, work.entry_id)
        work.record(outcome.events)
        return before.id


async def _taken(work: Work, seedling: str, expected: int | None) -> Seedling:
    """The seedling that an act is about to change: seen by the caller, and at the version the caller read."""
    await work.alone(f"seedling:{seedling}")
    before = (await require_seedling(work, seedling))[0]
    await next_version(SeedlingRow, seedling, kind="seedling", expected=expected)
    return before


async def _acting(work: Work, seedling: Seedling) -> Acting:
    return Acting(by=work.person, reviewing=await reviews(work, seedling), today=work.today, at=work.now)


async def _refuse_stranger(work: Work, seedling: Seedling, act: str) -> None:
    """Refuse who does not lead for the unit that is responsible, though they may see the seedling.

    Raises:
        Forbidden: the unit lies outside what the caller sees.
    """
    if not await reviews(work, seedling):
        raise Forbidden(role=work.principal.role.value, act=act, path=("seedling",))
