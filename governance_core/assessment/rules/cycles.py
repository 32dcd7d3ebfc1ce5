"""Opening a cycle, letting it go on, and what may be done in which of its stages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from governance_core.assessment.events import CycleOpened, CycleStageChanged
from governance_core.assessment.model import (
    Act,
    AssessmentCycle,
    CycleKind,
    GradingRule,
    Stage,
    StageEntered,
    StageTime,
)
from governance_core.assessment.rules.cycle_faults import cycle_faults
from governance_core.errors import (
    AppealsOpen,
    NameRequired,
    RecordedOutOfOrder,
    StageNotOver,
    StageOver,
    WrongStage,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.values import CycleId, Period, PersonId, Text, UnitId
from governance_core.working_days import WorkingDays

ALLOWED: Mapping[Act, tuple[Stage, ...]] = {
    Act.SELF_ASSESS: (Stage.SELF_ASSESSMENT,),
    Act.REVIEW: (Stage.REVIEW,),
    Act.ADJUST: (Stage.CALIBRATION,),
    Act.DECIDE_GRADE: (Stage.CALIBRATION, Stage.APPEALS),
    Act.RAISE_APPEAL: (Stage.APPEALS,),
    Act.ASSIGN_APPEAL: (Stage.APPEALS,),
    Act.DECIDE_APPEAL: (Stage.APPEALS,),
}
"""In which stages an act may be done; deciding a grade again among appeals needs one that was upheld."""

_UNTIL_DUE = (Act.SELF_ASSESS, Act.RAISE_APPEAL)
_NOT_CUT_SHORT = (Stage.PUBLICITY, Stage.APPEALS)
_BY_NAME = (Stage.PUBLICITY, Stage.CLOSED)
_DAY = timedelta(days=1)


def open_cycle(
    *,
    id: CycleId,  # noqa: A002 -- the field's name
    code: str,
    kind: CycleKind,
    title: Text,
    period: Period,
    unit: UnitId,
    schemes: Sequence[str],
    grading: GradingRule,
    timetable: Sequence[StageTime],
    on: date,
    by: PersonId | None,
    at: datetime,
    routine: Sequence[AssessmentCycle] = (),
    routine_weight: Decimal = Decimal(0),
) -> Outcome[AssessmentCycle]:
    """A cycle is opened.

    Args:
        id: its own key.
        code: what it is called in files, `[a-z0-9-]{1,60}`.
        kind: routine or annual.
        title: what it is called.
        period: the days it is about; it has an end.
        unit: who holds it.
        schemes: the schemes by which it scores, by code.
        grading: how points become grades.
        timetable: how many working days each stage from self-assessment to appeals lasts: 1 to 60, and publicity five
            at least.
        on: the day of the act.
        by: who opens it; None for the office under no person's name.
        at: the instant of the act.
        routine: for an annual cycle, the routine cycles of its days that it is built on.
        routine_weight: what these are worth in it, in percent; 0 exactly where there are none.

    Raises:
        InputFault, InvalidInput: everything that is wrong with it, each with its place.
    """
    cycle = AssessmentCycle(
        id=id,
        code=code,
        kind=kind,
        title=title,
        period=period,
        unit=unit,
        schemes=tuple(schemes),
        grading=grading,
        timetable=tuple(timetable),
        routine=tuple(one.id for one in routine),
        routine_weight=routine_weight,
    )
    refuse_faults(cycle_faults(cycle, routine))
    entered = StageEntered(stage=Stage.OPEN, on=on, due_on=_last_day(period), by=by, at=at)
    happened = CycleOpened(effective_on=on, cycle=id, code=code, kind=kind.value, unit=unit)
    return Outcome(state=replace(cycle, entered=(entered,)), events=(happened,))


def advance_cycle(
    cycle: AssessmentCycle,
    *,
    to: Stage,
    on: date,
    by: PersonId | None,
    at: datetime,
    working_days: WorkingDays,
    open_appeals: int = 0,
) -> Outcome[AssessmentCycle]:
    """A cycle goes on to its next stage.

    Self-assessment begins on the last working day of the cycle's days at the earliest. Publicity and appeals run until
    their last day is over; the office may end the other stages early, and any stage late. That results are made public
    and that the cycle is closed is decided by a named person.

    Args:
        cycle: the cycle.
        to: the next stage.
        on: the day of the act.
        by: who decides; None for the office under no person's name.
        at: the instant of the act.
        working_days: the calendar, from which the stage's last day is counted.
        open_appeals: how many of the cycle's appeals have not been decided.

    Raises:
        WrongStage: it is not the next stage, which is named.
        RecordedOutOfOrder: the cycle entered its stage after the instant of the act.
        StageNotOver: the stage may not be cut short, or is entered on a later day only.
        NameRequired: nobody is named where somebody must be.
        AppealsOpen: the cycle would be closed with appeals undecided.
    """
    if to is not cycle.stage.next:
        allowed = () if cycle.stage.next is None else (cycle.stage.next.value,)
        raise WrongStage(cycle=cycle.code, stage=cycle.stage.value, allowed=allowed, path=("to",))
    latest = cycle.entered[-1]
    if at < latest.at:
        raise RecordedOutOfOrder(recorded_at=at, latest=latest.at)
    ready = _ready_on(cycle, working_days)
    if on < ready:
        raise StageNotOver(cycle=cycle.code, stage=cycle.stage.value, ready_on=ready, path=("on",))
    if by is None and to in _BY_NAME:
        raise NameRequired(path=("by",))
    if open_appeals and to is Stage.CLOSED:
        raise AppealsOpen(cycle=cycle.code, count=open_appeals)
    lasting = next((one.working_days for one in cycle.timetable if one.stage is to), None)
    due_on = None if lasting is None else working_days.after(on, lasting)
    entered = StageEntered(stage=to, on=on, due_on=due_on, by=by, at=at)
    happened = CycleStageChanged(
        effective_on=on,
        cycle=cycle.id,
        code=cycle.code,
        unit=cycle.unit,
        stage=to.value,
        previous=cycle.stage.value,
        due_on=due_on,
    )
    return Outcome(state=replace(cycle, stage=to, entered=(*cycle.entered, entered)), events=(happened,))


def refuse_act(cycle: AssessmentCycle, act: Act, on: date) -> None:
    """Refuse what may not be done on a day in the stage in which a cycle stands.

    Raises:
        WrongStage: naming the stages in which it may.
        StageOver: self-assessments and appeals are taken until the stage's last day only.
    """
    if cycle.stage not in ALLOWED[act]:
        allowed = tuple(stage.value for stage in ALLOWED[act])
        raise WrongStage(cycle=cycle.code, stage=cycle.stage.value, allowed=allowed)
    if act in _UNTIL_DUE and cycle.due_on is not None and on > cycle.due_on:
        raise StageOver(cycle=cycle.code, stage=cycle.stage.value, due_on=cycle.due_on)


def _ready_on(cycle: AssessmentCycle, working_days: WorkingDays) -> date:
    """The first day on which the next stage may begin."""
    latest = cycle.entered[-1]
    if cycle.stage in _NOT_CUT_SHORT and latest.due_on is not None:
        return latest.due_on + _DAY
    if cycle.stage is Stage.OPEN:
        return max(latest.on, _last_working_day(cycle.period, working_days))
    return latest.on


def _last_working_day(period: Period, working_days: WorkingDays) -> date:
    """The last working day of a period; its last day where it has none."""
    day = last = _last_day(period)
    while day >= period.start:
        if working_days.is_working(day):
            return day
        day -= _DAY
    return last


def _last_day(period: Period) -> date:
    return date.max if period.end is None else period.end - _DAY
