"""Declaring closed sets to GraphQL: every one and every value of it described, with its Chinese term."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

Closed = TypeVar("Closed", bound=Enum)


def declare(kind: type[Closed], description: str, values: Mapping[Closed, str], *, name: str | None = None) -> None:
    """Declare a closed set.

    Args:
        kind: the set.
        description: what it is about.
        values: what each value means.
        name: its GraphQL name, where it is not that of the class.

    Raises:
        KeyError: a value is not described.
    """
    strawberry.enum(kind, name=name, description=description)
    definition: StrawberryEnumDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]
    for member, value in zip(kind, definition.values, strict=True):
        value.description = values[member]
