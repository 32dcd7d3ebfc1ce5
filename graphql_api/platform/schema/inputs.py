"""Making inputs of what a request gives, by what is known of their classes once and for all.

Strawberry looks the names and types of all fields up again for each input, which costs an act as much as a statement.
"""

from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any

from strawberry.scalars import is_scalar
from strawberry.types.arguments import InputContext
from strawberry.types.base import StrawberryContainer, StrawberryMaybe, StrawberryObjectDefinition, StrawberryOptional
from strawberry.types.enum import StrawberryEnumDefinition, has_enum_definition
from strawberry.types.field import StrawberryField


def quicken(kind: Any) -> None:
    """Let the input class `kind`, which may be optional or in a list, and those of its fields be made that way."""
    while isinstance(kind, StrawberryContainer):
        kind = kind.of_type
    definition = getattr(kind, "__strawberry_definition__", None)
    if not isinstance(definition, StrawberryObjectDefinition) or not definition.is_input or definition.from_input:
        return
    types = [item.resolve_type(type_definition=definition) for item in definition.fields]
    if not any(isinstance(one, StrawberryMaybe) for one in types):  # strawberry has a rule for null in those
        definition.from_input = _Maker(definition)
    for one in types:
        quicken(one)


class _Maker:
    """Makes inputs of one class."""

    def __init__(self, definition: StrawberryObjectDefinition) -> None:
        self._definition = definition
        self._fields: list[tuple[str, str, Any]] = []
        # What may be left out and has no default of its own is None; a value must be given for the rest.
        self._absent = {
            item.python_name: None
            for item in definition.fields
            if item.default_value is MISSING and item.default_factory is MISSING
        }

    def __call__(self, kind: type, given: Mapping[str, Any], context: InputContext) -> Any:
        if not self._fields:
            self._fields = [self._known(item, context) for item in self._definition.fields]
        values: dict[str, Any] = {**self._absent}
        for name, attribute, inner in self._fields:
            if name in given:
                value = given[name]
                values[attribute] = value if inner is None else context.convert(value, inner, name)
        return kind(**values)

    def _known(self, item: StrawberryField, context: InputContext) -> tuple[str, str, Any]:
        """A field's name, its attribute, and its type: None for a scalar or an enum, whose values come as they are."""
        inner: Any = item.resolve_type(type_definition=self._definition)
        bare = inner.of_type if isinstance(inner, StrawberryOptional) else inner
        plain = is_scalar(bare, context.scalar_registry) or has_enum_definition(bare)
        plain = plain or isinstance(bare, StrawberryEnumDefinition)
        return context.config.name_converter.from_field(item), item.python_name, None if plain else inner
