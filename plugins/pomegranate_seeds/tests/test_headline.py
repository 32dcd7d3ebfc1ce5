"""The figures by which a village shows how the practice is doing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from governance_core.values import NotApplicable, Value
from pomegranate_seeds import (
    Answer,
    Counts,
    Figure,
    Liaison,
    Matter,
    MatterId,
    MatterKind,
    Recognition,
    end_service,
    headline,
    headline_counts,
    raise_matter,
    withdraw_recognition,
)

AUGUST, DUE = date(2020, 8, 1), date(2020, 8, 16)
LATER = date(2022, 7, 1)


def _matter(village: Any, answered_on: date | None = None) -> Matter:
    matter = raise_matter(
        id=MatterId("matter"),
        household=village.household("near"),
        kind=MatterKind.ENVIRONMENT,
        statement="垃圾未清",
        on=AUGUST,
        today=AUGUST,
        charter=village.charter(),
        raised_by=None,
        recorded_at=village.now(),
    ).state
    if answered_on is None:
        return matter
    answer = Answer(text="已清理", answered_on=answered_on, answered_by=None, answered_at=village.now())
    return replace(matter, answer=answer)


def _counts(as_of: date, **more: Any) -> Counts:
    nothing: dict[str, Any] = {"recognitions": (), "officers": (), "coverages": (), "matters": ()}
    return headline_counts(as_of=as_of, households=8, **(nothing | more))


def test_shares_are_percentages_rounded_half_up() -> None:
    """Two decimals, of all households and of all matters due."""
    figures = headline(Counts(recognised=3, officers=2, covered=1, households=8, due=3, in_time=2))

    assert figures == {
        Figure.HOUSEHOLDS_RECOGNISED: Value(number=Decimal(3)),
        Figure.OFFICERS_SERVING: Value(number=Decimal(2)),
        Figure.HOUSEHOLDS_COVERED: Value(number=Decimal(1)),
        Figure.HOUSEHOLDS_COVERED_SHARE: Value(number=Decimal("12.50")),
        Figure.MATTERS_ANSWERED_IN_TIME: Value(number=Decimal("66.67")),
    }


def test_a_share_of_nothing_is_not_applicable_and_no_zero() -> None:
    """With its reason; a count of nothing is a zero."""
    figures = headline(Counts(recognised=0, officers=0, covered=0, households=0, due=0, in_time=0))

    assert figures[Figure.HOUSEHOLDS_RECOGNISED] == Value(number=Decimal(0))
    assert figures[Figure.HOUSEHOLDS_COVERED_SHARE] == NotApplicable(reason="no-households")
    assert figures[Figure.MATTERS_ANSWERED_IN_TIME] == NotApplicable(reason="none-due")


def test_what_is_so_on_the_day_is_counted(village: Any, recognition: Recognition, liaison: Liaison) -> None:
    """Recognitions, officers and coverage count on their days."""
    facts = {"recognitions": [recognition], "officers": [liaison.officer], "coverages": liaison.coverages}

    before, during, after = (_counts(day, **facts) for day in (date(2020, 6, 30), AUGUST, LATER))

    assert (during.recognised, during.officers, during.covered, during.households) == (1, 1, 2, 8)
    for counts in (before, after):
        assert (counts.recognised, counts.officers, counts.covered) == (0, 0, 0)


def test_what_was_known_then_is_counted_again(village: Any, recognition: Recognition, liaison: Liaison) -> None:
    """A withdrawal told later does not change the figures of before it was told."""
    then = village.now()
    withdrawn = withdraw_recognition(
        recognition,
        on=AUGUST,
        reason="不再符合标准",
        decided_by=None,
        recorded_at=village.now(),
        officers=[liaison.officer],
        coverages=liaison.coverages,
    ).state
    (ended,) = withdrawn.liaisons
    facts = {
        "recognitions": [withdrawn.recognition],
        "officers": [ended.officer],
        "coverages": ended.coverages,
    }

    now, before = _counts(AUGUST, **facts), _counts(AUGUST, **facts, known_at=then)

    assert (now.recognised, now.officers, now.covered) == (0, 0, 0)
    assert (before.recognised, before.officers, before.covered) == (1, 1, 2)


def test_an_ended_service_is_not_counted(village: Any, recognition: Recognition, liaison: Liaison) -> None:
    """The household is still recognised."""
    ended = end_service(liaison.officer, on=AUGUST, recorded_at=village.now(), coverages=liaison.coverages).state

    counts = _counts(AUGUST, recognitions=[recognition], officers=[ended.officer], coverages=ended.coverages)

    assert (counts.recognised, counts.officers, counts.covered) == (1, 0, 0)


def test_a_matter_counts_once_its_last_day_is_over(village: Any) -> None:
    """On the last day nothing is due yet, however early the answer; the day after all of them are."""
    matters = [
        _matter(village),
        _matter(village, AUGUST),
        _matter(village, DUE),
        _matter(village, DUE + timedelta(days=1)),
    ]

    last_day, next_day, much_later = (_counts(day, matters=matters) for day in (DUE, DUE + timedelta(days=1), LATER))

    assert (last_day.due, last_day.in_time) == (0, 0)
    assert (next_day.due, next_day.in_time) == (4, 2)
    assert (much_later.due, much_later.in_time) == (4, 2)


def test_an_answer_told_late_was_not_known_before(village: Any) -> None:
    """As known before it was recorded, the matter was not answered; before it was voiced, it was not due."""
    matter = _matter(village, DUE)
    assert matter.answer is not None
    minute = timedelta(minutes=1)

    now, before, long_before = (
        _counts(LATER, matters=[matter], known_at=instant)
        for instant in (matter.answer.answered_at, matter.answer.answered_at - minute, matter.raised_at - minute)
    )

    assert [(one.due, one.in_time) for one in (now, before, long_before)] == [(1, 1), (1, 0), (0, 0)]


@given(st.lists(st.none() | st.integers(0, 40), max_size=8), st.integers(0, 40))
def test_no_more_is_answered_in_time_than_was_due(village: Any, answers: list[int | None], after: int) -> None:
    """A share lies between 0 and 100 on every day, and never falls for a matter that is settled."""
    matters = [_matter(village, None if days is None else AUGUST + timedelta(days=days)) for days in answers]

    counts = _counts(AUGUST + timedelta(days=after), matters=matters)
    share = headline(counts)[Figure.MATTERS_ANSWERED_IN_TIME]

    in_time = [days for days in answers if days is not None and days <= (DUE - AUGUST).days]
    due = after > (DUE - AUGUST).days
    assert (counts.due, counts.in_time) == ((len(answers), len(in_time)) if due else (0, 0))
    assert isinstance(share, NotApplicable) if not counts.due else Decimal(0) <= share.number <= Decimal(100)
