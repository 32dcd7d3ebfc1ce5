"""`governance export` and `governance import`, as an operator types them."""

import pytest
from typer.testing import CliRunner

from graphql_api.cli.commands import app

HEADER = "source,key,effective_on,kind,name_zh,parent,code,aliases\n"
TOWN = "nbs,t,2020-01-01,town,里水镇,,440605126000,\n"
VILLAGE = "nbs,v,2020-01-01,village,鹤峰村,t,440605126222,鹤峰|Heifeng\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command against a database of its own, and gives what it printed."""
    monkeypatch.setenv("GOVERNANCE_DATABASE_URL", f"sqlite:///{tmp_path}/town.sqlite3")
    monkeypatch.chdir(tmp_path)

    def run(*words: str, code: int = 0) -> str:
        answer = CliRunner().invoke(app, list(words))
        assert answer.exit_code == code, answer.output
        return answer.output

    return run


@pytest.mark.parametrize("to", [("roster",), ("--xlsx", "roster.xlsx")])
def test_the_roster_goes_out_and_comes_back(run, tmp_path, to):
    """The whole of it, or a unit's subtree; a second export does not overwrite the first."""
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "units.csv").write_text(HEADER + TOWN + VILLAGE, "utf-8")
    run("import", "town")

    assert "units: 2" in run("export", *to)
    assert "units: 0 added, 0 changed, 2 unchanged" in run("import", to[-1])
    assert "WOULD_OVERWRITE" in run("export", *to, code=1)
    assert "units: 1" in run("export", "hefeng", "--unit", "440605126222", "--as-of", "2020-07-01")
    assert "NOT_FOUND" in run("export", "nowhere", "--unit", "440605126999", code=1)
    assert not (tmp_path / "nowhere").exists()


def test_a_template_needs_no_database(run, tmp_path):
    """It is the same for every town."""
    run("export", "--template", "empty")
    run("export", "--template", "--xlsx", "empty.xlsx")

    assert (tmp_path / "empty" / "units.csv").read_bytes().startswith(b"\xef\xbb\xbfsource,key,effective_on,kind")
    assert (tmp_path / "empty.xlsx").exists()
    assert not (tmp_path / "town.sqlite3").exists()


@pytest.mark.parametrize("words", [(), ("roster", "--xlsx", "roster.xlsx")])
def test_an_export_says_where_to(run, words):
    """To a folder or to a workbook, to one of them."""
    run("export", *words, code=2)
