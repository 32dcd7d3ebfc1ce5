"""The organisation at one time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import Duplicate, HierarchyCycle, NotFound, UnknownValue
from governance_core.organisation import STANDARD_KINDS, Hierarchy, Line, Node
from governance_core.values import Text, UnitId

NAME = Text(zh="单位")


def _node(key: int, parent: int | None, area: int | None = None) -> Node:
    above = None if parent is None else UnitId(str(parent))
    return Node(UnitId(str(key)), "village", NAME, above, None if area is None else UnitId(str(area)))


@st.composite
def forests(draw: st.DrawFn) -> dict[int, int | None]:
    """Parents by unit; a unit's parent has a smaller number, so there is no cycle."""
    size = draw(st.integers(1, 25))
    return {key: draw(st.none() | st.integers(0, key - 1)) if key else None for key in range(size)}


def _above(parents: dict[int, int | None], key: int) -> list[int]:
    found: list[int] = []
    here = parents[key]
    while here is not None:
        found.append(here)
        here = parents[here]
    return found


@given(forests(), st.randoms())
def test_answers_as_a_walk_over_the_parents_would(parents, random) -> None:
    """Ancestors, children, subtree, level, common ancestor and belonging agree with the parents, in any given order."""
    nodes = [_node(key, parent) for key, parent in parents.items()]
    random.shuffle(nodes)

    hierarchy = Hierarchy.of(nodes, STANDARD_KINDS)

    assert {int(node.id) for node in hierarchy.roots()} == {key for key, parent in parents.items() if parent is None}
    for key in parents:
        unit = UnitId(str(key))
        above = _above(parents, key)
        assert [int(node.id) for node in hierarchy.ancestors(unit)] == above
        assert {int(node.id) for node in hierarchy.children(unit)} == {k for k, p in parents.items() if p == key}
        below = {other for other in parents if key in _above(parents, other)}
        assert {int(node.id) for node in hierarchy.subtree(unit)} == below | {key}
        assert hierarchy.level(unit) == len(above)
        assert [int(node.id) for node in hierarchy.path(unit)] == [*reversed(above), key]
        assert hierarchy.parent(unit) == (hierarchy.get(UnitId(str(above[0]))) if above else None)
        for other in parents:
            assert hierarchy.is_below(UnitId(str(other)), unit) == (other in below)
            chain, others = [key, *above], {other, *_above(parents, other)}
            common = next((one for one in chain if one in others), None)
            found = hierarchy.common_ancestor(unit, UnitId(str(other)))
            assert (None if found is None else int(found.id)) == common


def test_refuses_a_parent_that_is_not_there() -> None:
    """Every parent must be one of the units."""
    with pytest.raises(NotFound):
        Hierarchy.of([_node(1, 0)], STANDARD_KINDS)


def test_refuses_units_below_each_other() -> None:
    """Units in a circle belong to no tree."""
    with pytest.raises(HierarchyCycle):
        Hierarchy.of([_node(0, None), _node(1, 2), _node(2, 1)], STANDARD_KINDS)


def test_finds_the_units_that_serve_an_area() -> None:
    """A Party unit is found by the area it serves."""
    hierarchy = Hierarchy.of([_node(0, None), _node(1, None, area=0), _node(2, 1)], STANDARD_KINDS)

    assert [node.id for node in hierarchy.serving(UnitId("0"))] == ["1"]


def test_an_unknown_unit_is_not_found() -> None:
    """Asking about a unit that is not part of the hierarchy is refused."""
    with pytest.raises(NotFound):
        Hierarchy.of([_node(0, None)], STANDARD_KINDS).children(UnitId("7"))


@given(forests(), st.randoms())
def test_units_side_by_side_keep_the_order_in_which_they_are_given(parents, random) -> None:
    """Children, roots and the whole subtree come in the order given, each unit before what is below it."""
    nodes = [_node(key, parent) for key, parent in parents.items()]
    random.shuffle(nodes)

    hierarchy = Hierarchy.of(nodes, STANDARD_KINDS)

    assert list(hierarchy.roots()) == [node for node in nodes if node.parent is None]
    for node in nodes:
        children = hierarchy.children(node.id)
        assert list(children) == [other for other in nodes if other.parent == node.id]
        below = [found for child in children for found in hierarchy.subtree(child.id)]
        assert list(hierarchy.subtree(node.id)) == [node, *below]
    assert list(hierarchy) == [found for root in hierarchy.roots() for found in hierarchy.subtree(root.id)]


def test_a_hierarchy_of_nothing_is_empty() -> None:
    """A town before its first unit has a hierarchy, without roots."""
    hierarchy = Hierarchy.of([], STANDARD_KINDS)

    assert (len(hierarchy), hierarchy.roots(), UnitId("0") in hierarchy) == (0, (), False)


def test_refuses_a_unit_that_is_given_twice() -> None:
    """A unit stands in one place at a time."""
    with pytest.raises(Duplicate):
        Hierarchy.of([_node(0, None), _node(0, None)], STANDARD_KINDS)


def test_refuses_a_kind_that_is_not_in_the_catalogue() -> None:
    """Whose line is not known can't be placed."""
    with pytest.raises(UnknownValue):
        Hierarchy.of([_node(0, None)._replace(kind="hamlet")], STANDARD_KINDS)


def test_tells_the_lines_apart_that_serve_an_area() -> None:
    """A village is served by its Party committee and by its grid, and by what serves a part of it not at all."""
    village, cooperative = _node(0, None), _node(1, 0)._replace(kind="cooperative")
    committee = _node(2, None, area=0)._replace(kind="party-committee")
    branch = _node(3, 2, area=1)._replace(kind="party-branch")
    grid = _node(4, None, area=0)._replace(kind="grid")

    hierarchy = Hierarchy.of([grid, branch, committee, village, cooperative], STANDARD_KINDS)

    assert hierarchy.serving(village.id) == (grid, committee)
    assert hierarchy.serving(village.id, Line.PARTY) == (committee,)
    assert hierarchy.serving(village.id, Line.GRID) == (grid,)
    assert hierarchy.serving(cooperative.id, Line.GRID) == ()


def test_a_chain_deeper_than_the_call_stack_is_no_trouble() -> None:
    """Nothing is answered by recursion."""
    depth = 5_000

    hierarchy = Hierarchy.of([_node(key, key - 1 if key else None) for key in range(depth)], STANDARD_KINDS)

    assert hierarchy.level(UnitId(str(depth - 1))) == depth - 1
    assert len(hierarchy.subtree(UnitId("0"))) == depth


@pytest.mark.parametrize(
    "ask",
    [
        Hierarchy.get,
        Hierarchy.parent,
        Hierarchy.ancestors,
        Hierarchy.path,
        Hierarchy.subtree,
        Hierarchy.level,
        Hierarchy.serving,
    ],
)
def test_every_question_about_an_unknown_unit_is_refused(ask) -> None:
    """An id that is not part of the hierarchy is told so, and not answered with nothing."""
    hierarchy = Hierarchy.of([_node(0, None)], STANDARD_KINDS)

    with pytest.raises(NotFound):
        ask(hierarchy, UnitId("7"))
