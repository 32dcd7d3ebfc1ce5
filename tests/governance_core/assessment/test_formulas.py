"""The formulas of derived indicators: what may be said in one, and how it is written."""

import ast
import warnings

import pytest

from governance_core.assessment import (
    Operand,
    OperandKind,
    formula_operands,
    formula_to_text,
    parse_formula,
)
from governance_core.errors import (
    Blank,
    FormulaDividesByZero,
    FormulaForbidden,
    FormulaLoops,
    FormulaMalformed,
    FormulaTooLarge,
    GovernanceError,
    InputFault,
    InvalidInput,
    Malformed,
)

PATH = ("dimensions", "0", "formula")

FORBIDDEN = [
    ("__import__('os')", "word", 1),
    ("os.system('ls')", "word", 1),
    ("(1).__class__", "character", 4),
    ('reading.__class__["a"]', "character", 8),
    ("9**9**9", "operator", 2),
    ("pow(9, 9)", "word", 1),
    ("7 % 2", "character", 3),
    ("7 // 2", "operator", 3),
    ("7 @ 2", "character", 3),
    ("1 << 9", "operator", 3),
    ("~1", "character", 1),
    ("+1", "expression", 1),
    ('reading["a"]["b"]', "operand", 1),
    ('reading["a", "b"]', "operand", 1),
    ('reading["a" "b"]', "operand", 1),
    ('reading["""a"""]', "operand", 1),
    ('reading["走访"]', "name", 9),
    ("reading[0]", "operand", 1),
    ("reading[1:2]", "character", 10),
    ('reading[reading["a"]]', "operand", 1),
    ('min["a"]', "operand", 1),
    ('"a"["b"]', "operand", 1),
    ('reading("a")', "call", 1),
    ('reading["a"](1)', "call", 1),
    ("(1)(2)", "call", 1),
    ("reading", "expression", 1),
    ("min", "expression", 1),
    ("salary", "word", 1),
    ("走访", "word", 1),
    ("lambda: 1", "word", 1),
    ("(x := 1)", "word", 2),
    ("[1 for _ in 1]", "word", 4),
    ("await 1", "word", 1),
    ("yield 1", "word", 1),
    ('f"{1}"', "word", 1),
    ('b"a"', "word", 1),
    ("{1}", "character", 1),
    ("[1]", "expression", 1),
    ("1, 2", "expression", 1),
    ('"a"', "text", 1),
    ("True", "word", 1),
    ("None", "word", 1),
    ("...", "character", 1),
    ("nan", "word", 1),
    ("1e5", "number", 1),
    ("1j", "number", 1),
    ("0x10", "number", 1),
    ("1_000", "number", 1),
    (".5", "number", 1),
    ("5.", "number", 1),
    ("1if 2 < 3 else 4", "number", 1),
    ("\uff11\uff12", "character", 1),
    ("1 \uff0d 2", "character", 3),
    ("1\u00a0+ 2", "character", 2),
    ("1 # one", "character", 3),
    ("1; 2", "character", 2),
    ("1 \\\n + 2", "character", 3),
    ("1\0", "character", 2),
    ("1\ud800", "character", 2),
    ("`1`", "character", 1),
    ("1 is 1", "word", 3),
    ("1 in 2", "word", 3),
    ("1 < 2", "condition", 1),
    ("not 1", "condition", 1),
    ("1 and 2", "condition", 1),
    ("1 + (2 < 3)", "condition", 6),
    ("1 if 2 else 3", "no-condition", 6),
    ("1 if 1 < 2 and 3 else 4", "no-condition", 16),
    ("1 if not 3 else 4", "no-condition", 10),
    ("1 if 1 < 2 < 3 else 4", "chain", 6),
    ("abs(1, 2)", "arguments", 1),
    ("abs()", "arguments", 1),
    ("min(1)", "arguments", 1),
    ("max(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)", "arguments", 1),
    ("min(*abs, 1)", "expression", 5),
    ("min(1, 2, max=3)", "arguments", 1),
    ("min(1, **max)", "operator", 8),
    ("round(1)", "arguments", 1),
    ("round(1, 7)", "arguments", 1),
    ("round(1, -1)", "arguments", 1),
    ("round(1, 2.0)", "arguments", 1),
    ('round(1, "2")', "arguments", 1),
    ("round(1, 1 + 1)", "arguments", 1),
]

