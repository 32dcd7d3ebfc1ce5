"""Scalars whose meaning must not be guessed."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import strawberry
from strawberry.types.scalar import ScalarDefinition

MAXIMUM_DIGITS = 20


def _parsed_instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError("an instant needs an offset, such as Z or +08:00")
    return instant.astimezone(UTC)


def _written_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _parsed_decimal(value: Any) -> Decimal:
    if isinstance(value, float):
        raise ValueError("write a decimal as a string, so that no digit is lost")  # noqa: TRY004 -- graphql wants ValueError
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"“{str(value)[:40]}” is not a decimal number") from None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or len(number.as_tuple().digits) + abs(exponent) > MAXIMUM_DIGITS:
        raise ValueError("a decimal has at most 20 digits")
    return number


SCALARS: dict[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="A civil day in Asia/Shanghai, as 2020-07-01. 日期",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=date.isoformat,
        parse_value=date.fromisoformat,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="An instant with its offset, as 2020-07-01T08:00:00Z; always given in UTC. 时刻",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=_written_instant,
        parse_value=_parsed_instant,
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description="An exact decimal number, written as a string. 十进制数",
        specified_by_url="https://speleotrove.com/decimal/daconvs.html",
        serialize=lambda value: format(value, "f"),
        parse_value=_parsed_decimal,
    ),
}
