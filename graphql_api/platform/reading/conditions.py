"""Conditions in SQL: which rows are so at a moment, visible to a caller, and pass filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from typing import Any

from pypika_tortoise import functions
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Criterion, Term

from graphql_api.platform.access import Place, Principal
from graphql_api.platform.reading.declare import (
    Above,
    Access,
    AllOf,
    AnyOf,
    Before,
    Below,
    Compared,
    Differs,
    Equals,
    Everyone,
    Filter,
    ForRoles,
    From,
    InArea,
    Label,
    Many,
    Matches,
    Moment,
    One,
    OneOf,
    Passed,
    Passing,
    Personal,
    Positive,
    Source,
    Through,
    Where,
    Within,
    Without,
)
from graphql_api.platform.reading.slots import AfterSubtree, AmongFew, AmongNamed, AmongRows, Exists, Held, Slot
from graphql_api.platform.search import matches, searched
from graphql_api.platform.sql import table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who asks, about when, in which language, on which engine: what every statement of a request shares.

    Attributes:
        sources: every declared type by name.
        scope_path: the path of the caller's unit at the moment; None where the unit did not exist then.
        query: pypika's query class of the engine.
        narrowed: whether the statement asks for less than what the caller may see, by which it is best begun.
        wide: whether the caller sees all that stands below a unit with nothing above it.
        present: whether the moment is today, as known now.
        place: finds where a unit stands that a filter names, inside the statement; None where its path is given.
    """

    sources: Mapping[str, Source]
    principal: Principal
    moment: Moment
    scope_path: str | None
    language: str
    query: Any
    sqlite: bool
    narrowed: bool = False
    wide: bool = False
    present: bool = False
    place: Place | None = None


def one_of(column: Any, values: Sequence[Any] | Slot) -> Criterion:
    """The condition that a column holds one of the values; of none, nothing is one: SQL knows no empty list."""
    if isinstance(values, Slot):
        return Held(column, values)
    return column.isin(list(values)) if values else column.isnull() & column.notnull()


def in_subtree(path: Any, root: Any) -> Criterion:
    """The range of every path below `root` and `root` itself; an index can serve it."""
    return (path >= root) & (path < after_subtree(root))


def above(column: Any, paths: Any, path: Any) -> Criterion:
    """The rows by key whose paths `path` begins with, without that of `path` itself."""
    if isinstance(path, Term):
        return AmongNamed(column, path) & (paths != path)
    return one_of(column, path.split("/")[:-2])


def after_subtree(root: Any) -> Any:
    """What comes right after every path below `root`: "0" is the character after "/"."""
    if isinstance(root, Slot):
        return root.derived("after")
    if isinstance(root, Term):
        return AfterSubtree(root)
    return f"{root[:-1]}0"


def coalesced(question: Question, table: Table, label: Label) -> Term:
    """A label in the caller's language."""
    return functions.Coalesce(table[label.en], table[label.zh]) if question.language == "en" else table[label.zh]


def visible(question: Question, source: Source, table: Table) -> Criterion | None:
    """What a row must fulfil to exist for the caller at the moment; None where nothing is asked of it."""
    conditions = [at_moment(question.moment, table)] if source.dated else []
    allowed = _allowed(question, source, source.access, table)
    if allowed is not None:
        conditions.append(allowed)
    return _all(conditions)


def seen_already(source: Source, relation: Many, target: Source) -> bool:
    """Whether the rows of a relation are visible because the row of `source` is that they belong to."""
    back = One(target=source.name, local=relation.remote)
    access = target.access
    return (
        relation.local is None
        and isinstance(access, Through)
        and any(target.relations[name] == back for name in access.relations)
    )


def filtered(question: Question, source: Source, table: Table, wanted: Mapping[str, Any]) -> list[Criterion]:
    """The conditions of the filters that a client has set."""
    return [_filter(question, source, table, name, value) for name, value in wanted.items() if value is not None]


def chosen(question: Question, source: Source, table: Table, wanted: Mapping[str, Any]) -> list[Criterion]:
    """What a row must fulfil to exist for the caller and pass the filters that are set.

    Whoever is found by a visible row of a relation is visible by it, where that is how one is visible.
    """
    conditions = filtered(question, source, table, wanted)
    if any(_found_visible(source, name) for name, value in wanted.items() if value is not None):
        return [*conditions, at_moment(question.moment, table)] if source.dated else conditions
    allowed = visible(question, source, table)
    return conditions if allowed is None else [*conditions, allowed]