MALFORMED = [
    "1 +",
    "(1",
    "1)",
    "1) + (2",
    "1 2",
    "1 = 2",
    "007",
    "if",
    "else",
    "*reading",
    "1 if 2 < 3",
    "(" * 240 + "1" + ")" * 240,
]

LARGE = [
    ("1" * 10_000_000, "characters", 1),
    ("(" * 10_000_000, "characters", 1),
    ("1" + "+1" * 249, "nodes", 1),
    ("-" * 499 + "1", "depth", 21),
    ("1+(" * 100 + "1" + ")" * 100, "depth", 58),
    ("9" * 500, "number", 1),
    ("9" * 400 + ".5", "number", 1),
    ("1000000000000.000001", "number", 1),
    ("2 * 0.0000001", "decimals", 5),
]


def _operand(kind, name):
    return Operand(kind=kind, name=name)


@pytest.mark.parametrize(("text", "what", "position"), FORBIDDEN)
def test_refuses_what_formulas_have_no_place_for(text, what, position):
    """What is not in the language is refused, with what it is and where it stands."""
    with pytest.raises(FormulaForbidden) as refusal:
        parse_formula(text, PATH)

    assert (refusal.value.what, refusal.value.position, refusal.value.path) == (what, position, PATH)
    assert len(refusal.value.snippet) <= 80


@pytest.mark.parametrize("text", MALFORMED)
def test_refuses_what_does_not_parse(text):
    """What Python's parser does not understand is told with the place where it gave up."""
    with pytest.raises(FormulaMalformed) as refusal:
        parse_formula(text, PATH)

    assert 1 <= refusal.value.position <= len(text)
    assert refusal.value.snippet == text[refusal.value.position - 1 :][:80]


@pytest.mark.parametrize("failure", [ValueError, RecursionError, MemoryError])
def test_a_parser_that_gives_up_is_a_refusal_too(monkeypatch, failure):
    """Whatever the parser raises on a hostile text, the caller sees a fault with its place."""

    def give_up(*_, **__):
        raise failure

    monkeypatch.setattr(ast, "parse", give_up)

    with pytest.raises(FormulaMalformed) as refusal:
        parse_formula("1 + 1", PATH)

    assert (refusal.value.position, refusal.value.snippet) == (1, "1 + 1")


@pytest.mark.parametrize(("text", "what", "position"), LARGE)
def test_refuses_what_is_too_large(text, what, position):
    """Characters, nodes, depth, numbers and their decimals are bounded."""
    with pytest.raises(FormulaTooLarge) as refusal:
        parse_formula(text, PATH)

    assert (refusal.value.what, refusal.value.position) == (what, position)
    assert len(refusal.value.snippet) <= 80


def test_what_is_just_within_the_bounds_is_taken():
    """500 characters, a long sum, 20 levels, 10^12 and six decimals are fine, and so is a text over several lines."""
    for text in (
        "1" + " " * 499,
        "1" + "+1" * 49,
        "-" * 19 + "1",
        "1+(" * 19 + "1" + ")" * 19,
        "1000000000000",
        "0.000001",
        "(" * 150 + "1" + ")" * 150,
        " 1 +\r\n\t2\n",
    ):
        formula_to_text(parse_formula(text))


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_refuses_an_empty_formula(text):
    """A formula says something."""
    with pytest.raises(Blank):
        parse_formula(text, PATH)


@pytest.mark.parametrize(
    "text",
    ['reading["A"]', 'share[""]', 'reading["a.b"]', f'reading["{"a" * 61}"]', 'figure["a..b"]', "figure['a\"b']"],
)
def test_an_operand_is_named_by_a_code(text):
    """Names of operands are codes; those of figures have dots."""
    with pytest.raises(Malformed) as refusal:
        parse_formula(text, PATH)

    assert refusal.value.path == PATH


@pytest.mark.parametrize(
    ("text", "position"), [("  2 ^ 3", 5), ("\n\n1 + True", 7), (" (1,\n 2)", 2), (" 1 +\n +2", 7)]
)
def test_positions_count_from_the_text_as_it_was_given(text, position):
    """Blanks before a formula and line ends in it are counted."""
    with pytest.raises(FormulaForbidden) as refusal:
        parse_formula(text)

    assert refusal.value.position == position


