"""Assessing oneself, being reviewed, adjusted and graded, and appealing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Act,
    AdjustmentWithdrawn,
    AppealAssigned,
    AppealDecided,
    AppealRaised,
    AppealStatus,
    Appraisal,
    AppraisalReviewed,
    AssessmentCycle,
    CycleKind,
    Grade,
    GradeDecided,
    ScoreAdjusted,
    SelfAssessed,
    Stage,
    StageEntered,
    StageTime,
    acts_open,
    adjust,
    assign_appeal,
    decide_appeal,
    decide_grade,
    open_cycle,
    raise_appeal,
    review,
    self_assess,
    standard_grading,
    withdraw_adjustment,
)
from governance_core.errors import (
    AdjustmentsExceed,
    AlreadyDecided,
    AppealPending,
    Blank,
    GovernanceError,
    GradeCapped,
    InputFault,
    InvalidInput,
    Malformed,
    NameRequired,
    NotImpartial,
    NotTheAppraised,
    NotTheAssignee,
    OutOfRange,
    OwnAppraisal,
    QuotaExceeded,
    RecordedOutOfOrder,
    StageOver,
    TooLong,
    UnknownValue,
    WrongStage,
)
from governance_core.values import (
    AdjustmentId,
    AppealId,
    AppraisalId,
    CycleId,
    Period,
    PersonId,
    ReviewId,
    Text,
    UnitId,
)

DAY, DUE = date(2020, 10, 12), date(2020, 10, 19)
NOW = datetime(2020, 10, 12, 2, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CADRE, SECRETARY, OFFICER, DIRECTOR = (PersonId(one) for one in ("cadre", "secretary", "officer", "director"))
GOOD, FAIR, AVERAGE = Grade.GOOD, Grade.FAIRLY_GOOD, Grade.AVERAGE
TIMETABLE = [StageTime(stage=stage, working_days=5) for stage in Stage if stage not in {Stage.OPEN, Stage.CLOSED}]
CYCLE = open_cycle(
    id=CycleId("q3"),
    code="2020-q3",
    kind=CycleKind.ROUTINE,
    title=Text(zh="第三季度"),
    period=Period(start=date(2020, 7, 1), end=date(2020, 10, 1)),
    unit=UnitId("town"),
    schemes=["cadres"],
    grading=standard_grading(CycleKind.ROUTINE),
    timetable=TIMETABLE,
    on=date(2020, 7, 1),
    by=DIRECTOR,
    at=datetime(2020, 7, 1, 2, tzinfo=UTC),
).state
NEW = Appraisal(id=AppraisalId("a1"), cycle=CYCLE.id, person=CADRE, unit=UnitId("hefeng"))
OF_UNIT = Appraisal(
    id=AppraisalId("a2"), cycle=CYCLE.id, person=None, unit=UnitId("hefeng"), serving=frozenset({SECRETARY})
)
ABOUT = {
    "effective_on": DAY,
    "cycle": CYCLE.id,
    "appraisal": NEW.id,
    "person": CADRE,
    "unit": UnitId("hefeng"),
}


def _in(stage: Stage) -> AssessmentCycle:
    entered = StageEntered(stage=stage, on=DAY, due_on=DUE, by=DIRECTOR, at=NOW)
    return replace(CYCLE, stage=stage, entered=(*CYCLE.entered, entered))


SELF, REVIEW, CALIBRATION, APPEALS = map(_in, (Stage.SELF_ASSESSMENT, Stage.REVIEW, Stage.CALIBRATION, Stage.APPEALS))


def _said(appraisal: Appraisal = NEW, **more):
    told = {"cycle": SELF, "statement": "本季度走访 30 户", "by": CADRE, "on": DAY, "at": NOW}
    return self_assess(appraisal, **told | more)


def _reviewed(appraisal: Appraisal = NEW, **more):
    told = {
        "id": ReviewId("v1"),
        "cycle": REVIEW,
        "grade": FAIR,
        "comment": "扎实",
        "by": SECRETARY,
        "on": DAY,
        "at": NOW,
    }
    return review(appraisal, **told | more)


def _adjusted(appraisal: Appraisal = NEW, **more):
    told = {
        "id": AdjustmentId("j1"),
        "cycle": CALIBRATION,
        "points": Decimal(2),
        "reason": "抗洪抢险",
        "by": OFFICER,
        "on": DAY,
        "at": NOW,
    }
    return adjust(appraisal, **told | more)


def _withdrawn(appraisal: Appraisal, **more):
    told = {
        "adjustment": AdjustmentId("j1"),
        "cycle": CALIBRATION,
        "reason": "重复计分",
        "by": OFFICER,
        "on": DAY,
        "at": LATER,
    }
    return withdraw_adjustment(appraisal, **told | more)


def _decided(appraisal: Appraisal = NEW, **more):
    told = {"cycle": CALIBRATION, "grade": FAIR, "proposed": FAIR, "by": DIRECTOR, "on": DAY, "at": NOW}
    return decide_grade(appraisal, **told | more)


def _appealed(appraisal: Appraisal = NEW, **more):
    told = {"id": AppealId("p1"), "cycle": APPEALS, "statement": "漏计一项", "by": CADRE, "on": DAY, "at": NOW}
    return raise_appeal(appraisal, **told | more)


def _assigned(appraisal: Appraisal | None = None, **more):
    told = {
        "appeal": AppealId("p1"),
        "cycle": APPEALS,
        "to": PersonId("auditor"),
        "by": DIRECTOR,
        "on": DAY,
        "at": NOW,
    }
    return assign_appeal(appraisal or _appealed().state, **told | more)


def _judged(appraisal: Appraisal | None = None, **more):
    told = {
        "appeal": AppealId("p1"),
        "cycle": APPEALS,
        "upheld": True,
        "reason": "确有漏计",
        "by": PersonId("auditor"),
        "on": DAY,
        "at": LATER,
    }
    return decide_appeal(appraisal or _assigned().state, **told | more)


ACTS = [_said, _reviewed, _adjusted, _decided, _appealed, _assigned, _judged]


def test_a_cadre_speaks_first_and_may_speak_again() -> None:
    """What was said before is kept, and what was said last stands."""
    outcome = _said()
    again = _said(outcome.state, statement="走访 31 户", at=LATER).state

    assert outcome.events == (SelfAssessed(**ABOUT),)
    assert [one.statement for one in again.self_assessments] == ["本季度走访 30 户", "走访 31 户"]
    assert again.self_assessment.at == LATER
    assert NEW.self_assessment is None


@pytest.mark.parametrize("act", [_said, _appealed])
def test_only_the_person_concerned_assesses_themself_or_appeals(act) -> None:
    """Nobody speaks for them, and nobody without a name."""
    with pytest.raises(NotTheAppraised):
        act(by=OFFICER)
    with pytest.raises(NameRequired):
        act(by=None)


@pytest.mark.parametrize("act", [_said, _appealed])
def test_a_unit_speaks_through_who_serves_in_it(act) -> None:
    """The act says who it was."""
    state = act(OF_UNIT, by=SECRETARY).state

    spoken = state.self_assessment or state.appeals[-1]
    assert spoken.by == SECRETARY
    with pytest.raises(NameRequired):
        act(OF_UNIT, by=None)
    with pytest.raises(NotTheAppraised):
        act(OF_UNIT, by=OFFICER)


@pytest.mark.parametrize("act", [_reviewed, _adjusted, _decided])
def test_nobody_judges_the_unit_they_serve_in(act) -> None:
    """A village's secretary may say what it has done, and others what that is worth."""
    with pytest.raises(OwnAppraisal):
        act(OF_UNIT, by=SECRETARY)


