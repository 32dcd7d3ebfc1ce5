"""Answering a document by its plan: one statement, whose only value is the answer's JSON."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import Executor

from graphql_api.execution.acting import acted
from graphql_api.execution.documents import MOST_PACKED, Asked, Documents
from graphql_api.execution.holes import filled, is_open
from graphql_api.execution.leaves import NoQuery, NotPlanned
from graphql_api.execution.nodes import SEVERAL
from graphql_api.execution.selections import Operation
from graphql_api.execution.sites import Filling, reading_of
from graphql_api.execution.statement import STATE, Parts, Statement, written
from graphql_api.platform.access import TODAY, TOKEN
from graphql_api.platform.context import RequestContext
from graphql_api.platform.errors import TookTooLong, Unauthenticated
from graphql_api.platform.limits import Limits
from graphql_api.platform.metrics import Metrics
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.readings import Derived, Finds, FindsAny, Lists
from graphql_api.platform.reading.slots import Slot
from graphql_api.platform.recent import Recent
from graphql_api.platform.schema.build import ExtendedSchema
from graphql_api.platform.sql import TooDeep, bound, is_sqlite, row_of

log = logging.getLogger(__name__)

_MOST_KEPT = 1_000
_ANSWER_BESIDE = 4_000  # bytes that an answer takes in memory besides its own, at most
_SEVERAL = SEVERAL.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A statement ready to be run.

    Attributes:
        asked: what it answers.
        sql: it.
        values: its parameters, but for the state of the database, the first, and the caller's token.
        token_at: which parameter the caller's token is; None where nothing is to be proved.
        moments: the moment of each root field.
        key: what two runs share that give the same answer while the database is the same, whoever asks: what an answer
            rests on of the caller is among the values. None where there are too many values to remember them.
    """

    asked: Asked
    sql: str
    values: tuple[Any, ...]
    token_at: int | None
    moments: Mapping[int, Moment]
    key: tuple[Any, ...] | None


