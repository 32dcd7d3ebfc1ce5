"""The benchmark of requests: `make bench-requests`, or a part of it by `--engine` and `--only`."""

import argparse
import asyncio
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from io import StringIO
from pathlib import Path

import asyncpg
import uvloop

from benchmarks.country import machine
from benchmarks.requests import asked, figures, inside
from benchmarks.requests.acts import writes
from benchmarks.requests.client import Failed
from benchmarks.requests.filling import Filled, filled
from benchmarks.requests.rounds import Row, compare, reads
from benchmarks.requests.servers import both
from benchmarks.requests.shape import SCALES, chosen_scale
from graphql_api.platform.work import civil_day
from graphql_api.testing.servers import throw_away_postgres

SECONDS = {"tiny": 0.1, "least": 0.1, "small": 0.4, "full": 1.5, "million": 1.5}
ACT_SECONDS = {"tiny": 0.02, "least": 0.02, "small": 0.3, "full": 2.0, "million": 2.0}
"""Acts are measured for less time where the town is small: a record can be verified only once."""
SMALLER = {"tiny": None, "least": None, "small": "least", "full": "small", "million": "small"}
MARK = "<!-- what `make bench-docs` printed -->"
VERSIONS = ("asyncpg", "graphql-core", "httptools", "strawberry-graphql", "tortoise-orm", "uvicorn", "uvloop")
GROWING = ("Q1", "Q2", "Q4")


@dataclass(slots=True, kw_only=True)
class Run:
    """One run of the benchmark.

    Attributes:
        scale: how large the town is.
        rounds: how many rounds each row has.
        only: the questions that are asked; all where none is named.
        today: the day on which is asked.
        rows: what has been measured.
        missed: the figures that were missed.
        failed: the reads that failed under load.
    """

    scale: str
    rounds: int
    only: frozenset[str]
    today: date
    rows: list[Row] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def wanted(self, questions: Sequence[asked.Question]) -> list[asked.Question]:
        """Those of the questions that are asked in this run."""
        return [one for one in questions if one.requests and (not self.only or one.name in self.only)]

    def engine(self, engine: str, url: str, smaller: str) -> None:
        """Fill, compare, measure and print one engine."""
        town = self._filled(url, self.scale)
        questions = self.wanted(asked.questions(town, self.today))
        self._shares(engine, url, questions)
        with both(url) as servers:
            print(figures.HEADER)
            for question in questions:
                compare(question, *servers)
            read = partial(reads, engine, servers=servers, rounds=self.rounds, seconds=SECONDS[self.scale])
            written = partial(writes, url, engine, servers=servers, rounds=self.rounds, seconds=ACT_SECONDS[self.scale])
            for question in questions:
                self._rows(engine, question, read)
            for question in self.wanted(asked.writes(town, self.today)):
                self._rows(engine, question, written)
        self.missed += figures.heavy(engine, self.rows)
        self._access(engine, url, questions)
        self._remembered(engine, url, questions)
        self._growth(engine, (smaller, SMALLER[self.scale]), (url, questions))

    def _filled(self, url: str, scale: str) -> Filled:
        given = os.environ.get("DIVISIONS")
        return asyncio.run(filled(url, SCALES[scale], self.today, Path(given) if given else None))

    def _rows(self, engine: str, question: asked.Question, measured: Callable[[asked.Question], list[Row]]) -> None:
        try:
            rows = measured(question)
        except Failed as fault:
            print(f"{engine} {question.name}: {fault}", flush=True)
            self.missed.append(f"{question.name}, {engine}: failed")
            self.failed += [] if question.name.startswith("W") else [f"{question.name}, {engine}"]
            return
        for row in rows:
            print(figures.line(row), flush=True)
            self.rows.append(row)
            self.missed += figures.missed(row)

    def _shares(self, engine: str, url: str, questions: Sequence[asked.Question]) -> None:
        print(f"{engine}, how requests are answered: by one statement, with holes, by the standard executor")
        for share in asyncio.run(inside.shares(url, questions)):
            print(f"  {share.question}  {share.statement:>5.0%}{share.holes:>6.0%}{share.standard:>6.0%}")
            if share.standard:
                self.missed.append(
                    f"{share.question}, {engine}: {share.standard:.0%} left to the standard executor, not 0%"
                )

    def _access(self, engine: str, url: str, questions: Sequence[asked.Question]) -> None:
        ratios = asyncio.run(inside.access_ratios(url, questions))
        told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
        print(f"{engine}, access checked beside unchecked (limit {figures.ACCESS}): {told}")
        self.missed += figures.beyond(f"access, {engine}", ratios.items(), figures.ACCESS)

    def _remembered(self, engine: str, url: str, questions: Sequence[asked.Question]) -> None:
        ratios = asyncio.run(inside.remembered_ratios(url, questions))
        told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
        print(f"{engine}, asked again while nothing has changed, beside anew: {told}")

    def _growth(self, engine: str, small: tuple[str, str | None], large: tuple[str, Sequence[asked.Question]]) -> None:
        url, scale = small
        names = [one.name for one in large[1] if one.name in GROWING]
        if scale is None or not names:
            return
        questions = asked.questions(self._filled(url, scale), self.today)
        ratios = asyncio.run(inside.growth_ratios((url, questions), large, names))
        told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
        sizes = f"{SCALES[self.scale].units:,} units beside {SCALES[scale].units:,}"
        print(f"{engine}, {sizes} (limit {figures.GROWTH}): {told}")
        self.missed += figures.beyond(f"growth, {engine}", ratios.items(), figures.GROWTH)


