"""A plugin is judged whole: it is part of the service, or left out with every fault told."""

from dataclasses import replace
from decimal import Decimal

import httpx
import pytest
import strawberry

from governance_core.practices import (
    ContributedIndicator,
    ContributedProgramme,
    PracticeManifest,
)
from governance_core.values import Text
from graphql_api.app import create_app
from graphql_api.modules import CORE_VERSION, Found, admitted, built_in_modules, found_plugins, installed_modules
from graphql_api.platform.access import ALL_ROLES, SYSTEM
from graphql_api.platform.errors import PluginsRefused
from graphql_api.platform.schema.build import build_schema
from graphql_api.platform.service import Service
from graphql_api.platform.work import Keeper
from graphql_api.plugin import Figure, FigureAbout, Module, act

NAME = Text(zh="茶话会", en="Tea talks")
CODES = ("tea_talks.cups", "tea_talks.twice", "tea_talks.twice", "tea_talks.Große", "cups")
TEA = PracticeManifest(
    id="tea_talks",
    version="1.0.0",
    title=NAME,
    summary=NAME,
    core=">=0.1,<0.2",
    unit_kinds=("village",),
)


@strawberry.type
class TeaTalksCup:
    """A cup."""

    size: int


@strawberry.type
class TeaQuery:
    """The plugin's root field."""

    tea_talks: int | None = None


@strawberry.type
class TeaMutation:
    """An act."""

    @act(description="Pour.")
    async def tea_talks_pour(self) -> TeaTalksCup:
        """Pour."""
        return TeaTalksCup(size=1)


@strawberry.type
class StrangeCup:
    """A type without the plugin's prefix."""

    size: int


@strawberry.type
class StrangeQuery:
    """Two root fields, neither the plugin's."""

    tea: int | None = None
    units: int | None = None


@strawberry.type
class StrangeMutation:
    """An act without the plugin's prefix."""

    @act(description="Pour.")
    async def pour(self) -> StrangeCup:
        """Pour."""
        return StrangeCup(size=1)


def judged(*found):
    """What becomes of these plugins."""
    return admitted(found, built_in_modules(), CORE_VERSION)


def tea(**given):
    """A sound plugin, but for what is given."""
    module = Module(name="tea_talks", practice=TEA, queries=(TeaQuery,), mutations=(TeaMutation,))
    return Found(name="tea_talks", manifest=TEA, module=replace(module, **given))


def told(modules, language="en"):
    """The faults of the one plugin, in order."""
    [state] = modules.plugins
    assert not state.active
    assert len(modules.loaded) == len(built_in_modules())
    return sorted(state.told(language))


def test_a_sound_plugin_becomes_part_of_the_service():
    """Its module stands above the built-in ones."""
    modules = judged(tea())

    [state] = modules.plugins
    assert (state.id, state.version, state.active, state.faults) == ("tea_talks", "1.0.0", True, ())
    assert modules.loaded[-1].name == "tea_talks"
    assert modules.practices == {"tea_talks": TEA}


def test_a_manifest_alone_can_be_adopted_too():
    """A practice needs no code to be adopted."""
    modules = judged(Found(name="tea_talks", manifest=TEA, module=None))

    assert modules.loaded[-1].practice is TEA


def test_every_fault_of_a_manifest_is_told_at_once():
    """Its own, and those that only the other domains can find."""
    manifest = replace(
        TEA,
        version="one",
        core=">=9",
        unit_kinds=("village", "castle"),
        indicators=(
            ContributedIndicator(
                code="tea-talks-cups",
                title=NAME,
                measure={"kind": "quantity", "unit": {"zh": "杯"}, "target": "0", "direction": "sideways"},
            ),
        ),
        programmes=(
            ContributedProgramme(
                code="tea-talks-pouring",
                title=NAME,
                format="opera",
                hours=Decimal(2),
                seats=10,
                outcomes=({"competency": "pouring", "to_level": 1},),
                audiences=("party-members",),
            ),
        ),
    )

    found = told(judged(Found(name="tea", manifest=manifest, module=None)))

    assert [fault.split(":")[0] for fault in found] == [
        "core",
        "indicators.0.measure.direction",
        "manifest.id",
        "programmes.0.format",
        "unit_kinds.1",
        "version",
    ]


def test_a_module_brings_names_of_its_own_and_changes_nothing_of_others():
    """Every name that could be somebody else's is refused, with what it should begin with."""
    found = told(
        judged(
            tea(
                queries=(StrangeQuery,),
                mutations=(StrangeMutation,),
                permissions={"organisation.rename_unit": ALL_ROLES},
                project=StrangeCup,
                locate=lambda: None,
                keepers=(Keeper(events=frozenset(), keep=None),),
                tables="graphql_api.practices.tables",
                relates={"Castle": {"towers": None}},
            )
        )
    )

    assert [fault.partition(":")[0] for fault in found] == [
        "module.act",
        "module.keepers",
        "module.locate",
        "module.mutation",
        "module.project",
        "module.relates",
        "module.relation",
        "module.root field",
        "module.root field",
        "module.table",
        "module.table",
        "module",  # with `units` beside the organisation's there is no schema
    ]
    assert "“pour” is malformed: expected a name that begins with tea_talks_" in found[3]


def test_a_plugins_figures_have_its_name_and_codes_of_their_own():
    """A formula names a figure by its code alone."""
    figures = [Figure(code=code, title=NAME, about=FigureAbout.UNIT, read=None) for code in CODES]

    found = told(judged(tea(figures=figures)))

    assert [fault.partition(" is ")[0] for fault in found] == [
        "module.figure: “cups”",
        "module.figures: “tea_talks.Große”",
        "module.figures: “tea_talks.twice”",
    ]


