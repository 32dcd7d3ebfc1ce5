"""Who serves in several posts, under several versions or on secondment is scored over what they served in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Derivation,
    Dimension,
    HeldPost,
    Indicator,
    IndicatorScheme,
    Measure,
    Milestone,
    MilestoneReached,
    Milestones,
    Pace,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    Rating,
    RecordStatus,
    Rule,
    Segment,
    Totalling,
    draft_scheme,
    publish_scheme,
    revise_scheme,
    score,
    score_segments,
    segments_served,
)
from governance_core.errors import OutsideCycle, TakesEffectTooEarly
from governance_core.values import (
    AppointmentId,
    NotApplicable,
    Period,
    PersonId,
    RecordId,
    SchemeId,
    Text,
    UnitId,
    Value,
)

START, END = date(2020, 7, 1), date(2021, 1, 1)
LAST = END - timedelta(days=1)
HALF = Period(start=START, end=END)
TITLE = Text(zh="指标")
VISITS = Quantity(unit=Text(zh="户次"), target=Decimal(184))

days = st.integers(0, (END - START).days - 1).map(lambda offset: START + timedelta(days=offset))


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def _scheme(
    measures: dict[str, Measure], *, code: str = "secretaries", kinds: tuple[str, ...] = ("party-secretary",)
) -> IndicatorScheme:
    weight = Decimal(100) / len(measures)
    indicators = tuple(
        Indicator(code=name, title=TITLE, weight=weight, measure=measure) for name, measure in measures.items()
    )
    drafted = draft_scheme(
        id=SchemeId(code),
        code=code,
        title=TITLE,
        cycle=HALF,
        applies_to=kinds,
        dimensions=[Dimension(code="work", title=TITLE, weight=Decimal(100), indicators=indicators)],
        on=START,
    ).state
    return publish_scheme(drafted, on=START, published_at=_at(START)).state


def _held(
    unit: str,
    start: date = date(2018, 1, 1),
    end: date | None = None,
    *,
    kind: str = "party-secretary",
    basis: str = "substantive",
) -> HeldPost:
    return HeldPost(
        appointment=AppointmentId(f"{unit}-{kind}"),
        unit=UnitId(unit),
        unit_kind="village",
        kind=kind,
        basis=basis,
        period=Period(start=start, end=end),
    )


def _visits(amount: int, day: date, scheme: str = "secretaries", unit: str = "east") -> ProgressRecord:
    return _record(f"v-{day}-{unit}", "visits", QuantityEntry(amount=Decimal(amount)), day, scheme, unit)


def _record(
    key: str, indicator: str, entry: object, day: date, scheme: str = "secretaries", unit: str = "east"
) -> ProgressRecord:
    return ProgressRecord(
        id=RecordId(key),
        scheme=SchemeId(scheme),
        indicator=indicator,
        person=PersonId("cadre"),
        unit=UnitId(unit),
        occurred_on=day,
        entry=entry,
        submitted_by=PersonId("colleague"),
        submitted_at=_at(day),
        status=RecordStatus.VERIFIED,
        decided_at=_at(day),
    )


def _services(derivation: Derivation) -> list[Derivation]:
    return [node for node in derivation.children if node.rule is Rule.SERVICE]


def test_a_post_held_all_along_is_scored_as_the_scheme_alone() -> None:
    """Where there is one segment its derivation is the scheme's: nothing is wrapped around it."""
    scheme = _scheme({"visits": VISITS})
    records = [_visits(92, date(2020, 9, 1))]
    segments = segments_served(HALF, [_held("east")], [scheme], as_of=LAST)

    found = score_segments(segments, records, as_of=LAST)

    assert found == score(scheme, records, as_of=LAST)
    assert found.score.points == Decimal("50.00")


