"""The parts of a plan: each knows how it is written in SQL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLNamedType
from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Criterion, Term

from graphql_api.execution.leaves import NotPlanned, in_cursor, leaf
from graphql_api.execution.sites import Site
from graphql_api.execution.writing import Part, Piece, Pieces, Writing, or_null, quoted
from graphql_api.platform.reading.declare import Above, Below, Computed, Many, One, Passing, Source
from graphql_api.platform.reading.slots import Slot
from graphql_api.platform.reading.statements import (
    Question,
    above,
    at_moment,
    chosen,
    coalesced,
    filtered,
    in_subtree,
    narrows,
    seen_already,
    visible,
)

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
        narrowed, conditions = _related(question, source, self.relation, self.source, table, there, {})
        page = _page(
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
        page = _page(
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
        return _related(question, source, self.relation, self.source, table, there, where)

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


def _related(
    question: Question,
    source: Source,
    relation: Many | Below | Above | Passing,
    target: Source,
    table: Table,
    there: Table,
    where: Mapping[str, Any],
) -> tuple[Question, list[Criterion]]:
    """The question that is asked at the other end of a relation, and the conditions of a row there."""
    local: Term = table[relation.local] if relation.local else table[source.key]
    narrowed = replace(question, narrowed=True)
    if isinstance(relation, Passing):
        given = {**relation.where, **where, relation.filter: local}
        return narrowed, chosen(narrowed, target, there, given)
    if isinstance(relation, Above):
        found = chosen(narrowed, target, there, {**relation.where, **where})
        return narrowed, [above(there[target.key], there[relation.path], local), *found]
    if isinstance(relation, Below):
        found = chosen(narrowed, target, there, {**relation.where, **where})
        found.append(in_subtree(there[relation.path], local))
        if not relation.inclusive:
            found.append(there[relation.path] != local)
        return narrowed, found
    given = {**relation.where, **where}
    if seen_already(source, relation, target):
        found = [
            *filtered(narrowed, target, there, given),
            *([at_moment(question.moment, there)] if target.dated else []),
        ]
    else:
        found = chosen(narrowed, target, there, given)
    return narrowed, [there[relation.remote] == local, *found]


def _page(
    on: Writing,
    question: Question,
    source: Source,
    there: Table,
    conditions: list[Criterion],
    *,
    size: str,
    backward: bool,
    numbered: bool = False,
    gathered: bool = False,
) -> str:
    """The rows of a page in their list's order, as a subquery to be named like the table.

    Those of a list that is `gathered` come from all over the table, few as they are: they are found before they are
    ordered. PostgreSQL would walk the whole table in the page's order instead.
    """
    order = ",".join(
        f"{on.writer.sql(there[name.removeprefix('-')])} {'DESC' if name.startswith('-') != backward else 'ASC'}"
        for name in source.total_order
    )
    chosen = f"{there.alias}.*" + (f",row_number() OVER (ORDER BY {order}) AS n_" if numbered or backward else "")
    rows = f"{from_table(on, there)}{where_all(on, conditions)}"
    if gathered and question.narrowed and not on.writer.sqlite:
        rows = f"(SELECT {there.alias}.* FROM {rows} OFFSET 0) {there.alias}"
    page = f"(SELECT {chosen} FROM {rows} ORDER BY {order} LIMIT {size})"
    if numbered:
        inner = on.writer.name()
        page = f"(SELECT *,count(*) OVER () AS got_ FROM {page} {inner} ORDER BY n_ {'DESC' if backward else 'ASC'})"
    elif backward:
        page = f"(SELECT * FROM {page} {on.writer.name()} ORDER BY n_ DESC)"
    return page


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
    from tortoise import fields  # noqa: PLC0415

    field = source.table._meta.fields_map[column]  # noqa: SLF001 -- tortoise's own door
    for kind, name in (
        (fields.DatetimeField, "DateTime"), (fields.DateField, "Date"), (fields.DecimalField, "Decimal"),
        (fields.BooleanField, "Boolean"), (fields.IntField, "Int"), (fields.CharField, "String"),
        (fields.TextField, "String"),
    ):  # fmt: skip
        if isinstance(field, kind):
            return name
    raise NotPlanned(f"a cursor over {column}")


def from_table(on: Writing, table: Table) -> str:
    """A table with its name in the statement."""
    return f'"{table._table_name}" {table.alias}'  # noqa: SLF001 -- pypika's name of it


def where_all(on: Writing, conditions: Sequence[Criterion]) -> str:
    """The clause that asks for all of the conditions; nothing where there are none."""
    return " WHERE " + " AND ".join(f"({on.writer.sql(one)})" for one in conditions) if conditions else ""
