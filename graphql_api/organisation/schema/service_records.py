"""What Party members do where they are registered, in GraphQL: records, who has to decide about them, and sums."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import strawberry

from governance_core import organisation as core
from governance_core.values import Period
from graphql_api.organisation.queries.areas import area_key
from graphql_api.organisation.queries.service_records import awaiting
from graphql_api.organisation.queries.service_tally import service_tallies_of
from graphql_api.organisation.schema.enums import ServiceKind, ServiceRecordStatus
from graphql_api.organisation.schema.types import Dated, Membership, Person, Unit
from graphql_api.organisation.tables.service_records import hours_of
from graphql_api.platform.context import Info
from graphql_api.platform.reading.fields import listed, many, one
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.schema.node import Node


@strawberry.input(description="Which service records. 服务记录筛选")
class ServiceRecordFilter:
    """Conditions on service records, all of which must hold."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = {"person": ("Person",), "within": ("Unit",)}

    person: strawberry.ID | None = strawberry.field(default=None, description="Of this member.")
    kinds: list[ServiceKind] | None = strawberry.field(default=None, description="Of one of these kinds of work.")
    statuses: list[ServiceRecordStatus] | None = strawberry.field(default=None, description="Standing at one of these.")
    since: date | None = strawberry.field(default=None, description="Of this day or later.")
    until: date | None = strawberry.field(default=None, description="Of a day before this one.")
    within: strawberry.ID | None = strawberry.field(default=None, description="Done in this unit or below it.")


@strawberry.type(description="That a Party member is registered where they live. 到居住地报到")
class Registration(Dated):
    """A registration at a moment."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    unit_name: str | None = strawberry.field(description="The name of the place. 报到单位名称")
    unit: Unit | None = one("unit", description="Where, where the caller may see it. 报到单位")
    person: Person | None = one("person", description="Who, where the caller may see them. 人员")
    membership: Membership | None = one(
        "membership", description="The membership that it is, which `leaveUnit` ends. 所属关系"
    )


@strawberry.type(description="What a Party member did on a day where they are registered. 服务记录")
class ServiceRecord(Node):
    """A service record."""

    moment_: strawberry.Private[Any]
    tenths: strawberry.Private[int]
    served_on: date = strawberry.field(description="The day. 服务日期")
    kind: ServiceKind = strawberry.field(description="What kind of work it was. 服务类别")
    title: str = strawberry.field(description="What was done. 服务内容")
    status: ServiceRecordStatus = strawberry.field(description="Where it stands. 状态")
    submitted_at: datetime = strawberry.field(description="When it became known. 提交时间")
    decided_at: datetime | None = strawberry.field(description="When it was decided about. 处理时间")
    reason: str | None = strawberry.field(description="Why it was rejected. 退回原因")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    person_name: str | None = strawberry.field(description="The member's name. 姓名")
    unit_name: str | None = strawberry.field(description="The name of the place. 报到单位名称")
    person: Person | None = one("person", description="The member, where the caller may see them. 人员")
    unit: Unit | None = one(
        "unit", description="Where the member was registered on that day, where the caller may see it. 报到单位"
    )
    submitter: Person | None = one("submitter", description="Who submitted it. 提交人")
    decider: Person | None = one("decider", description="Who decided about it. 处理人")

    @strawberry.field(description="How long it took. 服务时长(小时)")
    def hours(self) -> Decimal:
        """The hours."""
        return hours_of(self.tenths)


@strawberry.type(description="The verified records of one kind of work. 分类统计")
class ServiceCount:
    """A count."""

    kind: ServiceKind = strawberry.field(description="What kind of work. 服务类别")
    records: int = strawberry.field(description="How many records. 记录数")
    hours: Decimal = strawberry.field(description="How long it took altogether. 服务时长(小时)")


@strawberry.type(description="What registered members did in a period; only what was verified counts. 报到服务统计")
class ServiceTally:
    """The core's sums."""

    registered: int = strawberry.field(description="The members registered on the period's last day. 报到党员数")
    active: int = strawberry.field(
        description="Those of them who did something in the period, wherever they were registered then. 参与服务党员数"
    )
    records: int = strawberry.field(description="The records of what was done here in the period. 记录数")
    hours: Decimal = strawberry.field(description="How long all that took. 服务时长(小时)")
    by_kind: list[ServiceCount] = strawberry.field(description="The same by kind of work; what there is. 分类统计")


def _shown(tally: core.ServiceTally) -> ServiceTally:
    return ServiceTally(
        registered=tally.registered,
        active=tally.active,
        records=tally.records,
        hours=tally.hours,
        by_kind=[ServiceCount(kind=one.kind, records=one.records, hours=one.hours) for one in tally.by_kind],
    )


@strawberry.type
class ServiceOfUnit:
    """What registration and service records add to units."""

    registrations: Connection[Registration] = many(
        "registrations", description="The Party members registered in the unit or below it. 报到党员"
    )
    service_records: Connection[ServiceRecord] = many(
        "service_records",
        filter=ServiceRecordFilter,
        description="What was done in the unit or below it, latest first. 服务记录",
    )

    @strawberry.field(
        description="What registered members did in a period in what stood in the unit then, in numbers. 报到服务统计"
    )
    async def service_tally(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
        to: Annotated[date, strawberry.argument(description="The day after the last.")],
    ) -> ServiceTally:
        """The tally."""
        unit: Any = self
        Period(start=from_, end=to)  # refuses what is no period
        return _shown(
            await info.context.reader.batched(service_tallies_of, (area_key(unit.area_path), (from_, to)), unit.moment_)
        )


@strawberry.type
class ServiceOfPerson:
    """What registration and service records add to people."""

    registrations: Connection[Registration] = many(
        "registrations", description="Where the person is registered: one place at a time. 报到单位"
    )
    service_records: Connection[ServiceRecord] = many(
        "service_records",
        filter=ServiceRecordFilter,
        description="What the person did where they were registered, latest first. 服务记录",
    )


@strawberry.type
class ServiceReviewer:
    """What service records add to the viewer."""

    service_records_awaiting_me: Connection[ServiceRecord] = listed(
        "ServiceRecord",
        only=lambda context: awaiting(context.principal),
        description="The service records that wait for the caller to verify or reject. 待我审核的服务记录",
    )


@strawberry.type
class ServiceQuery:
    """Root fields of service records."""

    service_records: Connection[ServiceRecord] = listed(
        "ServiceRecord",
        filter=ServiceRecordFilter,
        description="What Party members did where they are registered, latest first. 服务记录列表",
    )


SERVICE_TYPES = (Registration, ServiceRecord)
