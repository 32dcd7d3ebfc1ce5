"""How a field of the schema is read, for whoever reads it without its resolver: plans do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pypika_tortoise.terms import Criterion

from graphql_api.platform.context import RequestContext
from graphql_api.platform.identifiers import parsed_global_id
from graphql_api.platform.reading.declare import Computed

Narrowing = Callable[[RequestContext], Mapping[str, Any]]

READ = "read"
"""Under this name a field's metadata say how it is read, for whoever reads it without its resolver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """A field follows a relation of its type's declaration.

    Attributes:
        relation: which.
        paged: whether it is a connection.
        told: the one field of each thing that is told in its place.
    """

    relation: str
    paged: bool = False
    told: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """A field lists everything of a type, as a connection.

    Attributes:
        type_name: the type.
        only: conditions that always hold.
    """

    type_name: str
    only: Narrowing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """A root field finds one thing.

    Attributes:
        type_name: its type.
        chosen: from the field's arguments, its key, or the filter it alone passes with the filter's value.
    """

    type_name: str
    chosen: Callable[[Mapping[str, Any]], tuple[str | None, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindsAny:
    """A root field finds the thing with an id, whatever its type.

    Attributes:
        argument: the argument that is the id.
    """

    argument: str

    def type_name(self, arguments: Mapping[str, Any]) -> str:
        """The type of the thing asked for."""
        return parsed_global_id(arguments[self.argument])[0]

    def chosen(self, arguments: Mapping[str, Any]) -> tuple[str | None, Any]:
        """Its key, as `Finds` has it."""
        return None, parsed_global_id(arguments[self.argument])[1]


class AskedDay:
    """A field tells the day that is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A field lists what a query of its own finds for the row at hand, in the query's order.

    Attributes:
        rows: the query, from the question asked, the row's table and the field's arguments; without it the answer is
            null.
        of: the declared type whose rows they are; where none is named, they are objects made of the query's columns.
        columns: the columns of the query that are fields by name.
        usual: how many rows there are, where there are many.
        check: raises where the arguments can't be answered.
        fields: how further fields are read from what was found.
    """

    rows: Callable[[Any, Any, Mapping[str, Any]], Any]
    usual: int
    of: str | None = None
    columns: tuple[str, ...] = ()
    check: Callable[[Mapping[str, Any]], object] | None = None
    fields: "Mapping[str, Derived]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A field tells something of its row as an object.

    Attributes:
        fields: for each field of the object, the column, label or computed field it tells, how SQL computes it, or the
            list it is.
    """

    fields: Mapping[str, str | Computed | Derived | AskedDay]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is told of a row beside a stored one: a column or label of the row at the end of a to-one relation."""

    relation: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A field tells what is stored, where it is asked about the present and that holds; else its resolver answers.

    Attributes:
        standing: the declaration, keyed as the field's row is, of the rows that say for how long what is stored holds.
            Whoever may not see such a row is told null.
        holds: from the question and the table of such rows, the condition that what is stored holds.
        null_without: the column of such a row without which the answer is null.
        relation: its relation to the rows that are told, in their declaration's order, which tells those of one apart.
        fields: for each field of the answer's objects, what tells it: a column (a list of codes where it holds JSON),
            a label, or what stands beside the row.
    """

    standing: str
    holds: Callable[[Any, Any], Criterion]
    null_without: str
    relation: str
    fields: Mapping[str, str | Beside]
