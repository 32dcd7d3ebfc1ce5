"""What counted in a result when it was worked out, and what makes the difference to another."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Adjustment,
    Appeal,
    AppealStatus,
    Appraisal,
    Assessment,
    Derivation,
    Rule,
    Withdrawal,
    adjustments_then,
    indicator_moves,
    known_when,
    restate,
)
from governance_core.values import (
    AdjustmentId,
    AppealId,
    AppraisalId,
    CycleId,
    PersonId,
    SchemeId,
    Score,
    Text,
    UnitId,
)

THEN = datetime(2020, 10, 12, tzinfo=UTC)
LATER = THEN + timedelta(days=1)
ZHOU = PersonId("zhou")


def _adjustment(**changed):
    made = Adjustment(id=AdjustmentId("a"), points=Decimal(2), reason="值守", by=ZHOU, at=THEN)
    return replace(made, **changed)


def _appraisal(*appeals):
    return Appraisal(
        id=AppraisalId("x"), cycle=CycleId("c"), person=PersonId("wang"), unit=UnitId("u"), appeals=appeals
    )


def _appeal(status, decided_at):
    return Appeal(
        id=AppealId("e"), statement="漏计", by=PersonId("wang"), at=THEN, status=status, decided_at=decided_at
    )


def test_an_adjustment_counts_from_when_it_is_made_until_it_is_withdrawn():
    """One withdrawn later counted then, as it stood."""
    withdrawn = _adjustment(withdrawn=Withdrawal(by=ZHOU, at=LATER, reason="误计"))

    assert adjustments_then([_adjustment(at=LATER)], THEN) == ()
    assert adjustments_then([withdrawn], THEN) == (_adjustment(),)
    assert adjustments_then([withdrawn], LATER) == ()


def test_what_is_known_when_an_appeal_is_upheld_counts_for_the_appellant():
    """Not where it was dismissed, and not before it was decided."""
    upheld = _appraisal(_appeal(AppealStatus.UPHELD, LATER))

    assert known_when(upheld, THEN) == LATER
    assert known_when(upheld, THEN, until=THEN) == THEN
    assert known_when(_appraisal(_appeal(AppealStatus.DISMISSED, LATER)), THEN) == THEN


def _node(code, number, children=()):
    return Derivation(
        code=code,
        title=Text(zh=code),
        rule=Rule.POINTS,
        weight=Decimal(10),
        effective_weight=Decimal(10),
        contribution=number,
        low=number,
        high=number,
        children=tuple(children),
    )


def _assessment(numbers):
    parts = [_node(code, number) for code, number in numbers]
    whole = sum((number for _, number in numbers), Decimal(0))
    score = Score(points=whole, low=whole, high=whole, covered=Decimal(100))
    return Assessment(
        scheme=SchemeId("s"), as_of=date(2020, 9, 30), known_at=None, score=score, derivation=_node("all", whole, parts)
    )


NUMBERS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(-1000, 1000).map(lambda one: Decimal(one).scaleb(-6))), min_size=1
)


@given(NUMBERS, NUMBERS)
def test_the_moves_of_indicators_sum_to_the_difference(before, after):
    """An indicator that is met twice, in two posts, is told once; who moves most comes first."""
    old, new = _assessment(before), _assessment(after)

    moves = indicator_moves(old, new)

    assert sum((one.change for one in moves), Decimal(0)) == new.score.points - old.score.points
    assert len({one.code for one in moves}) == len(moves)
    assert [abs(one.change) for one in moves] == sorted((abs(one.change) for one in moves), reverse=True)


def test_a_result_that_could_not_be_is_told_as_none():
    """Who would not take part has no other score, and no difference in points."""
    kept = _assessment([("a", Decimal(5))])

    assert restate(kept, kept).change == 0
    gone = restate(kept, None)
    assert (gone.after, gone.change, gone.because) == (None, None, ())
