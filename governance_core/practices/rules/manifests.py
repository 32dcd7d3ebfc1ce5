"""Whether a practice may be admitted: everything that is wrong with its manifest, found at once."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from governance_core.errors import (
    Blank,
    Duplicate,
    InputFault,
    Malformed,
    OutOfRange,
    UnknownValue,
)
from governance_core.practices.model import (
    ContributedIndicator,
    ContributedProgramme,
    PracticeManifest,
    Setting,
    SettingKind,
    Settings,
)
from governance_core.practices.rules.settings import bounds, excess_faults, typed_value, value_faults
from governance_core.practices.rules.versions import core_faults, version_faults
from governance_core.wording import LONGEST_NOTE, label_faults, text_faults

MOST_SETTINGS = 50
MOST_CONTRIBUTIONS = 50
LONGEST_CODE = 60
_SLUG = re.compile(r"[a-z][a-z0-9_]{1,40}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_BOUNDED = (SettingKind.TEXT, SettingKind.WHOLE_NUMBER, SettingKind.DECIMAL, SettingKind.LIST_OF_TEXT)
_COUNTED = (SettingKind.TEXT, SettingKind.LIST_OF_TEXT)

Path = tuple[str, ...]


def check_manifest(manifest: PracticeManifest, core_version: str) -> tuple[InputFault, ...]:
    """Everything that is wrong with a manifest, each fault with its place; nothing where the practice may be admitted.

    Plain data that other domains read (measures, outcomes, formats, audiences, kinds of units) are looked at for their
    form alone; what they mean is for those domains to judge. The ceilings (50 settings, 50 contributions of a kind)
    and the prefix of contributed codes are our own choice.

    Args:
        manifest: what the practice says of itself.
        core_version: the version of the core it is to run with.
    """
    faults = [*_identity_faults(manifest), *core_faults(manifest.core, core_version, ("core",))]
    faults += _list_faults(manifest.unit_kinds, MOST_CONTRIBUTIONS, ("unit_kinds",), fewest=1)
    faults += [
        fault
        for place, kind in enumerate(manifest.unit_kinds)
        for fault in _pattern_faults(kind, _KEBAB, "small letters, digits and dashes", ("unit_kinds", str(place)))
    ]
    faults += _settings_faults(manifest)
    faults += _indicators_faults(manifest)
    faults += _programmes_faults(manifest)
    return (*faults, *_headline_faults(manifest))


def _identity_faults(manifest: PracticeManifest) -> list[InputFault]:
    return [
        *_pattern_faults(manifest.id, _SLUG, "2 to 41 small letters, digits and underscores", ("id",)),
        *version_faults(manifest.version, ("version",)),
        *label_faults(manifest.title, ("title",)),
        *label_faults(manifest.summary, ("summary",), LONGEST_NOTE),
    ]


def _settings_faults(manifest: PracticeManifest) -> list[InputFault]:
    faults = _list_faults([setting.name for setting in manifest.settings], MOST_SETTINGS, ("settings",))
    by_name = {setting.name: setting for setting in manifest.settings}
    for place, setting in enumerate(manifest.settings):
        path = ("settings", str(place))
        faults += _pattern_faults(setting.name, _NAME, "small letters, digits and underscores", (*path, "name"))
        faults += label_faults(setting.title, (*path, "title"))
        faults += _choice_faults(setting, path)
        faults += _bound_faults(setting, path)
        faults += _at_most_faults(setting, by_name, path)
    if faults:
        return faults
    return excess_faults(manifest, _defaults(manifest), lambda place: ("settings", str(place), "default"))


def _defaults(manifest: PracticeManifest) -> Settings:
    given = ((setting, setting.default) for setting in manifest.settings if setting.default is not None)
    return Settings(tuple((setting.name, typed_value(setting, default, ())) for setting, default in given))


def _choice_faults(setting: Setting, path: Path) -> list[InputFault]:
    here = (*path, "choices")
    if setting.kind is not SettingKind.CHOICE:
        return [_out_of_place("choices", setting, here)] if setting.choices else []
    faults = _list_faults([choice.code for choice in setting.choices], MOST_CONTRIBUTIONS, here, fewest=1)
    for place, choice in enumerate(setting.choices):
        faults += _pattern_faults(choice.code, _KEBAB, "small letters, digits and dashes", (*here, str(place), "code"))
        faults += label_faults(choice.title, (*here, str(place), "title"))
    return faults


def _bound_faults(setting: Setting, path: Path) -> list[InputFault]:
    """What is wrong with the bounds of a setting; and, where they are sound, with its default."""
    stated = {"minimum": setting.minimum, "maximum": setting.maximum}
    given = {name: bound for name, bound in stated.items() if bound is not None}
    if given and setting.kind not in _BOUNDED:
        return [_out_of_place(name, setting, (*path, name)) for name in given]
    if setting.kind is not SettingKind.DECIMAL:
        broken = [name for name, bound in given.items() if bound != int(bound)]
        if broken:
            return [Malformed(value=str(given[name]), expected="a whole number", path=(*path, name)) for name in broken]
    low, high = bounds(setting)
    if setting.kind in _COUNTED and low < 0:
        return [OutOfRange(value=low, low=0, path=(*path, "minimum"))]
    if low > high:
        return [OutOfRange(value=low, high=high, path=(*path, "minimum"))]
    return [] if setting.default is None else value_faults(setting, setting.default, (*path, "default"))


def _at_most_faults(setting: Setting, by_name: Mapping[str, Setting], path: Path) -> list[InputFault]:
    here = (*path, "at_most")
    if setting.at_most is None:
        return []
    if setting.kind is not SettingKind.WHOLE_NUMBER:
        return [_out_of_place("at_most", setting, here)]
    countable = (SettingKind.WHOLE_NUMBER, SettingKind.LIST_OF_TEXT)
    known = tuple(name for name, other in by_name.items() if other.kind in countable and name != setting.name)
    return [] if setting.at_most in known else [UnknownValue(value=setting.at_most[:80], known=known, path=here)]


def _indicators_faults(manifest: PracticeManifest) -> list[InputFault]:
    faults = _contributed_faults(manifest, manifest.indicators, "indicators")
    for place, indicator in enumerate(manifest.indicators):
        path = ("indicators", str(place), "measure")
        faults += _plain_faults(indicator.measure, path)
        kind = indicator.measure.get("kind")
        if not isinstance(kind, str) or not kind.strip():
            faults.append(Blank(path=(*path, "kind")))
    return faults


def _programmes_faults(manifest: PracticeManifest) -> list[InputFault]:
    faults = _contributed_faults(manifest, manifest.programmes, "programmes")
    for place, programme in enumerate(manifest.programmes):
        path = ("programmes", str(place))
        faults += text_faults(programme.format, LONGEST_CODE, (*path, "format"))
        faults += _list_faults(programme.audiences, MOST_CONTRIBUTIONS, (*path, "audiences"), fewest=1)
        if programme.hours <= 0:
            faults.append(OutOfRange(value=programme.hours, low=0, path=(*path, "hours")))
        if programme.seats < 1:
            faults.append(OutOfRange(value=programme.seats, low=1, path=(*path, "seats")))
        if not programme.outcomes:
            faults.append(Blank(path=(*path, "outcomes")))
        faults += _plain_faults(programme.outcomes, (*path, "outcomes"))
    return faults


def _contributed_faults(
    manifest: PracticeManifest, contributed: Sequence[ContributedIndicator | ContributedProgramme], name: str
) -> list[InputFault]:
    """What is wrong with the codes and titles of contributions: a code carries its practice's name."""
    faults = _list_faults([one.code for one in contributed], MOST_CONTRIBUTIONS, (name,))
    prefix = manifest.id.replace("_", "-") + "-"
    for place, one in enumerate(contributed):
        path = (name, str(place))
        faults += label_faults(one.title, (*path, "title"))
        if not one.code.startswith(prefix) or not _KEBAB.fullmatch(one.code) or len(one.code) > LONGEST_CODE:
            expected = f"at most {LONGEST_CODE} small letters, digits and dashes that begin with {prefix}"
            faults.append(Malformed(value=one.code[:80], expected=expected, path=(*path, "code")))
    return faults


