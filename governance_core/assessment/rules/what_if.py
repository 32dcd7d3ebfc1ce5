"""What a draft would make of last year's records, before it is published."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from governance_core.assessment.model import (
    Assessment,
    CycleKind,
    Dimension,
    Grade,
    GradingRule,
    IndicatorScheme,
    Measure,
    Milestones,
    Move,
    ProgressRecord,
    Quantity,
)
from governance_core.assessment.rules.cycle_scores import candidate
from governance_core.assessment.rules.entries import fits
from governance_core.assessment.rules.grades import propose_grades
from governance_core.assessment.rules.moves import indicator_moves
from governance_core.assessment.rules.scores import score
from governance_core.values import Period, Reading

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOfWork:
    """One subject's work in the cycle that a draft is tried on.

    Attributes:
        subject: the key of whom it is about.
        unit: where they are assessed, among whom quotas count.
        records: all their records under the scheme that was in force.
        figures: what figures of other domains read then, by code.
    """

    subject: str
    unit: str
    records: Sequence[ProgressRecord]
    figures: Mapping[str, Reading]


def compare_schemes(
    before: IndicatorScheme,
    draft: IndicatorScheme,
    cases: Iterable[CaseOfWork],
    *,
    kind: CycleKind,
    rule: GradingRule,
    draft_rule: GradingRule | None = None,
    known_at: datetime | None = None,
) -> tuple[Move, ...]:
    """Whose score or grade would be another one under a draft, and why; grades that move first, then by the change.

    The draft is tried as if it had been in force in the other's cycle: its days are moved there. A record counts under
    the indicator with the same code where that measures the same kind of thing; else it is left out. Scores are about
    the whole cycle under one scheme, and grades are those the rule proposes, quotas included, before anybody decides.

    Args:
        before: the scheme that was in force.
        draft: the scheme that is tried.
        cases: the work of everybody concerned.
        kind: which grades are given.
        rule: how points became grades.
        draft_rule: how they would; None for the same.
        known_at: what was verified by then counts; None for now.
    """
    tried = shifted_scheme(draft, before.cycle)
    as_of = before.last_day
    old: dict[str, Assessment] = {}
    new: dict[str, Assessment] = {}
    units: dict[str, str] = {}
    for case in cases:
        units[case.subject] = case.unit
        moved = list(_under(tried, before, case.records))
        for found, scheme, records in ((old, before, case.records), (new, tried, moved)):
            found[case.subject] = score(
                scheme, records, as_of=as_of, known_at=known_at, figures=case.figures, closing=True
            )
    grades_before = _grades(kind, rule, old, units)
    grades_after = _grades(kind, draft_rule or rule, new, units)
    moves = [
        Move(
            subject=subject,
            points_before=old[subject].score.points,
            points_after=new[subject].score.points,
            grade_before=grades_before[subject],
            grade_after=grades_after[subject],
            because=indicator_moves(old[subject], new[subject]),
        )
        for subject in sorted(old)
    ]
    return tuple(
        sorted(
            (one for one in moves if one.grade_moves or one.points_before != one.points_after),
            key=lambda one: (not one.grade_moves, -abs((one.points_after or ZERO) - (one.points_before or ZERO))),
        )
    )


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


def _under(
    draft: IndicatorScheme, before: IndicatorScheme, records: Iterable[ProgressRecord]
) -> Iterator[ProgressRecord]:
    """The records as they would count under the draft."""
    indicators = {one.code: one for one in draft.indicators}
    for record in records:
        indicator = indicators.get(record.indicator)
        if record.scheme == before.id and indicator is not None and fits(indicator, record.entry):
            yield replace(record, scheme=draft.id)


def _grades(
    kind: CycleKind, rule: GradingRule, found: Mapping[str, Assessment], units: Mapping[str, str]
) -> dict[str, Grade | None]:
    candidates = [
        candidate(assessment, subject=subject, unit=units[subject], rule=rule) for subject, assessment in found.items()
    ]
    return {one.subject: one.grade for one in propose_grades(kind, rule, candidates)}
