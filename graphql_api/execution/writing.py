"""Writing a statement whose result is JSON as text: what each engine says differently, and what is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Term
from tortoise import Model

from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import Source
from graphql_api.platform.reading.slots import Numbered

_SQLITE_STATE = "(SELECT CAST(data_version AS TEXT) FROM pragma_data_version)"  # counted by each connection for itself
_MOST_ARGUMENTS = 90  # PostgreSQL takes a hundred


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a JSON text: an expression of SQL, or characters as they are.

    Attributes:
        sql: the expression, whose value is text, or a number that is written as it is.
        text: the characters.
    """

    sql: str = ""
    text: str = ""


Pieces = tuple[Piece, ...]


@dataclass(kw_only=True)
class Writer:
    """One statement under way.

    Attributes:
        sqlite: for which engine.
        query: pypika's query class of the engine.
        parameters: the values and slots, in the order in which the statement numbers them.
    """

    sqlite: bool
    query: Any
    parameters: Numbered = field(init=False)
    _tables: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.parameters = Numbered(sqlite=self.sqlite)
        self._context = self.query.SQL_CONTEXT.copy(parameterizer=self.parameters, with_namespace=True, subquery=True)

    def table(self, model: type[Model]) -> Table:
        """The table under a name of its own."""
        self._tables += 1
        return Table(model._meta.db_table).as_(f"t{self._tables}")  # noqa: SLF001 -- tortoise's own door

    def name(self) -> str:
        """Another name of a subquery."""
        self._tables += 1
        return f"t{self._tables}"

    def sql(self, term: Term) -> str:
        """A term of pypika as SQL."""
        return term.get_sql(self._context)

    def value(self, value: Any) -> str:
        """A parameter."""
        return self.sql(Term.wrap_constant(value))

    def statement(self, query: QueryBuilder) -> str:
        """A query of pypika as the whole statement."""
        return query.get_sql(self._context.copy(subquery=False))

    @property
    def state(self) -> str:
        """The state of the database that the statement sees, as a text that another state never has."""
        return _SQLITE_STATE if self.sqlite else "pg_current_snapshot()::text"

    def is_state(self, state: str) -> str:
        """The condition that this is the state of the database; it is not where the one asked about is null."""
        return f"({self.state} IS {state})" if self.sqlite else f"({self.state} IS NOT DISTINCT FROM {state}::text)"

    def joined(self, pieces: Pieces) -> str:
        """The expression whose value is all the pieces after one another."""
        parts: list[str] = []
        text = ""
        for piece in pieces:
            if piece.sql:
                if text:
                    parts.append(quoted(text))
                    text = ""
                parts.append(piece.sql)
            else:
                text += piece.text
        if text:
            parts.append(quoted(text))
        if self.sqlite:
            return "(" + "||".join(parts) + ")"
        while len(parts) > _MOST_ARGUMENTS:
            parts = [f"concat({','.join(parts[:_MOST_ARGUMENTS])})", *parts[_MOST_ARGUMENTS:]]
        return f"concat({','.join(parts)})"

    def string(self, sql: str) -> str:
        """A text as a JSON string; null where it is null."""
        return f"json_quote({sql})" if self.sqlite else f"to_json({sql})::text"

    def gathered(self, sql: str, condition: str = "") -> str:
        """The texts of all rows with commas between them; empty where there are none."""
        function = "group_concat" if self.sqlite else "string_agg"
        kept = f" FILTER (WHERE {condition})" if condition else ""
        return f"coalesce({function}({sql},','){kept},'')"

    def least(self, left: str, right: str) -> str:
        """The smaller of two numbers."""
        return f"min({left},{right})" if self.sqlite else f"least({left},{right})"

    def hexadecimal(self, sql: str) -> str:
        """The bytes of a text in hexadecimal digits."""
        return f"lower(hex({sql}))" if self.sqlite else f"encode(convert_to({sql},'UTF8'),'hex')"


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What the parts of a statement share.

    Attributes:
        writer: the statement.
        questions: who asks about when, by the number of the root field's place.
        where: the conditions of each list by filter.
        backward: the places whose page lies before a cursor, or at the end of its list.
        placed: the places whose page goes on from a cursor.
    """

    writer: Writer
    questions: Mapping[int, Question]
    where: Mapping[int, Mapping[str, Any]]
    backward: frozenset[int]
    placed: frozenset[int]


class Part(Protocol):
    """A part of a plan, which knows how it is written."""

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON, for a row of `table`, which is of `source`."""


def quoted(text: str) -> str:
    """A text as a constant of SQL."""
    return "'" + text.replace("'", "''") + "'"


def or_null(sql: str) -> str:
    """JSON's null where an expression is null."""
    return f"coalesce({sql},'null')"
