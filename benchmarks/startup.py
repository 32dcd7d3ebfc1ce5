"""How long a town takes to start with fifty plugins, beside the same town with none. Run it with `make bench`."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from graphql_api.cli.plugins.beginning import new_plugin
from graphql_api.testing.modules import as_installed
from graphql_api.testing.servers import free_port, throw_away_postgres

PLUGINS = 50
GOVERNANCE = Path(sys.executable).parent / "governance"


def started(database: str, site: Path | None) -> float:
    """Seconds from the command to the first answer of /healthz."""
    port = free_port()
    environment = os.environ | {"GOVERNANCE_DATABASE_URL": database, "GOVERNANCE_PLUGINS": "strict"}
    if site is not None:
        environment["PYTHONPATH"] = str(site)
    began = time.monotonic()
    command = [str(GOVERNANCE), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 -- ours
    try:
        while process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
            except URLError:
                time.sleep(0.02)
            else:
                return time.monotonic() - began
        raise RuntimeError("the town did not start")
    finally:
        process.terminate()
        process.wait()


def report(engine: str, site: Path, none: str, fifty: str) -> None:
    """Print the first start, which makes the tables, and the next, without plugins and with."""
    for what in ("first", "next"):
        without, with_them = started(none, None), started(fifty, site)
        print(f"start, {engine}, {what}: {without:.2f} s; {PLUGINS} plugins {with_them - without:+.2f} s (limit +5 s)")


def main() -> None:
    """Measure both engines."""
    with tempfile.TemporaryDirectory() as made, throw_away_postgres() as server:
        folder = Path(made)
        site = folder / "site"
        for number in range(PLUGINS):
            as_installed(site, new_plugin(f"practice_{number}", title=f"实践{number}", folder=folder))
        report("SQLite", site, f"sqlite:///{folder}/none.sqlite3", f"sqlite:///{folder}/fifty.sqlite3")
        report("PostgreSQL", site, f"{server}/postgres", f"{server}/template1")


if __name__ == "__main__":
    main()
