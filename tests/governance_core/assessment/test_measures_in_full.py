"""Caps, late decay, ceilings, groups of raters, paces, formulas and vetoes, each as it counts."""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Assessment,
    Checkpoint,
    Derived,
    Dimension,
    Direction,
    Indicator,
    IndicatorScheme,
    LeaveOut,
    Measure,
    Milestone,
    MilestoneReached,
    Milestones,
    MissingRule,
    NotApplicableEntry,
    Pace,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    RaterGroup,
    RaterRelation,
    Rating,
    RatingEntry,
    RecordStatus,
    Reweigh,
    Rule,
    Veto,
    VetoEntry,
    draft_scheme,
    explain,
    inherit_scheme,
    parse_formula,
    publish_scheme,
    score,
)
from governance_core.assessment.rules.ratings import trimmed_mean
from governance_core.errors import (
    EmptyRange,
    FormulaLoops,
    InputFault,
    InvalidInput,
    Malformed,
    OutOfRange,
    UnknownValue,
    WeightsDoNotSum,
)
from governance_core.values import Missing, NotApplicable, Period, PersonId, Reading, RecordId, SchemeId, Text, Value

START, END = date(2020, 7, 1), date(2021, 1, 1)
LAST = END - timedelta(days=1)
TITLE = Text(zh="指标")
UNIT = Text(zh="户次")
HUNDRED = Decimal(100)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def _draft(measures: dict[str, Measure], missing: MissingRule = MissingRule.UNGRADED) -> IndicatorScheme:
    weighed = [code for code, measure in measures.items() if not isinstance(measure, Veto)]
    each = (HUNDRED / max(len(weighed), 1)).quantize(Decimal("0.000001"), rounding=ROUND_DOWN)
    weights = dict.fromkeys(weighed, each)
    weights |= {code: HUNDRED - each * (len(weighed) - 1) for code in weighed[:1]}
    indicators = tuple(
        Indicator(code=code, title=TITLE, weight=weights.get(code, Decimal(0)), measure=measure)
        for code, measure in measures.items()
    )
    return draft_scheme(
        id=SchemeId("s"),
        code="cadres",
        title=TITLE,
        cycle=Period(start=START, end=END),
        applies_to=["party-secretary"],
        dimensions=[Dimension(code="work", title=TITLE, weight=HUNDRED, indicators=indicators)],
        on=START,
        missing=missing,
    ).state


def _scheme(measures: dict[str, Measure], missing: MissingRule = MissingRule.UNGRADED) -> IndicatorScheme:
    return publish_scheme(_draft(measures, missing), on=START, published_at=_at(START)).state


def _record(key: str, indicator: str, entry: object, day: date = date(2020, 9, 1), by: str = "x") -> ProgressRecord:
    return ProgressRecord(
        id=RecordId(key),
        scheme=SchemeId("s"),
        indicator=indicator,
        person=PersonId("cadre"),
        occurred_on=day,
        entry=entry,
        submitted_by=PersonId(by),
        submitted_at=_at(day),
        status=RecordStatus.VERIFIED,
        decided_at=_at(day),
    )


def _amount(code: str, amount: int, day: date = date(2020, 9, 1)) -> ProgressRecord:
    return _record(f"{code}-{amount}-{day}", code, QuantityEntry(amount=Decimal(amount)), day)


def _points(found: Assessment) -> dict[str, Decimal]:
    return {leaf.code: leaf.contribution for leaf in found.derivation.children[0].children}


def _faults(measure: Measure) -> dict[tuple[str, ...], type]:
    with pytest.raises((InputFault, InvalidInput)) as refusal:
        _draft({"one": measure})
    found = refusal.value.faults if isinstance(refusal.value, InvalidInput) else [refusal.value]
    return {fault.path[5:]: type(fault) for fault in found}