@pytest.mark.parametrize(
    ("text", "snippets"),
    [
        ("1 / 0", ["1 / 0"]),
        ('reading["a"] / (2 - 2)', ['reading["a"] / (2 - 2)']),
        ("1 / (1 / 3 * 3 - 1)", ["1 / (1 / 3 * 3 - 1)"]),
        ("1 / 0 + 2 / 0.0", ["1 / 0", "2 / 0.0"]),
        ("1 / (1 / 0)", ["1 / 0"]),
        ("1 if 1 / 0 > 1 else 2", ["1 / 0"]),
        ("1 / (0 if 1 < 2 else 1)", ["1 / (0 if 1 < 2 else 1)"]),
    ],
)
def test_refuses_a_division_that_is_by_zero_whatever_is_read(text, snippets):
    """Where no operand can help, the division is refused before anybody is assessed by it."""
    with pytest.raises((FormulaDividesByZero, InvalidInput)) as refusal:
        parse_formula(text, PATH)

    faults = refusal.value.faults if isinstance(refusal.value, InvalidInput) else (refusal.value,)
    assert [(fault.snippet, fault.path) for fault in faults] == [(snippet, PATH) for snippet in snippets]


def test_a_divisor_that_is_small_is_not_zero():
    """Nothing is rounded before it is found to be zero."""
    assert formula_to_text(parse_formula("1 / (0.000001 * 0.000001)")) == "1 / (0.000001 * 0.000001)"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("((1))", "1"),
        ("1.50", "1.50"),
        ("(1+2)*3", "(1 + 2) * 3"),
        ("1+(2*3)", "1 + 2 * 3"),
        ("(1-2)-3", "1 - 2 - 3"),
        ("1-(2-3)", "1 - (2 - 3)"),
        ("1/(2*3)", "1 / (2 * 3)"),
        ("-(1+2)", "-(1 + 2)"),
        ("--1 - -2", "--1 - -2"),
        ("reading['visits']", 'reading["visits"]'),
        ("min( 1,(2) )", "min(1, 2)"),
        ("1 if (1<2) else (2 if 3<4 else 5)", "1 if 1 < 2 else 2 if 3 < 4 else 5"),
        ("(1 if 1<2 else 2) if 3<4 else 5", "(1 if 1 < 2 else 2) if 3 < 4 else 5"),
        ("(1 if 1<2 else 2)+3", "(1 if 1 < 2 else 2) + 3"),
        ("1 if (1<2 and 2<3) or not (3<4 or 4<5) else 0", "1 if 1 < 2 and 2 < 3 or not (3 < 4 or 4 < 5) else 0"),
        ("1 if (1<2 and 2<3) and 3<4 else 0", "1 if (1 < 2 and 2 < 3) and 3 < 4 else 0"),
        ("1 if not (1<2) else 0", "1 if not 1 < 2 else 0"),
        ("round(abs(1),6)", "round(abs(1), 6)"),
    ],
)
def test_a_formula_is_written_in_one_way(text, canonical):
    """However it was typed, a formula is shown with no more parentheses than it needs, and means the same."""
    formula = parse_formula(text)

    assert formula_to_text(formula) == canonical
    assert parse_formula(canonical) == formula


def test_operands_are_told_once_in_the_order_in_which_they_are_written():
    """Both branches and the condition of a choice are read from."""
    formula = parse_formula('share["b"] if figure["training.hours"] > 1 else reading["a"] + share["b"] * reading["b"]')

    assert formula_operands(formula) == (
        _operand(OperandKind.SHARE, "b"),
        _operand(OperandKind.FIGURE, "training.hours"),
        _operand(OperandKind.READING, "a"),
        _operand(OperandKind.READING, "b"),
    )


def test_parsing_warns_about_nothing():
    """No hostile text reaches the parser in a shape that it warns about, so that logs stay readable."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for text in (
            *MALFORMED,
            *(text for text, _, _ in FORBIDDEN),
            '"\\d"',
            "1or 2 < 3",
            "(1)[2]",
            '"a" is 1',
            "1.e",
        ):
            with pytest.raises(GovernanceError):
                parse_formula(text)


def test_faults_are_said_in_both_languages():
    """What is refused can be told to who wrote it."""
    with pytest.raises(InputFault) as refusal:
        parse_formula("2 * (9**9)")

    assert refusal.value.describe("en") == "A formula can't say this (operator), at character 7: “**”"
    assert refusal.value.describe("zh-CN") == "公式中第 7 个字符处不可这样写(operator):“**”"
    assert FormulaLoops(chain=("a", "b", "a")).describe("zh-CN") == "指标公式循环引用:a、b、a"
