"""The score on any day, with its derivation."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from governance_core.assessment import (
    Derivation,
    Dimension,
    Direction,
    Evidence,
    EvidenceKind,
    Indicator,
    IndicatorScheme,
    Milestone,
    MilestoneReached,
    Milestones,
    NotApplicableEntry,
    Pace,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    Rating,
    RatingEntry,
    RecordStatus,
    Totalling,
    draft_scheme,
    publish_scheme,
    score,
    submit_record,
    verify_record,
)
from governance_core.assessment.rules.attainments import attained
from governance_core.assessment.rules.readings import nearest
from governance_core.assessment.rules.spans import Span
from governance_core.errors import OutsideCycle
from governance_core.values import (
    Missing,
    NotApplicable,
    Period,
    PersonId,
    RecordId,
    SchemeId,
    Score,
    Text,
    UnitId,
    Value,
)

START, END = date(2020, 7, 1), date(2021, 1, 1)
CADRE, OFFICER, VILLAGE = PersonId("cadre"), PersonId("officer"), UnitId("village")
PAPER = Evidence(kind=EvidenceKind.DOCUMENT, title="台账", reference="file:1")
TITLE = Text(zh="指标")
VISITS = Quantity(unit=Text(zh="户"), target=Decimal(184))
STEPS = Milestones(
    milestones=(
        Milestone(code="plan", title=TITLE, due_on=date(2020, 8, 31), share=Decimal(40)),
        Milestone(code="build", title=TITLE, due_on=date(2020, 12, 31), share=Decimal(60)),
    )
)
CONDUCT = Points(base=Decimal(80), ceiling=Decimal(100))
MASSES = Rating(low=Decimal(0), high=Decimal(10), minimum_raters=2)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def _scheme() -> IndicatorScheme:
    def indicator(code: str, weight: int, measure: object) -> Indicator:
        return Indicator(code=code, title=TITLE, weight=Decimal(weight), measure=measure)

    drafted = draft_scheme(
        id=SchemeId("s"),
        code="cadres",
        title=TITLE,
        cycle=Period(start=START, end=END),
        applies_to=["party-secretary"],
        dimensions=[
            Dimension(
                code="work",
                title=TITLE,
                weight=Decimal(70),
                indicators=(indicator("visits", 40, VISITS), indicator("sewer", 30, STEPS)),
            ),
            Dimension(
                code="conduct",
                title=TITLE,
                weight=Decimal(30),
                indicators=(indicator("points", 10, CONDUCT), indicator("masses", 20, MASSES)),
            ),
        ],
        on=START,
    ).state
    return publish_scheme(drafted, on=START, published_at=_at(START)).state


SCHEME = _scheme()


def _record(
    key: str,
    indicator: str,
    entry: object,
    day: date,
    verified: date | None = None,
    by: PersonId = CADRE,
    supersedes: ProgressRecord | None = None,
) -> ProgressRecord:
    record = submit_record(
        id=RecordId(key),
        scheme=SCHEME,
        indicator=indicator,
        person=CADRE,
        unit=VILLAGE,
        occurred_on=day,
        entry=entry,
        submitted_by=by,
        submitted_at=_at(day),
        today=END,
        evidence=[PAPER],
        supersedes=supersedes,
    ).state
    return verify_record(record, decided_by=OFFICER, decided_at=_at(verified or day)).state


def _visits(key: str, amount: int, day: date, **more) -> ProgressRecord:
    return _record(key, "visits", QuantityEntry(amount=Decimal(amount)), day, **more)


def _complete() -> list[ProgressRecord]:
    return [
        _visits("v1", 30, date(2020, 7, 20)),
        _visits("v2", 32, date(2020, 8, 20)),
        _record("m1", "sewer", MilestoneReached(milestone="plan"), date(2020, 8, 30)),
        _record("p1", "points", PointsEntry(points=Decimal(10), reason="表彰"), date(2020, 8, 1)),
        _record("r1", "masses", RatingEntry(rating=Decimal(8)), date(2020, 8, 1), by=PersonId("a")),
        _record("r2", "masses", RatingEntry(rating=Decimal(9)), date(2020, 8, 2), by=PersonId("b")),
    ]


def _leaves(node: Derivation) -> dict[str, Derivation]:
    return {leaf.code: leaf for dimension in node.children for leaf in dimension.children}


def test_a_score_in_mid_cycle_weighs_what_is_done_against_what_is_expected_by_then() -> None:
    """At the end of August 62 of 184 days are gone, so 62 visits are all that was expected of 184."""
    found = score(SCHEME, _complete(), as_of=date(2020, 8, 31))

    leaves = _leaves(found.derivation)
    assert leaves["visits"].expected == Decimal(62)
    assert leaves["visits"].contribution == Decimal(40)
    assert leaves["sewer"].contribution == Decimal(30)
    assert leaves["points"].contribution == Decimal(9)
    assert leaves["masses"].contribution == Decimal(17)
    assert found.score.points == Decimal("96.00")


def test_work_that_stops_sinks_as_days_go_by() -> None:
    """The same records are worth less at the year's end, when all 184 visits and the second step were due."""
    found = score(SCHEME, _complete(), as_of=date(2022, 1, 1))

    leaves = _leaves(found.derivation)
    assert leaves["visits"].expected == Decimal(184)
    assert leaves["sewer"].contribution == Decimal(12)
    assert found.score.points is not None
    assert found.score.points < Decimal(60)


