"""What an indicator reads on a day, from the records that count then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from governance_core.assessment.model import (
    Derived,
    Direction,
    Input,
    Measure,
    MilestoneReached,
    Milestones,
    NotApplicableEntry,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    Rating,
    Rule,
    Step,
    Totalling,
    Veto,
    VetoEntry,
)
from governance_core.assessment.rules.spans import Span, expected_share
from governance_core.values import Missing, NotApplicable, Reading, RecordId, Text, Value, total

NOT_DUE = "not-due"
MOST_INPUTS = 50
_PLACES = 6
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainment:
    """What was read, and how far that is of the way.

    Attributes:
        rule: by which rule.
        reading: in the indicator's own unit.
        share: from 0 to `most`, exactly; 0 where nothing was read.
        most: the most it can come to; more than 1 where more than the target counts.
        unit: the unit of a quantity.
        floor: the reading that is none of the way, where there is one.
        expected: the reading that is all of the way on this day, where there is one.
        inputs: the numbers it was made from.
        formula: how a derived reading came about.
        caps_at: the best grade that a veto leaves, where one was found.
        records: the records it rests on.
    """

    rule: Rule
    reading: Reading
    share: Fraction = Fraction(0)
    most: Fraction = _ONE
    unit: Text | None = None
    floor: Decimal | None = None
    expected: Decimal | None = None
    inputs: tuple[Input, ...] = ()
    formula: Step | None = None
    caps_at: int | None = None
    records: tuple[RecordId, ...] = ()


def nearest(number: Fraction) -> Decimal:
    """`number` to six decimals, half up, from its exact value: a quotient of Decimals would be rounded twice."""
    units = int(abs(number) * 10**_PLACES + Fraction(1, 2))
    return Decimal(units if number >= 0 else -units).scaleb(-_PLACES)


def rule_of(measure: Measure) -> Rule:
    """By which rule a measure's readings come about."""
    match measure:
        case Quantity():
            return Rule.QUANTITY if measure.direction is Direction.HIGHER else Rule.QUANTITY_LOWER
        case Milestones():
            return Rule.MILESTONES
        case Points():
            return Rule.POINTS
        case Rating():
            return Rule.RATING
        case Derived():
            return Rule.DERIVED if measure.direction is Direction.HIGHER else Rule.DERIVED_LOWER
        case Veto():
            return Rule.VETO


def set_aside(measure: Measure, records: Sequence[ProgressRecord]) -> Attainment | None:
    """What is read where the latest record says that the indicator does not apply; None where it says otherwise."""
    latest = records[-1] if records else None
    if latest is None or not isinstance(latest.entry, NotApplicableEntry):
        return None
    return Attainment(rule=rule_of(measure), reading=NotApplicable(reason=latest.entry.reason), records=(latest.id,))


def amount_read(
    measure: Quantity, records: Sequence[ProgressRecord], earlier: Sequence[ProgressRecord], span: Span
) -> Attainment:
    """What a quantity reads; where the latest amount stands for all, one from before the service does so too."""
    asked = expected_share(measure, span)
    best, worst = Fraction(measure.target) * asked, Fraction(measure.floor) * asked
    unit, floor, expected, rule = measure.unit, nearest(worst), nearest(best), rule_of(measure)
    most = _most(measure)
    looked_at = records if measure.total is Totalling.SUM else (*earlier, *records)
    amounts = [(record.id, record.entry.amount) for record in looked_at if isinstance(record.entry, QuantityEntry)]
    if not amounts:
        return Attainment(rule=rule, reading=Missing(), unit=unit, floor=floor, expected=expected, most=most)
    counted = amounts if measure.total is Totalling.SUM else amounts[-1:]
    amount = total(number for _, number in counted)
    return Attainment(
        rule=rule,
        reading=Value(number=amount),
        share=share_of_way(Fraction(amount), worst, best, most, measure.direction),
        most=most,
        unit=unit,
        floor=floor,
        expected=expected,
        inputs=tuple(
            Input(code="record", number=number, counted=number, record=record)
            for record, number in counted[:MOST_INPUTS]
        ),
        records=tuple(record for record, _ in counted),
    )


