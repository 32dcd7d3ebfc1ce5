"""What is wrong with one plugin, looked at by itself: with its manifest, its contributions, and its module."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module

from tortoise import Model

from governance_core.assessment import figure_code_faults, measure_faults, measure_from_data
from governance_core.errors import (
    Duplicate,
    GovernanceError,
    InputFault,
    InvalidInput,
    Malformed,
    OutOfRange,
    UnknownValue,
)
from governance_core.organisation import STANDARD_KINDS
from governance_core.practices import PracticeManifest, check_manifest
from governance_core.values import Period
from graphql_api.platform.errors import PluginNotLoaded
from graphql_api.platform.modules import Module, Modules
from graphql_api.platform.schema.build import build_schema, fields_of
from graphql_api.practices import SpecialProject
from graphql_api.training import programme_of_practice

ALWAYS = Period(start=date.min)
MOST_FIGURES = 100

Names = frozenset[tuple[str, str]]
"""Every name that a module brings: what it names, and the name."""


def manifest_faults(manifest: PracticeManifest, name: str, core_version: str) -> list[GovernanceError]:
    """What is wrong with a manifest, and with what it offers to the other domains."""
    faults: list[GovernanceError] = list(check_manifest(manifest, core_version))
    if manifest.id != name:
        expected = f"{name}, the name of its entry point"
        faults.append(Malformed(value=manifest.id[:80], expected=expected, path=("manifest", "id")))
    known = STANDARD_KINDS.codes
    faults += [
        UnknownValue(value=kind[:80], known=known, path=("unit_kinds", str(place)))
        for place, kind in enumerate(manifest.unit_kinds)
        if kind not in known
    ]
    for place, indicator in enumerate(manifest.indicators):
        path = ("indicators", str(place), "measure")
        try:
            faults += measure_faults(measure_from_data(dict(indicator.measure), path), ALWAYS, path)
        except GovernanceError as refusal:
            faults += _parts(refusal)
    for place, programme in enumerate(manifest.programmes):
        try:
            programme_of_practice(manifest.id, programme, path=("programmes", str(place)))
        except GovernanceError as refusal:
            faults += _parts(refusal)
    return faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a plugin stands on, looked at once for all of them.

    Attributes:
        modules: the built-in modules.
        types: the names of their GraphQL types.
        declared: the types that relations can be added to.
    """

    modules: tuple[Module, ...]
    types: frozenset[str]
    declared: tuple[str, ...]


def ground(modules: Sequence[Module], *, whole: bool) -> Ground:
    """What the built-in modules are to a plugin.

    Args:
        modules: the built-in modules.
        whole: whether a plugin is judged with all of them. Without their mutations a schema is made in half the time,
            but a type that takes the name of a mutation's is not noticed.
    """
    return Ground(
        modules=tuple(modules) if whole else tuple(replace(module, mutations=()) for module in modules),
        types=frozenset(_types_with(modules)),
        declared=tuple(Modules(loaded=tuple(modules)).catalogue.sources),
    )


def module_judged(module: Module, manifest: PracticeManifest, below: Ground) -> tuple[list[GovernanceError], Names]:
    """What is wrong with a plugin's module, which brings names of its own and changes nothing of others; its names.

    Args:
        module: the module.
        manifest: the manifest of its practice.
        below: what it is to stand on.
    """
    faults: list[GovernanceError] = []
    if module.practice != manifest:
        faults.append(_unexpected("practice", "", "the practice's manifest"))
    if module.name != manifest.id:
        faults.append(_unexpected("name", module.name, manifest.id))
    if module.locate is not None:
        faults.append(_unexpected("locate", "", "nothing, for that is the organisation's"))
    inner = [hook for hook in ("keepers", "renewals", "recounted", "downloads") if getattr(module, hook)]
    faults += [_unexpected(hook, "", "nothing, for its faults would refuse other domains' acts") for hook in inner]
    if module.project is not None and not issubclass(module.project, SpecialProject):
        faults.append(_unexpected("project", module.project.__name__, "a type that is a SpecialProject"))
    found: set[tuple[str, str]] = set()
    for names in (_declared_names, _table_names, _type_names):
        try:
            found |= (brought := set(names(module, below)))
        except Exception as cause:  # noqa: BLE001 -- whatever the schema or a table makes of a village's code
            faults.append(PluginNotLoaded(cause=f"{type(cause).__name__}: {cause}", path=("module",)))
        else:
            faults += [fault for what, name in sorted(brought) if (fault := _name_fault(what, name, manifest.id))]
    return [*faults, *_figure_faults(module), *_relation_faults(module, below)], frozenset(found)