def test_a_type_without_the_plugins_prefix_is_refused():
    """Another village's type could have the same name tomorrow."""

    @strawberry.type
    class Mutation:
        """An act that answers with a type of another name."""

        @act(description="Pour.")
        async def tea_talks_pour(self) -> StrangeCup:
            """Pour."""
            return StrangeCup(size=1)

    assert told(judged(tea(mutations=(Mutation,)))) == [
        "module.type: “StrangeCup” is malformed: expected a name that begins with TeaTalks"
    ]


def test_a_type_that_takes_the_name_of_an_acts_type_is_refused():
    """`AliasInput` belongs to an act of the town's, and no query leads there; the other plugins stay."""

    @strawberry.type
    class AliasCup:
        """A cup."""

        size: int

    @strawberry.input
    class AliasInput:
        """A name that is taken."""

        size: int

    @strawberry.type
    class AliasMutation:
        """An act that takes it."""

        @act(description="Pour.")
        async def alias_pour(self, input: AliasInput) -> AliasCup:  # noqa: A002 -- as in GraphQL
            """Pour."""
            return AliasCup(size=input.size)

    manifest = replace(TEA, id="alias")
    module = Module(name="alias", practice=manifest, mutations=(AliasMutation,))
    found = judged(Found(name="alias", manifest=manifest, module=module), tea())

    assert {state.id: state.active for state in found.plugins} == {"alias": False, "tea_talks": True}
    assert "AliasInput" in str(found.plugins[0].told("en"))
    build_schema(found.loaded)


def test_two_plugins_that_clash_are_both_left_out_and_name_each_other():
    """Neither wins: which one came first is nobody's decision."""
    manifest = replace(TEA, id="tea")

    @strawberry.type
    class Mutation:
        """The same act."""

        @act(description="Pour.")
        async def tea_talks_pour(self) -> TeaTalksCup:
            """Pour."""
            return TeaTalksCup(size=2)

    other = Found(name="tea", manifest=manifest, module=Module(name="tea", practice=manifest, mutations=(Mutation,)))
    modules = judged(tea(), other, Found(name="chess", manifest=replace(TEA, id="chess"), module=None))

    states = {state.id: state for state in modules.plugins}
    assert [state.active for state in modules.plugins] == [False, False, True]
    assert "The mutation “tea_talks_pour” is brought by tea too" in states["tea_talks"].told("en")
    assert "mutation“tea_talks_pour”与插件 tea_talks 冲突" in states["tea"].told("zh")


def test_a_plugin_of_the_same_name_from_another_distribution_leaves_both_out():
    """Whoever installs two by mistake is told."""
    modules = judged(tea(), tea())

    assert [state.active for state in modules.plugins] == [False, False]
    assert modules.plugins[0].told("en") == ("The entry point “tea_talks” is brought by another distribution too",)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Installs a distribution with some entry points, as pip would."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(name, code, **groups):
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        lines = [f"[governance.{group}]\n{point}\n" for group, point in groups.items()]
        (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")

    return install


def test_a_plugin_that_does_not_even_load_is_left_out_and_the_others_stay(installed):
    """Whatever a village's code does when it is imported, the town's own plugin goes on."""
    installed("broken_tea", "raise RuntimeError('no water')", practices="broken_tea = broken_tea:MANIFEST")
    installed("wrong_tea", "MANIFEST = 1", practices="wrong_tea = wrong_tea:MANIFEST")
    installed("half_tea", "MODULE = None", modules="half_tea = half_tea:MODULE")

    modules = installed_modules()

    states = {state.id: state.told("en") for state in modules.plugins}
    no_manifest = "it gives a module, and no manifest under the entry point governance.practices"
    assert states == {
        "broken_tea": ("manifest: It can't be loaded: RuntimeError: no water",),
        "half_tea": (
            f"manifest: It can't be loaded: {no_manifest}",
            "module: It can't be loaded: half_tea:MODULE is a NoneType, not a Module",
        ),
        "pomegranate_seeds": (),
        "wrong_tea": ("manifest: It can't be loaded: wrong_tea:MANIFEST is a int, not a PracticeManifest",),
    }
    assert [found.name for found in found_plugins()] == sorted(states)


def test_in_strict_mode_a_faulty_plugin_stops_the_start_with_every_fault(installed):
    """So that a village's mistake is found before it is deployed."""
    installed("broken_tea", "raise RuntimeError('no water')", practices="broken_tea = broken_tea:MANIFEST")

    with pytest.raises(PluginsRefused, match="broken_tea: manifest: It can't be loaded: RuntimeError: no water"):
        installed_modules(strict=True)


async def test_what_is_left_out_is_visible_to_clients_and_probes(settings, clock, installed):
    """`plugins` says why in the caller's language; the health check names it; the service answers."""
    installed("broken_tea", "raise RuntimeError('no water')", practices="broken_tea = broken_tea:MANIFEST")
    service = Service(settings, installed_modules(), clock=clock)
    app = create_app(service)
    async with (
        service.running(),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://town") as http,
    ):
        health = (await http.get("/healthz")).json()
        schema_context = service.context_for(SYSTEM, "zh")
        answer = await build_schema(service.modules.loaded).execute(
            "{ plugins { id version state reason } }", context_value=schema_context
        )

    assert health["pluginsLeftOut"] == ["broken_tea"]
    assert answer.data["plugins"] == [
        {
            "id": "broken_tea",
            "version": None,
            "state": "LEFT_OUT",
            "reason": "manifest: 插件无法加载:RuntimeError: no water",
        },
        {"id": "pomegranate_seeds", "version": "0.1.0", "state": "ACTIVE", "reason": None},
    ]
