"""The organisation in GraphQL: units, people, posts and who holds them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import strawberry
from pypika_tortoise.functions import NullIf

from governance_core.organisation import LeadershipReview
from graphql_api.organisation import queries
from graphql_api.organisation.schema.enums import AppointmentBasis, FindingCode, Line, MembershipKind, SuccessionKind
from graphql_api.organisation.schema.filters import AppointmentFilter, PersonFilter, UnitFilter, VacancyFilter
from graphql_api.platform.context import Info
from graphql_api.platform.reading.declare import Computed, Moment
from graphql_api.platform.reading.fields import AsOf, KnownAt, asked_moment, few, many, one
from graphql_api.platform.reading.paging import Connection
from graphql_api.platform.reading.readings import READ, Told
from graphql_api.platform.schema.node import Node

VALID_UNTIL = Computed(sql=lambda _, table: NullIf(table.valid_to, date.max))


@strawberry.type(description="A period of civil days. 有效期")
class Validity:
    """The period of a dated fact."""

    from_: date = strawberry.field(name="from", description="The first day.")
    to: date | None = strawberry.field(description="The day after the last; null while there is no end.")


@strawberry.interface(description="A fact that was so for a period, and has been known since an instant.")
class Dated:
    """What every dated fact tells of itself."""

    valid_from: strawberry.Private[date]
    valid_to: strawberry.Private[date]
    recorded_at: datetime = strawberry.field(description="Since when this has been known. 记录时间")

    @strawberry.field(
        description="When this was, is or will be so. 有效期",
        metadata={READ: Told(fields={"from_": "valid_from", "to": VALID_UNTIL})},
    )
    def validity(self) -> Validity:
        """The period."""
        return Validity(from_=self.valid_from, to=None if self.valid_to == date.max else self.valid_to)


@strawberry.type(description="An official code of a unit. 统计代码等官方代码")
class UnitCode:
    """A dated code."""

    scheme: str = strawberry.field(description="Whose code it is: stats12, mca9, gbt2260, grid-local … 代码体系")
    value: str = strawberry.field(description="The code. 代码")
    source: str = strawberry.field(description="Where it was taken from. 来源")


@strawberry.type(description="A unit above, of which the caller may see the name and code alone. 上级单位")
class UnitLabel:
    """An ancestor."""

    id: strawberry.ID = strawberry.field(description="The unit's id.")
    kind: str = strawberry.field(description="The kind of unit, by code. 类别")
    name: str = strawberry.field(description="Its name. 名称")
    code: str | None = strawberry.field(description="Its official code. 代码")


@strawberry.type(description="That a unit has become another, wholly or in part. 单位沿革")
class UnitSuccession:
    """One merger or split, seen from one of its units."""

    kind: SuccessionKind = strawberry.field(description="How. 沿革方式")
    on: date = strawberry.field(description="The first day of it. 生效日期")
    unit: UnitLabel = strawberry.field(description="The other unit, as it was called then. 相关单位")

    @classmethod
    def told(cls, succession: Mapping[str, Any]) -> "UnitSuccession":
        """A succession as it was read."""
        kind = SuccessionKind(succession["kind"])
        return cls(kind=kind, on=succession["on"], unit=UnitLabel(**succession["unit"]))


@strawberry.type(description="A unit of the town, of the Party or of the governance grid. 单位")
class Unit(Node, Dated):
    """A unit at a moment."""

    unit_id: strawberry.Private[str]
    path: strawberry.Private[str]
    area_path: strawberry.Private[str]
    kind: str = strawberry.field(description="The kind of unit, by code: town, village, party-branch … 类别")
    line: Line = strawberry.field(description="The line it stands in. 条线")
    name: str = strawberry.field(description="Its name in the caller's language. 名称")
    name_zh: str = strawberry.field(description="Its Chinese name. 中文名称")
    name_en: str | None = strawberry.field(description="Its English name. 英文名称")
    level: int = strawberry.field(description="How many units stand above it in its line. 层级")
    code: str | None = strawberry.field(description="Its official code, the first by scheme. 代码")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    parent: "Unit | None" = one("parent", description="The unit above, where the caller may see it. 上级")
    area: "Unit | None" = one("area", description="The area that a Party or grid unit serves. 服务区域")
    children: Connection["Unit"] = many("children", filter=UnitFilter, description="The units directly below. 下级")
    descendants: Connection["Unit"] = many("descendants", filter=UnitFilter, description="All units below. 所有下级")
    serving: Connection["Unit"] = many(
        "serving",
        filter=UnitFilter,
        description="The Party and grid units that serve exactly this unit. 服务本单位的组织",
    )
    party_grid: Connection["Unit"] = many(
        "party_grid", filter=UnitFilter, description="All Party units that serve this unit or one below. 党建网格"
    )
    governance_grid: Connection["Unit"] = many(
        "governance_grid", filter=UnitFilter, description="All grid units that serve this unit or one below. 治理网格"
    )
    aliases: list[str] = few("aliases", told="alias", description="Other names under which it is found. 别名")
    ancestors: list[UnitLabel] = few(
        "ancestors", description="The units above, nearest first, with name and code alone. 所有上级"
    )
    codes: list[UnitCode] = few("codes", description="Its official codes. 官方代码")
    posts: Connection["Post"] = many("posts", description="Its posts. 职位")
    vacancies: Connection["Post"] = many(
        "vacancies",
        filter=VacancyFilter,
        description="The posts with a free seat in the unit's area: in it, below it, or serving it. 区域内空缺职位",
    )
    appointments: Connection["Appointment"] = many(
        "appointments", filter=AppointmentFilter, description="Who holds its posts. 任职"
    )
    people_in_area: Connection["Person"] = many(
        "people_in_area",
        filter=PersonFilter,
        description="Everybody with a post in the unit's area: in it, below it, or serving it. 区域内任职人员",
    )
    members: Connection["Membership"] = many("members", description="Who belongs to it. 成员")
    household_contacts: Connection["HouseholdContact"] = many(
        "household_contacts", description="The households a Party group is in contact with. 联系户"
    )
    contact_groups: Connection["HouseholdContact"] = many(
        "contact_groups", description="The Party group in contact with this household. 联系党小组"
    )

    @strawberry.field(description="The units that it has become, wholly or in part. 后继单位")
    async def successors(self, info: Info) -> list[UnitSuccession]:
        """What it has become."""
        found = await info.context.reader.batched(queries.successors_of, self.unit_id, self.moment_)
        return [UnitSuccession.told(succession) for succession in found]

    @strawberry.field(description="The units that it has come from, wholly or in part. 前身单位")
    async def predecessors(self, info: Info) -> list[UnitSuccession]:
        """What it has come from."""
        found = await info.context.reader.batched(queries.predecessors_of, self.unit_id, self.moment_)
        return [UnitSuccession.told(succession) for succession in found]

    @strawberry.field(
        description="Its leading posts, who holds them, and what is amiss. 领导班子", metadata={READ: queries.TEAM}
    )
    async def leadership_team(self, info: Info, as_of: AsOf = None, known_at: KnownAt = None) -> "LeadershipTeam":
        """Its leadership team."""
        moment = self.moment_ if as_of is None and known_at is None else asked_moment(info, as_of, known_at)
        review, held = await info.context.reader.batched(queries.leadership_of, (self.unit_id, self.kind), moment)
        return leadership_team(review, held, moment, info.context.language)

    moment_: strawberry.Private[Any]


@strawberry.type(description="A person. 人员")
class Person(Node, Dated):
    """A person at a moment."""

    person_id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    name: str = strawberry.field(description="The person's name. 姓名")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    appointments: Connection["Appointment"] = many(
        "appointments", filter=AppointmentFilter, description="The posts the person holds. 任职"
    )
    memberships: Connection["Membership"] = many("memberships", description="What the person belongs to. 所属")


@strawberry.type(description="A post: seats of one kind in a unit. 职位")
class Post(Node, Dated):
    """A post at a moment."""

    post_id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    kind: str = strawberry.field(description="The kind of post, by code. 职位类别")
    title: str = strawberry.field(description="Its title. 职务名称")
    seats: int = strawberry.field(description="How many people can hold it at a time. 职数")
    filled: int = strawberry.field(description="How many people hold it. 在岗人数")
    vacant: int = strawberry.field(description="How many of its seats nobody holds. 空缺数")
    lacking: int = strawberry.field(
        description="How many more holders of such posts a complete team of the unit needs; 0 for kinds of posts that"
        " it may leave empty. 缺配数"
    )
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    unit: Unit | None = one("unit", description="The unit it belongs to. 所在单位")
    appointments: Connection["Appointment"] = many(
        "appointments", filter=AppointmentFilter, description="Who holds it. 任职人员"
    )

    @strawberry.field(
        description="Since when a seat of it has been free without a break; null where none is. 空缺起始日"
    )
    async def vacant_since(self, info: Info) -> date | None:
        """The first day of the vacancy."""
        since: date | None = await info.context.reader.batched(queries.vacant_since_of, self.post_id, self.moment_)
        return since


@strawberry.type(description="That a person holds a post. 任职")
class Appointment(Node, Dated):
    """An appointment at a moment."""

    moment_: strawberry.Private[Any]
    basis: AppointmentBasis = strawberry.field(description="On which basis. 任职方式")
    version: int = strawberry.field(description="Give it back as expectedVersion to be refused where it has changed.")
    person: Person | None = one("person", description="Who. 人员")
    post: Post | None = one("post", description="Which post. 职位")
    unit: Unit | None = one("unit", description="In which unit. 单位")
    home: "Appointment | None" = one(
        "home", description="The appointment that a secondment or a concurrent one rests on. 本职任职"
    )


@strawberry.type(description="That a person belongs to a unit. 所属关系")
class Membership(Node, Dated):
    """A membership at a moment."""

    moment_: strawberry.Private[Any]
    kind: MembershipKind = strawberry.field(description="In which capacity. 类别")
    person: Person | None = one("person", description="Who. 人员")
    unit: Unit | None = one("unit", description="In which unit. 单位")


@strawberry.type(description="That a Party group is in contact with a household. 党小组联系户")
class HouseholdContact(Dated):
    """A household contact at a moment."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    group: Unit | None = one("group", description="The Party group. 党小组")
    household: Unit | None = one("household", description="The household. 住户")
    member: Person | None = one("member", description="The Party member who visits. 联系党员")


