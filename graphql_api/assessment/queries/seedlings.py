"""Where reserve cadres come from, who may see them, and what an act may be about.

A seedling is seen by themself, by the mentor of the day, and by reviewing roles of the unit that is responsible or of
where the seedling works. For everybody else there is none.
"""

from collections.abc import Sequence
from datetime import date

from pypika_tortoise.functions import Count
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Case, Criterion, LiteralValue, Term

from governance_core.assessment import HeldPost, ProgressRecord, RecordStatus, Seedling, SeedlingStatus
from governance_core.errors import NotFound
from governance_core.values import PersonId
from graphql_api.assessment.queries.requiring import require_record
from graphql_api.assessment.queries.standing import held_post
from graphql_api.assessment.tables import (
    DevelopmentGoalRow,
    MentorshipRow,
    ObservationRow,
    RecordRow,
    SeedlingRow,
    load_seedling,
    record_of,
)
from graphql_api.organisation import (
    COLLEAGUE_OF_ROW,
    held_by,
    name_of_person,
    name_of_unit,
    posts_held,
    require_colleague,
    visible_people,
    visible_units,
)
from graphql_api.platform.access import ALL_ROLES, REVIEWING_ROLES
from graphql_api.platform.reading.conditions import Question, at_moment
from graphql_api.platform.reading.declare import (
    Computed,
    Equals,
    Everyone,
    ForRoles,
    Label,
    Many,
    One,
    OneOf,
    Passing,
    Personal,
    Positive,
    Relation,
    Source,
    Through,
    Where,
)
from graphql_api.platform.reading.slots import Exists
from graphql_api.platform.rows import select
from graphql_api.platform.sql import table_of
from graphql_api.platform.work import Work


def yes_or_no(condition: Criterion) -> Case:
    """A condition as a value."""
    return Case().when(condition, LiteralValue("true")).else_(LiteralValue("false"))


def mentors_in_office(question: Question, table: Table) -> QueryBuilder:
    """How many mentors of a seedling hold a post: one, or none."""
    responsible = table_of(MentorshipRow).as_("responsible_")
    counted: QueryBuilder = question.query.from_(responsible).select(Count("*"))
    counted = counted.where(responsible.seedling_id == table.id).where(at_moment(question.moment, responsible))
    return counted.where(_in_office(question, responsible))


def superseded(question: Question, table: Table) -> Criterion:
    """That another verified record has taken the place of the one a goal rests on; by whose it is, it is found."""
    about, later = table_of(SeedlingRow).as_("about_"), table_of(RecordRow).as_("later_")
    found = question.query.from_(about).join(later).on(later.person_id == about.person_id).select(later.id)
    found = found.where(about.id == table.seedling_id).where(later.supersedes_id == table.reached_by)
    found = found.where(later.status == RecordStatus.VERIFIED.value)
    known_at = question.moment.known_at
    return Exists(found if known_at is None else found.where(later.decided_at <= known_at))


def _in_office(question: Question, mentorship: Table) -> Criterion:
    held = held_by(question, mentorship.mentor_id)
    return Exists(held.select(LiteralValue("1")))


def _mentor_name(question: Question, table: Table) -> Term:
    responsible = table_of(MentorshipRow).as_("responsible_")
    name = name_of_person("mentor_id").sql(question, responsible)
    found = question.query.from_(responsible).select(name).where(responsible.seedling_id == table.id)
    return found.where(at_moment(question.moment, responsible))


_SEEDLING = One(target="Seedling", local="seedling_id")
_OF_SEEDLING = Through(relations=("seedling",))
_GOAL = {"title": Label(zh="title_zh", en="title_en")}
_SUPERSEDED = Computed(sql=lambda question, table: yes_or_no(superseded(question, table)), read=bool)

SEEDLING = Source(
    name="Seedling",
    table=SeedlingRow,
    access=Personal(column="person_id", roles=ALL_ROLES, others=Through(relations=("reviewed", "mentored"))),
    computed={
        "person_name": name_of_person("person_id"),
        "unit_name": name_of_unit("unit_id"),
        "mentor_name": Computed(sql=_mentor_name),
        "mentors_in_office": Computed(sql=mentors_in_office),
        "mentor_in_office": Computed(
            sql=lambda question, table: yes_or_no(mentors_in_office(question, table) > LiteralValue("0")), read=bool
        ),
    },
    relations={
        "person": One(target="Person", local="person_id"),
        "unit": One(target="Unit", local="unit_id"),
        "nominator": One(target="Person", local="nominated_by"),
        "decider": One(target="Person", local="ended_by"),
        "appointment": One(target="Appointment", local="appointment_id"),
        "reviewed": One(target="ReviewedSeedling", local="id"),
        "mentored": Many(target="OwnMentorship", remote="seedling_id"),
        "responsible": Many(target="AnyMentorship", remote="seedling_id"),
        "mentors": Many(target="Mentorship", remote="seedling_id"),
        "goals": Many(target="DevelopmentGoal", remote="seedling_id"),
        "goal_revisions": Many(target="GoalRevision", remote="seedling_id"),
        "observations": Many(target="SeedlingObservation", remote="seedling_id"),
    },
    order=("-period_from",),
    filters={
        "person": Equals(column="person_id"),
        "unit": Equals(column="unit_id"),
        "within": Where(relation="unit", filter="in_area"),
        "mentor": Where(relation="responsible", filter="mentor"),
        "mentor_in_office": Positive(computed="mentors_in_office"),
        "statuses": OneOf(column="status"),
        "aims_for": Equals(column="aims_for", few=False),
    },
)

