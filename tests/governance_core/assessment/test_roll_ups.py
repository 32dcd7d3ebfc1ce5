"""Where a record counts, what a cadre's records come to in a unit, and the sums of that."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Ancestry,
    Dimension,
    HeldPost,
    Indicator,
    IndicatorScheme,
    IndicatorScore,
    NotApplicableEntry,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    Rating,
    RatingEntry,
    RecordStatus,
    RollUp,
    change_of_roll_up,
    indicator_scores,
    rolled_up,
    unit_of_record,
)
from governance_core.values import AppointmentId, Period, PersonId, RecordId, SchemeId, Text, UnitId

START, END = date(2020, 7, 1), date(2021, 1, 1)
TITLE = Text(zh="指标")
MEASURES = {
    "visits": Quantity(unit=Text(zh="户"), target=Decimal(184)),
    "conduct": Points(base=Decimal(80), ceiling=Decimal(100)),
    "masses": Rating(low=Decimal(0), high=Decimal(10), minimum_raters=2),
}
INDICATORS = tuple(
    Indicator(code=code, title=TITLE, weight=Decimal(20), measure=measure) for code, measure in MEASURES.items()
)
SCHEME = IndicatorScheme(
    id=SchemeId("s"),
    code="cadres",
    version=1,
    title=TITLE,
    cycle=Period(start=START, end=END),
    applies_to=("party-secretary", "first-secretary"),
    dimensions=(Dimension(code="work", title=TITLE, weight=Decimal(60), indicators=INDICATORS),),
)
ENTRIES = {
    "visits": QuantityEntry(amount=Decimal(23)),
    "conduct": PointsEntry(points=Decimal(7), reason="据实"),
    "masses": RatingEntry(rating=Decimal(7)),
}


def _held(key: str, unit: str, kind: str = "party-secretary", basis: str = "substantive") -> HeldPost:
    return HeldPost(
        appointment=AppointmentId(key),
        unit=UnitId(unit),
        unit_kind="village",
        kind=kind,
        basis=basis,
        period=Period(start=date(2020, 1, 1)),
    )


def _record(key: str, unit: str | None, on: date, indicator: str = "visits", person: str = "cadre") -> ProgressRecord:
    at = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    return ProgressRecord(
        id=RecordId(key),
        scheme=SCHEME.id,
        indicator=indicator,
        person=PersonId(person),
        occurred_on=on,
        entry=ENTRIES[indicator],
        submitted_by=PersonId(f"rater-{key}"),
        submitted_at=at,
        unit=UnitId(unit) if unit else None,
        status=RecordStatus.VERIFIED,
        decided_at=at,
    )


def test_a_record_is_made_where_the_post_is_that_the_scheme_is_about() -> None:
    """Somebody of a department who is first secretary of a village is assessed there for the village."""
    held = [_held("a1", "office", kind="department-officer"), _held("a2", "village", "first-secretary", "secondment")]

    assert unit_of_record(SCHEME, held) == "village"


@pytest.mark.parametrize(
    ("held", "unit"),
    [
        ([_held("a1", "x", basis="concurrent"), _held("a2", "y")], "y"),
        ([_held("a1", "x", basis="part-time"), _held("a2", "y", basis="concurrent")], "y"),
        ([_held("a1", "x"), _held("a2", "y", basis="secondment")], "y"),
        ([_held("a2", "x"), _held("a1", "y")], "y"),
        ([_held("a2", "x", kind="cooperative-head"), _held("a1", "y", kind="grid-officer", basis="part-time")], "x"),
        ([], None),
    ],
)
def test_of_several_posts_the_one_served_in_counts(held: list[HeldPost], unit: str | None) -> None:
    """A secondment, then a substantive post, then concurrent ones, then part-time ones; then the lowest id."""
    assert unit_of_record(SCHEME, held) == unit
    assert unit_of_record(SCHEME, held[::-1]) == unit


def test_points_are_those_of_the_latest_records_day_and_stay_so() -> None:
    """46 visits by 15 August are 46 of 46 due by then; that December comes makes them no fewer."""
    records = [_record("r1", "village", date(2020, 7, 20)), _record("r2", "village", date(2020, 8, 15))]

    (score,) = indicator_scores(SCHEME, records, {})

    assert score == IndicatorScore(
        person=PersonId("cadre"),
        scheme=SCHEME.id,
        indicator="visits",
        unit=UnitId("village"),
        points=Decimal("100.000000"),
        as_of=date(2020, 8, 15),
        records=2,
        counted_in=(UnitId("village"),),
    )


def test_records_stay_with_the_unit_they_were_made_in() -> None:
    """Whoever moves leaves what they did behind: each unit has the records of its own days, and no other."""
    here, there = _record("r1", "hefeng", date(2020, 7, 31)), _record("r2", "honggang", date(2020, 12, 31))

    scores = indicator_scores(SCHEME, [here, there], {})

    assert [(one.unit, one.as_of, one.records) for one in scores] == [
        ("hefeng", date(2020, 7, 31), 1),
        ("honggang", date(2020, 12, 31), 1),
    ]
    assert [one.points for one in scores] == [Decimal("74.193548"), Decimal("12.500000")]


def test_what_is_missing_or_does_not_apply_has_no_points_and_is_no_zero() -> None:
    """One rater of two is no rating, and what does not apply is none: neither counts in a mean."""
    lonely = _record("r1", "village", START, "masses")
    outside = replace(_record("r2", "village", START), entry=NotApplicableEntry(reason="无此项"))

    scores = indicator_scores(SCHEME, [lonely, outside], {})

    assert [(one.indicator, one.points, one.records) for one in scores] == [("masses", None, 1), ("visits", None, 1)]
    assert rolled_up(scores) == RollUp(cadres=0, points=Decimal(0), records=2)
    assert rolled_up(scores).mean is None


def test_a_correction_leaves_nothing_where_the_mistake_was() -> None:
    """A record moved to the days of another post counts there alone."""
    mistaken = _record("r1", "hefeng", date(2020, 7, 31))
    corrected = replace(_record("r2", "honggang", date(2020, 9, 1)), supersedes=mistaken.id)

    assert [one.unit for one in indicator_scores(SCHEME, [mistaken, corrected], {})] == ["honggang"]


def test_records_of_no_unit_or_not_verified_have_no_score() -> None:
    """They count in the cadre's own score where they are verified, and in no unit."""
    nowhere = _record("r1", None, START)
    waiting = replace(_record("r2", "village", START), status=RecordStatus.SUBMITTED, decided_at=None)

    assert indicator_scores(SCHEME, [nowhere, waiting], {}) == ()


