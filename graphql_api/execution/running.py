"""Answering a document by its plan: one statement, whose only value is the answer's JSON."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import Executor, GraphQLError, OperationType, VariableValues, parse
from graphql.execution.values import get_variable_values

from graphql_api.execution.acting import acted
from graphql_api.execution.holes import filled, is_open
from graphql_api.execution.leaves import NoQuery, NotPlanned
from graphql_api.execution.nodes import SEVERAL
from graphql_api.execution.planning import Planner
from graphql_api.execution.selections import Operation
from graphql_api.execution.sites import Filling, arguments_of, reading_of
from graphql_api.execution.statement import Parts, Statement, written
from graphql_api.platform.context import RequestContext
from graphql_api.platform.errors import TookTooLong
from graphql_api.platform.limits import Limits, faults_of, long_lists
from graphql_api.platform.metrics import Metrics
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.readings import Derived, Finds, FindsAny, Lists
from graphql_api.platform.reading.slots import Slot
from graphql_api.platform.recent import MOST_CHARACTERS, Recent
from graphql_api.platform.schema.build import ExtendedSchema
from graphql_api.platform.sql import bound, is_sqlite, value_of

log = logging.getLogger(__name__)

_NO_QUERY = "the operation"
_MOST_PACKED = 2_000  # bytes of variables with which what is asked is remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a document asks with its variables, whoever asks.

    Attributes:
        key: what two of them must share to share parts.
        operation: the operation.
        parts: it, taken apart.
        arguments: those of each place, in the order of their numbers.
    """

    key: tuple[Any, ...]
    operation: Operation
    parts: Parts
    arguments: tuple[dict[str, Any], ...]


