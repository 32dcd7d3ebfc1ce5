"""Opening a cycle and letting it go through its stages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from governance_core.assessment import (
    ALLOWED,
    Act,
    AssessmentCycle,
    CycleKind,
    CycleOpened,
    CycleStageChanged,
    GradingRule,
    QuotaGroup,
    Stage,
    StageTime,
    advance_cycle,
    grading_from_data,
    grading_to_data,
    open_cycle,
    refuse_act,
    standard_grading,
    timetable_from_data,
    timetable_to_data,
)
from governance_core.errors import (
    AppealsOpen,
    Blank,
    Duplicate,
    EmptyRange,
    InputFault,
    InvalidInput,
    Malformed,
    NameRequired,
    OutOfRange,
    RecordedOutOfOrder,
    StageNotOver,
    StageOver,
    UnknownValue,
    WrongStage,
)
from governance_core.values import CycleId, Period, PersonId, Text, UnitId
from governance_core.working_days import WorkingDays

QUARTER = Period(start=date(2020, 7, 1), end=date(2020, 10, 1))
YEAR = Period(start=date(2020, 1, 1), end=date(2021, 1, 1))
OPENED = date(2020, 7, 1)
OFFICER = PersonId("officer")
CALENDAR = WorkingDays(
    holidays=frozenset(date(2020, 10, day) for day in range(1, 9)),
    working=frozenset({date(2020, 9, 27), date(2020, 10, 10)}),
)
TIMETABLE = tuple(
    StageTime(stage=stage, working_days=5)
    for stage in (Stage.SELF_ASSESSMENT, Stage.REVIEW, Stage.CALIBRATION, Stage.PUBLICITY, Stage.APPEALS)
)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def _act(**more):
    told = {
        "id": CycleId("q3"),
        "code": "2020-q3",
        "kind": CycleKind.ROUTINE,
        "title": Text(zh="2020 年第三季度平时考核"),
        "period": QUARTER,
        "unit": UnitId("town"),
        "schemes": ["cadres"],
        "grading": standard_grading(CycleKind.ROUTINE),
        "timetable": TIMETABLE,
        "on": OPENED,
        "by": OFFICER,
        "at": _at(OPENED),
    }
    return open_cycle(**told | more)


def _opened(**more) -> AssessmentCycle:
    return _act(**more).state


QUARTERLY = _opened()


def _annual(**more) -> AssessmentCycle:
    told = {
        "id": CycleId("year"),
        "code": "2020",
        "kind": CycleKind.ANNUAL,
        "period": YEAR,
        "grading": standard_grading(CycleKind.ANNUAL),
        "routine": [QUARTERLY],
        "routine_weight": Decimal(40),
    }
    return _opened(**told | more)


def _advance(cycle: AssessmentCycle, to: Stage, on: date, by: PersonId | None = OFFICER, **more):
    return advance_cycle(cycle, to=to, on=on, by=by, at=_at(on), working_days=CALENDAR, **more)


def _at_stage(stage: Stage) -> AssessmentCycle:
    """The quarter's cycle, gone on to a stage on the day on which each stage before it was over."""
    cycle = QUARTERLY
    while cycle.stage is not stage:
        due = cycle.due_on
        cycle = _advance(cycle, cycle.stage.next, due + timedelta(days=1)).state
    return cycle


def test_a_cycle_is_opened_and_announced() -> None:
    """It is open until the last of its days, and knows who opened it and when."""
    outcome = _act()

    cycle = outcome.state
    assert (cycle.stage, cycle.due_on) == (Stage.OPEN, date(2020, 9, 30))
    assert [(one.stage, one.on, one.by) for one in cycle.entered] == [(Stage.OPEN, OPENED, OFFICER)]
    assert outcome.events == (
        CycleOpened(effective_on=OPENED, cycle=CycleId("q3"), code="2020-q3", kind="routine", unit=UnitId("town")),
    )


def test_a_year_is_built_on_its_quarters() -> None:
    """It names them and what they are worth."""
    cycle = _annual()

    assert (cycle.routine, cycle.routine_weight) == ((CycleId("q3"),), Decimal(40))


RULE = standard_grading(CycleKind.ROUTINE)


