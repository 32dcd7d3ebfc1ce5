"""The one statement of an operation, written from its parts."""

from dataclasses import dataclass, field, replace
from typing import Any

from pypika_tortoise.terms import LiteralValue

from graphql_api.execution.bounds import most_rows
from graphql_api.execution.connections import Connection
from graphql_api.execution.holes import Hole
from graphql_api.execution.nodes import Constant, Found
from graphql_api.execution.planning import Root
from graphql_api.execution.sites import Filling, Site
from graphql_api.execution.writing import Piece, Writer, Writing
from graphql_api.platform.access import token_query
from graphql_api.platform.context import RequestContext
from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import is_wide
from graphql_api.platform.reading.slots import Slot
from graphql_api.platform.recent import Recent
from graphql_api.platform.sql import is_sqlite, query_class

STATE = Slot(("state",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """SQL with the slots and values of its parameters, of which STATE is the first.

    It answers with one row: `answer`, which is null where the database is still in STATE; `state`, in which it is; and
    the caller's token, where there is something to prove.
    """

    sql: str
    parameters: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An operation taken apart, with the values of its flags.

    Attributes:
        roots: the root fields by their keys in the answer.
        sites: the places with arguments.
        holes: the fields that resolvers answer.
        bounds: how many rows can be read at most, by the sizes of the pages.
    """

    roots: tuple[tuple[str, Root], ...]
    sites: tuple[Site, ...]
    holes: tuple[Hole, ...]
    bounds: Recent[tuple[int, ...], int] = field(default_factory=lambda: Recent(100))

    def most_rows(self, filling: Filling) -> int:
        """How many rows a run can read at most."""
        sizes = tuple(filling.sizes)
        found = self.bounds.get(sizes)
        if found is None:
            found = self.bounds.keep(sizes, sum(most_rows(root, filling.values) for _, root in self.roots))
        return found


def written(parts: Parts, filling: Filling, context: RequestContext) -> Statement:
    """The statement of an operation for runs whose values have this shape."""
    reader = context.reader
    writer = Writer(sqlite=is_sqlite(reader.connection), query=query_class(reader.connection))
    known = writer.value(STATE)  # the first parameter
    questions = {site.number: _question(site, filling, context) for site in parts.sites if site.number == site.root}
    on = Writing(
        writer=writer,
        questions=questions,
        where=filling.where,
        backward=frozenset(filling.backward),
        placed=frozenset(filling.placed),
    )
    pieces: list[Piece] = []
    for key, root in parts.roots:
        pieces.append(Piece(text=f'{"," if pieces else "{"}"{key}":'))
        if isinstance(root, Constant):
            pieces.append(Piece(text=root.text))
        elif isinstance(root, Hole):
            pieces += root.at_root()
        elif isinstance(root, Found):
            pieces += root.pieces(on, questions[root.site.root])
        elif isinstance(root, Connection):
            pieces += root.pieces(on, questions[root.site.root], root.source, None)
    pieces = [Piece(text='{"data":'), *(pieces or [Piece(text="{")]), Piece(text="}}")]
    answer = writer.joined(tuple(pieces))
    asked = token_query(writer.query, "digest", context.claim.place) if context.claim else writer.query
    state, same = LiteralValue(writer.state).as_("state"), writer.is_state(known)
    changed = asked.select(LiteralValue(answer).as_("answer"), state).where(LiteralValue(f"NOT {same}"))
    still = asked.select(LiteralValue("NULL").as_("answer"), state).where(LiteralValue(same))
    sql = f"{writer.statement(changed)} UNION ALL {writer.statement(still)}"  # a CASE would nest SQLite's parser deeper
    return Statement(sql=sql, parameters=tuple(writer.parameters.values))


def _question(site: Site, filling: Filling, context: RequestContext) -> Question:
    reader, principal = context.reader, context.principal
    known = filling.values["known_at", site.number]
    place: Any = Slot(("scope", site.number)) if filling.values["scope", site.number] is not None else None
    person: Any = None if principal.person_id is None else Slot(("person",))
    unit: Any = None if principal.scope_id is None else Slot(("unit",))
    day: Any = Slot(("as_of", site.number))
    instant: Any = None if known is None else Slot(("known_at", site.number))
    return Question(
        sources=reader.catalogue.sources,
        principal=replace(principal, person_id=person, scope_id=unit),
        moment=Moment(as_of=day, known_at=instant),
        scope_path=place,
        wide=is_wide(filling.values["scope", site.number]),
        language=context.language,
        query=query_class(reader.connection),
        sqlite=is_sqlite(reader.connection),
        present=site.number in filling.present,
        place=context.modules.locate.place,
    )
