"""The formulas of a scheme together: what they may read, and in which order they are worked out."""

import pytest

from governance_core.assessment import formula_faults, formula_from_text, formula_order, parse_formula
from governance_core.errors import FormulaLoops, UnknownValue


def _faults(texts, indicators=(), figures=None):
    formulas = {code: formula_from_text(text) for code, text in texts.items()}
    return formula_faults(formulas, {*texts, *indicators}, figures, lambda code: ("formulas", code))


def test_sound_formulas_have_no_faults():
    """A formula may read plain indicators, derived ones and published figures."""
    texts = {"a": 'reading["visits"] / figure["training.hours"]', "b": 'share["a"] + reading["a"]'}

    assert _faults(texts, {"visits"}, {"training.hours"}) == []
    assert _faults(texts, {"visits"}) == []


def test_refuses_operands_that_do_not_exist():
    """Each unknown indicator and figure is told with the formula's place, and with what there is."""
    first, second = _faults({"a": 'reading["vists"] + figure["salary"]'}, {"visits"}, {"training.hours"})

    assert isinstance(first, UnknownValue)
    assert isinstance(second, UnknownValue)
    assert (first.value, first.known, first.path) == ("vists", ("a", "visits"), ("formulas", "a"))
    assert (second.value, second.known, second.path) == ("salary", ("training.hours",), ("formulas", "a"))


def test_no_figure_may_be_read_where_none_is_published():
    """An empty list of figures is a list; None is no list."""
    assert [fault.code for fault in _faults({"a": 'figure["training.hours"]'}, (), frozenset())] == ["UNKNOWN_VALUE"]


def test_divisions_by_zero_are_faults_of_a_scheme_too():
    """A formula that came from storage is judged like one that was typed."""
    assert [fault.code for fault in _faults({"a": "1 / 0"})] == ["FORMULA_DIVIDES_BY_ZERO"]


@pytest.mark.parametrize(
    ("texts", "chains"),
    [
        ({"a": 'reading["a"]'}, [("a", "a")]),
        ({"a": '1 if 1 < 2 else share["a"]'}, [("a", "a")]),
        ({"a": 'reading["b"]', "b": 'share["a"]'}, [("a", "b", "a")]),
        ({"a": 'reading["b"]', "b": 'share["c"]', "c": 'reading["a"]'}, [("a", "b", "c", "a")]),
        ({"x": 'reading["a"]', "a": 'reading["b"]', "b": 'reading["a"]'}, [("a", "b", "a")]),
        ({"a": 'reading["b"] + reading["a"]', "b": 'reading["b"]'}, [("a", "a"), ("b", "b")]),
        (
            {"a": 'reading["b"]', "b": 'reading["c"] + reading["a"]', "c": 'reading["b"]'},
            [("a", "b", "a"), ("c", "b", "c")],
        ),
        ({"a": 'figure["a"]', "b": 'reading["a"]'}, []),
    ],
)
def test_refuses_formulas_that_read_each_other_in_a_circle(texts, chains):
    """A circle of one, two or three indicators is told as a chain, at its first indicator; a figure closes none."""
    faults = _faults(texts)

    assert all(isinstance(fault, FormulaLoops) for fault in faults)
    assert [(fault.chain, fault.path) for fault in faults] == [(chain, ("formulas", chain[0])) for chain in chains]


def test_a_long_circle_is_found():
    """The search for circles does not lean on the interpreter's stack."""
    texts = {str(place): f'reading["{(place + 1) % 2000}"]' for place in range(2000)}

    [fault] = _faults(texts)

    assert isinstance(fault, FormulaLoops)
    assert len(fault.chain) == 2001


def test_formulas_are_worked_out_after_what_they_read():
    """The order follows readings and shares, not the order in which formulas stand in the scheme."""
    texts = {"c": 'reading["b"] + reading["a"]', "b": 'share["a"] * 2', "a": 'reading["visits"]', "d": "1"}

    order = formula_order({code: parse_formula(text) for code, text in texts.items()})

    assert sorted(order) == ["a", "b", "c", "d"]
    assert order.index("a") < order.index("b") < order.index("c")


def test_circles_have_no_order():
    """Whoever asks for an order without having looked for circles is refused."""
    with pytest.raises(FormulaLoops):
        formula_order({"a": parse_formula('reading["a"]')})