class Execution:
    """Answers queries by plans, and mutations; everything else is left to the standard executor."""

    def __init__(
        self, schema: ExtendedSchema, limits: Limits, metrics: Metrics, *, introspection: bool, remembered: int
    ) -> None:
        """Make it.

        Args:
            schema: what documents are written against.
            limits: how much one request may ask for.
            metrics: where is counted how queries are answered.
            introspection: whether clients may ask what the schema is.
            remembered: how many bytes of answers are kept until the database changes.
        """
        self._schema = schema
        self._documents = Documents(schema, limits, introspection=introspection)
        self._graphql = schema._schema  # noqa: SLF001 -- graphql-core's, which strawberry executes on
        self._limits = limits
        self._counters = {how: metrics.queries.labels(how) for how in ("statement", "remembered", "holes", "standard")}
        self._statements: Recent[tuple[Any, ...], Statement] = Recent(_MOST_KEPT)
        self._runs: Recent[tuple[Any, ...], Run] = Recent(_MOST_KEPT)
        self._answers: Recent[tuple[Any, ...], tuple[str, bytes]] = Recent(remembered)
        self._heaviest = remembered // 10

    async def answer(
        self, document: str, operation_name: str | None, variables: Mapping[str, Any] | None, context: RequestContext
    ) -> bytes | None:
        """The answer's JSON; None where the standard executor has to give it, errors of a request among them.

        Raises:
            TookTooLong: the statement ran longer than an operation may.
            Unauthenticated: the caller is not who they were claimed to be.
        """
        if act := self._documents.act(document, operation_name):
            if context.claim is not None:  # nobody acts before it is known who they are
                return None
            return await acted(act, variables or {}, context, schema=self._schema, limits=self._limits)
        try:
            return await self.planned(document, operation_name, variables or {}, context)
        except NoQuery:
            return None
        except NotPlanned:
            pass
        except (TookTooLong, Unauthenticated):
            raise
        except Exception:
            log.exception("a plan failed; the standard executor answers in its place")
        if context.claim is None:  # else it is asked again, once it is known who asks
            self._counters["standard"].inc()
        return None

    def acts(self, document: str, operation_name: str | None) -> bool:
        """Whether a document asks for an act."""
        return self._documents.act(document, operation_name) is not None

    async def planned(
        self, document: str, name: str | None, variables: Mapping[str, Any], context: RequestContext
    ) -> bytes:
        """The answer's JSON by a plan.

        Raises:
            NotPlanned: there is none, or what is asked for can't be answered without an error.
            TookTooLong: the statement ran longer than an operation may.
            Unauthenticated: the caller is not who they were claimed to be.
        """
        packed = orjson.dumps(variables)
        caller = _caller(context) if len(packed) <= MOST_PACKED else None
        run = self._runs.get((document, name, packed, caller)) if caller else None
        if run is None:
            asked = self._documents.asked(document, name, variables, packed, context.reader)
            run, fixed = await self._prepared(asked, context, small=len(packed) <= MOST_PACKED)
            if caller and fixed:
                self._runs.keep((document, name, packed, caller), run)
        try:
            async with asyncio.timeout(self._limits.seconds):
                answer, how = await self._answered(run, context)
                if is_open(answer):
                    how = "holes"
                    executor = self._executor(run.asked.operation, variables, context)
                    answer = await filled(answer, run.asked.parts.holes, run.moments, executor, context)
                self._counters[how].inc()
        except TimeoutError:
            context.reader.abandon()
            raise TookTooLong(seconds=self._limits.seconds) from None
        return answer

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

    async def _prepared(self, asked: Asked, context: RequestContext, *, small: bool) -> tuple[Run, bool]:
        """The run, and whether it is the same for the same caller until the next day."""
        parts = asked.parts
        filling, moments = await _filling(asked, context)
        if parts.most_rows(filling) > self._limits.rows:
            raise NotPlanned("perhaps too many rows")
        statement = self._statement(asked.key, parts, filling, context)
        given = {STATE.name: None, TOKEN.name: None, TODAY.name: context.claim and context.claim.on, **filling.values}
        sqlite = is_sqlite(context.reader.connection)
        values = tuple(
            bound(one.of(given) if isinstance(one, Slot) else one, sqlite=sqlite) for one in statement.parameters
        )
        run = Run(
            asked=asked,
            sql=statement.sql,
            values=values,
            token_at=statement.parameters.index(TOKEN) if context.claim else None,
            moments=moments,
            key=(statement.sql, *(tuple(one) if isinstance(one, list) else one for one in values)) if small else None,
        )
        return run, not filling.looked_up

    async def _answered(self, run: Run, context: RequestContext) -> tuple[bytes, str]:
        """The answer, with its holes, and how it was found."""
        connection, claim = context.reader.connection, context.claim
        values = list(run.values)
        if claim is not None and run.token_at is not None:
            values[run.token_at] = claim.digest
        values[0], answer = (run.key and self._answers.get(run.key)) or (None, b"")
        try:
            row = await row_of(connection, run.sql, values)
        except TooDeep:
            raise NotPlanned("too deep for this database") from None
        if row is None or (claim and not claim.proves(context.principal, row, sqlite=is_sqlite(connection))):
            raise Unauthenticated
        if row["answer"] is None:  # the database is as it was
            return answer, "remembered"
        answer = row["answer"].encode()
        if _SEVERAL in answer:
            raise NotPlanned("several where one was meant")
        weight = len(answer) + _ANSWER_BESIDE
        if run.key and row["state"] is not None and weight <= self._heaviest:
            self._answers.keep(run.key, (row["state"], answer), weight)
        return answer, "statement"

    def _statement(self, key: tuple[Any, ...], parts: Parts, filling: Filling, context: RequestContext) -> Statement:
        principal = context.principal
        whole = (
            *key,
            context.language,
            principal.role,
            principal.scope_id is None,
            principal.person_id is None,
            tuple(filling.shape),
            context.claim is None,
        )
        found = self._statements.get(whole)
        return found or self._statements.keep(whole, written(parts, filling, context))


def _caller(context: RequestContext) -> tuple[Any, ...] | None:
    """What a run rests on of who asks and when; None where the place of their unit has to be looked up."""
    principal, today = context.principal, context.reader.present.as_of
    if principal.scope_id is not None and (principal.placed is None or principal.placed.on != today):
        return None
    return context.language, principal, today, context.claim is None


async def _filling(asked: Asked, context: RequestContext) -> tuple[Filling, dict[int, Moment]]:
    """The values of a run, and the moment of each root field."""
    filling = Filling()
    filling.values["person",] = context.principal.person_id
    filling.values["unit",] = context.principal.scope_id
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
                filling.page(site, arguments, only, context)
    except Exception as fault:
        raise NotPlanned("the arguments") from fault
    return filling, moments
