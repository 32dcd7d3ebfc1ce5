"""The organisation at one time, as a forest that answers without walking it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from governance_core.errors import Duplicate, HierarchyCycle, NotFound, UnknownValue
from governance_core.organisation.model.kinds import Line, UnitKinds
from governance_core.values import Text, UnitId


class Node(NamedTuple):
    """A unit in a hierarchy. A tuple, because there may be hundreds of thousands."""

    id: UnitId
    kind: str
    name: Text
    parent: UnitId | None = None
    area: UnitId | None = None


_Facts = tuple[str, str, str | None, UnitId | None, UnitId | None]
"""A node without its id: kind, Chinese and English name, parent, area. In a plain tuple of texts, at which Python's
search for cycles does not look again; with a `Node` and a `Text` for each unit it took half of the time of `of`."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Hierarchy:
    """A snapshot of units and who stands under whom; all three lines, or any part that is closed upwards.

    Units lie in preorder, so that a subtree is a slice and "below" a comparison of places. Make one with
    `Hierarchy.of`; after that it never changes.
    """

    _facts: dict[UnitId, _Facts]
    _order: list[UnitId]
    _places: dict[UnitId, int]
    _ends: list[int]
    _levels: list[int]
    _servants: dict[UnitId, list[UnitId]]
    _lines: dict[str, Line]

    @classmethod
    def of(cls, nodes: Iterable[Node], kinds: UnitKinds) -> "Hierarchy":
        """The hierarchy of `nodes`, given in any order; units under one parent keep the order in which they are given.

        An area may lie outside the snapshot: the Party line alone is a hierarchy too.

        Raises:
            UnknownValue: a kind is not in the catalogue.
            Duplicate: a unit is given twice.
            NotFound: a parent is not among the nodes.
            HierarchyCycle: units stand below each other.
        """
        lines = {kind.code: kind.line for kind in kinds}
        facts: dict[UnitId, _Facts] = {}
        children: dict[UnitId | None, list[UnitId]] = {}
        servants: dict[UnitId, list[UnitId]] = {}
        for key, kind, name, parent, area in nodes:
            if key in facts:
                raise Duplicate(value=key, path=("id",))
            if kind not in lines:
                raise UnknownValue(value=kind, known=kinds.codes, path=("kind",))
            facts[key] = (kind, name.zh, name.en, parent, area)
            if parent in children:
                children[parent].append(key)
            else:
                children[parent] = [key]
            if area is not None:
                servants.setdefault(area, []).append(key)
        _refuse_orphans(facts, children)
        order, levels, ends = _preorder(children)
        places = {key: place for place, key in enumerate(order)}
        _refuse_loops(facts, places)
        return cls(facts, order, places, ends, levels, servants, lines)

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, key: object) -> bool:
        return key in self._facts

    def __iter__(self) -> Iterator[Node]:
        """Every unit, each before what is below it."""
        return map(self._node, self._order)

    def __repr__(self) -> str:
        return f"<Hierarchy of {len(self)} units>"

    def get(self, key: UnitId) -> Node:
        """The unit with this id.

        Raises:
            NotFound: it is not part of the hierarchy; so do all methods that take an id.
        """
        self._place(key)
        return self._node(key)

    def roots(self) -> tuple[Node, ...]:
        """The units that stand under nothing."""
        return self._side_by_side(0, len(self._order))

    def parent(self, key: UnitId) -> Node | None:
        """The unit above, or None at the top."""
        above = self.get(key).parent
        return None if above is None else self._node(above)

    def children(self, key: UnitId) -> tuple[Node, ...]:
        """The units directly below."""
        place = self._place(key)
        return self._side_by_side(place + 1, self._ends[place])

    def ancestors(self, key: UnitId) -> tuple[Node, ...]:
        """The units above, nearest first."""
        found = []
        above = self.get(key).parent
        while above is not None:
            node = self._node(above)
            found.append(node)
            above = node.parent
        return tuple(found)

    def path(self, key: UnitId) -> tuple[Node, ...]:
        """The way down to the unit: from its root to itself."""
        return (*reversed(self.ancestors(key)), self.get(key))

    def subtree(self, key: UnitId) -> tuple[Node, ...]:
        """The unit and everything below it, each before what is below it."""
        place = self._place(key)
        return tuple(map(self._node, self._order[place : self._ends[place]]))

    def level(self, key: UnitId) -> int:
        """How many units stand above; 0 at the top."""
        return self._levels[self._place(key)]

    def is_below(self, key: UnitId, above: UnitId) -> bool:
        """Whether the unit stands somewhere under `above`; no unit stands under itself."""
        place = self._place(above)
        return place < self._place(key) < self._ends[place]

    def common_ancestor(self, one: UnitId, other: UnitId) -> Node | None:
        """The lowest unit that each of the two is or stands under; None where they share no root."""
        target = self._place(other)
        for node in (self.get(one), *self.ancestors(one)):
            place = self._places[node.id]
            if place <= target < self._ends[place]:
                return node
        return None

    def serving(self, area: UnitId, line: Line | None = None) -> tuple[Node, ...]:
        """The Party and grid units that serve exactly this unit, in both lines or in one; in the order given."""
        self.get(area)
        found = map(self._node, self._servants.get(area, ()))
        return tuple(node for node in found if line is None or self._lines[node.kind] is line)

    def _node(self, key: UnitId) -> Node:
        kind, name_zh, name_en, parent, area = self._facts[key]
        return Node(key, kind, Text(zh=name_zh, en=name_en), parent, area)

    def _place(self, key: UnitId) -> int:
        try:
            return self._places[key]
        except KeyError:
            raise NotFound(kind="unit", key=key) from None

    def _side_by_side(self, place: int, end: int) -> tuple[Node, ...]:
        """The units whose subtrees fill the places from `place` to `end`, found by hopping from one to the next."""
        found = []
        while place < end:
            found.append(self._node(self._order[place]))
            place = self._ends[place]
        return tuple(found)


def _refuse_orphans(facts: dict[UnitId, _Facts], children: dict[UnitId | None, list[UnitId]]) -> None:
    for parent in children:
        if parent is not None and parent not in facts:
            raise NotFound(kind="unit", key=parent, path=("parent",))


def _refuse_loops(facts: dict[UnitId, _Facts], places: dict[UnitId, int]) -> None:
    """Refuse units that no root leads to: with every parent known, they stand below each other."""
    if len(places) < len(facts):
        stuck = min(key for key in facts if key not in places)
        *_, parent, _ = facts[stuck]
        raise HierarchyCycle(unit=stuck, parent=str(parent), path=("parent",))


def _preorder(children: dict[UnitId | None, list[UnitId]]) -> tuple[list[UnitId], list[int], list[int]]:
    """The units, each before what is below it; how deep each lies; and for each place where its subtree ends."""
    order: list[UnitId] = []
    levels: list[int] = []
    ends: list[int] = []
    level = 0
    open_places: list[int] = []
    waiting = [iter(children.get(None, ()))]
    while waiting:
        for key in waiting[-1]:
            order.append(key)
            levels.append(level)
            if key in children:
                open_places.append(len(ends))
                ends.append(0)
                waiting.append(iter(children[key]))
                level += 1
                break
            ends.append(len(order))
        else:
            waiting.pop()
            level -= 1
            if open_places:
                ends[open_places.pop()] = len(order)
    return order, levels, ends
