"""Green, amber and red, what is told of them, and what would raise a score."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Cause,
    Derived,
    Dimension,
    Improvement,
    Indicator,
    Light,
    Means,
    Measure,
    Milestone,
    MilestoneReached,
    Milestones,
    NotApplicableEntry,
    Points,
    PointsEntry,
    Progress,
    ProgressRecord,
    ProgressRecovered,
    ProgressWarned,
    Quantity,
    QuantityEntry,
    Rating,
    RecordStatus,
    Segment,
    Totalling,
    Veto,
    VetoEntry,
    draft_scheme,
    explain_improvement,
    explain_progress,
    improvements,
    parse_formula,
    progress,
    publish_scheme,
    score_segments,
    warnings,
)
from governance_core.values import Period, PersonId, RecordId, SchemeId, Text, UnitId, Value

START, END = date(2020, 7, 1), date(2021, 1, 1)
LAST = END - timedelta(days=1)
TITLE = Text(zh="指标")
VISITS = Quantity(unit=Text(zh="户次", en="visits"), target=Decimal(184))
STEPS = (
    Milestone(code="survey", title=TITLE, due_on=date(2020, 8, 31), share=Decimal(40)),
    Milestone(code="works", title=TITLE, due_on=date(2020, 11, 30), share=Decimal(60)),
)
MEASURES: dict[str, tuple[int, Measure]] = {
    "visits": (40, VISITS),
    "project": (30, Milestones(milestones=STEPS)),
    "conduct": (10, Points(base=Decimal(60), ceiling=Decimal(100), most_bonus=Decimal(20))),
    "masses": (20, Rating(low=Decimal(0), high=Decimal(100))),
    "safety": (0, Veto(caps_at=3)),
}


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def _segment(measures: dict[str, tuple[int, Measure]] = MEASURES) -> Segment:
    indicators = tuple(
        Indicator(code=code, title=TITLE, weight=Decimal(weight), measure=measure)
        for code, (weight, measure) in measures.items()
    )
    drafted = draft_scheme(
        id=SchemeId("s"),
        code="cadres",
        title=TITLE,
        cycle=Period(start=START, end=END),
        applies_to=["party-secretary"],
        dimensions=[Dimension(code="work", title=TITLE, weight=Decimal(100), indicators=indicators)],
        on=START,
    ).state
    scheme = publish_scheme(drafted, on=START, published_at=_at(START)).state
    return Segment(scheme=scheme, period=scheme.cycle, unit=UnitId("village"))


SEGMENT = _segment()


def _record(key: str, indicator: str, entry: object, day: date) -> ProgressRecord:
    return ProgressRecord(
        id=RecordId(key),
        scheme=SchemeId("s"),
        indicator=indicator,
        person=PersonId("cadre"),
        unit=UnitId("village"),
        occurred_on=day,
        entry=entry,
        submitted_by=PersonId("colleague"),
        submitted_at=_at(day),
        status=RecordStatus.VERIFIED,
        decided_at=_at(day),
    )


def _visits(amount: int, day: date) -> ProgressRecord:
    return _record(f"v{day}", "visits", QuantityEntry(amount=Decimal(amount)), day)


def _reached(code: str, day: date) -> ProgressRecord:
    return _record(code, "project", MilestoneReached(milestone=code), day)


def _stands(*records: ProgressRecord, on: date, indicator: str) -> tuple[Light | None, Cause, str | None]:
    found = {one.indicator: one for one in progress([SEGMENT], records, as_of=on)}[indicator]
    return found.light, found.cause, found.milestone


AUGUST = date(2020, 8, 15)  # 46 of 184 days: 46 visits are expected


@pytest.mark.parametrize(
    ("records", "indicator", "on", "expected"),
    [
        ([], "visits", date(2020, 7, 14), (Light.GREEN, Cause.EARLY, None)),
        ([], "visits", date(2020, 7, 15), (Light.RED, Cause.UNREPORTED, None)),
        ([_visits(42, START)], "visits", AUGUST, (Light.GREEN, Cause.ON_TRACK, None)),
        ([_visits(41, START)], "visits", AUGUST, (Light.AMBER, Cause.BEHIND, None)),
        ([_visits(27, START)], "visits", AUGUST, (Light.RED, Cause.BEHIND, None)),
        ([], "project", date(2020, 8, 23), (Light.GREEN, Cause.ON_TRACK, None)),
        ([], "project", date(2020, 8, 24), (Light.AMBER, Cause.DUE_SOON, "survey")),
        ([], "project", date(2020, 8, 31), (Light.AMBER, Cause.DUE_SOON, "survey")),
        ([], "project", date(2020, 9, 1), (Light.RED, Cause.OVERDUE, "survey")),
        ([_reached("survey", date(2020, 8, 20))], "project", date(2020, 9, 1), (Light.GREEN, Cause.ON_TRACK, None)),
        ([_reached("works", date(2020, 8, 20))], "project", date(2020, 9, 1), (Light.AMBER, Cause.OVERDUE, "survey")),
        ([], "conduct", AUGUST, (Light.GREEN, Cause.ON_TRACK, None)),
        (
            [_record("p", "conduct", PointsEntry(points=Decimal(-10), reason="通报"), START)],
            "conduct",
            AUGUST,
            (Light.AMBER, Cause.DEDUCTED, None),
        ),
        ([], "masses", AUGUST, (None, Cause.UNREPORTED, None)),
        ([], "safety", AUGUST, (Light.GREEN, Cause.ON_TRACK, None)),
        ([_record("x", "safety", VetoEntry(reason="事故"), START)], "safety", AUGUST, (Light.RED, Cause.VETOED, None)),
        (
            [_record("n", "visits", NotApplicableEntry(reason="无联系户"), START)],
            "visits",
            AUGUST,
            (None, Cause.ON_TRACK, None),
        ),
    ],
)
def test_a_light_says_where_an_indicator_stands_and_why(
    records: list[ProgressRecord], indicator: str, on: date, expected: tuple[Light | None, Cause, str | None]
) -> None:
    """Against what is expected by that day, not against the year's end: a year is not judged by its last month."""
    assert _stands(*records, on=on, indicator=indicator) == expected


