"""A cycle's score, its sums over units, what another scheme would make of it, and what is kept of it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Adjustment,
    AssessmentCycle,
    CaseOfWork,
    CycleKind,
    Derived,
    Dimension,
    Grade,
    GradingRule,
    HeldPost,
    Indicator,
    IndicatorScheme,
    LeaveOut,
    Measure,
    Milestone,
    MilestoneReached,
    Milestones,
    MissingRule,
    PartSum,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    QuotaGroup,
    RecordStatus,
    Remeasure,
    ResultSums,
    Reweigh,
    RoutineResult,
    Rule,
    Segment,
    Stage,
    StageTime,
    Subject,
    Withdrawal,
    assessment_from_data,
    assessment_to_data,
    candidate,
    changed_dimensions,
    compare_schemes,
    draft_scheme,
    explain,
    explain_move,
    movers,
    open_cycle,
    parse_formula,
    places_tried,
    publish_scheme,
    result_sums,
    score_cycle,
)
from governance_core.values import (
    AdjustmentId,
    AppointmentId,
    CycleId,
    Period,
    PersonId,
    RecordId,
    SchemeId,
    Text,
    UnitId,
    Value,
)

START, END = date(2020, 1, 1), date(2021, 1, 1)
YEAR = Period(start=START, end=END)
TITLE = Text(zh="指标")
HUNDRED = Decimal(100)
RULE = GradingRule(top_share=Decimal(20), top_share_excellent=Decimal(25), quota_by=QuotaGroup.WHOLE, ties=("work",))


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def _scheme(measures: dict[str, Measure], missing: MissingRule = MissingRule.NOTHING) -> IndicatorScheme:
    weight = HUNDRED / len(measures)
    dimensions = [
        Dimension(
            code=dimension,
            title=TITLE,
            weight=weight,
            indicators=(Indicator(code=code, title=TITLE, weight=weight, measure=measure, initiative="spark"),),
        )
        for dimension, (code, measure) in zip(("work", "virtue", "more", "rest"), measures.items(), strict=False)
    ]
    drafted = draft_scheme(
        id=SchemeId("s"),
        code="cadres",
        title=TITLE,
        cycle=YEAR,
        applies_to=["party-secretary"],
        dimensions=dimensions,
        on=START,
        missing=missing,
    ).state
    return publish_scheme(drafted, on=START, published_at=_at(START)).state


VISITS = Quantity(unit=Text(zh="户次"), target=HUNDRED)
SCHEME = _scheme({"visits": VISITS, "talks": VISITS})
SEGMENT = Segment(scheme=SCHEME, period=YEAR, unit=UnitId("village"))


def _cycle(routine: int = 0, weight: int = 0) -> AssessmentCycle:
    def opened(code: str, kind: CycleKind, period: Period, routine: tuple[AssessmentCycle, ...]) -> AssessmentCycle:
        stages = (Stage.SELF_ASSESSMENT, Stage.REVIEW, Stage.CALIBRATION, Stage.PUBLICITY, Stage.APPEALS)
        return open_cycle(
            id=CycleId(code),
            code=code,
            kind=kind,
            title=Text(zh="考核"),
            period=period,
            unit=UnitId("town"),
            schemes=["cadres"],
            grading=RULE,
            timetable=[StageTime(stage=stage, working_days=5) for stage in stages],
            on=START,
            by=PersonId("office"),
            at=_at(START),
            routine=routine,
            routine_weight=Decimal(weight) if routine else Decimal(0),
        ).state

    quarters = tuple(
        opened(
            f"q{number + 1}",
            CycleKind.ROUTINE,
            Period(start=date(2020, 1 + 3 * number, 1), end=END if number == 3 else date(2020, 4 + 3 * number, 1)),
            (),
        )
        for number in range(routine)
    )
    return opened("2020", CycleKind.ANNUAL, YEAR, quarters)


def _done(amount: int, indicator: str = "visits", person: str = "cadre", scheme: str = "s") -> ProgressRecord:
    day = date(2020, 9, 1)
    return ProgressRecord(
        id=RecordId(f"{person}-{indicator}-{amount}"),
        scheme=SchemeId(scheme),
        indicator=indicator,
        person=PersonId(person),
        unit=UnitId("village"),
        occurred_on=day,
        entry=QuantityEntry(amount=Decimal(amount)),
        submitted_by=PersonId("x"),
        submitted_at=_at(day),
        status=RecordStatus.VERIFIED,
        decided_at=_at(day),
    )


def _quarter(number: int, points: str | None) -> RoutineResult:
    title = Text(zh=f"第{number}季度")
    return RoutineResult(cycle=CycleId(f"q{number}"), title=title, points=None if points is None else Decimal(points))


def _adjusted(points: str, key: str = "a", **more: object) -> Adjustment:
    return Adjustment(
        id=AdjustmentId(key), points=Decimal(points), reason="口径偏严", by=PersonId("office"), at=_at(END), **more
    )


@pytest.mark.parametrize(
    ("quarters", "points"),
    [
        ([], "80.00"),
        (["90", "90", "90", "90"], "84.00"),
        (["90", "70"], "80.00"),
        (["100.00", None], None),
    ],
)
def test_the_year_stands_on_its_quarters(quarters: list[str | None], points: str | None) -> None:
    """Sixty per cent its own and forty the quarters a person was in, each alike; what is open is not left out."""
    routine = [_quarter(number, one) for number, one in enumerate(quarters, 1)]

    found = score_cycle(_cycle(4, 40), [SEGMENT], [_done(80), _done(80, "talks")], routine=routine)

    assert found.score.points == (None if points is None else Decimal(points))
    assert found.derivation.effective_weight == HUNDRED
    told = [node for node in found.derivation.children if node.rule is Rule.ROUTINE]
    assert [node.code for node in told] == [one.cycle for one in routine]


def test_an_adjustment_is_seen_in_the_derivation_with_its_reason_and_a_withdrawn_one_is_not() -> None:
    """Calibration changes a score in the open: by whom and why stands beside the number."""
    back = Withdrawal(by=PersonId("office"), at=_at(END), reason="有误")
    acts = [_adjusted("2.5"), _adjusted("-4", "b", withdrawn=back)]

    found = score_cycle(_cycle(), [SEGMENT], [_done(80), _done(80, "talks")], adjustments=acts)

    (told,) = [node for node in found.derivation.children if node.rule is Rule.ADJUSTMENT]
    assert found.score.points == Decimal("82.50")
    assert (told.code, told.title.zh, told.contribution) == ("a", "口径偏严", Decimal("2.5"))
    assert explain(told, "en") == "Adjusted by +2.50 points"


@pytest.mark.parametrize(("amount", "adjusted", "points"), [(100, "5", "100.00"), (0, "-5", "0.00")])
def test_no_adjustment_leads_out_of_what_can_be_earned(amount: int, adjusted: str, points: str) -> None:
    """A hundred and five is a hundred, and the five that were taken off are shown."""
    records = [_done(amount), _done(amount, "talks")]

    found = score_cycle(_cycle(), [SEGMENT], records, adjustments=[_adjusted(adjusted)])

    assert found.score.points == Decimal(points)
    assert found.derivation.children[-1].contribution == -Decimal(adjusted)
    assert found.derivation.contribution == sum(one.contribution for one in found.derivation.children)


def test_a_candidate_is_what_the_score_says() -> None:
    """Its points, those of the dimensions that decide ties, and the place a veto leaves."""
    found = score_cycle(_cycle(), [SEGMENT], [_done(80), _done(60, "talks")])

    asked = candidate(found, subject="cadre", unit="village", rule=RULE)

    assert (asked.points, asked.ties, asked.best, asked.group) == (Decimal("70.00"), (Decimal(40),), 1, "")


def test_sums_of_results_are_those_of_their_parts_and_name_what_they_are() -> None:
    """The mean is of those who have points, the share of those who have a grade; who has none is among the subjects."""
    initiatives = {"visits": "spark", "talks": "harmony"}
    ungraded = _scheme({"visits": VISITS, "talks": VISITS}, MissingRule.UNGRADED)
    full = score_cycle(_cycle(), [SEGMENT], [_done(80), _done(60, "talks")])
    half = score_cycle(_cycle(), [replace(SEGMENT, scheme=ungraded)], [_done(80)])

    sums = result_sums(full, Grade.COMPETENT, initiatives) + result_sums(half, None, initiatives) + ResultSums()

    assert (sums.subjects, sums.scored, sums.points, sums.mean) == (2, 1, Decimal("70.00"), Decimal("70.00"))
    assert sums.share(Grade.COMPETENT) == Decimal("100.00")
    assert (sums.dimensions["work"].mean, sums.initiatives["spark"].mean) == (Decimal("80.00"), Decimal("80.00"))
    assert sums.dimensions["virtue"] == PartSum(subjects=1, points=Decimal(60))  # what is missing is not nought
    assert ResultSums().mean is None


def _sums(scored: int, points: int) -> ResultSums:
    return ResultSums(subjects=scored, scored=scored, points=Decimal(points))


def test_movers_are_units_and_never_people() -> None:
    """By the change of their means; where fewer than three were scored, the mean would be somebody's score."""
    before = {UnitId("a"): _sums(3, 240), UnitId("b"): _sums(4, 320), UnitId("c"): _sums(2, 100)}
    after = {
        UnitId("a"): _sums(3, 210),
        UnitId("b"): _sums(5, 450),
        UnitId("c"): _sums(3, 300),
        UnitId("d"): _sums(9, 1),
    }

    found = movers(before, after)

    assert [(one.unit, one.change) for one in found] == [("b", Decimal("10.00")), ("a", Decimal("-10.00"))]


