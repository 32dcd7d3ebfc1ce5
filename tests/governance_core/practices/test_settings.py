"""What a village may set, and how it is kept."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from operator import or_
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from governance_core.errors import (
    Blank,
    Duplicate,
    GovernanceError,
    InvalidInput,
    Malformed,
    OutOfRange,
    TooLong,
    UnknownValue,
)
from governance_core.practices import (
    Choice,
    PracticeManifest,
    Setting,
    SettingKind,
    Settings,
    settings_from_data,
    settings_schema,
    settings_to_data,
    valid_settings,
)
from governance_core.values import Text

NAME = Text(zh="名称", en="Name")


def _setting(name: str, kind: SettingKind, **more: Any) -> Setting:
    return Setting(name=name, title=NAME, kind=kind, **more)


def _practice(*settings: Setting) -> PracticeManifest:
    return PracticeManifest(
        id="clean_river",
        version="1.0.0",
        title=NAME,
        summary=NAME,
        core=">=0.1",
        unit_kinds=("village",),
        settings=settings,
    )


PRACTICE = _practice(
    _setting("motto", SettingKind.TEXT, maximum=10),
    _setting("remark", SettingKind.TEXT, default="", minimum=0),
    _setting("walks", SettingKind.WHOLE_NUMBER, default=2, minimum=1, maximum=9, at_most="places"),
    _setting("share", SettingKind.DECIMAL, default=Decimal("0.5"), minimum=0, maximum=1),
    _setting("open", SettingKind.YES_NO, default=False),
    _setting(
        "season",
        SettingKind.CHOICE,
        default="dry",
        choices=(Choice(code="dry", title=Text(zh="旱季", en="Dry")), Choice(code="wet", title=Text(zh="雨季"))),
    ),
    _setting("places", SettingKind.LIST_OF_TEXT, default=("东", "西", "南")),
)
GIVEN = {"motto": "清"}

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 12),
    st.sampled_from(["", " ", "清", "x" * 11, "dry", "0.5", "1.5", "-1", "1e3"]),
    st.lists(st.sampled_from(["东", "西", "", "y" * 201]), max_size=3),
)
names = st.sampled_from([setting.name for setting in PRACTICE.settings] + ["depth"])
inputs = st.builds(or_, st.sampled_from([{}, GIVEN]), st.dictionaries(names, values, max_size=4))


def _fits(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value satisfies a schema, for the words of JSON Schema that are in use here."""
    types = {"string": str, "integer": int, "number": int, "boolean": bool, "array": list, "object": dict}
    if "oneOf" in schema:
        return any(value == one["const"] for one in schema["oneOf"])
    named = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(isinstance(value, types[one]) and (one == "boolean") == isinstance(value, bool) for one in named):
        return False
    match value:
        case str():
            longest = schema.get("maxLength", len(value))
            return schema.get("minLength", 0) <= len(value) <= longest and bool(
                re.search(schema.get("pattern", ""), value)
            )
        case bool():
            return True
        case int():
            return schema["minimum"] <= value <= schema["maximum"]
        case list():
            alone = not schema["uniqueItems"] or len(set(value)) == len(value)
            fitting = all(_fits(schema["items"], item) for item in value)
            return alone and fitting and schema["minItems"] <= len(value) <= schema["maxItems"]
        case _:
            closed = schema["additionalProperties"] is False
            known = not closed or value.keys() <= schema["properties"].keys()
            complete = value.keys() >= set(schema["required"])
            named = value.keys() & schema["properties"].keys()
            return known and complete and all(_fits(schema["properties"][name], value[name]) for name in named)


def test_what_is_not_given_takes_its_default() -> None:
    """Every setting has a value, of the kind the practice reads."""
    settings = valid_settings(PRACTICE, GIVEN | {"share": "0.25", "places": ["北", "中"]})

    assert settings == {
        "motto": "清",
        "remark": "",
        "walks": 2,
        "share": Decimal("0.25"),
        "open": False,
        "season": "dry",
        "places": ("北", "中"),
    }


def test_settings_are_read_by_their_kinds() -> None:
    """A practice reads a value as what it is, and is told of its own mistakes and of what a village has not given."""
    settings = valid_settings(PRACTICE, GIVEN | {"open": True})

    assert (settings.text("motto"), settings.text("season"), settings.whole("walks")) == ("清", "dry", 2)
    assert (settings.decimal("share"), settings.yes("open"), settings.texts("places")[0]) == (
        Decimal("0.5"),
        True,
        "东",
    )
    with pytest.raises(TypeError):
        settings.whole("open")
    with pytest.raises(Blank) as refusal:
        settings.text("depth")
    assert refusal.value.path == ("settings", "depth")


def test_all_faults_are_told_with_their_places() -> None:
    """A village that filled in a form is told of every mistake in it."""
    with pytest.raises(InvalidInput) as refusal:
        valid_settings(PRACTICE, {"walks": 10, "share": "much", "season": "cold", "depth": 1}, ("input", "settings"))

    assert {fault.path: type(fault) for fault in refusal.value.faults} == {
        ("input", "settings", "depth"): UnknownValue,
        ("input", "settings", "motto"): Blank,
        ("input", "settings", "walks"): OutOfRange,
        ("input", "settings", "share"): Malformed,
        ("input", "settings", "season"): UnknownValue,
    }


