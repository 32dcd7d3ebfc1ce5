"""The page for villages, followed to the letter: a plugin that nobody here has seen joins a town, and leaves it."""

import json
import os
import re
import subprocess
import sysconfig
import time
import urllib.request
import venv
from pathlib import Path

import pytest

from graphql_api.testing.servers import free_port

PAGE = (Path(__file__).parents[2] / "docs" / "villages.md").read_text(encoding="utf-8")
[COMMANDS] = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
QUERY, *_ = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)
ADOPT, REPLICATE = re.findall(r"^mutation .*$", PAGE, re.MULTILINE)


@pytest.fixture
def place(wheel, done, tmp_path):
    """A virtual environment with the wheel; the packages it needs are those of this one."""
    venv.create(tmp_path / "venv", with_pip=True)
    [site] = (tmp_path / "venv").glob("lib/python*/site-packages")
    (site / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    done(tmp_path / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=tmp_path)
    return tmp_path


class Town:
    """A served town: the demonstration's database, spoken to over HTTP."""

    def __init__(self, place, told, port):
        self.place, self.tokens, self.url = place, told["tokens"], f"http://127.0.0.1:{port}"
        url = f"sqlite:///{place / 'town' / 'town.sqlite3'}"
        environment = os.environ | {"GOVERNANCE_DATABASE_URL": url, "GOVERNANCE_EXPLORABLE": "true"}
        command = [str(place / "venv" / "bin" / "governance"), "serve", "--port", str(port)]
        self.server = subprocess.Popen(command, cwd=place, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603 -- ours

    def __enter__(self):
        """Wait for its answer."""
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/healthz").close()  # noqa: S310 -- ours
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise AssertionError("the town does not answer")

    def __exit__(self, *_):
        """End it."""
        self.server.terminate()
        self.server.wait(20)

    def ask(self, query, **variables):
        """The data of an answer."""
        headers = {"Authorization": f"Bearer {self.tokens['town-admin']}", "Content-Type": "application/json"}
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(f"{self.url}/graphql", body, headers)  # noqa: S310 -- ours
        with urllib.request.urlopen(request) as answer:  # noqa: S310 -- ours
            told = json.load(answer)
        assert "errors" not in told, told["errors"]
        return told["data"]


@pytest.fixture
def told(place):
    """The demonstration town, built, and what it told."""
    command = [str(place / "venv" / "bin" / "governance"), "demo", "--json", "--folder", "town"]
    command += ["--port", str(free_port())]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE) as demo:  # noqa: S603 -- ours
        told = json.loads(demo.stdout.readline())
        demo.terminate()
    return told


def test_the_page_leads_from_nothing_to_an_adopted_practice_and_back(place, told, done):
    """Installed, in the schema, adopted, replicated to ten villages; uninstalled it is out of the schema, and known."""
    path = f"{place / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    printed = done("bash", "-euc", COMMANDS, cwd=place, env=os.environ | {"PATH": path})
    assert "clean_river 0.1.0 active" in printed

    with Town(place, told, free_port()) as town:
        shown = town.ask(QUERY)
        units = town.ask('{ units(first: 11, filter: {kinds: ["village"]}) { nodes { id } } }')["units"]["nodes"]
        first, *others = [unit["id"] for unit in units]
        period = {"from": "2020-01-01"}
        adopted = town.ask(ADOPT, input={"practice": "clean_river", "unit": first, "period": period})
        project = adopted["adoptPractice"]["project"]
        copied = town.ask(
            REPLICATE,
            input={"project": project["id"], "units": [{"unit": unit} for unit in others], "on": "2020-06-01"},
        )
        typed = town.ask('{ __type(name: "CleanRiverProject") { name } }')
    assert {"id": "clean_river", "state": "ACTIVE", "reason": None} in shown["plugins"]
    assert [one["title"] for one in shown["practices"] if one["id"] == "clean_river"] == ["清河行动"]
    assert project["stage"] == "PILOT"
    assert len(copied["replicatePractice"]["copies"]) == 10
    assert typed["__type"] == {"name": "CleanRiverProject"}

    done("pip", "uninstall", "--yes", "governance-clean-river", cwd=place, env=os.environ | {"PATH": path})
    with Town(place, told, free_port()) as town:
        gone = town.ask(
            """{ plugins { id } type: __type(name: "CleanRiverProject") { name }
              specialProjects(filter: {practice: "clean_river"}) {
                totalCount nodes { __typename practice { id } } } }"""
        )
    assert "clean_river" not in [plugin["id"] for plugin in gone["plugins"]]
    assert gone["type"] is None
    assert gone["specialProjects"]["totalCount"] == 11
    assert gone["specialProjects"]["nodes"][0] == {"__typename": "Adoption", "practice": None}
