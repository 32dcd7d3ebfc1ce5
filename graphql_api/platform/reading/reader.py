"""The reader of one request: it batches what a level of the answer needs into one statement."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from pypika_tortoise.queries import QueryBuilder
from strawberry.dataloader import DataLoader
from tortoise.backends.base.client import BaseDBAsyncClient

from graphql_api.platform.access import SYSTEM, Principal
from graphql_api.platform.cache import Cache
from graphql_api.platform.errors import LimitExceeded
from graphql_api.platform.identifiers import global_id
from graphql_api.platform.reading.conditions import Question, filter_behind
from graphql_api.platform.reading.declare import Many, Moment, One, Relation, Source, Within
from graphql_api.platform.reading.figures import Figure
from graphql_api.platform.reading.paging import Connection, Edge, Page, PageInfo, cursor_of
from graphql_api.platform.reading.slots import Slot
from graphql_api.platform.reading.statements import COUNT, PARENT, RANK, Written, by_key, pages, slotted
from graphql_api.platform.recent import Recent
from graphql_api.platform.sql import Row, bound, decode, decoders, fetch, is_sqlite, query_class, raw_rows

NOWHERE = "!"
Fingerprint = tuple[tuple[str, Hashable], ...]
Batch = Callable[["Reader", Sequence[Any], Moment], Awaitable[Sequence[Any]]]


ScopePath = Callable[[str, Moment], Awaitable[str | None]]
"""Finds the path of a unit at a moment; None where it did not exist then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that can be read.

    Attributes:
        sources: the declarations, by GraphQL type.
        types: the Python class of each GraphQL type.
        projects: the class that stands for an adoption of a practice, by the practice's id.
        figures: what formulas may read, by code.
        written: statements that find rows by a column, each written once.
    """

    sources: Mapping[str, Source]
    types: Mapping[str, type]
    projects: Mapping[str, type]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    written: Recent[tuple[Any, ...], Written] = field(default_factory=lambda: Recent(1_000), compare=False)

    def type_of(self, source: Source, row: Row) -> type:
        """The Python class that stands for a row; a plain one where the schema has no such type."""
        usual = self.types.get(source.name, SimpleNamespace)
        return usual if source.practice is None else self.projects.get(row[source.practice], usual)

    def subset_of(self, source: Source, wanted: frozenset[str]) -> tuple[str, ...]:
        """The computed fields of `source` among the wanted ones, in a stable order."""
        return tuple(sorted(wanted & source.computed.keys()))


class Reader:
    """Reads for one principal in one request.

    Objects it returns are instances of the GraphQL types with the row's values as plain attributes, and `moment_`,
    the time they are about, which their relations inherit.
    """

    def __init__(
        self,
        *,
        connection: BaseDBAsyncClient,
        catalogue: Catalogue,
        principal: Principal,
        language: str,
        present: Moment,
        scope_path: ScopePath,
        ceiling: int,
        cache: Cache,
        most_rows: int,
    ) -> None:
        self.connection = connection
        self.catalogue = catalogue
        self.principal = principal
        self.language = language
        self.present = present
        self.ceiling = ceiling
        self.cache = cache
        self._scope_path = scope_path
        self._most_rows = most_rows
        self._rows_read = 0
        self._loading: set[asyncio.Task[Any]] = set()
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}

    def for_system(self) -> "Reader":
        """A reader of the same database that sees everything: for what must be the same whoever asks."""
        return Reader(
            connection=self.connection,
            catalogue=self.catalogue,
            principal=SYSTEM,
            language=self.language,
            present=self.present,
            scope_path=self._scope_path,
            ceiling=self.ceiling,
            cache=self.cache,
            most_rows=self._most_rows,
        )

    async def question(self, moment: Moment) -> Question:
        """What every statement about `moment` shares."""
        scope = self.principal.scope_id
        path = None if scope is None else await self.path_of(scope, moment)
        return Question(
            sources=self.catalogue.sources,
            principal=self.principal,
            moment=moment,
            scope_path=path,
            wide=is_wide(path),
            language=self.language,
            query=query_class(self.connection),
            sqlite=is_sqlite(self.connection),
            present=moment == self.present,
        )

    async def path_of(self, unit: str, moment: Moment) -> str | None:
        """The path of a unit at a moment; None where it did not exist then."""
        return await self._scope_path(unit, moment)

    async def get(
        self, type_name: str, key: str, moment: Moment | None = None, *, wanted: frozenset[str] = frozenset()
    ) -> Any | None:
        """The object of that type and key, or None where there is none for this caller at the moment."""
        return await self._keyed(type_name, moment or self.present, wanted).load(key)

    async def anew(self, type_name: str, key: str, moment: Moment, *, wanted: frozenset[str]) -> Any | None:
        """The same, read by itself and whatever was read of it before: for what has just been changed."""
        source = self.catalogue.sources[type_name]
        computed = self.catalogue.subset_of(source, wanted)
        rows = await self.by_key(source, source.key, [key], moment, computed=computed)
        return self.made(type_name, rows[0], moment) if rows else None

    async def related(self, parent: Any, name: str, *, wanted: frozenset[str] = frozenset()) -> Any | None:
        """The object at the other end of a to-one relation."""
        relation = self._relation(parent, name)
        if not isinstance(relation, One):
            raise TypeError(f"{type(parent).__name__}.{name} is not a relation to one")
        key = getattr(parent, relation.local)
        if key is None:
            return None
        return await self._keyed(relation.target, parent.moment_, wanted).load(key)

    async def connected(
        self,
        parent: Any,
        name: str,
        page: Page,
        *,
        where: Mapping[str, Any] | None = None,
        wanted: frozenset[str] = frozenset(),
    ) -> Connection[Any]:
        """A page of the list at the other end of a to-many relation."""
        relation = self._relation(parent, name)
        if isinstance(relation, One):
            raise TypeError(f"{type(parent).__name__}.{name} is not a relation to many")
        source = self.catalogue.sources[source_name(type(parent))]
        loader = self._paged(source.name, name, parent.moment_, page, _fingerprint(where or {}), wanted)
        return await loader.load(getattr(parent, relation.local) if relation.local else parent.key)

    async def listed(
        self,
        type_name: str,
        page: Page,
        *,
        where: Mapping[str, Any] | None = None,
        moment: Moment | None = None,
        wanted: frozenset[str] = frozenset(),
    ) -> Connection[Any]:
        """A page of everything of a type that the caller may see."""
        source = self.catalogue.sources[type_name]
        at = moment or self.present
        computed = self.catalogue.subset_of(source, wanted)
        conditions = await self._bound(source, where or {}, at)
        branches = pages(await self.question(at), source, page=page, where=conditions, computed=computed)
        rows = await self.rows(source, *branches)
        return self._connection(source, rows, page, at)

    async def _bound(self, source: Source, where: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
        """The conditions with every unit that names a subtree replaced by its path: paths are bound as values."""
        found = dict(where)
        for name, value in where.items():
            if isinstance(filter_behind(self.catalogue.sources, source, name), Within):
                found[name] = await self._scope_path(value, moment) or NOWHERE
        return found

    async def batched(self, batch: Batch, key: Any, moment: Moment | None = None) -> Any:
        """What `batch` gives for `key`, asked once for all the keys of a level."""
        at = moment or self.present
        loader = self._loaders.get((batch, at))
        if loader is None:

            async def load(keys: list[Any]) -> Sequence[Any]:
                return await batch(self, keys, at)

            loader = self._loaders[batch, at] = self._loader(load)
        return await loader.load(key)

    def _loader(self, load: Callable[[list[Any]], Awaitable[Sequence[Any]]]) -> DataLoader[Any, Any]:
        async def tracked(keys: list[Any]) -> Sequence[Any]:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 -- coroutines run in tasks
            self._loading.add(task)
            try:
                return await load(keys)
            finally:
                self._loading.discard(task)

        return DataLoader(load_fn=tracked)

    def abandon(self) -> None:
        """End the reading that is under way: batches run in tasks of their own, which nobody waits for any more."""
        for task in self._loading:
            task.cancel()

    async def rows(self, source: Source, *branches: QueryBuilder) -> list[Row]:
        """Run one statement over the source's table and return its rows as Python values.

        Raises:
            LimitExceeded: the operation has read more rows than one operation may.
        """
        return self._read(source, await fetch(self.connection, *branches))

    async def by_key(
        self, source: Source, column: str, keys: Sequence[Any], moment: Moment, *, computed: tuple[str, ...] = ()
    ) -> list[Row]:
        """The visible rows whose column is one of the keys, by a statement that is written once.

        Raises:
            LimitExceeded: the operation has read more rows than one operation may.
        """
        question, values = slotted(await self.question(moment))
        principal = question.principal
        key = (source.name, column, computed, question.language, question.wide, question.sqlite, principal.role,
               principal.scope_id is None, question.scope_path is None, principal.person_id is None,
               moment.known_at is None)  # fmt: skip
        written = self.catalogue.written.get(key)
        if written is None:
            written = self.catalogue.written.keep(key, by_key(question, source, column, computed))
        values["keys",] = list(keys)
        sql, parameters = written
        found = [one.of(values) if isinstance(one, Slot) else one for one in parameters]
        rows = await raw_rows(self.connection, sql, [bound(one, sqlite=question.sqlite) for one in found])
        return self._read(source, [dict(row) for row in rows])

    def charge(self, rows: int) -> None:
        """Count rows that were read, or what costs as much as reading so many.

        Raises:
            LimitExceeded: the operation has read more rows than one operation may.
        """
        self._rows_read += rows
        if self._rows_read > self._most_rows:
            raise LimitExceeded(what="rows", found=self._rows_read, limit=self._most_rows)

    def _read(self, source: Source, rows: list[Row]) -> list[Row]:
        self.charge(len(rows))
        decode(rows, decoders(source.table, sqlite=is_sqlite(self.connection)))
        decode(rows, {name: one.read for name, one in source.computed.items() if one.read is not None})
        return rows

    def made(self, type_name: str, row: Row, moment: Moment) -> Any:
        """The object that stands for a row."""
        source = self.catalogue.sources[type_name]
        kind: Any = self.catalogue.type_of(source, row)
        made = kind.__new__(kind)
        key = row[source.key]
        made.__dict__.update(row, key=key, id=global_id(source.identity or type_name, key), moment_=moment)
        return made

    def target(self, type_name: str, relation: str) -> Source:
        """The declaration of the type at the other end of a relation."""
        return self.catalogue.sources[self.catalogue.sources[type_name].relations[relation].target]

    def _relation(self, parent: Any, name: str) -> Relation:
        return self.catalogue.sources[source_name(type(parent))].relations[name]

    def _keyed(self, type_name: str, moment: Moment, wanted: frozenset[str]) -> DataLoader[Any, Any]:
        source = self.catalogue.sources[type_name]
        computed = self.catalogue.subset_of(source, wanted)
        identity = ("by key", type_name, moment, computed)
        loader = self._loaders.get(identity)
        if loader is None:

            async def load(keys: list[Any]) -> list[Any | None]:
                rows = await self.by_key(source, source.key, keys, moment, computed=computed)
                found = {row[source.key]: row for row in rows}
                return [self.made(type_name, found[key], moment) if key in found else None for key in keys]

            loader = self._loaders[identity] = self._loader(load)
        return loader

    def _paged(
        self, type_name: str, name: str, moment: Moment, page: Page, where: Fingerprint, wanted: frozenset[str]
    ) -> DataLoader[Any, Connection[Any]]:
        relation = self.catalogue.sources[type_name].relations[name]
        if isinstance(relation, One):
            raise TypeError(f"{type_name}.{name} is not a relation to many")
        target = self.catalogue.sources[relation.target]
        computed = self.catalogue.subset_of(target, wanted)
        fixed = relation.where if isinstance(relation, Many) else {}
        identity = ("page", type_name, name, moment, page, where, computed)
        loader = self._loaders.get(identity)
        if loader is None:

            async def load(keys: list[Any]) -> list[Connection[Any]]:
                branches = pages(
                    await self.question(moment),
                    target,
                    page=page,
                    where=await self._bound(target, {**fixed, **dict(where)}, moment),
                    parents=keys,
                    relation=relation,
                    computed=computed,
                )
                found: dict[Any, list[Row]] = {key: [] for key in keys}
                for row in await self.rows(target, *branches):
                    row.pop(RANK, None)
                    found[row.pop(PARENT)].append(row)
                return [self._connection(target, found[key], page, moment) for key in keys]

            loader = self._loaders[identity] = self._loader(load)
        return loader

    def _connection(self, source: Source, rows: list[Row], page: Page, moment: Moment) -> Connection[Any]:
        more = len(rows) > page.size
        kept = rows[: page.size]
        if page.backward:
            kept.reverse()
        total = rows[0][COUNT] if page.counted and rows else (0 if page.counted and page.place is None else None)
        order = source.total_order
        edges = [Edge(cursor=cursor_of(row, order), node=self.made(source.name, row, moment)) for row in kept]
        return Connection(
            edges=edges,
            nodes=[edge.node for edge in edges],
            page_info=PageInfo(
                has_next_page=more if not page.backward else page.place is not None,
                has_previous_page=more if page.backward else page.place is not None,
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=edges[-1].cursor if edges else None,
            ),
            total_count=total,
        )


def is_wide(path: str | None) -> bool:
    """Whether a caller's scope is a unit with nothing above it, or everything."""
    return path is None or path.count("/") == 1


def source_name(kind: type) -> str:
    """The declaration that a GraphQL type is read from: its own, or that of its class attribute `read_from`."""
    return getattr(kind, "read_from", kind.__name__)


def _fingerprint(where: Mapping[str, Any]) -> Fingerprint:
    return tuple(sorted((name, tuple(value) if isinstance(value, list) else value) for name, value in where.items()))


def at(parent: Any, moment: Moment) -> Any:
    """The same object asked about another moment: its relations then speak of that time."""
    other = object.__new__(type(parent))
    other.__dict__.update(parent.__dict__, moment_=moment)
    return other


def moment_of(present: Moment, as_of: Any, known_at: Any) -> Moment:
    """The moment of a field's arguments, where either may be left out."""
    return replace(present, as_of=as_of or present.as_of, known_at=known_at)
