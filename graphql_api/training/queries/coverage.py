"""How far training has reached whom: by the core's rule, and as SQL counts it for a plan, which says the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pypika_tortoise.functions import Cast, Count, Sum
from pypika_tortoise.queries import QueryBuilder, Selectable, Table
from pypika_tortoise.terms import Case, LiteralValue, Term

from governance_core.training import AUDIENCE_POSTS, Audience, Coverage, audience_coverage, audience_members
from governance_core.values import Period
from graphql_api.organisation import holding_in, party_members_in, people_of_areas
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.reading.readings import Derived
from graphql_api.platform.reading.slots import Exists, UnionAll
from graphql_api.platform.sql import Constants, batches, literal, table_of
from graphql_api.training.tables import ParticipationRow, SessionRow, sessions_of


async def coverage_of(
    reader: Reader, keys: Sequence[tuple[str, Period]], moment: Moment
) -> list[tuple[Coverage, ...] | None]:
    """How far training has reached the audiences in each unit's area, of (path, period); None for who may not know."""
    if reader.principal.role not in REVIEWING_ROLES:
        return [None for _ in keys]
    people = await people_of_areas(reader, [path for path, _ in keys], moment)
    members = {path: audience_members(*found) for path, found in people.items()}
    everybody = sorted({person for one in members.values() for group in one.values() for person in group})
    first, last = min(period.start for _, period in keys), max(period.end or date.max for _, period in keys)
    took_part = [
        one
        for some in batches(everybody)
        for one in await ParticipationRow.filter(person_id__in=some, held_on__gte=first, held_on__lt=last)
    ]
    held = [
        one
        for some in batches(sorted({one.session_id for one in took_part}))
        for one in await SessionRow.filter(id__in=some)
    ]
    sessions = sessions_of(held, took_part)
    return [audience_coverage(members[path], sessions, period, known_at=moment.known_at) for path, period in keys]


def _counted(question: Question, table: Table, arguments: Mapping[str, Any]) -> QueryBuilder | None:
    """For each audience, in their order, how many belong to it in the area of the row's unit and how many took part."""
    if question.principal.role not in REVIEWING_ROLES:
        return None
    member = _members(question, table.area_path)
    reached = Sum(_has_spent(question, member, arguments)).as_("reached")
    found: QueryBuilder = question.query.from_(member).groupby(member.place, member.audience)
    found = found.select(member.audience, Count(member.person_id).as_("members"), reached)
    return found.orderby(member.place)


def _members(question: Question, path: Term) -> Selectable:
    """Each audience with nobody, so that none is left out, and with everybody who belongs to it, each once."""
    kinds = [(place, one, kind) for place, one in enumerate(Audience) for kind in AUDIENCE_POSTS.get(one, ())]
    empty = [(place, one, None) for place, one in enumerate(Audience)]
    counts = Constants(("place", "audience", "kind"), sorted(kinds), alias="counts_")
    nobody = Constants(("place", "audience", "person_id"), empty, alias="nobody_")
    holder, member = holding_in(question, path).as_("holder_"), party_members_in(question, path).as_("belongs_")
    holding = question.query.from_(holder).cross_join(counts).cross().where(counts.kind == holder.kind)
    holding = holding.select(counts.place, counts.audience, holder.person_id).distinct()
    place = LiteralValue(str(list(Audience).index(Audience.PARTY_MEMBERS)))
    party = question.query.from_(member).select(place, literal(Audience.PARTY_MEMBERS), member.person_id)
    return UnionAll([question.query.from_(nobody).select(nobody.star), holding, party], alias="member_")


def _has_spent(question: Question, member: Selectable, arguments: Mapping[str, Any]) -> Term:
    """One where a member has spent time in training in the period, else zero."""
    took, session = table_of(ParticipationRow).as_("took_"), table_of(SessionRow).as_("session_")
    reached = question.query.from_(took).join(session).on(session.id == took.session_id).select(took.id)
    reached = reached.where(took.person_id == member.person_id)
    reached = reached.where(took.held_on >= arguments["from_"]).where(took.held_on < arguments["to"])
    reached = reached.where(Cast(session.hours, "REAL") > 0)
    if question.moment.known_at is not None:
        reached = reached.where(session.recorded_at <= question.moment.known_at)
    return Case().when(Exists(reached), LiteralValue("1")).else_(LiteralValue("0"))


COVERAGE = Derived(
    rows=_counted,
    usual=len(Audience),
    columns=("audience", "members", "reached"),
    check=lambda asked: Period(start=asked["from_"], end=asked["to"]),
)
"""How a plan reads the coverage of a unit's area; what is told of hours is left to the rule."""
