"""Group sets: the dimensions by which units are sorted, beside the hierarchy they stand in.

The terms are those of DHIS2 (organisation unit group set, organisation unit group).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from governance_core.errors import NotFound
from governance_core.history import History
from governance_core.values import GroupId, GroupSetId, Text, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEntry:
    """What is said of a group when it comes into a set: its own key, its code and its label."""

    id: GroupId
    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroup:
    """A group of a set. It exists on the days on which it has a label, and is retired where it has none any more.

    Attributes:
        id: its own key.
        code: its code, used once in the set.
        position: its place in the order of the set, from 1.
        labels: what it is called, dated.
    """

    id: GroupId
    code: str
    position: int
    labels: History[Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSet:
    """A dimension: the groups into which units of some kinds are sorted.

    Attributes:
        id: its own key.
        code: its code, which never changes.
        unit_kinds: the kinds of units it sorts, by code.
        exclusive: whether a unit is in one of its groups at most at a time.
        labels: what it is called, dated.
        groups: its groups in order, retired ones too.
    """

    id: GroupSetId
    code: str
    unit_kinds: tuple[str, ...]
    exclusive: bool
    labels: History[Text]
    groups: tuple[UnitGroup, ...] = ()

    def __iter__(self) -> Iterator[UnitGroup]:
        return iter(self.groups)

    def group(self, key: GroupId) -> UnitGroup:
        """The group with this key.

        Raises:
            NotFound: the set has none.
        """
        for group in self.groups:
            if group.id == key:
                return group
        raise NotFound(kind="unit group", key=key, path=("group",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """That a unit is in a group, on the days on which `groups` says so; it says nothing else."""

    unit: UnitId
    group: GroupId
    groups: History[GroupId]
