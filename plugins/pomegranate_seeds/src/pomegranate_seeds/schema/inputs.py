"""What the acts of the practice take."""

from datetime import date

import strawberry

from pomegranate_seeds.schema.enums import MatterKind

ON = "The day. 日期"


@strawberry.input(description="A household that is put forward. 推荐五好文明户")
class PomegranateSeedsNominateInput:
    """Input of `pomegranateSeedsNominateHousehold`."""

    household: strawberry.ID = strawberry.field(description="The household. 住户")
    criteria_met: list[str] = strawberry.field(
        description="The village's criteria that it meets, in its words. 符合标准"
    )
    on: date = strawberry.field(description=ON)


@strawberry.input(description="A nomination that is declined. 不予认定")
class PomegranateSeedsDeclineInput:
    """Input of `pomegranateSeedsDeclineNomination`."""

    nomination: strawberry.ID = strawberry.field(description="The nomination. 推荐")
    reason: str = strawberry.field(description="Why. 原因")
    on: date = strawberry.field(description=ON)


@strawberry.input(description="A household that is recognised. 认定五好文明户")
class PomegranateSeedsRecogniseInput:
    """Input of `pomegranateSeedsRecogniseHousehold`."""

    nomination: strawberry.ID = strawberry.field(description="The nomination. 推荐")
    on: date = strawberry.field(description="The first day of its term. 认定日期")


@strawberry.input(description="A recognition that is withdrawn. 撤销认定")
class PomegranateSeedsWithdrawInput:
    """Input of `pomegranateSeedsWithdrawRecognition`."""

    recognition: strawberry.ID = strawberry.field(description="The recognition. 认定")
    reason: str = strawberry.field(description="Why. 原因")
    on: date = strawberry.field(description="The first day without it. 撤销日期")


@strawberry.input(description="A member of a recognised household becomes a liaison officer. 聘任联络员")
class PomegranateSeedsAppointInput:
    """Input of `pomegranateSeedsAppointOfficer`."""

    recognition: strawberry.ID = strawberry.field(description="The recognition of their household. 认定")
    person: strawberry.ID = strawberry.field(description="Who. 人员")
    households: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Whom they cover from that day on; more may follow. 联系户"
    )
    on: date = strawberry.field(description="The first day of service. 聘任日期")


@strawberry.input(description="Households that an officer covers from a day on. 增加联系户")
class PomegranateSeedsCoverInput:
    """Input of `pomegranateSeedsCoverHouseholds`."""

    officer: strawberry.ID = strawberry.field(description="The officer. 联络员")
    households: list[strawberry.ID] = strawberry.field(description="The households. 住户")
    on: date = strawberry.field(description="The first day. 日期")


@strawberry.input(description="A household of an officer, on a day. 联络员与住户")
class PomegranateSeedsHouseholdInput:
    """Input of `pomegranateSeedsEndCoverage` and `pomegranateSeedsRecordVisit`."""

    officer: strawberry.ID = strawberry.field(description="The officer. 联络员")
    household: strawberry.ID = strawberry.field(description="The household. 住户")
    on: date = strawberry.field(description=ON)


@strawberry.input(description="An officer who serves no more. 解聘联络员")
class PomegranateSeedsEndServiceInput:
    """Input of `pomegranateSeedsEndService`."""

    officer: strawberry.ID = strawberry.field(description="The officer. 联络员")
    on: date = strawberry.field(description="The first day without the service. 日期")


@strawberry.input(description="A visit that never was. 撤回走访记录")
class PomegranateSeedsRetractInput:
    """Input of `pomegranateSeedsRetractVisit`."""

    visit: strawberry.ID = strawberry.field(description="The visit. 走访")
    reason: str = strawberry.field(description="Why. 原因")


@strawberry.input(description="A matter or request that a household voices. 反映事项")
class PomegranateSeedsRaiseInput:
    """Input of `pomegranateSeedsRaiseMatter`."""

    household: strawberry.ID = strawberry.field(description="Who voices it. 住户")
    kind: MatterKind = strawberry.field(description="What it is about. 类别")
    statement: str = strawberry.field(
        description="What is to be done, in at most 500 characters; nothing about anybody's attitude. 内容"
    )
    on: date = strawberry.field(description="The day it was voiced. 反映日期")
    visit: strawberry.ID | None = strawberry.field(default=None, description="The visit at which it was. 走访")


@strawberry.input(description="A matter that is given to a unit. 交办事项")
class PomegranateSeedsRouteInput:
    """Input of `pomegranateSeedsRouteMatter`."""

    matter: strawberry.ID = strawberry.field(description="The matter. 事项")
    handler: strawberry.ID = strawberry.field(description="The unit that handles it. 办理单位")
    post: strawberry.ID | None = strawberry.field(default=None, description="The post in it that does. 职位")
    on: date = strawberry.field(description=ON)


@strawberry.input(description="A matter that is given back, once. 退回事项")
class PomegranateSeedsReturnInput:
    """Input of `pomegranateSeedsReturnMatter`."""

    matter: strawberry.ID = strawberry.field(description="The matter. 事项")
    reason: str = strawberry.field(description="Why. 原因")
    on: date = strawberry.field(description=ON)


@strawberry.input(description="What the household is told; the matter closes. 答复事项")
class PomegranateSeedsAnswerInput:
    """Input of `pomegranateSeedsAnswerMatter`."""

    matter: strawberry.ID = strawberry.field(description="The matter. 事项")
    text: str = strawberry.field(description="What becomes of it. 答复内容")
    on: date = strawberry.field(description=ON)
