"""People's gaps as they are stored: made from what is known, where they come from when read, and recounted."""

from collections.abc import AsyncIterator, Sequence
from datetime import date

from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Criterion

from governance_core.training import (
    CompetencyFramework,
    FrameworkStatus,
    HeldKind,
    Standing,
    framework_in_force,
    standings,
)
from governance_core.values import PersonId
from graphql_api.organisation import ABOUT_WORK, COLLEAGUE_OF_ROW, everybody, posts_held, unseen_post_kinds
from graphql_api.platform.dated import FOREVER
from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import Everyone, Label, Many, One, Source
from graphql_api.platform.reading.readings import Beside, Kept
from graphql_api.platform.reading.slots import Exists, Names
from graphql_api.platform.sql import batches, table_of
from graphql_api.training.tables import (
    CompetenceRow,
    CompetencyRow,
    FrameworkRow,
    GapRow,
    StandingRow,
    competence_of,
    framework_of,
    load_standings,
    places_of,
    told_gaps,
)

BATCH = 2000

STANDING = Source(
    name="TrainingStanding",
    table=StandingRow,
    key="person_id",
    access=ABOUT_WORK,
    relations={"colleague": COLLEAGUE_OF_ROW, "gaps": Many(target="CompetenceGap", remote="person_id")},
)
GAP = Source(
    name="CompetenceGap",
    table=GapRow,
    access=Everyone(),  # they are reached from a standing alone
    relations={"competency": One(target="Competency", local="competency_id")},
    order=("place",),
)
COMPETENCY = Source(
    name="Competency",
    table=CompetencyRow,
    access=Everyone(),
    labels={"title": Label(zh="title_zh", en="title_en")},
    order=("place",),
)


def _holds(question: Question, table: Table) -> Criterion:
    """A standing holds on its days, and for a caller who sees every post that has a part in it."""
    today = question.moment.as_of
    posts, post = unseen_post_kinds(question, table.person_id)
    gap = table_of(GapRow).as_("demanding_")
    demanded = question.query.from_(gap).select(gap.id).where(gap.person_id == table.person_id)
    hidden = posts.select(post.post_id).where(Exists(demanded.where(Names(gap.post_kinds, post.kind))))
    return (table.as_of <= today) & (table.holds_until > today) & Exists(hidden).negate()


KEPT_GAPS = Kept(
    standing="TrainingStanding",
    holds=_holds,
    null_without="framework_id",
    relation="gaps",
    fields={
        "competency": Beside(relation="competency", name="code"),
        "title": Beside(relation="competency", name="title"),
        "required": "required",
        "post_kinds": "post_kinds",
        "level": "level",
        "size": "size",
        "weight": "weight",
    },
)


async def framework_now() -> CompetencyFramework | None:
    """The framework in force."""
    rows = await FrameworkRow.filter(status=FrameworkStatus.PUBLISHED.value)
    return framework_in_force(map(framework_of, rows))


async def standings_on(framework: CompetencyFramework | None, people: Sequence[str], on: date) -> tuple[Standing, ...]:
    """What the gaps of people are on a day as known now, and until when: two or three statements for them all."""
    found = []
    if framework is not None:
        found = await CompetenceRow.filter(person_id__in=people, framework_id=framework.id)
    posts = await posts_held(people)
    kinds = {
        PersonId(person): [HeldKind(kind=post.kind, period=post.period) for post in posts.get(person, ())]
        for person in people
    }
    return standings(framework, kinds, map(competence_of, found), as_of=on)


async def differences(on: date) -> AsyncIterator[str]:
    """Where what is stored of people's gaps is not what a recount says of a day; who has nothing stored counts too."""
    framework = await framework_now()
    places = {} if framework is None else await places_of(framework.id)
    for some in batches(await everybody(), BATCH):
        stored = await load_standings(some)
        for made in await standings_on(framework, some, on):
            if made.person not in stored:
                yield f"{made.person}: nothing is stored"
                continue
            row, gaps = stored[made.person]
            kept = (row.framework_id, row.holds_until, gaps)
            said = (made.framework, made.holds_until or FOREVER, told_gaps(made, places))
            if row.as_of <= on < row.holds_until and kept != said:
                yield f"{made.person}: stored {kept}, recounted {said}"
