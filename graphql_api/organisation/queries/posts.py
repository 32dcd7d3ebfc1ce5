"""Which kinds of posts people hold."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Term

from governance_core.organisation import (
    MembershipKind,
)
from governance_core.values import Period, PersonId, UnitId
from graphql_api.organisation.queries.sources import (
    APPOINTMENT,
    MEMBERSHIP,
    POST,
    UNIT,
)
from graphql_api.organisation.tables import (
    AppointmentStateRow,
    PostStateRow,
    UnitStateRow,
)
from graphql_api.platform.dated import FOREVER, so_on
from graphql_api.platform.reading.conditions import Question, at_moment, in_subtree, visible
from graphql_api.platform.reading.declare import (
    Moment,
)
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import query
from graphql_api.platform.sql import table_of


async def post_kinds_of(reader: Reader, people: Sequence[str], moment: Moment) -> dict[str, set[str]]:
    """The kinds of posts that each person held at the moment, as far as the caller sees them."""
    if not people:
        return {}
    held = await reader.by_key(APPOINTMENT, "person_id", sorted(set(people)), moment)
    posts = await reader.by_key(POST, "post_id", sorted({row["post_id"] for row in held}), moment)
    kinds = {row["post_id"]: row["kind"] for row in posts}
    found: dict[str, set[str]] = {}
    for row in held:
        if row["post_id"] in kinds:
            found.setdefault(row["person_id"], set()).add(kinds[row["post_id"]])
    return found


def holding_in(question: Question, path: Term) -> QueryBuilder:
    """The query of who holds a post in the area of a path, and of its kind, whoever asks."""
    place, held, post = (
        table_of(one).as_(name) for one, name in ((UNIT.table, "u_"), (APPOINTMENT.table, "a_"), (POST.table, "p_"))
    )
    moment = question.moment
    query = _units_in(question, place, path).cross_join(held).cross().cross_join(post).cross()
    query = query.where(held.unit_id == place.unit_id).where(at_moment(moment, held))
    query = query.where(post.post_id == held.post_id).where(at_moment(moment, post))
    return query.select(held.person_id, post.kind)


def party_members_in(question: Question, path: Term) -> QueryBuilder:
    """The query of everybody who belongs to the Party in the area of a path, each once, whoever asks."""
    place, joined = table_of(UNIT.table).as_("u_"), table_of(MEMBERSHIP.table).as_("m_")
    query = _units_in(question, place, path).cross_join(joined).cross().where(joined.unit_id == place.unit_id)
    query = query.where(at_moment(question.moment, joined)).where(joined.kind == MembershipKind.PARTY.value)
    return query.select(joined.person_id).distinct()


def _units_in(question: Question, place: Table, path: Term) -> QueryBuilder:
    """The units of an area. What joins them is cross joined: SQLite then begins here, and not with all of the town."""
    found: QueryBuilder = question.query.from_(place).where(in_subtree(place.area_path, path))
    return found.where(at_moment(question.moment, place))


async def people_of_areas(
    reader: Reader, paths: Sequence[str], moment: Moment
) -> dict[str, tuple[dict[PersonId, set[str]], set[PersonId]]]:
    """For each unit, by its path: the kinds of posts that people hold in its area, and who belongs to the Party there.

    Everybody in the area counts, whoever asks: it is for sums alone.
    """
    question = await reader.question(moment)
    place, held, post, joined = (
        table_of(one).as_(name)
        for one, name in ((UNIT.table, "u"), (APPOINTMENT.table, "a"), (POST.table, "p"), (MEMBERSHIP.table, "m"))
    )
    found: dict[str, tuple[dict[PersonId, set[str]], set[PersonId]]] = {path: ({}, set()) for path in paths}
    posts, members = [], []
    for path in found:
        here = question.query.from_(place).where(in_subtree(place.area_path, path)).where(at_moment(moment, place))
        holding = here.join(held).on(held.unit_id == place.unit_id).join(post).on(post.post_id == held.post_id)
        holding = holding.select(Term.wrap_constant(path).as_("path_"), held.person_id, post.kind.as_("kind_"))
        posts.append(holding.where(at_moment(moment, held)).where(at_moment(moment, post)))
        belonging = here.join(joined).on(joined.unit_id == place.unit_id).where(at_moment(moment, joined))
        belonging = belonging.where(joined.kind == MembershipKind.PARTY.value)
        members.append(belonging.select(Term.wrap_constant(path).as_("path_"), joined.person_id))
    for row in await reader.rows(APPOINTMENT, *posts):
        found[row["path_"]][0].setdefault(PersonId(row["person_id"]), set()).add(row["kind_"])
    for row in await reader.rows(MEMBERSHIP, *members):
        found[row["path_"]][1].add(PersonId(row["person_id"]))
    return found


async def post_kinds_in(unit: str, on: date) -> dict[PersonId, set[str]]:
    """The kinds of posts that people hold on a day in a unit's area: in it, below it, or serving either."""
    path = (await UnitStateRow.filter(so_on(on), unit_id=unit).values_list("path", flat=True))[0]
    below = UnitStateRow.filter(so_on(on), area_path__gte=path, area_path__lt=f"{str(path)[:-1]}0")
    units = await below.values_list("unit_id", flat=True)
    held = await AppointmentStateRow.filter(so_on(on), unit_id__in=units).values_list("person_id", "post_id")
    posts = await PostStateRow.filter(so_on(on), unit_id__in=units).values_list("post_id", "kind")
    kinds = {str(post): str(kind) for post, kind in posts}
    found: dict[PersonId, set[str]] = {}
    for person, post in held:
        if str(post) in kinds:
            found.setdefault(PersonId(str(person)), set()).add(kinds[str(post)])
    return found


