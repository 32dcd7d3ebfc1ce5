"""The modules of a town under test."""

import shutil
import tomllib
from pathlib import Path

from graphql_api.modules import built_in_modules
from graphql_api.platform.modules import Module, Modules


def town_modules(*plugins: Module) -> Modules:
    """The built-in domains, and `plugins` as they are: whether they are sound is asked of `governance plugin check`."""
    return Modules(loaded=(*built_in_modules(), *plugins))


def as_installed(site: Path, plugin: Path, *, distribution: str | None = None) -> None:
    """Put a plugin's folder into `site` as pip would, so that whoever has `site` on their path finds it.

    Args:
        site: the folder on the path.
        plugin: a plugin's project, with its pyproject.toml and src/.
        distribution: a name for the distribution in the place of its own.
    """
    project = tomllib.loads((plugin / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shutil.copytree(plugin / "src", site, dirs_exist_ok=True)
    name = distribution or project["name"]
    information = site / f"{name.replace('-', '_')}-{project['version']}.dist-info"
    information.mkdir()
    told = f"Metadata-Version: 2.1\nName: {name}\nVersion: {project['version']}\n"
    (information / "METADATA").write_text(told, encoding="utf-8")
    groups = [
        f"[{group}]\n" + "".join(f"{one} = {where}\n" for one, where in points.items())
        for group, points in project["entry-points"].items()
    ]
    (information / "entry_points.txt").write_text("\n".join(groups), encoding="utf-8")