def test_more_than_the_target_makes_up_for_others_up_to_the_cap_and_never_beyond_the_whole() -> None:
    """150 of 100 with a cap at 120 count as 120; a full score does not grow by it, and says what was taken off."""
    scheme = _scheme(
        {"visits": Quantity(unit=UNIT, target=HUNDRED, cap=Decimal(120)), "talks": Quantity(unit=UNIT, target=HUNDRED)}
    )

    made_up = score(scheme, [_amount("visits", 150), _amount("talks", 80)], as_of=LAST)
    beyond = score(scheme, [_amount("visits", 150), _amount("talks", 100)], as_of=LAST)

    assert made_up.score.points == Decimal("100.00")
    assert _points(made_up) == {"visits": Decimal(60), "talks": Decimal(40)}
    assert beyond.score.points == Decimal("100.00")
    limit = beyond.derivation.children[-1]
    assert (limit.rule, limit.contribution) == (Rule.LIMIT, Decimal(-10))
    assert explain(limit, "en") == "The sum lies outside what can be earned: -10.00 points"


@pytest.mark.parametrize(("days_late", "kept"), [(0, 100), (1, 98), (10, 80), (30, 50), (100, 50)])
def test_a_late_milestone_keeps_less_each_day_and_never_less_than_its_floor(days_late: int, kept: int) -> None:
    """Two percent a day, half at least: late is worth less than in time, and more than never."""
    step = Milestone(code="works", title=TITLE, due_on=date(2020, 8, 1), share=HUNDRED)
    scheme = _scheme({"project": Milestones(milestones=(step,), late_decay=Decimal(2), late_floor=Decimal(50))})
    reached = _record("m", "project", MilestoneReached(milestone="works"), step.due_on + timedelta(days=days_late))

    found = score(scheme, [reached], as_of=LAST)

    assert found.score.points == Decimal(kept)
    (told,) = found.derivation.children[0].children[0].inputs
    assert (told.of, told.number, told.counted) == (days_late, HUNDRED, Decimal(kept))


def test_bonus_and_deduction_have_ceilings_of_their_own() -> None:
    """No heap of small favours buys a full mark, and no heap of small faults takes more than was said."""
    measure = Points(base=Decimal(60), ceiling=HUNDRED, most_bonus=Decimal(10), most_deduction=Decimal(20))
    scheme = _scheme({"conduct": measure})
    more = [_record(f"p{n}", "conduct", PointsEntry(points=Decimal(8), reason="表扬")) for n in range(3)]
    less = [_record(f"m{n}", "conduct", PointsEntry(points=Decimal(-15), reason="通报")) for n in range(2)]

    assert score(scheme, more, as_of=LAST).score.points == Decimal("70.00")
    assert score(scheme, less, as_of=LAST).score.points == Decimal("40.00")
    both = score(scheme, [*more, *less], as_of=LAST)
    assert both.score.points == Decimal("50.00")
    assert "加分 24 以 10 为限" in explain(both.derivation.children[0].children[0])


GROUPS = (
    RaterGroup(
        code="superiors", title=Text(zh="上级", en="Superiors"), relation=RaterRelation.SUPERIOR, weight=Decimal(60)
    ),
    RaterGroup(
        code="masses",
        title=Text(zh="群众", en="The masses"),
        relation=RaterRelation.MASSES,
        weight=Decimal(40),
        minimum_raters=2,
    ),
)


def _rated(group: str, *ratings: int) -> list[ProgressRecord]:
    return [
        _record(f"{group}{place}", "masses", RatingEntry(rating=Decimal(rating), group=group), by=f"{group}{place}")
        for place, rating in enumerate(ratings)
    ]


def test_groups_of_raters_count_by_their_weights_and_not_by_their_heads() -> None:
    """One superior and ten villagers: 60 and 40, whoever is more."""
    scheme = _scheme({"masses": Rating(low=Decimal(0), high=HUNDRED, groups=GROUPS)})

    found = score(scheme, [*_rated("superiors", 90), *_rated("masses", *[50] * 10)], as_of=LAST)

    leaf = found.derivation.children[0].children[0]
    assert found.score.points == Decimal("74.00")
    assert [(one.code, one.number, one.counted, one.of, one.record) for one in leaf.inputs] == [
        ("superiors", Decimal(90), Decimal(54), 1, None),
        ("masses", Decimal(50), Decimal(20), 10, None),
    ]
    assert explain(leaf, "en").endswith("(Superiors: mean 90 of 1, counts 54; The masses: mean 50 of 10, counts 20)")