def _found_visible(source: Source, name: str) -> bool:
    """Whether who passes a filter has a visible row of a relation by which one is visible."""
    wanted = source.filters[name]
    if isinstance(wanted, AllOf):
        return any(_found_visible(source, one) for one in wanted.filters)
    if isinstance(wanted, AnyOf):
        return all(_found_visible(source, one) for one in wanted.filters)
    return (
        isinstance(wanted, Where) and isinstance(source.access, Through) and wanted.relation in source.access.relations
    )


def filter_behind(sources: Mapping[str, Source], source: Source, name: str) -> Filter:
    """The filter that decides in the end: that of the related type where `name` only leads there."""
    found = source.filters[name]
    if isinstance(found, Where | Without):
        return filter_behind(sources, sources[source.relations[found.relation].target], found.filter)
    return found


def at_moment(moment: Moment, table: Table) -> Criterion:
    """The condition that a dated row was so, and was known, at the moment."""
    so = (table.valid_from <= moment.as_of) & (table.valid_to > moment.as_of)
    return known_at(moment, table) & so


def known_at(moment: Moment, table: Table) -> Criterion:
    """The condition that a dated row was known at the moment, whenever it is so."""
    if moment.known_at is None:
        return table.superseded_at.isnull()
    known = table.superseded_at.isnull() | (table.superseded_at > moment.known_at)
    return (table.recorded_at <= moment.known_at) & known


def _allowed(question: Question, source: Source, access: Access, table: Table) -> Criterion | None:
    if isinstance(access, Everyone):
        return None
    if isinstance(access, InArea):
        if question.principal.scope_id is None:
            return None
        column = table[access.column]
        if question.scope_path is None:
            return column.isnull() & column.notnull()
        if question.narrowed:
            # Of two ranges neither engine can tell which is narrower; through a function no index serves this one.
            return in_subtree(functions.Coalesce(column, ""), question.scope_path)
        return in_subtree(column, question.scope_path)
    if isinstance(access, Through):
        return _through(question, source, access, table)
    if isinstance(access, ForRoles):
        if question.principal.role not in access.roles:
            return table[source.key].isnull()  # a key is never null: nothing
        return _allowed(question, source, access.others, table)
    return _all([*_not_hidden(question, access, table), *_personal(question, source, access, table)])


def _personal(question: Question, source: Source, access: Personal, table: Table) -> list[Criterion]:
    own = table[access.column] == (question.principal.person_id or "")
    if question.principal.role not in access.roles:
        return [own]
    others = _allowed(question, source, access.others, table)
    return [] if others is None else [own | others]


def _not_hidden(question: Question, access: Personal, table: Table) -> list[Criterion]:
    """That a row is not one that whom it is about never sees."""
    principal, about = question.principal, table[access.column]
    concerned = [about == key for key in (principal.person_id, principal.scope_id) if key is not None]
    if access.hidden is None or not concerned:
        return []
    column, value = access.hidden
    return [(table[column] != value) | _any(concerned).negate()]


def _through(question: Question, source: Source, access: Through, table: Table) -> Criterion:
    """A row of one of the relations is visible.

    Where a statement begins with something narrower, or nearly all is visible, each of its rows is looked at by
    itself; else it begins with all that is visible.
    """
    if question.narrowed or question.wide:
        looked = replace(question, narrowed=True)
        return _any([Exists(_rows(looked, source, name, table, {}, here=True)[1]) for name in access.relations])
    found: dict[str, list[QueryBuilder]] = {}
    for name in access.relations:
        local, rows = _rows(question, source, name, table, {})
        found.setdefault(local, []).append(rows)
    return _any([AmongRows(table[local], rows) for local, rows in found.items()])


