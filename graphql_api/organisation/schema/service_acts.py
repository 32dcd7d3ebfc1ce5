"""The acts on service records as mutations."""

from datetime import date
from decimal import Decimal

import strawberry

from graphql_api.organisation.schema.enums import ServiceKind
from graphql_api.organisation.schema.service_records import ServiceRecord
from graphql_api.organisation.service import service_records
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import EXPECTED_VERSION, act

RECORD = "The record. 服务记录"


@strawberry.input(description="What a Party member did where they are registered. 提交服务记录")
class SubmitServiceRecordInput:
    """Input of `submitServiceRecord`."""

    person: strawberry.ID = strawberry.field(description="The member. 人员")
    served_on: date = strawberry.field(description="The day, on which they were registered somewhere. 服务日期")
    kind: ServiceKind = strawberry.field(description="What kind of work it was. 服务类别")
    title: str = strawberry.field(description="What was done, in at most 200 characters. 服务内容")
    hours: Decimal = strawberry.field(
        description="How long it took: above 0 up to 24, at most one decimal. 服务时长(小时)"
    )


@strawberry.input(description="A service record that is acted on. 服务记录")
class ServiceRecordInput:
    """Input of `verifyServiceRecord` and `withdrawServiceRecord`."""

    record: strawberry.ID = strawberry.field(description=RECORD)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="A service record that does not hold. 退回服务记录")
class RejectServiceRecordInput:
    """Input of `rejectServiceRecord`."""

    record: strawberry.ID = strawberry.field(description=RECORD)
    reason: str = strawberry.field(description="Why, in at most 2,000 characters. 原因")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


def _record(value: str) -> str:
    return key_of(value, "ServiceRecord", path=("input", "record"))


@strawberry.type
class ServiceMutation:
    """Mutations of service records."""

    @act(description="It is recorded what a Party member did where they are registered. 提交服务记录")
    async def submit_service_record(self, info: Info, input: SubmitServiceRecordInput) -> ServiceRecord:  # noqa: A002 -- as in GraphQL
        """A service record is submitted."""
        key = await service_records.submit(
            info.context.begin,
            person=key_of(input.person, "Person", path=("input", "person")),
            served_on=input.served_on,
            kind=input.kind,
            title=input.title.strip(),
            hours=input.hours,
        )
        return await shown(info, ServiceRecord, key)

    @act(description="A service record is found to be true: it counts. 核实服务记录")
    async def verify_service_record(self, info: Info, input: ServiceRecordInput) -> ServiceRecord:  # noqa: A002 -- as in GraphQL
        """A service record is verified."""
        key = await service_records.verify(
            info.context.begin, record=_record(input.record), expected=input.expected_version
        )
        return await shown(info, ServiceRecord, key)

    @act(description="A service record is found not to hold. 退回服务记录")
    async def reject_service_record(self, info: Info, input: RejectServiceRecordInput) -> ServiceRecord:  # noqa: A002 -- as in GraphQL
        """A service record is rejected."""
        key = await service_records.reject(
            info.context.begin,
            record=_record(input.record),
            reason=input.reason.strip(),
            expected=input.expected_version,
        )
        return await shown(info, ServiceRecord, key)

    @act(description="A service record is taken back by who submitted it. 撤回服务记录")
    async def withdraw_service_record(self, info: Info, input: ServiceRecordInput) -> ServiceRecord:  # noqa: A002 -- as in GraphQL
        """A service record is withdrawn."""
        key = await service_records.withdraw(
            info.context.begin, record=_record(input.record), expected=input.expected_version
        )
        return await shown(info, ServiceRecord, key)