def test_nothing_is_said_of_ratings_while_a_group_is_too_small() -> None:
    """The mean of one villager would be what that villager said."""
    scheme = _scheme({"masses": Rating(low=Decimal(0), high=HUNDRED, groups=GROUPS)})

    found = score(scheme, [*_rated("superiors", 90, 95), *_rated("masses", 10)], as_of=LAST)

    leaf = found.derivation.children[0].children[0]
    assert (leaf.reading, leaf.inputs) == (Missing(), ())
    assert (found.score.points, found.score.low, found.score.high) == (None, Decimal(0), HUNDRED)


@given(st.lists(st.integers(0, 100).map(Decimal), min_size=1, max_size=40), st.integers(0, 40).map(Decimal))
def test_a_trimmed_mean_lies_among_the_ratings_and_one_voice_moves_it_little(
    ratings: list[Decimal], trim: Decimal
) -> None:
    """What is left out is the same number at either end, and something is always left."""
    found = trimmed_mean(ratings, trim)

    out = int(Fraction(trim) * len(ratings) / 100)
    kept = sorted(ratings)[out : len(ratings) - out]
    assert kept
    assert min(kept) <= found <= max(kept)
    assert found == Fraction(sum(kept)) / len(kept)


SEASON = (Checkpoint(on=date(2020, 9, 30), share=Decimal(20)), Checkpoint(on=date(2020, 11, 30), share=Decimal(80)))


@pytest.mark.parametrize(
    ("pace", "day", "expected"),
    [
        (Pace.STEPPED, date(2020, 9, 29), "0"),
        (Pace.STEPPED, date(2020, 9, 30), "20"),
        (Pace.STEPPED, date(2020, 11, 29), "20"),
        (Pace.STEPPED, LAST, "80"),
        (Pace.SEASONAL, date(2020, 8, 15), "10"),
        (Pace.SEASONAL, date(2020, 9, 30), "20"),
        (Pace.SEASONAL, date(2020, 11, 30), "80"),
        (Pace.SEASONAL, LAST, "100"),
    ],
)
def test_a_pace_says_what_is_expected_by_a_day(pace: Pace, day: date, expected: str) -> None:
    """In steps, or along the season: work on the dikes is not expected in equal parts of the year."""
    scheme = _scheme({"dikes": Quantity(unit=UNIT, target=HUNDRED, pace=pace, checkpoints=SEASON)})

    leaf = score(scheme, [], as_of=day).derivation.children[0].children[0]

    assert leaf.expected == Decimal(expected)


def test_a_formula_reads_other_indicators_and_figures_and_shows_its_steps() -> None:
    """What was done and the hours of training make one number that anybody can work out again."""
    formula = parse_formula('share["visits"] * 50 + min(figure["training.hours"], 40) / 40 * 50')
    derived = Derived(formula=formula, unit=Text(zh="分", en="points"), target=HUNDRED)
    scheme = _scheme({"visits": Quantity(unit=UNIT, target=HUNDRED), "whole": derived})
    figures: dict[str, Reading] = {"training.hours": Value(number=Decimal(20))}

    found = score(scheme, [_amount("visits", 80)], as_of=LAST, figures=figures)

    leaf = found.derivation.children[0].children[1]
    assert (leaf.rule, leaf.reading) == (Rule.DERIVED, Value(number=Decimal(65)))
    assert _points(found) == {"visits": Decimal(40), "whole": Decimal("32.5")}
    assert "0.8 * 50 + min(20, 40) / 40 * 50 = 65" in explain(leaf, "en")


