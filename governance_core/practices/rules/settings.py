"""What a village may set, and what it has set: the schema of a form, and the reading of what was filled in."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from governance_core.errors import (
    Blank,
    Duplicate,
    InputFault,
    Malformed,
    OutOfRange,
    TooLong,
    UnknownValue,
    refuse_faults,
)
from governance_core.plain_data import number_from
from governance_core.practices.model import PracticeManifest, Setting, SettingKind, Settings, SettingValue
from governance_core.wording import LONGEST_NOTE, LONGEST_TITLE, text_faults

LARGEST_NUMBER = 999_999_999
MOST_ITEMS = 100

Path = tuple[str, ...]
Number = Decimal | int


def valid_settings(manifest: PracticeManifest, given: Mapping[str, object], path: Path = ("settings",)) -> Settings:
    """The settings of an adoption: what a village gave, and the defaults of what it did not.

    Decimals may be given as text; lists become tuples.

    Args:
        manifest: the practice.
        given: values by the names of settings.
        path: where in the caller's input they were given.

    Raises:
        InputFault, InvalidInput: every name that is no setting, every setting that has to be given and is not, and
            every value that is not of its kind or out of its bounds, each with its place.
    """
    known = {setting.name: setting for setting in manifest.settings}
    faults: list[InputFault] = [
        UnknownValue(value=str(name)[:80], known=tuple(known), path=(*path, str(name)[:80]))
        for name in given
        if name not in known
    ]
    pairs: list[tuple[str, SettingValue]] = []
    for name, setting in known.items():
        value, here = given.get(name, setting.default), (*path, name)
        found = value_faults(setting, value, here)
        faults += found
        if not found:
            pairs.append((name, typed_value(setting, value, here)))
    settings = Settings(tuple(pairs))
    faults += excess_faults(manifest, settings, lambda place: (*path, manifest.settings[place].name))
    refuse_faults(faults)
    return settings


def value_faults(setting: Setting, value: object, path: Path) -> list[InputFault]:
    """What is wrong with the value of one setting, looked at by itself."""
    if value is None:
        return [Blank(path=path)]
    try:
        typed = typed_value(setting, value, path)
    except Malformed as fault:
        return [fault]
    low, high = bounds(setting)
    match typed:
        case bool():
            return []
        case str() if setting.kind is SettingKind.CHOICE:
            codes = tuple(choice.code for choice in setting.choices)
            return [] if typed in codes else [UnknownValue(value=typed[:80], known=codes, path=path)]
        case str():
            return _text_setting_faults(typed, low, high, path)
        case tuple():
            return [*_range_faults(len(typed), low, high, path), *_item_faults(typed, path)]
        case _:
            return _range_faults(typed, low, high, path)


def typed_value(setting: Setting, value: object, path: Path) -> SettingValue:
    """A value as the kind of its setting has it, its bounds not asked for.

    Raises:
        Malformed: it is not of that kind.
    """
    match setting.kind, value:
        case ((SettingKind.TEXT | SettingKind.CHOICE), str()):
            return value
        case SettingKind.YES_NO, bool():
            return value
        case SettingKind.WHOLE_NUMBER, int() if not isinstance(value, bool):
            return value
        case SettingKind.DECIMAL, _:
            return number_from(value, path)
        case SettingKind.LIST_OF_TEXT, (list() | tuple()) if all(isinstance(item, str) for item in value):
            return tuple(value)
    raise Malformed(value=str(value)[:80], expected=setting.kind.value, path=path)


def bounds(setting: Setting) -> tuple[Number, Number]:
    """The least and the largest number of a setting; characters of a text, and items of a list, count as one."""
    least: Mapping[SettingKind, int] = {SettingKind.TEXT: 1, SettingKind.LIST_OF_TEXT: 1}
    most: Mapping[SettingKind, int] = {SettingKind.TEXT: LONGEST_NOTE, SettingKind.LIST_OF_TEXT: MOST_ITEMS}
    low = least.get(setting.kind, -LARGEST_NUMBER) if setting.minimum is None else setting.minimum
    high = most.get(setting.kind, LARGEST_NUMBER) if setting.maximum is None else setting.maximum
    return low, high


def excess_faults(manifest: PracticeManifest, settings: Settings, path_of: Callable[[int], Path]) -> list[InputFault]:
    """The numbers that exceed the setting they must not exceed; `path_of` gives the place of a setting by its number.

    A setting that is not there exceeds nothing, and is exceeded by nothing.
    """
    faults: list[InputFault] = []
    for place, setting in enumerate(manifest.settings):
        number, other = settings.get(setting.name), settings.get(setting.at_most or "")
        limit = len(other) if isinstance(other, tuple) else other
        if isinstance(number, int) and isinstance(limit, int) and number > limit:
            low, _ = bounds(setting)
            faults.append(OutOfRange(value=number, low=low, high=limit, path=path_of(place)))
    return faults


def settings_to_data(settings: Settings) -> dict[str, Any]:
    """Settings as plain data: decimals as text, lists as lists."""
    return {name: _plain(value) for name, value in settings.items()}


def settings_from_data(manifest: PracticeManifest, data: Mapping[str, object]) -> Settings:
    """The settings that were written down by `settings_to_data`, perhaps under another version of the practice.

    They were sound when they were given, so no bound is asked for again. What this version has beyond the old one
    takes its default, or is left out where it has none; what only the old one had is kept as it was written.

    Raises:
        Malformed: a setting has changed its kind, which a practice must not do.
    """
    pairs: dict[str, SettingValue] = {}
    for setting in manifest.settings:
        value = data.get(setting.name, setting.default)
        if value is not None:
            pairs[setting.name] = typed_value(setting, value, ("settings", setting.name))
    for name, value in data.items():
        if name not in pairs and isinstance(value, str | int | list | tuple):
            pairs[name] = tuple(map(str, value)) if isinstance(value, list | tuple) else value
    return Settings(tuple(pairs.items()))


def settings_schema(manifest: PracticeManifest, language: str = "zh-CN") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the settings of a practice, from which a form can be drawn.

    It accepts what `valid_settings` accepts, but for what the schema language can't say: the bounds of a decimal given
    as text, and that one setting must not exceed another.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "title": manifest.title.in_language(language),
        "properties": {setting.name: _setting_schema(setting, language) for setting in manifest.settings},
        "required": [setting.name for setting in manifest.settings if setting.required],
        "additionalProperties": False,
    }


def _setting_schema(setting: Setting, language: str) -> dict[str, Any]:
    low, high = (_json_number(bound) for bound in bounds(setting))
    shapes: Mapping[SettingKind, Callable[[], dict[str, Any]]] = {
        SettingKind.TEXT: lambda: _text_schema(low, high),
        SettingKind.WHOLE_NUMBER: lambda: {"type": "integer", "minimum": low, "maximum": high},
        SettingKind.DECIMAL: lambda: {
            "type": ["string", "number"],
            "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$",
            "minimum": low,
            "maximum": high,
        },
        SettingKind.YES_NO: lambda: {"type": "boolean"},
        SettingKind.CHOICE: lambda: {
            "oneOf": [{"const": choice.code, "title": choice.title.in_language(language)} for choice in setting.choices]
        },
        SettingKind.LIST_OF_TEXT: lambda: {
            "type": "array",
            "items": _text_schema(1, LONGEST_TITLE),
            "minItems": low,
            "maxItems": high,
            "uniqueItems": True,
        },
    }
    schema = {"title": setting.title.in_language(language), **shapes[setting.kind]()}
    return schema if setting.default is None else {**schema, "default": _plain(setting.default)}


def _text_schema(low: float, high: float) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": low, "maxLength": high}
    return {**schema, "pattern": r"\S"} if low else schema


def _text_setting_faults(value: str, low: Number, high: Number, path: Path) -> list[InputFault]:
    if low and not value.strip():
        return [Blank(path=path)]
    if len(value) > high:
        return [TooLong(length=len(value), limit=int(high), path=path)]
    return _range_faults(len(value), low, high, path)


def _item_faults(items: tuple[str, ...], path: Path) -> list[InputFault]:
    faults = [
        fault for place, item in enumerate(items) for fault in text_faults(item, LONGEST_TITLE, (*path, str(place)))
    ]
    twins = [Duplicate(value=item[:80], path=path) for item in dict.fromkeys(items) if items.count(item) > 1]
    return [*faults, *twins]


def _range_faults(value: Number, low: Number, high: Number, path: Path) -> list[InputFault]:
    return [] if low <= value <= high else [OutOfRange(value=value, low=low, high=high, path=path)]


def _plain(value: SettingValue) -> Any:
    match value:
        case Decimal():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value


def _json_number(number: Number) -> int | float:
    return int(number) if number == int(number) else float(number)
