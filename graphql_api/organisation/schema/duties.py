"""Duty lists in GraphQL: what units of a kind have to do, and who in each of them answers for it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, cast

import strawberry

from governance_core import organisation as core
from governance_core.organisation import STANDARD_POSTS, duty_from_data
from governance_core.values import UnitId
from graphql_api.organisation import queries, service
from graphql_api.organisation.schema.enums import DutyKind, DutyListStatus, Support
from graphql_api.organisation.schema.inputs import NameInput, PeriodInput
from graphql_api.organisation.schema.types import Appointment, Unit, UnitLabel, Validity
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, listed, shown
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.errors import act
from graphql_api.platform.schema.node import Node


@strawberry.type(description="One duty of the units of a kind. 责任事项")
class Duty:
    """A duty."""

    code: str = strawberry.field(description="Its code, used once in the list. 代码")
    title: str = strawberry.field(description="What is to be done, or is not. 事项")
    matter: str = strawberry.field(description="The heading it stands under. 领域")
    kind: DutyKind = strawberry.field(description="Whose it is. 责任类别")
    basis: str = strawberry.field(description="Which law or document says so. 依据")
    posts: list[str] = strawberry.field(description="The kinds of posts that are responsible, by code. 责任岗位")
    assisting_posts: list[str] = strawberry.field(description="The kinds of posts that assist. 协助岗位")
    lead: UnitLabel | None = strawberry.field(description="The department that is responsible. 牵头部门")
    departments: list[UnitLabel] = strawberry.field(description="Further departments that assist. 协助部门")
    support: list[Support] = strawberry.field(description="What the unit is given for it. 支持保障")


@strawberry.type(description="A kind of post that answers for a duty, and who holds it. 责任岗位")
class DutyPost:
    """A responsible kind of post in one unit."""

    post_kind: str = strawberry.field(description="The kind of post, by code. 职位类别")
    title: str = strawberry.field(description="What such a post is called. 职务名称")
    vacant: bool = strawberry.field(description="Whether nobody holds it. 是否空缺")
    holders: list[Appointment] = strawberry.field(description="Who holds it. 任职人员")


@strawberry.type(description="A duty of one unit, with who answers for it there. 单位责任事项")
class UnitDuty:
    """A duty in one unit."""

    duty: Duty = strawberry.field(description="The duty. 责任事项")
    responsible: list[DutyPost] = strawberry.field(description="Who is responsible in the unit. 责任人")
    assisting: list[DutyPost] = strawberry.field(description="Who assists them in the unit. 协助人")


@strawberry.type(description="The duties of the units of a kind, in one version. 责任清单")
class DutyList(Node):
    """A duty list."""

    moment_: strawberry.Private[Any]
    duty_data: strawberry.Private[Any]
    valid_from: strawberry.Private[date | None]
    valid_to: strawberry.Private[date | None]
    unit_kind: str = strawberry.field(description="The kind of units, by code. 适用单位类别")
    version: int = strawberry.field(description="1, 2, 3 … 版本")
    title: str = strawberry.field(description="What it is called. 名称")
    status: DutyListStatus = strawberry.field(description="Draft or published; a published one never changes. 状态")
    published_at: datetime | None = strawberry.field(description="When it was published. 发布时间")

    @strawberry.field(description="The days for which it was published; a later list may take over. 施行期间")
    def period(self) -> Validity | None:
        """The period."""
        if self.valid_from is None:
            return None
        return Validity(from_=self.valid_from, to=None if self.valid_to == date.max else self.valid_to)

    @strawberry.field(description="Its duties in order, 200 at most. 责任事项")
    async def duties(self, info: Info) -> list[Duty]:
        """The duties."""
        duties = tuple(duty_from_data(one) for one in self.duty_data)
        named = await info.context.reader.batched(queries.departments_of, duties, self.moment_)
        return [_duty(one, named, info.context.language) for one in duties]


@strawberry.type
class UnitWithDuties:
    """What duty lists add to a unit."""

    @strawberry.field(
        description="The duties in force for its kind, with who answers for each in it; null where no list is in force."
        " 本单位责任清单"
    )
    async def duties(
        self,
        info: Info,
        kind: Annotated[
            DutyKind | None, strawberry.argument(description="Only those of this kind; all by default. 责任类别")
        ] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> list[UnitDuty] | None:
        """Its duties."""
        unit = cast("Unit", self)
        moment = unit.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        held = await info.context.reader.batched(queries.duties_of, (unit.unit_id, unit.kind), moment)
        if held is None:
            return None
        language = info.context.language
        return [
            UnitDuty(
                duty=_duty(one, held.departments, language),
                responsible=[_post(code, held.holders, language) for code in one.posts],
                assisting=[_post(code, held.holders, language) for code in one.assisting_posts],
            )
            for one in held.duty_list.duties
            if kind is None or one.kind is kind
        ]


def _duty(duty: core.Duty, named: Mapping[str, dict[str, Any]], language: str) -> Duty:
    return Duty(
        code=duty.code,
        title=duty.title.in_language(language),
        matter=duty.matter.in_language(language),
        kind=duty.kind,
        basis=duty.basis,
        posts=list(duty.posts),
        assisting_posts=list(duty.assisting_posts),
        lead=UnitLabel(**named[duty.lead]) if duty.lead and duty.lead in named else None,
        departments=[UnitLabel(**named[key]) for key in duty.departments if key in named],
        support=list(duty.support),
    )


def _post(code: str, holders: Mapping[str, Any], language: str) -> DutyPost:
    found = list(holders.get(code, ()))
    title = STANDARD_POSTS.get(code).label.in_language(language)
    return DutyPost(post_kind=code, title=title, vacant=not found, holders=found)


@strawberry.input(description="Which duty lists. 责任清单筛选")
class DutyListFilter:
    """Conditions on duty lists, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    unit_kind: str | None = strawberry.field(default=None, description="For units of this kind, by code.")
    status: DutyListStatus | None = strawberry.field(default=None, description="With this status.")