def test_a_move_weighs_each_post_by_its_days() -> None:
    """46 of 184 days in the east are a quarter; each part is measured by what its days asked for."""
    scheme = _scheme({"visits": VISITS})
    move = date(2020, 8, 16)
    posts = [_held("east", end=move), _held("west", move)]
    records = [_visits(46, date(2020, 8, 1)), _visits(69, date(2020, 12, 1), unit="west")]

    found = score_segments(segments_served(HALF, posts, [scheme], as_of=LAST), records, as_of=LAST)

    parts = _services(found.derivation)
    assert [(one.served_in, one.weight, one.contribution) for one in parts] == [
        ("east", Decimal("25.000000"), Decimal("25.000000")),
        ("west", Decimal("75.000000"), Decimal("37.500000")),
    ]
    assert found.score.points == Decimal("62.50")


def test_other_posts_are_scored_under_their_own_schemes() -> None:
    """Who goes from secretary to director is a director under the directors' scheme from that day on."""
    secretaries = _scheme({"visits": VISITS})
    directors = _scheme({"visits": VISITS}, code="directors", kinds=("director",))
    change = date(2020, 10, 1)
    posts = [_held("east", end=change), _held("east", change, kind="director")]

    found = segments_served(HALF, posts, [secretaries, directors], as_of=LAST)

    assert [(one.scheme.code, one.period) for one in found] == [
        ("secretaries", Period(start=START, end=change)),
        ("directors", Period(start=change, end=END)),
    ]


def test_a_day_without_a_post_that_is_assessed_is_in_no_segment() -> None:
    """Weights are shared by the days served, not by those of the calendar."""
    scheme = _scheme({"visits": VISITS})
    posts = [_held("east", end=date(2020, 7, 11)), _held("west", date(2020, 12, 22))]

    found = score_segments(segments_served(HALF, posts, [scheme], as_of=LAST), [], as_of=LAST)

    assert [one.weight for one in _services(found.derivation)] == [Decimal("50.000000")] * 2


def test_a_secondment_is_assessed_where_it_is_served_and_shared_with_home() -> None:
    """The result belongs to the host for those days, and the unit that sent the cadre is named beside it."""
    scheme = _scheme({"visits": VISITS}, kinds=("party-secretary", "first-secretary"))
    away = Period(start=date(2020, 9, 1), end=date(2020, 11, 1))
    posts = [_held("office"), _held("village", away.start, away.end, kind="first-secretary", basis="secondment")]

    found = segments_served(HALF, posts, [scheme], as_of=LAST)

    assert [(one.unit, one.home) for one in found] == [("office", None), ("village", "office"), ("office", None)]


def test_what_was_reached_before_a_move_is_neither_due_nor_earned_again() -> None:
    """A milestone that another unit saw reached early is no failure of the next one."""
    steps = (
        Milestone(code="plan", title=TITLE, due_on=date(2020, 11, 1), share=Decimal(50)),
        Milestone(code="works", title=TITLE, due_on=date(2020, 12, 1), share=Decimal(50)),
    )
    scheme = _scheme({"project": Milestones(milestones=steps)})
    move = date(2020, 10, 1)
    records = [
        _record("m1", "project", MilestoneReached(milestone="plan"), date(2020, 9, 1)),
        _record("m2", "project", MilestoneReached(milestone="works"), date(2020, 11, 30), unit="west"),
    ]
    segments = segments_served(HALF, [_held("east", end=move), _held("west", move)], [scheme], as_of=LAST)

    assert score_segments(segments, records, as_of=LAST).score.points == Decimal("100.00")
    assert score_segments(segments, records[:1], as_of=LAST).score.points == Decimal("50.00")


def test_who_moved_on_before_anybody_was_asked_is_not_marked_down_for_it() -> None:
    """Ratings are taken once, at the end: where a cadre no longer serves they do not apply."""
    scheme = _scheme({"visits": VISITS, "masses": Rating(low=Decimal(0), high=Decimal(100))})
    move = date(2020, 10, 1)
    posts = [_held("east", end=move), _held("west", move)]

    found = score_segments(segments_served(HALF, posts, [scheme], as_of=LAST), [], as_of=LAST)

    east, west = (
        {leaf.code: leaf for leaf in part.children[0].children[0].children} for part in found.derivation.children
    )
    assert east["masses"].reading == NotApplicable(reason="not-rated")
    assert east["masses"].effective_weight == 0
    assert west["masses"].effective_weight == Decimal("25.000000")


