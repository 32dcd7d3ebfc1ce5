"""What one operation may ask for: a document is measured before it is validated, and running it ends in time."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    SelectionSetNode,
    specified_rules,
    validate,
)
from pydantic import BaseModel, ConfigDict, Field
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule
from strawberry.types import ExecutionContext

from graphql_api.platform.errors import LimitExceeded, TookTooLong
from graphql_api.platform.recent import MOST_CHARACTERS, Recent

_OWN_RULES = (MaybeNullValidationRule, OneOfInputValidationRule)  # strawberry's, which it adds when it validates itself

MOST_DOCUMENTS = 200
"""Of those that are remembered as they are parsed."""


class Limits(BaseModel):
    """How much one request may ask for. What a screen of a frontend needs is far below every one of them."""

    model_config = ConfigDict(frozen=True)

    body_bytes: int = Field(default=1_000_000, ge=1_000, description="The size of a request's body")
    tokens: int = Field(default=2_000, ge=100, description="How many words and signs a document has")
    depth: int = Field(default=15, ge=3, description="How deep fields lie in one another, fragments counted where used")
    fields: int = Field(default=400, ge=10, description="How many fields are asked for, fragments counted where used")
    aliases: int = Field(default=50, ge=0, description="How many fields a document gives another name")
    directives: int = Field(default=50, ge=0, description="How many directives a document has")
    directives_in_one_place: int = Field(default=4, ge=1, description="How many directives one place has")
    validation_errors: int = Field(default=10, ge=1, description="How many faults of a document are told at most")
    items: int = Field(default=2_000, ge=10, description="How many items a list in the variables has")
    rows: int = Field(default=20_000, ge=100, description="How many rows one operation reads from the database")
    seconds: float = Field(default=10.0, gt=0, description="How long running an operation may take")


def guard(limits: Limits, *, introspection: bool) -> type[SchemaExtension]:
    """The extension of a schema that holds every operation to `limits`.

    Args:
        limits: how much an operation may ask for.
        introspection: whether clients may ask what the schema is, and be told names close to a wrong one.
    """
    sound: Recent[str, DocumentNode] = Recent(MOST_DOCUMENTS)

    class Guard(SchemaExtension):
        def on_operation(self) -> Iterator[None]:
            context = self.execution_context
            context.parse_options["max_tokens"] = limits.tokens
            context.graphql_document = sound.get(context.query or "")  # else it is parsed
            yield

        def on_validate(self) -> Iterator[None]:
            context = self.execution_context
            if context.graphql_document is not None and context.pre_execution_errors is None:
                long = [GraphQLError(str(one), original_error=one) for one in long_lists(context.variables, limits)]
                context.pre_execution_errors = (
                    long or _unnamed(context) or self._faults(context.query or "", context.graphql_document)
                )
            yield

        def _faults(self, text: str, document: DocumentNode) -> list[GraphQLError]:
            if sound.get(text) is document:
                return []
            schema = self.execution_context.schema._schema  # noqa: SLF001 -- strawberry validates with it too
            faults = faults_of(schema, document, limits, introspection=introspection)
            if not faults and len(text) <= MOST_CHARACTERS:
                sound.keep(text, document)
            return faults

        async def on_execute(self) -> AsyncIterator[None]:
            try:
                async with asyncio.timeout(limits.seconds):
                    yield
            except TimeoutError:
                self.execution_context.context.reader.abandon()
                raise TookTooLong(seconds=limits.seconds) from None

    return Guard


def faults_of(
    schema: GraphQLSchema, document: DocumentNode, limits: Limits, *, introspection: bool
) -> list[GraphQLError]:
    """Why a document is not to be run: it is too large, or not valid; empty where it may be."""
    too_much = [GraphQLError(str(one), original_error=one) for one in exceeded(document, limits)]
    rules = (*specified_rules, *(() if introspection else (NoSchemaIntrospectionCustomRule,)), *_OWN_RULES)
    return too_much or validate(
        schema, document, rules, max_errors=limits.validation_errors, hide_suggestions=not introspection
    )


def _unnamed(context: ExecutionContext) -> list[GraphQLError]:
    """The fault of not saying which of several operations is meant; strawberry itself would run the first."""
    document = context.graphql_document
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)] if document else []
    if len(operations) > 1 and context._provided_operation_name is None:  # noqa: SLF001 -- its public name gives the first's
        return [GraphQLError("The document has several operations: “operationName” must say which one is meant")]
    return []


def exceeded(document: DocumentNode, limits: Limits) -> list[LimitExceeded]:
    """Which limits a document exceeds; none where it keeps to all of them."""
    measured = _Measure(document)
    found = {
        "depth": measured.depth,
        "fields": measured.fields,
        "aliases": measured.aliases,
        "directives": measured.directives,
        "directives_in_one_place": measured.directives_in_one_place,
    }
    return [
        LimitExceeded(what=what, found=count, limit=getattr(limits, what))
        for what, count in found.items()
        if count > getattr(limits, what)
    ]


def long_lists(variables: object, limits: Limits) -> list[LimitExceeded]:
    """The longest list in the variables, where it is too long; variables can be nested deeper than Python calls."""
    longest, left = 0, [variables]
    while left:
        value = left.pop()
        if isinstance(value, list):
            longest = max(longest, len(value))
            left += value
        elif isinstance(value, dict):
            left += value.values()
    return [LimitExceeded(what="items", found=longest, limit=limits.items)] if longest > limits.items else []


class _Measure:
    """The size of a document. Each fragment is measured once, so the work is that of reading the document."""

    def __init__(self, document: DocumentNode) -> None:
        self.aliases = self.directives = self.directives_in_one_place = self.depth = self.fields = 0
        self._fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self._known: dict[str, tuple[int, int]] = {}
        for name in self._fragments:
            self._of_fragment(name)
        for one in document.definitions:
            if isinstance(one, OperationDefinitionNode):
                self._count_directives(one.directives)
                depth, fields = self._of(one.selection_set)
                self.depth, self.fields = max(self.depth, depth), max(self.fields, fields)

    def _of(self, selections: SelectionSetNode) -> tuple[int, int]:
        depth = fields = 0
        for one in selections.selections:
            self._count_directives(one.directives)
            if isinstance(one, FragmentSpreadNode):
                below = self._of_fragment(one.name.value)
            else:
                inner = getattr(one, "selection_set", None)
                below = self._of(inner) if inner is not None else (0, 0)
            if isinstance(one, FieldNode):
                self.aliases += one.alias is not None
                below = (below[0] + 1, below[1] + 1)
            depth, fields = max(depth, below[0]), fields + below[1]
        return depth, fields

    def _of_fragment(self, name: str) -> tuple[int, int]:
        """The size of a fragment; nothing for one that is unknown or holds itself, which validation refuses."""
        if name not in self._known and name in self._fragments:
            self._known[name] = (0, 0)
            self._count_directives(self._fragments[name].directives)
            self._known[name] = self._of(self._fragments[name].selection_set)
        return self._known.get(name, (0, 0))

    def _count_directives(self, directives: Iterable[object] | None) -> None:
        count = len(tuple(directives or ()))
        self.directives += count
        self.directives_in_one_place = max(self.directives_in_one_place, count)
