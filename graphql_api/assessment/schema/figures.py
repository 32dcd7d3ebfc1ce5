"""The figures that formulas may read, in GraphQL."""

import strawberry

from graphql_api.assessment.schema.enums import FigureAbout
from graphql_api.platform.context import Info


@strawberry.type(description="A number about a person or a unit that the formulas of schemes may read. 可引用数据")
class AssessmentFigure:
    """A figure."""

    code: str = strawberry.field(description='Its code: a formula reads figure["code"]. 代码')
    title: str = strawberry.field(description="What it is called. 名称")
    unit: str | None = strawberry.field(description="The unit of its number, where it has one. 计量单位")
    about: FigureAbout = strawberry.field(description="Whether it is about people or units. 对象")


@strawberry.type
class FigureQuery:
    """The root field of figures."""

    @strawberry.field(description="Every figure that formulas may read, by code. 公式可引用的数据")
    def figures(self, info: Info) -> list[AssessmentFigure]:
        """The figures."""
        language = info.context.language
        return [
            AssessmentFigure(
                code=one.code,
                title=one.title.in_language(language),
                unit=one.unit.in_language(language) if one.unit else None,
                about=one.about,
            )
            for _, one in sorted(info.context.reader.catalogue.figures.items())
        ]
