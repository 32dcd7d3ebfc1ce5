"""Dual-grid fusion in GraphQL: how the two nets lie over an area's households, and the acts that join them."""

import asyncio
from datetime import date
from typing import Any, ClassVar

import strawberry

from governance_core import organisation as core
from graphql_api.organisation import queries, service
from graphql_api.organisation.schema.filters import HouseholdFilter
from graphql_api.organisation.schema.inputs import PeriodInput
from graphql_api.organisation.schema.types import Appointment, Person, Unit
from graphql_api.platform.context import Info
from graphql_api.platform.identifiers import key_of
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.fields import (
    After,
    AsOf,
    Before,
    First,
    KnownAt,
    Last,
    asked_moment,
    many,
    shown,
    wanted_names,
    wanted_of_nodes,
)
from graphql_api.platform.reading.paging import Connection, Edge, page_through
from graphql_api.platform.schema.errors import act


@strawberry.type(description="A contact member of a cell who is no grid officer of its households. 兼职网格员人选")
class DualGridCandidate:
    """A candidate."""

    found: strawberry.Private[core.DualGridCandidate]
    moment_: strawberry.Private[Moment]

    @strawberry.field(description="The member, where the caller may see them. 联系党员")
    async def person(self, info: Info) -> Person | None:
        """The member."""
        person: Person | None = await info.context.reader.get(
            "Person", self.found.person, self.moment_, wanted=wanted_names(info)
        )
        return person

    @strawberry.field(description="The cell. 网格单元")
    async def cell(self, info: Info) -> Unit | None:
        """The cell."""
        unit: Unit | None = await info.context.reader.get(
            "Unit", self.found.cell, self.moment_, wanted=wanted_names(info)
        )
        return unit

    @strawberry.field(description="How many households of the cell they visit. 联系户数")
    def households(self) -> int:
        """The number."""
        return self.found.households