def _case(subject: str, records: list[ProgressRecord]) -> CaseOfWork:
    return CaseOfWork(subject=subject, unit="village", segments=[SEGMENT], tried=[0], records=records)


def test_a_draft_is_tried_on_last_years_records_before_anybody_is_under_it() -> None:
    """Whose grade would move, by which indicators: here the one who visits, when visits weigh less."""
    dimensions = changed_dimensions(
        SCHEME.dimensions,
        [Reweigh(indicator="visits", weight=Decimal(20)), Reweigh(indicator="talks", weight=Decimal(80))],
    )
    draft = replace(SCHEME, id=SchemeId("next"), dimensions=dimensions, cycle=Period(start=END, end=date(2022, 1, 1)))
    work = {"walker": (100, 40), "talker": (40, 100), "both": (80, 80)}
    cases = [
        _case(name, [_done(visits, person=name), _done(talks, "talks", name)]) for name, (visits, talks) in work.items()
    ]

    found = compare_schemes(_cycle(), draft, cases)

    assert [(one.subject, one.grade_before, one.grade_after) for one in found.moves] == [
        ("talker", Grade.BASICALLY_COMPETENT, Grade.COMPETENT),
        ("walker", Grade.BASICALLY_COMPETENT, Grade.INCOMPETENT),
    ]
    walker = found.moves[1]
    assert (walker.points_before, walker.points_after) == (Decimal("70.00"), Decimal("52.00"))
    assert [(one.code, one.change) for one in walker.because] == [("visits", Decimal(-30)), ("talks", Decimal(12))]
    assert (found.subjects, found.grades_moved, found.raised, found.lowered) == (3, 2, 1, 1)
    assert list(found.before.values()) == [0, 1, 2, 0]
    assert list(found.after.values()) == [0, 2, 0, 1]
    assert explain_move(walker) == "得分 70.00 → 52.00(-18.00),等次“基本称职” → “不称职”:指标 -30.00、指标 +12.00"
    assert explain_move(walker, "en") == (
        "70.00 → 52.00 points (-18.00), grade “basically competent” → “incompetent”: 指标 -30.00, 指标 +12.00"
    )


