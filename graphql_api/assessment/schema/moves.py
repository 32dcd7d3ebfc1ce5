"""What indicators bring, and what they would, in GraphQL."""

from collections.abc import Iterable
from decimal import Decimal

import strawberry

from governance_core import assessment as core


@strawberry.type(name="IndicatorMove", description="What an indicator brings, and what it would. 指标得分变化")
class IndicatorMoveShown:
    """An indicator's move."""

    code: str = strawberry.field(description="The indicator's code. 指标")
    title: str = strawberry.field(description="What it is called. 名称")
    before: Decimal = strawberry.field(description="What it brings; nothing where it is not in the scheme. 原得分")
    after: Decimal = strawberry.field(description="What it would bring. 试算得分")
    change: Decimal = strawberry.field(description="By how much that is more. 变化")


def moves_shown(moves: Iterable[core.IndicatorMove], language: str) -> list[IndicatorMoveShown]:
    """Moves as GraphQL tells them."""
    return [
        IndicatorMoveShown(
            code=one.code,
            title=one.title.in_language(language),
            before=one.before,
            after=one.after,
            change=one.change,
        )
        for one in moves
    ]
