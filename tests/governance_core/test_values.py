"""The values every domain shares."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.values import Period, Text, rounded, total


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [("0.125", 2, "0.13"), ("0.135", 2, "0.14"), ("-0.125", 2, "-0.13"), ("2.5", 0, "3"), ("1", 2, "1.00")],
)
def test_a_result_is_rounded_half_up(number: str, places: int, expected: str) -> None:
    """Half a unit of the last place goes away from zero, as people round, and the places are always there."""
    result = rounded(Decimal(number), places)

    assert str(result) == expected


@given(st.decimals(-1000, 1000, places=6))
def test_rounding_moves_a_number_by_half_a_place_at_most(number: Decimal) -> None:
    """A rounded number is the nearest one with its places, and rounding it again changes nothing."""
    result = rounded(number)

    assert abs(result - number) <= Decimal("0.005")
    assert rounded(result) == result


def test_a_sum_of_nothing_is_a_decimal_zero() -> None:
    """Adding up no weights gives a number that can be computed with, and not an int."""
    result = total([])

    assert (result, type(result)) == (Decimal(0), Decimal)


@given(st.lists(st.decimals(0, 100, places=2), max_size=20), st.randoms())
def test_a_sum_does_not_depend_on_the_order(numbers: list[Decimal], random) -> None:
    """Decimals are added exactly, whatever comes first."""
    mixed = random.sample(numbers, len(numbers))

    assert total(mixed) == total(numbers)


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-CN", "村"), ("en", "Village"), ("en-GB", "Village"), ("fr", "村"), ("", "村")]
)
def test_a_label_is_said_in_chinese_unless_english_is_asked_for(language: str, expected: str) -> None:
    """Chinese is the default of every language but English."""
    assert Text(zh="村", en="Village").in_language(language) == expected


def test_an_untranslated_label_is_said_in_chinese() -> None:
    """Where nobody has translated a name, its Chinese is better than nothing."""
    assert Text(zh="村").in_language("en") == "村"


def test_an_open_period_goes_on_for_ever() -> None:
    """Without an end every later day belongs to a period; with one, the end itself does not."""
    start = date(2020, 1, 1)

    assert date.max in Period(start=start)
    assert date(2021, 1, 1) not in Period(start=start, end=date(2021, 1, 1))
    assert date(2019, 12, 31) not in Period(start=start)