@pytest.mark.parametrize(
    ("told", "place", "fault"),
    [
        ({"code": "2020 三季度"}, ("code",), Malformed),
        ({"title": Text(zh=" ")}, ("title", "zh"), Blank),
        ({"period": Period(start=OPENED)}, ("period", "to"), Blank),
        ({"schemes": []}, ("schemes",), Blank),
        ({"schemes": ["a", "a"]}, ("schemes", "1"), Duplicate),
        ({"schemes": ["A"]}, ("schemes", "0"), Malformed),
        ({"grading": replace(RULE, thresholds=(Decimal(90), Decimal(80)))}, ("grading", "thresholds"), OutOfRange),
        (
            {"grading": replace(RULE, thresholds=(Decimal(90), Decimal(90), Decimal(60)))},
            ("grading", "thresholds", "1"),
            EmptyRange,
        ),
        (
            {"grading": replace(RULE, thresholds=(Decimal(101), Decimal(80), Decimal(60)))},
            ("grading", "thresholds", "0"),
            OutOfRange,
        ),
        (
            {"grading": replace(RULE, top_share=Decimal(-1))},
            ("grading", "top_share"),
            OutOfRange,
        ),
        (
            {"grading": replace(RULE, top_share=Decimal(41), top_share_excellent=Decimal(40))},
            ("grading", "top_share"),
            OutOfRange,
        ),
        (
            {"grading": replace(RULE, top_share_excellent=Decimal(41))},
            ("grading", "top_share_excellent"),
            OutOfRange,
        ),
        ({"grading": replace(RULE, ties=("德",))}, ("grading", "ties", "0"), Malformed),
        ({"grading": replace(RULE, ties=("work", "work"))}, ("grading", "ties", "1"), Duplicate),
        ({"grading": replace(RULE, most_adjustment=Decimal(-1))}, ("grading", "most_adjustment"), OutOfRange),
        ({"timetable": TIMETABLE[1:]}, ("timetable", "self-assessment"), Blank),
        ({"timetable": [*TIMETABLE, TIMETABLE[0]]}, ("timetable", "5", "stage"), Duplicate),
        (
            {"timetable": [*TIMETABLE, StageTime(stage=Stage.CLOSED, working_days=5)]},
            ("timetable", "5", "stage"),
            UnknownValue,
        ),
        (
            {"timetable": [StageTime(stage=Stage.SELF_ASSESSMENT, working_days=0), *TIMETABLE[1:]]},
            ("timetable", "0", "working_days"),
            OutOfRange,
        ),
        (
            {"timetable": [StageTime(stage=Stage.SELF_ASSESSMENT, working_days=61), *TIMETABLE[1:]]},
            ("timetable", "0", "working_days"),
            OutOfRange,
        ),
        ({"routine_weight": Decimal(40)}, ("routine_weight",), OutOfRange),
    ],
)
def test_a_cycle_is_sound_when_it_is_opened(told: dict, place: tuple[str, ...], fault: type[InputFault]) -> None:
    """Each fault is told with its place, and nothing is opened."""
    with pytest.raises(fault) as refusal:
        _opened(**told)

    assert refusal.value.path == place


def test_results_are_public_for_five_working_days_at_least() -> None:
    """Four are refused, five are not."""
    short = [StageTime(stage=one.stage, working_days=4 if one.stage is Stage.PUBLICITY else 5) for one in TIMETABLE]

    with pytest.raises(OutOfRange) as refusal:
        _opened(timetable=short)

    assert (refusal.value.path, refusal.value.low) == (("timetable", "3", "working_days"), 5)


def test_an_excellent_unit_has_no_fewer_places_than_others() -> None:
    """A share for excellent units below that of the others would be a quota that punishes."""
    with pytest.raises(OutOfRange) as refusal:
        _opened(grading=replace(RULE, top_share_excellent=Decimal(39)))

    assert refusal.value.path == ("grading", "top_share_excellent")


@pytest.mark.parametrize(
    ("told", "place", "fault"),
    [
        ({"routine_weight": Decimal(0)}, ("routine_weight",), OutOfRange),
        ({"routine_weight": Decimal(101)}, ("routine_weight",), OutOfRange),
        ({"period": Period(start=date(2019, 1, 1), end=date(2020, 1, 1))}, ("routine", "0", "period"), Malformed),
        ({"routine": [QUARTERLY, QUARTERLY]}, ("routine", "1"), Duplicate),
        ({"routine": [replace(QUARTERLY, kind=CycleKind.ANNUAL)]}, ("routine", "0", "kind"), UnknownValue),
        ({"kind": CycleKind.ROUTINE}, ("routine",), OutOfRange),
    ],
)
def test_a_year_is_built_on_routine_cycles_of_its_days(
    told: dict, place: tuple[str, ...], fault: type[InputFault]
) -> None:
    """Each of them once, worth something; a routine cycle is built on none."""
    with pytest.raises(fault) as refusal:
        _annual(**told)

    assert refusal.value.path == place