def test_a_level_told_before_a_new_version_still_stands() -> None:
    """Where the latest amount stands for all, a new version of the scheme does not make it untold."""
    cover = Quantity(unit=Text(zh="%"), target=Decimal(90), total=Totalling.LAST, pace=Pace.WHOLE)
    first = _scheme({"cover": cover})
    drafted = revise_scheme(first, id=SchemeId("second"), on=date(2020, 9, 1)).state
    second = publish_scheme(drafted, on=date(2020, 9, 1), published_at=_at(date(2020, 9, 1))).state
    records = [_record("c1", "cover", QuantityEntry(amount=Decimal(90)), date(2020, 8, 1))]

    found = score_segments(segments_served(HALF, [_held("east")], [first, second], as_of=LAST), records, as_of=LAST)

    assert [one.version for one in _services(found.derivation)] == [1, 2]
    assert found.score.points == Decimal("100.00")


def test_a_new_version_counts_from_its_day_and_never_for_days_that_are_past() -> None:
    """Weights changed mid-way leave what was done before under the weights it was done under."""
    first = _scheme({"visits": VISITS})
    drafted = revise_scheme(first, id=SchemeId("second"), on=date(2020, 9, 1)).state
    with pytest.raises(TakesEffectTooEarly):
        publish_scheme(drafted, on=date(2020, 9, 1), published_at=_at(date(2020, 9, 1)), effective_on=date(2020, 8, 1))
    second = publish_scheme(drafted, on=date(2020, 9, 1), published_at=_at(date(2020, 9, 1))).state

    found = segments_served(HALF, [_held("east")], [first, second], as_of=LAST)

    assert [(one.scheme.version, one.period.start) for one in found] == [(1, START), (2, date(2020, 9, 1))]
    known = segments_served(HALF, [_held("east")], [first, second], as_of=LAST, known_at=_at(date(2020, 8, 1)))
    assert [one.scheme.version for one in known] == [1]


def test_a_scheme_for_a_kind_of_unit_comes_before_one_for_all() -> None:
    """A village's own scheme assesses its secretary; the town's assesses everybody else."""
    town = _scheme({"visits": VISITS})
    own = replace(_scheme({"visits": VISITS}, code="villages"), unit_kinds=("village",))
    elsewhere = replace(_held("street"), unit_kind="community")

    assert segments_served(HALF, [_held("east")], [town, own], as_of=LAST)[0].scheme.code == "villages"
    assert segments_served(HALF, [elsewhere], [town, own], as_of=LAST)[0].scheme.code == "secretaries"


def test_there_is_no_score_before_anything_is_served() -> None:
    """A day before the first segment has no score."""
    scheme = _scheme({"visits": VISITS})
    segments = segments_served(HALF, [_held("west", date(2020, 10, 1))], [scheme], as_of=LAST)

    with pytest.raises(OutsideCycle):
        score_segments(segments, [], as_of=date(2020, 9, 30))


@st.composite
def careers(draw: st.DrawFn) -> list[HeldPost]:
    """Up to five posts one after the other, some days without one, some on secondment from home."""
    cuts = sorted(draw(st.sets(days, min_size=2, max_size=6)))
    posts = [
        _held(f"unit-{place}", start, end, basis=draw(st.sampled_from(["substantive", "secondment"])))
        for place, (start, end) in enumerate(pairwise(cuts))
        if draw(st.booleans()) or place == 0
    ]
    return [*posts, *([_held("home")] if draw(st.booleans()) else [])]


paces = st.sampled_from([Pace.LINEAR, Pace.WHOLE])
works = st.lists(st.tuples(st.integers(0, 60), days), max_size=6)


