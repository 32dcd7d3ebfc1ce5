"""The figures to reach, and which rows miss them."""

from collections.abc import Iterable, Sequence

from benchmarks.requests.rounds import Row

READS = {"postgresql": 0.7, "sqlite": 0.6}
"""The least of the LIMIT's requests a second that a read answers."""
WRITES = 0.5
PROCESSOR = 1.5
WORST = 1.5
ACCESS = 1.1
GROWTH = 1.5
MEMORY = 150
HEADER = (
    "engine      q   c    req/s   p50   p99   cpu   rss |  service: req/s   p50 ms   p99 ms  cpu ms  MiB"
    " |  LIMIT: req/s   p50 ms   p99 ms  cpu ms"
)


def line(row: Row) -> str:
    """A row as it is printed."""
    one, other = row.service, row.limit
    return (
        f"{row.engine:<11} {row.question} {row.concurrency:>3}   {row.rate:>6.2f}{row.middle:>6.2f}{row.worst:>6.2f}"
        f"{row.processor:>6.2f}{row.memory:>6.2f} |{one.rate:>16.0f}{one.middle:>9.2f}{one.worst:>9.2f}"
        f"{one.processor:>8.2f}{one.memory:>5.0f} |{other.rate:>14.0f}{other.middle:>9.2f}{other.worst:>9.2f}"
        f"{other.processor:>8.2f}"
    )


def missed(row: Row) -> list[str]:
    """What a row misses, in one line; nothing where it misses nothing."""
    write = row.question.startswith("W")
    least = WRITES if write else READS[row.engine]
    found = []
    if row.rate < least:
        found.append(f"{row.rate:.2f} of the LIMIT's requests a second, not {least}")
    if not write and row.processor > PROCESSOR:
        found.append(f"{row.processor:.2f} times its processor time, not {PROCESSOR}")
    if not write and row.worst > WORST:
        found.append(f"{row.worst:.2f} times its slowest hundredth, not {WORST}")
    return [f"{row.question}, {row.engine}, c={row.concurrency}: {'; '.join(found)}"] if found else []


def heavy(engine: str, rows: Iterable[Row]) -> list[str]:
    """The most memory the service had on an engine, where it is more than it may be."""
    most = max((row.service.memory for row in rows if row.engine == engine), default=0)
    return [f"memory, {engine}: {most:.0f} MiB, not {MEMORY}"] if most > MEMORY else []


def beyond(what: str, ratios: Iterable[tuple[str, float]], most: float) -> list[str]:
    """The ratios that are above the most they may be."""
    return [f"{what}, {name}: {ratio:.2f}, not {most}" for name, ratio in ratios if ratio > most]


def worst_read(rows: Sequence[Row], failed: Sequence[str] = ()) -> str:
    """The last line: the read that comes least near to the LIMIT; one that failed comes nowhere near it."""
    if failed:
        return f"worst read ratio: 0.00 ({failed[0]}, failed)"
    reads = [row for row in rows if not row.question.startswith("W")]
    if not reads:
        return "worst read ratio: none was measured"
    worst = min(reads, key=lambda row: row.rate)
    return f"worst read ratio: {worst.rate:.2f} ({worst.question}, {worst.engine}, {worst.concurrency})"
