"""Relay connections by keyset: a cursor holds the place in the order, so a page costs the same wherever it is."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

import orjson
import strawberry
from tortoise import Model, fields

from governance_core.errors import Malformed, OutOfRange

T = TypeVar("T")
DEFAULT_PAGE = 20
_KEY = ("key",)
_CURSOR = {False: ("after",), True: ("before",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A piece of a list, as the client asked for it.

    Attributes:
        size: how many rows.
        place: the order's values of the row to go on from; None at an end of the list.
        backward: whether the page lies before `place` (or at the list's end) instead of after it.
        counted: whether the client wants the whole list counted.
    """

    size: int = DEFAULT_PAGE
    place: tuple[Any, ...] | None = None
    backward: bool = False
    counted: bool = False


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """Relay's PageInfo."""

    has_next_page: bool = strawberry.field(description="Whether there is more after this page.")
    has_previous_page: bool = strawberry.field(description="Whether there is more before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first item.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last item.")


@strawberry.type(description="An item of a list with its place in it.")
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = strawberry.field(description="The item's place in the list, to go on from.")
    node: T = strawberry.field(description="The item.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """Relay's connection, with the items themselves beside the edges."""

    edges: list[Edge[T]] = strawberry.field(description="The items of the page with their cursors.")
    nodes: list[T] = strawberry.field(description="The items of the page.")
    page_info: PageInfo = strawberry.field(description="Where the page lies in the list.")
    total_count: int | None = strawberry.field(description="How many items the whole list has.")


def page_of(
    *,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
    order: Sequence[str],
    table: type[Model],
    ceiling: int,
    counted: bool,
) -> Page:
    """The page that a client's arguments ask for.

    Raises:
        OutOfRange: a page size below 1 or above the ceiling.
        Malformed: a cursor that is not of this list, or arguments that contradict each other.
    """
    size, cursor, backward = _asked(first, after, last, before, ceiling)
    place = None if cursor is None else _place(cursor, order, table, path=_CURSOR[backward])
    return Page(size=size, place=place, backward=backward, counted=counted)


def cursor_of(row: Mapping[str, Any], order: Sequence[str]) -> str:
    """The cursor of a row: the names and values of its order."""
    values = [row[column.removeprefix("-")] for column in order]
    packed = orjson.dumps([",".join(order), *values], default=str)
    return packed.hex()


def page_through(
    items: Sequence[T],
    key: Callable[[T], str],
    *,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
    ceiling: int,
) -> Connection[T]:
    """A page of a list that a rule has made whole.

    Args:
        items: the list, in the order of its keys.
        key: what tells an item from the others.
        first: how many after `after`; 20 where nothing is said.
        after: the cursor to go on from.
        last: how many before `before`.
        before: the cursor to go back from.
        ceiling: the largest page.

    Raises:
        OutOfRange: a page size below 1 or above the ceiling.
        Malformed: a cursor that is not of this list, or arguments that contradict each other.
    """
    size, cursor, backward = _asked(first, after, last, before, ceiling)
    place = None if cursor is None else str(_unpacked(cursor, _KEY, _CURSOR[backward])[0])
    if backward:
        stop = len(items) if place is None else bisect_left(items, place, key=key)
        start = max(0, stop - size)
    else:
        start = 0 if place is None else bisect_right(items, place, key=key)
        stop = min(start + size, len(items))
    edges = [Edge(cursor=cursor_of({"key": key(item)}, _KEY), node=item) for item in items[start:stop]]
    return Connection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=PageInfo(
            has_next_page=stop < len(items),
            has_previous_page=start > 0,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        total_count=len(items),
    )


def _asked(
    first: int | None, after: str | None, last: int | None, before: str | None, ceiling: int
) -> tuple[int, str | None, bool]:
    """How many items are asked for, the cursor to go on from, and whether backward."""
    backward = last is not None or before is not None
    if backward and (first is not None or after is not None):
        raise Malformed(value="first/after with last/before", expected="one direction at a time", path=("first",))
    size, cursor = (last, before) if backward else (first, after)
    if size is not None and not 1 <= size <= ceiling:
        raise OutOfRange(value=size, low=1, high=ceiling, path=("last" if backward else "first",))
    return size or min(DEFAULT_PAGE, ceiling), cursor, backward


def _place(cursor: str, order: Sequence[str], table: type[Model], path: tuple[str, ...]) -> tuple[Any, ...]:
    columns = (table._meta.fields_map[name.removeprefix("-")] for name in order)  # noqa: SLF001 -- tortoise's own door
    values = _unpacked(cursor, order, path)
    try:
        return tuple(_value(value, column) for value, column in zip(values, columns, strict=True))
    except (ValueError, TypeError, InvalidOperation):
        raise _no_cursor(cursor, path) from None


def _unpacked(cursor: str, order: Sequence[str], path: tuple[str, ...]) -> list[Any]:
    """The values in a cursor of a list of this order."""
    try:
        unpacked = orjson.loads(bytes.fromhex(cursor))
    except ValueError:
        raise _no_cursor(cursor, path) from None
    if not isinstance(unpacked, list) or unpacked[:1] != [",".join(order)] or len(unpacked) != len(order) + 1:
        raise _no_cursor(cursor, path)
    return unpacked[1:]


def _no_cursor(cursor: str, path: tuple[str, ...]) -> Malformed:
    return Malformed(value=cursor[:80], expected="a cursor of this list", path=path)


def _value(value: Any, column: fields.Field[Any]) -> Any:
    if isinstance(column, fields.DatetimeField):
        return datetime.fromisoformat(value)
    if isinstance(column, fields.DateField):
        return date.fromisoformat(value)
    if isinstance(column, fields.DecimalField):
        return Decimal(value)
    if isinstance(column, fields.CharField | fields.TextField) and not isinstance(value, str):
        raise TypeError
    if isinstance(column, fields.IntField) and (isinstance(value, bool) or not isinstance(value, int)):
        raise TypeError
    return value
