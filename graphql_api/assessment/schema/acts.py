"""The acts of the assessment as mutations: each takes one input and answers with what it changed."""

import strawberry

from graphql_api.assessment import service
from graphql_api.assessment.schema.change_inputs import InheritSchemeInput
from graphql_api.assessment.schema.inputs import (
    DraftSchemeInput,
    PublishSchemeInput,
    ReviseSchemeInput,
    dimensions_of,
)
from graphql_api.assessment.schema.record_inputs import (
    RecordInput,
    RejectRecordInput,
    ReturnRecordInput,
    SubmitRecordInput,
)
from graphql_api.assessment.schema.records import ProgressRecord
from graphql_api.assessment.schema.schemes import IndicatorScheme
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.fields import shown
from graphql_api.platform.schema.errors import act


def _scheme(value: str) -> str:
    return key_of(value, "IndicatorScheme", path=("input", "scheme"))


def _record(value: str, name: str = "record") -> str:
    return key_of(value, "ProgressRecord", path=("input", name))


@strawberry.type
class AssessmentMutation:
    """The acts of the assessment."""

    @act(description="A scheme is drafted: sound, and not yet in force. 拟定指标方案")
    async def draft_scheme(self, info: Info, input: DraftSchemeInput) -> IndicatorScheme:  # noqa: A002 -- as in GraphQL
        """A scheme is drafted."""
        key = await service.draft(
            info.context.begin,
            code=input.code,
            title=input.title.text(),
            cycle=input.cycle.period(),
            applies_to=input.applies_to,
            dimensions=dimensions_of(input.dimensions),
            subject=input.subject,
            unit_kinds=input.unit_kinds,
            missing=input.missing,
            watch=input.watch.watch() if input.watch else None,
        )
        return await shown(info, IndicatorScheme, key)

    @act(description="A next version of a scheme is drafted. 修订指标方案")
    async def revise_scheme(self, info: Info, input: ReviseSchemeInput) -> IndicatorScheme:  # noqa: A002 -- as in GraphQL
        """A next version of a scheme is drafted."""
        key = await service.revise(
            info.context.begin,
            scheme=_scheme(input.scheme),
            title=input.title.text() if input.title else None,
            cycle=input.cycle.period() if input.cycle else None,
            applies_to=input.applies_to,
            dimensions=None if input.dimensions is None else dimensions_of(input.dimensions),
            unit_kinds=input.unit_kinds,
            missing=input.missing,
            watch=input.watch.watch() if input.watch else None,
        )
        return await shown(info, IndicatorScheme, key)

    @act(description="A scheme is drafted from another one's indicators, for other posts or units. 沿用指标方案")
    async def inherit_scheme(self, info: Info, input: InheritSchemeInput) -> IndicatorScheme:  # noqa: A002 -- as in GraphQL
        """A scheme is drafted from another's."""
        key = await service.inherit(
            info.context.begin,
            parent=key_of(input.parent, "IndicatorScheme", path=("input", "parent")),
            code=input.code,
            title=input.title.text(),
            applies_to=input.applies_to,
            unit_kinds=input.unit_kinds,
            changes=input.changed,
        )
        return await shown(info, IndicatorScheme, key)

    @act(description="A scheme is put in force; from now on it never changes. 发布指标方案")
    async def publish_scheme(self, info: Info, input: PublishSchemeInput) -> IndicatorScheme:  # noqa: A002 -- as in GraphQL
        """A scheme is put in force."""
        key = await service.publish(info.context.begin, scheme=_scheme(input.scheme), effective_on=input.effective_on)
        return await shown(info, IndicatorScheme, key)

    @act(description="A record of a cadre's or a unit's progress is submitted; it counts once verified. 填报进程记录")
    async def submit_record(self, info: Info, input: SubmitRecordInput) -> ProgressRecord:  # noqa: A002 -- as in GraphQL
        """A record is submitted."""
        key = await service.submit(
            info.context.begin,
            scheme=_scheme(input.scheme),
            indicator=input.indicator,
            person=key_of(input.person, "Person", path=("input", "person")) if input.person else None,
            unit=key_of(input.unit, "Unit", path=("input", "unit")) if input.unit else None,
            occurred_on=input.occurred_on,
            entry=input.entry.entry(),
            evidence=[one.evidence() for one in input.evidence],
            note=input.note.strip(),
            supersedes=_record(input.supersedes, "supersedes") if input.supersedes else None,
        )
        return await shown(info, ProgressRecord, key)

    @act(description="A record is found to be true, and counts from now on. 核实进程记录")
    async def verify_record(self, info: Info, input: RecordInput) -> ProgressRecord:  # noqa: A002 -- as in GraphQL
        """A record is verified."""
        key = await service.verify(info.context.begin, record=_record(input.record), expected=input.expected_version)
        return await shown(info, ProgressRecord, key)

    @act(description="A record is found not to hold. 不予认定")
    async def reject_record(self, info: Info, input: RejectRecordInput) -> ProgressRecord:  # noqa: A002 -- as in GraphQL
        """A record is rejected."""
        key = await service.reject(
            info.context.begin,
            record=_record(input.record),
            reason=input.reason.strip(),
            expected=input.expected_version,
        )
        return await shown(info, ProgressRecord, key)

    @act(description="A record is given back to be made good by one that supersedes it. 退回进程记录")
    async def return_record(self, info: Info, input: ReturnRecordInput) -> ProgressRecord:  # noqa: A002 -- as in GraphQL
        """A record is given back."""
        key = await service.give_back(
            info.context.begin,
            record=_record(input.record),
            reason=input.reason.strip(),
            expected=input.expected_version,
        )
        return await shown(info, ProgressRecord, key)

    @act(description="A record is taken back by who submitted it. 撤回进程记录")
    async def withdraw_record(self, info: Info, input: RecordInput) -> ProgressRecord:  # noqa: A002 -- as in GraphQL
        """A record is withdrawn."""
        key = await service.withdraw(info.context.begin, record=_record(input.record), expected=input.expected_version)
        return await shown(info, ProgressRecord, key)
