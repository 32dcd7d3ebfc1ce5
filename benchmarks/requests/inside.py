"""What is measured in this process: how requests are answered, what two sizes of town cost, and what access costs."""

import statistics
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle, islice

from benchmarks.requests.asked import Question, Request
from graphql_api.app import schema_for
from graphql_api.execution import Execution
from graphql_api.modules import installed_modules
from graphql_api.platform.access import SYSTEM, Principal
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings

TIMES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How the requests of a question were answered, as shares of one.

    Attributes:
        statement: by one statement.
        holes: by a statement with holes, which resolvers fill.
        standard: by the standard executor.
    """

    question: str
    statement: float
    holes: float
    standard: float


@dataclass(frozen=True, slots=True)
class Inside:
    """A service in this process."""

    service: Service
    execution: Execution

    async def answered(self, request: Request, principal: Principal) -> str:
        """Answer a request for a caller, and say how: by a "statement", by one with "holes", or "standard"."""
        before = self._counted()
        await self._run(request, principal)
        return next(how for how, number in self._counted().items() if number > before[how])

    async def _run(self, request: Request, principal: Principal) -> None:
        context = self.service.context_for(principal)
        await self.execution.answer(request.document, None, request.variables, context)

    def _counted(self) -> dict[str, float]:
        """How many queries have been answered in each way."""
        (counter,) = self.service.metrics.queries.collect()
        return {one.labels["how"]: one.value for one in counter.samples if one.name.endswith("_total")}

    async def caller(self, request: Request) -> Principal:
        """Who asks."""
        return await self.service.principal_of(request.token)

    async def took(self, request: Request, principal: Principal) -> float:
        """The milliseconds of one request."""
        with self.service.database.active():
            begun = time.perf_counter()
            await self._run(request, principal)
            return (time.perf_counter() - begun) * 1000


Asked = tuple[Inside, Request, Principal]


async def beside(some: Sequence[Asked], others: Sequence[Asked]) -> float:
    """What some requests cost beside others, each asked before: the ratio of the medians, one of each in turn."""
    pairs = list(islice(zip(cycle(some), cycle(others), strict=False), TIMES))
    found: list[tuple[float, float]] = []
    for _ in range(2):
        found = [(await one[0].took(*one[1:]), await other[0].took(*other[1:])) for one, other in pairs]
    first, second = zip(*found, strict=True)
    return statistics.median(first) / statistics.median(second)


@asynccontextmanager
async def inside(url: str, *, remembered: int = 0) -> AsyncIterator[Inside]:
    """A service over a database, in this process, which remembers so many bytes of answers."""
    service = Service(Settings(database_url=url), installed_modules())
    async with service.running():
        with service.database.active():
            execution = Execution(
                schema_for(service),
                service.settings.limits,
                service.metrics,
                introspection=False,
                remembered=remembered,
            )
            yield Inside(service, execution)


async def shares(url: str, questions: Sequence[Question]) -> list[Share]:
    """How the requests of each question are answered."""
    found = []
    async with inside(url) as here:
        for question in questions:
            ways = [await here.answered(one, await here.caller(one)) for one in question.requests]
            part = {way: ways.count(way) / len(ways) for way in ("statement", "holes", "standard")}
            found.append(Share(question=question.name, **part))
    return found


async def access_ratios(url: str, questions: Sequence[Question]) -> dict[str, float]:
    """What each question costs callers of their part beside the system itself, of whom nothing is checked."""
    async with inside(url) as here:
        return {
            question.name: await beside(
                [(here, one, await here.caller(one)) for one in question.requests],
                [(here, one, SYSTEM) for one in question.requests],
            )
            for question in questions
        }


async def remembered_ratios(url: str, questions: Sequence[Question]) -> dict[str, float]:
    """What each question costs again while nothing has changed, beside what it costs where nothing is remembered."""
    async with inside(url) as here, inside(url, remembered=64 * 2**20) as there:
        return {
            question.name: await beside(
                [(there, one, await there.caller(one)) for one in question.requests],
                [(here, one, await here.caller(one)) for one in question.requests],
            )
            for question in questions
        }


async def growth_ratios(
    small: tuple[str, Sequence[Question]], large: tuple[str, Sequence[Question]], names: Sequence[str]
) -> dict[str, float]:
    """What questions cost in a large town beside a small one, by name."""

    async def asked(there: Inside, questions: Sequence[Question], name: str) -> list[Asked]:
        (found,) = (question for question in questions if question.name == name)
        with there.service.database.active():
            return [(there, one, await there.caller(one)) for one in found.requests]

    async with inside(small[0]) as one, inside(large[0]) as other:
        return {
            name: await beside(await asked(other, large[1], name), await asked(one, small[1], name)) for name in names
        }
