"""How whoever submits a record, or decides about one, stands to whom it is about."""

from dataclasses import dataclass
from datetime import date, timedelta

from governance_core.assessment import (
    Entry,
    HeldPost,
    IndicatorScheme,
    ProgressRecord,
    RaterRelation,
    RatingEntry,
    SchemeStatus,
    days_in_force,
)
from governance_core.errors import OutsideCycle
from governance_core.values import Period, UnitId
from graphql_api.assessment.queries.standing import held_post
from graphql_api.assessment.tables import RecordRow, record_of
from graphql_api.organisation import Ties, ties_of
from graphql_api.platform.rows import select
from graphql_api.platform.work import Work

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How who submits a record stands to whom it is about.

    Attributes:
        in_liaison_team: whether they are in the liaison team of the record's unit.
        relations: how they may rate.
        known: what they have rated on the indicator before.
    """

    in_liaison_team: bool = False
    relations: frozenset[RaterRelation] = frozenset()
    known: tuple[ProgressRecord, ...] = ()


def days_of(scheme: IndicatorScheme, versions: list[IndicatorScheme], day: date) -> Period:
    """The days that a scheme is about among the versions of its code.

    Raises:
        OutsideCycle: a later version took its place before it took effect.
    """
    days = days_in_force(scheme, versions)
    if days is None and scheme.status is SchemeStatus.PUBLISHED:
        first = scheme.days.start
        raise OutsideCycle(on=day, start=first, end=first - ONE_DAY, path=("occurred_on",))
    return days or scheme.days


async def standing_of(
    work: Work,
    scheme: IndicatorScheme,
    indicator: str,
    person: str | None,
    unit: UnitId | None,
    entry: Entry,
    on: date,
) -> Standing:
    """How the caller stands on a day to a cadre in a unit, or to the unit itself; asked only where it matters."""
    if work.person is None or work.person == person or unit is None:
        return Standing()
    ties = await ties_of(work.person, unit, on)
    if not isinstance(entry, RatingEntry):
        return Standing(in_liaison_team=ties.in_liaison_team)
    subject = person or unit
    await work.alone(f"rating:{subject}:{indicator}:{work.person}")
    known = await select(
        RecordRow, person_id=subject, scheme_id=scheme.id, indicator=indicator, submitted_by=work.person
    )
    return Standing(
        in_liaison_team=ties.in_liaison_team, relations=_relations(ties), known=tuple(map(record_of, known))
    )


def _relations(ties: Ties) -> frozenset[RaterRelation]:
    found = {
        RaterRelation.SUPERIOR: bool(ties.posts_above),
        RaterRelation.PEER: bool(ties.posts_here),
        RaterRelation.MASSES: ties.belongs and not ties.posts_here,
    }
    return frozenset(relation for relation, holds in found.items() if holds)


async def offices_over(work: Work, record: ProgressRecord) -> tuple[HeldPost, ...]:
    """The posts that the caller holds today in the record's unit or above it."""
    if work.person is None or record.unit is None:
        return ()
    return tuple(map(held_post, (await ties_of(work.person, record.unit, work.today)).posts))
