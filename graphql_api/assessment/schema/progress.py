"""Where progress stands, and what would raise a score, in GraphQL."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import strawberry

from governance_core import assessment as core
from graphql_api.assessment.schema.enums import Cause, Light, Means
from graphql_api.platform.schema.readings import ReadingShown, shown_reading


@strawberry.type(description="Where an indicator stands on a day. 指标进度")
class IndicatorProgress:
    """The progress of an indicator."""

    indicator: str = strawberry.field(description="The indicator's code. 指标")
    title: str = strawberry.field(description="What it is called. 名称")
    light: Light | None = strawberry.field(
        description="Green, amber or red; null where it does not apply, or nothing is expected by any day. 进度灯"
    )
    cause: Cause = strawberry.field(description="Why. 原因")
    explanation: str = strawberry.field(description="The same as a sentence. 说明")
    reading: ReadingShown = strawberry.field(description="What was read. 读数")
    expected: Decimal | None = strawberry.field(description="What should be read by now. 应达值")
    unit: str | None = strawberry.field(description="The unit of both. 计量单位")
    share: Decimal = strawberry.field(description="How far it is of what is expected by now, in percent. 完成比例")
    milestone: str | None = strawberry.field(description="The milestone that is due soon or overdue. 节点")
    due_on: date | None = strawberry.field(description="The day on which that is due. 完成期限")


@strawberry.type(name="Improvement", description="What would raise a score, all else staying as it is. 提升建议")
class ImprovementShown:
    """An improvement."""

    indicator: str = strawberry.field(description="The indicator's code. 指标")
    title: str = strawberry.field(description="What it is called. 名称")
    means: Means = strawberry.field(description="What it is. 途径")
    milestone: str | None = strawberry.field(description="The milestone to be reached. 节点")
    amount: Decimal | None = strawberry.field(description="How much more, to which level, or how many points. 数量")
    unit: str | None = strawberry.field(description="The unit of that. 计量单位")
    by: date = strawberry.field(description="The day by which it is done, and on which the scores are compared. 日期")
    gain: Decimal = strawberry.field(description="By how much the score is higher on that day. 增加得分")
    explanation: str = strawberry.field(description="The same as a sentence. 说明")


def progress_shown(found: Iterable[core.Progress] | None, language: str) -> list[IndicatorProgress] | None:
    """Progress as GraphQL shows it."""
    if found is None:
        return None
    return [
        IndicatorProgress(
            indicator=one.indicator,
            title=one.title.in_language(language),
            light=one.light,
            cause=one.cause,
            explanation=core.explain_progress(one, language),
            reading=shown_reading(one.reading),
            expected=one.expected,
            unit=one.unit.in_language(language) if one.unit else None,
            share=one.share,
            milestone=one.milestone,
            due_on=one.due_on,
        )
        for one in found
    ]


def improvements_shown(found: Iterable[core.Improvement] | None, language: str) -> list[ImprovementShown] | None:
    """Improvements as GraphQL shows them."""
    if found is None:
        return None
    return [
        ImprovementShown(
            indicator=one.indicator,
            title=one.title.in_language(language),
            means=one.means,
            milestone=one.milestone,
            amount=one.amount,
            unit=one.unit.in_language(language) if one.unit else None,
            by=one.by,
            gain=one.gain,
            explanation=core.explain_improvement(one, language),
        )
        for one in found
    ]
