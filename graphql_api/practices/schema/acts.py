"""The acts on practices as mutations: each takes one input and answers with what it changed."""

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta

import strawberry
from strawberry.scalars import JSON

from governance_core.errors import Malformed, NotFound
from graphql_api.organisation import PeriodInput
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import global_id, key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act
from graphql_api.platform.work import plain
from graphql_api.practices import service
from graphql_api.practices.schema.enums import Stage
from graphql_api.practices.schema.projects import SpecialProject

SETTINGS = "An object as the practice's settingsSchema says; what is left out {rest}. 设置"


@strawberry.input(description="A practice that a unit adopts. 采用做法")
class AdoptPracticeInput:
    """Input of `adoptPractice`."""

    practice: str = strawberry.field(description="The practice, by its id. 做法")
    unit: strawberry.ID = strawberry.field(description="Who adopts it. 单位")
    period: PeriodInput = strawberry.field(description="When. 采用期间")
    settings: JSON | None = strawberry.field(default=None, description=SETTINGS.format(rest="takes its default"))
    stage: Stage = strawberry.field(
        default=Stage.PILOT, description="Further than a pilot only where earlier days are told afterwards. 阶段"
    )


@strawberry.input(description="Settings that change. 调整设置")
class ChangePracticeSettingsInput:
    """Input of `changePracticeSettings`."""

    project: strawberry.ID = strawberry.field(description="The special project. 特色项目")
    settings: JSON = strawberry.field(description=SETTINGS.format(rest="stays as it is"))
    on: date = strawberry.field(description="The first day. 生效日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A project that goes on to a later stage. 推进阶段")
class AdvancePracticeStageInput:
    """Input of `advancePracticeStage`."""

    project: strawberry.ID = strawberry.field(description="The special project. 特色项目")
    to: Stage = strawberry.field(description="The later stage. 阶段")
    on: date = strawberry.field(description="The first day. 生效日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A practice that a unit gives up. 终止采用")
class EndAdoptionInput:
    """Input of `endAdoption`."""

    project: strawberry.ID = strawberry.field(description="The special project. 特色项目")
    on: date = strawberry.field(description="The first day without it. 终止日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A unit that copies a special project. 复制单位")
class ReplicaInput:
    """One unit of `replicatePractice`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    settings: JSON | None = strawberry.field(
        default=None, description=SETTINGS.format(rest="is as where it is copied from")
    )


@strawberry.input(description="A practice that other units adopt as one has tried it. 复制推广")
class ReplicatePracticeInput:
    """Input of `replicatePractice`."""

    project: strawberry.ID = strawberry.field(description="The special project that is the template. 特色项目")
    units: list[ReplicaInput] = strawberry.field(description="Who copies it: all of them, or none. 复制单位")
    on: date = strawberry.field(description="The first day. 生效日期")
    preview: bool = strawberry.field(
        default=False, description="Only say what would be: everything is checked, and nothing is kept. 仅预览"
    )


@strawberry.type(description="A special project that an act has made or changed. 变更的特色项目")
class ChangedProject:
    """One project."""

    project: SpecialProject | None = strawberry.field(
        description="As it is today, or on the act's day; null where it never was, as is known now."
    )


@strawberry.type(description="What a unit has, or would have, as a copy. 复制内容")
class ReplicatedSettings:
    """One copy."""

    unit_id: strawberry.ID = strawberry.field(description="The unit. 单位")
    settings: JSON = strawberry.field(description="The template's settings with what the unit sets otherwise. 设置")


@strawberry.type(description="What was copied, and where to. 复制结果")
class ReplicatedProject:
    """A template and its copies."""

    copies: list[SpecialProject] = strawberry.field(
        description="The copies, in the order of the units; none in a preview. 复制项目"
    )
    planned: list[ReplicatedSettings] = strawberry.field(
        description="What each unit has as a copy, in the same order; in a preview, what it would have. 复制内容"
    )


def _settings(given: object, path: tuple[str, ...] = ("input", "settings")) -> Mapping[str, object]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise Malformed(value=str(given)[:80], expected="an object", path=path)
    return given


def _project(value: str) -> str:
    return key_of(value, "Adoption", path=("input", "project"))


@strawberry.type
class PracticesMutation:
    """The acts on practices."""

    @act(description="A unit adopts a practice. 采用做法")
    async def adopt_practice(self, info: Info, input: AdoptPracticeInput) -> ChangedProject:  # noqa: A002 -- as in GraphQL
        """A unit adopts a practice."""
        period = input.period.period()
        key = await service.adopt(
            info.context.begin,
            practice=input.practice,
            unit=key_of(input.unit, "Unit", path=("input", "unit")),
            period=period,
            settings=_settings(input.settings),
            stage=input.stage,
        )
        return await _changed(info, key, period.start)

    @act(description="A unit sets its practice otherwise, or goes over to its installed version. 调整设置")
    async def change_practice_settings(self, info: Info, input: ChangePracticeSettingsInput) -> ChangedProject:  # noqa: A002 -- as in GraphQL
        """Settings change."""
        key = await service.change(
            info.context.begin,
            adoption=_project(input.project),
            settings=_settings(input.settings),
            on=input.on,
            expected=input.expected_version,
        )
        return await _changed(info, key, input.on)

    @act(description="A project goes on from pilot to extension, or to routine. 推进阶段")
    async def advance_practice_stage(self, info: Info, input: AdvancePracticeStageInput) -> ChangedProject:  # noqa: A002 -- as in GraphQL
        """A stage is reached."""
        key = await service.advance(
            info.context.begin,
            adoption=_project(input.project),
            to=input.to,
            on=input.on,
            expected=input.expected_version,
        )
        return await _changed(info, key, input.on)

    @act(description="A unit gives a practice up; what was done under it stays known. 终止采用")
    async def end_adoption(self, info: Info, input: EndAdoptionInput) -> ChangedProject:  # noqa: A002 -- as in GraphQL
        """An adoption ends."""
        key = await service.end(
            info.context.begin, adoption=_project(input.project), on=input.on, expected=input.expected_version
        )
        return await _changed(info, key, input.on - timedelta(days=1))

    @act(description="Other units adopt a practice with the settings of one that has tried it. 复制推广")
    async def replicate_practice(self, info: Info, input: ReplicatePracticeInput) -> ReplicatedProject:  # noqa: A002 -- as in GraphQL
        """A practice is replicated."""
        copies = await service.replicate_adoption(
            info.context.begin,
            adoption=_project(input.project),
            units=[
                (
                    key_of(one.unit, "Unit", path=("input", "units", str(place), "unit")),
                    _settings(one.settings, ("input", "units", str(place), "settings")),
                )
                for place, one in enumerate(input.units)
            ],
            on=input.on,
            preview=input.preview,
        )
        planned = [
            ReplicatedSettings(
                unit_id=strawberry.ID(global_id("Unit", copy.unit)), settings=JSON(plain(state.settings))
            )
            for copy in copies
            if (state := copy.states.at(input.on)) is not None
        ]
        kept = () if input.preview else copies
        projects = [shown(info, SpecialProject, copy.id, input.on, below=("copies",)) for copy in kept]
        return ReplicatedProject(copies=await asyncio.gather(*projects), planned=planned)


async def _changed(info: Info, key: str, on: date) -> ChangedProject:
    try:
        return ChangedProject(project=await shown(info, SpecialProject, key, on, below=("project",)))
    except NotFound:
        return ChangedProject(project=None)
