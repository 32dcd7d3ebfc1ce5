"""How names and reasons may be written."""

from governance_core.errors import Blank, InputFault, TooLong
from governance_core.values import Text

LONGEST_NAME = 200
LONGEST_REASON = 2000


def text_faults(value: str, limit: int, path: tuple[str, ...]) -> list[InputFault]:
    """What is wrong with a text that must say something in at most `limit` characters."""
    if not value.strip():
        return [Blank(path=path)]
    if len(value) > limit:
        return [TooLong(length=len(value), limit=limit, path=path)]
    return []


def name_faults(name: Text, path: tuple[str, ...] = ("name",)) -> list[InputFault]:
    """What is wrong with a name: Chinese is required, English is not."""
    faults = text_faults(name.zh, LONGEST_NAME, (*path, "zh"))
    return faults if name.en is None else [*faults, *text_faults(name.en, LONGEST_NAME, (*path, "en"))]


def reason_faults(reason: str, path: tuple[str, ...] = ("reason",)) -> list[InputFault]:
    """What is wrong with the reason of a correction, which has to be given."""
    return text_faults(reason, LONGEST_REASON, path)
