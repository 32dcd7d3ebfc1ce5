"""Proposing grades: thresholds, vetoes, routine grades, quotas, ties, and what people have decided."""

from dataclasses import replace
from decimal import Decimal

import pytest

from governance_core.assessment import (
    Candidate,
    CycleKind,
    Grade,
    GradeReason,
    GradingRule,
    Proposal,
    explain_proposal,
    grades_of,
    in_excellent_unit,
    people_for_a_place,
    propose_grades,
    refuse_without_places,
    standard_grading,
    top_places,
)
from governance_core.errors import (
    Duplicate,
    InputFault,
    InvalidInput,
    OutOfRange,
    QuotaExceeded,
    QuotaWithoutPlaces,
    UnknownValue,
)
from governance_core.values import UnitId

ROUTINE, ANNUAL = standard_grading(CycleKind.ROUTINE), standard_grading(CycleKind.ANNUAL)
HALF = GradingRule(top_share=Decimal(50), top_share_excellent=Decimal(50), ties=("performance",))
GOOD, FAIR, AVERAGE, POOR = grades_of(CycleKind.ROUTINE)
EXCELLENT, COMPETENT, BASIC, INCOMPETENT = grades_of(CycleKind.ANNUAL)
BY, VETO, QUOTA, TIE = GradeReason.THRESHOLD, GradeReason.VETO, GradeReason.QUOTA, GradeReason.TIE


def _one(subject: str, points: str | None, **more) -> Candidate:
    told = {"group": "village", "points": None if points is None else Decimal(points)}
    return Candidate(subject=subject, **told | more)


def _filling(count: int, points: str = "70", **more) -> list[Candidate]:
    return [_one(f"z{place}", points, **more) for place in range(count)]


def _proposed(candidates: list[Candidate], rule: GradingRule = ROUTINE, kind=CycleKind.ROUTINE) -> dict[str, Proposal]:
    return {one.subject: one for one in propose_grades(kind, rule, candidates)}


def _graded(candidates: list[Candidate], rule: GradingRule = ROUTINE, kind=CycleKind.ROUTINE) -> dict[str, Grade]:
    return {subject: one.grade for subject, one in _proposed(candidates, rule, kind).items()}


def test_each_kind_of_cycle_has_four_grades() -> None:
    """Routine and annual ones have their own, from the best at position 1 to the worst at 4."""
    for kind in CycleKind:
        assert [one.position for one in grades_of(kind)] == [1, 2, 3, 4]
    assert [one.label.zh for one in Grade] == ["好", "较好", "一般", "较差", "优秀", "称职", "基本称职", "不称职"]


def test_the_standard_shares_are_the_national_ones() -> None:
    """40 % routine; 20 % annual, and 25 % where the unit itself is excellent."""
    assert (ROUTINE.top_share, ROUTINE.top_share_excellent) == (Decimal(40), Decimal(40))
    assert (ANNUAL.top_share, ANNUAL.top_share_excellent) == (Decimal(20), Decimal(25))


@pytest.mark.parametrize(
    ("share", "excellent", "needed"),
    [("40", "40", 3), ("20", "25", 4), ("20", "20", 5), ("33.4", "33.4", 3), ("100", "100", 1), ("0", "0", 0)],
)
def test_a_share_that_gives_nobody_a_place_is_no_quota(share: str, excellent: str, needed: int) -> None:
    """The largest group decides; a share of nothing is meant so, and of nobody nothing is said."""
    rule = GradingRule(top_share=Decimal(share), top_share_excellent=Decimal(excellent))

    assert people_for_a_place(rule) == needed
    for largest in range(1, 7):
        people = {subject: _one(f"{subject}", "95", excellent_unit=True) for subject in range(largest)}
        places = top_places(rule, list(people.values()))["village"]
        assert (places > 0) is (0 < needed <= largest)
        if 0 < largest < needed:
            with pytest.raises(QuotaWithoutPlaces) as refusal:
                refuse_without_places(rule, {"a": largest, "b": 1})
            assert (refusal.value.largest, refusal.value.path) == (largest, ("grading", "top_share"))
        else:
            refuse_without_places(rule, {"a": 1, "b": largest})
    refuse_without_places(rule, {})


