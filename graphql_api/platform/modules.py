"""The one contract by which a domain, built in or a village's own, becomes part of the service."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from governance_core.errors import GovernanceError
from governance_core.practices import PracticeManifest
from graphql_api.platform.access import TOWN_ROLES, Place, Role
from graphql_api.platform.cache import Cache
from graphql_api.platform.calendar import Renewal
from graphql_api.platform.changes import Subject
from graphql_api.platform.downloads import Download
from graphql_api.platform.events import Listener
from graphql_api.platform.exporting import Rows
from graphql_api.platform.importing import ImportKind
from graphql_api.platform.reading.declare import Moment, Relation, Source
from graphql_api.platform.reading.figures import Figure, headline_figures
from graphql_api.platform.reading.reader import Batch, Catalogue
from graphql_api.platform.recounted import Recounted
from graphql_api.platform.roll_ups import REBUILD, RollUps
from graphql_api.platform.work import DAYS_COME, END, FIRST_DAY, Keeper
from graphql_api.platform.working_days import SET, WITHDRAW


@dataclass(frozen=True, slots=True, kw_only=True)
class Locate:
    """How the path of a unit is found.

    Attributes:
        at: at any moment, through the cache.
        place: by SQL, inside another statement.
    """

    at: Callable[[Cache, str, Moment], Awaitable[str | None]]
    place: Place


class Storyteller(Protocol):
    """Speaks to the demonstration town as its users would, on a day."""

    def on(self, year: int, month: int, day: int) -> None:
        """Go on to the morning of a day in the town."""

    def speaks(self, role: Role, person: str | None = None) -> None:
        """Go on as somebody else: in a role, and under a person's name where one is given."""

    async def ask(self, document: str, /, **variables: Any) -> Any:
        """The data that a document answers with."""

    async def act(self, mutation: str, input_type: str, shown: str, /, **given: Any) -> Any:
        """What a mutation answers with; a refusal ends the story."""


