"""Adjusting a score in calibration, and taking an adjustment back."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from governance_core.assessment.events import AdjustmentWithdrawn, ScoreAdjusted
from governance_core.assessment.model import Act, Adjustment, AppealStatus, Appraisal, AssessmentCycle, Withdrawal
from governance_core.assessment.rules.acting import about, refuse_acting
from governance_core.errors import AdjustmentsExceed, AlreadyDecided, Blank, InputFault, UnknownValue, refuse_faults
from governance_core.events import Outcome
from governance_core.plain_data import Path
from governance_core.values import AdjustmentId, PersonId, total
from governance_core.wording import LONGEST_NOTE, number_faults, text_faults

MOST_POINTS = Decimal(100)


def adjust(
    appraisal: Appraisal,
    *,
    id: AdjustmentId,  # noqa: A002 -- the field's name
    cycle: AssessmentCycle,
    points: Decimal,
    reason: str,
    by: PersonId | None,
    on: date,
    at: datetime,
) -> Outcome[Appraisal]:
    """A score is adjusted, by a named person and for a stated reason, which stands in its derivation.

    Args:
        appraisal: the appraisal.
        id: the adjustment's own key.
        cycle: its cycle, in calibration.
        points: what is added, or deducted where negative; not 0.
        reason: 1 to 2,000 characters.
        by: who adjusts.
        on: the day of the act.
        at: the instant of the act.

    Raises:
        WrongStage: the cycle is not in calibration.
        NameRequired, OwnAppraisal: nobody is named, or the appraisal is about who would adjust.
        RecordedOutOfOrder: something is known of the appraisal from after the instant of the act.
        AdjustmentsExceed: together with the others that count it would be more than the cycle allows.
        InputFault, InvalidInput: points that are none, a reason left out or too long.
    """
    author = refuse_acting(appraisal, by, cycle, Act.ADJUST, on, at)
    refuse_faults([*points_faults(points, ("points",)), *text_faults(reason, LONGEST_NOTE, ("reason",))])
    made = Adjustment(id=id, points=points, reason=reason, by=author, at=at)
    adjusted = replace(appraisal, adjustments=(*appraisal.adjustments, made))
    _refuse_too_much(adjusted, cycle, ("points",))
    happened = ScoreAdjusted(**about(appraisal, on), adjustment=id)
    return Outcome(state=adjusted, events=(happened,))


def withdraw_adjustment(
    appraisal: Appraisal,
    *,
    adjustment: AdjustmentId,
    cycle: AssessmentCycle,
    reason: str,
    by: PersonId | None,
    on: date,
    at: datetime,
) -> Outcome[Appraisal]:
    """An adjustment is taken back, by a named person and for a stated reason: it stays on record and no longer counts.

    Raises:
        WrongStage: the cycle is not in calibration.
        NameRequired, OwnAppraisal: nobody is named, or the appraisal is about who would withdraw.
        RecordedOutOfOrder: something is known of the appraisal from after the instant of the act.
        UnknownValue: the appraisal has no such adjustment.
        AlreadyDecided: it was withdrawn before, or is the remedy of an upheld appeal.
        AdjustmentsExceed: those that are left would be more than the cycle allows.
        Blank, TooLong: the reason is left out, or too long.
    """
    author = refuse_acting(appraisal, by, cycle, Act.ADJUST, on, at)
    known = {one.id: one for one in appraisal.adjustments}
    if adjustment not in known:
        raise UnknownValue(value=adjustment[:80], known=tuple(known), path=("adjustment",))
    found = known[adjustment]
    if found.appeal is not None:
        raise AlreadyDecided(record=adjustment, status=AppealStatus.UPHELD.value, path=("adjustment",))
    if found.withdrawn is not None:
        raise AlreadyDecided(record=adjustment, status="withdrawn", path=("adjustment",))
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    withdrawn = replace(found, withdrawn=Withdrawal(by=author, at=at, reason=reason))
    left = replace(
        appraisal, adjustments=tuple(withdrawn if one.id == adjustment else one for one in appraisal.adjustments)
    )
    _refuse_too_much(left, cycle, ("adjustment",))
    happened = AdjustmentWithdrawn(**about(appraisal, on), adjustment=adjustment)
    return Outcome(state=left, events=(happened,))


def points_faults(points: Decimal, path: Path) -> list[InputFault]:
    """What is wrong with points that are added or deducted: -100 to 100, and not 0."""
    faults = number_faults(points, -MOST_POINTS, MOST_POINTS, path)
    return faults or ([] if points else [Blank(path=path)])


def _refuse_too_much(appraisal: Appraisal, cycle: AssessmentCycle, path: Path) -> None:
    """What appeals put right is not measured by what calibration may change."""
    found = total(one.points for one in appraisal.standing_adjustments if one.appeal is None)
    most = cycle.grading.most_adjustment
    if abs(found) > most:
        raise AdjustmentsExceed(total=found, most=most, path=path)
