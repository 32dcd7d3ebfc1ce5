"""What a draft would make of last year's records, before it is published."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from governance_core.assessment.model import (
    Adjustment,
    Assessment,
    AssessmentCycle,
    Comparison,
    CycleKind,
    Dimension,
    Grade,
    GradingRule,
    HeldPost,
    IndicatorScheme,
    Measure,
    Milestones,
    Move,
    ProgressRecord,
    Proposal,
    Quantity,
    RoutineResult,
    Segment,
    Subject,
    Trial,
    grades_of,
)
from governance_core.assessment.rules.cycle_scores import candidate, score_cycle
from governance_core.assessment.rules.entries import fits
from governance_core.assessment.rules.grades import propose_grades
from governance_core.assessment.rules.in_force import is_about
from governance_core.assessment.rules.moves import indicator_moves
from governance_core.assessment.rules.service import by_precedence
from governance_core.values import Period

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOfWork:
    """One subject's work in the cycle that a draft is tried on, with all that its result rested on.

    Attributes:
        subject: the key of whom it is about.
        unit: where they are assessed, among whom quotas count.
        segments: what was served in, under which scheme, with what figures read then; not empty.
        tried: the places of the segments in whose stead the draft is tried, as `places_tried` says; none for who is
            graded among the others alone.
        records: all their records.
        routine: the results in the routine cycles that the cycle builds on.
        adjustments: the adjustments, the withdrawn ones too.
        known_at: what was verified by then counts; None for now.
        excellent_unit: whether their unit is itself excellent.
    """

    subject: str
    unit: str
    segments: Sequence[Segment]
    tried: Sequence[int]
    records: Sequence[ProgressRecord]
    routine: Sequence[RoutineResult] = ()
    adjustments: Sequence[Adjustment] = ()
    known_at: datetime | None = None
    excellent_unit: bool = False


def compare_schemes(
    cycle: AssessmentCycle,
    draft: IndicatorScheme,
    cases: Iterable[CaseOfWork],
    *,
    draft_rule: GradingRule | None = None,
) -> Comparison:
    """Whose score or grade in a cycle would be another one under a draft, and why.

    The draft is tried as if it had been in force on the days of the segments that are tried: its own days are moved
    there. A record of such a day counts under the draft's indicator with the same code where that measures the same
    kind of thing; else it is left out. All else of a score stays as it was: other days, figures, routine results and
    adjustments. Grades are those the rule proposes, quotas included, before anybody decides.

    Args:
        cycle: the cycle.
        draft: the scheme that is tried.
        cases: the work of everybody who is graded.
        draft_rule: how points would become grades; None for the cycle's own rule.
    """
    rule = draft_rule or cycle.grading
    trials = [try_scheme(cycle, draft, case, draft_rule=rule) for case in cases]
    return compared(cycle, trials, draft_rule=rule)


def try_scheme(
    cycle: AssessmentCycle,
    draft: IndicatorScheme,
    case: CaseOfWork,
    *,
    draft_rule: GradingRule | None = None,
) -> Trial:
    """What one subject's work comes to as it was and under a draft; the arguments are those of `compare_schemes`."""
    old = new = _scored(cycle, case, case.segments, case.records)
    if case.tried:
        new = _scored(cycle, case, *_under(draft, case))
    before, after = (
        candidate(
            made,
            subject=case.subject,
            unit=case.unit,
            rule=rule,
            routine=case.routine,
            excellent_unit=case.excellent_unit,
        )
        for made, rule in ((old, cycle.grading), (new, draft_rule or cycle.grading))
    )
    return Trial(before=before, after=after, because=indicator_moves(old, new))


def places_tried(
    cycle: AssessmentCycle,
    draft: IndicatorScheme,
    segments: Sequence[Segment],
    posts: Iterable[HeldPost],
    unit_kind: str | None = None,
) -> tuple[int, ...]:
    """In the stead of which segments a draft is tried: those in a post, or of a kind of unit, that it is about.

    Where it is a version of one of the cycle's schemes, it is tried in that one's stead alone; else in that of any.

    Args:
        cycle: the cycle.
        draft: the scheme that is tried.
        segments: what a subject served in.
        posts: the posts that a person holds, with their days.
        unit_kind: the kind of a unit that is assessed itself.
    """
    held = sorted(posts, key=by_precedence)
    return tuple(
        place
        for place, one in enumerate(segments)
        if one.scheme.subject is draft.subject
        and (draft.code not in cycle.schemes or draft.code == one.scheme.code)
        and (unit_kind in draft.unit_kinds if draft.subject is Subject.UNIT else _about_post(draft, one, held))
    )