def test_refuses_the_records_of_several_cadres() -> None:
    """A score is one person's."""
    with pytest.raises(ValueError, match="one cadre"):
        indicator_scores(SCHEME, [_record("r1", "village", START), _record("r2", "village", START, person="other")], {})


def test_the_mean_is_rounded_once_half_up() -> None:
    """0.005 is 0.01, though the third part of 0.015 is written with an end nowhere."""
    assert RollUp(cadres=3, points=Decimal("0.015000")).mean == Decimal("0.01")
    assert RollUp(cadres=3, points=Decimal("0.014999")).mean == Decimal("0.00")
    assert RollUp(cadres=3, points=Decimal("200.000000")).mean == Decimal("66.67")


days = st.integers(0, (END - START).days - 1).map(lambda offset: START + timedelta(days=offset))


@st.composite
def verified_records(draw: st.DrawFn) -> list[ProgressRecord]:
    """Verified records of two cadres in three units, some of which supersede another; in order of their making."""
    found: list[ProgressRecord] = []
    for number in range(draw(st.integers(1, 12))):
        made = _record(
            f"r{number:02}",
            draw(st.sampled_from(["hefeng", "honggang", "office", None])),
            draw(days),
            draw(st.sampled_from(list(MEASURES))),
            draw(st.sampled_from(["cadre", "other"])),
        )
        if draw(st.booleans()) and made.indicator == "visits":
            made = replace(made, entry=NotApplicableEntry(reason="无此项"))
        same = [one for one in found if (one.person, one.indicator) == (made.person, made.indicator)]
        before = draw(st.sampled_from([None, *same]))
        if before is not None and before.decided_at is not None:
            made = replace(made, supersedes=before.id, decided_at=before.decided_at + timedelta(hours=1 + number))
        found.append(made)
    return found


def _by_key(records: list[ProgressRecord]) -> dict[tuple[str, str, str], IndicatorScore]:
    people = sorted({record.person for record in records})
    scores = [
        score
        for person in people
        for score in indicator_scores(SCHEME, [record for record in records if record.person == person], {})
    ]
    return {(score.person, score.indicator, score.unit): score for score in scores}


