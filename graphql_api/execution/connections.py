"""Pages of lists, with their cursors and lengths."""

from dataclasses import dataclass, replace
from typing import Any

from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Criterion
from tortoise import fields

from graphql_api.execution.leaves import NotPlanned, in_cursor
from graphql_api.execution.nodes import ByRow, Constant, Object, object_of
from graphql_api.execution.rows import from_table, page_of_rows, related, where_all
from graphql_api.execution.sites import Site
from graphql_api.execution.writing import Piece, Pieces, Writing, or_null
from graphql_api.platform.reading.conditions import Question, chosen, narrows
from graphql_api.platform.reading.declare import Above, Below, Many, Passing, Source
from graphql_api.platform.reading.slots import Slot


@dataclass(frozen=True, kw_only=True)
class PageInfo:
    """Where a page lies in its list: the fields by their keys."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Edges:
    """The items of a page with their cursors.

    Attributes:
        entries: by key: "cursor", a type's name as a constant, or the item.
    """

    entries: tuple[tuple[str, "Constant | Object | ByRow | None"], ...]


@dataclass(frozen=True, kw_only=True)
class Connection:
    """A page of a list.

    Attributes:
        site: where its arguments stand.
        source: what is listed.
        relation: the relation it follows; None for a list of everything.
        entries: what is asked of it: items, edges, where it lies, a type's name, or None for the whole list's length.
    """

    site: Site
    source: Source
    relation: Many | Below | Above | Passing | None
    entries: tuple[tuple[str, "Object | ByRow | Edges | PageInfo | Constant | None"], ...]

    def pieces(self, on: Writing, question: Question, source: Source, table: Table | None) -> Pieces:
        """Its JSON."""
        writer, number = on.writer, self.site.number
        backward, placed = number in on.backward, number in on.placed
        if not self._looks_at_rows(backward=backward, placed=placed):
            parts = ((key, self._alone(on, question, source, table, part)) for key, part in self.entries)
            return object_of(parts)
        there = writer.table(self.source.table)
        narrowed, conditions = self._conditions(on, question, source, table, there)
        ahead = any(isinstance(part, PageInfo) for _, part in self.entries)
        size = writer.value(Slot(("size", number)))
        beyond = [_beyond(self.source, there, number, backward=backward)] if placed else []
        page = page_of_rows(
            on,
            narrowed,
            self.source,
            there,
            [*conditions, *beyond],
            size=f"{size}+1" if ahead else size,
            backward=backward,
            numbered=ahead,
            gathered=not isinstance(self.relation, Many),
        )
        kept = f"{there.alias}.n_<={size}" if ahead else ""

        def of(part: Object | ByRow | Edges | PageInfo | Constant | None) -> Pieces:
            if isinstance(part, Constant):
                return (Piece(text=part.text),)
            if isinstance(part, PageInfo):
                return self._page_info(on, there, part, size, backward=backward, placed=placed)
            if part is None:
                return (Piece(sql=self._total(on, question, source, table, placed=placed)),)
            if isinstance(part, Edges):
                item = self._edge(on, question, there, part)
            else:
                item = part.pieces(on, question, self.source, there)
            return (Piece(text="["), Piece(sql=writer.gathered(writer.joined(item), kept)), Piece(text="]"))

        json = writer.joined(object_of((key, of(part)) for key, part in self.entries))
        return (Piece(sql=f"(SELECT {json} FROM {page} {there.alias})"),)

    def _looks_at_rows(self, *, backward: bool, placed: bool) -> bool:
        """Whether anything that is asked for is made of the page's rows."""
        made = {"startCursor", "endCursor", "hasPreviousPage" if backward else "hasNextPage"}
        return placed or any(
            isinstance(part, Object | ByRow | Edges)
            or (isinstance(part, PageInfo) and any(name in made for _, name in part.entries))
            for _, part in self.entries
        )

    def _alone(
        self,
        on: Writing,
        question: Question,
        source: Source,
        table: Table | None,
        part: Object | ByRow | Edges | PageInfo | Constant | None,
    ) -> Pieces:
        """What can be said of a list that begins at an end without a look at its rows."""
        if part is None:
            return (Piece(sql=self._total(on, question, source, table, placed=False)),)
        if isinstance(part, PageInfo):
            known = {"hasNextPage": "false", "hasPreviousPage": "false"}
            return object_of((key, (Piece(text=known.get(name, name)),)) for key, name in part.entries)
        return (Piece(text=part.text),) if isinstance(part, Constant) else ()

    def _conditions(
        self, on: Writing, question: Question, source: Source, table: Table | None, there: Table
    ) -> tuple[Question, list[Criterion]]:
        where = on.where.get(self.site.number, {})
        if self.relation is None or table is None:
            asked = replace(question, narrowed=narrows(question.sources, self.source, where))
            return asked, chosen(asked, self.source, there, where)
        return related(question, source, self.relation, self.source, table, there, where)

    def _total(self, on: Writing, question: Question, source: Source, table: Table | None, *, placed: bool) -> str:
        other = on.writer.table(self.source.table)
        _, conditions = self._conditions(on, question, source, table, other)
        counted = f"(SELECT count(*) FROM {from_table(on, other)}{where_all(on, conditions)})"
        return (
            f"CASE count(*) WHEN 0 THEN 'null' ELSE {on.writer.joined((Piece(sql=counted),))} END"
            if placed
            else counted
        )

    def _edge(self, on: Writing, question: Question, there: Table, edges: Edges) -> Pieces:
        def of(part: Constant | Object | ByRow | None) -> Pieces:
            if part is None:
                return (Piece(text='"'), Piece(sql=_cursor(on, self.source, there)), Piece(text='"'))
            return part.pieces(on, question, self.source, there)

        return object_of((key, of(part)) for key, part in edges.entries)

    def _page_info(
        self, on: Writing, there: Table, info: PageInfo, size: str, *, backward: bool, placed: bool
    ) -> Pieces:
        more = f"CASE WHEN count(*)>{size} THEN 'true' ELSE 'false' END"
        behind = Piece(text="true" if placed else "false")
        first, last = f"{there.alias}.n_=1", f"{there.alias}.n_={on.writer.least(f'{there.alias}.got_', size)}"
        known = {
            "hasNextPage": behind if backward else Piece(sql=more),
            "hasPreviousPage": Piece(sql=more) if backward else behind,
            "startCursor": (last if backward else first),
            "endCursor": (first if backward else last),
        }

        def of(name: str) -> Pieces:
            part = known.get(name, Piece(text=name))
            if isinstance(part, Piece):
                return (part,)
            cursor = _cursor(on, self.source, there)
            return (Piece(sql=or_null(f"'\"'||max({cursor}) FILTER (WHERE {part})||'\"'")),)

        return object_of((key, of(name)) for key, name in info.entries)