@strawberry.type(description="A leading post of a unit and how it is filled. 班子职位")
class LeadershipSeat:
    """One kind of leading post."""

    post_kind: str = strawberry.field(description="The kind of post, by code. 职位类别")
    title: str = strawberry.field(description="What the post is called. 职务名称")
    required: int = strawberry.field(description="How many must be filled. 最低人数")
    establishment: int | None = strawberry.field(description="How many there may be. 编制")
    filled: int = strawberry.field(description="How many are filled. 在岗")
    holders: list[Appointment] = strawberry.field(description="Who holds it. 任职人员")


@strawberry.type(description="Something that is amiss with a leadership team. 班子问题")
class LeadershipFinding:
    """A finding of the review."""

    code: FindingCode = strawberry.field(description="What: too few holders, or too many.")
    post_kind: str = strawberry.field(description="Which kind of post, by code.")
    expected: int = strawberry.field(description="How many holders there should be at least, or may be at most.")
    found: int = strawberry.field(description="How many there are.")


@strawberry.type(description="A unit's leading posts, reviewed. 领导班子")
class LeadershipTeam:
    """A leadership team at a moment."""

    as_of: date = strawberry.field(description="The day it is about.")
    seats: list[LeadershipSeat] = strawberry.field(description="The leading posts in order of rank.")
    findings: list[LeadershipFinding] = strawberry.field(description="What is amiss; empty where nothing is.")


def leadership_team(
    review: LeadershipReview, held: Mapping[str, Appointment], moment: Moment, language: str
) -> LeadershipTeam:
    """The core's review as GraphQL shows it."""
    seats = [
        LeadershipSeat(
            post_kind=seat.kind.code,
            title=seat.kind.label.in_language(language),
            required=seat.kind.required,
            establishment=seat.kind.establishment,
            filled=len(seat.holders),
            holders=[held[key] for key in seat.holders],
        )
        for seat in review.seats
    ]
    findings = [
        LeadershipFinding(
            code=finding.code, post_kind=finding.post_kind, expected=finding.expected, found=finding.found
        )
        for finding in review.findings
    ]
    return LeadershipTeam(as_of=moment.as_of, seats=seats, findings=findings)


TYPES = (Unit, UnitLabel, UnitCode, Person, Post, Appointment, Membership, HouseholdContact)
