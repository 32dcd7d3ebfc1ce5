"""Rows in SQL: those at the other end of a relation, and those of a page in a list's order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Criterion, Term

from graphql_api.execution.writing import Writing
from graphql_api.platform.reading.conditions import (
    Question,
    above,
    at_moment,
    chosen,
    filtered,
    in_subtree,
    seen_already,
)
from graphql_api.platform.reading.declare import Above, Below, Many, Passing, Source


def related(
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


def page_of_rows(
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
    columns = f"{there.alias}.*" + (f",row_number() OVER (ORDER BY {order}) AS n_" if numbered or backward else "")
    rows = f"{from_table(on, there)}{where_all(on, conditions)}"
    if gathered and question.narrowed and not on.writer.sqlite:
        rows = f"(SELECT {there.alias}.* FROM {rows} OFFSET 0) {there.alias}"
    page = f"(SELECT {columns} FROM {rows} ORDER BY {order} LIMIT {size})"
    if numbered:
        inner = on.writer.name()
        page = f"(SELECT *,count(*) OVER () AS got_ FROM {page} {inner} ORDER BY n_ {'DESC' if backward else 'ASC'})"
    elif backward:
        page = f"(SELECT * FROM {page} {on.writer.name()} ORDER BY n_ DESC)"
    return page


def from_table(on: Writing, table: Table) -> str:
    """A table with its name in the statement."""
    return f'"{table._table_name}" {table.alias}'  # noqa: SLF001 -- pypika's name of it


def where_all(on: Writing, conditions: Sequence[Criterion]) -> str:
    """The clause that asks for all of the conditions; nothing where there are none."""
    return " WHERE " + " AND ".join(f"({on.writer.sql(one)})" for one in conditions) if conditions else ""