@pytest.mark.parametrize("act", [_said, _appealed])
def test_self_assessments_and_appeals_are_taken_until_their_last_day(act) -> None:
    """It counts in full."""
    act(on=DUE)

    with pytest.raises(StageOver):
        act(on=DUE + timedelta(days=1))


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_in_the_wrong_stage(act) -> None:
    """An open cycle takes none of it."""
    with pytest.raises(WrongStage):
        act(cycle=CYCLE)


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_before_what_is_known(act) -> None:
    """Not before the cycle entered its stage, nor before an earlier act."""
    with pytest.raises(RecordedOutOfOrder):
        act(at=NOW - timedelta(seconds=1))


@pytest.mark.parametrize(
    "before",
    [
        lambda: _said(at=LATER).state,
        lambda: _reviewed(at=LATER).state,
        lambda: _adjusted(at=LATER).state,
        lambda: _withdrawn(_adjusted().state).state,
        lambda: _decided(at=LATER).state,
        lambda: _appealed(at=LATER).state,
        lambda: _assigned(at=LATER).state,
        lambda: _judged().state,
    ],
)
def test_instants_never_go_backwards(before) -> None:
    """Whatever was done last."""
    with pytest.raises(RecordedOutOfOrder):
        _reviewed(before(), at=NOW)