def _stood(*moves: tuple[date | None, date | None, str]) -> dict[UnitId, tuple[Ancestry, ...]]:
    """Where Hefeng stood: from a day, until another, in a district, all of them in the town."""
    return {
        UnitId("hefeng"): tuple(
            Ancestry(
                period=Period(start=start or date(2019, 1, 1), end=end),
                units=(UnitId("hefeng"), UnitId(district), UnitId("town")),
            )
            for start, end, district in moves
        )
    }


MOVED = date(2020, 10, 1)
TWICE = _stood((None, MOVED, "east"), (MOVED, None, "west"))


def test_a_unit_that_moves_leaves_what_was_done_until_then() -> None:
    """East keeps September's 23 of 92 due, west has November's; Hefeng and the town have both, and once."""
    records = [_record("r1", "hefeng", date(2020, 9, 30)), _record("r2", "hefeng", date(2020, 11, 30))]

    whole, east, west = indicator_scores(SCHEME, records, TWICE)

    assert (whole.part, whole.counted_in, whole.records) == (None, ("hefeng", "town"), 2)
    assert (east.part, east.counted_in, east.records, east.as_of) == ("east", ("east",), 1, date(2020, 9, 30))
    assert (west.part, west.counted_in, west.records, west.as_of) == ("west", ("west",), 1, date(2020, 11, 30))
    assert east.points == Decimal("25.000000")
    assert [east] == [
        replace(one, part="east", counted_in=("east",)) for one in indicator_scores(SCHEME, records[:1], {})
    ]


def test_a_unit_that_moved_before_or_after_all_of_it_has_one_score() -> None:
    """Nothing is split where every record is of days on which it stood in one place."""
    records = [_record("r1", "hefeng", date(2020, 11, 1)), _record("r2", "hefeng", date(2020, 11, 30))]

    (whole,) = indicator_scores(SCHEME, records, TWICE)

    assert (whole.part, whole.counted_in, whole.records) == (None, ("hefeng", "west", "town"), 2)


@given(verified_records(), st.dates(START, END))
def test_parts_are_the_whole(records: list[ProgressRecord], moved: date) -> None:
    """What the places a unit stood in have of its records is together what it has, whenever it moved."""
    own = [one for one in records if one.person == "cadre"]
    stood = _stood((None, moved, "east"), (moved, None, "west"))

    scores = indicator_scores(SCHEME, own, stood)

    for unit in ("hefeng", "town"):
        assert [one for one in scores if unit in one.counted_in and one.unit == "hefeng"] == [
            replace(one, counted_in=found.counted_in)
            for one in indicator_scores(SCHEME, own, {})
            for found in scores
            if one.unit == "hefeng"
            and found.part is None
            and (found.unit, found.indicator) == (one.unit, one.indicator)
        ]
    by_place = {
        place: sum(one.records for one in scores if place in one.counted_in) for place in ("east", "west", "town")
    }
    assert by_place["east"] + by_place["west"] == by_place["town"]


@given(verified_records(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_roll_up(records: list[ProgressRecord], random) -> None:  # type: ignore[no-untyped-def]
    """Sums of changes, one record after another, in whatever order, are what a recount in the end gives."""
    arriving = [*records]
    random.shuffle(arriving)
    known: list[ProgressRecord] = []
    sums: dict[tuple[str, str], RollUp] = {}
    scores: dict[tuple[str, str, str], IndicatorScore] = {}

    for record in arriving:
        known.append(record)
        found = _by_key(known)
        for person, indicator, unit in {*scores, *found}:
            key = (person, indicator, unit)
            change = change_of_roll_up(scores.get(key), found.get(key))
            sums[unit, indicator] = sums.get((unit, indicator), RollUp()) + change
        scores = found

    recounted = _by_key(records)
    for (unit, indicator), summed in sums.items():
        there = [score for score in recounted.values() if (score.unit, score.indicator) == (unit, indicator)]
        assert summed == rolled_up(there)
    assert sum((one for one in sums.values()), RollUp()) == rolled_up(recounted.values())


@given(verified_records())
def test_every_counting_record_of_a_unit_is_in_one_score(records: list[ProgressRecord]) -> None:
    """No record counts twice, and points lie between nothing and the whole."""
    scores = _by_key(records).values()

    assert sum(score.records for score in scores) <= sum(record.unit is not None for record in records)
    assert all(score.points is None or 0 <= score.points <= 100 for score in scores)
    assert all(score.as_of in {record.occurred_on for record in records} for score in scores)
