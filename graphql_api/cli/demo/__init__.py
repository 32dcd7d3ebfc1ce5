"""The demonstration town: built once in a scratch folder by import and public mutations alone, then served."""

import asyncio
import hashlib
import json
import random
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graphql_api.cli.demo.story import QUERIES, Storyteller, tell
from graphql_api.modules import up_to_date
from graphql_api.platform.access import Role, issue_token
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.modules import Modules
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings

DEMO_FOLDER = Path(".demo")
TOWN = Path(__file__).parent / "town"
TOKEN_DAYS = 365
_DATABASE = "town.sqlite3"
_READY = "ready.json"


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A built demonstration town.

    Attributes:
        folder: where its database is.
        tokens: a secret a role, widest role first.
        queries: GraphQL documents worth pasting.
        made_from: a digest of the data, the story and the plugins; another one means it must be built anew.
    """

    folder: str
    tokens: dict[str, str]
    queries: list[str]
    made_from: str

    def service(self, modules: Modules) -> Service:
        """The service over it."""
        return _service(Path(self.folder) / _DATABASE, modules)


class StoryClock:
    """A clock that the story sets: everything it tells is recorded on the day it is told to happen."""

    def __init__(self) -> None:
        self._now = datetime(2020, 1, 2, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The next instant of the story."""
        self._now += timedelta(milliseconds=5)
        return self._now

    def go_to(self, instant: datetime) -> None:
        """Go on to a later instant."""
        self._now = max(self._now, instant)


def build_demo(folder: Path, modules: Modules, *, fresh: bool = False) -> Demo:
    """The demonstration town in `folder`, built if it is not there already."""
    made_from = _digest(modules)
    ready = folder / _READY
    if ready.exists() and not fresh:
        kept = json.loads(ready.read_text(encoding="utf-8"))
        if kept["made_from"] == made_from:
            return Demo(**kept)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tokens = asyncio.run(_build(folder / _DATABASE, modules))
    demo = Demo(folder=str(folder), tokens=tokens, queries=list(QUERIES), made_from=made_from)
    ready.write_text(json.dumps(asdict(demo), ensure_ascii=False), encoding="utf-8")
    return demo


def demo_line(demo: Demo, port: int) -> str:
    """Address, tokens and queries as one line of JSON."""
    told = {"url": _url(port), "tokens": demo.tokens, "queries": demo.queries}
    return json.dumps(told, ensure_ascii=False)


def told_demo(demo: Demo, port: int) -> str:
    """Address, tokens and queries for a person to read."""
    tokens = "\n".join(f"  {role:<20} {secret}" for role, secret in demo.tokens.items())
    queries = "\n\n".join(demo.queries)
    return (
        f"The town answers at {_url(port)} (GraphiQL in a browser, /healthz for probes).\n\n"
        f"Access tokens, one a role (all people are synthetic):\n{tokens}\n\n"
        f"Three queries worth pasting:\n\n{queries}\n"
    )


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}/graphql"


def _digest(modules: Modules) -> str:
    digest = hashlib.sha256(repr(sorted(modules.practices.items())).encode())
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in {".py", ".csv", ".yaml"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _service(database: Path, modules: Modules, clock: StoryClock | None = None) -> Service:
    settings = Settings(database_url=f"sqlite:///{database}", cache_url="memory://", explorable=True)
    if clock is None:
        return Service(settings, modules)
    return Service(settings, modules, clock=clock, entropy=random.Random(2020).getrandbits)  # noqa: S311 -- the same ids every time


async def _build(database: Path, modules: Modules) -> dict[str, str]:
    clock = StoryClock()
    told = _service(database, modules, clock)
    await up_to_date(told.settings, modules)
    async with told.running():
        with told.database.active():
            await import_folder(told, TOWN)
            scopes = await tell(Storyteller(told, clock))
            await told.courier.settled()
    tokens = {}
    served = _service(database, modules)
    async with served.running():
        await served.calendar.turn()  # of what the story has dated ahead, all has come since
        for role in Role:
            unit, person = scopes[role]
            tokens[role.value] = await issue_token(
                role=role,
                scope_id=unit,
                person_id=person,
                label="演示",
                days=TOKEN_DAYS,
                new_id=served.new_id(),
                clock=served.clock,
            )
    return tokens
