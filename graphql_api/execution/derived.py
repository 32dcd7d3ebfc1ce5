"""Fields that are lists of what a query of their own finds for the row at hand."""

from dataclasses import dataclass

from graphql import GraphQLNamedType
from pypika_tortoise.queries import Table

from graphql_api.execution.leaves import leaf
from graphql_api.execution.nodes import ByRow, Constant, Object, object_of
from graphql_api.execution.writing import Piece, Pieces, Writing, or_null
from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import Source
from graphql_api.platform.reading.readings import Derived


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of what was found.

    Attributes:
        name: which.
        kind: how it is written.
        nullable: whether there may be none.
    """

    name: str
    kind: GraphQLNamedType
    nullable: bool

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON."""
        written = leaf(on.writer, self.kind, on.writer.sql(table[self.name]))
        return (Piece(sql=or_null(written) if self.nullable else written),)


@dataclass(frozen=True, kw_only=True)
class AskedDay:
    """The day that is asked about."""

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON."""
        day = on.writer.value(question.moment.as_of)
        return (Piece(text='"'), Piece(sql=day if on.writer.sqlite else f"CAST({day} AS DATE)"), Piece(text='"'))


@dataclass(frozen=True, kw_only=True)
class Columns:
    """An object made of what was found: its fields by their keys."""

    entries: "tuple[tuple[str, Constant | Column | Rows], ...]"

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON."""
        return object_of((key, part.pieces(on, question, source, table)) for key, part in self.entries)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The list.

    Attributes:
        reads: how it is found.
        item: what is made of a row.
        number: that of the place with its arguments; None where it has none.
        ceiling: how many rows at most.
    """

    reads: Derived
    item: Columns | Object | ByRow
    number: int | None
    ceiling: int

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON."""
        arguments = {} if self.number is None else on.where[self.number]
        query = self.reads.rows(question, table, arguments)
        if query is None:
            return (Piece(text="null"),)
        alias = on.writer.name()
        json = on.writer.joined(self.item.pieces(on, question, source, Table("derived").as_(alias)))
        rows = on.writer.sql(query.limit(self.ceiling))
        return (Piece(text="["), Piece(sql=f"(SELECT {on.writer.gathered(json)} FROM {rows} {alias})"), Piece(text="]"))
