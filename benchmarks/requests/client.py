"""A load client that costs little: bare HTTP/1.1 over sockets that stay open, the next request as the answer comes."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

LENGTH = b"content-length: "
OK = b"HTTP/1.1 200"


def packed(path: str, token: str, body: bytes) -> bytes:
    """A request as it is sent."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n"
        f"authorization: Bearer {token}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Failed(Exception):
    """An answer was no success."""


@dataclass(slots=True, kw_only=True)
class Answered:
    """What one run of a load gave.

    Attributes:
        seconds: how long it took.
        latencies: the seconds that each request took, in order of size.
        failed: the first answers that were no success.
    """

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    failed: list[bytes] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency that a share of the requests did not exceed, in milliseconds."""
        return self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))] * 1000


class Line(asyncio.Protocol):
    """One connection: sends a request, waits for the whole answer, and goes on while there are time and requests."""

    def __init__(self, requests: Iterator[bytes], until: float, answered: Answered, bad: bytes) -> None:
        self._requests, self._until, self._answered, self._bad = requests, until, answered, bad
        self._buffer = bytearray()
        self._whole = 0
        self._sent = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport
        self._send()

    def _send(self) -> None:
        self._sent = time.perf_counter()
        request = next(self._requests, None) if self._sent < self._until else None
        if request is None:
            self._transport.close()
            if not self.done.done():
                self.done.set_result(None)
        else:
            self._transport.write(request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer."""
        self._buffer += data
        if not self._whole:
            head = self._buffer.find(b"\r\n\r\n")
            if head < 0:
                return
            at = self._buffer.find(LENGTH) + len(LENGTH)
            self._whole = head + 4 + int(self._buffer[at : self._buffer.find(b"\r", at)])
        if len(self._buffer) >= self._whole:
            self._answered.latencies.append(time.perf_counter() - self._sent)
            if not self._buffer.startswith(OK) or self._bad in self._buffer:
                self._answered.failed.append(bytes(self._buffer))
            self._buffer.clear()
            self._whole = 0
            self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        """The server has ended it."""
        if not self.done.done():
            self.done.set_exception(exc or ConnectionResetError("the server closed the connection"))


async def load(port: int, requests: Iterator[bytes], *, seconds: float, concurrency: int, bad: bytes) -> Answered:
    """Send requests for so long over so many connections, each waiting for its answer before the next.

    Args:
        port: where the server listens on 127.0.0.1.
        requests: the requests.
        seconds: how long; what is under way is waited for.
        concurrency: how many connections.
        bad: what no good answer holds.

    Raises:
        Failed: an answer was no success.
    """
    answered = Answered()
    loop = asyncio.get_running_loop()
    begun = time.perf_counter()
    lines: Sequence[Line] = [Line(requests, begun + seconds, answered, bad) for _ in range(concurrency)]
    for line in lines:
        await loop.create_connection(lambda line=line: line, "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.gather(*(line.done for line in lines))
    answered.seconds = time.perf_counter() - begun
    answered.latencies.sort()
    if answered.failed:
        told = answered.failed[0].partition(b"\r\n\r\n")[2][:500].decode(errors="replace")
        raise Failed(f"{len(answered.failed)} of {len(answered.latencies)} answers were no success: {told}")
    return answered
