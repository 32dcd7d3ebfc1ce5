"""What the acts of the organisation take."""

from datetime import date

import strawberry

from governance_core.organisation import OfficialCode
from governance_core.values import Period, Text
from graphql_api.organisation.schema.enums import AppointmentBasis, MembershipKind
from graphql_api.platform.schema.errors import EXPECTED_VERSION

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
