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
from graphql_api.platform.access import Principal, principal_of
from graphql_api.platform.service import SYSTEM, Service
from graphql_api.platform.settings import Settings

TIMES = 40
ROUNDS = 5
WARM = 12  # a statement is planned for good after a few runs


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
        return await principal_of(request.token, self.service.clock())

    async def cost(self, requests: Sequence[Request], principal: Principal | None = None) -> float:
        """The median milliseconds of a request, one after another; for everybody who asks, or for one caller."""
        callers = {one.token: principal or await self.caller(one) for one in requests}
        for one in islice(cycle(requests), WARM):
            await self._run(one, callers[one.token])
        took = []
        for one in islice(cycle(requests), TIMES):
            begun = time.perf_counter()
            await self._run(one, callers[one.token])
            took.append((time.perf_counter() - begun) * 1000)
        return statistics.median(took)


@asynccontextmanager
async def inside(url: str) -> AsyncIterator[Inside]:
    """A service over a database, in this process."""
    service = Service(Settings(database_url=url), installed_modules())
    async with service.running():
        with service.database.active():
            execution = Execution(schema_for(service), service.settings.limits, service.metrics, introspection=False)
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
    ratios: dict[str, list[float]] = {}
    async with inside(url) as here:
        for _ in range(ROUNDS):
            for one in questions:
                checked = await here.cost(one.requests)
                ratios.setdefault(one.name, []).append(checked / await here.cost(one.requests, SYSTEM))
    return {name: statistics.median(found) for name, found in ratios.items()}


async def growth_ratios(
    small: tuple[str, Sequence[Question]], large: tuple[str, Sequence[Question]], names: Sequence[str]
) -> dict[str, float]:
    """What questions cost in a large town beside a small one, by name."""
    ratios: dict[str, list[float]] = {}
    async with inside(small[0]) as one, inside(large[0]) as other:
        for _ in range(ROUNDS):
            for name in names:
                requests, more = (
                    next(question.requests for question in questions if question.name == name)
                    for _, questions in (small, large)
                )
                with one.service.database.active():
                    before = await one.cost(requests)
                with other.service.database.active():
                    ratios.setdefault(name, []).append(await other.cost(more) / before)
    return {name: statistics.median(found) for name, found in ratios.items()}
