"""Scoring some of a cycle's appraisals, and grading all of them once they are scored."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from governance_core.assessment import (
    Absence,
    AppealStatus,
    Appraisal,
    Assessment,
    AssessmentCycle,
    Candidate,
    Grade,
    Proposal,
    QuotaGroup,
    ResultSums,
    Segment,
    Stage,
    absence,
    advance_cycle,
    assessment_to_data,
    candidate,
    in_excellent_unit,
    propose_grades,
    result_sums,
    score_cycle,
    units_above,
)
from governance_core.values import UnitId
from graphql_api.assessment.queries import (
    Grounds,
    ancestries_of,
    decisions_of_cycle,
    grades_of_units,
    last_day,
    open_appeals,
    routine_results,
    served_then,
)
from graphql_api.assessment.tables import (
    AdjustmentRow,
    AppraisalRow,
    GradeDecisionRow,
    GradeRow,
    LeftOutRow,
    ResultRow,
    ResultSumRow,
    ReviewRow,
    TallyRow,
    load_appraisals,
    segment_to_data,
    store_stage,
    sums_from_data,
    sums_to_data,
    verified_records,
)
from graphql_api.platform.bulk import create_rows
from graphql_api.platform.rows import select, update
from graphql_api.platform.work import Work
from graphql_api.platform.working_days import working_days

_NAMED = frozenset({Stage.PUBLICITY, Stage.CLOSED})


async def put_results_aside(
    work: Work, cycle: AssessmentCycle, tally: Any, batch: Sequence[AppraisalRow], grounds: Grounds
) -> None:
    """Score some of a cycle's appraisals; nobody sees it before all are there.

    Who does not take part any more, by what was known of their posts when the tally was asked for, has no result, and
    that is put aside with its reason.
    """
    schemes, subjects = grounds.schemes, [row.person_id for row in batch]
    appraisals = await load_appraisals(batch)
    instants = {
        row.person_id: _known_at(tally.known_at.astimezone(UTC), one)
        for row, one in zip(batch, appraisals, strict=True)
    }
    served = await served_then(work.reader(), cycle, grounds, instants)
    records = await verified_records(subjects, [one.id for one in schemes])
    routine = await routine_results(cycle, subjects)
    stood = await ancestries_of({row.unit_id for row in batch})
    initiatives = {one.code: one.initiative for each in schemes for one in each.indicators if one.initiative}
    results: list[ResultRow] = []
    left_out: list[LeftOutRow] = []
    for row, appraisal in zip(batch, appraisals, strict=True):
        segments = served[row.person_id]
        why = absence(segments, grounds.area)
        if why is not None:
            left_out.append(_left_out(work.new_id(), tally, row, why))
            continue
        assessment = score_cycle(
            cycle,
            segments,
            records.get(row.person_id, ()),
            known_at=instants[row.person_id],
            routine=routine.get(row.person_id, ()),
            adjustments=appraisal.adjustments,
        )
        counted_in = units_above(appraisal.unit, stood.get(appraisal.unit, ()), last_day(cycle))
        results.append(_result(work.new_id(), cycle, tally.id, row, assessment, segments, initiatives, counted_in))
    await create_rows(results)
    await create_rows(left_out)


def _left_out(key: str, tally: Any, row: AppraisalRow, why: Absence) -> LeftOutRow:
    return LeftOutRow(
        id=key,
        tally_id=tally.id,
        cycle_id=row.cycle_id,
        appraisal_id=row.id,
        person_id=row.person_id,
        unit_id=row.unit_id,
        absence=why.value,
    )


def _known_at(known_at: datetime, appraisal: Appraisal) -> datetime:
    """What counts is what was known then; after an appeal that was upheld, what was known when that was decided."""
    upheld = [one.decided_at for one in appraisal.appeals if one.status is AppealStatus.UPHELD and one.decided_at]
    return max([known_at, *upheld])


def _result(
    key: str,
    cycle: AssessmentCycle,
    tally: str,
    row: AppraisalRow,
    assessment: Assessment,
    segments: Sequence[Segment],
    initiatives: Mapping[str, str],
    counted_in: Sequence[str],
) -> ResultRow:
    asked = candidate(assessment, subject=row.id, unit=row.unit_id, rule=cycle.grading)
    return ResultRow(
        id=key,
        tally_id=tally,
        cycle_id=cycle.id,
        appraisal_id=row.id,
        person_id=row.person_id,
        unit_id=row.unit_id,
        points=assessment.score.points,
        low=assessment.score.low,
        high=assessment.score.high,
        best=asked.best,
        ties=[f"{one:f}" for one in asked.ties],
        sums_data=sums_to_data(result_sums(assessment, None, initiatives)),
        assessment_data=assessment_to_data(assessment),
        service_data=[segment_to_data(one) for one in segments],
        known_at=assessment.known_at,
        counted_in="".join(f"{unit}/" for unit in counted_in),
    )


async def bring_into_view(work: Work, cycle: AssessmentCycle, stored: Any, tally: Any) -> None:
    """Grade everybody who was scored, sum the results up, and let the cycle enter its stage by it, all at once.

    Raises:
        QuotaExceeded: more top grades were decided than there are places.
        GovernanceError: the cycle can't enter the stage any more.
    """
    stage, decisions = Stage(tally.stage), await decisions_of_cycle(cycle.id)
    rows = await select(ResultRow, *_GRADED, tally_id=tally.id, order=("appraisal_id",))
    routine = await routine_results(cycle, [row.person_id for row in rows])
    of_units = await grades_of_units(cycle)
    candidates = [
        Candidate(
            subject=row.appraisal_id,
            group=row.unit_id if cycle.grading.quota_by is QuotaGroup.UNIT else cycle.code,
            points=None if row.points is None else row.points.quantize(Decimal("0.01")),
            ties=tuple(Decimal(one) for one in row.ties),
            best=row.best,
            excellent_unit=in_excellent_unit([UnitId(one) for one in row.counted_in.split("/")[:-1]], of_units),
            routine=tuple(one.grade for one in routine.get(row.person_id, ())),
            decided=decisions[row.appraisal_id].grade if row.appraisal_id in decisions else None,
        )
        for row in rows
    ]
    proposals = {one.subject: one for one in propose_grades(cycle.kind, cycle.grading, candidates)}
    outcome = advance_cycle(
        cycle,
        to=stage,
        on=work.today,
        by=tally.asked_by,
        at=work.now,
        working_days=await working_days(work.today),
        open_appeals=await open_appeals(cycle.id),
    )
    for table in (GradeRow, LeftOutRow, ResultSumRow):
        await update(table, {"in_view": False}, cycle_id=cycle.id, in_view=True)
    audience = "all" if stage in _NAMED else "reviewers"
    await update(LeftOutRow, {"in_view": True, "audience": audience}, tally_id=tally.id)
    if stage in _NAMED:
        concerned = [row.appraisal_id for row in (*rows, *await select(LeftOutRow, "appraisal_id", tally_id=tally.id))]
        for said in (ReviewRow, AdjustmentRow, GradeDecisionRow):
            await update(said, {"audience": "all"}, appraisal_id__in=concerned)
    grades = [_grade(work, tally, row, proposals[row.appraisal_id], decisions.get(row.appraisal_id)) for row in rows]
    await create_rows(grades)
    await create_rows(_sums(work, cycle, tally.id, rows, proposals))
    await update(TallyRow, {"state": "done", "finished_at": work.now}, id=tally.id)
    await store_stage(outcome.state, version=stored.version + 1, entry_id=work.entry_id, tally=tally.id)
    work.record(outcome.events)


_GRADED = (
    "id",
    "appraisal_id",
    "person_id",
    "unit_id",
    "points",
    "best",
    "ties",
    "sums_data",
    "counted_in",
)


def _grade(work: Work, tally: Any, row: Any, proposal: Proposal, decision: Any) -> GradeRow:
    """A grade with who decided it: whoever did so for this appraisal, else who lets the results come into view."""
    by, at = (decision.by, decision.at) if decision else (None, None)
    if decision is None and Stage(tally.stage) in _NAMED:
        by, at = tally.asked_by, work.now
    return GradeRow(
        id=work.new_id(),
        tally_id=tally.id,
        result_id=row.id,
        in_view=True,
        audience="all" if Stage(tally.stage) in _NAMED else "reviewers",
        cycle_id=tally.cycle_id,
        appraisal_id=row.appraisal_id,
        person_id=row.person_id,
        unit_id=row.unit_id,
        points=proposal.points,
        proposed=decision.proposed.value if decision and decision.proposed else _value(proposal.grade),
        reached=_value(proposal.reached),
        because=[one.value for one in proposal.because],
        places=proposal.places,
        grade=_value(proposal.grade),
        decided_by=by,
        decided_at=at,
    )


def _value(grade: Grade | None) -> str | None:
    return None if grade is None else grade.value


def _sums(
    work: Work, cycle: AssessmentCycle, tally: str, rows: Sequence[Any], proposals: Mapping[str, Proposal]
) -> list[ResultSumRow]:
    """The sums of results in every unit that one of them counts in."""
    found: dict[str, ResultSums] = {}
    for row in rows:
        grade = proposals[row.appraisal_id].grade
        own = sums_from_data(row.sums_data, points=row.points, grade=grade)
        for unit in row.counted_in.split("/")[:-1]:
            found[unit] = found.get(unit, ResultSums()) + own
    return [
        ResultSumRow(
            id=work.new_id(),
            tally_id=tally,
            cycle_id=cycle.id,
            unit_id=unit,
            in_view=True,
            subjects=sums.subjects,
            scored=sums.scored,
            points=sums.points,
            sums_data=sums_to_data(sums),
        )
        for unit, sums in sorted(found.items())
    ]
