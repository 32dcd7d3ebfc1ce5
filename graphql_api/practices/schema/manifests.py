"""Installed practices in GraphQL."""

import strawberry
from strawberry.scalars import JSON

from governance_core.practices import PracticeManifest, settings_schema


@strawberry.type(description="A figure by which a practice shows how it is doing. 主要指标")
class PracticeFigure:
    """A headline figure, without its reading."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")


@strawberry.type(description="An installed practice, which units of certain kinds can adopt. 特色做法")
class Practice:
    """A practice."""

    manifest: strawberry.Private[PracticeManifest]
    language: strawberry.Private[str]
    id: str = strawberry.field(description="Its slug. 标识")
    version: str = strawberry.field(description="The installed version. 版本")
    title: str = strawberry.field(description="What it is called. 名称")
    summary: str = strawberry.field(description="What it is for. 简介")
    unit_kinds: list[str] = strawberry.field(description="The kinds of units that can adopt it, by code. 适用单位")

    @strawberry.field(description="The JSON Schema (draft 2020-12) of its settings, to draw a form from. 设置项")
    def settings_schema(self) -> JSON:
        """The schema of its settings."""
        return JSON(settings_schema(self.manifest, self.language))

    @strawberry.field(description="How it shows how it is doing. 主要指标")
    def figures(self) -> list[PracticeFigure]:
        """Its headline figures."""
        return [
            PracticeFigure(code=figure.code, title=figure.title.in_language(self.language))
            for figure in self.manifest.headline
        ]


def practice_shown(manifest: PracticeManifest, language: str) -> Practice:
    """A manifest as GraphQL shows it."""
    return Practice(
        manifest=manifest,
        language=language,
        id=manifest.id,
        version=manifest.version,
        title=manifest.title.in_language(language),
        summary=manifest.summary.in_language(language),
        unit_kinds=list(manifest.unit_kinds),
    )
