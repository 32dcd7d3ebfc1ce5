"""How the texts of a practice may be written."""

from governance_core.errors import Blank, InputFault, TooLong
from governance_core.values import Text

LONGEST_NAME = 200
LONGEST_NOTE = 2000

Path = tuple[str, ...]


def text_faults(value: str, limit: int, path: Path) -> list[InputFault]:
    """What is wrong with a text that must say something in at most `limit` characters."""
    if not value.strip():
        return [Blank(path=path)]
    return [TooLong(length=len(value), limit=limit, path=path)] if len(value) > limit else []


def label_faults(label: Text, path: Path, limit: int = LONGEST_NAME) -> list[InputFault]:
    """What is wrong with a label: Chinese is required, English is not."""
    faults = text_faults(label.zh, limit, (*path, "zh"))
    return faults if label.en is None else [*faults, *text_faults(label.en, limit, (*path, "en"))]
