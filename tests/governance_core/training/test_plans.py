"""Training plans: what is chosen, what it closes, and what stays open."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import Blank, InvalidInput, OutOfRange, PlanPublished
from governance_core.training import (
    Audience,
    Format,
    Gap,
    LearningOutcome,
    OpenReason,
    PlanLimits,
    PlanStatus,
    Programme,
    TrainingPlan,
    Unassessed,
    explain_session,
    open_gap_from_data,
    open_gap_to_data,
    plan_training,
    publish_plan,
    session_from_data,
    session_to_data,
    unassessed_from_data,
    unassessed_to_data,
)
from governance_core.values import FrameworkId, Missing, Period, PersonId, PlanId, Text, UnitId, Value

PERIOD = Period(start=date(2020, 7, 1), end=date(2021, 1, 1))
LIMITS = PlanLimits(sessions=10, hours_per_person=Decimal(20))


def _gap(person: str, required: int, level: int | None, *, competency: str = "mass-work", weight: int = 1) -> Gap:
    return Gap(
        person=PersonId(person),
        competency=competency,
        required=required,
        post_kinds=("party-secretary",),
        weight=Decimal(weight),
        reading=Missing() if level is None else Value(number=Decimal(level)),
        size=None if level is None else max(0, required - level),
    )


def _programme(code: str, *outcomes: tuple[str, int, int], hours: str = "4", seats: int = 30) -> Programme:
    return Programme(
        code=code,
        title=Text(zh=code),
        format=Format.VILLAGE_COURSE,
        hours=Decimal(hours),
        seats=seats,
        outcomes=tuple(LearningOutcome(competency=name, from_level=low, to_level=high) for name, low, high in outcomes),
        audiences=(Audience.VILLAGE_CADRES,),
    )


def _plan(gaps: list[Gap], programmes: list[Programme], limits: PlanLimits = LIMITS) -> TrainingPlan:
    return plan_training(
        id=PlanId("p"),
        unit=UnitId("hefeng"),
        period=PERIOD,
        framework=FrameworkId("f"),
        gaps=gaps,
        programmes=programmes,
        limits=limits,
        on=date(2020, 7, 1),
    ).state


def test_the_session_with_the_highest_worth_an_hour_comes_first_and_says_so() -> None:
    """Two levels for two people in 4 hours come before three levels for one in 8."""
    gaps = [_gap("a", 2, 0), _gap("b", 2, 0), _gap("c", 3, 0, competency="law")]
    programmes = [_programme("long", ("law", 0, 3), hours="8"), _programme("short", ("mass-work", 0, 2))]

    plan = _plan(gaps, programmes)

    assert [(one.programme, one.participants, one.worth, one.rate) for one in plan.sessions] == [
        ("short", ("a", "b"), Decimal(4), Decimal("1.0000")),
        ("long", ("c",), Decimal(3), Decimal("0.3750")),
    ]
    assert explain_session(plan.sessions[0], "en") == (
        "Raises 2 competences of 2 people, worth 4 in 4 hours: 1 an hour, before long with 0.375"
    )
    assert explain_session(plan.sessions[1]) == "为 1 人提升 1 项能力,价值 3,8 学时,每学时 0.375"
    assert plan.open_gaps == ()


def test_seats_go_to_those_for_whom_a_session_does_most() -> None:
    """With one seat a session, the weightier gap is closed first and the other by a second session."""
    gaps = [_gap("a", 2, 1), _gap("b", 2, 1, weight=5)]

    plan = _plan(gaps, [_programme("course", ("mass-work", 0, 2), seats=1)])

    assert [one.participants for one in plan.sessions] == [("b",), ("a",)]


def test_a_programme_that_builds_on_a_level_waits_for_it() -> None:
    """The advanced course is planned once the basic one has led there."""
    programmes = [_programme("advanced", ("mass-work", 2, 3)), _programme("basic", ("mass-work", 0, 2))]

    plan = _plan([_gap("a", 3, 0)], programmes)

    assert [one.programme for one in plan.sessions] == ["basic", "advanced"]


def test_nobody_is_planned_for_without_an_assessment() -> None:
    """Who was never assessed is listed for an assessment."""
    plan = _plan([_gap("a", 2, None)], [_programme("course", ("mass-work", 0, 2))])

    assert plan.sessions == ()
    assert plan.unassessed == (Unassessed(person=PersonId("a"), competency="mass-work"),)


def test_what_stays_open_says_why() -> None:
    """Either no programme leads there, or the limits do not allow it."""
    gaps = [_gap("a", 2, 0, competency="law"), _gap("b", 2, 0), _gap("c", 2, 0)]
    limits = PlanLimits(sessions=1, hours_per_person=Decimal(20))

    plan = _plan(gaps, [_programme("course", ("mass-work", 0, 2), seats=1)], limits)

    assert {(one.person, one.reason) for one in plan.open_gaps} == {
        ("a", OpenReason.NO_PROGRAMME),
        ("c", OpenReason.LIMITS),
    }


def test_limits_are_checked() -> None:
    """No sessions and no hours are both told."""
    with pytest.raises(InvalidInput) as refused:
        _plan([], [], PlanLimits(sessions=0, hours_per_person=Decimal(0)))

    assert {fault.path for fault in refused.value.faults} == {("limits", "sessions"), ("limits", "hours_per_person")}


def test_a_plan_has_an_end_and_no_more_gaps_than_it_can_hold() -> None:
    """An open period is refused, and a plan for a whole county is to be made for smaller units."""
    many = [_gap(f"p{number}", 1, 1) for number in range(2001)]

    with pytest.raises(OutOfRange):
        _plan(many, [])
    with pytest.raises(Blank):
        plan_training(
            id=PlanId("p"),
            unit=UnitId("hefeng"),
            period=Period(start=date(2020, 7, 1)),
            framework=FrameworkId("f"),
            gaps=[],
            programmes=[],
            limits=LIMITS,
            on=date(2020, 7, 1),
        )


def test_a_plan_is_published_once() -> None:
    """It says since when it is in force."""
    now = datetime(2020, 7, 1, 2, tzinfo=UTC)
    published = publish_plan(_plan([], []), on=date(2020, 7, 1), published_at=now).state

    assert (published.status, published.published_at) == (PlanStatus.PUBLISHED, now)
    with pytest.raises(PlanPublished):
        publish_plan(published, on=date(2020, 7, 1), published_at=now)


COMPETENCIES = ("law", "mass-work")
people = st.sampled_from("abcdef")


@st.composite
def gaps(draw: st.DrawFn) -> list[Gap]:
    """At most one gap of each person and competency."""
    keys = draw(st.lists(st.tuples(people, st.sampled_from(COMPETENCIES)), unique=True, max_size=8))
    return [
        _gap(
            person,
            draw(st.integers(1, 3)),
            draw(st.one_of(st.none(), st.integers(0, 3))),
            competency=competency,
            weight=draw(st.integers(1, 5)),
        )
        for person, competency in keys
    ]


@st.composite
def programmes(draw: st.DrawFn) -> list[Programme]:
    """Up to four programmes, each of one or two outcomes."""
    found = []
    for number in range(draw(st.integers(0, 4))):
        chosen = draw(st.lists(st.sampled_from(COMPETENCIES), unique=True, min_size=1))
        outcomes = []
        for competency in chosen:
            low = draw(st.integers(0, 2))
            outcomes.append((competency, low, draw(st.integers(low + 1, 3))))
        hours, seats = str(draw(st.sampled_from((1, 3, 8)))), draw(st.integers(1, 3))
        found.append(_programme(f"p{number}", *outcomes, hours=hours, seats=seats))
    return found


limits = st.builds(PlanLimits, sessions=st.integers(1, 6), hours_per_person=st.integers(1, 20).map(Decimal))


@given(gaps(), programmes(), limits)
def test_no_limit_is_broken_and_every_worth_is_the_sum_of_what_is_closed(
    known: list[Gap], offered: list[Programme], given_limits: PlanLimits
) -> None:
    """Sessions, seats and hours stay inside their bounds, and nobody is raised above what is demanded."""
    plan = _plan(known, offered, given_limits)

    by_code = {one.code: one for one in offered}
    required = {(gap.person, gap.competency): gap.required for gap in known}
    hours: dict[str, Decimal] = {}
    assert len(plan.sessions) <= given_limits.sessions
    for session in plan.sessions:
        assert 1 <= len(session.participants) <= by_code[session.programme].seats
        assert session.worth == sum(one.worth for one in session.closes) > 0
        assert {one.person for one in session.closes} == set(session.participants)
        for one in session.closes:
            assert one.from_level < one.to_level <= required[one.person, one.competency]
        for person in session.participants:
            hours[person] = hours.get(person, Decimal(0)) + session.hours
    assert all(spent <= given_limits.hours_per_person for spent in hours.values())


@given(gaps(), programmes(), limits)
def test_every_gap_is_closed_left_open_or_unassessed(
    known: list[Gap], offered: list[Programme], given_limits: PlanLimits
) -> None:
    """What was missing equals what the sessions raise and what is left, for each person and competency."""
    plan = _plan(known, offered, given_limits)

    raised: dict[tuple[str, str], int] = {}
    for one in (closed for session in plan.sessions for closed in session.closes):
        raised[one.person, one.competency] = raised.get((one.person, one.competency), 0) + one.to_level - one.from_level
    left = {(one.person, one.competency): one.required - one.reached for one in plan.open_gaps}
    for gap in known:
        key = (gap.person, gap.competency)
        if gap.size is None:
            assert Unassessed(person=gap.person, competency=gap.competency) in plan.unassessed
            assert key not in raised
        else:
            assert raised.get(key, 0) + left.get(key, 0) == gap.size


@given(gaps(), programmes(), limits, st.data())
def test_the_order_of_what_is_given_does_not_matter(
    known: list[Gap], offered: list[Programme], given_limits: PlanLimits, data: st.DataObject
) -> None:
    """The same gaps and programmes in another order give the same plan."""
    shuffled = _plan(data.draw(st.permutations(known)), data.draw(st.permutations(offered)), given_limits)

    assert shuffled == _plan(known, offered, given_limits)


@given(gaps(), programmes(), limits)
def test_no_programme_would_have_been_a_better_first_choice(
    known: list[Gap], offered: list[Programme], given_limits: PlanLimits
) -> None:
    """Planned alone, no programme's first session has a higher worth an hour than the one chosen."""
    plan = _plan(known, offered, given_limits)

    alone = [_plan(known, [one], given_limits).sessions[:1] for one in offered]
    rates = [Fraction(one[0].worth) / Fraction(one[0].hours) for one in alone if one]
    chosen = plan.sessions[:1]
    assert [Fraction(one.worth) / Fraction(one.hours) for one in chosen] == ([max(rates)] if rates else [])


@given(gaps(), programmes(), limits)
def test_a_plan_survives_being_written_down(
    known: list[Gap], offered: list[Programme], given_limits: PlanLimits
) -> None:
    """Sessions, open gaps and what is unassessed come back from plain data as they were."""
    plan = _plan(known, offered, given_limits)

    assert tuple(session_from_data(session_to_data(one)) for one in plan.sessions) == plan.sessions
    assert tuple(open_gap_from_data(open_gap_to_data(one)) for one in plan.open_gaps) == plan.open_gaps
    assert tuple(unassessed_from_data(unassessed_to_data(one)) for one in plan.unassessed) == plan.unassessed
