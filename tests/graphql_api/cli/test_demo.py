"""The demonstration town as a newcomer meets it, and the README's examples against it."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from graphql_api.testing.servers import free_port

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```graphql\n(.*?)```\n\nanswers, shortened:\n\n```json\n(.*?)```", README, re.DOTALL)
GOVERNANCE = Path(sys.executable).with_name("governance")


async def _served(folder: Path, port: int) -> tuple[asyncio.subprocess.Process, dict[str, Any]]:
    """Starts the demonstration in `folder`, as the command line does by default, and waits for its answer."""
    process = await asyncio.create_subprocess_exec(
        GOVERNANCE, "demo", "--json", "--port", str(port), cwd=folder, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    told = json.loads(await asyncio.wait_for(process.stdout.readline(), 90))
    async with httpx.AsyncClient() as client:
        for _ in range(200):
            try:
                if (await client.get(told["url"].replace("/graphql", "/healthz"))).is_success:
                    return process, told
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    raise AssertionError("the demonstration does not answer")


async def _ask(told: dict[str, Any], role: str, query: str) -> Any:
    headers = {"Authorization": f"Bearer {told['tokens'][role]}"}
    async with httpx.AsyncClient() as client:
        body = (await client.post(told["url"], json={"query": query}, headers=headers)).json()
    assert "errors" not in body, body["errors"]
    return body["data"]


@pytest.fixture
async def demo(tmp_path):
    """The demonstration, built in a fresh folder."""
    process, told = await _served(tmp_path, free_port())
    yield told
    process.terminate()
    await process.wait()


async def test_the_demonstration_answers_its_own_queries_and_the_readmes(demo, holds):
    """Every printed query has data, every role's token works, and the README's answers are what is answered."""
    assert list(demo["tokens"]) == [
        "town-admin",
        "organisation-office",
        "village-secretary",
        "assessor",
        "cadre",
        "reader",
    ]
    for role in demo["tokens"]:
        assert (await _ask(demo, role, "{ viewer { role } }"))["viewer"]["role"] == role
    village, cadre, training = [await _ask(demo, "town-admin", query) for query in demo["queries"]]
    assert village["unit"]["code"] == "440605126222"
    assert village["unit"]["ancestors"]
    [project] = village["unit"]["specialProjects"]
    assert [figure["reading"]["number"] for figure in project["headline"]] == ["2", "2", "10", "33.33", "50.00"]
    assert any(seat["filled"] for seat in village["unit"]["leadershipTeam"]["seats"])
    assert cadre["people"]["nodes"][0]["assessment"]["score"]["points"]
    assert training["unit"]["trainingPlans"]["nodes"][0]["sessions"]
    assert len(EXAMPLES) == README.count("```graphql") == 3
    for query, shown in EXAMPLES:
        answer = await _ask(demo, "town-admin", query)
        assert holds(json.loads(shown), answer), answer


async def test_what_the_demonstration_keeps_is_what_a_recount_says(demo, tmp_path):
    """Scores with their sums, and everybody's gaps, were kept by the import and the story, act by act."""
    process = await asyncio.create_subprocess_exec(
        GOVERNANCE,
        "roll-ups",
        "check",
        env={**os.environ, "GOVERNANCE_DATABASE_URL": f"sqlite:///{tmp_path / '.demo' / 'town.sqlite3'}"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()

    assert printed.decode() == "".join(
        f"{name}: all as a recount says.\n" for name in ("tallies", "assessment", "gaps")
    )
    assert process.returncode == 0


async def test_a_second_start_serves_what_was_built(tmp_path):
    """The tokens of the first start are those of the second: nothing was built again."""
    first, told = await _served(tmp_path, free_port())
    first.terminate()
    await first.wait()

    second, again = await _served(tmp_path, free_port())

    second.terminate()
    await second.wait()
    assert again["tokens"] == told["tokens"]