@strawberry.type
class DutyQuery:
    """Root fields of duty lists."""

    duty_lists: Connection[DutyList] = listed(
        "DutyList", filter=DutyListFilter, description="Duty lists in all versions, drafts too. 责任清单列表"
    )


@strawberry.input(description="A duty. 责任事项")
class DutyInput:
    """A duty of a list."""

    code: str = strawberry.field(description="Its code, [a-z0-9-]{1,60}, used once in the list. 代码")
    title: NameInput = strawberry.field(description="What is to be done, or is not. 事项")
    matter: NameInput = strawberry.field(description="The heading it stands under. 领域")
    kind: DutyKind = strawberry.field(description="Whose it is. 责任类别")
    basis: str = strawberry.field(description="Which law or document says so. 依据")
    posts: list[str] = strawberry.field(
        default_factory=list, description="The kinds of posts that are responsible, by code. An own duty has some."
    )
    assisting_posts: list[str] = strawberry.field(
        default_factory=list, description="The kinds of posts that assist, by code. 协助岗位"
    )
    lead: strawberry.ID | None = strawberry.field(
        default=None, description="The department that is responsible. An assisting duty has one. 牵头部门"
    )
    departments: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Further departments that assist. 协助部门"
    )
    support: list[Support] = strawberry.field(
        default_factory=list, description="What the unit is given for it. An assisting duty has some. 支持保障"
    )

    def duty(self, *path: str) -> core.Duty:
        """The core's value."""
        lead = None if self.lead is None else UnitId(key_of(self.lead, "Unit", path=(*path, "lead")))
        departments = tuple(
            UnitId(key_of(one, "Unit", path=(*path, "departments", str(place))))
            for place, one in enumerate(self.departments)
        )
        return core.Duty(
            code=self.code,
            title=self.title.text(),
            matter=self.matter.text(),
            kind=self.kind,
            basis=self.basis.strip(),
            posts=tuple(self.posts),
            assisting_posts=tuple(self.assisting_posts),
            lead=lead,
            departments=departments,
            support=tuple(self.support),
        )


@strawberry.input(description="A duty list that is drafted. 拟定责任清单")
class DraftDutyListInput:
    """Input of `draftDutyList`."""

    unit_kind: str = strawberry.field(description="The kind of units, by code. 适用单位类别")
    title: NameInput = strawberry.field(description="What it is called. 名称")
    duties: list[DutyInput] = strawberry.field(description="Its duties in order, 200 at most. 责任事项")


@strawberry.input(description="A next version of a duty list. 修订责任清单")
class ReviseDutyListInput:
    """Input of `reviseDutyList`."""

    duty_list: strawberry.ID = strawberry.field(description="The list. 责任清单")
    title: NameInput | None = strawberry.field(default=None, description="What it is called now. 名称")
    duties: list[DutyInput] | None = strawberry.field(default=None, description="All of its duties now. 责任事项")


@strawberry.input(description="A duty list that is published. 发布责任清单")
class PublishDutyListInput:
    """Input of `publishDutyList`."""

    duty_list: strawberry.ID = strawberry.field(description="The draft. 责任清单")
    period: PeriodInput = strawberry.field(description="Its days. 施行期间")


def _list(value: str) -> str:
    return key_of(value, "DutyList", path=("input", "duty_list"))


def _duties(given: list[DutyInput]) -> list[core.Duty]:
    return [one.duty("input", "duties", str(place)) for place, one in enumerate(given)]


@strawberry.type
class DutyMutation:
    """Mutations of duty lists."""

    @act(description="A duty list is drafted: sound, and not yet in force. 拟定责任清单")
    async def draft_duty_list(self, info: Info, input: DraftDutyListInput) -> DutyList:  # noqa: A002 -- as in GraphQL
        """A duty list is drafted."""
        key = await service.draft_duties(
            info.context.begin,
            unit_kind=input.unit_kind,
            title=input.title.text(),
            duties=_duties(input.duties),
        )
        return await shown(info, DutyList, key)

    @act(description="A next version of a duty list is drafted. 修订责任清单")
    async def revise_duty_list(self, info: Info, input: ReviseDutyListInput) -> DutyList:  # noqa: A002 -- as in GraphQL
        """A next version of a duty list is drafted."""
        key = await service.revise_duties(
            info.context.begin,
            duty_list=_list(input.duty_list),
            title=input.title.text() if input.title else None,
            duties=None if input.duties is None else _duties(input.duties),
        )
        return await shown(info, DutyList, key)

    @act(description="A duty list is published; from its first day it is in force. 发布责任清单")
    async def publish_duty_list(self, info: Info, input: PublishDutyListInput) -> DutyList:  # noqa: A002 -- as in GraphQL
        """A duty list is published."""
        key = await service.publish_duties(
            info.context.begin, duty_list=_list(input.duty_list), period=input.period.period()
        )
        return await shown(info, DutyList, key)


DUTY_TYPES = (DutyList,)