def _name_fault(what: str, name: str, slug: str) -> Malformed | None:
    if what == "root field":
        return None if name == slug else _unexpected(what, name, f"{slug}, the one root field of the plugin")
    pascal = "".join(part.title() for part in slug.split("_"))
    dotted = {
        "type": pascal,
        "act": f"{slug}.",
        "event": f"{slug}.",
        "listener": f"{slug}.",
        "import": slug,
        "export": slug,
        "roll-up": slug,
        "figure": f"{slug}.",
    }
    prefix = dotted.get(what, f"{slug}_")
    return None if name.startswith(prefix) else _unexpected(what, name, f"a name that begins with {prefix}")


def _declared_names(module: Module, below: Ground) -> Iterator[tuple[str, str]]:
    yield from (("root field", item.python_name) for kind in module.queries for item in fields_of(kind))
    yield from (("mutation", item.python_name) for kind in module.mutations for item in fields_of(kind))
    yield from (("field", item.python_name) for kind in module.extends.values() for item in fields_of(kind))
    yield from (("relation", name) for added in module.relates.values() for name in added)
    yield from (("type", source.name) for source in module.sources)
    yield from (("act", act) for act in module.permissions)
    yield from (("listener", listener.name) for listener in module.listeners)
    yield from (("event", event) for event in module.changes)
    yield from (("import", kind.name) for kind in module.imports)
    yield from (("export", name) for name in module.exports)
    yield from (("roll-up", declared.name) for declared in module.roll_ups)
    yield from (("figure", figure.code) for figure in module.figures)


def _table_names(module: Module, below: Ground) -> Iterator[tuple[str, str]]:
    if module.migrations is not None:
        import_module(module.migrations)
    if module.tables is not None:
        for kept in vars(import_module(module.tables)).values():
            if isinstance(kept, type) and issubclass(kept, Model) and not kept._meta.abstract:  # noqa: SLF001 -- tortoise has no public name for it
                yield "table", str(kept._meta.db_table)  # noqa: SLF001 -- as above


def _type_names(module: Module, below: Ground) -> Iterator[tuple[str, str]]:
    if module.queries or module.mutations or module.types or module.extends:
        yield from (("type", name) for name in _types_with((*below.modules, module)) if name not in below.types)


def _types_with(modules: Sequence[Module]) -> Iterable[str]:
    return build_schema(modules)._schema.type_map  # noqa: SLF001 -- strawberry has no public name for it


def _figure_faults(module: Module) -> list[InputFault]:
    """What no formula could read, and what would be read in another one's place: codes are unique."""
    path = ("module", "figures")
    codes = [figure.code for figure in module.figures]
    if module.practice is not None and module.headline is not None:
        codes += [f"{module.practice.id}.{one.code}" for one in module.practice.headline]
    many = [OutOfRange(value=len(codes), low=0, high=MOST_FIGURES, path=path)] if len(codes) > MOST_FIGURES else []
    return [
        *many,
        *(Duplicate(value=code[:80], path=path) for code, count in Counter(codes).items() if count > 1),
        *(fault for figure in module.figures for fault in figure_code_faults(figure.code, path)),
    ]


def _relation_faults(module: Module, below: Ground) -> list[UnknownValue]:
    return [
        UnknownValue(value=target, known=below.declared, path=("module", "relates"))
        for target in module.relates
        if target not in below.declared
    ]


def _unexpected(what: str, value: str, expected: str) -> Malformed:
    return Malformed(value=value[:80], expected=expected, path=("module", what))


def _parts(refusal: GovernanceError) -> tuple[InputFault, ...] | tuple[GovernanceError]:
    return refusal.faults if isinstance(refusal, InvalidInput) else (refusal,)
