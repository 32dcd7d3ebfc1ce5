"""Writing many rows a batch at a time."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from tortoise import Model

from graphql_api.platform.bulk import insert_rows

BATCH = 20_000


async def write_rows(connection: Any, table: type[Model], columns: Sequence[str], rows: Iterable[Any]) -> None:
    """Write rows a batch at a time, so that they need not all be there at once."""
    waiting = iter(rows)
    while some := list(islice(waiting, BATCH)):
        await insert_rows(connection, table, columns, some)
