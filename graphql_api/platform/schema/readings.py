"""Readings in GraphQL: a value, not applicable, or missing."""

from decimal import Decimal
from enum import StrEnum

import strawberry

from governance_core.values import Missing, NotApplicable, Reading, Value
from graphql_api.platform.schema.enums import declare


class ReadingState(StrEnum):
    """The three states of a reading."""

    VALUE = "value"
    NOT_APPLICABLE = "not-applicable"
    MISSING = "missing"


declare(
    ReadingState,
    "Whether a reading was taken. 读数状态",
    {
        ReadingState.VALUE: "A number was read. 有数值",
        ReadingState.NOT_APPLICABLE: "It does not apply here, for a reason. 不适用",
        ReadingState.MISSING: "It should be there and is not. 缺失",
    },
)


@strawberry.type(name="Reading", description="What was read: a value, not applicable, or missing; never a guess. 读数")
class ReadingShown:
    """A reading."""

    state: ReadingState = strawberry.field(description="Which of the three. 状态")
    number: Decimal | None = strawberry.field(description="The value. 数值")
    reason: str | None = strawberry.field(description="Why it does not apply. 不适用原因")


def shown_reading(reading: Reading) -> ReadingShown:
    """A reading of the core as GraphQL shows it."""
    match reading:
        case Value(number=number):
            return ReadingShown(state=ReadingState.VALUE, number=number, reason=None)
        case NotApplicable(reason=reason):
            return ReadingShown(state=ReadingState.NOT_APPLICABLE, number=None, reason=reason)
        case Missing():
            return ReadingShown(state=ReadingState.MISSING, number=None, reason=None)
