"""How strict a reviewer is, beside the unit and the whole."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import Distribution, GivenGrade, Grade, Strictness, strictness
from governance_core.values import PersonId, UnitId

GOOD, FAIR, AVERAGE, POOR = list(Grade)[:4]


def _given(reviewer: str, unit: str, *grades: Grade) -> list[GivenGrade]:
    return [GivenGrade(reviewer=PersonId(reviewer), unit=UnitId(unit), grade=grade) for grade in grades]


def test_a_strict_reviewer_is_seen_beside_the_unit_and_the_whole() -> None:
    """Their mean position less the others': above nought is stricter; six decimals, rounded once."""
    mild = _given("mild", "hefeng", GOOD, GOOD, GOOD, GOOD, FAIR)
    strict = _given("strict", "hefeng", FAIR, AVERAGE, AVERAGE, AVERAGE, POOR)
    other = _given("other", "lishui", *[FAIR] * 5)

    found = strictness([*other, *strict, *mild])

    assert [one.reviewer for one in found] == ["mild", "strict", "other"]
    assert found[1] == Strictness(
        reviewer=PersonId("strict"),
        unit=UnitId("hefeng"),
        reviews=5,
        own=Distribution(counts=(0, 1, 3, 1), mean=Decimal("3.000000")),
        of_unit=Distribution(counts=(4, 2, 3, 1), mean=Decimal("2.100000")),
        whole=Distribution(counts=(4, 7, 3, 1), mean=Decimal("2.066667")),
        from_unit=Decimal("0.900000"),
        from_whole=Decimal("0.933333"),
    )
    assert found[0].from_unit == Decimal("-0.900000")


def test_few_reviews_show_no_distribution() -> None:
    """Four grades say more of four people than of who graded them: there is their number, and nothing else."""
    (few, _) = strictness([*_given("a", "hefeng", *[POOR] * 4), *_given("b", "lishui", *[GOOD] * 5)])

    assert (few.reviews, few.own, few.of_unit, few.from_unit, few.from_whole) == (4, None, None, None, None)
    assert few.whole is not None
    assert few.whole.reviews == 9


def test_a_reviewer_of_two_units_has_two_lines() -> None:
    """Each beside those who know the same people."""
    found = strictness([*_given("a", "hefeng", GOOD), *_given("a", "lishui", POOR)])

    assert [(one.unit, one.reviewer, one.reviews) for one in found] == [("hefeng", "a", 1), ("lishui", "a", 1)]


given_grades = st.lists(
    st.builds(
        GivenGrade,
        reviewer=st.sampled_from([PersonId("a"), PersonId("b"), PersonId("c")]),
        unit=st.sampled_from([UnitId("x"), UnitId("y")]),
        grade=st.sampled_from(list(Grade)),
        times=st.integers(1, 4),
    ),
    max_size=60,
)


@given(given_grades, st.data())
def test_strictness_adds_up_whatever_the_order(reviews: list[GivenGrade], data: st.DataObject) -> None:
    """Every grade is counted once, and the order in which they came does not matter."""
    found = strictness(reviews)

    singly = [replace(one, times=1) for one in reviews for _ in range(one.times)]
    assert sum(one.reviews for one in found) == len(singly)
    assert strictness(singly) == found
    assert strictness(data.draw(st.permutations(reviews))) == found
    for one in found:
        assert (one.own is None) is (one.reviews < 5)
        assert one.own is None or one.own.reviews == one.reviews
        assert one.whole is None or one.whole.reviews == len(singly)