@pytest.mark.parametrize("act", [_reviewed, _adjusted, _decided, _assigned, _judged])
def test_nobody_acts_about_themself_or_without_a_name(act) -> None:
    """The score advises, named people decide, and never about themselves."""
    with pytest.raises(OwnAppraisal):
        act(by=CADRE)
    with pytest.raises(NameRequired):
        act(by=None)


@pytest.mark.parametrize(
    ("act", "told", "place", "fault"),
    [
        (_said, {"statement": " "}, "statement", Blank),
        (_said, {"statement": "字" * 5001}, "statement", TooLong),
        (_appealed, {"statement": ""}, "statement", Blank),
        (_appealed, {"statement": "字" * 5001}, "statement", TooLong),
        (_reviewed, {"comment": ""}, "comment", Blank),
        (_reviewed, {"grade": Grade.EXCELLENT}, "grade", UnknownValue),
        (_adjusted, {"points": Decimal(0)}, "points", Blank),
        (_adjusted, {"points": Decimal(101)}, "points", OutOfRange),
        (_adjusted, {"points": Decimal("NaN")}, "points", Malformed),
        (_adjusted, {"reason": ""}, "reason", Blank),
        (_decided, {"grade": Grade.COMPETENT, "reason": "研究决定"}, "grade", UnknownValue),
        (_decided, {"reason": "字" * 2001}, "reason", TooLong),
        (_judged, {"reason": ""}, "reason", Blank),
        (_judged, {"remedy": Decimal(0), "adjustment": AdjustmentId("j9")}, "remedy", Blank),
        (_judged, {"remedy": Decimal(3)}, "adjustment", Blank),
        (_judged, {"adjustment": AdjustmentId("j9")}, "remedy", Blank),
        (_judged, {"upheld": False, "remedy": Decimal(3), "adjustment": AdjustmentId("j9")}, "remedy", OutOfRange),
        (_judged, {"appeal": AppealId("none")}, "appeal", UnknownValue),
        (_assigned, {"appeal": AppealId("none")}, "appeal", UnknownValue),
    ],
)
def test_acts_have_bounds(act, told: dict, place: str, fault: type[InputFault]) -> None:
    """Texts say something and not too much, points are some, grades are of the cycle's kind, appeals are known."""
    with pytest.raises(fault) as refusal:
        act(**told)

    assert refusal.value.path == (place,)


def test_faults_of_an_act_are_told_together() -> None:
    """Whoever acts corrects it once."""
    with pytest.raises(InvalidInput) as refusal:
        _reviewed(grade=Grade.EXCELLENT, comment="")

    assert [one.path for one in refusal.value.faults] == [("grade",), ("comment",)]


def test_a_reviewers_last_word_stands_and_the_first_is_kept() -> None:
    """One review a reviewer counts; the others are on record."""
    outcome = _reviewed()
    other = _reviewed(outcome.state, id=ReviewId("v2"), by=OFFICER).state
    again = _reviewed(other, id=ReviewId("v3"), grade=GOOD, at=LATER).state

    assert outcome.events == (AppraisalReviewed(**ABOUT, review=ReviewId("v1"), reviewer=SECRETARY),)
    assert [one.id for one in again.reviews] == ["v1", "v2", "v3"]
    assert [(one.id, one.grade) for one in again.standing_reviews] == [("v2", FAIR), ("v3", GOOD)]