def test_what_cannot_be_read_is_nobodys_delay() -> None:
    """A plugin is taken away, and with it the figure a formula reads: that turns nobody red."""
    hours = Derived(formula=parse_formula('figure["training.hours"]'), unit=TITLE, target=Decimal(40))
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
                weight=Decimal(100),
                indicators=(Indicator(code="hours", title=TITLE, weight=Decimal(100), measure=hours),),
            )
        ],
        on=START,
        figures={"training.hours"},
    ).state
    segment = replace(SEGMENT, scheme=publish_scheme(drafted, on=START, published_at=_at(START)).state)

    (unread,) = progress([segment], [], as_of=AUGUST)
    (read,) = progress([replace(segment, figures={"training.hours": Value(number=Decimal(1))})], [], as_of=AUGUST)

    assert (unread.light, unread.cause) == (None, Cause.UNREAD)
    assert (read.light, read.cause) == (Light.RED, Cause.BEHIND)
    assert warnings({}, [unread], segment=segment, person=PersonId("cadre"), on=AUGUST) == ()
    assert explain_progress(unread) == "所依据的数据尚无读数"


def test_every_cause_can_be_said_in_both_languages() -> None:
    """A cadre reads why, not only that."""
    (found,) = [one for one in progress([SEGMENT], [], as_of=date(2020, 9, 1)) if one.indicator == "project"]

    said = {
        cause: explain_progress(replace(found, cause=cause), language) for cause in Cause for language in ("zh", "en")
    }

    assert len({explain_progress(replace(found, cause=cause)) for cause in Cause}) == len(Cause)
    assert said[Cause.OVERDUE] == "Milestone survey was due on 2020-08-31 and is not reached"


