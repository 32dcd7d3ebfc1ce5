"""The calendar of working days in GraphQL, and the acts by which a town sets it."""

from datetime import date
from typing import Annotated

import strawberry

from governance_core.values import Period
from graphql_api.platform import working_days
from graphql_api.platform.context import Info
from graphql_api.platform.schema.errors import act


@strawberry.type(description="A day of the calendar of working days. 工作日历中的一天")
class CalendarDay:
    """A day, and whether it is worked."""

    on: date = strawberry.field(description="The day. 日期")
    working: bool = strawberry.field(description="Whether it is worked. 是否工作日")
    reason: str | None = strawberry.field(
        description="Why it is not as in the plain week: a holiday, a make-up day, or what the town says. 原因"
    )
    set_by_town: bool = strawberry.field(description="Whether the town has set it. 是否由本镇设定")


def _shown(day: working_days.CalendarDay, info: Info) -> CalendarDay:
    return CalendarDay(
        on=day.on,
        working=day.working,
        reason=None if day.reason is None else day.reason.in_language(info.context.language),
        set_by_town=day.set_by_town,
    )


@strawberry.type
class WorkingDayQuery:
    """The root field of the calendar."""

    @strawberry.field(
        description="The days that differ from Monday to Friday, and those that the town has set, in order: by the"
        " national calendar as far as it was announced, and by the town above it. At most 366 days. 工作日历"
    )
    async def working_days(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
        to: Annotated[date, strawberry.argument(description="The day after the last.")],
    ) -> list[CalendarDay]:
        """The days."""
        found = await working_days.calendar_days(Period(start=from_, end=to))
        return [_shown(one, info) for one in found]


@strawberry.input(description="Whether a day is worked, whatever the national calendar says. 设定工作日")
class SetWorkingDayInput:
    """Input of `setWorkingDay`."""

    on: date = strawberry.field(description="The day. 日期")
    working: bool = strawberry.field(description="Whether it is worked. 是否工作日")
    reason: str = strawberry.field(description="Why, in at most 200 characters. 原因")


@strawberry.input(description="A day that is to be as in the national calendar again. 撤销设定")
class WithdrawWorkingDayInput:
    """Input of `withdrawWorkingDay`."""

    on: date = strawberry.field(description="The day. 日期")
    reason: str = strawberry.field(description="Why, in at most 200 characters; it stands in the audit. 原因")


@strawberry.type
class WorkingDayMutation:
    """The acts on the calendar."""

    @act(description="The town says whether a day is worked; this takes the place of what it said before. 设定工作日")
    async def set_working_day(self, info: Info, input: SetWorkingDayInput) -> CalendarDay:  # noqa: A002 -- as in GraphQL
        """The town sets a day."""
        begin, given = info.context.begin, input
        day = await working_days.set_working_day(begin, on=given.on, working=given.working, reason=given.reason)
        return _shown(day, info)

    @act(description="What the town has said of a day no longer holds. 撤销工作日设定")
    async def withdraw_working_day(self, info: Info, input: WithdrawWorkingDayInput) -> CalendarDay:  # noqa: A002 -- as in GraphQL
        """The town takes back what it has set."""
        day = await working_days.withdraw_working_day(info.context.begin, on=input.on, reason=input.reason)
        return _shown(day, info)
