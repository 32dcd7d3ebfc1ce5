"""Opening a cycle, and letting it go on from stage to stage."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from governance_core.assessment import (
    AssessmentCycle,
    CycleKind,
    GradingRule,
    QuotaGroup,
    Stage,
    StageTime,
    advance_cycle,
    open_cycle,
    people_for_a_place,
    refuse_without_places,
)
from governance_core.errors import Duplicate, TallyRunning, UnknownValue
from governance_core.values import AppraisalId, CycleId, Period, Text, UnitId
from graphql_api.assessment.queries import (
    area_of_cycle,
    open_appeals,
    participants,
    refuse_elsewhere,
    require_cycle,
    schemes_of_cycle,
    subjects_of_cycle,
)
from graphql_api.assessment.service.tallying import ask_tally, run_tally
from graphql_api.assessment.tables import (
    RUNNING,
    AppraisalRow,
    CycleRow,
    SchemeRow,
    TallyRow,
    add_cycle,
    load_cycles,
    store_stage,
)
from graphql_api.organisation import require_unit
from graphql_api.platform.bulk import create_rows
from graphql_api.platform.errors import StaleVersion
from graphql_api.platform.sql import batches
from graphql_api.platform.work import Begin, Work
from graphql_api.platform.working_days import working_days

ENROLLED_AT_ONCE = 500
_TALLIED = frozenset({Stage.CALIBRATION, Stage.PUBLICITY, Stage.CLOSED})
_ENROLLING = frozenset({Stage.SELF_ASSESSMENT, Stage.REVIEW, Stage.CALIBRATION})


async def open_(
    begin: Begin,
    *,
    code: str,
    kind: CycleKind,
    title: Text,
    period: Period,
    unit: str,
    schemes: Sequence[str],
    grading: GradingRule,
    timetable: Sequence[StageTime],
    routine: Sequence[str] = (),
    routine_weight: Decimal = Decimal(0),
) -> CycleId:
    """A cycle is opened: by schemes that are published, for a unit that the caller sees and all below it."""
    async with begin("assessment.open_cycle", subject=code, unit=unit, period=period) as work:
        await work.alone(f"cycle code:{code}")
        await require_unit(work, unit, work.today, path=("unit",))
        await _refuse_others(schemes, period)
        if await CycleRow.filter(code=code).exists():
            raise Duplicate(value=code, path=("code",))
        for place, key in enumerate(routine):
            await require_cycle(key, path=("routine", str(place)))
        outcome = open_cycle(
            id=CycleId(work.new_id()),
            code=code,
            kind=kind,
            title=title,
            period=period,
            unit=UnitId(unit),
            schemes=schemes,
            grading=grading,
            timetable=timetable,
            on=work.today,
            by=work.person,
            at=work.now,
            routine=await _in_order(routine),
            routine_weight=routine_weight,
        )
        await _refuse_without_places(outcome.state)
        await add_cycle(outcome.state, work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def advance(begin: Begin, *, cycle: str, to: Stage, expected: int | None = None) -> CycleId:
    """A cycle goes on to its next stage.

    Who takes part is written down as the cycle goes on to self-assessment, review and calibration, so that whoever came
    late is there too. Calibration, publicity and the close need a tally: the stage is entered when that is done, which
    for many people is after this act has answered.
    """
    tally: str | None = None
    async with begin("assessment.advance_cycle", subject=cycle, to=to) as work:
        await work.alone(f"cycle:{cycle}")
        before, row = await require_cycle(cycle, path=("cycle",))
        await refuse_elsewhere(work, before, "assessment.advance_cycle")
        if expected not in {None, row.version}:
            raise StaleVersion(kind="assessment cycle", key=cycle, current=row.version)
        await refuse_while_tallied(before)
        outcome = advance_cycle(
            before,
            to=to,
            on=work.today,
            by=work.person,
            at=work.now,
            working_days=await working_days(work.today),
            open_appeals=await open_appeals(cycle),
        )
        if to in _ENROLLING:
            await _enrol(work, before)
        if to in _TALLIED:
            tally = await ask_tally(work, before, to)
        else:
            await store_stage(outcome.state, version=row.version + 1, entry_id=work.entry_id)
            work.record(outcome.events)
    if tally is not None:
        await run_tally(begin, tally)
    return CycleId(cycle)


async def refuse_while_tallied(cycle: AssessmentCycle) -> None:
    """Refuse to change what scores and grades rest on while they are being worked out.

    Raises:
        TallyRunning: they are.
    """
    if await TallyRow.filter(cycle_id=cycle.id, state=RUNNING).exists():
        raise TallyRunning(cycle=cycle.code)


async def _in_order(keys: Sequence[str]) -> list[AssessmentCycle]:
    found = {cycle.id: cycle for cycle, _ in await load_cycles(list(keys))}
    return [found[CycleId(key)] for key in keys]


async def _refuse_others(schemes: Sequence[str], period: Period) -> None:
    """Refuse schemes that are not published, or are about none of the days."""
    published = SchemeRow.filter(published_at__isnull=False, cycle_to__gt=period.start)
    if period.end is not None:
        published = published.filter(cycle_from__lt=period.end)
    known = tuple(sorted({str(one) for one in await published.values_list("code", flat=True)}))
    for place, scheme in enumerate(schemes):
        if scheme not in known:
            raise UnknownValue(value=scheme[:80], known=known, path=("schemes", str(place)))


async def _refuse_without_places(cycle: AssessmentCycle) -> None:
    """Refuse a quota that gives no place in any group of those who would take part as is known now."""
    schemes, area = await schemes_of_cycle(cycle), await area_of_cycle(cycle)
    groups: Counter[str] = Counter()
    enough = people_for_a_place(cycle.grading)
    for some in batches(await subjects_of_cycle(cycle, schemes, area), ENROLLED_AT_ONCE):
        for one in await participants(cycle, schemes, area, some):
            groups[one.unit if cycle.grading.quota_by is QuotaGroup.UNIT else cycle.code] += 1
        if max(groups.values(), default=0) >= enough:
            break
    refuse_without_places(cycle.grading, groups)


async def _enrol(work: Work, cycle: AssessmentCycle) -> None:
    """Write down who takes part and is not there yet."""
    schemes, area = await schemes_of_cycle(cycle), await area_of_cycle(cycle)
    there = {str(key) for key in await AppraisalRow.filter(cycle_id=cycle.id).values_list("person_id", flat=True)}
    subjects = [one for one in await subjects_of_cycle(cycle, schemes, area) if one not in there]
    for some in batches(subjects, ENROLLED_AT_ONCE):
        found = await participants(cycle, schemes, area, some, as_of=work.today)
        await create_rows(
            [
                AppraisalRow(
                    id=AppraisalId(work.new_id()),
                    cycle_id=cycle.id,
                    person_id=one.subject,
                    unit_id=one.unit,
                    home_unit_id=one.home,
                    recorded_at=work.now,
                    entry_id=work.entry_id,
                )
                for one in found
            ]
        )