def test_a_draft_takes_the_place_of_its_scheme_alone() -> None:
    """Days served under another scheme, routine results and adjustments stay; only the one part is scored anew."""
    other = replace(SCHEME, id=SchemeId("other"), code="others")
    half = date(2020, 7, 1)
    first = Segment(scheme=SCHEME, period=Period(start=START, end=half), unit=UnitId("village"))
    second = Segment(scheme=other, period=Period(start=half, end=END), unit=UnitId("town"))
    later = replace(_done(100), scheme=other.id, occurred_on=date(2020, 9, 1))
    case = replace(
        _case("cadre", [replace(_done(40), occurred_on=START), later]),
        segments=[first, second],
        tried=[0],
        routine=[_quarter(1, "80")],
        adjustments=[_adjusted("2")],
    )
    dimensions = changed_dimensions(
        SCHEME.dimensions,
        [Reweigh(indicator="visits", weight=Decimal(100)), LeaveOut(indicator="talks")],
    )
    draft = replace(SCHEME, id=SchemeId("next"), dimensions=dimensions)

    cycle = _cycle(1, 20)
    found = compare_schemes(cycle, draft, [case])
    same = compare_schemes(cycle, replace(SCHEME, id=SchemeId("copy")), [case])

    (move,) = found.moves
    stood = score_cycle(
        cycle, case.segments, case.records, routine=case.routine, adjustments=case.adjustments
    ).score.points
    assert move.points_before == stood
    assert [one.code for one in move.because] == ["visits"]
    assert move.change is not None
    assert move.change > 0
    assert same.moves == ()


