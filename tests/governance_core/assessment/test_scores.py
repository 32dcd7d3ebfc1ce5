"""The score on any day, with its derivation."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Derivation,
    Dimension,
    Evidence,
    EvidenceKind,
    Indicator,
    IndicatorScheme,
    Milestone,
    MilestoneReached,
    Milestones,
    NotApplicableEntry,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    Rating,
    RatingEntry,
    draft_scheme,
    explain,
    publish_scheme,
    score,
    submit_record,
    verify_record,
)
from governance_core.errors import OutsideCycle
from governance_core.values import Missing, NotApplicable, Period, PersonId, RecordId, SchemeId, Text, Value

START, END = date(2020, 7, 1), date(2021, 1, 1)
CADRE, OFFICER = PersonId("cadre"), PersonId("officer")
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


def test_there_is_no_score_before_the_cycle() -> None:
    """A day before the cycle has no score, and says which days have."""
    with pytest.raises(OutsideCycle):
        score(SCHEME, [], as_of=date(2020, 6, 30))


def test_a_derivation_is_said_in_both_languages() -> None:
    """Every node has a sentence with its numbers."""
    node = score(SCHEME, _complete(), as_of=date(2020, 8, 31)).derivation.children[0].children[0]

    assert explain(node) == "已核实 62,至该日应达 62,得 40.00/40 分"
    assert explain(node, "en") == "62 verified of 62 expected by this day: 40.00 of 40 points"


amounts = st.integers(0, 400)
offsets = st.integers(0, 183)


@st.composite
def records(draw: st.DrawFn) -> list[ProgressRecord]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        day = START + timedelta(days=draw(offsets))
        verified = day + timedelta(days=draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(["visits", "sewer", "points", "masses", "none"]))
        entry = {
            "visits": QuantityEntry(amount=Decimal(draw(amounts))),
            "sewer": MilestoneReached(milestone=draw(st.sampled_from(["plan", "build"]))),
            "points": PointsEntry(points=Decimal(draw(st.integers(-90, 90))), reason="据实"),
            "masses": RatingEntry(rating=Decimal(draw(st.integers(0, 10)))),
            "none": NotApplicableEntry(reason="无此项"),
        }[kind]
        indicator = draw(st.sampled_from(["visits", "sewer", "points", "masses"])) if kind == "none" else kind
        by = PersonId(draw(st.sampled_from(["a", "b", "cadre"])))
        found.append(_record(f"r{number}", indicator, entry, day, verified=verified, by=by))
    return found


def _sums(node: Derivation) -> None:
    if not node.children:
        return
    for name in ("weight", "effective_weight", "contribution", "low", "high"):
        assert getattr(node, name) == sum(getattr(child, name) for child in node.children), (node.code, name)
    for child in node.children:
        _sums(child)


@given(records(), offsets)
def test_children_sum_to_their_parent(found: list[ProgressRecord], offset: int) -> None:
    """Weights, contributions and bounds of every node are exactly the sums of its children's, and stay in bounds."""
    assessment = score(SCHEME, found, as_of=START + timedelta(days=offset))

    root = assessment.derivation
    _sums(root)
    assert root.effective_weight in (Decimal(0), Decimal(100))
    assert Decimal(0) <= root.low <= root.contribution <= root.high <= Decimal(100)


@given(records(), offsets, st.randoms())
def test_the_order_of_records_does_not_matter(found: list[ProgressRecord], offset: int, random) -> None:
    """The same records give the same score to the last digit, however they are given."""
    day = START + timedelta(days=offset)
    shuffled = list(found)
    random.shuffle(shuffled)

    assert score(SCHEME, shuffled, as_of=day) == score(SCHEME, found, as_of=day)


@given(records(), records(), offsets)
def test_later_knowledge_leaves_earlier_answers_alone(
    found: list[ProgressRecord], later: list[ProgressRecord], offset: int
) -> None:
    """What is verified after an instant does not change the score as known at that instant."""
    day, instant = START + timedelta(days=offset), _at(START + timedelta(days=offset))
    known = [record for record in found if record.decided_at <= instant]
    unknown = [record for record in later if record.decided_at > instant]

    assert score(SCHEME, [*known, *unknown], as_of=day, known_at=instant) == score(
        SCHEME, known, as_of=day, known_at=instant
    )


@given(records(), offsets, st.data())
def test_hiding_a_quantity_never_raises_the_certain_part(
    found: list[ProgressRecord], offset: int, data: st.DataObject
) -> None:
    """Leaving out every record of the visits leaves no more points certain than before."""
    day = START + timedelta(days=offset)
    counted = [record for record in found if not isinstance(record.entry, NotApplicableEntry)]
    hidden = [record for record in counted if record.indicator != "visits"]

    assert score(SCHEME, hidden, as_of=day).score.low <= score(SCHEME, counted, as_of=day).score.low
