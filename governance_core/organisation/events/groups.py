"""What happens to group sets, and to units in them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.values import GroupId, GroupSetId, Text, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSetDefined(DomainEvent):
    """Units are sorted by one more dimension."""

    name: ClassVar[str] = "organisation.group-set-defined"
    group_set: GroupSetId
    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSetRelabelled(DomainEvent):
    """A group set is called something else."""

    name: ClassVar[str] = "organisation.group-set-relabelled"
    group_set: GroupSetId
    label: Text
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroupAdded(DomainEvent):
    """A group set has one more group."""

    name: ClassVar[str] = "organisation.unit-group-added"
    group: GroupId
    group_set: GroupSetId
    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroupRelabelled(DomainEvent):
    """A group is called something else."""

    name: ClassVar[str] = "organisation.unit-group-relabelled"
    group: GroupId
    group_set: GroupSetId
    label: Text
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroupRetired(DomainEvent):
    """A group takes no unit any more."""

    name: ClassVar[str] = "organisation.unit-group-retired"
    group: GroupId
    group_set: GroupSetId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlaced(DomainEvent):
    """A unit came to be in a group."""

    name: ClassVar[str] = "organisation.unit-placed"
    unit: UnitId
    group: GroupId
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTakenOut(DomainEvent):
    """A unit is no longer in a group."""

    name: ClassVar[str] = "organisation.unit-taken-out"
    unit: UnitId
    group: GroupId
    until: date | None
