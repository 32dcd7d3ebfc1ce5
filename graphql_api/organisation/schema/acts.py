"""The acts of the organisation as mutations: each takes one input and answers with what it changed."""

from datetime import date, timedelta

import strawberry

from governance_core.organisation import AppointmentBasis, MembershipKind, OfficialCode
from governance_core.values import Period, Text
from graphql_api.organisation import service
from graphql_api.organisation.schema.types import Appointment, Membership, Person, Post, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act

ON = "The first day on which it is so. 生效日期"


@strawberry.input(description="A name in Chinese and, where there is one, in English. 名称")
class NameInput:
    """A label."""

    zh: str = strawberry.field(description="In Chinese. 中文")
    en: str | None = strawberry.field(default=None, description="In English. 英文")

    def text(self) -> Text:
        """The core's value."""
        return Text(zh=self.zh.strip(), en=self.en.strip() if self.en else None)


@strawberry.input(description="A period of civil days. 有效期")
class PeriodInput:
    """A period."""

    from_: date = strawberry.field(name="from", description="The first day. 起")
    to: date | None = strawberry.field(default=None, description="The day after the last; none where open. 止(不含)")

    def period(self) -> Period:
        """The core's value."""
        return Period(start=self.from_, end=self.to)


@strawberry.input(description="An official code. 官方代码")
class CodeInput:
    """A code."""

    scheme: str = strawberry.field(description="Whose code it is: stats12, mca9, gbt2260, grid-local … 代码体系")
    value: str = strawberry.field(description="The code. 代码")
    source: str = strawberry.field(description="Where it was taken from. 来源")

    def code(self) -> OfficialCode:
        """The core's value."""
        return OfficialCode(scheme=self.scheme, value=self.value, source=self.source)


@strawberry.input(description="A unit that comes into being. 设立单位")
class EstablishUnitInput:
    """Input of `establishUnit`."""

    kind: str = strawberry.field(description="The kind of unit, by code. 类别")
    name: NameInput = strawberry.field(description="What it is called. 名称")
    on: date = strawberry.field(description=ON)
    parent: strawberry.ID | None = strawberry.field(default=None, description="The unit it stands under. 上级")
    area: strawberry.ID | None = strawberry.field(
        default=None, description="The unit that a Party or grid unit serves; by default its parent's. 服务区域"
    )
    codes: list[CodeInput] = strawberry.field(default_factory=list, description="Its official codes. 官方代码")
    aliases: list[str] = strawberry.field(default_factory=list, description="Other names it is found under. 别名")


@strawberry.input(description="A unit's new name. 单位更名")
class RenameUnitInput:
    """Input of `renameUnit`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    name: NameInput = strawberry.field(description="Its new name. 新名称")
    on: date = strawberry.field(description=ON)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A unit's new place. 单位划转")
class MoveUnitInput:
    """Input of `moveUnit`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    parent: strawberry.ID = strawberry.field(description="The unit it will stand under. 新上级")
    on: date = strawberry.field(description=ON)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A Party or grid unit's new area. 调整服务区域")
class AssignAreaInput:
    """Input of `assignArea`."""

    unit: strawberry.ID = strawberry.field(description="The Party or grid unit. 单位")
    area: strawberry.ID = strawberry.field(description="The administrative unit it will serve. 服务区域")
    on: date = strawberry.field(description=ON)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A unit that ceases to exist. 撤销单位")
class DissolveUnitInput:
    """Input of `dissolveUnit`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    on: date = strawberry.field(description="The first day without it. 撤销日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="What was recorded wrongly about a unit. 单位信息更正")
class CorrectUnitInput:
    """Input of `correctUnit`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    period: PeriodInput = strawberry.field(description="The days the correction speaks of. 更正的期间")
    reason: str = strawberry.field(description="Why. 更正原因")
    name: NameInput | None = strawberry.field(default=None, description="The right name. 正确名称")
    parent: strawberry.ID | None = strawberry.field(default=None, description="The right parent. 正确上级")
    area: strawberry.ID | None = strawberry.field(default=None, description="The right area. 正确服务区域")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A unit's official code. 登记官方代码")