class Execution:
    """Answers queries by plans, and mutations; everything else is left to the standard executor."""

    def __init__(
        self, schema: ExtendedSchema, limits: Limits, metrics: Metrics, *, introspection: bool, most: int = 1_000
    ) -> None:
        self._metrics = metrics
        self._schema = schema
        self._graphql = schema._schema  # noqa: SLF001 -- graphql-core's, which strawberry executes on
        self._limits = limits
        self._introspection = introspection
        self._asked: Recent[tuple[str, str | None, bytes], Asked] = Recent(most)
        self._operations: Recent[tuple[str, str | None], Operation | str] = Recent(most)
        self._parts: Recent[tuple[Any, ...], Parts | str] = Recent(most)
        self._statements: Recent[tuple[Any, ...], Statement] = Recent(most)

    async def answer(
        self, document: str, operation_name: str | None, variables: Mapping[str, Any] | None, context: RequestContext
    ) -> bytes | None:
        """The answer's JSON; None where the standard executor has to give it, errors of a request among them.

        Raises:
            TookTooLong: the statement ran longer than an operation may.
        """
        try:
            return await self.planned(document, operation_name, variables or {}, context)
        except NoQuery as found:
            if found.act is None:
                return None
            return await acted(found.act, variables or {}, context, schema=self._schema, limits=self._limits)
        except NotPlanned:
            pass
        except TookTooLong:
            raise
        except Exception:
            log.exception("a plan failed; the standard executor answers in its place")
        self._metrics.queries.labels("standard").inc()
        return None

    async def planned(
        self, document: str, name: str | None, variables: Mapping[str, Any], context: RequestContext
    ) -> bytes:
        """The answer's JSON by a plan.

        Raises:
            NotPlanned: there is none, or what is asked for can't be answered without an error.
            TookTooLong: the statement ran longer than an operation may.
        """
        if len(document) > MOST_CHARACTERS:
            raise NotPlanned("the document")
        packed = orjson.dumps(variables)
        asked = self._asked.get((document, name, packed))
        if asked is None:
            asked = self._read_with(document, name, variables, context)
            if len(packed) <= _MOST_PACKED:
                self._asked.keep((document, name, packed), asked)
        parts = asked.parts
        filling, moments = await self._filling(asked, context)
        if parts.most_rows(filling) > self._limits.rows:
            raise NotPlanned("perhaps too many rows")
        statement = self._statement(asked.key, parts, filling, context)
        try:
            async with asyncio.timeout(self._limits.seconds):
                text = await self._run(statement, filling, context)
                unfinished = is_open(text)
                self._metrics.queries.labels("holes" if unfinished else "statement").inc()
                if unfinished:
                    executor = self._executor(asked.operation, variables, context)
                    text = await filled(text, parts.holes, moments, executor, context)
        except TimeoutError:
            context.reader.abandon()
            raise TookTooLong(seconds=self._limits.seconds) from None
        return text.encode()

    def _read_with(
        self, document: str, name: str | None, variables: Mapping[str, Any], context: RequestContext
    ) -> Asked:
        if long_lists(variables, self._limits):
            raise NotPlanned("the variables")
        operation = self._operation(document, name)
        values = get_variable_values(self._graphql, operation.node.variable_definitions or (), dict(variables))
        if isinstance(values, list):
            raise NotPlanned("the variables")
        given = {flag: bool(values.coerced[flag]) for flag in operation.flags}
        kinds = self._kinds(operation, given, values)
        key = (document, name, tuple(given.values()), tuple(kinds.values()))
        parts = self._taken_apart(key, operation, given, kinds, context)
        try:
            arguments = tuple(arguments_of(one.definition, one.node, values, self._schema) for one in parts.sites)
        except Exception as fault:
            raise NotPlanned("the arguments") from fault
        return Asked(key=key, operation=operation, parts=parts, arguments=arguments)

    def _executor(self, operation: Operation, variables: Mapping[str, Any], context: RequestContext) -> Executor[Any]:
        """The standard executor of the operation, for its holes."""
        name = operation.node.name
        made = Executor.build(
            self._graphql,
            operation.document,
            context_value=context,
            raw_variable_values=dict(variables),
            operation_name=name.value if name else None,
        )
        if isinstance(made, list):
            raise NotPlanned("the variables")
        return made

    async def _run(self, statement: Statement, filling: Filling, context: RequestContext) -> str:
        connection = context.reader.connection
        sqlite = is_sqlite(connection)
        values = [
            bound(one.of(filling.values) if isinstance(one, Slot) else one, sqlite=sqlite)
            for one in statement.parameters
        ]
        text: str = await value_of(connection, statement.sql, values)
        if SEVERAL in text:
            raise NotPlanned("several where one was meant")
        return text

    def _operation(self, document: str, name: str | None) -> Operation:
        found = self._operations.get((document, name))
        if found is None:
            found = self._operations.keep((document, name), self._read(document, name))
        if isinstance(found, str):
            raise NoQuery(found) if found == _NO_QUERY else NotPlanned(found)
        if found.node.operation is OperationType.MUTATION:
            raise NoQuery(_NO_QUERY, act=found)
        return found

    def _read(self, document: str, name: str | None) -> Operation | str:
        try:
            parsed = parse(document, max_tokens=self._limits.tokens)
        except GraphQLError:
            return "the document"
        if faults_of(self._graphql, parsed, self._limits, introspection=self._introspection):
            return "the document"
        operation = Operation.of(self._graphql, parsed, name)
        if operation is None or operation.node.operation is OperationType.SUBSCRIPTION:
            return _NO_QUERY
        return operation

    def _kinds(self, operation: Operation, given: Mapping[str, bool], values: VariableValues) -> dict[str, str]:
        """The types of the things that root fields ask for by an id, by the fields' keys in the answer."""
        kinds: dict[str, str] = {}
        query = self._graphql.query_type
        assert query is not None  # noqa: S101 -- every schema has one
        for key, nodes in operation.root_fields(given).items():
            definition = query.fields.get(nodes[0].name.value)
            reads = reading_of(definition) if definition else None
            if definition is not None and isinstance(reads, FindsAny):
                try:
                    kinds[key] = reads.type_name(arguments_of(definition, nodes[0], values, self._schema))
                except Exception as fault:
                    raise NotPlanned("the arguments") from fault
        return kinds

    def _taken_apart(
        self,
        key: tuple[Any, ...],
        operation: Operation,
        given: Mapping[str, bool],
        kinds: Mapping[str, str],
        context: RequestContext,
    ) -> Parts:
        found = self._parts.get(key)
        if found is None:
            planner = Planner(operation, context.reader.catalogue, given, kinds, ceiling=context.reader.ceiling)
            try:
                roots = planner.roots()
                found = self._parts.keep(
                    key, Parts(roots=roots, sites=tuple(planner.sites), holes=tuple(planner.holes))
                )
            except NotPlanned as reason:
                found = self._parts.keep(key, str(reason))
        if isinstance(found, str):
            raise NotPlanned(found)
        return found

    async def _filling(self, asked: Asked, context: RequestContext) -> tuple[Filling, dict[int, Moment]]:
        """The values of a run, and the moment of each root field."""
        filling = Filling()
        filling.values["person",] = context.principal.person_id
        moments: dict[int, Moment] = {}
        try:
            for site, arguments in zip(asked.parts.sites, asked.arguments, strict=True):
                if site.number == site.root:
                    moments[site.root] = await filling.moment(site, arguments, context)
                reads = reading_of(site.definition)
                if isinstance(reads, Finds | FindsAny):
                    filling.chosen(site, reads.chosen(arguments))
                elif isinstance(reads, Derived):
                    if reads.check:
                        reads.check(arguments)
                    filling.given(site, arguments)
                else:
                    only = reads.only(context) if isinstance(reads, Lists) and reads.only else {}
                    await filling.page(site, arguments, only, moments[site.root], context)
        except Exception as fault:
            raise NotPlanned("the arguments") from fault
        return filling, moments

    def _statement(self, key: tuple[Any, ...], parts: Parts, filling: Filling, context: RequestContext) -> Statement:
        principal = context.principal
        whole = (
            *key,
            context.language,
            principal.role,
            principal.scope_id is None,
            principal.person_id is None,
            tuple(filling.shape),
        )
        found = self._statements.get(whole)
        return found or self._statements.keep(whole, written(parts, filling, context))
