"""What a formula comes to, in three states and step by step, and how that is said."""

from decimal import Context, Decimal, localcontext

import pytest

from governance_core.assessment import Operand, OperandKind, Step, evaluate, explain_step, parse_formula
from governance_core.values import Missing, NotApplicable, Value

ILL, LEAVE, BY_ZERO = (NotApplicable(reason=reason) for reason in ("ill", "leave", "division-by-zero"))
READ = {
    **{
        Operand(kind=OperandKind.READING, name=name): reading
        for name, reading in {
            "none": Value(number=Decimal(0)),
            "visits": Value(number=Decimal(24)),
            "debt": Value(number=Decimal("-1.5")),
            "ill": ILL,
            "leave": LEAVE,
            "gone": Missing(),
            "odd": Value(number=Decimal("NaN")),
            "endless": Value(number=Decimal("-Infinity")),
            "huge": Value(number=Decimal("1E+999999")),
            "tiny": Value(number=Decimal("1E-999999")),
        }.items()
    },
    Operand(kind=OperandKind.SHARE, name="visits"): Value(number=Decimal("0.4")),
    Operand(kind=OperandKind.FIGURE, name="training.hours"): Value(number=Decimal(30)),
}


def _found(text):
    return evaluate(parse_formula(text), READ).reading


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 + 2 * 3 - 4 / 8", "6.5"),
        ("0.1 + 0.2", "0.3"),
        ("-2 - -3", "1"),
        ("-0", "0"),
        ("0 * -1", "0"),
        ("1 / 3", "0.333333"),
        ("2 / 3", "0.666667"),
        ("1 / 3 * 3", "1"),
        ("0.000001 / 2", "0.000001"),
        ("-0.000001 / 2", "-0.000001"),
        ("1 / 3 * 3 * 0.000001 / 2", "0.000001"),
        ("-0.000001 / 3", "0"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("abs(1 - 3)", "2"),
        ("round(2.5, 0)", "3"),
        ("round(-2.5, 0)", "-3"),
        ("round(1.005, 2)", "1.01"),
        ("round(1 / 3 * 1.5, 0)", "1"),
        ("round(1000000000000 * 1000000000000, 6) / 1000000000000", "1000000000000"),
        ("round(1 / 3 * 3 / 2, 0)", "1"),
        ('reading["visits"] * share["visits"] + figure["training.hours"]', "39.6"),
        ("1 if 2 < 3 else 4", "1"),
        ("1 if 3 <= 2 else 4", "4"),
        ("1 if 3 > 2 else 4", "1"),
        ("1 if 2 >= 3 else 4", "4"),
        ("1 if 1 / 3 * 3 == 1 else 4", "1"),
        ("1 if 1 != 1.0 else 4", "4"),
        ("1 if 1 < 2 and 2 < 3 and 4 < 3 else 4", "4"),
        ("1 if 2 < 1 or 2 < 3 else 4", "1"),
        ("1 if not 2 < 1 else 4", "1"),
        ("1000000000000", "1000000000000"),
        ("1000000000000 * 1000000000000 / 1000000000000", "1000000000000"),
        ('reading["tiny"]', "0"),
    ],
)
def test_a_formula_comes_to_a_number_of_six_decimals(text, number):
    """Inside nothing is rounded that is asked for; the result is, once, half up."""
    found = _found(text)

    assert found == Value(number=Decimal(number))
    assert str(found.number) == f"{Decimal(number):.6f}"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ('reading["gone"]', Missing()),
        ('reading["unheard-of"]', Missing()),
        ('reading["gone"] * 0', Missing()),
        ('-reading["gone"]', Missing()),
        ('abs(reading["gone"])', Missing()),
        ('round(reading["ill"], 2)', ILL),
        ('reading["ill"] + 1', ILL),
        ('reading["leave"] + reading["ill"]', LEAVE),
        ('reading["ill"] + reading["gone"]', Missing()),
        ('reading["gone"] + reading["ill"]', Missing()),
        ('min(1, reading["ill"], 2)', ILL),
        ('max(1, reading["ill"], reading["gone"])', Missing()),
        ('1 if reading["gone"] > 1 else 2', Missing()),
        ('1 if reading["ill"] > 1 else 2', ILL),
        ('1 if 1 < 2 or reading["gone"] > 1 else 2', Missing()),
        ('1 if 2 < 1 and reading["ill"] > 1 else 2', ILL),
        ('1 if not reading["ill"] > 1 else 2', ILL),
        ('1 if 1 < 2 else reading["gone"]', Value(number=Decimal(1))),
        ('reading["gone"] if 2 < 1 else 2', Value(number=Decimal(2))),
        ('reading["gone"] if 1 < 2 else 2', Missing()),
        ('reading["visits"] / reading["none"]', BY_ZERO),
        ('reading["none"] / reading["none"]', BY_ZERO),
        ('1 / (reading["visits"] / 3 - 8)', BY_ZERO),
        ('1 / (reading["none"] / 3 + 1 / 3 * 3 - 1)', BY_ZERO),
        ('reading["gone"] / reading["none"]', Missing()),
        ('reading["ill"] / reading["none"]', ILL),
        ('1 / reading["none"] + reading["gone"]', Missing()),
        ('1 if reading["none"] == 0 else 1 / reading["none"]', Value(number=Decimal(1))),
        ('1 / reading["tiny"]', BY_ZERO),
    ],
)
def test_a_formula_is_in_one_of_three_states(text, reading):
    """Missing before not applicable, its first reason; of a choice the condition and the branch taken count."""
    assert _found(text) == reading