def test_an_adjustment_has_an_author_and_a_reason() -> None:
    """Both stand in it, and the points count from now on."""
    outcome = _adjusted()

    (made,) = outcome.state.adjustments
    assert (made.points, made.reason, made.by, made.at) == (Decimal(2), "抗洪抢险", OFFICER, NOW)
    assert outcome.state.adjustment == Decimal(2)
    assert outcome.events == (ScoreAdjusted(**ABOUT, adjustment=AdjustmentId("j1")),)


def test_adjustments_together_stay_within_what_the_cycle_allows() -> None:
    """Five points up or down in all, and no more by taking back what balanced them."""
    up = _adjusted(points=Decimal(5)).state
    with pytest.raises(AdjustmentsExceed) as refusal:
        _adjusted(up, id=AdjustmentId("j2"), points=Decimal("0.01"))
    assert (refusal.value.total, refusal.value.most) == (Decimal("5.01"), Decimal(5))

    down = _adjusted(up, id=AdjustmentId("j2"), points=Decimal(-5)).state
    more = _adjusted(down, id=AdjustmentId("j3"), points=Decimal(4)).state
    with pytest.raises(AdjustmentsExceed):
        _withdrawn(more, adjustment=AdjustmentId("j2"))
    with pytest.raises(AdjustmentsExceed):
        _adjusted(points=Decimal("-5.01"))


def test_a_withdrawn_adjustment_stays_on_record() -> None:
    """It no longer counts, says who took it back and why, and is taken back once."""
    outcome = _withdrawn(_adjusted().state)

    (made,) = outcome.state.adjustments
    assert (outcome.state.adjustment, outcome.state.standing_adjustments) == (Decimal(0), ())
    assert (made.points, made.withdrawn.by, made.withdrawn.reason) == (Decimal(2), OFFICER, "重复计分")
    assert outcome.events == (AdjustmentWithdrawn(**ABOUT, adjustment=AdjustmentId("j1")),)
    with pytest.raises(AlreadyDecided):
        _withdrawn(outcome.state)
    with pytest.raises(UnknownValue):
        _withdrawn(outcome.state, adjustment=AdjustmentId("none"))
    with pytest.raises(Blank):
        _withdrawn(_adjusted().state, reason="")
    with pytest.raises(OwnAppraisal):
        _withdrawn(_adjusted().state, by=CADRE)


def test_a_grade_carries_who_decided_it() -> None:
    """It agrees with the proposal without a word; an earlier decision is kept."""
    outcome = _decided()
    again = _decided(outcome.state, grade=GOOD, reason="重大贡献", at=LATER).state

    assert (outcome.state.decision.grade, outcome.state.decision.by) == (FAIR, DIRECTOR)
    assert outcome.events == (GradeDecided(**ABOUT, decided_by=DIRECTOR),)
    assert [one.grade for one in again.decisions] == [FAIR, GOOD]
    assert (again.decision.proposed, again.decision.reason) == (FAIR, "重大贡献")


@pytest.mark.parametrize("proposed", [GOOD, AVERAGE, None])
def test_another_grade_than_proposed_needs_a_reason(proposed: Grade | None) -> None:
    """Better or worse, and also where none is proposed."""
    with pytest.raises(Blank) as refusal:
        _decided(proposed=proposed)

    assert refusal.value.path == ("reason",)
    assert _decided(proposed=proposed, reason="集体研究").state.decision.grade is FAIR


def test_nobody_decides_against_a_veto() -> None:
    """A veto caps what a person may decide, with whatever reason; the cap itself may be given, and what is worse."""
    with pytest.raises(GradeCapped) as refusal:
        _decided(proposed=AVERAGE, reason="特殊贡献", best=3)
    assert (refusal.value.grade, refusal.value.best) == ("fairly-good", "average")

    assert _decided(grade=AVERAGE, proposed=AVERAGE, best=3).state.decision.grade is AVERAGE