def test_what_is_missing_gives_bounds_and_no_number() -> None:
    """Without a verified visit the score is open by exactly the weight of visits; hiding records never raises it."""
    records = [record for record in _complete() if record.indicator != "visits"]

    found = score(SCHEME, records, as_of=date(2020, 8, 31))

    assert isinstance(_leaves(found.derivation)["visits"].reading, Missing)
    assert found.score.points is None
    assert (found.score.low, found.score.high, found.score.covered) == (Decimal(56), Decimal(96), Decimal(60))


def test_too_few_raters_are_no_rating() -> None:
    """One rater where two are needed leaves the rating missing; a second rating by the same rater does not help."""
    records = [
        _record("r1", "masses", RatingEntry(rating=Decimal(8)), date(2020, 8, 1), by=PersonId("a")),
        _record("r2", "masses", RatingEntry(rating=Decimal(2)), date(2020, 8, 2), by=PersonId("a")),
    ]

    found = score(SCHEME, records, as_of=date(2020, 8, 31))

    assert isinstance(_leaves(found.derivation)["masses"].reading, Missing)


def test_a_milestone_that_is_not_due_shares_its_weight() -> None:
    """Before the first step is due, its 30 points are worth as much of the visits beside it."""
    found = score(SCHEME, [_visits("v", 31, date(2020, 7, 31))], as_of=date(2020, 7, 31))

    leaves = _leaves(found.derivation)
    assert leaves["sewer"].reading == NotApplicable(reason="not-due")
    assert leaves["visits"].effective_weight == Decimal(70)
    assert leaves["visits"].contribution == Decimal(70)


def test_a_milestone_reached_early_counts_at_once() -> None:
    """A step reached before its day is due with its reaching."""
    record = _record("m", "sewer", MilestoneReached(milestone="plan"), date(2020, 7, 10))

    found = score(SCHEME, [record], as_of=date(2020, 7, 31))

    assert _leaves(found.derivation)["sewer"].contribution == Decimal(30)


def test_what_does_not_apply_is_said_with_its_reason() -> None:
    """A verified record can take an indicator out for a cadre; its weight goes to the others."""
    record = _record("n", "sewer", NotApplicableEntry(reason="本村无截污工程"), date(2020, 8, 1))

    found = score(SCHEME, [*_complete(), record], as_of=date(2020, 8, 15))

    leaf = _leaves(found.derivation)["sewer"]
    assert leaf.reading == NotApplicable(reason="本村无截污工程")
    assert leaf.effective_weight == 0


def test_only_what_was_verified_by_then_was_known_by_then() -> None:
    """A record of July verified in September counts for July's day, for who asks since September."""
    record = _visits("v", 31, date(2020, 7, 31), verified=date(2020, 9, 1))

    before = score(SCHEME, [record], as_of=date(2020, 7, 31), known_at=_at(date(2020, 8, 15)))
    after = score(SCHEME, [record], as_of=date(2020, 7, 31), known_at=_at(date(2020, 9, 2)))

    assert isinstance(_leaves(before.derivation)["visits"].reading, Missing)
    assert _leaves(after.derivation)["visits"].reading == Value(number=Decimal(31))


