"""Appealing against a result, and deciding an appeal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from governance_core.assessment.events import AppealAssigned, AppealDecided, AppealRaised, ScoreAdjusted
from governance_core.assessment.model import (
    Act,
    Adjustment,
    Appeal,
    AppealStatus,
    Appraisal,
    AssessmentCycle,
    Assignment,
)
from governance_core.assessment.rules.acting import LONGEST_STATEMENT, about, refuse_acting, refuse_others
from governance_core.assessment.rules.adjustments import points_faults
from governance_core.errors import (
    AlreadyDecided,
    AppealPending,
    Blank,
    InputFault,
    NotImpartial,
    NotTheAssignee,
    OutOfRange,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import DomainEvent, Outcome
from governance_core.values import AdjustmentId, AppealId, PersonId
from governance_core.wording import LONGEST_NOTE, text_faults


def raise_appeal(
    appraisal: Appraisal,
    *,
    id: AppealId,  # noqa: A002 -- the field's name
    cycle: AssessmentCycle,
    statement: str,
    by: PersonId | None,
    on: date,
    at: datetime,
) -> Outcome[Appraisal]:
    """Somebody appeals against their result, within the window, one appeal at a time.

    Args:
        appraisal: the appraisal.
        id: the appeal's own key.
        cycle: its cycle.
        statement: 1 to 5,000 characters.
        by: the person concerned, alone; for a unit, who serves in it.
        on: the day of the act.
        at: the instant of the act.

    Raises:
        WrongStage, StageOver: the cycle takes no appeals, or their last day has passed.
        NotTheAppraised, NameRequired: it is somebody else, or nobody named.
        RecordedOutOfOrder: something is known of the appraisal from after the instant of the act.
        AppealPending: an earlier one has not been decided.
        Blank, TooLong: the statement.
    """
    appellant = refuse_others(appraisal, by, cycle, Act.RAISE_APPEAL, on, at)
    if appraisal.open_appeal is not None:
        raise AppealPending(appeal=appraisal.open_appeal.id)
    refuse_faults(text_faults(statement, LONGEST_STATEMENT, ("statement",)))
    raised = Appeal(id=id, statement=statement, by=appellant, at=at)
    happened = AppealRaised(**about(appraisal, on), appeal=id)
    return Outcome(state=replace(appraisal, appeals=(*appraisal.appeals, raised)), events=(happened,))


def assign_appeal(
    appraisal: Appraisal,
    *,
    appeal: AppealId,
    cycle: AssessmentCycle,
    to: PersonId,
    by: PersonId | None,
    on: date,
    at: datetime,
) -> Outcome[Appraisal]:
    """An appeal is given to somebody to decide, who has had no part in the appraisal; it may be given to another later.

    Raises:
        WrongStage: the cycle is not among appeals.
        NameRequired, OwnAppraisal: nobody named assigns it, or the person concerned would.
        RecordedOutOfOrder: something is known of the appraisal from after the instant of the act.
        UnknownValue: the appraisal has no such appeal.
        AlreadyDecided: it has been decided.
        NotImpartial: it would be decided by the appellant, or by who has reviewed, adjusted or decided before.
    """
    author = refuse_acting(appraisal, by, cycle, Act.ASSIGN_APPEAL, on, at)
    found = _open(appraisal, appeal)
    if to in _had_a_part(appraisal):
        raise NotImpartial(appeal=appeal, person=to, path=("to",))
    given = (*found.assignments, Assignment(to=to, by=author, at=at))
    assigned = replace(found, assignments=given, status=AppealStatus.ASSIGNED)
    happened = AppealAssigned(**about(appraisal, on), appeal=appeal, assignee=to)
    return Outcome(state=_with(appraisal, assigned), events=(happened,))


def decide_appeal(
    appraisal: Appraisal,
    *,
    appeal: AppealId,
    cycle: AssessmentCycle,
    upheld: bool,
    reason: str,
    by: PersonId | None,
    on: date,
    at: datetime,
    remedy: Decimal | None = None,
    adjustment: AdjustmentId | None = None,
) -> Outcome[Appraisal]:
    """An appeal is decided by the one it is assigned to: upheld, and put right by points if need be, or dismissed.

    What else an upheld appeal puts right are the records themselves; the score is computed anew either way.

    Args:
        appraisal: the appraisal.
        appeal: the appeal.
        cycle: its cycle.
        upheld: whether it is upheld.
        reason: 1 to 2,000 characters.
        by: the one it is assigned to.
        on: the day of the act.
        at: the instant of the act.
        remedy: the points that put it right, -100 to 100 and not 0, beyond what calibration may change; of an upheld
            one alone.
        adjustment: the remedy's own key; given exactly where there is a remedy.

    Raises:
        WrongStage: the cycle is not among appeals.
        NameRequired, OwnAppraisal, NotTheAssignee: it is not for this person to decide.
        RecordedOutOfOrder: something is known of the appraisal from after the instant of the act.
        UnknownValue: the appraisal has no such appeal.
        AlreadyDecided: it has been decided.
        InputFault, InvalidInput: a reason left out or too long, a remedy that is none or has no ground.
    """
    decider = refuse_acting(appraisal, by, cycle, Act.DECIDE_APPEAL, on, at)
    found = _open(appraisal, appeal)
    if decider != found.assignee:
        raise NotTheAssignee(appeal=appeal)
    faults = _remedy_faults(remedy, adjustment, upheld=upheld)
    refuse_faults([*text_faults(reason, LONGEST_NOTE, ("reason",)), *faults])
    status = AppealStatus.UPHELD if upheld else AppealStatus.DISMISSED
    decided = replace(found, status=status, decided_by=decider, decided_at=at, reason=reason, remedy=adjustment)
    state = _with(appraisal, decided)
    events: list[DomainEvent] = [AppealDecided(**about(appraisal, on), appeal=appeal, upheld=upheld)]
    if remedy is not None and adjustment is not None:
        made = Adjustment(id=adjustment, points=remedy, reason=reason, by=decider, at=at, appeal=appeal)
        state = replace(state, adjustments=(*state.adjustments, made))
        events.append(ScoreAdjusted(**about(appraisal, on), adjustment=adjustment))
    return Outcome(state=state, events=tuple(events))


def _open(appraisal: Appraisal, appeal: AppealId) -> Appeal:
    known = {one.id: one for one in appraisal.appeals}
    if appeal not in known:
        raise UnknownValue(value=appeal[:80], known=tuple(known), path=("appeal",))
    found = known[appeal]
    if not found.open:
        raise AlreadyDecided(record=appeal, status=found.status.value, path=("appeal",))
    return found


def _had_a_part(appraisal: Appraisal) -> Iterator[PersonId]:
    """Those concerned, the appellants, and who has reviewed, adjusted, withdrawn an adjustment or decided the grade."""
    yield from appraisal.concerned
    yield from (one.by for one in appraisal.self_assessments)
    yield from (one.by for one in appraisal.appeals)
    yield from (one.reviewer for one in appraisal.reviews)
    yield from (one.by for one in appraisal.decisions)
    for one in appraisal.adjustments:
        if one.appeal is None:
            yield one.by
        if one.withdrawn is not None:
            yield one.withdrawn.by


def _remedy_faults(remedy: Decimal | None, adjustment: AdjustmentId | None, *, upheld: bool) -> list[InputFault]:
    if remedy is None:
        return [] if adjustment is None else [Blank(path=("remedy",))]
    if not upheld:
        return [OutOfRange(value=remedy, low=0, high=0, path=("remedy",))]
    missing: list[InputFault] = [Blank(path=("adjustment",))] if adjustment is None else []
    return [*missing, *points_faults(remedy, ("remedy",))]


def _with(appraisal: Appraisal, appeal: Appeal) -> Appraisal:
    return replace(appraisal, appeals=tuple(appeal if one.id == appeal.id else one for one in appraisal.appeals))
