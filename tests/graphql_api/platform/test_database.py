"""Where the database is."""

import pytest

from governance_core.errors import NotFound
from graphql_api.modules import up_to_date
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings


async def test_a_relative_file_lies_in_the_working_folder(tmp_path, monkeypatch, modules):
    """Three slashes and a name are a file here, not at the root of the machine."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()

    await up_to_date(Settings(database_url="sqlite:///here/town.sqlite3"), modules)

    assert (tmp_path / "here" / "town.sqlite3").stat().st_size > 0


@pytest.mark.parametrize("broken", ["no/such/folder/town.sqlite3", "text.sqlite3", "folder"])
async def test_a_file_that_cannot_be_opened_is_refused_at_once(tmp_path, modules, broken):
    """A missing folder, a file that is no database and a folder are told by name, instead of waiting for ever."""
    (tmp_path / "text.sqlite3").write_text("no database, but long enough to be looked at " * 40, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    service = Service(Settings(database_url=f"sqlite:///{tmp_path / broken}"), modules)

    with pytest.raises(NotFound) as refused:
        async with service.running():
            pass

    assert refused.value.key == str(tmp_path / broken)
