"""The parts of a plan: each knows how it is written in SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLNamedType
from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Criterion

from graphql_api.execution.leaves import leaf
from graphql_api.execution.rows import from_table, page_of_rows, related, where_all
from graphql_api.execution.sites import Site
from graphql_api.execution.writing import Part, Piece, Pieces, Writing, or_null, quoted
from graphql_api.platform.reading.conditions import Question, chosen, coalesced, visible
from graphql_api.platform.reading.declare import Above, Below, Computed, Many, One, Passing, Source

SEVERAL = "\x01several"
"""What stands for a thing that was to be one and is not; no JSON holds such a character."""


@dataclass(frozen=True, kw_only=True)
class Constant:
    """A value that the document itself decides."""

    text: str

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON."""
        return (Piece(text=self.text),)


@dataclass(frozen=True, kw_only=True)
class GlobalId:
    """The id that clients see."""

    type_name: str

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON."""
        return (Piece(text=f'"{self.type_name}:'), Piece(sql=on.writer.sql(table[source.key])), Piece(text='"'))


@dataclass(frozen=True, kw_only=True)
class Value:
    """A column, a label, or a field that SQL computes.

    Attributes:
        name: which; the declaration itself where it computes what no field of the type is.
        kind: how it is written.
        nullable: whether there may be none.
    """

    name: str | Computed
    kind: GraphQLNamedType
    nullable: bool

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON."""
        if isinstance(self.name, Computed):
            term: Any = self.name.sql(question, table)
        elif self.name in source.computed:
            term = source.computed[self.name].sql(question, table)
        elif self.name in source.labels:
            term = coalesced(question, table, source.labels[self.name])
        else:
            term = table[self.name]
        written = leaf(on.writer, self.kind, on.writer.sql(term))
        return (Piece(sql=or_null(written) if self.nullable else written),)


@dataclass(frozen=True, kw_only=True)
class Object:
    """An object made of a row.

    Attributes:
        source: where the row comes from.
        entries: its fields by their keys in the answer.
    """

    source: Source
    entries: tuple[tuple[str, Part], ...]

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """The JSON of the row's object."""
        return object_of((key, part.pieces(on, question, self.source, table)) for key, part in self.entries)


@dataclass(frozen=True, kw_only=True)
class ByRow:
    """An object of a type that the row itself decides: that of the practice it names.

    Attributes:
        source: where the row comes from.
        cases: what is made of it, by the practice.
        usual: what is made of any other.
    """

    source: Source
    cases: tuple[tuple[str, Object], ...]
    usual: Object

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """The JSON of the row's object."""
        assert self.source.practice is not None  # noqa: S101 -- the planner makes no other
        usual = self.usual.pieces(on, question, source, table)
        if not self.cases:
            return usual
        cases = " ".join(
            f"WHEN {quoted(practice)} THEN {on.writer.joined(made.pieces(on, question, source, table))}"
            for practice, made in self.cases
        )
        practice = on.writer.sql(table[self.source.practice])
        return (Piece(sql=f"CASE {practice} {cases} ELSE {on.writer.joined(usual)} END"),)


@dataclass(frozen=True, kw_only=True)
class ToOne:
    """The object at the other end of a to-one relation, where the caller may see it."""

    relation: One
    target: Object | ByRow

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON."""
        there = on.writer.table(self.target.source.table)
        conditions = [there[self.target.source.key] == table[self.relation.local]]
        return (Piece(sql=or_null(_one(on, question, self.target, there, conditions))),)


@dataclass(frozen=True, kw_only=True)
class Few:
    """What is at the other end of a to-many relation that is small by nature.

    Attributes:
        relation: the relation.
        source: where it leads.
        item: what is told of each row.
        ceiling: how many rows at most.
    """

    relation: Many | Below | Above | Passing
    source: Source
    item: "Object | ByRow | Value"
    ceiling: int

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Their JSON."""
        there = on.writer.table(self.source.table)
        narrowed, conditions = related(question, source, self.relation, self.source, table, there, {})
        page = page_of_rows(
            on,
            narrowed,
            self.source,
            there,
            conditions,
            size=on.writer.value(self.ceiling),
            backward=False,
            gathered=not isinstance(self.relation, Many),
        )
        json = on.writer.joined(self.item.pieces(on, question, self.source, there))
        alias = there.alias
        return (Piece(text="["), Piece(sql=f"(SELECT {on.writer.gathered(json)} FROM {page} {alias})"), Piece(text="]"))


@dataclass(frozen=True, kw_only=True)
class Found:
    """One thing that a root field asks for, or null.

    Attributes:
        site: where its arguments stand.
        target: the thing.
    """

    site: Site
    target: Object | ByRow

    def pieces(self, on: Writing, question: Question) -> Pieces:
        """Its JSON."""
        source = self.target.source
        there = on.writer.table(source.table)
        wanted = dict(on.where[self.site.number])
        key = wanted.pop("", None)
        if key is not None:
            return (Piece(sql=or_null(_one(on, question, self.target, there, [there[source.key] == key]))),)
        json = on.writer.joined(self.target.pieces(on, question, source, there))
        conditions = chosen(replace(question, narrowed=True), source, there, wanted)
        page = f"(SELECT * FROM {from_table(on, there)}{where_all(on, conditions)} LIMIT 2)"
        several = f"CASE count(*) WHEN 0 THEN 'null' WHEN 1 THEN max({json}) ELSE {quoted(SEVERAL)} END"
        return (Piece(sql=f"(SELECT {several} FROM {page} {there.alias})"),)


def object_of(entries: Iterable[tuple[str, Pieces]]) -> Pieces:
    """An object's JSON, given that of its fields by their keys."""
    found: list[Piece] = []
    for key, pieces in entries:
        found += [Piece(text=f'{"," if found else "{"}"{key}":'), *pieces]
    return (*found, Piece(text="}" if found else "{}"))


def _one(on: Writing, question: Question, target: Object | ByRow, there: Table, conditions: Sequence[Criterion]) -> str:
    json = on.writer.joined(target.pieces(on, question, target.source, there))
    allowed = visible(replace(question, narrowed=True), target.source, there)
    every = [*conditions, *([] if allowed is None else [allowed])]
    return f"(SELECT {json} FROM {from_table(on, there)}{where_all(on, every)})"
