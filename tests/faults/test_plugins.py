"""Plugins that are wrong in every way at once: each is left out visibly, and the town goes on with everything else."""

import asyncio

import httpx
import pytest

from graphql_api.cli.plugins.beginning import new_plugin
from graphql_api.testing.modules import as_installed
from graphql_api.testing.serving import ServedTown

RENAME = "mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { ... on Unit { name } } }"
ADOPT = """mutation ($input: AdoptPracticeInput!) { adoptPractice(input: $input) {
    ... on ChangedProject { project { __typename } } ... on UserError { message } } }"""
LISTENING = """
from graphql_api.plugin import Listener
from %(name)s.manifest import MANIFEST

async def _handle(happened, begin):
    raise ZeroDivisionError("a village's mistake")

BREAKS = Listener(name="%(name)s.breaks", event="organisation.unit-renamed", handle=_handle)
MODULE = replace(MODULE, listeners=(BREAKS,))
"""


def _edited(folder, file, change):
    path = folder / "src" / folder.name / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def _failing_migration(text):
    return text.replace("operations = [", 'operations = [ops.RunSQL("THIS IS NO SQL"),')


def _raising_listener(text):
    return "from dataclasses import replace\n" + text + LISTENING % {"name": "raising_listener"}


@pytest.fixture
def plugins(tmp_path):
    """A folder as pip would leave it, with a sound plugin, and one of every kind of fault."""
    site = tmp_path / "site"

    def add(name, file=None, change=None):
        folder = new_plugin(name, title="试验", folder=tmp_path)
        if file is not None:
            _edited(folder, file, change)
        as_installed(site, folder)
        return folder

    add("sound_one")
    add("broken_import", "module.py", lambda text: "raise RuntimeError('no water')\n" + text)
    add("bad_manifest", "manifest.py", lambda text: text.replace('id="bad_manifest"', 'id="Bad Manifest"'))
    add("failing_migration", "migrations/0001_initial.py", _failing_migration)
    add("broken_migration", "migrations/0001_initial.py", lambda text: "import no_such_module\n" + text)
    add("raising_listener", "module.py", _raising_listener)
    as_installed(site, add("twin"), distribution="another-twin")
    return site


@pytest.fixture
async def started(database_url, plugins, tmp_path, admin):
    """Starts `governance serve` with the plugins."""
    running = []

    async def start(**settings):
        environment = {"GOVERNANCE_DATABASE_URL": database_url, "PYTHONPATH": str(plugins)} | settings
        running.append(ServedTown(environment, tmp_path / "log"))
        return running[-1], await asyncio.to_thread(running[-1].answers)

    yield start
    for served in running:
        served.stop()


async def test_faulty_plugins_are_left_out_visibly_and_the_town_goes_on(started, admin, town, tmp_path):
    """What is wrong is told by `plugins`, /healthz and the log; the sound one is adopted; acts and reads go on."""
    served, answers = await started()
    assert answers

    def ask(query, **variables):
        return served.ask(admin.token, query, **variables)

    def look():
        health = httpx.get(f"http://{served.address}/healthz").json()
        states = {one["id"]: one for one in ask("{ plugins { id state reason } }")["plugins"]}
        renamed = ask(RENAME, input={"unit": town["hefeng"], "name": {"zh": "新村", "en": "New"}, "on": "2020-07-01"})
        given = {"unit": town["hefeng"], "practice": "sound_one", "period": {"from": "2020-07-01"}}
        adopted = ask(ADOPT, input=given)
        units = ask("{ units(first: 5) { totalCount nodes { name } } }")
        return health, states, renamed, adopted, units, httpx.get(f"http://{served.address}/healthz").json()

    health, states, renamed, adopted, units, later = await asyncio.to_thread(look)

    left_out = ["bad_manifest", "broken_import", "broken_migration", "failing_migration", "twin", "twin"]
    assert sorted(health["pluginsLeftOut"]) == left_out
    reasons = {name: one["reason"] for name, one in states.items() if one["state"] == "LEFT_OUT"}
    assert "RuntimeError: no water" in reasons["broken_import"]
    assert "Bad Manifest" in reasons["bad_manifest"]
    assert "THIS" in reasons["failing_migration"]
    assert "no_such_module" in reasons["broken_migration"]
    assert "another distribution" in reasons["twin"]
    assert {name for name, one in states.items() if one["state"] == "ACTIVE"} >= {"sound_one", "raising_listener"}
    assert renamed == {"renameUnit": {"name": "New"}}
    assert adopted["adoptPractice"] == {"project": {"__typename": "SoundOneProject"}}
    assert units["units"]["totalCount"] > 5
    assert later == health
    log = (tmp_path / "log").read_text()
    assert "plugin failing_migration is left out" in log
    assert "listener raising_listener.breaks failed" in log


async def test_in_strict_mode_the_service_does_not_start(started, tmp_path):
    """Every fault is told at once, and nothing is served."""
    served, answers = await started(GOVERNANCE_PLUGINS="strict")

    assert not answers
    assert served.process.returncode == 1
    told = (tmp_path / "log").read_text()
    for name in ("broken_import", "bad_manifest", "twin"):
        assert name in told
