"""What a practice may say of itself."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    Blank,
    CoreNotSupported,
    Duplicate,
    InputFault,
    Malformed,
    OutOfRange,
    TooLong,
    UnknownValue,
)
from governance_core.practices import (
    Choice,
    ContributedIndicator,
    ContributedProgramme,
    HeadlineFigure,
    PracticeManifest,
    Setting,
    SettingKind,
    check_manifest,
)
from governance_core.values import Text

CORE = "0.1.4"
NAME = Text(zh="合成", en="Synthetic")
ITEMS = Setting(name="items", title=NAME, kind=SettingKind.LIST_OF_TEXT, default=("一", "二"))
NEEDED = Setting(name="needed", title=NAME, kind=SettingKind.WHOLE_NUMBER, default=2, minimum=1, at_most="items")
INDICATOR = ContributedIndicator(
    code="clean-river-walks", title=NAME, measure={"kind": "quantity", "unit": {"zh": "次"}, "target": "20"}
)
PROGRAMME = ContributedProgramme(
    code="clean-river-course",
    title=NAME,
    format="village-course",
    hours=Decimal(4),
    seats=30,
    outcomes=({"competency": "water", "to_level": 1},),
    audiences=("representatives",),
)
SOUND = PracticeManifest(
    id="clean_river",
    version="1.2.0",
    title=NAME,
    summary=NAME,
    core=">=0.1,<0.2",
    unit_kinds=("village", "community"),
    settings=(ITEMS, NEEDED),
    indicators=(INDICATOR,),
    programmes=(PROGRAMME,),
    headline=(HeadlineFigure(code="walks", title=NAME),),
)


def _found(manifest: PracticeManifest) -> dict[tuple[str, ...], type[InputFault]]:
    return {fault.path: type(fault) for fault in check_manifest(manifest, CORE)}


def _found_in(setting: Setting) -> dict[tuple[str, ...], type[InputFault]]:
    return _found(replace(SOUND, settings=(ITEMS, setting)))


def test_a_sound_manifest_has_no_faults() -> None:
    """What keeps to every rule is admitted, with and without contributions."""
    bare = replace(SOUND, settings=(), indicators=(), programmes=(), headline=())

    assert check_manifest(SOUND, CORE) == ()
    assert check_manifest(bare, CORE) == ()


def test_all_faults_are_found_at_once() -> None:
    """An author is told everything in one go, each fault with its place."""
    broken = replace(
        SOUND,
        id="Clean-River",
        version="1.2",
        title=Text(zh=" ", en="x" * 201),
        summary=Text(zh="长" * 2001),
        core=">=0.2",
        unit_kinds=(),
        headline=(HeadlineFigure(code="walks", title=NAME), HeadlineFigure(code="walks", title=NAME)),
        indicators=(),
        programmes=(),
    )

    assert _found(broken) == {
        ("id",): Malformed,
        ("version",): Malformed,
        ("title", "zh"): Blank,
        ("title", "en"): TooLong,
        ("summary", "zh"): TooLong,
        ("core",): CoreNotSupported,
        ("unit_kinds",): OutOfRange,
        ("headline",): Duplicate,
    }


@pytest.mark.parametrize("id", ["a", "2go", "a-b", "A_b", "a" * 42, "", "村村"])
def test_an_id_is_a_slug(id: str) -> None:  # noqa: A002 -- the field's name
    """It becomes a table prefix, so it is 2 to 41 small letters, digits and underscores."""
    bare = replace(SOUND, id=id, indicators=(), programmes=())

    assert _found(bare) == {("id",): Malformed}


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ("0.0.1", True),
        ("1.0.0-rc.1+build.5", True),
        ("1.0", False),
        ("01.0.0", False),
        ("1.0.0-", False),
        ("v1.0.0", False),
        ("1.0.0\n", False),
        ("١.0.0", False),
    ],
)
def test_a_version_is_semantic(version: str, *, sound: bool) -> None:
    """Versions follow semver.org 2.0."""
    assert (("version",) not in _found(replace(SOUND, version=version))) is sound


@pytest.mark.parametrize(
    ("needed", "core", "fault"),
    [
        (">=0.1,<0.2", "0.1.0", None),
        (" >= 0.1 , < 0.2 ", "0.1.99", None),
        (">=0.1,<0.2", "0.2.0", CoreNotSupported),
        (">=0.1,<0.2", "0.0.9", CoreNotSupported),
        (">0.1", "0.1.0", CoreNotSupported),
        ("<=0.10", "0.9.0", None),
        ("==0.1.4", "0.1.4", None),
        ("!=0.1.4", "0.1.4", CoreNotSupported),
        ("==1", "1.0.0", None),
        ("<0.2", "0.2.0-rc.1", CoreNotSupported),
        (">=0.2", "0.2.0-rc.1", None),
        ("~=0.1", "0.1.0", Malformed),
        ("0.1", "0.1.0", Malformed),
        (">=0.1,", "0.1.0", Malformed),
        ("", "0.1.0", Malformed),
        (">=0.1", "newest", Malformed),
    ],
)
def test_the_core_has_to_be_one_the_practice_works_with(needed: str, core: str, fault: type | None) -> None:
    """Every clause holds, numbers are compared as numbers, and a pre-release counts as its release."""
    found = [type(one) for one in check_manifest(replace(SOUND, core=needed), core)]

    assert found == ([] if fault is None else [fault])


@given(st.tuples(*[st.integers(0, 12)] * 3), st.tuples(*[st.integers(0, 12)] * 3))
def test_a_core_is_at_least_or_less_but_never_both(core: tuple[int, ...], bound: tuple[int, ...]) -> None:
    """The two halves of a range part all versions between them, as tuples of numbers are ordered."""
    version, limit = (".".join(map(str, numbers)) for numbers in (core, bound))

    at_least = check_manifest(replace(SOUND, core=f">={limit}"), version) == ()
    less = check_manifest(replace(SOUND, core=f"<{limit}"), version) == ()

    assert at_least is (core >= bound)
    assert less is (core < bound)


@pytest.mark.parametrize(
    ("setting", "place", "fault"),
    [
        (replace(NEEDED, name="Needed"), "name", Malformed),
        (replace(NEEDED, title=Text(zh="")), "title", Blank),
        (replace(NEEDED, default="2"), "default", Malformed),
        (replace(NEEDED, default=True), "default", Malformed),
        (replace(NEEDED, default=0), "default", OutOfRange),
        (replace(NEEDED, minimum=3, maximum=1), "minimum", OutOfRange),
        (replace(NEEDED, minimum=Decimal("0.5")), "minimum", Malformed),
        (replace(NEEDED, at_most="nobody"), "at_most", UnknownValue),
        (replace(NEEDED, at_most="needed"), "at_most", UnknownValue),
        (replace(NEEDED, default=3), "default", OutOfRange),
        (replace(NEEDED, choices=(Choice(code="a", title=NAME),)), "choices", Malformed),
        (replace(NEEDED, kind=SettingKind.DECIMAL, default=Decimal(1)), "at_most", Malformed),
        (Setting(name="pick", title=NAME, kind=SettingKind.CHOICE), "choices", OutOfRange),
        (Setting(name="yes", title=NAME, kind=SettingKind.YES_NO, default=True, maximum=1), "maximum", Malformed),
        (Setting(name="note", title=NAME, kind=SettingKind.TEXT, default=""), "default", Blank),
        (Setting(name="note", title=NAME, kind=SettingKind.TEXT, default="", minimum=-1), "minimum", OutOfRange),
    ],
)
def test_a_setting_makes_sense(setting: Setting, place: str, fault: type[InputFault]) -> None:
    """Names are stable, bounds are in order, defaults are values a village could give, choices belong to a CHOICE."""
    found = _found_in(setting)

    assert {path[:3]: kind for path, kind in found.items()} == {("settings", "1", place): fault}


def test_a_choice_offers_codes_once_and_defaults_to_one_of_them() -> None:
    """Choices have codes of their own, and titles."""
    twice = Setting(
        name="pick", title=NAME, kind=SettingKind.CHOICE, choices=(Choice(code="a", title=NAME),) * 2, default="a"
    )
    sound = replace(twice, choices=(Choice(code="a", title=NAME), Choice(code="b", title=NAME)))

    assert _found_in(twice) == {("settings", "1", "choices"): Duplicate}
    assert _found_in(sound) == {}
    assert _found_in(replace(sound, default="c")) == {("settings", "1", "default"): UnknownValue}


def test_settings_have_names_of_their_own() -> None:
    """One name, one setting."""
    assert _found(replace(SOUND, settings=(ITEMS, ITEMS))) == {("settings",): Duplicate}


@pytest.mark.parametrize(
    "code", ["walks", "clean_river-walks", "clean-river-", "clean-river-" + "a" * 49, "clean-riverx"]
)
def test_contributed_codes_carry_the_name_of_their_practice(code: str) -> None:
    """So no two practices clash, and none takes the place of what the town has."""
    broken = replace(SOUND, indicators=(replace(INDICATOR, code=code),), programmes=(replace(PROGRAMME, code=code),))

    assert _found(broken) == {("indicators", "0", "code"): Malformed, ("programmes", "0", "code"): Malformed}


@pytest.mark.parametrize(
    ("measure", "place", "fault"),
    [
        ({}, ("kind",), Blank),
        ({"kind": 3}, ("kind",), Blank),
        ({"kind": "quantity", "target": 20.5}, ("target",), Malformed),
        ({"kind": "quantity", "target": Decimal(20)}, ("target",), Malformed),
        ({"kind": "milestones", "milestones": [{"share": object()}]}, ("milestones", "0", "share"), Malformed),
    ],
)
def test_a_measure_is_plain_data(measure: dict, place: tuple[str, ...], fault: type[InputFault]) -> None:
    """It is what an import would hold: a kind, and decimals as text."""
    broken = replace(SOUND, indicators=(replace(INDICATOR, measure=measure),))

    assert _found(broken) == {("indicators", "0", "measure", *place): fault}


@pytest.mark.parametrize(
    ("change", "place", "fault"),
    [
        ({"format": " "}, ("format",), Blank),
        ({"hours": Decimal(0)}, ("hours",), OutOfRange),
        ({"seats": 0}, ("seats",), OutOfRange),
        ({"outcomes": ()}, ("outcomes",), Blank),
        ({"outcomes": ({"to_level": 1.5},)}, ("outcomes", "0", "to_level"), Malformed),
        ({"audiences": ()}, ("audiences",), OutOfRange),
    ],
)
def test_a_programme_can_be_held(change: dict, place: tuple[str, ...], fault: type[InputFault]) -> None:
    """It has a format, hours, seats, something to learn and somebody to learn it."""
    broken = replace(SOUND, programmes=(replace(PROGRAMME, **change),))

    assert _found(broken) == {("programmes", "0", *place): fault}