@pytest.mark.parametrize(
    "text",
    [
        'reading["visits"] * 1000000000000',
        'reading["odd"]',
        'reading["endless"] + 1',
        'reading["huge"]',
        'reading["huge"] * reading["huge"] / reading["huge"]',
        'min(1, reading["odd"])',
        '1 if reading["odd"] > 1 else 2',
    ],
)
def test_a_number_larger_than_is_kept_is_missing_and_says_so(text):
    """A result beyond 10^12, or what is not a finite number, is no reading, and the step that found so tells it."""
    step = evaluate(parse_formula(text), READ)

    assert step.reading == Missing()
    assert any(one.too_large for one in _all(step))
    assert explain_step(step).endswith(" = 缺报(超出 ±1000000000000)")


def test_every_part_that_was_gone_through_has_a_step():
    """A step has its text, its reading and what it rests on; the branch that was not taken has none."""
    step = evaluate(parse_formula('reading["visits"] / 9 if 1 < 2 else reading["gone"]'), READ)

    condition, taken = step.children
    assert step.text == 'reading["visits"] / 9 if 1 < 2 else reading["gone"]'
    assert (condition.text, condition.reading) == ("1 < 2", Value(number=Decimal(1)))
    assert [(one.text, one.reading) for one in taken.children] == [
        ('reading["visits"]', Value(number=Decimal(24))),
        ("9", Value(number=Decimal(9))),
    ]
    assert taken.reading == Value(number=Decimal("2." + "6" * 48 + "7"))
    assert step.reading == Value(number=Decimal("2.666667"))


def test_the_callers_arithmetic_does_not_matter():
    """A formula comes to the same under any decimal context, and leaves that as it was."""
    formula = parse_formula('round(reading["visits"] / 7, 3) + 1000000 / 3')
    expected = evaluate(formula, READ)

    with localcontext(Context(prec=1, rounding="ROUND_UP", Emax=1, Emin=-1)) as context:
        for signal in context.traps:
            context.traps[signal] = True
        found = evaluate(formula, READ)
        said = explain_step(found)

    assert found == expected
    assert said == explain_step(expected)
    assert not any(context.flags.values())


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ('reading["visits"] / 2', 'reading["visits"] / 2 = 24 / 2 = 12', None),
        ('reading["visits"]', 'reading["visits"] = 24', None),
        ("5", "5", None),
        ("2.50", "2.50 = 2.5", None),
        ("1 / 3", "1 / 3 = 0.333333", None),
        ('2 - reading["debt"]', '2 - reading["debt"] = 2 - (-1.5) = 3.5', None),
        ('reading["gone"]', 'reading["gone"] = 缺报', 'reading["gone"] = missing'),
        (
            'reading["gone"] * 2',
            'reading["gone"] * 2 = [缺报] * 2 = 缺报',
            'reading["gone"] * 2 = [missing] * 2 = missing',
        ),
        (
            'reading["ill"] * 2',
            'reading["ill"] * 2 = [不适用] * 2 = 不适用(ill)',
            'reading["ill"] * 2 = [not applicable] * 2 = not applicable (ill)',
        ),
        (
            '1 / reading["none"]',
            '1 / reading["none"] = 1 / 0 = 不适用(除数为零)',
            '1 / reading["none"] = 1 / 0 = not applicable (a division by zero)',
        ),
        (
            '10 if reading["visits"] >= 20 else reading["gone"]',
            '10 if reading["visits"] >= 20 else reading["gone"] = 10 if 24 >= 20 else reading["gone"] = 10',
            None,
        ),
        (
            'reading["huge"]',
            'reading["huge"] = 缺报(超出 ±1000000000000)',
            'reading["huge"] = missing (beyond ±1000000000000)',
        ),
        ('reading["huge"] + 1', 'reading["huge"] + 1 = 1.000000E+999999 + 1 = 缺报(超出 ±1000000000000)', None),
    ],
)
def test_a_formula_is_said_with_what_was_read_and_its_result(text, chinese, english):
    """The formula, the same with the numbers in it, and what came out of that."""
    step = evaluate(parse_formula(text), READ)

    assert explain_step(step) == chinese
    if english is not None:
        assert explain_step(step, "en") == english


def _all(step: Step):
    return [step, *(found for child in step.children for found in _all(child))]
