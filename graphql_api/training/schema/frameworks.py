"""Competency frameworks and programmes in GraphQL."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

import strawberry

from governance_core import training as core
from governance_core.training import framework_from_data, programme_from_data
from governance_core.values import FrameworkId
from graphql_api.platform.context import Info
from graphql_api.platform.schema.node import Node
from graphql_api.training.schema.enums import Audience, Format, FrameworkStatus


@strawberry.type(description="Something that one can be able to do. 能力")
class Competency:
    """A competency."""

    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")


@strawberry.type(description="What a kind of post demands of its holder. 岗位能力要求")
class CompetencyRequirement:
    """A requirement."""

    post_kind: str = strawberry.field(description="The kind of post, by code. 职位类别")
    competency: str = strawberry.field(description="The competency, by code. 能力")
    level: int = strawberry.field(description="The least level that will do. 要求等级")
    weight: Decimal = strawberry.field(description="How much one missing level matters. 权重")


@strawberry.type(description="What can be demanded, in which degrees, and what each post demands. 胜任力框架")
class CompetencyFramework(Node):
    """A framework, in one version."""

    moment_: strawberry.Private[Any]
    content: strawberry.Private[Any]
    code: str = strawberry.field(description="What all its versions share. 代码")
    version: int = strawberry.field(description="1, 2, 3 … 版本")
    title: str = strawberry.field(description="What it is called. 名称")
    status: FrameworkStatus = strawberry.field(description="Draft or published. 状态")
    published_at: datetime | None = strawberry.field(description="When it was published. 发布时间")

    @cached_property
    def framework(self) -> core.CompetencyFramework:
        """The core's value, read once however many fields are asked for."""
        return framework_from_data(self.content, id=FrameworkId(self.key))

    @strawberry.field(description="What its levels 1, 2, 3 … are called. 等级")
    def levels(self, info: Info) -> list[str]:
        """The levels."""
        return [level.title.in_language(info.context.language) for level in self.framework.levels]

    @strawberry.field(description="What can be demanded. 能力")
    def competencies(self, info: Info) -> list[Competency]:
        """The competencies."""
        language = info.context.language
        return [Competency(code=one.code, title=one.title.in_language(language)) for one in self.framework.competencies]

    @strawberry.field(description="What each kind of post demands. 岗位能力要求")
    def requirements(self) -> list[CompetencyRequirement]:
        """The requirements."""
        return [
            CompetencyRequirement(
                post_kind=one.post_kind, competency=one.competency, level=one.level, weight=one.weight
            )
            for one in self.framework.requirements
        ]


@strawberry.type(description="What somebody learns by taking part. 培训成效")
class LearningOutcome:
    """A learning outcome."""

    competency: str = strawberry.field(description="The competency, by code. 能力")
    from_level: int = strawberry.field(description="The level that one must have. 起点等级")
    to_level: int = strawberry.field(description="The level that one reaches. 达到等级")


@strawberry.input(description="Which programmes. 项目筛选")
class ProgrammeFilter:
    """Conditions on programmes."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    format: Format | None = strawberry.field(default=None, description="Given in this way.")
    contributed_by: str | None = strawberry.field(default=None, description="Offered by this practice, by its id.")


@strawberry.type(description="A training programme. 培训项目")
class TrainingProgramme(Node):
    """A programme."""

    moment_: strawberry.Private[Any]
    content: strawberry.Private[Any]
    code: str = strawberry.field(description="Its code. 代码")
    title: str = strawberry.field(description="What it is called. 名称")
    format: Format = strawberry.field(description="How it is given. 培训形式")
    contributed_by: str | None = strawberry.field(description="The practice that offers it, by its id. 来源做法")

    @cached_property
    def programme(self) -> core.Programme:
        """The core's value, read once however many fields are asked for."""
        return programme_from_data(self.content)

    @strawberry.field(description="How long one session takes. 学时")
    def hours(self) -> Decimal:
        """The hours."""
        return self.programme.hours

    @strawberry.field(description="How many can take part in one session. 名额")
    def seats(self) -> int:
        """The seats."""
        return self.programme.seats

    @strawberry.field(description="Whom it is for. 培训对象")
    def audiences(self) -> list[Audience]:
        """The audiences."""
        return list(self.programme.audiences)

    @strawberry.field(description="What one learns. 培训成效")
    def outcomes(self) -> list[LearningOutcome]:
        """The outcomes."""
        return [
            LearningOutcome(competency=one.competency, from_level=one.from_level, to_level=one.to_level)
            for one in self.programme.outcomes
        ]
