"""The built wheel, used as others use it: outside the repository, with nothing but what they have installed."""

import re
import shutil
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = (ROOT / "docs" / "core.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def bare(wheel, done, tmp_path_factory):
    """The Python of a virtual environment with the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    done(python, "-m", "pip", "install", "--quiet", "--no-index", wheel, cwd=folder)
    return python


def test_the_wheel_holds_both_packages_and_what_they_need_and_nothing_else(wheel):
    """Data files are in it; tests and plugins are not."""
    names = zipfile.ZipFile(wheel).namelist()

    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"governance_core", "graphql_api"}
    for needed in (
        "governance_core/py.typed",
        "graphql_api/py.typed",
        "graphql_api/schema.graphql",
        "graphql_api/platform/graphiql.html",
        "graphql_api/cli/demo/town/units-real.csv",
        "graphql_api/organisation/migrations/0001_initial.py",
    ):
        assert needed in names


def test_the_core_works_with_nothing_else_installed(bare, done, tmp_path):
    """The examples of the page for importers run where the wheel alone is installed."""
    examples = re.findall(r"```python\n(.*?)```", CORE, re.DOTALL)
    (tmp_path / "example.py").write_text("\n".join(examples), encoding="utf-8")

    done(bare, "example.py", cwd=tmp_path)


def test_the_command_says_what_to_install_where_the_service_is_not(bare, ran, tmp_path):
    """An importer of the core who types `governance` is told."""
    told = ran(bare.with_name("governance"), "serve", cwd=tmp_path)

    assert told.returncode == 1
    assert "pip install 'grassroots-governance[server]'" in told.stderr


def test_the_cores_tests_pass_with_pytest_and_hypothesis_alone(bare, done, tmp_path):
    """Outside the repository, against the wheel."""
    constraints = ROOT / "constraints.txt"
    done(bare, "-m", "pip", "install", "--quiet", "-c", constraints, "pytest", "hypothesis", cwd=tmp_path)
    shutil.copytree(ROOT / "tests" / "governance_core", tmp_path / "tests")

    told = done(bare, "-m", "pytest", "-c", "tests/pytest.ini", "-q", "tests", cwd=tmp_path)

    passed = re.search(r"(\d+) passed", told)
    assert passed is not None
    assert int(passed[1]) >= 400
    assert "skipped" not in told
