"""Where the organisation's GraphQL types come from, and who may see them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Term
from tortoise.expressions import Q

from governance_core.errors import Ambiguous, NotFound
from governance_core.history import History, Version
from governance_core.organisation import (
    STANDARD_POSTS,
    Appointment,
    AppointmentBasis,
    AppointmentState,
    LeadershipReview,
    Post,
    review_leadership_team,
)
from governance_core.values import Period, PersonId, UnitId
from graphql_api.organisation.tables import (
    SEARCH_PEOPLE,
    SEARCH_UNITS,
    AppointmentStateRow,
    HouseholdContactRow,
    MembershipRow,
    PersonStateRow,
    PostStateRow,
    UnitAliasRow,
    UnitCodeRow,
    UnitStateRow,
)
from graphql_api.platform.cache import Cache
from graphql_api.platform.dated import FOREVER, current
from graphql_api.platform.identifiers import global_id
from graphql_api.platform.reading.declare import (
    Below,
    Computed,
    Equals,
    InArea,
    Label,
    Many,
    Matches,
    Moment,
    One,
    OneOf,
    Passing,
    Source,
    Through,
    Where,
    Within,
)
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.reading.statements import Question, at_moment, by_key, coalesced, selected, visible
from graphql_api.platform.service import SYSTEM, Service
from graphql_api.platform.sql import table_of
from graphql_api.platform.work import Work

TAG = "organisation"
COMMITTEE = "party-committee"


def _version_of(identity: str, column: str) -> Computed:
    def sql(question: Question, table: Table) -> Term:
        row = Table(identity).as_("identity_")
        return question.query.from_(row).select(row.version).where(row.id == table[column])

    return Computed(sql=sql)


def _official_code(question: Question, table: Table) -> Term:
    code = table_of(UnitCodeRow).as_("code_")
    found = question.query.from_(code).select(code.value).where(code.unit_id == table.unit_id)
    return found.where(at_moment(question.moment, code)).orderby(code.scheme).limit(1)


UNIT = Source(
    name="Unit",
    table=UnitStateRow,
    key="unit_id",
    dated=True,
    access=InArea(),
    labels={"name": Label(zh="name_zh", en="name_en")},
    computed={"code": Computed(sql=_official_code), "version": _version_of("organisation_unit", "unit_id")},
    relations={
        "parent": One(target="Unit", local="parent_id"),
        "area": One(target="Unit", local="area_id"),
        "children": Many(target="Unit", remote="parent_id"),
        "serving": Many(target="Unit", remote="area_id"),
        "descendants": Below(target="Unit", path="path", local="path"),
        "party_grid": Below(target="Unit", path="area_path", local="path", inclusive=True, where={"line": "party"}),
        "governance_grid": Below(target="Unit", path="area_path", local="path", inclusive=True, where={"line": "grid"}),
        "codes": Many(target="UnitCode", remote="unit_id"),
        "aliases": Many(target="UnitAlias", remote="unit_id"),
        "posts": Many(target="Post", remote="unit_id"),
        "appointments": Many(target="Appointment", remote="unit_id"),
        "people_in_area": Passing(target="Person", filter="in_area", local="area_path"),
        "members": Many(target="Membership", remote="unit_id"),
        "household_contacts": Many(target="HouseholdContact", remote="group_id"),
        "contact_groups": Many(target="HouseholdContact", remote="household_id"),
    },
    filters={
        "kinds": OneOf(column="kind"),
        "line": Equals(column="line"),
        "parent": Equals(column="parent_id"),
        "within": Within(column="path"),
        "in_area": Within(column="area_path"),
        "search": Matches(table=SEARCH_UNITS),
        "name": Equals(column="name_zh"),
        "code": Where(relation="codes", filter="value"),
        "alias": Where(relation="aliases", filter="alias"),
    },
)

UNIT_CODE = Source(
    name="UnitCode",
    table=UnitCodeRow,
    dated=True,
    access=Through(relations=("unit",)),
    relations={"unit": One(target="Unit", local="unit_id")},
    order=("scheme",),
    filters={"value": Equals(column="value"), "scheme": Equals(column="scheme")},
)

UNIT_ALIAS = Source(
    name="UnitAlias",
    table=UnitAliasRow,
    dated=True,
    access=Through(relations=("unit",)),
    relations={"unit": One(target="Unit", local="unit_id")},
    filters={"alias": Equals(column="alias")},
)

PERSON = Source(
    name="Person",
    table=PersonStateRow,
    key="person_id",
    dated=True,
    access=Through(relations=("appointments", "memberships")),
    computed={"version": _version_of("organisation_person", "person_id")},
    relations={
        "appointments": Many(target="Appointment", remote="person_id"),
        "memberships": Many(target="Membership", remote="person_id"),
    },
    filters={
        "search": Matches(table=SEARCH_PEOPLE),
        "within": Where(relation="appointments", filter="within"),
        "in_area": Where(relation="appointments", filter="in_area"),
        "post_kinds": Where(relation="appointments", filter="post_kinds"),
        "member_of": Where(relation="memberships", filter="unit"),
    },
)

POST = Source(
    name="Post",
    table=PostStateRow,
    key="post_id",
    dated=True,
    access=Through(relations=("unit",)),
    labels={"title": Label(zh="title_zh", en="title_en")},
    computed={"version": _version_of("organisation_post", "post_id")},
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "appointments": Many(target="Appointment", remote="post_id"),
    },
    filters={"kinds": OneOf(column="kind"), "within": Where(relation="unit", filter="within")},
)

APPOINTMENT = Source(
    name="Appointment",
    table=AppointmentStateRow,
    key="appointment_id",
    dated=True,
    access=Through(relations=("unit",)),
    computed={"version": _version_of("organisation_appointment", "appointment_id")},
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "post": One(target="Post", local="post_id"),
        "person": One(target="Person", local="person_id"),
        "home": One(target="Appointment", local="home_id"),
    },
    filters={
        "bases": OneOf(column="basis"),
        "person": Equals(column="person_id"),
        "within": Where(relation="unit", filter="within"),
        "in_area": Where(relation="unit", filter="in_area"),
        "post_kinds": Where(relation="post", filter="kinds"),
    },
)

MEMBERSHIP = Source(
    name="Membership",
    table=MembershipRow,
    key="membership_id",
    dated=True,
    access=Through(relations=("unit",)),
    relations={
        "unit": One(target="Unit", local="unit_id"),
        "person": One(target="Person", local="person_id"),
    },
    filters={"kind": Equals(column="kind"), "unit": Equals(column="unit_id")},
)

HOUSEHOLD_CONTACT = Source(
    name="HouseholdContact",
    table=HouseholdContactRow,
    dated=True,
    access=Through(relations=("household",)),
    relations={
        "group": One(target="Unit", local="group_id"),
        "household": One(target="Unit", local="household_id"),
        "member": One(target="Person", local="member_id"),
    },
    filters={"group": Equals(column="group_id")},
)

SOURCES = (UNIT, UNIT_CODE, UNIT_ALIAS, PERSON, POST, APPOINTMENT, MEMBERSHIP, HOUSEHOLD_CONTACT)


async def path_at(cache: Cache, unit_id: str, moment: Moment) -> str | None:
    """The path of a unit at a moment, on which every access rule rests; None where it did not exist then."""

    async def load() -> str | None:
        rows = UnitStateRow.filter(unit_id=unit_id, valid_from__lte=moment.as_of, valid_to__gt=moment.as_of)
        if moment.known_at is None:
            rows = rows.filter(superseded_at=None)
        else:
            known = Q(superseded_at=None) | Q(superseded_at__gt=moment.known_at)
            rows = rows.filter(known, recorded_at__lte=moment.known_at)
        paths = await rows.values_list("path", flat=True)
        return str(paths[0]) if paths else None

    found: str | None = await cache.get_or_load(f"path:{unit_id}:{moment.as_of}:{moment.known_at}", load, tags=(TAG,))
    return found


async def unit_key(reader: Reader, moment: Moment, *, code: str | None, name: str | None) -> str | None:
    """The key of the one visible unit with a code, or with a name or alias; None where there is none.

    Raises:
        Ambiguous: several visible units have it.
    """
    question = await reader.question(moment)
    table = table_of(UNIT.table)
    if code is not None:
        named = _through(question, table, UNIT_CODE, "value", code)
    else:
        named = (table.name_zh == name) | (table.name_en == name) | _through(question, table, UNIT_ALIAS, "alias", name)
    query = question.query.from_(table).select(table.unit_id, table.name_zh).where(named)
    allowed = visible(question, UNIT, table)
    query = query if allowed is None else query.where(allowed)
    rows = await reader.rows(UNIT, query.orderby(table.unit_id).limit(10))
    if len(rows) > 1:
        names = tuple(f"{row['name_zh']} ({global_id('Unit', row['unit_id'])})" for row in rows)
        raise Ambiguous(value=code or name or "", candidates=names, path=("by", "code" if code else "name"))
    return rows[0]["unit_id"] if rows else None


def _through(question: Question, table: Table, source: Source, column: str, value: str | None) -> Any:
    other = table_of(source.table).as_(f"{column}_")
    chosen = question.query.from_(other).select(other.unit_id).where(other[column] == value)
    return table.unit_id.isin(chosen.where(at_moment(question.moment, other)))


async def aliases_of(reader: Reader, keys: Sequence[str], moment: Moment) -> list[list[str]]:
    """The aliases of each unit."""
    question = await reader.question(moment)
    table = table_of(UNIT_ALIAS.table)
    query = question.query.from_(table).select(table.unit_id, table["alias"]).where(table.unit_id.isin(list(keys)))
    rows = await reader.rows(UNIT_ALIAS, query.where(at_moment(moment, table)).orderby(table.id))
    return [[row["alias"] for row in rows if row["unit_id"] == key] for key in keys]


async def ancestors_of(reader: Reader, paths: Sequence[str], moment: Moment) -> list[list[dict[str, Any]]]:
    """The labels of the units above each path, nearest first. They are shown to whoever sees the unit below."""
    chains = [list(reversed(path.split("/")[:-2])) for path in paths]
    question = await reader.question(moment)
    table = table_of(UNIT.table)
    name = coalesced(question, table, UNIT.labels["name"]).as_("name")
    code = _official_code(question, table).as_("code")
    wanted = sorted({key for chain in chains for key in chain})
    if not wanted:
        return [[] for _ in chains]
    query = question.query.from_(table).select(table.unit_id, table.kind, name, code)
    rows = await reader.rows(UNIT, query.where(table.unit_id.isin(wanted)).where(at_moment(moment, table)))
    labels = {
        row["unit_id"]: {
            "id": global_id("Unit", row["unit_id"]),
            "kind": row["kind"],
            "name": row["name"],
            "code": row["code"],
        }
        for row in rows
    }
    return [[labels[key] for key in chain if key in labels] for chain in chains]


async def leadership_of(
    reader: Reader, keys: Sequence[tuple[str, str]], moment: Moment
) -> list[tuple[LeadershipReview, dict[str, Any]]]:
    """The review of each unit's leadership team, and the appointments it names by id; units come as (id, kind)."""
    question = await reader.question(moment)
    post, held = table_of(POST.table), table_of(APPOINTMENT.table)
    place = table_of(UNIT.table)
    terms = selected(question, APPOINTMENT, held, tuple(APPOINTMENT.computed))
    query = question.query.from_(post).join(held).on((held.post_id == post.post_id) & at_moment(moment, held))
    query = query.join(place).on((place.unit_id == post.unit_id) & at_moment(moment, place))
    query = query.select(*terms, post.kind.as_("post_kind_"), place.area_id.as_("led_")).where(at_moment(moment, post))
    units = [unit for unit, _ in keys]
    led = (place.kind == COMMITTEE) & place.area_id.isin(units)
    rows = await reader.rows(APPOINTMENT, query.where(place.unit_id.isin(units) | led))
    return [
        _review(reader, unit, kind, [row for row in rows if unit in (row["unit_id"], row["led_"])], moment)
        for unit, kind in keys
    ]


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