def _about_post(draft: IndicatorScheme, segment: Segment, held: Iterable[HeldPost]) -> bool:
    """Whether a draft is about the post that was served in: the unit's first that the segment's scheme is about."""
    served = (
        one
        for one in held
        if segment.period.start in one.period and one.unit == segment.unit and is_about(segment.scheme, one)
    )
    post = next(served, None)
    return post is not None and is_about(draft, post)


def compared(cycle: AssessmentCycle, trials: Sequence[Trial], *, draft_rule: GradingRule | None = None) -> Comparison:
    """What the trials of everybody concerned come to, once they are graded among each other."""
    before = propose_grades(cycle.kind, cycle.grading, [one.before for one in trials])
    after = propose_grades(cycle.kind, draft_rule or cycle.grading, [one.after for one in trials])
    because = {one.before.subject: one.because for one in trials}
    moves = [
        Move(
            subject=old.subject,
            points_before=old.points,
            points_after=new.points,
            grade_before=old.grade,
            grade_after=new.grade,
            because=because[old.subject],
        )
        for old, new in zip(before, after, strict=True)
        if old.grade is not new.grade or old.points != new.points
    ]
    return Comparison(
        subjects=len(trials),
        before=_distribution(cycle.kind, before),
        after=_distribution(cycle.kind, after),
        moves=tuple(sorted(moves, key=lambda one: (not one.grade_moves, -abs(one.change or ZERO), one.subject))),
    )


def _distribution(kind: CycleKind, proposals: Iterable[Proposal]) -> dict[Grade, int]:
    counts = Counter(one.grade for one in proposals)
    return {grade: counts[grade] for grade in grades_of(kind)}


def _scored(
    cycle: AssessmentCycle, case: CaseOfWork, segments: Sequence[Segment], records: Iterable[ProgressRecord]
) -> Assessment:
    return score_cycle(
        cycle, segments, records, known_at=case.known_at, routine=case.routine, adjustments=case.adjustments
    )


def _under(draft: IndicatorScheme, case: CaseOfWork) -> tuple[list[Segment], list[ProgressRecord]]:
    """What was served in, and the records, as they would have been under the draft."""
    tried = [case.segments[place] for place in case.tried]
    codes = {one.scheme.code for one in tried}
    versions = {one.scheme.id for one in case.segments if one.scheme.code in codes}
    indicators = {one.code: one for one in draft.indicators}
    segments = [
        replace(one, scheme=shifted_scheme(draft, one.scheme.cycle)) if place in case.tried else one
        for place, one in enumerate(case.segments)
    ]
    records: list[ProgressRecord] = []
    for record in case.records:
        if record.scheme not in versions or not any(record.occurred_on in one.period for one in tried):
            records.append(record)
        elif (indicator := indicators.get(record.indicator)) is not None and fits(indicator, record.entry):
            records.append(replace(record, scheme=draft.id))
    return segments, records


def shifted_scheme(scheme: IndicatorScheme, cycle: Period) -> IndicatorScheme:
    """A scheme as if it were about another cycle: its milestones and checkpoints as many days into that."""
    days = cycle.start - scheme.cycle.start
    last = (cycle.end or date.max) - timedelta(days=1)
    return replace(
        scheme,
        cycle=cycle,
        effective_on=None,
        dimensions=tuple(_shifted(one, days, last) for one in scheme.dimensions),
    )


def _shifted(dimension: Dimension, days: timedelta, last: date) -> Dimension:
    return replace(
        dimension,
        indicators=tuple(
            replace(one, measure=_shifted_measure(one.measure, days, last)) for one in dimension.indicators
        ),
    )


def _shifted_measure(measure: Measure, days: timedelta, last: date) -> Measure:
    match measure:
        case Milestones():
            steps = tuple(replace(one, due_on=min(one.due_on + days, last)) for one in measure.milestones)
            return replace(measure, milestones=steps)
        case Quantity():
            points = tuple(replace(one, on=min(one.on + days, last)) for one in measure.checkpoints)
            return replace(measure, checkpoints=points)
        case _:
            return measure
