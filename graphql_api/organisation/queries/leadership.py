"""Leadership teams: reviewed by the core, and as SQL finds them for a plan, which says the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from pypika_tortoise.functions import Count
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Case, Term

from governance_core.history import History, Version
from governance_core.organisation import (
    STANDARD_KINDS,
    STANDARD_POSTS,
    TEAM_UNITS,
    Appointment,
    AppointmentBasis,
    AppointmentState,
    FindingCode,
    LeadershipReview,
    Post,
    review_leadership_team,
)
from governance_core.values import Period, UnitId
from graphql_api.organisation.queries.sources import APPOINTMENT, POST, UNIT
from graphql_api.platform.dated import FOREVER
from graphql_api.platform.reading.conditions import Question, at_moment
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.reading.readings import AskedDay, Derived, Told
from graphql_api.platform.reading.slots import UnionAll
from graphql_api.platform.reading.statements import selected
from graphql_api.platform.sql import Constants, literal, table_of

COMMITTEE = "party-committee"
_MOST_SEATS = 100


async def leadership_of(
    reader: Reader, keys: Sequence[tuple[str, str]], moment: Moment
) -> list[tuple[LeadershipReview, dict[str, Any]]]:
    """The review of each unit's leadership team, and the appointments it names by id; units come as (id, kind)."""
    rows = await held_in(reader, [unit for unit, _ in keys], moment)
    return [
        _review(reader, unit, kind, [row for row in rows if unit in (row["unit_id"], row["led_"])], moment)
        for unit, kind in keys
    ]


async def held_in(reader: Reader, units: Sequence[str], moment: Moment) -> list[dict[str, Any]]:
    """The appointments to posts of the units, and of the Party committees that serve them (`led_` then says which)."""
    question = await reader.question(moment)
    post, held = table_of(POST.table), table_of(APPOINTMENT.table)
    place = table_of(UNIT.table)
    terms = selected(question, APPOINTMENT, held, tuple(APPOINTMENT.computed))
    query = question.query.from_(post).join(held).on((held.post_id == post.post_id) & at_moment(moment, held))
    query = query.join(place).on((place.unit_id == post.unit_id) & at_moment(moment, place))
    query = query.select(*terms, post.kind.as_("post_kind_"), place.area_id.as_("led_")).where(at_moment(moment, post))
    led = (place.kind == COMMITTEE) & place.area_id.isin(list(units))
    return await reader.rows(APPOINTMENT, query.where(place.unit_id.isin(list(units)) | led))


def _review(
    reader: Reader, unit: str, kind: str, rows: Sequence[dict[str, Any]], moment: Moment
) -> tuple[LeadershipReview, dict[str, Any]]:
    posts = [Post(id=row["post_id"], unit=UnitId(unit), kind=row["post_kind_"], states=History()) for row in rows]
    appointments = [
        Appointment(
            id=row["appointment_id"],
            person=row["person_id"],
            post=row["post_id"],
            unit=UnitId(unit),
            states=History(versions=(_held_since(row),)),
        )
        for row in rows
    ]
    review = review_leadership_team(
        kind, posts=posts, appointments=appointments, on=moment.as_of, post_kinds=STANDARD_POSTS
    )
    return review, {row["appointment_id"]: reader.made("Appointment", row, moment) for row in rows}


def _held_since(row: dict[str, Any]) -> Version[AppointmentState]:
    period = Period(start=row["valid_from"], end=None if row["valid_to"] == FOREVER else row["valid_to"])
    state = AppointmentState(basis=AppointmentBasis(row["basis"]), home=row["home_id"])
    return Version(value=state, period=period, recorded_at=row["recorded_at"])


def _seats(question: Question, table: Table, arguments: Mapping[str, Any]) -> QueryBuilder:
    """The leading posts of a unit of the row's kind, in order of rank, and how many hold each."""
    seat = Constants(
        ("unit_kind", "rank", "post_kind", "title", "required", "establishment"),
        [
            (unit_kind.code, rank, one.code, one.label.in_language(question.language), one.required, one.establishment)
            for unit_kind in STANDARD_KINDS
            for rank, one in enumerate(
                one
                for place in TEAM_UNITS.get(unit_kind.code, (unit_kind.code,))
                for one in STANDARD_POSTS.leading(place)
            )
        ],
        alias="seat_",
    )
    filled = _holding(question, table.unit_id, seat.post_kind)[0].select(Count("*")).as_("filled")
    columns = [seat[name] for name in ("rank", "post_kind", "title", "required", "establishment")]
    found: QueryBuilder = question.query.from_(seat).select(
        *columns, table.unit_id.as_("unit_id"), filled.as_("filled")
    )
    return found.where(seat.unit_kind == table.kind).orderby(seat.rank)


def _findings(question: Question, table: Table, arguments: Mapping[str, Any]) -> QueryBuilder:
    """What is amiss with those posts."""
    seat = _seats(question, table, arguments).limit(_MOST_SEATS).as_("reviewed_")  # else all kinds' are counted twice
    vacant, over = seat.filled < seat.required, seat.filled > seat.establishment
    code = Case().when(vacant, literal(FindingCode.POST_VACANT)).else_(literal(FindingCode.OVER_ESTABLISHMENT))
    found: QueryBuilder = question.query.from_(seat).select(
        code.as_("code"),
        seat.post_kind,
        Case().when(vacant, seat.required).else_(seat.establishment).as_("expected"),
        seat.filled.as_("found"),
    )
    return found.where(vacant | over).orderby(seat.rank)


def _holders(question: Question, table: Table, arguments: Mapping[str, Any]) -> QueryBuilder:
    """Who holds the post of a seat."""
    query, held = _holding(question, table.unit_id, table.post_kind)
    return query.select(held.star).orderby(held.appointment_id)


def _holding(question: Question, unit: Term, kind: Term) -> tuple[QueryBuilder, Table]:
    """The appointments to posts of a kind in a unit, or in the Party committee that serves it; no columns yet."""
    committee, post, held = (
        table_of(one).as_(name)
        for one, name in ((UNIT.table, "serving_"), (POST.table, "post_"), (APPOINTMENT.table, "held_"))
    )
    moment = question.moment
    serving = question.query.from_(committee).select(committee.unit_id).where(committee.area_id == unit)
    serving = serving.where(committee.kind == COMMITTEE).where(at_moment(moment, committee))
    place = UnionAll([question.query.select(unit.as_("unit_id")), serving], alias="place_")
    # SQLite keeps to the order of a cross join: of its own accord it would begin with all posts of the town.
    query = question.query.from_(place).cross_join(post).cross().cross_join(held).cross()
    query = query.where(post.unit_id == place.unit_id).where(post.kind == kind).where(at_moment(moment, post))
    return query.where(held.post_id == post.post_id).where(at_moment(moment, held)), held


TEAM = Told(
    fields={
        "as_of": AskedDay(),
        "seats": Derived(
            rows=_seats,
            usual=7,
            columns=("post_kind", "title", "required", "establishment", "filled"),
            fields={"holders": Derived(rows=_holders, of="Appointment", usual=5)},
        ),
        "findings": Derived(rows=_findings, usual=7, columns=("code", "post_kind", "expected", "found")),
    }
)
"""How a plan reads a unit's leadership team."""