def _headline_faults(manifest: PracticeManifest) -> list[InputFault]:
    faults = _list_faults([figure.code for figure in manifest.headline], MOST_CONTRIBUTIONS, ("headline",))
    for place, figure in enumerate(manifest.headline):
        path = ("headline", str(place))
        faults += _pattern_faults(figure.code, _KEBAB, "small letters, digits and dashes", (*path, "code"))
        faults += label_faults(figure.title, (*path, "title"))
    return faults


def _plain_faults(data: object, path: Path) -> Iterable[InputFault]:
    """Whatever in the data JSON could not hold exactly: decimals are written as text."""
    match data:
        case Mapping():
            items: Iterable[tuple[str, object]] = ((str(key), item) for key, item in data.items())
        case list() | tuple():
            items = ((str(place), item) for place, item in enumerate(data))
        case None | str() | int():
            return []
        case _:
            expected = "a decimal as text" if isinstance(data, Decimal | float) else "plain data"
            return [Malformed(value=str(data)[:80], expected=expected, path=path)]
    return [fault for name, item in items for fault in _plain_faults(item, (*path, name))]


def _list_faults(codes: Sequence[str], most: int, path: Path, *, fewest: int = 0) -> list[InputFault]:
    twins = [code for code, count in Counter(codes).items() if count > 1]
    faults: list[InputFault] = [Duplicate(value=code[:80], path=path) for code in twins]
    if not fewest <= len(codes) <= most:
        faults.append(OutOfRange(value=len(codes), low=fewest, high=most, path=path))
    return faults


def _pattern_faults(code: str, pattern: re.Pattern[str], expected: str, path: Path) -> list[InputFault]:
    return [] if pattern.fullmatch(code) else [Malformed(value=code[:80], expected=expected, path=path)]


def _out_of_place(name: str, setting: Setting, path: Path) -> InputFault:
    return Malformed(value=name, expected=f"nothing for a setting of kind {setting.kind}", path=path)
