"""The pages for frontends, importers and operators: what they show is what happens."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from graphql import parse, validate

from governance_core.practices import PracticeManifest, Setting
from graphql_api.cli.demo import TOWN, build_demo
from graphql_api.modules import installed_modules
from graphql_api.platform.access import SYSTEM, Principal, Role
from graphql_api.platform.limits import Limits
from graphql_api.platform.modules import Module
from graphql_api.platform.schema.build import build_schema
from graphql_api.platform.settings import Settings

DOCS = Path(__file__).parents[3] / "docs"
FRONTEND, CORE, OPERATORS, VILLAGES = [
    (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("frontend", "core", "operators", "villages")
]
EXAMPLES = re.findall(r"```graphql\n(.*?)```\n\nanswers, shortened:\n\n```json\n(.*?)```", FRONTEND, re.DOTALL)


async def test_the_frontends_examples_answer_as_shown(tmp_path, holds):
    """Every example, asked of the demonstration town by its administrator."""
    modules = installed_modules(strict=True)
    schema = build_schema(modules.loaded)
    demo = await _built(tmp_path, modules)
    service = demo.service(modules)
    assert len(EXAMPLES) == FRONTEND.count("```graphql") - FRONTEND.count("```graphql\nsubscription") > 0
    async with service.database.opened():
        with service.database.active():
            town = await schema.execute(
                '{ unit(by: {code: "440605126000"}) { id } }', context_value=service.context_for(_admin(None), "zh")
            )
            scope = town.data["unit"]["id"].split(":")[1]
            for query, shown in EXAMPLES:
                answer = await schema.execute(query, context_value=service.context_for(_admin(scope), "zh"))
                assert answer.errors is None, query
                assert holds(json.loads(shown), answer.data), answer.data


def test_the_frontends_questions_without_an_answer_are_valid():
    """Those of which the demonstration has nothing to show are at least what the schema knows."""
    schema = build_schema(installed_modules(strict=True).loaded)._schema
    questions = re.findall(r"```text\n(.*?)```", FRONTEND, re.DOTALL)

    assert len(questions) > 4
    assert [error for one in questions for error in validate(schema, parse(one))] == []


async def test_the_subscription_of_the_page_tells_a_change(tmp_path):
    """As written, while an act takes place."""
    [document] = re.findall(r"```graphql\n(subscription .*?)```", FRONTEND, re.DOTALL)
    modules = installed_modules(strict=True)
    service = (await _built(tmp_path, modules)).service(modules)
    async with service.running():
        with service.database.active():
            schema = build_schema(modules.loaded)
            find = '{ unit(by: {code: "440605126222"}) { id } }'
            unit = (await schema.execute(find, context_value=service.context_for(SYSTEM))).data["unit"]["id"]
            told = await schema.subscribe(document, context_value=service.context_for(SYSTEM))
            first = asyncio.ensure_future(anext(told))
            act = "mutation ($input: AliasInput!) { addAlias(input: $input) { __typename } }"
            for number in range(20):  # nobody is told when the subscription has begun
                given = {"input": {"unit": unit, "alias": f"Crane Peak {number}", "on": "2021-01-01"}}
                await schema.execute(act, given, context_value=service.context_for(SYSTEM))
                if (await asyncio.wait([first], timeout=1))[0]:
                    break
            change = first.result().data["changes"]
            await told.aclose()

    assert change["event"] == "organisation.alias-added"
    assert change["subject"] == {"id": unit, "name": "鹤峰村"}


def _admin(scope):
    return Principal(token_id="t", role=Role.TOWN_ADMIN, scope_id=scope)


async def _built(folder, modules):

    return await asyncio.to_thread(build_demo, folder / "town", modules)


def test_the_cores_examples_run():
    """One after the other, as a reader would type them."""
    names = {}
    for block in re.findall(r"```python\n(.*?)```", CORE, re.DOTALL):
        exec(compile(block, "docs/core.md", "exec"), names)  # noqa: S102 -- our own page

    assert names["found"].score.points is not None


def test_every_setting_is_told_with_its_default():
    """The operators' table and the settings are the same."""
    told = dict(re.findall(r"^\| `GOVERNANCE_(\w+)` \| `([^`]*)` \|", OPERATORS, re.MULTILINE))
    known = {name: field.default for name, field in Settings.model_fields.items() if name != "limits"}
    known |= {f"limits__{name}": field.default for name, field in Limits.model_fields.items()}

    assert {name.lower() for name in told} == set(known)
    for name, default in told.items():
        value = known[name.lower()]
        expected = "[]" if value == () else str(value).lower() if isinstance(value, bool) else str(value)
        assert default == expected, name


@pytest.mark.parametrize(
    ("contract", "elsewhere"),
    [
        (Module, {"locate", "keepers", "renewals", "recounted", "downloads"}),
        (PracticeManifest, set()),
        (Setting, set()),
    ],
)
def test_every_hook_and_field_of_the_practice_contract_is_told(contract, elsewhere):
    """The villages' page has each of them in its table, and nothing that is not there."""
    heading, rows = f"| in `{contract.__name__}` |", []
    for line in VILLAGES[VILLAGES.index(heading) :].splitlines()[2:]:
        if not line.startswith("|"):
            break
        rows.append(line.split("|")[1])

    told = re.findall(r"`(\w+)`", " ".join(rows))

    assert sorted([*told, *elsewhere]) == sorted(item.name for item in fields(contract))
    assert all(f"`{name}`" in VILLAGES for name in elsewhere)


def test_the_operators_first_town_stands_after_the_commands_of_the_page(tmp_path):
    """From an empty folder to a token, out into a spreadsheet and back, a backup and a second town, as written."""
    commands = "".join(re.findall(r"```sh\n(.*?)```", OPERATORS, re.DOTALL))
    shutil.copytree(TOWN, tmp_path / "town")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    done = subprocess.run(  # noqa: S603 -- our own page
        ["bash", "-euc", commands],  # noqa: S607 -- the machine's own
        cwd=tmp_path,
        env=os.environ | {"PATH": path, "GOVERNANCE_DATABASE_URL": "sqlite:///town.sqlite3"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing was kept: this was a dry run." in done.stdout
    assert "Imported." in done.stdout
    assert "Nothing has changed: nothing was written." in done.stdout
    assert re.search(r"^[\w-]{43}$", done.stdout, re.MULTILINE)
    assert "pomegranate_seeds 0.1.0 active" in done.stdout
    assert re.search(r"^Restored and verified: \d{4,} rows", done.stdout, re.MULTILINE)