@pytest.mark.parametrize(
    ("name", "value", "refusal"),
    [
        ("motto", " ", Blank),
        ("motto", None, Blank),
        ("motto", "x" * 11, TooLong),
        ("motto", 3, Malformed),
        ("walks", 0, OutOfRange),
        ("walks", "3", Malformed),
        ("walks", True, Malformed),
        ("walks", 4, OutOfRange),
        ("share", "1.01", OutOfRange),
        ("share", Decimal("NaN"), Malformed),
        ("open", "yes", Malformed),
        ("open", 1, Malformed),
        ("places", [], OutOfRange),
        ("places", "东", Malformed),
        ("places", ["东", 3], Malformed),
        ("places", ["东", "东", "西"], Duplicate),
        ("places", ["东", " ", "西"], Blank),
        ("places", ["东", "x" * 201, "西"], TooLong),
        ("places", [str(number) for number in range(101)], OutOfRange),
    ],
)
def test_a_value_is_of_its_kind_and_within_its_bounds(name: str, value: object, refusal: type[GovernanceError]) -> None:
    """Kinds are not guessed: a number as text is no number, one is not yes; and nothing exceeds what it must not."""
    with pytest.raises(refusal) as found:
        valid_settings(PRACTICE, GIVEN | {name: value})

    assert found.value.path[:2] == ("settings", name)


def test_one_number_does_not_exceed_another() -> None:
    """A setting bound by another number follows it."""
    practice = _practice(
        _setting("seats", SettingKind.WHOLE_NUMBER, default=3),
        _setting("quorum", SettingKind.WHOLE_NUMBER, default=2, at_most="seats"),
    )

    assert valid_settings(practice, {"quorum": 5, "seats": 5})["quorum"] == 5
    with pytest.raises(OutOfRange) as refusal:
        valid_settings(practice, {"seats": 1})
    assert (refusal.value.path, refusal.value.high) == (("settings", "quorum"), 1)


@given(inputs)
@example(GIVEN | {"depth": 1})
@example({"motto": " "})
@example(GIVEN | {"places": ["东", "东"]})
@example(GIVEN | {"places": ["东", " "]})
@example(GIVEN | {"remark": " "})
def test_the_schema_accepts_what_is_accepted(given_: dict[str, Any]) -> None:
    """A form drawn from the schema lets through exactly what the rule does, where the schema can say it."""
    unbound = {"walks": {"at_most": None}, "share": {"minimum": None, "maximum": None}}
    practice = _practice(*(replace(setting, **unbound.get(setting.name, {})) for setting in PRACTICE.settings))

    try:
        accepted = bool(valid_settings(practice, given_))
    except GovernanceError:
        accepted = False

    assert accepted is _fits(settings_schema(practice), given_)


def test_the_schema_speaks_the_language_of_the_reader() -> None:
    """Titles are Chinese unless English is asked for and there; it is JSON, and says which values are needed."""
    chinese, english = settings_schema(PRACTICE), settings_schema(PRACTICE, "en")

    assert json.loads(json.dumps(english)) == english
    assert chinese["properties"]["motto"]["title"] == "名称"
    assert english["properties"]["season"]["oneOf"] == [
        {"const": "dry", "title": "Dry"},
        {"const": "wet", "title": "雨季"},
    ]
    assert english["required"] == ["motto"]
    assert english["properties"]["share"]["default"] == "0.5"


@given(st.fixed_dictionaries({"motto": st.text("清河ab", min_size=1, max_size=10)}, optional={"open": st.booleans()}))
def test_settings_survive_being_written_and_read(given_: dict[str, Any]) -> None:
    """What is stored as JSON comes back as it was."""
    settings = valid_settings(PRACTICE, given_ | {"share": "0.10"})

    stored = json.loads(json.dumps(settings_to_data(settings)))

    assert settings_from_data(PRACTICE, stored) == settings


def test_settings_of_an_older_version_can_still_be_read() -> None:
    """What is new takes its default, what is gone is kept as written, and bounds of today do not judge yesterday."""
    stored = {"motto": "清" * 11, "depth": 3, "old": ["a"]}

    settings = settings_from_data(PRACTICE, stored)

    assert (settings.text("motto"), settings.whole("depth"), settings.texts("old")) == ("清" * 11, 3, ("a",))
    assert settings.whole("walks") == 2


def test_a_setting_never_changes_its_kind() -> None:
    """A practice that makes a number of what was a text can't read what is stored, and is told where."""
    with pytest.raises(Malformed) as refusal:
        settings_from_data(PRACTICE, {"motto": 3})

    assert refusal.value.path == ("settings", "motto")


def test_settings_are_values() -> None:
    """Two with the same pairs are equal and hash alike, in any order, and equal a dictionary of the same."""
    one, other = Settings((("a", 1), ("b", "x"))), Settings((("b", "x"), ("a", 1)))

    assert one == other == {"a": 1, "b": "x"}
    assert hash(one) == hash(other)
    assert one != Settings((("a", 2), ("b", "x")))
