"""Plans of reserve cadres and their progress: by verified records about them, on the plan of the day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Acting,
    DevelopmentGoal,
    HeldPost,
    ProgressRecord,
    QuantityEntry,
    RecordStatus,
    Seedling,
    SeedlingId,
    SeedlingStatus,
    development_progress,
    end_seedling,
    explain_development,
    nominate_seedling,
    plan_development,
    reach_goal,
)
from governance_core.errors import (
    Blank,
    Duplicate,
    GoalAlreadyReached,
    InvalidInput,
    Malformed,
    NamedPersonRequired,
    NotMentor,
    OutOfRange,
    OutsideSeedlingPeriod,
    OwnSeedling,
    PlanUnchanged,
    ReachedGoalChanged,
    RecordDoesNotCount,
    RecordOfAnother,
    SeedlingNotActive,
    UnknownValue,
)
from governance_core.values import (
    AppointmentId,
    Missing,
    NotApplicable,
    Period,
    PersonId,
    RecordId,
    SchemeId,
    Text,
    UnitId,
    Value,
)

START, END = date(2020, 1, 1), date(2021, 1, 1)
MENTOR, CADRE = PersonId("mentor"), PersonId("cadre")
POST = HeldPost(
    appointment=AppointmentId("a"),
    unit=UnitId("u"),
    unit_kind="village",
    kind="party-secretary",
    basis="substantive",
    period=Period(start=START),
)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def _acting(today: date, by: PersonId | None = MENTOR, *, reviewing: bool = False) -> Acting:
    return Acting(by=by, reviewing=reviewing, today=today, at=_at(today))


def _goal(code: str, due: date, **more) -> DevelopmentGoal:
    return DevelopmentGoal(code=code, title=Text(zh=f"目标{code}", en=f"Goal {code}"), due_on=due, **more)


LAW, VISITS = _goal("law", date(2020, 6, 30), competency="law"), _goal("visits", date(2020, 9, 30))


def _nominated() -> Seedling:
    return nominate_seedling(
        id=SeedlingId("s"),
        person=CADRE,
        unit=UnitId("village"),
        aims_for="party-secretary",
        period=Period(start=START, end=END),
        mentor=MENTOR,
        mentor_posts=[POST],
        post_kinds=["party-secretary"],
        nominated_by=PersonId("office"),
        nominated_at=_at(START),
    ).state


def _planned(*goals: DevelopmentGoal, on: date = date(2020, 2, 1), seedling: Seedling | None = None) -> Seedling:
    return plan_development(seedling or _nominated(), goals=goals or (LAW, VISITS), acting=_acting(on)).state


def _record(key="r", on=date(2020, 6, 1), person=CADRE, status=RecordStatus.VERIFIED) -> ProgressRecord:
    return ProgressRecord(
        id=RecordId(key),
        scheme=SchemeId("scheme"),
        indicator="visits",
        person=person,
        occurred_on=on,
        entry=QuantityEntry(amount=Decimal(1)),
        submitted_by=person,
        submitted_at=_at(on),
        status=status,
    )


def _reached(seedling: Seedling, goal="law", record=None, on=date(2020, 7, 1), **more) -> Seedling:
    return reach_goal(seedling, goal=goal, record=record or _record(), acting=_acting(on), **more).state


def test_a_plan_is_changed_from_a_day_on_and_what_it_said_stays_known():
    """Whoever moves a goal that is late does not undo that it was: the past day is asked of the plan of that day."""
    planned = _planned()
    later = _goal("law", date(2020, 12, 31), competency="law")
    postponed = _planned(later, VISITS, on=date(2020, 7, 10), seedling=planned)

    before, after = [development_progress(postponed, as_of=date(2020, 7, day)) for day in (9, 10)]

    assert (planned.plan_version, postponed.plan_version) == (1, 2)
    assert [goal.code for goal in before.late] == ["law"]
    assert (after.late, after.share) == ((), NotApplicable(reason="nothing-due"))
    assert postponed.goals_on(date(2020, 7, 10), known_at=_at(date(2020, 3, 1))) == (LAW, VISITS)


def test_a_goal_that_is_dropped_is_in_the_plan_until_that_day():
    """And may come back under its code."""
    dropped = _planned(VISITS, on=date(2020, 7, 10), seedling=_planned())
    back = _planned(on=date(2020, 8, 1), seedling=dropped)

    assert [len(back.goals_on(date(2020, 7, day))) for day in (9, 10)] == [2, 1]
    assert back.goals_on(date(2020, 8, 1)) == (LAW, VISITS)


@pytest.mark.parametrize(
    ("goals", "error"),
    [
        ((), Blank),
        (tuple(_goal(f"goal-{number}", date(2020, 6, 1)) for number in range(21)), OutOfRange),
        ((LAW, LAW), Duplicate),
        ((_goal("Law", date(2020, 6, 1)),), Malformed),
        ((_goal("law", date(2020, 6, 1), competency="not a code"),), Malformed),
        ((DevelopmentGoal(code="law", title=Text(zh=""), due_on=date(2020, 6, 1)),), Blank),
        ((_goal("", date(2020, 6, 1)), _goal("B", date(2020, 6, 1))), InvalidInput),
        ((_goal("law", END),), OutsideSeedlingPeriod),
        ((_goal("law", START - timedelta(days=1)),), OutsideSeedlingPeriod),
    ],
)
def test_refuses_a_plan_that_is_none(goals, error):
    """One to twenty goals with a code each, due within the nomination."""
    with pytest.raises(error):
        plan_development(_nominated(), goals=goals, acting=_acting(date(2020, 2, 1)))


def test_only_who_is_responsible_plans_and_finds_a_goal_reached():
    """The mentor of the day, or who reviews; never the cadre, and never nobody in particular."""
    seedling = _planned()
    for acting, error in (
        (_acting(date(2020, 7, 1), PersonId("other")), NotMentor),
        (_acting(date(2020, 7, 1), CADRE, reviewing=True), OwnSeedling),
        (_acting(date(2020, 7, 1), None, reviewing=True), NamedPersonRequired),
    ):
        with pytest.raises(error):
            plan_development(seedling, goals=[LAW], acting=acting)
        with pytest.raises(error):
            reach_goal(seedling, goal="law", record=_record(), acting=acting)


def test_the_same_plan_is_no_next_version():
    """Whatever the order of its goals, and whatever they say of being reached."""
    seedling = _reached(_planned())

    with pytest.raises(PlanUnchanged):
        plan_development(seedling, goals=[VISITS, LAW], acting=_acting(date(2020, 7, 1)))


def test_a_goal_that_was_reached_stays_as_it_was():
    """It can be neither dropped nor changed, and stays reached in the next version."""
    seedling = _reached(_planned())
    for goals in ([VISITS], [_goal("law", date(2020, 8, 1), competency="law"), VISITS]):
        with pytest.raises(ReachedGoalChanged):
            plan_development(seedling, goals=goals, acting=_acting(date(2020, 7, 2)))

    changed = _planned(LAW, on=date(2020, 7, 2), seedling=seedling)

    assert [(one.code, one.reached_by, one.reached_on) for one in changed.goals_on(date(2020, 7, 2))] == [
        ("law", RecordId("r"), date(2020, 6, 1))
    ]


@pytest.mark.parametrize(
    ("record", "more", "error"),
    [
        (_record(person=MENTOR), {}, RecordOfAnother),
        (_record(status=RecordStatus.SUBMITTED), {}, RecordDoesNotCount),
        (_record(status=RecordStatus.REJECTED), {}, RecordDoesNotCount),
        (_record(), {"superseded": {RecordId("r")}}, RecordDoesNotCount),
        (_record(on=START - timedelta(days=1)), {}, OutsideSeedlingPeriod),
        (_record(), {"goal": "none"}, UnknownValue),
    ],
)
def test_refuses_what_does_not_show_that_a_goal_was_reached(record, more, error):
    """Only a verified record about the cadre, that counts, of a day since the nomination."""
    with pytest.raises(error):
        _reached(_planned(), record=record, **more)


def test_a_goal_is_reached_once_unless_its_record_was_replaced():
    """A correction takes what rested on the mistake along; the record that counts then can show it again."""
    seedling = _reached(_planned())
    replaced = {RecordId("r")}
    with pytest.raises(GoalAlreadyReached):
        _reached(seedling, record=_record("again"))

    shaken = development_progress(seedling, as_of=date(2020, 7, 1), superseded=replaced)
    again = _reached(seedling, record=_record("again", on=date(2020, 6, 5)), superseded=replaced)
    sound = development_progress(again, as_of=date(2020, 7, 1), superseded=replaced)

    assert (shaken.reached, [goal.code for goal in shaken.late]) == (0, ["law"])
    assert (sound.reached, sound.late) == (1, ())
    assert again.goals_on(date(2020, 7, 1), known_at=_at(date(2020, 7, 1)) - timedelta(seconds=1))[0].reached_by is None


def test_progress_has_three_states_and_no_zero_for_an_absence():
    """Before the nomination and before anything is due nothing applies; without a plan the reading is missing."""
    seedling = _planned()

    said = {
        day: development_progress(seedling, as_of=day)
        for day in (date(2019, 12, 31), date(2020, 1, 31), date(2020, 6, 29), date(2020, 6, 30), date(2020, 7, 1))
    }

    assert [one.share for one in said.values()] == [
        NotApplicable(reason="not-begun"),
        Missing(),
        NotApplicable(reason="nothing-due"),
        Value(number=Decimal(0)),
        Value(number=Decimal(0)),
    ]
    assert [len(one.late) for one in said.values()] == [0, 0, 0, 0, 1]
    assert [explain_development(one) for one in said.values()] == [
        "培养尚未开始",
        "尚无培养计划,进度缺报",
        "尚无到期目标",
        "截至 2020-06-30 应达成 1 项,已达成 0 项(0.00%)",
        "截至 2020-07-01 应达成 1 项,已达成 0 项(0.00%);逾期:目标law",
    ]
    assert [explain_development(one, "en") for one in said.values()] == [
        "The nomination has not begun",
        "There is no development plan",
        "No goal is due yet",
        "1 due by 2020-06-30, 0 of them reached (0.00%)",
        "1 due by 2020-07-01, 0 of them reached (0.00%); late: Goal law",
    ]


def test_what_is_reached_early_is_said_beside_what_was_due():
    """It counts from the day on which it happened, not from the day on which somebody found it."""
    seedling = _reached(_reached(_planned(), "visits"), on=date(2020, 7, 2))

    early, due = [development_progress(seedling, as_of=date(2020, month, 30)) for month in (6, 9)]

    assert (early.due, early.reached, early.early) == (1, 1, 1)
    assert explain_development(early) == "截至 2020-06-30 应达成 1 项,已达成 1 项(100.00%);另有 1 项提前达成"
    assert (due.due, due.reached, due.early) == (2, 2, 0)
    assert development_progress(seedling, as_of=date(2020, 5, 31)).early == 0


def test_after_the_end_progress_stays_as_it_was_on_the_last_day():
    """What was not due then never becomes late."""
    ended = end_seedling(
        _planned(),
        status=SeedlingStatus.RELEASED,
        on=date(2020, 7, 1),
        reason="调离",
        ended_by=PersonId("office"),
        ended_at=_at(date(2020, 7, 1)),
        today=date(2020, 7, 1),
    ).state

    said = development_progress(ended, as_of=date(2020, 12, 31))

    assert (said.as_of, said.due, said.late) == (date(2020, 6, 30), 1, ())
    for act in (lambda: _planned(VISITS, on=date(2020, 7, 2), seedling=ended), lambda: _reached(ended)):
        with pytest.raises(SeedlingNotActive):
            act()


@st.composite
def _stories(draw):
    """A seedling after each of several acts on days in order, and the records of which others took the place."""
    seedlings, superseded = [_nominated()], set()
    codes = st.sampled_from(["a", "b", "c"])
    for step in range(draw(st.integers(0, 8))):
        seedling, today = seedlings[-1], START + timedelta(days=10 + step * 30)
        try:
            if draw(st.booleans()):
                chosen = draw(st.dictionaries(codes, st.integers(0, 365), min_size=1))
                goals = [_goal(code, START + timedelta(days=due)) for code, due in chosen.items()]
                planned = plan_development(seedling, goals=goals, acting=_acting(today), superseded=superseded)
                seedlings.append(planned.state)
            else:
                record = _record(f"r{step}", START + timedelta(days=draw(st.integers(0, 10 + step * 30))))
                seedlings.append(_reached(seedling, draw(codes), record, today, superseded=superseded))
                if draw(st.booleans()):
                    superseded.add(record.id)
        except (ReachedGoalChanged, PlanUnchanged, UnknownValue, GoalAlreadyReached):
            seedlings.append(seedling)
    return seedlings, superseded


@given(_stories(), st.integers(-1, 400))
def test_progress_counts_each_goal_once_and_what_was_known_stays(story, day):
    """Reached and late are disjoint parts of what was due; later acts never change what was known before them."""
    seedlings, superseded = story
    said = development_progress(seedlings[-1], as_of=START + timedelta(days=day), superseded=superseded)

    assert said.reached + len(said.late) <= said.due
    assert said.reached + said.early <= len(seedlings[-1].goals_on(said.as_of)) <= 3
    assert isinstance(said.share, Value) == (said.due > 0)
    for step, seedling in enumerate(seedlings[1:]):
        known_at = _at(START + timedelta(days=10 + step * 30))
        now, then = [
            development_progress(one, as_of=said.as_of, known_at=known_at) for one in (seedlings[-1], seedling)
        ]
        assert now == then
