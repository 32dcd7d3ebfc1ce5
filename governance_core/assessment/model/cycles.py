"""An assessment cycle: the days it is about, its stages, and when it entered each."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.assessment.model.grades import CycleKind, GradingRule
from governance_core.values import CycleId, Period, PersonId, Text, UnitId


class Stage(StrEnum):
    """The stages of a cycle, in the order in which it goes through all of them."""

    OPEN = "open"
    SELF_ASSESSMENT = "self-assessment"
    REVIEW = "review"
    CALIBRATION = "calibration"
    PUBLICITY = "publicity"
    APPEALS = "appeals"
    CLOSED = "closed"

    @property
    def next(self) -> "Stage | None":
        """The stage after it; None after the last."""
        stages = list(Stage)
        place = stages.index(self) + 1
        return stages[place] if place < len(stages) else None


class Act(StrEnum):
    """What may be done about an appraisal in one stage or another."""

    SELF_ASSESS = "self-assess"
    REVIEW = "review"
    ADJUST = "adjust"
    DECIDE_GRADE = "decide-grade"
    RAISE_APPEAL = "raise-appeal"
    ASSIGN_APPEAL = "assign-appeal"
    DECIDE_APPEAL = "decide-appeal"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTime:
    """How many working days a stage lasts, the day on which it is entered not counted."""

    stage: Stage
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntered:
    """A cycle entered a stage.

    Attributes:
        stage: the stage.
        on: the day.
        due_on: its last day; the period's last day for an open cycle, None for a closed one.
        by: who let it go on; None for the office under no person's name.
        at: the instant of the act.
    """

    stage: Stage
    on: date
    due_on: date | None
    by: PersonId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentCycle:
    """A cycle.

    Attributes:
        id: its own key.
        code: what it is called in files, such as 2020-q3.
        kind: routine or annual.
        title: what it is called.
        period: the days it is about; it has an end.
        unit: who holds it; the units below it take part.
        schemes: the schemes by which it scores, by code.
        grading: how points become grades.
        timetable: how long each stage lasts, save for the first and the last.
        routine: for an annual cycle, the routine ones that it is built on.
        routine_weight: what their mean is worth in it, in percent.
        stage: where it stands.
        entered: when it entered each stage so far, in order.
    """

    id: CycleId
    code: str
    kind: CycleKind
    title: Text
    period: Period
    unit: UnitId
    schemes: tuple[str, ...]
    grading: GradingRule
    timetable: tuple[StageTime, ...]
    routine: tuple[CycleId, ...] = ()
    routine_weight: Decimal = Decimal(0)
    stage: Stage = Stage.OPEN
    entered: tuple[StageEntered, ...] = ()

    @property
    def due_on(self) -> date | None:
        """The last day of the stage in which it stands; None once it is closed."""
        return self.entered[-1].due_on if self.entered else None