def test_only_what_has_become_worse_or_is_well_again_is_told() -> None:
    """A red that stays red is no news; an amber after a red is none either."""
    now = progress([SEGMENT], [_visits(20, START)], as_of=date(2020, 9, 1))

    def told(before: dict[str, Light], found: tuple[Progress, ...] = now) -> list[object]:
        return list(warnings(before, found, segment=SEGMENT, person=PersonId("cadre"), on=date(2020, 9, 1)))

    first = told({})
    assert [(type(one), one.indicator, one.light, one.cause) for one in first] == [
        (ProgressWarned, "visits", "red", "behind"),
        (ProgressWarned, "project", "red", "overdue"),
    ]
    assert told({"visits": Light.RED, "project": Light.RED}) == []
    well = progress([SEGMENT], [_visits(70, START), _reached("survey", START)], as_of=date(2020, 9, 1))
    again = told({"visits": Light.RED, "project": Light.AMBER}, well)
    assert [(type(one), one.indicator) for one in again] == [
        (ProgressRecovered, "visits"),
        (ProgressRecovered, "project"),
    ]


def test_nothing_stands_anywhere_outside_the_service() -> None:
    """Before it begins, and when it is over, nobody is warned."""
    away = replace(SEGMENT, period=Period(start=date(2020, 8, 1), end=date(2020, 9, 1)))

    assert progress([away], [], as_of=date(2020, 7, 31)) == ()
    assert progress([away], [], as_of=date(2020, 9, 1)) == ()


def _improvements(*records: ProgressRecord, on: date = date(2020, 10, 1)) -> dict[tuple[str, str | None], Improvement]:
    found = improvements([SEGMENT], records, person=PersonId("cadre"), as_of=on, until=LAST)
    return {(one.indicator, one.milestone): one for one in found}


def test_what_would_raise_a_score_is_told_with_its_day_and_its_gain() -> None:
    """Milestone works by November 30 bring 18: they are due that day beside the survey that was reached."""
    found = _improvements(_visits(92, date(2020, 9, 30)), _reached("survey", date(2020, 8, 1)))

    works = found["project", "works"]
    assert (works.means, works.by, works.gain) == (Means.MILESTONE, date(2020, 11, 30), Decimal("18.000000"))
    assert explain_improvement(works, "en") == "Milestone works by 2020-11-30: +18.00 points"
    visits = found["visits", None]
    assert (visits.amount, visits.by, visits.gain) == (Decimal(92), LAST, Decimal("20.000000"))
    assert explain_improvement(visits) == "至 2020-12-31 再完成 92 户次:+20.00 分"
    assert found["conduct", None].amount == Decimal(20)
    assert ("masses", None) not in found


def test_what_is_overdue_is_to_be_done_today() -> None:
    """A milestone whose day is gone still brings what is left of it."""
    found = _improvements(on=date(2020, 10, 1))

    assert found["project", "survey"].by == date(2020, 10, 1)


works = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 91)), max_size=4)


@given(works, st.sampled_from([(), ("survey",), ("survey", "works")]), st.integers(0, 92), st.sampled_from(Totalling))
def test_each_gain_comes_about_to_the_last_digit(
    work: list[tuple[int, int]], reached: tuple[str, ...], offset: int, totalling: Totalling
) -> None:
    """Whoever does what is told, and has it verified by its day, has exactly that many points more on it."""
    segment = _segment(MEASURES | {"visits": (40, replace(VISITS, total=totalling))})
    on = START + timedelta(days=offset + 91)
    records = [
        replace(_visits(amount, START + timedelta(days=day)), id=RecordId(f"v{place}"))
        for place, (amount, day) in enumerate(work)
    ]
    records += [_reached(code, START) for code in reached]

    found = improvements([segment], records, person=PersonId("cadre"), as_of=on, until=LAST)

    for one in found:
        done = {
            Means.MILESTONE: MilestoneReached(milestone=one.milestone or ""),
            Means.AMOUNT: QuantityEntry(amount=one.amount or Decimal(0)),
            Means.LEVEL: QuantityEntry(amount=one.amount or Decimal(0)),
            Means.POINTS: PointsEntry(points=one.amount or Decimal(0), reason="表扬"),
        }[one.means]
        more = _record("more", one.indicator, done, one.by)
        before = score_segments([segment], records, as_of=one.by).derivation.contribution
        after = score_segments([segment], [*records, more], as_of=one.by).derivation.contribution
        assert after - before == one.gain > 0
    assert [one.gain for one in found] == sorted((one.gain for one in found), reverse=True)
