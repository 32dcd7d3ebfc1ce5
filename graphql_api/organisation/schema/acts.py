"""The acts of the organisation as mutations: each takes one input and answers with what it changed."""

from datetime import timedelta

import strawberry

from graphql_api.organisation import service
from graphql_api.organisation.schema.inputs import (
    AliasInput,
    AppointPersonInput,
    AssignAreaInput,
    AssignCodeInput,
    AssignHouseholdContactInput,
    ClosePostInput,
    CorrectAppointmentInput,
    CorrectPersonInput,
    CorrectUnitInput,
    DissolveUnitInput,
    EndAppointmentInput,
    EndHouseholdContactInput,
    EstablishUnitInput,
    JoinUnitInput,
    LeaveUnitInput,
    MoveUnitInput,
    OpenPostInput,
    RegisterPersonInput,
    RenameUnitInput,
    WithdrawCodeInput,
)
from graphql_api.organisation.schema.types import Appointment, Membership, Person, Post, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import act


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
