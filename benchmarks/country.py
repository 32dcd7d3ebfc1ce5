"""A whole country through `governance import`, the hierarchy of it, and what a question costs at that size.

Run it with `make bench`; `DIVISIONS` names the list, else one of the same shape and size is made up.
"""

import asyncio
import csv
import gzip
import os
import platform
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import orjson

from benchmarks.divisions import HEADER, Row, write
from benchmarks.reads import measured
from governance_core.organisation import STANDARD_KINDS, Hierarchy, Node
from governance_core.values import Text, UnitId
from graphql_api.app import create_app
from graphql_api.modules import installed_modules
from graphql_api.organisation.tables import UnitCodeRow
from graphql_api.platform.access import Role, issue_token
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.testing.servers import throw_away_postgres

GOVERNANCE = Path(sys.executable).parent / "governance"
LARGEST_MEMORY = 1024
MANY_VILLAGES = 20
QUESTION = """query($code: String!) { unit(by: {code: $code}) { name code kind level
  ancestors { name code } children(first: 50) { nodes { name code kind } }
  descendants(first: 50) { nodes { name } } } }"""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What an import cost: seconds by the clock and of the importer's processor, and its peak memory in MiB."""

    wall: float
    processor: float
    memory: float
    told: str


def rows_of(file: Path) -> Iterator[Row]:
    """The rows of a list, without its header."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8-sig", newline="") as table:
        reader = csv.reader(table)
        next(reader)
        yield from ((code, name, parent, level) for code, name, parent, level in reader)


def chosen_town(file: Path) -> str:
    """Lishui where the list has it, else the first town with 20 or more villages."""
    below = Counter(parent for _, _, parent, level in rows_of(file) if level == "village")
    lishui = "440605126000"
    return lishui if lishui in below else next(code for code, count in below.items() if count >= MANY_VILLAGES)


def town_alone(file: Path, town: str, target: Path) -> None:
    """The list of one town, what it stands under, and its villages."""
    above = {row[0]: row for row in rows_of(file) if row[3] != "village" and row[0] != row[2]}
    line = [above[town]]
    while line[-1][2]:
        line.append(above[line[-1][2]])
    villages = [row for row in rows_of(file) if row[2] == town and row[3] == "village"]
    with target.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([HEADER, *reversed(line), *villages])


def imported(database: str, folder: Path) -> Load:
    """Run `governance import` as an operator does, and measure its process."""
    environment = os.environ | {"GOVERNANCE_DATABASE_URL": database}
    subprocess.run([GOVERNANCE, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- ours
    began = time.monotonic()
    process = subprocess.Popen([GOVERNANCE, "import", folder], env=environment, stdout=subprocess.PIPE)  # noqa: S603 -- ours
    told = process.stdout.read().decode() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import failed: {told}")
    return Load(
        wall=time.monotonic() - began,
        processor=used.ru_utime + used.ru_stime,
        memory=used.ru_maxrss / 1024,
        told=next(line for line in told.splitlines() if line.startswith("divisions")),
    )


async def asked(database: str, town: str) -> float:
    """Milliseconds of processor time that the question about a town takes."""
    service = Service(Settings(database_url=database), installed_modules())
    async with service.running():
        with service.database.active():
            (top,) = await UnitCodeRow.filter(value=f"{town[:2]}{0:010}", superseded_at=None)
            token = await issue_token(
                role=Role.TOWN_ADMIN,
                scope_id=top.unit_id,
                person_id=None,
                label="bench",
                days=1,
                new_id=service.new_id(),
                clock=service.clock,
            )
        body = orjson.dumps({"query": QUESTION, "variables": {"code": town}})
        answer, milliseconds = await measured(create_app(service), "/graphql", body, token)
    if "errors" in answer or not answer["data"]["unit"]["children"]["nodes"]:
        raise RuntimeError(f"the question was not answered: {answer}")
    return milliseconds


def hierarchy_of(file: Path, town: str) -> str:
    """What the hierarchy of the whole list takes, in a process of its own."""
    rows = [row for row in rows_of(file) if row[0] != row[2]]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, used = time.perf_counter(), time.process_time()
    nodes = (Node(UnitId(code), level, Text(zh=name), UnitId(parent) or None) for code, name, parent, level in rows)
    hierarchy = Hierarchy.of(nodes, STANDARD_KINDS)
    took, used = time.perf_counter() - began, time.process_time() - used
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    began = time.perf_counter()
    found = hierarchy.subtree(UnitId(town))
    subtree = (time.perf_counter() - began) * 1000
    return (
        f"hierarchy of {len(hierarchy):,}: {took:.2f} s (limit 4), processor {used:.2f} s, "
        f"{memory:.0f} MiB (limit 500); "
        f"subtree of {len(found)}: {subtree:.3f} ms (limit 1)"
    )


def report(engine: str, whole: str, small: str, folders: tuple[Path, Path], town: str, limit: int) -> None:
    """Print what the two imports and the question cost on one engine."""
    country, alone = folders
    first, again = imported(whole, country), imported(whole, country)
    imported(small, alone)
    for what, load, most in (("import", first, f"limit {limit}"), ("import again", again, "writes nothing")):
        cost = f"{load.wall:.1f} s ({most}), processor {load.processor:.1f} s, {load.memory:.0f} MiB"
        print(f"{engine}, {what}: {cost} (limit {LARGEST_MEMORY}); {load.told}")
    small_cost, whole_cost = asyncio.run(asked(small, town)), asyncio.run(asked(whole, town))
    ratio = whole_cost / small_cost
    print(
        f"{engine}, question: {whole_cost:.2f} ms, in the town alone {small_cost:.2f} ms, ratio {ratio:.2f} (limit 1.5)"
    )


async def server_version(server: str) -> str:
    """What PostgreSQL says it is, with a second database made for the town."""
    connection = await asyncpg.connect(f"{server}/postgres")
    try:
        await connection.execute("CREATE DATABASE bench_country")
        await connection.execute("CREATE DATABASE bench_town")
        version: str = await connection.fetchval("SHOW server_version")
    finally:
        await connection.close()
    return version


def machine() -> str:
    """The machine's processor, cores and memory."""
    known = Path("/proc/cpuinfo")
    lines: Sequence[str] = known.read_text().splitlines() if known.exists() else ()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model or platform.processor() or platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"


