"""How households are visited, and how what they voice comes to an answer."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import Blank, GovernanceError, TooLong
from governance_core.values import PersonId, PostId, UnitId
from pomegranate_seeds import (
    DayInFuture,
    DayTooEarly,
    HouseholdCoverage,
    Liaison,
    Matter,
    MatterAnswered,
    MatterId,
    MatterKind,
    MatterNotReady,
    MatterRaised,
    MatterReturned,
    MatterRouted,
    MatterStatus,
    NotAHousehold,
    NotCovered,
    OtherVillage,
    OtherVisit,
    RetractedVisit,
    ReturnedBefore,
    Visit,
    VisitId,
    VisitRecorded,
    VisitRetracted,
    answer_matter,
    raise_matter,
    record_visit,
    retract_visit,
    return_matter,
    route_matter,
    standing_on,
)

AUGUST = date(2020, 8, 1)
DUE = date(2020, 8, 16)
DECEMBER = date(2020, 12, 1)
VILLAGE, HOUSE, OFFICE = UnitId("village"), UnitId("near"), UnitId("office")


def _raised(village: Any, **more: Any) -> Matter:
    facts: dict[str, Any] = {"household": village.household("near"), "charter": village.charter(), "on": AUGUST}
    facts |= {"statement": "路灯不亮", "today": DECEMBER, "recorded_at": village.now()}
    return raise_matter(
        id=MatterId("matter"), kind=MatterKind.FACILITIES, raised_by=PersonId("officer"), **(facts | more)
    ).state


def _routed(village: Any, matter: Matter, on: date = AUGUST, **more: Any):
    facts: dict[str, Any] = {"today": DECEMBER, "recorded_at": village.now(), "handler": OFFICE}
    return route_matter(matter, on=on, routed_by=None, **(facts | more))


def _returned(village: Any, matter: Matter, on: date = AUGUST, **more: Any):
    facts: dict[str, Any] = {"today": DECEMBER, "recorded_at": village.now(), "reason": "不属于职责范围"}
    return return_matter(matter, on=on, returned_by=None, **(facts | more))


def _answered(village: Any, matter: Matter, on: date = AUGUST, **more: Any):
    facts: dict[str, Any] = {"today": DECEMBER, "recorded_at": village.now(), "text": "已修复"}
    return answer_matter(matter, on=on, answered_by=PersonId("clerk"), **(facts | more))


def _visit(village: Any, liaison: Liaison, on: date = AUGUST, today: date = AUGUST) -> Visit:
    return record_visit(
        id=VisitId("visit"),
        officer=liaison.officer,
        coverage=liaison.coverages[0],
        on=on,
        today=today,
        recorded_by=None,
        recorded_at=village.now(),
    ).state


def _status(matter: Matter, day: date, known_at: datetime | None = None) -> MatterStatus | None:
    standing = standing_on(matter, day, known_at)
    return None if standing is None else standing.status


def test_an_officer_visits_a_household_they_cover(village: Any, liaison: Liaison, near: HouseholdCoverage) -> None:
    """A visit has its day, and is told of."""
    outcome = record_visit(
        id=VisitId("visit"),
        officer=liaison.officer,
        coverage=near,
        on=AUGUST,
        today=AUGUST,
        recorded_by=PersonId("member"),
        recorded_at=village.now(),
    )

    assert (outcome.state.household, outcome.state.visited_on) == (HOUSE, AUGUST)
    assert outcome.events == (
        VisitRecorded(
            effective_on=AUGUST, village=VILLAGE, household=HOUSE, visit=VisitId("visit"), officer=liaison.officer.id
        ),
    )


def test_a_visit_is_to_a_covered_household_on_a_day_that_has_come(village: Any, liaison: Liaison) -> None:
    """Tomorrow's visits are not recorded, nor those of days before the household was covered."""
    with pytest.raises(DayInFuture):
        _visit(village, liaison, on=AUGUST, today=AUGUST - timedelta(days=1))
    with pytest.raises(NotCovered):
        _visit(village, liaison, on=date(2020, 6, 30))
    other = village.appointed(village.recognised("house2"), person=PersonId("other"))
    with pytest.raises(NotCovered):
        _visit(village, replace(liaison, officer=other.officer))


def test_a_visit_recorded_by_mistake_is_retracted_once(village: Any, liaison: Liaison) -> None:
    """The record stays, with the reason."""
    visit = _visit(village, liaison)

    outcome = retract_visit(visit, reason="日期有误", said_by=PersonId("member"), recorded_at=village.now())

    assert outcome.state.mistake is not None
    assert (outcome.state.mistake.reason, outcome.state.visited_on) == ("日期有误", AUGUST)
    assert isinstance(outcome.events[0], VisitRetracted)
    with pytest.raises(RetractedVisit):
        retract_visit(outcome.state, reason="日期有误", said_by=None, recorded_at=village.now())
    with pytest.raises(Blank):
        retract_visit(visit, reason="", said_by=None, recorded_at=village.now())