async def post_kinds_of(reader: Reader, people: Sequence[str], moment: Moment) -> dict[str, set[str]]:
    """The kinds of posts that each person held at the moment, as far as the caller sees them."""
    if not people:
        return {}
    question = await reader.question(moment)
    held = await reader.rows(APPOINTMENT, by_key(question, APPOINTMENT, "person_id", sorted(set(people)), ()))
    posts = await reader.rows(POST, by_key(question, POST, "post_id", sorted({row["post_id"] for row in held}), ()))
    kinds = {row["post_id"]: row["kind"] for row in posts}
    found: dict[str, set[str]] = {}
    for row in held:
        if row["post_id"] in kinds:
            found.setdefault(row["person_id"], set()).add(kinds[row["post_id"]])
    return found


async def post_kinds_in(unit: str, on: date) -> dict[PersonId, set[str]]:
    """The kinds of posts that people hold on a day in a unit's area: in it, below it, or serving either."""
    path = (await UnitStateRow.filter(current(on), unit_id=unit).values_list("path", flat=True))[0]
    below = UnitStateRow.filter(current(on), area_path__gte=path, area_path__lt=f"{str(path)[:-1]}0")
    units = await below.values_list("unit_id", flat=True)
    held = await AppointmentStateRow.filter(current(on), unit_id__in=units).values_list("person_id", "post_id")
    posts = await PostStateRow.filter(current(on), unit_id__in=units).values_list("post_id", "kind")
    kinds = {str(post): str(kind) for post, kind in posts}
    found: dict[PersonId, set[str]] = {}
    for person, post in held:
        if str(post) in kinds:
            found.setdefault(PersonId(str(person)), set()).add(kinds[str(post)])
    return found


