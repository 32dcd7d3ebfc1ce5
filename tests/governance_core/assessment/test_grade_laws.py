"""What holds of proposed grades whoever the candidates are."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import (
    Candidate,
    CycleKind,
    Grade,
    GradeReason,
    GradingRule,
    explain_proposal,
    grades_of,
    propose_grades,
    top_places,
)

# Few values, and most of them at the top, so that scores and ties meet each other there and at the thresholds.
scores = st.sampled_from([Decimal(number) for number in (91, 92, 93, "91.5", 94, 95, 90, 100, 80, 79, 60, 59, 0)])
shares = st.sampled_from([Decimal(number) for number in (40, 25, "33.333333", 60, 20, 0, 100)])
Case = tuple[CycleKind, GradingRule, list[Candidate]]


@st.composite
def rules(draw: st.DrawFn) -> GradingRule:
    least, most = sorted([draw(shares), draw(shares)])
    thresholds = draw(st.sampled_from([(90, 80, 60), (90, 80, 60), (91, 90, 1), (100, 50, 0)]))
    return GradingRule(
        thresholds=tuple(Decimal(edge) for edge in thresholds),
        top_share=least,
        top_share_excellent=most,
        ties=tuple(f"d{place}" for place in range(draw(st.integers(0, 2)))),
    )


@st.composite
def cases(draw: st.DrawFn, *, decides: bool = True) -> Case:
    """A kind of cycle, a rule, and up to fourteen candidates; the top is decided for no more than the quota allows."""
    kind, rule, decides = draw(st.sampled_from(CycleKind)), draw(rules()), decides and draw(st.booleans())
    lower = grades_of(kind)[1:]
    good, fair, *_ = grades_of(CycleKind.ROUTINE)
    routine = st.sampled_from([(), (), (), (good, good, fair), (good, None), (fair,)])
    groups, caps, vetoes = draw(st.sampled_from(["a", "ab"])), [1, 1, 1, 2, 4], draw(st.booleans())
    candidates = [
        Candidate(
            subject=f"p{place}",
            group=draw(st.sampled_from(groups)),
            points=None if draw(st.integers(0, 9)) == 9 else draw(scores),
            ties=tuple(draw(st.sampled_from([Decimal(1), Decimal(2)])) for _ in rule.ties),
            best=draw(st.sampled_from(caps)) if vetoes else 1,
            excellent_unit=draw(st.booleans()),
            routine=draw(routine),
            decided=draw(st.sampled_from([None] * 9 + [*lower])) if decides else None,
        )
        for place in range(draw(st.sampled_from([9, 12, 14, 5, 3, 1])))
    ]
    left = Counter(top_places(rule, candidates))
    for place, one in enumerate(candidates):
        counted = one.points is not None or one.decided is not None
        if decides and counted and left[one.group] and draw(st.integers(0, 3)) == 2:
            candidates[place] = replace(one, decided=grades_of(kind)[0])
            left[one.group] -= 1
    return kind, rule, candidates


def _graded(case: Case) -> dict[str, Grade | None]:
    return {one.subject: one.grade for one in propose_grades(*case)}


def _position(grade: Grade | None) -> int:
    return 5 if grade is None else grade.position


@given(cases())
def test_the_quota_is_never_exceeded(case: Case) -> None:
    """In no group has more than the share the top grade: share by share, to the last person."""
    _, rule, candidates = case

    found = _graded(case)

    for group in "ab":
        members = [one for one in candidates if one.group == group]
        tops = sum(_position(found[one.subject]) == 1 for one in members)
        allowed = sum(
            Fraction(rule.top_share_excellent if one.excellent_unit else rule.top_share) / 100
            for one in members
            if one.points is not None or one.decided is not None
        )
        assert tops <= allowed


@given(cases(), st.data())
def test_the_order_of_candidates_does_not_matter(case: Case, data: st.DataObject) -> None:
    """The same people have the same grades for the same reasons, however they are given, and in the same order."""
    kind, rule, candidates = case

    assert propose_grades(kind, rule, data.draw(st.permutations(candidates))) == propose_grades(*case)


@given(cases(), st.data())
def test_keys_do_not_decide(case: Case, data: st.DataObject) -> None:
    """Under other keys everybody has the same grade: no tie is decided by who comes first in an alphabet."""
    kind, rule, candidates = case
    keys = data.draw(st.permutations([one.subject for one in candidates]))
    renamed = [replace(one, subject=key) for one, key in zip(candidates, keys, strict=True)]

    found, other = _graded(case), _graded((kind, rule, renamed))

    assert [found[one.subject] for one in candidates] == [other[one.subject] for one in renamed]


@given(cases(), scores)
def test_more_points_never_give_a_worse_grade(case: Case, points: Decimal) -> None:
    """All else the same, whoever has more points has the same grade or a better one."""
    kind, rule, candidates = case
    before = _graded(case)

    for place, one in enumerate(candidates):
        better = one if one.points is None else replace(one, points=max(points, one.points))
        after = _graded((kind, rule, [*candidates[:place], better, *candidates[place + 1 :]]))
        assert _position(after[one.subject]) <= _position(before[one.subject])


@given(cases(decides=False), st.data(), st.integers(1, 4))
def test_a_veto_never_helps(case: Case, data: st.DataObject, best: int) -> None:
    """A lower cap never gives a better grade, to whom it applies, nor one above itself; nor a worse one to others."""
    kind, rule, candidates = case
    place = data.draw(st.integers(0, len(candidates) - 1))
    one = candidates[place]
    changed = [*candidates[:place], replace(one, best=max(best, one.best)), *candidates[place + 1 :]]

    before, after = _graded(case), _graded((kind, rule, changed))

    assert _position(after[one.subject]) >= max(_position(before[one.subject]), best if one.points is not None else 5)
    assert all(_position(after[other]) <= _position(before[other]) for other in after if other != one.subject)


@given(cases())
def test_who_has_more_never_stands_below_and_who_is_equal_stands_equal(case: Case) -> None:
    """Of two in a group whom neither a veto nor the year nor a decision holds back, only points and ties decide."""
    kind, rule, candidates = case
    free = [replace(one, best=1, routine=(), decided=None) for one in candidates if one.points is not None]

    found = _graded((kind, rule, free))

    for one in free:
        for other in free:
            if one.group == other.group and (one.points, one.ties) >= (other.points, other.ties):
                assert _position(found[one.subject]) <= _position(found[other.subject])


@given(cases())
def test_a_grade_says_why(case: Case) -> None:
    """A grade other than what the points reach has a reason beside them, and who decided has the grade they decided."""
    _, _, candidates = case
    decided = {one.subject: one for one in candidates if one.decided is not None}

    for one in propose_grades(*case):
        assert explain_proposal(one)
        if one.subject in decided:
            assert one.because[0] is GradeReason.DECIDED
            assert _position(one.grade) == max(decided[one.subject].decided.position, decided[one.subject].best)
        elif one.grade is not one.reached:
            assert set(one.because) & {GradeReason.VETO, GradeReason.ROUTINE, GradeReason.QUOTA, GradeReason.TIE}
        assert (one.grade is None) is (one.because == (GradeReason.UNGRADED,))