def _beyond(source: Source, there: Table, number: int, *, backward: bool) -> Criterion:
    """The rows that come after the place of a cursor in the order, or before it."""
    condition: Criterion | None = None
    for place, name in reversed(list(enumerate(source.total_order))):
        column: Any = there[name.removeprefix("-")]
        value: Any = Slot(("place", number, place))
        further = column < value if name.startswith("-") != backward else column > value
        condition = further if condition is None else further | ((column == value) & condition)
    assert condition is not None  # noqa: S101 -- an order has at least the key
    return condition


def _cursor(on: Writing, source: Source, there: Table) -> str:
    order = source.total_order
    pieces: list[Piece] = [Piece(text=f'["{",".join(order)}"')]
    for name in order:
        column = name.removeprefix("-")
        written = in_cursor(on.writer, _kind(source, column), on.writer.sql(there[column]))
        pieces += [Piece(text=","), Piece(sql=or_null(written))]
    return on.writer.hexadecimal(on.writer.joined((*pieces, Piece(text="]"))))


def _kind(source: Source, column: str) -> str:
    field = source.table._meta.fields_map[column]  # noqa: SLF001 -- tortoise's own door
    for kind, name in (
        (fields.DatetimeField, "DateTime"), (fields.DateField, "Date"), (fields.DecimalField, "Decimal"),
        (fields.BooleanField, "Boolean"), (fields.IntField, "Int"), (fields.CharField, "String"),
        (fields.TextField, "String"),
    ):  # fmt: skip
        if isinstance(field, kind):
            return name
    raise NotPlanned(f"a cursor over {column}")