def test_after_an_upheld_appeal_the_grade_is_decided_anew() -> None:
    """And only then: among appeals the grade is nobody's to touch."""
    with pytest.raises(WrongStage) as refusal:
        _decided(cycle=APPEALS)
    assert refusal.value.allowed == ("calibration",)
    with pytest.raises(WrongStage):
        _decided(_judged(upheld=False).state, cycle=APPEALS, at=LATER)

    assert _decided(_judged().state, cycle=APPEALS, at=LATER).state.decision.by == DIRECTOR


def test_an_appeal_goes_its_way_on_record() -> None:
    """Raised with a statement, assigned, decided with a reason; each step says who and when, and is announced."""
    raised, assigned, judged = _appealed(), _assigned(), _judged()

    (appeal,) = judged.state.appeals
    assert (appeal.status, appeal.by, appeal.assignee, appeal.decided_by, appeal.decided_at, appeal.reason) == (
        AppealStatus.UPHELD,
        CADRE,
        "auditor",
        "auditor",
        LATER,
        "确有漏计",
    )
    assert raised.events == (AppealRaised(**ABOUT, appeal=AppealId("p1")),)
    assert assigned.events == (AppealAssigned(**ABOUT, appeal=AppealId("p1"), assignee=PersonId("auditor")),)
    assert judged.events == (AppealDecided(**ABOUT, appeal=AppealId("p1"), upheld=True),)
    assert [one.state.open_appeal is not None for one in (raised, assigned, judged)] == [True, True, False]


def test_an_upheld_appeal_may_put_the_score_right() -> None:
    """The remedy is an adjustment that names its appeal, and may be more than calibration may change."""
    appealed = _assigned(_appealed(_adjusted(points=Decimal(4)).state).state).state

    outcome = _judged(appealed, remedy=Decimal(10), adjustment=AdjustmentId("j9"))

    remedy = outcome.state.adjustments[-1]
    assert (remedy.points, remedy.appeal, remedy.by, remedy.reason) == (Decimal(10), "p1", "auditor", "确有漏计")
    assert outcome.state.appeals[0].remedy == "j9"
    assert outcome.state.adjustment == Decimal(14)
    assert outcome.events[1] == ScoreAdjusted(**ABOUT, adjustment=AdjustmentId("j9"))
    with pytest.raises(AlreadyDecided):
        _withdrawn(outcome.state, adjustment=AdjustmentId("j9"))


def test_a_dismissed_appeal_changes_no_score() -> None:
    """It has a reason, and that is all."""
    outcome = _judged(upheld=False, reason="证据不足")

    assert (outcome.state.appeals[0].status, outcome.state.adjustments) == (AppealStatus.DISMISSED, ())


def test_one_appeal_is_open_at_a_time() -> None:
    """Another may follow once it is decided."""
    with pytest.raises(AppealPending):
        _appealed(_appealed().state, id=AppealId("p2"))

    second = _appealed(_judged(upheld=False).state, id=AppealId("p2"), at=LATER).state
    assert [one.status for one in second.appeals] == [AppealStatus.DISMISSED, AppealStatus.RAISED]


@pytest.mark.parametrize("to", [CADRE, SECRETARY, OFFICER, DIRECTOR, PersonId("withdrawer")])
def test_who_had_a_part_does_not_judge_the_appeal(to: PersonId) -> None:
    """Neither the appellant nor who reviewed, adjusted, withdrew an adjustment or decided the grade."""
    adjusted = _adjusted(_reviewed().state).state
    withdrawn = _withdrawn(adjusted, by=PersonId("withdrawer"), at=NOW).state
    appraised = _decided(_decided(withdrawn).state, by=PersonId("deputy")).state

    with pytest.raises(NotImpartial) as refusal:
        _assigned(_appealed(appraised).state, to=to)

    assert refusal.value.person == to


