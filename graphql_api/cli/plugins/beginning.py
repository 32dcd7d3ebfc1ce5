"""Beginning a plugin: the template, a real plugin that works, under another name."""

import re
from collections.abc import Mapping
from pathlib import Path

from governance_core.errors import Blank, Duplicate, Malformed

TEMPLATE = Path(__file__).parent / "template"
NAME = "first_steps"
_SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
LONGEST = 41


def new_plugin(name: str, *, title: str, folder: Path) -> Path:
    """A folder for a plugin of that name, with everything it needs.

    Raises:
        Malformed: the name is no slug.
        Blank: the title says nothing.
        Duplicate: the folder is there already.
    """
    if not _SLUG.fullmatch(name) or not 1 < len(name) <= LONGEST:
        expected = f"2 to {LONGEST} small letters, digits and underscores"
        raise Malformed(value=name[:80], expected=expected, path=("name",))
    if not title.strip():
        raise Blank(path=("title",))
    made = folder / name
    if made.exists():
        raise Duplicate(value=str(made), path=("folder",))
    words = _words(name, title.strip())
    for file in sorted(TEMPLATE.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            target = made / str(file.relative_to(TEMPLATE)).replace(NAME, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_renamed(file.read_text(encoding="utf-8"), words), encoding="utf-8")
    return made


def _words(name: str, title: str) -> Mapping[str, str]:
    """Every spelling of the template's name, and what stands for it."""
    parts = name.split("_")
    pascal = "".join(part.title() for part in parts)
    camel = parts[0] + "".join(part.title() for part in parts[1:])
    return {
        "first_steps": name,
        "first-steps": "-".join(parts),
        "FirstSteps": pascal,
        "firstSteps": camel,
        "FIRST_STEPS": name.upper(),
        "First steps": " ".join(parts).capitalize(),
        "first steps": " ".join(parts),
        "起步": title.replace("\\", "").replace('"', "”"),
    }


def _renamed(text: str, words: Mapping[str, str]) -> str:
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text)