def share_of_way(amount: Fraction, worst: Fraction, best: Fraction, most: Fraction, direction: Direction) -> Fraction:
    """How far an amount is from `worst` to `best`; where nothing is expected, what is not worse will do."""
    if best == worst:
        reached = amount >= best if direction is Direction.HIGHER else amount <= best
        return _ONE if reached else Fraction(0)
    return min(max((amount - worst) / (best - worst), Fraction(0)), most)


def steps_read(
    measure: Milestones, records: Sequence[ProgressRecord], earlier: Sequence[ProgressRecord], span: Span
) -> Attainment:
    """What milestones read: of those due in the days served, or reached in them, how much of their worth was earned.

    What was reached before the service began is neither due in it nor earned in it.
    """
    before = {one.entry.milestone for one in earlier if isinstance(one.entry, MilestoneReached)}
    reached: dict[str, ProgressRecord] = {}
    for record in records:
        if isinstance(record.entry, MilestoneReached) and record.entry.milestone not in before:
            reached.setdefault(record.entry.milestone, record)
    due = [
        one
        for one in measure.milestones
        if one.code in reached or (one.code not in before and one.due_on in span.served and one.due_on <= span.day)
    ]
    if not due:
        return Attainment(rule=Rule.MILESTONES, reading=NotApplicable(reason=NOT_DUE))
    expected = total(one.share for one in due)
    inputs: list[Input] = []
    earned = Fraction(0)
    for one in due:
        found = reached.get(one.code)
        days_late = max(((found.occurred_on if found else span.last) - one.due_on).days, 0)
        kept = Fraction(one.share) * _kept(measure, days_late) if found else Fraction(0)
        earned += kept
        inputs.append(
            Input(
                code=one.code,
                title=one.title,
                number=one.share if found else Decimal(0),
                counted=nearest(kept),
                of=days_late,
                record=found.id if found else None,
            )
        )
    return Attainment(
        rule=Rule.MILESTONES,
        reading=Value(number=nearest(earned)),
        share=earned / Fraction(expected),
        floor=Decimal(0),
        expected=expected,
        inputs=tuple(inputs),
        records=tuple(record.id for record in reached.values()),
    )


def _kept(measure: Milestones, days_late: int) -> Fraction:
    """The part of its worth that a step keeps when it is reached so many days late."""
    left = 1 - Fraction(measure.late_decay) * days_late / 100
    return max(left, Fraction(measure.late_floor) / 100) if days_late else _ONE


def points_read(measure: Points, records: Sequence[ProgressRecord]) -> Attainment:
    """What points read: the base, with what was added and deducted, each as far as it counts."""
    changes = [(record.id, record.entry.points) for record in records if isinstance(record.entry, PointsEntry)]
    added = total(points for _, points in changes if points > 0)
    deducted = -total(points for _, points in changes if points < 0)
    bonus = added if measure.most_bonus is None else min(added, measure.most_bonus)
    deduction = deducted if measure.most_deduction is None else min(deducted, measure.most_deduction)
    points = min(max(measure.base + bonus - deduction, measure.floor), measure.ceiling)
    return Attainment(
        rule=Rule.POINTS,
        reading=Value(number=points),
        share=Fraction(points - measure.floor) / Fraction(measure.ceiling - measure.floor),
        floor=measure.floor,
        expected=measure.ceiling,
        inputs=(
            Input(code="base", number=measure.base, counted=measure.base),
            Input(code="bonus", number=added, counted=bonus),
            Input(code="deduction", number=-deducted, counted=-deduction),
        ),
        records=tuple(record for record, _ in changes),
    )


def veto_read(measure: Veto, records: Iterable[ProgressRecord]) -> Attainment:
    """Whether what must not happen has happened: how often."""
    found = [record.id for record in records if isinstance(record.entry, VetoEntry)]
    return Attainment(
        rule=Rule.VETO,
        reading=Value(number=Decimal(len(found))),
        share=_ONE,
        caps_at=measure.caps_at if found else None,
        records=tuple(found),
    )


def _most(measure: Quantity) -> Fraction:
    if measure.cap is None:
        return _ONE
    floor = Fraction(measure.floor)
    return (Fraction(measure.cap) - floor) / (Fraction(measure.target) - floor)
