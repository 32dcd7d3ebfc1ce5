"""Who takes part in a cycle, what they served in, and what is known of their work."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from governance_core.assessment import (
    AppealStatus,
    AssessmentCycle,
    CycleKind,
    Grade,
    GradeDecision,
    IndicatorScheme,
    RoutineResult,
    SchemeStatus,
    Segment,
    Stage,
    Subject,
    absence,
    segments_of_unit,
    segments_served,
)
from governance_core.values import CycleId, Text, UnitId
from graphql_api.assessment.queries.standing import held_post
from graphql_api.assessment.tables import (
    AppealRow,
    AppraisalRow,
    CycleRow,
    GradeDecisionRow,
    GradeRow,
    SchemeRow,
    TallyRow,
    decision_of,
    scheme_of,
)
from graphql_api.organisation import people_serving, posts_held, units_of_area
from graphql_api.platform.rows import select

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who takes part: a person, or a unit that is assessed itself.

    Attributes:
        subject: the key of the person, or of the unit.
        segments: what was served in; not empty.
    """

    subject: str
    segments: tuple[Segment, ...]

    @property
    def unit(self) -> UnitId:
        """Where they are assessed: where they served last."""
        return self.segments[-1].unit

    @property
    def home(self) -> UnitId | None:
        """Where they are seconded from, where they are."""
        return self.segments[-1].home


async def schemes_of_cycle(cycle: AssessmentCycle) -> list[IndicatorScheme]:
    """The published schemes by which a cycle scores, in all their versions."""
    rows = await select(SchemeRow, code__in=cycle.schemes, status=SchemeStatus.PUBLISHED.value)
    return [scheme_of(row) for row in rows]


async def area_of_cycle(cycle: AssessmentCycle) -> dict[UnitId, str]:
    """The units that take part in a cycle, with their kinds."""
    return await units_of_area(cycle.unit, cycle.period)


async def subjects_of_cycle(
    cycle: AssessmentCycle, schemes: Iterable[IndicatorScheme], area: Mapping[UnitId, str]
) -> list[str]:
    """The keys of everybody who might take part: who holds a post in the area, and units that are assessed."""
    people = await people_serving(area, cycle.period)
    kinds = {kind for one in schemes if one.subject is Subject.UNIT for kind in one.unit_kinds}
    return sorted([*people, *(unit for unit, kind in area.items() if kind in kinds)])


async def participants(
    cycle: AssessmentCycle,
    schemes: Sequence[IndicatorScheme],
    area: Mapping[UnitId, str],
    subjects: Collection[str],
    *,
    as_of: date | None = None,
) -> list[Participant]:
    """Those of the subjects who take part, with what they served in: who served last in the cycle's area."""
    served = await served_in_cycle(cycle, schemes, area, subjects, as_of=as_of)
    return [
        Participant(subject=subject, segments=segments)
        for subject, segments in served.items()
        if absence(segments, area) is None
    ]


async def served_in_cycle(
    cycle: AssessmentCycle,
    schemes: Sequence[IndicatorScheme],
    area: Mapping[UnitId, str],
    subjects: Collection[str],
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> dict[str, tuple[Segment, ...]]:
    """What each of the subjects served in during a cycle's days, be it nothing, as known at an instant.

    Where units stood and of which kinds they are is always told as it is known now.
    """
    day = as_of or last_day(cycle)
    posts = await posts_held([one for one in subjects if one not in area], known_at)
    found: dict[str, tuple[Segment, ...]] = {}
    for subject in subjects:
        kind = area.get(UnitId(subject))
        if kind is not None:
            unit = UnitId(subject)
            found[subject] = segments_of_unit(cycle.period, unit, kind, schemes, as_of=day, known_at=known_at)
        else:
            held = [held_post(one) for one in posts.get(subject, ())]
            found[subject] = segments_served(cycle.period, held, schemes, as_of=day, known_at=known_at)
    return found


async def routine_results(
    cycle: AssessmentCycle, subjects: Collection[str], *, by: datetime | None = None
) -> dict[str, tuple[RoutineResult, ...]]:
    """What each subject had in the routine cycles that a cycle builds on, in their order; of those who took part.

    Args:
        cycle: the cycle.
        subjects: their keys.
        by: as it was in view at that instant; None for now.
    """
    if not cycle.routine:
        return {}
    rows: dict[str, Any] = {row.id: row for row in await select(CycleRow, id__in=cycle.routine)}
    tallies = {row.tally_id: row.id for row in rows.values() if row.tally_id}
    if by is not None:
        done = await select(TallyRow, "id", "cycle_id", cycle_id__in=cycle.routine, finished_at__lte=by, state="done",
                            order=("finished_at", "id"))  # fmt: skip
        tallies = {tally: of for of, tally in {row.cycle_id: row.id for row in done}.items()}
    found: dict[str, dict[str, RoutineResult]] = {}
    for grade in await select(GradeRow, tally_id__in=sorted(tallies), person_id__in=sorted(subjects)):
        of = rows[tallies[grade.tally_id]]
        found.setdefault(grade.person_id, {})[of.id] = RoutineResult(
            cycle=CycleId(of.id),
            title=Text(zh=of.title_zh, en=of.title_en),
            points=grade.points,
            grade=Grade(grade.grade) if grade.grade else None,
        )
    return {
        subject: tuple(by_cycle[key] for key in cycle.routine if key in by_cycle) for subject, by_cycle in found.items()
    }


def last_day(cycle: AssessmentCycle) -> date:
    """The last day of a cycle's period."""
    return (cycle.period.end or date.max) - ONE_DAY


async def decisions_of_cycle(cycle: str, unit: str | None = None) -> dict[str, GradeDecision]:
    """The decision on the grade that holds, of each appraisal where somebody has decided; of all, or in one unit."""
    decided = decisions_among(cycle, unit).order_by("decided_at", "id")
    return {row.appraisal_id: decision_of(row) for row in await decided}


def decisions_among(cycle: str, unit: str | None) -> QuerySet[GradeDecisionRow]:
    """The decisions on grades in a cycle, those that hold no more too: of all, or in one unit."""
    among = AppraisalRow.filter(cycle_id=cycle) if unit is None else AppraisalRow.filter(cycle_id=cycle, unit_id=unit)
    return GradeDecisionRow.filter(appraisal_id__in=Subquery(among.values("id")))


async def open_appeals(cycle: str) -> int:
    """How many appeals of a cycle wait for a decision."""
    waiting = [status.value for status in (AppealStatus.RAISED, AppealStatus.ASSIGNED)]
    return await AppealRow.filter(cycle_id=cycle, status__in=waiting).count()


async def grades_of_units(cycle: AssessmentCycle) -> dict[UnitId, Grade | None]:
    """How units themselves are graded, by annual cycles of the same days that have come to their end."""
    same = await select(
        CycleRow,
        kind=CycleKind.ANNUAL.value,
        period_from=cycle.period.start,
        period_to=cycle.period.end,
        stage=Stage.CLOSED.value,
    )
    tallies = [row.tally_id for row in same if row.tally_id]
    found = await select(GradeRow, "person_id", "unit_id", "grade", tally_id__in=tallies)
    return {
        UnitId(row.unit_id): Grade(row.grade) if row.grade else None for row in found if row.person_id == row.unit_id
    }