@contextmanager
def databases(engine: str) -> Iterator[tuple[str, str]]:
    """Two empty databases of an engine, thrown away afterwards."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/large.db", f"sqlite:///{folder}/small.db"
        return
    with throw_away_postgres() as server:
        print(f"PostgreSQL {asyncio.run(_made(server))}")
        yield f"{server}/bench_large", f"{server}/bench_small"


async def _made(server: str) -> str:
    connection = await asyncpg.connect(f"{server}/postgres")
    try:
        for name in ("bench_large", "bench_small"):
            await connection.execute(f"DROP DATABASE IF EXISTS {name}")
            await connection.execute(f"CREATE DATABASE {name}")
        running: str = await connection.fetchval("SHOW server_version")
    finally:
        await connection.close()
    return running


class Twice(StringIO):
    """What is printed, kept as well."""

    def write(self, text: str) -> int:
        """Print and keep."""
        sys.__stdout__.write(text)  # type: ignore[union-attr]
        return super().write(text)


def put_into(page: Path, printed: str) -> None:
    """Put what was printed into a page, in place of what was printed the last time."""
    before, _, rest = page.read_text(encoding="utf-8").partition(MARK)
    after = rest.partition("\n```\n")[2]
    page.write_text(f"{before}{MARK}\n```text\n{printed.rstrip()}\n```\n{after.lstrip('`')}", encoding="utf-8")


def versions() -> str:
    """The versions of what a request goes through."""
    return ", ".join(f"{name} {version(name)}" for name in VERSIONS)


def main() -> None:
    """Run, print, and end with a failure where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("postgresql", "sqlite"), action="append", help="only this engine")
    parser.add_argument("--only", default="", help="only these questions: Q1,Q2,W1")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds each row has")
    parser.add_argument("--write", type=Path, help="put what is printed into this page too")
    chosen = parser.parse_args()
    printed = Twice()
    with redirect_stdout(printed) if chosen.write else nullcontext():
        missed = measured(chosen)
    if chosen.write:
        put_into(chosen.write, printed.getvalue())
    sys.exit(1 if missed else 0)


def measured(chosen: argparse.Namespace) -> bool:
    """Measure and print what is chosen; say whether a figure is missed."""
    scale = chosen_scale()
    uvloop.install()
    print(f"{machine()}; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; {versions()}")
    print(f"scale {scale}: {SCALES[scale].units:,} units, {SCALES[scale].people:,} people; "
          f"{chosen.rounds} rounds of {SECONDS[scale]} s")  # fmt: skip
    run = Run(
        scale=scale,
        rounds=chosen.rounds,
        only=frozenset(name for name in chosen.only.split(",") if name),
        today=civil_day(datetime.now(UTC)),
    )
    for engine in chosen.engine or ("postgresql", "sqlite"):
        with databases(engine) as (large, small):
            run.engine(engine, large, small)
    print(f"{len(run.missed)} figures are missed" if run.missed else "every figure is reached")
    for one in run.missed:
        print(f"  {one}")
    print(figures.worst_read(run.rows, run.failed))
    return bool(run.missed)


if __name__ == "__main__":
    main()
