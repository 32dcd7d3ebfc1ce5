"""A town with a framework in force."""

import pytest

from graphql_api.platform.import_files import import_folder
from tests.graphql_api.training.frameworks import ASSESS, FRAMEWORK, PROGRAMMES


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "training"
    folder.mkdir()
    (folder / "frameworks.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (folder / "programmes.yaml").write_text(PROGRAMMES, encoding="utf-8")
    return folder


@pytest.fixture
async def framework(service, admin, folder):
    """The id of the framework in force."""
    with service.database.active():
        await import_folder(service, folder)
    found = await admin.ask("{ competencyFrameworks { nodes { id } } }")
    return found["competencyFrameworks"]["nodes"][0]["id"]


@pytest.fixture
def assessed(admin, framework, town):
    """Assesses somebody's work with people."""

    async def assessed(name, level, **changed):
        given = {
            "framework": framework,
            "person": town[name],
            "competency": "mass-work",
            "level": level,
            "assessedOn": "2020-07-01",
            "basis": "现场测试",
        }
        return await admin.act(ASSESS, input=given | changed)

    return assessed