@strawberry.type(description="How the Party's net and the governance grid lie over an area's households. 双网融合情况")
class DualGrid:
    """The core's picture of an area at a moment."""

    read_from: ClassVar[str] = "Unit"

    picture: strawberry.Private[core.DualGrid]
    area_path: strawberry.Private[str]
    moment_: strawberry.Private[Moment]
    as_of: date = strawberry.field(description="The day it is about.")
    household_count: int = strawberry.field(description="How many households there are. 户数")
    in_cells: int = strawberry.field(description="Those that lie in a grid cell. 网格内户数")
    contacted: int = strawberry.field(description="Those for which a Party member is named. 有联系党员户数")
    with_officer: int = strawberry.field(description="Those that lie in a cell with a grid officer. 有网格员户数")
    one_visit: int = strawberry.field(
        description="Those for which a grid officer of theirs is named: one visit serves both nets. 双网融合户数"
    )
    two_visits: int = strawberry.field(
        description="Those with a named member and a grid officer who are not the same person. 两网分别上门户数"
    )
    uncovered: int = strawberry.field(description="Those with neither. 未覆盖户数")
    part_time: int = strawberry.field(description="How many part-time grid officers the cells have. 兼职网格员人数")
    households: Connection[Unit] = many(
        "households", filter=HouseholdFilter, description="The households, also by what they have of either net. 住户"
    )

    @strawberry.field(
        description="The part-time grid officers who are named for no household of their cell any more. "
        "无联系户的兼职网格员"
    )
    async def without_contact(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Appointment]:
        """Their appointments."""
        reader, wanted = info.context.reader, wanted_of_nodes(info)
        found = page_through(
            self.picture.without_contact,
            _appointment,
            first=first,
            after=after,
            last=last,
            before=before,
            ceiling=reader.ceiling,
        )
        held = await asyncio.gather(
            *(reader.get("Appointment", one.appointment, self.moment_, wanted=wanted) for one in found.nodes)
        )
        return _with_nodes(found, held)

    @strawberry.field(
        description="The members who visit households of a cell and are no grid officers of theirs. "
        "可任兼职网格员的联系党员"
    )
    async def candidates(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[DualGridCandidate]:
        """The candidates, by cell."""
        found = page_through(
            self.picture.candidates,
            _candidate,
            first=first,
            after=after,
            last=last,
            before=before,
            ceiling=info.context.reader.ceiling,
        )
        return _with_nodes(found, [DualGridCandidate(found=one, moment_=self.moment_) for one in found.nodes])


def _appointment(officer: core.GridOfficer) -> str:
    return officer.appointment


def _candidate(candidate: core.DualGridCandidate) -> str:
    return f"{candidate.cell} {candidate.person}"


def _with_nodes(found: Connection[Any], nodes: list[Any]) -> Connection[Any]:
    edges = [Edge(cursor=edge.cursor, node=node) for edge, node in zip(found.edges, nodes, strict=True)]
    return Connection(edges=edges, nodes=nodes, page_info=found.page_info, total_count=found.total_count)


@strawberry.type
class UnitInBothNets:
    """What dual-grid fusion adds to units."""

    @strawberry.field(
        description="How both nets lie over its area's households; null for a household and for what serves no area. "
        "双网融合情况"
    )
    async def dual_grid(self, info: Info, as_of: AsOf = None, known_at: KnownAt = None) -> DualGrid | None:
        """The picture."""
        unit: Any = self
        moment = unit.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        found = await info.context.reader.batched(queries.dual_grids_of, unit.unit_id, moment)
        if found is None:
            return None
        picture: core.DualGrid = found.picture
        return DualGrid(
            picture=picture,
            area_path=found.path,
            moment_=moment,
            as_of=moment.as_of,
            household_count=picture.households,
            in_cells=picture.in_cells,
            contacted=picture.contacted,
            with_officer=picture.with_officer,
            one_visit=picture.one_visit,
            two_visits=picture.two_visits,
            uncovered=picture.uncovered,
            part_time=picture.part_time,
        )


@strawberry.input(description="A contact member who becomes a part-time grid officer. 任命兼职网格员")
class AppointContactMemberInput:
    """Input of `appointContactMember`."""

    person: strawberry.ID = strawberry.field(description="The member, named for a household of the cell. 联系党员")
    post: strawberry.ID = strawberry.field(description="The grid officers' post of the cell. 网格员职位")
    period: PeriodInput = strawberry.field(description="When. 任期")


@strawberry.input(description="All contact members of a cell, who become part-time grid officers. 批量任命兼职网格员")
class AppointContactMembersInput:
    """Input of `appointContactMembers`."""

    post: strawberry.ID = strawberry.field(
        description="The grid officers' post of the cell; it needs a free seat for each. 网格员职位"
    )
    period: PeriodInput = strawberry.field(description="When; who is a candidate is seen on its first day. 任期")
    preview: bool = strawberry.field(
        default=False, description="Only say what would be: everything is checked, and nothing is kept. 仅预览"
    )


@strawberry.type(description="Who became part-time grid officers. 兼职网格员任命结果")
class AppointedContactMembers:
    """The contact members of a cell and their appointments."""

    appointments: list[Appointment] = strawberry.field(description="The appointments; none in a preview. 任职")
    planned: list[DualGridCandidate] = strawberry.field(
        description="Who was appointed, in the same order; in a preview, who would be. 任命人选"
    )


@strawberry.type
class DualGridMutation:
    """Mutations of dual-grid fusion."""

    @act(description="A Party member who visits households of a cell becomes a part-time grid officer. 任命兼职网格员")
    async def appoint_contact_member(self, info: Info, input: AppointContactMemberInput) -> Appointment:  # noqa: A002 -- as in GraphQL
        """A contact member becomes a grid officer."""
        key = await service.appoint_contact_member(
            info.context.begin,
            person=key_of(input.person, "Person", path=("input", "person")),
            post=_post(input.post),
            period=input.period.period(),
        )
        return await shown(info, Appointment, key, input.period.from_)

    @act(
        description="All candidates of a cell, 100 at most, become part-time grid officers: all of them, or none. "
        "批量任命兼职网格员"
    )
    async def appoint_contact_members(self, info: Info, input: AppointContactMembersInput) -> AppointedContactMembers:  # noqa: A002 -- as in GraphQL
        """All contact members of a cell become grid officers."""
        candidates, appointments = await service.appoint_candidates(
            info.context.begin, post=_post(input.post), period=input.period.period(), preview=input.preview
        )
        moment = Moment(as_of=input.period.from_)
        kept = () if input.preview else appointments
        held = (shown(info, Appointment, one.id, input.period.from_, below=("appointments",)) for one in kept)
        return AppointedContactMembers(
            appointments=await asyncio.gather(*held),
            planned=[DualGridCandidate(found=one, moment_=moment) for one in candidates],
        )


def _post(value: str) -> str:
    return key_of(value, "Post", path=("input", "post"))
