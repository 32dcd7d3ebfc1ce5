"""Finding plugins through the entry points of what is installed, and admitting those that are sound."""

import logging
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from governance_core.errors import GovernanceError
from governance_core.practices import PracticeManifest
from graphql_api.modules.admission import CORE_VERSION, Found, admitted
from graphql_api.modules.built_in import built_in_modules
from graphql_api.platform.errors import PluginNotLoaded, PluginsRefused
from graphql_api.platform.modules import Module, Modules

log = logging.getLogger(__name__)

PRACTICES = "governance.practices"
MODULES = "governance.modules"
T = TypeVar("T")


def installed_modules(*, strict: bool = False) -> Modules:
    """The built-in domains and the installed plugins; what became of each plugin is said beside them.

    Args:
        strict: whether a faulty plugin is refused, instead of being left out.

    Raises:
        PluginsRefused: there are faulty plugins, and that is not borne.
    """
    return telling(admitted(found_plugins(), built_in_modules(), CORE_VERSION), strict=strict)


def telling(modules: Modules, *, strict: bool) -> Modules:
    """The same modules, once the log has been told which plugins are left out and why.

    Raises:
        PluginsRefused: there are some, and that is not borne.
    """
    left_out = [state for state in modules.plugins if not state.active]
    if strict and left_out:
        faults = tuple(f"{state.id}: {told}" for state in left_out for told in state.told("en"))
        raise PluginsRefused(faults=faults)
    for state in left_out:
        log.warning("plugin %s is left out: %s", state.id, "; ".join(state.told("en")))
    return modules


def found_plugins() -> tuple[Found, ...]:
    """Every installed plugin, loaded as far as it can be, by name; two distributions with one name are two plugins."""
    manifests = {_identity(one): one for one in entry_points(group=PRACTICES)}
    modules = {_identity(one): one for one in entry_points(group=MODULES)}
    return tuple(
        _found(name, manifests.get((name, distribution)), modules.get((name, distribution)))
        for name, distribution in sorted({*manifests, *modules})
    )


def _identity(entry_point: EntryPoint) -> tuple[str, str]:
    return entry_point.name, entry_point.dist.name if entry_point.dist else ""


def _found(name: str, manifest: EntryPoint | None, module: EntryPoint | None) -> Found:
    faults: list[GovernanceError] = []
    if manifest is None:
        cause = f"it gives a module, and no manifest under the entry point {PRACTICES}"
        faults.append(PluginNotLoaded(cause=cause, path=("manifest",)))
    return Found(
        name=name,
        manifest=_loaded(manifest, PracticeManifest, ("manifest",), faults),
        module=_loaded(module, Module, ("module",), faults),
        faults=tuple(faults),
    )


def _loaded(
    entry_point: EntryPoint | None, kind: type[T], path: tuple[str, ...], faults: list[GovernanceError]
) -> T | None:
    if entry_point is None:
        return None
    try:
        found = entry_point.load()
    except Exception as failure:  # noqa: BLE001 -- a village's code can fail in any way, and must not take the town with it
        faults.append(PluginNotLoaded(cause=f"{type(failure).__name__}: {failure}", path=path))
        return None
    if isinstance(found, kind):
        return found
    cause = f"{entry_point.value} is a {type(found).__name__}, not a {kind.__name__}"
    faults.append(PluginNotLoaded(cause=cause, path=path))
    return None