REVIEWED = Source(
    name="ReviewedSeedling",
    table=SeedlingRow,
    access=ForRoles(roles=REVIEWING_ROLES, others=Through(relations=("unit", "colleague"))),
    relations={"unit": One(target="Unit", local="unit_id"), "colleague": COLLEAGUE_OF_ROW},
)
"""A seedling as whoever reviews for the unit, or where the seedling works, sees it."""

OWN_MENTORSHIP = Source(
    name="OwnMentorship",
    table=MentorshipRow,
    dated=True,
    access=Personal(column="mentor_id", roles=frozenset(), others=Everyone()),
)
"""That the caller is responsible."""

ANY_MENTORSHIP = Source(
    name="AnyMentorship",
    table=MentorshipRow,
    dated=True,
    access=Everyone(),  # for it is asked only of seedlings that the caller may see
    filters={"mentor": Equals(column="mentor_id")},
)

MENTORSHIP = Source(
    name="Mentorship",
    table=MentorshipRow,
    dated=True,
    access=_OF_SEEDLING,
    computed={
        "name": name_of_person("mentor_id"),
        "in_office": Computed(sql=lambda question, table: yes_or_no(_in_office(question, table)), read=bool),
    },
    relations={"seedling": _SEEDLING, "mentor": One(target="Person", local="mentor_id")},
)

GOAL = Source(
    name="DevelopmentGoal",
    table=DevelopmentGoalRow,
    dated=True,
    access=_OF_SEEDLING,
    labels=_GOAL,
    computed={"superseded": _SUPERSEDED},
    relations={"seedling": _SEEDLING, "record": One(target="ProgressRecord", local="reached_by")},
    order=("due_on", "code"),
)

REVISION = Source(
    name="GoalRevision",
    table=DevelopmentGoalRow,
    access=_OF_SEEDLING,
    labels=_GOAL,
    computed={"superseded": _SUPERSEDED},
    relations={"seedling": _SEEDLING},
    order=("code", "recorded_at", "valid_from"),
)
"""Everything that a plan has ever said of a goal."""

OBSERVATION = Source(
    name="SeedlingObservation",
    table=ObservationRow,
    access=_OF_SEEDLING,
    computed={"observer_name": name_of_person("observed_by")},
    relations={
        "seedling": _SEEDLING,
        "observer": One(target="Person", local="observed_by"),
        "record": One(target="ProgressRecord", local="record_id"),
    },
    order=("-observed_on",),
)

SEEDLING_SOURCES = (SEEDLING, REVIEWED, OWN_MENTORSHIP, ANY_MENTORSHIP, MENTORSHIP, GOAL, REVISION, OBSERVATION)
SEEDLING_RELATES: dict[str, dict[str, Relation]] = {
    "Person": {
        "seedling": Many(target="Seedling", remote="person_id", where={"statuses": (SeedlingStatus.ACTIVE.value,)})
    },
    "Unit": {"seedlings": Passing(target="Seedling", filter="within", local="area_path")},
}


async def require_seedling(work: Work, key: str) -> tuple[Seedling, int]:
    """The seedling of an act, whom its caller must be able to see, and the version it is at.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    found = await load_seedling(key)
    if found is None or not await _sees(work, found[0]):
        raise NotFound(kind="seedling", key=key, path=("seedling",))
    return found


async def _sees(work: Work, seedling: Seedling) -> bool:
    if work.person is not None and work.person in (seedling.person, seedling.mentor_on(work.today)):
        return True
    if work.principal.role not in REVIEWING_ROLES:
        return False
    if await visible_units(work, [seedling.unit], None):
        return True
    try:
        await require_colleague(work, seedling.person, work.today, path=("seedling",))
    except NotFound:
        return False
    return True


async def reviews(work: Work, seedling: Seedling) -> bool:
    """Whether the caller reviews for the unit that is responsible for a seedling."""
    return work.principal.role in REVIEWING_ROLES and bool(await visible_units(work, [seedling.unit], None))


async def record_about(work: Work, key: str, seedling: Seedling) -> ProgressRecord:
    """The record that an act on a seedling cites: one about them, or another that the caller may see.

    Who is responsible for somebody is told of their records what an act says, though they may not review them.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    rows = await select(RecordRow, id=key)
    if rows and rows[0].person_id == seedling.person:
        return record_of(rows[0])
    return (await require_record(work, key, path=("record",)))[0]


async def mentor_posts(work: Work, mentor: str, on: date) -> list[HeldPost]:
    """The posts that a person holds on a day, anywhere: a mentor may be from above the seedling's unit.

    Raises:
        NotFound: they hold none, and are nobody whom the caller sees.
    """
    posts = [post for post, _ in await posts_on(PersonId(mentor), on)]
    if not posts and not await visible_people(work, [mentor], on):
        raise NotFound(kind="person", key=mentor, path=("mentor",))
    return posts


async def posts_on(person: PersonId, on: date) -> Sequence[tuple[HeldPost, date]]:
    """The posts that a person holds on a day, each with its first day."""
    return [
        (held_post(one), one.period.start) for one in (await posts_held([person])).get(person, ()) if on in one.period
    ]