Demonstration = Callable[[Storyteller, str], Awaitable[None]]
"""Tells the story of a practice in a unit, whose id is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """Everything a domain brings to the service. A module is a value; nothing is registered by importing it.

    Attributes:
        name: the domain's noun; also its app label and the prefix of its tables.
        tables: the dotted name of the Python module with its tortoise models; None where it keeps nothing.
        migrations: the dotted name of its migrations package.
        sources: where its GraphQL types come from.
        types: its GraphQL types that have a source, or that no field of the schema mentions.
        queries: classes whose fields become root query fields.
        mutations: classes whose fields become mutations.
        extends: classes whose fields are added to types of lower modules, by the type.
        relates: relations that its declarations add to types of lower modules, by the type.
        permissions: which roles may do which act.
        listeners: which events it wants to be told of.
        keepers: how it keeps what it stores in step with what happens; for built-in domains alone.
        renewals: how it makes what it stores anew where that is out of date; for built-in domains alone.
        changes: which of its events subscribers are told, and what each is about, by the event's name.
        imports: which files it takes from an import.
        exports: what gives the rows of a kind of file back, by the name of the kind.
        figures: numbers about people and units that the formulas of assessment schemes may read.
        roll_ups: the sums over subtrees that it keeps, to be checked and rebuilt.
        recounted: what else it keeps beside the facts it is made from, to be checked and rebuilt too; for built-in
            domains alone.
        downloads: files that callers fetch by HTTP; for built-in domains alone.
        practice: the manifest, for a village's practice; None for a built-in domain.
        project: the type that stands for an adoption of the practice in lists of special projects.
        headline: gives, for a batch of units, the readings of the practice's headline figures by their codes.
        demonstrate: tells what a unit of the demonstration town, which has adopted the practice, does with it.
        locate: finds the path of a unit at a moment, on which every access rule rests. Exactly one module has it.
    """

    name: str
    tables: str | None = None
    migrations: str | None = None
    sources: tuple[Source, ...] = ()
    types: tuple[type, ...] = ()
    queries: tuple[type, ...] = ()
    mutations: tuple[type, ...] = ()
    extends: Mapping[type, type] = field(default_factory=dict)
    relates: Mapping[str, Mapping[str, Relation]] = field(default_factory=dict)
    permissions: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    listeners: tuple[Listener, ...] = ()
    keepers: tuple[Keeper, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    changes: Mapping[str, Subject] = field(default_factory=dict)
    imports: tuple[ImportKind, ...] = ()
    exports: Mapping[str, Rows] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    roll_ups: tuple[RollUps, ...] = ()
    recounted: tuple[Recounted, ...] = ()
    downloads: tuple[Download, ...] = ()
    practice: PracticeManifest | None = None
    project: type | None = None
    headline: Batch | None = None
    demonstrate: Demonstration | None = None
    locate: Locate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginState:
    """What became of an installed plugin.

    Attributes:
        id: its practice id, or its entry point's name where it could not even be asked.
        version: its version, where known.
        active: whether it is part of the service.
        faults: why not.
    """

    id: str
    version: str | None
    active: bool
    faults: tuple[GovernanceError, ...] = ()

    def told(self, language: str) -> tuple[str, ...]:
        """Its faults, each a sentence that begins with its place."""
        return tuple(
            f"{'.'.join(fault.path)}: {fault.describe(language)}" if fault.path else fault.describe(language)
            for fault in self.faults
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Modules:
    """The modules of one service, in the order of their dependence, and what became of the installed plugins."""

    loaded: tuple[Module, ...]
    plugins: tuple[PluginState, ...] = ()

    def without(self, faults: Mapping[str, GovernanceError]) -> "Modules":
        """The same but for the plugins that have a fault, by their ids."""
        return Modules(
            loaded=tuple(module for module in self.loaded if module.name not in faults),
            plugins=tuple(
                replace(state, active=False, faults=(*state.faults, faults[state.id])) if state.id in faults else state
                for state in self.plugins
            ),
        )

    @property
    def permissions(self) -> dict[str, frozenset[Role]]:
        """Which roles may do which act, over all modules."""
        own = dict.fromkeys(("platform.import", "platform.export", DAYS_COME, REBUILD, SET, WITHDRAW), TOWN_ROLES)
        return own | {act: roles for module in self.loaded for act, roles in module.permissions.items()}

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """Every listener of every module."""
        return tuple(listener for module in self.loaded for listener in module.listeners)

    @property
    def keepers(self) -> tuple[Keeper, ...]:
        """Every keeper of every module."""
        return tuple(keeper for module in self.loaded for keeper in module.keepers)

    @property
    def renewals(self) -> tuple[Renewal, ...]:
        """Every renewal of every module."""
        return tuple(renewal for module in self.loaded for renewal in module.renewals)

    @property
    def roll_ups(self) -> tuple[RollUps, ...]:
        """The sums over subtrees that are kept, over all modules."""
        return tuple(one for module in self.loaded for one in module.roll_ups)

    @property
    def recounted(self) -> tuple[Recounted, ...]:
        """What else is kept and can be recounted, over all modules."""
        return tuple(one for module in self.loaded for one in module.recounted)

    @property
    def changes(self) -> dict[str, Subject]:
        """What the events that subscribers are told are about, over all modules; the days that they name come too."""
        told = {event: subject for module in self.loaded for event, subject in module.changes.items()}
        return told | {f"{event}.{moment}": about for event, about in told.items() for moment in (FIRST_DAY, END)}

    @property
    def locate(self) -> Locate:
        """How the path of a unit is found."""
        return next(module.locate for module in self.loaded if module.locate is not None)

    @property
    def catalogue(self) -> Catalogue:
        """Everything that can be read, over all modules.

        Raises:
            ValueError: a module adds a relation that the type has already.
        """
        sources = {source.name: source for module in self.loaded for source in module.sources}
        for module in self.loaded:
            for name, added in module.relates.items():
                known = sources[name].relations
                if twins := sorted(known.keys() & added.keys()):
                    raise ValueError(f"{module.name} adds relations that {name} has already: {', '.join(twins)}")
                sources[name] = replace(sources[name], relations={**known, **added})
        kinds = {kind.__name__: kind for module in self.loaded for kind in module.types}
        return Catalogue(
            sources=sources,
            types={name: kinds[name] for name in sources if name in kinds},
            projects={one.practice.id: one.project for one in self.loaded if one.practice and one.project},
            figures=self.figures,
        )

    @property
    def figures(self) -> dict[str, Figure]:
        """What formulas may read, by code: the figures of every module, and the headline figures of practices."""
        found = [figure for module in self.loaded for figure in module.figures]
        for module in self.loaded:
            if module.practice is not None and module.headline is not None:
                found += headline_figures(module.practice, module.headline)
        return {figure.code: figure for figure in found}

    @property
    def practices(self) -> dict[str, PracticeManifest]:
        """The manifests of the active practices by id."""
        return {module.practice.id: module.practice for module in self.loaded if module.practice is not None}

    @property
    def headlines(self) -> dict[str, Batch]:
        """What gives the headline figures of each active practice that has some."""
        return {module.practice.id: module.headline for module in self.loaded if module.practice and module.headline}
