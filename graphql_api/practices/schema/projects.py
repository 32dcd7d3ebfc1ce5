"""Special projects in GraphQL: a unit's adoption of a practice, and how it is doing."""

from collections.abc import Mapping
from typing import Any, ClassVar

import strawberry
from strawberry.scalars import JSON

from governance_core.values import Missing, Reading
from graphql_api.organisation import Dated, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import few, listed, many, one
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.node import Node
from graphql_api.platform.schema.readings import ReadingShown, shown_reading
from graphql_api.practices.schema.enums import Stage
from graphql_api.practices.schema.manifests import Practice, practice_shown


@strawberry.type(description="A figure by which a special project shows how it is doing. 主要指标")
class HeadlineFigure:
    """A headline figure."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    reading: ReadingShown = strawberry.field(description="What it is at the moment asked about. 读数")


@strawberry.input(description="Which special projects. 特色项目筛选")
class ProjectFilter:
    """Conditions on special projects, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"unit": ("Unit",), "within": ("Unit",)}

    practice: str | None = strawberry.field(default=None, description="Of this practice, by its id.")
    stage: Stage | None = strawberry.field(default=None, description="At this stage.")
    unit: strawberry.ID | None = strawberry.field(default=None, description="Of this unit.")
    within: strawberry.ID | None = strawberry.field(default=None, description="Of this unit or one below it.")


@strawberry.interface(
    description="That a unit has adopted a practice; a practice may bring a type of its own. 特色项目"
)
class SpecialProject(Node, Dated):
    """An adoption at a moment."""

    read_from: ClassVar[str] = "Adoption"

    moment_: strawberry.Private[Any]
    unit_id: strawberry.Private[str]
    setting_data: strawberry.Private[Any]
    practice_id: str = strawberry.field(description="The practice, by its id, whether it is installed or not. 做法标识")
    practice_version: str = strawberry.field(description="The version that its settings are for. 做法版本")
    stage: Stage = strawberry.field(description="How far it has come. 阶段")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    unit: Unit | None = one("unit", description="Who has adopted it. 单位")
    copied_from: "SpecialProject | None" = one("copied_from", description="What it was copied from. 复制来源")
    copies: Connection["SpecialProject"] = many(
        "copies", filter=ProjectFilter, description="What was copied from it. 复制到"
    )

    @strawberry.field(description="The practice; null where it is not installed any more. 做法")
    def practice(self, info: Info) -> Practice | None:
        """The practice."""
        manifest = info.context.modules.practices.get(self.practice_id)
        return None if manifest is None else practice_shown(manifest, info.context.language)

    @strawberry.field(description="How the unit has set it: an object as the practice's settingsSchema says. 设置")
    def settings(self) -> JSON:
        """The settings."""
        return JSON(self.setting_data)

    @strawberry.field(
        description="How it is doing; null where the practice is not installed, or has no figures. 主要指标"
    )
    async def headline(self, info: Info) -> list[HeadlineFigure] | None:
        """The headline figures, in the manifest's order."""
        modules = info.context.modules
        given, manifest = modules.headlines.get(self.practice_id), modules.practices.get(self.practice_id)
        if given is None or manifest is None:
            return None
        readings: Mapping[str, Reading] = await info.context.reader.batched(given, self.unit_id, self.moment_)
        return [
            HeadlineFigure(
                code=figure.code,
                title=figure.title.in_language(info.context.language),
                reading=shown_reading(readings.get(figure.code, Missing())),
            )
            for figure in manifest.headline
        ]


@strawberry.type(description="A special project of a practice that brings no type of its own, or is not installed.")
class Adoption(SpecialProject):
    """An adoption without a type of its own."""


@strawberry.type
class UnitWithProjects:
    """What practices add to a unit."""

    special_projects: list[SpecialProject] = few(
        "special_projects", description="The practices it has adopted. 特色项目"
    )


@strawberry.type
class PracticesQuery:
    """Root fields of practices."""

    special_projects: Connection[SpecialProject] = listed(
        "Adoption",
        filter=ProjectFilter,
        timed=True,
        description="Which units have adopted which practices. 特色项目列表",
    )

    @strawberry.field(description="Every practice that is installed and active. 可采用的做法")
    def practices(self, info: Info) -> list[Practice]:
        """The practices, by id."""
        found = sorted(info.context.modules.practices.values(), key=lambda manifest: manifest.id)
        return [practice_shown(manifest, info.context.language) for manifest in found]