def _related(
    question: Question, source: Source, name: str, table: Table, wanted: Mapping[str, Any], *, negated: bool = False
) -> Criterion:
    """A visible row of the relation exists that passes the filters; where it is `negated`, that is never unknown."""
    target = question.sources[source.relations[name].target]
    narrowed = replace(question, narrowed=narrows(question.sources, target, wanted))
    local, rows = _rows(narrowed, source, name, table, wanted, filled=negated)
    if not question.sqlite and narrows(question.sources, target, wanted, by=(Equals, Matches)):
        return AmongFew(table[local], rows)
    return table[local].isin(rows)


def _rows(
    question: Question,
    source: Source,
    name: str,
    table: Table,
    wanted: Mapping[str, Any],
    *,
    here: bool = False,
    filled: bool = False,
) -> tuple[str, QueryBuilder]:
    """Our column by which rows of a relation are ours, and those that are visible and pass the filters.

    With `here` they are those of the row at hand alone; with `filled` those that belong to some row: of what is not
    among values of which one is empty, SQL says that it does not know.
    """
    relation = source.relations[name]
    if isinstance(relation, Below | Above | Passing):
        raise TypeError(f"{source.name}.{name}: a relation of one branch a row can't be a condition")
    target = question.sources[relation.target]
    there = table_of(target.table).as_(f"{name}_{table.alias or 'of'}")
    remote, local = (
        (target.key, relation.local) if isinstance(relation, One) else (relation.remote, relation.local or source.key)
    )
    rows = question.query.from_(there).select(there[remote])
    fixed = {} if isinstance(relation, One) else relation.where
    for condition in chosen(question, target, there, {**fixed, **wanted}):
        rows = rows.where(condition)
    if filled and target.table._meta.fields_map[remote].null:  # noqa: SLF001 -- tortoise's own door
        rows = rows.where(there[remote].notnull())
    return local, rows.where(there[remote] == table[local]) if here else rows


def narrows(
    sources: Mapping[str, Source],
    source: Source,
    wanted: Mapping[str, Any],
    *,
    by: tuple[type, ...] = (Within, Matches, Equals),
) -> bool:
    """Whether the filters, those of some kinds, leave few rows of a whole table, by which a statement is best begun."""
    return any(
        isinstance(behind, by) and (not isinstance(behind, Equals) or behind.few)
        for name, value in wanted.items()
        if value is not None and not isinstance(source.filters[name], Without)
        for behind in [filter_behind(sources, source, name)]
    )


def _filter(question: Question, source: Source, table: Table, name: str, value: Any) -> Criterion:
    wanted = source.filters[name]
    if isinstance(wanted, Where):
        return _related(question, source, wanted.relation, table, {wanted.filter: value})
    if isinstance(wanted, Without):
        return _related(question, source, wanted.relation, table, {wanted.filter: value}, negated=True).negate()
    if isinstance(wanted, AllOf):
        return reduce(and_, (_filter(question, source, table, one, value) for one in wanted.filters))
    if isinstance(wanted, AnyOf):
        return _any([_filter(question, source, table, one, value) for one in wanted.filters])
    if isinstance(wanted, Matches):
        query = value if isinstance(value, Slot) else searched(value, sqlite=question.sqlite)
        return matches(table[source.key], wanted.table, query, sqlite=question.sqlite)
    if isinstance(wanted, Positive):
        number = source.computed[wanted.computed].sql(question, table)
        return number > 0 if value else number <= 0
    return _compared(question, wanted, table[wanted.column], value)


def _compared(question: Question, wanted: Compared, column: Any, value: Any) -> Criterion:
    if isinstance(wanted, Equals):
        return column == value
    if isinstance(wanted, Differs):
        return column.isnull() | (column != value)
    if isinstance(wanted, OneOf):
        return one_of(column, value)
    if isinstance(wanted, From):
        return column >= value
    if isinstance(wanted, Before):
        return column < value
    if isinstance(wanted, Passed):
        today = question.moment.as_of
        return column < today if value else column.isnull() | (column >= today)
    if question.place is None or not isinstance(value, Slot):
        return in_subtree(column, value)  # a path, or the column that has one
    return in_subtree(column, question.place(question.query, value, question.moment.as_of, question.moment.known_at))


def _all(conditions: list[Criterion]) -> Criterion | None:
    return reduce(lambda left, right: left & right, conditions) if conditions else None


def _any(conditions: Sequence[Criterion]) -> Criterion:
    return reduce(lambda left, right: left | right, conditions)
