"""What is kept beside the facts it is made from, and is no sum: compared with a recount, and made anew."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from tortoise.transactions import in_transaction

from graphql_api.platform.sql import is_sqlite
from graphql_api.platform.work import Begin

MOST_TOLD = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """Something that a module keeps.

    Attributes:
        name: what it is called on the command line.
        differences: tells what is kept and is not what a recount says of a day, each in English.
        rebuild: makes all of it anew, and says how much was wrong.
    """

    name: str
    differences: Callable[[date], AsyncIterator[str]]
    rebuild: Callable[[Begin], Awaitable[int]]


async def check(kept: Recounted, on: date) -> tuple[int, list[str]]:
    """How much is kept and is not what a recount says, as of one instant, and the first of it."""
    count, first = 0, list[str]()
    async with in_transaction() as connection:
        if not is_sqlite(connection):
            await connection.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        async for difference in kept.differences(on):
            count += 1
            first += [difference] if count <= MOST_TOLD else []
    return count, first
