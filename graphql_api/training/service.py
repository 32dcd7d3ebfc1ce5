"""The use cases of training: load what the decision needs, let the core decide, store what it returns."""

from datetime import date
from decimal import Decimal

from governance_core.practices import ContributedProgramme
from governance_core.training import (
    PlanLimits,
    Programme,
    assess_competence,
    competence_gaps,
    plan_training,
    programme_from_data,
    publish_plan,
)
from governance_core.values import CompetenceId, Period, PersonId, PlanId, UnitId
from graphql_api.organisation import post_kinds_in, require_person, require_unit
from graphql_api.platform.access import LEADING_ROLES, REVIEWING_ROLES, TOWN_ROLES
from graphql_api.platform.work import Begin, next_version
from graphql_api.training.queries import require_framework, require_plan
from graphql_api.training.tables import (
    CompetenceRow,
    PlanRow,
    ProgrammeRow,
    add_competence,
    add_plan,
    add_programmes,
    competence_of,
    programme_of,
    store_plan_publication,
    store_programme,
)

PERMISSIONS = {
    "training.assess_competence": REVIEWING_ROLES,
    "training.draft_plan": LEADING_ROLES,
    "training.publish_plan": LEADING_ROLES,
    "training.offer_programmes": TOWN_ROLES,
}


async def assess(
    begin: Begin,
    *,
    framework: str,
    person: str,
    competency: str,
    level: int,
    assessed_on: date,
    basis: str,
) -> CompetenceId:
    """Somebody is found to be at a level of a competency."""
    async with begin(
        "training.assess_competence", subject=person, competency=competency, level=level, assessed_on=assessed_on
    ) as work:
        await require_person(work, person, assessed_on, path=("person",))
        outcome = assess_competence(
            id=CompetenceId(work.new_id()),
            framework=await require_framework(framework, path=("framework",)),
            person=PersonId(person),
            competency=competency,
            level=level,
            assessed_on=assessed_on,
            basis=basis,
            assessed_by=work.person,
            today=work.today,
            recorded_at=work.now,
        )
        await add_competence(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def draft_plan(
    begin: Begin, *, framework: str, unit: str, period: Period, sessions: int, hours_per_person: Decimal
) -> PlanId:
    """A plan is drafted for everybody with a post in the unit's area, from the gaps of the day."""
    async with begin("training.draft_plan", subject=unit, period=period) as work:
        await require_unit(work, unit, work.today, path=("unit",))
        kinds = await post_kinds_in(unit, work.today)
        rows = await CompetenceRow.filter(framework_id=framework, person_id__in=sorted(kinds))
        against = await require_framework(framework, path=("framework",))
        gaps = competence_gaps(against, kinds, map(competence_of, rows), as_of=work.today)
        outcome = plan_training(
            id=PlanId(work.new_id()),
            unit=UnitId(unit),
            period=period,
            framework=against.id,
            gaps=gaps,
            programmes=[programme_of(row) for row in await ProgrammeRow.all()],
            limits=PlanLimits(sessions=sessions, hours_per_person=hours_per_person),
            on=work.today,
        )
        await add_plan(outcome.state, recorded_at=work.now, entry_id=work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def publish(begin: Begin, *, plan: str, expected: int | None = None) -> PlanId:
    """A plan is put in force."""
    async with begin("training.publish_plan", subject=plan) as work:
        await work.alone(f"plan:{plan}")
        before = await require_plan(work, plan, path=("plan",))
        await next_version(PlanRow, plan, kind="training plan", expected=expected)
        outcome = publish_plan(before, on=work.today, published_at=work.now)
        await store_plan_publication(outcome.state)
        work.record(outcome.events)
        return outcome.state.id


def programme_of_practice(practice: str, offered: ContributedProgramme, *, path: tuple[str, ...] = ()) -> Programme:
    """A programme that a practice offers, as training has programmes.

    Raises:
        InputFault, InvalidInput: what is wrong with it, with its place.
    """
    data = {
        "code": offered.code,
        "title": {"zh": offered.title.zh, "en": offered.title.en},
        "format": offered.format,
        "hours": str(offered.hours),
        "seats": offered.seats,
        "outcomes": [dict(one) for one in offered.outcomes],
        "audiences": list(offered.audiences),
    }
    return programme_from_data(data, contributed_by=practice, path=path)


async def offer_programmes(begin: Begin, *, practice: str) -> None:
    """What an installed practice teaches is offered to the town's plans, as its installed version has it.

    Whether the framework in force knows what it teaches is not asked: where it does not, it closes no gap.
    """
    async with begin("training.offer_programmes", subject=practice) as work:
        await work.alone(f"programmes:{practice}")
        manifest = work.practices.get(practice)
        offered = manifest.programmes if manifest else ()
        known = {row.code: row for row in await ProgrammeRow.filter(code__in=[one.code for one in offered])}
        programmes = [programme_of_practice(practice, one) for one in offered]
        await add_programmes(
            [(work.new_id(), one, None) for one in programmes if one.code not in known],
            recorded_at=work.now,
            entry_id=work.entry_id,
        )
        for one in programmes:
            row = known.get(one.code)
            if row is not None and programme_of(row) != one:
                await store_programme(row.id, one, recorded_at=work.now, entry_id=work.entry_id)