@pytest.mark.parametrize(
    ("figures", "reading"),
    [
        ({}, Missing()),
        (
            {"matters.due": Value(number=Decimal(0)), "matters.timely": Value(number=Decimal(0))},
            NotApplicable(reason="division-by-zero"),
        ),
        (
            {"matters.due": Value(number=Decimal(4)), "matters.timely": Value(number=Decimal(3))},
            Value(number=Decimal(75)),
        ),
    ],
)
def test_a_rate_of_nothing_due_does_not_apply_and_an_untold_figure_is_missing(
    figures: dict[str, Reading], reading: Reading
) -> None:
    """Neither is a zero: who had nothing to answer has not answered late."""
    formula = parse_formula('figure["matters.timely"] / figure["matters.due"] * 100')
    scheme = _scheme({"timely": Derived(formula=formula, unit=Text(zh="%"), target=HUNDRED)})

    assert score(scheme, [], as_of=LAST, figures=figures).derivation.children[0].children[0].reading == reading


def test_formulas_are_worked_out_after_what_they_read_whatever_their_order() -> None:
    """A derived indicator may read another one that stands after it in the scheme."""
    first = Derived(formula=parse_formula('reading["second"] * 2'), unit=UNIT, target=HUNDRED)
    second = Derived(formula=parse_formula('reading["visits"] / 2'), unit=UNIT, target=HUNDRED)
    scheme = _scheme({"first": first, "second": second, "visits": Quantity(unit=UNIT, target=HUNDRED)})

    found = score(scheme, [_amount("visits", 60)], as_of=LAST)

    assert [leaf.reading for leaf in found.derivation.children[0].children] == [
        Value(number=Decimal(n)) for n in (60, 30, 60)
    ]


def test_formulas_that_go_round_in_a_circle_or_read_what_is_not_there_are_refused() -> None:
    """Before anything is recorded, and with the circle named."""
    one = Derived(formula=parse_formula('reading["two"]'), unit=UNIT, target=HUNDRED)
    two = Derived(formula=parse_formula('reading["one"] + 1'), unit=UNIT, target=HUNDRED)
    with pytest.raises(FormulaLoops) as circle:
        _draft({"one": one, "two": two})
    with pytest.raises(UnknownValue) as unknown:
        _draft({"one": one})

    assert circle.value.chain == ("one", "two", "one")
    assert unknown.value.path == ("dimensions", "0", "indicators", "0", "measure", "formula")


def test_a_veto_is_worth_no_points_and_caps_the_grade() -> None:
    """The score stays what the work was; only the grade is capped, and a record that supersedes it lifts it."""
    scheme = _scheme({"visits": Quantity(unit=UNIT, target=HUNDRED), "safety": Veto(caps_at=3)})
    accident = _record("a", "safety", VetoEntry(reason="安全事故"), date(2020, 8, 1))

    quiet = score(scheme, [_amount("visits", 90)], as_of=LAST)
    found = score(scheme, [_amount("visits", 90), accident], as_of=LAST)

    assert (quiet.best_place, found.best_place) == (1, 3)
    assert quiet.score.points == found.score.points == Decimal("90.00")
    assert (
        explain(found.derivation.children[0].children[1], "en")
        == "It has happened (1): the grade is number 3 of four at best"
    )
    before = score(scheme, [_amount("visits", 90), accident], as_of=date(2020, 7, 31))
    assert before.best_place == 1


@pytest.mark.parametrize(("missing", "points"), [(MissingRule.NOTHING, "40.00"), (MissingRule.UNGRADED, None)])
def test_what_is_missing_at_the_close_means_what_the_scheme_says(missing: MissingRule, points: str | None) -> None:
    """Nothing, or no grade at all: never a guess, and never more weight for the rest."""
    scheme = _scheme(
        {"visits": Quantity(unit=UNIT, target=HUNDRED), "talks": Quantity(unit=UNIT, target=HUNDRED)}, missing
    )
    records = [_amount("visits", 80)]

    closed = score(scheme, records, as_of=LAST, closing=True)

    assert closed.score.points == (None if points is None else Decimal(points))
    assert score(scheme, records, as_of=LAST).score.points is None


