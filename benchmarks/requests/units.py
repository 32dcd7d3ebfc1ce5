"""The units of the made-up town, with the names and codes of real divisions where a list of them is given."""

import csv
import gzip
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import divisions
from benchmarks.requests.shape import OFFICES, Shape
from graphql_api.platform.identifiers import Identifiers

LEVELS = ("province", "prefecture", "county", "town", "village", "cooperative", "household")
_LISTED = 5
_OFFICES = ("党建办公室", "公共服务办公室", "综合治理办公室", "经济发展办公室")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit of the made-up town.

    Attributes:
        id: its key.
        kind: its kind.
        name: its Chinese name.
        code: its official code, where it has one.
        parent: the key of the unit it stands under.
        path: its path.
        area: the key of the unit that it serves.
        area_path: the path of its area; its own where it serves none.
    """

    id: str
    kind: str
    name: str
    code: str | None
    parent: str | None
    path: str
    area: str | None
    area_path: str

    @property
    def line(self) -> str:
        """The line it stands in."""
        return "party" if self.kind == "party-committee" else "administrative"


class Names:
    """Names and codes in the order in which they are asked for: those below a division first, then others like it."""

    def __init__(self, file: Path | None, provinces: int) -> None:
        self._below: dict[str, deque[tuple[str, str]]] = defaultdict(deque)
        self._spare: dict[str, deque[tuple[str, str]]] = defaultdict(deque)
        self._used: set[str] = set()
        for code, name, parent, level in _rows(file, provinces):
            if code != parent and level in LEVELS:
                self._below[parent].append((code, name))
                self._spare[level].append((code, name))

    def under(self, parent: str, level: str, count: int) -> list[tuple[str, str]]:
        """So many divisions of a level, as (code, name), each given once.

        Raises:
            ValueError: the list has too few.
        """
        found: list[tuple[str, str]] = []
        for offered in (self._below[parent], self._spare[level]):
            while offered and len(found) < count:
                code, name = offered.popleft()
                if code not in self._used:
                    self._used.add(code)
                    found.append((code, name))
        if len(found) < count:
            raise ValueError(f"the list of divisions has too few at the level {level}")
        return found


def _rows(file: Path | None, provinces: int) -> Iterator[tuple[str, str, str, str]]:
    if file is None:
        yield from divisions.rows(provinces=provinces)
        return
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as table:
        reader = csv.reader(table)
        next(reader)
        yield from ((code, name, parent, level) for code, name, parent, level in reader)


def places(shape: Shape, new_id: Identifiers, divisions_file: Path | None) -> list[Place]:
    """Every unit, each after those above it: seven administrative levels, the towns' offices, the Party committees."""
    names = Names(divisions_file, provinces=1 + shape.levels[4] // 15_000)
    each = (1, shape.prefectures, shape.counties, shape.towns, shape.villages)
    found: list[Place] = []
    above: list[Place | None] = [None]
    for level, count in zip(LEVELS[:_LISTED], each, strict=True):
        below: list[Place | None] = []
        for parent in above:
            for code, name in names.under((parent.code or "") if parent else "", level, count):
                below.append(_below(parent, level, name, code, new_id()))
        found += [one for one in below if one is not None]
        above = below
    cooperatives = [
        _below(village, "cooperative", f"{village.name[:-3] or village.name}第{number}经济社", None, new_id())
        for village in above
        if village is not None
        for number in range(1, shape.cooperatives + 1)
    ]
    households = shape.levels[-1]
    least, more = divmod(households, len(cooperatives))
    homes = [
        _below(one, "household", f"{one.name}{number}户", None, new_id())
        for place, one in enumerate(cooperatives)
        for number in range(1, least + (place < more) + 1)
    ]
    return [*found, *cooperatives, *homes, *_offices(found, new_id), *_committees(found, new_id)]


def _below(parent: Place | None, kind: str, name: str, code: str | None, key: str) -> Place:
    path = f"{parent.path if parent else ''}{key}/"
    above = parent.id if parent else None
    return Place(id=key, kind=kind, name=name, code=code, parent=above, path=path, area=None, area_path=path)


def _offices(found: list[Place], new_id: Identifiers) -> Iterator[Place]:
    for town in found:
        if town.kind == "town":
            for name in _OFFICES[:OFFICES]:
                yield _below(town, "department", f"{town.name}{name}", None, new_id())


def _committees(found: list[Place], new_id: Identifiers) -> Iterator[Place]:
    """A committee for each town, and under it one for each of its villages."""
    by_area: dict[str, Place] = {}
    for served in found:
        if served.kind in {"town", "village"}:
            above = by_area.get(served.parent or "")
            key = new_id()
            by_area[served.id] = Place(
                id=key,
                kind="party-committee",
                name=f"{served.name}党委",
                code=None,
                parent=above.id if above else None,
                path=f"{above.path if above else ''}{key}/",
                area=served.id,
                area_path=served.path,
            )
    yield from by_area.values()
