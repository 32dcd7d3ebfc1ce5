"""What holds for the score of any cadre under any scheme: laws, tried on random ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Checkpoint,
    Derivation,
    Derived,
    Dimension,
    Direction,
    Entry,
    Evidence,
    EvidenceKind,
    Indicator,
    IndicatorScheme,
    Measure,
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
    RaterGroup,
    RaterRelation,
    Rating,
    RatingEntry,
    Rule,
    Totalling,
    draft_scheme,
    parse_formula,
    publish_scheme,
    score,
    submit_record,
    verify_record,
)
from governance_core.values import Missing, NotApplicable, Period, PersonId, RecordId, SchemeId, Text, UnitId, Value

START, END = date(2020, 7, 1), date(2021, 1, 1)
CADRE, OFFICER, VILLAGE = PersonId("cadre"), PersonId("officer"), UnitId("village")
PAPER = Evidence(kind=EvidenceKind.DOCUMENT, title="台账", reference="file:1")
TITLE = Text(zh="指标")
MICRO = Decimal("0.000001")

days = st.integers(0, (END - START).days - 1).map(lambda offset: START + timedelta(days=offset))


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@st.composite
def cut(draw: st.DrawFn, whole: Decimal, parts: int) -> list[Decimal]:
    """`whole` cut into positive parts of a millionth or more, be they ever so unequal."""
    units = int(whole / MICRO)
    cuts = draw(st.sets(st.integers(1, units - 1), min_size=parts - 1, max_size=parts - 1))
    edges = [0, *sorted(cuts), units]
    return [(after - before) * MICRO for before, after in pairwise(edges)]


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = sorted(draw(st.sets(st.integers(0, 300), min_size=2, max_size=2)))
    direction = draw(st.sampled_from(Direction))
    higher = direction is Direction.HIGHER
    pace = draw(st.sampled_from(Pace))
    return Quantity(
        unit=Text(zh="户"),
        target=Decimal(high if higher else low),
        floor=Decimal(low if higher else high),
        direction=direction,
        total=draw(st.sampled_from(Totalling)),
        pace=pace,
        cap=Decimal(high + draw(st.integers(1, 90))) if higher and draw(st.booleans()) else None,
        checkpoints=draw(checkpoints()) if pace in (Pace.STEPPED, Pace.SEASONAL) else (),
    )


@st.composite
def checkpoints(draw: st.DrawFn) -> tuple[Checkpoint, ...]:
    on = sorted(draw(st.sets(days, min_size=1, max_size=4)))
    shares = sorted(draw(st.lists(st.integers(0, 100), min_size=len(on), max_size=len(on))))
    return tuple(Checkpoint(on=day, share=Decimal(share)) for day, share in zip(on, shares, strict=True))


@st.composite
def milestones(draw: st.DrawFn) -> Milestones:
    shares = draw(cut(Decimal(100), draw(st.integers(1, 3))))
    steps = [
        Milestone(code=f"step-{place}", title=TITLE, due_on=draw(days), share=share)
        for place, share in enumerate(shares)
    ]
    decay, kept = draw(st.integers(0, 9)), draw(st.integers(0, 100))
    return Milestones(milestones=tuple(steps), late_decay=Decimal(decay), late_floor=Decimal(kept))


limits = st.one_of(st.none(), st.integers(0, 40).map(Decimal))


def _points(base: int, more: int, bonus: Decimal | None, deduction: Decimal | None) -> Points:
    return Points(
        base=Decimal(base),
        ceiling=Decimal(base + more),
        floor=Decimal(-7),
        most_bonus=bonus,
        most_deduction=deduction,
    )


def _rating(raters: int, trim: int, *, grouped: bool) -> Rating:
    shares = (("superiors", RaterRelation.SUPERIOR, 70), ("masses", RaterRelation.MASSES, 30))
    groups = tuple(
        RaterGroup(code=code, title=TITLE, relation=relation, weight=Decimal(weight))
        for code, relation, weight in shares
    )
    return Rating(
        low=Decimal(1),
        high=Decimal(10),
        minimum_raters=raters,
        trim=Decimal(trim),
        groups=groups if grouped else (),
    )


def _derived(constant: int) -> Derived:
    return Derived(formula=parse_formula(f'figure["hours"] * 2 / {constant}'), unit=TITLE, target=Decimal(9))


measures: st.SearchStrategy[Measure] = st.one_of(
    quantities(),
    milestones(),
    st.builds(_points, st.integers(-7, 90), st.integers(1, 30), limits, limits),
    st.builds(_rating, st.integers(1, 2), st.integers(0, 40), grouped=st.booleans()),
    st.builds(_derived, st.integers(1, 9)),
)


@st.composite
def dimensions(draw: st.DrawFn, code: str, weight: Decimal) -> Dimension:
    parts = draw(cut(weight, draw(st.integers(1, 3)))) if weight > 10 * MICRO else [weight]
    indicators = [
        Indicator(code=f"{code}-{place}", title=TITLE, weight=part, measure=draw(measures))
        for place, part in enumerate(parts)
    ]
    return Dimension(code=code, title=TITLE, weight=weight, indicators=tuple(indicators))


@st.composite
def schemes(draw: st.DrawFn) -> IndicatorScheme:
    weights = draw(cut(Decimal(100), draw(st.integers(1, 3))))
    drafted = draft_scheme(
        id=SchemeId("s"),
        code="cadres",
        title=TITLE,
        cycle=Period(start=START, end=END),
        applies_to=["party-secretary"],
        dimensions=[draw(dimensions(f"d{place}", weight)) for place, weight in enumerate(weights)],
        on=START,
    ).state
    return publish_scheme(drafted, on=START, published_at=_at(START)).state


def _entries(measure: Measure) -> st.SearchStrategy[Entry]:
    match measure:
        case Quantity():
            return st.integers(0, 400).map(lambda amount: QuantityEntry(amount=Decimal(amount) / 2))
        case Milestones():
            codes = [one.code for one in measure.milestones]
            return st.sampled_from(codes).map(lambda code: MilestoneReached(milestone=code))
        case Points():
            return st.integers(-60, 60).map(lambda points: PointsEntry(points=Decimal(points), reason="据实"))
        case Rating():
            groups = [one.code for one in measure.groups] or [None]
            return st.builds(RatingEntry, rating=st.integers(1, 10).map(Decimal), group=st.sampled_from(groups))
        case _:
            return st.just(NotApplicableEntry(reason="无此项"))


def _verified(
    scheme: IndicatorScheme,
    key: str,
    indicator: str,
    entry: Entry,
    day: date,
    *,
    late: int = 0,
    by: str = "a",
    supersedes: ProgressRecord | None = None,
) -> ProgressRecord:
    known = _at(day) if supersedes is None else max(_at(day), supersedes.decided_at)
    submitted = submit_record(
        id=RecordId(key),
        scheme=scheme,
        indicator=indicator,
        person=CADRE,
        unit=VILLAGE,
        occurred_on=day,
        entry=entry,
        submitted_by=PersonId(by),
        submitted_at=known,
        today=END,
        evidence=[PAPER],
        supersedes=supersedes,
        relations=frozenset(RaterRelation),
    ).state
    return verify_record(submitted, decided_by=OFFICER, decided_at=known + timedelta(days=late)).state


@st.composite
def records_under(
    draw: st.DrawFn, scheme: IndicatorScheme, *, applying: bool = False, prefix: str = "r"
) -> list[ProgressRecord]:
    """Up to eight verified records, many of them on one indicator, so that they meet there.

    `applying` leaves out those that say that an indicator does not apply.
    """
    indicators = [one for dimension in scheme.dimensions for one in dimension.indicators]
    busy = draw(st.sampled_from(indicators))
    out: st.SearchStrategy[Entry] = st.just(NotApplicableEntry(reason="无此项"))
    found: list[ProgressRecord] = []
    for number in range(draw(st.integers(0, 8))):
        indicator = draw(st.one_of(st.just(busy), st.sampled_from(indicators)))
        entries = _entries(indicator.measure)
        if applying and isinstance(indicator.measure, Derived):
            continue
        record = _verified(
            scheme,
            f"{prefix}{number}",
            indicator.code,
            draw(entries if applying else st.one_of(entries, entries, out)),
            draw(days),
            late=draw(st.integers(0, 40)),
            by=draw(st.sampled_from(["a", "b"])),
            supersedes=draw(st.sampled_from([None, *(one for one in found if one.indicator == indicator.code)])),
        )
        found.append(record)
    return found


Case = tuple[IndicatorScheme, list[ProgressRecord]]
cases = schemes().flatmap(lambda scheme: st.tuples(st.just(scheme), records_under(scheme)))
applying_cases = schemes().flatmap(lambda scheme: st.tuples(st.just(scheme), records_under(scheme, applying=True)))


def _nodes(node: Derivation) -> list[Derivation]:
    return [node, *(below for child in node.children for below in _nodes(child))]


def _leaves(root: Derivation) -> list[Derivation]:
    return [leaf for dimension in root.children for leaf in dimension.children]


def _dimensions(root: Derivation) -> list[Derivation]:
    return [one for one in root.children if one.rule is Rule.DIMENSION]


def _may_exceed(scheme: IndicatorScheme) -> bool:
    return any(isinstance(one.measure, Quantity) and one.measure.cap is not None for one in scheme.indicators)


def _first(scheme: IndicatorScheme, wanted: Callable[[Measure], bool]) -> str | None:
    indicators = [one for dimension in scheme.dimensions for one in dimension.indicators]
    return next((one.code for one in indicators if wanted(one.measure)), None)


def _without(records: Sequence[ProgressRecord], indicator: str | None) -> list[ProgressRecord]:
    return [record for record in records if record.indicator != indicator]


def _adds_up(measure: Measure) -> bool:
    return isinstance(measure, Quantity) and (measure.direction, measure.total) == (Direction.HIGHER, Totalling.SUM)


@given(cases, days)
def test_children_sum_to_their_parent(case: Case, day: date) -> None:
    """Weights, contributions and bounds of every node are exactly the sums of its children's."""
    scheme, records = case

    root = score(scheme, records, as_of=day).derivation

    for node in _nodes(root):
        for name in ("weight", "effective_weight", "contribution", "low", "high"):
            if node.children:
                assert getattr(node, name) == sum(getattr(child, name) for child in node.children), (node.code, name)
    assert root.weight == Decimal(100)
    assert root.effective_weight in (Decimal(0), Decimal(100))