def test_a_matter_is_due_in_the_village_s_days(village: Any) -> None:
    """The last day for an answer is so many days after the matter was voiced."""
    outcome = raise_matter(
        id=MatterId("matter"),
        household=village.household("near"),
        kind=MatterKind.FACILITIES,
        statement="路灯不亮",
        on=AUGUST,
        today=AUGUST,
        charter=village.charter(),
        raised_by=None,
        recorded_at=village.now(),
    )
    sooner = _raised(village, charter=village.charter(answer_days=3))

    assert (outcome.state.due_on, sooner.due_on) == (DUE, date(2020, 8, 4))
    assert outcome.events == (
        MatterRaised(
            effective_on=AUGUST,
            village=VILLAGE,
            household=HOUSE,
            matter=MatterId("matter"),
            kind="facilities",
            due_on=DUE,
            visit=None,
        ),
    )


def test_a_matter_is_told_in_few_words_by_a_household_of_the_village(village: Any) -> None:
    """At most 500 characters, about something that was voiced already."""
    for statement, refusal in ((" ", Blank), ("长" * 501, TooLong)):
        with pytest.raises(refusal):
            _raised(village, statement=statement)
    with pytest.raises(NotAHousehold):
        _raised(village, household=replace(village.household(), kind="compound"))
    with pytest.raises(OtherVillage):
        _raised(village, household=replace(village.household(), village=UnitId("elsewhere")))
    with pytest.raises(DayInFuture):
        _raised(village, today=AUGUST - timedelta(days=1))

    assert _raised(village, statement="长" * 500).statement == "长" * 500


def test_a_matter_voiced_at_a_visit_is_of_its_household_and_day(village: Any, liaison: Liaison) -> None:
    """And the visit has to have been."""
    visit = _visit(village, liaison)
    mistaken = retract_visit(visit, reason="有误", said_by=None, recorded_at=village.now()).state

    assert _raised(village, visit=visit).visit == visit.id
    with pytest.raises(OtherVisit):
        _raised(village, visit=visit, household=village.household("far"))
    with pytest.raises(OtherVisit):
        _raised(village, visit=visit, on=AUGUST + timedelta(days=1))
    with pytest.raises(RetractedVisit):
        _raised(village, visit=mistaken)


def test_a_matter_is_routed_and_answered(village: Any) -> None:
    """Who has it, since when, and what the household was told is kept; the answer closes it."""
    routed = _routed(village, _raised(village), post=PostId("clerk-post"))
    answered = _answered(village, routed.state, on=DUE)

    matter = answered.state
    assert (matter.routes[0].handler, matter.routes[0].post) == (OFFICE, "clerk-post")
    assert matter.answer is not None
    assert (matter.answer.text, matter.answer.answered_on) == ("已修复", DUE)
    facts = {"village": VILLAGE, "household": HOUSE, "matter": MatterId("matter"), "handler": OFFICE}
    assert routed.events == (MatterRouted(effective_on=AUGUST, post=PostId("clerk-post"), **facts),)
    assert answered.events == (MatterAnswered(effective_on=DUE, in_time=True, **facts),)


def test_an_answer_a_day_late_is_not_in_time(village: Any) -> None:
    """The last day is in time, the next is not."""
    matter = _routed(village, _raised(village)).state

    late = _answered(village, matter, on=DUE + timedelta(days=1))

    assert isinstance(late.events[0], MatterAnswered)
    assert not late.events[0].in_time


def test_a_matter_comes_back_once_and_keeps_its_deadline(village: Any) -> None:
    """It is routed again, and whoever has it then answers it."""
    routed = _routed(village, _raised(village)).state
    returned = _returned(village, routed, on=AUGUST + timedelta(days=2))
    again = _routed(village, returned.state, on=AUGUST + timedelta(days=3), handler=UnitId("other-office")).state

    with pytest.raises(ReturnedBefore) as refusal:
        _returned(village, again, on=AUGUST + timedelta(days=4))

    assert refusal.value.handler == OFFICE
    assert again.due_on == DUE
    assert [route.handler for route in again.routes] == [OFFICE, "other-office"]
    assert again.routes[0].returned is not None
    assert again.routes[0].returned.reason == "不属于职责范围"
    assert returned.events == (
        MatterReturned(
            effective_on=AUGUST + timedelta(days=2),
            village=VILLAGE,
            household=HOUSE,
            matter=MatterId("matter"),
            handler=OFFICE,
        ),
    )
    assert _answered(village, again, on=DUE).state.answer is not None