def test_a_draft_reads_the_figures_of_then() -> None:
    """What other domains have learned since changes nothing of a trial."""
    hours = Derived(formula=parse_formula('figure["training.hours"]'), unit=TITLE, target=Decimal(40))
    draft = replace(
        SCHEME,
        id=SchemeId("next"),
        dimensions=changed_dimensions(SCHEME.dimensions, [Remeasure(indicator="talks", measure=hours)]),
    )
    then = replace(SEGMENT, figures={"training.hours": Value(number=Decimal(30))})
    case = replace(_case("cadre", [_done(100), _done(50, "talks")]), segments=[then])

    (move,) = compare_schemes(_cycle(), draft, [case]).moves

    assert (move.points_before, move.points_after) == (Decimal("75.00"), Decimal("87.50"))


def test_a_draft_is_tried_where_it_would_have_been_in_force() -> None:
    """In the posts, or for the units, that it is about; in the stead of its own code's versions where there are any."""
    post = HeldPost(
        appointment=AppointmentId("a"),
        unit=UnitId("village"),
        unit_kind="village",
        kind="party-secretary",
        basis="substantive",
        period=Period(start=START),
    )
    unnamed, members = replace(SCHEME, code="new"), replace(SCHEME, applies_to=("party-committee-member",))
    towns = replace(unnamed, unit_kinds=("town",))
    about_units = replace(unnamed, subject=Subject.UNIT, applies_to=(), unit_kinds=("village",))
    elsewhere = replace(SEGMENT, scheme=replace(SCHEME, code="other"))
    of_unit = replace(SEGMENT, scheme=about_units)
    cycle = _cycle()

    def tried(draft: IndicatorScheme, *segments: Segment, kind: str | None = None) -> tuple[int, ...]:
        return places_tried(cycle, draft, segments, [post], kind)

    assert cycle.schemes == (SCHEME.code,)
    assert tried(SCHEME, elsewhere, SEGMENT) == (1,)
    assert tried(unnamed, elsewhere, SEGMENT, of_unit) == (0, 1)
    assert [tried(one, SEGMENT) for one in (members, towns)] == [(), ()]
    assert [tried(about_units, SEGMENT, of_unit, kind=kind) for kind in ("village", "town")] == [(1,), ()]
    assert tried(SCHEME, replace(SEGMENT, unit=UnitId("elsewhere"))) == ()


def test_a_grade_may_move_though_the_points_do_not() -> None:
    """Where the rule is another one, or others take the places; an incomplete score has no grade to move."""
    ungraded = _scheme({"visits": VISITS, "talks": VISITS}, MissingRule.UNGRADED)
    cases = [_case(name, [_done(80, person=name), _done(80, "talks", name)]) for name in ("a", "b")]
    silent = replace(_case("silent", []), segments=[replace(SEGMENT, scheme=ungraded)])
    milder = replace(RULE, thresholds=(Decimal(80), Decimal(70), Decimal(60)), top_share=Decimal(100))
    draft = replace(ungraded, id=SchemeId("next"))

    found = compare_schemes(_cycle(), draft, [*cases, silent], draft_rule=milder)

    assert [(one.subject, one.change, one.because) for one in found.moves] == [("a", 0, ()), ("b", 0, ())]
    assert (found.raised, sum(found.before.values()), sum(found.after.values())) == (2, 2, 2)
    assert explain_move(found.moves[0], "en").endswith("the places, or what is needed for a grade, are others")


