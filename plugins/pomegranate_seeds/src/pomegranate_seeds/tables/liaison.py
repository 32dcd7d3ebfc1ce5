"""Loading officers, the households they cover and their visits for a decision, and storing what was decided."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from governance_core.history import History
from governance_core.values import PersonId, UnitId
from graphql_api.plugin import history_of, store_history
from pomegranate_seeds.model import (
    HouseholdCoverage,
    Liaison,
    LiaisonOfficer,
    Mistake,
    OfficerId,
    RecognitionId,
    Visit,
    VisitId,
)
from pomegranate_seeds.tables.households import grouped, person
from pomegranate_seeds.tables.rows import CoverageRow, ServiceRow, VisitRow


def officer_of(rows: list[Any]) -> LiaisonOfficer:
    """The officer that the rows of their service stand for."""
    first = rows[0]
    return LiaisonOfficer(
        id=OfficerId(first.officer_id),
        village=UnitId(first.village_id),
        person=PersonId(first.person_id),
        household=UnitId(first.household_id),
        service=history_of(rows, lambda row: RecognitionId(row.recognition_id)),
    )


async def load_officers(**where: Any) -> tuple[LiaisonOfficer, ...]:
    """The officers whose service fulfils conditions on its rows, as known now."""
    rows = await ServiceRow.filter(**where, superseded_at=None)
    return tuple(officer_of(found) for found in grouped(rows, "officer_id").values())


def coverage_of(household: str, rows: Iterable[Any]) -> HouseholdCoverage:
    """The coverage of a household that rows stand for."""
    return HouseholdCoverage(
        household=UnitId(household), officers=history_of(rows, lambda row: OfficerId(row.officer_id))
    )


async def load_coverages(**where: Any) -> tuple[HouseholdCoverage, ...]:
    """The whole coverage of every household of which a row fulfils the conditions, as known now."""
    households = await CoverageRow.filter(**where, superseded_at=None).values_list("household_id", flat=True)
    rows = await CoverageRow.filter(household_id__in=sorted({str(one) for one in households}), superseded_at=None)
    return tuple(coverage_of(key, found) for key, found in grouped(rows, "household_id").items())


async def store_officer(before: LiaisonOfficer | None, after: LiaisonOfficer, entry_id: str) -> None:
    """Store an officer after an act."""
    await store_history(
        ServiceRow,
        key={
            "officer_id": after.id,
            "village_id": after.village,
            "person_id": after.person,
            "household_id": after.household,
        },
        before=before.service if before else History(),
        after=after.service,
        entry_id=entry_id,
        columns=lambda recognition: {"recognition_id": recognition},
    )


async def store_coverages(
    before: Iterable[HouseholdCoverage], after: Iterable[HouseholdCoverage], village: UnitId, entry_id: str
) -> None:
    """Store the coverages that an act has changed."""
    known = {one.household: one.officers for one in before}
    for coverage in after:
        await store_history(
            CoverageRow,
            key={"household_id": coverage.household, "village_id": village},
            before=known.get(coverage.household, History()),
            after=coverage.officers,
            entry_id=entry_id,
            columns=lambda officer: {"officer_id": officer},
        )


async def store_liaison(
    before: LiaisonOfficer | None, coverages: Iterable[HouseholdCoverage], after: Liaison, entry_id: str
) -> None:
    """Store an officer and the coverages that an act has changed with them."""
    await store_officer(before, after.officer, entry_id)
    await store_coverages(coverages, after.coverages, after.officer.village, entry_id)


def visit_of(row: Any) -> Visit:
    """The visit that a row stands for."""
    mistake = None
    if row.mistake is not None:
        said_at = row.mistake_said_at.astimezone(UTC)
        mistake = Mistake(reason=row.mistake, said_by=person(row.mistake_said_by), said_at=said_at)
    return Visit(
        id=VisitId(row.id),
        village=UnitId(row.village_id),
        officer=OfficerId(row.officer_id),
        household=UnitId(row.household_id),
        visited_on=row.visited_on,
        recorded_by=person(row.recorded_by),
        recorded_at=row.recorded_at.astimezone(UTC),
        mistake=mistake,
    )


async def add_visit(visit: Visit, entry_id: str) -> None:
    """Store a new visit."""
    await VisitRow.create(
        id=visit.id,
        village_id=visit.village,
        officer_id=visit.officer,
        household_id=visit.household,
        visited_on=visit.visited_on,
        recorded_by=visit.recorded_by,
        recorded_at=visit.recorded_at,
        entry_id=entry_id,
    )


async def store_mistake(visit: Visit) -> None:
    """Store that a visit had been recorded by mistake, where it had."""
    if visit.mistake is not None:
        await VisitRow.filter(id=visit.id).update(
            mistake=visit.mistake.reason, mistake_said_by=visit.mistake.said_by, mistake_said_at=visit.mistake.said_at
        )