@pytest.mark.parametrize(
    ("points", "grade"),
    [("90", GOOD), ("89.99", FAIR), ("80", FAIR), ("79.99", AVERAGE), ("60", AVERAGE), ("59.99", POOR), ("0", POOR)],
)
def test_points_give_a_grade_by_the_thresholds(points: str, grade: Grade) -> None:
    """Each threshold is reached by exactly as many points."""
    proposal = _proposed([_one("a", points), *_filling(2)])["a"]

    assert (proposal.grade, proposal.reached, proposal.because) == (grade, grade, (BY,))


def test_an_incomplete_score_gives_no_grade_and_no_place() -> None:
    """Else hiding records would raise scores: who has none is not counted among those graded either."""
    found = _proposed([_one("a", None), _one("b", "95"), _one("c", "50")])

    assert (found["a"].grade, found["a"].because) == (None, (GradeReason.UNGRADED,))
    assert found["b"].places == 0


def test_a_veto_caps_the_grade() -> None:
    """However many the points; what is worse than the cap stays as it is."""
    found = _proposed([_one("a", "95", best=3), _one("b", "50", best=3), *_filling(3)])

    assert (found["a"].grade, found["a"].because) == (AVERAGE, (BY, VETO))
    assert (found["b"].grade, found["b"].because) == (POOR, (BY,))


@pytest.mark.parametrize(("people", "places"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (10, 4)])
def test_places_are_the_share_rounded_down(people: int, places: int) -> None:
    """At most 40 % is at most 40 %: of four people one, as two would be half."""
    assert top_places(ROUTINE, _filling(people)) == {"village": places}


def test_an_excellent_unit_has_more_places() -> None:
    """25 % of twenty people instead of 20 %; a unit on its own, or its people among those of others."""
    assert top_places(ANNUAL, _filling(20, excellent_unit=True)) == {"village": 5}
    assert top_places(ANNUAL, _filling(20)) == {"village": 4}
    mixed = [*_filling(10), *_filling(12, excellent_unit=True)]
    assert top_places(ANNUAL, mixed) == {"village": 5}


@pytest.mark.parametrize(
    ("grades", "excellent"),
    [
        ({"village": Grade.EXCELLENT}, True),
        ({"village": Grade.COMPETENT, "town": Grade.EXCELLENT}, False),
        ({"town": Grade.EXCELLENT}, True),
        ({"village": None, "town": Grade.EXCELLENT}, False),
        ({"elsewhere": Grade.EXCELLENT}, False),
    ],
)
def test_a_committee_is_in_an_excellent_unit_where_its_village_is(
    grades: dict[str, Grade | None], *, excellent: bool
) -> None:
    """The nearest above that was assessed says so: the village before the town."""
    units = [UnitId(one) for one in ("town-committee", "committee", "town", "village")]

    assert in_excellent_unit(units, {UnitId(unit): grade for unit, grade in grades.items()}) is excellent


def test_places_go_by_points_and_who_misses_is_second() -> None:
    """Of four who reach the top two have a place; the others have the second grade, and know why."""
    found = _proposed([_one("a", "91"), _one("b", "94"), _one("c", "93"), _one("d", "92")], replace(HALF, ties=()))

    assert {key: one.grade for key, one in found.items()} == {"a": FAIR, "b": GOOD, "c": GOOD, "d": FAIR}
    assert found["d"].because == (BY, QUOTA)
    assert (found["d"].reached, found["d"].places) == (GOOD, 2)