def test_a_drafts_days_are_moved_to_the_year_it_is_tried_on() -> None:
    """A milestone due on the 60th day of next year was due on the 60th day of last year."""
    step = Milestone(code="plan", title=TITLE, due_on=date(2021, 3, 1), share=HUNDRED)
    measure = Remeasure(indicator="visits", measure=Milestones(milestones=(step,), late_decay=Decimal(1)))
    draft = replace(
        SCHEME,
        id=SchemeId("next"),
        cycle=Period(start=END, end=date(2022, 1, 1)),
        dimensions=changed_dimensions(SCHEME.dimensions, [measure]),
    )
    before = replace(SCHEME, dimensions=changed_dimensions(SCHEME.dimensions, [measure]))
    reached = replace(_done(1), occurred_on=date(2020, 3, 10), entry=MilestoneReached(milestone="plan"))
    case = replace(_case("cadre", [reached, _done(50)]), segments=[replace(SEGMENT, scheme=before)])

    (found,) = compare_schemes(_cycle(), draft, [case]).moves

    assert (found.points_before, found.points_after) == (Decimal("50.00"), Decimal("45.00"))


amounts = st.integers(0, 130)


@given(amounts, amounts, st.lists(amounts.map(lambda one: min(one, 100)), max_size=4), st.integers(-5, 5))
def test_what_is_kept_of_a_score_is_all_of_it(visits: int, talks: int, quarters: list[int], adjusted: int) -> None:
    """Read again from what is stored, it is the same value, formulas and their steps included."""
    formula = parse_formula('reading["visits"] if reading["talks"] > 50 and not share["visits"] == 0 else -1 * 2 / 3')
    scheme = _scheme(
        {"visits": VISITS, "talks": VISITS, "made": Derived(formula=formula, unit=TITLE, target=HUNDRED)}
        | {"late": Milestones(milestones=(Milestone(code="m", title=TITLE, due_on=START, share=HUNDRED),))}
    )
    routine = [_quarter(number, str(one)) for number, one in enumerate(quarters, 1)]
    found = score_cycle(
        _cycle(4, 40),
        [replace(SEGMENT, scheme=scheme)],
        [_done(visits), _done(talks, "talks")],
        known_at=_at(END),
        routine=routine,
        adjustments=[_adjusted(str(adjusted))],
    )

    stored = json.loads(json.dumps(assessment_to_data(found)))

    assert assessment_from_data(stored) == found
    made = next(leaf for leaf in found.derivation.children[0].children if leaf.code == "more").children[0]
    assert isinstance(made.reading, Value)


@given(amounts, amounts, st.lists(st.integers(0, 100), min_size=1, max_size=4), st.integers(1, 100))
def test_a_year_lies_between_its_own_score_and_its_quarters(
    visits: int, talks: int, quarters: list[int], weight: int
) -> None:
    """No weight makes more of it than the best part, or less than the worst, to a hundredth."""
    records = [_done(visits), _done(talks, "talks")]
    routine = [_quarter(number, str(one)) for number, one in enumerate(quarters, 1)]
    own = score_cycle(_cycle(), [SEGMENT], records).score.points

    found = score_cycle(_cycle(4, weight), [SEGMENT], records, routine=routine).score.points

    parts = [own, *(Decimal(one) for one in quarters)]
    assert min(parts) - Decimal("0.01") <= found <= max(parts) + Decimal("0.01")


def test_a_score_is_about_the_cycles_last_day() -> None:
    """What is known later of days in the cycle counts, as known at; what happens after it does not."""
    late = replace(_done(50), submitted_at=_at(END + timedelta(days=9)), decided_at=_at(END + timedelta(days=9)))
    after = replace(_done(40), occurred_on=END)

    found = score_cycle(_cycle(), [SEGMENT], [late, after, _done(100, "talks")])

    assert found.score.points == Decimal("75.00")
    assert score_cycle(_cycle(), [SEGMENT], [late, after], known_at=_at(END)).score.points == Decimal("0.00")
