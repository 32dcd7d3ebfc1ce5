"""Which of the plugins that were found become part of the service; what clashes is left out on both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from governance_core.errors import GovernanceError
from governance_core.practices import PracticeManifest
from graphql_api.modules.judging import Ground, Names, ground, manifest_faults, module_judged
from graphql_api.platform.errors import PluginClash
from graphql_api.platform.modules import Module, Modules, PluginState
from graphql_api.platform.schema.build import build_schema

CORE_VERSION = version("grassroots-governance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A plugin as it was found.

    Attributes:
        name: the name of its entry points.
        manifest: what the practice says of itself, where that could be loaded.
        module: its service half, where it has one that could be loaded.
        faults: what was wrong with loading it.
    """

    name: str
    manifest: PracticeManifest | None
    module: Module | None
    faults: tuple[GovernanceError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    found: Found
    module: Module | None
    names: Names
    faults: tuple[GovernanceError, ...]


def admitted(found: Sequence[Found], built_in: Sequence[Module], core_version: str) -> Modules:
    """The modules of a service: the built-in ones and every plugin that is sound, each judged whole.

    Args:
        found: the plugins.
        built_in: the modules below them.
        core_version: the version of the core they are to run with.
    """
    quick = _admitted(found, built_in, ground(built_in, whole=False), core_version)
    if any(state.active for state in quick.plugins):
        try:
            build_schema(quick.loaded)
        except Exception:  # noqa: BLE001 -- whatever it is, judging each with everything finds whose it is
            return _admitted(found, built_in, ground(built_in, whole=True), core_version)
    return quick


def _admitted(found: Sequence[Found], built_in: Sequence[Module], below: Ground, core_version: str) -> Modules:
    judged = [_judged(one, below, core_version) for one in found]
    states, modules = [], list(built_in)
    for one in judged:
        others = [other for other in judged if other is not one]
        faults = (*one.faults, *_clashes(one, others))
        active = not faults and one.module is not None
        if active and one.module is not None:
            modules.append(one.module)
        manifest = one.found.manifest
        states.append(
            PluginState(id=one.found.name, version=manifest.version if manifest else None, active=active, faults=faults)
        )
    return Modules(loaded=tuple(modules), plugins=tuple(states))


def _judged(found: Found, below: Ground, core_version: str) -> _Judged:
    faults, names = list(found.faults), Names()
    manifest, module = found.manifest, found.module
    if manifest is not None:
        faults += manifest_faults(manifest, found.name, core_version)
        if module is None and not faults:
            module = Module(name=manifest.id, practice=manifest)
        elif module is not None:
            wrong, names = module_judged(module, manifest, below)
            faults += wrong
    return _Judged(found=found, module=module, names=names, faults=tuple(faults))


def _clashes(one: _Judged, others: Sequence[_Judged]) -> list[PluginClash]:
    """The names that another plugin brings too. Whoever is faulty anyway stands in nobody's way."""
    clashes = [
        PluginClash(what="entry point", name=one.found.name, other="another distribution")
        for other in others
        if other.found.name == one.found.name
    ]
    for other in others:
        if one.faults or other.faults or other.found.name == one.found.name:
            continue
        clashes += [
            PluginClash(what=what, name=name, other=other.found.name) for what, name in sorted(one.names & other.names)
        ]
    return clashes