def test_each_group_has_its_own_places() -> None:
    """The best of a weak village has a place, and the third of a strong one has none."""
    strong = [_one("a", "99"), _one("b", "98"), _one("c", "97")]
    weak = [_one("x", "91", group="other"), *_filling(2, group="other")]

    found = _graded([*strong, *weak])

    assert (found["a"], found["b"], found["c"], found["x"]) == (GOOD, FAIR, FAIR, GOOD)


def test_equal_points_are_decided_by_the_named_dimensions() -> None:
    """Both are told that it was so."""
    found = _proposed([_one("a", "95", ties=(Decimal(30),)), _one("b", "95", ties=(Decimal(31),))], HALF)

    assert (found["b"].grade, found["b"].because) == (GOOD, (BY, GradeReason.TIE_BREAK))
    assert (found["a"].grade, found["a"].because) == (FAIR, (BY, QUOTA, GradeReason.TIE_BREAK))


def test_where_still_equal_nobody_has_the_last_place() -> None:
    """Nobody wins by the order of keys, and nobody with less slips in; who is above keeps the place."""
    tie = (Decimal(30),)
    equal = [_one("a", "99", ties=tie), _one("b", "95", ties=tie), _one("c", "95", ties=tie), _one("d", "94", ties=tie)]

    found = _proposed(equal, HALF)

    assert [found[key].grade for key in "abcd"] == [GOOD, FAIR, FAIR, FAIR]
    assert [found[key].because for key in "abcd"] == [(BY,), (BY, TIE), (BY, TIE), (BY, QUOTA)]


@pytest.mark.parametrize(
    ("routine", "allowed"),
    [
        ((), True),
        ((GOOD, GOOD, GOOD, GOOD), True),
        ((GOOD, GOOD, GOOD, FAIR), True),
        ((GOOD, GOOD, FAIR, FAIR), False),
        ((GOOD, GOOD, GOOD, AVERAGE), False),
        ((GOOD, GOOD, GOOD, POOR), False),
        ((GOOD, GOOD, GOOD, None), True),
        ((GOOD, GOOD, None, None), False),
    ],
)
def test_the_year_is_excellent_where_most_of_it_was_good(routine: tuple[Grade | None, ...], *, allowed: bool) -> None:
    """More than half of the routine grades good, one left open counting as not, and none of the two lowest."""
    found = _proposed([_one("a", "95", routine=routine), *_filling(4)], ANNUAL, CycleKind.ANNUAL)["a"]

    assert found.grade is (EXCELLENT if allowed else COMPETENT)
    assert found.because == ((BY,) if allowed else (BY, GradeReason.ROUTINE))


def test_a_decided_grade_stands_and_counts_first() -> None:
    """Of two places one is taken by hand, be the points what they may, and the other goes by points."""
    people = [_one("a", "70", decided=GOOD), _one("b", "95"), _one("c", "94"), _one("d", "99", decided=FAIR)]

    found = _proposed([*people, *_filling(1)])

    assert [found[key].grade for key in "abcd"] == [GOOD, GOOD, FAIR, FAIR]
    assert found["a"].because == (GradeReason.DECIDED,)


def test_a_veto_stands_against_a_decision_too() -> None:
    """A veto that became known after the decision caps it, and gives its place back."""
    found = _proposed([_one("a", "95", decided=GOOD, best=2), _one("b", "95"), *_filling(1)])

    assert (found["a"].grade, found["a"].because) == (FAIR, (GradeReason.DECIDED, VETO))
    assert found["b"].grade is GOOD


def test_more_decided_than_there_are_places_is_refused() -> None:
    """A quota impossible to meet: two decided for one place; the refusal says how many there are."""
    people = [_one("a", "95", decided=GOOD), _one("b", "94", decided=GOOD), *_filling(2)]

    with pytest.raises(QuotaExceeded) as refusal:
        propose_grades(CycleKind.ROUTINE, ROUTINE, people)

    assert (refusal.value.group, refusal.value.places, refusal.value.asked) == ("village", 1, 2)


