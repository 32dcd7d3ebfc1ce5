"""Interleaved rounds: what one question costs through the service and by hand, as ratios inside each round."""

import asyncio
import statistics
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

import orjson

from benchmarks.requests.asked import Question, Request
from benchmarks.requests.client import load, packed
from benchmarks.requests.servers import Server

COMPARED = 60
"""How many requests of a question are compared before anything is timed."""
WARM = 0.5
CONCURRENCIES = (1, 32)
_ERRORS = b"rror"  # "errors", and the types of refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What one run of one server gave.

    Attributes:
        rate: requests a second.
        middle: the median latency, in milliseconds.
        worst: the latency of the slowest hundredth, in milliseconds.
        processor: the server's processor time for a request, in milliseconds.
        memory: the server's resident memory afterwards, in MiB.
    """

    rate: float
    middle: float
    worst: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question on an engine at a concurrency: the medians of the rounds' ratios, and of what each server gave."""

    engine: str
    question: str
    concurrency: int
    rate: float
    middle: float
    worst: float
    processor: float
    memory: float
    service: Measure
    limit: Measure


def bytes_of(request: Request) -> bytes:
    """The body of a request."""
    return orjson.dumps({"query": request.document, "variables": request.variables})


def path_of(question: Question, server: Server) -> str:
    """Where a server is asked a question."""
    return "/graphql" if server.name == "service" else f"/{question.name}"


def endless(question: Question, server: Server) -> Iterator[bytes]:
    """The requests of a question as they are sent to a server, again and again."""
    return cycle([packed(path_of(question, server), one.token, bytes_of(one)) for one in question.requests])


def once(question: Question, servers: Sequence[Server]) -> dict[str, Iterator[bytes]]:
    """The requests of an act, each of which is sent to one of the servers only."""
    left = iter(question.requests)

    def of(server: Server) -> Iterator[bytes]:
        path = path_of(question, server)
        return (packed(path, one.token, bytes_of(one)) for one in left)

    return {server.name: of(server) for server in servers}


def compare(question: Question, service: Server, limit: Server) -> None:
    """See that the two servers answer the same.

    Raises:
        SystemExit: they do not, or they answer nothing.
    """
    for request in question.requests[:COMPARED]:
        answers = [asked(server, question, request) for server in (service, limit)]
        if answers[0] != answers[1] or "errors" in answers[0] or not any(answers[0]["data"].values()):
            told = "\n".join(orjson.dumps(answer).decode()[:3000] for answer in answers)
            raise SystemExit(f"{question.name}: the answers differ for {dict(request.variables)}\n{told}")


def asked(server: Server, question: Question, request: Request) -> dict[str, dict[str, object]]:
    """What a server answers.

    Raises:
        urllib.error.HTTPError: it refuses.
    """
    headers = {"authorization": f"Bearer {request.token}", "content-type": "application/json"}
    asked = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{path_of(question, server)}", bytes_of(request), headers
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 -- our own address
        found: dict[str, dict[str, object]] = orjson.loads(answer.read())
    return found


async def measured(server: Server, requests: Iterator[bytes], *, seconds: float, concurrency: int) -> Measure:
    """Put a load on a server for so long, and say what it cost."""
    before = server.processor
    answered = await load(server.port, requests, seconds=seconds, concurrency=concurrency, bad=_ERRORS)
    if not answered.latencies:
        raise SystemExit("there are no requests left: the town is too small for rounds as long as these")
    return Measure(
        rate=answered.rate,
        middle=answered.percentile(0.5),
        worst=answered.percentile(0.99),
        processor=(server.processor - before) * 1000 / len(answered.latencies),
        memory=server.memory,
    )


async def run(
    engine: str,
    question: Question,
    servers: tuple[Server, Server],
    sent: Mapping[str, Iterator[bytes]],
    *,
    rounds: int,
    seconds: float,
) -> list[Row]:
    """The rows of one question on one engine; which of the two goes first changes from round to round."""
    for server in servers:
        for concurrency in CONCURRENCIES:
            warm = min(WARM, seconds)
            await load(server.port, sent[server.name], seconds=warm, concurrency=concurrency, bad=_ERRORS)
    found: dict[tuple[int, str], list[Measure]] = {}
    for number in range(rounds):
        for concurrency in CONCURRENCIES:
            for server in servers[:: 1 if number % 2 else -1]:
                measure = await measured(server, sent[server.name], seconds=seconds, concurrency=concurrency)
                found.setdefault((concurrency, server.name), []).append(measure)
    return [
        row(engine, question.name, concurrency, found[concurrency, "service"], found[concurrency, "limit"])
        for concurrency in CONCURRENCIES
    ]


def row(engine: str, name: str, concurrency: int, service: Sequence[Measure], limit: Sequence[Measure]) -> Row:
    """The medians over the rounds."""

    def ratio(what: str) -> float:
        pairs = zip(service, limit, strict=True)
        return statistics.median(getattr(one, what) / max(getattr(other, what), 1e-9) for one, other in pairs)

    def middle(measures: Sequence[Measure]) -> Measure:
        names = Measure.__slots__
        return Measure(**{one: statistics.median(getattr(each, one) for each in measures) for one in names})

    return Row(
        engine=engine,
        question=name,
        concurrency=concurrency,
        rate=ratio("rate"),
        middle=ratio("middle"),
        worst=ratio("worst"),
        processor=ratio("processor"),
        memory=ratio("memory"),
        service=middle(service),
        limit=middle(limit),
    )


def reads(engine: str, question: Question, servers: tuple[Server, Server], *, rounds: int, seconds: float) -> list[Row]:
    """Measure a question that has been compared.

    Raises:
        Failed: an answer was no success.
    """
    sent = {server.name: endless(question, server) for server in servers}
    return asyncio.run(run(engine, question, servers, sent, rounds=rounds, seconds=seconds))
