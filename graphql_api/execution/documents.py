"""Reading documents: what is asked with which arguments, and the parts of a plan, each remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, OperationType, VariableValues, parse
from graphql.execution.values import get_variable_values

from graphql_api.execution.leaves import NoQuery, NotPlanned
from graphql_api.execution.planning import Planner
from graphql_api.execution.selections import Operation
from graphql_api.execution.sites import arguments_of, reading_of
from graphql_api.execution.statement import Parts
from graphql_api.platform.limits import Limits, faults_of, long_lists
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.reading.readings import FindsAny
from graphql_api.platform.recent import MOST_CHARACTERS, Recent
from graphql_api.platform.schema.build import ExtendedSchema

_NO_QUERY = "the operation"
_MOST_KEPT = 1_000
MOST_PACKED = 2_000
"""Bytes of variables with which anything is remembered."""


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


class Documents:
    """The documents that were read last."""

    def __init__(self, schema: ExtendedSchema, limits: Limits, *, introspection: bool) -> None:
        self._schema = schema
        self._graphql = schema._schema  # noqa: SLF001 -- graphql-core's, which strawberry executes on
        self._limits = limits
        self._introspection = introspection
        self._asked: Recent[tuple[str, str | None, bytes], Asked] = Recent(_MOST_KEPT)
        self._operations: Recent[tuple[str, str | None], Operation | str] = Recent(_MOST_KEPT)
        self._parts: Recent[tuple[Any, ...], Parts | str] = Recent(_MOST_KEPT)

    def asked(
        self, document: str, name: str | None, variables: Mapping[str, Any], packed: bytes, reader: Reader
    ) -> Asked:
        """What a document asks.

        Args:
            document: the document.
            name: which of its operations is meant; None where it has one.
            variables: as the client gave them.
            packed: the variables as JSON.
            reader: knows the declarations.

        Raises:
            NotPlanned: it has no plan, or what is asked for can't be answered without an error.
        """
        if len(document) > MOST_CHARACTERS:
            raise NotPlanned("the document")
        found = self._asked.get((document, name, packed))
        if found is None:
            found = self._read_with(document, name, variables, reader)
            if len(packed) <= MOST_PACKED:
                self._asked.keep((document, name, packed), found)
        return found

    def _read_with(self, document: str, name: str | None, variables: Mapping[str, Any], reader: Reader) -> Asked:
        if long_lists(variables, self._limits):
            raise NotPlanned("the variables")
        operation = self._operation(document, name)
        values = get_variable_values(self._graphql, operation.node.variable_definitions or (), dict(variables))
        if isinstance(values, list):
            raise NotPlanned("the variables")
        given = {flag: bool(values.coerced[flag]) for flag in operation.flags}
        kinds = self._kinds(operation, given, values)
        key = (document, name, tuple(given.values()), tuple(kinds.values()))
        parts = self._taken_apart(key, operation, given, kinds, reader)
        try:
            arguments = tuple(arguments_of(one.definition, one.node, values, self._schema) for one in parts.sites)
        except Exception as fault:
            raise NotPlanned("the arguments") from fault
        return Asked(key=key, operation=operation, parts=parts, arguments=arguments)

    def act(self, document: str, name: str | None) -> Operation | None:
        """The operation of a valid document that is meant, where it is a mutation."""
        found = self._known(document, name) if len(document) <= MOST_CHARACTERS else None
        return found if isinstance(found, Operation) and found.node.operation is OperationType.MUTATION else None

    def _known(self, document: str, name: str | None) -> Operation | str:
        found = self._operations.get((document, name))
        return found or self._operations.keep((document, name), self._read(document, name))

    def _operation(self, document: str, name: str | None) -> Operation:
        found = self._known(document, name)
        if isinstance(found, str):
            raise NoQuery(found) if found == _NO_QUERY else NotPlanned(found)
        if found.node.operation is not OperationType.QUERY:
            raise NoQuery(_NO_QUERY)
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
        reader: Reader,
    ) -> Parts:
        found = self._parts.get(key)
        if found is None:
            planner = Planner(operation, reader.catalogue, given, kinds, ceiling=reader.ceiling)
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