def test_all_faults_of_a_cycle_are_told_together() -> None:
    """Whoever opens it corrects it once."""
    with pytest.raises(InvalidInput) as refusal:
        _opened(code="", schemes=[], timetable=TIMETABLE[:3], routine_weight=Decimal(1))

    assert [fault.path for fault in refusal.value.faults] == [
        ("code",),
        ("schemes",),
        ("timetable", "publicity"),
        ("timetable", "appeals"),
        ("routine_weight",),
    ]


def test_a_cycle_goes_through_its_stages_by_working_days() -> None:
    """Each stage is due so many working days after it was entered: holidays don't count, and make-up days do."""
    cycle = _advance(QUARTERLY, Stage.SELF_ASSESSMENT, date(2020, 9, 30)).state
    assert cycle.due_on == date(2020, 10, 14)

    outcome = _advance(cycle, Stage.REVIEW, date(2020, 10, 12))

    assert outcome.state.due_on == date(2020, 10, 19)
    assert [one.stage for one in outcome.state.entered] == [Stage.OPEN, Stage.SELF_ASSESSMENT, Stage.REVIEW]
    assert outcome.events == (
        CycleStageChanged(
            effective_on=date(2020, 10, 12),
            cycle=CycleId("q3"),
            code="2020-q3",
            unit=UnitId("town"),
            stage="review",
            previous="self-assessment",
            due_on=date(2020, 10, 19),
        ),
    )


def test_a_closed_cycle_is_due_no_more() -> None:
    """It has gone through all stages in their order, and has no next one."""
    closed = _at_stage(Stage.CLOSED)

    assert closed.due_on is None
    assert [one.stage for one in closed.entered] == list(Stage)
    for stage in Stage:
        with pytest.raises(WrongStage) as refusal:
            _advance(closed, stage, date(2021, 1, 1))
        assert refusal.value.allowed == ()


@pytest.mark.parametrize("to", [one for one in Stage if one is not Stage.SELF_ASSESSMENT])
def test_a_cycle_skips_no_stage_and_never_goes_back(to: Stage) -> None:
    """The refusal names the stage that comes next."""
    with pytest.raises(WrongStage) as refusal:
        _advance(QUARTERLY, to, date(2020, 10, 1))

    assert refusal.value.allowed == ("self-assessment",)


def test_nobody_assesses_a_quarter_that_is_not_over() -> None:
    """A year's work is not judged before it is done: the last working day is the first of self-assessment."""
    sunday_ends = _opened(period=Period(start=date(2020, 7, 1), end=date(2020, 9, 21)))

    with pytest.raises(StageNotOver) as refusal:
        _advance(sunday_ends, Stage.SELF_ASSESSMENT, date(2020, 9, 17))
    assert refusal.value.ready_on == date(2020, 9, 18)

    assert _advance(sunday_ends, Stage.SELF_ASSESSMENT, date(2020, 9, 18)).state.stage is Stage.SELF_ASSESSMENT


def test_a_period_without_a_working_day_ends_on_its_last_day() -> None:
    """Where all days are off, the last of them counts."""
    off = _opened(period=Period(start=date(2020, 10, 1), end=date(2020, 10, 5)))

    with pytest.raises(StageNotOver) as refusal:
        _advance(off, Stage.SELF_ASSESSMENT, date(2020, 10, 3))

    assert refusal.value.ready_on == date(2020, 10, 4)


@pytest.mark.parametrize("stage", [Stage.PUBLICITY, Stage.APPEALS])
def test_publicity_and_appeals_are_not_cut_short(stage: Stage) -> None:
    """Their last day is a full day: only on the day after it does the cycle go on."""
    cycle = _at_stage(stage)

    with pytest.raises(StageNotOver) as refusal:
        _advance(cycle, stage.next, cycle.due_on)

    assert refusal.value.ready_on == cycle.due_on + timedelta(days=1)
    assert _advance(cycle, stage.next, refusal.value.ready_on).state.stage is stage.next


