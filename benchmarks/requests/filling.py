"""Writing the made-up town straight into the service's tables, as rows that the service itself could have written."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from tortoise.transactions import in_transaction

from benchmarks.requests.people import FOUNDED, Held, People, people_of
from benchmarks.requests.shape import Shape
from benchmarks.requests.units import Place, places
from benchmarks.requests.work import Worked, begun_work, write_work
from benchmarks.requests.writing import BATCH, write_rows
from graphql_api.modules import installed_modules, up_to_date
from graphql_api.organisation.tables import (
    SEARCH_PEOPLE,
    SEARCH_UNITS,
    AppointmentRow,
    AppointmentStateRow,
    MembershipRow,
    PersonRow,
    PersonStateRow,
    PostRow,
    PostStateRow,
    UnitCodeRow,
    UnitRow,
    UnitStateRow,
)
from graphql_api.platform.access import Role, issue_token
from graphql_api.platform.dated import FOREVER
from graphql_api.platform.identifiers import Identifiers
from graphql_api.platform.search import index_new, worded
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.platform.sql import is_sqlite

RECORDED = datetime(2020, 1, 1, tzinfo=UTC)
SEED = 4
_DATED = ("valid_from", "valid_to", "recorded_at", "superseded_at", "entry_id")
_STATE = ("unit_id", "kind", "line", "name_zh", "name_en", "parent_id", "path", "level", "area_id", "area_path")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A part of the town with the tokens of those who ask about it.

    Attributes:
        root: the unit whose subtree the tokens see.
        office: the secret of an office's token, which speaks for nobody.
        assessor: the secret of an assessor's token, which speaks for a person.
    """

    root: Place
    office: str
    assessor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was written: who and what can be asked about.

    Attributes:
        scopes: the parts of the town; a prefecture each.
        whole: the secret of a token that sees everything.
        places: every unit.
        people: everybody.
        work: what was achieved and learned.
    """

    scopes: tuple[Scope, ...]
    whole: str
    places: Sequence[Place]
    people: People
    work: Worked

    def within(self, scope: Scope, kind: str) -> list[Place]:
        """The units of a kind in a part of the town."""
        return [one for one in self.places if one.kind == kind and one.area_path.startswith(scope.root.path)]


async def filled(database: str, shape: Shape, today: date, divisions_file: Path | None = None) -> Filled:
    """Make the tables and fill them; the same seed, scale and day give the same rows.

    Args:
        database: the URL of an empty database.
        shape: the counts.
        today: the day on which questions will be asked; cycles and sessions are of its year.
        divisions_file: a list of real divisions, for names and codes.
    """
    settings = Settings(database_url=database)
    modules = installed_modules()
    await up_to_date(settings, modules)
    draw = random.Random(SEED)  # noqa: S311 -- a shape, no secret
    new_id = Identifiers(lambda: RECORDED, draw.getrandbits)
    units = places(shape, new_id, divisions_file)
    people = people_of(shape, units, new_id, draw)
    service = Service(settings, modules)
    async with service.running():
        with service.database.active():
            work = await begun_work(service, today)
            entry = new_id()
            async with in_transaction() as connection:
                await _write_units(connection, units, entry)
                await _write_people(connection, people, entry)
                await _write_search(connection, units, people)
            roots = [one for one in units if one.kind == "prefecture"][: shape.working]
            await write_work(service, units, people.within(roots), work, new_id, draw, today)
            await service.courier.settled()
            scopes = [await _scope(service, one, people) for one in roots]
            whole = await _token(service, Role.TOWN_ADMIN, units[0].id, None)
            analyze = "ANALYZE" if is_sqlite(service.database.connection) else "VACUUM ANALYZE"
            await service.database.connection.execute_script(analyze)
    return Filled(scopes=tuple(scopes), whole=whole, places=units, people=people, work=work)


def _so(entry: str, until: date | None = None) -> tuple[Any, ...]:
    return (FOUNDED, until or FOREVER, RECORDED, None, entry)


async def _write_units(connection: Any, units: Sequence[Place], entry: str) -> None:
    def state(one: Place) -> tuple[Any, ...]:
        level = one.path.count("/") - 1
        named = (one.id, one.kind, one.line, one.name, None)
        return (*named, one.parent, one.path, level, one.area, one.area_path, *_so(entry))

    await write_rows(connection, UnitRow, ("id", "version", "kind"), ((one.id, 1, one.kind) for one in units))
    await write_rows(connection, UnitStateRow, (*_STATE, *_DATED), map(state, units))
    codes = ((one.id, "stats12", one.code, "bench", *_so(entry)) for one in units if one.code)
    await write_rows(connection, UnitCodeRow, ("unit_id", "scheme", "value", "source", *_DATED), codes)


async def _write_people(connection: Any, people: People, entry: str) -> None:
    identity = ("id", "version")
    await write_rows(connection, PersonRow, identity, ((key, 1) for key in people.names))
    named = ((key, name, *_so(entry)) for key, name in people.names.items())
    await write_rows(connection, PersonStateRow, ("person_id", "name", *_DATED), named)
    await write_rows(connection, PostRow, identity, ((one.id, 1) for one in people.posts))
    of_post = ("post_id", "unit_id", "kind", "title_zh", "seats", *_DATED)
    opened = ((one.id, one.unit, one.kind, one.title, one.seats, *_so(entry)) for one in people.posts)
    await write_rows(connection, PostStateRow, of_post, opened)
    await write_rows(connection, AppointmentRow, identity, ((one.id, 1) for one in people.held))

    def held(one: Held) -> tuple[Any, ...]:
        return (one.id, one.person, one.post, one.unit, one.basis, one.home, *_so(entry, one.until))

    of_held = ("appointment_id", "person_id", "post_id", "unit_id", "basis", "home_id", *_DATED)
    await write_rows(connection, AppointmentStateRow, of_held, map(held, people.held))
    of_member = ("membership_id", "person_id", "unit_id", "kind", *_DATED)
    new_id = Identifiers(lambda: RECORDED, random.Random(SEED + 1).getrandbits)  # noqa: S311 -- no secret
    joined = ((new_id(), person, unit, "party", *_so(entry)) for person, unit in people.members.items())
    await write_rows(connection, MembershipRow, of_member, joined)


async def _write_search(connection: Any, units: Sequence[Place], people: People) -> None:
    for table, named in (
        (SEARCH_UNITS, iter([(one.id, [one.name]) for one in units])),
        (SEARCH_PEOPLE, iter([(key, [name]) for key, name in people.names.items()])),
    ):
        while some := list(islice(named, BATCH)):
            await index_new(connection, table, worded(some))


async def _scope(service: Service, root: Place, people: People) -> Scope:
    stands: Iterator[str] = (key for key, place in people.stands.items() if place.area_path.startswith(root.path))
    return Scope(
        root=root,
        office=await _token(service, Role.ORGANISATION_OFFICE, root.id, None),
        assessor=await _token(service, Role.ASSESSOR, root.id, next(stands)),
    )


async def _token(service: Service, role: Role, scope: str, person: str | None) -> str:
    return await issue_token(
        role=role,
        scope_id=scope,
        person_id=person,
        label="bench",
        days=30,
        new_id=service.new_id(),
        clock=service.clock,
    )