def test_a_superseding_record_takes_the_place_of_the_mistaken_one_once_verified() -> None:
    """Until the correction is verified, the mistaken record counts; afterwards only the right one."""
    wrong = _visits("v1", 62, date(2020, 8, 1))
    right = _visits("v2", 26, date(2020, 8, 1), verified=date(2020, 8, 20), supersedes=wrong)

    before = score(SCHEME, [wrong, right], as_of=date(2020, 8, 31), known_at=_at(date(2020, 8, 10)))
    after = score(SCHEME, [wrong, right], as_of=date(2020, 8, 31))

    assert _leaves(before.derivation)["visits"].reading == Value(number=Decimal(62))
    assert _leaves(after.derivation)["visits"].reading == Value(number=Decimal(26))
    assert _leaves(after.derivation)["visits"].records == ("v2",)


def test_a_correction_of_a_correction_leaves_one_record_counting() -> None:
    """Three records share one place, and the last of the chain holds it, even if all were verified at one instant."""
    day = date(2020, 8, 1)
    first = _visits("v3", 60, day)
    second = _visits("v2", 50, day, supersedes=first)
    third = _visits("v1", 40, day, supersedes=second)

    found = score(SCHEME, [third, first, second], as_of=day)

    assert _leaves(found.derivation)["visits"].records == ("v1",)


def test_two_corrections_of_one_record_are_not_both_counted() -> None:
    """Two people put the same mistake right; the correction that was verified last counts, and nothing twice."""
    day = date(2020, 8, 1)
    wrong = _visits("v1", 60, day)
    late = _visits("v2", 20, day, verified=date(2020, 8, 5), supersedes=wrong)
    early = _visits("v3", 21, day, verified=date(2020, 8, 4), supersedes=wrong)

    found = score(SCHEME, [wrong, late, early], as_of=date(2020, 8, 31))

    assert _leaves(found.derivation)["visits"].reading == Value(number=Decimal(20))


def test_a_correction_of_the_day_moves_what_happened() -> None:
    """What turned out to have happened in September does not count on a day of August any more."""
    wrong = _visits("v1", 60, date(2020, 8, 1))
    right = _visits("v2", 60, date(2020, 9, 1), supersedes=wrong)

    august = score(SCHEME, [wrong, right], as_of=date(2020, 8, 31))
    september = score(SCHEME, [wrong, right], as_of=date(2020, 9, 1))

    assert isinstance(_leaves(august.derivation)["visits"].reading, Missing)
    assert _leaves(september.derivation)["visits"].records == ("v2",)


def test_what_is_not_verified_does_not_count() -> None:
    """A record that waits, was rejected, returned or withdrawn is as good as none."""
    verified = _visits("v", 9, START)
    others = [status for status in RecordStatus if status is not RecordStatus.VERIFIED]

    found = [score(SCHEME, [replace(verified, status=status)], as_of=START) for status in others]

    assert found == [score(SCHEME, [], as_of=START)] * len(others)
    assert score(SCHEME, [verified], as_of=START) not in found


def test_records_of_another_version_are_left_out_and_of_another_cadre_refused() -> None:
    """A version keeps its records, and no score mixes two people."""
    record = _visits("v1", 60, START)
    old = replace(record, scheme=SchemeId("old"))
    strange = replace(record, id=RecordId("v2"), person=OFFICER)

    with pytest.raises(ValueError, match="one cadre"):
        score(SCHEME, [record, strange], as_of=START)

    assert score(SCHEME, [old], as_of=START) == score(SCHEME, [], as_of=START)


def test_what_does_not_apply_applies_again_once_a_later_record_says_so() -> None:
    """Out of the indicator in July, back in it with the first step reached in August."""
    out = _record("n", "sewer", NotApplicableEntry(reason="工程未立项"), date(2020, 7, 5))
    back = _record("m", "sewer", MilestoneReached(milestone="plan"), date(2020, 8, 5))

    july = score(SCHEME, [out, back], as_of=date(2020, 7, 31))
    august = score(SCHEME, [out, back], as_of=date(2020, 8, 31))

    assert _leaves(july.derivation)["sewer"].reading == NotApplicable(reason="工程未立项")
    assert _leaves(august.derivation)["sewer"].reading == Value(number=Decimal(40))