def main() -> None:
    """Measure both engines and the hierarchy, and print."""
    with tempfile.TemporaryDirectory() as made, throw_away_postgres() as server:
        folder = Path(made)
        country, alone = folder / "country", folder / "town"
        country.mkdir()
        alone.mkdir()
        given = os.environ.get("DIVISIONS")
        packed = country / "divisions-2023.csv.gz"
        if given:
            packed = Path(shutil.copy(given, packed if given.endswith(".gz") else country / "divisions-2023.csv"))
        else:
            write(packed)
        town = chosen_town(packed)
        town_alone(packed, town, alone / "divisions-2023.csv")
        version = asyncio.run(server_version(server))
        print(f"{machine()}; Python {platform.python_version()}, PostgreSQL {version}, SQLite {sqlite3.sqlite_version}")
        command = [sys.executable, "-m", "benchmarks.country", "hierarchy", str(packed), town]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())  # noqa: S603 -- ours
        folders = (country, alone)
        report("SQLite", f"sqlite:///{folder}/country.db", f"sqlite:///{folder}/town.db", folders, town, 120)
        report("PostgreSQL", f"{server}/bench_country", f"{server}/bench_town", folders, town, 90)


if __name__ == "__main__":
    if sys.argv[1:2] == ["hierarchy"]:
        print(hierarchy_of(Path(sys.argv[2]), sys.argv[3]))
    else:
        main()