def test_a_quota_of_nothing_gives_nobody_the_top() -> None:
    """Two people of whom 40 % are less than one: nobody is good, and a decision can't make it otherwise."""
    assert _graded([_one("a", "99"), _one("b", "98")]) == {"a": FAIR, "b": FAIR}
    with pytest.raises(QuotaExceeded):
        _graded([_one("a", "99", decided=GOOD), _one("b", "98")])


@pytest.mark.parametrize(
    ("one", "place", "fault"),
    [
        (_one("z0", "90"), ("2", "subject"), Duplicate),
        (_one("a", "100.01"), ("2", "points"), OutOfRange),
        (_one("a", "-1"), ("2", "points"), OutOfRange),
        (_one("a", "90", best=0), ("2", "best"), OutOfRange),
        (_one("a", "90", best=5), ("2", "best"), OutOfRange),
        (_one("a", "90", decided=EXCELLENT), ("2", "decided"), UnknownValue),
        (_one("a", "90", routine=(GOOD, COMPETENT)), ("2", "routine", "1"), UnknownValue),
        (_one("a", "90", ties=(Decimal(1),)), ("2", "ties"), OutOfRange),
    ],
)
def test_candidates_make_sense(one: Candidate, place: tuple[str, ...], fault: type[InputFault]) -> None:
    """Each once, with points out of 100, grades of the right kind, and as many ties as the rule names."""
    with pytest.raises(fault) as refusal:
        propose_grades(CycleKind.ROUTINE, ROUTINE, [*_filling(2), one])

    assert refusal.value.path == ("candidates", *place)


def test_faults_of_candidates_are_told_together() -> None:
    """All of them, each with its place."""
    with pytest.raises(InvalidInput) as refusal:
        propose_grades(CycleKind.ROUTINE, ROUTINE, [_one("a", "101"), _one("b", "102", best=9)])

    assert len(refusal.value.faults) == 3


@pytest.mark.parametrize(
    ("candidates", "zh", "en"),
    [
        (
            [_one("a", "70")],
            "等次“一般”:得分 70,按分数线为“一般”",
            "Grade “average”: 70 points, by the thresholds “average”",
        ),
        (
            [_one("a", "95", best=2), *_filling(2)],
            "等次“较好”:得分 95,按分数线为“好”;因一票否决,等次受限",
            "Grade “fairly good”: 95 points, by the thresholds “good”; a veto allows no better",
        ),
        (
            [_one("a", "95")],
            "等次“较好”:得分 95,按分数线为“好”;最高等次名额(0 个)已满",
            "Grade “fairly good”: 95 points, by the thresholds “good”; the places in the top grade (0) are taken",
        ),
        ([_one("a", None)], "不定等次:得分尚不完整", "No grade: the score is not complete yet"),
        (
            [_one("a", "70", decided=POOR)],
            "等次“较差”:由实名人员确定",
            "Grade “poor”: decided by a named person",
        ),
    ],
)
def test_a_proposal_is_said_in_words(candidates: list[Candidate], zh: str, en: str) -> None:
    """In Chinese and in English, with the points, the grade they reach, and what changed it."""
    proposal = _proposed(candidates)["a"]

    assert explain_proposal(proposal) == zh
    assert explain_proposal(proposal, "en") == en


@pytest.mark.parametrize("reason", list(GradeReason))
def test_every_reason_has_words(reason: GradeReason) -> None:
    """None is left unsaid in either language."""
    proposal = Proposal(subject="a", grade=FAIR, because=(reason,), points=Decimal(95), reached=GOOD, places=1)

    zh, en = explain_proposal(proposal), explain_proposal(proposal, "en-GB")

    assert zh.startswith("等次“较好”:")
    assert en.startswith("Grade “fairly good”: ")
    assert len(zh) > len("等次“较好”:")
    assert zh != en