def test_a_dimension_that_does_not_apply_gives_its_weight_to_the_other_dimensions() -> None:
    """30 points of conduct go to the work, in proportion: 40 of 70 and 30 of 70 of the whole 100."""
    out = [
        _record("n1", "points", NotApplicableEntry(reason="借调"), date(2020, 8, 2)),
        _record("n2", "masses", NotApplicableEntry(reason="借调"), date(2020, 8, 3)),
    ]

    found = score(SCHEME, [*_complete(), *out], as_of=date(2020, 8, 31))

    leaves = _leaves(found.derivation)
    weights = [leaves[code].effective_weight for code in ("visits", "sewer", "masses")]
    assert weights == [Decimal("57.142857"), Decimal("42.857143"), Decimal(0)]


def test_where_nothing_applies_there_is_no_score() -> None:
    """Nothing was read and nothing is missing, so there are no points, and no zero either."""
    codes = ("visits", "sewer", "points", "masses")
    out = [_record(f"n-{code}", code, NotApplicableEntry(reason="借调"), START) for code in codes]

    found = score(SCHEME, out, as_of=START)

    assert found.score == Score(points=None, low=Decimal(0), high=Decimal(0), covered=Decimal(0))


def test_points_have_a_reading_from_the_first_day_and_stay_within_their_limits() -> None:
    """The base counts before anything was recorded; deductions end at the floor and additions at the ceiling."""
    worst = _record("p1", "points", PointsEntry(points=Decimal(-90), reason="通报"), START)
    best = _record("p2", "points", PointsEntry(points=Decimal(150), reason="表彰"), START)

    leaves = [_leaves(score(SCHEME, told, as_of=START).derivation)["points"] for told in ([], [worst], [best])]

    assert [leaf.reading for leaf in leaves] == [Value(number=Decimal(points)) for points in (80, 0, 100)]
    assert [leaf.contribution for leaf in leaves] == [Decimal(8), Decimal(0), Decimal(10)]


def test_the_whole_target_is_expected_from_the_last_day_on() -> None:
    """The share of days gone counts the day itself: 1 of 184 on the first, all on the last and ever after."""
    days = (START, date(2020, 12, 30), date(2020, 12, 31), date(2021, 6, 1))

    expected = [_leaves(score(SCHEME, [], as_of=day).derivation)["visits"].expected for day in days]

    assert expected == [Decimal(1), Decimal(183), Decimal(184), Decimal(184)]


FEWER = replace(VISITS, target=Decimal(0), floor=Decimal(184), direction=Direction.LOWER)


@pytest.mark.parametrize(
    ("measure", "amounts", "share"),
    [
        (VISITS, (31,), Fraction(1, 2)),
        (VISITS, (500,), Fraction(1)),
        (VISITS, (0,), Fraction(0)),
        (replace(VISITS, pace=Pace.WHOLE), (46, 46), Fraction(1, 2)),
        (replace(VISITS, total=Totalling.LAST), (90, 31), Fraction(1, 2)),
        (replace(VISITS, floor=Decimal(92)), (46,), Fraction(15, 31)),
        (replace(VISITS, floor=Decimal(92)), (31,), Fraction(0)),
        (FEWER, (31,), Fraction(1, 2)),
        (FEWER, (0,), Fraction(1)),
        (FEWER, (500,), Fraction(0)),
    ],
)
def test_an_amount_goes_part_of_the_way(measure: Quantity, amounts: tuple[int, ...], share: Fraction) -> None:
    """By August 31, 62 of 184 days are gone: floor and target are taken pro rata, unless all is asked at once."""
    records = [_visits(f"v{place}", amount, date(2020, 8, 1 + place)) for place, amount in enumerate(amounts)]

    visits = replace(SCHEME.indicator("visits"), measure=measure)
    span = Span(cycle=SCHEME.cycle, served=SCHEME.cycle, day=date(2020, 8, 31))
    found = attained(visits, records, (), span)

    assert found.share == share


def test_a_number_is_rounded_half_up_from_its_exact_value() -> None:
    """Once: dividing in 28 digits first would make a half of what is just below it."""
    half = Fraction(5, 10**7)

    found = [nearest(number) for number in (half, half - Fraction(1, 10**40), -half)]

    assert found == [Decimal("0.000001"), Decimal(0), Decimal("-0.000001")]


def test_there_is_no_score_before_the_cycle() -> None:
    """A day before the cycle has no score, and says which days have."""
    with pytest.raises(OutsideCycle):
        score(SCHEME, [], as_of=date(2020, 6, 30))
