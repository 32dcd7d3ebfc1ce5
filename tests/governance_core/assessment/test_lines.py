"""A derivation as the lines of a table."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from governance_core.assessment import Derivation, Rule, indicator_lines
from governance_core.values import Period, Text, UnitId, total


def _node(code, rule, number, children=()):
    return Derivation(
        code=code,
        title=Text(zh=code),
        rule=rule,
        weight=Decimal(10),
        effective_weight=Decimal(10),
        contribution=number,
        low=number,
        high=number,
        children=tuple(children),
    )


def _group(code, rule, children):
    return _node(code, rule, total(one.contribution for one in children), children)


NUMBERS = st.integers(-10_000_000, 10_000_000).map(lambda one: Decimal(one).scaleb(-6))
LEAVES = st.builds(_node, st.sampled_from("abc"), st.sampled_from([Rule.POINTS, Rule.VETO, Rule.LIMIT]), NUMBERS)
TREES = st.recursive(
    LEAVES,
    lambda below: st.builds(
        _group,
        st.sampled_from("xyz"),
        st.sampled_from([Rule.CYCLE, Rule.SERVICE, Rule.DIMENSION]),
        st.lists(below, min_size=1, max_size=4),
    ),
    max_leaves=30,
)


@given(TREES)
def test_the_lines_of_a_derivation_sum_to_it(tree):
    """So the rows of somebody's indicators in a workbook come to their points."""
    assert total(one.node.contribution for one in indicator_lines(tree)) == tree.contribution


def test_a_line_says_its_dimension_and_the_days_it_is_about():
    """An adjustment belongs to no dimension, and to no days."""
    work = _group("work", Rule.DIMENSION, [_node("visits", Rule.QUANTITY, Decimal(5))])
    days = Period(start=date(2020, 7, 1), end=date(2020, 9, 1))
    service = replace(_group("scheme", Rule.SERVICE, [work]), served=days, served_in=UnitId("hefeng"))
    whole = _group("cycle", Rule.CYCLE, [service, _node("adjusted", Rule.ADJUSTMENT, Decimal(2))])

    visits, adjusted = indicator_lines(whole)

    assert (visits.dimension, visits.served, visits.served_in) == (Text(zh="work"), days, UnitId("hefeng"))
    assert (adjusted.dimension, adjusted.served, adjusted.served_in) == (None, None, None)
