"""The use cases of training: load what the decision needs, let the core decide, store what it returns."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from governance_core.errors import Duplicate, NotFound
from governance_core.practices import ContributedProgramme
from governance_core.training import (
    Competency,
    PlanLimits,
    Programme,
    Requirement,
    assess_competence,
    check_programme,
    competence_gaps,
    draft_framework,
    framework_in_force,
    hold_session,
    plan_training,
    programme_from_data,
    publish_framework,
    publish_plan,
)
from governance_core.values import CompetenceId, FrameworkId, Period, PersonId, PlanId, SessionId, Text, UnitId
from graphql_api.organisation import post_kinds_in, require_colleague, require_unit, visible_people
from graphql_api.platform.access import LEADING_ROLES, REVIEWING_ROLES, TOWN_ROLES
from graphql_api.platform.work import Begin, next_version
from graphql_api.training.queries import require_framework, require_plan, require_programme
from graphql_api.training.tables import (
    CompetenceRow,
    FrameworkRow,
    PlanRow,
    ProgrammeRow,
    add_competence,
    add_frameworks,
    add_plan,
    add_programmes,
    add_session,
    competence_of,
    framework_of,
    programme_of,
    store_framework_publication,
    store_plan_publication,
    store_programme,
)

PERMISSIONS = {
    "training.draft_framework": TOWN_ROLES,
    "training.publish_framework": TOWN_ROLES,
    "training.add_programme": TOWN_ROLES,
    "training.assess_competence": REVIEWING_ROLES,
    "training.hold_session": LEADING_ROLES,
    "training.draft_plan": LEADING_ROLES,
    "training.publish_plan": LEADING_ROLES,
    "training.offer_programmes": TOWN_ROLES,
    "training.renew_standings": TOWN_ROLES,
}


async def draft(
    begin: Begin,
    *,
    code: str,
    title: Text,
    levels: Sequence[Text],
    competencies: Sequence[Competency],
    requirements: Sequence[Requirement],
) -> FrameworkId:
    """A framework is drafted: its first version, or the next of one that is there."""
    async with begin("training.draft_framework", subject=code) as work:
        await work.alone(f"framework:{code}")
        known = [int(str(one)) for one in await FrameworkRow.filter(code=code).values_list("version", flat=True)]
        drafted = draft_framework(
            id=FrameworkId(work.new_id()),
            code=code,
            title=title,
            levels=levels,
            competencies=competencies,
            requirements=requirements,
            version=max(known, default=0) + 1,
        )
        await add_frameworks([(drafted, None)], recorded_at=work.now, entry_id=work.entry_id, new_id=work.new_id)
        return drafted.id


async def release(begin: Begin, *, framework: str) -> FrameworkId:
    """A framework is put in force."""
    async with begin("training.publish_framework", subject=framework) as work:
        await work.alone(f"framework:{framework}")
        before = await require_framework(framework, path=("framework",))
        outcome = publish_framework(before, on=work.today, published_at=work.now)
        await store_framework_publication(outcome.state)
        work.record(outcome.events)
        return outcome.state.id


async def add_programme(begin: Begin, *, programme: Programme) -> str:
    """A programme of the town's own is added, for what the framework in force demands."""
    async with begin("training.add_programme", subject=programme.code) as work:
        await work.alone("programmes")
        framework = framework_in_force([framework_of(row) for row in await FrameworkRow.all()])
        if framework is None:
            raise NotFound(kind="competency framework", key="", path=("outcomes",))
        check_programme(programme, framework)
        if await ProgrammeRow.filter(code=programme.code).exists():
            raise Duplicate(value=programme.code, path=("code",))
        key = work.new_id()
        await add_programmes([(key, programme, None)], recorded_at=work.now, entry_id=work.entry_id)
        return key


async def hold(
    begin: Begin, *, programme: str, unit: str, held_on: date, participants: Sequence[str], plan: str | None = None
) -> SessionId:
    """A programme was held, and these people took part."""
    async with begin(
        "training.hold_session", subject=unit, programme=programme, held_on=held_on, participants=participants
    ) as work:
        await require_unit(work, unit, held_on, path=("unit",))
        seen = await visible_people(work, participants, held_on)
        for place, person in enumerate(participants):
            if person not in seen:
                raise NotFound(kind="person", key=person, path=("participants", str(place)))
        outcome = hold_session(
            id=SessionId(work.new_id()),
            programme=await require_programme(programme, path=("programme",)),
            unit=UnitId(unit),
            held_on=held_on,
            participants=[PersonId(person) for person in participants],
            today=work.today,
            recorded_by=work.person,
            recorded_at=work.now,
            plan=(await require_plan(work, plan, path=("plan",))).id if plan else None,
        )
        await add_session(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


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
        await require_colleague(work, person, assessed_on, path=("person",))
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
