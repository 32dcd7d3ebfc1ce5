"""What has changed, told as it happens to whoever may see it."""

from collections.abc import AsyncGenerator
from datetime import date, datetime, timedelta
from typing import Annotated

import strawberry

from governance_core.errors import NotFound, OutOfRange, UnknownValue
from graphql_api.platform.changes import Happening, Outbox
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import global_id, instant_of, key_of
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import wanted_names
from graphql_api.platform.schema.node import Node

MOST_TYPES = 50


@strawberry.type(description="Something that has changed. 变更")
class Change:
    """One event and its subject."""

    id: strawberry.ID = strawberry.field(description="Its id: give it as `after` to go on behind it. 编号")
    event: str = strawberry.field(
        description="What happened, by a code that never changes: domain.what-happened. With `.due` or"
        " `.over` behind it a day has come that the act had named; whether it still stands, the subject says. 事件"
    )
    effective_on: date = strawberry.field(description="The first day on which it is so. 生效日期")
    recorded_at: datetime = strawberry.field(description="When it was recorded. 记录时间")
    subject_id: strawberry.ID = strawberry.field(description="The id of what it is about. 对象编号")
    about: strawberry.Private[tuple[str, str, Moment]]

    @strawberry.field(description="What it is about, as it is now; as it was last, where it is no more. 对象")
    async def subject(self, info: Info) -> Node:
        """The thing."""
        type_name, key, moment = self.about
        found: Node | None = await info.context.reader.get(type_name, key, moment, wanted=wanted_names(info))
        if found is None:
            raise NotFound(kind=type_name, key=key)
        return found


@strawberry.type
class ChangeSubscription:
    """The root field of changes."""

    @strawberry.subscription(
        description="What changes from now on, or has changed since `after`, of what the caller may see. An act tells"
        " each of its events once; after going on with `after` one from the last seconds before may come again. 变更"
    )
    async def changes(
        self,
        info: Info,
        types: Annotated[
            list[str] | None,
            strawberry.argument(description="Only about things of these types, by name: Unit, ProgressRecord … 类型"),
        ] = None,
        after: Annotated[
            strawberry.ID | None,
            strawberry.argument(description="The id of the last change that was taken. 从何处继续"),
        ] = None,
    ) -> AsyncGenerator[Change, None]:
        """Everything that changes, in order, until the caller's token ends."""
        context = info.context
        subjects = context.modules.changes
        if types is not None:
            known = tuple(sorted({subject.type for subject in subjects.values()}))
            if len(types) > MOST_TYPES:
                raise OutOfRange(value=len(types), low=0, high=MOST_TYPES, path=("types",))
            for place, name in enumerate(types):
                if name not in known:
                    raise UnknownValue(value=name[:80], known=known, path=("types", str(place)))
            subjects = {event: subject for event, subject in subjects.items() if subject.type in types}
        now = context.workshop.clock()
        outbox = Outbox(subjects, now if after is None else instant_of(key_of(after, "Change", path=("after",))))
        if after is None:
            await outbox.skip(now)
        async for _ in context.bell.rings():
            await context.go_on()
            while found := await outbox.fresh(context.workshop.clock()):
                for happening in found:
                    change = await _seen(info, happening)
                    if change is not None:
                        yield change
                await context.go_on()


async def _seen(info: Info, happening: Happening) -> Change | None:
    """The change, where the caller may see its subject: now, or where it has come to an end, as it was before."""
    reader = info.context.reader
    before = min(happening.effective_on, reader.present.as_of) - timedelta(days=1)
    for moment in (reader.present, Moment(as_of=happening.effective_on), Moment(as_of=before)):
        subject = await reader.get(happening.type, happening.key, moment)
        if subject is not None:
            return Change(
                id=strawberry.ID(global_id("Change", happening.id)),
                event=happening.event,
                effective_on=happening.effective_on,
                recorded_at=happening.recorded_at,
                subject_id=strawberry.ID(subject.id),
                about=(happening.type, happening.key, moment),
            )
    return None