@pytest.mark.parametrize(
    ("measure", "faults"),
    [
        (Quantity(unit=UNIT, target=HUNDRED, cap=HUNDRED), {("cap",): EmptyRange}),
        (
            Quantity(unit=UNIT, target=Decimal(1), floor=Decimal(9), direction=Direction.LOWER, cap=Decimal(9)),
            {("cap",): Malformed},
        ),
        (Quantity(unit=UNIT, target=HUNDRED, pace=Pace.LINEAR, checkpoints=SEASON), {("checkpoints",): Malformed}),
        (
            Quantity(unit=UNIT, target=HUNDRED, pace=Pace.STEPPED, checkpoints=SEASON[::-1]),
            {("checkpoints", "1", "on"): Malformed, ("checkpoints", "1", "share"): OutOfRange},
        ),
        (
            Milestones(
                milestones=(Milestone(code="a", title=TITLE, due_on=START, share=HUNDRED),), late_decay=Decimal(101)
            ),
            {("late_decay",): OutOfRange},
        ),
        (Points(base=Decimal(1), ceiling=Decimal(2), most_bonus=Decimal(-1)), {("most_bonus",): OutOfRange}),
        (Rating(low=Decimal(0), high=HUNDRED, trim=Decimal(50)), {("trim",): OutOfRange}),
        (Rating(low=Decimal(0), high=HUNDRED, groups=GROUPS[:1]), {("groups",): WeightsDoNotSum}),
        (Veto(caps_at=1), {("caps_at",): OutOfRange, (): WeightsDoNotSum}),
        (Derived(formula=parse_formula('figure["a"]'), unit=UNIT, target=Decimal(0)), {("target",): EmptyRange}),
    ],
)
def test_measures_that_make_no_sense_are_refused_with_their_place(measure: Measure, faults: dict) -> None:
    """Everything that is wrong is told at once, before anybody works under it."""
    found = _faults(measure)

    assert {path: fault for path, fault in found.items() if path} == {
        path: fault for path, fault in faults.items() if path
    }


def test_a_scheme_inherits_and_says_whence() -> None:
    """A community takes over the town's indicators with changes of its own; the weights must come to 100 again."""
    town = _scheme({name: Quantity(unit=UNIT, target=HUNDRED) for name in ("visits", "talks", "fields", "dikes")})

    def inherited(*changes: object) -> IndicatorScheme:
        return inherit_scheme(
            town, id=SchemeId("c"), code="communities", title=TITLE, on=START, unit_kinds=["community"], changes=changes
        ).state

    found = inherited(LeaveOut(indicator="fields"), Reweigh(indicator="visits", weight=Decimal(50)))
    with pytest.raises(WeightsDoNotSum):
        inherited(LeaveOut(indicator="fields"))
    with pytest.raises(UnknownValue):
        inherited(LeaveOut(indicator="mines"))

    assert [(one.code, one.weight, one.origin) for one in found.indicators] == [
        ("visits", Decimal(50), "cadres"),
        ("talks", Decimal(25), "cadres"),
        ("dikes", Decimal(25), "cadres"),
    ]
    assert (found.inherits, found.version, found.unit_kinds) == ("s", 1, ("community",))


def test_two_indicators_at_five_and_an_inapplicable_third_give_five() -> None:
    """A product averaged an unused part in as a nought and said 3.33; what does not apply gives its weight away."""
    stars = Rating(low=Decimal(0), high=Decimal(5))
    scheme = _scheme({"one": stars, "two": stars, "self": stars})
    records = [
        _record("r1", "one", RatingEntry(rating=Decimal(5))),
        _record("r2", "two", RatingEntry(rating=Decimal(5))),
        _record("r3", "self", NotApplicableEntry(reason="未开展")),
    ]

    found = score(scheme, records, as_of=LAST)

    leaves = found.derivation.children[0].children
    assert found.score.points == Decimal("100.00")
    assert (leaves[2].effective_weight, sum(leaf.effective_weight for leaf in leaves)) == (Decimal(0), HUNDRED)
    assert leaves[0].reading == Value(number=Decimal(5))
