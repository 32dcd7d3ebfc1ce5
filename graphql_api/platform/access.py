"""Who is asking, and which part of the town they may see.

A token names a role and a unit. The role says which acts are allowed; the unit's administrative subtree, with the
Party and grid units that serve it, is all that is visible. Read declarations and services apply this; resolvers never
do.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from pypika_tortoise.dialects import PostgreSQLQuery, SQLLiteQuery
from pypika_tortoise.queries import QueryBuilder
from tortoise.backends.base.client import BaseDBAsyncClient

from governance_core.errors import Blank, NotFound, TooLong
from graphql_api.platform.errors import Unauthenticated
from graphql_api.platform.identifiers import Clock
from graphql_api.platform.reading.slots import Numbered, Slot
from graphql_api.platform.sql import Row, bound, decode, decoders, is_sqlite, raw_rows, table_of
from graphql_api.platform.tables import AccessTokenRow

MAXIMUM_LABEL = 200
TOKEN, TODAY = Slot(("token",)), Slot(("today",))


class Role(StrEnum):
    """What a person is to the service, widest first."""

    TOWN_ADMIN = "town-admin"
    ORGANISATION_OFFICE = "organisation-office"
    VILLAGE_SECRETARY = "village-secretary"
    ASSESSOR = "assessor"
    CADRE = "cadre"
    READER = "reader"


ALL_ROLES = frozenset(Role)
TOWN_ROLES = frozenset({Role.TOWN_ADMIN, Role.ORGANISATION_OFFICE})
LEADING_ROLES = TOWN_ROLES | {Role.VILLAGE_SECRETARY}
REVIEWING_ROLES = LEADING_ROLES | {Role.ASSESSOR}
WORKING_ROLES = REVIEWING_ROLES | {Role.CADRE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The caller of a request.

    Attributes:
        token_id: the token that spoke; None for the system itself.
        role: what the caller may do.
        scope_id: the unit whose subtree the caller sees; None for the system, which sees everything.
        person_id: the person behind the token, where there is one.
        placed: where the unit stood when the token was found, where it was asked for.
    """

    token_id: str | None
    role: Role
    scope_id: str | None
    person_id: str | None = None
    placed: "Placed | None" = None


SYSTEM = Principal(token_id=None, role=Role.TOWN_ADMIN, scope_id=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That a token stands for the principal it stood for last: the statement that answers a request proves it.

    Attributes:
        digest: the token's.
        now: the instant of the request.
        on: the day for which the caller's unit is placed.
        place: the query of its place.
    """

    digest: str
    now: datetime
    on: date
    place: "Place"

    def proves(self, principal: Principal, row: Row, *, sqlite: bool) -> bool:
        """Whether a row of `token_query` shows the principal that was claimed.

        Raises:
            Unauthenticated: the token has ended.
        """
        return principal_in(row, self.now, self.on, sqlite=sqlite) == principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where the caller's unit stood, found together with the token.

    Attributes:
        path: the unit's path; None where it did not exist.
        on: the day, as known at the instant of the request.
    """

    path: str | None
    on: date


Place = Callable[..., QueryBuilder]
"""The query of a unit's path: pypika's query class, the unit's key, the day and, where it is not now, the instant."""


def digest(secret: str) -> str:
    """What is kept of a token: its SHA-256. The secret has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def principal_of(
    secret: str | None, now: datetime, *, place: Place | None = None, today: date | None = None
) -> Principal:
    """The principal a bearer token stands for at `now`.

    Args:
        secret: the token.
        now: the instant.
        place: finds the path of the token's unit in the same statement; every access rule rests on it.
        today: the civil day on which it is found.

    Raises:
        Unauthenticated: there is none.
    """
    if not secret:
        raise Unauthenticated
    return await _bearer("digest", digest(secret), now, place, today)


async def principal_still(principal: Principal, now: datetime) -> Principal:
    """The same principal at a later time, while its token is valid.

    Raises:
        Unauthenticated: it is not any more.
    """
    return principal if principal.token_id is None else await _bearer("id", principal.token_id, now)


async def _bearer(
    column: str, value: str, now: datetime, place: Place | None = None, today: date | None = None
) -> Principal:
    connection: BaseDBAsyncClient = AccessTokenRow._meta.db  # noqa: SLF001 -- tortoise's own door
    sqlite = is_sqlite(connection)
    values = {TOKEN.name: value, TODAY.name: today}
    sql, slots = _question(column, place, sqlite=sqlite)
    rows = await raw_rows(connection, sql, [bound(slot.of(values), sqlite=sqlite) for slot in slots])
    if not rows:
        raise Unauthenticated
    return principal_in(dict(rows[0]), now, today if place else None, sqlite=sqlite)


def principal_in(row: Row, now: datetime, placed_on: date | None, *, sqlite: bool) -> Principal:
    """The principal of a row that `token_query` gave.

    Args:
        row: the raw values.
        now: the instant.
        placed_on: the day for which it tells where the unit stood, if it does.
        sqlite: which engine gave it.

    Raises:
        Unauthenticated: the token has ended.
    """
    decode([row], decoders(AccessTokenRow, sqlite=sqlite))
    if row["revoked_at"] is not None or row["expires_at"] <= now:
        raise Unauthenticated
    return Principal(
        token_id=row["id"],
        role=Role(row["role"]),
        scope_id=row["scope_id"],
        person_id=row["person_id"],
        placed=None if placed_on is None else Placed(path=row["path"], on=placed_on),
    )


def token_query(asked: Any, column: str, place: Place | None) -> QueryBuilder:
    """The query of what is kept of the token in the slot TOKEN, by its digest or id, and of its unit's place TODAY."""
    table = table_of(AccessTokenRow).as_("token")
    names = ("id", "role", "scope_id", "person_id", "expires_at", "revoked_at")
    found: QueryBuilder = asked.from_(table).select(*(table[name] for name in names)).where(table[column] == TOKEN)
    return found if place is None else found.select(place(asked, table.scope_id, TODAY).as_("path"))


@cache
def _question(column: str, place: Place | None, *, sqlite: bool) -> tuple[str, tuple[Slot, ...]]:
    """The statement that finds a token, and its parameters; it is asked so often that it is written once."""
    asked = SQLLiteQuery if sqlite else PostgreSQLQuery
    found = token_query(asked, column, place)
    parameters = Numbered(sqlite=sqlite)
    sql = found.get_sql(asked.SQL_CONTEXT.copy(parameterizer=parameters))
    return str(sql), tuple(parameters.values)


async def issue_token(
    *, role: Role, scope_id: str, person_id: str | None, label: str, days: int, new_id: str, clock: Clock
) -> str:
    """Make a token that is valid for `days` from now, and return its secret, which is kept nowhere.

    Raises:
        Blank: the label says nothing.
        TooLong: the label is longer than 200 characters.
    """
    if not label.strip():
        raise Blank(path=("label",))
    if len(label) > MAXIMUM_LABEL:
        raise TooLong(length=len(label), limit=MAXIMUM_LABEL, path=("label",))
    secret = secrets.token_urlsafe(32)
    now = clock()
    await AccessTokenRow.create(
        id=new_id,
        digest=digest(secret),
        label=label.strip(),
        role=role.value,
        scope_id=scope_id,
        person_id=person_id,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return secret


async def revoke_token(token_id: str, clock: Clock) -> None:
    """End a token at once.

    Raises:
        NotFound: there is no such token, or it is revoked already.
    """
    if not await AccessTokenRow.filter(id=token_id, revoked_at=None).update(revoked_at=clock()):
        raise NotFound(kind="token", key=token_id)