def unseen_post_kinds(question: Question, person: Term) -> tuple[QueryBuilder, Table]:
    """A query of the posts that a person holds and the caller does not see, with no columns yet; and the posts."""
    held, post = table_of(APPOINTMENT.table).as_("unseen_"), table_of(POST.table).as_("kept_from_")
    seen = visible(replace(question, narrowed=True), APPOINTMENT, held)
    query = question.query.from_(held).join(post).on((post.post_id == held.post_id) & at_moment(question.moment, post))
    query = query.where(held.person_id == person).where(at_moment(question.moment, held))
    return (query if seen is None else query.where(seen.negate())), post


def held_by(question: Question, person: Term) -> QueryBuilder:
    """The query of the posts that a person holds at the moment, whoever asks; no columns yet."""
    held = table_of(APPOINTMENT.table).as_("in_office_")
    found: QueryBuilder = question.query.from_(held).where(held.person_id == person)
    return found.where(at_moment(question.moment, held))


async def units_of_area(unit: str, period: Period) -> dict[UnitId, str]:
    """The units that stood in a unit's area at any time of a period, or served it, each with its kind, in their order.

    The area is that of the period's last day.
    """
    connection = UnitStateRow._meta.db  # noqa: SLF001 -- tortoise's own door
    last = (period.end or FOREVER) - timedelta(days=1)
    stood = await query(connection, _PATH, unit, last)
    if not stood:
        return {}
    path = stood[0]["path"]
    rows = await query(connection, _AREA, path, f"{path[:-1]}0", period.end or FOREVER, period.start)
    return {UnitId(row["unit_id"]): row["kind"] for row in rows}


_PATH = """
SELECT path FROM organisation_unit_state
WHERE unit_id = $1 AND superseded_at IS NULL AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1"""
_AREA = """
SELECT DISTINCT s.unit_id, u.kind FROM organisation_unit_state AS s JOIN organisation_unit AS u ON u.id = s.unit_id
WHERE s.superseded_at IS NULL AND s.area_path >= $1 AND s.area_path < $2 AND s.valid_from < $3 AND s.valid_to > $4
ORDER BY s.unit_id"""


async def people_serving(units: Collection[str], period: Period) -> list[PersonId]:
    """The keys of everybody who holds a post in one of the units at any time of a period, in their order."""
    connection = AppointmentStateRow._meta.db  # noqa: SLF001 -- as above
    rows = await query(connection, _SERVING, sorted(units), period.end or FOREVER, period.start)
    return [PersonId(row["person_id"]) for row in rows]


_SERVING = """
SELECT DISTINCT person_id FROM organisation_appointment_state
WHERE superseded_at IS NULL AND unit_id = ANY($1) AND valid_from < $2 AND valid_to > $3 ORDER BY person_id"""
