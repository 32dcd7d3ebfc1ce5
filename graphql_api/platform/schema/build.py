"""Putting the schema together from the modules, and refusing what clashes instead of letting the last one win."""

import copy
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from graphql_api.platform.modules import Module
from graphql_api.platform.schema.changes import ChangeSubscription
from graphql_api.platform.schema.errors import ERROR_TYPES, EXCEPTION_HANDLERS
from graphql_api.platform.schema.inputs import quicken
from graphql_api.platform.schema.node import NodeQuery
from graphql_api.platform.schema.scalars import SCALARS
from graphql_api.platform.schema.viewer import ViewerQuery
from graphql_api.platform.schema.working_days import WorkingDayMutation, WorkingDayQuery


class SchemaClash(Exception):
    """Two modules bring the same name; both are told."""


def fields_of(kind: type) -> list[StrawberryField]:
    """The GraphQL fields of a strawberry class."""
    definition: StrawberryObjectDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]
    return definition.fields


def name_of(kind: type) -> str:
    """The GraphQL name of a strawberry class."""
    definition: StrawberryObjectDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]
    return definition.name


class ExtendedSchema(strawberry.Schema):
    """A schema in which modules add fields to types of lower modules, without touching their classes."""

    def __init__(self, *args: Any, added: dict[type, list[StrawberryField]], suggestions: bool, **kwargs: Any) -> None:
        self._added = added
        self._suggestions = suggestions
        super().__init__(*args, **kwargs)

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing here: the endpoint logs what is unexpected, once, with the reference that the client gets."""

    def _get_custom_context_kwargs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super()._get_custom_context_kwargs(*args, **kwargs), "hide_suggestions": not self._suggestions}

    def get_fields(self, type_definition: StrawberryObjectDefinition) -> list[StrawberryField]:
        """The type's own fields, then what modules add to it."""
        return [*type_definition.fields, *self._added.get(type_definition.origin, ())]


def build_schema(
    modules: Sequence[Module], *, extensions: Sequence[type[SchemaExtension]] = (), suggestions: bool = True
) -> ExtendedSchema:
    """The GraphQL schema of the platform and `modules`.

    Args:
        modules: the loaded modules.
        extensions: what every operation goes through.
        suggestions: whether somebody who writes a wrong name is told one close to it.

    Raises:
        SchemaClash: a root field or an added field has the name of another, or a type's name is taken twice.
    """
    queries: list[tuple[str, type]] = [("platform", kind) for kind in (NodeQuery, ViewerQuery, WorkingDayQuery)]
    queries += [(module.name, kind) for module in modules for kind in module.queries]
    mutations: list[tuple[str, type]] = [("platform", WorkingDayMutation)]
    mutations += [(module.name, kind) for module in modules for kind in module.mutations]
    types = [kind for module in modules for kind in module.types]
    _refuse_twins([(module.name, name_of(kind)) for module in modules for kind in module.types], "type")
    return ExtendedSchema(
        query=_root("Query", "Everything that can be read.", queries),
        mutation=_root("Mutation", "Every act. Each is one transaction with its audit entry.", mutations),
        subscription=_root("Subscription", "What is told as it happens.", [("platform", ChangeSubscription)]),
        types=[*types, *ERROR_TYPES],
        config=StrawberryConfig(scalar_map=SCALARS, relay_max_results=100),
        exception_handlers=EXCEPTION_HANDLERS,
        extensions=extensions,
        suggestions=suggestions,
        added=_added(modules),
    )


def _root(name: str, description: str, parts: Sequence[tuple[str, type]]) -> type:
    _refuse_twins(((owner, item.python_name) for owner, kind in parts for item in fields_of(kind)), f"{name} field")
    for _, kind in parts:
        for item in fields_of(kind):
            for argument in item.arguments:
                _describe_input(argument)
                quicken(argument.type)
    root = type(name, tuple(kind for _, kind in parts), {"__doc__": description})
    return strawberry.type(root, name=name, description=description)


def _describe_input(argument: StrawberryArgument) -> None:
    """Say of an argument that takes an input what the input says of itself."""
    taken = argument.type_annotation.resolve() if argument.type_annotation else None
    definition = getattr(getattr(taken, "of_type", taken), "__strawberry_definition__", None)
    if argument.description is None and isinstance(definition, StrawberryObjectDefinition):
        argument.description = definition.description


def _added(modules: Sequence[Module]) -> dict[type, list[StrawberryField]]:
    added: dict[type, list[StrawberryField]] = {}
    for module in modules:
        for target, kind in module.extends.items():
            for item in fields_of(kind):
                field = copy.copy(item)
                field.origin = target
                added.setdefault(target, []).append(field)
    for target, extra in added.items():
        own = [("its own module", item.python_name) for item in fields_of(target)]
        _refuse_twins([*own, *(("an extension", item.python_name) for item in extra)], f"{target.__name__} field")
    return added


def _refuse_twins(named: Iterable[tuple[str, str]], what: str) -> None:
    pairs = list(named)
    twins = [name for name, times in Counter(name for _, name in pairs).items() if times > 1]
    if twins:
        told = "; ".join(f"{twin} by {', '.join(owner for owner, name in pairs if name == twin)}" for twin in twins)
        raise SchemaClash(f"{what} given more than once: {told}")
