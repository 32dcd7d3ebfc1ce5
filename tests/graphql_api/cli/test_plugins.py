"""A village begins a plugin, and is told what is wrong with one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

GOVERNANCE = Path(sys.executable).with_name("governance")


def _run(*command, cwd, paths=()):
    return subprocess.run(  # noqa: S603 -- our own command line
        list(map(str, command)),
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def _installed(plugin, name):
    """What pip would leave beside the code of a plugin."""
    info = plugin / "installed" / f"{name}-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n", encoding="utf-8")
    points = f"[governance.practices]\n{name} = {name}.manifest:MANIFEST\n\n"
    points += f"[governance.modules]\n{name} = {name}.module:MODULE\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    return plugin / "src", plugin / "installed"


@pytest.fixture
def plugin(tmp_path):
    """A plugin that has just been begun."""
    done = _run(GOVERNANCE, "plugin", "new", "clean_river", "--title", "清河行动", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "clean_river"


def test_a_new_plugin_passes_its_own_tests_and_strict_types(plugin):
    """On both engines, before a line of it is changed; nothing of the template's name is left."""
    tested = _run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=plugin, paths=[plugin / "src"])
    typed = _run(sys.executable, "-m", "mypy", "--strict", "--allow-untyped-decorators", "src", cwd=plugin)

    assert "4 passed" in tested.stdout, tested.stdout[-2000:]
    assert typed.returncode == 0, typed.stdout
    for file in plugin.rglob("*"):
        if file.is_file() and ".mypy_cache" not in file.parts:
            text = file.read_text(encoding="utf-8")
            assert not [word for word in ("first_steps", "FirstSteps", "firstSteps", "起步") if word in text], file
            assert "first_steps" not in str(file.relative_to(plugin))
    assert 'zh="清河行动"' in (plugin / "src" / "clean_river" / "manifest.py").read_text(encoding="utf-8")


def test_a_new_plugin_is_admitted_and_a_broken_one_is_told_every_fault(plugin):
    """`check` judges as the service does, and fails where it would leave the plugin out."""
    paths = _installed(plugin, "clean_river")

    sound = _run(GOVERNANCE, "plugin", "check", "clean_river", cwd=plugin, paths=paths)
    manifest = plugin / "src" / "clean_river" / "manifest.py"
    broken = (
        manifest.read_text(encoding="utf-8").replace('version="0.1.0"', 'version="one"').replace('"village"', '"lake"')
    )
    manifest.write_text(broken, encoding="utf-8")
    faulty = _run(GOVERNANCE, "plugin", "check", "clean_river", cwd=plugin, paths=paths)
    listed = _run(GOVERNANCE, "plugin", "list", cwd=plugin, paths=paths)

    assert (sound.returncode, sound.stdout) == (0, "clean_river 0.1.0 active\n")
    assert faulty.returncode == 1
    assert [line.split(":")[0].strip() for line in faulty.stdout.splitlines()[1:]] == ["version", "unit_kinds.0"]
    assert listed.returncode == 0
    assert "clean_river one LEFT OUT" in listed.stdout
    assert "pomegranate_seeds 0.1.0 active" in listed.stdout


def test_a_plugin_that_is_not_installed_is_not_found_sound(tmp_path):
    """Whoever misspells it in their CI is told."""
    done = _run(GOVERNANCE, "plugin", "check", "clean_rivers", cwd=tmp_path)

    assert done.returncode == 1
    assert "clean_rivers" in done.stderr


def test_a_changed_table_gets_its_next_migration_and_an_unchanged_one_none(plugin):
    """The command writes what the models say beyond the migrations."""
    command = (GOVERNANCE, "plugin", "migrations", "clean_river", "--name", "weather")
    unchanged = _run(*command, cwd=plugin)
    tables = plugin / "src" / "clean_river" / "tables.py"
    column = '    weather = fields.CharField(max_length=40, default="")\n'
    text = tables.read_text(encoding="utf-8")
    tables.write_text(
        text.replace("    entry_id = KeyField()\n", f"{column}    entry_id = KeyField()\n"), encoding="utf-8"
    )
    changed = _run(*command, cwd=plugin)

    assert unchanged.stdout == "The tables are what the models say.\n"
    assert changed.stdout.strip().endswith("0002_weather.py")
    written = plugin / "src" / "clean_river" / "migrations" / "0002_weather.py"
    assert "weather" in written.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "title", "told"),
    [("Clean-River", "清河", "MALFORMED"), ("x", "清河", "MALFORMED"), ("river", " ", "BLANK")],
)
def test_a_name_that_can_not_be_one_is_refused(tmp_path, name, title, told):
    """And nothing is made."""
    done = _run(GOVERNANCE, "plugin", "new", name, "--title", title, cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith(told)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_not_written_into(plugin):
    """Somebody's work may be in it."""
    done = _run(GOVERNANCE, "plugin", "new", "clean_river", "--title", "清河", cwd=plugin.parent)

    assert done.returncode == 1
    assert done.stderr.startswith("DUPLICATE")
