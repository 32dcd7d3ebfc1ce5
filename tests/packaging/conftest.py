"""The built wheel, for everything that uses it as others do."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command, cwd, **options):
    """What a command did."""
    return subprocess.run(  # noqa: S603 -- our own command line
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False, **options
    )


@pytest.fixture(scope="session")
def ran():
    """Runs a command."""
    return run


@pytest.fixture(scope="session")
def done():
    """Runs a command that must succeed, and gives what it printed."""

    def done(*command, cwd, **options):
        finished = run(*command, cwd=cwd, **options)
        assert finished.returncode == 0, finished.stdout[-3000:] + finished.stderr[-3000:]
        return finished.stdout

    return done


@pytest.fixture(scope="session")
def wheel(done, tmp_path_factory):
    """The wheel, built from a copy of what is committed or about to be."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("governance_core", "graphql_api", "pyproject.toml", "README.md"):
        item = ROOT / name
        if item.is_dir():
            shutil.copytree(item, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(item, source / name)
    done(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, source, cwd=folder)
    [built] = folder.glob("*.whl")
    return built