@pytest.mark.parametrize("stage", [Stage.SELF_ASSESSMENT, Stage.REVIEW, Stage.CALIBRATION])
def test_the_office_may_end_other_stages_early(stage: Stage) -> None:
    """Where everybody has spoken nobody waits; but not before the stage was entered."""
    cycle = _at_stage(stage)
    entered = cycle.entered[-1].on

    assert _advance(cycle, stage.next, entered).state.stage is stage.next
    with pytest.raises(StageNotOver):
        advance_cycle(
            cycle,
            to=stage.next,
            on=entered - timedelta(days=1),
            by=OFFICER,
            at=_at(entered),
            working_days=CALENDAR,
        )


@pytest.mark.parametrize("stage", [Stage.CALIBRATION, Stage.APPEALS])
def test_a_named_person_makes_results_public_and_closes(stage: Stage) -> None:
    """The score advises, named people decide; the other stages the office may begin under no person's name."""
    cycle = _at_stage(stage)

    with pytest.raises(NameRequired):
        _advance(cycle, stage.next, cycle.due_on + timedelta(days=1), by=None)

    assert _advance(QUARTERLY, Stage.SELF_ASSESSMENT, date(2020, 9, 30), by=None).state.entered[-1].by is None


def test_no_appeal_is_lost_in_closing() -> None:
    """A cycle is closed when all its appeals have been decided."""
    cycle = _at_stage(Stage.APPEALS)

    with pytest.raises(AppealsOpen) as refusal:
        _advance(cycle, Stage.CLOSED, cycle.due_on + timedelta(days=1), open_appeals=2)

    assert refusal.value.count == 2


def test_stages_are_entered_in_the_order_of_time() -> None:
    """An act is not recorded before the one it follows."""
    cycle = _at_stage(Stage.REVIEW)
    entered = cycle.entered[-1]

    with pytest.raises(RecordedOutOfOrder):
        advance_cycle(
            cycle,
            to=Stage.CALIBRATION,
            on=entered.on,
            by=OFFICER,
            at=entered.at - timedelta(seconds=1),
            working_days=CALENDAR,
        )


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_its_stages(act: Act, stage: Stage) -> None:
    """In another it is refused, naming those in which it may be done."""
    cycle = _at_stage(stage)
    on = cycle.entered[-1].on

    if stage in ALLOWED[act]:
        refuse_act(cycle, act, on)
    else:
        with pytest.raises(WrongStage) as refusal:
            refuse_act(cycle, act, on)
        assert refusal.value.allowed == tuple(ALLOWED[act])


@pytest.mark.parametrize(
    ("act", "stage"), [(Act.SELF_ASSESS, Stage.SELF_ASSESSMENT), (Act.RAISE_APPEAL, Stage.APPEALS)]
)
def test_self_assessments_and_appeals_have_a_last_day(act: Act, stage: Stage) -> None:
    """It counts in full; on the day after it is too late, even where the cycle has not gone on. Reviews may be late."""
    cycle = _at_stage(stage)

    refuse_act(cycle, act, cycle.due_on)
    with pytest.raises(StageOver):
        refuse_act(cycle, act, cycle.due_on + timedelta(days=1))

    late = _at_stage(Stage.REVIEW)
    refuse_act(late, Act.REVIEW, late.due_on + timedelta(days=9))


def test_a_timetable_and_a_grading_rule_are_read_as_they_were_written() -> None:
    """Plain data say the same."""
    rule = GradingRule(
        thresholds=(Decimal("88.5"), Decimal(70), Decimal(50)),
        top_share=Decimal(15),
        top_share_excellent=Decimal(30),
        quota_by=QuotaGroup.WHOLE,
        ties=("performance", "virtue"),
        most_adjustment=Decimal("2.5"),
    )

    assert timetable_from_data(timetable_to_data(TIMETABLE)) == TIMETABLE
    assert grading_from_data(grading_to_data(rule)) == rule
    assert grading_from_data(grading_to_data(RULE)) == RULE


def test_faults_of_plain_data_are_told_with_their_places() -> None:
    """A stage that is none, days that are no number, and what is not a list."""
    with pytest.raises(InvalidInput) as refusal:
        timetable_from_data([{"stage": "party", "working_days": 5}, {"stage": "review", "working_days": "x"}], ("t",))
    assert [one.path for one in refusal.value.faults] == [("t", "0", "stage"), ("t", "1", "working_days")]

    with pytest.raises(Malformed) as alone:
        timetable_from_data("soon")
    assert alone.value.path == ("timetable",)

    with pytest.raises(InvalidInput) as holes:
        grading_from_data({"thresholds": ["high", 80, 60], "ties": []})
    assert [one.path for one in holes.value.faults] == [
        ("thresholds", "0"),
        ("top_share",),
        ("top_share_excellent",),
    ]