def _done(work: list[tuple[int, date]]) -> list[ProgressRecord]:
    return [
        replace(_visits(amount, day), id=RecordId(f"r{place}"), unit=None) for place, (amount, day) in enumerate(work)
    ]


@given(careers(), days)
def test_segments_never_share_a_day_and_their_weights_are_the_whole(posts: list[HeldPost], day: date) -> None:
    """Each day is in one segment at most, and what the segments are worth comes to exactly 100."""
    scheme = _scheme({"visits": VISITS})

    found = segments_served(HALF, posts, [scheme], as_of=day)

    assert all(before.period.end <= after.period.start for before, after in pairwise(found))
    assert all(one.period.end <= day + timedelta(days=1) for one in found)
    if len(found) > 1:
        root = score_segments(found, [], as_of=day).derivation
        assert sum(one.weight for one in root.children) == Decimal(100)
        assert root.effective_weight == Decimal(100)


@given(careers(), days, works, paces)
def test_children_sum_to_their_parent_over_several_posts(
    posts: list[HeldPost], day: date, work: list[tuple[int, date]], pace: Pace
) -> None:
    """To the last digit, however the days are split."""
    scheme = _scheme({"visits": replace(VISITS, pace=pace), "more": VISITS})
    found = segments_served(HALF, posts, [scheme], as_of=day)
    if not found:
        return

    waiting = [score_segments(found, _done(work), as_of=day).derivation]

    while waiting:
        node = waiting.pop()
        waiting += node.children
        for name in ("effective_weight", "contribution", "low", "high"):
            if node.children:
                assert getattr(node, name) == sum(getattr(child, name) for child in node.children)


@given(careers(), days, works)
def test_what_a_later_day_brings_changes_nothing_before(
    posts: list[HeldPost], day: date, work: list[tuple[int, date]]
) -> None:
    """That a post will end, and what is done after, says nothing about today: a secondment's end is felt on its day."""
    scheme = _scheme({"visits": VISITS})
    begun = [one for one in posts if one.period.start <= day]
    unended = [replace(one, period=Period(start=one.period.start)) if day in one.period else one for one in begun]
    so_far = [one for one in _done(work) if one.occurred_on <= day]

    with_ends = segments_served(HALF, posts, [scheme], as_of=day)
    without = segments_served(HALF, unended, [scheme], as_of=day)

    assert with_ends == without
    if with_ends:
        everything = score_segments(with_ends, _done(work), as_of=day)
        assert everything == score_segments(without, so_far, as_of=day)


@given(careers(), works, st.integers(0, 60), days)
def test_more_work_never_lowers_the_score_of_any_career(
    posts: list[HeldPost], work: list[tuple[int, date]], amount: int, day: date
) -> None:
    """Whenever and wherever one more visit is made."""
    scheme = _scheme({"visits": VISITS})
    segments = segments_served(HALF, posts, [scheme], as_of=LAST)
    if not segments:
        return

    before = score_segments(segments, _done(work), as_of=LAST).derivation
    after = score_segments(segments, _done([*work, (amount, day)]), as_of=LAST).derivation

    assert after.low >= before.low
    assert after.contribution >= before.contribution


def test_a_segment_says_what_it_read() -> None:
    """A reader finds in each part the days, the unit, the scheme's version and what was asked of those days."""
    scheme = _scheme({"visits": VISITS})
    move = date(2020, 10, 1)
    segments: tuple[Segment, ...] = segments_served(
        HALF, [_held("east", end=move), _held("west", move)], [scheme], as_of=LAST
    )
    records = [_visits(23, date(2020, 8, 1))]

    east = score_segments(segments, records, as_of=LAST).derivation.children[0]

    leaf = east.children[0].children[0].children[0]
    assert (east.served, east.version) == (Period(start=START, end=move), 1)
    assert (leaf.reading, leaf.expected) == (Value(number=Decimal(23)), Decimal("92.000000"))
