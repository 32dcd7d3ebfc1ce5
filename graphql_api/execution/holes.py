"""Fields that a resolver answers: the statement leaves a hole for each, which the standard executor fills."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import Executor, FieldNode, GraphQLError, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import Path
from pypika_tortoise.queries import Table

from graphql_api.execution.leaves import NotPlanned
from graphql_api.execution.writing import Piece, Pieces, Writing
from graphql_api.platform.context import RequestContext
from graphql_api.platform.reading.conditions import Question
from graphql_api.platform.reading.declare import Moment, Source

_MARK = "\x02"  # no JSON holds such a character as it is
_MARK_BYTE = _MARK.encode()
_HOLE = re.compile(f"{_MARK}([0-9]+):([^{_MARK}]*){_MARK}")


@dataclass(frozen=True, kw_only=True)
class Hole:
    """A field that the schema reads by a resolver alone.

    Attributes:
        number: which of the document's.
        key: the field's key in the answer.
        kind: the type it is asked of.
        nodes: the field as it is asked.
        source: where the row comes from that it is asked of; None for a root field.
        root: the number of the root field's place, whose moment holds here.
    """

    number: int
    key: str
    kind: GraphQLObjectType
    nodes: Sequence[FieldNode]
    source: Source | None
    root: int

    def pieces(self, on: Writing, question: Question, source: Source, table: Table) -> Pieces:
        """The hole with the row's key in it."""
        if self.source is None:
            return self.at_root()
        key = on.writer.sql(table[self.source.key])
        return (Piece(text=f"{_MARK}{self.number}:"), Piece(sql=key), Piece(text=_MARK))

    def at_root(self) -> Pieces:
        """The hole of a root field, which is asked of no row."""
        return (Piece(text=f"{_MARK}{self.number}:{_MARK}"),)


def is_open(answer: bytes) -> bool:
    """Whether an answer has holes."""
    return _MARK_BYTE in answer


async def filled(
    answer: bytes,
    holes: Sequence[Hole],
    moments: Mapping[int, Moment],
    executor: Executor[Any],
    context: RequestContext,
) -> bytes:
    """The answer with its holes filled. All of one field are asked for together, so that what they read is batched.

    Raises:
        NotPlanned: one of the fields ends in an error, whose place in the answer the standard executor has to find.
    """
    text = answer.decode()
    wanted = list(dict.fromkeys(found.groups() for found in _HOLE.finditer(text)))

    async def one(number: str, key: str) -> str:
        hole = holes[int(number)]
        row = None
        if hole.source is not None:
            row = await context.reader.get(hole.source.name, key, moments[hole.root])
            if row is None:
                raise NotPlanned("a row that is gone")
        details = [FieldDetails(node, None) for node in hole.nodes]
        found = executor.execute_field(hole.kind, row, details, Path(None, hole.key, hole.kind.name), None)
        return orjson.dumps(await found if executor.is_awaitable(found) else found).decode()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = {names: group.create_task(one(*names)) for names in wanted}
    except* (GraphQLError, NotPlanned):
        raise NotPlanned("an error") from None
    if executor.collected_errors.errors:
        raise NotPlanned("an error")
    made = {names: task.result() for names, task in tasks.items()}
    return _HOLE.sub(lambda found: made[found.groups()], text).encode()
