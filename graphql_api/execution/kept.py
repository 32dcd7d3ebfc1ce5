"""Fields that what is stored answers as long as it holds, decided row by row in the statement; else they are holes."""

from dataclasses import dataclass, replace

from pypika_tortoise.queries import Table

from graphql_api.execution.holes import Hole
from graphql_api.execution.nodes import Constant, Value, object_of
from graphql_api.execution.rows import from_table, where_all
from graphql_api.execution.writing import Piece, Pieces, Writing
from graphql_api.platform.reading.conditions import Question, visible
from graphql_api.platform.reading.declare import Many, One, Source
from graphql_api.platform.reading.readings import Kept


@dataclass(frozen=True, kw_only=True)
class Codes:
    """A column that holds a list of codes as JSON."""

    column: str

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON without blanks; a code has none."""
        return (Piece(sql=f"replace(CAST({on.writer.sql(table[self.column])} AS TEXT),' ','')"),)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A list of objects told from stored rows, as long as these hold.

    Attributes:
        reads: how the field is read.
        entries: the fields of an object by their keys in the answer; each with the relation it is told beside.
        hole: what stands in its place where they do not hold.
    """

    reads: Kept
    entries: tuple[tuple[str, Constant | Value | Codes, str | None], ...]
    hole: Hole

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """Its JSON, or the hole."""
        hole = self.hole.pieces(on, question, source, table)
        if not question.present:
            return hole
        standing = question.sources[self.reads.standing]
        there = on.writer.table(standing.table)
        seen = visible(replace(question, narrowed=True), standing, there)
        cases = [] if seen is None else [f"WHEN NOT ({on.writer.sql(seen)}) THEN 'null'"]
        cases += [
            f"WHEN NOT ({on.writer.sql(self.reads.holds(question, there))}) THEN NULL",
            f"WHEN {on.writer.sql(there[self.reads.null_without].isnull())} THEN 'null'",
            f"ELSE {self._rows(on, question, standing, there)}",
        ]
        mine = where_all(on, [there[standing.key] == table[source.key]])
        kept = f"(SELECT CASE {' '.join(cases)} END FROM {from_table(on, there)}{mine})"
        return (Piece(sql=f"coalesce({kept},{on.writer.joined(hole)})"),)

    def _rows(self, on: Writing, question: Question, standing: Source, there: Table) -> str:
        writer, relation = on.writer, standing.relations[self.reads.relation]
        assert isinstance(relation, Many)  # noqa: S101 -- it has rows
        told = question.sources[relation.target]
        row = writer.table(told.table)
        places: dict[str | None, tuple[Source, Table]] = {None: (told, row)}
        tables, joins = [from_table(on, row)], []
        for name in dict.fromkeys(beside for _, _, beside in self.entries if beside is not None):
            other = told.relations[name]
            assert isinstance(other, One)  # noqa: S101 -- what stands beside a row is one
            target = question.sources[other.target]
            places[name] = (target, writer.table(target.table))
            tables.append(from_table(on, places[name][1]))
            joins.append(places[name][1][target.key] == row[other.local])
        entries = ((key, part.pieces(on, question, *places[beside])) for key, part, beside in self.entries)
        json = writer.joined(object_of(entries))
        local = there[relation.local or standing.key]
        chosen = where_all(on, [row[relation.remote] == local, *joins])
        order = ",".join(writer.sql(row[name]) for name in told.order)
        inner = writer.name()
        rows = f"(SELECT {json} AS j_ FROM {','.join(tables)}{chosen} ORDER BY {order}) {inner}"
        gathered = f"(SELECT {writer.gathered(f'{inner}.j_')} FROM {rows})"
        return writer.joined((Piece(text="["), Piece(sql=gathered), Piece(text="]")))
