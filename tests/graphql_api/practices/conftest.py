"""A service with a practice that brings figures, and one that is a manifest alone."""

from decimal import Decimal

import pytest

from governance_core.practices import HeadlineFigure, PracticeManifest, Setting, SettingKind
from governance_core.values import NotApplicable, Text, Value
from graphql_api.modules import built_in_modules
from graphql_api.platform.modules import Module, Modules

TEA = PracticeManifest(
    id="tea_talks",
    version="1.0.0",
    title=Text(zh="茶话会", en="Tea talks"),
    summary=Text(zh="邻里茶话会", en="Neighbours talk over tea"),
    core=">=0.1,<0.2",
    unit_kinds=("village", "community"),
    settings=(
        Setting(name="cups", title=Text(zh="杯数"), kind=SettingKind.WHOLE_NUMBER, default=8, minimum=1, maximum=50),
        Setting(name="host", title=Text(zh="主持"), kind=SettingKind.TEXT),
    ),
    headline=(
        HeadlineFigure(code="talks", title=Text(zh="场次", en="Talks")),
        HeadlineFigure(code="share", title=Text(zh="占比", en="Share")),
        HeadlineFigure(code="late", title=Text(zh="迟到", en="Late")),
    ),
)
CHESS = PracticeManifest(
    id="chess",
    version="2.1.0",
    title=Text(zh="棋"),
    summary=Text(zh="下棋"),
    core=">=0.1,<0.2",
    unit_kinds=("village",),
)


async def tea_figures(reader, units, moment):
    """Figures that can be told from each other, one of them left out."""
    return [{"talks": Value(number=Decimal(moment.as_of.day)), "share": NotApplicable(reason="nobody")} for _ in units]


@pytest.fixture(scope="session")
def modules():
    """The built-in domains and two practices."""
    tea = Module(name="tea_talks", practice=TEA, headline=tea_figures)
    return Modules(loaded=(*built_in_modules(), tea, Module(name="chess", practice=CHESS)))


@pytest.fixture
def adopt(admin, town):
    """Adopts a practice for Hefeng."""

    async def adopt(unit="hefeng", practice="tea_talks", start="2020-03-01", to=None, **given):
        settings = {"host": "村委会"} if practice == "tea_talks" else {}
        return await admin.act(
            """mutation ($input: AdoptPracticeInput!) { adoptPractice(input: $input) {
              ... on ChangedProject { project { id version stage settings practiceVersion unit { name } } }
              ... on UserError { code path message }
              ... on InvalidInputError { faults { code path } }
            } }""",
            input={
                "practice": practice,
                "unit": town[unit],
                "period": {"from": start, "to": to},
                "settings": settings | given,
            },
        )

    return adopt
