"""A subject's score in a cycle: what was served in, the year's routine results, and what reviewers adjusted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model import (
    Adjustment,
    Assessment,
    AssessmentCycle,
    Candidate,
    Derivation,
    Grade,
    GradeDecision,
    GradingRule,
    PartSum,
    ProgressRecord,
    QuotaGroup,
    ResultSums,
    RoutineResult,
    Rule,
    Segment,
)
from governance_core.assessment.rules.readings import nearest
from governance_core.assessment.rules.scores import WHOLE, ZERO, group, limited, score_of, score_segments
from governance_core.assessment.rules.spans import last_day
from governance_core.assessment.rules.weights import shared_out
from governance_core.values import Missing, Text, Value, total


def score_cycle(
    cycle: AssessmentCycle,
    segments: Sequence[Segment],
    records: Iterable[ProgressRecord],
    *,
    known_at: datetime | None = None,
    routine: Sequence[RoutineResult] = (),
    adjustments: Iterable[Adjustment] = (),
) -> Assessment:
    """What somebody, or a unit, comes to in a cycle as known at an instant, with all it rests on.

    The score is about the cycle's last day, and what is missing then means what each scheme says. The routine results
    of the year share the weight that the cycle gives them, each alike; who had none is scored by the year alone.
    Adjustments that count are added as they stand. The whole stays between 0 and 100.

    Args:
        cycle: the cycle.
        segments: what was served in during its days, as `segments_served` says.
        records: every record of the subject, in any order.
        known_at: what was verified by then counts; None for now.
        routine: the results in the routine cycles that it builds on, of those the subject took part in.
        adjustments: the adjustments, the withdrawn ones too.

    Raises:
        OutsideCycle: nothing was served in.
        ValueError: the records are those of several subjects.
    """
    as_of = last_day(cycle.period)
    routine_weight = cycle.routine_weight if routine else ZERO
    served = score_segments(
        segments, records, as_of=as_of, known_at=known_at, closing=True, whole=WHOLE - routine_weight
    )
    root = served.derivation
    parts = list(root.children) if root.rule is Rule.CYCLE else [root]
    weights = shared_out({one.cycle: Fraction(1, len(routine)) for one in routine}, routine_weight)
    parts += [_routine(one, weights[one.cycle]) for one in routine]
    parts += [_adjustment(one) for one in adjustments if one.withdrawn is None]
    derivation = group(code=cycle.code, title=cycle.title, rule=Rule.CYCLE, children=limited(parts, WHOLE))
    return Assessment(
        scheme=served.scheme, as_of=as_of, known_at=known_at, score=score_of(derivation), derivation=derivation
    )


def candidate(
    assessment: Assessment,
    *,
    subject: str,
    unit: str,
    rule: GradingRule,
    routine: Sequence[RoutineResult] = (),
    decision: GradeDecision | None = None,
    excellent_unit: bool = False,
) -> Candidate:
    """Whom the grading rule is asked about, as a score makes them."""
    found = dimension_points(assessment.derivation)
    return Candidate(
        subject=subject,
        group=unit if rule.quota_by is QuotaGroup.UNIT else "",
        points=assessment.score.points,
        ties=tuple(found.get(code, ZERO) for code in rule.ties),
        best=assessment.best_place,
        excellent_unit=excellent_unit,
        routine=tuple(one.grade for one in routine),
        decided=decision.grade if decision else None,
    )


def dimension_points(derivation: Derivation) -> dict[str, Decimal]:
    """The points that each dimension brings, by code, over all that was served in; six decimals."""
    found: dict[str, Decimal] = {}
    for node in nodes(derivation):
        if node.rule is Rule.DIMENSION:
            found[node.code] = found.get(node.code, ZERO) + node.contribution
    return found


def result_sums(assessment: Assessment, grade: Grade | None, initiatives: Mapping[str, str]) -> ResultSums:
    """One subject's result as sums, of which those of units are made.

    Args:
        assessment: the score in the cycle.
        grade: the grade; None where there is none.
        initiatives: the initiative that each indicator serves, by the indicator's code.
    """
    points = assessment.score.points
    all_nodes = nodes(assessment.derivation)
    dimensions = [(node.code, node) for node in all_nodes if node.rule is Rule.DIMENSION]
    served = [(initiatives[node.code], node) for node in all_nodes if not node.children and node.code in initiatives]
    return ResultSums(
        subjects=1,
        scored=0 if points is None else 1,
        points=points or ZERO,
        grades={} if grade is None else {grade: 1},
        dimensions=_parts(dimensions),
        initiatives=_parts(served),
    )


def nodes(derivation: Derivation) -> list[Derivation]:
    """Every number of a derivation, each before its parts."""
    return [derivation, *(below for child in derivation.children for below in nodes(child))]


def _parts(named: Iterable[tuple[str, Derivation]]) -> dict[str, PartSum]:
    """What several numbers of one name come to out of 100; none where nothing applies, or some of it is missing."""
    together: dict[str, list[Derivation]] = {}
    for name, node in named:
        together.setdefault(name, []).append(node)
    found: dict[str, PartSum] = {}
    for name, parts in sorted(together.items()):
        worth = total(one.effective_weight for one in parts)
        if worth and all(one.low == one.high for one in parts):
            share = Fraction(total(one.contribution for one in parts)) / Fraction(worth)
            found[name] = PartSum(subjects=1, points=nearest(share * 100))
    return found


def _routine(result: RoutineResult, weight: Decimal) -> Derivation:
    points = result.points
    number = ZERO if points is None else nearest(Fraction(weight) * Fraction(points) / 100)
    return Derivation(
        code=result.cycle,
        title=result.title,
        rule=Rule.ROUTINE,
        weight=weight,
        effective_weight=weight,
        reading=Missing() if points is None else Value(number=points),
        contribution=number,
        low=number,
        high=weight if points is None else number,
    )


def _adjustment(adjustment: Adjustment) -> Derivation:
    return Derivation(
        code=adjustment.id,
        title=Text(zh=adjustment.reason),
        rule=Rule.ADJUSTMENT,
        weight=ZERO,
        effective_weight=ZERO,
        contribution=adjustment.points,
        low=adjustment.points,
        high=adjustment.points,
    )