async def require_unit(work: Work, key: str, on: date | None, *, path: tuple[str, ...]) -> None:
    """Refuse a unit that the caller does not see, as if it did not exist.

    Args:
        work: the use case under way.
        key: the unit.
        on: the day of the act; what the unit was before does not count. None counts all of its time.
        path: where in the input the unit is named.

    Raises:
        NotFound: the unit is not there, or not for this caller.
    """
    if not await _visible_units(work, [key], on):
        raise NotFound(kind="unit", key=key, path=path)


async def require_person(work: Work, key: str, on: date, *, path: tuple[str, ...]) -> None:
    """Refuse a person of no unit that the caller sees, as if they did not exist.

    Whoever left a unit the day before counts as its own, so that somebody can say where they went.

    Raises:
        NotFound: the person is not there, or not for this caller.
    """
    lasting = {"person_id": key, "superseded_at": None, "valid_to__gte": on}
    held = await AppointmentStateRow.filter(**lasting).values_list("unit_id", flat=True)
    joined = await MembershipRow.filter(**lasting).values_list("unit_id", flat=True)
    if not await _visible_units(work, [str(unit) for unit in (*held, *joined)], on):
        raise NotFound(kind="person", key=key, path=path)


async def require_appointment(work: Work, key: str, *, path: tuple[str, ...]) -> None:
    """Refuse an appointment in a unit that the caller does not see, as if it did not exist.

    Raises:
        NotFound: the appointment is not there, or not for this caller.
    """
    held = await AppointmentStateRow.filter(appointment_id=key, superseded_at=None).values_list("unit_id", flat=True)
    if not await _visible_units(work, [str(unit) for unit in held], None):
        raise NotFound(kind="appointment", key=key, path=path)


async def _visible_units(work: Work, keys: Sequence[str], on: date | None) -> bool:
    rows = UnitStateRow.filter(superseded_at=None, valid_to__gt=on) if on else UnitStateRow.filter(superseded_at=None)
    areas = [str(path) for path in await rows.filter(unit_id__in=keys).values_list("area_path", flat=True)]
    if work.principal.scope_id is None or not areas:
        return bool(areas)
    roots = await rows.filter(unit_id=work.principal.scope_id).values_list("path", flat=True)
    return any(area.startswith(str(root)) for area in areas for root in roots)


async def unit_named(service: Service, named: str) -> str:
    """The key of the unit that an operator names by id, code, name or alias.

    Raises:
        NotFound: there is none.
        Ambiguous: there are several.
    """
    reader = service.reader_for(SYSTEM, "zh")
    found = await unit_key(reader, reader.present, code=named, name=None)
    found = found or await unit_key(reader, reader.present, code=None, name=named)
    if found is None and named.startswith("Unit:"):
        unit = await reader.get("Unit", named.removeprefix("Unit:"))
        found = unit.key if unit else None
    if found is None:
        raise NotFound(kind="unit", key=named, path=("unit",))
    return found