@given(cases, days)
def test_every_number_lies_in_its_bounds_and_is_kept_to_six_decimals(case: Case, day: date) -> None:
    """Nothing brings less than nothing, only what has a cap more than its weight, and the whole never does."""
    scheme, records = case

    root = score(scheme, records, as_of=day).derivation

    assert Decimal(0) <= root.low <= root.contribution <= root.high <= root.effective_weight
    for node in _nodes(root):
        if node.rule is not Rule.LIMIT:
            assert Decimal(0) <= node.low <= node.contribution <= node.high
            assert node.high <= node.effective_weight or _may_exceed(scheme)
        for number in (node.effective_weight, node.low, node.contribution, node.high):
            assert number == number.quantize(MICRO)


@given(cases, days)
def test_the_score_is_the_root_of_its_derivation_rounded_once(case: Case, day: date) -> None:
    """There are points exactly where something applies and nothing is missing; else the bounds say what is open."""
    scheme, records = case

    found = score(scheme, records, as_of=day)

    root, leaves = found.derivation, _leaves(found.derivation)
    missing = sum(leaf.effective_weight for leaf in leaves if isinstance(leaf.reading, Missing))
    complete = missing == 0 and any(isinstance(leaf.reading, Value) for leaf in leaves)
    assert (found.score.points is not None) is complete
    assert root.high - root.low == missing or _may_exceed(scheme)
    for said, exact in (
        (found.score.points, root.contribution),
        (found.score.low, root.low),
        (found.score.high, root.high),
        (found.score.covered, root.effective_weight - missing),
    ):
        assert said is None or Decimal("-0.005") < exact - said <= Decimal("0.005") or said - exact == Decimal("0.005")