class AssignCodeInput:
    """Input of `assignCode`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    code: CodeInput = strawberry.field(description="The code. 代码")
    period: PeriodInput = strawberry.field(description="When the unit has it. 有效期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A code that a unit loses. 撤销官方代码")
class WithdrawCodeInput:
    """Input of `withdrawCode`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    scheme: str = strawberry.field(description="The scheme of the code. 代码体系")
    on: date = strawberry.field(description="The first day without it. 失效日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="Another name of a unit. 单位别名")
class AliasInput:
    """Input of `addAlias` and `removeAlias`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    alias: str = strawberry.field(description="The other name. 别名")
    on: date = strawberry.field(description="The day from which it counts, or counts no more. 生效日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A person who becomes known to the town. 登记人员")
class RegisterPersonInput:
    """Input of `registerPerson`."""

    name: str = strawberry.field(description="The person's name. 姓名")
    unit: strawberry.ID = strawberry.field(description="The unit the person belongs to. 所属单位")
    kind: MembershipKind = strawberry.field(description="In which capacity. 所属类别")
    on: date = strawberry.field(description=ON)


@strawberry.input(description="A person's right name. 人员信息更正")
class CorrectPersonInput:
    """Input of `correctPerson`."""

    person: strawberry.ID = strawberry.field(description="The person. 人员")
    name: str = strawberry.field(description="The right name. 正确姓名")
    period: PeriodInput = strawberry.field(description="The days the correction speaks of. 更正的期间")
    reason: str = strawberry.field(description="Why. 更正原因")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A person who comes to belong to a unit. 加入单位")
class JoinUnitInput:
    """Input of `joinUnit`."""

    person: strawberry.ID = strawberry.field(description="The person. 人员")
    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    kind: MembershipKind = strawberry.field(description="In which capacity. 所属类别")
    period: PeriodInput = strawberry.field(description="When. 有效期")


@strawberry.input(description="A person who ceases to belong to a unit. 离开单位")
class LeaveUnitInput:
    """Input of `leaveUnit`."""

    membership: strawberry.ID = strawberry.field(description="The membership. 所属关系")
    on: date = strawberry.field(description="The first day without it. 终止日期")


@strawberry.input(description="A post that a unit gets. 设立职位")
class OpenPostInput:
    """Input of `openPost`."""

    unit: strawberry.ID = strawberry.field(description="The unit. 单位")
    kind: str = strawberry.field(description="The kind of post, by code. 职位类别")
    on: date = strawberry.field(description=ON)
    title: NameInput | None = strawberry.field(default=None, description="What it is called. 职务名称")
    seats: int = strawberry.field(default=1, description="How many people can hold it at a time. 职数")


@strawberry.input(description="A post that ceases to exist. 撤销职位")
class ClosePostInput:
    """Input of `closePost`."""

    post: strawberry.ID = strawberry.field(description="The post. 职位")
    on: date = strawberry.field(description="The first day without it. 撤销日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A person who comes to hold a post. 任命")
class AppointPersonInput:
    """Input of `appointPerson`."""

    person: strawberry.ID = strawberry.field(description="The person. 人员")
    post: strawberry.ID = strawberry.field(description="The post. 职位")
    basis: AppointmentBasis = strawberry.field(description="On which basis. 任职方式")
    period: PeriodInput = strawberry.field(description="When. 任期")


@strawberry.input(description="An appointment that ends. 免职")
class EndAppointmentInput:
    """Input of `endAppointment`."""

    appointment: strawberry.ID = strawberry.field(description="The appointment. 任职")
    on: date = strawberry.field(description="The first day without it. 免职日期")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="The right days of an appointment. 任职信息更正")
class CorrectAppointmentInput:
    """Input of `correctAppointment`."""

    appointment: strawberry.ID = strawberry.field(description="The appointment. 任职")
    period: PeriodInput = strawberry.field(description="The right days. 正确任期")
    reason: str = strawberry.field(description="Why. 更正原因")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A Party group's contact with a household. 党小组联系户")
class AssignHouseholdContactInput:
    """Input of `assignHouseholdContact`."""

    group: strawberry.ID = strawberry.field(description="The Party group. 党小组")
    household: strawberry.ID = strawberry.field(description="The household. 住户")
    period: PeriodInput = strawberry.field(description="When. 有效期")
    member: strawberry.ID | None = strawberry.field(default=None, description="Who visits. 联系党员")


@strawberry.input(description="A household contact that ends. 终止联系户")
class EndHouseholdContactInput:
    """Input of `endHouseholdContact`."""

    household: strawberry.ID = strawberry.field(description="The household. 住户")
    on: date = strawberry.field(description="The first day without it. 终止日期")


def _unit(value: str, *path: str) -> str:
    return key_of(value, "Unit", path=("input", *path))


@strawberry.type
class OrganisationMutation:
    """Mutations of the organisation."""

    @act(description="A unit comes into being. 设立单位")
    async def establish_unit(self, info: Info, input: EstablishUnitInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit comes into being."""
        key = await service.establish_unit(
            info.context.begin,
            kind=input.kind,
            name=input.name.text(),
            on=input.on,
            parent=_unit(input.parent, "parent") if input.parent else None,
            area=_unit(input.area, "area") if input.area else None,
            codes=[code.code() for code in input.codes],
            aliases=[alias.strip() for alias in input.aliases],
        )
        return await shown(info, Unit, key, input.on)

    @act(description="A unit gets another name. 单位更名")
    async def rename_unit(self, info: Info, input: RenameUnitInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit gets another name."""
        key = await service.rename_unit(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            name=input.name.text(),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.on)

    @act(description="A unit comes to stand under another, with everything below it. 单位划转")
    async def move_unit(self, info: Info, input: MoveUnitInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit comes to stand under another, with everything below it."""
        key = await service.move_unit(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            parent=_unit(input.parent, "parent"),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.on)

    @act(description="A Party or grid unit serves another area. 调整服务区域")
    async def assign_area(self, info: Info, input: AssignAreaInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A Party or grid unit serves another area."""
        key = await service.assign_unit_area(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            area=_unit(input.area, "area"),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.on)

    @act(description="A unit ceases to exist; answered as it was on its last day. 撤销单位")
    async def dissolve_unit(self, info: Info, input: DissolveUnitInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit ceases to exist."""
        key = await service.dissolve_unit(
            info.context.begin, unit=_unit(input.unit, "unit"), on=input.on, expected=input.expected_version
        )
        return await shown(info, Unit, key, input.on - timedelta(days=1))

    @act(
        description="What was recorded wrongly about a unit is put right; what was known stays on record. 单位信息更正"
    )
    async def correct_unit(self, info: Info, input: CorrectUnitInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """What was recorded wrongly about a unit is put right."""
        key = await service.correct_unit(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            period=input.period.period(),
            reason=input.reason,
            name=input.name.text() if input.name else None,
            parent=_unit(input.parent, "parent") if input.parent else None,
            area=_unit(input.area, "area") if input.area else None,
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.period.from_)

    @act(description="A unit gets an official code. 登记官方代码")
    async def assign_code(self, info: Info, input: AssignCodeInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit gets an official code."""
        key = await service.assign_unit_code(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            code=input.code.code(),
            period=input.period.period(),
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.period.from_)

    @act(description="A unit loses its code of a scheme. 撤销官方代码")
    async def withdraw_code(self, info: Info, input: WithdrawCodeInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit loses its code of a scheme."""
        key = await service.withdraw_unit_code(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            scheme=input.scheme,
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.on)

    @act(description="A unit is found under one more name. 添加别名")
    async def add_alias(self, info: Info, input: AliasInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit is found under one more name."""
        key = await service.add_unit_alias(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            alias=input.alias.strip(),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.on)

    @act(description="A unit is not found under a name any more. 移除别名")
    async def remove_alias(self, info: Info, input: AliasInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A unit is not found under a name any more."""
        key = await service.remove_unit_alias(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            alias=input.alias.strip(),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Unit, key, input.on)

    @act(description="A person becomes known to the town, in the unit they belong to. 登记人员")
    async def register_person(self, info: Info, input: RegisterPersonInput) -> Person:  # noqa: A002 -- as in GraphQL
        """A person becomes known to the town, in the unit they belong to."""
        key = await service.register(
            info.context.begin,
            name=input.name.strip(),
            unit=_unit(input.unit, "unit"),
            kind=input.kind,
            on=input.on,
        )
        return await shown(info, Person, key, input.on)

    @act(description="A person's name was recorded wrongly, or has changed. 人员信息更正")
    async def correct_person(self, info: Info, input: CorrectPersonInput) -> Person:  # noqa: A002 -- as in GraphQL
        """A person's name was recorded wrongly, or has changed."""
        key = await service.correct_name(
            info.context.begin,
            person=key_of(input.person, "Person", path=("input", "person")),
            name=input.name.strip(),
            period=input.period.period(),
            reason=input.reason,
            expected=input.expected_version,
        )
        return await shown(info, Person, key, input.period.from_)

    @act(description="A person comes to belong to a unit. 加入单位")
    async def join_unit(self, info: Info, input: JoinUnitInput) -> Membership:  # noqa: A002 -- as in GraphQL
        """A person comes to belong to a unit."""
        key = await service.join(
            info.context.begin,
            person=key_of(input.person, "Person", path=("input", "person")),
            unit=_unit(input.unit, "unit"),
            kind=input.kind,
            period=input.period.period(),
        )
        return await shown(info, Membership, key, input.period.from_)

    @act(description="A person ceases to belong to a unit; answered as it was on its last day. 离开单位")
    async def leave_unit(self, info: Info, input: LeaveUnitInput) -> Membership:  # noqa: A002 -- as in GraphQL
        """A person ceases to belong to a unit."""
        key = await service.leave(
            info.context.begin,
            membership=key_of(input.membership, "Membership", path=("input", "membership")),
            on=input.on,
        )
        return await shown(info, Membership, key, input.on - timedelta(days=1))

    @act(description="A unit gets a post. 设立职位")
    async def open_post(self, info: Info, input: OpenPostInput) -> Post:  # noqa: A002 -- as in GraphQL
        """A unit gets a post."""
        key = await service.open_unit_post(
            info.context.begin,
            unit=_unit(input.unit, "unit"),
            kind=input.kind,
            on=input.on,
            title=input.title.text() if input.title else None,
            seats=input.seats,
        )
        return await shown(info, Post, key, input.on)

    @act(description="A post ceases to exist; answered as it was on its last day. 撤销职位")
    async def close_post(self, info: Info, input: ClosePostInput) -> Post:  # noqa: A002 -- as in GraphQL
        """A post ceases to exist."""
        key = await service.close_unit_post(
            info.context.begin,
            post=key_of(input.post, "Post", path=("input", "post")),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Post, key, input.on - timedelta(days=1))

    @act(description="A person comes to hold a post. 任命")
    async def appoint_person(self, info: Info, input: AppointPersonInput) -> Appointment:  # noqa: A002 -- as in GraphQL
        """A person comes to hold a post."""
        key = await service.appoint_person(
            info.context.begin,
            person=key_of(input.person, "Person", path=("input", "person")),
            post=key_of(input.post, "Post", path=("input", "post")),
            basis=input.basis,
            period=input.period.period(),
        )
        return await shown(info, Appointment, key, input.period.from_)

    @act(description="A person ceases to hold a post; answered as it was on its last day. 免职")
    async def end_appointment(self, info: Info, input: EndAppointmentInput) -> Appointment:  # noqa: A002 -- as in GraphQL
        """A person ceases to hold a post."""
        key = await service.end_held_appointment(
            info.context.begin,
            appointment=key_of(input.appointment, "Appointment", path=("input", "appointment")),
            on=input.on,
            expected=input.expected_version,
        )
        return await shown(info, Appointment, key, input.on - timedelta(days=1))

    @act(description="The days of an appointment were recorded wrongly, and are put right. 任职信息更正")
    async def correct_appointment(self, info: Info, input: CorrectAppointmentInput) -> Appointment:  # noqa: A002 -- as in GraphQL
        """The days of an appointment were recorded wrongly, and are put right."""
        key = await service.correct_held_appointment(
            info.context.begin,
            appointment=key_of(input.appointment, "Appointment", path=("input", "appointment")),
            period=input.period.period(),
            reason=input.reason,
            expected=input.expected_version,
        )
        return await shown(info, Appointment, key, input.period.from_)

    @act(description="A Party group comes into contact with a household; answers with the household. 党小组联系户")
    async def assign_household_contact(self, info: Info, input: AssignHouseholdContactInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A Party group comes into contact with a household."""
        key = await service.assign_contact(
            info.context.begin,
            group=_unit(input.group, "group"),
            household=_unit(input.household, "household"),
            period=input.period.period(),
            member=key_of(input.member, "Person", path=("input", "member")) if input.member else None,
        )
        return await shown(info, Unit, key, input.period.from_)

    @act(description="A household has no contact group any more; answers with the household. 终止联系户")
    async def end_household_contact(self, info: Info, input: EndHouseholdContactInput) -> Unit:  # noqa: A002 -- as in GraphQL
        """A household has no contact group any more."""
        key = await service.end_contact(info.context.begin, household=_unit(input.household, "household"), on=input.on)
        return await shown(info, Unit, key, input.on)
