"""What the practice keeps, as GraphQL shows it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

import strawberry

from graphql_api.plugin import Connection, Dated, Moment, Node, Person, SpecialProject, Unit, few, listed, many, one
from pomegranate_seeds.queries import standing_of
from pomegranate_seeds.schema.enums import MatterKind, MatterStatus, NominationStatus

IDS: Mapping[str, tuple[str, ...]] = {"village": ("Unit",), "household": ("Unit",), "handler": ("Unit",)}


@strawberry.input(name="PomegranateSeedsFilter", description="Of which village and household. 筛选")
class PlaceFilter:
    """Conditions on whatever is about a household."""

    id_types: ClassVar[Mapping[str, tuple[str, ...]]] = IDS

    village: strawberry.ID | None = strawberry.field(default=None, description="Of this village. 村居")
    household: strawberry.ID | None = strawberry.field(default=None, description="Of this household. 住户")


@strawberry.input(name="PomegranateSeedsNominationFilter", description="Which nominations. 推荐筛选")
class NominationFilter(PlaceFilter):
    """Conditions on nominations."""

    statuses: list[NominationStatus] | None = strawberry.field(default=None, description="With one of these statuses.")


@strawberry.input(name="PomegranateSeedsMatterFilter", description="Which matters. 事项筛选")
class MatterFilter(PlaceFilter):
    """Conditions on matters."""

    handler: strawberry.ID | None = strawberry.field(default=None, description="Handled by this unit. 办理单位")
    statuses: list[MatterStatus] | None = strawberry.field(default=None, description="With one of these statuses now.")
    kinds: list[MatterKind] | None = strawberry.field(default=None, description="About one of these.")


@strawberry.type(
    name="PomegranateSeedsNomination", description="That a household was put forward as a Five-Good one. 五好文明户推荐"
)
class PomegranateSeedsNomination(Node):
    """A nomination."""

    moment_: strawberry.Private[Any]
    criteria_met: list[str] = strawberry.field(description="The criteria it was found to meet. 符合标准")
    nominated_on: date = strawberry.field(description="The day. 推荐日期")
    status: NominationStatus = strawberry.field(description="Where it stands. 状态")
    decided_at: datetime | None = strawberry.field(description="When it was decided about. 处理时间")
    reason: str | None = strawberry.field(description="Why it was declined. 未通过原因")
    village: Unit | None = one("village", description="The village that decides. 村居")
    household: Unit | None = one("household", description="The household. 住户")
    nominator: Person | None = one("nominator", description="Who put it forward. 推荐人")
    decider: Person | None = one("decider", description="Who decided. 处理人")


@strawberry.type(description="That a household is a Five-Good Civilised Household for a term. 五好文明户")
class PomegranateSeedsRecognition(Node, Dated):
    """A recognition at a moment."""

    moment_: strawberry.Private[Any]
    criteria_met: list[str] = strawberry.field(description="The criteria on which it rests. 符合标准")
    village: Unit | None = one("village", description="The village. 村居")
    household: Unit | None = one("household", description="The household. 住户")
    nomination: PomegranateSeedsNomination | None = one("nomination", description="The nomination it answers. 推荐")
    officers: list["PomegranateSeedsOfficer"] = few("officers", description="Its liaison officers. 联络员")


@strawberry.type(description="That a recognition ended before its term was over. 撤销认定")
class PomegranateSeedsWithdrawal(Node):
    """A withdrawal."""

    moment_: strawberry.Private[Any]
    withdrawn_on: date = strawberry.field(description="The first day without it. 撤销日期")
    reason: str = strawberry.field(description="Why. 原因")
    decided_at: datetime = strawberry.field(description="When that was decided. 处理时间")
    village: Unit | None = one("village", description="The village. 村居")
    household: Unit | None = one("household", description="The household. 住户")
    decider: Person | None = one("decider", description="Who decided. 处理人")


@strawberry.type(description="A liaison officer of feeling between Party and people. 党群思想感情联络员")
class PomegranateSeedsOfficer(Node, Dated):
    """An officer at a moment."""

    moment_: strawberry.Private[Any]
    village: Unit | None = one("village", description="The village. 村居")
    person: Person | None = one("person", description="Who serves. 人员")
    household: Unit | None = one("household", description="The recognised household they live in. 住户")
    recognition: PomegranateSeedsRecognition | None = one("recognition", description="On which it rests. 认定")
    coverages: Connection["PomegranateSeedsCoverage"] = many("coverages", description="Whom they cover. 联系户")
    visits: Connection["PomegranateSeedsVisit"] = many("visits", description="Their visits, the latest first. 走访")


@strawberry.type(description="That an officer covers a household. 联系户")
class PomegranateSeedsCoverage(Dated):
    """A coverage at a moment."""

    id: strawberry.Private[str]
    moment_: strawberry.Private[Any]
    household: Unit | None = one("household", description="The household. 住户")
    officer: PomegranateSeedsOfficer | None = one("officer", description="The officer. 联络员")


@strawberry.type(description="That an officer visited a household. 走访")
class PomegranateSeedsVisit(Node):
    """A visit."""

    moment_: strawberry.Private[Any]
    visited_on: date = strawberry.field(description="The day. 走访日期")
    recorded_at: datetime = strawberry.field(description="When it was recorded. 记录时间")
    mistake: str | None = strawberry.field(description="Why it had been recorded by mistake, where it had. 撤回原因")
    village: Unit | None = one("village", description="The village. 村居")
    household: Unit | None = one("household", description="The household. 住户")
    officer: PomegranateSeedsOfficer | None = one("officer", description="The officer. 联络员")
    matters: Connection["PomegranateSeedsMatter"] = many("matters", description="What was voiced at it. 反映事项")


@strawberry.type(description="Where a matter stands on a day. 办理情况")
class PomegranateSeedsStanding:
    """A standing."""

    status: MatterStatus = strawberry.field(description="Its status. 状态")
    overdue: bool = strawberry.field(description="Whether the last day is over without an answer. 是否逾期")
    days_left: int | None = strawberry.field(
        description="Days left, negative where overdue; null once answered. 剩余天数"
    )
    in_time: bool | None = strawberry.field(description="Whether it was answered in time; null while open. 是否按期")


@strawberry.type(description="A matter or request that a household has voiced, and its answer. 事项诉求")
class PomegranateSeedsMatter(Node):
    """A matter."""

    moment_: strawberry.Private[Moment]
    kind: MatterKind = strawberry.field(description="What it is about. 类别")
    statement: str = strawberry.field(description="The matter itself. 内容")
    raised_on: date = strawberry.field(description="The day it was voiced. 反映日期")
    due_on: date = strawberry.field(description="The last day for an answer. 答复期限")
    answer: str | None = strawberry.field(description="What the household was told. 答复内容")
    answered_on: date | None = strawberry.field(description="The day of the answer. 答复日期")
    village: Unit | None = one("village", description="The village that answers for it. 村居")
    household: Unit | None = one("household", description="Who voiced it. 住户")
    handler: Unit | None = one("handler", description="Who has it, or had it last. 办理单位")
    visit: PomegranateSeedsVisit | None = one("visit", description="The visit at which it was voiced. 走访")

    @strawberry.field(description="Where it stands at the moment asked about; null where not yet voiced. 办理情况")
    def standing(self) -> PomegranateSeedsStanding | None:
        """Its standing."""
        found = standing_of(self, self.moment_)
        if found is None:
            return None
        return PomegranateSeedsStanding(
            status=found.status, overdue=found.overdue, days_left=found.days_left, in_time=found.in_time
        )


@strawberry.type(description="A village's pomegranate seeds: households that bind the village together. 石榴子")
class PomegranateSeedsProject(SpecialProject):
    """The practice in a village at a moment."""

    nominations: Connection[PomegranateSeedsNomination] = many(
        "pomegranate_seeds_nominations", filter=NominationFilter, description="Nominations, the latest first. 推荐"
    )
    recognitions: Connection[PomegranateSeedsRecognition] = many(
        "pomegranate_seeds_recognitions", filter=PlaceFilter, description="Who is recognised. 五好文明户"
    )
    withdrawals: Connection[PomegranateSeedsWithdrawal] = many(
        "pomegranate_seeds_withdrawals", filter=PlaceFilter, description="Recognitions withdrawn. 撤销认定"
    )
    officers: Connection[PomegranateSeedsOfficer] = many(
        "pomegranate_seeds_officers", filter=PlaceFilter, description="Who serves. 联络员"
    )
    coverages: Connection[PomegranateSeedsCoverage] = many(
        "pomegranate_seeds_coverages", filter=PlaceFilter, description="Who covers whom. 联系户"
    )
    visits: Connection[PomegranateSeedsVisit] = many(
        "pomegranate_seeds_visits", filter=PlaceFilter, description="Visits, the latest first. 走访"
    )
    matters: Connection[PomegranateSeedsMatter] = many(
        "pomegranate_seeds_matters", filter=MatterFilter, description="Matters, the soonest due first. 事项诉求"
    )


@strawberry.type(description="Pomegranate seeds over all villages that the caller sees. 石榴子")
class PomegranateSeeds:
    """The practice's own corner of the root."""

    nominations: Connection[PomegranateSeedsNomination] = listed(
        "PomegranateSeedsNomination", filter=NominationFilter, description="Nominations, the latest first. 推荐"
    )
    recognitions: Connection[PomegranateSeedsRecognition] = listed(
        "PomegranateSeedsRecognition", filter=PlaceFilter, timed=True, description="Who is recognised. 五好文明户"
    )
    officers: Connection[PomegranateSeedsOfficer] = listed(
        "PomegranateSeedsOfficer", filter=PlaceFilter, timed=True, description="Who serves. 联络员"
    )
    visits: Connection[PomegranateSeedsVisit] = listed(
        "PomegranateSeedsVisit", filter=PlaceFilter, description="Visits, the latest first. 走访"
    )
    matters: Connection[PomegranateSeedsMatter] = listed(
        "PomegranateSeedsMatter", filter=MatterFilter, description="Matters, the soonest due first. 事项诉求"
    )


@strawberry.type
class PomegranateSeedsQuery:
    """The practice's root field."""

    @strawberry.field(description="Pomegranate seeds, over all villages that the caller sees. 石榴子")
    def pomegranate_seeds(self) -> PomegranateSeeds:
        """The practice's corner."""
        return PomegranateSeeds()


TYPES = (
    PomegranateSeedsNomination,
    PomegranateSeedsRecognition,
    PomegranateSeedsWithdrawal,
    PomegranateSeedsOfficer,
    PomegranateSeedsCoverage,
    PomegranateSeedsVisit,
    PomegranateSeedsMatter,
    PomegranateSeedsProject,
)