@given(cases, days)
def test_only_what_does_not_apply_gives_its_weight_away(case: Case, day: date) -> None:
    """It goes pro rata to the indicators beside it, and that of a whole dimension pro rata to the other dimensions."""
    scheme, records = case

    root = score(scheme, records, as_of=day).derivation

    counted = {leaf.code for leaf in _leaves(root) if not isinstance(leaf.reading, NotApplicable)}
    applying = [one for one in _dimensions(root) if any(leaf.code in counted for leaf in one.children)]
    whole = sum(Fraction(one.weight) for one in applying)
    for dimension in applying:
        inside = sum(Fraction(leaf.weight) for leaf in dimension.children if leaf.code in counted)
        for leaf in dimension.children:
            exact = 100 * Fraction(dimension.weight) / whole * Fraction(leaf.weight) / inside
            expected = exact if leaf.code in counted else Fraction(0)
            assert abs(Fraction(leaf.effective_weight) - expected) < Fraction(MICRO)


@given(cases, days, st.data())
def test_the_order_of_records_does_not_matter(case: Case, day: date, data: st.DataObject) -> None:
    """The same records give the same score and the same tree to the last digit, however they arrive."""
    scheme, records = case
    shuffled = data.draw(st.permutations(records))

    found = repr(score(scheme, records, as_of=day))

    assert repr(score(scheme, shuffled, as_of=day)) == found
    assert repr(score(scheme, records[::-1], as_of=day)) == found


