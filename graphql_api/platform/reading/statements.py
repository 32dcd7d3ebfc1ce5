"""From a declaration to SQL: one statement for a page of one list, or of as many lists as there are parents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pypika_tortoise import analytics
from pypika_tortoise.enums import Order
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Criterion, Term

from graphql_api.platform.reading.conditions import (
    Question,
    above,
    chosen,
    coalesced,
    in_subtree,
    narrows,
    one_of,
    visible,
)
from graphql_api.platform.reading.declare import Above, Below, Many, Moment, Passing, Source
from graphql_api.platform.reading.paging import Page
from graphql_api.platform.reading.slots import Numbered, Slot
from graphql_api.platform.sql import columns, table_of

PARENT = "parent_key_"
COUNT = "count_"
RANK = "rank_"


def selected(question: Question, source: Source, table: Table, computed: Sequence[str]) -> list[Term]:
    """The terms of every plain field of the type, and of the computed ones that are asked for."""
    terms: list[Term] = [table[name] for name in columns(source.table)]
    for name, label in source.labels.items():
        terms.append(coalesced(question, table, label).as_(name))
    terms += [source.computed[name].sql(question, table).as_(name) for name in computed]
    return terms


Written = tuple[str, tuple[Any, ...]]
"""A statement, with the slots and values of its parameters."""


def slotted(question: Question) -> tuple[Question, dict[tuple[Any, ...], Any]]:
    """The question with slots where its values differ from one to the next, and those values."""
    principal, moment = question.principal, question.moment
    values = {
        ("person",): principal.person_id,
        ("unit",): principal.scope_id,
        ("as_of",): moment.as_of,
        ("known_at",): moment.known_at,
        ("scope",): question.scope_path,
    }
    slots: dict[str, Any] = {name: None if value is None else Slot((name,)) for (name,), value in values.items()}
    asked = replace(
        question,
        principal=replace(principal, person_id=slots["person"], scope_id=slots["unit"]),
        moment=Moment(as_of=slots["as_of"], known_at=slots["known_at"]),
        scope_path=slots["scope"],
    )
    return asked, values


def by_key(question: Question, source: Source, column: str, computed: Sequence[str]) -> Written:
    """The statement of the visible rows whose `column` is one of the values that fill the slot "keys"."""
    table = table_of(source.table)
    query = question.query.from_(table).select(*selected(question, source, table, computed))
    query = query.where(one_of(table[column], Slot(("keys",))))
    condition = visible(replace(question, narrowed=True), source, table)
    parameters = Numbered(sqlite=question.sqlite)
    found = query if condition is None else query.where(condition)
    sql = found.get_sql(question.query.SQL_CONTEXT.copy(parameterizer=parameters))
    return str(sql), tuple(parameters.values)


def pages(
    question: Question,
    source: Source,
    *,
    page: Page,
    where: Mapping[str, Any],
    parents: Sequence[Any] | None = None,
    relation: Many | Below | Above | Passing | None = None,
    computed: Sequence[str] = (),
) -> list[QueryBuilder]:
    """One page of a list, or of the list of each of `parents` through `relation`: the branches of one statement.

    Every row carries its parent (`PARENT`), and the length of its whole list (`COUNT`) where the page is counted. A
    page has one row more than asked for where the list goes on.
    """
    if isinstance(relation, Below | Above | Passing):
        return [_branch(question, source, page, where, computed, relation, str(parent)) for parent in parents or ()]
    table = table_of(source.table)
    narrowed = relation is not None or narrows(question.sources, source, where)
    query = _conditions(replace(question, narrowed=narrowed), source, table, where, computed)
    if relation is not None:
        query = query.select(table[relation.remote].as_(PARENT)).where(table[relation.remote].isin(list(parents or ())))
    return [_cut(question, source, table, query, page, partition=None if relation is None else relation.remote)]


def _conditions(
    question: Question, source: Source, table: Table, where: Mapping[str, Any], computed: Sequence[str]
) -> QueryBuilder:
    query = question.query.from_(table).select(*selected(question, source, table, computed))
    for condition in chosen(question, source, table, where):
        query = query.where(condition)
    return query


def _branch(
    question: Question,
    source: Source,
    page: Page,
    where: Mapping[str, Any],
    computed: Sequence[str],
    relation: Below | Above | Passing,
    root: str,
) -> QueryBuilder:
    table = table_of(source.table)
    if isinstance(relation, Passing):
        given = {**relation.where, **where, relation.filter: root}
        query = _conditions(replace(question, narrowed=True), source, table, given, computed)
    else:
        query = _conditions(replace(question, narrowed=True), source, table, {**relation.where, **where}, computed)
        if isinstance(relation, Above):
            query = query.where(above(table[source.key], table[relation.path], root))
        else:
            query = query.where(in_subtree(table[relation.path], root))
        if isinstance(relation, Below) and not relation.inclusive:
            query = query.where(table[relation.path] != root)
    query = query.select(_constant(root).as_(PARENT))
    cut = _cut(question, source, table, query, page, partition=None)
    return question.query.from_(cut).select("*")  # a branch of a union may not have an order of its own


def _cut(
    question: Question, source: Source, table: Table, query: QueryBuilder, page: Page, *, partition: str | None
) -> QueryBuilder:
    """Keep the page: count, then go on from the place, then rank inside each parent, then cut."""
    outer: Any = table
    if page.counted:
        over = analytics.Count("*")
        counting = over.over(table[partition]) if partition else over.over()
        query = query.select(counting.as_(COUNT))
        if page.place is not None:
            query = question.query.from_(query).select("*")
            outer = _inner(query)
    if page.place is not None:
        query = query.where(_beyond(source.total_order, outer, page))
    ordering = [(outer[name.removeprefix("-")], _direction(name, page)) for name in source.total_order]
    if partition is None:
        for column, direction in ordering:
            query = query.orderby(column, order=direction)
        return query.limit(page.size + 1)
    rank = analytics.RowNumber().over(outer[partition])
    for column, direction in ordering:
        rank = rank.orderby(column, order=direction)
    ranked = query.select(rank.as_(RANK))
    cut = question.query.from_(ranked).select("*")
    ranked_columns = _inner(cut)
    return cut.where(ranked_columns[RANK] <= page.size + 1).orderby(ranked_columns[RANK])


def _inner(query: QueryBuilder) -> Any:
    """The columns of the subquery that `query` selects from, by the alias that pypika gave it."""
    return query._from[0]  # noqa: SLF001 -- pypika has no other way to name them


def _constant(value: str) -> Term:
    return Term.wrap_constant(value)


def _direction(name: str, page: Page) -> Order:
    return Order.desc if name.startswith("-") != page.backward else Order.asc


def _beyond(order: Sequence[str], table: Any, page: Page) -> Criterion:
    """Rows after the page's place: later in the first column, or equal there and later in the next, and so on."""
    condition: Criterion | None = None
    for name, value in reversed(list(zip(order, page.place or (), strict=True))):
        column = table[name.removeprefix("-")]
        further = column < value if _direction(name, page) is Order.desc else column > value
        condition = further if condition is None else further | ((column == value) & condition)
    assert condition is not None, "an order has at least the key"  # noqa: S101
    return condition
