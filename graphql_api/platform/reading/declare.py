"""The vocabulary in which a GraphQL type says where it comes from. It is small on purpose.

What needs a rule (a score, a gap) is not declared here: its module loads the facts in one batch and calls the core.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pypika_tortoise.terms import Term
from tortoise import Model

from graphql_api.platform.access import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The time a question is about.

    Attributes:
        as_of: the civil day on which it was so.
        known_at: the instant at which it was known; None for what is known now.
    """

    as_of: date
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text in the caller's language: the English column where it is wanted and filled, else the Chinese one."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A field that SQL computes from the row.

    Attributes:
        sql: gets the question being asked and the row's table.
        read: makes what SQLite gives the value that it is, where that is text in its place.
    """

    sql: Callable[[Any, Any], Term]
    read: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """A relation to at most one row: the column here that holds the other type's key."""

    target: str
    local: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A relation to many rows: the column there that holds this type's key.

    Attributes:
        target: the other type.
        remote: its column.
        local: our column that it holds; the key by default.
        where: fixed conditions on the other type, by filter name.
    """

    target: str
    remote: str
    local: str | None = None
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A relation to every row whose path begins with ours. Paths are bound as values, one branch a row.

    Attributes:
        target: the other type.
        path: its path column.
        local: our path column.
        inclusive: whether rows with just our path belong to it.
        where: fixed conditions on the other type, by filter name.
    """

    target: str
    path: str
    local: str
    inclusive: bool = False
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """A relation to every row that our path names by its key, ours left out: those whose paths ours begins with.

    Attributes:
        target: the other type.
        path: its path column.
        local: our path column.
        where: fixed conditions on the other type, by filter name.
    """

    target: str
    path: str
    local: str
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """A relation to every row that passes a filter of the other type with a value of ours, one branch a row.

    Attributes:
        target: the other type.
        filter: its filter, by name.
        local: our column that holds the value; a path where the filter is about a subtree.
        where: fixed conditions on the other type, by filter name.
    """

    target: str
    filter: str
    local: str
    where: Mapping[str, Any] = field(default_factory=dict)


Relation = One | Many | Below | Above | Passing


@dataclass(frozen=True, slots=True, kw_only=True)
class Everyone:
    """Whoever is authenticated may see the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InArea:
    """A row is visible where its area lies in the caller's administrative subtree."""

    column: str = "area_path"


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """A row is visible where one of the rows it relates to is.

    Attributes:
        relations: names of this source's relations; any of them suffices.
    """

    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """A row about a person: theirs to see, and for `roles` where `others` lets them.

    Attributes:
        column: the column that holds the person's key.
        roles: who may see other people's rows at all.
        others: the rule for those.
        hidden: a column and its value in rows that whom they are about never sees, be it in a reviewing role; nor,
            where they are about a unit, whoever speaks for it.
    """

    column: str
    roles: frozenset[Role]
    others: "Access"
    hidden: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForRoles:
    """A row that only `roles` may see, and they where `others` lets them."""

    roles: frozenset[Role]
    others: "Access"


Access = Everyone | InArea | Through | Personal | ForRoles


@dataclass(frozen=True, slots=True, kw_only=True)
class Equals:
    """Filter: a column equals the given value.

    Attributes:
        column: the column.
        few: whether few rows have a value, so that they are best found by it.
    """

    column: str
    few: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """Filter: a column does not equal the given value; an empty one does not."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """Filter: a column is one of the given values."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """Filter: a column is the given value or comes after it."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Filter: a column comes before the given value."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Filter: whether a column's day is over at the moment; an empty one never is."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Filter: a path column lies in the subtree of the given unit."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Filter: the row's key is found under the given text in a search table."""

    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Filter: a related row exists that passes the other type's filter of that name."""

    relation: str
    filter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Positive:
    """Filter: a number that SQL computes from the row is above zero, or is not where false is given."""

    computed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """Filter: no related row exists that passes the other type's filter of that name."""

    relation: str
    filter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Filter: several filters of this type hold for one value."""

    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Filter: one of several filters of this type holds for one value."""

    filters: tuple[str, ...]


Compared = Equals | Differs | OneOf | From | Before | Passed | Within
Filter = Compared | Matches | Where | Without | AllOf | AnyOf | Positive


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a GraphQL type comes from.

    Attributes:
        name: the GraphQL type.
        table: its table; every column is a field of the same name.
        access: who may see a row.
        key: the column that identifies the thing.
        dated: whether rows are versions, of which the moment chooses one.
        labels: texts in the caller's language, by field.
        computed: fields computed in SQL, by field; read only where a query asks for them.
        relations: by field.
        order: columns of the total order, "-" for descending; the key is always the last.
        filters: by name.
        identity: the type whose ids these rows have; by default it is `name`.
        practice: the column that names a row's practice, whose own type then stands for the row where it has one.
    """

    name: str
    table: type[Model]
    access: Access
    key: str = "id"
    dated: bool = False
    labels: Mapping[str, Label] = field(default_factory=dict)
    computed: Mapping[str, Computed] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)
    identity: str | None = None
    practice: str | None = None

    @property
    def total_order(self) -> tuple[str, ...]:
        """The order's columns with the key as the last."""
        return self.order if self.key in self.order else (*self.order, self.key)