def test_each_step_follows_the_one_before(village: Any) -> None:
    """What nobody has is not answered or returned, what somebody has is not routed, and what is answered is closed."""
    raised = _raised(village)
    routed = _routed(village, raised).state
    returned = _returned(village, routed).state
    answered = _answered(village, routed).state

    allowed = {"raised": {_routed}, "routed": {_returned, _answered}, "returned": {_routed}, "answered": set()}
    for matter in (raised, routed, returned, answered):
        for step in {_routed, _returned, _answered} - allowed[_status(matter, DECEMBER)]:
            with pytest.raises(MatterNotReady) as refusal:
                step(village, matter)
            assert refusal.value.status == _status(matter, DECEMBER)


def test_no_step_is_of_a_day_before_the_last_or_still_to_come(village: Any) -> None:
    """Steps may share a day."""
    raised = _raised(village)
    routed = _routed(village, raised, on=DUE).state
    before, tomorrow = {"on": DUE - timedelta(days=1)}, {"on": DUE, "today": DUE - timedelta(days=1)}

    with pytest.raises(DayTooEarly):
        _routed(village, raised, on=AUGUST - timedelta(days=1))
    for step in (_returned, _answered):
        with pytest.raises(DayTooEarly):
            step(village, routed, **before)
        with pytest.raises(DayInFuture):
            step(village, routed, **tomorrow)
    with pytest.raises(DayTooEarly):
        _routed(village, _returned(village, routed, on=DUE + timedelta(days=1)).state, on=DUE)

    assert _answered(village, routed, on=DUE).state.answer is not None


def test_reasons_and_answers_say_something(village: Any) -> None:
    """In at most 2,000 characters."""
    routed = _routed(village, _raised(village)).state

    for text, refusal in ((" ", Blank), ("长" * 2001, TooLong)):
        with pytest.raises(refusal):
            _returned(village, routed, reason=text)
        with pytest.raises(refusal):
            _answered(village, routed, text=text)


def test_overdue_is_a_reading_at_a_date(village: Any) -> None:
    """On the last day there are none left and it is not late; the day after it is, until it is answered."""
    matter = _answered(village, _routed(village, _raised(village)).state, on=DUE + timedelta(days=3)).state

    on_time, late, after = (standing_on(matter, DUE + timedelta(days=days)) for days in (0, 1, 3))

    assert on_time
    assert late
    assert after
    assert (on_time.days_left, on_time.overdue, on_time.in_time) == (0, False, None)
    assert (late.days_left, late.overdue, late.in_time) == (-1, True, False)
    assert (after.days_left, after.overdue, after.in_time) == (None, False, False)
    assert standing_on(matter, AUGUST - timedelta(days=1)) is None


def test_a_matter_stood_where_it_was_known_to_stand(village: Any) -> None:
    """Each step counts from its day on, and from the instant at which it was recorded."""
    matter = _raised(village)
    instants, statuses = [village.now()], [MatterStatus.RAISED]
    for step in (_routed, _returned, _routed, _answered):
        matter = step(village, matter, on=DUE).state
        instants.append(village.now())
        statuses.append(_status(matter, DUE))

    assert statuses == [
        MatterStatus.RAISED,
        MatterStatus.ROUTED,
        MatterStatus.RETURNED,
        MatterStatus.ROUTED,
        MatterStatus.ANSWERED,
    ]
    assert [_status(matter, DUE, instant) for instant in instants] == statuses
    assert _status(matter, DUE - timedelta(days=1)) is MatterStatus.RAISED
    assert _status(matter, DUE, matter.raised_at - timedelta(minutes=1)) is None


@given(st.lists(st.tuples(st.sampled_from(["route", "return", "answer"]), st.integers(-3, 20)), max_size=10))
def test_whatever_is_tried_a_matter_goes_its_way(village: Any, tries: list[tuple[str, int]]) -> None:
    """Steps are in the order of their days, at most one return, no step after the answer, and the deadline stays."""
    matter = _raised(village)
    steps = {"route": _routed, "return": _returned, "answer": _answered}

    for name, after in tries:
        closed = matter.answer
        try:
            matter = steps[name](village, matter, on=AUGUST + timedelta(days=after)).state
        except GovernanceError:
            continue
        assert closed is None

    returns = [route.returned for route in matter.routes if route.returned]
    days = [matter.raised_on]
    for route in matter.routes:
        days += [route.routed_on, *([route.returned.on] if route.returned else [])]
    days += [matter.answer.answered_on] if matter.answer else []
    assert days == sorted(days)
    assert len(returns) <= 1
    assert len(matter.routes) <= 2
    assert matter.due_on == DUE