def test_no_more_tops_are_decided_than_there_are_places() -> None:
    """The last place is given; one more is refused at once, and not when all is to be made public."""
    _decided(grade=Grade.GOOD, reason="突出", places=2, decided_top=1)

    with pytest.raises(QuotaExceeded) as refusal:
        _decided(grade=Grade.GOOD, reason="突出", places=2, decided_top=2)
    assert (refusal.value.places, refusal.value.asked, refusal.value.path) == (2, 3, ("grade",))
    _decided(places=0, decided_top=2)  # another grade takes none


def test_who_appealed_for_a_unit_does_not_judge_it() -> None:
    """Nor who spoke for it before, nor anybody who serves in it."""
    both = replace(OF_UNIT, serving=frozenset({SECRETARY, OFFICER, CADRE}))
    spoken = replace(_appealed(_said(both, by=SECRETARY).state, by=OFFICER).state, serving=frozenset({CADRE}))

    for to in (SECRETARY, OFFICER, CADRE):
        with pytest.raises(NotImpartial):
            _assigned(spoken, to=to)


def test_the_assignee_alone_decides() -> None:
    """Nobody before it is assigned, and after it was given to another that one."""
    with pytest.raises(NotTheAssignee):
        _judged(_appealed().state)
    with pytest.raises(NotTheAssignee):
        _judged(by=DIRECTOR)

    handed_on = _assigned(_assigned().state, to=PersonId("second")).state
    with pytest.raises(NotTheAssignee):
        _judged(handed_on)
    assert _judged(handed_on, by=PersonId("second")).state.appeals[0].decided_by == "second"
    assert [one.to for one in handed_on.appeals[0].assignments] == ["auditor", "second"]


def test_an_appeal_is_decided_once() -> None:
    """Neither assigned nor decided again."""
    judged = _judged().state

    with pytest.raises(AlreadyDecided):
        _judged(judged)
    with pytest.raises(AlreadyDecided):
        _assigned(judged, at=LATER)


@pytest.mark.parametrize("by", [CADRE, OFFICER, PersonId("auditor"), None])
@pytest.mark.parametrize("cycle", [SELF, REVIEW, CALIBRATION, APPEALS])
@pytest.mark.parametrize("on", [DAY, DUE + timedelta(days=1)])
def test_the_acts_that_are_open_are_those_that_are_not_refused(by, cycle, on) -> None:
    """Whoever asks what they may do is told what the acts themselves would say, in every stage and standing."""
    judged = _judged().state
    standing = [NEW, OF_UNIT, _appealed().state, _assigned().state, judged]
    more = {Act.ASSIGN_APPEAL: {"to": PersonId("third")}}

    for appraisal in standing:
        given = {"cycle": cycle, "by": by, "on": on, "at": LATER + timedelta(hours=1)}
        for act, does in zip(Act, ACTS, strict=True):
            if act in acts_open(appraisal, cycle, by, on):
                assert does(appraisal, **given, **more.get(act, {})).events
            else:
                with pytest.raises(GovernanceError):
                    does(appraisal, **given, **more.get(act, {}))


@given(st.lists(st.tuples(st.booleans(), st.integers(-6, 6), st.integers(0, 9)), max_size=20))
def test_adjustments_are_never_lost_and_never_exceed(acts: list[tuple[bool, int, int]]) -> None:
    """Whatever is adjusted and taken back, what counts stays within the limit, and everything stays on record."""
    appraisal, made = NEW, 0

    for number, (adds, points, which) in enumerate(acts):
        at = NOW + timedelta(minutes=number)
        try:
            if adds:
                key = AdjustmentId(f"j{number}")
                appraisal = _adjusted(appraisal, id=key, points=Decimal(points), at=at).state
                made += 1
            else:
                key = AdjustmentId(f"j{which}")
                appraisal = _withdrawn(appraisal, adjustment=key, at=at).state
        except GovernanceError:
            pass

        assert abs(appraisal.adjustment) <= Decimal(5)
        assert len(appraisal.adjustments) == made
        assert appraisal.adjustment == sum(one.points for one in appraisal.adjustments if one.withdrawn is None)
