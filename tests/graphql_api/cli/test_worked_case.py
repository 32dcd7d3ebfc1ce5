"""The case that docs/worked-case.md works by hand is the one the core scores."""

import re
from decimal import Decimal
from pathlib import Path

from governance_core.assessment import Derivation

PAGE = (Path(__file__).parents[3] / "docs" / "worked-case.md").read_text(encoding="utf-8")


def _rows(village: str) -> dict[str, Decimal]:
    section = PAGE.split(f"## {village} village")[1].split("\n## ")[0]
    return {
        name: Decimal(points)
        for name, points in re.findall(r"^\| (\w+) \|.*\| (\d+\.\d{6}) \|$", section, re.MULTILINE)
    }


def _numbers(node: Derivation) -> dict[str, Decimal]:
    found = {node.code: node.contribution}
    for child in node.children:
        found |= _numbers(child)
    return found


def test_every_row_worked_by_hand_is_what_the_core_says():
    """The page's code runs as it stands with its own assertions, and each row of its tables is in the tree."""
    names = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(compile(block, "docs/worked-case.md", "exec"), names)  # noqa: S102 -- our own page

    east, west = names["found"].derivation.children
    for part, village in ((east, "East"), (west, "West")):
        rows = _rows(village)
        assert len(rows) == 8
        assert rows.pop("sum") == part.contribution
        assert rows == {code: _numbers(part)[code] for code in rows}