@given(cases, days, days, st.data())
def test_later_knowledge_leaves_earlier_answers_alone(case: Case, day: date, known: date, data: st.DataObject) -> None:
    """Whatever is verified after an instant, corrections too, does not change the score as known at that instant."""
    scheme, records = case
    instant = _at(known)
    before = [record for record in records if record.decided_at <= instant]
    more = [
        replace(record, supersedes=data.draw(st.sampled_from([None, *(one.id for one in before)])))
        for record in data.draw(records_under(scheme, prefix="later"))
    ]
    after = [record for record in (*records, *more) if record.decided_at > instant]

    found = score(scheme, [*before, *after], as_of=day, known_at=instant)

    assert found == score(scheme, before, as_of=day, known_at=instant)


@given(cases, st.integers(0, 400))
def test_after_the_cycle_its_last_day_counts(case: Case, offset: int) -> None:
    """The score of a cycle that is over stands still."""
    scheme, records = case

    later = score(scheme, records, as_of=END + timedelta(days=offset))

    last = score(scheme, records, as_of=END - timedelta(days=1))
    assert (later.score, later.derivation) == (last.score, last.derivation)


@given(applying_cases, days)
def test_hiding_records_never_makes_more_certain(case: Case, day: date) -> None:
    """Without the records of a quantity or a rating less is certain, and more is open, than with them."""
    scheme, records = case
    hidden = _first(scheme, lambda measure: isinstance(measure, Quantity | Rating))

    told = score(scheme, records, as_of=day).derivation
    silent = score(scheme, _without(records, hidden), as_of=day).derivation

    assert silent.low <= told.low
    assert silent.high >= told.high


@given(applying_cases, days, st.integers(0, 400))
def test_more_work_never_lowers_the_score(case: Case, day: date, amount: int) -> None:
    """One more verified amount, where more is better and amounts are added up, lowers no bound and no score."""
    scheme, records = case
    code = _first(scheme, _adds_up)
    entry = QuantityEntry(amount=Decimal(amount))
    more = [] if code is None else [_verified(scheme, "more", code, entry, START)]

    before = score(scheme, records, as_of=day)
    after = score(scheme, [*records, *more], as_of=day)

    assert after.derivation.low >= before.derivation.low
    assert before.score.points is None or after.score.points >= before.score.points


@given(cases, days)
def test_no_record_is_counted_twice_and_none_that_was_superseded(case: Case, day: date) -> None:
    """A record rests in one place of the tree, if it counts, and what a verified one supersedes rests in none."""
    scheme, records = case

    leaves = _leaves(score(scheme, records, as_of=day).derivation)

    resting = [key for leaf in leaves for key in leaf.records]
    assert len(resting) == len(set(resting))
    assert not set(resting) & {record.supersedes for record in records}
    assert all(record.occurred_on <= day for record in records if record.id in resting)
